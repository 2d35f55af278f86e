"""Nominations as strangers write them, and what the organisers make of them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from award.codes import new_code
from award.editions.states import Phase
from nominations.candidates.actions import ask_consent
from nominations.intake.actions import submit
from nominations.sorting.actions import make_candidate

MONDAY = date(2027, 2, 22)
NOON = datetime(2027, 2, 22, 12, tzinfo=UTC)

STORY = {
    "kind": "person",
    "name": "Åse Østberg",
    "title": "Team leader",
    "employer": "Kundesenter Nordlys",
    "contact": "",
    "reason": "She moved her desk out to us the week the case system failed.",
    "traits": ["clear"],
    "source": "employee",
}


@pytest.fixture
def open_edition(edition, at):
    """The edition while people nominate."""
    return at(edition, Phase.NOMINATIONS)


@pytest.fixture
def nominate(open_edition):
    """Somebody nominates on a Monday in week 8; what differs is named."""

    def send(**differing):
        given = {"edition": open_edition, "receipt": new_code(), "today": MONDAY, "now": NOON, **STORY, **differing}
        return SimpleNamespace(receipt=given["receipt"], row=submit(**given))

    return send


@pytest.fixture
def read_nomination(nominate):
    """One that stands in the organisers' list today."""

    def write(**differing):
        sent = nominate(today=date(2020, 1, 6), **differing)
        assert sent.row.visible_on < timezone.localdate()
        return sent

    return write


@pytest.fixture
def desk(open_edition, organiser, sign_in):
    """An organiser's browser."""
    client = sign_in(organiser)
    client.at = f"/{open_edition.slug}/organise/"
    return client


@pytest.fixture
def candidate(open_edition, nominate, organiser):
    """Åse Østberg, nominated and with an address to write to."""
    return make_candidate(
        edition=open_edition,
        nominations=[nominate().row],
        name="Åse Østberg",
        employer="Kundesenter Nordlys",
        title="Team leader",
        kind="person",
        leaders=[("Åse Østberg", "ase@nordlys.example")],
        language="nb",
        by=organiser,
    )


@pytest.fixture
def twin(open_edition, nominate, candidate, organiser):
    """Åse Østberg once more, in another spelling: C02 beside C01."""
    return make_candidate(
        edition=open_edition, nominations=[nominate(name="Aase Oestberg", source="customer").row],
        name="Aase Oestberg", employer="Nordlys", title="", kind="person",
        leaders=[("Aase Oestberg", "aase@nordlys.example")], language="nb", by=organiser,
    )  # fmt: skip


@pytest.fixture
def group(open_edition, nominate, organiser):
    """Two who lead one centre together."""
    return make_candidate(
        edition=open_edition,
        nominations=[nominate(kind="group", name="Lederne i Polarnett", employer="Polarnett").row],
        name="Lederne i Polarnett",
        employer="Polarnett",
        title="",
        kind="group",
        leaders=[("Håvard Åsnes", "havard@polarnett.example"), ("Aslaug Fæhn", "aslaug@polarnett.example")],
        language="en",
        by=organiser,
    )


@pytest.fixture
def asked(candidate, organiser):
    """The leader to whom the mail went."""
    ask_consent(candidate=candidate, by=organiser)
    return candidate.leaders.get()


@pytest.fixture
def snapshot():
    """Every row of every table as it stands, to see what an act has written."""
    from django.apps import apps

    def take():
        return {
            model._meta.label: sorted(model._default_manager.values_list(), key=repr)
            for model in apps.get_models()
            if model._meta.managed
        }

    return take
