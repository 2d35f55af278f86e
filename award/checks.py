"""What `manage.py check` looks at: that this installation can keep what the award promises to anonymous people."""

import logging
import sys
from collections.abc import Iterable, Sequence
from logging.handlers import HTTPHandler, SMTPHandler
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections, models
from django.utils.log import AdminEmailHandler

ANONYMOUS = (
    *("surveys.Ticket", "surveys.Tally", "surveys.Comment", "surveys.Invitee"),
    *("nominations.Nomination", "nominations.Message", "nominations.SpentReceipt"),
)
WITHOUT_DAYS = ANONYMOUS[:3]  # a nomination knows the day on which it may be read; these know none
WITHOUT_NUMBERS = tuple(name for name in ANONYMOUS if name != "surveys.Tally")
TIMES = (models.DateTimeField, models.TimeField, models.GenericIPAddressField)
RECORDERS = {
    "auditlog": "stores the address and every change of a row",
    "axes": "stores addresses, browsers and what was sent",
    "easyaudit": "stores addresses and every change of a row",
    "silk": "stores whole requests",
    "reversion": "stores every version of a row with its time",
    "pghistory": "stores every version of a row with its time",
    "allauth.usersessions": "stores addresses and browsers",
}
WANTED: Sequence[tuple[str, str, object, str]] = (
    (
        "award.E005",
        "SECURE_REFERRER_POLICY",
        "strict-origin",
        "With others the link of a ballot travels in Referer.",
    ),
    ("award.E006", "CSRF_COOKIE_AGE", None, "A cookie that outlives the window shows who had a form open."),
    ("award.E007", "CSRF_USE_SESSIONS", False, "It writes a session with its time for every anonymous visitor."),
    ("award.E008", "ADMINS", [], "Error mails carry what was typed and where from."),
    ("award.E009", "MANAGERS", [], "Mails about broken links carry links and addresses."),
    ("award.E010", "USE_X_FORWARDED_HOST", False, "Anybody can write that header."),
)
MAILING = (AdminEmailHandler, SMTPHandler, HTTPHandler)

POSTGRESQL = {
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",  # the DETAIL of a refused row is the row
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_lock_waits": "off",  # names the place of the row that waited, and when
    "track_commit_timestamp": "off",
}
RESTART = {"track_commit_timestamp"}


@register(Tags.models)
def anonymous_rows(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """No row of an employee or a nominator may say when it was written: neither by a column nor by its number."""
    found: list[CheckMessage] = []
    for label in _known(ANONYMOUS):
        model = apps.get_model(label)
        forbidden = (*TIMES, models.DateField) if label in WITHOUT_DAYS else TIMES
        for field in model._meta.local_fields:
            if isinstance(field, forbidden):
                words = f"{label}.{field.name} says when, or from where, an anonymous row was written."
                found.append(Error(words, hint="Remove the column.", obj=model, id="award.E001"))
        if label in WITHOUT_NUMBERS and isinstance(model._meta.pk, models.AutoField):
            words = f"The key of {label} grows with every row: it says in which order people came."
            found.append(Error(words, hint="Give it a random key.", obj=model, id="award.E002"))
        if _is_recorded(model):
            words = f"{label} is open to the admin or to a history of changes."
            found.append(Error(words, hint="Unregister it.", obj=model, id="award.E003"))
    return found


@register(Tags.security)
def recorders(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    return [
        Error(f"{name} {deed}.", hint="Take it out of INSTALLED_APPS.", id="award.E004")
        for name, deed in RECORDERS.items()
        if name in settings.INSTALLED_APPS
    ]


@register(Tags.security)
def headers_and_cookies(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    return [
        Error(f"{name} is {getattr(settings, name)!r}, not {wanted!r}.", hint=why, id=number)
        for number, name, wanted, why in WANTED
        if getattr(settings, name) != wanted
    ]


@register(Tags.security)
def handlers(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Every handler is discreet, and none sends what it is told to somebody."""
    config: dict[str, Any] = settings.LOGGING
    found: list[CheckMessage] = []
    discreet = {name for name, made in config.get("filters", {}).items() if made.get("()") == "award.logs.Discreet"}
    for name, handler in config.get("handlers", {}).items():
        if not discreet & set(handler.get("filters", ())) and handler.get("class") != "logging.NullHandler":
            words = f"The handler {name!r} in LOGGING writes tickets and addresses as they come."
            found.append(Error(words, hint="Give it the filter award.logs.Discreet.", id="award.E011"))
    for logger in (logging.getLogger(name) for name in ["", *logging.root.manager.loggerDict]):
        for each in logger.handlers:
            if isinstance(each, MAILING):
                words = f"The logger {logger.name!r} sends errors away, with what was typed and where from."
                found.append(Error(words, hint=f"Take {type(each).__name__} out.", id="award.E012"))
    return found


@register(Tags.security)
def places_of_the_keys(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Whoever has keys, count code and an old ticket table can join answers and people: keys are never copied along."""
    keys, found = Path(settings.KEY_DIR).resolve(), list[CheckMessage]()
    if settings.BACKUP_DIR and _lies_in(keys, [settings.BACKUP_DIR]):
        words = f"KEY_DIR ({keys}) lies inside BACKUP_DIR ({settings.BACKUP_DIR})."
        hint = "A backup that holds keys and ballots can connect answers with people: move KEY_DIR elsewhere."
        found.append(Error(words, hint=hint, id="award.E013"))
    served = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS, settings.MEDIA_ROOT]
    if _lies_in(keys, [*served, getattr(settings, "WHITENOISE_ROOT", None)]):
        words = f"KEY_DIR ({keys}) lies inside a folder that is served to browsers."
        found.append(Error(words, hint="Move KEY_DIR elsewhere, and make new keys.", id="award.E014"))
    return found


@register(Tags.security, deploy=True)
def production(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        hint = "Set REDIS_URL: until then every process counts failed logins for itself."
        found.append(Warning("The cache is not shared between processes.", hint=hint, id="award.W001"))
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        hint = "Its rows keep the order in which they were written. Set DATABASE_URL to a PostgreSQL database."
        found.append(Warning("The database is SQLite, which is meant for trials.", hint=hint, id="award.W002"))
    if not settings.SITE_ORIGIN.startswith("https://"):
        hint = "Set SITE_ORIGIN to the address people will use: links in mails are built from it."
        found.append(Error(f"SITE_ORIGIN is {settings.SITE_ORIGIN}, not https.", hint=hint, id="award.E015"))
    if not settings.BACKUP_DIR:
        hint = "Set BACKUP_DIR to the folder backups are made of or go to: then it is checked that no key is in it."
        found.append(Warning("Nobody knows whether backups take the keys along.", hint=hint, id="award.W003"))
    return found


@register(Tags.database, deploy=True)
def words_of_postgresql(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """What the database server writes into its own log, where no filter of ours stands."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(POSTGRESQL)])
            said = dict(cursor.fetchall())
            cursor.execute("SELECT count(*) FROM pg_settings WHERE name LIKE 'auto\\_explain.%%'")
            explains = cursor.fetchone()[0] > 0
        role = connection.settings_dict["USER"] or "award"
        for name, wanted in POSTGRESQL.items():
            if said.get(name, wanted) != wanted:
                words = f"PostgreSQL: {name} is {said[name]}, not {wanted}."
                found.append(Error(words, hint=mending(name, wanted, role), id="award.E016"))
        if explains:
            words = "PostgreSQL: auto_explain is loaded; it writes statements and their times into the log."
            hint = "Take it out of shared_preload_libraries and session_preload_libraries, and restart the server."
            found.append(Error(words, hint=hint, id="award.E017"))
    return found


def mending(name: str, wanted: str, role: str) -> str:
    if name in RESTART:
        return f"As a superuser: ALTER SYSTEM SET {name} = '{wanted}'; then restart the server."
    return f"As a superuser: ALTER ROLE \"{role}\" SET {name} = '{wanted}'; then restart the application."


def _known(labels: Iterable[str]) -> list[str]:
    names = {model._meta.label for model in apps.get_models()}
    return [label for label in labels if label in names]


def _is_recorded(model: type[models.Model]) -> bool:
    if hasattr(model._meta, "simple_history_manager_attribute"):
        return True
    admin = sys.modules.get("django.contrib.admin.sites")
    return admin is not None and any(site.is_registered(model) for site in admin.all_sites)


def _lies_in(place: Path, folders: Iterable[Any]) -> bool:
    return any(place.is_relative_to(Path(folder).resolve()) for folder in folders if folder)
