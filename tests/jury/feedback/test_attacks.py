"""A leader who knows the award, the team and the code of this program tries to read more than is shown.

What must not be told: how many answered, who, and what any one person answered; of a small team nothing but its areas.
"""

import io

import pytest
from pypdf import PdfReader

from jury.feedback.narrowing import narrowed
from jury.feedback.pages import feedback_pdf
from jury.feedback.selectors import feedback_for
from surveys.comments.models import Comment, Handover
from surveys.counting.models import Release
from surveys.counting.selectors import result_of
from tests.jury.feedback.conftest import answers

HIDDEN = ("agreement", "level", "shortlist_index", "low", "high", "bias", "rank", "category", "gate_passed", "baseline")


def pdf_text(edition, leader):
    read = PdfReader(io.BytesIO(feedback_pdf(feedback_for(edition, leader.seat))))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def ballots_of_our_own():
    """Imported results have no texts at all: as if these had been sealed here."""
    found = Release.objects.get()
    found.payload["origin"] = found.origin = "sealed"
    found.save()


def texts_handed_over(candidate, n):
    """`n` employees wrote, all of them for their leader to read."""

    def write():
        ballots_of_our_own()
        for each in range(n):
            Comment.objects.create(
                candidate=candidate, question="comment", text=f"Text {each}", leader_may_read=True, state="shown"
            )
        Handover.objects.create(candidate=candidate, as_written=n, changed=0, withheld=0)

    return write


# ---- a small team ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [5, 6, 7, 8, 9])
def test_of_a_small_team_no_statement_is_shown(edition, leader, counted, own, read, n):
    counted(C01=(answers(edition, n), [own]))

    page = read(leader)

    items = edition.content.survey.items
    assert [item.code for item in items if item.code in page] == []
    assert [item.code for item in items if str(item.leader) in page or str(item.employee) in page] == []
    assert [area.code for area in edition.content.survey.areas if str(area.name) not in page] == []
    assert "Statement by statement</h2>" not in page
    assert "Traits that describe you" not in page
    assert "only whole areas are shown" in page


@pytest.mark.parametrize("n", [5, 9])
def test_nor_in_the_pdf(edition, leader, counted, own, n):
    counted(C01=(answers(edition, n), [own]))

    text = pdf_text(edition, leader)

    items = edition.content.survey.items
    assert [item.code for item in items if item.code in text or str(item.leader) in text] == []
    assert str(edition.content.survey.areas[0].name) in text


@pytest.mark.parametrize(("fewer", "more"), [(7, 8), (5, 9), (8, 9)])
def test_two_counts_with_the_same_areas_have_the_same_page(edition, leader, own, instead, fewer, more):
    """One of the team answers one statement otherwise; to the half point nothing changes, and n does not show."""
    one_otherwise = answers(edition, more, at=lambda person, place: 3 + place % 2 + (person == place == 0))

    before = instead(leader, C01=(answers(edition, fewer), [own]))
    after = instead(leader, C01=(one_otherwise, [own]))

    assert before == after


def test_texts_do_not_tell_that_eight_answered(edition, leader, own, instead):
    """Texts are kept from eight answers on: beside areas alone they would say “eight or nine”."""
    write = texts_handed_over(leader.candidate, 8)

    seven = instead(leader, also=ballots_of_our_own, C01=(answers(edition, 7), [own]))
    eight = instead(leader, also=write, C01=(answers(edition, 8), [own]))

    assert seven == eight
    assert "Text 1" not in eight


def test_the_same_texts_reach_the_leader_of_a_larger_team(edition, leader, own, instead):
    page = instead(leader, also=texts_handed_over(leader.candidate, 8), C01=(answers(edition, 12), [own]))

    assert "Text 1" in page


def test_an_area_of_two_statements_is_no_way_to_read_a_statement(edition, leader, own, counted, read):
    survey = edition.content_json["survey"]
    survey["items"] = [each for each in survey["items"] if each["area"] != "engagement"] + [
        each for each in survey["items"] if each["area"] == "engagement"
    ][:2]
    edition.save()
    del edition.__dict__["content"]
    counted(C01=(answers(edition, 9), [own[: len(survey["items"])]]))

    page = read(leader)

    assert "Engagement" not in page
    assert "Job content" in page


# ---- too few ---------------------------------------------------------------------------------------------------------


def test_too_few_answers_say_that_and_never_how_many(edition, leader, own, instead):
    pages = {n: instead(leader, C01=(answers(edition, n), [own])) for n in (1, 2, 4)}

    assert pages[1] == pages[2] == pages[4]
    assert "Too few of your team answered for a result to be shown." in pages[4]
    assert "It says nothing about how you lead." in pages[4]
    assert "legend" not in pages[4]
    assert "What your team wrote to you" not in pages[4]


# ---- a larger team ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fewer", "more"), [(10, 11), (12, 19), (12, 20), (12, 35)])
def test_from_ten_on_the_page_does_not_tell_how_many_either(edition, leader, own, instead, fewer, more):
    """From twenty on the release says how answers to a statement spread, from ten on of an area: no leader reads it."""
    before = instead(leader, C01=(answers(edition, fewer), [own]))
    after = instead(leader, C01=(answers(edition, more), [own]))

    assert before == after
    assert "Statement by statement</h2>" in after


def test_a_statement_that_few_of_a_large_team_answered_does_not_stand_out(edition, leader, own, instead):
    few = answers(edition, 12, at=lambda person, place: None if place == 0 and person > 6 else 3 + place % 2)

    everybody = instead(leader, C01=(answers(edition, 12), [own]))

    assert instead(leader, C01=(few, [own])) == everybody


def test_a_team_of_one_mind_does_not_show_it_in_a_statement(edition, leader, own, counted, read):
    counted(C01=(answers(edition, 15, at=lambda person, place: 5 if place == 0 else 3), [own]))

    row = read(leader).partition(str(edition.content.survey.items[0].leader))[2].partition("</tr>")[0]

    assert "≥ 4.5" in row
    assert "5.0" not in row


def test_every_statement_stands_to_the_half_point(edition, leader, own, counted):
    counted(C01=(answers(edition, 13, at=lambda person, place: 2 + (person * place) % 4), [own]))

    shown = narrowed(result_of(leader.candidate), edition)

    assert {item.team % 0.5 for item in shown.items} == {0}
    assert any(item.team % 0.5 for item in result_of(leader.candidate).items)


@pytest.mark.parametrize("n", [7, 15, 25])
def test_nothing_else_of_the_release_reaches_the_page(edition, leader, own, counted, n):
    counted(C01=(answers(edition, n, at=lambda person, place: 2 + (person + place) % 3), [own]), **{})

    whole, shown = result_of(leader.candidate), narrowed(result_of(leader.candidate), edition)

    assert whole.size_band is not None
    assert {name: getattr(shown, name) for name in HIDDEN} == dict.fromkeys(HIDDEN)
    assert (shown.flags, shown.reasons, shown.size_band, shown.response_class) == ((), (), None, "unknown")
    assert {(a.spread, a.thirds, a.rwg, a.awg, a.baseline) for a in shown.areas} == {(None,) * 5}
    assert {(item.spread, item.thirds, item.leaders) for item in shown.items} <= {(None, None, ())}


def test_a_second_look_brings_nothing_new(edition, leader, own, counted, read):
    counted(C01=(answers(edition, 9), [own]))

    assert read(leader) == read(leader)


# ---- the other teams, and the other leaders of a group ---------------------------------------------------------------


def test_what_another_team_answers_changes_no_byte(edition, leader, another_leader, own, instead):
    """What any leader would get is made of the other teams: with two candidates it would be the other one's figures."""
    mine = answers(edition, 12)

    before = instead(leader, C01=(mine, [own]), C02=(answers(edition, 12), [own]))
    after = instead(leader, C01=(mine, [own]), C02=(answers(edition, 30, at=lambda person, place: 1), [own]))

    assert before == after


@pytest.mark.parametrize("n", [7, 12])
def test_what_the_other_leader_of_a_group_answered_changes_no_byte(edition, group, own, assessed, instead, n):
    """Of two, the mean and the agreement with it would tell each what the other answered."""
    åse, håvard = group
    team, other = answers(edition, n), [2] * len(own)
    assessed(åse, own, ["clear"])

    def assess(row, trait):
        return lambda: assessed(håvard, row, [trait])

    before = instead(åse, also=assess(own, "clear"), C01=(team, [own, own]))
    after = instead(åse, also=assess(other, "encouraging"), C01=(team, [own, other]))

    assert before == after


@pytest.mark.parametrize("n", [7, 12])
def test_two_leaders_who_compare_read_the_same_of_their_team(edition, group, own, assessed, counted, n):
    åse, håvard = group
    assessed(åse, own)
    assessed(håvard, [2] * len(own))
    counted(C01=(answers(edition, n), [own, [2] * len(own)]))

    first, second = (feedback_for(edition, each.seat).shown for each in group)

    def of_team(shown):
        return [(each.code, each.team, each.team_sign) for each in (*shown.areas, *shown.items)]

    assert of_team(first) == of_team(second)
    assert [each.own for each in first.areas] != [each.own for each in second.areas]
    assert {each.agreement for each in (*first.areas, *second.areas)} == {None}


def test_a_leader_of_a_group_who_handed_nothing_in_reads_no_colleagues_answers(edition, group, own, counted, read):
    åse, _håvard = group
    counted(C01=(answers(edition, 12), [own, own]))

    page = read(åse)

    assert {each.own for each in feedback_for(edition, åse.seat).shown.items} == {None}
    assert "There is no self-assessment of yours" in page
    assert "c-self" not in page
