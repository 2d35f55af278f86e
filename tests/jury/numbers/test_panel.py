"""The organiser's view of the numbers: what the index follows, and what other weights would do."""

import pytest

from jury.numbers.spread import Follows, follows
from surveys.counting.selectors import results


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
