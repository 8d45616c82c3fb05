"""Days, months and years, as exact as they are known."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

#: A day, month or year: as exact as it is known.
When = Annotated[str, BeforeValidator(str), StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


def first_day(when: str) -> dt.date:
    """The first day of a day, month or year."""
    parts = [int(part) for part in when.split("-")]
    return dt.date(*[*parts, 1, 1][:3])


def last_day(when: str) -> dt.date:
    """The last day of a day, month or year."""
    year, month, day = [*(int(part) for part in when.split("-")), 0, 0][:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])
