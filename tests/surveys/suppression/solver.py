"""Somebody who has every output of an edition, reads our rules, and solves for what was not shown.

For each team an integer programme: one unknown for every statement, the sum of its answers, inside the interval its
shown mean allows; and everything else that was released as an interval around a linear form of these sums: overall
agreement, level, bias and index, the gate, and the figures of areas. The solver knows more than anybody does: how many
answered, and how many answered each statement. A value is recovered when the smallest and the largest sum that fit
everything agree.

Left out: the order of the ranks, the interval of the index, the flags, and how answers of large teams spread. They
depend on who answered what together; nothing in them is finer than a tenth.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import LinearConstraint, milp

ROUNDED = 0.05 + 1e-9
SLACK = 1e-5


@dataclass
class Puzzle:
    """Unknown whole numbers within bounds, and linear forms of them known to lie in intervals."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def unknown(self, lower, upper, *, whole=True):
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def known(self, form, low, high):
        self.rows.append((form, low, high))

    def range_of(self, unknown):
        """The smallest and largest value an unknown can have, or None when nothing fits at all."""
        if not self.rows:
            return self.lower[unknown], self.upper[unknown]
        matrix, low, high = np.zeros((len(self.rows), len(self.lower))), [], []
        for place, (form, least, most) in enumerate(self.rows):
            for at, weight in form.items():
                matrix[place, at] += weight
            low.append(least - SLACK)
            high.append(most + SLACK)
        found = []
        for sign in (1, -1):
            goal = np.zeros(len(self.lower))
            goal[unknown] = sign
            solved = milp(
                goal,
                integrality=np.array(self.whole, dtype=int),
                bounds=(self.lower, self.upper),
                constraints=LinearConstraint(matrix, low, high),
            )
            if solved.x is None:
                return None
            found.append(round(float(solved.x[unknown])))
        return found[0], found[1]


@dataclass(frozen=True)
class Known:
    """A team as the attacker sees it: what was released, and how many answered each statement."""

    shown: dict
    answers: list[int]
    own: list[float]
    n: int


def mean_between(item, n, terms):
    """Between which means the answers lie that are shown like this."""
    value, sign = item["team"], item["team_sign"]
    if value is None:
        return terms.low, terms.high
    if n >= 10:
        return value - ROUNDED, value + ROUNDED
    if sign == "≥":
        return value, terms.high
    if sign == "≤":
        return terms.low, value
    low = terms.low + 0.5 if value == terms.low + 1 else value - 0.25
    high = terms.high - 0.5 if value == terms.high - 1 else value + 0.25
    return low, high


def puzzle_of(known, terms, *, with_hidden):
    """The integer programme of one team. `with_hidden`: statements that are not shown have a part in the figures."""
    puzzle, span = Puzzle(), terms.high - terms.low
    sums, distances, counting = [], [], []
    for item, answers, own in zip(known.shown["items"], known.answers, known.own, strict=True):
        low, high = mean_between(item, answers, terms)
        is_hidden = answers < terms.threshold
        n = max(answers, 1)
        unknown = puzzle.unknown(np.ceil(n * low - SLACK), np.floor(n * high + SLACK))
        sums.append(unknown)
        counting.append(answers >= 3 and (with_hidden or not is_hidden))
        distances.append(distance(puzzle, unknown, n, own, max(low, terms.low), min(high, terms.high), span))
    overall_level, overall_gap, overall_bias = {}, {}, {}
    areas = [[place for place, area in enumerate(terms.areas) if area == code] for code in terms.area_weights]
    floored = False
    for members, area in zip(areas, known.shown["areas"], strict=True):
        here = [place for place in members if counting[place]]
        level = {sums[place]: 1 / max(known.answers[place], 1) / len(here) for place in here}
        gap = merged(*({at: weight / len(here) for at, weight in distances[place].items()} for place in here))
        own = sum(known.own[place] for place in here) / len(here)
        floored |= area["agreement"] == 0
        shown_here = [place for place in members if known.shown["items"][place]["team"] is not None]
        if shown_here and min(known.answers[place] for place in shown_here) >= 10:
            within(puzzle, level, area["level"], scale=100 / span, shift=-100 * terms.low / span)
            if area["agreement"]:
                within(puzzle, gap, area["agreement"], scale=-200 / span, shift=100)
            within(puzzle, level, area["team"])
        elif not shown_here and area["team"] is not None:
            puzzle.known(level, *mean_between(area, min(known.answers), terms))
        for form, part in ((overall_level, level), (overall_gap, gap), (overall_bias, level)):
            for at, weight in part.items():
                form[at] = form.get(at, 0) + weight / len(areas)
        overall_bias[None] = overall_bias.get(None, 0) + own / len(areas)
    bias = overall_bias.pop(None)
    shown = known.shown
    within(puzzle, overall_level, shown["level"], scale=100 / span, shift=-100 * terms.low / span)
    within(puzzle, overall_bias, shown["bias"], scale=-1, shift=bias)
    gate = 50 * span / 100 + terms.low
    puzzle.known(overall_level, *((gate, terms.high) if shown["gate_passed"] else (terms.low, gate)))
    if not floored:
        within(puzzle, overall_gap, shown["agreement"], scale=-200 / span, shift=100)
        with_index(puzzle, overall_level, overall_gap, shown, terms)
    return puzzle, sums


def distance(puzzle, unknown, n, own, low, high, span):
    """|own − mean| as a linear form of the unknowns; where the side is not known, with an unknown of its own."""
    if own >= high - SLACK:
        return {None: own, unknown: -1 / n}
    if own <= low + SLACK:
        return {None: -own, unknown: 1 / n}
    gap, side = puzzle.unknown(0, span, whole=False), puzzle.unknown(0, 1)
    puzzle.known({gap: 1, unknown: 1 / n}, own, np.inf)
    puzzle.known({gap: 1, unknown: -1 / n}, -own, np.inf)
    puzzle.known({gap: 1, unknown: 1 / n, side: -2 * span}, -np.inf, own)
    puzzle.known({gap: 1, unknown: -1 / n, side: 2 * span}, -np.inf, 2 * span - own)
    return {gap: 1.0}


def within(puzzle, form, shown, *, scale=1.0, shift=0.0):
    """A figure to one decimal: `scale` · form + `shift`."""
    if shown is None:
        return
    constant = scale * form.get(None, 0) + shift
    scaled = {at: scale * weight for at, weight in form.items() if at is not None}
    puzzle.known(scaled, shown - ROUNDED - constant, shown + ROUNDED - constant)


def with_index(puzzle, level, gap, shown, terms):
    """√(agreement · level): within a tenth of both it is as good as linear."""
    span, index = terms.high - terms.low, shown["shortlist_index"]
    if not index:
        return
    by_level, by_agreement = shown["agreement"] / 2 / index, shown["level"] / 2 / index
    form = merged(
        {at: 100 / span * by_level * weight for at, weight in level.items()},
        {at: -200 / span * by_agreement * weight for at, weight in gap.items()},
    )
    at_shown = np.sqrt(shown["agreement"] * shown["level"])
    constant = (
        at_shown - by_level * (shown["level"] + 100 * terms.low / span) - by_agreement * (shown["agreement"] - 100)
    )
    constant += form.pop(None, 0)
    puzzle.known(form, index - ROUNDED - 1e-3 - constant, index + ROUNDED + 1e-3 - constant)


def merged(*forms):
    whole = {}
    for form in forms:
        for at, weight in form.items():
            whole[at] = whole.get(at, 0) + weight
    return whole


def totals_puzzle(totals, published, m, terms, *, with_silent):
    """A team that is not published, from the totals of all: its statements are what is left of them.

    `with_silent`: the totals hold it. Otherwise nothing that was released has anything to do with it.
    """
    puzzle, teams = Puzzle(), len(published) + 1
    sums = [puzzle.unknown(m * terms.low, m * terms.high) for _item in terms.items]
    if not with_silent:
        return puzzle, sums
    for place, total in enumerate(totals["items"]):
        if total["team"] is None:
            continue
        others = [reckoned(team["items"][place]) for team in published]
        known = [value for value in others if value is not None]
        here = len(known) + 1
        low, high = (here * (total["team"] + sign * ROUNDED) - sum(known) for sign in (-1, 1))
        puzzle.known({sums[place]: 1 / m}, low, high)
    if m < 3:  # too few for a level
        return puzzle, sums
    span, areas = terms.high - terms.low, len(terms.area_weights)
    level = {
        each: 100 / span / m / areas / terms.areas.count(area) for each, area in zip(sums, terms.areas, strict=True)
    }
    others = sum(team["level"] for team in published) - 100 * terms.low / span
    puzzle.known(level, *(teams * (totals["level"] + sign * ROUNDED) - others for sign in (-1, 1)))
    return puzzle, sums


def reckoned(item):
    if item["team"] is None:
        return None
    return item["team"] + {"≥": 0.25, "≤": -0.25, "": 0}[item["team_sign"]]
