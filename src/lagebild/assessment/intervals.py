"""Ranges of whole numbers that hold nine outcomes out of ten, from a forecast's quantiles and from what came before.

Between the quantiles of 5 and 95 % lies more than nine tenths where none is likely: nothing can fall below it, and a
country that is quiet but for one month in fifty is inside "0 to 0" 98 times in a hundred. So the whole tenth is left
above a range that begins at none, and half of it at either end of others. How much of a forecast a range must span to
hold nine in ten is learnt from earlier forecasts (split conformal prediction; Vovk, Gammerman and Shafer 2005, Romano,
Patterson and Candès 2019), apart for forecasts with and without a fair chance of no deaths: one level for all would
let quiet countries make up for the others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lagebild.assessment.history import Numbers

Kinds = NDArray[np.int64]
#: Share of outcomes that a range is to hold.
HELD = 0.9
#: Chance of no deaths from which a range begins at none, and from which it needs no more than none.
BEGINS_AT_NONE, ONLY_NONE = (1 - HELD) / 2, HELD
#: Fewest earlier forecasts of a kind that its level is learnt from, and as how many of them the forecast's own word
#: counts: the months of one war are alike, so that few of them are told by what the others did.
ENOUGH, PRIOR = 100, 200
#: Levels are kept between these.
LEAST, MOST = 0.8, 0.99


def kinds(quantiles: Numbers) -> Kinds:
    """What the levels are learnt for apart: 0 where deaths are all but sure, 1 where not, 2 where none are likely."""
    none = (np.round(quantiles) <= 0).mean(-1)
    return np.asarray(np.digitize(none, (BEGINS_AT_NONE, ONLY_NONE)))


def intervals(quantiles: Numbers, levels: Numbers) -> Numbers:
    """Lowest and highest number of each distribution's range, first axis; ``levels`` are shares of it to be spanned."""
    whole = np.sort(np.round(quantiles), axis=-1)
    tail = (1 - levels) / 2
    from_none = kinds(quantiles) > 0
    low = np.where(from_none, 0, _reached(whole, tail, above=True))
    return np.stack([low, _reached(whole, np.where(from_none, levels, 1 - tail), above=False)])


def _reached(whole: Numbers, shares: Numbers, *, above: bool) -> Numbers:
    """Smallest number that at least such a share of draws do not exceed, or (``above``) more than it."""
    count = whole.shape[-1]
    steps = np.round(shares * count, 6)
    places = np.floor(steps) if above else np.ceil(steps) - 1
    return np.asarray(np.take_along_axis(whole, np.clip(places, 0, count - 1).astype(int)[..., None], -1)[..., 0])


def needed(quantiles: Numbers, outcomes: Numbers) -> Numbers:
    """The level above which each outcome is inside its range."""
    whole = np.round(quantiles)
    below, upto = (whole < outcomes[..., None]).mean(-1), (whole <= outcomes[..., None]).mean(-1)
    return np.asarray(np.where(kinds(quantiles) > 0, below, np.maximum(1 - 2 * upto, 2 * below - 1)))


def learnt(quantiles: Numbers, outcomes: Numbers) -> Mapping[int, float]:
    """Level by kind, between that of nine in ten and the one at which the ranges of earlier forecasts held as many;
    none for kinds of too few.
    """
    found: dict[int, float] = {}
    of, needs = kinds(quantiles), needed(quantiles, outcomes)
    for kind in (0, 1):
        past = np.sort(needs[of == kind])
        if len(past) >= ENOUGH:
            place = min(len(past), math.ceil(HELD * (len(past) + 1))) - 1
            level = np.clip(past[place] + 0.5 / quantiles.shape[-1], LEAST, MOST)
            found[kind] = float((level * len(past) + HELD * PRIOR) / (len(past) + PRIOR))
    return found


def levels(quantiles: Numbers, by_kind: Mapping[int, float]) -> Numbers:
    """The level of each distribution; that of nine in ten where none was learnt."""
    return np.asarray(np.array([by_kind.get(kind, HELD) for kind in range(3)])[kinds(quantiles)])
