"""The methods that a forecast is combined from:
each gives quantiles of deaths for cases described by their features.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np
import statsmodels.api as sm
from scipy import stats
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier, HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from lagebild.assessment.features import LEVEL
from lagebild.assessment.forest import LEVELS, POINTS, ForestSettings, forest_quantiles
from lagebild.assessment.history import History, Numbers

#: Months whose deaths are the floor, the distribution that every other method has to beat.
FLOOR = 12
#: Features of the hurdle model: levels of 1, 3, 12 and 60 months, share of months with deaths, since when none, the
#: neighbours' level, the horizon (last column).
HURDLE_COLUMNS = (0, 2, LEVEL, LEVEL + 1, 18, 32, 36, -1)
#: Quantiles that the boosted trees are trained for; those between are interpolated on the scale of log(1 + deaths).
BOOSTED_LEVELS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
BOOSTING: Mapping[str, float] = {
    "learning_rate": 0.06, "max_iter": 120, "max_leaf_nodes": 15, "min_samples_leaf": 60, "max_bins": 63,
    "random_state": 0,
}  # fmt: skip
MOST_DEATHS = 1e5


def floor(past: History, month: int, length: int = FLOOR) -> Numbers:
    """Deaths of the last months as quantiles, shape (countries, POINTS)."""
    return np.quantile(past.window(month, length), LEVELS, axis=1).T


def forest(cases: Numbers, deaths: Numbers, weights: Numbers, wanted: Numbers) -> Numbers:
    """Quantile regression forest on log(1 + deaths)."""
    return forest_quantiles(cases, deaths, weights, wanted, ForestSettings())


def hurdle(cases: Numbers, deaths: Numbers, weights: Numbers, wanted: Numbers) -> Numbers:
    """Hurdle negative binomial (Mullahy 1986, Journal of Econometrics 33): logit for any death, one more than a
    negative binomial for how many.
    """
    columns = list(HURDLE_COLUMNS)
    mean, spread = cases[:, columns].mean(0), cases[:, columns].std(0) + 1e-9
    known, asked = (sm.add_constant((rows[:, columns] - mean) / spread, has_constant="add") for rows in (cases, wanted))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        some = sm.GLM(deaths > 0, known, family=sm.families.Binomial(), freq_weights=weights).fit(maxiter=50)
        above = deaths > 0
        dispersion = 1.0
        for _ in range(4):
            family = sm.families.NegativeBinomial(alpha=dispersion)
            many = sm.GLM(deaths[above] - 1, known[above], family=family, freq_weights=weights[above]).fit(maxiter=50)
            excess = ((deaths[above] - 1 - many.mu) ** 2 - many.mu) / np.maximum(many.mu, 0.1) ** 2
            dispersion = float(np.clip(np.average(np.minimum(excess, 50), weights=weights[above]), 0.1, 20))
    chance = np.clip(some.predict(asked), 1e-6, 1 - 1e-6)
    expected = np.clip(many.predict(asked), 1e-3, MOST_DEATHS)
    rest = np.clip((LEVELS[None, :] - (1 - chance[:, None])) / chance[:, None], 0, 1 - 1e-9)
    size = 1 / dispersion
    counts = 1 + stats.nbinom.ppf(rest, size, size / (size + expected[:, None]))
    return np.where(LEVELS[None, :] < 1 - chance[:, None], 0.0, np.minimum(counts, MOST_DEATHS))


def chance(cases: Numbers, deaths: Numbers, weights: Numbers, wanted: Numbers) -> Numbers:
    """Probability that anybody dies, from randomised trees."""
    model = ExtraTreesClassifier(300, min_samples_leaf=15, max_features=0.3, random_state=0)
    return np.asarray(model.fit(cases, deaths > 0, sample_weight=weights).predict_proba(wanted)[:, 1])


def boosting(cases: Numbers, deaths: Numbers, weights: Numbers, wanted: Numbers) -> Numbers:
    """Gradient boosted trees: one for whether anybody dies, one for each quantile of how many where somebody does."""
    with threadpool_limits(
        1, user_api="openmp"
    ):  # so small trees lose more by waiting for other threads than they gain
        some, many = _boosted(cases, deaths, weights, wanted)
    chance = np.clip(some, 1e-6, 1)
    found = np.zeros((len(wanted), POINTS))
    for number, row in enumerate(many):
        rest = (LEVELS - (1 - chance[number])) / chance[number]
        counts = np.expm1(np.interp(rest, BOOSTED_LEVELS, row))
        found[number] = np.where(rest > 0, np.clip(np.round(counts), 1, MOST_DEATHS), 0)
    return found


def _boosted(cases: Numbers, deaths: Numbers, weights: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Chance of any death, and log(1 + deaths) at ``BOOSTED_LEVELS`` where there are some."""
    above = deaths > 0
    some = HistGradientBoostingClassifier(**BOOSTING).fit(cases, above, sample_weight=weights)
    change = np.log1p(deaths[above]) - cases[above, LEVEL]
    many = np.stack([
        HistGradientBoostingRegressor(loss="quantile", quantile=level, **BOOSTING)
        .fit(cases[above], change, sample_weight=weights[above]).predict(wanted) + wanted[:, LEVEL]
        for level in BOOSTED_LEVELS
    ], axis=1)  # fmt: skip
    return np.asarray(some.predict_proba(wanted)[:, 1]), np.sort(many, axis=1)
