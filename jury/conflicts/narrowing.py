"""The release as it would be without the candidates somebody may not read about."""

from functools import lru_cache

from award.editions.models import Edition
from jury.counting.measuring import measure
from surveys.counting.measures import Terms
from surveys.counting.results import Results


@lru_cache(maxsize=64)
def narrowed(found: Results, codes: frozenset[str], edition: Edition) -> Results:
    """What was released, with ranks, means and baselines reckoned over these candidates alone.

    A baseline sets a leader against all other teams, so one that was frozen with a hidden candidate in it would tell
    of them. Reckoning pairs of candidates takes a while and neither release nor rules change: it is done once.
    """
    kept = found.among(codes)
    if kept is found:
        return found
    return kept.against(measure.baselines([each.source for each in kept.candidates], Terms.of(edition)))
