import logging

import pytest

from award.logs import HideAnonymousPaths


@pytest.mark.parametrize("path", ["/s/7QK2M9ABCDEFGHJKMNPQRSTVWX", "/samtaleprisen-2027/consent/12-ab:1v:sig/"])
def test_no_line_of_the_log_keeps_a_secret_link(path):
    line = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (path,), None)

    HideAnonymousPaths().filter(line)

    assert line.getMessage() in {"Not Found: /s/…", "Not Found: /samtaleprisen-2027/consent/…"}


def test_an_error_on_an_anonymous_page_leaves_no_traceback(edition, client, caplog, monkeypatch):
    from award.desks import views

    def break_down(*args):
        raise ValueError("canary-of-an-answer")

    monkeypatch.setattr(views, "jury", break_down)
    client.raise_request_exception = False
    caplog.handler.addFilter(HideAnonymousPaths())

    response = client.get(f"/{edition.slug}/")

    assert response.status_code == 500
    assert "canary-of-an-answer" not in response.content.decode()
    assert "canary-of-an-answer" not in caplog.text
