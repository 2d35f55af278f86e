"""An outbox with letters of a kind that only tests know."""

import io
import logging

import pytest
from django.core.mail import EmailMessage

from award.logs import Discreet
from award.mail.kinds import Kind, kinds, register
from award.mail.models import MailRun
from award.mail.runs import begin
from award.mail.sending import leave_off
from tests.sink import server  # noqa: F401


@pytest.fixture
def noted():
    """What the kind of the tests was told: (to whom, what became of it)."""
    return []


@pytest.fixture
def meanwhile():
    """Happens while the letter of this number is written: {4: act}."""
    return {}


@pytest.fixture(autouse=True)
def greetings(noted, meanwhile):
    asked = []

    def write(run, recipient):
        asked.append(recipient)
        meanwhile.get(len(asked), lambda: None)()
        if recipient == "broken":
            raise KeyError(f"{recipient}@example.org")
        return EmailMessage("Hello", "Good day.", to=[f"{recipient}@example.org"]) if recipient != "gone" else None

    sent, refused = (lambda to, word=word: noted.append((to, word)) for word in ("sent", "refused"))
    register(Kind("greetings", write, sent=sent, refused=refused))
    register(Kind("farewells", write))
    yield
    del kinds["greetings"], kinds["farewells"]
    leave_off.clear()


@pytest.fixture
def started(edition):
    """Begins a run of greetings."""

    def start(*recipients, kind="greetings"):
        return begin(edition, kind, list(recipients))

    return start


@pytest.fixture
def state_of():
    def look(run):
        return MailRun.objects.values_list("state", "halt").get(pk=run.pk)

    return look


@pytest.fixture
def said():
    """What stands in the log, as every handler writes it."""
    handler = logging.StreamHandler(io.StringIO())
    handler.addFilter(Discreet())
    logging.getLogger("django").addHandler(handler)
    yield handler.stream.getvalue
    logging.getLogger("django").removeHandler(handler)
