import io
import logging
import sys

import pytest

from award.logs import Discreet

TICKET = "7QK2M9ABCDEFGHJKMNPQRSTVWX"


def said(name, words, *args, error=None, **more):
    """The line as a handler writes it."""
    info = (type(error), error, error.__traceback__) if error else None
    line = logging.LogRecord(name, logging.ERROR, "", 0, words, args, info)
    line.__dict__.update(more)
    Discreet().filter(line)
    return logging.Formatter().format(line)


def raised(error):
    try:
        raise error
    except Exception:
        return sys.exc_info()[1]


class Visit:
    method, resolver_match = "GET", None


@pytest.mark.parametrize(
    "path",
    [
        f"/s/{TICKET}",
        f"/S/{TICKET}?x=1",
        f"/accounts/login/?next=%2Fs%2F{TICKET}",
        f"/%252Fs%252F{TICKET}",
        "/samtaleprisen-2027/consent/12-ab:1v:sig/",
        "from 203.0.113.77 and 2001:db8::77 and ::1",
    ],
)
def test_no_line_of_a_library_or_of_ours_keeps_a_secret_link_or_an_address(path):
    for line in (said("weasyprint", f"Not Found: {path}"), said("django.award", "Not Found: %s", path)):
        assert [secret for secret in (TICKET, "sig", "203.0", "db8", "::1") if secret in line] == []


def test_what_a_library_puts_into_its_words_is_left_out():
    line = said(
        "gunicorn.error", "Error handling request %s %s after %s s in %s", "POST", f"/s/{TICKET}", 3, OSError("x")
    )

    assert line == "Error handling request … … after 3 s in OSError"


def test_an_unreadable_request_is_told_without_its_sender_and_its_words():
    line = said("gunicorn.error", "Invalid request from ip=203.0.113.77: Invalid HTTP header name: 'canary'")

    assert line == "Invalid request from …"


def test_a_signal_keeps_its_name():
    assert said("gunicorn.error", "Worker (pid:%s) was sent %s!", 7, "SIGKILL") == "Worker (pid:7) was sent SIGKILL!"


def test_an_error_is_told_by_its_kind_and_place_and_what_led_to_it():
    error = raised(ValueError("a canary"))
    error.__cause__ = KeyError("another canary")

    line = said("django.request", "Internal Server Error: %s", "/s/form", error=error, request=Visit(), status_code=500)

    place, _, cause = line.partition("\n")[2].partition(" ← ")
    assert line.startswith("django.request 500 GET (no page)\n")
    assert place.startswith("ValueError at tests/award/test_logs.py:")
    assert cause == "KeyError"


def test_why_the_server_does_not_start_is_said():
    from django.core.exceptions import ImproperlyConfigured

    line = said("gunicorn.error", "Exception in worker process", error=raised(ImproperlyConfigured("SECRET_KEY?")))

    assert "ImproperlyConfigured: SECRET_KEY? at tests/award/test_logs.py" in line


def test_a_line_read_twice_stays_as_it_is():
    line = logging.LogRecord("django.request", logging.ERROR, "", 0, "Not Found: %s", (f"/s/{TICKET}",), None)
    line.request, line.status_code = Visit(), 404

    seen = [Discreet().filter(line) and line.getMessage() for _ in range(2)]

    assert seen == ["django.request 404 GET (no page)"] * 2
    assert not hasattr(line, "request")


def test_an_invented_method_is_not_repeated():
    visit = Visit()
    visit.method = "CANARY"

    assert said("django.request", "%s", "x", request=visit, status_code=405) == "django.request 405 … (no page)"


def test_a_form_from_elsewhere_is_told_with_the_reason_but_not_with_its_address():
    reason = "Origin checking failed - https://203.0.113.77/canary does not match any trusted origins."

    line = said("django.security.csrf", "Forbidden (%s): %s", reason, "/s/form", request=Visit(), status_code=403)

    assert line == "django.security.csrf 403 GET (no page) (Origin checking failed)"


def test_the_desks_keep_their_tracebacks(organiser, sign_in, edition, monkeypatch, caplog):
    from award.desks import context

    def break_down(*args):
        raise ValueError("words for the operator")

    monkeypatch.setattr(context, "timeline", break_down)
    browser = sign_in(organiser)
    browser.raise_request_exception = False
    caplog.handler.addFilter(Discreet())

    response = browser.get(f"/{edition.slug}/organise/")

    assert response.status_code == 500
    assert "words for the operator" in caplog.text


def test_an_error_on_an_anonymous_page_leaves_no_words(edition, client, caplog, monkeypatch):
    from award.desks import views

    def break_down(*args):
        raise ValueError("canary-of-an-answer")

    monkeypatch.setattr(views, "jury", break_down)
    client.raise_request_exception = False
    caplog.handler.addFilter(Discreet())

    response = client.get(f"/{edition.slug}/")

    assert response.status_code == 500
    assert "canary-of-an-answer" not in response.content.decode()
    assert "canary-of-an-answer" not in caplog.text
    assert "django.request 500 GET /<slug:edition>/" in caplog.text
    assert "ValueError at tests/award/test_logs.py:" in caplog.text


def test_a_handler_that_fails_prints_nothing(capsys):
    closed = io.StringIO()
    closed.close()
    handler, logger = logging.StreamHandler(closed), logging.getLogger("weasyprint")
    logger.addHandler(handler)

    try:
        raise ValueError("canary")
    except ValueError:
        logger.exception("it broke")

    logger.removeHandler(handler)
    assert "canary" not in capsys.readouterr().err
