"""Documents and mentions made up for tests of linking and reporting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lagebild.knowledge.ontology import event_types
from lagebild.model import Actor, Claim, CodedDocument, Document, EventDate, Evidence, Mention, Place, Span

CODER = "lagebild test"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def document(ident: str, text: str, published: str, *, outlet: str = "", lang: str = "en", **fields: str) -> Document:
    return Document(
        id=ident, text=text, published=day(published[:10]), published_at=published if "T" in published else None,
        outlet=outlet or f"Paper {ident}", lang=lang, url=fields.pop("url", f"https://news.example/{ident}"), **fields,
    )  # fmt: skip


def place(name: str, country: str, lat: float | None = None, lon: float | None = None) -> Place:
    return Place(name=name, country=country, lat=lat, lon=lon, precision="point", text=name)


def mention(
    doc: Document, kind: str, actor: str, recipient: str = "", *, says: str = "", date: str = "", status: str = "actual",
    where: Place | None = None, killed: int | None = None, passage: str = "", mode: str | None = None, confidence: float = 0.9,
) -> Mention:  # fmt: skip
    """A mention; ``actor``, ``recipient`` and ``says`` are codes parted by blanks, ``passage`` a piece of the text."""
    passage = passage or doc.text.split("\n\n")[0]
    start = doc.text.index(passage)
    word = passage.split()[0]
    event_type = event_types()[kind]
    return Mention(
        type=kind, mode=mode, quad=event_type.quad, goldstein=event_type.goldstein, cameo=event_type.cameo,
        actor=actors(actor), recipient=actors(recipient), status=status, killed=killed, place=where,
        claim=Claim(by=actors(says), stance="denies" if status == "negated" else "asserts") if says else None,
        date=EventDate(start=day(date), end=day(date), precision="day", text=date) if date else None,
        evidence=Evidence(start=start, end=start + len(passage), text=passage,
                          trigger=Span(start=start, end=start + len(word), text=word)),
        rule="test", confidence=confidence, coder=CODER,
    )  # fmt: skip


def actors(codes: str) -> tuple[Actor, ...]:
    return tuple(Actor(code=code) for code in codes.split())


def coded(doc: Document, *mentions: Mention) -> CodedDocument:
    return CodedDocument(id=doc.id, lang=doc.lang, published=doc.published, outlet=doc.outlet, events=tuple(mentions))


def sentence(words: Sequence[str], number: int) -> str:
    """A sentence of which no four words follow each other in that of another number."""
    return " ".join(f"{word}{number}" for word in words) + "."
