import pytest
from django.utils import timezone

from award.codes import new_code
from award.editions.models import Edition
from award.editions.states import Phase
from jury.counting.measuring import measure
from surveys.ballots.actions import submit
from surveys.counting.actions import count
from surveys.counting.coverage import NOBODY_SAYS, coverage, covered
from surveys.counting.selectors import results
from surveys.invitations.actions import invite
from surveys.rosters.actions import set_roster
from surveys.rosters.links import ticket_of
from surveys.rosters.selectors import Headcount, roster
from surveys.workplaces.actions import answer, ask_contact

COUNTED = {"code": "C01", "outcome": "counted", "flags": ["low_response"]}


@pytest.mark.parametrize(
    ("invited", "people", "said"),
    [
        (26, 26, "whole"),
        (25, 26, "most"),
        (20, 25, "most"),
        (19, 25, "part"),
        (27, 26, "beyond"),
        (26, None, "unknown"),
        (None, 26, "unknown"),
    ],
)
def test_how_much_of_a_team_was_asked_is_a_class(invited, people, said):
    assert coverage(invited, people) == said


def test_a_team_of_which_only_a_part_was_asked_is_flagged():
    shown = covered(COUNTED, 8, Headcount(people=20, is_confirmed=True))

    assert shown == {
        **COUNTED,
        "flags": ["low_response", "part_asked"],
        "coverage": "part",
        "headcount_confirmed": True,
    }


def test_a_headcount_nobody_confirmed_is_shown_as_such_and_blocks_nothing():
    shown = covered(COUNTED, 20, Headcount(people=20, is_confirmed=False))

    assert (shown["coverage"], shown["headcount_confirmed"], shown["flags"]) == ("whole", False, ["low_response"])


def test_of_a_team_with_too_few_answers_nothing_is_said():
    silent = {"code": "C02", "outcome": "too_few", "flags": []}

    assert covered(silent, 20, Headcount(20, True)) == covered(silent, None, NOBODY_SAYS)


def test_the_release_says_how_much_of_the_team_was_asked(
    survey, count_code, candidate, organiser, team_text, outbox, whole, employee
):
    contact = ask_contact(candidate=candidate, name="Solveig", email="hr@nordlys.example", language="en", by=organiser)
    answer(
        workplace=contact,
        people=20,
        employer_agrees=True,
        is_voluntary=True,
        representatives_know=True,
        now=timezone.now(),
    )
    set_roster(candidate=candidate, text=team_text, by=organiser)
    invite(edition=survey, by=organiser, now=timezone.now())
    for person in roster(candidate):
        submit(ticket=ticket_of(person), w=new_code(), given=whole, now=timezone.now())
    Edition.objects.filter(pk=survey.pk).update(phase=Phase.SCREENING)
    survey.refresh_from_db()

    count(edition=survey, code=count_code, measure=measure, by=organiser)

    (shown,) = results(survey).candidates
    assert (shown.coverage, shown.headcount_confirmed) == ("part", True)
    assert "part_asked" in shown.flags
