"""Histories, scores, pooling and words of likelihood."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.assessment.features import features, months_since, neighbours
from lagebild.assessment.forest import LEVELS, POINTS, quantiles
from lagebild.assessment.history import first_day, history, month_of, read_history
from lagebild.assessment.likelihood import BANDS, band, likelihood
from lagebild.assessment.members import boosting, floor, forest, hurdle
from lagebild.assessment.monthly import best_weights, pool, training_cases
from lagebild.assessment.scores import brier, coverage, crps, log_score, reliability, strata
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
    past = history([("ARM", START + m, 0.0, None, None) for m in range(70)] + [("AZE", START + m, 10.0, None, None) for m in range(70)])
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
