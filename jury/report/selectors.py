from django.db.models import QuerySet

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.conflicts.selectors import readable
from jury.finals.selectors import ratings
from jury.round_two.selectors import last_scores
from jury.shortlist.models import ShortlistDecision
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import candidates


def all_candidates(edition: Edition) -> QuerySet[Candidate]:
    """Everybody who was ever a candidate of this edition, by code; not those merged into another."""
    return candidates(edition).order_by("code")


def all_scores(edition: Edition) -> list[tuple[str, int, str, int, int]]:
    """(candidate, juror's seat, area, value, revision) of every score that counts."""
    found = last_scores(edition).order_by("candidate__code", "juror", "area")
    return list(found.values_list("candidate__code", "juror", "area", "value", "revision"))


def all_ratings(edition: Edition) -> list[tuple[str, int, str, int]]:
    """(candidate, observer's seat, trait, value) of every rating."""
    found = ratings(edition)
    return list(
        found.order_by("visit__candidate__code", "observer", "trait").values_list(
            "visit__candidate__code", "observer", "trait", "value"
        )
    )


def seats_by_pk(edition: Edition) -> dict[int, str]:
    """What the tables call a juror or an observer: the name, with the address behind it where two people share one."""
    everyone = list(Seat.objects.filter(edition=edition).select_related("user").order_by("pk"))
    addresses: dict[str, set[str]] = {}
    for seat in everyone:
        addresses.setdefault(str(seat.user), set()).add(seat.user.email)
    return {
        seat.pk: str(seat.user) if len(addresses[str(seat.user)]) == 1 else f"{seat.user} ({seat.user.email})"
        for seat in everyone
    }


def decisions(edition: Edition, seat: Seat | None = None) -> QuerySet[ShortlistDecision]:
    """Every shortlist decision, or those a seat may read, the shortlisted first, by name."""
    found = ShortlistDecision.objects.filter(candidate__edition=edition).select_related("candidate")
    if seat is not None:
        found = found.filter(candidate__in=readable(edition, seat).values("pk"))
    return found.order_by("-is_shortlisted", "candidate__name", "candidate__code")
