from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from award.accounts.actions import give_seat
from award.accounts.models import Seat
from award.accounts.states import Role
from award.audit.actions import Numbered, record
from jury.finals.models import Observation, TraitRating, Visit
from jury.finals.rules import (
    check_is_the_same,
    check_keeps_who_noted,
    check_may_observe,
    check_may_plan,
    check_may_take_back,
    check_note,
    check_ratings,
)
from jury.round_two.selectors import locked
from nominations.candidates.models import Candidate


@transaction.atomic
def plan_visit(*, candidate: Candidate, on: date, observers: Sequence[Seat], by: Numbered | None) -> Visit:
    """Set the day of a visit and send two of the jury; they get the observer's seat with it."""
    edition = locked(candidate.edition_id)
    check_may_plan(edition, candidate, observers)
    visit = Visit.objects.get_or_create(candidate=candidate)[0]
    check_keeps_who_noted(visit, observers)
    seats = [give_seat(edition=edition, email=s.user.email, role=Role.OBSERVER, by=by) for s in observers]
    visit.on = on
    visit.save(update_fields=["on"])
    visit.observers.set(seats)
    pks = sorted(seat.pk for seat in seats)
    record(edition, gettext_noop("planned a visit"), by=by, candidate=candidate.code, on=on.isoformat(), observers=pks)
    return visit


@transaction.atomic
def observe(*, visit: Visit, trait: str, kind: str, tone: str, text: str, client_id: UUID, by: Seat) -> Observation:
    """Keep a note. The same form sent again, after a lost network or a second press, is the same note."""
    edition = locked(visit.candidate.edition_id)
    check_may_observe(edition, visit, by)
    note = Observation(visit=visit, observer=by, trait=trait, kind=kind, tone=tone, text=text.strip())
    check_note(edition, trait, kind, tone, note.text)
    kept = Observation.objects.filter(client_id=client_id).first()
    if kept is not None:
        check_is_the_same(kept, note)
        return kept
    note.client_id = client_id
    note.save()
    record(edition, gettext_noop("kept a note"), by=by, candidate=visit.candidate.code, note=note.pk)
    return note


@transaction.atomic
def take_back(*, note: Observation, by: Seat) -> Observation:
    """Take an own note back: its text is gone, that there was one stays."""
    edition = locked(note.visit.candidate.edition_id)
    check_may_observe(edition, note.visit, by)
    check_may_take_back(edition, note)
    note.text, note.is_taken_back = "", True
    note.save(update_fields=["text", "is_taken_back"])
    record(edition, gettext_noop("took a note back"), by=by, candidate=note.visit.candidate.code, note=note.pk)
    return note


@transaction.atomic
def rate(*, visit: Visit, ratings: Mapping[str, int], by: Seat) -> None:
    """Rate all traits at once, after the visit. The numbers stay out of the trail: organisers read it."""
    edition = locked(visit.candidate.edition_id)
    check_may_observe(edition, visit, by)
    check_ratings(edition, visit, by, ratings)
    before = dict(TraitRating.objects.filter(visit=visit, observer=by).values_list("trait", "value"))
    if before == ratings:
        return
    for trait, value in ratings.items():
        TraitRating.objects.update_or_create(visit=visit, observer=by, trait=trait, defaults={"value": value})
    changed = sum(before.get(trait) != value for trait, value in ratings.items())
    verb = gettext_noop("changed the ratings") if before else gettext_noop("rated a finalist")
    record(edition, verb, by=by, candidate=visit.candidate.code, traits=changed)
