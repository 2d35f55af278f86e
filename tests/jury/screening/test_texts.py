"""What employees wrote, as the jury reads it in a dossier."""

import re

import pytest
from django.urls import reverse

from surveys.comments import actions
from surveys.comments.models import Comment
from surveys.comments.selectors import fingerprint, texts

NONE = "No text has been released to the jury."


@pytest.fixture
def counted(screening, leader, release_of, juror, chair, no_ties):
    no_ties(juror, chair)
    release_of(screening, {"C01": (12, 4, 4)})
    return screening


@pytest.fixture
def write(counted, leader):
    def keep(*written, question="comment", **ticks):
        rows = [Comment(candidate=leader.candidate, question=question, text=text, **ticks) for text in written]
        return Comment.objects.bulk_create(rows)

    return keep


@pytest.fixture
def hand_over(leader):
    def finish():
        rows = texts(leader.candidate)
        return actions.hand_over(candidate=leader.candidate, seen=fingerprint(rows), by=None)

    return finish


@pytest.fixture
def section(counted, sign_in):
    """What a person reads under the heading of the texts."""

    def read(seat):
        page = sign_in(seat).get(reverse("jury:dossier", args=[counted.slug, "C01"])).content.decode()
        inside = re.search(r'<section class="section" id="texts">.*?(?=<section class="section no-print")', page, re.S)
        assert page.index("Statement by statement") < inside.start()
        return inside.group()

    return read


def test_only_texts_that_were_handed_over_are_read_by_the_jury(write, hand_over, section, juror, chair, organiser):
    shown, changed, withheld = write("Hun lytter.", "Hun hjalp Kari.", "Jeg heter Kari.")
    actions.show(comment=shown)
    actions.show(comment=changed, text="Hun hjalp [navn].")
    actions.withhold(comment=withheld)

    for seat in (juror, chair, organiser):
        assert NONE in section(seat)
        assert "Hun lytter." not in section(seat)
    hand_over()

    for seat in (juror, chair, organiser):
        page = section(seat)
        assert re.findall(r'<p class="quote voice written">(.*?)</p>', page) == [
            {shown.pk: "Hun lytter.", changed.pk: "Hun hjalp [navn]."}[pk] for pk in sorted([shown.pk, changed.pk])
        ]
        assert "Kari" not in page
        assert "Written by employees, and read by a moderator first" in page


def test_texts_stand_under_their_questions_in_the_survey_s_order(write, hand_over, section, juror):
    for comment in write("Si ifra før.", question="improve") + write("Hun lytter."):
        actions.show(comment=comment)
    hand_over()

    page = section(juror)

    order = ["others could learn from?", "Hun lytter.", "even better?", "Si ifra før."]
    assert sorted(order, key=page.index) == order


def test_no_key_and_no_tick_of_a_text_reaches_the_jury(write, hand_over, section, juror):
    ticked, bare = write("Ja.", leader_may_read=True, may_be_quoted=True) + write("Nei.")
    for comment in (ticked, bare):
        actions.show(comment=comment)
    hand_over()

    page = section(juror)

    assert ticked.pk not in page
    assert page.count("quote voice written") == 2
    assert len(set(re.findall(r"<p[^>]*>(?=Ja\.|Nei\.)", page))) == 1


def test_whether_none_was_kept_or_all_were_withheld_is_not_said(write, hand_over, section, juror):
    none_kept = section(juror)
    for comment in write("a", "b", "c"):
        actions.withhold(comment=comment)
    waiting = section(juror)
    hand_over()

    assert NONE in none_kept
    assert none_kept == waiting == section(juror)


def test_markup_in_a_text_stands_there_as_it_was_typed(write, hand_over, section, juror):
    (comment,) = write("<script>alert(1)</script>\u202e\u200b {{7*7}}")
    actions.show(comment=comment)
    hand_over()

    page = section(juror)

    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in page
    assert not {"\u202e", "\u200b"} & set(page)


@pytest.mark.parametrize("written", [["En."], ["En.", "To.", "Tre."]])
def test_a_dossier_asks_the_database_as_often_for_one_text_as_for_three(
    counted, write, hand_over, juror, sign_in, django_assert_num_queries, written
):
    for comment in write(*written):
        actions.show(comment=comment)
    hand_over()
    browser, page = sign_in(juror), reverse("jury:dossier", args=[counted.slug, "C01"])
    browser.get(page)

    with django_assert_num_queries(18):
        response = browser.get(page)

    assert response.content.decode().count("quote voice written") == len(written)


def test_jurors_and_chair_cannot_reach_the_moderators_desk(counted, write, juror, chair, sign_in):
    (comment,) = write("Hun lytter.")

    for name, args in (("texts", []), ("moderate", ["C01"]), ("decide", ["C01", comment.pk])):
        page = reverse(f"surveys:{name}", args=[counted.slug, *args])
        assert {sign_in(seat).post(page).status_code for seat in (juror, chair)} == {403}
        assert {sign_in(seat).get(page).status_code for seat in (juror, chair)} == {403}
