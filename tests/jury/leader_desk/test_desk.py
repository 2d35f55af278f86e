"""What a leader reads at their desk, phase by phase, and what never stands there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.editions.actions import set_dates
from award.editions.models import Edition
from award.editions.registers import signpost, signposts
from award.editions.states import ORDER, Phase
from jury.models import ShortlistDecision
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.states import Consent, Kind
from surveys.counting.models import Release
from surveys.questionnaire import Questionnaire
from surveys.selves.actions import hand_in


@pytest.fixture
def read(sign_in, leader, edition):
    """The desk of Åse Østberg, as words; of somebody else, if they are named."""

    def words(seat=None):
        response = sign_in(seat or leader.seat).get(f"/{edition.slug}/leader/")
        assert response.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())

    return words


@pytest.fixture
def second(edition, leader):
    """Aslaug Fæhn, who leads the centre together with Åse Østberg."""
    Candidate.objects.filter(pk=leader.candidate_id).update(kind=Kind.GROUP)
    seat = give_seat(edition=edition, email="aslaug@nordlys.example", role=Role.LEADER, name="Aslaug Fæhn", by=None)
    return Leader.objects.create(
        candidate=leader.candidate,
        name="Aslaug Fæhn",
        email="aslaug@nordlys.example",
        consent=Consent.ACCEPTED,
        seat=seat,
    )


def assess(leader, edition):
    given = {item.code: "4" for item in Questionnaire.of(edition).items}
    hand_in(leader=leader, given=given, by=leader.seat, now=timezone.now())


@pytest.mark.parametrize("phase", ORDER)
def test_the_desk_opens_in_every_phase(read, edition, at, phase):
    at(edition, phase)

    words = read()

    assert "Your way through the award" in words
    assert "Questions, and stepping back" in words


def test_the_survey_asks_for_the_self_assessment_and_says_by_when(read, edition, at):
    closes_at = timezone.now() + timedelta(days=3)
    set_dates(edition, {Phase.SURVEYS: (None, closes_at)}, by=None)
    at(edition, Phase.SURVEYS)

    words = read()

    assert "This is yours now." in words
    assert "Your self-assessment Not handed in yet. Until" in words


def test_what_is_handed_in_is_said(read, edition, leader, at):
    at(edition, Phase.SURVEYS)
    assess(leader, edition)

    at(edition, Phase.SCREENING)

    words = read()
    assert "✓ Your self-assessment is handed in." in words
    assert "There is nothing you need to do now." in words
    assert "Handed in; it can no longer be changed." in words


def test_the_promise_stands_there_word_for_word(read, edition, at):
    at(edition, Phase.SURVEYS)

    words = read()

    assert "Taking part is voluntary, and nobody is told whether you did." in words
    assert "only if at least 5 of your team answered" in words


def test_no_promise_is_shown_for_answers_collected_elsewhere(read, edition, at):
    at(edition, Phase.SCREENING)
    Release.objects.create(edition=edition, origin="imported", payload={}, sha256="0" * 64)

    assert "What your employees are promised" not in read()


def test_the_leaders_of_a_group_read_of_each_other_and_of_no_answers(read, edition, leader, second, at):
    at(edition, Phase.SURVEYS)
    assess(second, edition)

    words = read()

    assert "Who leads with you Aslaug Fæhn" in words
    assert "Not handed in yet." in words
    assert "Who leads with you Åse Østberg" in read(second.seat)


def test_round_two_asks_the_shortlisted_for_their_description(read, edition, leader, chair, at):
    ShortlistDecision.objects.create(candidate=leader.candidate, is_shortlisted=True, reason="Heard.", decided_by=chair)
    at(edition, Phase.ROUND_TWO)

    words = read()

    assert "This is yours now. Your description Not begun yet." in words
    assert "You are on the shortlist" in words


def test_round_two_tells_the_others_kindly(read, edition, at):
    at(edition, Phase.ROUND_TWO)

    words = read()

    assert "There is nothing you need to do now." in words
    assert "You are not among them this year." in words


def test_before_round_two_nobody_reads_how_the_jury_has_decided(read, edition, leader, chair, at):
    ShortlistDecision.objects.create(candidate=leader.candidate, is_shortlisted=True, reason="Heard.", decided_by=chair)
    at(edition, Phase.SCREENING)

    words = read()

    assert "You are on the shortlist" not in words
    assert "If you are shortlisted" in words


def test_what_the_floors_plant_for_leaders_stands_on_the_desk(read, edition, at):
    at(edition, Phase.ANNOUNCED)
    before = list(signposts)
    try:
        signpost("jury:winner", "Your feedback", roles={Role.LEADER}, phases={Phase.ANNOUNCED})
        words = read()
    finally:
        signposts[:] = before

    assert "This is yours now. Your feedback" in words
    assert "your own feedback stands here" in words


def test_the_table_of_barriers_is_read_out(read):
    words = read()

    assert "The survey's numbers" in words or "The survey&#x27;s numbers" in words
    assert "A juror: from “Screening”" in words


def test_help_is_one_address_away(read, edition):
    assert "Whatever you want to know, write to spor@samtaleprisen.example." in read()


def test_saying_no_is_possible_until_the_surveys_open(read, edition, at):
    at(edition, Phase.NOMINATIONS)
    assert "you can say no until the surveys open" in read()

    at(edition, Phase.SURVEYS)
    assert "so your yes stands" in read()


def test_the_name_of_the_grounds_desk_leads_here(edition, leader, sign_in):
    from django.urls import reverse

    response = sign_in(leader.seat).get(reverse("award:leader", args=[edition.slug]))

    assert response.resolver_match.view_name == "jury:leader_desk"


def test_a_seat_without_a_candidate_reads_the_way_all_the_same(read, edition):
    seat = give_seat(edition=edition, email="nils@nowhere.example", role=Role.LEADER, name="Nils Nydal", by=None)

    assert "Hello, Nils Nydal" in read(seat)


def test_only_leaders_enter(edition, organiser, juror, chair, stranger, sign_in):
    for who in (organiser, juror, chair, stranger):
        assert sign_in(who).get(f"/{edition.slug}/leader/").status_code == 403


def test_a_larger_group_asks_the_database_no_more(edition, leader, second, sign_in, at, django_assert_num_queries):
    at(edition, Phase.SURVEYS)
    browser = sign_in(leader.seat)
    browser.get(f"/{edition.slug}/leader/")
    with django_assert_num_queries(QUERIES):
        browser.get(f"/{edition.slug}/leader/")

    for name in ("Dagfinn Røsvik", "Sindre Åmdal"):
        Leader.objects.create(candidate=leader.candidate, name=name, consent=Consent.ACCEPTED)

    with django_assert_num_queries(QUERIES):
        browser.get(f"/{edition.slug}/leader/")


def test_how_many_have_answered_stands_nowhere(read, edition, leader, at):
    """Thirteen sealed answers of nineteen links: neither number, nor a band of it, can be read."""
    from surveys.ballots.models import Ticket
    from surveys.ballots.states import TicketState

    at(edition, Phase.SURVEYS)
    before = read()
    for n in range(19):
        Ticket.objects.create(
            hash=bytes([n]) * 32,
            candidate=leader.candidate,
            state=TicketState.SEALED if n < 13 else TicketState.OPEN,
            envelope=b"x" if n < 13 else None,
        )

    assert read() == before
    assert Edition.objects.get(pk=edition.pk).phase == Phase.SURVEYS


QUERIES = 17
