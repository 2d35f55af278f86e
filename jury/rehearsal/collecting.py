"""What people bring in a rehearsal: nominations first, then the answers of employees and leaders."""

from datetime import timedelta

from django.utils import timezone

from award.codes import new_code
from award.editions.actions import set_dates
from award.editions.states import Phase
from jury.rehearsal import answers, cast
from jury.rehearsal.walk import Walk
from nominations.candidates import actions as candidates
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from nominations.candidates.states import Kind
from nominations.intake import actions as intake
from nominations.intake.models import Nomination
from nominations.sorting.actions import make_candidate
from surveys.ballots import actions as ballots
from surveys.ballots import keys
from surveys.invitations.actions import invite
from surveys.rosters import actions as rosters
from surveys.rosters.links import ticket_of
from surveys.rosters.selectors import roster
from surveys.selves import actions as selves
from surveys.workplaces import actions as workplaces

RESPONSE = 0.85


def nominations(walk: Walk, *, whole: bool) -> None:
    """Strangers nominate; the organisers make candidates of it and ask them."""
    sorted_until = walk.size.candidates if whole else (walk.size.candidates + 1) // 2
    for number in range(walk.size.candidates):
        part = cast.part(number)
        written = [_nominate(walk, part) for _ in range(1 + number % 3)]
        if number < sorted_until:
            candidate = make_candidate(
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
