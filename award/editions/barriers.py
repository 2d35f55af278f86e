"""Who may see what: one table for everybody to read. Survey numbers, texts, scores and totals ask it; else doors do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from award.editions.states import Phase, since

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Viewer(StrEnum):
    PUBLIC = "public"
    LEADER = "leader"
    JUROR = "juror"
    RECUSED = "recused"
    CHAIR = "chair"
    ORGANISER = "organiser"


VIEWERS = {
    Viewer.PUBLIC: _("everybody"),
    Viewer.LEADER: _("the leader (own)"),
    Viewer.JUROR: _("a juror"),
    Viewer.RECUSED: _("a recused juror"),
    Viewer.CHAIR: _("the chair"),
    Viewer.ORGANISER: _("an organiser"),
}


class Thing(StrEnum):
    NAME = "name"
    NOMINATION_COUNT = "nomination_count"
    NOMINATION_TEXT = "nomination_text"
    PARTICIPATION = "participation"
    SURVEY_NUMBERS = "survey_numbers"
    COMMENTS = "comments"
    OTHERS_PROPOSALS = "others_proposals"
    OTHERS_SCORES = "others_scores"
    OBSERVATIONS = "observations"
    TOTALS = "totals"


@dataclass(frozen=True)
class Barrier:
    """Since when somebody sees a thing; never, if no phase is named. The condition is said beside it."""

    since: Phase | None
    condition: "str | _StrPromise" = ""

    def opens(self, phase: str) -> bool:
        return self.since is not None and Phase(phase) in since(self.since)


NEVER = Barrier(None)
ALWAYS = Barrier(Phase.SETUP)

THINGS = {
    Thing.NAME: _("a candidate's name and employer"),
    Thing.NOMINATION_COUNT: _("how many nominations a candidate has"),
    Thing.NOMINATION_TEXT: _("what nominators wrote"),
    Thing.PARTICIPATION: _("how many of a team have answered"),
    Thing.SURVEY_NUMBERS: _("the survey's numbers"),
    Thing.COMMENTS: _("what employees wrote"),
    Thing.OTHERS_PROPOSALS: _("whom other jurors propose for the shortlist"),
    Thing.OTHERS_SCORES: _("other jurors' scores and ratings"),
    Thing.OBSERVATIONS: _("what the observers noted"),
    Thing.TOTALS: _("totals and ranks"),
}

_OWN_FIRST = _("after their own, per candidate")
_CODE_BEFORE = _(
    "a code before; the name on the page of ties; from screening where the edition does not shortlist without names"
)

BARRIERS: dict[Thing, dict[Viewer, Barrier]] = {
    Thing.NAME: {
        Viewer.PUBLIC: Barrier(Phase.ANNOUNCED, _("the winner's")),
        Viewer.LEADER: ALWAYS,
        Viewer.JUROR: Barrier(Phase.ROUND_TWO, _CODE_BEFORE),
        Viewer.RECUSED: Barrier(None, _("the name on the page of ties only")),
        Viewer.CHAIR: Barrier(Phase.ROUND_TWO, _CODE_BEFORE),
        Viewer.ORGANISER: ALWAYS,
    },
    Thing.NOMINATION_COUNT: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: NEVER,
        Viewer.JUROR: NEVER,
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: NEVER,
        Viewer.ORGANISER: ALWAYS,
    },
    Thing.NOMINATION_TEXT: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: NEVER,
        Viewer.JUROR: NEVER,
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: NEVER,
        Viewer.ORGANISER: Barrier(Phase.NOMINATIONS, _("from the next day")),
    },
    Thing.PARTICIPATION: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: NEVER,
        Viewer.JUROR: Barrier(Phase.SCREENING, _("as a response class, after the count")),
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: Barrier(Phase.SCREENING, _("as a response class, after the count")),
        Viewer.ORGANISER: Barrier(Phase.SCREENING, _("as a response class, after the count")),
    },
    Thing.SURVEY_NUMBERS: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: Barrier(Phase.ANNOUNCED, _("of a team below ten areas only")),
        Viewer.JUROR: Barrier(Phase.SCREENING),
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: Barrier(Phase.SCREENING),
        Viewer.ORGANISER: Barrier(Phase.SCREENING),
    },
    Thing.COMMENTS: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: Barrier(Phase.ANNOUNCED, _("moderated, where the writer allowed it, not of a team below ten")),
        Viewer.JUROR: Barrier(Phase.SCREENING, _("moderated")),
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: Barrier(Phase.SCREENING, _("moderated")),
        Viewer.ORGANISER: Barrier(Phase.SCREENING, _("to moderate; what is withheld is destroyed")),
    },
    Thing.OTHERS_PROPOSALS: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: NEVER,
        Viewer.JUROR: Barrier(Phase.SCREENING, _OWN_FIRST),
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: Barrier(Phase.SCREENING, _OWN_FIRST),
        Viewer.ORGANISER: Barrier(Phase.ROUND_TWO, _("as totals")),
    },
    Thing.OTHERS_SCORES: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: NEVER,
        Viewer.JUROR: Barrier(Phase.SCORING, _OWN_FIRST),
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: Barrier(Phase.SCORING, _OWN_FIRST),
        Viewer.ORGANISER: Barrier(Phase.FINALS, _("as totals")),
    },
    Thing.OBSERVATIONS: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: Barrier(Phase.ANNOUNCED, _("after a visit, without what observers were told")),
        Viewer.JUROR: Barrier(Phase.DECISION, _("observers: their own during the visits")),
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: Barrier(Phase.DECISION, _("observers: their own during the visits")),
        Viewer.ORGANISER: Barrier(Phase.DECISION),
    },
    Thing.TOTALS: {
        Viewer.PUBLIC: NEVER,
        Viewer.LEADER: NEVER,
        Viewer.JUROR: Barrier(Phase.FINALS),
        Viewer.RECUSED: NEVER,
        Viewer.CHAIR: Barrier(Phase.FINALS),
        Viewer.ORGANISER: Barrier(Phase.FINALS),
    },
}


def may_see(viewer: str, thing: Thing, phase: str) -> bool:
    """Whether this role sees this thing now. An observer is a juror on a visit."""
    seen_as = Viewer.JUROR if viewer == "observer" else Viewer(viewer)
    return BARRIERS[thing][seen_as].opens(phase)
