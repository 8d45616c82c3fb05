"""Documents and their revisions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from lagebild.model import Document
from lagebild.store.tables import documents, now, revisions

#: Fields of a Document that a revision holds beside its text.
FIELDS = ("text", "title", "url", "outlet", "outlet_country", "published", "published_at", "lang")
#: Those that the document's own row shows too.
SHOWN = ("title", "url", "outlet", "published", "lang")
#: Rows fetched at once.
BATCH = 200


def content_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def put_document(connection: sa.Connection, document: Document) -> int:
    """The revision under which the document is kept: the current one where nothing has changed, else a new one."""
    current = _claim(connection, document)
    if current and _revision(connection, document.id, current) == document:
        return current
    revision = current + 1
    values = {field: getattr(document, field) for field in FIELDS}
    digest = content_hash(document.text)
    connection.execute(
        sa.insert(revisions).values(
            document_id=document.id, revision=revision, content_hash=digest, stored_at=now(), **values
        )
    )
    shown = {field: values[field] for field in SHOWN}
    changed = sa.update(documents).where(documents.c.id == document.id)
    connection.execute(changed.values(revision=revision, content_hash=digest, **shown))
    return revision


def current_revision(connection: sa.Connection, document_id: str) -> int | None:
    """The latest revision of a document, locked against other writers; None where there is none."""
    wanted = sa.select(documents.c.revision).where(documents.c.id == document_id).with_for_update()
    return connection.execute(wanted).scalar()


def all_documents(connection: sa.Connection) -> Iterator[Document]:
    """Latest revisions, in the order of arrival."""
    wanted = _current().order_by(documents.c.number)
    for row in connection.execution_options(yield_per=BATCH).execute(wanted):
        yield _document(row)


def some_documents(connection: sa.Connection, ids: Sequence[str]) -> list[Document]:
    """Latest revisions of these documents, in the order of arrival."""
    wanted = _current().where(documents.c.id.in_(ids)).order_by(documents.c.number)
    return [_document(row) for row in connection.execute(wanted)]


def document_revisions(connection: sa.Connection, document_id: str) -> list[Document]:
    """All that a document has been, the first first."""
    wanted = sa.select(revisions).where(revisions.c.document_id == document_id).order_by(revisions.c.revision)
    return [_document(row) for row in connection.execute(wanted)]


def _claim(connection: sa.Connection, document: Document) -> int:
    """The current revision, 0 for a document that was not there; its row is ours until the transaction ends."""
    row = {"id": document.id, "revision": 0, "content_hash": ""}
    connection.execute(_insert_if_missing(connection).values(row))
    return current_revision(connection, document.id) or 0


def _insert_if_missing(connection: sa.Connection) -> Any:
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        return postgresql_insert(documents).on_conflict_do_nothing(index_elements=["id"])
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert(documents).on_conflict_do_nothing(index_elements=["id"])


def _current() -> sa.Select[Any]:
    joined = sa.and_(revisions.c.document_id == documents.c.id, revisions.c.revision == documents.c.revision)
    return sa.select(revisions).join(documents, joined)


def _revision(connection: sa.Connection, document_id: str, revision: int) -> Document | None:
    wanted = sa.select(revisions).where(revisions.c.document_id == document_id, revisions.c.revision == revision)
    row = connection.execute(wanted).one_or_none()
    return _document(row) if row else None


def _document(row: sa.Row[Any]) -> Document:
    return Document(id=row.document_id, **{field: getattr(row, field) for field in FIELDS})
