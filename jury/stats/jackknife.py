"""How sure the index is: what would have come out if one of the employees had not answered (rule 9)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from jury.stats.answers import Answers
from jury.stats.areas import Areas
from jury.stats.groups import Groups
from jury.stats.index import Scores, agreement_of, level_of, score
from jury.stats.items import Items
from jury.stats.ratio import ratio
from jury.stats.scale import Floats, Truths

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Uncertainty:
    """Standard errors in points of 0–100, and the 95 % interval of the shortlist index; one value per candidate."""

    errors: Scores
    low: Floats
    high: Floats


def measure_uncertainty(answers: Answers, items: Items, areas: Areas, scores: Scores) -> Uncertainty:
    """The delete-one-respondent jackknife of agreement, level and index, for all candidates at once.

    Deterministic, no seed (Efron & Stein 1981). The compared statements and those of the level are the ones of the full
    team, so that leaving somebody out moves means and never the questions asked. NaN where the figure itself is NaN;
    an error of 0 is a true 0 (nobody's absence changes anything) and its interval has no width: the flag
    `interval_not_estimable` tells the jury not to read it as certainty.
    """
    without_one = leave_one_out(answers, items, areas)
    errors = Scores(
        *(
            np.where(np.isnan(whole), np.nan, standard_error(parts, answers.team))
            for whole, parts in zip(scores, without_one, strict=True)
        )
    )
    reach = student_t(answers.team.sizes) * errors.shortlist_index
    return Uncertainty(
        errors=errors,
        low=np.clip(scores.shortlist_index - reach, 0.0, 100.0),
        high=np.clip(scores.shortlist_index + reach, 0.0, 100.0),
    )


def leave_one_out(answers: Answers, items: Items, areas: Areas) -> Scores:
    """The three scores of each team without one person: one value per respondent, the one who is left out.

    A mean m without the answer x is m − (x − m)/(n − 1), so the deviations are all it takes.
    """
    spread, members, scale = answers.team.spread, answers.members, answers.scale
    shift = items.deviations * spread(np.divide(1.0, items.n - 1, out=np.zeros(items.n.shape), where=items.level))
    share = share_of_area(items.compared, areas.compared, members)
    gap = spread(np.where(items.compared, items.gap, 0.0) * share) + shift * spread(share)
    fall = shift * spread(share_of_area(items.level, areas.levelled, members))
    return score(
        agreement_of(members @ np.abs(gap), scale),
        level_of(spread(areas.level_mean) - members @ fall, scale),
        answers.weights,
    )


def share_of_area(chosen: Truths, counted: Floats, members: Floats) -> Floats:
    """What each chosen statement contributes to the mean of its area: 1 / their number, 0 for the others."""
    return np.where(chosen, members.T @ (1 / np.maximum(counted, 1)), 0.0)


def standard_error(parts: Floats, team: Groups) -> Floats:
    """SE = √((n − 1)/n · Σ(θⱼ − θ̄)²) over the respondents left out in turn; NaN below two respondents."""
    n = team.sizes
    mean = team.total(parts) / np.maximum(n, 1)
    squares = team.total((parts - team.spread(mean)) ** 2)
    return np.sqrt(ratio(squares * (n - 1), n.astype(float), n >= 2))


def student_t(n: NDArray[np.intp]) -> Floats:
    """The quantile of Student's t with n − 1 degrees of freedom for the 95 % interval; NaN below two respondents."""
    return np.where(n >= 2, special.stdtrit(np.maximum(n - 1, 1), (1 + CONFIDENCE) / 2), np.nan)
