"""Words are what they look like."""

import time

import pytest

from nominations.candidates.wording import TidyField, tidy
from nominations.intake.traces import traces


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Åse \t Østberg ", "Åse Østberg"),
        ("\u202eeslÅ", "eslÅ"),
        ("Å\u200bs\u200de\ufeff", "Åse"),
        ("A\u030ase", "Åse"),
        ("Åse\x00\x07", "Åse"),
        ("Åse\r\nBcc: x@evil.example", "Åse Bcc: x@evil.example"),
        ("\u3164\u2800", ""),
        ("Åse\u00a0Østberg", "Åse Østberg"),
    ],
)
def test_hidden_signs_are_taken_out(written, read):
    assert tidy(written) == read


def test_paragraphs_stay_where_lines_are_allowed():
    assert tidy("one\r\n\r\ntwo  words\n", lines=True) == "one\n\ntwo words"
    assert tidy("\n" * 9_990 + "w" * 2_005, lines=True) == "w" * 2_005  # what stands before it takes no room


def test_a_megabyte_of_accents_is_read_quickly():
    began = time.monotonic()

    tidy("e" + "\u0301\u0323" * 500_000)

    assert time.monotonic() - began < 1


def test_a_text_that_is_too_long_is_refused_with_both_numbers():
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="at most 3 characters, please; these are 6"):
        TidyField(max_length=3).clean("abcdef")


def test_numbers_and_addresses_that_could_show_the_writer_are_named():
    text = "Call 900 00 000 or write to meg@her.example. In 2026 we solved 78 % of 41,200 cases."

    assert traces(text) == ["900 00 000", "meg@her.example"]
