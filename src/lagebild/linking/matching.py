"""When statements can be about the same happening, and how well they fit."""

from __future__ import annotations

import datetime as dt
import math

from lagebild.linking.kinds import MUTUAL
from lagebild.linking.statements import Days, Statement
from lagebild.linking.truces import mediators
from lagebild.model import Place

#: Kilometres within which two points belong together.
NEAR = 150.0
EARTH_RADIUS = 6371.0
#: An undated act in the news happened on the day of publication or the day before.
FRESH = dt.timedelta(days=1)


def likely_days(statement: Statement) -> Days | None:
    """Days on which the act happened or was announced: those of the text, else that of publication and the one before.

    None where nothing can be said: background without a date, or a document without a day of publication.
    """
    published = statement.document.published
    if statement.days is not None or statement.background or published is None:
        return statement.days
    return (published - FRESH, published)


def overlap(one: Days | None, other: Days | None) -> bool:
    """True where two spans share a day or one is unknown."""
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])


def same_parties(one: Statement, other: Statement, kind: str) -> bool:
    """True where the parties of two statements of one kind can be the same."""
    if kind == "truce":
        return _same_truce(one, other)
    common = one.parties & other.parties
    if (
        kind == "ACCUSE"
        and len(common) > 1
        and common == one.parties == other.parties
        and one.days
        and one.days == other.days
    ):
        return True  # each blames the other on one day: an exchange of accusations
    if kind in MUTUAL or not one.recipient or not other.recipient:
        return bool(common) and len(common) >= min(2, len(one.parties), len(other.parties))
    return bool(one.actor & other.actor) and bool(one.recipient & other.recipient)


def _same_truce(one: Statement, other: Statement) -> bool:
    """True where a party is the same, or a mediator is named in both and no more than two parties in all."""
    first, second = mediators(one.mention), mediators(other.mention)
    sides = one.parties - first - second, other.parties - first - second
    named = (first & (other.parties | second)) | (second & (one.parties | first))
    return bool(sides[0] & sides[1]) or (bool(named) and len(sides[0] | sides[1]) <= 2)


def rival_actors(one: Statement, other: Statement) -> bool:
    """True where different claimants name different actors for what one party suffered on one day at one point."""
    places = one.mention.place, other.mention.place
    return (
        bool(one.recipient) and one.recipient == other.recipient and not one.actor & other.actor
        and one.days is not None and one.days == other.days and one.claimants != other.claimants
        and places[0] is not None and places[1] is not None and places[0].precision == places[1].precision == "point"
        and places[0].name == places[1].name
    )  # fmt: skip


def same_place(one: Place | None, other: Place | None) -> bool:
    """True where two places can be the same; an unknown one can be any. Points near each other may lie on two sides of a border."""
    if one is None or other is None or one.country is None or other.country is None:
        return True
    distance = kilometres(one, other) if one.precision == other.precision == "point" else None
    if distance is not None:
        return distance <= NEAR
    return bool(set(one.country.split("-")) & set(other.country.split("-")))


def same_ground(one: Place | None, other: Place | None) -> bool:
    """True where two places can be the same and lie in one state."""
    countries = [set(place.country.split("-")) for place in (one, other) if place is not None and place.country]
    return same_place(one, other) and (len(countries) < 2 or bool(countries[0] & countries[1]))


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance (haversine formula); None where coordinates are missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(h))


def likenesses(one: Statement, other: Statement) -> dict[str, float]:
    """What of two compatible statements is the same, by what it is; from 0 to 6.75 in all."""
    first, second = one.mention.place, other.mention.place
    means, killed = one.mention.mode, one.mention.killed
    shared = len(one.keys & other.keys)
    found = {
        "type": 0.5 * (one.mention.type == other.mention.type),
        "days": 1.0 * (one.days is not None and one.days == other.days),
        "parties": 1.5 * (one.actor == other.actor and one.recipient == other.recipient),
        "place": 1.0
        * (first is not None and second is not None and (first.name, first.country) == (second.name, second.country)),
        "means": 0.25 * (means is not None and means == other.mention.mode),
        "casualties": 0.5 * (bool(killed) and killed == other.mention.killed),
        "words": round(2.0 * shared / min(len(one.keys), len(other.keys)), 6) if shared > 1 else 0.0,
    }
    return {part: value for part, value in found.items() if value}
