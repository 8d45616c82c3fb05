"""Expressions that name a day or a part of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lagebild.coding.dates.calendar import (
    Meaning,
    day_meaning,
    easter,
    orthodox_easter,
    valid_day,
)
from lagebild.coding.dates.context import Context, number, word
from lagebild.coding.dates.words import Values

#: A day without a year is the nearest one; days ahead count as this much farther (nearer, where the tense says so).
#: Set by hand on the training passages.
AHEAD_WEIGHT, AHEAD_WEIGHT_IN_FUTURE, AHEAD_WEIGHT_IN_PAST = 2.5, 0.3, 40.0
CENTURY_TURN = 50
LAST_HOUR = 24


def full_year(year: int) -> int:
    """Two digits as a year between 1950 and 2049."""
    return year if year >= 100 else year + (1900 if year >= CENTURY_TURN else 2000)


def year_of(values: Values) -> int | None:
    """The year that the expression names, written out or in two digits."""
    long, short = number(values, "year"), number(values, "year2")
    return long if long is not None else None if short is None else full_year(short)


def day(values: Values, context: Context) -> Meaning | None:
    """A day of the month, with or without a year."""
    number_of_day, month, year = (
        number(values, "day"),
        number(values, "month") or number(values, "monthnum"),
        year_of(values),
    )
    if number_of_day is None or month is None:
        return None
    part = word(values, "part")
    if year is not None:
        found = valid_day(year, month, number_of_day)
    elif context.published is None:
        value = f"XXXX-{month:02d}-{number_of_day:02d}" + (f"T{part}" if part else "")
        return Meaning("TIME" if part else "DATE", value) if valid_day(2024, month, number_of_day) else None
    else:
        found = _nearest(number_of_day, month, number(values, "weekday"), context, context.ahead(values))
    return day_meaning(found, part) if found else None


def _weight(context: Context, ahead: bool) -> float:
    """How much farther a day ahead is taken to be than one as many days back."""
    if ahead:
        return AHEAD_WEIGHT_IN_FUTURE
    return AHEAD_WEIGHT_IN_PAST if context.past else AHEAD_WEIGHT


def day_shifted(values: Values, context: Context) -> Meaning | None:
    """A day of this, last or next year ("13 сентября прошлого года")."""
    shift = number(values, "year_shift")
    if shift is None or context.published is None:
        return day(values, context)
    return day({**values, "year": context.published.year + shift}, context)


def _nearest(day: int, month: int, weekday: int | None, context: Context, ahead: bool) -> date | None:
    published = context.published
    assert published is not None
    if context.year is not None:
        return valid_day(context.year, month, day)
    candidates = [valid_day(published.year + shift, month, day) for shift in (-1, 0, 1)]
    known = [c for c in candidates if c]
    fitting = [c for c in known if weekday is None or c.isoweekday() == weekday] or known
    weight = _weight(context, ahead)

    def distance(candidate: date) -> float:
        days = (candidate - published).days
        return days * weight if days > 0 else -days

    return min(fitting, key=distance, default=None)


def day_of_month(values: Values, context: Context) -> Meaning | None:
    """A day whose month the text leaves out ("on the 28th"): that of publication, or the nearest fitting one."""
    number_of_day, published = number(values, "day"), context.published
    if number_of_day is None or published is None:
        return None
    if context.anchor and not values.get("of_published"):
        published = context.anchor
    found = valid_day(published.year, published.month, number_of_day)
    return day_meaning(found) if found else None


def weekday(values: Values, context: Context) -> Meaning | None:
    """A day of the week: the last one up to publication, unless words or tense point ahead."""
    wanted, part = number(values, "weekday"), word(values, "part")
    if wanted is None:
        return None
    if context.published is None:
        value = f"XXXX-WXX-{wanted}" + (f"T{part}" if part else "")
        return Meaning("TIME" if part else "DATE", value)
    shift = number(values, "week_shift")
    if shift is not None:
        return day_meaning(
            context.published + timedelta(days=wanted - context.published.isoweekday() + 7 * shift), part
        )
    return day_meaning(_weekday(wanted, context.published, number(values, "dir"), context.ahead(values)), part)


def _weekday(wanted: int, published: date, direction: int | None, ahead: bool) -> date:
    back = (published.isoweekday() - wanted) % 7
    if direction == 1:
        return published + timedelta(days=7 - back)
    if direction == -1:
        return published - timedelta(days=back or 7)
    if direction == 0:
        same_week = published + timedelta(days=wanted - published.isoweekday())
        return same_week + timedelta(days=7) if ahead and same_week < published else same_week
    return published + timedelta(days=(7 - back) % 7) if ahead else published - timedelta(days=back)


def compound(values: Values, context: Context) -> Meaning | None:
    """A joined word of two classes, "Montagabend": weekday (or relative day) and part of the day."""
    first, _, part = str(values["compound"]).partition(" ")
    return weekday({**values, "weekday": int(first), "part": part}, context)


def relative_day(values: Values, context: Context) -> Meaning | None:
    """Today, yesterday, tomorrow: counted from publication."""
    offset, part = number(values, "relday"), word(values, "part")
    if offset is None:
        return None
    if context.published is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-XX-XXT{part}" if part else "XXXX-XX-XX")
    return day_meaning(context.published + timedelta(days=offset), part)


def anchored_day(values: Values, context: Context) -> Meaning | None:
    """The day before, the same evening: counted from the last day that the text named, else from publication."""
    offset, part, base = number(values, "offset") or 0, word(values, "part"), context.day
    if values.get("of_latest") and context.latest and not context.same_sentence:
        base = context.latest
    if base is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-XX-XXT{part}" if part else "XXXX-XX-XX")
    if offset == 0 and context.anchor is None and values.get("needs_anchor"):
        return None
    return day_meaning(base + timedelta(days=offset), part)


def part_of_day(values: Values, context: Context) -> Meaning | None:
    """A part of the day without a day ("am Nachmittag", "at dawn")."""
    if not context.same_sentence:
        context = replace(context, anchor=context.main)
    found = anchored_day(values, context)
    return found.aside() if found else None


def tonight(values: Values, context: Context) -> Meaning | None:
    """The night that led into the day of publication ("overnight", "минувшей ночью")."""
    return relative_day({"relday": 0, "part": "NI", **values}, context)


def clock(values: Values, context: Context) -> Meaning | None:
    """A time of the clock, on the last day named, else on that of publication."""
    hour, minute = number(values, "hour"), number(values, "minute") or 0
    if hour is None or hour > LAST_HOUR:
        return None
    half = word(values, "half")
    if half == "pm":
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    time, base = f"T{hour:02d}:{minute:02d}", context.day
    if values.get("of_published") or _stale(base, context):
        base = context.published
    if base is None:
        return Meaning("TIME", time, anchors=False)
    return Meaning("TIME", base.isoformat() + time, base, base, "day", anchors=False)


def _stale(base: date | None, context: Context) -> bool:
    """A day ahead that another sentence named does not hold for the times of this one."""
    published = context.published
    return bool(base and published and base > published and not context.same_sentence)


def holiday(values: Values, context: Context) -> Meaning | None:
    """A day of the year with a name: ``MM-DD`` or, for movable feasts, days after Easter (``E+1``, ``O-7``)."""
    key, year = word(values, "holiday"), year_of(values)
    if key is None:
        return None
    if context.published is None and year is None:
        return Meaning("DATE", "XXXX-XX-XX" if key[0] in "EO" else f"XXXX-{key}")
    if year is not None:
        return day_meaning(_feast(key, year))
    assert context.published is not None
    return day_meaning(_nearest_feast(key, context.published, values, context))


def _feast(key: str, year: int) -> date:
    if key[0] in "EO":
        sunday = easter(year) if key[0] == "E" else orthodox_easter(year)
        return sunday + timedelta(days=int(key[1:]))
    month, day = key.split("-")
    return date(year, int(month), int(day))


def _nearest_feast(key: str, published: date, values: Values, context: Context) -> date:
    direction = number(values, "dir")
    days = [_feast(key, published.year + shift) for shift in (-1, 0, 1)]
    if direction == -1:
        return max(d for d in days if d < published)
    if direction == 1:
        return min(d for d in days if d > published)
    weight = _weight(context, context.ahead(values))
    return min(days, key=lambda d: (d - published).days * weight if d > published else (published - d).days)
