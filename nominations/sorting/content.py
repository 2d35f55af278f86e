"""What can be done with nominations, in words: in the list, and on the page that asks whether it is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from award.editions.models import Edition
from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.intake.models import Nomination
from nominations.intake.rules import SORTING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Act:
    """Something that happens to all nominations that are ticked, after one more look."""

    key: str
    label: "str | _StrPromise"  # in the list
    asked: "_StrPromise"  # the title of the page that asks, with a number
    happens: "str | _StrPromise"
    read: "str | _StrPromise"  # by whoever nominated
    button: "str | _StrPromise"
    is_final: bool = False

    def question(self, number: int) -> str:
        return str(self.asked % {"n": number})


MAKE = "make"  # has a page of its own
WAITS = gettext_lazy("Whoever nominated reads with the receipt that the nomination waits.")
ACTS = {
    act.key: act
    for act in (
        Act(
            "add",
            gettext_lazy("Add them to a candidate"),
            ngettext_lazy("Add one nomination to a candidate?", "Add %(n)s nominations to a candidate?", "n"),
            gettext_lazy("They belong to this candidate from now on, and can be taken back again."),
            gettext_lazy("Whoever nominated reads with the receipt that the nomination is taken up."),
            gettext_lazy("Add them"),
        ),
        Act(
            "hold",
            gettext_lazy("Put them aside for later"),
            ngettext_lazy("Put one nomination aside?", "Put %(n)s nominations aside?", "n"),
            gettext_lazy("They leave those that wait and stand among the held ones until somebody decides."),
            WAITS,
            gettext_lazy("Put them aside"),
        ),
        Act(
            "release",
            gettext_lazy("Let them wait again"),
            ngettext_lazy("Let one nomination wait again?", "Let %(n)s nominations wait again?", "n"),
            gettext_lazy(
                "They stand among those that wait. A reason that was given for not taking them up is deleted."
            ),
            WAITS,
            gettext_lazy("Let them wait"),
        ),
        Act(
            "reject",
            gettext_lazy("Do not take them up"),
            ngettext_lazy("Not take one nomination up?", "Not take %(n)s nominations up?", "n"),
            gettext_lazy("They stay here with your reason, and can still be taken up."),
            gettext_lazy("Whoever nominated reads the same reason with the receipt."),
            gettext_lazy("Do not take them up"),
        ),
        Act(
            "take_back",
            gettext_lazy("Take them back from their candidates"),
            ngettext_lazy("Take one nomination back?", "Take %(n)s nominations back?", "n"),
            gettext_lazy("They belong to nobody and wait again. Every word of them is kept."),
            WAITS,
            gettext_lazy("Take them back"),
        ),
        Act(
            "delete",
            gettext_lazy("Delete them for good"),
            ngettext_lazy("Delete one nomination for good?", "Delete %(n)s nominations for good?", "n"),
            gettext_lazy(
                "Their text, and what was written about them, is gone and cannot be brought back. "
                "Only what came unchecked can be deleted here."
            ),
            gettext_lazy("The receipts stop working, as if nothing had been sent."),
            gettext_lazy("Delete for good"),
            is_final=True,
        ),
    )
}


def offered(edition: Edition, has_candidates: bool, has_unproven: bool) -> list[tuple[str, "str | _StrPromise"]]:
    """What the list offers to do with those that are ticked."""
    if edition.phase not in SORTING:
        return []
    hidden = {key for key, is_there in (("add", has_candidates), ("delete", has_unproven)) if not is_there}
    make = [(MAKE, _("Make one candidate of them"))] if edition.phase == Phase.NOMINATIONS else []
    return [*make, *((act.key, act.label) for act in ACTS.values() if act.key not in hidden)]


def left_without(candidates: Sequence[Candidate]) -> list[str]:
    return [
        _("No nomination belongs to %(code)s %(name)s any more. It stays among the candidates.")
        % {"code": each.code, "name": each.name}
        for each in candidates
    ]


def done(act: str, chosen: Sequence[Nomination], into: str = "") -> str:
    """What has happened, in a sentence."""
    number = len(chosen)
    if act == "add":
        words = ngettext(
            "%(n)s nomination now belongs to %(name)s.", "%(n)s nominations now belong to %(name)s.", number
        )
    elif act == "hold":
        words = ngettext("%(n)s nomination is put aside.", "%(n)s nominations are put aside.", number)
    elif act == "reject" and number == 1:
        words = _("The nomination of %(name)s is not taken up.")
    elif act == "reject":
        words = ngettext("%(n)s nomination is not taken up.", "%(n)s nominations are not taken up.", number)
    elif act == "delete":
        words = ngettext("%(n)s nomination is deleted.", "%(n)s nominations are deleted.", number)
    else:
        words = ngettext("%(n)s nomination waits again.", "%(n)s nominations wait again.", number)
    return words % {"n": number, "name": into or chosen[0].name}
