"""What a leader saves for later, and what two open pages do to each other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.models import Entry
from award.editions.actions import purge
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from surveys.questionnaire import Questionnaire
from surveys.selves.actions import hand_in, save
from surveys.selves.models import Draft, SelfAssessment
from surveys.selves.selectors import kept

SAVED = {"save": "1"}


@pytest.fixture
def some(whole):
    """Answers to all but two statements."""
    return dict(list(whole.items())[:-2])


@pytest.fixture
def text_question(survey):
    return Questionnaire.of(survey).texts[0]


def saved(leader, given, **more):
    return save(leader=leader, given=given, now=timezone.now(), **more)


def handed(leader, given, **more):
    return hand_in(leader=leader, given=given, by=leader.seat, now=timezone.now(), **more)


def test_some_answers_can_be_saved_and_stand_there_again(desk, page, some, whole, text_of):
    response = desk.post(page, some | SAVED, follow=True)

    assert "Saved. It is not handed in yet." in text_of(response)
    assert f"{len(some)} of {len(whole)} answered." in text_of(response)
    assert response.content.decode().count(" checked>") == len(some)
    assert Draft.objects.get().answers == dict.fromkeys(some, 4)
    assert not SelfAssessment.objects.exists()


def test_saving_leaves_no_line(leader, some):
    lines = Entry.objects.count()

    saved(leader, some)

    assert Entry.objects.count() == lines


def test_an_answer_that_is_none_is_said_and_the_others_are_saved(desk, page, some, text_of):
    first = next(iter(some))

    response = desk.post(page, some | {first: "9"} | SAVED)

    assert "Saved, but not handed in. What is marked below does not fit yet." in text_of(response)
    assert "Choose an answer.</p>" in response.content.decode()
    assert first not in Draft.objects.get().answers
    assert len(Draft.objects.get().answers) == len(some) - 1


def test_a_text_too_long_is_kept_and_said(desk, page, text_question, text_of):
    long = "ø" * (text_question.most + 1)

    response = desk.post(page, {text_question.code: long} | SAVED)

    assert f"Write at most {text_question.most} characters" in text_of(response)
    assert Draft.objects.get().others[text_question.code]["text"] == long
    assert long in desk.get(page).content.decode()


def test_what_is_handed_in_counts_until_a_change_is_handed_in(leader, some, whole):
    handed(leader, whole)
    saved(leader, dict.fromkeys(some, "1"))
    assert set(SelfAssessment.objects.get().answers.values()) == {4}

    handed(leader, dict.fromkeys(whole, "1"))

    assert set(SelfAssessment.objects.get().answers.values()) == {1}
    assert not Draft.objects.exists()


def test_the_same_set_sent_twice_is_one(leader, whole):
    handed(leader, whole, seen="")
    handed(leader, whole, seen="")

    assert Entry.objects.filter(seat=leader.seat.pk, verb__contains="self-assessment").count() == 1


@pytest.mark.parametrize("act", [saved, handed])
def test_an_older_page_overwrites_nothing(act, leader, some, whole):
    old = kept(leader).state
    saved(leader, some)

    with pytest.raises(Refused, match="Something newer was stored since you opened this page"):
        act(leader, dict.fromkeys(whole, "1"), seen=old)

    assert Draft.objects.get().answers == dict.fromkeys(some, 4)
    assert not SelfAssessment.objects.exists()


def test_both_stand_on_the_page_and_a_second_press_decides(desk, page, leader, some, whole):
    saved(leader, some)
    mine = dict.fromkeys(whole, "1")

    response = desk.post(page, mine | {"seen": ""})

    content = response.content.decode()
    assert "What is stored" in content
    assert content.count("not answered") == len(whole) - len(some)
    assert content.count('value="1" checked>') == len(whole)
    desk.post(page, mine | {"seen": response.context["kept"].state})
    assert set(SelfAssessment.objects.get().answers.values()) == {1}


def test_nothing_is_saved_after_closing(leader, some, closing):
    with pytest.raises(Refused, match="The closing time has passed"):
        save(leader=leader, given=some, now=closing + timedelta(seconds=1))

    assert not Draft.objects.exists()


def test_after_closing_what_was_handed_in_can_be_read_and_nothing_sent(desk, page, leader, whole, survey, at):
    handed(leader, whole)
    survey.windows.update(closes_at=timezone.now() - timedelta(minutes=1))

    for phase in (Phase.SURVEYS, Phase.SCREENING, Phase.ANNOUNCED):
        at(survey, phase)
        content = desk.get(page).content.decode()
        assert "What you handed in stands" in content
        assert '<button type="submit" class="btn btn-primary' not in content
        assert "not answered" not in content


def test_a_draft_at_closing_is_said_not_to_count(desk, page, leader, some, survey, at, text_of):
    saved(leader, some)
    at(survey, Phase.SCREENING)

    assert "it does not count, nobody else can read it" in text_of(desk.get(page))


def test_no_other_leader_of_the_group_sees_it(survey, leader, some, sign_in, page):
    seat = give_seat(edition=survey, email="bo@nordlys.example", role=Role.LEADER, name="Bo Ek", by=None)
    Leader.objects.create(
        candidate=leader.candidate, name="Bo Ek", email="bo@nordlys.example", consent=Consent.ACCEPTED, seat=seat
    )
    saved(leader, some)

    assert " checked" not in sign_in(seat).get(page).content.decode()


def test_drafts_go_by_a_clock_where_nothing_is_counted(leader, some, survey, at, closing):
    saved(leader, some)
    at(survey, Phase.SCREENING)

    purge(today=(closing + timedelta(days=29)).date())
    assert Draft.objects.exists()
    purge(today=(closing + timedelta(days=31)).date())
    assert not Draft.objects.exists()


def test_the_desk_says_how_far_the_draft_is(desk, leader, some, whole, survey, text_of):
    saved(leader, some)

    said = text_of(desk.get(f"/{survey.slug}/leader/"))

    assert f"Saved, not handed in yet: {len(some)} of {len(whole)} answered. Until" in said
