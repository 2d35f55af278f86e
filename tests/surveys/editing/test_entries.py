"""Statements, areas, questions, traits and areas of round two, changed in forms."""

import pytest

from award.content.comparing import coded
from award.editions.models import Edition
from award.editions.states import Phase
from surveys.editing.actions import put_entry, remove_entry
from surveys.editing.models import Wording

KINDS = {"statement": "JC1", "area": "job_content", "question": "comment", "trait": "clear", "area_two": "culture"}
STATEMENT = {
    "code": "JC9",
    "area": "job_content",
    "trait": "clear",
    "theme": ["000"],
    "employee_en": "I know whom to ask.",
    "employee_nb": "Jeg vet hvem jeg kan spørre.",
    "leader_en": "My employees know whom to ask.",
}


@pytest.fixture
def stored(edition):
    def of(kind, code):
        edition.refresh_from_db()
        return coded(edition.content_json, kind).get(code)

    return of


@pytest.mark.parametrize(("kind", "code"), KINDS.items())
def test_a_form_stored_as_it_came_changes_nothing(desk, kind, code, kept):
    before, form = kept(), desk.get("change_text", kind, code).context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}

    answer = desk.post("change_text", kind, code, **typed)

    assert answer.status_code == 302
    assert kept() == before


def test_a_statement_is_added_with_the_next_code_of_its_area(desk, stored, seen, text):
    page = text(desk.get("add_text", "statement", area="job_content"))

    answer = desk.post("add_text", "statement", seen=seen(), **STATEMENT)

    assert 'value="JC9"' in page
    assert answer.url.endswith("/organise/questionnaire/#statement-JC9")
    assert stored("statement", "JC9") == {
        "code": "JC9",
        "employee": {"en": "I know whom to ask.", "nb": "Jeg vet hvem jeg kan spørre."},
        "leader": {"en": "My employees know whom to ask."},
        "area": "job_content",
        "trait": "clear",
        "theme": ["000"],
    }
    assert "JC9 – shown in the nearest language there is." in text(desk.get("questionnaire"))


def test_one_statement_after_the_other(desk, seen):
    answer = desk.post("add_text", "statement", seen=seen(), do="more", **STATEMENT)

    assert answer.url.endswith("/questionnaire/new/statement/?area=job_content")


def test_a_double_click_adds_once(desk, seen, kept):
    opened = seen()
    desk.post("add_text", "statement", seen=opened, **STATEMENT)
    once = kept()

    answer = desk.post("add_text", "statement", seen=opened, **STATEMENT)

    assert answer.status_code == 302
    assert kept() == once


def test_an_area_of_own_gets_letters_of_its_own(desk, edition, organiser, seen, text):
    area = {"code": "just_us", "name": {"en": "Just us"}}
    put_entry(edition=edition, kind="area", entry=area, seen=seen(), by=organiser)

    page = text(desk.get("add_text", "statement", area="just_us"))

    assert 'value="JU1"' in page


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("statement", {"code": "JC1"}, "“JC1” is used already, or means something else here."),
        ("statement", {"code": "comment"}, "“comment” is used already, or means something else here."),
        ("statement", {"code": "Ticket"}, "“Ticket” is used already, or means something else here."),
        ("statement", {"code": "a b"}, "A code begins with a letter and has letters, digits and _ only."),
        ("statement", {"code": ""}, "This field is required."),
        ("statement", {"area": "moon"}, "Select a valid choice. moon is not one of the available choices."),
        ("statement", {"trait": "loud"}, "Select a valid choice. loud is not one of the available choices."),
        ("statement", {"employee_en": "", "employee_nb": " \u200b "}, "At least one language is needed."),
        ("statement", {"leader_en": "x" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
        ("statement", {"leader_en": "x" * 900_000}, "Ensure this value has at most 300 characters (it has 900000)."),
        ("area", {"code": "engagement"}, "“engagement” is used already, or means something else here."),
        ("area", {"name_en": ""}, "At least one language is needed."),
        ("question", {"type": "song"}, "Select a valid choice. song is not one of the available choices."),
        ("question", {"type": "pick", "most": "11"}, "At most 10 traits can be chosen."),
        ("question", {"most": "5001"}, "Ensure this value is less than or equal to 5000."),
        ("trait", {"anchors_3_en": "x" * 401}, "Ensure this value has at most 400 characters (it has 401)."),
        ("area_two", {"prompt_da": "x" * 801}, "Ensure this value has at most 800 characters (it has 801)."),
    ],
)
def test_what_cannot_be_shown_is_refused_at_its_field_and_comes_back(desk, kind, typed, words, seen, kept, text):
    whole = {"code": "new1", "name_en": "Name", "type": "text", "most": "100", "employee_en": "We", "leader_en": "They"}
    whole |= {"area": "job_content", "seen": seen(), **typed}
    before = kept()

    answer = desk.post("add_text", kind, **whole)

    assert answer.status_code == 200
    assert words in text(answer).replace("&#x27;", "'")
    assert whole["leader_en" if kind in ("statement", "question") else "name_en"][:50] in text(answer)
    assert kept() == before


def test_more_than_a_server_reads_is_answered_with_a_page(desk, kept):
    before = kept()

    assert desk.post("add_text", "area", name_en="x" * 1_100_000).status_code == 413
    assert kept() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_without_anything_in_it_is_answered_in_words(desk, kind, kept, text):
    before = kept()

    answer = desk.post("add_text", kind)

    assert answer.status_code == 200
    assert "need another look" in text(answer) or "needs another look" in text(answer)
    assert kept() == before


@pytest.mark.parametrize("page", ["change_text", "remove_text"])
@pytest.mark.parametrize("kind", ["poem", "theme"])
def test_what_is_no_kind_of_text_has_no_page(desk, page, kind):
    assert desk.get(page, kind, "000").status_code == 404
    assert desk.post(page, kind, "000").status_code == 404
    assert desk.post("move_text", kind, "000").status_code == 404


def test_letters_that_turn_or_hide_others_are_gone_and_markup_is_text(desk, stored, seen, text):
    typed = {**STATEMENT, "employee_en": "<b>Fair\u202e</b> \u200bpay\x00", "leader_en": "<script>alert(1)</script>"}

    desk.post("add_text", "statement", seen=seen(), **typed)

    assert stored("statement", "JC9")["employee"]["en"] == "<b>Fair</b> pay"
    for page in (desk.get("questionnaire"), desk.get("preview"), desk.get("preview", **{"as": "leader"})):
        assert "<b>Fair" not in text(page)
        assert "<script>alert" not in text(page)
    assert "&lt;b&gt;Fair&lt;/b&gt; pay" in text(desk.get("preview"))


def test_what_the_form_does_not_ask_for_stays(desk, edition, stored, seen):
    edition.content_json["survey"]["areas"][0] |= {"name": {"en": "Work", "sv": "Arbete"}, "note": "kept"}
    edition.save()

    desk.post("change_text", "area", "job_content", seen=seen(), name_en="Work", name_nb="Arbeid")

    names = {"sv": "Arbete", "en": "Work", "nb": "Arbeid"}
    assert stored("area", "job_content") == {"code": "job_content", "name": names, "note": "kept"}


def test_a_code_stays_whatever_is_sent(desk, stored, seen):
    desk.post("change_text", "area", "job_content", seen=seen(), code="other", name_en="Work")

    assert stored("area", "other") is None
    assert stored("area", "job_content")["name"] == {"en": "Work"}


def test_a_question_becomes_a_choice_among_the_traits(desk, stored, seen):
    typed = {"type": "pick", "most": "2", "employee_en": "Which two?", "leader_en": "Which two?"}

    desk.post("change_text", "question", "comment", seen=seen(), **typed)

    question = stored("question", "comment")
    assert (question["kind"], question["max"], question["of"]) == ("pick", 2, "traits")
    assert "max_length" not in question
    assert "notice" not in question


@pytest.mark.parametrize(
    ("code", "old", "kind", "usual"),
    [("best_traits", "pick", "text", 2000), ("comment", "text", "pick", 3)],
)
def test_a_number_that_was_meant_for_the_other_kind_is_asked_for_again(
    desk, seen, kept, stored, text, code, old, kind, usual
):
    before = kept()
    most = desk.get("change_text", "question", code).context["form"]["most"].value()
    typed = {"type": kind, "employee_en": "What now?", "leader_en": "What now?"}

    asked = desk.post("change_text", "question", code, seen=seen(), most=most, shown=old, **typed)

    assert "This number was meant for the other kind of answer." in text(asked)
    assert f'name="most" value="{usual}"' in text(asked)
    assert f'name="shown" value="{kind}"' in text(asked).replace(' class="hiddeninput"', "")
    assert kept() == before

    desk.post("change_text", "question", code, seen=seen(), most=usual, shown=kind, **typed)

    assert stored("question", code)["kind"] == kind
    assert stored("question", code)["max_length" if kind == "text" else "max"] == usual


def test_a_number_that_was_asked_for_again_may_stay(desk, seen, stored):
    typed = {"type": "text", "employee_en": "In a word?", "leader_en": "In a word?"}

    desk.post("change_text", "question", "best_traits", seen=seen(), most="3", shown="text", **typed)

    assert stored("question", "best_traits")["max_length"] == 3


class TestStale:
    @pytest.fixture
    def meanwhile(self, edition, organiser, seen):
        """Somebody else changes JC1 after the page was opened; returns what the page knows."""
        opened, entry = seen(), coded(edition.content_json, "statement")["JC1"]
        entry = {**entry, "employee": {"en": "Their words."}}
        put_entry(edition=edition, kind="statement", entry=entry, seen=opened, by=organiser)
        return opened

    def test_nothing_is_overwritten_and_what_was_typed_comes_back(self, desk, meanwhile, seen, kept, text, stored):
        before = kept()
        typed = {"area": "job_content", "employee_en": "Our words.", "leader_en": "Our words, too."}

        answer = desk.post("change_text", "statement", "JC1", seen=meanwhile, **typed)

        assert answer.status_code == 409
        assert "What was changed meanwhile" in text(answer)
        assert "<td>Their words.</td>" in text(answer)
        assert "Our words, too." in text(answer)
        assert kept() == before

        desk.post("change_text", "statement", "JC1", seen=answer.context["form"]["seen"].value(), **typed)

        assert stored("statement", "JC1")["employee"] == {"en": "Our words."}

    def test_what_was_typed_about_something_that_is_gone_comes_back_too(self, desk, edition, organiser, seen, text):
        opened = seen()
        remove_entry(edition=edition, kind="statement", code="JC1", seen=opened, by=organiser)
        typed = {"area": "job_content", "employee_en": "Our words.", "leader_en": "Our words, too."}

        answer = desk.post("change_text", "statement", "JC1", seen=opened, **typed)

        assert answer.status_code == 409
        assert "Our words, too." in text(answer)
        assert desk.get("change_text", "statement", "JC1").status_code == 404

    def test_what_is_refused_because_of_what_others_did_says_what_they_did(self, desk, edition, organiser, seen, text):
        opened = seen()
        remove_entry(edition=edition, kind="trait", code="clear", seen=opened, by=organiser)
        typed = {"area": "job_content", "trait": "clear", "employee_en": "Our words.", "leader_en": "Our words, too."}

        answer = desk.post("change_text", "statement", "JC1", seen=opened, **typed)

        assert answer.status_code == 409
        assert "clear is not one of the available choices" in text(answer)
        assert "The texts were changed since this page was opened" in text(answer)
        assert "Trait clear" in text(answer)
        assert "Our words, too." in text(answer)
        assert answer.context["form"]["seen"].value() == seen()

    def test_what_is_refused_on_a_fresh_page_speaks_of_nobody_else(self, desk, seen, text):
        answer = desk.post("change_text", "area", "job_content", seen=seen(), name_en="x" * 121)

        assert answer.status_code == 200
        assert "The texts were changed since" not in text(answer)

    def test_a_page_too_old_to_be_compared_says_so(self, desk, text):
        answer = desk.post("change_text", "area", "job_content", seen="0" * 64, name_en="Work")

        assert answer.status_code == 409
        assert "The page is too old to say what is different." in text(answer)

    def test_a_code_taken_meanwhile_does_not_lose_what_was_typed(self, desk, edition, organiser, seen, text, stored):
        opened = seen()
        other = {"code": "JC9", "area": "job_content", "employee": "Other", "leader": "Other"}
        put_entry(edition=edition, kind="statement", entry=other, seen=opened, by=organiser)

        answer = desk.post("add_text", "statement", seen=opened, **STATEMENT)

        assert "“JC9” is used already" in text(answer)
        assert "My employees know whom to ask." in text(answer)
        assert stored("statement", "JC9") == other


class TestRemoving:
    def test_says_what_goes_with_an_area_and_removes_it_then(self, desk, edition, seen, text, stored):
        edition.area_weights = {"engagement": 2}
        edition.save()

        page = text(desk.get("remove_text", "area", "engagement"))
        unsaid = text(desk.post("remove_text", "area", "engagement", seen=seen()))
        done = desk.post("remove_text", "area", "engagement", seen=seen(), moves_to="job_content")

        assert "8 statements stand in it: EN1, EN2" in page
        assert "The rules give it a weight of 2; the weight goes, too." in page
        assert "This field is required." in unsaid
        assert done.status_code == 302
        assert stored("area", "engagement") is None
        assert stored("statement", "EN1")["area"] == "job_content"
        assert edition.area_weights == {}

    def test_an_area_may_take_its_statements_along(self, desk, seen, stored):
        desk.post("remove_text", "area", "engagement", seen=seen(), moves_to="-")

        assert stored("statement", "EN1") is None

    def test_says_which_statements_speak_of_a_trait(self, desk, seen, text, stored):
        page = text(desk.get("remove_text", "trait", "clear"))

        desk.post("remove_text", "trait", "clear", seen=seen())

        assert "These statements then speak of no trait: JC1, JC5" in page
        assert stored("trait", "clear") is None

    def test_a_double_click_removes_once(self, desk, seen, kept, text):
        opened = seen()
        desk.post("remove_text", "statement", "JC1", seen=opened)
        once = kept()

        desk.post("remove_text", "statement", "JC1", seen=opened)

        assert "“JC1” is not there any more." in text(desk.get("questionnaire"))
        assert kept() == once

    def test_leaves_its_notice_and_ticks_to_the_questions_that_share_them(self, desk, edition, seen, stored, text):
        shared = stored("question", "comment")
        before = edition.content.survey.open_questions[2]

        page = text(desk.get("remove_text", "question", "comment"))
        done = desk.post("remove_text", "question", "comment", seen=seen())

        left = stored("question", "improve")
        assert "improve shares what is said below it and its ticks, and keeps them." in page
        assert done.status_code == 302
        assert (left["notice"], left["consent"]) == (shared["notice"], shared["consent"])
        assert "notice_like" not in left
        assert Edition.objects.get(pk=edition.pk).content.survey.open_questions[1] == before

    def test_of_a_question_that_shares_no_notice_says_nothing_of_others(self, desk, text):
        assert "what is said below it" not in text(desk.get("remove_text", "question", "improve"))

    def test_is_refused_where_somebody_changed_something_meanwhile(self, desk, seen, kept, text):
        opened = seen()
        desk.post("change_text", "statement", "JC1", seen=opened, area="engagement", employee_en="a", leader_en="b")
        before = kept()

        answer = desk.post("remove_text", "statement", "JC1", seen=opened)

        assert answer.status_code == 409
        assert "<td>engagement</td>" in text(answer)
        assert kept() == before


class TestMoving:
    def test_up_and_down_with_a_button_each(self, desk, edition, seen, text):
        page = text(desk.get("questionnaire"))

        answer = desk.post("move_text", "statement", "JC2", seen=seen(), place="0")

        assert "Move JC1 down" in page
        assert "Move JC1 up" not in page
        assert "Move JC8 down" not in page
        assert answer.url.endswith("#statement-JC2")
        edition.refresh_from_db()
        assert list(coded(edition.content_json, "statement"))[:3] == ["JC2", "JC1", "JC3"]

    @pytest.mark.parametrize("place", ["", "first", "1" * 5000])
    def test_a_place_that_is_none_is_answered_in_words(self, desk, seen, kept, text, place):
        before = kept()

        desk.post("move_text", "statement", "JC2", seen=seen(), place=place)

        assert "Use the buttons to move something up or down." in text(desk.get("questionnaire"))
        assert kept() == before

    def test_a_page_from_before_moves_nothing(self, desk, seen, kept, text):
        opened = seen()
        desk.post("move_text", "statement", "JC2", seen=opened, place="0")
        before = kept()

        desk.post("move_text", "statement", "JC3", seen=opened, place="0")

        page = text(desk.get("questionnaire"))
        assert "The texts were changed meanwhile, so nothing was moved. Look at them again, and press again." in page
        assert "what you typed" not in page
        assert kept() == before


@pytest.mark.parametrize("page", ["change_text", "remove_text", "move_text"])
def test_frozen_texts_have_no_forms(edition, desk, at, page, kept):
    at(edition, Phase.NOMINATIONS)
    before = kept()

    assert desk.post(page, "area", "job_content", name_en="Work", place="1").status_code == 403
    assert desk.get("add_text", "area").status_code == 403
    assert kept() == before


def test_the_page_of_frozen_texts_leads_to_no_form(edition, desk, at, text):
    at(edition, Phase.NOMINATIONS)

    main = text(desk.get("questionnaire")).partition("<main")[2].partition("</main>")[0]

    assert "<form" not in main
    assert "Add a" not in main


def test_the_page_asks_as_much_of_the_database_for_few_and_for_many(
    edition, desk, organiser, seen, django_assert_num_queries
):
    for code in [f"JC{n}" for n in range(2, 9)]:
        remove_entry(edition=edition, kind="statement", code=code, seen=seen(), by=organiser)
    with django_assert_num_queries(6):
        desk.get("questionnaire")

    for code in ("X1", "X2"):
        entry = {"code": code, "area": "job_content", "employee": "a", "leader": "b"}
        put_entry(edition=edition, kind="statement", entry=entry, seen=seen(), by=organiser)

    with django_assert_num_queries(6):
        desk.get("questionnaire")
    assert Wording.objects.count() == 10


def test_nobody_but_organisers_changes_anything(edition, juror, sign_in, kept):
    before = kept()

    answer = sign_in(juror).post(f"/{edition.slug}/organise/questionnaire/area/job_content/", {"name_en": "Work"})

    assert answer.status_code == 403
    assert kept() == before


@pytest.mark.parametrize("code", ["jc1", "Save", "COMMENT"])
def test_a_code_that_differs_in_capitals_only_is_no_other(desk, code, kept):
    before = kept()

    page = desk.post("add_text", "statement", **{**STATEMENT, "code": code}).content.decode()

    assert f"“{code}” is used already, or means something else here." in page
    assert kept() == before
