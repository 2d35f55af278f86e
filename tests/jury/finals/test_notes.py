from uuid import uuid4

import pytest
from django.urls import reverse

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from jury.finals import actions
from jury.finals.selectors import notes, observations, pad
from jury.models import Observation


@pytest.fixture
def page(edition, visit):
    return reverse("jury:visit", args=[edition.slug, "C01"])


@pytest.fixture
def typed():
    return {
        "trait": "clear",
        "kind": "heard",
        "tone": "for",
        "text": "Everybody knew the date.",
        "client_id": str(uuid4()),
    }


def test_an_observer_keeps_a_note(visit, soren, note):
    kept = note(visit, soren, text="  Everybody knew the date. ")

    assert [(n.observer, n.trait, n.kind, n.tone, n.text) for n in notes(visit, soren)] == [
        (soren, "clear", "heard", "for", "Everybody knew the date.")
    ]
    line = Entry.objects.get(verb="kept a note")
    assert (line.seat, line.facts) == (soren.pk, {"candidate": "C01", "note": kept.pk})


def test_the_same_form_twice_is_one_note(visit, soren, note):
    same = uuid4()

    assert note(visit, soren, client_id=same) == note(visit, soren, client_id=same)

    assert Observation.objects.count() == 1
    assert Entry.objects.filter(verb="kept a note").count() == 1


def test_a_form_that_comes_back_with_other_words_is_no_retry(visit, soren, note):
    same = uuid4()
    note(visit, soren, client_id=same)

    with pytest.raises(Refused, match=r"This page had been sent before with other words."):
        note(visit, soren, client_id=same, text="Nobody knew the date.")

    assert [n.text for n in notes(visit, soren)] == ["Everybody knew the date."]


def test_nobody_gets_at_a_note_by_its_number(visit, soren, asmund, note):
    same = uuid4()
    note(visit, soren, client_id=same)

    with pytest.raises(Refused, match=r"This page had been sent before with other words."):
        note(visit, asmund, client_id=same)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"trait": "tall"}, "Choose the trait this note is about."),
        ({"kind": "dreamt"}, "Say how you know: seen, heard, told or shown."),
        ({"tone": "loud"}, "Say whether it speaks for the trait, against it, or neither."),
        ({"text": "   "}, "Write down what happened, in a sentence or two."),
        ({"text": "x" * 2001}, "Keep a note within 2000 characters."),
    ],
)
def test_a_note_lacking_something_is_refused(visit, soren, note, wrong, words):
    with pytest.raises(Refused) as no:
        note(visit, soren, **wrong)

    assert str(no.value) == words
    assert not Observation.objects.exists()
    assert not Entry.objects.filter(verb="kept a note").exists()


def test_only_the_two_observers_of_a_visit_write(visit, juror, chair, note):
    for seat in (juror, chair):
        with pytest.raises(Refused, match=r"Only the two observers of this visit write here."):
            note(visit, seat)


def test_notes_are_kept_during_the_visits_only(edition, at, visit, soren, note):
    kept = note(visit, soren)
    at(edition, Phase.DECISION)

    with pytest.raises(Refused, match=r"This can no longer be done: the award is in the phase “Decision”."):
        note(visit, soren)
    with pytest.raises(Refused, match=r"This can no longer be done: the award is in the phase “Decision”."):
        actions.take_back(note=kept, by=soren)

    assert [n.text for n in notes(visit, soren)] == ["Everybody knew the date."]


def test_a_note_taken_back_loses_its_text_and_stays_in_the_list(visit, soren, note, finalist):
    kept = note(visit, soren)

    actions.take_back(note=kept, by=soren)

    assert [(n.text, n.is_taken_back) for n in notes(visit, soren)] == [("", True)]
    assert not observations(finalist).exists()
    line = Entry.objects.get(verb="took a note back")
    assert (line.seat, line.facts) == (soren.pk, {"candidate": "C01", "note": kept.pk})
    with pytest.raises(Refused, match=r"This note is taken back already."):
        actions.take_back(note=kept, by=soren)


def test_a_retry_does_not_bring_back_what_was_taken_back(visit, soren, note):
    same = uuid4()
    actions.take_back(note=note(visit, soren, client_id=same), by=soren)

    with pytest.raises(Refused, match=r"This page had been sent before with other words."):
        note(visit, soren, client_id=same)


def test_the_only_note_under_a_rating_stays(edition, visit, soren, rated):
    rated(visit, soren)

    with pytest.raises(Refused, match=r"This is your only note on “Clear”, and you have rated it."):
        actions.take_back(note=notes(visit, soren).get(trait="clear"), by=soren)

    assert not Observation.objects.filter(is_taken_back=True).exists()


def test_the_pad_counts_own_notes_by_how_one_knows(edition, visit, soren, asmund, note):
    note(visit, soren)
    note(visit, soren, kind="seen")
    note(visit, soren, kind="seen")
    note(visit, asmund)
    actions.take_back(note=note(visit, soren, kind="told"), by=soren)

    row = next(row for row in pad(edition, visit, soren) if row.trait.code == "clear")

    assert [(kind.value, count) for kind, count in row.counts] == [("seen", 2), ("heard", 1), ("told", 0), ("shown", 0)]


def test_the_sheet_keeps_a_note_once_however_often_it_is_sent(visit, soren, page, typed, sign_in):
    browser = sign_in(soren)

    first = browser.post(page, typed, follow=True).content.decode()
    browser.post(page, typed)

    assert "Kept. Only you see it during the visits." in first
    assert "Everybody knew the date." in first
    assert "1 note so far" in first
    assert "Clear: seen 0, heard 1, told 0, shown 0" in first
    assert Observation.objects.count() == 1


def test_the_sheet_shows_own_notes_only(visit, soren, asmund, note, page, sign_in):
    note(visit, asmund, text="Somebody else’s note.")

    words = sign_in(soren).get(page).content.decode()

    assert "Somebody else’s note." not in words
    assert "No notes yet." in words
    assert "with Åsmund Tveitå" in words


def test_what_was_typed_comes_back_with_what_is_missing(visit, soren, page, typed, sign_in):
    del typed["kind"]

    words = sign_in(soren).post(page, typed).content.decode()

    assert '<a href="#id_kind">Say how you know: seen, heard, told or shown.</a>' in words
    assert "Everybody knew the date." in words
    assert typed["client_id"] in words
    assert not Observation.objects.exists()


def test_a_refused_retry_gets_a_number_of_its_own(visit, soren, page, typed, sign_in):
    browser = sign_in(soren)
    browser.post(page, typed)

    words = browser.post(page, typed | {"text": "Other words."}).content.decode()

    assert "This page had been sent before with other words." in words
    assert "Other words." in words
    assert typed["client_id"] not in words


def test_a_note_is_taken_back_after_a_question(edition, visit, soren, note, sign_in):
    kept = note(visit, soren)
    page = reverse("jury:note_take_back", args=[edition.slug, "C01", kept.pk])
    browser = sign_in(soren)

    asked = browser.get(page).content.decode()
    standing = Observation.objects.filter(is_taken_back=False).count()
    done = browser.post(page, follow=True).content.decode()

    assert "Take it back: the text is gone" in asked
    assert standing == 1
    assert "The note is taken back." in done
    assert "taken back" in done
    assert "Everybody knew the date." not in done


def test_notes_and_visits_of_others_are_not_found(edition, visit, soren, asmund, note, page, sign_in, chair):
    from award.accounts.actions import give_seat

    theirs = note(visit, asmund)
    stray = give_seat(edition=edition, email=chair.user.email, role="observer", by=None)

    assert sign_in(stray).get(page).status_code == 404
    assert sign_in(soren).get(reverse("jury:visit", args=[edition.slug, "C99"])).status_code == 404
    taking = reverse("jury:note_take_back", args=[edition.slug, "C01", theirs.pk])
    assert sign_in(soren).post(taking).status_code == 404
    assert not Observation.objects.filter(is_taken_back=True).exists()


def test_jurors_without_a_visit_and_leaders_stay_outside(page, chair, leader, organiser, sign_in):
    for seat in (chair, leader.seat, organiser):
        assert sign_in(seat).get(page).status_code == 403


def test_the_list_shows_own_visits_to_juror_and_observer_alike(edition, visit, soren, chair, sign_in):
    page = reverse("jury:visits", args=[edition.slug])

    mine, none = sign_in(soren).get(page).content.decode(), sign_in(chair).get(page).content.decode()

    assert "Åse Østberg" in mine
    assert "with Åsmund Tveitå" in mine
    assert "No visit is yours yet." in none


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    edition, at, finalists_of, juror, second_juror, organiser, day, sign_in, rows, django_assert_num_queries
):
    at(edition, Phase.FINALS)
    for candidate in finalists_of(*["Ada", "Bo", "Cy"][:rows]):
        actions.plan_visit(candidate=candidate, on=day, observers=[juror, second_juror], by=organiser)
    browser = sign_in(juror)

    with django_assert_num_queries(LIST_QUERIES):
        words = browser.get(reverse("jury:visits", args=[edition.slug])).content.decode()

    assert words.count("Open the sheet") == rows


LIST_QUERIES = 15


@pytest.mark.parametrize("many", [1, 3])
def test_the_sheet_costs_the_same_for_one_note_and_for_three(
    visit, soren, note, page, sign_in, many, django_assert_num_queries
):
    for _ in range(many):
        note(visit, soren)
    browser = sign_in(soren)

    with django_assert_num_queries(SHEET_QUERIES):
        words = browser.get(page).content.decode()

    assert words.count("Everybody knew the date.") == many


SHEET_QUERIES = 11
