"""What is kept: documents with their revisions, codings, events and reports, in SQLite or PostgreSQL."""

from lagebild.store.codings import MentionFilter, StoredMention
from lagebild.store.store import Store

__all__ = ["MentionFilter", "Store", "StoredMention"]
