"""Names of documents: the one given, else one that stays the same from run to run."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from lagebild.errors import InputError
from lagebild.model import Document


def content_id(text: str) -> str:
    """A name made from the text alone."""
    return f"text-{hashlib.sha256(text.encode('utf-8')).hexdigest()[:16]}"


class Identities:
    """Makes the ids of a run unique: the second ``a`` becomes ``a-2`` and carries a warning.

    The ids met are kept in a temporary database that SQLite moves to disk as it grows, so memory stays flat.
    """

    def __init__(self) -> None:
        self._met = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._met.execute("PRAGMA journal_mode = OFF")
        self._met.execute("CREATE TABLE met (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._met.execute("BEGIN")
        self._warnings: dict[str, str] = {}

    def unique(self, items: Iterable[Document | InputError]) -> Iterator[Document | InputError]:
        """The same items in the same order, ids met before replaced."""
        for item in items:
            yield self._renamed(item) if isinstance(item, Document) else item

    def warning(self, document_id: str) -> str | None:
        """Why a document was renamed; told once, so that nothing piles up in a long run."""
        return self._warnings.pop(document_id, None)

    def _renamed(self, document: Document) -> Document:
        chosen, number = document.id, 1
        while not self._new(chosen):
            number += 1
            chosen = f"{document.id}-{number}"
        if chosen == document.id:
            return document
        self._warnings[chosen] = f"id '{document.id}' was used before in this run; this document is '{chosen}'"
        return document.model_copy(update={"id": chosen})

    def _new(self, name: str) -> bool:
        return self._met.execute("INSERT OR IGNORE INTO met VALUES (?)", (name,)).rowcount == 1
