"""What is said of keys before it is too late."""

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, OperationalError

from award.refusal import Refused
from surveys import checks
from surveys.ballots.rules import check_keys_apart


def said():
    return [message.msg for message in run_checks(databases=["default"]) if message.id.startswith("surveys.")]


def test_with_all_keys_in_place_nothing_is_said(survey, ticket):
    assert said() == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("count", "no answer of it can be opened"),
        ("mail", "no invitation of it can be sent"),
        ("links", "its count will stop"),
    ],
)
def test_a_missing_file_is_named_with_what_it_costs(survey, ticket, settings, kind, words):
    for path in settings.KEY_DIR.glob(f"*.{kind}*"):
        path.unlink()

    (message,) = said()
    assert message.startswith(f"{survey.slug}.{kind}")
    assert f"is not in KEY_DIR: {words}" in message


def test_before_links_left_there_need_be_no_list_of_them(survey, count_code):
    assert said() == []


def test_keys_that_outlive_the_count_are_named(survey, count_code, monkeypatch):
    monkeypatch.setattr(checks, "is_released", lambda edition: True)

    assert said() == [f"{survey.slug} is counted and its keys still exist."]


def test_without_tables_nothing_is_said(db, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(checks, "_keys", away)

    assert said() == []


def test_no_survey_opens_while_its_keys_lie_in_the_backups(survey, settings):
    assert check_keys_apart(survey) == {}
    settings.BACKUP_DIR = str(settings.KEY_DIR.parent)

    with pytest.raises(Refused, match="KEY_DIR lies inside BACKUP_DIR"):
        check_keys_apart(survey)


@pytest.mark.parametrize("path", ["/s/" + "0" * 26, "/s/form", "/s/withdraw"])
def test_a_database_that_is_away_is_told_on_every_page_of_employees(employee, monkeypatch, path):
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("surveys.ballots.views.ballot", away)
    monkeypatch.setattr("surveys.ballots.actions.withdraw", away)
    employee.cookies["t"] = "0" * 26
    sent = {"code": "0" * 26, "sure": "yes"}

    answer = employee.post(path, sent) if path.endswith("withdraw") else employee.get(path)

    assert answer.status_code == 503
    assert b'data-state="error"' in answer.content
    assert answer["Retry-After"] == "30"
