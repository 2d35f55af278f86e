"""What the numbers mean: the page's examples are measured by the code that measures the candidates."""

import re

import pytest

from award.editions.states import Phase
from jury.numbers.examples import HONEST, TEAM, Ground, cases
from jury.screening.words import figure
from jury.stats.agreement import agreement_table


@pytest.fixture
def page(screening, juror, sign_in):
    found = sign_in(juror).get(f"/{screening.slug}/jury/numbers/")
    return " ".join(re.sub(r"<[^>]+>", " ", found.content.decode()).split())


def test_the_printed_example_is_what_the_agreement_table_says(edition, page):
    ground = Ground.of(edition)
    frames = ground._frames({"step": (ground.team(ground.high, TEAM), ground.leader(ground.high, HONEST))})

    row = agreement_table(*frames).loc["step"]

    shown = {name: figure(row[name]) for name in ("agreement", "level", "shortlist_index", "low", "high")}
    assert f"√( {shown['agreement']} · {shown['level']})" in page.replace("√(", "√( ").replace("√(  ", "√( ")
    assert f"95 % interval {shown['low']} to {shown['high']}" in page
    assert shown["shortlist_index"] in page


def test_the_leader_with_one_answer_comes_out_ahead_and_is_flagged(edition):
    found = cases(Ground.of(edition))

    assert found["constant"].agreement > found["step"].agreement
    assert found["constant"].flags == ("constant_self_rating",)
    assert found["step"].flags == ()


def test_too_high_costs_as_much_as_too_low(edition):
    found = cases(Ground.of(edition))

    assert found["above"].agreement == pytest.approx(found["below"].agreement)
    assert (found["above"].category, found["below"].category) == ("over_estimator", "under_estimator")


def test_agreeing_that_things_are_bad_is_named(edition):
    poor = cases(Ground.of(edition))["poor"]

    assert poor.category == "in_agreement_poor"
    assert poor.level < 50 < poor.agreement


def test_twenty_people_make_a_narrower_interval_than_five(edition):
    found = cases(Ground.of(edition))

    assert found["step"].index == pytest.approx(found["step_large"].index)
    assert found["step_large"].high - found["step_large"].low < found["step"].high - found["step"].low


def test_every_entry_of_the_contents_leads_somewhere(screening, juror, sign_in):
    text = sign_in(juror).get(f"/{screening.slug}/jury/numbers/").content.decode()
    contents = text.partition('<nav class="contents"')[2].partition("</nav>")[0]

    aims = re.findall(r'href="#([^"]+)"', contents)

    assert len(aims) == 9
    assert [aim for aim in aims if f'id="{aim}"' not in text] == []


@pytest.mark.parametrize(("seat", "status"), [("juror", 200), ("chair", 200), ("observer", 200), ("organiser", 200)])
def test_whoever_reads_numbers_may_read_what_they_mean(screening, seat, status, sign_in, request):
    assert sign_in(request.getfixturevalue(seat)).get(f"/{screening.slug}/jury/numbers/").status_code == status


def test_a_leader_and_a_stranger_are_kept_out(screening, leader, stranger, sign_in):
    for person in (leader.seat, stranger):
        assert sign_in(person).get(f"/{screening.slug}/jury/numbers/").status_code == 403


def test_no_candidate_is_on_the_page(screening, leader, page):
    assert "Østberg" not in page


@pytest.mark.parametrize("points", [(0, 1), (1, 3), (1, 7), (0, 10)])
def test_examples_stand_on_every_scale(edition, at, juror, sign_in, points):
    edition.content_json["survey"]["scale"] = {"min": points[0], "max": points[1], "labels": {}}
    edition.save()
    at(edition, Phase.SCREENING)

    page = sign_in(juror).get(f"/{edition.slug}/jury/numbers/")

    assert page.status_code == 200
    assert "nan" not in re.sub(r"<[^>]+>", " ", page.content.decode()).split()
