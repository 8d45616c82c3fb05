"""One part of the reading of a document on its own, as ``lagebild inspect`` prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from lagebild.model import Document, Pair

if TYPE_CHECKING:
    from lagebild.coding.discourse import Discourse, View
    from lagebild.text import Sentence

Part: TypeAlias = Literal["dates", "places", "quotes", "actors"]
Row: TypeAlias = dict[str, Any]


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
    for view in _reading(document, lang)[1]:
        for name in view.names:
            if name.code is not None:
                start, end = _offsets(view.sentence, name.start, name.end)
                yield {
                    "start": start, "end": end, "text": document.text[start:end],
                    "code": name.code, "sector": name.alias.sector, "name": name.alias.name,
                }  # fmt: skip


def _places(document: Document, lang: str) -> Iterator[Row]:
    from lagebild.coding.places import places

    discourse, views = _reading(document, lang)
    for view, first, last, location in places(discourse, list(views)):
        start, end = _offsets(view.sentence, first, last)
        yield {
            "start": start, "end": end, "text": document.text[start:end],
            "name": location.name, "geonameid": location.geonameid, "country": location.country,
            "lat": location.lat, "lon": location.lon, "kind": location.kind,
        }  # fmt: skip


def _reading(document: Document, lang: str) -> tuple[Discourse, Iterator[View]]:
    """The discourse and its sentences with their names, in the order in which the coder reads them."""
    from lagebild.coding.discourse import Discourse
    from lagebild.knowledge.outlets import outlet_country
    from lagebild.text import read

    reading = read(document.text, lang)
    discourse = Discourse(reading, document.published, document.outlet_country or outlet_country(document.outlet))
    return discourse, (discourse.view(sentence) for sentence in reading.sentences if sentence.coded)


def _offsets(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    return sentence.span(sentence.doc[first], sentence.doc[last - 1])


PARTS: Mapping[Part, Callable[[Document, str], Iterator[Row]]] = {
    "dates": _dates, "places": _places, "quotes": _quotes, "actors": _actors,
}  # fmt: skip
