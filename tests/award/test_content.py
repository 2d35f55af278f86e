import shutil
from pathlib import Path

import pytest
import yaml
from django.utils.translation import override

from award.content.loading import DEFAULT, load, promise
from award.content.reading import Content
from award.content.text import Text
from award.refusal import Refused


@pytest.fixture
def folder(tmp_path):
    """A content folder of an edition's own, to be spoilt."""
    for name in ("traits", "survey", "round_two"):
        shutil.copy(DEFAULT / f"{name}.yaml", tmp_path)
    return tmp_path


def spoil(folder: Path, name: str, change):
    path = folder / f"{name}.yaml"
    source = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(source)
    path.write_text(yaml.safe_dump(source, allow_unicode=True), encoding="utf-8")


def test_our_own_texts_are_whole_in_three_languages():
    content = Content.of(load())

    assert (
        len(content.traits),
        len(content.survey.items),
        len(content.survey.areas),
        len(content.round_two.areas),
    ) == (
        7,
        24,
        3,
        5,
    )
    for item in content.survey.items:
        assert set(item.employee.languages) == set(item.leader.languages) == {"en", "nb", "da"}


def test_an_edition_may_bring_one_area_seven_points_and_one_language(folder):
    def own(source):
        source["scale"] = {"min": 1, "max": 7, "labels": {1: "never", 7: "always"}}
        source["areas"] = [{"code": "work", "name": "Work"}]
        source["items"] = [
            {"code": f"Q{n}", "area": "work", "employee": f"I {n}", "leader": f"They {n}"} for n in range(1, 12)
        ]
        del source["open_questions"]

    spoil(folder, "survey", own)

    survey = Content.of(load(folder)).survey

    assert list(survey.scale) == [1, 2, 3, 4, 5, 6, 7]
    assert [str(text) for _, text in survey.scale.worded] == ["never", "", "", "", "", "", "always"]
    assert [(item.trait, item.themes) for item in survey.items] == [("", ())] * 11
    assert str(survey.dont_know) == "Don't know"


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("survey", lambda s: s["items"][2].update(area="moon"), "survey.yaml, JC3: there is no area “moon”."),
        ("survey", lambda s: s["items"][2].update(trait="loud"), "survey.yaml, JC3: there is no trait “loud”."),
        ("survey", lambda s: s["items"][2].pop("leader"), "survey.yaml, JC3: “leader” is missing."),
        ("survey", lambda s: s["items"][1].update(code="JC1"), "the code “JC1” is used twice"),
        (
            "survey",
            lambda s: s["items"][1].update(code="ticket"),
            "the code “ticket” is used twice or means something else",
        ),
        ("survey", lambda s: s["items"][1].update(code="a b"), "number 2 of “items” needs a code"),
        (
            "survey",
            lambda s: s["scale"].update(max=11),
            "the scale needs whole numbers min and max with three to ten points",
        ),
        ("survey", lambda s: s.pop("items"), "“items” is missing or empty"),
        ("survey", lambda s: s["themes"][1].pop("name"), "number 2 of “themes” needs a code and a name"),
        ("survey", lambda s: s["themes"].append(s["themes"][0]), "the code “003” stands twice in “themes”"),
        ("survey", lambda s: s.update(themes="trust"), "“themes” is a list"),
        ("traits", lambda s: s["traits"].clear(), "traits.yaml: “traits” is missing or empty"),
        ("round_two", lambda s: s["areas"].append(s["areas"][0]), "stands twice in “areas”"),
        ("survey", lambda s: s["open_questions"][0].update(kind="essay"), "the kind of a question is “pick” or “text”"),
    ],
)
def test_a_fault_in_a_content_file_is_named_with_its_place(folder, name, change, words):
    spoil(folder, name, change)

    with pytest.raises(Refused) as refusal:
        load(folder)

    assert words in str(refusal.value)


def test_all_faults_are_told_at_once(folder):
    spoil(folder, "survey", lambda s: (s["items"][0].update(area="moon"), s["items"][1].pop("employee")))

    with pytest.raises(Refused) as refusal:
        load(folder)

    assert len(str(refusal.value).splitlines()) == 2


def test_a_missing_file_is_named(folder):
    (folder / "traits.yaml").unlink()

    with pytest.raises(Refused, match=r"traits\.yaml is missing"):
        load(folder)


def test_broken_yaml_is_named_with_its_line(folder):
    (folder / "traits.yaml").write_text("scale: {min: 1\ntraits: [", encoding="utf-8")

    with pytest.raises(Refused, match=r"traits\.yaml, line 2"):
        load(folder)


def test_a_text_is_spoken_in_the_nearest_language_there_is():
    danish_only = Text({"da": "Hej"})
    both = Text({"en": "Hello", "da": "Hej"})

    with override("nb"):
        assert (str(danish_only), str(both)) == ("Hej", "Hej")
    with override("en"):
        assert (str(danish_only), str(both)) == ("Hej", "Hello")


def test_the_promise_is_filled_in():
    text = promise(
        "en", k=5, date="25 April 2027", controller="Samtaleprisens venner", contact="spor@samtaleprisen.example"
    )

    assert "only if at least 5 of your team answered" in text
    assert "Responsible: Samtaleprisens venner, spor@samtaleprisen.example." in text
    assert "{" not in text
