"""What the texts were: listed, compared, and gone back to while the edition is in set-up."""

import pytest

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.editions.states import Phase
from surveys.editing.actions import put_entry


@pytest.fixture
def rename(edition, organiser, seen):
    """Gives the first area another name, which makes a version."""

    def to(name):
        entry = {"code": "job_content", "name": {"en": name}}
        put_entry(edition=edition, kind="area", entry=entry, seen=seen(), by=organiser)

    return to


def test_as_long_as_nothing_was_changed_there_is_no_version(desk, text):
    assert "No change yet" in text(desk.get("versions"))
    assert "These are the texts the edition began with." in text(desk.get("questionnaire"))


def test_versions_are_listed_with_who_did_what(desk, rename, text):
    rename("Work itself")

    page = text(desk.get("versions"))

    assert "added a text" not in page
    assert "changed a text: job_content" in page
    assert "Tuva Øyjord" in page
    assert "began with these texts" in page


def test_whoever_has_no_seat_any_more_is_not_taken_for_the_command_line(desk, edition, seen, text):
    second = give_seat(edition=edition, email="eir@samtaleprisen.example", role=Role.ORGANISER, name="Eir", by=None)
    for name, by in (("One", second), ("Two", None)):
        entry = {"code": "job_content", "name": {"en": name}}
        put_entry(edition=edition, kind="area", entry=entry, seen=seen(), by=by)
    second.delete()

    page = text(desk.get("versions"))

    assert page.count("<strong>Somebody whose seat was taken back</strong> changed a text") == 1
    assert page.count("<strong>The command line</strong> changed a text") == 1


def test_the_list_asks_as_much_of_the_database_for_one_version_as_for_three(desk, rename, django_assert_num_queries):
    rename("One")
    with django_assert_num_queries(8):
        desk.get("versions")

    for name in ("Two", "Three"):
        rename(name)

    with django_assert_num_queries(8):
        desk.get("versions")


def test_a_version_stands_beside_the_one_before(desk, rename, text):
    rename("One")
    rename("Two")

    page = text(desk.get("version", 3))

    assert "<td>One</td><td>Two</td>" in page
    assert "these are the texts now" in page
    assert "There is none before it" in text(desk.get("version", 1))
    assert desk.get("version", 9).status_code == 404


def test_going_back_says_what_becomes_different_and_is_done_once(desk, edition, rename, seen, kept, text):
    rename("One")
    opened = seen()

    page = text(desk.get("go_back", 1))
    desk.post("go_back", 1, seen=opened)
    once = kept()
    desk.post("go_back", 1, seen=opened)

    assert "<td>One</td><td>Job content</td>" in page
    assert kept() == once
    assert "The texts are those of version 1 again." in text(desk.get("questionnaire"))
    assert edition.content_json["survey"]["areas"][0]["name"]["nb"] == "Jobbinnhold"


def test_nobody_goes_back_over_what_was_changed_meanwhile(desk, rename, seen, kept, text):
    rename("One")
    opened = seen()
    rename("Two")
    before = kept()

    answer = desk.post("go_back", 1, seen=opened)

    assert answer.status_code == 409
    assert "<td>One</td><td>Two</td>" in text(answer)
    assert kept() == before


def test_frozen_texts_keep_their_versions_and_nobody_goes_back(desk, edition, rename, at, kept, text):
    rename("One")
    at(edition, Phase.NOMINATIONS)
    before = kept()

    assert "Go back to this version" not in text(desk.get("version", 1))
    assert desk.post("go_back", 1, seen="").status_code == 403
    assert "Every change until nominations opened" in text(desk.get("versions"))
    assert kept() == before
