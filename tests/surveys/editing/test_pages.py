"""Organisers read the questionnaire, try it, and take it home as files."""

import pytest
from django.urls import reverse

from award.content.parsing import parse
from award.editions.states import ORDER, Phase


@pytest.mark.parametrize("phase", ORDER)
def test_the_questionnaire_can_be_read_in_every_phase(edition, at, desk, phase):
    if phase != Phase.SETUP:
        at(edition, phase)

    text = desk.get("questionnaire").content.decode()

    assert "It is clear to my employees what good work is in their job." in text
    assert ("Nobody can change it" in text) == (phase != Phase.SETUP)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"lang": "nb"}, "Det er tydelig for meg hva som er godt arbeid i jobben min."),
        ({"lang": "da", "as": "leader"}, "Det er tydeligt for mine medarbejdere"),
    ],
)
def test_a_preview_shows_the_survey_and_can_send_nothing(desk, query, words):
    main = desk.get("preview", **query).content.decode().partition("<main")[2].partition("</main>")[0]

    assert words in main
    assert "<form" not in main


def test_a_statement_that_lacks_a_language_is_named(edition, desk):
    del edition.content_json["survey"]["items"][0]["leader"]["da"]
    edition.save()

    text = desk.get("questionnaire").content.decode()

    assert "Not everything is written in Dansk" in text
    assert "JC1 – shown in the nearest language there is." in text


def test_a_file_taken_home_holds_what_the_edition_holds(edition, desk):
    answer = desk.get("questionnaire_file", "survey.yaml")

    assert parse(answer.content, "survey.yaml") == edition.content_json["survey"]
    assert desk.get("questionnaire_file", "questionnaire.zip").content[:2] == b"PK"
    assert desk.get("questionnaire_file", "survey").status_code == 404


def test_nobody_but_organisers_reads_it_before_it_is_asked(edition, juror, sign_in):
    assert sign_in(juror).get(reverse("surveys:questionnaire", args=[edition.slug])).status_code == 403


def test_the_desk_says_how_it_stands(edition, organiser, sign_in):
    text = sign_in(organiser).get(reverse("award:organise", args=[edition.slug])).content.decode()

    assert "24 statements in 3 areas." in text
