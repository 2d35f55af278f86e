import json
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from award.accounts.models import User
from award.accounts.selectors import seats
from award.editions.actions import set_dates
from award.editions.states import ORDER, Phase
from jury.rehearsal.steps import STEPS
from jury.rehearsal.walk import Size, Walk, begin, dates

PASSWORD = "lytt-før-du-svarer"  # noqa: S105  # printed in demo.json: these people are invented


def rehearse(
    *,
    slug: str,
    name: str,
    size: Size,
    seed: int,
    until: Phase,
    language: str = "en",
    say: Callable[[str], None] = lambda line: None,
) -> Walk:
    """Walk a synthetic edition through the real actions into a phase, and half-way through it."""
    walk = begin(slug, name, size, seed=seed, language=language, say=say)
    for phase in ORDER[1 : ORDER.index(until) + 1]:
        walk.move(phase)
        if phase in STEPS:
            STEPS[phase](walk, whole=phase != until)
    for phase, opens_on, closes_on in dates(walk):
        closes_at = timezone.make_aware(datetime.combine(closes_on, time(23, 59)))
        set_dates(walk.edition, phase, opens_on=opens_on, closes_at=closes_at, by=walk.organiser)
    return walk


@transaction.atomic
def give_passwords(walk: Walk) -> list[dict[str, str]]:
    """Let the invented people sign in; their role and password are printed beside the demo."""
    people: dict[str, set[str]] = {}
    for seat in seats(walk.edition):
        people.setdefault(seat.user.email, set()).add(seat.role)
    for user in User.objects.filter(email__in=people):
        if not user.has_usable_password():
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
    return [
        {"email": email, "password": PASSWORD, "role": role}
        for email, roles in people.items()
        for role in sorted(roles)
    ]


def described(walk: Walk) -> dict[str, Any]:
    """What a newcomer needs to enter this edition: its address, logins, open tickets, a receipt, the count code."""
    origin = settings.SITE_ORIGIN
    still_sealed = walk.edition.phase in (Phase.SURVEYS, Phase.SETUP, Phase.NOMINATIONS)
    return {
        "slug": walk.edition.slug,
        "phase": walk.edition.phase,
        "url": f"{origin}/{walk.edition.slug}/",
        "logins": give_passwords(walk),
        "tickets": [f"{origin}/s/{ticket}" for ticket in walk.tickets[:10]] if still_sealed else [],
        "receipt": walk.receipts[-1] if walk.receipts else None,
        "count_code": walk.count_code or None,
    }


def write_json(path: Path, whole: Any) -> None:
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
