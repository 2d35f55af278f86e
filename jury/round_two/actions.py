from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from award.accounts.models import Seat
from award.audit.actions import Numbered, record
from award.content.reading import RoundTwo
from jury.round_two.models import Description, Finalist, KeyFigure, Portfolio, Score
from jury.round_two.portfolios import Figure, Reading, reading, tidy
from jury.round_two.rules import (
    Scores,
    check_complete,
    check_fits,
    check_may_drop,
    check_may_pick,
    check_may_read,
    check_may_score,
    check_may_write,
    check_nobody_saved_since,
    check_not_sent_since,
    check_scores,
)
from jury.round_two.selectors import locked, own_scores, portfolio, revision_of
from nominations.candidates.models import Candidate


@transaction.atomic
def save_portfolio(
    *,
    candidate: Candidate,
    texts: Mapping[str, str],
    figures: Sequence[Figure],
    by: Numbered | None,
    now: datetime,
    revision: int | None = None,
) -> Portfolio:
    """Keep what a candidate has written so far, complete or not. What is handed in stays complete.

    `revision` is the one the page was opened with; None takes whatever stands there.
    """
    edition = locked(candidate.edition_id)
    check_may_write(edition, candidate, now)
    kept = _keep(edition.content.round_two, candidate, texts, figures, revision)
    if kept.handed_in_at:
        check_complete(edition.content.round_two, tidy(edition.content.round_two, texts, figures))
    record(edition, gettext_noop("saved a description"), by=by, candidate=candidate.code, revision=kept.revision)
    return kept


@transaction.atomic
def hand_in(
    *,
    candidate: Candidate,
    by: Numbered | None,
    now: datetime,
    texts: Mapping[str, str] | None = None,
    figures: Sequence[Figure] = (),
    revision: int | None = None,
) -> Portfolio:
    """Give the description to the jury: what is typed now, or what was saved before. Incomplete, nothing is stored."""
    edition = locked(candidate.edition_id)
    asked = edition.content.round_two
    check_may_write(edition, candidate, now)
    if texts is not None:
        _keep(asked, candidate, texts, figures, revision)
    kept = portfolio(candidate) or Portfolio(candidate=candidate)
    check_complete(asked, reading(asked, kept if kept.pk else None))
    kept.handed_in_at = now
    kept.save()
    record(edition, gettext_noop("handed in a description"), by=by, candidate=candidate.code, revision=kept.revision)
    return kept


def _keep(
    asked: RoundTwo,
    candidate: Candidate,
    texts: Mapping[str, str],
    figures: Sequence[Figure],
    revision: int | None,
) -> Portfolio:
    written = tidy(asked, texts, figures)
    check_fits(asked, texts, written)
    kept = portfolio(candidate) or Portfolio.objects.create(candidate=candidate)
    if written == reading(asked, kept):
        return kept
    check_nobody_saved_since(kept, revision)
    kept.revision += 1
    kept.save()
    _write(kept, written)
    return kept


def _write(kept: Portfolio, written: Reading) -> None:
    kept.descriptions.all().delete()
    kept.key_figures.all().delete()
    Description.objects.bulk_create(
        Description(portfolio=kept, area=each.area.code, text=each.text) for each in written.areas
    )
    KeyFigure.objects.bulk_create(
        KeyFigure(portfolio=kept, position=place, **row) for place, row in enumerate(written.figures, 1)
    )


@transaction.atomic
def score(
    *, candidate: Candidate, scores: Scores, by: Seat, revision: int | None = None, now: datetime | None = None
) -> int:
    """Send a juror's scores of every area, as a new revision beside the earlier ones. Returns its number.

    The same scores sent twice are one revision. `revision` is the one the page was opened with.
    """
    edition = locked(candidate.edition_id)
    check_may_score(edition, candidate, by, now or timezone.now())
    check_scores(edition.content.round_two, scores)
    last = revision_of(by, candidate)
    given = {area: (value, comment.strip()) for area, (value, comment) in scores.items()}
    stands = {each.area: (each.value, each.comment) for each in own_scores(by, candidate).filter(revision=last)}
    if given == stands:
        return last
    check_not_sent_since(last, revision)
    Score.objects.bulk_create(
        Score(juror=by, candidate=candidate, area=area, value=value, comment=comment, revision=last + 1)
        for area, (value, comment) in given.items()
    )
    record(edition, gettext_noop("scored a description"), by=by, candidate=candidate.code, revision=last + 1)
    return last + 1


@transaction.atomic
def pick_finalist(*, candidate: Candidate, reason: str, by: Seat) -> Finalist:
    edition = locked(candidate.edition_id)
    check_may_pick(edition, candidate, reason.strip(), by)
    record(edition, gettext_noop("picked a finalist"), by=by, candidate=candidate.code, reason=reason.strip())
    return Finalist.objects.create(candidate=candidate, reason=reason.strip(), picked_by=by)


@transaction.atomic
def drop_finalist(*, candidate: Candidate, by: Seat) -> None:
    """Take a candidate off the finalists again, while they are being picked. The reason goes; the trail keeps it."""
    edition = locked(candidate.edition_id)
    finalist = Finalist.objects.filter(candidate=candidate).first()
    check_may_drop(edition, finalist)
    check_may_read(edition, candidate, by)
    record(edition, gettext_noop("dropped a finalist"), by=by, candidate=candidate.code)
    Finalist.objects.filter(candidate=candidate).delete()
