"""The drawing of agreement against level: where marks, lines and names stand, as whole values."""

import random
import re

import pytest

from jury.charts.scatter import FEW, LEFT, TIGHT, WIDTH, Field, Point, along_the_ray, named, scatter, shape, spread

FIELD = Field(
    start=0,
    gate=50,
    baseline=None,
    across="Agreement",
    up="Level",
    gate_words="level 50",
    baseline_words="up to 63: what any leader would get",
    index_words="index",
)


def point(agreement=80.0, level=45.0, *, index=60.0, low=54.0, high=66.0, shape="agree", is_below=False, code="C01"):
    return Point(
        agreement,
        level,
        index,
        low,
        high,
        shape,
        is_below,
        code,
        f"{code}/",
        f"{code}: agreement {agreement}, level {level}, index {index}, in agreement",
    )


def drawn(points, field=FIELD):
    return str(scatter(points, field, label="Agreement against level"))


def rounded(ends):
    return tuple(round(each, 6) for each in ends)


def test_the_interval_of_the_index_lies_on_the_ray_through_the_mark():
    """Nine tenths of the index are nine tenths of agreement and of level."""
    assert rounded(along_the_ray(point(80.0, 45.0, index=60.0, low=54.0, high=66.0), 0)) == (72.0, 40.5, 88.0, 49.5)


@pytest.mark.parametrize(
    ("figures", "start", "ends"),
    [
        ((95.0, 60.8, 76.0, 60.8, 95.0), 0, (76.0, 48.64, 100.0, 64.0)),  # agreement meets 100 first
        ((60.8, 95.0, 76.0, 60.8, 95.0), 0, (48.64, 76.0, 64.0, 100.0)),  # level does
        ((80.0, 45.0, 60.0, 30.0, 60.0), 30, (53.333333, 30.0, 80.0, 45.0)),  # the axes begin at 30
        ((80.0, 45.0, 60.0, 0.0, 60.0), 0, (0.0, 0.0, 80.0, 45.0)),
    ],
)
def test_a_line_ends_where_the_axes_do_and_stays_on_its_ray(figures, start, ends):
    agreement, level, index, low, high = figures

    assert rounded(along_the_ray(point(agreement, level, index=index, low=low, high=high), start)) == ends


@pytest.mark.parametrize(
    "figures",
    [{"index": None}, {"low": None}, {"high": None}, {"index": 0.0}, {"agreement": 0.0, "index": 1.9}],
)
def test_without_an_index_or_its_interval_there_is_no_line(figures):
    one = point(**figures)

    assert along_the_ray(one, 0) is None
    assert "c-whisker" not in drawn([one])


def test_both_axes_run_from_the_same_number_to_a_hundred():
    field = Field(30, 50, None, "", "", "", "", "")

    assert [(field.x(30), field.x(100)), (field.y(30), field.y(100))] == [(56, 824), (466, 14)]


def test_six_regions_and_the_mixed_have_marks_of_their_own():
    seen = {
        (kind, is_below): re.search(r"<(circle|path) class=\"(c-point|c-hollow)\".*?/>", drawn([one]))[0]
        for kind in ("over", "agree", "under", "mixed")
        for is_below in (False, True)
        for one in [point(shape=kind, is_below=is_below)]
    }

    assert len(set(seen.values())) == 8
    assert {key: "c-hollow" in mark for key, mark in seen.items()} == {key: key[1] for key in seen}


def test_up_is_above_and_down_is_below():
    assert shape("over", 10, 10, 5, "") == '<path  d="M10.0 4.0l6.0 10.5h-12.0z"/>'
    assert shape("under", 10, 10, 5, "") == '<path  d="M10.0 16.0l6.0 -10.5h-12.0z"/>'


def test_a_mark_is_a_link_that_says_what_it_stands_for():
    words = "C01: agreement 80.0, level 45.0, index 60.0, in agreement"

    assert f'<a href="C01/" aria-label="{words}"><title>{words}</title><circle class="c-point"' in drawn([point()])


def test_names_are_texts_whatever_they_begin_with():
    one = Point(80.0, 60.0, 69.0, 60.0, 75.0, "agree", False, "<i>", '"><b>/', '"><script>')

    assert "<i>" not in drawn([one])
    assert "<script>" not in drawn([one])
    assert 'href="&quot;&gt;&lt;b&gt;/"' in drawn([one])


def test_marks_that_would_cover_each_other_stand_side_by_side():
    places = spread([point(code="C01"), point(code="C02"), point(code="C03")], FIELD)

    _first, x, y = places[0]
    assert [(round(each[1] - x, 6), round(each[2] - y, 6)) for each in places] == [(0, 0), (TIGHT, 0), (0, -TIGHT)]


def test_names_touch_neither_marks_nor_each_other_and_leave_out_what_has_no_room():
    crowd = [point(80 + number % 3 / 10, 45 + number // 3 / 10, code=f"C{number:02}") for number in range(30)]

    found = named(spread(crowd, FIELD))

    assert 1 <= len(found) < 30
    assert found == named(spread(crowd, FIELD))


def test_a_name_at_the_right_end_stands_on_the_other_side_of_its_mark():
    [(left, _base)] = named(spread([point(100.0, 80.0)], FIELD)).values()

    assert left < WIDTH - 16 - 11


@pytest.mark.parametrize(("candidates", "lines"), [(1, 1), (12, 12), (FEW, FEW), (500, 0), (2000, 0)])
def test_every_candidate_is_reached_and_beyond_a_number_names_and_lines_are_left_out(candidates, lines):
    rng = random.Random(1)
    crowd = [
        point(round(rng.uniform(60, 90), 1), round(rng.uniform(40, 90), 1), code=f"C{number}")
        for number in range(candidates)
    ]

    page = drawn(crowd)

    assert (page.count("<a href="), page.count('class="c-whisker"')) == (candidates, lines)
    assert (">C0</text>" in page) == (candidates <= FEW)
    places = spread(crowd, FIELD)
    moved = [max(abs(x - FIELD.x(each.agreement)), abs(y - FIELD.y(each.level))) for each, x, y in places]
    assert max(moved) <= 5 * TIGHT


def test_what_any_leader_would_get_is_shaded_where_it_is_known():
    known = Field(**{**FIELD.__dict__, "baseline": 63.0})

    assert "c-region" not in drawn([point()])
    assert f'<rect class="c-region" fill="#e8eff2" x="{LEFT}.0"' in drawn([point()], known)
    assert "up to 63: what any leader would get" in drawn([point()], known)


def test_the_gate_is_dashed_and_curves_of_equal_index_are_dotted_and_named():
    page = drawn([point()])

    assert page.count('class="c-gate"') == 1
    assert 'stroke-dasharray="6 4"' in page
    assert re.findall(r">(index \d+)<", page) == [f"index {n}" for n in range(10, 100, 10)]
    assert page.count('stroke-dasharray="1 4"') == 9


def test_a_drawing_with_links_is_a_group_and_has_no_style_of_its_own():
    page = drawn([point()])

    assert 'role="group" aria-label="Agreement against level"' in page
    assert "style=" not in page
