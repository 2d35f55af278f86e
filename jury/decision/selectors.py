from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from award.accounts.models import Seat
from award.accounts.states import Role
from award.audit.selectors import trail
from award.editions.barriers import Thing, may_see
from award.editions.models import Edition
from award.editions.states import Phase, since
from jury.conflicts.selectors import barred_from_any, is_barred, unbound
from jury.decision.models import Confirmation, Verdict, Vote
from jury.decision.ranking import ranked
from jury.decision.states import CONFIRMATIONS, WEIGHT_OF
from jury.finals.selectors import finals_values
from jury.round_two.selectors import finalists, finalists_for, round_two_values
from jury.stats.ranking import competition_rank
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.counting.selectors import results


@dataclass(frozen=True)
class Total:
    """A finalist's components and total, 0–100, and the place in the ranking. None: there is no such number.

    Who has no survey result has no total either: it says so instead of making one up from the rest.
    """

    candidate: Candidate
    survey: float | None
    round_two: float | None
    finals: float | None
    total: float | None
    rank: int | None
    not_separable: bool


def totals(edition: Edition, seat: Seat | None = None) -> list[Total]:
    """The finalists in the order of their totals; while the visits run, in the order of round two, without a total.

    Nobody, before scoring has closed or for a seat that may not see totals.
    """
    if edition.phase not in since(Phase.FINALS):
        return []
    if seat is not None and not may_see(seat.role, Thing.TOTALS, edition.phase):
        return []
    named = {each.code: each for each in (finalists_for(edition, seat) if seat else finalists(edition))}
    parts = components(edition, list(named))
    table = _by_round_two(parts) if edition.phase == Phase.FINALS else _by_total(edition, parts)
    return [_total(named[str(code)], row) for code, row in table.iterrows()]


def _by_round_two(parts: pd.DataFrame) -> pd.DataFrame:
    """Ratings of visits stay with the observers until all have rated."""
    table = parts.assign(finals=float("nan"), total=float("nan"), rank=competition_rank(parts["round_two"]))
    return table.assign(not_separable=False).sort_values("rank", kind="stable", na_position="last")


def _by_total(edition: Edition, parts: pd.DataFrame) -> pd.DataFrame:
    votes, casting = frozen_votes(edition)
    return ranked(parts, weights(edition), margin=edition.margin, votes=votes, casting=casting)


def _total(candidate: Candidate, row: pd.Series) -> Total:
    survey, round_two, finals, total = (_number(row[name]) for name in (*WEIGHT_OF, "total"))
    rank = None if pd.isna(row["rank"]) else int(row["rank"])
    return Total(candidate, survey, round_two, finals, total, rank, bool(row["not_separable"]))


def components(edition: Edition, codes: Sequence[str]) -> pd.DataFrame:
    """Candidates × (survey, round two, finals), each 0–100; the survey's part is the released shortlist index."""
    parts = pd.DataFrame(index=pd.Index(list(codes), dtype=object), columns=list(WEIGHT_OF), dtype=float)
    parts["survey"] = pd.Series(released_index(edition), dtype=float)
    parts["round_two"] = round_two_values(edition)
    parts["finals"] = finals_values(edition)
    return parts.astype(float)


def released_index(edition: Edition) -> dict[str, float]:
    """The shortlist index as it was released, of the candidates who are ranked; nobody else has one."""
    released = results(edition)
    found = released.candidates if released else ()
    return {each.code: each.shortlist_index for each in found if each.is_ranked and each.shortlist_index is not None}


def weights(edition: Edition) -> dict[str, float]:
    return {name: float(getattr(edition, column)) for name, column in WEIGHT_OF.items()}


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def votes(edition: Edition) -> QuerySet[Vote]:
    """The votes of those whom nothing binds to a finalist; the others' stay stored and do not count."""
    return (
        Vote.objects.filter(~barred_from_any("juror__user", finalists(edition)), juror__edition=edition)
        .select_related("juror__user", "candidate")
        .order_by("juror__user__name", "pk")
    )


def vote_of(seat: Seat) -> Vote | None:
    return Vote.objects.filter(juror=seat).select_related("candidate").first()


def votes_shown_to(edition: Edition, seat: Seat) -> list[Vote]:
    """All votes, once this juror has given their own; to an organiser once no vote can change any more."""
    if not takes_part(edition, seat):
        return []
    everyone = list(votes(edition))
    own = any(vote.juror_id == seat.pk for vote in everyone)
    return everyone if own or verdict(edition) else []


def count_of(given: Sequence[Vote]) -> list[tuple[Candidate | None, int]]:
    """How many votes each got, the most first; None stands for no winner."""
    named = {vote.candidate_id: vote.candidate for vote in given}
    counted = Counter(vote.candidate_id for vote in given)
    return [(named[key], n) for key, n in sorted(counted.items(), key=lambda kv: (-kv[1], str(named[kv[0]])))]


def frozen_votes(edition: Edition) -> tuple[dict[str, int] | None, str | None]:
    """What may break a tie: the votes for each finalist and the chair's own, once a verdict has been proposed.

    Before that a tie stays a tie, or the order on the page would give away how the others voted.
    """
    if not Verdict.objects.filter(edition=edition).exists():
        return None, None
    given = list(votes(edition))
    counted = Counter(vote.candidate.code for vote in given if vote.candidate)
    casting = next((v.candidate.code for v in given if v.juror.role == Role.CHAIR and v.candidate), None)
    return dict(counted), casting


def takes_part(edition: Edition, seat: Seat) -> bool:
    """Whether this person decides: nobody who is bound to a finalist does, whichever seat they come with."""
    return not is_barred(seat.user_id, finalists(edition))


def quorum(edition: Edition) -> int:
    """How many votes a decision needs: what the rules say, but never more than there are jurors without a tie."""
    return max(1, min(edition.quorum, len(unbound(edition, finalists(edition)))))


def verdict(edition: Edition) -> Verdict | None:
    confirmed = Prefetch("confirmations", Confirmation.objects.select_related("seat__user").order_by("pk"))
    return (
        Verdict.objects.filter(edition=edition)
        .select_related("candidate", "proposed_by__user")
        .prefetch_related(confirmed)
        .first()
    )


def confirmations_missing(found: Verdict) -> int:
    return max(0, CONFIRMATIONS - len(found.confirmations.all()))


def has_confirmed(found: Verdict, seat: Seat) -> bool:
    """Whether this person has confirmed already, whichever of their seats they came with."""
    return any(each.seat.user_id == seat.user_id for each in found.confirmations.all())


def announced() -> QuerySet[Verdict]:
    """What the public may read: the verdicts of announced editions, the newest first."""
    return (
        Verdict.objects.filter(edition__phase=Phase.ANNOUNCED, decided_on__isnull=False)
        .select_related("edition", "candidate")
        .order_by("-decided_on", "-edition_id")
    )


def may_be_named(found: Verdict) -> bool:
    """Whether the public page may say who it is: only who agreed to take part is named anywhere."""
    return found.candidate is not None and found.candidate.consent == Consent.ACCEPTED


def rules_frozen_on(edition: Edition) -> date | None:
    """The day on which nominations opened, and with them the rules froze; out of the trail."""
    moved = trail(edition.pk).filter(verb="moved the award", facts__to=Phase.NOMINATIONS).first()
    return timezone.localdate(moved.at) if moved else None
