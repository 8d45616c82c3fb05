"""Where a happening is looked up: kind, party and days, so that a statement never meets all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lagebild.linking.statements import Codes, Days

#: Spans of more days are kept by month.
NARROW = 7
#: Longest span that is spelled out, in months.
LONGEST = 120

Block = tuple[str, str, bool, str]


def entries(kind: str, parties: Codes, background: bool, days: Days | None) -> Iterator[Block]:
    """The blocks in which a happening stands."""
    for party in sorted(parties):
        for mark in _entry_marks(days):
            yield (kind, party, background, mark)


def queries(kind: str, parties: Codes, background: bool, days: Days | None) -> Iterator[Block]:
    """The blocks in which happenings of overlapping days stand."""
    for party in sorted(parties):
        for mark in _query_marks(days):
            yield (kind, party, background, mark)


def _entry_marks(days: Days | None) -> Iterator[str]:
    yield "any"
    if days is None:
        yield "undated"
        return
    yield from (f"any {month}" for month in _months(days))
    if _narrow(days):
        yield from (f"day {days[0] + dt.timedelta(days=number)}" for number in range((days[1] - days[0]).days + 1))
    else:
        yield from (f"wide {month}" for month in _months(days))


def _query_marks(days: Days | None) -> Iterator[str]:
    if days is None:
        yield "any"
        return
    yield "undated"
    if _narrow(days):
        yield from (f"day {days[0] + dt.timedelta(days=number)}" for number in range((days[1] - days[0]).days + 1))
        yield from (f"wide {month}" for month in _months(days))
    else:
        yield from (f"any {month}" for month in _months(days))


def _narrow(days: Days) -> bool:
    return (days[1] - days[0]).days <= NARROW


def _months(days: Days) -> Iterator[str]:
    day = days[0].replace(day=1)
    for _ in range(LONGEST):
        if day > days[1]:
            return
        yield f"{day:%Y-%m}"
        if (day.year, day.month) == (dt.MAXYEAR, 12):
            return
        day = (day + dt.timedelta(days=32)).replace(day=1)
