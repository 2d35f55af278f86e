import os
import re
import shutil

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import sync_playwright

from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots.keys import make_count_key, prove_count_key
from surveys.invitations.actions import invite
from surveys.rosters.actions import set_roster

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def launch():
    """Starts a Chromium that ends with the suite."""
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set, and there is no Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = []

        def start(**more):
            started.append(playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, **more))
            return started[-1]

        yield start
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def chromium(launch):
    return launch()


@pytest.fixture(scope="session")
def keeping_chromium(launch):
    """A browser that keeps whole pages for its Back button, as the browsers of people do; Playwright's does not."""
    return launch(ignore_default_args=["--disable-back-forward-cache"])


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(chromium, live_server, request):
    """A phone of 390 px; once it runs scripts, once it does not."""
    context = chromium.new_context(
        viewport=PHONE, java_script_enabled=request.param, base_url=live_server.url, locale="en-GB"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def survey_link(edition, organiser, at):
    """The link in the first invitation to Åse Østberg's team."""
    candidate = Candidate.objects.create(
        edition=edition, code="C01", name="Åse Østberg", employer="Nordlys", consent=Consent.ACCEPTED
    )
    at(edition, Phase.SURVEYS)
    code = make_count_key(edition=edition, by=organiser)
    prove_count_key(edition=edition, code=code, by=organiser)
    set_roster(candidate=candidate, text="\n".join(f"adviser{n}@nordlys.example" for n in range(6)), by=organiser)
    invite(edition=edition, by=organiser, now=timezone.now())
    return re.search(r"/s/\S+", mail.outbox[0].body).group()
