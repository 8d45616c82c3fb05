"""Deaths by country and month, as conflict data sets publish them (UCDP GED, VIEWS)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from lagebild.errors import InputError, MissingInput

Numbers = NDArray[np.float64]
#: Kinds of violence in the order of ``History.deaths``: with a state, without one, against civilians by one side.
KINDS = ("state_based", "non_state", "one_sided")
MONTHS = 12


def month_of(day: dt.date) -> int:
    """The number of a day's month: years since the year 0 times twelve, plus months since January."""
    return day.year * MONTHS + day.month - 1


def first_day(month: int) -> dt.date:
    """The first day of a month given by its number."""
    return dt.date(month // MONTHS, month % MONTHS + 1, 1)


@dataclass(frozen=True)
class History:
    """Deaths of countries (ISO alpha-3) in successive months.

    ``deaths`` has the shape (kinds, countries, months); ``first`` is the number of the first month. NaN: not known.
    """

    countries: tuple[str, ...]
    first: int
    deaths: Numbers

    @property
    def last(self) -> int:
        """The number of the last month."""
        return self.first + int(self.deaths.shape[2]) - 1

    @cached_property
    def counted(self) -> Numbers:
        """``deaths`` with 0 where nothing is known."""
        return np.nan_to_num(self.deaths)

    def until(self, month: int) -> History:
        """What was known at the end of a month: nothing after it."""
        return History(self.countries, self.first, self.deaths[:, :, : max(0, month - self.first + 1)])

    def of(self, countries: tuple[str, ...]) -> History:
        """The history of some of the countries, in the order given; raises ValueError where one is not in it."""
        return History(countries, self.first, self.deaths[:, [self.countries.index(each) for each in countries]])

    def window(self, month: int, length: int, kind: int = 0) -> Numbers:
        """Deaths in the months up to and including one, shape (countries, at most ``length``)."""
        stop = month - self.first + 1
        return self.counted[kind, :, max(0, stop - length) : stop]

    def of_month(self, month: int) -> Numbers:
        """State-based deaths of one month; NaN where they are not known."""
        inside = self.first <= month <= self.last
        return self.deaths[0, :, month - self.first] if inside else np.full(len(self.countries), np.nan)


def history(rows: Iterable[tuple[str, int, float | None, float | None, float | None]]) -> History:
    """The history of rows of country, month number and deaths of the three kinds; what no row tells is not known."""
    listed = list(rows)
    countries = tuple(sorted({row[0] for row in listed}))
    place = {country: number for number, country in enumerate(countries)}
    first = min((row[1] for row in listed), default=0)
    last = max((row[1] for row in listed), default=-1)
    deaths = np.full((len(KINDS), len(countries), last - first + 1), np.nan)
    for country, month, *counts in listed:
        deaths[:, place[country], month - first] = [np.nan if count is None else count for count in counts]
    return History(countries, first, deaths)


def read_history(path: Path) -> History:
    """The history of a CSV or Parquet file with a line for each country and month.

    Columns: ``country`` (ISO alpha-3), ``month`` (a date or ``YYYY-MM``), ``state_based``; if there, ``non_state`` and
    ``one_sided``. Raises MissingInput, and InputError where the file is of another form.
    """
    if not path.is_file():
        raise MissingInput("no such file", source=str(path))
    with duckdb.connect() as database:
        try:
            table = database.read_parquet(str(path)) if path.suffix == ".parquet" else database.read_csv(str(path))
            kinds = [kind if kind in table.columns else f"NULL AS {kind}" for kind in KINDS]
            if missing := {"country", "month", "state_based"} - set(table.columns):
                raise InputError(f"column {', '.join(sorted(missing))} is missing", source=str(path))
            rows = table.project(f"country, CAST(month AS VARCHAR), {', '.join(kinds)}").fetchall()
        except duckdb.Error as error:
            raise InputError(f"no table of months: {str(error).splitlines()[0]}", source=str(path)) from error
    return history((str(country), _month(month, path), *counts) for country, month, *counts in rows)


def _month(text: str, path: Path) -> int:
    try:
        return month_of(dt.date.fromisoformat(f"{text[:7]}-01"))
    except ValueError as error:
        raise InputError(f"'{text}' is no month", source=str(path), advice="write YYYY-MM") from error
