"""The employees' form as people meet it: by thumb, by keyboard, enlarged, without scripts, in three languages."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import OperationalError
from django.utils import timezone
from playwright.sync_api import expect

from award.codes import new_code
from award.editions.actions import set_dates
from award.editions.states import Phase
from nominations.candidates.models import Candidate
from surveys.ballots import pages, views
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.questionnaire.selectors import frozen_questionnaire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
LONG_NAME = ("محمد بن عبد الله Donaudampfschifffahrtselektrizitätenhauptbetriebswerk " * 4)[:160]
WINDOWS = [(360, 740, 2), (390, 844, 2), (640, 450, 2), (320, 256, 4), (1280, 900, 1)]
SMALL = """() => [...document.querySelectorAll('label.choice, label.tick, main button, .langs button, #errors a')]
    .map(e => [e.innerText.slice(0, 30), e.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.height < 43.9 || box.width < 43.9)).map(([text]) => text)"""


@pytest.fixture(autouse=True)
def nothing_kept_from_other_stories():
    frozen_questionnaire.cache_clear()
    pages._form.cache_clear()


@pytest.fixture
def window(chromium, live_server):
    """Opens windows as they are asked for and closes them."""
    opened = []

    def open_one(width=360, height=740, **more):
        settings = {"base_url": live_server.url, "locale": "en-GB", "reduced_motion": "reduce", **more}
        opened.append(chromium.new_context(viewport={"width": width, "height": height}, **settings))
        return opened[-1].new_page()

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def codes(edition):
    """The statements in the order in which they are asked."""
    return [item.code for item in edition.content.survey.items]


def findings(page):
    return [(v["id"], [n["target"] for n in v["nodes"]]) for v in Axe().run(page, options=RULES).response["violations"]]


def send(page):
    page.locator("main form .action-bar button").click()
    page.wait_for_load_state()


def answer_all(page, codes, value="4"):
    for code in codes:
        page.locator(f'input[name="{code}"][value="{value}"]').check()


@pytest.mark.parametrize(("width", "height", "scale"), WINDOWS)
def test_nothing_is_cut_off_and_every_target_fits_a_thumb(survey_link, window, width, height, scale):
    Candidate.objects.update(name=LONG_NAME, employer="שירות לקוחות")
    page = window(width, height, device_scale_factor=scale)

    page.goto(survey_link)
    for _ in ("before", "with errors"):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL) == []
        send(page)

    expect(page.locator("#errors")).to_be_focused()


def test_the_keyboard_alone_answers_everything_and_sends(survey_link, window, codes):
    page = window(1280, 900)
    page.goto(survey_link)
    page.locator(".area-nav a").last.focus()

    for place, _code in enumerate(codes):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(place % 6):
            page.keyboard.press("ArrowDown")
        here = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        above, below = (page.locator(bar).bounding_box() for bar in (".about-whom", ".action-bar"))
        assert above["y"] + above["height"] <= here["top"] < here["bottom"] <= below["y"]
    assert page.locator("input:checked").count() == len(codes)
    page.keyboard.press("Enter")  # on an answer: nothing is sent
    assert page.locator("main").get_attribute("data-state") == "open"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.action-bar button')"):
            break
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_have_attribute("data-state", "stored")
    assert Ticket.objects.filter(state=TicketState.SEALED).count() == 1


def test_without_scripts_an_error_takes_the_focus_and_leads_to_the_answer(survey_link, window, codes):
    page = window(java_script_enabled=False)
    page.goto(survey_link)
    answer_all(page, codes[:-1])

    send(page)

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator("#errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{codes[-1]}-1")).to_be_in_viewport()
    expect(page.locator(f"#q-{codes[-1]} legend")).to_be_in_viewport()
    page.keyboard.press("Space")
    assert page.locator("input:checked").count() == len(codes)
    send(page)
    expect(page.locator("main")).to_have_attribute("data-state", "stored")
    assert "Åse Østberg" not in page.content()


def test_the_leaders_name_stays_in_view_while_answering(survey_link, window, codes):
    page = window()
    page.goto(survey_link)

    for code in (codes[0], codes[12], codes[-1]):
        page.locator(f'input[name="{code}"]').last.check()
        expect(page.locator(".about-whom")).to_be_in_viewport()
        expect(page.locator(".about-whom")).to_have_text("“My leader” is Åse Østberg")


def test_another_language_keeps_answers_and_texts_and_leaves_no_cookie(survey_link, window, codes):
    page = window()
    page.goto(survey_link)
    answer_all(page, codes[:3])
    page.locator("#text-comment").fill("Lytter før hun svarer.")
    send(page)

    page.get_by_role("button", name="Dansk").click()

    expect(page.locator("html")).to_have_attribute("lang", "da")
    assert page.locator("input:checked").count() == 3
    expect(page.locator("#text-comment")).to_have_value("Lytter før hun svarer.")
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}


def test_a_page_loaded_anew_or_without_cookies_says_what_to_do(survey_link, window, codes):
    page = window()
    page.goto(survey_link)
    answer_all(page, codes[:2])

    page.reload()

    expect(page.get_by_text("your browser refuses cookies")).to_be_visible()
    assert "Åse Østberg" not in page.content()
    page.goto(survey_link)
    expect(page.locator("main")).to_have_attribute("data-state", "open")


def test_when_the_cookie_is_gone_the_answers_wait_and_can_be_sent_again(survey_link, window, codes):
    page = window()
    page.goto(survey_link)
    answer_all(page, codes)
    page.context.clear_cookies()

    send(page)
    expect(page.get_by_text("nothing is lost")).to_be_visible()
    assert findings(page) == []
    send(page)

    expect(page.locator("main")).to_have_attribute("data-state", "stored")


def test_two_windows_with_one_link_count_once(survey_link, window, codes):
    first, second = window(), window()
    for page in (first, second):
        page.goto(survey_link)
        answer_all(page, codes)

    first.locator(".action-bar button").dblclick()
    expect(first.locator("main")).to_have_attribute("data-state", "stored")
    send(second)

    expect(second.locator("main")).to_have_attribute("data-state", "inactive")
    assert Ticket.objects.filter(state=TicketState.SEALED).count() == 1


def test_a_scale_of_ten_numbers_fits_a_phone(edition, survey_link, window):
    scale = {"min": 1, "max": 10, "labels": {"1": {"en": "Strongly disagree"}, "10": {"en": "Strongly agree"}}}
    edition.content_json["survey"]["scale"] |= scale
    edition.content_json["survey"]["scale"]["labels"] = scale["labels"]
    edition.content_json["survey"]["items"][0]["employee"]["en"] = "Kundenzufriedenheitsuntersuchung " * 10
    edition.save()
    page = window(320, 700)

    page.goto(survey_link)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(SMALL) == []
    expect(page.get_by_text("1 = Strongly disagree").first).to_be_visible()
    expect(page.locator("#q-JC1").get_by_role("radio", name="10 · Strongly agree")).to_have_count(1)
    assert findings(page) == []


@pytest.mark.parametrize("language", ["en", "nb", "da"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_survey_has_a_barrier(survey_link, window, codes, language, scheme):
    page, met = window(color_scheme=scheme), {}

    def look(name):
        expect(page.locator("html")).to_have_attribute("lang", language)
        met[name] = findings(page)

    page.goto(f"/s/?lang={language}")
    look("a code to type")
    page.locator("#id_code").fill("abc")
    send(page)
    look("a code that is not whole")
    page.locator("#id_code").fill(survey_link.split("/")[-1].split("?")[0].lower())
    send(page)
    look("the form")
    send(page)
    look("the form with errors")
    answer_all(page, codes, "dk")
    send(page)
    look("stored")
    code = page.locator(".slip-code .visually-hidden").text_content()
    page.goto(f"/s/withdraw?lang={language}")
    look("withdraw")
    send(page)
    look("withdraw, nothing typed")
    page.locator("#id_code").fill(code)
    send(page)
    look("withdraw, sure?")
    page.locator("main form .action-bar .btn-danger").click()
    look("withdrawn")
    page.goto(f"{survey_link.split('?')[0]}?lang={language}")
    look("inactive")
    page.context.clear_cookies()
    page.goto(f"/s/form?lang={language}")
    look("loaded anew")

    assert not any(met.values()), met
    assert len(met) == 11


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("nb", "dark"), ("da", "light")])
def test_closed_doors_and_a_database_that_is_away_are_told_without_a_barrier(
    edition, survey_link, window, codes, monkeypatch, language, scheme
):
    page, met, link = window(color_scheme=scheme), {}, f"{survey_link.split('?')[0]}?lang={language}"

    def look(state, name):
        expect(page.locator("main")).to_have_attribute("data-state", state)
        met[name] = findings(page)

    page.goto(link)
    answer_all(page, codes, "4")
    with monkeypatch.context() as broken:
        broken.setattr(views.actions, "submit", _away)
        broken.setattr(views, "_handed_over", _away)
        send(page)
        look("error", "again")
        page.goto(link)
        look("error", "away")
    set_dates(edition, {Phase.SURVEYS: (None, timezone.now() - timedelta(hours=1))}, by=None)
    page.goto(link)
    look("closed", "closed")
    page.goto(f"/s/withdraw?lang={language}")
    page.locator("#id_code").fill(new_code())
    send(page)
    page.locator("main form .action-bar .btn-danger").click()
    met["withdraw, too late"] = findings(page)

    assert not any(met.values()), met
    assert len(met) == 4


def _away(*_given, **_named):
    raise OperationalError
