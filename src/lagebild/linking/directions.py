"""Who took from whom: reprints, translations and citations with their source, by time and by what the texts credit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lagebild.knowledge.outlets import outlet_names
from lagebild.linking.origins import HEAD, agency_mark
from lagebild.linking.updates import publisher
from lagebild.model import CodedDocument, Copy, Document, Event, Update

#: Characters at the end of a text in which it credits its source ("Quelle: …").
TAIL = 200
#: Letters of an outlet's name from which it is taken for a name where it stands in a credit.
SHORTEST = 3


def sources_first(groups: Sequence[Sequence[str]], documents: Sequence[Document]) -> tuple[tuple[str, ...], ...]:
    """Groups of reprints, in each the text first whose outlet the others credit, else the earliest.

    The groups come in the order of publication; a wire's clock may run behind that of its customers.
    """
    known = {doc.id: doc for doc in documents}
    return tuple(_source_first([known[ident] for ident in group]) for group in groups)


def _source_first(group: Sequence[Document]) -> tuple[str, ...]:
    credited = {doc.id: sum(credits(other, doc) is not None for other in group) for doc in group}
    best = max(group, key=lambda doc: credited[doc.id])
    source = best if credited[best.id] else group[0]
    return (source.id, *(doc.id for doc in group if doc.id != source.id))


def credits(document: Document, source: Document) -> str | None:
    """The words by which a document credits the outlet of another for its text; None where it does not."""
    if not source.outlet or publisher(document) == publisher(source):
        return None
    mark = agency_mark(document)
    if mark is not None and mark.name == publisher(source):
        return mark.name
    return _named(source.outlet, document.text[:HEAD]) or _named(source.outlet, document.text[HEAD:][-TAIL:])


def _named(outlet: str, text: str) -> str | None:
    if len(outlet) < SHORTEST:
        return None
    found = re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", text, re.IGNORECASE)
    return found.group() if found else None


def copies(
    documents: Sequence[Document], coded: Mapping[str, CodedDocument], reprints: Sequence[Sequence[str]],
    translations: Sequence[tuple[str, str]], events: Sequence[Event], updates: Sequence[Update],
) -> tuple[Copy, ...]:  # fmt: skip
    """All that is taken over from others, in the order of ``documents``; an outlet's own update is no copy."""
    known, own = {doc.id: doc for doc in documents}, {update.article for update in updates if update.keeps_text}
    found: defaultdict[str, list[Copy]] = defaultdict(list)
    first = {ident: group[0] for group in reprints for ident in group}
    for doc in documents:
        if doc.id not in own:
            found[doc.id].extend(_reprint(doc, known[first.get(doc.id, doc.id)]))
    for source, target in translations:
        if not any(copy.source for copy in found[target]):
            outlet = _origin(known[source])
            found[target].append(Copy(document=target, source=source, outlet=outlet, how="translation"))
    for citation in _citations(documents, coded, events):
        if not any(citation.outlet == copy.outlet for copy in found[citation.document]):
            found[citation.document].append(citation)
    return tuple(copy for doc in documents for copy in found[doc.id])


def _reprint(document: Document, source: Document) -> Iterator[Copy]:
    """A reprint, or the first printing of a text that credits an agency of which nothing else is at hand."""
    mark = agency_mark(document)
    words = credits(document, source) or (mark.name if mark else None)
    if document.id != source.id:
        yield Copy(document=document.id, source=source.id, outlet=_origin(source), how="reprint", words=words)
    elif mark is not None and mark.name != publisher(document):
        yield Copy(document=document.id, outlet=mark.name, how="reprint", words=words)


def _origin(document: Document) -> str | None:
    """The agency that a text credits, else its outlet."""
    mark = agency_mark(document)
    return mark.name if mark is not None else document.outlet


def _citations(
    documents: Sequence[Document], coded: Mapping[str, CodedDocument], events: Sequence[Event]
) -> Iterator[Copy]:
    """Documents that name an outlet as carrier of what they tell, with its own text on the same event where there is one."""
    telling: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        for ident in event.documents:
            telling[ident].append(event)
    place = {doc.id: number for number, doc in enumerate(documents)}
    by_outlet: defaultdict[str, set[str]] = defaultdict(set)
    for doc in documents:
        by_outlet[publisher(doc)].add(doc.id)
    for doc in documents:
        for name in sorted(_relays(coded.get(doc.id))):
            if _usual(name) == publisher(doc):
                continue
            same = {ident for event in telling[doc.id] for ident in event.documents} & by_outlet[_usual(name)]
            before = min(
                (ident for ident in same if place[ident] < place[doc.id]), key=lambda i: place[i], default=None
            )
            yield Copy(document=doc.id, source=before, outlet=name, how="citation", words=name)


def _relays(coded: CodedDocument | None) -> set[str]:
    return {relay for mention in (coded.events if coded else ()) if mention.claim for relay in mention.claim.via}


def _usual(name: str) -> str:
    known = outlet_names().get(name.lower())
    return known.name if known else name.lower()
