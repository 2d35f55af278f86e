"""The words that stand beside the numbers: category, flags, and the reasons for not being ranked.

All of them are absolute rules: nobody's word depends on the other candidates.
"""

from itertools import compress

import numpy as np

from jury.stats.answers import Answers
from jury.stats.areas import Areas, mean_over
from jury.stats.consensus import rwg_star
from jury.stats.index import Scores
from jury.stats.items import Items
from jury.stats.scale import TOLERANCE, Floats, Objects, Scale, Truths

GATE = 50.0
"""Rule 8: below this level a team's answers are unfavourable on the whole, however well the leader knows it."""


def passes_gate(level: Floats) -> Truths:
    """Rule 8: LV ≥ 50. A candidate below it can be shortlisted, with the chair's written reason."""
    return level >= GATE - TOLERANCE


def categories(bias: Floats, gap: Floats, level: Floats, scale: Scale) -> Objects:
    """How the leader sees themselves beside the team: one word per candidate, None where it cannot be said.

    By the area-weighted mean of leader − team (`bias`, beyond an eighth of the scale), then of |leader − team| (`gap`,
    more than a sixth of the options), then by the level of the team.
    """
    return np.select(
        [
            np.isnan(bias) | np.isnan(level),
            bias > scale.range / 8 + TOLERANCE,
            bias < -scale.range / 8 - TOLERANCE,
            gap > scale.options / 6 + TOLERANCE,
            passes_gate(level),
        ],
        [as_object(word) for word in (None, "over_estimator", "under_estimator", "mixed", "in_agreement_good")],
        default=as_object("in_agreement_poor"),
    )


def as_object(word: str | None) -> Objects:
    """One word that numpy keeps as it is, None included."""
    return np.array(word, dtype=object)


def flags(answers: Answers, items: Items, errors: Scores) -> list[tuple[str, ...]]:
    """What the jury should know before it trusts a number: a sorted tuple per candidate, in their order.

    polarised_team          the team is more split than chance would have it (r*_wg(J) < 0)
    weak_consensus          it is not, but answers lie more than a sixth of the options from their mean on average
    interval_not_estimable  leaving anybody out changes nothing (SE = 0 of the index): no interval follows from that
    many_missing            more than 30 % of usable respondents × statements are blank
    constant_self_rating    the leader gave one and the same answer to all compared statements (to two at least: a
                            single answer is no pattern)

    Both measures of consensus are pooled over all statements with enough answers, unweighted. A flag that cannot be
    computed is not set.
    """
    everything = np.ones((1, len(items.n)))
    variance = mean_over(items.variance, items.level, everything)[0]
    deviation = mean_over(items.ad_mean, items.level, everything)[0]
    polarised: Truths = rwg_star(variance, answers.scale) < -TOLERANCE
    statements = len(items.n) * answers.team.sizes
    raised: dict[str, Truths] = {
        "constant_self_rating": is_constant(answers.own, items.compared),
        "interval_not_estimable": errors.shortlist_index <= TOLERANCE,
        "many_missing": 10 * (statements - items.n.sum(axis=0)) > 3 * statements,
        "polarised_team": polarised,
        "weak_consensus": (deviation > answers.scale.options / 6 + TOLERANCE) & ~polarised,
    }
    return named(raised)


def is_constant(own: Floats, compared: Truths) -> Truths:
    """Whether the leader's answers to the compared statements (items × candidates), two at least, are all the same."""
    lowest = np.where(compared, own, np.inf).min(axis=0)
    highest = np.where(compared, own, -np.inf).max(axis=0)
    return np.asarray((compared.sum(axis=0) >= 2) & (highest - lowest <= TOLERANCE))


def reasons(answers: Answers, areas: Areas, min_respondents: int) -> list[tuple[str, ...]]:
    """Rule 7: every reason why a candidate is not ranked; an empty tuple for those who are.

    All reasons that hold are given: without a self-assessment no area can be scored either, and each says so.
    """
    raised: dict[str, Truths] = {
        "too_few_respondents": answers.team.sizes < min_respondents,
        "no_self_assessment": np.all(np.isnan(answers.own), axis=0),
    }
    for area, scored in zip(answers.areas, areas.scored, strict=True):
        raised[f"area_not_scored:{area}"] = ~scored
    return named(raised)


def named(raised: dict[str, Truths]) -> list[tuple[str, ...]]:
    """The names of what holds for each candidate, in the order of `raised`."""
    table = np.column_stack(list(raised.values()))
    return [tuple(compress(raised, row)) for row in table.tolist()]
