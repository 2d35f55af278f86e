import hashlib
from dataclasses import dataclass

from award.editions.models import Edition
from award.editions.rules import canonical
from nominations.candidates.models import Leader
from surveys.questionnaire import Given, as_given
from surveys.selves.models import Draft, SelfAssessment


def self_assessment(leader: Leader) -> SelfAssessment | None:
    return SelfAssessment.objects.filter(leader=leader).first()


@dataclass(frozen=True)
class Kept:
    """What is stored of one leader's own answers: what they handed in, and what they have only saved since."""

    handed_in: SelfAssessment | None
    draft: Draft | None

    @property
    def given(self) -> Given:
        """As the form had sent it: the draft where there is one, for it is the later."""
        latest = self.draft or self.handed_in
        return latest.answers | as_given(latest.others) if latest else {}

    @property
    def answered(self) -> int:
        latest = self.draft or self.handed_in
        return len(latest.answers) if latest else 0

    @property
    def state(self) -> str:
        """Goes out with the form and comes back with it: another page has stored something where it differs."""
        if self.handed_in is None and self.draft is None:
            return ""
        both = [[each.answers, each.others] if each else None for each in (self.handed_in, self.draft)]
        return hashlib.sha256(canonical(both)).hexdigest()[:16]


def kept(leader: Leader) -> Kept:
    return Kept(self_assessment(leader), Draft.objects.filter(leader=leader).first())


def kept_of_seat(edition: Edition, seat_id: int) -> Kept:
    """Of whoever sits here; nothing is kept of a seat that no leader has."""
    leader = Leader.objects.filter(seat=seat_id, candidate__edition=edition).first()
    return kept(leader) if leader else Kept(None, None)
