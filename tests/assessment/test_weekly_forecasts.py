"""Forecasts for one to four weeks: what must hold for any course, and how they fare on courses made up by known rules."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.assessment.outlook import (
    FORCE_MEASURE,
    LEAST,
    LEVELS,
    MODERATE_PAST,
    MOST,
    SHORTEST_PAST,
    WEEK,
    WEEKS,
    Forecast,
    chance_of_force,
    deaths_by_week,
    further_force,
    share_of_weeks,
)
from lagebild.assessment.scores import reliability

CUTOFF = dt.date(2022, 9, 13)
COURSES = st.lists(st.sampled_from([0, 0, 0, 1, 2, 9]), min_size=0, max_size=90)


def ids(counts: list[int]) -> list[list[str]]:
    """Names for the events of each day."""
    return [[f"{day}.{number}" for number in range(count)] for day, count in enumerate(counts)]


def force(counts: list[int]) -> tuple[Forecast, ...]:
    return further_force("A and B", counts, ids(counts), CUTOFF)


def deaths(counts: list[int]) -> tuple[Forecast, ...]:
    return deaths_by_week("A and B", counts, [3] * sum(counts), ids(counts), CUTOFF)


@settings(deadline=None, max_examples=60)
@given(COURSES)
def test_any_course_gives_four_proper_weeks_or_none(counts: list[int]) -> None:
    found = force(counts)
    assert len(found) == (WEEKS if len(counts) >= SHORTEST_PAST and any(counts) else 0)
    for week, one in enumerate(found):
        assert (one.start, one.end) == tuple(CUTOFF + dt.timedelta(days=week * WEEK + day) for day in (1, WEEK))
        assert one.probability is not None
        assert one.range is not None
        assert LEAST <= one.range[0] <= one.probability <= one.range[1] <= MOST
        assert set(one.inputs) == {ident for day in ids(counts) for ident in day}
    assert len({one.id for one in found}) == len(found)
    assert found == force(counts)


@settings(deadline=None, max_examples=10)
@given(COURSES)
def test_numbers_of_killed_grow_with_their_level(counts: list[int]) -> None:
    found = deaths(counts)
    assert len(found) == len(force(counts))
    for one in found:
        assert tuple(level for level, _ in one.quantiles) == LEVELS
        values = [value for _, value in one.quantiles]
        assert values[0] >= 0
        assert values == sorted(values)
    assert found == deaths(counts)


@settings(deadline=None, max_examples=60)
@given(COURSES.filter(lambda counts: len(counts) >= SHORTEST_PAST))
def test_farther_weeks_come_nearer_to_the_whole_past(counts: list[int]) -> None:
    series = np.array(counts, dtype=float)
    weeks = [chance_of_force(series, week) for week in (*range(1, WEEKS + 1), 60)]
    steps = np.diff(weeks)
    assert (steps >= -1e-12).all() or (steps <= 1e-12).all()


@settings(deadline=None, max_examples=60)
@given(COURSES.filter(lambda counts: len(counts) >= SHORTEST_PAST), st.data())
def test_more_force_in_the_past_never_lowers_a_chance(counts: list[int], data: st.DataObject) -> None:
    more = list(counts)
    more[data.draw(st.integers(0, len(counts) - 1))] += 1
    one, other = np.array(counts, dtype=float), np.array(more, dtype=float)
    assert all(chance_of_force(other, week) >= chance_of_force(one, week) for week in range(1, WEEKS + 1))
    assert share_of_weeks(other) >= share_of_weeks(one)


def test_confidence_is_moderate_only_where_the_past_is_long_beside_the_time_ahead() -> None:
    def confidence(weeks: int) -> list[str]:
        return [one.confidence for one in force([1] * (weeks * WEEK))]

    assert confidence(MODERATE_PAST - 1) == ["low"] * WEEKS
    assert confidence(MODERATE_PAST) == ["moderate", "low", "low", "low"]
    assert confidence(MODERATE_PAST * WEEKS) == ["moderate"] * WEEKS


def steady(rng: np.random.Generator, days: int) -> np.ndarray:
    """Events at one rate, from one in fifty days to one a day."""
    return rng.poisson(rng.choice([0.02, 0.05, 0.1, 0.3, 1.0]), days)


def mixed(rng: np.random.Generator, days: int) -> np.ndarray:
    """Events at a rate that differs from course to course, most of them nearly quiet: a hurdle to the first event."""
    return rng.poisson(rng.gamma(0.3, 0.6), days)


def in_spells(rng: np.random.Generator, days: int) -> np.ndarray:
    """Spells of fighting of ten days and of quiet of three weeks, on average."""
    counts: list[int] = []
    fighting = bool(rng.random() < 0.5)
    while len(counts) < days:
        length, rate = int(rng.geometric(1 / 10 if fighting else 1 / 21)), rng.gamma(1, 1.5) + 0.3 if fighting else 0.01
        counts += rng.poisson(rate, length).tolist()
        fighting = not fighting
    return np.array(counts[:days])


def calibration(make: Callable[..., np.ndarray], past: int, week: int, courses: int = 500) -> float:
    """How far forecasts are from what came of them on average, by fifths of the probabilities."""
    rng, chances, came = np.random.default_rng(7), [], []
    for _ in range(courses):
        course = make(rng, past + WEEKS * WEEK)
        found = force(course[:past].tolist())
        if found:
            chances.append(found[week - 1].probability)
            came.append(bool(course[past + (week - 1) * WEEK : past + week * WEEK].any()))
    bins = reliability(np.array(chances), np.array(came, dtype=float), 5)
    return sum(number * abs(mean - share) for mean, share, number in bins) / len(chances)


@pytest.mark.parametrize("week", [1, 4])
@pytest.mark.parametrize(("make", "past", "most"), [
    (steady, 28, 0.09), (steady, 84, 0.07), (mixed, 28, 0.09), (mixed, 84, 0.07),
])  # fmt: skip
def test_what_is_foretold_comes_as_often_as_said(
    make: Callable[..., np.ndarray], past: int, most: float, week: int
) -> None:
    assert calibration(make, past, week) <= most


@pytest.mark.parametrize(("past", "week", "most"), [(56, 1, 0.18), (112, 1, 0.15), (112, 4, 0.16)])
def test_where_fighting_comes_in_spells_forecasts_are_off_by_no_more_than_is_told(
    past: int, week: int, most: float
) -> None:
    assert calibration(in_spells, past, week) <= most


def test_numbers_of_killed_lie_in_their_interval_as_often_as_said() -> None:
    rng, inside = np.random.default_rng(7), []
    for _ in range(100):
        course = rng.poisson(rng.choice([0.1, 0.3, 1.0]), 56 + WEEK)
        for one in deaths(course[:56].tolist())[:1]:
            inside.append(one.quantiles[0][1] <= 3 * course[56:].sum() <= one.quantiles[-1][1])
    assert 0.85 <= np.mean(inside) <= 1


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with every second article of the situation corpus."""
    from lagebild import pipeline
    from lagebild.settings import Settings
    from lagebild.store import Store

    articles = Path(__file__).parents[2] / "evaluation" / "gold" / "situation_dev" / "articles.jsonl"
    folder = tmp_path_factory.mktemp("weekly")
    some = folder / "articles.jsonl"
    some.write_text("".join(articles.read_text("utf-8").splitlines(keepends=True)[::2]), "utf-8")
    url = f"sqlite:///{folder / 'store.sqlite'}"
    with Store.open(url) as store:
        for _ in pipeline.code_documents(pipeline.read_documents([str(some)], Settings()), store=store):
            pass
    return url


def test_along_a_real_course_there_is_a_forecast_or_a_reason(corpus: str) -> None:
    from lagebild import pipeline
    from lagebild.sources.moments import read_moment
    from lagebild.store import Store

    with Store.open(corpus) as store:
        days = [CUTOFF + dt.timedelta(days=number) for number in range(-1, 10)]
        found = [pipeline.assess(pipeline.stored(store), as_of=read_moment(str(day))).assessment for day in days]
    for day, one in zip(days, found, strict=True):
        weekly = [each for each in one.forecasts if each.measure == FORCE_MEASURE]
        assert len(weekly) == (0 if one.not_foretold else WEEKS), day
        assert all(each.cutoff == day < each.start for each in weekly)
        assert all(each.confidence == "low" for each in weekly), "eleven days are a short past"
    short = [one.not_foretold for one in found if one.not_foretold]
    assert short, "the first days are too short a past"
    assert all("days" in reason or "hours" in reason or "no act of force" in reason for reason in short)
    assert found[-1].not_foretold is None
    known = {event for each in found[-1].forecasts if each.measure == FORCE_MEASURE for event in each.inputs}
    assert known, "a forecast names the events it rests on"
