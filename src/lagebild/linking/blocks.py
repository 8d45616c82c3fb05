"""Where statements of one happening meet: kind and parties, days, place; so that none meets all.

A statement stands under keys of its kind and parties, with its days and, where it names a point, its coordinates. Meeting
is mutual: two statements meet by pairs of parties that both name, or by the only party that one of them names, where their
days touch and their points are near. What meets may belong together; whether it does is for ``grouping`` to say.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lagebild.linking.matching import NEAR
from lagebild.linking.statements import Days, Statement

#: Parties of one statement that are looked at; texts name more only in lists.
MOST_PARTIES = 8
#: Classes of spans by their longest, in days; what begins within the longest before some day may still last on it.
SPANS = (2, 7, 31, 366, 3660)
NO_DAY = dt.date.min
#: Classes of what is longer, and of what has no day.
ENDLESS, UNDATED = len(SPANS), len(SPANS) + 1
KILOMETRES_PER_DEGREE = 111.0
#: Latitude beyond which longitudes say nothing of distance.
POLAR = 80.0


@dataclass(frozen=True)
class Standing:
    """Where a statement stands: keys, class and days of its span, the point it names."""

    keys: tuple[str, ...]
    span: int
    days: Days | None
    point: tuple[float, float] | None


@dataclass(frozen=True)
class Window:
    """What a statement looks for: all that stands under one of the keys, touches the days and is near the point."""

    keys: tuple[str, ...]
    days: Days | None
    point: tuple[float, float] | None

    def starts(self) -> Iterator[tuple[int, Days]]:
        """For each class of spans that is looked through, between which days they begin; what has no day is alone."""
        if self.days is None:
            yield UNDATED, (NO_DAY, NO_DAY)
            return
        for span, longest in enumerate(SPANS):
            yield span, (_before(self.days[0], longest), self.days[1])
        yield ENDLESS, (dt.date.min, self.days[1])

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """Least and greatest latitude and longitude of what is near; None without a point.

        Longitudes are left open near the poles and the line where days change.
        """
        if self.point is None:
            return None
        lat, lon = self.point
        high = NEAR / KILOMETRES_PER_DEGREE * 1.1
        if abs(lat) + high >= POLAR:
            return (lat - high, lat + high, -180.0, 180.0)
        wide = high / math.cos(math.radians(abs(lat) + high))
        if abs(lon) + wide > 180:
            return (lat - high, lat + high, -180.0, 180.0)
        return (lat - high, lat + high, lon - wide, lon + wide)

    def touches(self, days: Days | None, point: tuple[float, float] | None) -> bool:
        """True where the days share one and the point, if there is one, is in the box."""
        if self.days is not None and days is not None and (days[1] < self.days[0] or self.days[1] < days[0]):
            return False
        box = self.box
        if box is None or point is None:
            return True
        return box[0] <= point[0] <= box[1] and box[2] <= point[1] <= box[3]


def standing(statement: Statement, days: Days | None) -> Standing:
    """Where a statement of these days stands."""
    return Standing(tuple(_keys(statement, standing=True)), span_class(days), days, point(statement))


def window(statement: Statement, days: Days | None) -> Window:
    """What a statement of these days looks for."""
    return Window(tuple(_keys(statement, standing=False)), days, point(statement))


def span_class(days: Days | None) -> int:
    """The number of the shortest class that the days fit in."""
    if days is None:
        return UNDATED
    length = (days[1] - days[0]).days + 1
    return next((number for number, longest in enumerate(SPANS) if length <= longest), ENDLESS)


def point(statement: Statement) -> tuple[float, float] | None:
    """Coordinates of the point that a statement names."""
    place = statement.mention.place
    if place is None or place.precision != "point" or place.lat is None or place.lon is None:
        return None
    return (place.lat, place.lon)


def _keys(statement: Statement, *, standing: bool) -> Iterator[str]:
    head = f"{statement.kind}{' before' if statement.background else ''} "
    parties = sorted(statement.parties)[:MOST_PARTIES]
    alone = len(parties) == 1
    if statement.kind == "truce" or (alone and not standing):
        yield from (head + party for party in parties)
    elif standing:
        yield from (head + party for party in parties)
        yield from (f"{head}{party} alone" for party in parties if alone)
        yield from (f"{head}{one}|{other}" for one, other in combinations(parties, 2))
    else:
        yield from (f"{head}{party} alone" for party in parties)
        yield from (f"{head}{one}|{other}" for one, other in combinations(parties, 2))
    place = statement.mention.place
    if statement.recipient and statement.days is not None and place is not None and place.precision == "point":
        yield f"{head}>{' '.join(sorted(statement.recipient))} {place.name}"


def _before(day: dt.date, length: int) -> dt.date:
    """The first day of a span of this length that ends on the day."""
    return dt.date.fromordinal(max(1, day.toordinal() - length + 1))
