"""Texts out as files and in again; what is no plain file of texts is refused in words."""

import copy
import io
import re
import zipfile
from pathlib import Path

import pytest

from award.content.checking import TAKEN, check_content, gaps
from award.content.comparing import differences
from award.content.loading import load
from award.content.parsing import parse
from award.content.writing import folder_of
from award.editions.actions import advance, change_rules
from award.editions.states import Phase
from award.refusal import Refused

TEMPLATES = Path(__file__).parents[2] / "templates/surveys"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(9)
)


@pytest.fixture
def content():
    return load()


@pytest.fixture
def own(content):
    """Seven points, two areas, one language, letters YAML could take for something else."""
    own = copy.deepcopy(content)
    own["survey"] = {
        "scale": {"min": 1, "max": 7, "labels": {"1": {"nb": "nei"}, "7": {"nb": "yes: # ja"}}},
        "areas": [{"code": "a", "name": {"nb": "Én"}}, {"code": "b", "name": {"nb": "To 🌞"}}],
        "items": [
            {"code": f"Q{n}", "area": "ab"[n % 2], "employee": {"nb": f"- {n}: 2027-01-01"}, "leader": {"nb": "null"}}
            for n in range(4)
        ],
    }
    return own


def test_files_written_out_are_read_back_unchanged(tmp_path, content, own):
    for whole in (content, own):
        with zipfile.ZipFile(io.BytesIO(folder_of(whole))) as folder:
            folder.extractall(tmp_path)

        assert load(tmp_path) == whole


def test_the_same_texts_are_always_the_same_bytes(content):
    assert folder_of(content) == folder_of(copy.deepcopy(content))


def test_a_part_that_is_repeated_a_few_times_is_written_out():
    assert parse(b"a: &a {en: Often}\nb: *a\n", "f.yaml") == {"a": {"en": "Often"}, "b": {"en": "Often"}}


def test_letters_that_hide_or_turn_others_are_taken_out():
    assert parse("a: Go\u202eod\u200b".encode(), "f.yaml") == {"a": "Good"}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (BOMB.encode(), "f.yaml, line 5: no file of an award is as large"),
        (b"[" * 500_000, "f.yaml, line 1: no file of an award is as large or as deep"),
        (b"a: &a [*a]", "line 1: a part that holds itself"),
        (b"a: 1\na: 2", "line 2: not readable as YAML (“a” stands here twice)"),
        ("a: b".encode("utf-16"), "f.yaml is not UTF-8 text"),
        (b"x" * 1_000_001, "f.yaml is larger than 1 MB"),
        (b"a: 2027-99-99", "a value that means nothing"),
        (b"a: " + b"9" * 9000, "a value that means nothing"),
        (b'a: !!int ""', "a value that means nothing"),
        (b"a: !!bool x", "a value that means nothing"),
        (b"a: !!timestamp x", "a value that means nothing"),
        (b"a: " + b"1:" * 300 + b"00.5", "a value that means nothing"),
        (b"a: 0x" + b"f" * 5000, "a value that means nothing"),
        (b"a: 9007199254740993", "a value that means nothing"),
        (b"a: !!python/object/apply:os.system [ls]", "could not determine a constructor"),
    ],
)
def test_a_file_that_is_no_plain_text_is_refused_with_its_line(raw, words):
    with pytest.raises(Refused) as refusal:
        parse(raw, "f.yaml")

    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.update(survey=[]), "survey.yaml: names with their values are expected at the top."),
        (lambda c: c["survey"].update(scale=5), "the scale needs whole numbers"),
        (lambda c: c["survey"]["scale"].update(labels=["no"]), "“labels” are words for points from 1 to 5"),
        (lambda c: c["survey"]["scale"]["labels"].update({"9": "x"}), "“labels” are words for points from 1 to 5"),
        (lambda c: c["survey"]["items"].append("x"), "every entry of “items” has names with their values"),
        (lambda c: c["survey"]["items"][0].update(code=["JC1"]), "number 1 of “items” needs a code"),
        (lambda c: c["survey"]["items"][0].update(area={}), "survey.yaml, JC1: there is no area “{}”."),
        (lambda c: c["survey"]["items"][0].update(theme=[[1]]), "JC1: “theme” is a code, or a list of codes"),
        (lambda c: c["survey"]["items"][0].update(employee={"False": "Nei"}), "JC1: “employee” is a text"),
        (lambda c: c["survey"]["items"][0].update(employee={"en": 5}), "JC1: “employee” is a text"),
        (
            lambda c: c["survey"]["items"][0].update(employee="x" * 301),
            "JC1: “employee” has 301 characters; at most 300",
        ),
        (
            lambda c: c["survey"]["items"].extend({**c["survey"]["items"][0], "code": f"X{n}"} for n in range(37)),
            "“items” has 61 entries; at most 60",
        ),
        (
            lambda c: c["survey"]["open_questions"][1].update(max_length="long"),
            "comment: “max_length” is a whole number",
        ),
        (lambda c: c["survey"].update(themes=["003", "000"]), "every entry of “themes” has names with their values"),
        (
            lambda c: c["survey"]["items"][0].update(code="save"),
            "the code “save” is used twice or means something else",
        ),
        (
            lambda c: c["survey"]["items"][0].update(code="Seen"),
            "the code “Seen” is used twice or means something else",
        ),
        (lambda c: c["survey"]["items"][0].update(code="jc2"), "the code “JC2” is used twice"),
        (
            lambda c: [each.update(kind="text", max_length=5000) for each in c["survey"]["open_questions"]],
            "all open questions together take at most 10000 characters; these take 15000",
        ),
        (lambda c: c["survey"]["open_questions"][2].update(notice_like="x"), "improve: there is no question “x”"),
        (lambda c: c["survey"]["open_questions"][1].update(consent=["x"]), "comment: “consent” holds texts"),
        (lambda c: c["traits"]["traits"][0]["anchors"].update({"9": "x"}), "“anchors” are words for points"),
        (lambda c: c["round_two"].update(max_words="many"), "“max_words” is a whole number from 1 to 5000"),
        (lambda c: c["round_two"]["key_figures"].update(min=7), "“key_figures” needs whole numbers min and max"),
        (lambda c: c["round_two"].update(more="x" * 400_000), "longer than an award’s texts can be"),
    ],
)
def test_texts_that_could_not_be_shown_are_refused_with_their_place(content, change, words):
    change(content)

    with pytest.raises(Refused) as refusal:
        check_content(content)

    assert words in str(refusal.value)


def test_an_area_without_statements_can_be_stored_but_opens_no_nominations(edition, organiser):
    edition.content_json["survey"]["areas"].append({"code": "empty", "name": {"en": "Work together"}})
    edition.save()
    check_content(edition.content_json)

    with pytest.raises(Refused, match="The area “Work together” has no statement"):
        advance(edition, Phase.NOMINATIONS, by=organiser)

    assert gaps(edition.content_json) == ["The area “Work together” has no statement."]


def test_what_differs_is_told_entry_by_entry(content):
    after = copy.deepcopy(content)
    items = after["survey"]["items"]
    items[0]["employee"]["en"] = "Other words."
    items[1], items[2] = items[2], items[1]
    del items[-1]
    after["traits"]["traits"].append({"code": "kind", "name": "Kind"})
    after["round_two"]["max_words"] = 500

    found = [(each.act, each.what, each.code) for each in differences(content, after)]

    assert found == [
        ("changed", "statement", "JC1"),
        ("removed", "statement", "EN8"),
        ("moved", "statement", ""),
        ("added", "trait", "kind"),
        ("changed", "", "round_two.max_words"),
    ]
    assert differences(content, copy.deepcopy(content)) == []


def test_a_file_of_faults_is_refused_at_once_and_told_in_part(content):
    content["survey"]["items"] = [{"code": f"X{n}"} for n in range(60)]
    with pytest.raises(Refused) as some:
        check_content(content)
    content["survey"]["items"] = [{}] * 90_000
    with pytest.raises(Refused) as many:
        check_content(content)

    assert len(str(some.value).splitlines()) == 31
    assert str(some.value).endswith("… and more of the same. Mend these first.")
    assert "“items” has 90000 entries; at most 60 are taken." in str(many.value)


def test_no_statement_takes_the_place_of_another_field_of_its_page():
    pages = [(TEMPLATES / page).read_text() for page in ("form.html", "self.html")]

    names = {name for page in pages for name in re.findall(r'\bname="([a-z]+)"', page)}

    assert {"ticket", "switch", "seen", "save"} <= names
    assert names <= TAKEN


def test_weights_that_are_all_nought_keep_nominations_shut(edition, organiser):
    weights = dict.fromkeys(("job_content", "leader_role", "engagement"), 0)
    change_rules(edition, {"area_weights": weights}, by=organiser)

    with pytest.raises(Refused, match="The weights of all areas are nought"):
        advance(edition, Phase.NOMINATIONS, by=organiser)
