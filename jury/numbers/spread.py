"""How the figures of the ranked candidates lie, and which of the two the index follows."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from jury.stats.scale import TOLERANCE
from surveys.counting.results import Result

FEWEST = 3  # two points always lie on a line


@dataclass(frozen=True)
class Follows:
    """Pearson's r of the index with agreement and with level over `n` candidates; None where it cannot be said."""

    n: int
    agreement: float | None
    level: float | None


def follows(ranked: Sequence[Result]) -> Follows:
    """How much the order owes to agreement, and how much to level: named, for nobody should have to guess."""
    table = frame(ranked)
    return Follows(len(table), *(_r(table["shortlist_index"], table[name]) for name in ("agreement", "level")))


def frame(ranked: Sequence[Result]) -> pd.DataFrame:
    """Index, agreement and level of the ranked, as released."""
    names = ("shortlist_index", "agreement", "level")
    return pd.DataFrame([[getattr(each, name) for name in names] for each in ranked], columns=names, dtype=float)


def _r(one: pd.Series, other: pd.Series) -> float | None:
    if len(one) < FEWEST or min(one.std(), other.std()) <= TOLERANCE:
        return None
    return float(one.corr(other))
