"""What a leader reads at their desk: each step of the award in their eyes, and who sees what of them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from award.desks.selectors import timeline
from award.editions.barriers import BARRIERS, THINGS, Barrier, Thing, Viewer
from award.editions.models import Edition
from award.editions.states import Phase
from jury.leader_desk.selectors import Told
from jury.leader_desk.states import Standing
from jury.shortlist.letters import has_feedback

TOLD = (
    Thing.SURVEY_NUMBERS,
    Thing.COMMENTS,
    Thing.PARTICIPATION,
    Thing.NOMINATION_TEXT,
    Thing.NAME,
    Thing.OBSERVATIONS,
    Thing.TOTALS,
)


@dataclass(frozen=True)
class OwnStep:
    """A phase as a leader lives through it: when, what is asked of them, and what they have done."""

    name: Any
    state: str
    dates: str
    words: str
    done: str


def steps(edition: Edition, told: Told) -> list[OwnStep]:
    asked, done = _asked(told.standing), _done(told)
    return [
        OwnStep(step.name, step.state, step.dates, asked[step.phase], done.get(step.phase, ""))
        for step in timeline(edition)
    ]


def _asked(standing: Standing) -> dict[Phase, str]:
    round_two = {
        Standing.OPEN: _("If you are shortlisted: you describe how you work, with a few key figures."),
        Standing.SHORTLISTED: _("You are on the shortlist: you describe how you work, with a few key figures."),
        Standing.NOT_SHORTLISTED: _("The shortlisted describe how they work. You are not among them this year."),
    }
    return {
        Phase.NOMINATIONS: _("You are nominated, and say whether you take part."),
        Phase.SURVEYS: _("Your employees answer the survey; you answer the same statements about yourself."),
        Phase.SCREENING: _("The answers are counted, and the jury draws up its shortlist. You are told by mail."),
        Phase.ROUND_TWO: round_two[standing],
        Phase.SCORING: _("The jury reads the descriptions and scores them, each juror alone first."),
        Phase.FINALS: _("Two observers visit each finalist at work."),
        Phase.DECISION: _("The jury decides."),
        Phase.ANNOUNCED: _("The winner is announced, and your own feedback stands here.")
        if has_feedback()
        else _("The winner is announced."),
    }


def _done(told: Told) -> dict[Phase, str]:
    said = {Phase.NOMINATIONS: _("You have said yes.")} if told.has_accepted else {}
    if told.has_assessed:
        said[Phase.SURVEYS] = _("Your self-assessment is handed in.")
    if told.has_described:
        said[Phase.ROUND_TWO] = _("Your description is handed in.")
    return said


def barriers_in_words() -> list[tuple[Any, list[tuple[str, str, Any]]]]:
    """Of each thing: what the leader, a juror and everybody else see of it, and since when."""
    viewers = {Viewer.LEADER: _("You"), Viewer.JUROR: _("A juror"), Viewer.PUBLIC: _("Everybody")}
    return [
        (THINGS[thing], [(name, *_in_words(BARRIERS[thing][viewer])) for viewer, name in viewers.items()])
        for thing in TOLD
    ]


def _in_words(barrier: Barrier) -> tuple[str, Any]:
    if barrier.since is None:
        return _("never"), barrier.condition
    if barrier.since == Phase.SETUP:
        return _("always"), barrier.condition
    return _("from “%(phase)s”") % {"phase": barrier.since.label}, barrier.condition
