"""What the winner report is made of, read once. The sentences stand in `content`, the layout in `pages`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.editions.models import Edition
from jury.conflicts.selectors import released_to
from jury.decision import content as decision
from jury.decision.models import Verdict
from jury.decision.selectors import Total, totals, verdict, votes
from jury.finals.models import Observation
from jury.finals.selectors import observations, visit_to
from jury.report.selectors import all_ratings, decisions
from jury.round_two.selectors import area_means, scores_frame
from jury.screening.words import figure, reason
from jury.shortlist.models import ShortlistDecision
from jury.summary.figures import Year
from jury.summary.selectors import summary_of
from jury.summary.states import Silence
from nominations.candidates.models import Candidate
from surveys.counting.results import Result, Results
from surveys.counting.selectors import results


@dataclass(frozen=True)
class Decided:
    """A shortlist decision with the chair's reason, and what the numbers said about the candidate beside it."""

    candidate: Candidate
    is_shortlisted: bool
    reason: str
    remark: str


@dataclass(frozen=True)
class TraitSeen:
    """What the visit brought on one trait: what each observer rated, and what they noted."""

    name: str
    values: list[int]
    notes: list[Observation]

    @property
    def mean(self) -> float | None:
        return sum(self.values) / len(self.values) if self.values else None


@dataclass(frozen=True)
class AreaMean:
    """A round-two area: the winner's mean score and the mean of all finalists."""

    name: str
    winner: float | None
    finalists: float | None


@dataclass(frozen=True)
class Report:
    """Everything the report says of an edition, as it stands."""

    edition: Edition
    verdict: Verdict | None
    results: Results | None
    year: Year | Silence
    ranking: list[Total]
    visited_on: date | None
    traits: list[TraitSeen]
    round_two: list[AreaMean]
    shortlist: list[Decided]
    vote_lines: list[str]
    deviations: list[str]
    confirmations: list[str]

    @property
    def winner(self) -> Candidate | None:
        return self.verdict.candidate if self.verdict else None

    @property
    def is_draft(self) -> bool:
        return self.verdict is None or not self.verdict.stands

    @property
    def result(self) -> Result | None:
        """The winner's released survey result."""
        return self.results.by_code.get(self.winner.code) if self.results and self.winner else None


def report(edition: Edition, seat: Seat | None = None) -> Report:
    """The whole report; for a seat, of those it may read about."""
    found, ranking = verdict(edition), totals(edition, seat)
    given = list(votes(edition)) if found else []
    winner = found.candidate if found else None
    visit = visit_to(winner) if winner else None
    released = released_to(edition, seat) if seat else results(edition)
    return Report(
        edition=edition,
        verdict=found,
        results=released,
        year=summary_of(edition, found, seat),
        ranking=ranking,
        visited_on=visit.on if visit else None,
        traits=_traits(edition, winner) if winner else [],
        round_two=_round_two(edition, winner, [row.candidate.code for row in ranking]) if winner else [],
        shortlist=[_decided(edition, each, released) for each in decisions(edition, seat)],
        vote_lines=decision.vote_lines(given),
        deviations=decision.deviations(winner, given, ranking) if found else [],
        confirmations=decision.confirmations(found) if found else [],
    )


def _traits(edition: Edition, winner: Candidate) -> list[TraitSeen]:
    noted = list(observations(winner))
    rated = [(trait, value) for code, _observer, trait, value in all_ratings(edition) if code == winner.code]
    return [
        TraitSeen(
            str(trait.name),
            [value for code, value in rated if code == trait.code],
            [note for note in noted if note.trait == trait.code],
        )
        for trait in edition.content.traits
    ]


def _round_two(edition: Edition, winner: Candidate, finalists: list[str]) -> list[AreaMean]:
    means = area_means(edition, scores_frame(edition)).reindex(finalists)
    own, together = means.T.to_dict().get(winner.code, {}), means.mean().to_dict()
    return [
        AreaMean(str(area.name), _known(own.get(area.code)), _known(together.get(area.code)))
        for area in edition.content.round_two.areas
    ]


def _known(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _decided(edition: Edition, made: ShortlistDecision, released: Results | None) -> Decided:
    result = released.by_code.get(made.candidate.code) if released else None
    return Decided(made.candidate, made.is_shortlisted, made.reason, remark(edition, result))


def remark(edition: Edition, result: Result | None) -> str:
    """What a reader must know beside a shortlist decision: no rank, or a level below the gate."""
    if result is None:
        return _("No survey result.")
    if not result.is_ranked:
        return _("Not ranked: %(reasons)s.") % {"reasons": reasons_of(edition, result)}
    if result.gate_passed is False:
        return _("Level %(level)s, below the gate of %(gate)s.") % {
            "level": figure(result.level),
            "gate": edition.level_gate,
        }
    return ""


def reasons_of(edition: Edition, result: Result) -> str:
    """Why a candidate is not ranked, as the middle of a sentence."""
    return ", ".join(str(reason(code, edition).name) for code in result.reasons)
