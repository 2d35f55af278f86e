"""Pages pass axe in a real browser, in the light and in the dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from award.editions.states import Phase

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
PUBLIC = ["/", "/accounts/login/", "/{slug}/", "/{slug}/nominate/", "/{slug}/receipt/", "/{slug}/who-sees-what/"]
ORGANISER = ["organise/", "organise/nominations/", "organise/candidates/", "organise/people/", "organise/surveys/key/"]


def findings(page):
    return [(v["id"], [n["target"] for n in v["nodes"]]) for v in Axe().run(page, options=RULES).response["violations"]]


@pytest.fixture(params=["light", "dark"])
def visitor(chromium, live_server, request):
    context = chromium.new_context(
        color_scheme=request.param, base_url=live_server.url, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


def test_public_pages_have_no_barrier(edition, chair, at, visitor):
    at(edition, Phase.NOMINATIONS)

    for path in PUBLIC:
        visitor.goto(path.format(slug=edition.slug))
        assert (path, findings(visitor)) == (path, [])


def test_organisers_pages_have_no_barrier(edition, organiser, at, sign_in, visitor, live_server):
    at(edition, Phase.NOMINATIONS)
    session = sign_in(organiser).cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    for path in ORGANISER:
        visitor.goto(f"/{edition.slug}/{path}")
        assert (path, findings(visitor)) == (path, [])
