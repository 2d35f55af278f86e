"""What happens in each phase of a rehearsal: wholly, when the award goes on, or half, when it stops there."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from award.accounts.models import Seat
from award.codes import new_code
from award.editions.actions import set_dates
from award.editions.states import Phase
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
from nominations.candidates import actions as candidates
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from nominations.candidates.states import Kind
from nominations.intake import actions as intake
from nominations.intake.models import Nomination
from surveys.ballots import actions as ballots
from surveys.ballots import keys
from surveys.comments import actions as moderation
from surveys.comments import selectors as comments
from surveys.counting.actions import count, destroy_keys
from surveys.counting.selectors import results
from surveys.invitations.actions import invite
from surveys.rosters import actions as rosters
from surveys.rosters.links import ticket_of
from surveys.rosters.selectors import roster
from surveys.selves import actions as selves
from surveys.workplaces import actions as workplaces

RESPONSE = 0.85
LARGE_JURY = 3


def nominations(walk: Walk, *, whole: bool) -> None:
    """Strangers nominate; the organisers make candidates of it and ask them."""
    sorted_until = walk.size.candidates if whole else (walk.size.candidates + 1) // 2
    for number in range(walk.size.candidates):
        part = cast.part(number)
        written = [_nominate(walk, part) for _ in range(1 + number % 3)]
        if number < sorted_until:
            candidate = intake.make_candidate(
                edition=walk.edition,
                nominations=written,
                name=part.name,
                employer=part.employer,
                title=part.title,
                kind=Kind.GROUP if part.is_group else Kind.PERSON,
                leaders=[(leader, cast.address(leader, part.host)) for leader in part.leaders],
                language=walk.edition.language,
                by=walk.organiser,
            )
            candidates.ask_consent(candidate=candidate, by=walk.organiser)
            if whole or number % 3:
                for leader in candidate.leaders.all():
                    candidates.answer_consent(leader=leader, accepts=True)
    walk.candidates = sorted(accepted(walk.edition), key=lambda each: each.pk)


def _nominate(walk: Walk, part: cast.Part) -> Nomination:
    receipt = new_code()
    walk.receipts.append(receipt)
    traits = [trait.code for trait in walk.edition.content.traits]
    picked = walk.rng.choice(traits, size=min(2, len(traits)), replace=False)
    story = cast.NOMINATIONS[len(walk.receipts) % len(cast.NOMINATIONS)]
    return intake.submit(
        edition=walk.edition,
        receipt=receipt,
        kind=Kind.GROUP if part.is_group else Kind.PERSON,
        name=part.name,
        title=part.title,
        employer=part.employer,
        contact="",
        reason=story.format(name=part.leaders[0].split()[0]),
        traits=[str(trait) for trait in picked],
        source=("employee", "customer", "peer")[len(walk.receipts) % 3],
        today=walk.today - timedelta(days=8),
        now=timezone.now(),
    )


def surveys(walk: Walk, *, whole: bool) -> None:
    """Rosters, the count code, invitations; employees and leaders answer."""
    closes_at = timezone.now() + timedelta(days=10)  # the invitations name it, and the days of the reminders
    set_dates(walk.edition, {Phase.SURVEYS: (walk.today - timedelta(days=10), closes_at)}, by=walk.organiser)
    walk.count_code = keys.make_count_key(edition=walk.edition, by=walk.organiser)
    keys.prove_count_key(edition=walk.edition, code=walk.count_code, by=walk.organiser)
    for number, candidate in enumerate(walk.candidates):
        host = cast.part(number).host
        text = "\n".join(f"adviser{place:03d}@{host}.example" for place in range(1, walk.size.employees + 1))
        rosters.set_roster(candidate=candidate, text=text, by=walk.organiser)
        _speak_for(number, candidate, walk)
    invite(edition=walk.edition, by=walk.organiser, now=timezone.now())
    for number, candidate in enumerate(walk.candidates):
        _answer(walk, number, candidate, share=RESPONSE if whole else RESPONSE / 2)
        if whole or number % 2:
            _assess(walk, number, candidate)
        elif number:
            _begin_to_assess(walk, number, candidate)


def _speak_for(number: int, candidate: Candidate, walk: Walk) -> None:
    """Most workplaces confirm how many they are; one in four leaves that open, and one has not been asked."""
    if number == 1:
        return
    here = workplaces.ask_contact(
        candidate=candidate,
        name=cast.CONTACT,
        email=f"hr@{cast.part(number).host}.example",
        language=candidate.language,
        by=walk.organiser,
    )
    if number % 4 != 3:
        yes = {"employer_agrees": True, "is_voluntary": True, "representatives_know": True}
        workplaces.answer(workplace=here, people=walk.size.employees + number % 3, **yes, now=timezone.now())


def _answer(walk: Walk, number: int, candidate: Candidate, *, share: float) -> None:
    scale = walk.edition.content.survey.scale
    invited = list(roster(candidate))
    answering = max(min(walk.edition.threshold, len(invited)), round(share * len(invited)))
    for place, invitee in enumerate(invited):
        ticket = ticket_of(invitee)
        if place >= answering:
            walk.tickets.append(ticket)
            continue
        given = answers.employee(walk.levels[number], walk.truth[number], scale, walk.rng)
        given |= answers.beside(walk.edition.content, cast.comments_of(place), walk.rng)
        ballots.submit(ticket=ticket, w=new_code(), given=given, now=timezone.now())


def _assess(walk: Walk, number: int, candidate: Candidate) -> None:
    scale = walk.edition.content.survey.scale
    for leader in candidate.leaders.select_related("seat"):
        given = answers.leader(walk.levels[number], walk.truth[number], scale, walk.rng)
        given |= answers.beside(walk.edition.content, (), walk.rng)
        selves.hand_in(leader=leader, given=given, by=leader.seat, now=timezone.now())


def _begin_to_assess(walk: Walk, number: int, candidate: Candidate) -> None:
    """Half-way through the surveys some leaders have saved a part for later."""
    scale = walk.edition.content.survey.scale
    for leader in candidate.leaders.all():
        given = answers.leader(walk.levels[number], walk.truth[number], scale, walk.rng)
        some = dict(list(given.items())[: 2 * len(given) // 3])
        selves.save(leader=leader, given=some, now=timezone.now())


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


STEPS = {
    Phase.NOMINATIONS: nominations,
    Phase.SURVEYS: surveys,
    Phase.SCREENING: screening_,
    Phase.ROUND_TWO: round_two_,
    Phase.SCORING: scoring,
    Phase.FINALS: finals_,
    Phase.DECISION: decision_,
}
