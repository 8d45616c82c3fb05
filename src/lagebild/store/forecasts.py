"""Forecasts as they were issued, and what came: rows are only added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

import sqlalchemy as sa

from lagebild import CODER
from lagebild.store.tables import forecast_outcomes, forecasts, now


class StoredForecast(NamedTuple):
    """A forecast with what it is looked up by; ``content`` is all of it as plain data."""

    id: str
    about: str
    measure: str
    cutoff: dt.date
    end: dt.date
    content: dict[str, Any]


class StoredOutcome(NamedTuple):
    """A forecast with what came and its scores, as plain data."""

    forecast: StoredForecast
    outcome: dict[str, Any]


def put_forecasts(connection: sa.Connection, found: Iterable[StoredForecast]) -> int:
    """Keeps forecasts that are not there yet; one that is stays as it was issued. The number that was new."""
    known = set(connection.scalars(sa.select(forecasts.c.id)))
    rows = [{**one._asdict(), "coder": CODER, "stored_at": now()} for one in found if one.id not in known]
    if rows:
        connection.execute(sa.insert(forecasts), rows)
    return len(rows)


def put_outcome(connection: sa.Connection, forecast_id: str, outcome: dict[str, Any]) -> None:
    """Keeps what came of a forecast; a later row counts before an earlier one."""
    connection.execute(
        sa.insert(forecast_outcomes).values(forecast_id=forecast_id, outcome=outcome, coder=CODER, resolved_at=now())
    )


def due(connection: sa.Connection, until: dt.date) -> list[StoredForecast]:
    """Forecasts for a time that was over by a day and of which it is not noted yet what came, the oldest first."""
    resolved = sa.select(forecast_outcomes.c.forecast_id)
    wanted = sa.select(forecasts).where(forecasts.c.end <= until, forecasts.c.id.not_in(resolved))
    return [_forecast(row) for row in connection.execute(wanted.order_by(forecasts.c.end, forecasts.c.id))]


def count(connection: sa.Connection, about: str, until: dt.date) -> int:
    """How many forecasts about something were issued at cut-offs before a day."""
    wanted = sa.select(sa.func.count()).where(forecasts.c.about == about, forecasts.c.cutoff < until)
    return connection.execute(wanted).scalar_one()


def outcomes(connection: sa.Connection, about: str) -> list[StoredOutcome]:
    """What came of the forecasts about something, by the latest row of each, the oldest forecast first."""
    latest = sa.select(sa.func.max(forecast_outcomes.c.number)).group_by(forecast_outcomes.c.forecast_id)
    wanted = (
        sa.select(forecasts, forecast_outcomes.c.outcome)
        .join(forecast_outcomes, forecast_outcomes.c.forecast_id == forecasts.c.id)
        .where(forecast_outcomes.c.number.in_(latest), forecasts.c.about == about)
        .order_by(forecasts.c.cutoff, forecasts.c.id)
    )
    return [StoredOutcome(_forecast(row), dict(row.outcome)) for row in connection.execute(wanted)]


def _forecast(row: Any) -> StoredForecast:
    return StoredForecast(row.id, row.about, row.measure, row.cutoff, row.end, dict(row.content))
