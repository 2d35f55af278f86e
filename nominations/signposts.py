from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import Clock, Gate, clocks, gates, signpost
from award.editions.selectors import windows
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.selectors import answers, removals
from nominations.consent import removing
from nominations.consent.content import answers_in_words, removals_in_words
from nominations.intake.actions import purge
from nominations.intake.selectors import totals, waiting
from nominations.sorting.selectors import tallies, waiting_words

KEPT_FOR = timedelta(days=180)


def plant() -> None:
    """What this floor shows, asks before the surveys open, and deletes in the end."""
    receipts = {Phase.NOMINATIONS, Phase.SURVEYS, Phase.SCREENING}
    signpost("nominations:nominate", gettext_lazy("Nominate"), phases={Phase.NOMINATIONS})
    signpost("nominations:receipt", gettext_lazy("Your receipt"), phases=receipts)
    signpost(
        "nominations:nominations",
        gettext_lazy("Nominations"),
        roles={Role.ORGANISER},
        phases={Phase.NOMINATIONS},
        note=waiting_note,
    )
    signpost(
        "nominations:candidates",
        gettext_lazy("Candidates"),
        roles={Role.ORGANISER},
        phases={Phase.NOMINATIONS, Phase.SURVEYS},
        note=candidates_note,
    )
    gates.append(Gate(Phase.SURVEYS, gettext_lazy("Every nomination is read"), all_read, "nominations:nominations"))
    clocks.append(Clock(gettext_noop("leaders who asked to be removed"), removing.due_on, removing.purge))
    clocks.append(Clock("nominations", due_on, lambda edition: purge(edition=edition)))


def waiting_note(edition: Edition, seat: Seat) -> str:
    return waiting_words(tallies(edition, timezone.localdate()))


def candidates_note(edition: Edition, seat: Seat) -> str:
    words = [answers_in_words(answers(edition)), removals_in_words(removals(edition).count())]
    return " ".join(filter(None, words))


def all_read(edition: Edition) -> dict[str, Any]:
    """Only what the organisers can see blocks the way: a gate that knew of today's would tell that somebody wrote.

    What came in on the very day of the move is counted into the trail as unread, and can still be read afterwards.
    """
    number = waiting(edition, timezone.localdate()).count()
    if number:
        raise Refused(
            ngettext(
                "%(n)s nomination waits: make it a candidate's, or say why it is not taken up.",
                "%(n)s nominations wait: make them a candidate's, or say why they are not taken up.",
                number,
            )
            % {"n": number}
        )
    said = answers(edition)
    return {**totals(edition), "candidates": sum(said.values()), **said}


def due_on(edition: Edition) -> date | None:
    """Half a year after the winner was announced, if that day is set, and never before the award is there."""
    if edition.phase != Phase.ANNOUNCED:
        return None
    announced = windows(edition).get(Phase.ANNOUNCED)
    return announced.opens_on + KEPT_FOR if announced and announced.opens_on else None
