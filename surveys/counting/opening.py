"""Opening envelopes: the one place where an answer can be read, for as long as its team is being measured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from secrets import SystemRandom
from typing import Any

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nominations.candidates.models import Candidate
from surveys.ballots.sealing import bound_to, unseal
from surveys.counting.measures import Floats
from surveys.questionnaire import DONT_KNOW, Checked, Questionnaire


@dataclass(frozen=True)
class Opened:
    """The ballots of one team, shuffled, one row each; and how many envelopes held none that could be used."""

    answers: Floats
    beside: Sequence[Mapping[str, Any]]
    refused: int


@dataclass(frozen=True)
class Opener:
    """The private key, while somebody holds it, and the frozen questionnaire every ballot must be written by."""

    key: X25519PrivateKey
    questionnaire: Questionnaire

    def open(self, candidate: Candidate, envelopes: Iterable[bytes]) -> Opened:
        """Copies of an envelope, envelopes of other teams and ballots of other questionnaires are refused."""
        info = bound_to(candidate.edition_id, candidate.pk)
        ballots: list[Checked] = []
        seen: set[bytes] = set()
        refused = 0
        for envelope in envelopes:
            try:
                ballot = unseal(envelope, self.key, info, self.questionnaire.envelope_size)
                checked = self.questionnaire.unpack(ballot)
            except ValueError:
                refused += 1
                continue
            if envelope in seen:
                refused += 1
                continue
            seen.add(envelope)
            ballots.append(checked)
        SystemRandom().shuffle(ballots)
        rows = [self.row(ballot.answers) for ballot in ballots]
        return Opened(self.table(rows), [ballot.others for ballot in ballots], refused)

    def row(self, answers: Mapping[str, Any]) -> list[float]:
        given = (answers.get(item.code, DONT_KNOW) for item in self.questionnaire.items)
        return [nan if answer == DONT_KNOW else float(answer) for answer in given]

    def table(self, rows: Sequence[Sequence[float]]) -> Floats:
        return np.array(rows, dtype=float).reshape(-1, len(self.questionnaire.items))
