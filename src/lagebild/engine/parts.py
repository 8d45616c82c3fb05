"""One part of the reading of a document on its own, as ``lagebild inspect`` prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from lagebild.model import Document, Pair

if TYPE_CHECKING:
    from lagebild.coding.discourse import View
    from lagebild.knowledge.gazetteer import Location
    from lagebild.text import Sentence

Part: TypeAlias = Literal["dates", "places", "quotes", "actors"]
Row: TypeAlias = dict[str, Any]
#: Kinds of name that name a country or its capital, as against those who live in it or rule it.
PLACE_NAMES = frozenset({"name", "capital"})


def inspect_part(document: Document, part: Part, lang: str | None = None) -> Row:
    """``{"id": …, "<part>": [{"start", "end", "text", …}]}`` with code point offsets; raises UnknownLanguage."""
    from lagebild.text import detect_language

    chosen = lang or document.lang or detect_language(document.text, source=document.id)
    return {"id": document.id, part: list(PARTS[part](document, chosen))}


def relate_pair(document: Document, lang: str | None = None) -> Row:
    """``{"id": …, "type": …, …}``: the relation of a ``Pair``; raises UnknownLanguage."""
    from lagebild.coding.relation import relation

    assert isinstance(document, Pair)
    found = relation(document.text, document.actor, document.recipient, lang=lang or document.lang)
    return {"id": document.id, **found.model_dump(mode="json")}


def _dates(document: Document, lang: str) -> Iterator[Row]:
    from lagebild.coding.dates import time_expressions

    for found in time_expressions(document.text, lang, document.published):
        yield {"start": found.start, "end": found.end, "text": found.text, "type": found.type, "value": found.value}


def _quotes(document: Document, lang: str) -> Iterator[Row]:
    from lagebild.coding.quotes import quotations

    for found in quotations(document.text, lang):
        yield {"speaker": found.speaker, "cue": found.cue, "content": found.content, "type": found.type}


def _actors(document: Document, lang: str) -> Iterator[Row]:
    for view in _views(document, lang):
        for name in view.names:
            if name.code is not None:
                start, end = _offsets(view.sentence, name.start, name.end)
                yield {
                    "start": start, "end": end, "text": document.text[start:end],
                    "code": name.code, "sector": name.alias.sector, "name": name.alias.name,
                }  # fmt: skip


def _places(document: Document, lang: str) -> Iterator[Row]:
    for view in _views(document, lang):
        for first, last, location in sorted(_located(view), key=lambda found: found[0]):
            start, end = _offsets(view.sentence, first, last)
            yield {
                "start": start, "end": end, "text": document.text[start:end],
                "name": location.name, "geonameid": location.geonameid, "country": location.country,
                "lat": location.lat, "lon": location.lon, "kind": location.kind,
            }  # fmt: skip


def _views(document: Document, lang: str) -> Iterator[View]:
    """Sentences with their names, in the order in which the coder reads them."""
    from lagebild.coding.discourse import Discourse
    from lagebild.knowledge.outlets import outlet_country
    from lagebild.text import read

    reading = read(document.text, lang)
    discourse = Discourse(reading, document.published, document.outlet_country or outlet_country(document.outlet))
    for sentence in reading.sentences:
        if sentence.coded:
            yield discourse.view(sentence)


def _located(view: View) -> Iterator[tuple[int, int, Location]]:
    """Token positions (end exclusive) of places of the gazetteer, and of countries where it has none."""
    from lagebild.knowledge.gazetteer import Location

    start = None
    for position, location in sorted(view.located.items()):
        start = position if start is None else start
        if view.located.get(position + 1) is not location:
            yield start, position + 1, location
            start = None
    for name in view.names:
        country = name.alias.place_country or name.code
        taken = any(position in view.located for position in range(name.start, name.end))
        if not taken and country and len(country) == 3 and name.alias.kind in PLACE_NAMES:
            kind = "country" if name.alias.kind == "name" else "capital"
            yield name.start, name.end, Location(name.alias.name or country, country, None, None, kind)


def _offsets(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    return sentence.span(sentence.doc[first], sentence.doc[last - 1])


PARTS: Mapping[Part, Callable[[Document, str], Iterator[Row]]] = {
    "dates": _dates, "places": _places, "quotes": _quotes, "actors": _actors,
}  # fmt: skip
