from datetime import timedelta

import pytest
from django.urls import reverse

from award.audit.models import Entry
from award.editions.actions import set_dates
from award.editions.states import Phase
from award.refusal import Refused
from jury.models import Description, KeyFigure, Portfolio
from jury.round_two import actions
from jury.round_two.portfolios import reading
from jury.round_two.rules import Stale
from jury.round_two.selectors import portfolio
from nominations.candidates.models import Leader


@pytest.fixture(autouse=True)
def round_two(edition, at):
    at(edition, Phase.ROUND_TWO)


@pytest.fixture
def page(edition):
    return reverse("jury:description", args=[edition.slug])


def stored(edition, candidate):
    return reading(edition.content.round_two, portfolio(candidate))


def test_saving_keeps_what_is_there_and_asks_for_nothing(edition, candidate, leader, now):
    half = [{"name": "Satisfied customers", "before": "61 %"}]

    actions.save_portfolio(candidate=candidate, texts={"culture": "We talk."}, figures=half, by=leader.seat, now=now)

    assert stored(edition, candidate).texts["culture"] == "We talk."
    assert stored(edition, candidate).figures == [
        {"name": "Satisfied customers", "before": "61 %", "after": "", "period": "", "source": ""}
    ]
    assert portfolio(candidate).handed_in_at is None


def test_saving_and_handing_in_leave_a_trace_each(candidate, leader, texts, figures, now):
    actions.save_portfolio(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now)
    actions.hand_in(candidate=candidate, by=leader.seat, now=now)

    lines = Entry.objects.filter(seat=leader.seat.pk).order_by("pk").values_list("verb", "facts")
    assert list(lines) == [
        ("saved a description", {"candidate": "C01", "revision": 1}),
        ("handed in a description", {"candidate": "C01", "revision": 1}),
    ]


def test_handing_in_needs_every_area_and_enough_figures(candidate, leader, texts, figures, now):
    texts["culture"] = " "

    with pytest.raises(Refused) as no:
        actions.hand_in(candidate=candidate, texts=texts, figures=figures[:1], by=leader.seat, now=now)

    assert str(no.value).splitlines() == [
        "“Building culture” is still empty. Write a few sentences.",
        "One more key figure is needed: at least 2 in all.",
    ]
    assert not Portfolio.objects.exists()
    assert not Entry.objects.filter(verb="handed in a description").exists()


def test_too_many_words_are_counted_out(edition, candidate, leader, texts, figures, now):
    texts["reporting"] = "word " * (edition.content.round_two.max_words + 12)

    with pytest.raises(Refused, match=r"“Reporting” is 12 words over the limit of 600. Shorten it a little."):
        actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now)


def test_a_key_figure_half_filled_names_its_empty_columns(candidate, leader, texts, figures, now):
    figures[1] |= {"period": "", "source": ""}

    with pytest.raises(Refused, match=r"Key figure 2 lacks: period and source."):
        actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now)


def test_more_key_figures_than_asked_are_refused(candidate, leader, texts, figures, now):
    with pytest.raises(Refused, match=r"At most 6 key figures, please."):
        actions.save_portfolio(candidate=candidate, texts=texts, figures=figures * 4, by=leader.seat, now=now)


def test_texts_nobody_can_read_to_the_end_are_refused(candidate, leader, texts, figures, now):
    with pytest.raises(Refused, match=r"“Reporting” is too long to be stored."):
        actions.save_portfolio(
            candidate=candidate, texts={"reporting": "x" * 20_000}, figures=[], by=leader.seat, now=now
        )
    with pytest.raises(Refused, match=r"Key figure 1 is too long to be stored."):
        actions.save_portfolio(candidate=candidate, texts={}, figures=[{"before": "9" * 99}], by=leader.seat, now=now)
    with pytest.raises(Refused, match=r"There is no area “weather” in this edition."):
        actions.save_portfolio(candidate=candidate, texts={"weather": "Fair."}, figures=[], by=leader.seat, now=now)


def test_only_the_shortlisted_describe(leader, texts, figures, now):
    with pytest.raises(Refused, match=r"Round two is for the shortlisted candidates; Åse Østberg is not among them."):
        actions.hand_in(candidate=leader.candidate, texts=texts, figures=figures, by=leader.seat, now=now)

    assert not Portfolio.objects.exists()


def test_after_the_closing_time_nothing_is_stored(edition, candidate, leader, texts, figures, now):
    set_dates(edition, {Phase.ROUND_TWO: (None, now)}, by=None)

    with pytest.raises(Refused, match=r"The closing time has passed. Nothing can be sent any more."):
        actions.hand_in(
            candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now + timedelta(seconds=1)
        )

    assert not Portfolio.objects.exists()


def test_after_the_phase_nothing_is_stored(edition, at, candidate, leader, texts, figures, now):
    at(edition, Phase.SCORING)

    with pytest.raises(Refused, match=r"This can no longer be done: the award is in the phase “Scoring”."):
        actions.save_portfolio(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now)

    assert not Portfolio.objects.exists()


def test_what_is_handed_in_stays_complete(edition, candidate, leader, texts, figures, now):
    actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now)

    with pytest.raises(Refused, match=r"“Reporting” is still empty. Write a few sentences."):
        actions.save_portfolio(
            candidate=candidate, texts=texts | {"reporting": ""}, figures=figures, by=leader.seat, now=now
        )

    assert stored(edition, candidate).texts == texts


def test_it_can_be_handed_in_again(edition, candidate, leader, texts, figures, now):
    actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now)

    later = now + timedelta(hours=1)
    texts["reporting"] = "Better."
    actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=later)

    assert stored(edition, candidate).texts == texts
    assert portfolio(candidate).handed_in_at == later
    assert Description.objects.count() == 5
    assert KeyFigure.objects.count() == 2


def test_the_same_form_twice_is_no_conflict(candidate, leader, texts, figures, now):
    for _ in range(2):
        actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now, revision=0)

    assert portfolio(candidate).revision == 1


def test_two_leaders_of_a_group_do_not_overwrite_each_other(edition, candidate, leader, texts, figures, now):
    actions.save_portfolio(candidate=candidate, texts=texts, figures=[], by=leader.seat, now=now, revision=0)

    with pytest.raises(Stale, match=r"Somebody else saved this description while you were writing."):
        actions.save_portfolio(candidate=candidate, texts={}, figures=figures, by=leader.seat, now=now, revision=0)

    assert stored(edition, candidate).texts == texts
    assert stored(edition, candidate).figures == []


def test_the_page_shows_a_conflict_and_keeps_what_was_typed(edition, candidate, leader, texts, typed, page, sign_in):
    browser = sign_in(leader.seat)
    browser.post(page, typed(texts, save="1"))

    answer = browser.post(page, typed(texts | {"culture": "My own words."}, save="1"))

    assert answer.status_code == 409
    words = answer.content.decode()
    assert "My own words." in words
    assert texts["culture"] in words
    assert '<input type="hidden" name="revision" value="1">' in words
    assert stored(edition, candidate).texts == texts


def test_a_leader_hands_in_and_reads_it_back(candidate, leader, texts, figures, typed, page, sign_in):
    browser = sign_in(leader.seat)

    answer = browser.post(page, typed(texts, figures), follow=True)

    words = answer.content.decode()
    assert "Handed in. You can change it until the closing time." in words
    assert all(text in words for text in texts.values())
    assert "Call log" in words
    assert "Take it up again" in words


def test_what_is_handed_in_is_taken_up_again_on_a_page_of_its_own(
    edition, candidate, leader, texts, figures, typed, page, sign_in
):
    browser = sign_in(leader.seat)
    browser.post(page, typed(texts, figures))

    words = browser.get(reverse("jury:description_change", args=[edition.slug])).content.decode()

    assert "Hand in again" in words
    assert "Save for now" not in words
    assert texts["culture"] in words


def test_handing_in_too_little_says_what_is_missing_beside_the_field(
    candidate, leader, texts, figures, typed, page, sign_in
):
    figures[1]["after"] = ""

    words = sign_in(leader.seat).post(page, typed(texts, figures)).content.decode()

    assert '<a href="#id_figure_2_after">Key figure 2 lacks: after.</a>' in words
    assert texts["culture"] in words
    assert not Portfolio.objects.exists()


def test_messages_stand_where_a_row_was_typed_not_where_it_is_stored(
    candidate, leader, texts, figures, typed, page, sign_in
):
    empty = dict.fromkeys(figures[0], "")

    words = sign_in(leader.seat).post(page, typed(texts, [empty, figures[0] | {"source": ""}])).content.decode()

    assert '<a href="#id_figure_2_source">' in words
    assert '<a href="#id_figure_1_name">One more key figure is needed: at least 2 in all.</a>' in words


def test_what_was_saved_says_what_still_stands_before_handing_in(candidate, leader, typed, page, sign_in):
    browser = sign_in(leader.seat)

    words = browser.post(page, typed({"culture": "We talk."}, save="1"), follow=True).content.decode()

    assert "Saved. The jury sees nothing of it until you hand it in." in words
    assert "“Reporting” is still empty. Write a few sentences." in words
    assert "2 more key figures are needed: at least 2 in all." in words


def test_a_leader_who_is_not_shortlisted_is_told_so_kindly(leader, page, sign_in):
    words = sign_in(leader.seat).get(page).content.decode()

    assert "Thank you for taking part" in words
    assert "you are not among them this year" in words


def test_what_is_typed_after_closing_comes_back(edition, candidate, leader, texts, figures, typed, page, sign_in, now):
    set_dates(edition, {Phase.ROUND_TWO: (None, now.replace(year=2020))}, by=None)

    words = sign_in(leader.seat).post(page, typed(texts, figures)).content.decode()

    assert "The closing time has passed. Nothing can be sent any more." in words
    assert texts["culture"] in words


def test_afterwards_the_leader_reads_and_changes_nothing(handed_in, leader, texts, page, sign_in):
    words = sign_in(leader.seat).get(page).content.decode()

    assert texts["culture"] in words
    assert "Take it up again" not in words


def test_a_second_leader_of_the_group_finds_the_same_description(edition, candidate, leader, page, typed, sign_in):
    from award.accounts.actions import give_seat

    seat = give_seat(edition=edition, email="nils@nordlys.example", role="leader", name="Nils", by=None)
    Leader.objects.create(candidate=candidate, name="Nils", email="nils@nordlys.example", seat=seat)

    sign_in(leader.seat).post(page, typed({"culture": "Åse wrote this."}, save="1"))

    assert "Åse wrote this." in sign_in(seat).get(page).content.decode()


def test_the_desk_of_the_leader_says_how_it_stands(edition, candidate, leader, texts, figures, now, sign_in):
    desk = reverse("award:leader", args=[edition.slug])
    browser = sign_in(leader.seat)

    assert "Not begun yet." in browser.get(desk).content.decode()

    actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now)
    assert "Handed in." in browser.get(desk).content.decode()
