"""A roster in two steps, for whoever brings it: look at it first, then store it. Nothing is kept between the steps.

The page carries a fingerprint of what was looked at; what comes with another one is shown again before it is stored.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from award.refusal import Refused
from nominations.candidates.models import Candidate
from surveys.rosters.forms import RosterForm, StoreRosterForm
from surveys.rosters.previewing import Preview, preview
from surveys.rosters.selectors import roster_text

STEPS = {"look", "store"}


@dataclass(frozen=True)
class Taken:
    """How far a roster has come: a form to fill, a preview to confirm, or the number of addresses stored."""

    form: RosterForm
    preview: Preview | None = None
    confirm: StoreRosterForm | None = None
    stored: int | None = None
    is_another: bool = False  # not what was looked at: to be looked at anew


def take(
    candidate: Candidate,
    posted: Any,
    files: Mapping[str, Any] | None,
    *,
    shows_stored: bool,
    names_others: bool,
    store: Callable[..., int],
) -> Taken:
    """`posted` is None for a look at the page. `shows_stored`: whether the roster as it is may be read and changed."""
    step = "" if posted is None else posted.get("do", "look")
    form = RosterForm(posted, None if posted is None else files, text=roster_text(candidate) if shows_stored else "")
    if step not in STEPS or not form.is_valid():
        return Taken(form)
    text, on_paper = form.cleaned_data["text"], form.cleaned_data["sheets"] or 0
    try:
        seen = preview(candidate, text, on_paper=on_paper, names_others=names_others)
        is_another = step == "store" and not seen.is_same and posted.get("seen") != seen.fingerprint
        ticked = posted if step == "store" and not is_another else None
        confirm = StoreRosterForm(ticked, seen=seen.fingerprint, replaces=seen.replaces, doubts=len(seen.doubts))
        if confirm.is_valid():
            return Taken(form, stored=store(candidate=candidate, text=text, sheets=on_paper))
    except Refused as no:
        form.add_error(None, str(no).splitlines())
        form.add_error("text", _("Nothing was stored. All lines are taken, or none."))
        return Taken(form)
    return Taken(form, seen, confirm, is_another=is_another)
