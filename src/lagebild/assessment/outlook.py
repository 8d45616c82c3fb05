"""Forecasts as they are issued: frozen with cut-off, method, version and the rule by which they will be resolved.

From a situation's own events: whether force between the sides goes on in each of the next four weeks, and how many are
killed. Events of force per day are Gamma-Poisson: past days count half after a week, and a quiet prior is worth a
day, so that the chance of none in a week is ``(r / (r + 7)) ** a`` with ``a`` the weighted events and ``r`` the
weighted days. With every week ahead the level is drawn half way to that of the whole past. The floor is the share of
past weeks with force; the two are averaged with weights that fit their log scores over the past weeks. With a
monthly history: deaths by month.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Sequence

import numpy as np

from lagebild.assessment.history import Numbers, first_day
from lagebild.assessment.intervals import HELD, intervals
from lagebild.assessment.likelihood import Confidence, Likelihood, likelihood
from lagebild.assessment.monthly import VERSION as MONTHLY_VERSION
from lagebild.assessment.monthly import Distributions
from lagebild.assessment.rates import BaseRate
from lagebild.assessment.scores import brier, crps, log_score
from lagebild.model import Frozen

VERSION = "2"
WEEK, WEEKS = 7, 4
HALF_LIFE, PRIOR_EVENTS, PRIOR_DAYS = 7.0, 0.05, 1.0
#: Days of the past with fewer than which nothing is foretold, and weeks of it for each week ahead from which confidence
#: is no longer low: what comes in spells is foretold ever worse the farther it lies ahead.
SHORTEST_PAST, MODERATE_PAST = 7, 8
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
LEAST, MOST = 0.01, 0.99
FORCE_MEASURE, CEASEFIRE_MEASURE, DEATHS_MEASURE = "further fighting", "the ceasefire holding", "killed"
MONTHLY_MEASURE = "deaths"
#: Near precedents from which confidence is no longer low.
SOME_CASES = 10
DRAWS, SEED = 4000, 1
FORCE_RESOLVES = (
    "happens if an event of force between the sides in this span is told of by more than one side's word alone "
    "in documents published up to three days after its end"
)
HOLDS_RESOLVES = (
    "holds if the phase of the last day is calm, tension or ceasefire and no day of the span was one of fighting, "
    "by documents published up to three days after its end"
)
DEATHS_RESOLVES = (
    "the lowest figures of killed that anybody gives for each side, added over the sides and the events of force "
    "between them in this span, in documents published up to three days after its end"
)


class Forecast(Frozen):
    """A probability, or quantiles of a number, for a span of days, as it stood at its cut-off.

    ``range`` is the span of probabilities that the methods gave, ``floor`` that of the simplest method, ``interval``
    the lowest and highest number that nine outcomes in ten lie between, ``inputs`` what it was made from: events or
    data.
    """

    id: str
    about: str
    measure: str
    start: dt.date
    end: dt.date
    cutoff: dt.date
    method: str
    version: str
    resolution: str
    probability: float | None = None
    range: tuple[float, float] | None = None
    floor: float | None = None
    word: Likelihood | None = None
    quantiles: tuple[tuple[float, float], ...] = ()
    interval: tuple[float, float] | None = None
    confidence: Confidence
    because: str
    inputs: tuple[str, ...] = ()

    def held(self) -> tuple[float, float]:
        """The interval; the outer quantiles where a forecast was frozen without one. Raises ValueError without any."""
        if self.interval is None and not self.quantiles:
            raise ValueError(f"forecast {self.id} is none of a number")
        return self.interval or (self.quantiles[0][1], self.quantiles[-1][1])


class Resolved(Frozen):
    """A forecast with what came and its scores; ``brier`` and ``log`` of a probability, ``crps`` of quantiles."""

    forecast: Forecast
    outcome: float
    brier: float | None = None
    log: float | None = None
    crps: float | None = None


def further_force(
    about: str, counts: Sequence[int], ids: Sequence[Sequence[str]], cutoff: dt.date
) -> tuple[Forecast, ...]:
    """Chances of force in each of the next four weeks; none where the past is too short or holds no force.

    ``counts`` are events of force on successive days, the last of which is the cut-off, ``ids`` these events.
    """
    if len(counts) < SHORTEST_PAST or not any(counts):
        return ()
    series = np.asarray(counts, dtype=float)
    share = _weight_of_counts(series)
    inputs = tuple(dict.fromkeys(ident for day in ids for ident in day))
    found = []
    for week in range(1, WEEKS + 1):
        by_counts, by_share = chance_of_force(series, week), share_of_weeks(series)
        chance = share * by_counts + (1 - share) * by_share
        start = cutoff + dt.timedelta(days=1 + (week - 1) * WEEK)
        found.append(
            _probability(
                about, FORCE_MEASURE, (start, start + dt.timedelta(days=WEEK - 1)), cutoff, chance,
                (by_counts, by_share), inputs, method="discounted counts and share of weeks",
                confidence="moderate" if len(series) / WEEK >= MODERATE_PAST * week else "low",
                because=f"it rests on {len(inputs)} events in {len(series) / WEEK:.1f} weeks",
                resolution=FORCE_RESOLVES, floor=by_share,
            )
        )  # fmt: skip
    return tuple(found)


def ceasefire_holds(about: str, near: BaseRate | None, overall: BaseRate | None, cutoff: dt.date) -> Forecast | None:
    """Chance that a ceasefire in force still holds after thirty days; None without any precedent.

    The mean of how often it did in near precedents and in all, one case of either outcome added to each.
    """
    rates = [rate for rate in (near, overall) if rate is not None and rate.cases]
    if not rates:
        return None
    chance = sum((len(rate.held) + 1) / (rate.cases + 2) for rate in rates) / len(rates)
    wide, cases = rates[-1], near.cases if near is not None else 0
    bounds = [bound for rate in rates for bound in (rate.low, rate.high) if bound is not None]
    inputs = tuple(dict.fromkeys(ident for rate in rates for ident in (*rate.held, *rate.failed)))
    span = cutoff + dt.timedelta(days=1), cutoff + dt.timedelta(days=wide.after_days)
    return _probability(
        about, CEASEFIRE_MEASURE, span, cutoff, chance, bounds, inputs,
        method="share of precedents", confidence="moderate" if cases >= SOME_CASES else "low",
        because=f"it rests on {cases} near precedents with a ceasefire and {wide.cases} in all",
        resolution=HOLDS_RESOLVES,
    )  # fmt: skip


def deaths_by_week(
    about: str, counts: Sequence[int], killed: Sequence[int], ids: Sequence[Sequence[str]], cutoff: dt.date
) -> tuple[Forecast, ...]:
    """Numbers of killed in each of the next four weeks; none where the past is too short or holds no force.

    ``killed`` are the figures of the past events of force, 0 where none was given. Drawn are a level from the counts,
    a number of events from the level, and as many past figures, always from the same seed.
    """
    if len(counts) < SHORTEST_PAST or not any(counts):
        return ()
    series, rng = np.asarray(counts, dtype=float), np.random.default_rng(SEED)
    inputs = tuple(dict.fromkeys(ident for day in ids for ident in day))
    found = []
    for week in range(1, WEEKS + 1):
        size, days = _level(series, week)
        events = rng.poisson(rng.gamma(size, WEEK / days, DRAWS))
        drawn = np.concatenate([[0.0], rng.choice(np.asarray(killed, dtype=float), events.sum()).cumsum()])
        draws = drawn[events.cumsum()] - drawn[events.cumsum() - events]
        start = cutoff + dt.timedelta(days=1 + (week - 1) * WEEK)
        span = start, start + dt.timedelta(days=WEEK - 1)
        found.append(Forecast(
            id=_name(about, DEATHS_MEASURE, span, cutoff), about=about, measure=DEATHS_MEASURE,
            start=span[0], end=span[1], cutoff=cutoff,
            method="discounted counts with past figures of killed", version=VERSION,
            quantiles=tuple((level, round(float(np.quantile(draws, level)), 1)) for level in LEVELS),
            interval=_pair(intervals(draws, np.asarray(HELD))),
            confidence="low", because=f"it rests on {len(killed)} events of force and their figures",
            resolution=DEATHS_RESOLVES, inputs=inputs,
        ))  # fmt: skip
    return tuple(found)


def chance_of_force(series: Numbers, week: int) -> float:
    """Probability of any event of force in the week so many weeks ahead, by discounted Gamma-Poisson counts."""
    size, days = _level(series, week)
    return float(1 - (days / (days + WEEK)) ** size)


def _level(series: Numbers, week: int) -> tuple[float, float]:
    """Shape (events) and rate (days) of the Gamma distribution of events of force per day, so many weeks ahead."""
    weights = 0.5 ** (np.arange(len(series))[::-1] / HALF_LIFE)
    events, days = float(series @ weights) + PRIOR_EVENTS, float(weights.sum()) + PRIOR_DAYS
    level, whole = events / days, (float(series.sum()) + PRIOR_EVENTS) / (len(series) + PRIOR_DAYS)
    return (whole + (level - whole) * 0.5 ** (week - 1)) * days, days


def share_of_weeks(series: Numbers) -> float:
    """Share of past weeks with any event of force,
    counted back from the last day; one half of a week is added to both.
    """
    weeks = [series[max(0, end - WEEK) : end].any() for end in range(len(series), 0, -WEEK)]
    return (sum(weeks) + 0.5) / (len(weeks) + 1)


def _weight_of_counts(series: Numbers) -> float:
    """Weight of the counts against the share of weeks,
    by their likelihoods over the past weeks that can be foretold.
    """
    gained = 0.0
    for end in range(len(series) - WEEK, SHORTEST_PAST, -WEEK):
        past, came = series[:end], bool(series[end : end + WEEK].any())
        gained += log_score(share_of_weeks(past), came) - log_score(chance_of_force(past, 1), came)
    return 1 / (1 + math.exp(-gained))


def _probability(
    about: str, measure: str, span: tuple[dt.date, dt.date], cutoff: dt.date, chance: float, spread: Sequence[float],
    inputs: tuple[str, ...], *, method: str, confidence: Confidence, because: str, resolution: str,
    floor: float | None = None,
) -> Forecast:  # fmt: skip
    chance = round(min(max(chance, LEAST), MOST), 2)
    low, high = (round(min(max(bound, LEAST), MOST), 2) for bound in (min(spread), max(spread)))
    return Forecast(
        id=_name(about, measure, span, cutoff), about=about, measure=measure, start=span[0], end=span[1], cutoff=cutoff,
        method=method, version=VERSION, probability=chance, range=(min(low, chance), max(high, chance)),
        word=likelihood(chance), confidence=confidence, because=because, resolution=resolution, inputs=inputs,
        floor=round(floor, 3) if floor is not None else None,
    )  # fmt: skip


def _name(about: str, measure: str, span: tuple[dt.date, dt.date], cutoff: dt.date) -> str:
    text = "\n".join([about, measure, *map(str, span), str(cutoff), VERSION])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def deaths_by_month(found: Distributions, country: str, source: str) -> tuple[Forecast, ...]:
    """A forecast of deaths for each month of a country; raises ValueError where the history has not got it."""
    place = found.countries.index(country)
    cutoff = _last_day(found.cutoff)
    methods = ", ".join(f"{name} {weight:.2f}" for name, weight in found.weights.items() if weight >= 0.005)
    made = []
    for number, horizon in enumerate(found.horizons):
        draws = found.quantiles[number, place]
        start, end = first_day(found.cutoff + horizon), _last_day(found.cutoff + horizon)
        chance = round(min(max(float((draws > 0).mean()), LEAST), MOST), 3)
        made.append(Forecast(
            id=_name(country, MONTHLY_MEASURE, (start, end), cutoff), about=country,
            measure=MONTHLY_MEASURE, start=start, end=end, cutoff=cutoff, method=f"pool of {methods}",
            version=MONTHLY_VERSION, probability=chance, word=likelihood(chance),
            quantiles=tuple((level, round(float(np.quantile(draws, level)), 1)) for level in LEVELS),
            interval=_pair(found.ranges[:, number, place]),
            confidence="moderate", because="the pool's weights and range come from the two years before",
            resolution="the number of deaths in fighting with a state that the same data give for the month",
            inputs=(source,),
        ))  # fmt: skip
    return tuple(made)


def _pair(bounds: Numbers) -> tuple[float, float]:
    low, high = bounds
    return float(low), float(high)


def _last_day(month: int) -> dt.date:
    return first_day(month + 1) - dt.timedelta(days=1)


def resolve(forecast: Forecast, outcome: float, draws: Numbers | None = None) -> Resolved:
    """The forecast scored by what came:
    1 or 0 for a probability, a number where there are quantiles (or their draws).
    """
    if forecast.quantiles:
        levels, values = (list(part) for part in zip(*forecast.quantiles, strict=True))
        points = draws if draws is not None else np.interp(_MIDDLES, levels, values)
        return Resolved(forecast=forecast, outcome=outcome, crps=float(crps(points[None, :], np.array([outcome]))[0]))
    chance = forecast.probability or 0.0
    return Resolved(
        forecast=forecast, outcome=outcome, brier=brier(chance, outcome > 0), log=log_score(chance, outcome > 0)
    )


#: Levels at which a distribution known by a few quantiles is read off to be scored.
_MIDDLES = (np.arange(100) + 0.5) / 100
