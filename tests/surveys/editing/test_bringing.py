"""Texts from files: read first what would change, then stored, all or nothing, with nothing kept in between."""

import copy
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from award.content.writing import file_of, folder_of
from award.editions.states import Phase


@pytest.fixture
def other(edition):
    """The texts with one statement in other words and one gone."""
    content = copy.deepcopy(edition.content_json)
    content["survey"]["items"][0]["employee"]["en"] = "Other words."
    del content["survey"]["items"][-1]
    return content


def a_file(name, raw):
    return SimpleUploadedFile(name, raw)


def carried(page):
    """What the page of the preview sends along."""
    context = page.context
    return {"seen": context["seen"], **{f"file_{name}": text for name, text in context["written"].items()}}


def test_a_file_is_looked_at_and_stored_then(desk, edition, other, text, kept):
    before = kept()

    look = desk.post("bring_texts", do="look", upload=a_file("survey.yaml", file_of(other, "survey")))

    assert "2 differences" in text(look)
    assert "<td>It is clear to me what good work is in my job.</td><td>Other words.</td>" in text(look)
    assert "Statement EN8" in text(look)
    assert kept() == before

    done = desk.post("bring_texts", do="store", **carried(look))

    edition.refresh_from_db()
    assert done.status_code == 302
    assert edition.content_json == other


def test_a_double_click_stores_once(desk, other, kept):
    look = desk.post("bring_texts", do="look", text=file_of(other, "survey").decode())
    desk.post("bring_texts", do="store", **carried(look))
    once = kept()

    assert desk.post("bring_texts", do="store", **carried(look)).status_code == 302
    assert kept() == once


def test_the_zip_that_was_taken_home_comes_back(desk, other, text):
    look = desk.post("bring_texts", do="look", upload=a_file("questionnaire.zip", folder_of(other)))

    assert "2 differences" in text(look)
    assert set(look.context["written"]) == {"traits", "survey", "round_two"}


def test_several_files_at_once_and_pasted_ones_are_known_by_what_is_in_them(desk, other, text):
    other["traits"]["traits"][0]["name"] = "Sure"
    other["round_two"]["max_words"] = 300
    files = [a_file("mine (1).yaml", file_of(other, part)) for part in ("traits", "survey")]

    look = desk.post("bring_texts", do="look", upload=files, text=file_of(other, "round_two").decode())

    assert "4 differences" in text(look)


def test_the_same_texts_have_nothing_to_store(desk, edition, text):
    look = desk.post("bring_texts", do="look", upload=a_file("q.zip", folder_of(edition.content_json)))

    assert "Nothing is different" in text(look)
    assert 'value="store"' not in text(look)


def test_what_will_keep_nominations_shut_and_which_weights_go_is_said_first(desk, edition, other, text):
    edition.round_two_weights = {"culture": 2}
    edition.save()
    other["survey"]["areas"].append({"code": "more", "name": "More"})
    other["round_two"]["areas"] = other["round_two"]["areas"][1:]

    look = desk.post("bring_texts", do="look", upload=a_file("q.zip", folder_of(other)))
    desk.post("bring_texts", do="store", **carried(look))

    edition.refresh_from_db()
    assert "The area “More” has no statement." in text(look)
    assert "The weight goes, too." in text(look)
    assert edition.round_two_weights == {}


def test_all_faults_are_told_at_once_and_nothing_is_stored(desk, other, text, kept):
    other["survey"]["items"][0]["area"] = "moon"
    other["survey"]["items"][1]["trait"] = "loud"
    other["traits"]["traits"] = []
    before = kept()

    answer = desk.post("bring_texts", do="look", upload=a_file("q.zip", folder_of(other)))

    assert "survey.yaml, JC1: there is no area “moon”." in text(answer)
    assert "survey.yaml, JC2: there is no trait “loud”." in text(answer)
    assert "traits.yaml: “traits” is missing or empty." in text(answer)
    assert kept() == before


def zipped(name, raw):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, raw)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("survey.yaml", b"items: [", "not readable as YAML"),
        ("survey.yaml", b"\xff\xfe", "survey.yaml is not UTF-8 text."),
        ("survey.yaml", b"- a list", "survey.yaml: names with their values are expected at the top."),
        ("notes.yaml", b"hello: you", "notes.yaml: neither statements nor traits nor areas of round two"),
        ("notes.yaml", b"just words", "notes.yaml: neither statements nor traits nor areas of round two"),
        ("survey.yaml", b"a: &a [x]\nb: [*a, *a]", "survey.yaml: “areas” is missing or empty."),
        ("survey.yaml", b"x" * 1_000_001, "survey.yaml is larger than 1 MB."),
        ("q.zip", b"PK\x03\x04 and nothing more", "q.zip: this ZIP cannot be opened."),
        ("q.zip", zipped("picture.png", b"PNG"), "q.zip: none of the three files is in this ZIP."),
        ("q.zip", zipped("survey.yaml", b" " * 20_000_000), "survey.yaml is larger than 1 MB."),
        ("survey.yaml", b"", "The submitted file is empty."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(desk, name, raw, words, text, kept):
    before = kept()

    answer = desk.post("bring_texts", do="look", upload=a_file(name, raw))

    assert answer.status_code == 200
    assert words in text(answer)
    assert kept() == before


@pytest.mark.parametrize(
    "comment",
    [b"# " + b"x" * 500_000 + b"\n", b"#\n" * 180_000],
    ids=["long comments", "short lines, which a browser sends with two characters at the end of each"],
)
def test_what_could_be_looked_at_but_never_stored_is_refused_in_words(desk, other, kept, text, comment):
    files = [a_file(f"{part}.yaml", comment + file_of(other, part)) for part in ("traits", "survey", "round_two")]
    before = kept()

    answer = desk.post("bring_texts", do="look", upload=files)

    assert answer.status_code == 200
    assert "These files are larger than 1 MB together." in text(answer)
    assert 'value="store"' not in text(answer)
    assert kept() == before


def test_as_much_as_can_be_looked_at_can_be_stored(desk, edition, other):
    comment = b"# " + b"x" * 330_000 + b"\n"
    files = [a_file(f"{part}.yaml", comment + file_of(other, part)) for part in ("traits", "survey", "round_two")]

    look = desk.post("bring_texts", do="look", upload=files)
    done = desk.post("bring_texts", do="store", **carried(look))

    edition.refresh_from_db()
    assert done.status_code == 302
    assert edition.content_json == other


def test_nothing_chosen_is_asked_for(desk, text):
    assert "Choose a file, or paste one." in text(desk.post("bring_texts", do="look"))
    assert "Choose a file, or paste one." in text(desk.post("bring_texts", do="store"))


def test_two_files_of_one_kind_are_one_too_many(desk, other, text):
    files = [a_file(name, file_of(other, "survey")) for name in ("survey.yaml", "mine.yaml")]

    assert "mine.yaml: there are two files of this kind." in text(desk.post("bring_texts", do="look", upload=files))


def test_pasted_text_that_is_refused_comes_back(desk, text):
    assert "items: [broken" in text(desk.post("bring_texts", do="look", text="items: [broken"))


def test_a_file_is_not_stored_over_what_was_changed_meanwhile(desk, other, seen, kept, text):
    look = desk.post("bring_texts", do="look", text=file_of(other, "survey").decode())
    desk.post("change_text", "area", "job_content", seen=seen(), name_en="Work itself")
    before = kept()

    answer = desk.post("bring_texts", do="store", **carried(look))

    assert answer.status_code == 409
    assert "What was changed meanwhile" in text(answer)
    assert "Work itself" in text(answer)
    assert kept() == before
    assert desk.post("bring_texts", do="store", **carried(answer)).status_code == 302


class TestMeanwhileInvalid:
    """A file speaks of a trait that somebody else takes away between the look and the storing."""

    @pytest.fixture
    def refused(self, desk, other, seen, kept):
        look = desk.post("bring_texts", do="look", text=file_of(other, "survey").decode())
        desk.post("remove_text", "trait", "clear", seen=seen())
        before = kept()

        answer = desk.post("bring_texts", do="store", **carried(look))

        assert kept() == before
        return answer

    def test_says_what_was_changed_and_what_is_wrong_now(self, refused, text):
        assert refused.status_code == 409
        assert "The texts were changed since this page was opened" in text(refused)
        assert "Trait clear" in text(refused)
        assert "survey.yaml, JC1: there is no trait “clear”." in text(refused)

    def test_the_texts_stand_there_to_be_mended(self, desk, edition, refused, text):
        standing = refused.context["form"].carried
        assert "Other words." in text(refused)
        assert 'value="store"' not in text(refused)

        again = desk.post("bring_texts", do="look", file_survey=standing["survey"] + "\n: [")
        mended = standing["survey"].replace("trait: clear", "trait: understanding")
        look = desk.post("bring_texts", do="look", file_survey=mended)
        done = desk.post("bring_texts", do="store", **carried(look))

        edition.refresh_from_db()
        assert "not readable as YAML" in text(again)
        assert "Other words." in text(again)
        assert done.status_code == 302
        assert edition.content_json["survey"]["items"][0]["employee"]["en"] == "Other words."


def test_frozen_texts_take_no_file(desk, edition, other, at, kept):
    look = desk.post("bring_texts", do="look", text=file_of(other, "survey").decode())
    at(edition, Phase.NOMINATIONS)
    before = kept()

    assert desk.post("bring_texts", do="store", **carried(look)).status_code == 403
    assert kept() == before


def test_letters_that_turn_or_hide_others_do_not_come_in_with_a_file(desk, edition, other):
    other["survey"]["items"][0]["employee"]["en"] = "<i>Fair</i>\u202e \u200bpay"
    look = desk.post("bring_texts", do="look", text=file_of(other, "survey").decode())

    desk.post("bring_texts", do="store", **carried(look))

    edition.refresh_from_db()
    assert edition.content_json["survey"]["items"][0]["employee"]["en"] == "<i>Fair</i> pay"
    assert "&lt;i&gt;Fair&lt;/i&gt; pay" in look.content.decode()
