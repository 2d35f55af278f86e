"""What marks a good leader this year, and that nobody's result can be subtracted out of it."""

import pytest
from django.test import Client

from award.editions.states import Phase
from jury.summary.figures import year
from jury.summary.telling import FEW, MOST, may_tell, share_of
from surveys.counting.selectors import results


def teams(n):
    return {f"C{k:02}": (12, 3 + k / 10, 4) for k in range(1, n + 1)}


@pytest.fixture
def release(screening, candidates, release_of):
    def make(n):
        candidates(*teams(n))
        release_of(screening, teams(n))
        return results(screening)

    return make


@pytest.mark.parametrize(
    ("told", "shown", "may"),
    [
        (0, 0, False),
        (4, 0, False),
        (5, 0, True),
        (5, 1, False),
        (6, 1, True),
        (1, 1, False),
        (5, 5, True),
        (9, 5, False),
        (10, 5, True),
    ],
)
def test_a_figure_is_told_only_if_what_is_left_after_subtracting_is_of_five_teams(told, shown, may):
    codes = [f"C{k}" for k in range(told)]

    assert may_tell(set(codes), set(codes[:shown])) is may


def test_with_the_winner_known_the_rest_is_a_figure_over_five_teams(edition, release):
    released = release(6)
    found = year(released, edition.content, {"C06"})
    code = found.most[0].code
    known = [item.team for each in released.candidates for item in each.items if item.code == code]

    left = found.most[0].teams * 6 - known[-1]

    assert left == pytest.approx(sum(known[:-1]), abs=6 * 0.05 + 1e-9)
    assert len(known[:-1]) == 5


def test_five_teams_with_the_winner_among_them_have_no_summary(edition, release):
    released = release(5)

    assert year(released, edition.content, {"C05"}) is None
    assert year(released, edition.content, set()).teams == 5


@pytest.mark.parametrize("n", range(6, 40))
@pytest.mark.parametrize("winner", [0, 1])
def test_a_class_never_says_that_none_or_all_of_the_others_chose_a_trait(n, winner):
    for word in {share_of(k, n) for k in range(n + 1)}:
        others = {k - winner for k in range(n + 1) if share_of(k, n) == word and 0 <= k - winner <= n - 1}
        assert others not in ({0}, {n - 1})


def test_the_ends_of_the_classes():
    assert (share_of(6, 6), share_of(4, 6), share_of(2, 6)) == (MOST, MOST, FEW)


def test_content_without_traits_has_no_figures_of_them(edition, release):
    released = release(6)
    for item in edition.content_json["survey"]["items"]:
        item.pop("trait", None)
    del edition.__dict__["content"]

    found = year(released, edition.content, set())

    assert {each.teams for each in found.traits} == {None}
    assert {each.chosen for each in found.traits} == {""}


def test_everybody_reads_it_after_the_announcement_without_a_cookie(screening, release, at):
    release(6)
    at(screening, Phase.ANNOUNCED)

    page = Client().get(f"/{screening.slug}/this-year/")

    assert page.status_code == 200
    assert "6 teams, taken together" in page.content.decode()
    assert page.cookies == {}


def test_too_few_teams_are_said(screening, release, at):
    release(2)
    at(screening, Phase.ANNOUNCED)

    assert "Too few teams have a result" in Client().get(f"/{screening.slug}/this-year/").content.decode()


def test_before_the_announcement_it_is_closed(screening, release):
    release(6)

    assert Client().get(f"/{screening.slug}/this-year/").status_code == 403


@pytest.mark.parametrize("n", [1, 8])
def test_the_page_asks_as_much_of_one_team_as_of_many(screening, release, at, n, django_assert_num_queries):
    release(n)
    at(screening, Phase.ANNOUNCED)

    with django_assert_num_queries(4):
        Client().get(f"/{screening.slug}/this-year/")
