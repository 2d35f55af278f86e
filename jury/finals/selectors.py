from collections import Counter
from dataclasses import dataclass

import pandas as pd
from django.db.models import QuerySet

from award.accounts.models import Seat
from award.content.reading import Trait
from award.editions.barriers import Thing, may_see
from award.editions.models import Edition
from jury.conflicts.selectors import barred, readable
from jury.finals.models import Observation, TraitRating, Visit
from jury.finals.states import Kind
from jury.round_two.selectors import finalists, finalists_for
from jury.round_two.sheets import one_decimal
from jury.stats.scale import Scale
from jury.stats.totals import mean_scores, to_hundred
from nominations.candidates.models import Candidate

# ---- visits ---------------------------------------------------------------------------------------------------------


def visits(edition: Edition) -> QuerySet[Visit]:
    found = Visit.objects.filter(candidate__edition=edition).select_related("candidate")
    return found.prefetch_related("observers__user", "ratings").order_by("on", "candidate__name")


def visits_of(edition: Edition, seat: Seat) -> QuerySet[Visit]:
    """The visits of a person, whichever of their seats they come with."""
    return visits_for(edition, seat).filter(observers__user=seat.user_id)


def visits_for(edition: Edition, seat: Seat) -> QuerySet[Visit]:
    """The visits to those this seat may read about."""
    return visits(edition).filter(candidate__in=readable(edition, seat).values("pk"))


def visit_to(candidate: Candidate) -> Visit | None:
    return visits(candidate.edition).filter(candidate=candidate).first()


@dataclass(frozen=True)
class Planned:
    """A finalist and what is planned: the visit, and which of its observers have rated every trait."""

    candidate: Candidate
    visit: Visit | None
    observers: list[Seat]
    rated: list[Seat]

    @property
    def is_planned(self) -> bool:
        return len(self.observers) == 2 and self.visit is not None and self.visit.on is not None

    @property
    def waiting_for(self) -> list[Seat]:
        return [seat for seat in self.observers if seat not in self.rated]

    @property
    def is_done(self) -> bool:
        return self.is_planned and not self.waiting_for


def plan(edition: Edition, seat: Seat | None = None) -> list[Planned]:
    """Every finalist, planned or not; for a seat those it may read about."""
    known = {visit.candidate_id: visit for visit in visits(edition)}
    listed = finalists_for(edition, seat) if seat else finalists(edition)
    return [_planned(edition, candidate, known.get(candidate.pk)) for candidate in listed]


def _planned(edition: Edition, candidate: Candidate, visit: Visit | None) -> Planned:
    if visit is None:
        return Planned(candidate, None, [], [])
    observers = sorted(visit.observers.all(), key=str)
    return Planned(candidate, visit, observers, [seat for seat in observers if has_rated(edition, visit, seat)])


def has_rated(edition: Edition, visit: Visit, observer: Seat) -> bool:
    """Whether this observer has rated every trait of the edition."""
    rated = {rating.trait for rating in visit.ratings.all() if rating.observer_id == observer.pk}
    return {trait.code for trait in edition.content.traits} <= rated


# ---- an observer's notes and ratings --------------------------------------------------------------------------------


def notes(visit: Visit, observer: Seat) -> QuerySet[Observation]:
    """An observer's own notes, the newest first, with those taken back."""
    return Observation.objects.filter(visit=visit, observer=observer).order_by("-pk")


def noted_traits(visit: Visit, observer: Seat) -> set[str]:
    return set(notes(visit, observer).filter(is_taken_back=False).values_list("trait", flat=True))


def has_left_traces(visit: Visit, observer: Seat) -> bool:
    """Whether an observer has notes or ratings here, and so cannot be replaced."""
    return notes(visit, observer).exists() or TraitRating.objects.filter(visit=visit, observer=observer).exists()


@dataclass(frozen=True)
class PadRow:
    """A trait with how often it was seen, heard, told and shown. Zero is said, not hidden."""

    trait: Trait
    counts: list[tuple[Kind, int]]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


def pad(edition: Edition, visit: Visit, observer: Seat) -> list[PadRow]:
    kept = notes(visit, observer).filter(is_taken_back=False).values_list("trait", "kind")
    counted = Counter((trait, kind) for trait, kind in kept)
    return [PadRow(t, [(k, counted[t.code, k.value]) for k in Kind]) for t in edition.content.traits]


def ratings_of(visit: Visit, observer: Seat) -> dict[str, int]:
    return dict(TraitRating.objects.filter(visit=visit, observer=observer).values_list("trait", "value"))


def ratings_open_to(edition: Edition, visit: Visit, observer: Seat) -> QuerySet[TraitRating]:
    """The other observer's ratings, once the observer's own are sent."""
    others = ratings(edition).filter(visit=visit).exclude(observer=observer).select_related("observer__user")
    is_open = may_see(observer.role, Thing.OTHERS_SCORES, edition.phase) and has_rated(edition, visit, observer)
    return others if is_open else others.none()


BARRED = barred("observer__user", "visit__candidate")


def ratings(edition: Edition) -> QuerySet[TraitRating]:
    """The ratings of those whom nothing binds to the candidate; the others' stay stored and do not count."""
    return TraitRating.objects.filter(~BARRED, visit__candidate__edition=edition)


# ---- what the jury reads and what it is worth -----------------------------------------------------------------------


def observations(candidate: Candidate) -> QuerySet[Observation]:
    """All notes that stand, of all observers."""
    kept = Observation.objects.filter(~BARRED, visit__candidate=candidate, is_taken_back=False)
    return kept.select_related("observer__user").order_by("pk")


@dataclass(frozen=True)
class TraitReading:
    """What a visit brought on one trait: each observer's rating in the visit's order, their mean, and the notes."""

    trait: Trait
    values: list[str]
    mean: str
    notes: list[Observation]


def trait_readings(edition: Edition, visit: Visit) -> list[TraitReading]:
    noted = list(observations(visit.candidate))
    rated = {(rating.observer_id, rating.trait): rating.value for rating in ratings(edition).filter(visit=visit)}
    observers = [seat.pk for seat in visit.observers.all()]
    return [
        _reading(trait, [rated.get((pk, trait.code)) for pk in observers], [n for n in noted if n.trait == trait.code])
        for trait in edition.content.traits
    ]


def _reading(trait: Trait, values: list[int | None], noted: list[Observation]) -> TraitReading:
    given = [value for value in values if value is not None]
    mean = one_decimal(sum(given) / len(given)) if given else "–"
    return TraitReading(trait, ["–" if value is None else str(value) for value in values], mean, noted)


def ratings_frame(edition: Edition) -> pd.DataFrame:
    """All ratings, one row each: observer (seat), candidate (code), trait, value."""
    rows = ratings(edition).order_by("visit__candidate__code", "pk")
    values = list(rows.values_list("observer", "visit__candidate__code", "trait", "value"))
    return pd.DataFrame(values, columns=["observer", "candidate", "trait", "value"]).astype({"value": float})


def trait_means(edition: Edition) -> pd.DataFrame:
    """Per candidate and trait the mean of the observers, in the order of the edition's traits."""
    frame = ratings_frame(edition).rename(columns={"observer": "juror", "trait": "criterion"})
    return mean_scores(frame).reindex(columns=[trait.code for trait in edition.content.traits])


def finals_values(edition: Edition) -> pd.Series:
    """Candidate code -> 0..100: the mean over the traits, which count alike; NaN while a trait is not rated."""
    points = edition.content.traits[0].points
    return to_hundred(trait_means(edition).mean(axis=1, skipna=False), Scale(points.low, points.high))
