"""Whether what is stored is still what was frozen."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.audit.selectors import trail
from award.editions.models import Edition
from award.editions.rules import canonical, hash_of_rules
from surveys.counting.releases import VERBS
from surveys.counting.selectors import release


@dataclass(frozen=True)
class Check:
    name: str
    is_ok: bool
    words: str


def checks(edition: Edition) -> list[Check]:
    """The rules against their hash, the release against its own and against the rules it was made under."""
    return [_rules(edition), *_release(edition)]


def _rules(edition: Edition) -> Check:
    if not edition.rules_hash:
        return Check("rules", True, _("not frozen yet"))
    now = hash_of_rules(edition)
    return _compared("rules", edition.rules_hash, now)


def _release(edition: Edition) -> list[Check]:
    found, told = release(edition), _told_at_the_count(edition)
    if found is None:
        words = _("is gone; it was made as %(hash)s") % {"hash": told} if told else _("nothing is released yet")
        return [Check("release", not told, words)]
    now = hashlib.sha256(canonical(found.payload)).hexdigest()
    return [
        _compared("release", told or found.sha256, now),
        _compared("rules of the release", edition.rules_hash, found.payload["rules_hash"]),
    ]


def _told_at_the_count(edition: Edition) -> str:
    """The hash as the trail, which cannot be changed, has kept it since the count or the import."""
    lines = trail(edition.pk).filter(verb__in=VERBS.values()).values_list("facts", flat=True)
    return next((facts["sha256"] for facts in lines if "sha256" in facts), "")


def _compared(name: str, frozen: str, now: str) -> Check:
    if frozen == now:
        return Check(name, True, frozen)
    return Check(name, False, _("frozen as %(frozen)s, now %(now)s") % {"frozen": frozen, "now": now})
