"""The organisers ask, whoever holds the receipt answers, corrects or adds: without a name, and once a day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from award.audit.models import Entry
from award.editions.models import Window
from award.editions.states import Phase
from award.refusal import Refused
from nominations.intake.actions import add_message, answer, correct, open_batch
from nominations.intake.models import Message, Nomination
from nominations.intake.selectors import thread_of
from tests.nominations.conftest import MONDAY, NOON, STORY

TUESDAY = MONDAY + timedelta(days=1)
NEW = {**STORY, "reason": "She moved her desk out to us, and it stayed there.", "title": "Head of service"}


@pytest.fixture
def address(open_edition):
    return f"/{open_edition.slug}/receipt/"


@pytest.fixture
def asked_nomination(read_nomination):
    """One that was read, with a question of the organisers."""
    sent = read_nomination()
    open_batch(edition=sent.row.edition, today=timezone.localdate())
    add_message(nomination=sent.row, text="Which year was it?", is_question=True, visible_on=None)
    return sent


def fix(edition, sent, today=MONDAY, **differing):
    return correct(edition=edition, receipt=sent.receipt, today=today, now=NOON, **{**NEW, **differing})


# ---- correcting -----------------------------------------------------------------------------------------------------


def test_what_nobody_has_read_is_changed_at_once(open_edition, nominate):
    sent = nominate()

    assert fix(open_edition, sent)

    row = Nomination.objects.get()
    assert (row.reason, row.title, row.correction) == (NEW["reason"], NEW["title"], {})
    assert row.visible_on == TUESDAY
    assert not row.is_changed


def test_what_may_have_been_read_changes_with_the_next_batch(open_edition, nominate):
    sent = nominate(today=MONDAY - timedelta(days=3))
    open_batch(edition=open_edition, today=MONDAY)

    fix(open_edition, sent)

    assert Nomination.objects.get().reason == STORY["reason"]
    open_batch(edition=open_edition, today=MONDAY)
    assert Nomination.objects.get().reason == STORY["reason"]
    open_batch(edition=open_edition, today=TUESDAY)
    row = Nomination.objects.get()
    assert (row.reason, row.correction, row.corrected_on, row.is_changed) == (NEW["reason"], {}, None, True)


def test_the_old_words_are_nowhere_once_the_new_ones_are_in_force(open_edition, nominate, snapshot):
    sent = nominate(reason="Known to nobody else", today=MONDAY - timedelta(days=3))
    open_batch(edition=open_edition, today=MONDAY)

    fix(open_edition, sent)
    open_batch(edition=open_edition, today=TUESDAY)

    assert "Known to nobody else" not in repr(snapshot())


def test_what_was_not_taken_up_is_read_again_with_new_words(open_edition, nominate, organiser):
    sent = nominate(today=MONDAY - timedelta(days=3))
    open_batch(edition=open_edition, today=MONDAY)
    Nomination.objects.update(state="rejected", reply="Which centre?")

    fix(open_edition, sent)
    assert Nomination.objects.get().state == "rejected"
    open_batch(edition=open_edition, today=TUESDAY)

    assert (Nomination.objects.get().state, Nomination.objects.get().reply) == ("waiting", "")


def test_a_correction_is_tidied_and_checked_like_a_nomination(open_edition, nominate):
    sent = nominate()

    fix(open_edition, sent, name="\u202eÅse\u200b  Østberg")
    assert Nomination.objects.get().name == "Åse Østberg"
    for differing in ({"reason": ""}, {"reason": "x" * 2001}, {"traits": ["no_such"]}, {"source": "neighbour"}):
        with pytest.raises(Refused):
            fix(open_edition, sent, **differing)
    assert Nomination.objects.get().reason == NEW["reason"]


def test_nothing_is_corrected_after_the_closing_time_nor_with_a_wrong_code(open_edition, nominate):
    sent = nominate()
    assert not correct(edition=open_edition, receipt="0" * 26, today=MONDAY, now=NOON, **NEW)

    Window.objects.create(edition=open_edition, phase=Phase.NOMINATIONS, closes_at=NOON - timedelta(seconds=1))
    with pytest.raises(Refused, match="closing time has passed"):
        fix(open_edition, sent)

    assert Nomination.objects.get().reason == STORY["reason"]


# ---- answering ------------------------------------------------------------------------------------------------------


def test_an_answer_reaches_the_organisers_the_next_day(open_edition, asked_nomination):
    today, row = timezone.localdate(), asked_nomination.row
    receipt = asked_nomination.receipt

    assert answer(edition=open_edition, receipt=receipt, number=2, text="In 2026.", today=today)

    assert [each.text for each in thread_of(row, today)] == ["Which year was it?"]
    tomorrow = today + timedelta(days=1)
    assert [each.text for each in thread_of(row, tomorrow)] == ["Which year was it?", "In 2026."]
    open_batch(edition=open_edition, today=today)
    assert not Nomination.objects.get().is_changed
    open_batch(edition=open_edition, today=tomorrow)
    assert Nomination.objects.get().is_changed
    assert set(Message.objects.values_list("visible_on", flat=True)) == {None}


def test_an_answer_sent_twice_stands_once(open_edition, asked_nomination):
    for _twice in range(2):
        answer(edition=open_edition, receipt=asked_nomination.receipt, number=2, text="In 2026.", today=MONDAY)
    answer(edition=open_edition, receipt=asked_nomination.receipt, number=3, text="In 2026.", today=MONDAY)

    assert list(Message.objects.order_by("number").values_list("number", "text")) == [
        (1, "Which year was it?"),
        (2, "In 2026."),
        (3, "In 2026."),
    ]


def test_a_question_that_came_between_moves_the_answer_and_loses_nothing(open_edition, asked_nomination):
    add_message(nomination=asked_nomination.row, text="And where?", is_question=True, visible_on=None)

    answer(edition=open_edition, receipt=asked_nomination.receipt, number=2, text="In 2026.", today=MONDAY)

    assert list(Message.objects.order_by("number").values_list("text", flat=True))[-1] == "In 2026."


def test_nobody_answers_what_was_not_asked(open_edition, nominate):
    with pytest.raises(Refused, match="asked nothing"):
        answer(edition=open_edition, receipt=nominate().receipt, number=1, text="Hello", today=MONDAY)

    assert Message.objects.count() == 0


def test_answering_and_correcting_write_no_line_and_no_other_row(open_edition, asked_nomination, snapshot):
    before, lines = snapshot(), Entry.objects.count()

    answer(edition=open_edition, receipt=asked_nomination.receipt, number=2, text="In 2026.", today=MONDAY)
    fix(open_edition, asked_nomination)

    mine = {"nominations.Nomination": [], "nominations.Message": []}
    assert snapshot() | mine == before | mine
    assert Entry.objects.count() == lines


def test_the_place_of_an_answer_says_nothing_of_its_hour(open_edition, asked_nomination):
    today = timezone.localdate()
    answer(edition=open_edition, receipt=asked_nomination.receipt, number=2, text="In 2026.", today=today)
    add_message(nomination=asked_nomination.row, text="And where?", is_question=True, visible_on=None)

    open_batch(edition=open_edition, today=today + timedelta(days=1))

    read = [each.text for each in thread_of(asked_nomination.row, today + timedelta(days=1))]
    assert read == ["Which year was it?", "And where?", "In 2026."]


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_of_answers_costs_the_same_however_many(open_edition, nominate, number, django_assert_num_queries):
    today = timezone.localdate()
    for _each in range(number):
        sent = nominate(today=today - timedelta(days=3))
        add_message(nomination=sent.row, text="Which year?", is_question=True, visible_on=None)
        for text in ("In 2026.", "In May."):
            answer(edition=open_edition, receipt=sent.receipt, number=2, text=text, today=today - timedelta(days=1))

    with django_assert_num_queries(9):
        open_batch(edition=open_edition, today=today)

    assert list(Message.objects.filter(is_question=False).values_list("visible_on", flat=True)) == [None] * 2 * number
    assert [each.text for each in thread_of(sent.row, today)] == ["Which year?", "In 2026.", "In May."]


def test_a_correction_taken_back_in_time_leaves_no_mark(open_edition, nominate):
    sent = nominate(today=MONDAY - timedelta(days=3))
    open_batch(edition=open_edition, today=MONDAY)

    fix(open_edition, sent)
    fix(open_edition, sent, **STORY)
    open_batch(edition=open_edition, today=TUESDAY)

    assert (Nomination.objects.get().is_changed, Nomination.objects.get().correction) == (False, {})


def test_what_may_be_read_today_is_not_called_unread(client, address, nominate):
    today = timezone.localdate()
    new, old = nominate(today=today), nominate(today=today - timedelta(days=1))

    words = "Nobody has read it yet"
    assert words in client.post(address, {"code": new.receipt, "step": "rewrite"}).content.decode()
    assert words not in client.post(address, {"code": old.receipt, "step": "rewrite"}).content.decode()


# ---- through the pages ----------------------------------------------------------------------------------------------


def test_whoever_holds_the_receipt_answers_corrects_and_takes_back(client, address, asked_nomination):
    code = {"code": asked_nomination.receipt}

    page = client.post(address, code).content.decode()
    assert "Which year was it?" in page
    page = client.post(address, {**code, "step": "answer", "number": "2", "text": "In 2026."}).content.decode()
    assert "Your answer is stored. The organisers read it tomorrow." in page
    assert "In 2026." in page

    page = client.post(address, {**code, "step": "rewrite"}).content.decode()
    assert STORY["reason"] in page
    page = client.post(address, {**code, **NEW, "step": "correct"}).content.decode()
    assert "The new text is stored." in page
    assert NEW["reason"] in page
    assert STORY["reason"] not in page

    client.post(address, {**code, "step": "gone"})
    assert (Nomination.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * 1001])
def test_an_answer_that_cannot_be_taken_comes_back_with_its_text(client, address, asked_nomination, text):
    sent = {"code": asked_nomination.receipt, "step": "answer", "number": "2", "text": text}

    page = client.post(address, sent).content.decode()

    assert 'data-state="error"' in page
    assert text.strip(" \u200b") in page
    assert Message.objects.count() == 1


@pytest.mark.parametrize("number", ["", "0", "-1", "41", "x", "9" * 50])
def test_a_place_that_was_altered_loses_no_answer(client, address, asked_nomination, number):
    sent = {"code": asked_nomination.receipt, "step": "answer", "number": number, "text": "In 2026."}

    assert "Your answer is stored." in client.post(address, sent).content.decode()
    assert Message.objects.filter(text="In 2026.").count() == 1


def test_a_correction_that_cannot_be_taken_comes_back_with_its_text(client, address, asked_nomination):
    sent = {"code": asked_nomination.receipt, **NEW, "employer": "", "step": "correct"}

    page = client.post(address, sent).content.decode()

    assert 'data-state="error"' in page
    assert NEW["reason"] in page
    assert Nomination.objects.get().correction == {}


def test_a_correction_that_comes_too_late_keeps_its_text(client, address, asked_nomination, open_edition, at):
    at(open_edition, Phase.SURVEYS)

    page = client.post(address, {"code": asked_nomination.receipt, **NEW, "step": "correct"}).content.decode()

    assert "can no longer be done" in page
    assert NEW["reason"] in page


@pytest.mark.parametrize("step", ["answer", "rewrite", "correct", "take_back", "gone", "nonsense"])
def test_no_step_tells_a_wrong_code_from_another(client, address, asked_nomination, step):
    page = client.post(address, {"code": "0" * 26, "step": step, "text": "x", "number": "2", **NEW})

    assert 'data-state="inactive"' in page.content.decode()
    assert Message.objects.count() == 1


def test_the_pages_of_a_receipt_ask_the_same_number_of_questions(
    client, address, asked_nomination, django_assert_max_num_queries
):
    for number in range(2, 12):
        add_message(nomination=asked_nomination.row, text=f"{number}", is_question=number % 2 == 1, visible_on=None)

    with django_assert_max_num_queries(6):
        client.post(address, {"code": asked_nomination.receipt})


def test_a_day_that_is_far_away_brings_no_batch(open_edition, nominate):
    nominate()

    assert open_batch(edition=open_edition, today=date(2020, 1, 1)) == 0


# ---- the organisers' side -------------------------------------------------------------------------------------------


@pytest.fixture
def desk(open_edition, organiser, sign_in):
    browser = sign_in(organiser)
    browser.at = f"/{open_edition.slug}/organise/nominations/"
    return browser


def test_an_organiser_asks_and_reads_the_answer_the_next_day(desk, client, address, read_nomination):
    sent = read_nomination()
    page = f"{desk.at}{sent.row.pk}/"

    answer_page = desk.post(page, {"text": "Which year was it?"}, follow=True).content.decode()
    assert "Your question stands with the receipt now." in answer_page
    assert "Which year was it?" in answer_page
    client.post(address, {"code": sent.receipt, "step": "answer", "number": "2", "text": "In 2026."})

    assert "In 2026." not in desk.get(page).content.decode()
    Message.objects.exclude(visible_on=None).update(visible_on=timezone.localdate())
    listed = desk.get(desk.at).content.decode()
    assert "new words" in listed
    assert "In 2026." in desk.get(page).content.decode()
    assert "new words" not in desk.get(desk.at).content.decode()


def test_a_question_sent_twice_stands_once_and_in_the_trail_once(desk, read_nomination):
    page = f"{desk.at}{read_nomination().row.pk}/"

    for _twice in range(2):
        desk.post(page, {"text": "Which year was it?"})

    assert Message.objects.count() == 1
    assert Entry.objects.filter(verb="asked whoever nominated").count() == 1


def test_an_empty_question_comes_back_with_a_word(desk, read_nomination):
    page = desk.post(f"{desk.at}{read_nomination().row.pk}/", {"text": " "}).content.decode()

    assert "Write a question first." in page
    assert Message.objects.count() == 0


def test_the_switch_against_floods_is_thrown_and_told(desk, open_edition):
    assert "no sum is asked for" in desk.get(f"{desk.at}guard/").content.decode()

    desk.post(f"{desk.at}guard/", {"on": "1"})
    desk.post(f"{desk.at}guard/", {"on": "1"})
    open_edition.refresh_from_db()
    assert open_edition.is_guarded
    assert "a sum is asked for" in desk.get(f"{desk.at}guard/").content.decode()

    desk.post(f"{desk.at}guard/", {"off": "1"})
    open_edition.refresh_from_db()
    assert not open_edition.is_guarded
    assert Entry.objects.filter(verb__contains="sum").count() == 2
