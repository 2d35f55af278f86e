"""What a nominator and an employee live through on a phone, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from award.editions.models import Edition
from award.editions.states import Phase
from nominations.intake.actions import add_message
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


def open_receipt(phone, edition, code):
    phone.goto(f"/{edition.slug}/receipt/")
    phone.get_by_label("Receipt code").fill(code)
    phone.get_by_role("button", name="Show the state").click()


def test_a_stranger_nominates_is_asked_answers_corrects_and_withdraws(edition, at, phone):
    at(edition, Phase.NOMINATIONS)
    phone.goto(f"/{edition.slug}/nominate/")
    phone.get_by_label("Name of the leader").fill("Åse Østberg")
    phone.get_by_label("Employer or contact centre").fill("Kundesenter Nordlys")
    phone.get_by_label("Tell us what this leader does").fill("Calls back. Hilsen Kari Moe")
    phone.get_by_label("Customer", exact=True).check()
    phone.get_by_role("button", name="Send the nomination").click()
    expect(phone.get_by_text("Hilsen Kari Moe")).to_be_visible()
    code = phone.locator(".slip-code").inner_text()
    assert fits(phone)

    phone.get_by_role("button", name=re.compile("Change the text")).click()
    phone.get_by_label("Tell us what this leader does").fill("Calls back at the hour I picked.")
    phone.get_by_role("button", name="Store the new text").click()
    expect(phone.get_by_text("The new text is stored.")).to_be_visible()
    assert fits(phone)
    row = Nomination.objects.get()
    assert row.reason == "Calls back at the hour I picked."

    add_message(nomination=row, text="Which year was it?", is_question=True, visible_on=None)
    open_receipt(phone, edition, code)
    expect(phone.get_by_text("Which year was it?")).to_be_visible()
    phone.get_by_label("Your answer").fill("In 2026.")
    phone.get_by_role("button", name="Send the answer").click()
    expect(phone.get_by_text("Your answer is stored.")).to_be_visible()
    expect(phone.get_by_text("In 2026.")).to_be_visible()
    assert fits(phone)

    phone.get_by_role("button", name=re.compile("Take it back")).click()
    phone.get_by_role("button", name=re.compile("Take it back")).click()
    expect(phone.get_by_text("It is taken back.")).to_be_visible()
    assert not Nomination.objects.exists()
    open_receipt(phone, edition, code)
    expect(phone.locator("main")).to_have_attribute("data-state", "inactive")
    assert {cookie["name"] for cookie in phone.context.cookies()} <= {"csrftoken"}


def test_on_bad_days_a_browser_does_a_sum_and_one_without_scripts_is_held(edition, at, phone, request):
    at(edition, Phase.NOMINATIONS)
    Edition.objects.update(is_guarded=True)
    scripts = "without" not in request.node.callspec.id
    said = []
    phone.on("console", lambda message: said.append(message.text))

    phone.goto(f"/{edition.slug}/nominate/")
    phone.get_by_label("Name of the leader").fill("Åse Østberg")
    phone.get_by_label("Employer or contact centre").fill("Kundesenter Nordlys")
    phone.get_by_label("Tell us what this leader does").fill("Calls back at the hour I picked.")
    phone.get_by_label("Customer", exact=True).check()
    if scripts:
        expect(phone.get_by_text("Verified")).to_be_visible(timeout=30_000)
    else:
        assert "Without JavaScript the sum cannot be done." in phone.locator("noscript").inner_html()
    phone.get_by_role("button", name="Send the nomination").click()
    expect(phone.locator(".slip-code")).to_be_visible()

    assert Nomination.objects.get().is_unproven is not scripts
    assert said == []


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
