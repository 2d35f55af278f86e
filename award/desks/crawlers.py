"""What search engines may read: the public pages, in three languages, and nothing that anybody is sent a link to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as xml
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.desks.selectors import reachable
from award.editions.selectors import editions
from award.editions.states import Phase

CLOSED = ["/accounts/", "/s/", "/*/consent/", "/*/workplace/", "/*/leader/", "/*/jury/", "/*/organise/"]


class PublicPages(Sitemap[str]):
    """The front page, and of every edition that is no draft what its public signposts lead to."""

    protocol = urlsplit(settings.SITE_ORIGIN).scheme

    def items(self) -> list[str]:
        shown = editions().exclude(phase=Phase.SETUP)
        pages = [(post.url_name, edition.slug) for edition in shown for post in reachable(edition, ())]
        pages += [("award:who_sees_what", edition.slug) for edition in shown]
        return [reverse("award:front"), *(reverse(name, args=[slug]) for name, slug in pages)]

    def location(self, item: str) -> str:
        return item

    def get_domain(self, site: object = None) -> str:
        return str(urlsplit(settings.SITE_ORIGIN).netloc)


@door(role=None)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    found = xml(request, {"pages": PublicPages()})
    return HttpResponse(found.render().content, content_type="application/xml")


@door(role=None)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
