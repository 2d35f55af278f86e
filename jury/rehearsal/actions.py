import json
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from award.accounts.models import User
from award.accounts.selectors import seats
from award.editions.actions import set_dates
from award.editions.states import ORDER, Phase
from jury.rehearsal.steps import STEPS
from jury.rehearsal.walk import Size, Walk, begin, dates

PASSWORD = "listen-before-you-answer"  # noqa: S105  # printed in demo.json: these people are invented


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
    evening = time(23, 59)
    calendar = {
        phase: (opens_on, timezone.make_aware(datetime.combine(closes_on, evening)))
        for phase, opens_on, closes_on in dates(walk)
    }
    set_dates(walk.edition, calendar, by=walk.organiser)
    return walk


def give_passwords(walk: Walk) -> list[dict[str, str]]:
    """Let the invented people sign in; their roles and the password are printed beside the demo."""
    people = list(seats(walk.edition))
    User.objects.filter(pk__in={seat.user_id for seat in people}).update(password=make_password(PASSWORD))
    return [
        {"edition": walk.edition.slug, "role": seat.role, "email": seat.user.email, "password": PASSWORD}
        for seat in people
    ]


def described(*walks: Walk) -> dict[str, Any]:
    """What a newcomer needs to enter: the address, editions, logins, open survey links, receipts, count codes."""
    origin = settings.SITE_ORIGIN
    return {
        "base": origin,
        "editions": [
            {"slug": walk.edition.slug, "phase": walk.edition.phase, "url": f"{origin}/{walk.edition.slug}/"}
            for walk in walks
        ],
        "logins": [login for walk in walks for login in give_passwords(walk)],
        "tickets": [
            {"edition": walk.edition.slug, "ticket": ticket, "url": f"{origin}/s/{ticket}"}
            for walk in walks
            if walk.edition.phase == Phase.SURVEYS
            for ticket in walk.tickets
        ],
        "receipts": [
            {
                "edition": walk.edition.slug,
                "receipt": walk.receipts[-1],
                "url": f"{origin}/{walk.edition.slug}/receipt/",
            }
            for walk in walks
            if walk.receipts
        ],
        "count_codes": [
            {"edition": walk.edition.slug, "count_code": walk.count_code} for walk in walks if walk.count_code
        ],
    }


def write_json(path: Path, whole: Any) -> None:
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
