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


@pytest.mark.parametrize(
    ("scheme", "width", "language", "scripts"),
    [("light", 1280, "en", True), ("dark", 390, "nb", True), ("light", 390, "da", False)],
)
def test_an_export_is_read_looked_at_and_released(
    edition, organiser, at, sign_in, chromium, live_server, tmp_path, scheme, width, language, scripts
):
    for n, name in enumerate(limesurvey.LEADERS[:11], 1):
        Candidate.objects.create(edition=edition, code=f"C{n:02}", name=name, consent=Consent.ACCEPTED)
    at(edition, Phase.SCREENING)
    file = tmp_path / "export.csv"
    file.write_bytes(limesurvey.in_codes(edition, limesurvey.answers(edition)))
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 844}, java_script_enabled=scripts
    )
    session = sign_in(organiser).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page, found = context.new_page(), {}

    def look(step):
        if scripts:  # axe is one
            found[step] = findings(page)

    page.goto(f"{live_server.url}/{edition.slug}/organise/import/?lang={language}")
    look("file")
    page.set_input_files("#id_file", file)
    page.click("main form button")
    look("words")
    page.click("button[value=to-columns]")
    look("columns")
    page.press("button[value=columns]", "Enter")
    page.press("button[value=words]", "Enter")
    look("words, one open")
    page.select_option("select[name^=name-]", "new")
    page.press("button[value=words]", "Enter")
    look("look")
    page.press("button[value=look]", "Enter")
    look("look, unticked")
    for box in page.locator("input[type=checkbox]").all():
        box.press("Space")
    page.press("button[value=look]", "Enter")
    look("released")

    assert not any(barriers or too_wide for barriers, too_wide in found.values()), found
    assert len(found) == (7 if scripts else 0)
    assert Release.objects.get().sha256 in page.content()
    context.close()
