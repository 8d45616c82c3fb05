"""Codings of documents and the mentions in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from lagebild import CODER
from lagebild.errors import StoreError
from lagebild.model import CodedDocument, Document, Mention, Naming
from lagebild.store.documents import BATCH, all_documents, current_revision, some_documents
from lagebild.store.tables import codings, mentions, now, parties


class StoredMention(NamedTuple):
    """A mention with the document it is from, its place among that document's mentions, and who coded it."""

    document_id: str
    position: int
    coder: str
    mention: Mention


@dataclass(frozen=True)
class MentionFilter:
    """What mentions are wanted; None takes all. Without ``coder`` only the latest coding of each document counts.

    ``since`` and ``until`` are days that the event's days must touch; ``country`` finds its borders too.
    """

    type: str | None = None
    status: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    actor: str | None = None
    recipient: str | None = None
    claimant: str | None = None
    country: str | None = None
    document_id: str | None = None
    coder: str | None = None


def put_coded(connection: sa.Connection, coded: CodedDocument) -> None:
    """Keeps the coding of a document's latest revision; one by another coder version stays beside it.

    Raises StoreError where the document itself is not in the store.
    """
    revision = current_revision(connection, coded.id)
    if not revision:
        raise StoreError("the document is not in the store", source=coded.id, advice="add it before its coding")
    coder = coded.events[0].coder if coded.events else CODER
    same = (codings.c.document_id == coded.id, codings.c.revision == revision, codings.c.coder == coder)
    known = connection.execute(sa.select(codings).where(*same)).one_or_none()
    if known and known.latest and _same(connection, known, coded):
        return
    connection.execute(sa.delete(codings).where(*same))
    connection.execute(sa.update(codings).where(codings.c.document_id == coded.id).values(latest=False))
    row = {
        "document_id": coded.id,
        "revision": revision,
        "coder": coder,
        "lang": coded.lang,
        "warnings": list(coded.warnings),
        "latest": True,
        "coded_at": now(),
        "namings": [naming.model_dump(mode="json") for naming in coded.namings],
    }
    number = connection.execute(sa.insert(codings).values(row).returning(codings.c.number)).scalar_one()
    for position, mention in enumerate(coded.events):
        _put_mention(connection, number, position, mention)


def find_mentions(connection: sa.Connection, wanted: MentionFilter) -> Iterator[StoredMention]:
    """Mentions that pass the filter, in the order of coding and text."""
    columns = (codings.c.document_id, mentions.c.position, codings.c.coder, mentions.c.payload)
    query = sa.select(*columns).join(codings, mentions.c.coding == codings.c.number).where(*_conditions(wanted))
    query = query.order_by(codings.c.number, mentions.c.position)
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        yield StoredMention(row.document_id, row.position, row.coder, Mention.model_validate(row.payload))


def coded_documents(connection: sa.Connection) -> Iterator[tuple[Document, CodedDocument]]:
    """Documents with their latest coding, in the order of arrival; those never coded are left out."""
    found = all_documents(connection)
    while batch := list(islice(found, BATCH)):
        yield from _with_coding(connection, batch)


def coded_of(connection: sa.Connection, ids: Sequence[str]) -> Iterator[tuple[Document, CodedDocument]]:
    """These documents with their latest coding; those never coded are left out."""
    for start in range(0, len(ids), BATCH):
        yield from _with_coding(connection, some_documents(connection, ids[start : start + BATCH]))


def _with_coding(connection: sa.Connection, batch: Sequence[Document]) -> Iterator[tuple[Document, CodedDocument]]:
    ids = [document.id for document in batch]
    latest = sa.select(codings).where(codings.c.latest, codings.c.document_id.in_(ids))
    rows = {row.document_id: row for row in connection.execute(latest)}
    events = _events(connection, [row.number for row in rows.values()])
    for document in batch:
        row = rows.get(document.id)
        if row is not None:
            yield document, _coded(document, row, events.get(row.number, ()))


def _same(connection: sa.Connection, known: sa.Row[Any], coded: CodedDocument) -> bool:
    events = tuple(_events(connection, [known.number]).get(known.number, ()))
    same = (events, tuple(known.warnings), known.lang) == (coded.events, coded.warnings, coded.lang)
    return same and known.namings is not None and _namings(known) == coded.namings


def _events(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, list[Mention]]:
    """Mentions by the number of their coding, in the order of the text."""
    wanted = sa.select(mentions.c.coding, mentions.c.payload).where(mentions.c.coding.in_(numbers))
    found: dict[int, list[Mention]] = {}
    for row in connection.execute(wanted.order_by(mentions.c.coding, mentions.c.position)):
        found.setdefault(row.coding, []).append(Mention.model_validate(row.payload))
    return found


def _coded(document: Document, row: sa.Row[Any], events: Sequence[Mention]) -> CodedDocument:
    return CodedDocument(
        id=document.id,
        lang=row.lang,
        published=document.published,
        outlet=document.outlet,
        events=tuple(events),
        namings=_namings(row),
        warnings=tuple(row.warnings),
    )


def _namings(row: sa.Row[Any]) -> tuple[Naming, ...]:
    """The namings of a coding; none where its coder did not read them yet."""
    return tuple(Naming.model_validate(naming) for naming in row.namings or ())


def _put_mention(connection: sa.Connection, coding: int, position: int, mention: Mention) -> None:
    row = {
        "coding": coding,
        "position": position,
        "type": mention.type,
        "status": mention.status,
        "date_start": mention.date.start if mention.date else None,
        "date_end": mention.date.end if mention.date else None,
        "place_country": mention.place.country if mention.place else None,
        "payload": mention.model_dump(mode="json"),
    }
    number = connection.execute(sa.insert(mentions).values(row).returning(mentions.c.number)).scalar_one()
    found = [{"mention": number, "role": role, "code": code} for role, code in sorted(_codes(mention))]
    if found:
        connection.execute(sa.insert(parties), found)


def _codes(mention: Mention) -> set[tuple[str, str]]:
    claimants = mention.claim.by if mention.claim else ()
    roles = (("actor", mention.actor), ("recipient", mention.recipient), ("claimant", claimants))
    return {(role, actor.code) for role, actors in roles for actor in actors}


def _conditions(wanted: MentionFilter) -> Iterator[sa.ColumnElement[bool]]:
    yield codings.c.latest if wanted.coder is None else codings.c.coder == wanted.coder
    for column, value in (
        (mentions.c.type, wanted.type),
        (mentions.c.status, wanted.status),
        (codings.c.document_id, wanted.document_id),
    ):
        if value is not None:
            yield column == value
    if wanted.since is not None:
        yield mentions.c.date_end >= wanted.since
    if wanted.until is not None:
        yield mentions.c.date_start <= wanted.until
    if wanted.country is not None:
        yield in_country(wanted.country)
    for role in ("actor", "recipient", "claimant"):
        code = getattr(wanted, role)
        if code is not None:
            yield _has_party(role, code)


def in_country(code: str) -> sa.ColumnElement[bool]:
    """The country itself, or a border of it (two codes joined by a hyphen)."""
    column = mentions.c.place_country
    return sa.or_(
        column == code, column.startswith(f"{code}-", autoescape=True), column.endswith(f"-{code}", autoescape=True)
    )


def _has_party(role: str, code: str) -> sa.ColumnElement[bool]:
    same = (parties.c.mention == mentions.c.number, parties.c.role == role, parties.c.code == code)
    return sa.exists().where(*same)
