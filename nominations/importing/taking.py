"""A table in two steps: look at it first, then store it. Nothing is kept between the steps.

The page carries a fingerprint of what was looked at; what comes with another one is shown again before it is stored.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from award.editions.models import Edition
from award.refusal import Refused
from award.tables.reading import Line
from nominations.importing.forms import BringForm, StoreForm
from nominations.importing.looking import Look
from nominations.importing.reading import carried, carried_back, lines_in

STEPS = {"look", "store"}


@dataclass(frozen=True)
class Taken:
    """How far a table has come: a form to fill, a look to confirm, or what was stored."""

    form: BringForm
    look: Look | None = None
    confirm: StoreForm | None = None
    kept: Mapping[str, str] | None = None  # what the page holds unseen until the second step
    stored: bool = False
    is_another: bool = False  # not what was looked at: to be looked at anew


def take(
    edition: Edition,
    posted: Any,
    files: Mapping[str, Any] | None,
    *,
    what: str,
    look_at: Callable[..., Look],
    store: Callable[..., int],
) -> Taken:
    """`posted` is None for a look at the page; `what` is chosen there to begin with."""
    step = "" if posted is None else posted.get("do", "look")
    form = BringForm(posted, None if posted is None else files, what=what)
    if step not in STEPS or not form.is_valid():
        return Taken(form)
    try:
        lines, kept = _brought(edition, form)
        look = look_at(edition, form.cleaned_data["what"], lines)
        is_another = step == "store" and posted.get("seen") != look.fingerprint
        ticked = posted if step == "store" and not is_another else None
        confirm = StoreForm(ticked, seen=look.fingerprint, doubts=len(look.doubts))
        if confirm.is_valid():
            store(edition=edition, look=look)
            return Taken(form, look, stored=True)
    except Refused as no:
        form.add_error(None, str(no).splitlines())
        form.add_error(None, _("Nothing was stored. All lines are taken, or none."))
        return Taken(form)
    return Taken(form, look, confirm, kept, is_another=is_another)


def _brought(edition: Edition, form: BringForm) -> tuple[Sequence[Line], dict[str, str]]:
    """The lines, and how the page holds them: what was pasted as it is, a file without what nobody here knows."""
    said = form.cleaned_data
    what = said["what"]
    if not said["file"] and said["carried"]:
        return carried_back(said["carried"], what, edition), {"what": what, "carried": said["carried"]}
    if not said["file"]:
        return lines_in(said["text"].encode(), what), {"what": what, "text": said["text"]}
    lines = lines_in(said["file"].read(), what)
    return lines, {"what": what, "carried": carried(lines, what, edition) if lines else ""}
