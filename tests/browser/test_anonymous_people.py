"""What a nominator and an employee live through on a phone, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from award.editions.states import Phase
from nominations.intake.models import Nomination
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(page):
    """Nothing is wider than the phone."""
    return page.locator("body").bounding_box()["width"] <= 390


def test_a_stranger_nominates_and_takes_the_nomination_back(edition, at, phone):
    at(edition, Phase.NOMINATIONS)
    phone.goto(f"/{edition.slug}/nominate/")
    assert fits(phone)

    phone.get_by_label("Name of the leader").fill("Åse Østberg")
    phone.get_by_label("Employer or contact centre").fill("Kundesenter Nordlys")
    phone.get_by_role("button", name="Send the nomination").click()
    expect(phone.get_by_text("Tell us why, in a sentence or two.").first).to_be_visible()
    expect(phone.get_by_label("Name of the leader")).to_have_value("Åse Østberg")

    phone.get_by_label("Tell us what this leader does").fill("Calls back at the hour I picked.")
    phone.get_by_label("Customer", exact=True).check()
    phone.get_by_role("button", name="Send the nomination").click()
    code = phone.locator(".slip-code").inner_text()
    assert fits(phone)
    assert Nomination.objects.count() == 1

    phone.goto(f"/{edition.slug}/receipt/")
    phone.get_by_label("Receipt code").fill(code.lower())
    phone.locator("main form button").first.click()
    expect(phone.get_by_text("Calls back at the hour I picked.")).to_be_visible()
    phone.get_by_role("button", name=re.compile("Take it back")).click()
    phone.get_by_role("button", name=re.compile("Take it back")).click()
    assert not Nomination.objects.exists()
    assert {cookie["name"] for cookie in phone.context.cookies()} <= {"csrftoken"}


def test_an_employee_answers_once_in_the_language_of_choice(edition, survey_link, phone):
    phone.goto(survey_link)
    assert phone.url.split("?")[0].endswith("/s/form")
    assert "Åse Østberg" in phone.locator("main").inner_text()
    assert fits(phone)

    items = edition.content.survey.items
    for item in items[:-1]:
        phone.locator(f'input[name="{item.code}"][value="4"]').check()
    phone.get_by_role("button", name=re.compile("Norsk|NB")).click()
    expect(phone.locator("html")).to_have_attribute("lang", "nb")
    assert phone.locator("input:checked").count() == len(items) - 1

    phone.locator("main form button.btn-primary").last.click()
    expect(phone.locator(f"#q-{items[-1].code}")).to_be_visible()
    assert not Ticket.objects.filter(state=TicketState.SEALED).exists()

    phone.locator(f'input[name="{items[-1].code}"][value="dk"]').check()
    phone.locator("main form button.btn-primary").last.click()
    expect(phone.locator("main")).to_have_attribute("data-state", "stored")
    assert fits(phone)
    assert Ticket.objects.filter(state=TicketState.SEALED).count() == 1

    phone.goto(survey_link)
    expect(phone.locator("main")).to_have_attribute("data-state", "inactive")
    assert "sessionid" not in {cookie["name"] for cookie in phone.context.cookies()}
