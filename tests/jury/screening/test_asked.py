import pytest

from jury.screening.asked import asked, asked_of_all
from tests.jury.screening.made_up import result


@pytest.mark.parametrize(
    ("coverage", "is_confirmed", "words"),
    [
        (
            "whole",
            True,
            "Everybody who works for this leader was invited. "
            "A second contact at the workplace has confirmed how many they are.",
        ),
        (
            "part",
            False,
            "Fewer than four fifths of those who work for this leader were invited. "
            "Nobody at the workplace has confirmed how many they are.",
        ),
        ("unknown", False, "Nobody has said how many people work for this leader."),
    ],
)
def test_a_juror_reads_whether_everybody_was_asked_and_whose_word_that_is(coverage, is_confirmed, words):
    assert asked(result(coverage=coverage, headcount_confirmed=is_confirmed)) == words


def test_a_release_made_before_headcounts_says_that_nobody_knows():
    assert asked(result()) == "Nobody has said how many people work for this leader."


def test_the_edition_counts_only_what_the_workplace_has_confirmed():
    teams = [
        result(coverage="whole", headcount_confirmed=True),
        result(coverage="whole", headcount_confirmed=False),
        result(coverage="most", headcount_confirmed=True),
    ]

    assert asked_of_all(teams) == (
        "Teams with a result: 3. Of these, everybody was invited by a headcount that the workplace has confirmed in 1."
    )
