from dataclasses import dataclass
from datetime import date

from award.accounts.models import Seat
from award.editions.barriers import Thing, Viewer, may_see
from award.editions.models import Edition
from jury.decision.models import Verdict
from jury.decision.selectors import verdict
from jury.feedback.narrowing import NOTHING_OWN, Own, narrowed
from jury.feedback.states import Silence, Standing
from jury.finals.models import Observation
from jury.finals.selectors import observations, visit_to
from jury.finals.states import Kind as Known
from jury.round_two.selectors import finalists
from jury.shortlist.selectors import shortlist
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.selectors import leader_of_seat
from nominations.candidates.states import Consent, Kind
from surveys.comments.selectors import Asked, texts_for_leader
from surveys.counting.results import Result
from surveys.counting.selectors import results
from surveys.counting.states import Origin
from surveys.selves.selectors import self_assessment


@dataclass(frozen=True)
class Seen:
    """What two observers noted at a finalist's workplace, without what they were told in confidence."""

    on: date | None
    notes: tuple[Observation, ...]


@dataclass(frozen=True)
class Feedback:
    """Everything one leader is told about their own candidacy; of others, nothing."""

    edition: Edition
    leader: Leader
    standing: Standing
    verdict: Verdict | None
    result: Result | Silence
    is_imported: bool
    texts: tuple[Asked, ...]
    seen: Seen | None

    @property
    def candidate(self) -> Candidate:
        return self.leader.candidate

    @property
    def is_group(self) -> bool:
        return self.candidate.kind == Kind.GROUP

    @property
    def shown(self) -> Result | None:
        return None if isinstance(self.result, Silence) else self.result


def feedback_for(edition: Edition, seat: Seat) -> Feedback:
    """The feedback of the leader on this seat: there is no other way to name a candidate here."""
    leader = leader_of_seat(seat)
    leader.candidate.edition = edition
    candidate, found = leader.candidate, verdict(edition)
    standing = standing_of(candidate, found)
    result, is_imported = _result(edition, leader)
    has_statements = isinstance(result, Result) and bool(result.items)
    return Feedback(
        edition=edition,
        leader=leader,
        standing=standing,
        verdict=found,
        result=result,
        is_imported=is_imported,
        # texts are kept from eight answers on: beside areas alone they would say “eight or nine”
        texts=tuple(texts_for_leader(candidate)) if has_statements else (),
        seen=_seen(candidate) if standing in (Standing.FINALIST, Standing.WINNER) else None,
    )


def standing_of(candidate: Candidate, found: Verdict | None) -> Standing:
    edition = candidate.edition
    if found is not None and found.stands and found.candidate_id == candidate.pk:
        return Standing.WINNER
    if finalists(edition).filter(pk=candidate.pk).exists():
        return Standing.FINALIST
    is_shortlisted = shortlist(edition).filter(pk=candidate.pk).exists()
    return Standing.SHORTLISTED if is_shortlisted else Standing.TOOK_PART


def _result(edition: Edition, leader: Leader) -> tuple[Result | Silence, bool]:
    released = results(edition) if may_see(Viewer.LEADER, Thing.SURVEY_NUMBERS, edition.phase) else None
    if released is None:
        return Silence.NOT_COUNTED, False
    found, is_imported = released.by_code.get(leader.candidate.code), released.origin == Origin.IMPORTED
    if found is None or leader.candidate.consent != Consent.ACCEPTED:
        return Silence.NO_PART, is_imported
    if not found.is_counted:
        return Silence.TOO_FEW, is_imported
    return narrowed(found, edition, _own(leader, found)), is_imported


def _own(leader: Leader, found: Result) -> Own | None:
    """Of a group, what this one of its leaders answered and no other; None for a single leader, whose side it is."""
    if leader.candidate.kind != Kind.GROUP and not any(item.leaders for item in found.items):
        return None
    kept = self_assessment(leader)
    if kept is None:
        return NOTHING_OWN
    picks = {code: tuple(given) for code, given in kept.others.items() if isinstance(given, list)}
    return Own(kept.answers, picks)


def _seen(candidate: Candidate) -> Seen | None:
    if not may_see(Viewer.LEADER, Thing.OBSERVATIONS, candidate.edition.phase):
        return None
    visit = visit_to(candidate)
    return Seen(visit.on if visit else None, tuple(observations(candidate).exclude(kind=Known.TOLD)))
