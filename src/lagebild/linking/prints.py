"""What a document is found again by, for an index in which near copies and translations are looked up."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from lagebild.linking import copies, translations
from lagebild.model import Document, Prints

#: Changes whenever the same text would give other prints.
METHOD = "1"
#: Days within which copies and translations follow, and keys that a translation shares at least.
DAYS = (copies.LONGEST_GAP.days, translations.LONGEST_GAP.days)
SHARED = translations.SHARED_RARE


class Near(NamedTuple):
    """Pairs of ids that an index has found: of one language with a like paragraph, of two with common names and numbers."""

    copies: Collection[tuple[str, str]]
    renderings: Collection[tuple[str, str]]


def prints(document: Document, lang: str | None) -> Prints:
    """The prints of a document in the language that it was read in."""
    return Prints(
        method=METHOD,
        lang=lang,
        paragraphs=copies.text_prints(document, lang),
        keys=translations.text_keys(document, lang),
    )
