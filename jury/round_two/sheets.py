"""What the jury reads: a candidate's words beside a juror's own scores and, after those, the others'."""

from dataclasses import dataclass

import pandas as pd
from django.utils.formats import number_format

from award.accounts.models import Seat
from award.content.reading import Area
from award.editions.models import Edition
from jury.round_two.models import Finalist, Score
from jury.round_two.portfolios import Written, reading
from jury.round_two.selectors import (
    area_means,
    frame_of,
    handed_in,
    jurors_per_candidate,
    own_scores,
    quorums,
    scores_open_to,
    shortlist_for,
    weighted,
)
from nominations.candidates.models import Candidate


def one_decimal(value: float) -> str:
    return "–" if pd.isna(value) else number_format(round(float(value), 1), 1)


@dataclass(frozen=True)
class ScoredArea:
    """One area: what the candidate wrote, what the juror gave and gave before, and the others' once they are open."""

    written: Written
    own: Score | None
    earlier: list[Score]
    others: list[Score]
    mean: str

    @property
    def area(self) -> Area:
        return self.written.area


@dataclass(frozen=True)
class Sheet:
    revision: int
    areas: list[ScoredArea]
    figures: list[dict[str, str]]

    @property
    def is_sent(self) -> bool:
        return self.revision > 0


def sheet(edition: Edition, seat: Seat, candidate: Candidate) -> Sheet:
    read = reading(edition.content.round_two, handed_in(candidate))
    own = list(own_scores(seat, candidate))
    seen = list(scores_open_to(edition, seat).filter(candidate=candidate).order_by("juror__user__name", "juror"))
    areas = [_scored(each, [s for s in own if s.area == each.area.code], seen, seat) for each in read.areas]
    return Sheet(max((s.revision for s in own), default=0), areas, read.figures)


def _scored(written: Written, own: list[Score], seen: list[Score], seat: Seat) -> ScoredArea:
    here = [s for s in seen if s.area == written.area.code]
    others = [s for s in here if s.juror_id != seat.pk]
    mean = one_decimal(sum(s.value for s in here) / len(here)) if others else ""
    return ScoredArea(written, own[0] if own else None, own[1:], others, mean)


@dataclass(frozen=True)
class Standing:
    """A shortlisted candidate before the chair picks: the numbers only where the chair has scored first."""

    candidate: Candidate
    jurors: int
    has_quorum: bool
    means: list[str]
    value: str
    finalist: Finalist | None

    @property
    def is_open(self) -> bool:
        return bool(self.value)


def standings(edition: Edition, seat: Seat) -> list[Standing]:
    """The highest round-two value first; candidates this seat has not scored come last, without numbers."""
    means = area_means(edition, frame_of(scores_open_to(edition, seat)))
    values = weighted(edition, means).sort_values(ascending=False, kind="stable")
    picked = {f.candidate_id: f for f in Finalist.objects.filter(candidate__edition=edition)}
    given = jurors_per_candidate(edition)
    listed = sorted(shortlist_for(edition, seat), key=lambda c: -values.get(c.code, -1.0))
    needed = quorums(edition, listed)
    spoken = {
        str(code): [one_decimal(mean) for mean in row] for code, row in zip(means.index, means.to_numpy(), strict=True)
    }
    return [
        Standing(
            candidate=candidate,
            jurors=given.get(candidate.pk, 0),
            has_quorum=given.get(candidate.pk, 0) >= needed[candidate.pk],
            means=spoken.get(candidate.code, []),
            value=one_decimal(values[candidate.code]) if candidate.code in values.index else "",
            finalist=picked.get(candidate.pk),
        )
        for candidate in listed
    ]
