"""How alike two profiles are: the leader's answers and the team's means, statement by statement.

Agreement of the award is a mean distance; these are the figures the literature uses beside it, shown for whoever wants
to look closer and used for no order. All moments are those of a population (divided by k, not by k − 1).
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from jury.stats.items import Items
from jury.stats.jackknife import CONFIDENCE
from jury.stats.ratio import ratio
from jury.stats.scale import TOLERANCE, Floats, Truths


@dataclass(frozen=True)
class Profiles:
    """Moments of both sides over the compared statements, one value per candidate, NaN where nothing is compared.

    `k` counts the compared statements, `difference` is leader − team, variances and covariance are in squared steps;
    `own_flat` and `team_flat` say whether a side gave one and the same answer throughout.
    """

    k: Floats
    difference: Floats
    own_variance: Floats
    team_variance: Floats
    covariance: Floats
    own_flat: Truths
    team_flat: Truths


def measure_profiles(own: Floats, items: Items) -> Profiles:
    """The moments of all candidates at once from the leaders' answers (items × candidates) and the measured items."""
    chosen = items.compared
    k = chosen.sum(axis=0).astype(float)
    mine, mine_flat = centred(own, chosen, k)
    theirs, theirs_flat = centred(items.mean, chosen, k)
    return Profiles(
        k=k,
        difference=mean_of(items.gap, chosen, k),
        own_variance=mean_of(mine**2, chosen, k),
        team_variance=mean_of(theirs**2, chosen, k),
        covariance=mean_of(mine * theirs, chosen, k),
        own_flat=mine_flat,
        team_flat=theirs_flat,
    )


def mean_of(values: Floats, chosen: Truths, k: Floats) -> Floats:
    """The mean over the chosen statements of each candidate, NaN without any."""
    return ratio(np.where(chosen, values, 0.0).sum(axis=0), k, k > 0)


def centred(values: Floats, chosen: Truths, k: Floats) -> tuple[Floats, Truths]:
    """Distances from the candidate's own mean, exactly 0 for a side that is flat, and which sides are."""
    away = np.where(chosen, values - mean_of(values, chosen, k), 0.0)
    flat = np.abs(away).max(axis=0) <= TOLERANCE
    return np.where(flat, 0.0, away), flat


def distances(of: Profiles) -> dict[str, Floats]:
    """D² = Σ(s − m)² and the three parts of D²/k (Cronbach & Gleser 1953), which add up to it.

    elevation  (x̄ − ȳ)²: one side answers higher throughout
    scatter    (s_x − s_y)²: one side spreads its answers more
    shape      2(s_x s_y − s_xy): highs and lows lie on different statements
    """
    own, team = np.sqrt(of.own_variance), np.sqrt(of.team_variance)
    elevation, scatter = of.difference**2, (own - team) ** 2
    shape = np.maximum(2 * (own * team - of.covariance), 0.0)
    return {"d2": of.k * (elevation + scatter + shape), "elevation": elevation, "scatter": scatter, "shape": shape}


def correlation(of: Profiles) -> Floats:
    """Pearson's r over the statements, NaN if a side is flat or fewer than three are compared."""
    defined = (of.k >= 3) & ~of.own_flat & ~of.team_flat
    return np.clip(ratio(of.covariance, np.sqrt(of.own_variance * of.team_variance), defined), -1.0, 1.0)


def concordance(of: Profiles) -> Floats:
    """Lin's CCC = 2s_xy/(s_x² + s_y² + (x̄ − ȳ)²) (Lin 1989): how near the points lie to the line of equality.

    0 if one side is flat; NaN if both are and say the same, and for fewer than three statements.
    """
    below = of.own_variance + of.team_variance + of.difference**2
    same = of.own_flat & of.team_flat & (np.abs(of.difference) <= TOLERANCE)
    return np.clip(ratio(2 * of.covariance, below, (of.k >= 3) & ~same), -1.0, 1.0)


def concordance_interval(of: Profiles, r: Floats, ccc: Floats) -> tuple[Floats, Floats]:
    """The 95 % interval of Lin's CCC by the z-transform, with the variance as corrected by Lin (2000).

    With u = (x̄ − ȳ)/√(s_x s_y) the variance of z is
    [(1 − r²)c²(1 − c²)/r² + 2c³(1 − c)u²/r − c⁴u⁴/(2r²)] / ((k − 2)(1 − c²)²).
    NaN for k < 4, without r, for r = 0 and for |ccc| = 1.
    """
    defined = (of.k >= 4) & (np.abs(r) > TOLERANCE) & (np.abs(ccc) < 1 - TOLERANCE)
    r, c = np.where(defined, r, 0.5), np.where(defined, ccc, 0.0)
    u2 = ratio(of.difference**2, np.sqrt(of.own_variance * of.team_variance), defined)
    variance = (1 - r**2) * c**2 * (1 - c**2) / r**2 + 2 * c**3 * (1 - c) * u2 / r - c**4 * u2**2 / (2 * r**2)
    error = np.sqrt(ratio(np.maximum(variance, 0.0), (of.k - 2) * (1 - c**2) ** 2, defined))
    reach = special.ndtri((1 + CONFIDENCE) / 2) * error
    return np.tanh(np.arctanh(c) - reach), np.tanh(np.arctanh(c) + reach)


def double_entry(of: Profiles) -> Floats:
    """ICC_DE = (s_xy − d²/4)/((s_x² + s_y²)/2 + d²/4) (McCrae 2008; Furr 2010): r with every pair entered both ways.

    NaN for fewer than two statements and where both sides are flat and say the same.
    """
    quarter = of.difference**2 / 4
    same = of.own_flat & of.team_flat & (np.abs(of.difference) <= TOLERANCE)
    icc = ratio(of.covariance - quarter, (of.own_variance + of.team_variance) / 2 + quarter, (of.k >= 2) & ~same)
    return np.clip(icc, -1.0, 1.0)
