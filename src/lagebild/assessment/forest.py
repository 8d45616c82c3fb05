"""Quantile regression forest: what followed in the past cases that the trees find alike.

Meinshausen (2006), Quantile Regression Forests, Journal of Machine Learning Research 7: a case's distribution is
that of the training cases in its leaves, each weighted by its share of the leaf, averaged over the trees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestRegressor

from lagebild.assessment.features import LEVEL
from lagebild.assessment.history import Numbers

Places = NDArray[np.int64]
#: Levels of the quantiles by which a distribution is kept: the middles of so many equal parts.
POINTS = 200
LEVELS = (np.arange(POINTS) + 0.5) / POINTS


@dataclass(frozen=True)
class ForestSettings:
    """Size of the forest; ``relative`` has what followed scaled by how much worse or better the level was."""

    trees: int = 60
    leaf: int = 20
    columns: float = 0.4
    share: float = 0.5
    relative: bool = False
    seed: int = 0


def forest_quantiles(
    cases: Numbers, deaths: Numbers, weights: Numbers, wanted: Numbers, settings: ForestSettings
) -> Numbers:
    """Quantiles of the deaths of the wanted cases, shape (wanted, POINTS), learnt from past cases."""
    level = cases[:, LEVEL] if settings.relative else np.zeros(len(cases))
    model = RandomForestRegressor(
        settings.trees, min_samples_leaf=settings.leaf, max_features=settings.columns, max_samples=settings.share,
        random_state=settings.seed,
    )  # fmt: skip
    model.fit(cases, np.log1p(deaths) - level, sample_weight=weights)
    leaves, reached = model.apply(cases), model.apply(wanted)
    orders = np.argsort(leaves, axis=0, kind="stable")
    ordered = np.take_along_axis(leaves, orders, axis=0)
    found = np.empty((len(wanted), POINTS))
    for number, row in enumerate(wanted):
        alike, shares = _alike(ordered, orders, reached[number], weights)
        outcomes = deaths[alike]
        if settings.relative:
            outcomes = np.where(outcomes > 0, outcomes * np.exp(row[LEVEL] - cases[alike, LEVEL]), 0)
        found[number] = quantiles(outcomes, shares)
    return found


def _alike(ordered: Places, orders: Places, reached: Places, weights: Numbers) -> tuple[Places, Numbers]:
    """The cases in the leaves that a case reaches, each with its share of its leaf."""
    found, shares = [], []
    for tree, leaf in enumerate(reached):
        inside = orders[slice(*np.searchsorted(ordered[:, tree], [leaf, leaf + 1])), tree]
        found.append(inside)
        shares.append(weights[inside] / weights[inside].sum())
    return np.concatenate(found), np.concatenate(shares)


def quantiles(outcomes: Numbers, weights: Numbers) -> Numbers:
    """Quantiles of weighted outcomes at ``LEVELS``."""
    order = np.argsort(outcomes, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return outcomes[order][np.minimum(np.searchsorted(reached, LEVELS), len(order) - 1)]
