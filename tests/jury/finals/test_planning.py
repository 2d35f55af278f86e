import pytest
from django.urls import reverse

from award.accounts.models import Seat
from award.audit.models import Entry
from award.editions.actions import advance
from award.editions.states import Phase
from award.refusal import Refused
from jury.finals import actions
from jury.models import Visit


def test_two_of_the_jury_are_sent_and_get_the_observers_seat(edition, visit, juror, second_juror, organiser, day):
    assert visit.on == day
    seats = Seat.objects.filter(edition=edition, role="observer")
    assert set(visit.observers.all()) == set(seats)
    assert {seat.user for seat in seats} == {juror.user, second_juror.user}
    line = Entry.objects.get(verb="planned a visit")
    assert (line.seat, line.facts) == (
        organiser.pk,
        {"candidate": "C01", "on": "2027-08-31", "observers": sorted(seat.pk for seat in seats)},
    )


def test_a_visit_has_exactly_two_observers(finalist, juror, second_juror, chair, organiser, day):
    for observers in ([], [juror], [juror, juror], [juror, second_juror, chair]):
        with pytest.raises(Refused, match=r"A visit has exactly two observers. Choose two different people."):
            actions.plan_visit(candidate=finalist, on=day, observers=observers, by=organiser)

    assert not Visit.objects.exists()
    assert not Seat.objects.filter(role="observer").exists()
    assert not Entry.objects.filter(verb="planned a visit").exists()


def test_observers_come_from_the_jury(finalist, juror, organiser, day):
    with pytest.raises(Refused, match=r"Observers come from the jury of this edition."):
        actions.plan_visit(candidate=finalist, on=day, observers=[juror, organiser], by=organiser)


def test_only_finalists_are_visited(edition, at, leader, juror, second_juror, organiser, day):
    at(edition, Phase.FINALS)

    with pytest.raises(Refused, match=r"Only finalists are visited; Åse Østberg is none."):
        actions.plan_visit(candidate=leader.candidate, on=day, observers=[juror, second_juror], by=organiser)


def test_visits_are_planned_when_the_visits_have_begun(edition, at, finalist, juror, second_juror, organiser, day):
    at(edition, Phase.SCORING)

    with pytest.raises(Refused, match=r"This cannot be done yet: the award is in the phase “Scoring”."):
        actions.plan_visit(candidate=finalist, on=day, observers=[juror, second_juror], by=organiser)


def test_an_observer_can_be_replaced_until_there_are_notes(finalist, visit, juror, second_juror, chair, organiser, day):
    actions.plan_visit(candidate=finalist, on=day, observers=[juror, chair], by=organiser)

    assert {seat.user for seat in visit.observers.all()} == {juror.user, chair.user}


def test_an_observer_with_notes_stays(visit, soren, note, juror, second_juror, chair, organiser, finalist, day):
    note(visit, soren)

    with pytest.raises(Refused, match=r"Søren Kjærgård-Bløch has notes of this visit and cannot be replaced."):
        actions.plan_visit(candidate=finalist, on=day, observers=[second_juror, chair], by=organiser)

    assert {seat.user for seat in visit.observers.all()} == {juror.user, second_juror.user}
    assert not Seat.objects.filter(role="observer", user=chair.user).exists()


def test_the_organiser_plans_a_visit_on_a_page(edition, finalist, juror, second_juror, organiser, sign_in):
    browser = sign_in(organiser)
    people = [juror.user_id, second_juror.user_id]

    page = reverse("jury:visit_plan", args=[edition.slug, "C01"])
    words = browser.post(page, {"on": "2027-08-31", "observers": people}, follow=True).content.decode()

    assert "The visit to Åse Østberg is planned." in words
    assert "31 August 2027" in words
    assert words.count("not rated yet") == 2


def test_a_refused_plan_comes_back_as_it_was_typed(edition, finalist, juror, organiser, sign_in):
    page = reverse("jury:visit_plan", args=[edition.slug, "C01"])

    words = sign_in(organiser).post(page, {"on": "2027-08-31", "observers": [juror.user_id]}).content.decode()

    assert "A visit has exactly two observers. Choose two different people." in words
    assert 'value="2027-08-31"' in words
    assert not Visit.objects.exists()


def test_a_message_of_the_rules_stands_on_the_page(
    edition, visit, soren, note, chair, second_juror, organiser, sign_in
):
    note(visit, soren)

    page = reverse("jury:visit_plan", args=[edition.slug, "C01"])
    people = [chair.user_id, second_juror.user_id]
    words = sign_in(organiser).post(page, {"on": "2027-08-31", "observers": people}).content.decode()

    assert "Søren Kjærgård-Bløch has notes of this visit and cannot be replaced." in words


def test_only_organisers_plan_and_only_finalists_are_found(edition, finalist, juror, organiser, finalists_of, sign_in):
    assert sign_in(juror).get(reverse("jury:visits_plan", args=[edition.slug])).status_code == 403
    assert sign_in(organiser).get(reverse("jury:visit_plan", args=[edition.slug, "C99"])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_plan_costs_the_same_for_one_and_for_three(
    edition, at, finalists_of, juror, second_juror, organiser, day, sign_in, rows, django_assert_num_queries
):
    at(edition, Phase.FINALS)
    for candidate in finalists_of(*["Ada", "Bo", "Cy"][:rows]):
        actions.plan_visit(candidate=candidate, on=day, observers=[juror, second_juror], by=organiser)
    browser = sign_in(organiser)

    with django_assert_num_queries(PLAN_QUERIES):
        words = browser.get(reverse("jury:visits_plan", args=[edition.slug])).content.decode()

    assert words.count("31 August 2027") == rows


PLAN_QUERIES = 10


def test_the_decision_waits_for_every_visit_and_every_rating(
    edition, at, finalists_of, juror, second_juror, organiser, day, rated
):
    ada, _bo = finalists_of("Ada Ås", "Bo Lund")
    at(edition, Phase.FINALS)
    visit = actions.plan_visit(candidate=ada, on=day, observers=[juror, second_juror], by=organiser)

    with pytest.raises(Refused) as no:
        advance(edition, Phase.DECISION, by=None)

    assert str(no.value).splitlines() == [
        "Ada Ås: ratings are missing of Søren Kjærgård-Bløch and Åsmund Tveitå.",
        "Bo Lund: no visit with two observers is planned.",
    ]
    assert visit.observers.count() == 2


def test_the_decision_begins_when_both_observers_have_rated(edition, visit, soren, asmund, rated):
    rated(visit, soren)
    rated(visit, asmund)

    advance(edition, Phase.DECISION, by=None)

    assert Entry.objects.get(verb="moved the award").facts["visits"] == 1
