from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import Clock, Gate, clocks, gates, signpost, veiled
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.selectors import answers, removals
from nominations.consent import removing
from nominations.consent.content import answers_in_words, removals_in_words
from nominations.intake.selectors import totals, waiting
from nominations.retention.clocks import (
    others_due_on,
    purge_others,
    purge_shortlisted,
    purge_unasked,
    purge_untold,
    shortlisted_due_on,
    unasked_due_on,
    untold_due_on,
)
from nominations.retention.selectors import soon, untold_leaders
from nominations.sorting.selectors import waiting_words


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
        "nominations:untold",
        gettext_lazy("Whom to tell"),
        roles={Role.ORGANISER},
        phases={Phase.SURVEYS, Phase.SCREENING},
        note=untold_note,
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
    others, shortlisted = gettext_noop("nominations"), gettext_noop("nominations of those shortlisted")
    clocks.append(Clock(gettext_noop("nominations nobody was told of"), untold_due_on, purge_untold))
    clocks.append(Clock(gettext_noop("candidates nobody asked"), unasked_due_on, purge_unasked))
    clocks.append(Clock(others, others_due_on, purge_others))
    clocks.append(Clock(shortlisted, shortlisted_due_on, purge_shortlisted))


def waiting_note(edition: Edition, seat: Seat) -> str:
    today = timezone.localdate()
    return " ".join(filter(None, [waiting_words(waiting(edition, today).count()), untold_note(edition, seat)]))


def untold_note(edition: Edition, seat: Seat) -> str:
    """Who must be told of a nomination within a fortnight."""
    today = timezone.localdate()
    urgent = soon(untold_leaders(edition, today, veiled(edition, seat)), today)
    if not urgent:
        return ""
    words = ngettext(
        "%(n)s leader must be told or is deleted by %(day)s.",
        "%(n)s leaders must be told or are deleted, the first by %(day)s.",
        len(urgent),
    )
    return words % {"n": len(urgent), "day": date_format(urgent[0].by)}


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
