"""Expressions that name a month, a year or another period of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lagebild.coding.dates.calendar import (
    SEASON_START,
    Meaning,
    decade_meaning,
    edge_of,
    month_meaning,
    part_of_year,
    season_meaning,
    shifted,
    unit_meaning,
    year_meaning,
)
from lagebild.coding.dates.context import Context, number, word
from lagebild.coding.dates.days import year_of
from lagebild.coding.dates.words import Values

#: "Until July" said in October, without future tense, is the July just past.
MONTHS_BACK_OF_UNTIL = 4


def month(values: Values, context: Context) -> Meaning | None:
    """A month: the last one up to publication, unless words or tense point ahead."""
    wanted, year = number(values, "month"), year_of(values)
    if wanted is None:
        return None
    if year is None:
        year = _year_of_month(wanted, values, context)
    if year is None:
        return Meaning("DATE", f"XXXX-{wanted:02d}")
    return edge_of(month_meaning(year, wanted), word(values, "edge"))


def _year_of_month(wanted: int, values: Values, context: Context) -> int | None:
    published, direction, shift = context.published, number(values, "dir"), number(values, "year_shift")
    if published is None:
        return None
    if shift is not None:
        return published.year + shift
    if context.year is not None:
        return context.year
    if direction == 1:
        return published.year + (wanted <= published.month)
    if direction == -1:
        return published.year - (wanted >= published.month)
    back = (published.month - wanted) % 12
    if context.until and not context.future and 0 < back <= MONTHS_BACK_OF_UNTIL:
        return published.year - (wanted > published.month)
    if context.ahead(values):
        return published.year + (wanted < published.month)
    return published.year - (wanted > published.month)


def year(values: Values, context: Context) -> Meaning | None:
    """A year by its number or as this, last, next year."""
    wanted, shift = year_of(values), number(values, "year_shift")
    if wanted is None and shift is not None and context.published:
        wanted = context.published.year + shift
    if wanted is None:
        return None if shift is None else Meaning("DATE", "XXXX")
    return edge_of(year_meaning(wanted), word(values, "edge"))


def season(values: Values, context: Context) -> Meaning | None:
    """A season: the last one begun before publication, unless words or tense point ahead."""
    name, wanted = word(values, "season"), year_of(values)
    if name is None:
        return None
    if wanted is None:
        wanted = _year_of_season(name, values, context)
    if wanted is None:
        return Meaning("DATE", f"XXXX-{name}")
    return edge_of(season_meaning(name, wanted), word(values, "edge"))


def _year_of_season(name: str, values: Values, context: Context) -> int | None:
    published, direction, shift = context.published, number(values, "dir"), number(values, "year_shift")
    if published is None:
        return None
    if shift is not None:
        return published.year + shift
    begun = published.year - (published.month < SEASON_START[name])
    running = season_meaning(name, begun)
    assert running.last is not None
    if direction == -1:
        return begun - (running.last >= published)
    if direction == 1 or context.ahead(values):
        return begun if running.last >= published and direction != 1 else begun + 1
    return begun


def decade(values: Values, _context: Context) -> Meaning | None:
    """Ten years ("the 1990s", "90er", "девяностые")."""
    start = number(values, "decade")
    if start is None:
        start = number(values, "year")
    if start is None:
        start = number(values, "year2")
    if start is None or start % 10:
        return None
    full = start if start >= 1000 else start + (2000 if start <= 20 else 1900)
    return edge_of(decade_meaning(full), word(values, "edge"))


def century(values: Values, _context: Context) -> Meaning | None:
    """A hundred years; TIMEX3 writes the first two digits."""
    wanted = number(values, "digits")
    if wanted is None or not 1 <= wanted <= 21:
        return None
    first, last = date((wanted - 1) * 100 + 1, 1, 1), date(wanted * 100, 12, 31)
    return Meaning("DATE", f"{wanted - 1:02d}", first, last, "decade")


def unit(values: Values, context: Context) -> Meaning | None:
    """This, last or next week, month, ...; also its beginning, middle or end."""
    name, direction = word(values, "unit"), number(values, "dir") or 0
    base = context.day if values.get("anchored") else context.published
    if name is None:
        return None
    moved = shifted(base, direction, name) if base else None
    if moved is None:
        return Meaning("DATE", {"W": "XXXX-WXX", "M": "XXXX-XX", "D": "XXXX-XX-XX"}.get(name, "XXXX"))
    if name == "WE":
        moved = _weekend_day(moved, direction, context)
    found = edge_of(unit_meaning(moved, name), word(values, "edge"))
    return replace(found, anchors=False) if name != "D" else found


def _weekend_day(base: date, direction: int, context: Context) -> date:
    """A day in the week of the weekend that is meant: the last one, unless the clause is in the future."""
    if direction == 0 and not context.future and base.isoweekday() < 6:
        return base - timedelta(days=7)
    return base


def half(values: Values, context: Context) -> Meaning | None:
    """A half or quarter of a year."""
    kind, which = word(values, "half_or_quarter"), number(values, "ordinal")
    wanted = year_of(values)
    shift = number(values, "year_shift") or 0
    if wanted is None and context.published:
        wanted = context.published.year + shift
    if kind is None or which is None or wanted is None or which > (2 if kind == "H" else 4):
        return None
    return part_of_year(kind, which, wanted)
