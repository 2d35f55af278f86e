from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_noop

from award.audit.selectors import trail
from award.editions.models import Edition
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.selectors import accepted, leaders
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketKind
from surveys.rosters.models import Invitee, SendState, Workplace
from surveys.rosters.reading import normalised

SHEETS_PRINTED = gettext_noop("printed sheets to answer with")  # the verb in the trail


def roster(candidate: Candidate) -> QuerySet[Invitee]:
    """Who is asked about this candidate, by address: an order that says nothing."""
    return Invitee.objects.filter(candidate=candidate).order_by("email")


def roster_text(candidate: Candidate) -> str:
    return "\n".join(f"{invitee.email}; {invitee.language}" for invitee in roster(candidate))


def invitee(candidate: Candidate, pk: str) -> Invitee | None:
    return roster(candidate).filter(pk=pk).select_related("candidate__edition").first()


def has_mailed(candidate: Candidate) -> bool:
    return Ticket.objects.filter(candidate=candidate, kind=TicketKind.MAIL).exists()


def sheets(edition: Edition) -> dict[str, int]:
    """How many answer on paper, by a candidate's code: the number typed for the last pile printed.

    Read from the trail, and the tickets never counted: how many of an old pile died with a new one would say how many
    had answered.
    """
    printed = trail(edition.pk).filter(verb=SHEETS_PRINTED).order_by("pk").values_list("facts", flat=True)
    return {facts["candidate"]: facts["sheets"] for facts in printed}


def piles(candidate: Candidate) -> int:
    """How often sheets were printed for this team."""
    return trail(candidate.edition_id).filter(verb=SHEETS_PRINTED, facts__candidate=candidate.code).count()


def smallest_roster(edition: Edition) -> int:
    """A team smaller than the threshold can never be counted."""
    return max(edition.roster_minimum, edition.threshold)


@dataclass(frozen=True)
class Team:
    """A candidate who takes part, and how far the invitations of their team are."""

    candidate: Candidate
    addresses: int
    sent: int
    pending: int
    sheets: int
    is_mailed: bool
    minimum: int
    warning: int

    @property
    def size(self) -> int:
        return self.addresses + self.sheets

    @property
    def has_links(self) -> bool:
        return self.is_mailed or self.sheets > 0

    @property
    def is_too_small(self) -> bool:
        """Not opened, and cannot be."""
        return self.size < self.minimum and not self.has_links

    @property
    def has_shrunk(self) -> bool:
        """Opened with enough people, some of whom have left."""
        return self.size < self.minimum and self.has_links

    @property
    def is_small(self) -> bool:
        return self.minimum <= self.size < self.warning

    @property
    def is_sent(self) -> bool:
        return self.has_links and not self.pending


def teams(edition: Edition) -> list[Team]:
    mailed = set(
        Ticket.objects.filter(candidate__edition=edition, kind=TicketKind.MAIL)
        .values_list("candidate", flat=True)
        .distinct()
    )
    counted = {
        row["candidate"]: row
        for row in Invitee.objects.filter(candidate__edition=edition)
        .values("candidate")
        .annotate(
            addresses=Count("pk"),
            sent=Count("pk", filter=Q(send_state=SendState.SENT)),
            pending=Count("pk", filter=Q(send_state=SendState.PENDING, opted_out=False)),
        )
    }
    printed, nobody = sheets(edition), {"addresses": 0, "sent": 0, "pending": 0}
    return [
        Team(
            candidate=candidate,
            addresses=row["addresses"],
            sent=row["sent"],
            pending=row["pending"],
            sheets=printed.get(candidate.code, 0),
            is_mailed=candidate.pk in mailed,
            minimum=smallest_roster(edition),
            warning=edition.roster_warning,
        )
        for candidate in accepted(edition)
        for row in [counted.get(candidate.pk, nobody)]
    ]


def team(candidate: Candidate) -> Team | None:
    """Of a candidate who takes part."""
    return next((each for each in teams(candidate.edition) if each.candidate == candidate), None)


def results_are_in(edition: Edition) -> bool:
    """Released figures lie in a room above this one: asked for by name."""
    return bool(apps.get_model("surveys", "Release")._default_manager.filter(edition=edition.pk).exists())


@dataclass(frozen=True)
class Headcount:
    """How many people work for a candidate, and whether a second contact at the workplace has confirmed it."""

    people: int | None
    is_confirmed: bool


def headcounts(edition: Edition) -> dict[str, Headcount]:
    """By the candidate's code; of whom nobody has said anything, nothing stands here."""
    return {code: Headcount(each.people, each.is_confirmed) for code, each in workplaces(edition).items()}


def workplaces(edition: Edition) -> dict[str, Workplace]:
    """What is known of the candidates' workplaces, by the candidate's code."""
    found = Workplace.objects.filter(candidate__edition=edition).select_related("candidate")
    return {each.candidate.code: each for each in found}


def workplace(candidate: Candidate) -> Workplace | None:
    return Workplace.objects.filter(candidate=candidate).first()


def barred(candidate: Candidate) -> list[str]:
    """Whose addresses stand on no roster about this candidate: the leaders', the second contact's, the award's own."""
    here = workplace(candidate)
    people = [leader.email for leader in leaders(candidate)]
    return [address for address in (*people, here.email if here else "", candidate.edition.contact) if address]


def leaders_of_all(edition: Edition) -> list[str]:
    """The addresses of everybody who leads a candidate of the edition."""
    standing = Leader.objects.filter(candidate__edition=edition, candidate__merged_into=None)
    return list(standing.exclude(email="").values_list("email", flat=True))


def elsewhere(candidate: Candidate) -> dict[str, str]:
    """Mailboxes on the rosters of other candidates of the edition, each with that candidate's code."""
    others = Invitee.objects.filter(candidate__edition=candidate.edition_id).exclude(candidate=candidate)
    return {normalised(email): code for email, code in others.values_list("email", "candidate__code")}
