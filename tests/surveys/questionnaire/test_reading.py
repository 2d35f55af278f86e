import pytest
from django.test import override_settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from award.editions.actions import create_edition
from surveys.questionnaire import Questionnaire
from surveys.questionnaire.texts import inert


@pytest.fixture
def questionnaire(edition):
    return Questionnaire.of(edition)


@pytest.fixture
def own_content(tmp_path):
    """Another award's texts: seven areas, a scale of ten points with words at its ends, one language."""
    (tmp_path / "traits.yaml").write_text("scale: {min: 1, max: 5}\ntraits:\n- {code: t1, name: Fair}\n")
    areas = "".join(f"- {{code: a{n}, name: Area {n}}}\n" for n in range(7))
    items = "".join(f"- {{code: S{n}, area: a{n % 7}, employee: Mine {n}, leader: Theirs {n}}}\n" for n in range(60))
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
    others = {"best_traits": ["clear"], "comment": {"text": "Æ listens", "may": ["leader_may_read"]}}

    read = questionnaire.unpack(questionnaire.pack(answers, others))

    assert (read.answers, read.others) == (answers, others)


@pytest.mark.parametrize(
    "ballot", [b"", b"null", b"[]", b"{}", b'{"JC1":4}', b"\xff", b"[" * 4000, b'{"answers":{},"others":{}}']
)
def test_a_ballot_of_something_else_is_not_read(questionnaire, ballot):
    with pytest.raises(ValueError, match=r"."):
        questionnaire.unpack(ballot)


@pytest.mark.parametrize(
    "others",
    [
        {"best_traits": ["<b>"]},
        {"comment": "a bare text"},
        {"comment": {"text": "a\u202eb", "may": []}},
        {"comment": {"text": "x" * 2001, "may": []}},
        {"comment": {"text": "x", "may": ["everybody"]}},
        {"comment": {"text": "x", "may": [], "when": "now"}},
        {"comment": {"text": ["x"], "may": "x"}},
        {"comment": None, "comment.may": {}},
        {"another": ["clear"]},
    ],
)
def test_what_is_odd_beside_the_answers_never_costs_the_ratings(questionnaire, others):
    answers = {item.code: 5 for item in questionnaire.items}

    read = questionnaire.unpack(questionnaire.pack(answers, others))

    assert read.answers == answers
    assert set(read.others) <= {"comment"}
    assert all(inert(text) == text and len(text) <= 2000 for text in [read.others.get("comment", {}).get("text", "")])


@given(st.text(alphabet=st.characters(), max_size=40))
def test_a_text_that_was_made_inert_stays_as_it_is(text):
    assert inert(inert(text)) == inert(text)


def test_a_sign_hidden_before_an_accent_does_not_cost_the_ballot(questionnaire):
    given = {item.code: "3" for item in questionnaire.items} | {"comment": "kafe\u00ad\u0301"}
    checked = questionnaire.validate(given)

    assert questionnaire.unpack(questionnaire.pack(checked.answers, checked.others)) == checked


def test_every_ballot_of_an_edition_fits_its_envelope(questionnaire):
    fullest = questionnaire.pack(
        {item.code: "dk" for item in questionnaire.items},
        {
            "best_traits": sorted(questionnaire.traits, key=len)[-3:],
            "comment": {"text": "😀" * 2000, "may": ["leader_may_read", "may_be_quoted"]},
            "improve": {"text": "\\" * 2000, "may": []},
        },
    )

    assert questionnaire.envelope_size % 4096 == 0
    assert len(fullest) + 4 <= questionnaire.envelope_size


@pytest.mark.django_db
def test_without_texts_the_envelope_is_no_larger_than_its_statements_need(own_content):
    plain = Questionnaire.of(create_edition(slug="plain", name="Plain", content=own_content))

    widest = plain.pack({item.code: "dk" for item in plain.items})

    assert plain.envelope_size - 4096 < len(widest) + 4 <= plain.envelope_size


def beside(questionnaire, given):
    checked = questionnaire.validate({item.code: "3" for item in questionnaire.items} | given)
    return checked.others, checked.errors


def test_traits_beyond_the_number_asked_for_or_unknown_are_refused(questionnaire):
    four = ["clear", "encouraging", "understanding", "enthusiastic"]

    assert beside(questionnaire, {"best_traits": four}) == ({}, {"best_traits": "Choose at most 3."})
    assert beside(questionnaire, {"best_traits": ["clear", "<b>"]})[1] == {
        "best_traits": "Choose among the traits listed."
    }
    assert beside(questionnaire, {"best_traits": ["clear", "clear", "encouraging"]})[0] == {
        "best_traits": ["clear", "encouraging"]
    }


def test_a_text_is_made_inert_and_kept_within_its_limit(questionnaire):
    most, over = "😀" * 2000, "😀" * 2001

    assert beside(questionnaire, {"comment": most})[0] == {"comment": {"text": most, "may": []}}
    assert beside(questionnaire, {"comment": over})[1] == {"comment": "Write at most 2000 characters; these are 2001."}
    assert beside(questionnaire, {"comment": "a\x00b\u202ec\u200bd\ud800e\r\nf"})[0]["comment"]["text"] == "abcde\nf"
    assert beside(questionnaire, {"improve": ["x", "y"]})[1] == {"improve": "This is not a text."}


def test_a_tick_says_who_else_may_read_a_text_and_none_means_nobody(questionnaire):
    ticked = {"comment": "Listens.", "comment.may": ["leader_may_read", "everybody"], "improve": "Nothing."}

    assert beside(questionnaire, ticked)[0] == {
        "comment": {"text": "Listens.", "may": ["leader_may_read"]},
        "improve": {"text": "Nothing.", "may": []},
    }
    assert beside(questionnaire, {"comment": "  ", "comment.may": "leader_may_read"})[0] == {}


@override_settings(LANGUAGE_CODE="en")
def test_errors_are_said_in_the_language_spoken(questionnaire):
    with override("en"):
        checked = questionnaire.validate({})

    assert len(checked.errors) == len(questionnaire.items)
