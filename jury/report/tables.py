"""The tables that leave the house: every file and every sheet is one of these."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from django.db.models import QuerySet

from award.editions.models import Edition
from award.tables.files import Table
from jury.decision.selectors import totals, verdict
from jury.report.selectors import all_candidates, all_ratings, all_scores, seats_by_pk
from jury.round_two.selectors import finalists
from jury.shortlist.selectors import shortlist
from nominations.candidates.models import Candidate
from surveys.counting.selectors import results


def candidates(edition: Edition) -> Table:
    """Who is who: `candidate` is what the other tables call them, `code` what the edition does."""
    chosen, visited = _pks(shortlist(edition)), _pks(finalists(edition))
    found = verdict(edition)
    winner = found.candidate_id if found and found.stands else None
    names = labels(edition)
    return Table(
        "candidates",
        ("candidate", "code", "name", "employer", "kind", "consent", "shortlisted", "finalist", "winner"),
        [
            (
                names[each.code],
                each.code,
                each.name,
                each.employer,
                each.kind,
                each.consent,
                each.pk in chosen,
                each.pk in visited,
                each.pk == winner,
            )
            for each in all_candidates(edition)
        ],
    )


def agreement(edition: Edition) -> Table:
    """The released figures of every candidate of the release, as they were released."""
    released = results(edition)
    names = labels(edition)
    figures = ("agreement", "level", "shortlist_index", "low", "high", "category")
    rest = ("response_class", "status")
    return Table(
        "agreement",
        ("candidate", *figures, "flags", *rest, "reasons", "rank"),
        [
            (
                names[each.code],
                *(getattr(each, name) for name in figures),
                listed(each.flags),
                *(getattr(each, name) for name in rest),
                listed(each.reasons),
                each.rank,
            )
            for each in (released.candidates if released else ())
        ],
    )


def scores(edition: Edition) -> Table:
    """Each juror's last score of each area of round two."""
    names, jurors = labels(edition), seats_by_pk(edition)
    return Table(
        "scores",
        ("candidate", "juror", "area", "value", "revision"),
        [(names[code], jurors[juror], area, value, n) for code, juror, area, value, n in all_scores(edition)],
    )


def finals(edition: Edition) -> Table:
    """Each observer's rating of each trait."""
    names, observers = labels(edition), seats_by_pk(edition)
    return Table(
        "finals",
        ("candidate", "observer", "trait", "value"),
        [(names[code], observers[observer], trait, value) for code, observer, trait, value in all_ratings(edition)],
    )


def ranking(edition: Edition) -> Table:
    """The finalists with their components; who has no survey result has no total."""
    names = labels(edition)
    return Table(
        "ranking",
        ("candidate", "shortlist_index", "round_two", "finals", "total", "rank", "not_separable"),
        [
            (
                names[row.candidate.code],
                *(rounded(value) for value in (row.survey, row.round_two, row.finals, row.total)),
                row.rank,
                row.not_separable,
            )
            for row in totals(edition)
        ],
    )


TABLES: Mapping[str, Callable[[Edition], Table]] = {
    "candidates": candidates,
    "agreement": agreement,
    "scores": scores,
    "finals": finals,
    "ranking": ranking,
}


def labels(edition: Edition) -> dict[str, str]:
    """What the tables call a candidate: the exact name, as imports do; with the code where two share it."""
    everyone = list(all_candidates(edition))
    return distinct({each.code: each.name for each in everyone})


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    shared = Counter(names.values())
    return {key: name if shared[name] == 1 else f"{name} ({key})" for key, name in names.items()}


def listed(words: Iterable[str]) -> str:
    """Several words in one cell."""
    return ";".join(words)


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _pks(found: QuerySet[Candidate]) -> set[int]:
    return set(found.values_list("pk", flat=True))
