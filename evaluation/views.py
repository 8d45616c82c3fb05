"""Measures forecasts and alarms on deaths by country and month, after the protocol of the VIEWS prediction challenge.

Of each year from 2018 to 2021 the months are foretold from what was known at the end of the October before: 3 to 14
months ahead. Data: UCDP GED as prepared by VIEWS; not part of the project. The benchmarks are computed in the same run.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import duckdb
import numpy as np
from sklearn.metrics import roc_auc_score

from evaluation.measured import Figure, Measured
from lagebild.assessment.alarms import BASELINE, judge
from lagebild.assessment.history import History, Numbers, history
from lagebild.assessment.members import floor
from lagebild.assessment.monthly import by_method, forecast_months, onset_chances
from lagebild.assessment.scores import coverage, crps, drawn_coverage, expected_coverage

FOLDER = "views"
FILES = ("ged_cm_postpatch.parquet", "cm_actuals_allyears.parquet", "country.parquet")
YEARS, HORIZONS = range(2018, 2022), tuple(range(3, 15))
QUIET = 60
#: Alarms are judged from 1994 on; an escalation: so many deaths in the next three months, so many times the year
#: before.
FIRST_ALARM, ESCALATION, TIMES, AHEAD, FALSE_ALARMS = 1994, 100, 3, 3, 0.10
FIRST_YEAR = 1980


def measure(folder: Path) -> Measured:
    """Mean CRPS beside the benchmarks', coverage, AUROC of onsets, recall of alarms."""
    past, actual = read(folder)
    figures = {**_forecasts(past.of(actual.countries), actual), **_alarms(past)}
    return Measured({name: Figure(value, low="crps" in name) for name, value in figures.items()})


def read(folder: Path) -> tuple[History, History]:
    """The long history of all countries, and the challenge's own figures of 2018 to 2021."""
    counts, actuals, countries = (folder / name for name in FILES)
    with duckdb.connect() as database:
        names = dict(
            database.execute(f"select country_id, coalesce(isoab, 'c' || country_id) from '{countries}'").fetchall()
        )
        months = database.execute(f"select country_id, month_id, ged_sb from '{actuals}'").fetchall()
        kinds = "ged_best_sb, ged_best_ns, ged_best_os"
        rows = database.execute(
            f"select country_id, month_id, {kinds} from '{counts}' where ged_best_sb is not null"
        ).fetchall()
    long = history((names.get(c, f"c{c}"), _month(m), sb, ns, os) for c, m, sb, ns, os in rows)
    return long, history((names[c], _month(m), deaths, None, None) for c, m, deaths in months)


def _month(number: int) -> int:
    """The project's number of a month that VIEWS counts from January 1980 on."""
    return FIRST_YEAR * 12 + number - 1


def _forecasts(past: History, actual: History) -> Mapping[str, float]:
    tell = lru_cache(maxsize=None)(lambda cutoff: by_method(past.until(cutoff), cutoff, HORIZONS))
    scored: dict[str, list[Numbers]] = {}
    parts: list[tuple[Numbers, Numbers, Numbers]] = []
    for year in YEARS:
        cutoff = (year - 1) * 12 + 9
        ours = forecast_months(past, cutoff, HORIZONS, lambda known, at, horizons: tell(at))  # noqa: ARG005
        others = _benchmarks(past.until(cutoff), cutoff)
        for number, horizon in enumerate(HORIZONS):
            outcome = actual.of_month(cutoff + horizon)
            told = np.isfinite(outcome)
            for name, quantiles in {"crps": ours.quantiles[number], **others}.items():
                scored.setdefault(name, []).append(crps(quantiles[told], outcome[told]))
            parts.append((ours.quantiles[number][told], ours.ranges[:, number, told].T, outcome[told]))
    means = {name: float(np.concatenate(values).mean()) for name, values in scored.items()}
    quantiles, ranges, outcomes = (np.concatenate(part) for part in zip(*parts, strict=True))
    return {**means, **_coverage(quantiles, ranges, outcomes), "onset auroc": _onsets(past)}


def _coverage(quantiles: Numbers, ranges: Numbers, outcomes: Numbers) -> dict[str, float]:
    """Share of outcomes in the ranges that are shown and between the quantiles of 5 and 95 %, beside what the latter
    would hold were every forecast exact: more than 90 %, since whole numbers, most of them zero, cannot be cut there.
    """
    low, high = ranges.T
    inside = (outcomes >= low) & (outcomes <= high)
    return {
        "coverage of 90 %": float(inside.mean()),
        "left out by 90 %": float(1 - inside.mean()),
        "coverage of 90 % beyond 0 to 0": float(inside[high > 0].mean()),
        "coverage of 5 to 95 %": coverage(quantiles, outcomes),
        "coverage of 5 to 95 %, forecasts exact": expected_coverage(quantiles),
        "coverage of 5 to 95 %, ties drawn": drawn_coverage(quantiles, outcomes),
    }


def _benchmarks(known: History, cutoff: int) -> dict[str, Numbers]:
    """The challenge's own: the last months, a Poisson of the last, draws from all countries' last 20 years, nothing."""
    rng = np.random.default_rng(0)
    countries = len(known.countries)
    pooled = known.window(cutoff, 240).ravel()
    return {
        "crps of last 12 months": floor(known, cutoff, 12), "crps of last 36 months": floor(known, cutoff, 36),
        "crps of Poisson": rng.poisson(known.window(cutoff, 1), (countries, 1000)).astype(float),
        "crps of bootstrap": rng.choice(pooled, (countries, 1000)),
        "crps of zero": np.zeros((countries, 1)),
    }  # fmt: skip


def _onsets(past: History) -> float:
    """AUROC of the chance of any death three months ahead, in countries without one for 60 months; monthly cut-offs.

    A model is trained once a year, on what was known when the year began.
    """
    chances: list[Numbers] = []
    happened: list[Numbers] = []
    for year in range(2017, 2021):
        cutoffs = [month for month in range(year * 12, year * 12 + 12) if month + AHEAD <= past.last]
        for cutoff, chance in zip(cutoffs, onset_chances(past, cutoffs, AHEAD), strict=True):
            quiet = past.window(cutoff, QUIET).sum(1) == 0
            chances.append(chance[quiet])
            happened.append((past.of_month(cutoff + AHEAD) > 0)[quiet])
    return float(roc_auc_score(np.concatenate(happened), np.concatenate(chances)))


def _alarms(past: History) -> Mapping[str, float]:
    """Recall of escalations at the threshold that gives a tenth of a false alarm per country and year,
    and a plain z-score's.
    """
    scores: dict[str, list[Numbers]] = {"alarm recall": [], "alarm recall of z-score": []}
    truth: list[Numbers] = []
    first, deaths = FIRST_ALARM * 12 - past.first, past.counted[0]
    months = range(first, deaths.shape[1] - AHEAD)
    for series in deaths:
        judged = {"alarm recall": judge(series, "rate_ratio"), "alarm recall of z-score": judge(series, "ears_c1")}
        for name, judgements in judged.items():
            by_month = {one.period: one.score for one in judgements}
            scores[name].append(np.array([by_month[month] for month in months]))
        truth.append(np.array([_escalates(series, month) for month in months]))
    escalated = np.concatenate(truth)
    allowed = FALSE_ALARMS * len(escalated) / 12
    return {name: _recall(np.concatenate(values), escalated, allowed) for name, values in scores.items()}


def _escalates(series: Numbers, month: int) -> bool:
    after, before = series[month + 1 : month + 1 + AHEAD], series[month - BASELINE : month]
    return bool(after.sum() >= ESCALATION and after.mean() >= TIMES * before.mean())


def _recall(scores: Numbers, truth: Numbers, allowed: float) -> float:
    """Share of what came that is alarmed of before so many false alarms are raised, the highest scores first."""
    hits = truth[np.argsort(-scores, kind="stable")]
    raised = int(np.searchsorted(np.cumsum(np.logical_not(hits)), allowed))
    return float(hits[:raised].sum() / hits.sum())
