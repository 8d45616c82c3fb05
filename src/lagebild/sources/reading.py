"""How documents are to be read: what the user says of bare text, and the limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.sources.publication import Publication
from lagebild.sources.safe_fetch import FetchPolicy


@dataclass(frozen=True)
class ReadingOptions:
    """Publication and outlet fill in where a document does not name its own; sizes are bytes of UTF-8."""

    publication: Publication = field(default_factory=Publication)
    outlet: str | None = None
    max_document_bytes: int = 5_000_000
    max_page_bytes: int = 10_000_000
    fetching: FetchPolicy = field(default_factory=FetchPolicy)
