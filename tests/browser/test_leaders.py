"""A leader's desk and self-assessment in a real browser: saved, handed in, changed, locked."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from award.editions.actions import set_dates
from award.editions.states import Phase
from surveys.questionnaire import Questionnaire
from surveys.selves.models import Draft, SelfAssessment
from tests.browser.test_accessible import enter, findings, visitor, walked_into  # noqa: F401  # a fixture among them

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODES_SAVED = 5


@pytest.fixture
def survey(edition, leader, at):
    set_dates(edition, {Phase.SURVEYS: (None, timezone.now() + timedelta(days=3))}, by=None)
    return at(edition, Phase.SURVEYS)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def choose(page, codes, value):
    for code in codes:
        page.locator(f'input[name="{code}"][value="{value}"]').check()


def test_a_leader_saves_hands_in_changes_and_reads(survey, leader, at, sign_in, phone, live_server):
    enter(phone, sign_in(leader.seat), live_server)
    codes = [item.code for item in Questionnaire.of(survey).items]
    phone.goto(f"/{survey.slug}/leader/")
    phone.get_by_role("link", name="Open").click()

    choose(phone, codes[:CODES_SAVED], 4)
    phone.get_by_role("button", name="Save for later").click()
    expect(phone.get_by_text("Saved. It is not handed in yet.")).to_be_visible()
    phone.goto(f"/{survey.slug}/leader/")
    expect(phone.get_by_text(f"Saved, not handed in yet: {CODES_SAVED} of {len(codes)} answered.")).to_be_visible()
    phone.get_by_role("link", name="Open").click()
    phone.get_by_role("button", name="Hand in").click()
    missing = phone.get_by_role("alert").get_by_role("link").first
    expect(missing).to_be_visible()
    assert missing.get_attribute("href") == f"#{codes[CODES_SAVED]}-1"

    choose(phone, codes[CODES_SAVED:], 4)
    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_text("Your self-assessment is handed in.")).to_be_visible()
    assert not Draft.objects.exists()
    choose(phone, codes[:1], 2)
    phone.get_by_role("button", name="Hand in the changed answers").click()
    assert SelfAssessment.objects.get().answers == dict.fromkeys(codes, 4) | {codes[0]: 2}

    at(survey, Phase.SCREENING)
    phone.goto(f"/{survey.slug}/leader/self/")
    expect(phone.get_by_text("What you handed in stands, as below")).to_be_visible()
    assert phone.locator("main button").count() == 0
    assert fits(phone)


def test_two_windows_lose_nothing(survey, leader, sign_in, phone, live_server):
    enter(phone, sign_in(leader.seat), live_server)
    codes = [item.code for item in Questionnaire.of(survey).items]
    other = phone.context.new_page()
    for page in (phone, other):
        page.goto(f"/{survey.slug}/leader/self/")
    choose(phone, codes[:2], 5)
    phone.get_by_role("button", name="Save for later").click()

    choose(other, codes[:3], 1)
    other.get_by_role("button", name="Save for later").click()

    expect(other.get_by_text("Something newer was stored since you opened this page")).to_be_visible()
    assert set(Draft.objects.get().answers.values()) == {5}
    other.get_by_role("button", name="Save for later").click()
    expect(other.get_by_text("Saved. It is not handed in yet.")).to_be_visible()
    assert Draft.objects.get().answers == dict.fromkeys(codes[:3], 1)


@pytest.mark.parametrize("phase", [Phase.SURVEYS, Phase.ROUND_TWO, Phase.ANNOUNCED])
def test_a_leaders_pages_have_no_barrier(phase, visitor, sign_in, live_server):  # noqa: F811
    edition = walked_into(phase)
    for seat in edition.seats.filter(role="leader").order_by("pk")[:3]:  # one handed in, one began, one waits
        enter(visitor, sign_in(seat), live_server)
        for path in ("leader/", "leader/self/"):
            visitor.goto(f"/{edition.slug}/{path}")
            assert (path, findings(visitor), fits(visitor)) == (path, [], True)
