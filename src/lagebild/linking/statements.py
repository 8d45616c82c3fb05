"""Mentions with what linking needs to know of the document they stand in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lagebild.model import Actor, CodedDocument, Document, Mention

#: Age from which an act is background, after the guidelines of the coder ("more than about a month").
BACKGROUND = dt.timedelta(days=28)
#: Precisions that name a time, however wide, from which days can be compared.
SHARP = frozenset({"day", "week"})

Codes = frozenset[str]


def codes(actors: Iterable[Actor]) -> Codes:
    """The codes of actors without the unknown one."""
    return frozenset(actor.code for actor in actors) - {"UNK"}


@dataclass(frozen=True)
class Statement:
    """One mention: who acts on whom, claimed by whom, between which days, where in its document."""

    document: Document
    index: int
    mention: Mention
    lang: str | None
    lead: bool

    @property
    def key(self) -> tuple[str, str, int]:
        """The place in the order of all statements, independent of the order in which documents were given."""
        return (*publication_key(self.document), self.index)

    @property
    def actor(self) -> Codes:
        """Codes of those who act."""
        return codes(self.mention.actor)

    @property
    def recipient(self) -> Codes:
        """Codes of those who are acted upon."""
        return codes(self.mention.recipient)

    @property
    def parties(self) -> Codes:
        """Codes of all who take part."""
        return self.actor | self.recipient

    @property
    def claimants(self) -> Codes:
        """Codes of those made responsible for the statement; empty where it is the outlet's own."""
        return codes(self.mention.claim.by) if self.mention.claim else frozenset()

    @property
    def denied(self) -> bool:
        """True where the act is said not to have happened."""
        return self.mention.status == "negated"

    @property
    def background(self) -> bool:
        """True for an act of long before the document."""
        if self.mention.status == "historical":
            return True
        date, published = self.mention.date, self.document.published
        return date is not None and published is not None and published - date.end > BACKGROUND

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day that the text allows; None where it says nothing."""
        date = self.mention.date
        return (date.start, date.end) if date is not None else None


def publication_key(document: Document) -> tuple[str, str]:
    """When a document was published and its id: the canonical order of documents."""
    return (document.published_at or str(document.published or ""), document.id)


def in_order(documents: Iterable[Document]) -> list[Document]:
    """Documents in canonical order."""
    return sorted(documents, key=_instant)


def _instant(document: Document) -> tuple[float, str]:
    if document.published_at:
        try:
            moment = dt.datetime.fromisoformat(document.published_at)
            return (moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp(), document.id)
        except ValueError:
            pass
    day = document.published
    return (dt.datetime.combine(day, dt.time(), dt.UTC).timestamp() if day else 0.0, document.id)


def statements(documents: Sequence[Document], coded: Mapping[str, CodedDocument]) -> list[Statement]:
    """All mentions in the order of ``documents`` and of their texts."""
    found: list[Statement] = []
    for document in documents:
        result = coded.get(document.id)
        if result is None:
            continue
        end = lead_end(document.text)
        for index, mention in enumerate(result.events):
            found.append(Statement(document, index, mention, result.lang, mention.evidence.start < end))
    return found


def lead_end(text: str) -> int:
    """Where the first paragraph that is more than a dateline or caption ends."""
    position = 0
    for part in text.split("\n"):
        position += len(part) + 1
        if len(part.split()) >= 20:
            return position
    return len(text)
