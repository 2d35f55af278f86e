"""A second contact who has been asked, and the link in their mail."""

import re

import pytest
from django.core import mail

from surveys.workplaces.actions import ask_contact


@pytest.fixture
def contact(survey, candidate, organiser, outbox):
    return ask_contact(
        candidate=candidate, name="Solveig Hauglid", email="hr@nordlys.example", language="nb", by=organiser
    )


@pytest.fixture
def own(contact):
    """The address in the mail the second contact got."""
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.outbox[0].body)[1]


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)
