"""Strangers send little; the second contact brings a roster of any length a roster may have."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from award.editions.actions import create_edition


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


LONG = "\n".join(f"somebody.with.a.long.name.{number:04}@kundesenter.nordlys.example; nb" for number in range(5000))


def test_the_second_contact_brings_a_roster_of_five_thousand_lines(own, candidate):
    assert len(LONG) > 255_000

    pasted = Client().post(own, {"text": LONG, "do": "look"})
    as_file = Client().post(own, {"file": SimpleUploadedFile("team.csv", LONG.encode()), "do": "look"})

    assert [each.status_code for each in (pasted, as_file)] == [200, 200]
    assert "kundesenter.nordlys.example 5000" in text_of(pasted)
    assert "kundesenter.nordlys.example 5000" in text_of(as_file)


def test_more_than_a_megabyte_is_no_roster(own):
    response = Client().post(own, {"text": LONG * 4, "do": "look"})

    assert response.status_code == 413


@pytest.mark.parametrize(("token", "queries"), [("x", 0), ("Z" * 26, 1), ("0" * 26, 1), ("%00", 0)])
def test_a_long_list_behind_an_unknown_link_is_refused_unread(survey, token, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        response = Client().post(f"/{survey.slug}/workplace/{token}/", {"text": LONG, "do": "look"})

    assert response.status_code == 413


def test_a_long_list_behind_the_link_of_another_award_is_refused(own, survey):
    create_edition(slug="another", name="Another")

    response = Client().post(own.replace(survey.slug, "another"), {"text": LONG, "do": "look"})

    assert response.status_code == 413


def test_the_link_of_the_second_contact_opens_no_other_page_to_long_lists(own, survey):
    response = Client().post(f"/{survey.slug}/nominate/", {"reason": LONG})

    assert response.status_code == 413
