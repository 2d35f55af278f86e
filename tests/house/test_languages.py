"""Every text a person reads is there in three languages, with the same blanks to fill."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[2] / "locale"
BLANK = re.compile(r"%\(\w+\)s|\{\w+\}|%%")


@pytest.fixture(params=["nb", "da"])
def texts(request):
    with (LOCALE / request.param / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale=request.param) if message.id]


def pairs(message):
    """Singular with singular, plural with plural."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    words = [message.string] if isinstance(message.id, str) else list(message.string)
    return list(zip(ids, words, strict=True))


def test_nothing_is_left_untranslated(texts):
    assert len(texts) > 1000
    assert [message.id for message in texts if not all(words for _, words in pairs(message))] == []


def test_every_blank_is_filled_in_every_language(texts):
    """A plural may leave out what its singular has; nothing may be asked for that is not given."""
    wrong = []
    for message in texts:
        given = set(BLANK.findall(" ".join(text for text, _ in pairs(message))))
        wrong += [message.id for _, words in pairs(message) if not set(BLANK.findall(words)) <= given]

    assert wrong == []
