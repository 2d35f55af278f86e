"""What the numbers mean: the page's examples are measured by the code that measures the candidates."""

import math
import re

import pytest

from award.editions.states import Phase
from jury.numbers import examples
from jury.numbers.examples import Ground
from jury.numbers.explaining import explained

# The example by hand, on the scale 1 to 5. Every row: five employees, their mean, the leader, the gap.
#
#   job content    5 5 5 4 4   4.6   5    .4
#                  4 4 4 3 4   3.8   3    .8     gap .6, mean 4.2
#   leader role    4 5 4 4 4   4.2   5    .8
#                  3 4 3 3 4   3.4   3    .4     gap .6, mean 3.8
#   engagement     5 3 4 4 4   4.0   5   1.0
#                  5 4 5 4 4   4.4   5    .6     gap .8, mean 4.2
#
# Agreement is 100 · (1 − gap ÷ 2), level 100 · (mean − 1) ÷ 4, and of all together their mean over the areas.

AGREEMENT = (70 + 70 + 60) / 3
LEVEL = (80 + 70 + 80) / 3
INDEX = math.sqrt(AGREEMENT * LEVEL)
WITHOUT_ONE = [  # agreement and level over the areas when the first, second … employee is left out
    math.sqrt((68.75 + 68.75 + 50) / 3 * (78.125 + 71.875 + 75) / 3),
    math.sqrt((68.75 + 68.75 + 68.75) / 3 * (78.125 + 65.625 + 84.375) / 3),
    math.sqrt((68.75 + 68.75 + 56.25) / 3 * (78.125 + 71.875 + 78.125) / 3),
    math.sqrt((68.75 + 68.75 + 62.5) / 3 * (84.375 + 71.875 + 81.25) / 3),
    math.sqrt((75 + 75 + 62.5) / 3 * (81.25 + 68.75 + 81.25) / 3),
]
STUDENT_4, STUDENT_19 = 2.776445, 2.093024  # t at .975 with 4 and 19 degrees of freedom, from a printed table


def error(parts):
    """The delete-one jackknife: √((n − 1) ÷ n · Σ (part − mean)²)."""
    mean, n = sum(parts) / len(parts), len(parts)
    return math.sqrt((n - 1) / n * sum((part - mean) ** 2 for part in parts))


@pytest.fixture
def ground(edition):
    return Ground.of(edition)


@pytest.fixture
def page(screening, juror, sign_in):
    found = sign_in(juror).get(f"/{screening.slug}/jury/numbers/")
    return " ".join(re.sub(r"<[^>]+>", " ", found.content.decode()).split())


def test_the_statements_of_the_example_are_those_of_the_hand_calculation(ground):
    table = examples.statements(ground)

    assert table["self"].tolist() == [5, 3, 5, 3, 5, 5]
    assert table["mean"].tolist() == pytest.approx([4.6, 3.8, 4.2, 3.4, 4.0, 4.4])
    assert table["gap"].abs().tolist() == pytest.approx([0.4, 0.8, 0.8, 0.4, 1.0, 0.6])


def test_the_areas_of_the_example_are_those_of_the_hand_calculation(ground):
    table = examples.areas(ground)

    assert table["gap"].tolist() == pytest.approx([0.6, 0.6, 0.8])
    assert table["team_mean"].tolist() == pytest.approx([4.2, 3.8, 4.2])
    assert table["agreement"].tolist() == pytest.approx([70, 70, 60])
    assert table["level"].tolist() == pytest.approx([80, 70, 80])


def test_the_example_comes_to_what_the_hand_calculation_comes_to(ground):
    found = examples.cases(ground)["step"]

    assert (found.agreement, found.level, found.index) == pytest.approx((AGREEMENT, LEVEL, INDEX))
    assert (found.gap, found.bias) == pytest.approx((2 / 3, (0.4 - 0.8 + 0.8 - 0.4 + 1.0 + 0.6) / 6))
    assert (found.category, found.flags) == ("in_agreement_good", ())


def test_its_interval_is_the_jackknife_of_leaving_one_out(ground):
    found = examples.cases(ground)["step"]
    reach = STUDENT_4 * error(WITHOUT_ONE)

    assert examples.without_one(ground) == pytest.approx(WITHOUT_ONE)
    assert (found.low, found.high) == pytest.approx((INDEX - reach, INDEX + reach), abs=1e-4)


def test_four_times_the_same_people_have_a_narrower_interval_by_hand(ground):
    """Out of twenty, leaving one out moves a mean by a quarter of a fifth, roughly: the interval shrinks to a third."""
    five, twenty = (examples.cases(ground)[name] for name in ("step", "step_large"))

    shrinks = (twenty.high - twenty.low) / (five.high - five.low)

    assert twenty.index == pytest.approx(five.index)
    assert shrinks == pytest.approx(math.sqrt(4 / 19) * STUDENT_19 / STUDENT_4, abs=0.005)


def test_four_everywhere_beats_the_honest_answers_and_is_flagged(ground):
    """Gaps of .6 .2, .2 .6 and .0 .4: agreement 80, 80 and 90, with the level unchanged."""
    found = examples.cases(ground)["constant"]

    assert (found.agreement, found.level) == pytest.approx(((80 + 80 + 90) / 3, LEVEL))
    assert found.index == pytest.approx(math.sqrt(250 / 3 * LEVEL))
    assert found.index > INDEX
    assert found.flags == ("constant_self_rating",)


def test_the_baseline_is_the_mean_agreement_with_two_other_teams(ground):
    """The same means, two and three statements further on.

    4.2 3.4 | 4.0 4.4 | 4.6 3.8 against 5 3 | 5 3 | 5 5: gaps of .6, 1.2 and .8, agreement 70, 40 and 60
    3.4 4.0 | 4.4 4.6 | 3.8 4.2 against the same:        gaps of 1.3, 1.1 and 1.0, agreement 35, 45 and 50
    """
    assert examples.mismatched(ground) == pytest.approx(((70 + 40 + 60) / 3 + (35 + 45 + 50) / 3) / 2)


def test_the_correlation_of_the_example_is_pearsons(ground):
    """Deviations from the means 61/15 and 13/3, times 15: team 8 −4 2 −10 −1 5, leader 10 −20 10 −20 10 10."""
    team, leader = (8, -4, 2, -10, -1, 5), (10, -20, 10, -20, 10, 10)
    both = sum(a * b for a, b in zip(team, leader, strict=True))

    r = both / math.sqrt(sum(a * a for a in team) * sum(b * b for b in leader))

    assert examples.in_step(ground) == pytest.approx(r)


def test_too_high_costs_as_much_as_too_low(ground):
    """A team at 3 on average, the leader at 4 or at 2 throughout: a gap of 1, half of the agreement."""
    above, below = (examples.cases(ground)[name] for name in ("above", "below"))

    assert (above.agreement, above.bias, above.category) == (pytest.approx(50), pytest.approx(1), "over_estimator")
    assert (below.agreement, below.bias, below.category) == (pytest.approx(50), pytest.approx(-1), "under_estimator")


def test_agreeing_that_things_are_bad_is_named(ground):
    """Both at 2: agreement 100, level 100 · (2 − 1) ÷ 4, index √(100 · 25)."""
    poor = examples.cases(ground)["poor"]

    assert (poor.agreement, poor.level, poor.index) == pytest.approx((100, 25, 50))
    assert poor.category == "in_agreement_poor"


def test_every_figure_is_printed_as_it_was_reckoned_by_hand(edition):
    page = explained(edition)

    step, constant = page["cases"]["step"], page["cases"]["constant"]
    assert (step.agreement, step.level, step.index, step.gap) == ("66.7", "76.7", "71.5", "0.7")
    assert (step.low, step.high) == ("60.7", "82.3")
    assert (constant.agreement, constant.level, constant.index) == ("83.3", "76.7", "79.9")
    assert page["without_one"] == ["68.5", "72.3", "70.1", "72.6", "73.9"]
    assert [(row["answers"], row["team"], row["own"], row["gap"]) for row in page["statements"]] == [
        ("5 · 5 · 5 · 4 · 4", "4.6", "5", "0.4"),
        ("4 · 4 · 4 · 3 · 4", "3.8", "3", "0.8"),
        ("4 · 5 · 4 · 4 · 4", "4.2", "5", "0.8"),
        ("3 · 4 · 3 · 3 · 4", "3.4", "3", "0.4"),
        ("5 · 3 · 4 · 4 · 4", "4.0", "5", "1.0"),
        ("5 · 4 · 5 · 4 · 4", "4.4", "5", "0.6"),
    ]
    assert page["areas"][0] == {
        "name": "Job content",
        "gap": "0.6",
        "team": "4.2",
        "agreement": "70.0",
        "level": "80.0",
        "lost": "30.0",
        "above": "3.2",
        "weight": "33.3 %",
    }
    assert (page["own"], page["others"], page["above_others"], page["in_step"]) == ("66.7", "50.0", "16.7", "0.84")
    assert page["points"] == {
        "lo": "1",
        "hi": "5",
        "range": "4",
        "half": "2",
        "count": "5",
        "high": "4",
        "middle": "3",
        "low": "2",
        "cost": "50",
        "eighth": "0.5",
        "sixth": "0.83",
    }
    assert [(row["points"], row["gap"]) for row in page["bands"]] == [
        ("80 and more", "up to 0.4"),
        ("60 and more", "up to 0.8"),
        ("40 and more", "up to 1.2"),
        ("below 40", "more"),
    ]


def test_the_page_tells_the_steps_in_words(page):
    assert (
        "Its gaps are 0.6 points on average. A whole point costs 50, so 0.6 costs 30.0: the agreement is 70.0." in page
    )
    assert "That is 3.2 above the lowest answer, 1, on a way of 4 up to the highest: the level is 80.0." in page
    assert "the example’s index of 71.5 becomes 68.5 · 72.3 · 70.1 · 72.6 · 73.9." in page
    assert "Against two other teams, who gave just the same answers but to other statements, it would be 50.0." in page


def test_what_comes_from_synthetic_data_says_so(page):
    assert (
        "On synthetic data, that is, invented teams and leaders on a scale of five points, the leader who answers 4 "
        "everywhere beats the honest answers in about 72 per cent of cases."
    ) in page
    assert "On synthetic data, agreement comes out 3.3 points too low with five answers and 0.4 with forty" in page
    assert "No real award has been measured yet." in page


def test_own_weights_of_the_areas_are_those_the_example_is_reckoned_with(edition):
    edition.area_weights = {"job_content": 2, "leader_role": 1, "engagement": 1}

    page = explained(edition)

    assert page["cases"]["step"].agreement == "67.5"  # (2 · 70 + 70 + 60) ÷ 4
    assert page["cases"]["step"].level == "77.5"  # (2 · 80 + 70 + 80) ÷ 4
    assert [row["weight"] for row in page["areas"]] == ["50.0 %", "25.0 %", "25.0 %"]


def test_every_entry_of_the_contents_leads_somewhere(screening, juror, sign_in):
    text = sign_in(juror).get(f"/{screening.slug}/jury/numbers/").content.decode()
    contents = text.partition('<nav class="contents"')[2].partition("</nav>")[0]

    aims = re.findall(r'href="#([^"]+)"', contents)

    assert len(aims) == 10
    assert [aim for aim in aims if f'id="{aim}"' not in text] == []


@pytest.mark.parametrize(("seat", "status"), [("juror", 200), ("chair", 200), ("observer", 200), ("organiser", 200)])
def test_whoever_reads_numbers_may_read_what_they_mean(screening, seat, status, sign_in, request):
    assert sign_in(request.getfixturevalue(seat)).get(f"/{screening.slug}/jury/numbers/").status_code == status


def test_a_leader_and_a_stranger_are_kept_out(screening, leader, stranger, sign_in):
    for person in (leader.seat, stranger):
        assert sign_in(person).get(f"/{screening.slug}/jury/numbers/").status_code == 403


def test_no_candidate_is_on_the_page(leader, page):
    assert "Østberg" not in page


@pytest.mark.parametrize("points", [(0, 1), (1, 3), (1, 7), (0, 10)])
def test_examples_stand_on_every_scale(edition, at, juror, sign_in, points):
    edition.content_json["survey"]["scale"] = {"min": points[0], "max": points[1], "labels": {}}
    edition.save()
    at(edition, Phase.SCREENING)

    page = sign_in(juror).get(f"/{edition.slug}/jury/numbers/")

    assert page.status_code == 200
    assert "nan" not in re.sub(r"<[^>]+>", " ", page.content.decode()).split()


def test_a_survey_with_two_statements_in_one_area_is_enough(edition, juror, at, sign_in):
    """Own texts without traits and themes: no correlation over two statements, and nothing breaks."""
    survey = edition.content_json["survey"]
    survey["areas"], survey["items"] = survey["areas"][:1], survey["items"][:2]
    survey.pop("themes")
    for item in survey["items"]:
        item.pop("trait"), item.pop("theme")
    edition.save()
    at(edition, Phase.SCREENING)

    page = sign_in(juror).get(f"/{edition.slug}/jury/numbers/").content.decode()

    assert "they go up and down together" in page
    assert "In our example they do" not in page
