"""Whether what is stored is still what was frozen."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.editions.rules import canonical, hash_of_rules
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
    found = release(edition)
    if found is None:
        return [Check("release", True, _("nothing is released yet"))]
    now = hashlib.sha256(canonical(found.payload)).hexdigest()
    return [
        _compared("release", found.sha256, now),
        _compared("rules of the release", edition.rules_hash, found.payload["rules_hash"]),
    ]


def _compared(name: str, frozen: str, now: str) -> Check:
    if frozen == now:
        return Check(name, True, frozen)
    return Check(name, False, _("frozen as %(frozen)s, now %(now)s") % {"frozen": frozen, "now": now})
