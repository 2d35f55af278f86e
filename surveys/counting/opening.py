"""Opening envelopes: the one place where an answer can be read, for as long as its team is being measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from secrets import SystemRandom

import numpy as np

from award.editions.models import Edition
from nominations.candidates.models import Candidate
from surveys.ballots.sealing import unseal
from surveys.counting.measures import Floats


@dataclass(frozen=True)
class Opened:
    """The answers of one team, shuffled, one row per ballot; and how many envelopes held none that could be used."""

    answers: Floats
    refused: int


class Opener:
    def __init__(self, edition, key):
        pass
