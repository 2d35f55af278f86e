"""The house: every page has a door, and anonymous tables keep no time and no address."""

import re
from pathlib import Path

import pytest
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from award.accounts.states import Role
from nominations.intake.models import Nomination
from surveys.ballots.models import Ticket
from surveys.comments.models import Comment
from surveys.counting.models import Tally
from surveys.rosters.models import Invitee

FOREIGN = {"allauth", "django"}  # pages of libraries, which guard themselves


def pages(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern) and pattern.callback.__module__.split(".")[0] not in FOREIGN:
            yield prefix + str(pattern.pattern), pattern.callback


def doorless(found):
    return [route for route, view in found if not hasattr(view, "door")]


def test_every_page_stands_behind_a_door():
    found = list(pages())

    assert len(found) > 40
    assert doorless(found) == []


def test_a_page_without_a_door_would_be_noticed():
    def bare(request):
        return None

    assert doorless([("bare/", bare)]) == ["bare/"]


def test_desks_of_a_role_are_closed_to_everybody_else():
    closed = {route: view.door.roles for route, view in pages() if re.search(r"/(organise|jury|leader)/", route)}

    assert len(closed) > 20
    assert [route for route, roles in closed.items() if not roles] == []
    assert {route for route, roles in closed.items() if "/organise/" in route and Role.LEADER in roles} == set()


@pytest.mark.parametrize("model", [Ticket, Tally, Comment, Nomination, Invitee])
def test_tables_of_anonymous_people_hold_no_time_and_no_address(model):
    fields = model._meta.get_fields()
    times = [
        f.name for f in fields if isinstance(f, models.DateTimeField | models.TimeField | models.GenericIPAddressField)
    ]

    assert times == []


@pytest.mark.parametrize("model", [Ticket, Comment, Nomination, Invitee])
def test_keys_of_anonymous_rows_do_not_grow_with_time(model):
    assert not isinstance(model._meta.pk, models.AutoField)


def test_a_ticket_knows_no_person():
    assert {f.related_model.__name__ for f in Ticket._meta.get_fields() if f.is_relation} == {"Candidate"}


def test_the_locks_name_no_address():
    for lock in Path(__file__).parents[2].glob("requirements*.txt"):
        text = lock.read_text(encoding="utf-8")

        assert "--hash=sha256:" in text
        assert "://" not in text


def test_templates_carry_no_script_of_their_own_no_style_and_no_handler():
    templates = Path(__file__).parents[2] / "templates"
    forbidden = re.compile(
        r'<script(?! (?:type="module" )?src="{% static)|<style|\sstyle=|\son[a-z]+=|\|safe|autoescape off'
    )
    found = [str(path) for path in templates.rglob("*.html") if forbidden.search(path.read_text(encoding="utf-8"))]

    assert len(list(templates.rglob("*.html"))) > 30
    assert found == []
