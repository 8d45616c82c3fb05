"""Deaths 3 to 14 and more months ahead, by country, from monthly histories.

Several methods learn from what was known at the cut-off only. Their distributions are pooled with weights that would
have given the best mean CRPS at the cut-offs of the years before (linear pool; Gneiting and Ranjan 2013, Electronic
Journal of Statistics 7): the score of a pool is quadratic in its weights, so that the best weights follow exactly. How
wide the pool's ranges must be is learnt from the same cut-offs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from scipy.optimize import minimize

from lagebild.assessment import intervals, members
from lagebild.assessment.features import features
from lagebild.assessment.forest import LEVELS, POINTS
from lagebild.assessment.history import History, Numbers

VERSION = "2"
#: Months between the cut-offs that training cases are taken from, and months of the past that a case needs.
STEP, PAST = 3, 36
#: Share of training cases without any death near them that is kept; their weight makes up for it.
KEPT_QUIET = 0.25
#: Cut-offs before the forecast's own whose scores give the weights, in months back.
EARLIER = (12, 24)
#: Horizons that one model is trained for together.
TOGETHER = 4
SEED = 1

Method = Callable[[Numbers, Numbers, Numbers, Numbers], Numbers]
Teller = Callable[[History, int, tuple[int, ...]], Mapping[str, Numbers]]
LEARNERS: Mapping[str, Method] = {"forest": members.forest, "boosting": members.boosting, "hurdle": members.hurdle}


@dataclass(frozen=True)
class Distributions:
    """Quantiles of deaths per month, shape (horizons, countries, POINTS), with the weights of the methods behind them.

    ``ranges`` are the lowest and highest number that nine outcomes in ten lie between, shape (2, horizons, countries).
    """

    countries: tuple[str, ...]
    cutoff: int
    horizons: tuple[int, ...]
    quantiles: Numbers
    ranges: Numbers
    weights: Mapping[str, float]

    def chance(self, more_than: float = 0) -> Numbers:
        """Probability of more than so many deaths, shape (horizons, countries)."""
        return np.asarray((self.quantiles > more_than).mean(2))


def forecast_months(past: History, cutoff: int, horizons: Sequence[int], tell: Teller | None = None) -> Distributions:
    """Distributions of deaths so many months after the cut-off, from nothing after it.

    ``tell`` may give the methods' distributions in the place of ``by_method``, one that remembers them say.
    """
    known, tell = past.until(cutoff), tell or by_method
    own = tell(known, cutoff, tuple(horizons))
    earlier = tried(known, cutoff, tuple(horizons), tell)
    weights = pool_weights(earlier)
    pooled = np.stack([_pooled({name: own[name][h] for name in own}, weights) for h in range(len(horizons))])
    levels = intervals.learnt(_pooled(earlier.found, weights), earlier.outcomes) if earlier is not None else {}
    ranges = intervals.intervals(pooled, intervals.levels(pooled, levels))
    return Distributions(past.countries, cutoff, tuple(horizons), pooled, ranges, weights)


def by_method(past: History, cutoff: int, horizons: tuple[int, ...]) -> Mapping[str, Numbers]:
    """Quantiles of every method and of the floors, shape (horizons, countries, POINTS) each."""
    known = past.until(cutoff)
    found: dict[str, Numbers] = {
        f"last {months} months": np.repeat(members.floor(known, cutoff, months)[None], len(horizons), axis=0)
        for months in (members.FLOOR // 2, members.FLOOR)
    }
    parts: dict[str, list[Numbers]] = {name: [] for name in LEARNERS}
    for group in _groups(horizons):
        cases, deaths, weights = training_cases(known, group)
        now = features(known, cutoff)
        wanted = np.concatenate([np.c_[now, np.full(len(now), horizon)] for horizon in group])
        for name, learner in LEARNERS.items():
            parts[name].append(learner(cases, deaths, weights, wanted).reshape(len(group), len(now), POINTS))
    return {**found, **{name: np.concatenate(each) for name, each in parts.items()}}


def _groups(horizons: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(horizons), TOGETHER):
        yield horizons[first : first + TOGETHER]


def training_cases(past: History, horizons: Sequence[int], step: int = STEP) -> tuple[Numbers, Numbers, Numbers]:
    """Features with the horizon as last column, deaths that followed, and weights of past cases."""
    rng = np.random.default_rng(SEED)
    rows: list[Numbers] = []
    followed: list[Numbers] = []
    known: dict[int, Numbers] = {}
    for horizon in horizons:
        for month in range(past.last - horizon, past.first + PAST - 1, -step):
            if month not in known:
                known[month] = features(past, month)
            outcome = past.of_month(month + horizon)
            told = np.isfinite(outcome)
            rows.append(np.c_[known[month], np.full(len(outcome), horizon)][told])
            followed.append(outcome[told])
    cases, deaths = np.concatenate(rows), np.concatenate(followed)
    lively = (cases[:, 15] > 0) | (deaths > 0)
    kept = lively | (rng.random(len(deaths)) < KEPT_QUIET)
    return cases[kept], deaths[kept], np.where(lively, 1.0, 1 / KEPT_QUIET)[kept]


def onset_chances(past: History, cutoffs: Sequence[int], horizon: int) -> list[Numbers]:
    """Chance of any death so many months after each cut-off, by country,
    from one model trained on what was known at the first.
    """
    known = past.until(cutoffs[0])
    cases, deaths, weights = training_cases(known, (horizon,), step=1)
    asked = [np.c_[features(past.until(month), month), np.full(len(past.countries), horizon)] for month in cutoffs]
    return np.split(members.chance(cases, deaths, weights, np.concatenate(asked)), len(cutoffs))


@dataclass(frozen=True)
class Tried:
    """What each method gave at earlier cut-offs, shape (cases, POINTS), and the deaths that came."""

    found: Mapping[str, Numbers]
    outcomes: Numbers


def tried(past: History, cutoff: int, horizons: tuple[int, ...], tell: Teller) -> Tried | None:
    """Forecasts at the earlier cut-offs of months that are known by now; None where there are none yet."""
    found: dict[str, list[Numbers]] = {}
    outcomes: list[Numbers] = []
    for earlier in (cutoff - back for back in EARLIER):
        known = [number for number, horizon in enumerate(horizons) if earlier + horizon <= cutoff]
        if earlier - past.first < 2 * PAST or not known:
            continue
        given = tell(past.until(earlier), earlier, horizons)
        for number in known:
            outcome = past.of_month(earlier + horizons[number])
            told = np.isfinite(outcome)
            outcomes.append(outcome[told])
            for name, quantiles in given.items():
                found.setdefault(name, []).append(quantiles[number][told])
    if not outcomes:
        return None
    return Tried({name: np.concatenate(parts) for name, parts in found.items()}, np.concatenate(outcomes))


def pool_weights(earlier: Tried | None) -> dict[str, float]:
    """Weights of the methods that would have been best at earlier cut-offs; equal ones where nothing is known yet."""
    if earlier is None:
        names = [f"last {members.FLOOR} months", *LEARNERS]
        return dict.fromkeys(names, 1 / len(names))
    draws = list(earlier.found.values())
    from_outcome = np.array([np.abs(each - earlier.outcomes[:, None]).mean() for each in draws])
    between = np.zeros((len(draws), len(draws)))
    for one, other in combinations_with_replacement(range(len(draws)), 2):
        between[one, other] = between[other, one] = _apart(draws[one], draws[other])
    return dict(zip(earlier.found, map(float, best_weights(from_outcome, between)), strict=True))


def _apart(one: Numbers, other: Numbers) -> float:
    """Mean absolute difference of independent draws from two sets of quantiles, over the cases."""
    merged = np.concatenate([one, other], axis=1)
    order = np.argsort(merged, axis=1)
    p = np.cumsum(order < one.shape[1], axis=1)[:, :-1] / one.shape[1]
    q = np.cumsum(order >= one.shape[1], axis=1)[:, :-1] / other.shape[1]
    steps = np.diff(np.take_along_axis(merged, order, axis=1), axis=1)
    return float((steps * (p * (1 - q) + q * (1 - p))).sum(1).mean())


def best_weights(from_outcome: Numbers, between: Numbers) -> Numbers:
    """Weights of a pool, none below 0 and 1 together, that make its mean CRPS smallest."""
    count = len(from_outcome)
    found = minimize(
        lambda w: float(w @ from_outcome - 0.5 * w @ between @ w), np.full(count, 1 / count),
        jac=lambda w: from_outcome - between @ w, bounds=[(0, 1)] * count,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1}, method="SLSQP",
    )  # fmt: skip
    weights = np.clip(found.x, 0, 1)
    return np.asarray(weights / weights.sum())


def _pooled(found: Mapping[str, Numbers], weights: Mapping[str, float]) -> Numbers:
    return pool([found[name] for name in weights], list(weights.values()))


def pool(parts: Sequence[Numbers], weights: Sequence[float]) -> Numbers:
    """Quantiles of the mixture of several distributions, shape (cases, POINTS)."""
    draws = np.concatenate(parts, axis=1)
    shares = np.concatenate([
        np.full(part.shape[1], weight / part.shape[1]) for part, weight in zip(parts, weights, strict=True)
    ])  # fmt: skip
    order = np.argsort(draws, axis=1, kind="stable")
    reached = np.cumsum(shares[order], axis=1)
    places = np.stack([np.searchsorted(row, LEVELS) for row in reached])
    return np.take_along_axis(np.take_along_axis(draws, order, axis=1), np.minimum(places, draws.shape[1] - 1), axis=1)
