"""What a time expression is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["day", "week", "month", "season", "year", "decade", "past", "unknown"]
Role = Literal["at", "since", "until", "duration", "set", "other"]


@dataclass(frozen=True)
class TimeExpression:
    """An expression of time with its TIMEX3 type and value.

    ``start`` and ``end`` are code point offsets. ``first`` and ``last`` are the days it covers, both inclusive, None
    where the text and the day of publication do not tell. ``value`` follows TIMEX3 (ISO-TimeML); a distance such as
    "three days ago" keeps the value of its length (``P3D``) while ``first`` and ``last`` hold the day it leads to. In
    "three days after they had met" they hold the day of what follows, and ``role`` is ``other``.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    first: date | None
    last: date | None
    precision: Precision
    role: Role
