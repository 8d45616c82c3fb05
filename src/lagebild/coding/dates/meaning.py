"""The meanings that patterns of the language files can name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lagebild.coding.dates import amounts, days, periods
from lagebild.coding.dates.calendar import Meaning
from lagebild.coding.dates.context import Context
from lagebild.coding.dates.words import Values

MEANINGS: Mapping[str, Callable[[Values, Context], Meaning | None]] = {
    "day": days.day,
    "day_shifted": days.day_shifted,
    "day_of_month": days.day_of_month,
    "weekday": days.weekday,
    "compound": days.compound,
    "relative_day": days.relative_day,
    "anchored_day": days.anchored_day,
    "part_of_day": days.part_of_day,
    "tonight": days.tonight,
    "clock": days.clock,
    "holiday": days.holiday,
    "month": periods.month,
    "year": periods.year,
    "season": periods.season,
    "decade": periods.decade,
    "century": periods.century,
    "unit": periods.unit,
    "half": periods.half,
    "duration": amounts.duration,
    "distance": amounts.distance,
    "anchored_distance": amounts.anchored_distance,
    "clause_before": amounts.clause_before,
    "stretch": amounts.stretch,
    "since": amounts.since,
    "remainder": amounts.remainder,
    "repeated": amounts.repeated,
    "repeated_compound": amounts.repeated_compound,
    "reference": amounts.reference,
    "unresolved": amounts.unresolved,
}
