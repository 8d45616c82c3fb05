"""Proper scores of forecasts, and how they are broken down."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import scoringrules

from lagebild.assessment.history import History, Numbers

Stratum = Literal["onset", "escalation", "continuation", "de-escalation", "quiet"]
#: Months without a death before which a first one is an onset; ratio from which a level counts as risen or fallen.
QUIET_MONTHS, CHANGE = 60, 2.0
LEAST_PROBABILITY = 1e-4


def crps(quantiles: Numbers, outcomes: Numbers) -> Numbers:
    """Continuous ranked probability score of each forecast, in deaths (Gneiting and Raftery 2007); lower is better."""
    return np.asarray(scoringrules.crps_ensemble(outcomes, quantiles, estimator="qd"), dtype=float)


def brier(probability: float, happened: bool) -> float:
    """Squared distance of a probability from what happened."""
    return (probability - float(happened)) ** 2


def log_score(probability: float, happened: bool) -> float:
    """Minus the logarithm of the probability given to what happened, which is taken for no less than 0.0001."""
    given = probability if happened else 1 - probability
    return -math.log(max(given, LEAST_PROBABILITY))


def coverage(quantiles: Numbers, outcomes: Numbers, share: float = 0.9) -> float:
    """Share of outcomes inside the central interval that ought to hold the given share, its ends included.

    The interval is that of the interval score (Gneiting and Raftery 2007) and of the VIEWS prediction challenge: from
    the quantile of (1 - share) / 2 to that of (1 + share) / 2.
    """
    low, high = _central(quantiles, share)
    return float(np.mean((outcomes >= low) & (outcomes <= high)))


def expected_coverage(quantiles: Numbers, share: float = 0.9) -> float:
    """What ``coverage`` would be were the outcomes drawn from the forecasts themselves."""
    low, high = _central(quantiles, share)
    return float(np.mean((quantiles >= low[:, None]) & (quantiles <= high[:, None])))


def drawn_coverage(quantiles: Numbers, outcomes: Numbers, share: float = 0.9) -> float:
    """Share of outcomes whose place in the forecast is central, where one equal to several draws has a place drawn
    among them: the given share if the forecasts are calibrated, whole numbers or not (randomised probability integral
    transform; Czado, Gneiting and Held 2009). The mean over all such draws.
    """
    whole = np.round(quantiles)
    below, upto = (whole < outcomes[:, None]).mean(1), (whole <= outcomes[:, None]).mean(1)
    low, high = (1 - share) / 2, (1 + share) / 2
    inside = np.clip(np.minimum(upto, high) - np.maximum(below, low), 0, None)
    alone = (below >= low) & (below <= high)
    return float(np.mean(np.where(upto > below, inside / np.maximum(upto - below, 1e-12), alone)))


def _central(quantiles: Numbers, share: float) -> Numbers:
    return np.asarray(np.quantile(quantiles, [(1 - share) / 2, (1 + share) / 2], axis=1))


def reliability(probabilities: Numbers, happened: Numbers, bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean probability, share that happened and number of forecasts of each bin that has any."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    return [
        (float(probabilities[place == n].mean()), float(happened[place == n].mean()), int((place == n).sum()))
        for n in range(bins)
        if (place == n).any()
    ]


def strata(past: History, month: int, outcomes: Numbers) -> list[Stratum]:
    """What each country's outcome was after its past up to a month."""
    long, year = past.window(month, QUIET_MONTHS).sum(1), past.window(month, 12).mean(1)
    return [_stratum(quiet == 0, level, outcome) for quiet, level, outcome in zip(long, year, outcomes, strict=True)]


def _stratum(quiet: bool, level: float, outcome: float) -> Stratum:
    if quiet:
        return "onset" if outcome > 0 else "quiet"
    if outcome > CHANGE * level:
        return "escalation"
    return "de-escalation" if outcome < level / CHANGE else "continuation"
