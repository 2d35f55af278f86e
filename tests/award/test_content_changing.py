"""Texts with one thing in them changed: what was handed in stays as it was."""

import copy

import pytest

from award.content.changing import moved, peers, with_entry, without
from award.content.comparing import coded, differences
from award.content.loading import load


@pytest.fixture
def content():
    return load()


def test_an_entry_takes_the_place_of_the_one_with_its_code_or_comes_last(content):
    before = copy.deepcopy(content)

    changed = with_entry(content, "area", {"code": "leader_role", "name": "Leading"})
    added = with_entry(content, "area", {"code": "tools", "name": "Tools"})

    assert list(coded(changed, "area")) == ["job_content", "leader_role", "engagement"]
    assert coded(changed, "area")["leader_role"]["name"] == "Leading"
    assert list(coded(added, "area")) == ["job_content", "leader_role", "engagement", "tools"]
    assert content == before


def test_an_area_takes_its_statements_along_or_leaves_them_to_another(content):
    gone = without(content, "area", "engagement")
    left = without(content, "area", "engagement", moves_to="job_content")

    assert peers(gone, "statement", "JC1") == [f"JC{n}" for n in range(1, 9)]
    assert len(coded(gone, "statement")) == 16
    assert len(coded(left, "statement")) == 24
    assert coded(left, "statement")["EN1"]["area"] == "job_content"


def test_a_trait_that_goes_is_named_by_no_statement(content):
    after = without(content, "trait", "clear")

    assert [row for row in coded(after, "statement").values() if row.get("trait") == "clear"] == []
    assert len(coded(after, "statement")) == 24


@pytest.mark.parametrize(
    ("place", "order"),
    [(0, ["JC3", "JC1", "JC2"]), (1, ["JC1", "JC3", "JC2"]), (-5, ["JC3", "JC1", "JC2"]), (2, ["JC1", "JC2", "JC3"])],
)
def test_a_statement_moves_among_those_of_its_area(content, place, order):
    after = moved(content, "statement", "JC3", place)

    assert peers(after, "statement", "JC1")[:3] == order
    assert list(coded(after, "statement"))[8:] == list(coded(content, "statement"))[8:]


def test_statements_of_other_areas_in_between_keep_their_places(content):
    items = content["survey"]["items"]
    items.insert(1, items.pop())  # EN8 between JC1 and JC2

    after = moved(content, "statement", "JC2", 0)

    assert list(coded(after, "statement"))[:3] == ["JC2", "EN8", "JC1"]
    assert moved(content, "statement", "unknown", 0) == content


def test_what_was_put_in_another_order_is_told_with_both_orders(content):
    (difference,) = differences(content, moved(content, "area", "engagement", 0))

    assert (difference.act, difference.before, difference.after) == (
        "moved",
        {"order": ["job_content", "leader_role", "engagement"]},
        {"order": ["engagement", "job_content", "leader_role"]},
    )
