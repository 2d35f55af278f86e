from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.content.changing import moved, peers, with_entry, with_value, without
from award.content.checking import check_content
from award.content.comparing import coded
from award.editions.actions import change_rules
from award.editions.models import Edition
from award.editions.rules import check_rules_open
from award.editions.selectors import held
from award.refusal import Refused
from surveys.editing.models import Wording
from surveys.editing.notices import with_own_notices
from surveys.editing.rules import check_not_changed_since, check_something_left
from surveys.editing.selectors import fingerprint, weights_left, wording, wordings
from surveys.editing.states import Kind

BEGAN = gettext_noop("began with these texts")
SCALE, ROUND_TWO = "scale", "round_two"


@transaction.atomic
def put_entry(*, edition: Edition, kind: str, entry: Mapping[str, Any], seen: str, by: Numbered | None) -> None:
    """Add a statement, an area, a question, a trait, or change the one with this code."""
    here, code = _held(edition), str(entry["code"])
    is_known = code in coded(here.content_json, kind)
    verb = gettext_noop("changed a text") if is_known else gettext_noop("added a text")
    _keep(here, with_entry(here.content_json, kind, entry), verb, seen=seen, by=by, about=code, kind=kind)


@transaction.atomic
def remove_entry(*, edition: Edition, kind: str, code: str, seen: str, by: Numbered | None, moves_to: str = "") -> None:
    """Take an entry out with all that hangs on it. `moves_to`: the area that statements of a removed one go to.

    Questions that shared the notice of a removed one keep it.
    """
    here = _held(edition)
    if moves_to and (moves_to == code or moves_to not in coded(here.content_json, "area")):
        raise Refused(_("There is no area “%(area)s” to move the statements to.") % {"area": moves_to})
    before = with_own_notices(here.content_json, code) if kind == Kind.QUESTION else here.content_json
    after = without(before, kind, code, moves_to=moves_to)
    if code in coded(here.content_json, kind):
        check_something_left(after)
        _keep(here, after, gettext_noop("removed a text"), seen=seen, by=by, about=code, kind=kind)


@transaction.atomic
def move_entry(*, edition: Edition, kind: str, code: str, place: int, seen: str, by: Numbered | None) -> None:
    """Put an entry on a place among its peers: the place is named, so that a double click moves it once."""
    here = _held(edition)
    after = moved(here.content_json, kind, code, place)
    if code in (row := peers(after, kind, code)):
        came_to = row.index(code) + 1
        _keep(here, after, gettext_noop("moved a text"), seen=seen, by=by, about=code, kind=kind, place=came_to)


@transaction.atomic
def set_scale(*, edition: Edition, scale: Mapping[str, Any], seen: str, by: Numbered | None) -> None:
    """The points everybody answers on, their words, and how not knowing is called."""
    here = _held(edition)
    after = with_value(here.content_json, "survey", "scale", scale)
    _keep(here, after, gettext_noop("changed the scale"), seen=seen, by=by, about=SCALE)


@transaction.atomic
def set_round_two(*, edition: Edition, settings: Mapping[str, Any], seen: str, by: Numbered | None) -> None:
    """What holds for all areas of round two: how long a text may be, and what points of the score mean."""
    here = _held(edition)
    after = {**here.content_json, "round_two": {**here.content_json["round_two"], **settings}}
    _keep(here, after, gettext_noop("changed round two"), seen=seen, by=by, about=ROUND_TWO)


@transaction.atomic
def take_texts(*, edition: Edition, texts: Mapping[str, Any], seen: str, by: Numbered | None) -> None:
    """One, two or all three files in the place of what is there: all of it or nothing."""
    here, files = _held(edition), sorted(texts)
    after = {**here.content_json, **texts}
    about = ", ".join(files)
    _keep(here, after, gettext_noop("took texts from files"), seen=seen, by=by, about=about, files=files)


@transaction.atomic
def go_back(*, edition: Edition, number: int, seen: str, by: Numbered | None) -> None:
    """What the texts were before becomes what they are; that is a version of its own."""
    here = _held(edition)
    earlier = wording(here, number)
    if earlier is None:
        raise Refused(_("There is no version %(n)s of these texts.") % {"n": number})
    verb = gettext_noop("went back to earlier texts")
    _keep(here, earlier.content, verb, seen=seen, by=by, about=str(number), to_version=number)


def _held(edition: Edition) -> Edition:
    here = held(edition.pk)
    check_rules_open(here)
    return here


def _keep(
    here: Edition, after: Mapping[str, Any], verb: str, *, seen: str, by: Numbered | None, about: str, **facts: Any
) -> None:
    """The one way in: checked as a whole, with a version and a line. What changes nothing leaves nothing."""
    if after == here.content_json:
        return
    check_not_changed_since(here, seen)
    check_content(after)
    if fewer := weights_left(here, after):
        change_rules(here, fewer, by=by)  # a weight of an area that is gone would keep nominations shut
    last = wordings(here).first()
    if last is None or last.hash != seen:
        last = _number(here, last, BEGAN, by=None)
    here.content_json = dict(after)
    here.save(update_fields=["content_json"])
    made = _number(here, last, verb, by=by, about=about)
    record(here, verb, by=by, text=about, version=made.number, **facts)


def _number(here: Edition, last: Wording | None, verb: str, *, by: Numbered | None, about: str = "") -> Wording:
    return Wording.objects.create(
        edition=here,
        number=last.number + 1 if last else 1,
        content=here.content_json,
        hash=fingerprint(here.content_json),
        seat=by.pk if by else None,
        verb=verb,
        about=about[:60],
    )
