"""The places of a document: what names a place, and which of the places of that name it is.

A name stands for the same place throughout a document. What stands after it ("Paris, Texas"), the states and counties that
the document names, other places nearby and the number of people decide between places of one name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import cos, hypot, log10, radians
from typing import TypeAlias

from lagebild.coding.discourse import ARTICLES, Discourse, View
from lagebild.coding.names import Name
from lagebild.knowledge.actors import register
from lagebild.knowledge.gazetteer import Location, divisions, fold, place_words, short_divisions
from lagebild.text.tokens import Doc

#: Kinds of name that name a country or its capital, as against those who live in it or rule it.
PLACE_NAMES = frozenset({"name", "capital"})
#: Most words of a place's name.
WIDEST = 5
#: Smallest town found by another than its usual name.
SMALLEST_OTHER_NAME = 100_000
#: Smallest town that is recognised where neither a preposition nor a place of the document speaks for it.
SMALLEST_BARE = 200_000
#: How many people the places that are no towns count as, as the power of ten.
WEIGHT: Mapping[str, float] = {"country": 7.2, "division": 6.8, "county": 5.0}
OTHER_WEIGHT = 6.5
#: Kilometres within which two places of a document support each other.
NEAR = 160.0
#: How often the places chosen serve to choose again.
ROUNDS = 2
KILOMETRES = 111.2
#: A name as written, folded, and the state or province in which the text puts it.
Sense: TypeAlias = tuple[str, Location | None]


@dataclass
class Mention:
    """A name at token positions (end exclusive) of a sentence, what it may stand for, and what stands after it."""

    view: View
    start: int
    end: int
    key: str
    found: list[Location]
    within: Location | None = None
    introduced: bool = False
    fixed: bool = False


@dataclass
class Context:
    """What a document speaks of: states and provinces by number of mentions, and points that are sure."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    points: dict[str, Location] = field(default_factory=dict)

    def score(self, place: Location, key: str) -> float:
        """How well a place fits: people, states and provinces named, places nearby."""
        score = WEIGHT.get(place.kind, OTHER_WEIGHT) if place.kind != "town" else log10(place.population + 100)
        score += 0.0 if place.usual else -0.7
        total = sum(self.countries.values())
        if total and place.country:
            score += 1.5 * self.countries[place.country] / total + (0.5 if self.countries[place.country] else 0.0)
        if place.kind != "division" and self.divisions[place.country, place.division]:
            score += 1.0 + 1.5 * self.divisions[place.country, place.division] / sum(self.divisions.values())
        near = sum(1 for other, point in self.points.items() if other != key and _near(place, point))
        return score + min(2.0, 1.2 * near)


def _near(one: Location, other: Location) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    if one.kind == "country" or other.kind in {"country", "area"}:
        return False
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return hypot(one.lat - other.lat, east) * KILOMETRES <= NEAR


def places(discourse: Discourse, views: Sequence[View]) -> Iterator[tuple[View, int, int, Location]]:
    """Sentence, token positions (end exclusive) and place of all names of places, in the order of the text."""
    mentions = [mention for view in views for mention in _mentions(discourse, view)]
    persons = _persons(views, mentions)
    mentions = [m for m in mentions if m.introduced or m.fixed or m.key not in persons]
    chosen = _resolved(mentions)
    for mention in mentions:
        place = chosen.get((mention.key, mention.within))
        if place is not None:
            yield mention.view, mention.start, mention.end, place


def _mentions(discourse: Discourse, view: View) -> Iterator[Mention]:
    """Names of places of a sentence; those that are explained by the next have only that in ``within``."""
    doc, position = view.sentence.doc, 0
    before: Mention | None = None
    while position < len(doc):
        mention = _mention(discourse, view, position)
        if mention is None:
            name = view.at.get(position)
            position = name.end if name is not None and name.start == position else position + 1
            continue
        within = _qualifier(doc, before, mention) if before is not None else None
        if before is not None and within is not None:
            before.within, mention.found = within, [within]
        position, before = mention.end, mention
        yield mention


def _qualifier(doc: Doc, before: Mention, mention: Mention) -> Location | None:
    """The state or province that a name behind a comma gives for the one before ("Paris, Texas")."""
    if mention.start != before.end + 1 or doc[before.end].text != ",":
        return None
    wide = (place for place in mention.found if place.kind in {"division", "country"})
    return next((place for place in wide if any(_inside(one, place) for one in before.found)), None)


def _inside(place: Location, within: Location) -> bool:
    same = place.country == within.country and place != within
    return same and (within.kind == "country" or place.division == within.division)


def _mention(discourse: Discourse, view: View, position: int) -> Mention | None:
    """The name of a place that begins at a token."""
    doc = view.sentence.doc
    text = doc[position].text
    short = _short(doc, position)
    if short is not None:
        return Mention(view, position, short[0], fold(short[1].name), [short[1]], fixed=True)
    if not text[:1].isupper():
        return None
    name = view.at.get(position)
    country = _country(name)
    for width in range(min(WIDEST, len(doc) - position), 0, -1):
        if name is not None and country is None and position + width <= name.end:
            return None
        span = doc[position : position + width]
        if not span[-1].text[-1:].isalnum() or (width > 1 and not span[-1].text[:1].isupper()):
            continue
        found = _candidates(discourse, span.text, [token.text for token in span])
        if name is not None and country is not None and position + width == name.end and name.start == position:
            found = _with_country(name, country, found)
        if found and (country is not None or _reads_as_place(discourse, doc, position, position + width, found)):
            introduced = position > 0 and doc[position - 1].lower_ in place_words()["before"]
            fixed = country is not None or found[0].kind != "town"
            return Mention(view, position, position + width, fold(span.text), found, introduced=introduced, fixed=fixed)
    if name is not None and country is not None and name.start == position:
        found = _with_country(name, country, [])
        return Mention(view, name.start, name.end, fold(doc[name.start : name.end].text), found, fixed=True)
    return None


def _short(doc: Doc, position: int) -> tuple[int, Location] | None:
    """End and place of an abbreviated state or province at a token: behind "Paris," or with full stops within."""
    explains = position > 1 and doc[position - 1].text == "," and doc[position - 2].text[:1].isupper()
    for width in (3, 2, 1):
        text = doc[position : position + width].text
        if explains or "." in text[:-1]:
            place = short_divisions().get(text)
            if place is not None:
                return min(position + width, len(doc)), place
    return None


def _country(name: Name | None) -> str | None:
    if name is None or name.alias.kind not in PLACE_NAMES:
        return None
    country = name.alias.place_country or name.code
    return country if country and len(country) == 3 else None


def _with_country(name: Name, country: str, found: Iterable[Location]) -> list[Location]:
    """The country or its capital first, then what else has that name."""
    others = list(found)
    if name.alias.kind == "capital":
        own = [place for place in others if place.country == country and place.kind == "town"]
        if own:
            largest = max(own, key=lambda place: place.population)
            return [replace(largest, kind="capital", population=max(largest.population, 3_000_000)), *others]
        return [Location(name.alias.name or country, country, None, None, "capital")]
    others = [place for place in others if place.usual]
    if name.alias.place_country:
        located = [place for place in others if place.lat is not None]
        if located:
            return located
    others = [place for place in others if (place.kind, place.country) != ("division", country)]
    return [Location(name.alias.name or country, country, None, None, "country"), *others]


def _candidates(discourse: Discourse, text: str, words: list[str]) -> list[Location]:
    """Divisions first, then what the gazetteer has."""
    key = fold(text)
    wide = list(divisions().get(key, ())) if discourse.lang != "ru" else []
    found = discourse.candidates(text, words)
    named = [place for place in found if place.kind != "town" and not (wide and place.kind == "region")]
    some = [p for p in found if p.kind == "town" and (p.usual or p.population >= SMALLEST_OTHER_NAME)]
    if text.isupper() and len(text) < 5:
        some = [place for place in some if place.usual]
    return _located(wide + named + some)


def _located(found: list[Location]) -> list[Location]:
    """Places with coordinates where there are some."""
    located = [place for place in found if place.lat is not None]
    return located or found


def _reads_as_place(discourse: Discourse, doc: Doc, start: int, end: int, found: Sequence[Location]) -> bool:
    """No month, no part of a person's name or of another name, not behind an article."""
    words, token = place_words(), doc[start]
    if end == start + 1:
        if token.text in words["times"] | words["institutions"] or not discourse.reads_as_place(token):
            return False
    elif token.lower_ in ARTICLES:
        return False
    wide = found[0].kind in {"division", "county"}
    following = doc[end] if end < len(doc) else None
    goes_on = following is not None and following.text[:1].isupper() and following.pos_ == "PROPN"
    if following is not None and goes_on and not wide and following.text not in words["institutions"]:
        return found[0].kind != "town" and following.text in words["titles"]
    previous = doc[start - 1] if start else None
    if previous is None or not previous.text[:1].isupper():
        return True
    if previous.text.rstrip(".") in words["titles"]:
        return False
    return previous.pos_ != "PROPN" or start == 1 or wide


def _persons(views: Sequence[View], mentions: Sequence[Mention]) -> frozenset[str]:
    """Folded words that are the last of several capitalised ones in a row, or stand behind a title, and are introduced nowhere."""
    words = place_words()
    taken = {(id(m.view), position) for m in mentions for position in range(m.start, m.end)}
    sure = {m.key for m in mentions if m.within is not None}
    found: set[str] = set()
    for view in views:
        doc = view.sentence.doc
        for position in range(1, len(doc)):
            token, previous = doc[position], doc[position - 1]
            if (id(view), position) in taken or (id(view), position - 1) in taken or token.pos_ != "PROPN":
                continue
            if previous.text[:1].isupper() and (
                previous.pos_ == "PROPN" or previous.text.rstrip(".") in words["titles"]
            ):
                found.update({fold(token.text), fold(previous.text)})
    return frozenset(found - sure)


def _resolved(mentions: Sequence[Mention]) -> dict[Sense, Location]:
    """The place of each name: first those that are sure, then the others in their light."""
    told = {mention.key: mention.within for mention in mentions if mention.within is not None}
    groups: defaultdict[Sense, list[Mention]] = defaultdict(list)
    for mention in mentions:
        mention.within = mention.within or told.get(mention.key)
        groups[mention.key, mention.within].append(mention)
    possible = {sense: _possible(group[0], sense[1]) for sense, group in groups.items()}
    context = Context()
    for sense, places_ in possible.items():
        if len(places_) == 1 or sense[1] is not None or places_[0].kind in {"division", "county"}:
            _enter(context, sense[0], _best(places_, context, sense), len(groups[sense]))
    chosen: dict[Sense, Location] = {}
    for _ in range(ROUNDS):
        chosen = {sense: _best(places_, context, sense) for sense, places_ in possible.items()}
        points = {key: place for (key, _), place in chosen.items()}
        context = Context(context.countries, context.divisions, points | context.points)
    return {
        sense: place
        for sense, place in chosen.items()
        if sense[1] is not None or _believed(groups[sense], place, context)
    }


def _possible(mention: Mention, within: Location | None) -> list[Location]:
    inside = [place for place in mention.found if within is not None and _inside(place, within)]
    return inside or mention.found


def _best(possible: Sequence[Location], context: Context, sense: Sense) -> Location:
    return max(possible, key=lambda place: context.score(place, sense[0]))


def _enter(context: Context, key: str, place: Location, number: int) -> None:
    weight = number if place.kind == "country" else 2 * number
    if place.country:
        context.countries[place.country] += weight
    if place.division:
        context.divisions[place.country, place.division] += weight
    context.points[key] = place


@cache
def _given_names() -> frozenset[str]:
    """First names of the persons of the register, folded."""
    return frozenset(fold(person.en.split()[0]) for person in register().persons if person.en and " " in person.en)


def _believed(group: Sequence[Mention], place: Location, context: Context) -> bool:
    """Whether something speaks for the place besides its name."""
    introduced = any(mention.introduced for mention in group)
    if group[0].key in _given_names() and place.population < SMALLEST_BARE and place.kind != "country":
        return place.kind != "town" and introduced
    if place.kind != "town" or introduced or any(mention.fixed for mention in group):
        return True
    return place.population >= SMALLEST_BARE or bool(context.divisions[place.country, place.division])
