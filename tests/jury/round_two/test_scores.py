from datetime import timedelta

import pytest
from django.urls import reverse

from award.audit.models import Entry
from award.editions.actions import set_dates
from award.editions.states import Phase
from award.refusal import Refused
from jury.models import Score
from jury.round_two import actions
from jury.round_two.rules import Stale
from jury.round_two.selectors import own_scores, round_two_values, scores_frame, scores_open_to


@pytest.fixture
def page(edition, handed_in):
    return reverse("jury:score_sheet", args=[edition.slug, handed_in.code])


def test_a_juror_scores_every_area_at_once(edition, handed_in, juror, all_at):
    scores = all_at(edition, 5) | {"culture": (6, " I would like to see the board. ")}

    assert actions.score(candidate=handed_in, scores=scores, by=juror) == 1

    stored = own_scores(juror, handed_in).values_list("area", "value", "comment", "revision")
    assert sorted(stored) == sorted((a, v, c.strip(), 1) for a, (v, c) in scores.items())


def test_the_trace_of_scoring_holds_no_score(edition, handed_in, juror, all_at):
    actions.score(candidate=handed_in, scores=all_at(edition, 5), by=juror)

    line = Entry.objects.get(seat=juror.pk)
    assert (line.verb, line.facts) == ("scored a description", {"candidate": "C01", "revision": 1})


def test_a_new_opinion_is_a_new_revision_and_the_last_one_counts(edition, handed_in, juror, all_at):
    actions.score(candidate=handed_in, scores=all_at(edition, 5), by=juror)

    assert actions.score(candidate=handed_in, scores=all_at(edition, 6), by=juror, revision=1) == 2

    assert sorted(own_scores(juror, handed_in).values_list("revision", "value").distinct()) == [(1, 5), (2, 6)]
    assert set(scores_frame(edition)["value"]) == {6.0}


def test_the_same_scores_twice_are_one_revision(edition, handed_in, juror, all_at):
    for _ in range(2):
        assert actions.score(candidate=handed_in, scores=all_at(edition, 5), by=juror, revision=0) == 1

    assert Score.objects.count() == 5
    assert Entry.objects.filter(seat=juror.pk).count() == 1


def test_a_page_from_before_the_last_sending_is_refused(edition, handed_in, juror, all_at):
    actions.score(candidate=handed_in, scores=all_at(edition, 5), by=juror)

    with pytest.raises(Stale, match=r"from another window in the meantime \(revision 1\)"):
        actions.score(candidate=handed_in, scores=all_at(edition, 2), by=juror, revision=0)

    assert set(Score.objects.values_list("value", flat=True)) == {5}


def test_every_area_needs_a_score(edition, handed_in, juror, all_at):
    scores = all_at(edition, 5)
    del scores["culture"], scores["reporting"]

    with pytest.raises(Refused, match=r"Every area needs a score. Still without one: Building culture; Reporting."):
        actions.score(candidate=handed_in, scores=scores, by=juror)

    assert not Score.objects.exists()
    assert not Entry.objects.filter(seat=juror.pk).exists()


@pytest.mark.parametrize("value", [0, 8, True, "5", 4.5])
def test_a_score_off_the_scale_is_refused(edition, handed_in, juror, all_at, value):
    with pytest.raises(Refused, match=r"“Building culture”: a score is a whole number from 1 to 7."):
        actions.score(candidate=handed_in, scores=all_at(edition, 5) | {"culture": (value, "")}, by=juror)

    assert not Score.objects.exists()


def test_unknown_areas_and_endless_comments_are_refused(edition, handed_in, juror, all_at):
    with pytest.raises(Refused, match=r"There is no area “weather” in this edition."):
        actions.score(candidate=handed_in, scores=all_at(edition, 5) | {"weather": (5, "")}, by=juror)
    with pytest.raises(Refused, match=r"“Reporting”: a comment has at most 2000 characters."):
        actions.score(candidate=handed_in, scores=all_at(edition, 5) | {"reporting": (5, "x" * 2001)}, by=juror)

    assert not Score.objects.exists()


def test_scores_come_from_the_jury_of_this_edition(edition, handed_in, organiser, all_at):
    with pytest.raises(Refused, match=r"Only the jury of this edition scores."):
        actions.score(candidate=handed_in, scores=all_at(edition, 5), by=organiser)


def test_what_was_not_handed_in_is_not_scored(edition, at, candidate, leader, juror, texts, all_at, now):
    at(edition, Phase.ROUND_TWO)
    actions.save_portfolio(candidate=candidate, texts=texts, figures=[], by=leader.seat, now=now)
    at(edition, Phase.SCORING)

    with pytest.raises(Refused, match=r"Åse Østberg has handed in no description: there is nothing to score."):
        actions.score(candidate=candidate, scores=all_at(edition, 5), by=juror)


def test_what_was_only_saved_is_not_shown_to_the_jury(edition, at, candidate, leader, juror, now, sign_in):
    at(edition, Phase.ROUND_TWO)
    actions.save_portfolio(candidate=candidate, texts={"culture": "A draft."}, figures=[], by=leader.seat, now=now)
    at(edition, Phase.SCORING)

    page = reverse("jury:score_sheet", args=[edition.slug, candidate.code])
    words = sign_in(juror).get(page).content.decode()

    assert "A draft." not in words
    assert "This candidate has handed in no description; there is nothing to score." in words


def test_after_closing_and_outside_scoring_nothing_is_stored(edition, at, handed_in, juror, all_at, now):
    set_dates(edition, {Phase.SCORING: (None, now)}, by=None)
    late = now + timedelta(minutes=1)

    with pytest.raises(Refused, match=r"The closing time has passed. Nothing can be sent any more."):
        actions.score(candidate=handed_in, scores=all_at(edition, 5), by=juror, now=late)
    at(edition, Phase.FINALS)
    with pytest.raises(Refused, match=r"This can no longer be done: the award is in the phase “Visits”."):
        actions.score(candidate=handed_in, scores=all_at(edition, 5), by=juror)

    assert not Score.objects.exists()


def test_others_scores_open_after_own_and_only_for_that_candidate(
    edition, at, handed_in, juror, second_juror, shortlist_of, texts, figures, now, all_at
):
    (other,) = shortlist_of(edition, "Bo Lund")
    at(edition, Phase.ROUND_TWO)
    actions.hand_in(candidate=other, texts=texts, figures=figures, by=None, now=now)
    at(edition, Phase.SCORING)
    for candidate in (handed_in, other):
        actions.score(candidate=candidate, scores=all_at(edition, 3), by=second_juror)
    assert list(scores_open_to(edition, juror)) == []

    actions.score(candidate=handed_in, scores=all_at(edition, 5), by=juror)

    seen = set(scores_open_to(edition, juror).values_list("candidate__code", "juror__user__name", "value"))
    assert seen == {("C01", "Søren Kjærgård-Bløch", 5), ("C01", "Åsmund Tveitå", 3)}


def test_the_page_hides_others_scores_before_own_and_shows_them_after(
    edition, page, handed_in, juror, second_juror, all_at, sent, sign_in
):
    theirs = all_at(edition, 2) | {"culture": (2, "Too little about the night shift.")}
    actions.score(candidate=handed_in, scores=theirs, by=second_juror)
    browser = sign_in(juror)

    before = browser.get(page).content.decode()
    after = browser.post(page, sent(all_at(edition, 7)), follow=True).content.decode()

    assert "Åsmund Tveitå" not in before
    assert "night shift" not in before
    assert "Your scores are kept (revision 1)." in after
    assert after.count('<th scope="row">You</th><td class="num">7</td>') == 5
    assert after.count("<strong>4.5</strong>") == 5
    assert "Too little about the night shift." in after


def test_whose_scores_they_are_is_the_seat_whatever_the_form_says(
    edition, page, handed_in, juror, second_juror, all_at, sent, sign_in
):
    sign_in(juror).post(page, sent(all_at(edition, 5), juror=second_juror.pk, by=second_juror.pk))

    assert set(Score.objects.values_list("juror", flat=True)) == {juror.pk}


def test_a_stale_page_answers_409_and_keeps_what_was_typed(edition, page, handed_in, juror, all_at, sent, sign_in):
    browser = sign_in(juror)
    browser.post(page, sent(all_at(edition, 5)))

    answer = browser.post(page, sent(all_at(edition, 2) | {"culture": (3, "Typed for long.")}, revision=0))

    words = answer.content.decode()
    assert answer.status_code == 409
    assert "from another window in the meantime (revision 1)" in words
    assert "Typed for long." in words
    assert '<input type="hidden" name="revision" value="1">' in words
    assert set(Score.objects.values_list("value", flat=True)) == {5}


def test_a_change_is_named_and_the_earlier_scores_stay_to_be_read(
    edition, page, handed_in, juror, all_at, sent, sign_in
):
    browser = sign_in(juror)
    browser.post(page, sent(all_at(edition, 5)))

    words = browser.post(page, sent(all_at(edition, 6), revision=1), follow=True).content.decode()

    assert "you changed it: revision 2" in words
    assert words.count("Revision 1: 5") == 5


def test_an_area_without_a_score_is_named_beside_it_and_the_rest_comes_back(
    edition, page, handed_in, juror, all_at, sent, sign_in
):
    typed = sent(all_at(edition, 5) | {"culture": (4, "Typed for long.")})
    del typed["score_reporting"]

    words = sign_in(juror).post(page, typed).content.decode()

    assert '<a href="#id_score_reporting">Choose a score for “Reporting”.</a>' in words
    assert "Typed for long." in words
    assert not Score.objects.exists()


def test_a_candidate_who_is_not_shortlisted_or_of_another_edition_is_not_found(
    edition, at, leader, juror, sign_in, no_ties
):
    at(edition, Phase.SCORING)
    no_ties(juror)

    assert sign_in(juror).get(reverse("jury:score_sheet", args=[edition.slug, "C01"])).status_code == 404


def test_scoring_is_no_page_of_organisers_leaders_and_observers(page, organiser, leader, observer, sign_in):
    for seat in (organiser, leader.seat):
        assert sign_in(seat).get(page).status_code == 403


def test_scores_become_a_value_of_a_hundred(edition, handed_in, juror, second_juror, all_at):
    actions.score(candidate=handed_in, scores=all_at(edition, 4), by=juror)
    actions.score(candidate=handed_in, scores=all_at(edition, 7), by=second_juror)

    assert round_two_values(edition).to_dict() == {"C01": 75.0}


def test_areas_count_by_the_weights_of_the_edition(edition, handed_in, juror, all_at):
    edition.round_two_weights = {"culture": 4, "reporting": 1, "organisation": 0, "satisfaction": 0, "knowledge": 0}
    edition.save()

    actions.score(candidate=handed_in, scores=all_at(edition, 1) | {"culture": (7, "")}, by=juror)

    assert round_two_values(edition).to_dict() == {"C01": 80.0}


def test_without_scores_there_are_no_values(edition):
    assert round_two_values(edition).to_dict() == {}
    assert list(scores_frame(edition).columns) == ["juror", "candidate", "criterion", "value"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_descriptions_costs_the_same_for_one_and_for_three(
    edition, at, juror, shortlist_of, sign_in, rows, django_assert_num_queries
):
    shortlist_of(edition, *["Ada", "Bo", "Cy"][:rows])
    at(edition, Phase.SCORING)
    browser = sign_in(juror)

    with django_assert_num_queries(LIST_QUERIES):
        words = browser.get(reverse("jury:descriptions", args=[edition.slug])).content.decode()

    assert words.count("not handed in") == rows


LIST_QUERIES = 11


def test_the_list_says_how_far_a_juror_has_come(edition, handed_in, juror, all_at, sign_in):
    page = reverse("jury:descriptions", args=[edition.slug])
    browser = sign_in(juror)
    assert "waits for you" in browser.get(page).content.decode()

    actions.score(candidate=handed_in, scores=all_at(edition, 4), by=juror)

    words = browser.get(page).content.decode()
    assert "You have scored 1 of 1." in words
    assert "waits for you" not in words


def test_an_empty_list_says_what_will_stand_here(edition, at, juror, sign_in):
    at(edition, Phase.SCORING)

    words = sign_in(juror).get(reverse("jury:descriptions", args=[edition.slug])).content.decode()

    assert "No candidate is shortlisted." in words
