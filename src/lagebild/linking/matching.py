"""When two statements can be about the same happening, and how well they fit."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from lagebild.linking.statements import Statement
from lagebild.model import Mention, Place

#: Types that tell of one happening in different words.
FAMILIES = {
    "AGREE": "settlement", "CONCEDE": "settlement", "RETREAT": "retreat", "CONSULT": "consult", "SUPPORT": "support",
    "COOPERATE": "help", "AID": "help",
}  # fmt: skip
#: Acts of one party or all together: the direction says little.
MUTUAL = frozenset({"settlement", "consult", "help"})
#: Kilometres within which two points of one country belong together.
NEAR = 150.0
EARTH_RADIUS = 6371.0


def family(mention: Mention) -> str:
    """The family of a mention's type."""
    return FAMILIES.get(mention.type, mention.type)


def compatible(one: Statement, other: Statement) -> bool:
    """False where something that both say excludes that they mean the same happening."""
    return (
        family(one.mention) == family(other.mention)
        and one.background == other.background
        and _same_parties(one, other)
        and _same_days(one, other)
        and _same_place(one.mention.place, other.mention.place)
    )


def _same_parties(one: Statement, other: Statement) -> bool:
    if family(one.mention) in MUTUAL or not one.recipient or not other.recipient:
        common = one.parties & other.parties
        return len(common) >= min(2, len(one.parties), len(other.parties)) and bool(common)
    return bool(one.actor & other.actor) and bool(one.recipient & other.recipient)


def days_of(statement: Statement) -> tuple[dt.date, dt.date] | None:
    """Days on which the act may have happened; an undated act of today's news is one of the last two days."""
    if statement.days is not None or statement.background:
        return statement.days
    published = statement.document.published
    if published is None:
        return None
    if statement.mention.status == "future":
        return (published, published + dt.timedelta(days=14))
    return (published - dt.timedelta(days=1), published)


def _same_days(one: Statement, other: Statement) -> bool:
    first, second = days_of(one), days_of(other)
    if first is None or second is None:
        return True
    return first[0] <= second[1] and second[0] <= first[1]


def _same_place(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None or one.country is None or other.country is None:
        return True
    if not set(one.country.split("-")) & set(other.country.split("-")):
        return False
    if one.precision != "point" or other.precision != "point":
        return True
    distance = kilometres(one, other)
    return distance is None or distance <= NEAR


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance (haversine formula); None where coordinates are missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(h))


def fit(statement: Statement, others: Sequence[Statement], copies: Mapping[str, str]) -> float:
    """How well a statement fits a happening: the best of its fits with the statements there, more for more of them."""
    best = max(_fit(statement, other, copies) for other in others)
    return best + min(len(others), 50) / 1000


def _fit(one: Statement, other: Statement, copies: Mapping[str, str]) -> float:
    value = 1.0
    value += 0.5 * (one.mention.type == other.mention.type)
    value += 1.0 * (one.days is not None and one.days == other.days)
    value += 0.5 * (one.mention.place is not None and one.mention.place == other.mention.place)
    value += 0.5 * (one.actor == other.actor and one.recipient == other.recipient)
    same_text = copies.get(one.document.id) is not None and copies.get(one.document.id) == copies.get(other.document.id)
    value += 2.0 * (same_text and one.mention.evidence.text == other.mention.evidence.text)
    return value
