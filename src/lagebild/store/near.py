"""The index of near copies and possible translations: bands of paragraphs, and names and numbers of texts.

A new document finds its candidates by looking up its own bands and keys; no document meets all others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from lagebild.errors import StoreError
from lagebild.model import Document, Prints
from lagebild.store.documents import all_documents
from lagebild.store.tables import codings, documents, paragraph_bands, text_keys, text_prints

Pair = tuple[str, str]
#: Bands or keys looked up with one question.
ASKED = 200


def put_prints(connection: sa.Connection, document_id: str, prints: Prints) -> None:
    """Keeps the prints of a document's latest revision in place of older ones; raises StoreError."""
    wanted = sa.select(documents.c.number, documents.c.revision, documents.c.published).where(
        documents.c.id == document_id
    )
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise StoreError("the document is not in the store", source=document_id, advice="add it before its prints")
    connection.execute(sa.delete(text_prints).where(text_prints.c.document == row.number))
    values = {
        "document": row.number,
        "revision": row.revision,
        "method": prints.method,
        "lang": prints.lang,
        "day": row.published,
    }
    connection.execute(sa.insert(text_prints).values(values))
    bands = [
        {"document": row.number, "paragraph": paragraph, "band": band, "hash": value}
        for paragraph, values_ in enumerate(prints.paragraphs)
        for band, value in enumerate(values_)
    ]
    keys = [{"document": row.number, "key": key, "day": row.published} for key in sorted(prints.keys)]
    for table, rows in ((paragraph_bands, bands), (text_keys, keys)):
        if rows:
            connection.execute(sa.insert(table), rows)


def unprinted(connection: sa.Connection, method: str) -> Iterator[tuple[Document, str | None]]:
    """Documents whose latest revision has no prints of this method, with the language that they were coded in."""
    current = sa.and_(
        text_prints.c.document == documents.c.number, text_prints.c.revision == documents.c.revision,
        text_prints.c.method == method,
    )  # fmt: skip
    coded = sa.and_(codings.c.document_id == documents.c.id, codings.c.latest)
    wanted = (
        sa.select(documents.c.id, codings.c.lang)
        .outerjoin(text_prints, current).outerjoin(codings, coded).where(text_prints.c.document.is_(None))
    )  # fmt: skip
    missing = {row.id: row.lang for row in connection.execute(wanted)}
    if missing:
        yield from ((doc, missing[doc.id] or doc.lang) for doc in all_documents(connection) if doc.id in missing)


def near_copies(connection: sa.Connection, document_id: str, days: int) -> list[str]:
    """Ids of documents of the same language and time with a paragraph that looks like one of this document's."""
    own = _own(connection, document_id)
    if own is None:
        return []
    wanted = sa.select(paragraph_bands.c.band, paragraph_bands.c.hash).where(paragraph_bands.c.document == own.document)
    places = [(row.band, row.hash) for row in connection.execute(wanted.distinct())]
    found: set[str] = set()
    for start in range(0, len(places), ASKED):
        some = places[start : start + ASKED]
        here = sa.or_(
            *(sa.and_(paragraph_bands.c.band == band, paragraph_bands.c.hash == value) for band, value in some)
        )
        query = sa.select(documents.c.id).join(text_prints, text_prints.c.document == documents.c.number)
        query = query.join(paragraph_bands, paragraph_bands.c.document == documents.c.number)
        query = query.where(here, documents.c.number != own.document, text_prints.c.lang.is_not_distinct_from(own.lang))
        found.update(connection.execute(query.where(_within(text_prints.c.day, own.day, days)).distinct()).scalars())
    return sorted(found)


def near_renderings(connection: sa.Connection, document_id: str, days: int, shared: int) -> list[str]:
    """Ids of documents in other languages of the same time that share so many names and numbers with this one."""
    own = _own(connection, document_id)
    if own is None:
        return []
    mine = sa.select(text_keys.c.key).where(text_keys.c.document == own.document)
    query = (
        sa.select(documents.c.id)
        .join(text_keys, text_keys.c.document == documents.c.number)
        .join(text_prints, text_prints.c.document == documents.c.number)
        .where(text_keys.c.key.in_(mine), text_prints.c.lang.is_distinct_from(own.lang))
        .where(_within(text_keys.c.day, own.day, days))
        .group_by(documents.c.id).having(sa.func.count() >= shared)
    )  # fmt: skip
    return sorted(connection.execute(query).scalars())


def pairs(
    connection: sa.Connection, ids: Iterable[str], days: tuple[int, int], shared: int
) -> tuple[set[Pair], set[Pair]]:
    """Near copies and possible renderings among some documents, each document looking up its own."""
    copies: set[Pair] = set()
    renderings: set[Pair] = set()
    for ident in ids:
        copies.update(_both(ident, near_copies(connection, ident, days[0])))
        renderings.update(_both(ident, near_renderings(connection, ident, days[1], shared)))
    return copies, renderings


def _both(ident: str, others: Sequence[str]) -> Iterator[Pair]:
    yield from ((min(ident, other), max(ident, other)) for other in others)


def _own(connection: sa.Connection, document_id: str) -> sa.Row[Any] | None:
    query = sa.select(text_prints).join(documents, documents.c.number == text_prints.c.document)
    return connection.execute(query.where(documents.c.id == document_id)).one_or_none()


def _within(column: sa.Column[Any], day: dt.date | None, days: int) -> sa.ColumnElement[bool]:
    """True for days around a day; an unknown day can be any."""
    if day is None:
        return sa.true()
    apart = dt.timedelta(days=days)
    return sa.or_(column.between(day - apart, day + apart), column.is_(None))
