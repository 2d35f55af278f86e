import re

import pytest

from award.content.loading import promise

FILLED = {
    "k": 5,
    "date": "25 April 2027",
    "controller": "Samtaleprisens venner",
    "contact": "spor@samtaleprisen.example",
}


@pytest.mark.parametrize(("language", "gone"), [("en", "Comments are read"), ("nb", "Juryen"), ("da", "Juryen")])
def test_the_promise_of_a_form_without_comments_lacks_that_one_sentence(language, gone):
    whole = re.split(r"(?<=\.)\s", promise(language, **FILLED))
    printed = re.split(r"(?<=\.)\s", promise(language, kind="promise_without_comments", **FILLED))

    assert printed == [sentence for sentence in whole if not sentence.startswith(gone)]
    assert len(printed) == len(whole) - 1


def test_what_is_filled_in_is_never_read_as_a_pattern():
    words = promise("en", **{**FILLED, "controller": "{contact} {0}"})

    assert "Responsible: {contact} {0}, spor@samtaleprisen.example." in words
