"""When a document was published: the day in the time zone that the time itself names, and the full string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

#: An ISO 8601 day, alone or with a time; ``fromisoformat`` alone would also take weeks and years without separators.
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")
LONGEST = 40
#: The zone where a day begins first; what is after today there has not come anywhere.
EARLIEST_ZONE = timezone(timedelta(hours=14))


@dataclass(frozen=True)
class Publication:
    """A day and, where known, the full ISO 8601 time it was read from."""

    day: date | None = None
    at: str | None = None


def read_publication(value: str) -> Publication:
    """Day and time of an ISO 8601 date or time; raises ValueError for anything else."""
    text = value.strip()
    if len(text) > LONGEST or not ISO_DAY.match(text):
        raise ValueError(f"'{text[:LONGEST]}' is not a date (YYYY-MM-DD) or an ISO 8601 time")
    if len(text) == len("YYYY-MM-DD"):
        return Publication(date.fromisoformat(text))
    return Publication(datetime.fromisoformat(text).date(), text)


def future_warning(published: date | None, *, now: datetime | None = None) -> str | None:
    """A warning where the day has not yet begun anywhere on Earth, else None."""
    today = (now or datetime.now(UTC)).astimezone(EARLIEST_ZONE).date()
    if published is None or published <= today:
        return None
    return f"published on {published.isoformat()}, which is in the future"
