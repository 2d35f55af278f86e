import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.content.checking import gaps
from award.editions.models import Edition, rules_of
from award.editions.registers import Gate
from award.editions.selectors import closing_time
from award.editions.states import MOVES, ORDER, RESERVED_SLUGS, Phase
from award.refusal import Refused


def check_slug(slug: str) -> None:
    if len(slug) > 50:
        raise Refused(_("An address has at most 50 signs."))
    if slug in RESERVED_SLUGS:
        raise Refused(_("No edition may be called “%(slug)s”: that address is taken.") % {"slug": slug})


def check_move(edition: Edition, to: Phase) -> None:
    if MOVES.get(Phase(edition.phase)) != to:
        following = MOVES.get(Phase(edition.phase))
        raise Refused(
            _("From “%(here)s” the award moves to “%(next)s” and nowhere else.")
            % {"here": edition.get_phase_display(), "next": following.label if following else "–"}
        )


def check_phase(edition: Edition, phases: Iterable[Phase]) -> None:
    """Asked again inside every act: a form may arrive long after its page was shown."""
    wanted = sorted(ORDER.index(phase) for phase in phases)
    here = ORDER.index(Phase(edition.phase))
    if here in wanted:
        return
    phase = {"phase": edition.get_phase_display()}
    if here > wanted[-1]:
        raise Refused(_("This can no longer be done: the award is in the phase “%(phase)s”.") % phase)
    raise Refused(_("This cannot be done yet: the award is in the phase “%(phase)s”.") % phase)


def check_not_closed(edition: Edition, phase: Phase, now: datetime) -> None:
    closes_at = closing_time(edition, phase)
    if closes_at is not None and now > closes_at:
        raise Refused(_("The closing time has passed. Nothing can be sent any more."))


def check_rules_open(edition: Edition) -> None:
    if edition.phase != Phase.SETUP:
        raise Refused(
            _("The rules were frozen when nominations opened (version %(v)s).") % {"v": edition.rules_version}
        )


def hash_of_rules(edition: Edition) -> str:
    """SHA-256 over the canonical form of all rules and texts: two editions with one hash are judged alike."""
    whole = {"rules": rules_of(edition), "content": edition.content_json}
    return hashlib.sha256(canonical(whole)).hexdigest()


def canonical(whole: Any) -> bytes:
    return json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def check_may_open_nominations(edition: Edition) -> dict[str, Any]:
    weights = (edition.area_weights, edition.round_two_weights)
    known = [{a.code for a in edition.content.survey.areas}, {a.code for a in edition.content.round_two.areas}]
    if any(set(given) - codes for given, codes in zip(weights, known, strict=True)):
        raise Refused(_("A weight names an area that the texts do not have."))
    if any(
        given and not any(given.get(code, 1) for code in codes) for given, codes in zip(weights, known, strict=True)
    ):
        raise Refused(_("The weights of all areas are nought: then nothing would count."))
    if missing := gaps(edition.content_json):
        raise Refused("\n".join(missing))
    return {"statements": len(edition.content.survey.items), "areas": len(edition.content.survey.areas)}


gate_to_nominations = Gate(
    Phase.NOMINATIONS, gettext_lazy("Rules and texts are complete"), check_may_open_nominations, "award:rules"
)
