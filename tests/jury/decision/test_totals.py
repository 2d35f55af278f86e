import pandas as pd
import pytest

from award.editions.states import Phase
from jury.decision import actions
from jury.decision.ranking import ranked
from jury.decision.selectors import totals

WEIGHTS = {"survey": 25, "round_two": 35, "finals": 40}


def order(parts, margin=2, **more):
    frame = pd.DataFrame(parts, index=["survey", "round_two", "finals"]).T
    return ranked(frame, WEIGHTS, margin=margin, **more)["rank"].to_dict()


def test_the_total_weighs_the_three_parts(edition, finalists):
    first = totals(edition)[0]

    assert first.candidate == finalists["C01"]
    assert first.total == pytest.approx(0.25 * 77.4 + 0.35 * 100 * 5 / 6 + 0.40 * 100)
    assert (first.rank, first.not_separable) == (1, False)


def test_a_finalist_without_survey_result_has_no_total_and_no_rank(edition, finalists):
    last = totals(edition)[-1]

    assert last.candidate == finalists["C03"]
    assert (last.survey, last.total, last.rank, last.not_separable) == (None, None, None, False)
    assert (last.round_two, last.finals) == (50.0, 75.0)


def test_nothing_of_a_hidden_survey_part_can_be_worked_out(edition, finalists):
    """R11: whatever the hidden index were, every figure on the page would be the same."""
    before = [(row.candidate.code, row.total, row.rank) for row in totals(edition)]
    release = edition_release(edition)
    hidden = next(row for row in release.payload["candidates"] if row["code"] == "C03")
    hidden["shortlist_index"] = 99.9
    release.save()

    after = [(row.candidate.code, row.total, row.rank) for row in totals(edition)]

    assert after == before


def edition_release(edition):
    from surveys.counting.selectors import release

    return release(edition)


def test_equal_totals_are_told_apart_by_the_visits_first():
    ranks = order({"A": [80.0, 80.0, 80.0], "B": [64.0, 80.0, 90.0]})

    assert ranks == {"B": 1.0, "A": 2.0}


def test_with_equal_visits_round_two_decides():
    ranks = order({"A": [80.0, 60.0, 70.0], "B": [66.0, 70.0, 70.0]})

    assert ranks == {"B": 1.0, "A": 2.0}


def test_with_everything_equal_the_votes_decide():
    same = [80.0, 80.0, 80.0]

    assert order({"A": same, "B": same}) == {"A": 1.0, "B": 1.0}
    assert order({"A": same, "B": same}, votes={"B": 2, "A": 1}) == {"B": 1.0, "A": 2.0}


def test_with_equal_votes_the_chair_decides():
    same = [80.0, 80.0, 80.0]

    ranks = order({"A": same, "B": same}, votes={"A": 1, "B": 1}, casting="B")

    assert ranks == {"B": 1.0, "A": 2.0}


def test_who_lies_within_the_margin_cannot_be_told_apart():
    parts = {"A": [80.0, 80.0, 80.0], "B": [79.0, 78.0, 79.0], "C": [60.0, 60.0, 60.0]}
    frame = pd.DataFrame(parts, index=["survey", "round_two", "finals"]).T

    marks = ranked(frame, WEIGHTS, margin=2)["not_separable"].to_dict()

    assert marks == {"A": True, "B": True, "C": False}


def test_votes_break_no_tie_before_a_verdict_is_proposed(edition, at_decision, chair, juror):
    same = at_decision([("C01", "Åse Østberg", "", 70.0, 5, 4), ("C02", "Torbjørn Vågå-Lien", "", 70.0, 5, 4)])
    for seat in (chair, juror):
        actions.vote(edition=edition, candidate=same["C02"], reason="Better.", by=seat)

    assert [row.rank for row in totals(edition)] == [1, 1]

    edition.quorum = 2
    edition.save()
    actions.propose_verdict(edition=edition, candidate=same["C02"], citation="For x.", reason="Because.", by=chair)

    assert [(row.candidate.code, row.rank) for row in totals(edition)] == [("C02", 1), ("C01", 2)]


def test_nobody_sees_totals_before_the_visits(edition, finalists, juror, at):
    at(edition, Phase.SCORING)

    assert totals(edition, juror) == []


def test_the_page_says_who_leads_and_by_how_much(edition, finalists, juror, sign_in):
    page = sign_in(juror).get(f"/{edition.slug}/jury/totals/").content.decode()

    assert "Åse Østberg leads by" in page
    assert "no survey result" in page
    assert "25 × shortlist index" in page


def test_in_the_decision_every_finalist_leads_to_the_notes_of_the_visit(edition, at_decision, juror, sign_in):
    at_decision([("C01", "Åse Østberg", "", 70.0, 5, 4)])

    page = sign_in(juror).get(f"/{edition.slug}/jury/totals/").content.decode()

    assert f"/{edition.slug}/jury/finalists/C01/visit/" in page


def test_the_page_says_when_finalists_cannot_be_told_apart(edition, at_decision, juror, sign_in):
    at_decision([("C01", "Åse Østberg", "", 70.0, 5, 4), ("C02", "Torbjørn Vågå-Lien", "", 71.0, 5, 4)])

    page = sign_in(juror).get(f"/{edition.slug}/jury/totals/").content.decode()

    assert "Two finalists cannot be told apart" in page
    assert page.count("not told apart") == 2


def test_during_the_visits_there_is_no_total_yet(edition, finalists, juror, sign_in, at):
    at(edition, Phase.FINALS)

    page = sign_in(juror).get(f"/{edition.slug}/jury/totals/").content.decode()

    assert "Round two is scored, the visits are under way" in page
    assert "83.3" in page
    assert [(row.finals, row.total) for row in totals(edition)] == [(None, None)] * 3
    assert [row.candidate.code for row in totals(edition)] == ["C01", "C02", "C03"]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_totals_need_the_same_queries_for_one_and_for_three(
    edition, at_decision, juror, sign_in, django_assert_num_queries, how_many
):
    at_decision([(f"C{n}", f"Leder {n}", "", 70.0 + 5 * n, 5, 4) for n in range(how_many)])
    client = sign_in(juror)

    with django_assert_num_queries(QUERIES):
        client.get(f"/{edition.slug}/jury/totals/")


QUERIES = 13
