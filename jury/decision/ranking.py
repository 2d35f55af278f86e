"""From components to an order: equal totals are told apart by the visits, round two, the votes, the chair's vote."""

from collections.abc import Mapping

import pandas as pd

from jury.decision.states import TIES
from jury.stats.ranking import apart
from jury.stats.totals import not_separable, total_table


def ranked(
    parts: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    margin: float,
    votes: Mapping[str, int] | None = None,
    casting: str | None = None,
) -> pd.DataFrame:
    """Totals, ranks and who cannot be told apart from the first; rows are candidates, in the order of the ranking.

    `parts` is candidates × components, each 0–100 or NaN. A candidate who misses a component has no total and no rank:
    a total made of the rest would let anybody compute the missing part back. `votes` (candidate -> number) and
    `casting` (whom the chair voted for) break ties and are handed in only once the votes can no longer change.
    """
    if parts.empty:
        return parts.assign(total=pd.Series(dtype=float), rank=pd.Series(dtype=float), not_separable=False)
    table = total_table(parts, pd.Series(dict(weights), dtype=float), ties=TIES)
    rank = table["rank"]
    if votes is not None:
        rank = apart(rank, pd.Series({code: float(votes.get(code, 0)) for code in parts.index}))
        rank = apart(rank, pd.Series({code: float(code == casting) for code in parts.index}))
    table = table.assign(rank=rank, not_separable=not_separable(table["total"], margin))
    return table.sort_values("rank", kind="stable", na_position="last")
