"""What happens when somebody nominates, and when they take it back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from award.audit.models import Entry
from award.codes import new_code
from award.editions.models import Edition, Window
from award.editions.states import Phase
from award.refusal import Refused
from nominations.intake.actions import open_batch, take_back
from nominations.intake.models import Nomination
from nominations.intake.receipts import fingerprint
from nominations.intake.selectors import nomination_by_receipt, nominations

MONDAY = date(2027, 2, 22)
NOON = datetime(2027, 2, 22, 12, tzinfo=UTC)


def test_a_nomination_keeps_the_week_and_nothing_of_the_hour(nominate):
    row = Nomination.objects.values().get(pk=nominate().row.pk)

    assert row["week"] == "2027-W08"
    assert row["visible_on"] == date(2027, 2, 23)
    assert row["reason"] == "She moved her desk out to us the week the case system failed."
    assert row["state"] == "waiting"


def test_nominating_writes_its_own_row_and_nothing_else(open_edition, nominate, snapshot):
    nominate()
    before = snapshot()

    nominate()

    after = snapshot()
    assert len(after["nominations.Nomination"]) == len(before["nominations.Nomination"]) + 1
    assert after | {"nominations.Nomination": []} == before | {"nominations.Nomination": []}


@pytest.mark.django_db(transaction=True)
def test_sending_twice_stores_once(nominate):
    receipt = new_code()

    first, second = nominate(receipt=receipt), nominate(receipt=receipt, reason="Another text")

    assert second.row == first.row
    assert Nomination.objects.get().reason == first.row.reason


def test_the_same_text_from_two_people_is_two_nominations(nominate):
    nominate()
    nominate()

    assert Nomination.objects.count() == 2


def test_words_are_tidied_before_they_are_kept(nominate):
    row = nominate(name="\u202eÅse\u200b  Østberg\x00", reason="one\r\n\r\ntwo\u2066").row

    assert (row.name, row.reason) == ("Åse Østberg", "one\n\ntwo")


@pytest.mark.parametrize(
    ("differing", "words"),
    [
        ({"name": " \u200b "}, "“Name of the leader” is missing"),
        ({"employer": ""}, "“Employer or contact centre” is missing"),
        ({"reason": ""}, "“Why” is missing"),
        ({"reason": "x" * 2001}, "“Why” has at most 2000 characters"),
        ({"contact": "x" * 201}, "at most 200 characters"),
        ({"traits": ["clear", "no_such"]}, "not a trait of this award"),
        ({"source": "neighbour"}, "Say what you are"),
        ({"kind": "crowd"}, "one leader or a group"),
        ({"receipt": "chosen-by-me"}, "not a receipt code"),
    ],
)
def test_an_incomplete_nomination_is_refused(nominate, differing, words):
    with pytest.raises(Refused, match=words):
        nominate(**differing)

    assert Nomination.objects.count() == 0


def test_two_thousand_signs_of_four_bytes_are_two_thousand(nominate):
    assert len(nominate(reason="😀" * 2000).row.reason) == 2000


def test_leaders_nominate_themselves_only_where_the_rules_allow_it(open_edition, nominate):
    assert nominate(source="self").row.source == "self"

    Edition.objects.update(own_nominations_allowed=False)
    open_edition.refresh_from_db()

    with pytest.raises(Refused, match="cannot nominate themselves"):
        nominate(source="self")


def test_nobody_nominates_before_or_after_the_phase(edition, nominate, at):
    at(edition, Phase.SETUP)
    with pytest.raises(Refused, match="cannot be done yet"):
        nominate()

    at(edition, Phase.SURVEYS)
    with pytest.raises(Refused, match="can no longer be done"):
        nominate()

    assert Nomination.objects.count() == 0


def test_nobody_nominates_after_the_closing_time(open_edition, nominate):
    Window.objects.create(edition=open_edition, phase=Phase.NOMINATIONS, closes_at=NOON - timedelta(seconds=1))

    with pytest.raises(Refused, match="closing time has passed"):
        nominate()

    assert Nomination.objects.count() == 0


def test_a_form_sent_again_after_closing_still_shows_its_receipt(open_edition, nominate, at):
    receipt = new_code()
    first = nominate(receipt=receipt)
    at(open_edition, Phase.SURVEYS)

    assert nominate(receipt=receipt).row == first.row


def test_taking_back_deletes_that_row_and_nothing_else(open_edition, nominate, snapshot):
    nominate()
    before = snapshot()
    sent = nominate(reason="Known by nobody else")

    assert take_back(edition=open_edition, receipt=sent.receipt)

    spent = {"nominations.SpentReceipt": [(fingerprint(sent.receipt), open_edition.pk)]}
    assert snapshot() == before | spent
    assert nomination_by_receipt(open_edition, sent.receipt) is None


def test_a_form_sent_again_after_it_was_taken_back_stays_taken_back(open_edition, nominate):
    sent = nominate()
    take_back(edition=open_edition, receipt=sent.receipt)

    with pytest.raises(Refused, match="was taken back"):
        nominate(receipt=sent.receipt)

    assert Nomination.objects.count() == 0


def test_a_wrong_code_takes_nothing_back(open_edition, nominate):
    nominate()

    assert not take_back(edition=open_edition, receipt=new_code())
    assert Nomination.objects.count() == 1


def test_a_code_opens_nothing_in_another_edition(nominate):
    from award.editions.actions import create_edition

    other = create_edition(slug="another", name="Another")
    sent = nominate()

    assert not take_back(edition=other, receipt=sent.receipt)
    assert Nomination.objects.filter(receipt_hash=fingerprint(sent.receipt)).exists()


def test_organisers_see_a_nomination_from_the_next_day(open_edition, nominate):
    nominate()

    assert nominations(open_edition, MONDAY).count() == 0
    assert nominations(open_edition, MONDAY + timedelta(days=1)).count() == 1


def test_the_first_listing_of_a_day_makes_one_batch_of_all_before(open_edition, nominate, django_assert_num_queries):
    for day in range(3):
        nominate(today=MONDAY - timedelta(days=day))

    assert open_batch(edition=open_edition, today=MONDAY) == 2

    assert sorted(Nomination.objects.values_list("visible_on", flat=True), key=str) == [date(2027, 2, 23), None, None]
    with django_assert_num_queries(1):
        assert open_batch(edition=open_edition, today=MONDAY) == 0


def test_the_list_is_ordered_by_name_and_never_by_arrival(open_edition, nominate):
    for name in ("Cecilie", "Anders", "Berit"):
        nominate(name=name)

    listed = nominations(open_edition, MONDAY + timedelta(days=1))

    assert [each.name for each in listed] == ["Anders", "Berit", "Cecilie"]


def test_no_line_of_the_trail_tells_of_a_nomination(open_edition, nominate):
    before = Entry.objects.count()

    take_back(edition=open_edition, receipt=nominate().receipt)

    assert Entry.objects.count() == before
