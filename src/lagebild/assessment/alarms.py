"""Alarms: is what happens now more than what was usual, by methods of public health surveillance.

- ``ears``: EARS C1, C2 and C3 (Hutwagner, Thompson, Seeman and Treadwell 2003, The bioterrorism preparedness and
  response
  Early Aberration Reporting System, Journal of Urban Health 80): distance from the mean of a moving baseline in
  standard deviations, with a gap of two periods for C2, summed over three periods for C3.
- ``farrington``: quasi-Poisson regression with a trend and weights that take past outbreaks out of the baseline,
  bound by
  the two-thirds power transformation (Farrington, Andrews, Beale and Catchpole 1996, JRSS A 159; Noufaily et al. 2013).
- ``negative_binomial``: tail probability under a negative binomial whose mean and dispersion are the baseline's.
- ``changepoint``: Bayesian online changepoint detection (Adams and MacKay 2007, arXiv:0710.3742) with Gamma-Poisson
  counts.
- ``rate_ratio``: logarithm of the ratio of recent to usual level, both drawn towards each other by a Gamma prior
  that is
  worth so many events (the shrunken ratio of DuMouchel 1999, The American Statistician 53), averaged over two spans.

Each method sees only what came before the period that it judges.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import statsmodels.api as sm
from scipy import stats
from scipy.special import gammaln

from lagebild.assessment.history import Numbers

VERSION = "1"
Method = Literal["ears_c1", "ears_c2", "ears_c3", "farrington", "negative_binomial", "changepoint", "rate_ratio"]
#: Periods of the baseline, and of the gap before the judged one in EARS C2 and C3.
BASELINE, GAP = 12, 2
#: Periods of which a baseline consists at least; with fewer nothing is judged.
SHORTEST = 6
#: Standard deviation that counts are credited with at least, so that quiet series do not cry at the first event.
LEAST_DEVIATION = 0.5
#: Thresholds: those of the papers; that of the ratio is half an order of e above the usual level on both spans.
THRESHOLDS: dict[Method, float] = {
    "ears_c1": 3.0, "ears_c2": 3.0, "ears_c3": 2.0, "farrington": 1.0, "negative_binomial": 2.0, "changepoint": 0.5,
    "rate_ratio": 1.0,
}  # fmt: skip
#: Events that the Gamma prior of the ratio is worth; share of the shorter span in the average.
PRIOR_EVENTS, SHORT_SHARE = 10.0, 1 / 3
#: Quantile of the bound of Farrington's method, and standardised residual above which a past period counts less.
BOUND, OUTLYING = 0.99, 2.58
#: Expected length of a regime, in periods, and how many recent periods a new regime may count.
REGIME, FRESH = 50, 2


@dataclass(frozen=True)
class Judgement:
    """What a method says of one period: ``score`` against ``threshold``, and the level that was usual before."""

    method: Method
    period: int
    observed: float
    baseline: float
    score: float
    threshold: float

    @property
    def alarm(self) -> bool:
        """Whether the score reaches the threshold in a period that holds more than was usual."""
        return self.score >= self.threshold and self.observed > self.baseline


def judge(counts: Sequence[float], method: Method) -> list[Judgement]:
    """A judgement of every period that has a long enough past, oldest first; counts of successive periods,
    none negative.
    """
    series = np.asarray(counts, dtype=float)
    score = SCORES[method]
    found = []
    for period in range(SHORTEST, len(series)):
        baseline, value = score(series[: period + 1])
        found.append(Judgement(method, period, float(series[period]), baseline, value, THRESHOLDS[method]))
    return found


def _usual(past: Numbers) -> tuple[float, float]:
    """Mean and standard deviation of the last periods of the baseline."""
    window = past[-BASELINE:]
    return float(window.mean()), max(float(window.std(ddof=1)), LEAST_DEVIATION)


def _c1(series: Numbers) -> tuple[float, float]:
    mean, deviation = _usual(series[:-1])
    return mean, (float(series[-1]) - mean) / deviation


def _c2(series: Numbers) -> tuple[float, float]:
    past = series[: -1 - GAP]
    mean, deviation = _usual(past if len(past) > 2 else series[:-1])
    return mean, (float(series[-1]) - mean) / deviation


def _c3(series: Numbers) -> tuple[float, float]:
    """The excesses of C2 over one standard deviation in the last three periods, added up."""
    recent = [_c2(series[: len(series) - back])[1] for back in range(3) if len(series) - back > SHORTEST]
    return _c2(series)[0], sum(max(0.0, score - 1) for score in recent)


def _farrington(series: Numbers) -> tuple[float, float]:
    """How far the count exceeds what is expected, in units of the distance to the bound; 0 without a past."""
    past, now = series[:-1], float(series[-1])
    if not past.any():
        return 0.0, 0.0 if now == 0 else now / stats.poisson.ppf(BOUND, LEAST_DEVIATION)
    design = sm.add_constant(np.arange(len(past), dtype=float) / len(past), has_constant="add")
    weights = np.ones(len(past))
    for _ in range(2):
        fitted = sm.GLM(past, design, family=sm.families.Poisson(), freq_weights=weights).fit()
        dispersion = max(1.0, float(fitted.pearson_chi2 / max(1.0, weights.sum() - 2)))
        residual = 1.5 * (past ** (2 / 3) - fitted.mu ** (2 / 3)) / (fitted.mu ** (1 / 6) * math.sqrt(dispersion))
        weights = np.where(residual > OUTLYING, (OUTLYING / np.maximum(residual, OUTLYING)) ** 2, 1.0)
    usual = min(float(np.exp(fitted.params.sum())), float(past.max()))
    spread = math.sqrt(4 * dispersion / (9 * max(usual, 1e-9)))
    bound = usual * max(0.0, 1 + stats.norm.ppf(BOUND) * spread) ** 1.5
    return usual, (now - usual) / max(bound - usual, LEAST_DEVIATION)


def _negative_binomial(series: Numbers) -> tuple[float, float]:
    """Minus the decimal logarithm of the probability of at least so many."""
    past, now = series[:-1][-BASELINE:], float(series[-1])
    mean = float(past.mean()) + LEAST_DEVIATION / len(past)
    variance = max(float(past.var(ddof=1)), mean * 1.01)
    size = mean * mean / (variance - mean)
    tail = stats.nbinom.logsf(now - 1, size, size / (size + mean)) if now > 0 else 0.0
    return float(past.mean()), -float(tail) / math.log(10)


def _changepoint(series: Numbers) -> tuple[float, float]:
    """Probability that the level changed within the last periods, if it is now higher; 0 if lower."""
    usual = float(series[:-1][-BASELINE:].mean())
    shape, rate = np.array([1.0]), np.array([1.0 / max(float(series.mean()), LEAST_DEVIATION)])
    first_shape, first_rate, weights = shape[0], rate[0], np.array([0.0])
    for count in series:
        fit = _log_predictive(count, shape, rate)
        stays = weights + fit + math.log(1 - 1 / REGIME)
        begins = np.logaddexp.reduce(weights + fit) + math.log(1 / REGIME)
        weights = np.append(begins, stays)
        weights -= np.logaddexp.reduce(weights)
        shape, rate = np.append(first_shape, shape + count), np.append(first_rate, rate + 1)
    fresh = float(np.exp(weights[1 : FRESH + 1]).sum())
    return usual, fresh if series[-FRESH:].mean() > usual else 0.0


def _log_predictive(count: float, shape: Numbers, rate: Numbers) -> Numbers:
    """Log probability of a count where the level has a Gamma distribution: a negative binomial."""
    return np.asarray(
        gammaln(count + shape) - gammaln(shape) - gammaln(count + 1)
        + shape * np.log(rate / (rate + 1)) - count * np.log(rate + 1)
    )  # fmt: skip


def _rate_ratio(series: Numbers) -> tuple[float, float]:
    """Weighted mean of the log ratios of the last period and of the last three to the periods before."""
    usual = float(series[:-1][-BASELINE:].mean())
    short, long = float(series[-1]), float(series[-3:].mean())
    ratios = [math.log((level + PRIOR_EVENTS) / (usual + PRIOR_EVENTS)) for level in (short, long)]
    return usual, SHORT_SHARE * ratios[0] + (1 - SHORT_SHARE) * ratios[1]


SCORES: dict[Method, Callable[[Numbers], tuple[float, float]]] = {
    "ears_c1": _c1, "ears_c2": _c2, "ears_c3": _c3, "farrington": _farrington,
    "negative_binomial": _negative_binomial, "changepoint": _changepoint, "rate_ratio": _rate_ratio,
}  # fmt: skip


def detection_delay(judgements: Sequence[Judgement], onset: int) -> int | None:
    """Periods from the onset of an escalation to the first alarm; None where it was never raised."""
    return next((one.period - onset for one in judgements if one.alarm and one.period >= onset), None)
