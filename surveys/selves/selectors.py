import hashlib
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from award.audit.selectors import trail
from award.editions.models import Edition
from award.editions.rules import canonical
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from surveys.questionnaire import Given, as_given
from surveys.selves.models import Draft, SelfAssessment

REMINDED = gettext_noop("reminded the leaders")


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


def not_handed_in(edition: Edition) -> QuerySet[Leader]:
    """Leaders who take part, can be written to and have not handed in; whether they have begun is not looked at."""
    return (
        Leader.objects.filter(candidate__edition=edition, consent=Consent.ACCEPTED, seat__isnull=False)
        .filter(candidate__consent=Consent.ACCEPTED)
        .exclude(email="")
        .exclude(pk__in=SelfAssessment.objects.values("leader"))
        .select_related("candidate")
        .order_by("name", "pk")
    )


def reminded_on(edition: Edition) -> date | None:
    """The day of the last reminder: the trail knows it."""
    at = trail(edition.pk).filter(verb=REMINDED).values_list("at", flat=True).first()
    return timezone.localtime(at).date() if at else None
