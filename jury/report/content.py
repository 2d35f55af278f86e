"""The winner report as facts and sentences. How it is laid out stands in `pages`."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.editions.models import Edition
from jury.decision import content as decision
from jury.decision.models import Verdict
from jury.decision.selectors import Total, totals, verdict, votes
from jury.finals.models import Observation
from jury.finals.selectors import observations, visit_to
from jury.report.selectors import all_ratings, decisions
from jury.round_two.selectors import area_means, scores_frame
from jury.screening.models import ShortlistDecision
from jury.screening.words import CATEGORIES, FLAGS, figure, reason
from nominations.candidates.models import Candidate
from surveys.counting.results import Result, Results
from surveys.counting.selectors import results

RESPONSES = {
    "<30": gettext_lazy("Fewer than 30 per cent of those invited answered."),
    "30-49": gettext_lazy("Between 30 and 49 per cent of those invited answered."),
    "50-69": gettext_lazy("Between 50 and 69 per cent of those invited answered."),
    ">=70": gettext_lazy("At least 70 per cent of those invited answered."),
    "unknown": gettext_lazy("How many were invited is not known."),
}


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


def report(edition: Edition) -> Report:
    found, ranking = verdict(edition), totals(edition)
    given = list(votes(edition)) if found else []
    winner = found.candidate if found else None
    visit = visit_to(winner) if winner else None
    released = results(edition)
    return Report(
        edition=edition,
        verdict=found,
        results=released,
        ranking=ranking,
        visited_on=visit.on if visit else None,
        traits=_traits(edition, winner) if winner else [],
        round_two=_round_two(edition, winner, [row.candidate.code for row in ranking]) if winner else [],
        shortlist=[_decided(edition, each, released) for each in decisions(edition)],
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
    means = area_means(edition, scores_frame(edition))
    own = means.loc[winner.code] if winner.code in means.index else pd.Series(dtype=float)
    all_of_them = means.reindex(finalists).mean()
    return [
        AreaMean(str(area.name), _number(own, area.code), _number(all_of_them, area.code))
        for area in edition.content.round_two.areas
    ]


def _number(values: "pd.Series[float]", key: str) -> float | None:
    value = values.get(key)
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


# ---- sentences ------------------------------------------------------------------------------------------------------


def survey_sentences(edition: Edition, name: str, result: Result | None) -> list[str]:
    """What employees and leader say, with how sure that is; or that there is no result, and why."""
    if result is None:
        return [_("There is no survey result for %(name)s.") % {"name": name}]
    if not result.is_ranked:
        reasons = reasons_of(edition, result)
        return [
            _("There is no survey result for %(name)s: %(reasons)s. The total therefore says “no survey result”.")
            % {"name": name, "reasons": reasons}
        ]
    said = [
        _("The shortlist index is %(index)s of 100%(interval)s: agreement %(agreement)s, level %(level)s.")
        % {
            "index": figure(result.shortlist_index),
            "interval": interval_words(result),
            "agreement": figure(result.agreement),
            "level": figure(result.level),
        }
    ]
    if result.category:
        said.append(str(CATEGORIES[result.category].meaning))
    said.append(str(RESPONSES[result.response_class]))
    return [*said, *(str(FLAGS[flag].meaning) for flag in result.flags)]


def reasons_of(edition: Edition, result: Result) -> str:
    """Why a candidate is not ranked, as the middle of a sentence."""
    return ", ".join(str(reason(code, edition).name) for code in result.reasons)


def interval_words(result: Result) -> str:
    """“, 95 % interval 74.1 to 80.6”, or nothing where no interval was released."""
    if result.low is None or result.high is None:
        return ""
    return _(", 95 %% interval %(low)s to %(high)s") % {"low": figure(result.low), "high": figure(result.high)}


def observer_sentence(found: Report) -> str:
    """How the visit was rated, with the traits that came out highest."""
    rated = [(seen.name, seen.mean) for seen in found.traits if seen.mean is not None]
    if not rated:
        return _("No visit has been rated.")
    points = found.edition.content.traits[0].points
    best = max(mean for _name, mean in rated)
    return _("The mean over the traits is %(mean)s on the scale %(low)s to %(high)s, highest on: %(traits)s.") % {
        "mean": figure(sum(mean for _name, mean in rated) / len(rated)),
        "low": points.low,
        "high": points.high,
        "traits": joined([name for name, mean in rated if mean == best]),
    }


def comparison_sentence(found: Report) -> str:
    """Who leads, and who cannot be told apart from the first."""
    close = [row.candidate.name for row in found.ranking if row.not_separable]
    first = [row for row in found.ranking if row.rank == 1]
    if close:
        return _("%(names)s lie within %(margin)s points of each other and cannot be told apart by their totals.") % {
            "names": joined(close),
            "margin": found.edition.margin,
        }
    if not first:
        return _("No finalist has a total.")
    return _("%(name)s has the highest total and stands apart from the others by more than %(margin)s points.") % {
        "name": joined([row.candidate.name for row in first]),
        "margin": found.edition.margin,
    }


def decided_sentence(found: Report) -> str:
    """The line on the cover: when, and by how many votes."""
    if found.verdict is None:
        return _("Not decided yet")
    if not found.verdict.decided_on:
        return _("Proposed, not yet confirmed")
    return _("Decided on %(day)s") % {"day": date_format(found.verdict.decided_on, "j F Y")}


def jury_sentences(found: Report) -> list[str]:
    """How the jury came to its verdict: the votes, where the recommendation differs, who confirmed."""
    if found.verdict is None:
        return [_("The jury has not decided yet.")]
    said = [_("The jury voted: %(lines)s.") % {"lines": joined(found.vote_lines)}, *found.deviations]
    said.append(_("%(chair)s proposed the verdict as chair.") % {"chair": found.verdict.proposed_by.user})
    if found.confirmations:
        said.append(_("Confirmed by %(names)s.") % {"names": joined(found.confirmations)})
    return said


def shortlist_sentence(found: Report) -> str:
    chosen = sum(each.is_shortlisted for each in found.shortlist)
    return ngettext(
        "%(n)s of %(all)s candidate was shortlisted. A person decided each time, and gave a reason.",
        "%(n)s of %(all)s candidates were shortlisted. A person decided each time, and gave a reason.",
        len(found.shortlist),
    ) % {"n": chosen, "all": len(found.shortlist)}


def joined(parts: list[str]) -> str:
    """“a, b and c”."""
    *most, last = parts
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last
