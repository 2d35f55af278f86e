"""Strict and lenient jurors: what is taken out, and where it cannot be."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.stats.severity import additive, composite, leave_one_juror_out

NAN = np.nan


def panel(**jurors):
    return pd.DataFrame.from_dict(jurors, orient="index", dtype=float)


def long(table, criterion="clarity"):
    values = table.rename_axis("juror").reset_index().melt("juror", var_name="candidate")
    return values.assign(criterion=criterion)[["juror", "candidate", "criterion", "value"]]


def test_a_complete_panel_gives_the_raw_means_and_how_strict_each_juror_was():
    table = panel(j1={"ada": 4, "ben": 2}, j2={"ada": 5, "ben": 4})

    found = additive(table)

    assert found.adjusted.to_dict() == pytest.approx({"ada": 4.5, "ben": 3})
    assert found.severity.to_dict() == pytest.approx({"j1": -0.75, "j2": 0.75})
    assert found.components == (("ada", "ben"),)


def test_who_met_only_the_strict_juror_does_not_pay_for_it():
    strict, lenient = {"ada": 2, "ben": 3}, {"ben": 5, "cy": 4}

    found = additive(panel(strict=strict, lenient=lenient))

    assert found.severity.to_dict() == pytest.approx({"strict": -1, "lenient": 1})
    assert found.adjusted.to_dict() == pytest.approx({"ada": 3, "ben": 4, "cy": 3})


def test_groups_that_share_no_juror_are_kept_apart_and_who_has_no_score_stands_in_none():
    found = additive(panel(j1={"ada": 2, "ben": 3, "cy": NAN, "dee": NAN}, j2={"cy": 5}, j3={}))

    assert found.components == (("ada", "ben"), ("cy",))
    assert found.adjusted.dropna().to_dict() == pytest.approx({"ada": 2, "ben": 3, "cy": 5})
    assert found.severity.isna().to_dict() == {"j1": False, "j2": False, "j3": True}
    assert np.isnan(found.adjusted["dee"])


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=4, max_size=4), min_size=1, max_size=5)
)
def test_the_values_are_those_of_least_squares_by_brute_force(values):
    table = pd.DataFrame(values, columns=list("abcd"), dtype=float)
    found = additive(table)
    jurors, candidates = np.nonzero(table.notna().to_numpy())
    model = np.zeros((len(jurors), len(table) + 4))
    model[range(len(jurors)), jurors] = model[range(len(jurors)), len(table) + candidates] = 1
    scores = table.to_numpy()[jurors, candidates]
    best = model @ np.linalg.pinv(model) @ scores

    fitted = found.severity.to_numpy()[jurors] + found.adjusted.to_numpy()[candidates]

    assert fitted == pytest.approx(best, abs=1e-9)
    for component in found.components:
        in_it = table[list(component)].notna().any(axis=1)
        assert found.severity[in_it].sum() == pytest.approx(0, abs=1e-9)


def test_the_composite_weighs_the_criteria_and_ranks_raw_and_adjusted_side_by_side():
    clarity = panel(strict={"ada": 2, "ben": 3}, lenient={"ben": 5, "cy": 4})
    depth = panel(strict={"ada": 4, "ben": 4, "cy": 4}, lenient={"ada": 4, "ben": 4, "cy": 4})

    table = composite(pd.concat([long(clarity), long(depth, "depth")]), {"clarity": 3, "depth": 1})

    assert list(table.columns) == ["raw", "adjusted", "rank_raw", "rank_adjusted", "component"]
    assert table.raw.to_dict() == pytest.approx({"ada": 2.5, "ben": 4, "cy": 4})
    assert table.adjusted.to_dict() == pytest.approx({"ada": 3.25, "ben": 4, "cy": 3.25})
    assert table.rank_raw.to_dict() == {"ada": 3, "ben": 1, "cy": 1}
    assert table.rank_adjusted.to_dict() == {"ada": 2, "ben": 1, "cy": 2}
    assert table.component.to_dict() == {"ada": 1, "ben": 1, "cy": 1}


def test_a_panel_in_two_pieces_is_ranked_piece_by_piece_and_says_so():
    table = composite(long(panel(j1={"ada": 2, "ben": 3}, j2={"cy": 5, "dee": 4})), {"clarity": 1})

    assert table.component.to_dict() == {"ada": 1, "ben": 1, "cy": 2, "dee": 2}
    assert table.rank_adjusted.to_dict() == {"ada": 2, "ben": 1, "cy": 1, "dee": 2}


def test_who_misses_a_criterion_has_no_numbers_unless_it_does_not_count():
    scores = pd.concat(
        [long(panel(j1={"ada": 2, "ben": 3})), long(panel(j1={"ada": 4, "ben": NAN}), "depth")], ignore_index=True
    )

    assert composite(scores, {"clarity": 1, "depth": 1}).loc["ben"].isna().all()
    assert composite(scores, {"clarity": 1, "depth": 0}).rank_adjusted.to_dict() == {"ada": 2, "ben": 1}


def test_weights_and_scores_that_do_not_fit_are_refused():
    scores = long(panel(j1={"ada": 2}))

    with pytest.raises(ValueError, match="no weight for 'clarity'"):
        composite(scores, {})
    with pytest.raises(ValueError, match="juror 'j1' scored 'clarity' of candidate 'ada' twice"):
        composite(pd.concat([scores, scores]), {"clarity": 1})


def test_a_place_that_hangs_on_one_juror_shows_it():
    table = panel(
        j1={"ada": 5, "ben": 4, "cy": 1}, j2={"ada": 5, "ben": 4, "cy": 1}, friend={"ada": 1, "ben": 4, "cy": 5}
    )

    spread = leave_one_juror_out(long(table), {"clarity": 1})

    assert spread.best_rank.to_dict() == {"ada": 1, "ben": 1, "cy": 2}
    assert spread.worst_rank.to_dict() == {"ada": 2, "ben": 2, "cy": 3}


def test_rounds_in_which_the_panel_falls_apart_do_not_count():
    chain = panel(j1={"ada": 2, "ben": 3, "cy": NAN}, j2={"ada": 2, "ben": 3, "cy": 4}, j3={"ben": 3, "cy": 4})

    with_link = leave_one_juror_out(long(chain), {"clarity": 1})
    alone = leave_one_juror_out(long(chain.loc[["j1"]]), {"clarity": 1})

    assert with_link.best_rank.to_dict() == with_link.worst_rank.to_dict() == {"ada": 3, "ben": 2, "cy": 1}
    assert alone.isna().all(axis=None)


def test_nobody_scored_nobody():
    nothing = pd.DataFrame({"juror": ["j1"], "candidate": ["ada"], "criterion": ["clarity"], "value": [NAN]})

    assert composite(nothing, {"clarity": 1}).loc["ada"].isna().all()
    assert additive(pd.DataFrame()).components == ()
