import pytest
from django.urls import reverse

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from jury.finals import actions
from jury.finals.selectors import finals_values, ratings_frame, ratings_of, ratings_open_to
from jury.models import TraitRating


@pytest.fixture
def page(edition, visit):
    return reverse("jury:ratings", args=[edition.slug, "C01"])


@pytest.fixture
def fours(edition):
    return {trait.code: 4 for trait in edition.content.traits}


@pytest.fixture
def noted(edition, visit, soren, note):
    """Søren has a note on every trait."""
    for trait in edition.content.traits:
        note(visit, soren, trait=trait.code)


def test_an_observer_rates_every_trait_at_once(visit, soren, noted, fours):
    actions.rate(visit=visit, ratings=fours | {"clear": 5}, by=soren)

    assert ratings_of(visit, soren) == fours | {"clear": 5}


def test_the_trace_of_rating_holds_no_rating(visit, soren, noted, fours):
    for ratings in (fours, fours, fours | {"clear": 2}):
        actions.rate(visit=visit, ratings=ratings, by=soren)

    lines = Entry.objects.filter(seat=soren.pk, verb__contains="rat").order_by("pk").values_list("verb", "facts")
    assert list(lines) == [
        ("rated a finalist", {"candidate": "C01", "traits": 7}),
        ("changed the ratings", {"candidate": "C01", "traits": 1}),
    ]
    assert ratings_of(visit, soren)["clear"] == 2


def test_a_rating_rests_on_an_own_note(edition, visit, soren, asmund, note, fours):
    for trait in edition.content.traits:
        note(visit, asmund, trait=trait.code)
        if trait.code not in ("clear", "encouraging"):
            note(visit, soren, trait=trait.code)

    with pytest.raises(Refused) as no:
        actions.rate(visit=visit, ratings=fours, by=soren)

    assert str(no.value) == "A rating rests on at least one note of your own. Without one: Clear; Encouraging."
    assert not TraitRating.objects.exists()
    assert not Entry.objects.filter(verb="rated a finalist").exists()


def test_a_note_taken_back_carries_no_rating(visit, soren, noted, note, fours):
    from jury.finals.selectors import notes

    actions.take_back(note=notes(visit, soren).get(trait="clear"), by=soren)

    with pytest.raises(Refused, match=r"Without one: Clear."):
        actions.rate(visit=visit, ratings=fours, by=soren)


def test_no_trait_is_left_out(visit, soren, noted, fours):
    del fours["clear"], fours["encouraging"]

    with pytest.raises(Refused, match=r"Rate every trait. Still without a rating: Clear; Encouraging."):
        actions.rate(visit=visit, ratings=fours, by=soren)

    assert not TraitRating.objects.exists()


@pytest.mark.parametrize("value", [0, 6, True, "4"])
def test_a_rating_off_the_scale_is_refused(visit, soren, noted, fours, value):
    with pytest.raises(Refused, match=r"“Clear”: a rating is a whole number from 1 to 5."):
        actions.rate(visit=visit, ratings=fours | {"clear": value}, by=soren)

    assert not TraitRating.objects.exists()


def test_an_unknown_trait_is_refused(visit, soren, noted, fours):
    with pytest.raises(Refused, match=r"There is no such trait in this edition."):
        actions.rate(visit=visit, ratings=fours | {"tall": 4}, by=soren)


def test_ratings_are_sent_during_the_visits_by_the_observers(edition, at, visit, soren, juror, noted, fours):
    with pytest.raises(Refused, match=r"Only the two observers of this visit write here."):
        actions.rate(visit=visit, ratings=fours, by=juror)
    at(edition, Phase.DECISION)
    with pytest.raises(Refused, match=r"This can no longer be done: the award is in the phase “Decision”."):
        actions.rate(visit=visit, ratings=fours, by=soren)

    assert not TraitRating.objects.exists()


def test_the_companions_ratings_open_after_own(edition, visit, soren, asmund, rated):
    rated(visit, asmund, 2)
    assert not ratings_open_to(edition, visit, soren).exists()

    rated(visit, soren, 4)

    assert {(r.observer, r.value) for r in ratings_open_to(edition, visit, soren)} == {(asmund, 2)}


def test_the_page_hides_the_companions_ratings_before_own_and_shows_them_after(
    edition, visit, soren, asmund, rated, noted, page, fours, sign_in
):
    rated(visit, asmund, 2)
    browser = sign_in(soren)

    before = browser.get(page).content.decode()
    typed = {f"trait_{code}": value for code, value in fours.items()}
    after = browser.post(page, typed, follow=True).content.decode()

    assert "Åsmund Tveitå" not in before
    assert "Your ratings are kept. You can change them until the decision begins." in after
    assert after.count("Åsmund Tveitå: 2") == 7


def test_the_page_names_the_traits_without_a_note_and_keeps_the_rest(edition, visit, soren, note, page, fours, sign_in):
    note(visit, soren)

    words = sign_in(soren).post(page, {f"trait_{code}": value for code, value in fours.items()}).content.decode()

    assert "A rating rests on at least one note of your own. Without one: Goal-oriented; Enthusiastic;" in words
    assert words.count(" checked") == 7
    assert not TraitRating.objects.exists()


def test_an_unrated_trait_is_named_beside_it(visit, soren, noted, page, fours, sign_in):
    del fours["clear"]

    words = sign_in(soren).post(page, {f"trait_{code}": value for code, value in fours.items()}).content.decode()

    assert '<a href="#id_trait_clear">Choose a rating for “Clear”.</a>' in words


def test_the_ratings_of_others_visits_are_not_found(edition, visit, chair, page, sign_in):
    from award.accounts.actions import give_seat

    stray = give_seat(edition=edition, email=chair.user.email, role="observer", by=None)

    assert sign_in(stray).get(page).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_ratings_page_costs_the_same_for_one_note_and_for_three(
    visit, soren, note, page, sign_in, many, django_assert_num_queries
):
    for _ in range(many):
        note(visit, soren)
    browser = sign_in(soren)

    with django_assert_num_queries(RATINGS_QUERIES):
        words = browser.get(page).content.decode()

    assert words.count("Everybody knew the date.") == many


RATINGS_QUERIES = 13


def test_ratings_become_a_value_of_a_hundred(edition, visit, soren, asmund, rated):
    rated(visit, soren, 5)
    rated(visit, asmund, 4)

    assert finals_values(edition).to_dict() == {"C01": 87.5}
    assert list(ratings_frame(edition).columns) == ["observer", "candidate", "trait", "value"]
    assert len(ratings_frame(edition)) == 14


def test_without_ratings_there_are_no_values(edition):
    assert finals_values(edition).to_dict() == {}


def test_those_who_decide_read_both_observers(
    edition, at, visit, soren, asmund, rated, note, chair, juror, organiser, sign_in
):
    rated(visit, soren, 5)
    rated(visit, asmund, 4)
    note(visit, asmund, text="Two dates for the same script.", tone="against")
    at(edition, Phase.DECISION)
    page = reverse("jury:visit_read", args=[edition.slug, "C01"])

    for seat in (chair, juror, organiser):
        words = sign_in(seat).get(page).content.decode()
        assert "Two dates for the same script." in words
        assert words.count("<strong>4.5</strong>") == 7


def test_before_the_decision_and_for_leaders_the_notes_stay_closed(
    edition, at, visit, chair, organiser, leader, sign_in
):
    page = reverse("jury:visit_read", args=[edition.slug, "C01"])

    assert sign_in(chair).get(page).status_code == 403
    assert sign_in(organiser).get(page).status_code == 403
    at(edition, Phase.DECISION)
    assert sign_in(leader.seat).get(page).status_code == 403
    assert sign_in(chair).get(reverse("jury:visit_read", args=[edition.slug, "C99"])).status_code == 404


def test_an_edition_may_have_three_traits_on_ten_points_without_words(edition, visit, soren, note, sign_in, page):
    edition.content_json["traits"] = {
        "scale": {"min": 1, "max": 10},
        "traits": [{"code": code, "name": {"en": code.capitalize()}} for code in ("kind", "firm", "fair_minded")],
    }
    edition.save()
    for trait in ("kind", "firm", "fair_minded"):
        note(visit, soren, trait=trait)

    words = sign_in(soren).get(page).content.decode()
    actions.rate(visit=visit, ratings={"kind": 10, "firm": 10, "fair_minded": 10}, by=soren)

    assert words.count('type="radio"') == 30
    assert finals_values(edition).to_dict() == {"C01": 100.0}
