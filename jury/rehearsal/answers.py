"""Synthetic answers: a team that sees its workplace at some level, and a leader who sees it more or less as they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from award.content.reading import Content, Points

Answers = dict[str, Any]


@dataclass(frozen=True)
class Workplace:
    """How good it is to work there (share of the scale), how far off the leader's view is, how unlike people are."""

    level: float
    blind_spot: float
    spread: float


def workplaces(candidates: int, rng: np.random.Generator) -> list[Workplace]:
    """The first of the cast leads well and knows it; the others vary, and one or two flatter themselves."""
    best = Workplace(level=0.86, blind_spot=0.0, spread=0.14)
    others = [
        Workplace(
            level=float(np.clip(rng.normal(0.66, 0.12), 0.3, 0.9)),
            blind_spot=float(rng.normal(0.03, 0.09)),
            spread=float(rng.uniform(0.14, 0.24)),
        )
        for _ in range(candidates - 1)
    ]
    return [best, *others]


def statement_levels(place: Workplace, items: list[str], rng: np.random.Generator) -> dict[str, float]:
    """What the team thinks of each statement, before each person thinks for themselves."""
    return dict(zip(items, place.level + rng.normal(0, 0.07, len(items)), strict=True))


def employee(levels: dict[str, float], place: Workplace, scale: Points, rng: np.random.Generator) -> Answers:
    """One person's ballot: their own mood, their own view of each statement, now and then a "don't know"."""
    mood = rng.normal(0, place.spread / 2)
    return {
        item: "dk" if rng.random() < 0.03 else str(_point(level + mood + rng.normal(0, place.spread), scale))
        for item, level in levels.items()
    }


def leader(levels: dict[str, float], place: Workplace, scale: Points, rng: np.random.Generator) -> Answers:
    """The leader's own answers: every statement, coloured by what they do not see."""
    return {item: _point(level + place.blind_spot + rng.normal(0, 0.1), scale) for item, level in levels.items()}


def beside(content: Content, comments: Sequence[str], rng: np.random.Generator) -> Answers:
    """What somebody says beside the statements: two traits, and now and then a few words."""
    said: Answers = {}
    for question in content.survey.open_questions:
        if question.kind == "pick":
            said[question.code] = [str(code) for code in rng.permutation([trait.code for trait in content.traits])[:2]]
        elif comments and rng.random() < 0.4:
            said[question.code] = str(rng.choice(list(comments)))
            said[f"{question.code}.may"] = [tick for tick in question.consents if rng.random() < 0.5]
    return said


def score(quality: float, scale: Points, rng: np.random.Generator, unlike: float = 0.1) -> int:
    """A juror's or an observer's point for something of this quality."""
    return _point(quality + rng.normal(0, unlike), scale)


def _point(share: float, scale: Points) -> int:
    return int(np.clip(round(scale.low + share * (scale.high - scale.low)), scale.low, scale.high))
