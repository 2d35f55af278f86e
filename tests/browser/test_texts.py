"""An organiser moderates texts on a phone, by keyboard too, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from award.editions.states import Phase
from surveys.comments.models import Comment
from surveys.comments.selectors import texts_for_jury
from surveys.counting.models import Release

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def desk(edition, leader, organiser, at, phone, sign_in, live_server):
    Release.objects.create(edition=edition, origin="sealed", payload={"candidates": []}, sha256="0" * 64)
    at(edition, Phase.SCREENING)
    for text in ("Hun lytter.", "Hun hjalp Torunn på nattskift."):
        Comment.objects.create(candidate=leader.candidate, question="comment", text=text)
    session = sign_in(organiser).cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    phone.goto(f"/{edition.slug}/organise/texts/C01/")
    return phone


def findings(page):
    return [(v["id"], [n["target"] for n in v["nodes"]]) for v in Axe().run(page, options=RULES).response["violations"]]


def card(desk, words):
    return desk.locator("article", has_text=words)


def test_texts_are_moderated_with_the_keyboard_and_handed_over(desk, leader):
    card(desk, "Torunn").locator("summary").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("Hun hjalp [navn].")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(card(desk, "[navn]").get_by_text("shown, changed")).to_be_visible()
    assert desk.locator("body").bounding_box()["width"] <= 390

    card(desk, "Hun lytter.").get_by_role("button", name="Show as written").press("Enter")
    assert desk.url.endswith("#finish")
    desk.get_by_role("link", name="Finish: hand these texts to the jury").press("Enter")
    assert texts_for_jury(leader.candidate) == []
    desk.get_by_role("button", name="Hand them over").press("Enter")

    expect(desk.get_by_text("with the jury")).to_be_visible()
    (asked,) = texts_for_jury(leader.candidate)
    assert sorted(asked.texts) == ["Hun hjalp [navn].", "Hun lytter."]


@pytest.mark.parametrize("phone", [True], ids=["with JavaScript"], indirect=True)
def test_the_moderators_pages_have_no_barrier(desk):
    desk.locator("summary").first.click()
    assert findings(desk) == []
    for words in ("Hun lytter.", "Torunn"):
        card(desk, words).get_by_role("button", name="Withhold").click()
    for link in ("Finish: hand", "Read them again"):
        desk.get_by_role("link", name=link).click()
        assert findings(desk) == []
