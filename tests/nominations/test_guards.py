"""Machines are kept out, people are not: seconds, a field nobody sees, budgets, and a sum on bad days."""

import base64
import hashlib
import json
import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from altcha import Challenge, solve_challenge
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import override_settings

from award import budgets
from award.budgets import Budget, spend
from award.editions.models import Edition
from nominations.intake import guards
from nominations.intake.models import Nomination
from tests.nominations.conftest import STORY

TODAY = date(2027, 2, 22)
OFFICE = {"REMOTE_ADDR": "203.0.113.7"}
WIDGET = "fc27a83dcd98a3d8acf6d70fbe4643dcbee512abfb98886edd8ed045350ad829"


@pytest.fixture(autouse=True)
def fresh_budgets():
    cache.clear()
    budgets.limiter().storage.reset()
    yield
    budgets.limiter().storage.reset()


@pytest.fixture
def address(open_edition):
    return f"/{open_edition.slug}/nominate/"


@pytest.fixture
def form_of(client, address):
    """A fresh form, filled in."""

    def fill(**differing):
        page = client.get(address).content.decode()
        receipt = re.search(r'name="receipt" value="([^"]+)"', page).group(1)
        return {**STORY, "receipt": receipt, "homepage": "", **differing}

    return fill


@pytest.fixture
def guarded(open_edition):
    Edition.objects.update(is_guarded=True)
    open_edition.refresh_from_db()
    return open_edition


@pytest.fixture
def solved(client, address, guarded):
    """What the widget of a browser sends: the form's own sum, done."""

    def solve():
        page = client.get(address).content.decode()
        given = json.loads(re.search(r"challenge='([^']+)'", page).group(1).replace("&quot;", '"'))
        solution = solve_challenge(Challenge.from_dict(given))
        return base64.b64encode(json.dumps({"challenge": given, "solution": solution.to_dict()}).encode()).decode()

    return solve


# ---- seconds, and what nobody sees ----------------------------------------------------------------------------------


def test_a_form_sent_within_a_blink_comes_back_and_goes_through_the_second_time(client, address, form_of, monkeypatch):
    monkeypatch.setattr(guards, "QUICKEST", timedelta(seconds=3))
    form = form_of()

    page = client.post(address, form).content.decode()
    assert "quicker than anybody reads" in page
    assert STORY["reason"] in page
    assert f'value="{form["receipt"]}"' in page
    assert Nomination.objects.count() == 0

    monkeypatch.setattr(guards, "QUICKEST", timedelta(0))
    assert 'data-state="stored"' in client.post(address, form).content.decode()


def test_a_field_nobody_sees_is_emptied_and_said(client, address, form_of):
    form = form_of(homepage="https://buy.example")

    page = client.post(address, form).content.decode()

    assert "a field that nobody sees" in page
    assert "https://buy.example" not in page
    assert STORY["reason"] in page
    assert Nomination.objects.count() == 0


def test_the_unseen_field_is_no_stop_for_keyboards_and_readers(client, address):
    page = client.get(address).content.decode()
    around = re.search(r'<div class="visually-hidden" aria-hidden="true">(.*?)</div>\s*</div>', page, re.DOTALL).group(
        1
    )

    assert 'name="homepage"' in around
    assert 'tabindex="-1"' in around
    assert 'autocomplete="off"' in around


# ---- budgets --------------------------------------------------------------------------------------------------------


def test_beyond_the_budget_of_a_network_nominations_are_held_and_nothing_is_lost(client, address, form_of, monkeypatch):
    monkeypatch.setattr(guards, "A_MEETING", 2)

    for _nth in range(3):
        assert 'data-state="stored"' in client.post(address, form_of(), **OFFICE).content.decode()
    client.post(address, form_of(), REMOTE_ADDR="198.51.100.9")

    states = Nomination.objects.order_by("state").values_list("state", "is_unproven")
    assert list(states) == [("held", True), ("waiting", False), ("waiting", False), ("waiting", False)]


def test_the_slip_of_a_held_nomination_says_so(client, address, form_of, monkeypatch):
    monkeypatch.setattr(guards, "A_MEETING", 1)
    client.post(address, form_of(), **OFFICE)

    assert "an organiser looks at it before it joins" in client.post(address, form_of(), **OFFICE).content.decode()


def test_in_a_flood_the_form_comes_back_with_its_text(client, address, form_of, monkeypatch):
    monkeypatch.setattr(guards, "FLOOD", Budget("all nominations", 1, is_shared=True))
    client.post(address, form_of(), **OFFICE)

    page = client.post(address, form_of(), REMOTE_ADDR="198.51.100.9").content.decode()

    assert "Very many nominations are coming in just now" in page
    assert STORY["reason"] in page
    assert Nomination.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_again_costs_nobody_anything(client, address, form_of, monkeypatch):
    monkeypatch.setattr(guards, "A_MEETING", 2)
    monkeypatch.setattr(guards, "FLOOD", Budget("all nominations", 3, is_shared=True))
    form = form_of()

    for _again in range(10):
        assert 'data-state="stored"' in client.post(address, form, **OFFICE).content.decode()

    assert 'data-state="stored"' in client.post(address, form_of(), **OFFICE).content.decode()
    assert set(Nomination.objects.values_list("state", flat=True)) == {"waiting"}


def test_one_network_cannot_shut_out_the_others(client, address, form_of, monkeypatch):
    monkeypatch.setattr(guards, "NOMINATIONS", Budget("nominations", 2))
    monkeypatch.setattr(guards, "FLOOD", Budget("all nominations", 3, is_shared=True))
    for _nth in range(6):
        client.post(address, form_of(), **OFFICE)

    assert Nomination.objects.count() == 2
    assert 'data-state="stored"' in client.post(address, form_of(), REMOTE_ADDR="198.51.100.9").content.decode()


def test_who_did_the_sum_comes_in_during_a_flood(client, address, form_of, solved, monkeypatch):
    monkeypatch.setattr(guards, "FLOOD", Budget("all nominations", 0, is_shared=True))

    assert 'data-state="error"' in client.post(address, form_of()).content.decode()
    assert 'data-state="stored"' in client.post(address, form_of(altcha=solved())).content.decode()


def test_an_address_written_the_new_way_is_the_same_network(rf):
    small = Budget("small", 1)

    assert spend(small, rf.post("/", REMOTE_ADDR="::ffff:203.0.113.7"), TODAY)
    assert not spend(small, rf.post("/", REMOTE_ADDR="203.0.113.9"), TODAY)
    assert spend(small, rf.post("/", REMOTE_ADDR="::ffff:8.8.8.8"), TODAY)
    assert all(spend(small, rf.post("/", REMOTE_ADDR="::ffff:127.0.0.1"), TODAY) for _nth in range(3))


def test_a_network_is_counted_and_never_an_address(rf):
    small = Budget("small", 1)

    assert spend(small, rf.post("/", REMOTE_ADDR="203.0.113.7"), TODAY)
    assert not spend(small, rf.post("/", REMOTE_ADDR="203.0.113.200"), TODAY)
    assert spend(small, rf.post("/", REMOTE_ADDR="203.0.114.7"), TODAY)
    assert spend(small, rf.post("/", REMOTE_ADDR="2001:db8:0:12::1"), TODAY)
    assert not spend(small, rf.post("/", REMOTE_ADDR="2001:db8:0:34:ffff::1"), TODAY)


def test_a_counter_says_nothing_of_the_network_and_next_day_nothing_of_yesterday(rf):
    spend(Budget("small", 1), rf.post("/", **OFFICE), TODAY)
    kept = list(budgets.limiter().storage.storage)

    assert kept
    assert not any("203" in key.split("/")[1] and "203.0.113" in key for key in kept)
    assert spend(Budget("small", 1), rf.post("/", **OFFICE), TODAY + timedelta(days=1))


def test_a_proxy_that_hides_its_visitors_is_no_network(rf, settings):
    small = Budget("small", 1)
    assert all(spend(small, rf.post("/"), TODAY) for _nth in range(3))

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    visits = [spend(small, rf.post("/", HTTP_X_FORWARDED_FOR="203.0.113.7"), TODAY) for _nth in range(2)]
    assert visits == [True, False]


def test_without_its_cache_everybody_comes_in(rf, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("the cache is away")

    monkeypatch.setattr(budgets.limiter(), "hit", broken)

    assert spend(Budget("small", 1), rf.post("/", **OFFICE), TODAY)


@pytest.fixture
def lost_redis():
    """A cache that nobody answers for."""
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    with override_settings(CACHES={"default": redis}):
        budgets.limiter.cache_clear()
        yield
    budgets.limiter.cache_clear()


def test_without_redis_a_nomination_comes_in(client, address, form_of, lost_redis):
    assert 'data-state="stored"' in client.post(address, form_of(), **OFFICE).content.decode()
    assert Nomination.objects.get().state == "waiting"


def test_without_redis_a_sum_proves_nothing_and_loses_nothing(client, address, form_of, solved, lost_redis):
    form = form_of(altcha=solved())

    assert 'data-state="stored"' in client.post(address, form, **OFFICE).content.decode()
    assert Nomination.objects.get().state == "held"


def test_a_thousand_wrong_codes_are_answered_alike_and_lock_out_no_right_one(client, open_edition, nominate):
    sent, at = nominate(), f"/{open_edition.slug}/receipt/"

    answers = [client.post(at, {"code": f"{n:026d}"}, **OFFICE) for n in range(1000)]

    assert {answer.status_code for answer in answers[:60]} == {200}
    assert {answer.status_code for answer in answers[60:]} == {429}
    typed = re.compile(r'name="code" value="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')
    assert len({typed.sub("", answer.content.decode()) for answer in answers}) == 1
    right = client.post(at, {"code": sent.receipt}, **OFFICE)
    assert (right.status_code, "Your nomination waits." in right.content.decode()) == (200, True)


# ---- the sum --------------------------------------------------------------------------------------------------------


def test_a_sum_is_asked_for_on_bad_days_only(client, address, open_edition):
    quiet = client.get(address)
    Edition.objects.update(is_guarded=True)
    guarded = client.get(address)

    assert "altcha-widget" not in quiet.content.decode()
    assert "worker-src" not in quiet.headers["Content-Security-Policy"]
    assert "<altcha-widget" in guarded.content.decode()
    assert "blob:" in guarded.headers["Content-Security-Policy"]
    assert "unsafe" not in guarded.headers["Content-Security-Policy"]
    assert "https://" not in re.findall(r'(?:src|challenge)="(https?:[^"]+)"', guarded.content.decode())


def test_a_done_sum_joins_the_others_and_is_good_once(client, address, form_of, solved):
    payload = solved()

    client.post(address, form_of(altcha=payload))
    client.post(address, form_of(altcha=payload))

    assert sorted(Nomination.objects.values_list("state", "is_unproven")) == [("held", True), ("waiting", False)]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_with_one_sum_is_one_nomination_that_waits(client, address, form_of, solved):
    form = form_of(altcha=solved())

    client.post(address, form)
    client.post(address, form)

    assert Nomination.objects.get().state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_of_a_double_click_the_sum_counts_whichever_comes_first(client, address, form_of, solved):
    form = form_of()

    client.post(address, form)
    assert Nomination.objects.get().state == "held"
    client.post(address, {**form, "altcha": solved()})

    assert (Nomination.objects.get().state, Nomination.objects.get().is_unproven) == ("waiting", False)


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "x",
        "e30=",
        "\x00",
        "🦊" * 2000,
        base64.b64encode(b"[" * 60000).decode(),
        base64.b64encode(b"[" * 3000).decode(),
        base64.b64encode(b"[1]").decode(),
    ],
)
def test_without_the_sum_a_nomination_is_held_and_has_its_receipt(client, address, form_of, guarded, payload):
    page = client.post(address, form_of(altcha=payload)).content.decode()

    assert 'data-state="stored"' in page
    assert (Nomination.objects.get().state, Nomination.objects.get().is_unproven) == ("held", True)


def test_an_altered_or_expired_sum_is_no_proof(client, address, form_of, solved, monkeypatch):
    whole = json.loads(base64.b64decode(solved()))
    easier = {
        **whole,
        "challenge": {**whole["challenge"], "parameters": {**whole["challenge"]["parameters"], "cost": 1}},
    }
    client.post(address, form_of(altcha=base64.b64encode(json.dumps(easier).encode()).decode()))
    late, now = solved(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3700)
    client.post(address, form_of(altcha=late))

    assert set(Nomination.objects.values_list("state", "is_unproven")) == {("held", True)}


def test_the_widget_is_the_one_that_was_looked_at():
    script = Path(finders.find("altcha_django/altcha.min.js")).read_bytes()

    assert hashlib.sha256(script).hexdigest() == WIDGET
