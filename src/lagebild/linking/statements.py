"""Mentions with what linking needs to know of the document they stand in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lagebild.linking.kinds import FORCE, kind_of
from lagebild.linking.signatures import keys
from lagebild.model import Actor, CodedDocument, Document, Mention

#: Age from which an act is background, after the guidelines of the coder ("more than about a month").
BACKGROUND = dt.timedelta(days=28)
#: Sectors of a state's own people, and acts that a state does to them but not to itself.
PEOPLE = frozenset({"CVL", "OPP", "MED", "PTY", "REL", "EDU", "LAB", "REF", "NGO", "BUS", "JUD", "HLH"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "ACCUSE", "REJECT"})
#: Words of a paragraph that is more than a dateline or a caption.
LEAD = 20

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Words that point back to a time told of before.
BACK_THEN = re.compile(r"\b(?:damals|seinerzeit|back then|at that time|в то время|в ту пору)\b", re.IGNORECASE)
TELEPHONE = re.compile(r"\bphone|telephon|telefon|телефон", re.IGNORECASE)

Codes = frozenset[str]
Days = tuple[dt.date, dt.date]
#: What tells a statement from all others: its document, the index of its mention there, its recipients.
Part = tuple[str, int, tuple[str, ...]]


def codes(actors: Iterable[Actor]) -> Codes:
    """The codes of actors without the unknown one."""
    return frozenset(actor.code for actor in actors) - {"UNK"}


@dataclass(frozen=True)
class Statement:
    """One mention: who acts on whom, claimed by whom, between which days, where in its document.

    ``actor`` and ``recipient`` are those of the mention, or of a part of it where it tells of several acts at once.
    """

    document: Document
    index: int
    mention: Mention
    lang: str | None
    lead: bool
    kind: str
    actor: Codes = field(default=frozenset())
    recipient: Codes = field(default=frozenset())
    #: Told by somebody who in the same sentence only blames or condemns.
    reaction: bool = False

    @property
    def key(self) -> tuple[float, str, int, tuple[str, ...]]:
        """The place in the order of all statements, whatever the order in which documents were given."""
        return (*instant(self.document), self.index, tuple(sorted(self.recipient)))

    @property
    def part(self) -> Part:
        """What tells it from all others."""
        return (self.document.id, self.index, tuple(sorted(self.recipient)))

    @cached_property
    def parties(self) -> Codes:
        """Codes of all who take part."""
        return self.actor | self.recipient

    @cached_property
    def claimants(self) -> Codes:
        """Codes of those made responsible for the statement; empty where it is the outlet's own."""
        return codes(self.mention.claim.by) if self.mention.claim else frozenset()

    @property
    def denied(self) -> bool:
        """True where the act is said not to have happened."""
        return self.mention.status == "negated"

    @cached_property
    def background(self) -> bool:
        """True for an act of long before the document, by its status, its day, or the time of an undated passage on force."""
        date, published = self.mention.date, self.document.published
        if self.mention.status == "historical" or published is None:
            return self.mention.status == "historical"
        if date is not None:
            return published - date.end > BACKGROUND
        if self.kind not in (*FORCE, "truce"):
            return False
        years = [int(year) for year in YEAR.findall(self.mention.evidence.text)]
        return max(years) < published.year if years else BACK_THEN.search(self.mention.evidence.text) is not None

    @property
    def days(self) -> Days | None:
        """First and last day that the text gives; None where it says nothing."""
        date = self.mention.date
        return (date.start, date.end) if date is not None else None

    @cached_property
    def keys(self) -> frozenset[str]:
        """Names and numbers of the passage, comparable between languages."""
        return frozenset(keys(self.mention.evidence.text, self.lang or ""))


def instant(document: Document) -> tuple[float, str]:
    """When a document was published, in seconds of the epoch, and its id: the canonical order of documents."""
    if document.published_at:
        try:
            moment = dt.datetime.fromisoformat(document.published_at)
            return (moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp(), document.id)
        except ValueError:
            pass
    day = document.published
    return (dt.datetime.combine(day, dt.time(), dt.UTC).timestamp() if day else 0.0, document.id)


def in_order(documents: Iterable[Document]) -> list[Document]:
    """Documents in canonical order."""
    return sorted(documents, key=instant)


def statements(documents: Sequence[Document], coded: Mapping[str, CodedDocument]) -> list[Statement]:
    """All mentions in the order of ``documents`` and of their texts."""
    found: list[Statement] = []
    for document in documents:
        result = coded.get(document.id)
        end = lead_end(document.text) if result else 0
        blaming = _blaming(result.events) if result else frozenset()
        for index, mention in enumerate(result.events if result else ()):
            statement = Statement(
                document, index, mention, result.lang if result else None, mention.evidence.start < end, kind_of(mention),
                codes(mention.actor), _sufferers(mention), _reacts(mention, blaming),
            )  # fmt: skip
            found.extend(_parts(statement))
    return found


def _blaming(mentions: Iterable[Mention]) -> frozenset[tuple[int, str]]:
    """Who blames or condemns in which sentence."""
    return frozenset((m.evidence.start, code) for m in mentions if m.type == "ACCUSE" for code in codes(m.actor))


def _reacts(mention: Mention, blaming: frozenset[tuple[int, str]]) -> bool:
    """True where whoever claims a hostile act blames somebody in the same sentence."""
    by = codes(mention.claim.by) if mention.claim and mention.type in HOSTILE else frozenset()
    return any((mention.evidence.start, code) in blaming for code in by)


def _sufferers(mention: Mention) -> Codes:
    """Recipients other than the actors; a party that acts on itself only where it acts on its own people."""
    others = codes(mention.recipient) - codes(mention.actor)
    own_people = any(actor.sector in PEOPLE for actor in mention.recipient)
    return others or (codes(mention.recipient) if own_people or mention.type not in HOSTILE else frozenset())


def _parts(statement: Statement) -> Iterator[Statement]:
    """Calls by telephone to several partners, told in one sentence, one by one; anything else as it is."""
    mention, first = statement.mention, next(iter(statement.mention.actor), None)
    others = sorted(statement.actor - {first.code} if first else ())
    by_phone = mention.mode == "phone" or TELEPHONE.search(mention.evidence.text) is not None
    if mention.type == "CONSULT" and by_phone and len(others) > 1 and not statement.recipient and first:
        for other in others:
            yield replace(statement, actor=frozenset({first.code}), recipient=frozenset({other}))
    else:
        yield statement


def lead_end(text: str) -> int:
    """Where the first paragraph that is more than a dateline or caption ends."""
    position = 0
    for part in text.split("\n"):
        position += len(part) + 1
        if len(part.split()) >= LEAD:
            return position
    return len(text)
