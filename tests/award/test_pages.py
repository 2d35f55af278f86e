import pytest
from django.urls import reverse

from award.accounts.models import Seat
from award.audit.actions import record
from award.editions.states import ORDER, Phase


def page(client, name, edition, **query):
    return client.get(reverse(f"award:{name}", args=[edition.slug]), query)


@pytest.mark.parametrize("phase", ORDER)
@pytest.mark.parametrize("language", ["en", "nb", "da"])
def test_the_landing_page_speaks_in_every_phase_and_language(edition, chair, client, at, phase, language):
    at(edition, phase)

    response = page(client, "landing", edition, lang=language)
    text = response.content.decode()

    assert response.status_code == 200
    assert f'<html lang="{language}">' in text
    assert "Ingunn Råheim" in text
    assert {"en": "Goal-oriented", "nb": "Målbevisst", "da": "Målbevidst"}[language] in text


def test_a_page_without_a_role_keeps_no_session(edition, client):
    for name in ("landing", "who_sees_what"):
        response = page(client, name, edition)

        assert set(response.cookies) <= {"csrftoken"}


def test_every_page_carries_the_headers_of_the_house(edition, client):
    headers = page(client, "landing", edition).headers

    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert (headers["Referrer-Policy"], headers["X-Frame-Options"]) == ("strict-origin", "DENY")
    assert headers["Cache-Control"] == "no-store"


def test_the_house_says_that_it_is_well(client, db):
    assert client.get("/healthz").content == b"ok"


def test_an_edition_that_is_none_is_not_found(client, db):
    response = client.get("/no-such-award/")

    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_anybody_can_read_who_may_see_what(edition, client):
    text = page(client, "who_sees_what", edition).content.decode()

    assert "How many nominations a candidate has" in text
    assert "never" in text


def test_the_organisers_desk_names_the_gates_and_the_next_phase(edition, organiser, sign_in):
    text = page(sign_in(organiser), "organise", edition).content.decode()

    assert "Rules and texts are complete" in text
    assert "Nominations" in text


def test_a_move_is_shown_before_it_is_made(edition, organiser, sign_in):
    browser = sign_in(organiser)

    before = page(browser, "move", edition).content.decode()
    edition.refresh_from_db()
    stays = edition.phase
    browser.post(reverse("award:move", args=[edition.slug]), {"to": "nominations"})
    edition.refresh_from_db()

    assert "one way only" in before
    assert (stays, edition.phase) == (Phase.SETUP, Phase.NOMINATIONS)


def test_an_unknown_phase_moves_nothing(edition, organiser, sign_in):
    response = sign_in(organiser).post(reverse("award:move", args=[edition.slug]), {"to": "moon"}, follow=True)

    edition.refresh_from_db()
    assert edition.phase == Phase.SETUP
    assert "Choose the next phase." in response.content.decode()


def test_an_organiser_gives_a_seat_and_takes_it_back(edition, organiser, sign_in):
    browser = sign_in(organiser)
    typed = {"email": "gro@samtaleprisen.example", "name": "Gro Lyttersen", "role": "juror", "bio": "Listens."}

    browser.post(reverse("award:people", args=[edition.slug]), typed)
    seat = Seat.objects.get(user__email="gro@samtaleprisen.example")
    browser.post(reverse("award:remove", args=[edition.slug, seat.pk]))

    assert seat.bio == "Listens."
    assert not Seat.objects.filter(pk=seat.pk).exists()


def test_a_faulty_seat_comes_back_with_what_was_typed(edition, organiser, sign_in):
    typed = {"email": "not-an-address", "name": "Gro Lyttersen", "role": "juror"}

    text = sign_in(organiser).post(reverse("award:people", args=[edition.slug]), typed).content.decode()

    assert "Gro Lyttersen" in text
    assert "valid email address" in text
    assert Seat.objects.count() == 1


def test_a_seat_of_another_edition_is_not_found(edition, organiser, sign_in):
    from award.accounts.actions import give_seat
    from award.editions.actions import create_edition

    other = create_edition(slug="other", name="Other")
    theirs = give_seat(edition=other, email="x@other.example", role="juror", by=None)

    response = sign_in(organiser).post(reverse("award:remove", args=[edition.slug, theirs.pk]))

    assert response.status_code == 404
    assert Seat.objects.filter(pk=theirs.pk).exists()


def rules_as_typed(edition, **changes):
    from award.desks.forms import RulesForm

    form = RulesForm(instance=edition)
    values = {name: form[name].value() for name in form.fields} | changes
    return {name: value for name, value in values.items() if value is not False}


def test_rules_are_changed_in_setup(edition, organiser, sign_in):
    sign_in(organiser).post(reverse("award:rules", args=[edition.slug]), rules_as_typed(edition, finalists=3))

    edition.refresh_from_db()
    assert edition.finalists == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"threshold": 4}, "Never below 5"),
        ({"weight_survey": 30}, "The three weights must sum to 100."),
        ({"shortlist_one_in": 0}, "At least 1."),
    ],
)
def test_rules_that_cannot_stand_are_refused_and_come_back(edition, organiser, sign_in, change, words):
    text = (
        sign_in(organiser)
        .post(reverse("award:rules", args=[edition.slug]), rules_as_typed(edition, finalists=3, **change))
        .content.decode()
    )

    edition.refresh_from_db()
    assert words in text
    assert edition.finalists == 5


def test_dates_are_stored_and_shown_on_the_timeline(edition, organiser, sign_in):
    typed = {"form-TOTAL_FORMS": 8, "form-INITIAL_FORMS": 8}
    for place, phase in enumerate(ORDER[1:]):
        typed |= {f"form-{place}-phase": phase.value, f"form-{place}-opens_on": "", f"form-{place}-closes_at": ""}
    typed |= {"form-0-opens_on": "2027-02-01", "form-0-closes_at": "2027-03-14T23:59"}
    browser = sign_in(organiser)

    browser.post(reverse("award:dates", args=[edition.slug]), typed)

    assert edition.windows.count() == 1
    assert "14 Mar" in page(browser, "landing", edition).content.decode()


def test_the_trail_costs_the_same_for_one_line_and_for_three(edition, organiser, sign_in, django_assert_num_queries):
    browser = sign_in(organiser)

    for lines in (1, 3):
        for _ in range(lines):
            record(edition, "did something", by=organiser)
        with django_assert_num_queries(9):
            page(browser, "trail", edition)


def test_people_cost_the_same_for_one_seat_and_for_three(
    edition, organiser, sign_in, django_assert_num_queries, request
):
    browser = sign_in(organiser)

    with django_assert_num_queries(6):
        page(browser, "people", edition)
    request.getfixturevalue("chair"), request.getfixturevalue("juror")
    with django_assert_num_queries(6):
        page(browser, "people", edition)


def test_a_code_that_cannot_be_one_is_not_found(edition, organiser, sign_in, at):
    at(edition, Phase.NOMINATIONS)

    assert sign_in(organiser).get(f"/{edition.slug}/organise/candidates/a%00b/").status_code == 404


def test_a_year_out_of_reach_is_refused(edition, organiser, sign_in):
    typed = {"form-TOTAL_FORMS": 8, "form-INITIAL_FORMS": 8}
    for place, phase in enumerate(ORDER[1:]):
        typed |= {f"form-{place}-phase": phase.value, f"form-{place}-opens_on": "", f"form-{place}-closes_at": ""}

    text = (
        sign_in(organiser)
        .post(reverse("award:dates", args=[edition.slug]), typed | {"form-0-closes_at": "9999-12-31T23:59"})
        .content.decode()
    )

    assert "A year between 2000 and 2100, please." in text
    assert edition.windows.count() == 0
