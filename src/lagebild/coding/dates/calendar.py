"""Days, periods and how TIMEX3 writes them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lagebild.coding.dates.expression import Precision, Role, TimexType

DAYS_OF_UNIT = {"D": 1, "W": 7, "FN": 14}
MONTHS_OF_UNIT = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
CLOCK_UNITS = frozenset({"H", "MIN", "S"})
PRECISION_OF_UNIT: dict[str, Precision] = {
    "D": "day", "WE": "week", "W": "week", "FN": "week", "M": "month", "Q": "season", "H": "day",
    "MIN": "day", "S": "day", "Y": "year", "DE": "decade", "CE": "decade",
}  # fmt: skip
#: Months in which the meteorological seasons of the north begin; winter is named after the year it begins in.
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True)
class Meaning:
    """What an expression means, before it is tied to its place in the text."""

    type: TimexType
    value: str
    first: date | None = None
    last: date | None = None
    precision: Precision = "unknown"
    role: Role = "at"
    anchors: bool = True

    def aside(self) -> Meaning:
        """The same, but no anchor for "the day before" and the like."""
        return replace(self, anchors=False)


def day_meaning(day: date, part: str | None = None) -> Meaning:
    """One day, or a part of it (TIMEX3 MO, MI, AF, EV, NI)."""
    value = day.isoformat() + (f"T{part}" if part else "")
    return Meaning("TIME" if part else "DATE", value, day, day, "day")


def month_meaning(year: int, month: int) -> Meaning:
    """A month of the calendar."""
    return Meaning("DATE", f"{year:04d}-{month:02d}", date(year, month, 1), month_end(year, month), "month")


def year_meaning(year: int) -> Meaning:
    """A year of the calendar."""
    return Meaning("DATE", f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year")


def week_meaning(monday: date) -> Meaning:
    """An ISO week, given by its Monday."""
    year, week, _ = monday.isocalendar()
    return Meaning("DATE", f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=6), "week")


def weekend_meaning(monday: date) -> Meaning:
    """Saturday and Sunday of the ISO week that begins with ``monday``."""
    year, week, _ = monday.isocalendar()
    saturday = monday + timedelta(days=5)
    return Meaning("DATE", f"{year:04d}-W{week:02d}-WE", saturday, saturday + timedelta(days=1), "week")


def season_meaning(season: str, year: int) -> Meaning:
    """A season of three months."""
    start = SEASON_START[season]
    end_year, end_month = (year, start + 2) if start < 12 else (year + 1, 2)
    return Meaning("DATE", f"{year:04d}-{season}", date(year, start, 1), month_end(end_year, end_month), "season")


def decade_meaning(start: int) -> Meaning:
    """Ten years; TIMEX3 writes the first three digits."""
    return Meaning("DATE", f"{start // 10:03d}", date(start, 1, 1), date(start + 9, 12, 31), "decade")


def part_of_year(kind: str, number: int, year: int) -> Meaning:
    """A half (``H``) or quarter (``Q``) of a year."""
    months = 6 if kind == "H" else 3
    start = (number - 1) * months + 1
    first, last = date(year, start, 1), month_end(year, start + months - 1)
    return Meaning("DATE", f"{year:04d}-{kind}{number}", first, last, "season")


def unit_meaning(day: date, unit: str) -> Meaning:
    """The day, week, month, ... of the calendar in which ``day`` lies."""
    monday = day - timedelta(days=day.weekday())
    if unit in ("W", "FN"):
        return week_meaning(monday)
    if unit == "WE":
        return weekend_meaning(monday)
    if unit == "M":
        return month_meaning(day.year, day.month)
    if unit == "Q":
        return part_of_year("Q", (day.month - 1) // 3 + 1, day.year)
    if unit == "Y":
        return year_meaning(day.year)
    return decade_meaning(day.year // 10 * 10) if unit == "DE" else day_meaning(day)


def edge_of(meaning: Meaning, edge: str | None) -> Meaning:
    """Beginning, middle or end of a period: a third of its days, with the value of the whole."""
    if not edge or meaning.first is None or meaning.last is None:
        return meaning
    first, length = meaning.first, (meaning.last - meaning.first).days + 1
    cuts = [first + timedelta(days=length * third // 3) for third in range(4)]
    third = {"start": 0, "mid": 1, "end": 2}[edge]
    return replace(meaning, first=cuts[third], last=cuts[third + 1] - timedelta(days=1))


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, amount: float, unit: str) -> date | None:
    """The day ``amount`` units later (earlier, if negative); None out of the calendar's range."""
    try:
        if unit in MONTHS_OF_UNIT:
            return _months_later(day, round(amount * MONTHS_OF_UNIT[unit]))
        return day + timedelta(days=round(amount * DAYS_OF_UNIT.get(unit, 7 if unit == "WE" else 0)))
    except (ValueError, OverflowError):
        return None


def _months_later(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def easter(year: int) -> date:
    """Easter Sunday of the western church (anonymous Gregorian algorithm, Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches as a Gregorian day, 1900 to 2099 (Meeus, ch. 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def length_value(amount: float | None, unit: str) -> str:
    """TIMEX3 value of a length of time; ``X`` where the text gives no number."""
    number = "X" if amount is None else f"{amount:g}"
    if unit in CLOCK_UNITS:
        return f"PT{number}{'M' if unit == 'MIN' else unit}"
    if unit == "FN":
        return "PXW" if amount is None else f"P{amount * 2:g}W"
    if unit == "DE" and amount is not None:
        return f"P{amount * 10:g}Y"
    return f"P{number}{unit}"
