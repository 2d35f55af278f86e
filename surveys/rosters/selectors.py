from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Q, QuerySet

from award.editions.models import Edition
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.ballots.models import Ticket
from surveys.rosters.models import Invitee, SendState


def roster(candidate: Candidate) -> QuerySet[Invitee]:
    """Who is asked about this candidate, by address: an order that says nothing."""
    return Invitee.objects.filter(candidate=candidate).order_by("email")


def roster_text(candidate: Candidate) -> str:
    return "\n".join(f"{invitee.email}; {invitee.language}" for invitee in roster(candidate))


def pending(edition: Edition) -> QuerySet[Invitee]:
    """Who has not been written to yet. Nothing here, nor anywhere, says who has answered."""
    return Invitee.objects.filter(candidate__edition=edition, send_state=SendState.PENDING)


def has_links(candidate: Candidate) -> bool:
    return Ticket.objects.filter(candidate=candidate).exists()


def smallest_roster(edition: Edition) -> int:
    """A team smaller than the threshold can never be counted."""
    return max(edition.roster_minimum, edition.threshold)


@dataclass(frozen=True)
class Team:
    """A candidate who takes part, and how far the invitations of their team are."""

    candidate: Candidate
    size: int
    sent: int
    minimum: int
    warning: int

    @property
    def is_too_small(self) -> bool:
        return self.size < self.minimum

    @property
    def is_small(self) -> bool:
        return self.minimum <= self.size < self.warning

    @property
    def pending(self) -> int:
        return self.size - self.sent

    @property
    def is_sent(self) -> bool:
        return self.size > 0 and self.sent == self.size


def teams(edition: Edition) -> list[Team]:
    sizes = {
        row["candidate"]: row
        for row in Invitee.objects.filter(candidate__edition=edition)
        .values("candidate")
        .annotate(size=Count("pk"), sent=Count("pk", filter=Q(send_state=SendState.SENT)))
    }
    minimum, nobody = smallest_roster(edition), {"size": 0, "sent": 0}
    return [
        Team(candidate, row["size"], row["sent"], minimum, edition.roster_warning)
        for candidate in accepted(edition)
        for row in [sizes.get(candidate.pk, nobody)]
    ]


def invitees_to_write_to(edition: Edition) -> list[Invitee]:
    """Everybody not yet invited on a roster that is large enough, of a candidate who takes part."""
    ready = [team.candidate.pk for team in teams(edition) if not team.is_too_small]
    return list(pending(edition).filter(candidate__in=ready).select_related("candidate__edition"))


def results_are_in(edition: Edition) -> bool:
    """Released figures lie in a room above this one: asked for by name."""
    return bool(apps.get_model("surveys", "Release")._default_manager.filter(edition=edition.pk).exists())
