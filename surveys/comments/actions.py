from django.db import transaction
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.rules import check_phase
from award.editions.states import Phase, since
from nominations.candidates.models import Candidate
from surveys.comments.models import Comment, Handover
from surveys.comments.rules import check_all_decided, check_handed_over, check_not_handed_over, check_seen, check_text
from surveys.comments.selectors import longest, numbers, texts
from surveys.comments.states import Moderation
from surveys.questionnaire.texts import inert


@transaction.atomic
def show(*, comment: Comment, text: str | None = None) -> None:
    """As it was written, or with another text in its place. The original stays until the handover."""
    candidate = _held(comment.candidate_id)
    check_not_handed_over(candidate)
    instead = inert(comment.text if text is None else text).strip()
    check_text(instead, longest(candidate.edition, comment.question))
    is_same = instead == inert(comment.text).strip()
    _decide(comment, Moderation.SHOWN, "" if is_same else instead)


@transaction.atomic
def withhold(*, comment: Comment) -> None:
    check_not_handed_over(_held(comment.candidate_id))
    _decide(comment, Moderation.WITHHELD)


@transaction.atomic
def undecide(*, comment: Comment) -> None:
    """The text waits again, as it was written."""
    check_not_handed_over(_held(comment.candidate_id))
    _decide(comment, Moderation.WAITING)


@transaction.atomic
def hand_over(*, candidate: Candidate, seen: str, by: Numbered | None) -> Handover:
    """The jury may read what is shown; originals and what is withheld are destroyed. The trail keeps numbers only.

    `seen` is the fingerprint of the decisions that were confirmed.
    """
    here = _held(candidate.pk)
    check_not_handed_over(here)
    rows = list(texts(here))
    check_all_decided(rows)
    check_seen(rows, seen)
    found = numbers(rows)
    shown = [row for row in rows if row.state == Moderation.SHOWN]
    for row in shown:
        row.text, row.shown_text = inert(row.shown_text or row.text), ""
    Comment.objects.bulk_update(shown, ["text", "shown_text"])
    texts(here).filter(state=Moderation.WITHHELD).delete()
    facts = {"as_written": found.as_written, "changed": found.changed, "withheld": found.withheld}
    record(here.edition, gettext_noop("handed texts to the jury"), by=by, candidate=here.code, **facts)
    return Handover.objects.create(candidate=here, **facts)


@transaction.atomic
def remove(*, comment: Comment, by: Numbered | None) -> None:
    """Somebody recognised a text and asked for it to go: it is gone, and the trail says that one is."""
    candidate = _held(comment.candidate_id)
    check_handed_over(candidate)
    deleted, _rows = Comment.objects.filter(pk=comment.pk).delete()
    if deleted:
        record(candidate.edition, gettext_noop("removed a text"), by=by, candidate=candidate.code)


def _held(candidate_id: int) -> Candidate:
    """The candidate, locked: a decision and the handover wait for each other."""
    candidate = Candidate.objects.select_for_update(of=("self",)).select_related("edition").get(pk=candidate_id)
    check_phase(candidate.edition, since(Phase.SCREENING))
    return candidate


def _decide(comment: Comment, state: Moderation, shown_text: str = "") -> None:
    Comment.objects.filter(pk=comment.pk).update(state=state, shown_text=shown_text)
