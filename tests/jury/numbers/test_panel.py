"""The organiser's view of the numbers: what the index follows, and what other weights would do."""

import hashlib
from types import SimpleNamespace

import pytest

from award.editions.rules import canonical
from jury.models import Declaration
from jury.numbers.moves import Hold, Move, Moves, doubled, holds, moves
from jury.numbers.panel import reading
from jury.numbers.spread import Follows, follows
from nominations.candidates.models import Candidate
from surveys.counting.models import Release
from surveys.counting.results import Result
from surveys.counting.selectors import results

AREAS = ["job_content", "leader_role", "engagement"]
FIELD = {  # the same points of agreement and level in each area, so that the index is their weighted mean
    "C01": (81, 81, 81),
    "C02": (70, 70, 70),
    "C03": (99, 50, 50),  # 66.3 with equal weights; (2 · 99 + 50 + 50) ÷ 4 = 74.5 when job content counts double
    "C04": (40, 40, 40),
    "C05": (30, 30, 30),
    "C06": (20, 20, 20),
}


def source(code, rank, points):
    mean = round(sum(points) / len(points), 1)
    return {
        "code": code,
        "outcome": "counted",
        "status": "ranked",
        "reasons": [],
        "rank": rank,
        "agreement": mean,
        "level": mean,
        "shortlist_index": mean,
        "low": None,
        "high": None,
        "bias": 0.0,
        "category": "in_agreement_good",
        "flags": [],
        "gate_passed": True,
        "response_class": "unknown",
        "size_band": "10-19",
        "areas": [
            {"code": area, "self": 4.0, "team": 4.0, "bias": 0.0, "agreement": at, "level": at, "scored": True}
            for area, at in zip(AREAS, points, strict=True)
        ],
        "items": [],
    }


def rows(field=FIELD):
    return [source(code, place, points) for place, (code, points) in enumerate(field.items(), start=1)]


def ranked(field=FIELD, hidden=()):
    """The candidates as released; of those in `hidden` the first area is not shown."""
    found = rows(field)
    for row in found:
        if row["code"] in hidden:
            row["areas"][0]["agreement"] = None
    return [Result.of(row) for row in found]


@pytest.fixture
def six(screening, candidates):
    """Six candidates, two places on the shortlist."""
    candidates(*FIELD)
    points = screening.content.survey.scale
    payload = {
        "edition": screening.slug,
        "origin": "sealed",
        "threshold": screening.threshold,
        "rules_hash": screening.rules_hash,
        "scale": [points.low, points.high],
        "candidates": rows(),
    }
    digest = hashlib.sha256(canonical(payload)).hexdigest()
    Release.objects.create(edition=screening, origin="sealed", payload=payload, sha256=digest)
    return screening


def at_panel(edition, **weights):
    return f"/{edition.slug}/organise/numbers/?" + "&".join(f"weight_{code}={value}" for code, value in weights.items())


@pytest.fixture
def counted(screening, candidates, release_of):
    candidates("C01", "C02", "C03", "C04")
    release_of(screening, {"C01": (12, 4.6, 4), "C02": (12, 2, 2), "C03": (12, 4, 5), "C04": (3, 4, 4)})
    return screening


def test_the_panel_says_what_the_index_follows_and_over_how_many(counted, organiser, sign_in):
    page = sign_in(organiser).get(at_panel(counted)).content.decode()

    assert "Pearson’s correlation over 3 ranked candidates" in page
    assert "cannot be said" not in page


def test_two_candidates_are_too_few_for_a_correlation(screening, candidates, release_of):
    candidates("C01", "C02")
    release_of(screening, {"C01": (12, 4.6, 4), "C02": (12, 2, 2)})

    ranked = [each for each in results(screening).candidates if each.is_ranked]

    assert follows(ranked) == Follows(2, None, None)


def test_weights_to_try_are_checked_and_what_was_typed_comes_back(counted, organiser, sign_in):
    page = (
        sign_in(organiser).get(at_panel(counted, job_content="-3", leader_role="1", engagement="lots")).content.decode()
    )

    assert 'value="-3"' in page
    assert 'value="lots"' in page
    assert "2 things need another look" in page


def test_weights_of_nothing_are_refused(counted, organiser, sign_in):
    page = sign_in(organiser).get(at_panel(counted, job_content=0, leader_role=0, engagement=0)).content.decode()

    assert "At least one area has to count" in page


def test_before_the_count_the_panel_says_so(screening, organiser, sign_in):
    assert "The ballots are not counted yet." in sign_in(organiser).get(at_panel(screening)).content.decode()


@pytest.mark.parametrize("teams", [{"C01": (3, 4, 4)}, {"C01": (12, 4, None)}])
def test_nobody_ranked_is_said(screening, candidates, release_of, organiser, sign_in, teams):
    candidates("C01")
    release_of(screening, teams)

    assert "No candidate has an index." in sign_in(organiser).get(at_panel(screening)).content.decode()


def test_one_candidate_has_a_place_for_sure(screening, candidates, release_of, organiser, sign_in):
    candidates("C01")
    release_of(screening, {"C01": (12, 4, 4)})

    page = sign_in(organiser).get(at_panel(screening)).content.decode()

    assert "There are places for all who are ranked" in page
    assert "cannot be said" in page


def test_only_organisers_enter(screening, juror, chair, leader, sign_in):
    for seat in (juror, chair, leader.seat):
        assert sign_in(seat).get(at_panel(screening)).status_code == 403


# ---- who would move --------------------------------------------------------------------------------------------------


def test_other_weights_bring_one_in_and_push_one_out():
    found = moves(ranked(), AREAS, {"job_content": 2, "leader_role": 1, "engagement": 1}, places=2)

    assert found == Moves(entering=(Move("C03", 3, 2),), leaving=(Move("C02", 2, 3),), unknown=())


def test_the_awards_own_weights_move_nobody():
    assert moves(ranked(), AREAS, None, places=2) == Moves((), (), ())


def test_every_area_is_doubled_in_turn():
    nobody = Moves((), (), ())

    assert doubled(ranked(), AREAS, None, places=2) == {
        "job_content": Moves((Move("C03", 3, 2),), (Move("C02", 2, 3),), ()),
        "leader_role": nobody,
        "engagement": nobody,
    }


def test_an_area_that_counts_for_nothing_is_not_doubled():
    weights = {"job_content": 0, "leader_role": 1, "engagement": 1}

    assert list(doubled(ranked(), AREAS, weights, places=2)) == ["leader_role", "engagement"]


def test_who_cannot_be_reckoned_keeps_a_place_that_others_cannot_take():
    found = moves(ranked(hidden={"C01"}), AREAS, {"job_content": 2, "leader_role": 1, "engagement": 1}, places=1)

    assert found == Moves((), (), ("C01",))


def test_an_area_not_shown_is_no_obstacle_where_it_counts_for_nothing():
    found = moves(ranked(hidden={"C01"}), AREAS, {"job_content": 0, "leader_role": 1, "engagement": 1}, places=2)

    assert found == Moves((), (), ())


def test_the_last_places_are_held_by_a_share_of_all_weightings():
    """C03 passes C02 where 99 w + 50 (1 − w) > 70, that is w > 20/49: (29/49)² = .35 of the triangle of weights."""
    found = holds(ranked(), AREAS, places=2)

    assert [(hold.code, hold.place) for hold in found] == [(f"C0{place}", place) for place in range(1, 6)]
    assert found[2].share == pytest.approx((29 / 49) ** 2, abs=0.03)
    assert found[1].share == pytest.approx(1 - found[2].share, abs=0.2)  # C03 may pass C01 as well
    assert found[3] == Hold("C04", 4, 0.0)


def test_whose_area_is_not_shown_has_no_share_and_gives_no_place_away():
    found = {hold.code: hold.share for hold in holds(ranked(hidden={"C01"}), AREAS, places=1)}

    assert found["C01"] is None
    assert found["C02"] == 0


def test_places_for_all_are_held_by_nobody_in_particular():
    assert holds(ranked(), AREAS, places=6) == []


# ---- what the index follows ------------------------------------------------------------------------------------------


def test_the_correlations_are_pearsons_over_the_released_figures():
    """Agreement 60 70 80, level 90 50 70, index 70 60 80.

    Deviations: index 0 −10 10, agreement −10 0 10, level 20 −20 0. Sums of products 100 and 200 over √(200 · 200) and
    √(200 · 800).
    """
    figures = [(70, 60, 90), (60, 70, 50), (80, 80, 70)]
    three = [SimpleNamespace(shortlist_index=si, agreement=ai, level=lv) for si, ai, lv in figures]

    assert follows(three) == Follows(3, pytest.approx(0.5), pytest.approx(0.5))


def test_three_who_are_all_alike_say_nothing():
    three = [SimpleNamespace(shortlist_index=70, agreement=70, level=70)] * 3

    assert follows(three) == Follows(3, None, None)


@pytest.mark.parametrize(
    ("agreement", "level", "words"),
    [
        (0.9, 0.2, "agreement more than level"),
        (-0.5, 0.97, "level more than agreement"),
        (0.8, 0.75, "about equally"),
        (None, 0.9, "cannot be said"),
    ],
)
def test_the_reading_says_which_the_order_owes_more_to(agreement, level, words):
    assert words in reading(agreement, level)


# ---- the page --------------------------------------------------------------------------------------------------------


def test_the_page_names_who_would_enter_and_leave(six, organiser, sign_in):
    page = sign_in(organiser).get(at_panel(six, job_content=2, leader_role=1, engagement=1))

    tried = page.context["tried"]
    assert [(each.name, each.before, each.after) for each in tried.entering] == [("Leder C03", "3", "2")]
    assert [(each.name, each.before, each.after) for each in tried.leaving] == [("Leder C02", "2", "3")]
    doubled = [(row.area, len(row.entering), len(row.leaving)) for row in page.context["panel"].doubled]
    assert doubled == [("Job content", 1, 1), ("The leader role", 0, 0), ("Engagement", 0, 0)]
    assert "the same candidates are within the places." in page.context["panel"].check


def test_an_organiser_bound_to_a_candidate_reads_it_all_without_them(six, organiser, sign_in):
    Declaration.objects.create(
        person=organiser.user, candidate=Candidate.objects.get(edition=six, code="C03"), standing="recused"
    )

    page = sign_in(organiser).get(at_panel(six, job_content=2, leader_role=1, engagement=1))

    text = page.content.decode()
    assert "Leder C03" not in text
    assert "C03" not in text
    assert page.context["panel"].ranked == 5
    assert [hold.name for hold in page.context["panel"].holds] == [
        "Leder C01",
        "Leder C02",
        "Leder C04",
        "Leder C05",
        "Leder C06",
    ]
    assert [sum(n for _span, n in pile.rows) for pile in page.context["panel"].piles] == [5, 5, 5]
    assert (page.context["tried"].entering, page.context["tried"].leaving) == ((), ())


@pytest.mark.parametrize("n", [1, 3])
def test_the_panel_asks_as_much_of_one_candidate_as_of_three(
    screening, candidates, release_of, organiser, sign_in, n, django_assert_num_queries
):
    codes = [f"C0{k}" for k in range(1, n + 1)]
    candidates(*codes)
    release_of(screening, {code: (12, 3 + k / 4, 4) for k, code in enumerate(codes)})
    browser = sign_in(organiser)
    browser.get(at_panel(screening))

    with django_assert_num_queries(10):
        browser.get(at_panel(screening))
