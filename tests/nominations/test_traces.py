"""What could show the writer is named to the writer, and never in the way."""

import re

import pytest

from nominations.intake.traces import MOST, PATTERNS, traces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to kari@moe.example today", ["kari@moe.example"]),
        ("Ring meg på 900 00 000.", ["900 00 000"]),
        ("født 010190 12345", ["010190 12345"]),
        ("see https://www.linkedin.com/in/kari and more", ["https://www.linkedin.com/in/kari"]),
        ("I am @kari.moe there", ["@kari.moe"]),
        ("ansattnummer: 4711", ["ansattnummer: 4711"]),
        ("My name is Kari Moe and", ["My name is Kari Moe"]),
        ("Hun ser oss.\nHilsen Kari på kveld", ["Hilsen Kari på kveld"]),
        ("She is great. Best regards, Kari", ["Best regards, Kari"]),
        ("She listens. Hilsen Kari 900 00 000", ["Hilsen Kari 900 00 000"]),
        ("Med venlig hilsen\nKari", ["Med venlig hilsen Kari"]),
        ("I was the only one on nights", ["I was the only one on nights"]),
        ("som eneste på natt", ["som eneste på natt"]),
        ("Min mann jobber der", ["Min mann"]),
    ],
)
def test_what_could_show_the_writer_is_found(text, found):
    assert traces(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "She halved the queue from 14 to 7 minutes in 2026.",
        "Hun hilser på alle hver morgen og kjenner hverdagen.",
        "The team of 25 answered 12,400 calls at 09:00-17:00.",
        "Min leder er tydelig. Jeg er stolt.",
        "Vi er 40 ansatte, 3 skift.",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert traces(text) == []


def test_only_so_many_are_named_and_each_once():
    assert traces("a@b.example a@b.example") == ["a@b.example"]
    assert len(traces(" ".join(f"a{n}@b.example" for n in range(50)))) == MOST


def test_the_browser_can_read_the_patterns():
    """Nothing of Python's own: no named groups, no flags inside, no possessive or conditional parts."""
    for pattern in PATTERNS:
        assert not re.search(r"\(\?P|\(\?[aiLmsux]|\(\?\(|\\[AZ]|[*+?}]\+", pattern)


@pytest.mark.parametrize(
    "text", ["a" * 120_000, "a@" * 60_000, "a" * 2000, "1 " * 1000, "@" * 2000, "a@" * 1000, "." * 2000, "\n" * 2000]
)
def test_no_text_keeps_it_busy(text):
    assert len(traces(text)) <= MOST
