"""What came of earlier forecasts, and how good they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from lagebild.assessment.outlook import FORCE_MEASURE, Forecast, Resolved, resolve
from lagebild.assessment.scores import brier, reliability
from lagebild.model import Document, Frozen

#: Days after the end of a forecast's span for which documents are waited for.
WAITING = dt.timedelta(days=3)


class Reliability(Frozen):
    """Forecasts whose probability fell into one of ten equal bins: mean probability, share that came, how many."""

    probability: float
    came: float
    forecasts: int


class TrackRecord(Frozen):
    """The mean scores of forecasts whose time has come; ``resolved`` are all of them, ``made`` all that were issued.

    ``brier`` and ``log`` are of probabilities, ``floor`` is the Brier score that the simplest method would have had for
    the same forecasts, ``crps`` of numbers.
    """

    made: int = 0
    resolved: tuple[Resolved, ...]
    brier: float | None
    log: float | None
    floor: float | None = None
    crps: float | None = None
    reliability: tuple[Reliability, ...] = ()


def what_came(
    due: Sequence[Forecast], force: dict[dt.date, int], documents: Sequence[Document], as_of: dt.date
) -> tuple[Resolved, ...]:
    """Forecasts of further fighting whose time has come, with what did; ``force`` counts events of force by day.

    A forecast for whose span there is no document is left open: nobody can tell.
    """
    told = {doc.published for doc in documents if doc.published is not None}
    found = []
    for one in due:
        if one.measure != FORCE_MEASURE or one.end + WAITING > as_of:
            continue
        if not any(one.start <= day <= one.end + WAITING for day in told):
            continue
        days = [day for day, count in force.items() if count and one.start <= day <= one.end]
        found.append(resolve(one, float(bool(days))))
    return tuple(found)


def track_record(resolved: Sequence[Resolved], made: int = 0) -> TrackRecord:
    """The mean scores of forecasts, and how often what was foretold with each probability came."""
    scored = [one for one in resolved if one.brier is not None and one.log is not None]
    numbers = [one.crps for one in resolved if one.crps is not None]
    spread = round(float(np.mean(numbers)), 2) if numbers else None
    if not scored:
        return TrackRecord(made=made, resolved=tuple(resolved), brier=None, log=None, crps=spread)
    chances = np.array([one.forecast.probability or 0.0 for one in scored])
    came = np.array([one.outcome > 0 for one in scored], dtype=float)
    bins = tuple(
        Reliability(probability=round(mean, 3), came=round(share, 3), forecasts=number)
        for mean, share, number in reliability(chances, came)
    )
    return TrackRecord(
        made=made, resolved=tuple(resolved), reliability=bins, floor=_floor(scored), crps=spread,
        brier=round(float(np.mean([one.brier for one in scored])), 4),
        log=round(float(np.mean([one.log for one in scored])), 4),
    )  # fmt: skip


def _floor(scored: Sequence[Resolved]) -> float | None:
    """The mean Brier score of the simplest method; None where it was not kept for each of the forecasts."""
    floors = [(one.forecast.floor, one.outcome > 0) for one in scored]
    known = [brier(floor, happened) for floor, happened in floors if floor is not None]
    return round(float(np.mean(known)), 4) if len(known) == len(scored) else None
