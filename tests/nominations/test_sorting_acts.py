"""What is done with nominations that are ticked: asked first, all or nothing, and the ticks come back."""

import pytest

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import create_candidate
from nominations.intake.models import Nomination
from nominations.intake.selectors import nominations_of
from nominations.sorting.actions import delete_unproven, hold, reject, release, take_from_candidate
from nominations.sorting.rules import MOST


@pytest.fixture
def desk(open_edition, organiser, sign_in):
    client = sign_in(organiser)
    client.at = f"/{open_edition.slug}/organise/nominations/"
    return client


@pytest.fixture
def two(read_nomination):
    return [read_nomination(name=name).row for name in ("Åse Østberg", "Bjørn Lund")]


def state_of(row):
    row.refresh_from_db()
    return row.state


def last_line():
    line = Entry.objects.first()
    return line.verb, line.seat, line.facts


def text(response):
    return " ".join(response.content.decode().split())


def test_held_nominations_wait_again_when_they_are_released(two, organiser):
    hold(nominations=two, by=organiser)
    assert [state_of(row) for row in two] == ["held", "held"]
    assert last_line() == ("held nominations for later", organiser.pk, {"nominations": 2})

    release(nominations=two, by=organiser)

    assert [state_of(row) for row in two] == ["waiting", "waiting"]
    assert last_line() == ("let nominations wait again", organiser.pk, {"nominations": 2})


def test_a_reason_goes_when_a_nomination_waits_again(two, organiser):
    reject(nominations=two, reason="Left last year", by=organiser)

    release(nominations=two[:1], by=organiser)

    assert [state_of(row) for row in two] == ["waiting", "rejected"]
    assert [row.reply for row in two] == ["", "Left last year"]


def test_a_nomination_taken_back_keeps_every_word_and_its_thread(candidate, organiser):
    (row,) = nominations_of(candidate)
    row.messages.create(number=1, is_question=True, text="Which centre?")

    take_from_candidate(nominations=[row], by=organiser)

    assert state_of(row) == "waiting"
    assert (row.candidate, row.reason) == (None, "She moved her desk out to us the week the case system failed.")
    assert [message.text for message in row.messages.all()] == ["Which centre?"]
    assert last_line() == ("took nominations back from candidates", organiser.pk, {"nominations": 1})


def test_only_what_came_unchecked_and_is_held_is_deleted(two, organiser):
    Nomination.objects.filter(pk=two[0].pk).update(state="held", is_unproven=True)
    Nomination.objects.filter(pk=two[1].pk).update(state="held")
    with pytest.raises(Refused, match="Only what came unchecked can be deleted here"):
        delete_unproven(nominations=two, by=organiser)
    assert Nomination.objects.count() == 2

    delete_unproven(nominations=two[:1], by=organiser)

    assert list(Nomination.objects.values_list("name", flat=True)) == ["Bjørn Lund"]
    assert last_line() == ("deleted nominations that came unchecked", organiser.pk, {"nominations": 1})


@pytest.mark.parametrize("act", [hold, release, take_from_candidate, delete_unproven])
def test_nothing_can_be_sorted_once_the_ballots_are_counted(two, open_edition, at, organiser, act):
    at(open_edition, Phase.SCREENING)
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="can no longer be done"):
        act(nominations=two, by=organiser)

    assert [state_of(row) for row in two] == ["waiting", "waiting"]
    assert Entry.objects.count() == lines


def test_all_or_nothing(two, organiser):
    hold(nominations=two[:1], by=organiser)
    lines = Entry.objects.count()

    with pytest.raises(Refused, match=r"Nothing was done, because this does not fit: Åse Østberg \(held for later\)\."):
        hold(nominations=two, by=organiser)

    assert [state_of(row) for row in two] == ["held", "waiting"]
    assert Entry.objects.count() == lines


def test_one_that_was_taken_back_by_its_writer_stops_the_others(two, organiser):
    Nomination.objects.filter(pk=two[0].pk).delete()

    with pytest.raises(Refused, match="1 of those you ticked is gone"):
        hold(nominations=two, by=organiser)

    assert state_of(two[1]) == "waiting"


ASKED = {
    "hold": ("Put 2 nominations aside?", "stand among the held ones"),
    "reject": ("Not take 2 nominations up?", "reads the same reason with the receipt"),
    "add": ("Add 2 nominations to a candidate?", "that the nomination is taken up"),
}


@pytest.mark.parametrize("act", ASKED)
def test_before_it_happens_the_page_says_what_will_happen_to_whom(desk, two, candidate, snapshot, act):
    desk.get(desk.at)
    before = snapshot()

    page = text(desk.post(f"{desk.at}?q=a", {"pick": [row.pk for row in two], "act": act}))

    for words in (*ASKED[act], "Åse Østberg", "Bjørn Lund"):
        assert words in page
    assert all(f"pick={row.pk}" in page for row in two)  # to leave it brings the ticks back
    assert snapshot() == before


def test_in_bulk_one_reason_is_given_to_all(desk, two):
    picks = [row.pk for row in two]
    assert "Why is it not taken up?" in text(desk.post(desk.at, {"pick": picks, "act": "reject"}))
    again = text(desk.post(desk.at, {"pick": picks, "act": "reject", "sure": "1", "reason": " "}))
    assert "One thing needs another look" in again

    page = text(desk.post(desk.at, {"pick": picks, "act": "reject", "sure": "1", "reason": "Left"}, follow=True))

    assert "2 nominations are not taken up." in page
    assert {(state_of(row), row.reply) for row in two} == {("rejected", "Left")}


def test_adding_to_a_candidate_begins_with_the_one_it_may_be(desk, two, open_edition):
    create_candidate(edition=open_edition, name="Aase Østberg", employer="Nordlys", by=None)
    create_candidate(edition=open_edition, name="Another Leader", employer="Polarnett", by=None)

    page = text(desk.post(desk.at, {"pick": two[0].pk, "act": "add"}))
    assert 'value="C01" selected' in page
    unchosen = text(desk.post(desk.at, {"pick": two[0].pk, "act": "add", "sure": "1"}))
    assert "Choose the candidate to whom they belong." in unchosen
    sent = {"pick": two[0].pk, "act": "add", "sure": "1", "candidate": "C01"}
    page = text(desk.post(desk.at, sent, follow=True))

    assert "1 nomination now belongs to Aase Østberg." in page
    assert state_of(two[0]) == "assigned"


def test_taking_the_last_nomination_back_is_said_beforehand(desk, candidate):
    (row,) = nominations_of(candidate)
    Nomination.objects.update(visible_on=None)

    page = text(desk.post(desk.at, {"pick": row.pk, "act": "take_back"}))

    assert "No nomination belongs to C01 Åse Østberg any more. It stays among the candidates." in page


def test_deleting_says_that_it_cannot_be_undone(desk, two):
    Nomination.objects.update(state="held", is_unproven=True)
    picks = [row.pk for row in two]

    assert "This cannot be undone" in text(desk.post(desk.at, {"pick": picks, "act": "delete"}))
    assert Nomination.objects.count() == 2
    page = text(desk.post(desk.at, {"pick": picks, "act": "delete", "sure": "1"}, follow=True))

    assert "2 nominations are deleted." in page
    assert Nomination.objects.count() == 0


def test_what_has_changed_meanwhile_is_named_and_the_ticks_come_back(desk, two, organiser):
    hold(nominations=two[:1], by=organiser)

    page = text(desk.post(desk.at, {"pick": [row.pk for row in two], "act": "hold", "sure": "1"}, follow=True))

    assert "Nothing was done, because this does not fit: Åse Østberg (held for later)." in page
    assert page.count("checked") == 2
    assert state_of(two[1]) == "waiting"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"act": "hold"}, "Tick the nominations first that this is about."),
        ({"act": "explode", "pick": "x"}, "Choose what to do with those you ticked."),
        ({"pick": "x"}, "Choose what to do with those you ticked."),
        ({"act": "hold", "pick": ["x", "\0"]}, "2 of those you ticked are gone"),
        ({"act": "hold", "pick": [str(n) for n in range(MOST + 1)]}, "At most 150 at a time"),
    ],
)
def test_what_cannot_be_done_is_said(desk, two, snapshot, sent, words):
    desk.get(desk.at)
    before = snapshot()

    assert words in text(desk.post(desk.at, sent, follow=True))

    assert snapshot() == before


def test_what_came_today_cannot_be_ticked(desk, nominate):
    from django.utils import timezone

    row = nominate(today=timezone.localdate()).row

    assert "1 of those you ticked is gone" in text(desk.post(desk.at, {"pick": row.pk, "act": "hold"}, follow=True))
    assert state_of(row) == "waiting"


def test_making_a_candidate_warns_of_the_one_there_may_be_already(desk, two, open_edition):
    create_candidate(edition=open_edition, name="Aase Østberg", employer="Nordlys", by=None)

    page = text(desk.post(desk.at, {"pick": two[0].pk, "act": "make"}, follow=True))

    assert "There may be a candidate already" in page
    assert "C01 Aase Østberg, Nordlys." in page
    assert f"pick={two[0].pk}" in page
