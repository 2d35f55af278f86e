from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery

from award.accounts.models import Seat
from award.accounts.selectors import jury
from award.editions.barriers import Thing, may_see
from award.editions.models import Edition
from jury.conflicts.selectors import barred, readable, unbound_each
from jury.round_two.models import Finalist, Portfolio, Score
from jury.shortlist.selectors import shortlist
from jury.stats.scale import Scale
from jury.stats.totals import mean_scores, to_hundred
from jury.stats.weights import shares
from nominations.candidates.models import Candidate


def locked(edition_id: int) -> Edition:
    """The edition as it stands now, held until the act is stored: the phase cannot move in between."""
    return Edition.objects.select_for_update().get(pk=edition_id)


# ---- what candidates hand in ----------------------------------------------------------------------------------------


def candidate_of(edition: Edition, leader: Seat) -> Candidate | None:
    """The shortlisted candidate this leader belongs to, if theirs is one."""
    return shortlist(edition).filter(leaders__seat=leader).first()


def portfolio(candidate: Candidate) -> Portfolio | None:
    return Portfolio.objects.filter(candidate=candidate).prefetch_related("descriptions", "key_figures").first()


def handed_in(candidate: Candidate) -> Portfolio | None:
    """What the jury may read: never what a leader has only saved."""
    found = portfolio(candidate)
    return found if found and found.handed_in_at else None


def not_handed_in(edition: Edition) -> QuerySet[Candidate]:
    done = Portfolio.objects.filter(candidate=OuterRef("pk"), handed_in_at__isnull=False)
    return shortlist(edition).filter(~Exists(done))


def shortlist_for(edition: Edition, seat: Seat) -> QuerySet[Candidate]:
    """The shortlisted candidates this seat may read about, by name."""
    return readable(edition, seat).filter(pk__in=shortlist(edition).values("pk"))


# ---- scores ---------------------------------------------------------------------------------------------------------


def last_scores(edition: Edition) -> QuerySet[Score]:
    """Each juror's last word on each area; earlier revisions, and whoever is bound to the candidate, do not count."""
    later = Score.objects.filter(
        juror=OuterRef("juror"),
        candidate=OuterRef("candidate"),
        area=OuterRef("area"),
        revision__gt=OuterRef("revision"),
    )
    return counting_scores(edition).filter(~Exists(later))


def counting_scores(edition: Edition) -> QuerySet[Score]:
    """The scores of those whom nothing binds to the candidate; the others' stay stored."""
    return Score.objects.filter(~barred("juror__user", "candidate"), candidate__edition=edition)


def scores_open_to(edition: Edition, seat: Seat) -> QuerySet[Score]:
    """The last scores this seat may see: of a candidate, the others' only when its own are there."""
    own = Score.objects.filter(juror=seat, candidate=OuterRef("candidate"))
    open_to = last_scores(edition).filter(candidate__in=readable(edition, seat).values("pk"))
    if not may_see(seat.role, Thing.OTHERS_SCORES, edition.phase):
        return open_to.filter(juror=seat)
    return open_to.filter(Exists(own)).select_related("juror__user")


def own_scores(seat: Seat, candidate: Candidate) -> QuerySet[Score]:
    """All that a juror has ever sent for a candidate, the newest first."""
    return Score.objects.filter(juror=seat, candidate=candidate).order_by("-revision")


def revision_of(seat: Seat, candidate: Candidate) -> int:
    """How often this juror has sent scores for this candidate; 0 is never."""
    return own_scores(seat, candidate).aggregate(last=Max("revision"))["last"] or 0


@dataclass(frozen=True)
class Progress:
    """A shortlisted candidate as a juror finds it in the list of descriptions."""

    candidate: Candidate
    handed_in_at: datetime | None
    revision: int
    is_finalist: bool

    @property
    def waits(self) -> bool:
        return self.handed_in_at is not None and not self.revision


def progress(edition: Edition, seat: Seat) -> list[Progress]:
    mine = (
        Score.objects.filter(juror=seat, candidate__edition=edition).values_list("candidate").annotate(Max("revision"))
    )
    sent = dict(mine)
    chosen = set(Finalist.objects.filter(candidate__edition=edition).values_list("candidate", flat=True))
    handed = Portfolio.objects.filter(candidate=OuterRef("pk")).values("handed_in_at")
    return [
        Progress(candidate, candidate.handed_in_at, sent.get(candidate.pk, 0), candidate.pk in chosen)
        for candidate in shortlist_for(edition, seat).annotate(handed_in_at=Subquery(handed))
    ]


# ---- numbers --------------------------------------------------------------------------------------------------------


def frame_of(scores: QuerySet[Score]) -> pd.DataFrame:
    rows = scores.values_list("juror", "candidate__code", "area", "value").order_by("candidate__code", "juror", "area")
    frame = pd.DataFrame(list(rows), columns=["juror", "candidate", "criterion", "value"])
    return frame.astype({"value": float})


def scores_frame(edition: Edition) -> pd.DataFrame:
    """The scores that count, one row each: juror (seat), candidate (code), criterion (area), value."""
    return frame_of(last_scores(edition))


def area_means(edition: Edition, frame: pd.DataFrame) -> pd.DataFrame:
    """The raw mean of the jurors per candidate and area, in the order of the edition's areas."""
    return mean_scores(frame).reindex(columns=[area.code for area in edition.content.round_two.areas])


def weighted(edition: Edition, means: pd.DataFrame) -> pd.Series:
    """Area means as one value of 0–100 per candidate; an area without a weight of its own counts 1."""
    points = edition.content.round_two.scale
    chosen = pd.Series({code: float(edition.round_two_weights.get(code, 1)) for code in means.columns})
    hundred = to_hundred(means, Scale(points.low, points.high))
    return pd.Series(hundred.to_numpy() @ shares(chosen, means.columns), index=means.index, dtype=float)


def round_two_values(edition: Edition) -> pd.Series:
    """Candidate code -> 0..100, for all who have been scored."""
    return weighted(edition, area_means(edition, scores_frame(edition)))


# ---- finalists ------------------------------------------------------------------------------------------------------


def finalists(edition: Edition) -> QuerySet[Candidate]:
    """The candidates the jury visits, by name."""
    chosen = Finalist.objects.filter(candidate__edition=edition).values("candidate")
    return Candidate.objects.filter(pk__in=chosen).order_by("name", "code")


def finalists_for(edition: Edition, seat: Seat) -> QuerySet[Candidate]:
    """The finalists this seat may read about, by name."""
    return readable(edition, seat).filter(pk__in=finalists(edition).values("pk")).order_by("name", "code")


def quorum(edition: Edition) -> int:
    """Jurors a candidate needs scores of: the rule, or everybody where fewer are seated; people, not seats."""
    return min(edition.quorum, jury(edition).values("user").distinct().count())


def quorum_for(candidate: Candidate) -> int:
    return quorums(candidate.edition, [candidate])[candidate.pk]


def quorums(edition: Edition, candidates: Collection[Candidate]) -> dict[int, int]:
    """The quorum among those whom nothing binds to a candidate; where all are bound, it cannot be reached."""
    return {pk: max(1, min(edition.quorum, len(free))) for pk, free in unbound_each(edition, candidates).items()}


def jurors_per_candidate(edition: Edition) -> dict[int, int]:
    """How many jurors have sent scores, by candidate: progress, not a score."""
    counted = counting_scores(edition).values_list("candidate")
    return dict(counted.annotate(Count("juror__user", distinct=True)))
