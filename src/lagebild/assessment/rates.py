"""How often fighting had ended, or had not come back, after a measure was taken: counted, with intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import sqrt
from typing import Literal

from lagebild.knowledge.precedents import HORIZONS, Aftermath, Horizon, Precedent, Taken
from lagebild.knowledge.when import first_day, last_day
from lagebild.model import Frozen

Result = Literal["ended", "not_resumed"]

#: Of the way nearness, rates and options are found; raised where the same situation would give others.
VERSION = "1"

RESULTS: dict[Result, frozenset[str]] = {
    "ended": frozenset({"ended"}), "not_resumed": frozenset({"ended", "violations"}),
}  # fmt: skip
#: A measure counts for the state after so many days where it was taken by this day after the fighting stopped: had it
#: to be taken no sooner than the state is looked at, it would be found only where the calm had lasted until then.
TAKEN_BY: dict[Horizon, int] = {30: 7, 180: 30, 365: 180}
#: Fewer cases than this are a small number.
SMALL = 10
#: Two-sided 95 % of the normal distribution.
Z = 1.959964


class BaseRate(Frozen):
    """In how many cases a result had come about ``after_days``; ``measure`` None counts all cases.

    ``held`` and ``failed`` name the cases; ``low`` and ``high`` are Wilson's 95 % interval (Wilson 1927), None without
    cases. ``small`` is true where the cases are too few to say more than that.
    """

    measure: str | None
    after_days: Horizon
    result: Result
    held: tuple[str, ...]
    failed: tuple[str, ...]
    cases: int
    share: float | None
    low: float | None
    high: float | None
    small: bool


def base_rates(
    cases: Sequence[Precedent], measures: Sequence[str | None], as_of: dt.date | None = None
) -> tuple[BaseRate, ...]:
    """Rates of measures among precedents, by measure, day and result; of what was known at ``as_of`` only."""
    return tuple(
        _rate(cases, measure, days, result, as_of) for measure in measures for days in HORIZONS for result in RESULTS
    )


def _rate(
    cases: Sequence[Precedent], measure: str | None, days: Horizon, result: Result, as_of: dt.date | None
) -> BaseRate:
    counted = {
        case.id: outcome.state in RESULTS[result]
        for case in cases
        if (outcome := outcome_known(case, days, as_of)) is not None
        and (measure is None or in_time(case, measure, days))
    }
    held = tuple(ident for ident, came in counted.items() if came)
    low, high = wilson(len(held), len(counted)) or (None, None)
    return BaseRate(
        measure=measure, after_days=days, result=result, held=held,
        failed=tuple(ident for ident, came in counted.items() if not came),
        cases=len(counted), share=round(len(held) / len(counted), 3) if counted else None,
        low=low, high=high, small=len(counted) < SMALL,
    )  # fmt: skip


def outcome_known(case: Precedent, days: Horizon, as_of: dt.date | None) -> Aftermath | None:
    """What had happened after some days, None where it is not known or could not be known at ``as_of``."""
    if as_of is not None and last_day(case.since.on) + dt.timedelta(days=days) > as_of:
        return None
    return case.outcomes().get(days)


def in_time(case: Precedent, measure: str, days: Horizon) -> bool:
    """True where a measure was taken early enough to count for the state after some days."""
    last = first_day(case.since.on) + dt.timedelta(days=TAKEN_BY[days])
    return any(last_day(taken.on) <= last for taken in taken_measures(case, measure))


def taken_measures(case: Precedent, measure: str, until: dt.date | None = None) -> tuple[Taken, ...]:
    """The times a measure was taken in a precedent, up to a day."""
    return tuple(
        taken for taken in case.measures if taken.measure == measure and (until is None or first_day(taken.on) <= until)
    )


def wilson(held: int, cases: int) -> tuple[float, float] | None:
    """Wilson's score interval of a share at 95 %, None without cases."""
    if cases == 0:
        return None
    share, square = held / cases, Z * Z / cases
    centre = (share + square / 2) / (1 + square)
    spread = Z / (1 + square) * sqrt(share * (1 - share) / cases + square / (4 * cases))
    return round(max(0.0, centre - spread), 3), round(min(1.0, centre + spread), 3)
