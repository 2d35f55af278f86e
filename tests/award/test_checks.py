"""Each promise of the installation is broken here once, and the check that guards it says so."""

import logging

import pytest
from django.apps import apps
from django.contrib.admin.sites import AdminSite
from django.core.checks import run_checks
from django.db import connection, models
from django.utils.log import AdminEmailHandler

from award.checks import POSTGRESQL, mending
from surveys.ballots.models import Ticket

DISCREET = {"discreet": {"()": "award.logs.Discreet"}}


def said(**asked):
    """What our checks find, by number, without what Django's find."""
    return {message.id: message for message in run_checks(**asked) if message.id.startswith("award.")}


def found(**asked):
    return list(said(**asked))


@pytest.fixture
def production(settings, monkeypatch):
    """An installation as the guide for operators describes it."""
    settings.SITE_ORIGIN = "https://award.example"
    settings.BACKUP_DIR = "/var/backups/award"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ""}}
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")


def test_our_own_settings_pass():
    assert found() == []


def test_an_installation_made_by_the_guide_passes(production):
    assert found(include_deployment_checks=True) == []


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("surveys.Ticket", models.DateTimeField()),
        ("surveys.Ticket", models.DateField()),
        ("surveys.Tally", models.TimeField()),
        ("nominations.Nomination", models.DateTimeField()),
        ("nominations.Nomination", models.GenericIPAddressField()),
        ("surveys.Invitee", models.DateTimeField()),
    ],
)
def test_a_column_that_says_when_or_from_where_is_found(model, field, monkeypatch):
    meta = apps.get_model(model)._meta
    field.set_attributes_from_name("seen")
    monkeypatch.setattr(meta, "local_fields", [*meta.local_fields, field])

    assert found() == ["award.E001"]
    assert f"{model}.seen says when" in said()["award.E001"].msg


def test_a_key_that_grows_is_found(monkeypatch):
    monkeypatch.setattr(Ticket._meta, "pk", models.BigAutoField())

    assert found() == ["award.E002"]


def test_a_ballot_in_the_admin_is_found():
    site = AdminSite()
    site.register(Ticket)

    numbers = found()

    site.unregister(Ticket)
    assert numbers == ["award.E003"]


def test_a_ballot_with_a_history_is_found(monkeypatch):
    monkeypatch.setattr(Ticket._meta, "simple_history_manager_attribute", "history", raising=False)

    assert found() == ["award.E003"]


@pytest.mark.parametrize("name", ["auditlog", "axes", "silk", "allauth.usersessions"])
def test_a_package_that_records_visitors_is_found(settings, name):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS]
    settings.INSTALLED_APPS.append(name)  # named, not installed: none of them is on this machine

    assert found(tags=["security"]) == ["award.E004"]


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        ("award.E005", "SECURE_REFERRER_POLICY", "same-origin"),
        ("award.E006", "CSRF_COOKIE_AGE", 31449600),
        ("award.E007", "CSRF_USE_SESSIONS", True),
        ("award.E008", "ADMINS", [("Operator", "operator@award.example")]),
        ("award.E009", "MANAGERS", [("Operator", "operator@award.example")]),
        ("award.E010", "USE_X_FORWARDED_HOST", True),
    ],
)
def test_a_setting_that_breaks_a_promise_is_found(settings, number, name, value):
    setattr(settings, name, value)

    assert found() == [number]
    assert name in said()[number].msg


@pytest.mark.parametrize("filters", [[], ["other"]])
def test_a_handler_that_is_not_discreet_is_found(settings, filters):
    file = {"class": "logging.FileHandler", "filename": "award.log", "filters": filters}
    other = {"other": {"()": "django.utils.log.RequireDebugFalse"}}
    settings.LOGGING = {"filters": DISCREET | other, "handlers": {"file": file}}

    assert found() == ["award.E011"]
    assert "'file'" in said()["award.E011"].msg


@pytest.mark.parametrize("name", ["", "django.request", "gunicorn.error"])
def test_a_handler_that_mails_errors_is_found_wherever_it_hangs(name):
    mailing, logger = AdminEmailHandler(), logging.getLogger(name)
    logger.addHandler(mailing)

    numbers = found()

    logger.removeHandler(mailing)
    assert numbers == ["award.E012"]


def test_keys_inside_the_backups_are_found(settings, tmp_path):
    settings.BACKUP_DIR, settings.KEY_DIR = str(tmp_path), tmp_path / "app" / "keys"

    assert found() == ["award.E013"]


def test_keys_inside_the_backups_are_found_through_a_link(settings, tmp_path):
    (tmp_path / "backups").mkdir()
    (tmp_path / "elsewhere").symlink_to(tmp_path / "backups")
    settings.BACKUP_DIR, settings.KEY_DIR = str(tmp_path / "backups"), tmp_path / "elsewhere" / "keys"

    assert found() == ["award.E013"]


def test_keys_that_browsers_could_fetch_are_found(settings):
    for folder in (settings.STATIC_ROOT, settings.STATICFILES_DIRS[0]):
        settings.KEY_DIR = folder / "keys"
        assert found() == ["award.E014"]


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        ("award.E015", "SITE_ORIGIN", "http://award.example"),
        ("award.W003", "BACKUP_DIR", ""),
        ("award.W001", "CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
    ],
)
def test_a_production_that_lacks_something_is_told(production, settings, number, name, value):
    setattr(settings, name, value)

    assert found(include_deployment_checks=True) == [number]
    assert found() == []


def test_a_production_on_sqlite_is_told(production, settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")

    assert found(include_deployment_checks=True) == ["award.W002"]


def test_the_mending_of_the_database_server_can_be_pasted():
    assert mending("log_statement", "none", "award") == (
        "As a superuser: ALTER ROLE \"award\" SET log_statement = 'none'; then restart the application."
    )
    assert "ALTER SYSTEM SET track_commit_timestamp = 'off'; then restart the server" in mending(
        "track_commit_timestamp", "off", "award"
    )


@pytest.fixture
def quiet_server(db):
    """PostgreSQL as it has to be, for this connection."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server, and no log of its own")
    with connection.cursor() as cursor:
        for name, wanted in POSTGRESQL.items():
            if name != "track_commit_timestamp":  # cannot be changed while the server runs; off by default
                cursor.execute(f"SET LOCAL {name} = '{wanted}'")
        yield cursor


def test_a_quiet_database_server_passes(quiet_server):
    assert found(tags=["database"], databases=["default"], include_deployment_checks=True) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_statement", "all"),
        ("log_duration", "on"),
        ("log_min_duration_statement", "0"),
        ("log_min_duration_sample", "10"),
        ("log_transaction_sample_rate", "0.5"),
        ("log_min_error_statement", "error"),
        ("log_error_verbosity", "default"),
        ("log_parameter_max_length", "-1"),
        ("log_parameter_max_length_on_error", "-1"),
        ("log_lock_waits", "on"),
    ],
)
def test_a_database_server_that_writes_down_what_it_is_told_is_found(quiet_server, name, value):
    quiet_server.execute(f"SET LOCAL {name} = '{value}'")

    messages = said(tags=["database"], databases=["default"], include_deployment_checks=True)

    assert list(messages) == ["award.E016"]
    assert f"PostgreSQL: {name} is {value}" in messages["award.E016"].msg
    assert f"SET {name} = " in messages["award.E016"].hint


def test_auto_explain_is_found(quiet_server):
    quiet_server.execute("LOAD 'auto_explain'")

    assert found(tags=["database"], databases=["default"], include_deployment_checks=True) == ["award.E017"]
