"""What is kept: documents with their revisions, codings, events and reports, in SQLite or PostgreSQL."""

from lagebild.store.codings import MentionFilter, StoredMention
from lagebild.store.forecasts import StoredForecast, StoredOutcome
from lagebild.store.links import At, KeptLink, LinkedDocument, Links, Passage, Sought
from lagebild.store.store import Store

__all__ = [
    "At",
    "KeptLink",
    "LinkedDocument",
    "Links",
    "MentionFilter",
    "Passage",
    "Sought",
    "Store",
    "StoredForecast",
    "StoredMention",
    "StoredOutcome",
]
