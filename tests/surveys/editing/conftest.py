import pytest
from django.urls import reverse

from award.audit.selectors import trail
from surveys.editing.models import Wording
from surveys.editing.selectors import fingerprint


@pytest.fixture
def seen(edition):
    """The fingerprint of the texts as they stand."""

    def now():
        edition.refresh_from_db()
        return fingerprint(edition.content_json)

    return now


@pytest.fixture
def kept(edition):
    """All that an act could have changed: texts, rules, versions, lines."""

    def state():
        edition.refresh_from_db()
        return (
            edition.content_json,
            edition.area_weights,
            list(Wording.objects.values_list("number", "hash")),
            trail(edition.pk).count(),
        )

    return state


@pytest.fixture
def desk(edition, organiser, sign_in):
    """The organiser's browser: `get` and `post` take the name of a page and the rest of its address."""
    browser = sign_in(organiser)

    class Desk:
        def get(self, page, *more, **query):
            return browser.get(reverse(f"surveys:{page}", args=[edition.slug, *more]), query)

        def post(self, page, *more, **typed):
            return browser.post(reverse(f"surveys:{page}", args=[edition.slug, *more]), typed)

    return Desk()


@pytest.fixture
def text():
    return lambda response: response.content.decode()
