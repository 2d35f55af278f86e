"""What the jury does in a rehearsal, from the count to the confirmed winner."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from award.accounts.models import Seat
from jury.conflicts import actions as conflicts
from jury.conflicts.actions import Said
from jury.conflicts.selectors import is_barred, readable, settled_by
from jury.conflicts.states import Standing, Tie
from jury.counting.measuring import measure
from jury.decision import actions as decision
from jury.decision.selectors import takes_part, totals
from jury.finals import actions as finals
from jury.finals.models import Visit
from jury.rehearsal import answers, cast
from jury.rehearsal.walk import Walk
from jury.round_two import actions as round_two
from jury.round_two.selectors import finalists, round_two_values
from jury.shortlist import actions as shortlisting
from jury.shortlist.letters import send_letters
from jury.shortlist.selectors import places, shortlist
from jury.shortlist.states import Choice
from nominations.candidates.models import Candidate
from surveys.comments import actions as moderation
from surveys.comments import selectors as comments
from surveys.counting.actions import count, destroy_keys
from surveys.counting.selectors import results

LARGE_JURY = 3


def screening_(walk: Walk, *, whole: bool) -> None:
    """The count, proposals, the chair's shortlist down the ranking with reasons, and its publication."""
    frozen = count(edition=walk.edition, code=walk.count_code, measure=measure, by=walk.organiser)
    destroy_keys(edition=walk.edition, sha256=frozen.sha256, by=walk.organiser)
    _declare_ties(walk)
    _moderate(walk, walk.candidates if whole else walk.candidates[1:])
    released = results(walk.edition)
    ranked = sorted(
        released.candidates if released else (), key=lambda each: (each.rank is None, each.rank or 0, each.code)
    )
    by_code = {candidate.code: candidate for candidate in walk.candidates}
    room = places(walk.edition, len(walk.candidates))
    for place, result in enumerate(ranked):
        _propose(walk, by_code[result.code], _leaning(place, room), everybody=whole or place <= room // 2)
    for place, result in enumerate(ranked if whole else ranked[: room // 2 + 1]):
        goes_on = place < room
        shortlisting.decide(
            candidate=by_code[result.code],
            is_shortlisted=goes_on,
            reason=cast.SHORTLIST_REASONS[place % len(cast.SHORTLIST_REASONS)] if goes_on else cast.NOT_SHORTLISTED,
            by=walk.chair,
        )
    if whole:
        shortlisting.publish(edition=walk.edition, by=walk.organiser)
        send_letters(walk.edition, most=2 * len(walk.candidates) + 1)


def _leaning(place: int, room: int) -> str:
    """What a careful reader proposes for somebody at this place of the ranking."""
    if place < room - 1:
        return Choice.YES
    return Choice.DISCUSS if place <= room else Choice.NO


def _propose(walk: Walk, candidate: Candidate, choice: str, *, everybody: bool) -> None:
    """Each of the jury who may read about the candidate proposes alone; half-way, only some have come so far."""
    for juror in walk.jury if everybody else walk.jury[1::2]:
        if readable(walk.edition, juror).filter(pk=candidate.pk).exists():
            shortlisting.propose(candidate=candidate, choice=choice, reason=cast.PROPOSALS[choice], by=juror)


def _declare_ties(walk: Walk) -> None:
    """The jury says what binds it: nearly all nothing; in a larger jury one is recused, and one tie is waived."""
    everybody, large = list(walk.candidates), len(walk.jury) > LARGE_JURY
    for place, seat in enumerate(walk.jury):
        said = {each: Said(Standing.NONE) for each in everybody}
        if large and place == len(walk.jury) - 1:
            said[everybody[-1]] = Said(Standing.RECUSED, Tie.EMPLOYER, cast.RECUSED)
        if large and place == len(walk.jury) - 2:
            said[everybody[0]] = Said(Standing.DECLARED, Tie.CUSTOMER, cast.TIE)
        conflicts.declare(edition=walk.edition, said=said, by=seat)
    for declaration in settled_by(walk.edition, walk.chair).filter(standing=Standing.DECLARED):
        conflicts.settle(declaration=declaration, waives=True, because=cast.WAIVED, by=walk.chair)


def _moderate(walk: Walk, candidates: Sequence[Candidate]) -> None:
    """An organiser reads what employees wrote and takes out what tells who wrote it."""
    for candidate in candidates:
        for comment in comments.texts(candidate):
            moderation.show(comment=comment, text=cast.MODERATED.get(comment.text))
        if comments.texts(candidate).exists():
            seen = comments.fingerprint(comments.texts(candidate))
            moderation.hand_over(candidate=candidate, seen=seen, by=walk.organiser)


def round_two_(walk: Walk, *, whole: bool) -> None:
    """Shortlisted leaders describe their work; each gives two or three key figures."""
    going_on = list(shortlist(walk.edition))
    for candidate in going_on if whole else going_on[: len(going_on) // 2 + 1]:
        leader = candidate.leaders.select_related("seat").first()
        if leader is None or leader.seat is None:
            continue
        content = walk.edition.content.round_two
        texts = {
            area.code: cast.DESCRIPTIONS[place % len(cast.DESCRIPTIONS)] for place, area in enumerate(content.areas)
        }
        columns = ("name", "before", "after", "period", "source")
        figures = [dict(zip(columns, row, strict=True)) for row in cast.KEY_FIGURES[: content.key_figures_max]]
        round_two.save_portfolio(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=timezone.now())
        round_two.hand_in(candidate=candidate, by=leader.seat, now=timezone.now())


def scoring(walk: Walk, *, whole: bool) -> None:
    """Each juror scores alone; then the chair picks the finalists, the best first."""
    content = walk.edition.content.round_two
    for candidate in shortlist(walk.edition):
        for juror in _free(walk.jury if whole else walk.jury[: len(walk.jury) // 2], candidate):
            given = {
                area.code: (answers.score(walk.quality(candidate), content.scale, walk.rng), "")
                for area in content.areas
            }
            round_two.score(candidate=candidate, scores=given, by=juror, now=timezone.now())
    if whole:
        values = round_two_values(walk.edition).sort_values(ascending=False)
        by_code = {candidate.code: candidate for candidate in walk.candidates}
        for code in values.index[: walk.size.finalists]:
            round_two.pick_finalist(candidate=by_code[str(code)], reason=cast.FINALIST_REASON, by=walk.chair)


def _free(jury: Sequence[Seat], candidate: Candidate) -> list[Seat]:
    """Those whom nothing binds to this candidate."""
    return [each for each in jury if not is_barred(each.user_id, Candidate.objects.filter(pk=candidate.pk))]


def finals_(walk: Walk, *, whole: bool) -> None:
    """Two observers a day at each finalist's workplace: notes first, then ratings."""
    going_on = list(finalists(walk.edition))
    for place, candidate in enumerate(going_on if whole else going_on[: len(going_on) // 2 + 1]):
        free = _free(walk.jury, candidate)
        pair = [free[place % len(free)], free[(place + 1) % len(free)]]
        visit = finals.plan_visit(
            candidate=candidate, on=walk.today + timedelta(days=place - 3), observers=pair, by=walk.organiser
        )
        for turn, observer in enumerate(visit.observers.order_by("pk")):
            _observe(walk, visit, observer, turn)
            if whole or place == 0:
                _rate(walk, visit, observer)


def _observe(walk: Walk, visit: Visit, observer: Seat, turn: int) -> None:
    for place, trait in enumerate(walk.edition.content.traits):
        kind, tone, text = cast.OBSERVATIONS[(2 * place + turn) % len(cast.OBSERVATIONS)]
        finals.observe(
            visit=visit, trait=trait.code, kind=kind, tone=tone, text=text, client_id=uuid.uuid4(), by=observer
        )


def _rate(walk: Walk, visit: Visit, observer: Seat) -> None:
    quality = walk.quality(visit.candidate)
    ratings = {
        trait.code: answers.score(quality, trait.points, walk.rng, unlike=0.15) for trait in walk.edition.content.traits
    }
    finals.rate(visit=visit, ratings=ratings, by=observer)


def decision_(walk: Walk, *, whole: bool) -> None:
    """The jury votes; the chair proposes; two people confirm."""
    ranked = totals(walk.edition)
    best, *others = [total.candidate for total in sorted(ranked, key=lambda total: total.rank or len(ranked))]
    voters = [each for each in walk.jury if takes_part(walk.edition, each)]
    for place, juror in enumerate(voters if whole else voters[1:]):
        choice = others[0] if others and place and place % 5 == 0 else best
        decision.vote(edition=walk.edition, candidate=choice, reason=cast.VOTE_REASON, by=juror)
    if whole:
        decision.propose_verdict(
            edition=walk.edition, candidate=best, citation=cast.CITATION, reason=cast.VERDICT_REASON, by=walk.chair
        )
        decision.confirm_verdict(edition=walk.edition, by=walk.chair)
        decision.confirm_verdict(edition=walk.edition, by=walk.second_organiser)
