import pytest
from django.test import override_settings
from django.utils.translation import override

from award.editions.actions import create_edition
from surveys.questionnaire import Questionnaire


@pytest.fixture
def questionnaire(edition):
    return Questionnaire.of(edition)


@pytest.fixture
def own_content(tmp_path):
    """Another award's texts: seven areas, a scale of ten points with words at its ends, one language."""
    (tmp_path / "traits.yaml").write_text("scale: {min: 1, max: 5}\ntraits:\n- {code: t1, name: Fair}\n")
    areas = "".join(f"- {{code: a{n}, name: Area {n}}}\n" for n in range(7))
    items = "".join(f"- {{code: S{n}, area: a{n % 7}, employee: Mine {n}, leader: Theirs {n}}}\n" for n in range(900))
    scale = "scale: {min: 1, max: 10, labels: {1: Never, 10: Always}}\n"
    (tmp_path / "survey.yaml").write_text(f"{scale}areas:\n{areas}items:\n{items}")
    (tmp_path / "round_two.yaml").write_text("scale: {min: 1, max: 5}\nareas:\n- {code: r1, name: Round}\n")
    return tmp_path


def test_a_whole_answer_is_taken(questionnaire):
    given = {item.code: "3" for item in questionnaire.items} | {"JC2": "dk"}

    checked = questionnaire.validate(given)

    assert checked.errors == {}
    assert checked.answers["JC1"] == 3
    assert checked.answers["JC2"] == "dk"


@pytest.mark.parametrize("rating", ["0", "6", "-1", "3.5", "", None, [], ["4"], "1 OR 1=1", "٣", " 3", "03", True, 3.0])
def test_a_rating_off_the_scale_is_an_error_of_its_statement_only(questionnaire, rating):
    given = {item.code: "3" for item in questionnaire.items} | {"JC3": rating}

    checked = questionnaire.validate(given)

    assert checked.errors == {"JC3": "Choose an answer. ‘Don't know’ is one too."}
    assert len(checked.answers) == len(questionnaire.items) - 1


def test_a_leader_may_not_say_dont_know(questionnaire):
    given = {item.code: "3" for item in questionnaire.items} | {"EN8": "dk"}

    checked = questionnaire.validate(given, dont_know=False)

    assert checked.errors == {"EN8": "Choose an answer."}


def test_statements_of_another_questionnaire_are_not_kept(questionnaire):
    given = {item.code: 3 for item in questionnaire.items} | {"XX1": "5", "state": "3", "candidate": "7"}

    checked = questionnaire.validate(given)

    assert set(checked.answers) == {item.code for item in questionnaire.items}


def test_a_ballot_is_read_back_as_it_was_written(questionnaire):
    answers = {item.code: 5 for item in questionnaire.items} | {"LR1": "dk"}

    assert questionnaire.unpack(questionnaire.pack(answers)) == answers


@pytest.mark.parametrize("ballot", [b"", b"null", b"[]", b"{}", b'{"JC1":4}', b"\xff", b"[" * 4000])
def test_a_ballot_of_something_else_is_not_read(questionnaire, ballot):
    with pytest.raises(ValueError, match=r"."):
        questionnaire.unpack(ballot)


def test_every_ballot_of_an_edition_fits_its_envelope(questionnaire, own_content):
    long = Questionnaire.of(create_edition(slug="long", name="Long", content=own_content))
    widest = long.pack({item.code: "dk" for item in long.items})

    assert questionnaire.envelope_size == 4096
    assert long.envelope_size % 4096 == 0
    assert long.envelope_size - 4096 < len(widest) + 4 <= long.envelope_size


def test_traits_beyond_the_number_asked_for_or_unknown_are_refused(questionnaire):
    too_many = questionnaire.validate_others({"best_traits": ["clear", "encouraging", "understanding", "enthusiastic"]})
    unknown = questionnaire.validate_others({"best_traits": ["clear", "<b>"]})
    fine = questionnaire.validate_others({"best_traits": ["clear", "clear", "encouraging"]})

    assert too_many.errors == {"best_traits": "Choose at most 3."}
    assert unknown.errors == {"best_traits": "Choose among the traits listed."}
    assert fine.answers == {"best_traits": ["clear", "encouraging"]}


def test_a_text_is_made_inert_and_kept_within_its_limit(questionnaire):
    most = questionnaire.validate_others({"comment": "😀" * 2000})
    over = questionnaire.validate_others({"comment": "😀" * 2001})
    odd = questionnaire.validate_others({"comment": "a\x00b\u202ec\u200bd\ud800e\r\nf", "improve": ["x"]})

    assert most.answers == {"comment": "😀" * 2000}
    assert over.errors == {"comment": "Write at most 2000 characters; these are 2001."}
    assert odd.answers == {"comment": "abcde\nf"}
    assert odd.errors == {"improve": "This is not a text."}


@override_settings(LANGUAGE_CODE="en")
def test_errors_are_said_in_the_language_spoken(questionnaire):
    with override("en"):
        checked = questionnaire.validate({})

    assert len(checked.errors) == len(questionnaire.items)
