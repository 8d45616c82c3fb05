"""Lengths of time, distances in time, repetitions and vague references."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lagebild.coding.dates.calendar import (
    CLOCK_UNITS,
    DAYS_OF_UNIT,
    PRECISION_OF_UNIT,
    Meaning,
    length_value,
    shifted,
    unit_meaning,
)
from lagebild.coding.dates.context import Context, number, word
from lagebild.coding.dates.expression import Precision
from lagebild.coding.dates.words import Values


def unit_of(values: Values) -> str | None:
    """The unit; a word for a whole measure ("полгода") has the value ``number unit``."""
    measure = word(values, "measure")
    return measure.split()[1] if measure else word(values, "unit")


def amount_of(values: Values) -> float | None:
    """How many units; None where the text says "some", "many" or nothing."""
    measure = word(values, "measure")
    value = measure.split()[0] if measure else values.get("number", values.get("digits"))
    if value is None or value == "":
        return None
    fraction = values.get("fraction")
    return float(value) + (float(fraction) if fraction not in (None, "") else 0.0)


def duration(values: Values, _context: Context) -> Meaning | None:
    """A length of time that is not placed on the calendar."""
    unit = unit_of(values)
    if unit is None:
        return None
    return Meaning("DURATION", length_value(amount_of(values), unit), role="duration", anchors=False)


def distance(values: Values, context: Context) -> Meaning | None:
    """Three days ago, in two weeks: counted from publication (``sign`` -1 or 1)."""
    return _distant(values, context.published)


def anchored_distance(values: Values, context: Context) -> Meaning | None:
    """Three days later, two weeks earlier: counted from the last day that the text named."""
    return _distant(values, context.day)


def _distant(values: Values, base: date | None) -> Meaning | None:
    unit, amount, sign = unit_of(values), amount_of(values), number(values, "sign") or 0
    if unit is None:
        return None
    length = Meaning("DURATION", length_value(amount, unit), anchors=False)
    if amount is None:
        return replace(length, precision="past" if sign < 0 else "unknown")
    if base is None:
        return length
    there = base if unit in CLOCK_UNITS else shifted(base, sign * amount, unit)
    return _placed(length, there, unit, amount) if there else length


def _placed(length: Meaning, there: date, unit: str, amount: float) -> Meaning:
    """Days and weeks lead to a day, months to a month, years to a year."""
    if unit in DAYS_OF_UNIT or unit in CLOCK_UNITS:
        if unit in CLOCK_UNITS and amount > 24:
            return length
        return replace(length, first=there, last=there, precision="day", anchors=unit not in CLOCK_UNITS)
    period = unit_meaning(there, unit if amount == int(amount) else "M")
    return replace(length, first=period.first, last=period.last, precision=period.precision)


def stretch(values: Values, context: Context) -> Meaning | None:
    """The last three weeks, the next two years: a period that ends or begins with publication."""
    found, unit = duration(values, context), unit_of(values)
    sign, amount, base = number(values, "sign") or -1, amount_of(values), context.published
    if found is None or unit is None or amount is None or base is None:
        return found
    other = base if unit in CLOCK_UNITS else shifted(base, sign * amount, unit)
    if other is None:
        return found
    return replace(found, first=min(base, other), last=max(base, other), precision=_precision(unit))


def _precision(unit: str) -> Precision:
    return PRECISION_OF_UNIT.get(unit, "unknown")


def since(values: Values, context: Context) -> Meaning | None:
    """For three weeks up to now ("seit drei Wochen")."""
    found, unit, amount = duration(values, context), unit_of(values), amount_of(values)
    if found is None or unit is None:
        return None
    found = replace(found, role="since")
    if amount is None or context.published is None:
        return replace(found, precision="past")
    begun = context.published if unit in CLOCK_UNITS else shifted(context.published, -amount, unit)
    if begun is None:
        return found
    return replace(found, first=begun, last=context.published, precision=_precision(unit))


def repeated(values: Values, _context: Context) -> Meaning | None:
    """Every day, weekly, on Fridays."""
    weekday, unit, amount = number(values, "weekday"), word(values, "unit"), amount_of(values)
    if weekday is not None:
        part = word(values, "part")
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    elif unit is not None:
        value = length_value(amount if amount is not None else 1, unit)
    elif word(values, "part") is not None:
        value = f"XXXX-XX-XXT{values['part']}"
    else:
        return None
    return Meaning("SET", value, role="set", anchors=False)


def repeated_compound(values: Values, context: Context) -> Meaning | None:
    """Every Monday evening in one word."""
    weekday, _, part = str(values["compound"]).partition(" ")
    return repeated({"weekday": int(weekday), "part": part}, context)


def reference(values: Values, context: Context) -> Meaning | None:
    """Now, recently, in future: TIMEX3's PRESENT_REF, PAST_REF, FUTURE_REF."""
    value = word(values, "reference")
    if value is None:
        return None
    if value == "PRESENT_REF" and context.published:
        return Meaning("DATE", value, context.published, context.published, "unknown", "other", anchors=False)
    return Meaning("DATE", value, precision="past" if value == "PAST_REF" else "unknown", role="other", anchors=False)


def unresolved(values: Values, _context: Context) -> Meaning | None:
    """An expression whose value TIMEX3 leaves open."""
    return Meaning("DATE", word(values, "value") or "XXXX-XX-XX", role="other", anchors=False)


def remainder(values: Values, context: Context) -> Meaning | None:
    """Before the month is out: from publication to the end of the unit."""
    unit, base = word(values, "unit"), context.published
    if unit is None or base is None:
        return None
    period = unit_meaning(base, unit)
    return replace(period, first=base, role="until", anchors=False)


def clause_before(values: Values, context: Context) -> Meaning | None:
    """Three days after ...: the day of what follows, seen from the last day that the text named."""
    found = _distant(values, context.day)
    return None if found is None else replace(found, role="other", anchors=False)
