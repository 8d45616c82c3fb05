"""Histories, scores, pooling and words of likelihood."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.assessment.features import features, months_since, neighbours
from lagebild.assessment.forest import LEVELS, POINTS, quantiles
from lagebild.assessment.history import first_day, history, month_of, read_history
from lagebild.assessment.intervals import HELD, intervals, learnt, levels, needed
from lagebild.assessment.likelihood import BANDS, band, likelihood
from lagebild.assessment.members import boosting, floor, forest, hurdle
from lagebild.assessment.monthly import (
    Distributions,
    Tried,
    _apart,
    best_weights,
    forecast_months,
    pool,
    pool_weights,
    training_cases,
    tried,
)
from lagebild.assessment.outlook import deaths_by_month
from lagebild.assessment.scores import (
    brier,
    coverage,
    crps,
    drawn_coverage,
    expected_coverage,
    log_score,
    reliability,
    strata,
)
from lagebild.errors import InputError, MissingInput

START = 2010 * 12


def made_up(months: int = 96) -> list[tuple[str, int, float, float, float]]:
    rng = np.random.default_rng(3)
    deaths = {"ARM": rng.poisson(2, months), "AZE": rng.poisson(30, months), "GEO": np.zeros(months)}
    return [(c, START + m, float(n), 0.0, 1.0) for c, each in deaths.items() for m, n in enumerate(each)]


def test_month_numbers_go_both_ways():
    assert first_day(month_of(dt.date(2022, 9, 13))) == dt.date(2022, 9, 1)
    assert month_of(dt.date(2023, 1, 1)) - month_of(dt.date(2022, 12, 31)) == 1


def test_nothing_after_the_cutoff_is_seen():
    past = history(made_up())
    cut = past.until(START + 60)
    assert cut.last == START + 60
    assert np.array_equal(features(past, START + 60), features(cut, START + 60))
    cases, deaths, _ = training_cases(cut, (3,))
    assert len(cases) == len(deaths) > 0


def test_neighbours_share_a_border():
    shares = neighbours(("ARM", "AZE", "GEO", "JPN"))
    assert shares[0].tolist() == pytest.approx([0, 0.5, 0.5, 0])
    assert shares[3].sum() == 0


def test_months_since_the_last_death():
    assert months_since(np.array([[0, 5, 0, 0.0], [0, 0, 0, 0]]), 1).tolist() == [2, 180]


def test_a_file_is_read_by_its_columns(tmp_path):
    path = tmp_path / "deaths.csv"
    path.write_text("country,month,state_based\nARM,2022-09,210\nARM,2022-10,4\nAZE,2022-09,80\n")
    read = read_history(path)
    assert read.countries == ("ARM", "AZE")
    assert read.of_month(month_of(dt.date(2022, 9, 1))).tolist() == [210, 80]
    assert np.isnan(read.of_month(month_of(dt.date(2022, 10, 1)))[1])


def test_a_wrong_file_is_named(tmp_path):
    path = tmp_path / "deaths.csv"
    path.write_text("land,month\nARM,2022-09\n")
    with pytest.raises(InputError, match=r"deaths\.csv.*country"):
        read_history(path)
    with pytest.raises(MissingInput, match=r"none\.csv"):
        read_history(tmp_path / "none.csv")


@pytest.mark.parametrize("method", [forest, boosting, hurdle])
def test_a_method_tells_much_fighting_from_none(method):
    cases, deaths, weights = training_cases(history(made_up(240)), (3,), step=1)
    wanted = cases[:6]
    found = method(cases, deaths, weights, wanted)
    assert found.shape == (6, POINTS)
    assert (np.diff(found, axis=1) >= 0).all()
    assert (found >= 0).all()
    fought, calm = deaths[:6] > 10, deaths[:6] == 0
    assert fought.any()
    assert calm.any()
    assert found[fought].mean() > found[calm].mean() + 5


def test_the_floor_is_the_last_months():
    past = history(made_up())
    assert floor(past, past.last)[1].mean() == pytest.approx(past.window(past.last, 12)[1].mean(), rel=0.1)


def test_weighted_quantiles_count_weights():
    found = quantiles(np.array([10.0, 0.0]), np.array([1.0, 3.0]))
    assert (found == 0).mean() == pytest.approx(0.75)


def test_a_pool_lies_between_its_parts():
    low, high = np.zeros((1, POINTS)), np.full((1, POINTS), 8.0)
    assert (pool([low, high], [0.25, 0.75]) == 8).mean() == pytest.approx(0.75)


def test_the_best_weights_leave_out_what_only_errs():
    between = np.array([[0.0, 5.0], [5.0, 0.0]])
    assert best_weights(np.array([1.0, 9.0]), between).tolist() == pytest.approx([1, 0], abs=1e-6)
    assert best_weights(np.array([3.0, 3.0]), between).tolist() == pytest.approx([0.5, 0.5], abs=1e-6)


def test_crps_of_a_certain_forecast_is_its_error():
    assert crps(np.full((1, 50), 7.0), np.array([10.0])).tolist() == pytest.approx([3])
    spread = crps(LEVELS[None, :], np.array([0.5]))
    assert spread[0] == pytest.approx(1 / 12, abs=1e-3)  # of a uniform distribution at its middle


@given(st.floats(0, 1), st.booleans())
def test_scores_reward_what_happened(probability, happened):
    given = probability if happened else 1 - probability
    assert brier(probability, happened) == pytest.approx((1 - given) ** 2)
    assert log_score(probability, happened) >= 0


def test_coverage_and_reliability_count():
    quantile_rows = np.tile(np.linspace(0, 100, 201), (2, 1))
    assert coverage(quantile_rows, np.array([50.0, 99.0])) == 0.5
    assert reliability(np.array([0.05, 0.95, 0.95]), np.array([0, 1, 0])) == [(0.05, 0.0, 1), (0.95, 0.5, 2)]


def test_strata_name_what_happened():
    past = history(
        [("ARM", START + m, 0.0, None, None) for m in range(70)]
        + [("AZE", START + m, 10.0, None, None) for m in range(70)]
    )
    assert strata(past, past.last, np.array([3.0, 30.0])) == ["onset", "escalation"]
    assert strata(past, past.last, np.array([0.0, 2.0])) == ["quiet", "de-escalation"]


@given(st.floats(0, 1))
def test_every_probability_has_its_word(probability):
    low, high = band(likelihood(probability))
    assert low <= probability <= high


def test_words_follow_each_other():
    assert [likelihood(p) for p in (0.02, 0.3, 0.5, 0.7, 0.97)] == [
        "almost no chance", "unlikely", "roughly even chance", "likely", "almost certain",
    ]  # fmt: skip
    assert [bound for bound, _ in BANDS] == sorted(bound for bound, _ in BANDS)
    with pytest.raises(ValueError, match="no probability"):
        likelihood(1.5)


def quantile_rows(*rows: dict[int, int]) -> np.ndarray:
    """Distributions of POINTS draws each, given as how many draws each number has."""
    return np.array([np.repeat(list(row), list(row.values())) for row in rows], dtype=float)


def test_a_range_that_begins_at_none_leaves_the_whole_tenth_above():
    rows = quantile_rows({0: 100, 5: 80, 90: 20}, {0: 184, 3: 16}, {10: 8, 20: 180, 30: 6, 90: 6})
    low, high = intervals(rows, np.full(3, HELD))
    assert low.tolist() == [0, 0, 20]
    assert high.tolist() == [5, 0, 30]
    assert np.quantile(rows[:2], 0.95, axis=1).tolist() == [90, 3]


def test_an_outcome_is_inside_its_range_above_the_level_it_needs():
    rng = np.random.default_rng(5)
    rows = np.sort(rng.negative_binomial(0.4, 0.02, (300, POINTS)) * rng.integers(0, 2, (300, 1)) + 0.0, axis=1)
    outcomes = np.asarray(rng.negative_binomial(0.4, 0.02, 300), dtype=float)
    for level in (0.8, 0.9, 0.95):
        low, high = intervals(rows, np.full(300, level))
        inside = (outcomes >= low) & (outcomes <= high)
        assert np.array_equal(inside, needed(rows, outcomes) < level)


@pytest.mark.parametrize(("shift", "size"), [(0, 8), (1, 60)])
def test_levels_learnt_from_the_past_hold_nine_in_ten(shift, size):
    rng = np.random.default_rng(6)
    scales = rng.uniform(20, 60, 4000)
    rows = np.sort(rng.poisson(np.repeat(scales[:, None] / 3, POINTS, axis=1) + shift * 20.0), axis=1).astype(float)
    rows[:, :40] *= 1 - shift
    outcomes = rng.negative_binomial(size, size / (size + scales / 3 + shift * 20.0)).astype(float)
    by_kind = learnt(rows[:2000], outcomes[:2000])
    assert set(by_kind) == {1 if shift else 0}
    for found, close in ((by_kind, 0.02), ({}, None)):
        low, high = intervals(rows[2000:], levels(rows[2000:], found))
        held = ((outcomes[2000:] >= low) & (outcomes[2000:] <= high)).mean()
        assert held == pytest.approx(HELD, abs=close) if close else held < HELD - 0.02


def test_no_level_is_learnt_from_few_cases():
    assert learnt(quantile_rows({0: 100, 9: 100}), np.array([9.0])) == {}


def test_whole_numbers_are_held_more_often_than_said_and_drawn_ties_as_often():
    rows = quantile_rows({0: 196, 7: 4})
    outcomes = np.array([0.0] * 98 + [7.0] * 2)
    same = np.repeat(rows, 100, axis=0)
    assert coverage(same, outcomes) == expected_coverage(rows) == pytest.approx(0.98)
    assert drawn_coverage(same, outcomes) == pytest.approx(0.9)
    assert drawn_coverage(same, np.full(100, 9.0)) == 0


def test_a_forecast_learns_weights_and_ranges_from_what_was_known_at_its_cutoff():
    past = history(made_up(160))
    cutoff = START + 130
    seen = []

    def tell(known, at, horizons):
        seen.append((known.last, at))
        return {
            name: np.repeat(floor(known, at, months)[None], len(horizons), axis=0)
            for name, months in (("short", 3), ("long", 24))
        }

    found = forecast_months(past, cutoff, (3, 6, 12), tell)
    assert seen == [(at, at) for at in (cutoff, cutoff - 12, cutoff - 24)]
    assert sum(found.weights.values()) == pytest.approx(1)
    assert (found.ranges[0] <= found.ranges[1]).all()
    assert found.ranges[:, :, past.countries.index("GEO")].max() == 0
    earlier = tried(past.until(cutoff), cutoff, (3, 6, 12), tell)
    assert len(earlier.outcomes) == 6 * len(past.countries)
    assert np.array_equal(forecast_months(past.until(cutoff), cutoff, (3, 6, 12), tell).ranges, found.ranges)
    assert tried(past.until(START + 40), START + 40, (3,), tell) is None


def test_draws_lie_as_far_apart_as_counted_by_pairs():
    rng = np.random.default_rng(7)
    one, other = (
        np.sort(rng.poisson(3, (4, 50)), axis=1).astype(float),
        np.sort(rng.poisson(9, (4, 50)), axis=1).astype(float),
    )
    by_pairs = np.abs(one[:, :, None] - other[:, None, :]).mean()
    weights = pool_weights(Tried({"one": one, "other": other}, np.full(4, 3.0)))
    assert weights["one"] > 0.9
    assert _apart(one, other) == pytest.approx(by_pairs)


def test_a_forecast_carries_the_range_of_its_country_or_else_its_outer_quantiles():
    rows = np.tile(quantile_rows({0: 100, 5: 80, 90: 20}), (1, 2, 1))
    ranges = np.array([[[0.0, 1.0]], [[5.0, 7.0]]])
    found = Distributions(("ARM", "AZE"), START, (3,), rows, ranges, {"short": 1.0})
    (made,) = deaths_by_month(found, "AZE", "deaths.csv")
    assert made.held() == made.interval == (1, 7)
    assert made.model_copy(update={"interval": None}).held() == (0, 90)
    with pytest.raises(ValueError, match="none of a number"):
        made.model_copy(update={"interval": None, "quantiles": ()}).held()
