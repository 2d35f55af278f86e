from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.content.loading import load
from award.editions.models import RULES, Days, Edition, Window
from award.editions.registers import Clock, Deletion, clocks, gates
from award.editions.rules import check_move, check_rules_open, check_slug, hash_of_rules
from award.editions.states import Phase
from award.refusal import Refused


@transaction.atomic
def create_edition(
    *, slug: str, name: str, content: Path | None = None, contact: str = "", language: str = "en"
) -> Edition:
    """A new edition in set-up, with our texts or its own; a content folder is checked as a whole first."""
    try:
        validate_slug(slug)
    except ValidationError as wrong:
        raise Refused(_("“%(slug)s”: an address is made of letters, digits, - and _.") % {"slug": slug}) from wrong
    check_slug(slug)
    if Edition.objects.filter(slug=slug).exists():
        raise Refused(_("There is already an edition “%(slug)s”.") % {"slug": slug})
    edition = Edition.objects.create(
        slug=slug, name=name, controller=name, contact=contact, language=language, content_json=load(content)
    )
    record(edition, gettext_noop("created the edition"), by=None, name=name)
    return edition


@transaction.atomic
def advance(edition: Edition, to: Phase, *, by: Numbered | None) -> Edition:
    """Move the edition to its next phase, if all gates open. What the gates report goes into the audit line."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    check_move(locked, to)
    facts: dict[str, Any] = {}
    for gate in gates:
        if gate.phase == to:
            facts |= gate.check(locked)
    if to == Phase.NOMINATIONS:
        locked.rules_version, locked.rules_hash = 1, hash_of_rules(locked)
        facts |= {"rules_version": 1, "rules_hash": locked.rules_hash}
    locked.phase = to
    locked.save(update_fields=["phase", "rules_version", "rules_hash"])
    record(locked, gettext_noop("moved the award"), by=by, to=to, **facts)
    return locked


@transaction.atomic
def change_rules(edition: Edition, changes: Mapping[str, Any], *, by: Numbered | None) -> Edition:
    """Set rules while the edition is in set-up; afterwards they are frozen."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    check_rules_open(locked)
    before = {
        name: getattr(locked, name) for name in changes if name in RULES and getattr(locked, name) != changes[name]
    }
    for name in before:
        setattr(locked, name, changes[name])
    locked.save(update_fields=list(before))
    if before:
        record(
            locked,
            gettext_noop("changed the rules"),
            by=by,
            before=before,
            after={name: changes[name] for name in before},
        )
    return locked


@transaction.atomic
def set_dates(edition: Edition, dates: Mapping[Phase, Days], *, by: Numbered | None) -> None:
    """The dates the timeline shows, and the times at which forms shut: opening day and closing time by phase."""
    facts = {}
    for phase, (opens_on, closes_at) in dates.items():
        if opens_on and closes_at and closes_at.date() < opens_on:
            raise Refused(_("%(phase)s: the closing time lies before the opening.") % {"phase": phase.label})
        Window.objects.update_or_create(
            edition=edition, phase=phase, defaults={"opens_on": opens_on, "closes_at": closes_at}
        )
        facts[phase.value] = [opens_on and opens_on.isoformat(), closes_at and closes_at.isoformat(timespec="minutes")]
    record(edition, gettext_noop("set dates"), by=by, **facts)


def purge(*, today: date) -> list[Deletion]:
    """Delete what has had its time, by every clock of every edition; what went is counted in the trail.

    A clock that fails keeps no other from its work.
    """
    return [gone for edition in Edition.objects.all() for clock in clocks for gone in _rung(clock, edition, today)]


def _rung(clock: Clock, edition: Edition, today: date) -> list[Deletion]:
    """A clock rings for one day after the other, until nothing is due: missed nights are made up for."""
    gone: list[Deletion] = []
    due: date | None = None
    try:
        due = clock.due_on(edition)
        while due is not None and due <= today:
            gone.append(Deletion(edition.slug, clock.label, _ring(clock, edition, due), due))
            following = clock.due_on(edition)
            due = following if following is not None and following > due else None
    except Exception as broken:
        gone.append(Deletion(edition.slug, clock.label, 0, due or today, type(broken).__name__))
    return gone


@transaction.atomic
def _ring(clock: Clock, edition: Edition, due: date) -> int:
    number = clock.purge(edition)
    if number:
        record(edition, gettext_noop("purged"), by=None, what=clock.label, number=number, due_on=str(due))
    return number
