"""The mail that asks the second contact, and the link in it: a code of which the database keeps a hash."""

from typing import Any

from django.db.models import QuerySet

from award.codes import parse
from award.editions.models import Edition
from award.mail.actions import link, send
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots.tickets import hashed
from surveys.rosters.models import Workplace

TEMPLATE = "workplace"


def workplace_of_link(edition: Edition, token: str) -> Workplace | None:
    """Whose link this is; nobody's if it was replaced, taken back, of another award, or the candidate has left."""
    return _behind(token).filter(candidate__edition=edition).select_related("candidate__edition").first()


def is_living_link(edition: str, token: str) -> bool:
    """The same of an address, before anything else of the request is looked at."""
    return _behind(token).filter(candidate__edition__slug=edition).exists()


def _behind(token: str) -> QuerySet[Workplace]:
    code = parse(token)
    if code is None:
        return Workplace.objects.none()
    return Workplace.objects.filter(link_hash=hashed(code), candidate__consent=Consent.ACCEPTED)


def ask(here: Workplace, code: str) -> None:
    send(TEMPLATE, to=here.email, **words(here.candidate, here.name, here.language, code))


def words(candidate: Candidate, name: str, language: str, code: str) -> dict[str, Any]:
    edition = candidate.edition
    address = link("surveys:workplace", edition.slug, code, language=language)
    return {"candidate": candidate, "edition": edition, "name": name, "language": language, "address": address}
