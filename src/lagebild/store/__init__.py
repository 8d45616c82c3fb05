"""What is kept: documents with their revisions, codings, events and reports, in SQLite or PostgreSQL."""

from lagebild.store.codings import MentionFilter, StoredMention
from lagebild.store.forecasts import StoredForecast, StoredOutcome
from lagebild.store.links import At, KeptLink, LinkedDocument, Links, Passage, Sought
from lagebild.store.outbox import Claim, Delivery, DeliveryState
from lagebild.store.publications import Publications
from lagebild.store.store import Store
from lagebild.store.subscribers import Subscriber, Subscription

__all__ = [
    "At",
    "Claim",
    "Delivery",
    "DeliveryState",
    "KeptLink",
    "LinkedDocument",
    "Links",
    "MentionFilter",
    "Passage",
    "Publications",
    "Sought",
    "Store",
    "StoredForecast",
    "StoredMention",
    "StoredOutcome",
    "Subscriber",
    "Subscription",
]
