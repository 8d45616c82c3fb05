"""Times at which something is known."""

from __future__ import annotations

import datetime as dt

from lagebild.errors import UsageError
from lagebild.model import Document

#: Letters of a day without a time.
DAY = len("2022-09-13")
END_OF_DAY = dt.time(23, 59, 59)


def read_moment(value: str) -> dt.datetime:
    """A day, meant to its end, or a time of ISO 8601, both in UTC where no zone is named; raises UsageError."""
    try:
        if len(value) <= DAY:
            return dt.datetime.combine(dt.date.fromisoformat(value), END_OF_DAY, dt.UTC)
        found = dt.datetime.fromisoformat(value)
    except ValueError as error:
        advice = "write 2022-09-13 or 2022-09-13T18:00Z"
        raise UsageError(f"--as-of: '{value}' is no day and no time", advice=advice) from error
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def known_at(document: Document, as_of: dt.datetime | None) -> bool:
    """False for a document published after a time; one that does not tell its day cannot be told to be of before."""
    if as_of is None or document.published is None:
        return as_of is None
    try:
        told = dt.datetime.fromisoformat(document.published_at or "")
    except ValueError:
        return document.published <= as_of.astimezone(dt.UTC).date()
    if "T" not in (document.published_at or ""):
        return document.published <= as_of.astimezone(dt.UTC).date()
    return (told if told.tzinfo else told.replace(tzinfo=dt.UTC)) <= as_of
