"""What a table is made of, and somebody who brings one."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def desk(open_edition, organiser, sign_in):
    client = sign_in(organiser)
    client.at = f"/{open_edition.slug}/organise/bring/"
    return client


@pytest.fixture
def send(desk):
    """Sends something, and presses store when there was something to look at. Ticks are named."""

    def once(given, what="nominations", **more):
        sent = {"file": SimpleUploadedFile("table", given)} if isinstance(given, bytes) else {"text": given}
        return desk.post(desk.at, {"what": what, "do": "look", **sent, **more})

    def through(given, what="nominations", **ticks):
        looked = once(given, what)
        hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', looked.content.decode())
        hidden = {name: unescape(value) for name, value in hidden}
        return desk.post(desk.at, {**hidden, "do": "store", **ticks})

    once.through = through
    return once
