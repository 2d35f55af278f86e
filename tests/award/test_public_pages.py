"""What everybody may read of an award, and what a link to it shows where it is passed on."""

import re

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from award.audit.models import Entry
from award.editions.models import Edition
from award.editions.registers import Honour, honours
from award.editions.states import Phase

PUBLIC = ["", "nominate/", "who-sees-what/", "hall-of-fame/"]


@pytest.fixture
def open_edition(edition, at):
    return at(edition, Phase.NOMINATIONS)


@pytest.fixture
def read(client, open_edition):
    def get(path, **query):
        return client.get(f"/{open_edition.slug}/{path}", query).content.decode()

    return get


def test_the_landing_page_says_who_may_nominate_whom(read):
    page = read("")

    assert "Customers, employees, peers and managers may nominate" in page
    assert "Leaders may nominate themselves, too." in page
    assert "at least five employees" in page

    Edition.objects.update(own_nominations_allowed=False)
    assert "Leaders may nominate themselves" not in read("")


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize(("language", "place"), [("en", "en_GB"), ("nb", "nb_NO"), ("da", "da_DK")])
def test_a_link_that_is_passed_on_shows_a_title_words_and_a_picture(read, settings, path, language, place):
    page = read(path, lang=language)
    said = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))

    assert said["og:locale"] == place
    assert said["og:title"]
    assert said["og:description"] == said["description"]
    assert said["og:image"].startswith(f"{settings.SITE_ORIGIN}/static/share")
    assert said["og:url"] == f"{settings.SITE_ORIGIN}/samtaleprisen-2027/{path}?lang={language}"
    assert "robots" not in said
    assert page.count('rel="alternate" hreflang=') == 4


@pytest.mark.parametrize("path", ["receipt/", "consent/nobody/"])
def test_pages_people_are_sent_to_are_not_listed(read, path):
    page = read(path)

    assert '<meta name="robots" content="noindex">' in page
    assert "og:title" not in page


def test_the_picture_is_ours_and_of_the_size_that_is_promised():
    with Image.open(finders.find("share.png")) as picture:
        assert picture.size == (1200, 630)


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_fetch_nothing_from_elsewhere_and_keep_nothing(client, open_edition, settings, path):
    response = client.get(f"/{open_edition.slug}/{path}")
    page = response.content.decode()

    fetched = re.findall(r'<(?:script|img|iframe|source|video)[^>]* src="([^"]+)"', page)
    fetched += re.findall(r'<link rel="(?:stylesheet|icon|preload|preconnect)"[^>]* href="([^"]+)"', page)
    assert fetched
    assert [address for address in fetched if "//" in address] == []
    assert "sessionid" not in client.cookies


def test_search_engines_are_told_the_public_pages_and_no_draft(client, open_edition, settings):
    from award.editions.actions import create_edition

    create_edition(slug="a-draft", name="A draft")

    robots = client.get("/robots.txt").content.decode()
    sitemap = client.get("/sitemap.xml")

    assert f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml" in robots
    for closed in ("/s/", "/accounts/", "/*/consent/", "/*/workplace/", "/*/organise/", "/*/jury/", "/*/leader/"):
        assert f"Disallow: {closed}\n" in robots
    assert sitemap["Content-Type"] == "application/xml"
    listed = re.findall(r"<loc>([^<]+)</loc>", sitemap.content.decode())
    assert f"{settings.SITE_ORIGIN}/samtaleprisen-2027/nominate/" in listed
    assert f"{settings.SITE_ORIGIN}/samtaleprisen-2027/" in listed
    assert not any("a-draft" in address or "organise" in address for address in listed)
    assert len(listed) == len(set(listed))


def test_a_shut_page_leaves_the_list(client, open_edition, at):
    at(open_edition, Phase.SURVEYS)

    assert "nominate" not in client.get("/sitemap.xml").content.decode()


def test_who_won_last_stands_on_the_page_of_the_next_edition(client, open_edition, monkeypatch):
    from award.editions.actions import create_edition

    later = create_edition(slug="samtaleprisen-2028", name="Samtaleprisen 2028")
    won = Honour(open_edition, "Åse Østberg", "Kundesenter Nordlys", "For asking first.", "award:landing")
    monkeypatch.setattr("award.desks.selectors.honours", [*honours, lambda: [won]])

    assert "For asking first." in client.get(f"/{later.slug}/").content.decode()
    assert "For asking first." not in client.get(f"/{open_edition.slug}/").content.decode()


# ---- the jury -------------------------------------------------------------------------------------------------------


def test_jurors_write_their_own_lines_and_organisers_theirs(read, juror, organiser, sign_in, open_edition):
    at = f"/{open_edition.slug}"

    sign_in(juror).post(f"{at}/jury/about-me/", {"bio": "Led three night lines."})
    assert "Led three night lines." in read("")
    sign_in(organiser).post(f"{at}/organise/people/{juror.pk}/", {"bio": "Led <b>four</b> night lines."})
    assert "Led &lt;b&gt;four&lt;/b&gt; night lines." in read("")

    lines = Entry.objects.filter(verb="changed the lines about somebody")
    assert [line.facts["seat"] for line in lines] == [juror.pk, juror.pk]


def test_lines_that_are_too_long_come_back(juror, sign_in, open_edition):
    page = sign_in(juror).post(f"/{open_edition.slug}/jury/about-me/", {"bio": "x" * 401}).content.decode()

    assert "x" * 401 in page
    juror.refresh_from_db()
    assert juror.bio == ""


def test_nobody_writes_lines_about_somebody_outside_the_jury(organiser, juror, sign_in, open_edition):
    at = f"/{open_edition.slug}"

    assert sign_in(organiser).get(f"{at}/organise/people/{organiser.pk}/").status_code == 404
    assert sign_in(juror).post(f"{at}/organise/people/{juror.pk}/", {"bio": "x"}).status_code == 403
    assert sign_in(organiser).get(f"{at}/jury/about-me/").status_code == 403
