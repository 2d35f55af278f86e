"""A release without some of its candidates tells nothing of them."""

import pytest

from jury.conflicts.models import Declaration
from jury.conflicts.narrowing import narrowed
from jury.conflicts.selectors import released_to
from jury.conflicts.states import Standing
from jury.counting.measuring import measure
from nominations.candidates.models import Candidate
from surveys.counting.measures import Terms
from surveys.counting.models import Release
from surveys.counting.results import Results
from surveys.counting.selectors import results

TEAMS = {"C01": (7, 4.6, 4), "C02": (12, 2, 2), "C03": (25, 4, 5), "C04": (3, 4, 4)}


@pytest.fixture
def counted(screening, leader, candidates, release_of):
    candidates("C02", "C03", "C04")
    release_of(screening, TEAMS)
    return screening


def baselines(found):
    return [(each.code, each.baseline, *(area.baseline for area in each.areas)) for each in found.candidates]


def changed(found, code):
    """The same release, had the leader and the team of one candidate answered quite differently."""

    def other(source):
        if source["code"] != code:
            return source
        items = [{**item, "self": 1.0, "team": 1.6, "team_sign": ""} for item in source["items"]]
        return {**source, "rank": 3, "agreement": 1.0, "shortlist_index": 1.0, "items": items}

    payload = {name: getattr(found, name) for name in ("edition", "origin", "threshold", "rules_hash", "scale")}
    candidates = [other(each.source) for each in found.candidates]
    items = [{"code": item, "team": team} for item, team in found.totals.items.items()]
    return Results.of({**payload, "candidates": candidates, "totals": {"items": items}}, "b" * 64)


def test_the_count_freezes_a_baseline_beside_every_agreement(counted):
    found = results(counted)

    assert [each.baseline is not None for each in found.candidates] == [True, True, True, False]
    assert all(area.baseline is not None for each in found.candidates[:3] for area in each.areas)


def test_the_frozen_baselines_can_be_reckoned_again_from_what_is_shown(counted):
    found = results(counted)

    again = found.against(measure.baselines([each.source for each in found.candidates], Terms.of(counted)))

    assert baselines(again) == baselines(found)


def test_with_all_candidates_the_release_is_as_it_was_frozen(counted):
    found = results(counted)

    assert narrowed(found, frozenset(TEAMS), counted) is found


def test_a_baseline_is_reckoned_anew_without_those_who_are_left_out(counted):
    found = results(counted)

    kept = narrowed(found, frozenset({"C01", "C02", "C04"}), counted)

    others = {each.code: each for each in kept.candidates}
    pair = measure.baselines([found.by_code["C01"].source, found.by_code["C02"].source], Terms.of(counted))
    assert others["C01"].baseline == round(pair["C01"].overall, 1)
    assert others["C01"].baseline != found.by_code["C01"].baseline


def test_nothing_changes_when_somebody_who_is_left_out_is_otherwise(counted):
    found, codes = results(counted), frozenset({"C01", "C03", "C04"})

    kept, otherwise = narrowed(found, codes, counted), narrowed(changed(found, "C02"), codes, counted)

    assert otherwise.candidates == kept.candidates
    assert otherwise.totals == kept.totals
    assert changed(found, "C02").candidates != found.candidates


def test_the_only_one_left_has_no_baseline(counted):
    (only,) = narrowed(results(counted), frozenset({"C01"}), counted).candidates

    assert (only.rank, only.baseline, {area.baseline for area in only.areas}) == (1, None, {None})
    assert (only.cautious_index, only.expected_rank) == (None, None)


def test_a_recused_juror_reads_the_narrowed_release(counted, juror, no_ties):
    tied = Candidate.objects.get(edition=counted, code="C02")
    Declaration.objects.create(person=juror.user, candidate=tied, standing=Standing.RECUSED, tie="employer")
    no_ties(juror)

    assert released_to(counted, juror) == narrowed(results(counted), frozenset({"C01", "C03", "C04"}), counted)


def test_a_release_made_before_there_were_baselines_is_read_as_it_is(counted):
    frozen = Release.objects.get(edition=counted)
    for each in frozen.payload["candidates"]:
        for name in ("baseline", "cautious_index", "expected_rank"):
            del each[name]
        for area in each["areas"]:
            del area["baseline"], area["rwg"], area["awg"]
    frozen.sha256 = "c" * 64
    frozen.save()

    first = results(counted).candidates[0]

    assert (first.baseline, first.cautious_index, first.areas[0].baseline) == (None, None, None)
