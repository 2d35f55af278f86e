from datetime import timedelta

import pytest
from django.utils import timezone

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from surveys.selves.actions import hand_in
from surveys.selves.models import SelfAssessment


def test_the_statements_stand_in_the_leaders_wording_without_dont_know(desk, page, whole):
    content = desk.get(page).content.decode()

    assert "It is clear to my employees what good work is in their job." in content
    assert 'value="dk"' not in content
    assert content.count('<fieldset class="statement"') == len(whole)


def test_handing_in_stores_the_whole_and_shows_it(desk, page, whole, leader, text_of):
    response = desk.post(page, whole | {"JC1": "2"}, follow=True)

    assert "Your self-assessment is handed in." in text_of(response)
    assert 'name="JC1" value="2" checked' in response.content.decode()
    assert SelfAssessment.objects.get().answers == dict.fromkeys(whole, 4) | {"JC1": 2}


def test_handing_in_again_replaces_and_the_trail_keeps_no_answer(leader, whole):
    for answers in (whole, dict.fromkeys(whole, "5")):
        hand_in(leader=leader, given=answers, by=leader.seat, now=timezone.now())

    lines = list(Entry.objects.filter(seat=leader.seat.pk).values_list("verb", "facts"))
    assert set(SelfAssessment.objects.get().answers.values()) == {5}
    assert lines == [
        ("changed a self-assessment", {"candidate": "C01", "leader": leader.pk}),
        ("handed in a self-assessment", {"candidate": "C01", "leader": leader.pk}),
    ]


def test_a_gap_is_refused_and_what_was_chosen_stays(desk, page, whole):
    response = desk.post(page, whole | {"EN3": "dk"})

    content = response.content.decode()
    assert "One statement has no answer yet" in content
    assert "Choose an answer.</p>" in content
    assert content.count(" checked>") == len(whole) - 1
    assert not SelfAssessment.objects.exists()


def test_a_gap_is_refused_by_the_act_itself(leader, whole):
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="Every statement needs an answer"):
        hand_in(leader=leader, given=whole | {"EN3": ""}, by=leader.seat, now=timezone.now())

    assert not SelfAssessment.objects.exists()
    assert Entry.objects.count() == lines


def test_after_closing_nothing_is_taken(leader, whole, closing):
    with pytest.raises(Refused, match="The closing time has passed"):
        hand_in(leader=leader, given=whole, by=leader.seat, now=closing + timedelta(seconds=1))


def test_what_came_too_late_stays_on_the_page(desk, page, whole, survey, text_of):
    survey.windows.update(closes_at=timezone.now() - timedelta(minutes=1))

    response = desk.post(page, whole)

    assert "The closing time has passed. Nothing can be sent any more." in text_of(response)
    assert response.content.decode().count(" checked>") == len(whole)
    assert not SelfAssessment.objects.exists()


def test_after_the_surveys_nothing_is_taken(leader, whole, survey, at):
    at(survey, Phase.SCREENING)

    with pytest.raises(Refused, match="can no longer be done"):
        hand_in(leader=leader, given=whole, by=leader.seat, now=timezone.now())


def test_a_leader_who_has_not_agreed_hands_in_nothing(leader, whole):
    Leader.objects.update(consent=Consent.DECLINED)

    with pytest.raises(Refused, match="Åse Østberg has not agreed to take part"):
        hand_in(leader=leader, given=whole, by=leader.seat, now=timezone.now())


def test_each_leader_of_a_group_has_an_own_one(survey, leader, whole, sign_in, page):
    seat = give_seat(edition=survey, email="bo@nordlys.example", role=Role.LEADER, name="Bo Ek", by=None)
    Leader.objects.create(
        candidate=leader.candidate, name="Bo Ek", email="bo@nordlys.example", consent=Consent.ACCEPTED, seat=seat
    )
    hand_in(leader=leader, given=whole, by=leader.seat, now=timezone.now())

    content = sign_in(seat).get(page).content.decode()

    assert " checked" not in content
    assert "Hand in</button>" in content


def test_only_a_leader_enters(survey, page, sign_in, organiser, juror, stranger):
    for who in (organiser, juror, stranger):
        assert sign_in(who).get(page).status_code == 403


def test_the_leaders_desk_says_whether_it_is_handed_in(desk, survey, leader, whole, text_of):
    def said():
        return text_of(desk.get(f"/{survey.slug}/leader/"))

    assert "Not handed in yet. Until" in said()
    hand_in(leader=leader, given=whole, by=leader.seat, now=timezone.now())
    assert "Handed in. Until" in said()


def test_picks_and_texts_beside_the_statements_are_checked(leader, whole):
    with pytest.raises(Refused, match="Every statement needs an answer"):
        hand_in(leader=leader, given=whole | {"best_traits": ["x"]}, by=leader.seat, now=timezone.now())

    assert not SelfAssessment.objects.exists()
