"""The one place where opened answers become numbers that may be shown: every page, table and report reads its output.

Two borders, both in answers to a statement. Below ten, its mean is shown to the nearest half point and the ends stay
open; an area that holds such a statement is reckoned from what is shown. From twenty on, statements show how their
answers spread; from ten on, areas do. No number of answers ever leaves, no standard error, and nothing that a statement
with too few answers has a part in. docs/decisions/0005-suppression.md says which rule each function keeps.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from surveys.counting.measures import AreaFigures, Baseline, Cautious, Floats, ItemFigures, Measured, Terms
from surveys.counting.states import Outcome

SMALL, LARGE = 10, 20
HALF = 0.5
TOLERANCE = 1e-9
TELLING = 3  # an area with fewer statements shown says as much as a statement
SIZE_BANDS = ((SMALL, "5-9"), (LARGE, "10-19"))
RESPONSE_CLASSES = ((0.3, "<30"), (0.5, "30-49"), (0.7, "50-69"))
UNKNOWN = "unknown"
FEW, SOME, MOST = "few", "some", "most"
PLACES = 3  # of the picks of a small team, the first three places


@dataclass(frozen=True)
class Shown:
    """A mean as it is shown: the number, and ≤ or ≥ where it is an open end. None where it cannot be said."""

    value: float | None
    sign: str = ""

    def reckoned(self) -> float | None:
        """What others may reckon with: the middle of what an open end may be."""
        if self.value is None or not self.sign:
            return self.value
        return self.value + (HALF / 2 if self.sign == "≥" else -HALF / 2)


NOT_SHOWN = Shown(None)


# ---- while the ballots are open --------------------------------------------------------------------------------------


def usable_answers(answers: Floats, threshold: int) -> tuple[Floats, list[int]]:
    """The ballots that count, statements with too few answers blanked in all of them; and which ballots those are.

    A ballot counts that answers half of the statements. Blanking may push one below that half, and without it another
    statement may have too few answers: repeated until nothing changes, so that no number contains a hidden one.
    """
    rows = np.arange(len(answers))
    while True:
        given = ~np.isnan(answers)
        usable = 2 * given.sum(axis=1) >= answers.shape[1]
        shown = given[usable].sum(axis=0) >= threshold
        blanked, rows = np.where(shown, answers[usable], np.nan), rows[usable]
        if blanked.shape == answers.shape and np.array_equal(np.isnan(blanked), ~given):
            return blanked, rows.tolist()
        answers = blanked


def kept_texts(texts: Sequence[Any], n: int, terms: Terms) -> Sequence[Any]:
    """What a team wrote to one question: all of it, or none when too few answered or too few wrote."""
    return texts if n >= terms.comments_from and len(texts) >= terms.comments_least else ()


# ---- what is released ------------------------------------------------------------------------------------------------


def released(
    measured: Measured,
    rank: int | None,
    terms: Terms,
    picks: Iterable[Mapping[str, Any]] = (),
    cautious: Cautious | None = None,
) -> dict[str, Any]:
    """A counted candidate as every page, table and report shows it.

    The cautious index and the expected rank are whole numbers: with a decimal they would say how many answered.
    """
    means, area = shown_means(measured, terms), terms.area_of
    return {
        "code": measured.code,
        "outcome": Outcome.COUNTED.value,
        "status": measured.status,
        "reasons": list(measured.reasons),
        "rank": rank,
        "agreement": decimal(measured.agreement),
        "level": decimal(measured.level),
        "shortlist_index": decimal(measured.shortlist_index),
        "low": decimal(measured.low),
        "high": decimal(measured.high),
        "bias": decimal(measured.bias),
        "category": measured.category,
        "flags": sorted(measured.flags),
        "gate_passed": measured.gate_passed,
        "response_class": response_class(measured.n, measured.invited),
        "size_band": next((band for limit, band in SIZE_BANDS if measured.n < limit), "20+"),
        "areas": [
            _area(figures, [each for each in measured.items if area[each.code] == figures.code], means, terms)
            for figures in measured.areas
        ],
        "items": [_item(figures, means[figures.code]) for figures in measured.items],
        "picks": [_picks(each, terms) for each in picks],
        "cautious_index": cautious and round(cautious.index),
        "expected_rank": cautious and round(cautious.rank),
        "baseline": None,
    }


def withheld(code: str) -> dict[str, Any]:
    """A candidate with too few answers: that, and nothing else, whatever is known."""
    empty = dict.fromkeys(
        (
            *("rank", "agreement", "level", "shortlist_index", "low", "high", "bias", "category", "gate_passed"),
            *("size_band", "cautious_index", "expected_rank", "baseline"),
        )
    )
    return {
        "code": code,
        "outcome": Outcome.TOO_FEW.value,
        "status": "not_ranked",
        "reasons": ["too_few_respondents"],
        **empty,
        "flags": [],
        "response_class": UNKNOWN,
        "areas": [],
        "items": [],
        "picks": [],
    }


def set_against(shown: Mapping[str, Any], baseline: Baseline | None) -> dict[str, Any]:
    """A shown candidate with what any leader would get, beside every agreement that is shown; None takes it away."""
    areas = baseline.areas if baseline else {}
    return {
        **shown,
        "baseline": _beside(shown, baseline.overall if baseline else None),
        "areas": [{**area, "baseline": _beside(area, areas.get(area["code"]))} for area in shown["areas"]],
    }


def totals(candidates: Iterable[Mapping[str, Any]], items: Iterable[str]) -> dict[str, Any]:
    """The whole edition: means of what is shown of each candidate, so that no sum holds anybody who is not."""
    counted = [each for each in candidates if each["outcome"] == Outcome.COUNTED]
    means: dict[str, list[float | None]] = {code: [] for code in items}
    for each in counted:
        for item in each["items"]:
            means[item["code"]].append(Shown(item["team"], item["team_sign"]).reckoned())
    return {
        "agreement": _mean(each["agreement"] for each in counted),
        "level": _mean(each["level"] for each in counted),
        "items": [{"code": code, "team": _mean(of_teams)} for code, of_teams in means.items()],
    }


def shown_means(measured: Measured, terms: Terms) -> dict[str, Shown]:
    """The team's mean of every statement: to one decimal, and from fewer than ten to the half point with open ends.

    An open end of a small team hides nothing if everything else gives it away, as in a team that is of one mind. It
    stays only where other answers would have had the same release; otherwise no statement of its area is shown.
    """
    area, means = terms.area_of, {figures.code: _shown(figures, terms) for figures in measured.items}
    if measured.n >= SMALL:
        return means
    given_away = {area[code] for code in _given_away(measured.items, means, terms)}
    return {code: NOT_SHOWN if area[code] in given_away else mean for code, mean in means.items()}


def half_point(mean: float | None, terms: Terms) -> Shown:
    """The nearest half point between the ends; near an end, only that it is near it."""
    if mean is None:
        return NOT_SHOWN
    lowest, highest = terms.low + HALF, terms.high - HALF
    if mean <= lowest + TOLERANCE:
        return Shown(lowest, "≤")
    if mean >= highest - TOLERANCE:
        return Shown(highest, "≥")
    nearest = math.floor(mean / HALF + HALF + TOLERANCE) * HALF
    return Shown(min(max(nearest, lowest + HALF), highest - HALF))


def decimal(number: float | None) -> float | None:
    """One decimal, and no minus before a nought."""
    return None if number is None else round(number, 1) + 0.0


def response_class(n: int, invited: int | None) -> str:
    """How many of the invited have answered, as a class: never a figure."""
    if not invited:
        return UNKNOWN
    return next((name for limit, name in RESPONSE_CLASSES if n < limit * invited), ">=70")


def thirds(chosen: Sequence[int]) -> list[int] | None:
    """How many chose the lower, the middle and the upper part of the scale: to ten percent, never none and never all.

    10 says "at most a tenth" and 90 "at least nine tenths"; what lies between is to the nearest ten.
    """
    total, steps = sum(chosen), len(chosen) - 1
    if not total:
        return None
    parts = [0, 0, 0]
    for place, n in enumerate(chosen):
        parts[0 if 3 * place <= steps else 2 if 3 * place >= 2 * steps else 1] += n
    return [_tens(part / total) for part in parts]


# ---- parts of it -----------------------------------------------------------------------------------------------------


def _shown(figures: ItemFigures, terms: Terms) -> Shown:
    return Shown(decimal(figures.team)) if figures.n >= SMALL else half_point(figures.team, terms)


def _given_away(items: Sequence[ItemFigures], means: Mapping[str, Shown], terms: Terms) -> set[str]:
    """The statements whose open end has one value only that fits everything else.

    Statements of one area that as many answered, and whose means lie on one side of the leader's answer, have a part in
    every figure through the sum of their answers alone. So somebody who knows that sum and what is shown of each knows
    everything there is to know; a statement is given away if its own sum is then certain. The question is put to what
    is known, not to the answers: all answers with the same release get the same reply.
    """
    groups: dict[tuple[str, int, int], list[tuple[ItemFigures, int, int]]] = {}
    alone: list[str] = []
    for figures in items:
        if figures.team is None:
            continue
        least, most = _sums(figures.n, means[figures.code], terms)
        side = _side(figures.own, least / figures.n, most / figures.n)
        if side is not None:
            groups.setdefault((terms.area_of[figures.code], figures.n, side), []).append((figures, least, most))
        else:
            alone.append(figures.code)
    certain = [code for group in groups.values() for code in _certain(group)]
    return {code for code in (*alone, *certain) if means[code].sign}


def _certain(group: Sequence[tuple[ItemFigures, int, int]]) -> list[str]:
    """Those of a group whose sum of answers follows from the sum of all and the bounds of each."""
    total = sum(round((figures.team or 0) * figures.n) for figures, _least, _most in group)
    all_least, all_most = (sum(bounds) for bounds in zip(*((least, most) for _, least, most in group), strict=True))
    return [
        figures.code
        for figures, least, most in group
        if min(most, total - (all_least - least)) == max(least, total - (all_most - most))
    ]


def _sums(n: int, shown: Shown, terms: Terms) -> tuple[int, int]:
    """The smallest and the largest sum of `n` answers that would be shown like this."""
    fitting = [total for total in range(n * terms.low, n * terms.high + 1) if half_point(total / n, terms) == shown]
    return fitting[0], fitting[-1]


def _side(own: float | None, least: float, most: float) -> int | None:
    """On which side of a mean between these the leader's answer stands: 0 without one, None if that is open."""
    if own is None:
        return 0
    if own >= most - TOLERANCE:
        return 1
    return -1 if own <= least + TOLERANCE else None


def _item(figures: ItemFigures, mean: Shown) -> dict[str, Any]:
    own, is_large = decimal(figures.own), figures.n >= LARGE
    return {
        "code": figures.code,
        "self": own,
        "team": mean.value,
        "team_sign": mean.sign,
        "gap": _difference(own, mean.value),
        "spread": decimal(figures.spread) if is_large else None,
        "thirds": thirds(figures.chosen) if is_large else None,
        "leaders": [decimal(each) for each in figures.leaders],
    }


def _area(
    figures: AreaFigures, items: Sequence[ItemFigures], means: Mapping[str, Shown], terms: Terms
) -> dict[str, Any]:
    """An area is as small as the statement that fewest answered."""
    shown = [each for each in items if means[each.code].value is not None]
    n = min((each.n for each in items if each.n), default=0)
    team, agreement, level = Shown(decimal(figures.team)), decimal(figures.agreement), decimal(figures.level)
    if n < SMALL:
        team, agreement, level = _small_area(figures, items, means, terms)
    own, tells = decimal(figures.own), n >= LARGE or (n >= SMALL and len(shown) >= TELLING)
    return {
        "code": figures.code,
        "self": own,
        "team": team.value,
        "team_sign": team.sign,
        "bias": _difference(own, team.value),
        "agreement": agreement,
        "level": level,
        "scored": figures.scored,
        "spread": decimal(figures.spread) if tells else None,
        "thirds": thirds(np.sum([each.chosen for each in shown], axis=0).tolist()) if tells else None,
        "rwg": decimal(figures.rwg) if n >= LARGE else None,
        "awg": decimal(figures.awg) if n >= LARGE else None,
        "baseline": None,
    }


def _small_area(
    figures: AreaFigures, items: Sequence[ItemFigures], means: Mapping[str, Shown], terms: Terms
) -> tuple[Shown, float | None, float | None]:
    """An area of a small team, reckoned from its statements as they are shown; where none is, to the half point."""
    exact = [each.team for each in items if each.team is not None]
    shown = [(each.own, mean) for each in items if (mean := means[each.code].reckoned()) is not None]
    if not shown:
        team = half_point(sum(exact) / len(exact), terms) if exact else NOT_SHOWN
        return team, None, _level(team.reckoned(), terms)
    mean, span = sum(mean for _own, mean in shown) / len(shown), terms.high - terms.low
    gaps = [abs(own - mean) for own, mean in shown if own is not None]
    agreement = max(0.0, 100 * (1 - 2 * sum(gaps) / len(gaps) / span)) if gaps else None
    return (
        Shown(decimal(mean)),
        None if figures.agreement is None else decimal(agreement),
        None if figures.level is None else _level(mean, terms),
    )


def _picks(picked: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    """Which traits were picked: by fewer than ten the first places, ties together; else whether few, some or most did.

    Nothing of the team where fewer than the threshold picked at all. From ten on every trait is named, for one that is
    left out would say that nobody chose it.
    """
    n, chosen = picked["n"], {trait: picked["chosen"].get(trait, 0) for trait in terms.traits}
    ordered = sorted(chosen, key=lambda trait: -chosen[trait])
    team: list[dict[str, Any]] = []
    if n >= SMALL:  # in the order of the questionnaire within a class: any other would tell more than the class
        shares = {trait: _share(chosen[trait] / n) for trait in terms.traits}
        team = [
            {"trait": trait, "share": each} for each in (MOST, SOME, FEW) for trait in shares if shares[trait] == each
        ]
    elif n >= terms.threshold:
        places = {trait: 1 + sum(n > chosen[trait] for n in chosen.values()) for trait in ordered if chosen[trait]}
        team = [{"trait": trait, "place": place} for trait, place in places.items() if place <= PLACES]
    return {"code": picked["code"], "leader": list(picked["leader"]), "team": team}


def _share(part: float) -> str:
    return FEW if 3 * part <= 1 else MOST if 3 * part > 2 else SOME


def _tens(part: float) -> int:
    if part <= 0.1:
        return 10
    return 90 if part >= 0.9 else min(max(round(10 * part), 2), 8) * 10


def _level(mean: float | None, terms: Terms) -> float | None:
    return None if mean is None else decimal(100 * (mean - terms.low) / (terms.high - terms.low))


def _difference(own: float | None, team: float | None) -> float | None:
    """From shown values only: whoever subtracts finds nothing new."""
    return None if own is None or team is None else decimal(own - team)


def _beside(shown: Mapping[str, Any], baseline: float | None) -> float | None:
    return None if shown["agreement"] is None else decimal(baseline)


def _mean(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return decimal(sum(known) / len(known)) if known else None
