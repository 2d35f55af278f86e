"""The cast of every story told here. All names are invented."""

import os
from datetime import timedelta

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs beside Django's synchronous calls

import pytest
from django.conf import settings
from django.test import Client

from award.accounts.actions import account, give_seat
from award.accounts.states import Role
from award.editions.actions import create_edition
from award.editions.models import Edition


def pytest_configure():
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none
    settings.SECRET_KEY = "a-secret-for-tests-only-and-never-for-anything-else"


@pytest.fixture(autouse=True)
def quiet_installation(settings, tmp_path):
    settings.KEY_DIR = tmp_path / "keys"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch):
    """Tests fill forms in faster than people do, and their editions all have the same number."""
    from nominations.intake import guards, pages, selectors

    monkeypatch.setattr(guards, "QUICKEST", timedelta(0))
    pages.forget()
    selectors._traits.cache_clear()


@pytest.fixture
def edition(db):
    return create_edition(slug="samtaleprisen-2027", name="Samtaleprisen 2027", contact="spor@samtaleprisen.example")


@pytest.fixture
def at():
    """Puts an edition into a phase without its gates: for tests of what can be done there."""

    def put(edition, phase):
        Edition.objects.filter(pk=edition.pk).update(phase=phase, rules_version=1, rules_hash="f" * 64)
        edition.refresh_from_db()
        return edition

    return put


def seated(edition, name, email, role):
    return give_seat(edition=edition, email=f"{email}@samtaleprisen.example", role=role, name=name, by=None)


@pytest.fixture
def organiser(edition):
    return seated(edition, "Tuva Øyjord", "tuva", Role.ORGANISER)


@pytest.fixture
def chair(edition):
    return seated(edition, "Ingunn Råheim", "ingunn", Role.CHAIR)


@pytest.fixture
def juror(edition):
    return seated(edition, "Søren Kjærgård-Bløch", "soren", Role.JUROR)


@pytest.fixture
def second_juror(edition):
    return seated(edition, "Åsmund Tveitå", "asmund", Role.JUROR)


@pytest.fixture
def observer(edition, juror):
    return give_seat(edition=edition, email=juror.user.email, role=Role.OBSERVER, by=None)


@pytest.fixture
def leader(edition):
    """Åse Østberg, who said yes and has a desk."""
    from nominations.candidates.models import Candidate, Leader
    from nominations.candidates.states import Consent

    candidate = Candidate.objects.create(
        edition=edition, code="C01", name="Åse Østberg", employer="Kundesenter Nordlys", consent=Consent.ACCEPTED
    )
    seat = give_seat(edition=edition, email="ase@nordlys.example", role=Role.LEADER, name="Åse Østberg", by=None)
    return Leader.objects.create(
        candidate=candidate, name="Åse Østberg", email="ase@nordlys.example", consent=Consent.ACCEPTED, seat=seat
    )


@pytest.fixture
def stranger(db):
    return account(email="fremmed@elsewhere.example", name="Fredrik Fremmed")


@pytest.fixture
def sign_in():
    """A browser in which the person of this seat has signed in."""

    def browser(seat_or_user):
        client = Client()
        client.force_login(getattr(seat_or_user, "user", seat_or_user))
        return client

    return browser


FIGURES = ("tests/faults/", "tests/surveys/suppression/")


def pytest_terminal_summary(terminalreporter):
    """What the attacks found, printed where everybody sees it: a figure says more than a dot."""
    for report in terminalreporter.getreports("passed"):
        told = [line for line in report.capstdout.splitlines() if line.strip() and not line.startswith("Highs")]
        if report.when == "call" and report.nodeid.startswith(FIGURES) and told:
            terminalreporter.section(report.nodeid.rpartition("::")[2], sep="-")
            terminalreporter.write_line("\n".join(told))
