import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from award.editions.barriers import Thing, Viewer, may_see
from award.editions.models import Edition
from award.editions.rules import canonical
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted, leaders
from surveys.comments.flags import Known
from surveys.comments.models import Comment, Handover
from surveys.comments.states import Moderation
from surveys.rosters.selectors import results_are_in, roster


@dataclass(frozen=True)
class Asked:
    """A question, and what is released under it: words alone, in an order that says nothing."""

    question: str
    texts: tuple[str, ...]


def texts(candidate: Candidate) -> QuerySet[Comment]:
    """Everything kept about a candidate, in the order of keys drawn at random."""
    return Comment.objects.filter(candidate=candidate).order_by("pk")


def handover(candidate: Candidate) -> Handover | None:
    return Handover.objects.filter(candidate=candidate).first()


def released(candidate: Candidate) -> QuerySet[Comment]:
    """The one rule of who else may read a text: shown by a moderator, and handed over with all the others."""
    finished = Handover.objects.filter(candidate=candidate).values("candidate")
    return texts(candidate).filter(candidate__in=finished, state=Moderation.SHOWN)


def texts_for_jury(candidate: Candidate) -> list[Asked]:
    return _asked(candidate, released(candidate)) if _opens(Viewer.JUROR, candidate) else []


def texts_for_leader(candidate: Candidate) -> list[Asked]:
    """Only those whose writers said that their leader may read them."""
    if not _opens(Viewer.LEADER, candidate):
        return []
    return _asked(candidate, released(candidate).filter(leader_may_read=True))


def texts_to_quote(candidate: Candidate) -> list[Asked]:
    """Only those whose writers said that they may be quoted."""
    return _asked(candidate, released(candidate).filter(may_be_quoted=True))


def _opens(viewer: Viewer, candidate: Candidate) -> bool:
    return may_see(viewer, Thing.COMMENTS, candidate.edition.phase)


def _asked(candidate: Candidate, rows: Iterable[Comment]) -> list[Asked]:
    found = list(rows)
    return [
        Asked(wording, tuple(row.text for row in found if row.question == code))
        for code, wording in wordings(candidate.edition, found).items()
    ]


def wordings(edition: Edition, rows: Sequence[Comment]) -> dict[str, str]:
    """The questions these texts answer, as employees were asked them and in that order."""
    answered = {row.question for row in rows}
    asked = {each.code: str(each.employee) for each in edition.content.survey.open_questions if each.code in answered}
    return asked | {code: code for code in sorted(answered - set(asked))}


def longest(edition: Edition, question: str) -> int:
    """How long a text under this question may be, also when it is changed."""
    return next((each.most for each in edition.content.survey.open_questions if each.code == question), 2000)


def known_around(candidate: Candidate) -> Known:
    """The names a moderator should be pointed to; of the roster only while it exists."""
    return Known.of(
        [candidate.name, *leaders(candidate).values_list("name", flat=True)],
        roster(candidate).values_list("email", flat=True),
    )


@dataclass(frozen=True)
class Numbers:
    """How far the moderation of a candidate's texts is."""

    waiting: int = 0
    as_written: int = 0
    changed: int = 0
    withheld: int = 0

    @property
    def total(self) -> int:
        return self.decided + self.waiting

    @property
    def decided(self) -> int:
        return self.shown + self.withheld

    @property
    def shown(self) -> int:
        return self.as_written + self.changed


def numbers(rows: Iterable[Comment]) -> Numbers:
    found = Counter("changed" if row.is_changed else row.state for row in rows)
    return _numbers(found)


def _numbers(found: Counter[str]) -> Numbers:
    return Numbers(found[Moderation.WAITING], found[Moderation.SHOWN], found["changed"], found[Moderation.WITHHELD])


def fingerprint(rows: Iterable[Comment]) -> str:
    """Of all decisions as they stand: who hands over has seen these and no others."""
    return hashlib.sha256(canonical([[row.pk, row.state, row.shown_text] for row in rows])).hexdigest()


@dataclass(frozen=True)
class Row:
    """A candidate on the moderators' desk."""

    candidate: Candidate
    numbers: Numbers
    handover: Handover | None


def desk(edition: Edition) -> list[Row]:
    """Where every candidate's texts stand; empty before the count is through."""
    if not results_are_in(edition):
        return []
    found: dict[int, Counter[str]] = {}
    for row in (
        Comment.objects.filter(candidate__edition=edition)
        .order_by()
        .values("candidate", "state", "shown_text")
        .annotate(n=Count("pk"))
    ):
        kind = "changed" if row["shown_text"] else row["state"]
        found.setdefault(row["candidate"], Counter())[kind] += row["n"]
    done = {each.candidate_id: each for each in Handover.objects.filter(candidate__edition=edition)}
    return [
        Row(candidate, _numbers(found.get(candidate.pk, Counter())), done.get(candidate.pk))
        for candidate in accepted(edition)
    ]
