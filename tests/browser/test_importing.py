"""Results from elsewhere in a real browser: four steps, by keyboard and without JavaScript, none with a barrier."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.counting.models import Release
from tests.jury.counting import limesurvey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


def findings(page):
    found = Axe().run(page, options=RULES).response["violations"]
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [(each["id"], [n["target"] for n in each["nodes"]]) for each in found], too_wide


@pytest.mark.parametrize(("scheme", "width", "language"), [("light", 1280, "en"), ("dark", 390, "nb")])
def test_an_export_is_read_looked_at_and_released(
    edition, organiser, at, sign_in, chromium, live_server, tmp_path, scheme, width, language
):
    for n, name in enumerate(limesurvey.LEADERS[:11], 1):
        Candidate.objects.create(edition=edition, code=f"C{n:02}", name=name, consent=Consent.ACCEPTED)
    at(edition, Phase.SCREENING)
    file = tmp_path / "export.csv"
    file.write_bytes(limesurvey.in_codes(edition, limesurvey.answers(edition)))
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 844}, java_script_enabled=False
    )
    session = sign_in(organiser).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page, found = context.new_page(), {}

    page.goto(f"{live_server.url}/{edition.slug}/organise/import/?lang={language}")
    found["file"] = findings(page)
    page.set_input_files("#id_file", file)
    page.click("main form button")
    found["words"] = findings(page)
    page.click("button[value=to-columns]")
    found["columns"] = findings(page)
    page.press("button[value=columns]", "Enter")
    page.press("button[value=words]", "Enter")
    found["words, one open"] = findings(page)
    page.select_option("select[name^=name-]", "new")
    page.press("button[value=words]", "Enter")
    found["look"] = findings(page)
    page.press("button[value=look]", "Enter")
    found["look, unticked"] = findings(page)
    for box in page.locator("input[type=checkbox]").all():
        box.press("Space")
    page.press("button[value=look]", "Enter")
    found["released"] = findings(page)

    assert set(map(str, found.values())) == {"([], 0)"}, found
    assert Release.objects.get().sha256 in page.content()
    context.close()
