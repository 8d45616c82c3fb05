"""Forecasts in the store: the part of ``pipeline`` that keeps them as issued and notes what came of them."""

from __future__ import annotations

import datetime as dt

from lagebild.assessment.assessing import force_by_day
from lagebild.assessment.outlook import Forecast, Resolved
from lagebild.assessment.record import TrackRecord, track_record, what_came
from lagebild.model import Document, Situation
from lagebild.store import Store, StoredForecast


def keep(store: Store, found: tuple[Forecast, ...]) -> int:
    """Keeps forecasts as they were issued; one that is there already stays. The number that was new."""
    return store.add_forecasts(
        StoredForecast(one.id, one.about, one.measure, one.cutoff, one.end, one.model_dump(mode="json"))
        for one in found
    )


def settle(
    store: Store, about: str, situation: Situation, documents: tuple[Document, ...], as_of: dt.date
) -> TrackRecord:
    """Notes what came of the forecasts about the sides whose time is over, and tells how good all so far were."""
    due = [Forecast.model_validate(one.content) for one in store.due_forecasts(as_of) if one.about == about]
    counts, _ = force_by_day(situation, documents, as_of)
    days = [as_of - dt.timedelta(days=number) for number in range(len(counts))][::-1]
    found = what_came(due, dict(zip(days, counts, strict=True)), documents, as_of)
    store.add_outcomes((one.forecast.id, one.model_dump(mode="json")) for one in found)
    outcomes = [Resolved.model_validate(one.outcome) for one in store.forecast_outcomes(about)]
    return track_record(outcomes, store.count_forecasts(about, until=as_of))
