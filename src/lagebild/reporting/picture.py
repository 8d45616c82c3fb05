"""A situation made ready to be shown: rows, accounts and passages with their anchors, all plain text."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from lagebild.model import Account, Casualties, CodedDocument, Document, Event, Mention, Situation
from lagebild.reporting.wording import (
    DISPUTE_NAMES,
    LANGUAGE_NAMES,
    STATUS_NAMES,
    claimant,
    day,
    name,
    names,
    sentence,
    type_name,
)


@dataclass(frozen=True)
class Source:
    """A document in the list of sources."""

    anchor: str
    ident: str
    outlet: str
    country: str
    language: str
    lang: str
    time: str
    title: str
    url: str | None
    copies: str


@dataclass(frozen=True)
class Passage:
    """A verbatim passage with the word that triggered the event marked."""

    anchor: str
    source: Source
    before: str
    trigger: str
    after: str
    claim: str
    status: str
    codes: tuple[str, ...]
    ident: str
    quad: str


@dataclass(frozen=True)
class Voice:
    """One account with the passages it rests on."""

    who: str
    status: str
    denies: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Loss:
    """A figure with the passages it rests on."""

    side: str
    by: str
    killed: str
    wounded: str
    as_of: str
    event: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Row:
    """An event."""

    event: Event
    anchor: str
    date: str
    what: str
    sentence: str
    place: str
    claimants: str
    status: str
    dispute: str | None
    voices: tuple[Voice, ...]
    losses: tuple[Loss, ...]
    passages: tuple[Passage, ...]

    @property
    def strands(self) -> frozenset[str]:
        """Codes of all who take part."""
        return frozenset(self.event.actor) | frozenset(self.event.recipient)


class Picture:
    """All that a report of a situation shows."""

    def __init__(self, situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument]) -> None:
        self.situation = situation
        self.documents = {doc.id: doc for doc in documents}
        self.coded = {result.id: result for result in coded}
        self.sources = _sources(situation, documents, self.coded)
        self.rows = tuple(self._row(number, event) for number, event in enumerate(situation.events, 1))

    @cached_property
    def main(self) -> tuple[Row, ...]:
        """Events that a main party takes part in, background left out."""
        parties = set(self.situation.parties)
        return tuple(
            row for row in self.rows if not is_background(row.event) and (row.strands & parties or not parties)
        )

    @cached_property
    def elsewhere(self) -> tuple[Row, ...]:
        """Events of others."""
        return tuple(row for row in self.rows if not is_background(row.event) and row not in self.main)

    @cached_property
    def background(self) -> tuple[Row, ...]:
        """Events of long before that the documents recall."""
        return tuple(row for row in self.rows if is_background(row.event))

    @cached_property
    def disputed(self) -> tuple[Row, ...]:
        """Contested events."""
        return tuple(row for row in self.rows if row.event.disputed)

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """All figures, by side, then by day."""
        found = [(loss.side, loss.as_of, number, loss) for number, row in enumerate(self.rows) for loss in row.losses]
        return tuple(loss for _, _, _, loss in sorted(found, key=lambda item: item[:3]))

    @cached_property
    def published(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of publication."""
        days = sorted(doc.published for doc in self.documents.values() if doc.published)
        return (days[0], days[-1]) if days else (None, None)

    @property
    def outlets(self) -> int:
        """How many outlets published the documents."""
        return len({doc.outlet for doc in self.documents.values() if doc.outlet})

    @property
    def languages(self) -> tuple[tuple[str, int], ...]:
        """Languages with their numbers of documents."""
        counts = Counter(source.language for source in self.sources.values())
        return tuple(sorted(counts.items()))

    @property
    def coders(self) -> tuple[str, ...]:
        """Versions of the coder that found the events."""
        return tuple(sorted({mention.coder for result in self.coded.values() for mention in result.events}))

    @property
    def invented(self) -> bool:
        """True where all addresses are of the reserved domain ``.example`` (RFC 2606): texts that no one published."""
        hosts = [urlsplit(doc.url).hostname or "" for doc in self.documents.values() if doc.url]
        return bool(hosts) and all(host.endswith(".example") for host in hosts)

    def _row(self, number: int, event: Event) -> Row:
        anchor = f"event-{number}"
        passages = tuple(
            passage
            for position, (ident, index) in enumerate(event.mentions, 1)
            if (passage := self._passage(f"{anchor}-passage-{position}", ident, index)) is not None
        )
        modes = Counter(m.mode for m in self._mentions(event) if m.mode and m.type == event.type)
        mode = min(modes, key=lambda key: (-modes[key], key)) if modes else None
        return Row(
            event=event, anchor=anchor, date=day(event.date), what=type_name(event.type, mode), sentence=sentence(event),
            place=_place(event), claimants=_claimants(event), status=_status(event),
            dispute=DISPUTE_NAMES[event.dispute] if event.dispute else None,
            voices=tuple(_voice(account, passages) for account in event.accounts),
            losses=tuple(_loss(figure, anchor, passages) for figure in event.casualties), passages=passages,
        )  # fmt: skip

    def _mentions(self, event: Event) -> list[Mention]:
        return [
            self.coded[ident].events[index]
            for ident, index in event.mentions
            if ident in self.coded and index < len(self.coded[ident].events)
        ]

    def _passage(self, anchor: str, ident: str, index: int) -> Passage | None:
        result, source = self.coded.get(ident), self.sources.get(ident)
        if result is None or source is None or index >= len(result.events):
            return None
        mention = result.events[index]
        before, trigger, after = marked(mention)
        return Passage(
            anchor, source, before, trigger, after, claim=said_by(mention), status=STATUS_NAMES[mention.status],
            codes=tuple(sorted({a.code for a in mention.claim.by} if mention.claim else ())), ident=ident,
            quad=mention.quad,
        )  # fmt: skip


def is_background(event: Event) -> bool:
    """True where all accounts are of long before."""
    return all(account.status == "historical" for account in event.accounts)


def marked(mention: Mention) -> tuple[str, str, str]:
    """The passage in three parts, the trigger in the middle."""
    evidence, trigger = mention.evidence, mention.evidence.trigger
    start, end = trigger.start - evidence.start, trigger.end - evidence.start
    if not 0 <= start <= end <= len(evidence.text):
        return evidence.text, "", ""
    return evidence.text[:start], evidence.text[start:end], evidence.text[end:]


def said_by(mention: Mention) -> str:
    """Who says so, through whom, in words; empty where the outlet speaks itself."""
    if mention.claim is None:
        return ""
    codes = sorted({actor.code for actor in mention.claim.by})
    who = names(codes) or "unnamed sources"
    via = f", via {', '.join(mention.claim.via)}" if mention.claim.via else ""
    return f"{who}{' denies' if mention.claim.stance == 'denies' else ''}{via}"


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web; None for anything that is no plain link."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def _sources(
    situation: Situation, documents: Sequence[Document], coded: Mapping[str, CodedDocument]
) -> dict[str, Source]:
    ordered = sorted(documents, key=lambda doc: (str(doc.published or ""), doc.published_at or "", doc.id))
    number = {doc.id: position for position, doc in enumerate(ordered, 1)}
    copies = {ident: f"reprint of [{number[g[0]]}]" for g in situation.reprints for ident in g[1:] if g[0] in number}
    copies.update({t: f"translation of [{number[s]}]" for s, t in situation.translations if s in number})
    return {doc.id: _source(doc, number[doc.id], copies.get(doc.id, ""), coded.get(doc.id)) for doc in ordered}


def _source(document: Document, number: int, copies: str, coded: CodedDocument | None) -> Source:
    lang = (coded.lang if coded else document.lang) or ""
    when = document.published_at or str(document.published or "")
    return Source(
        anchor=f"source-{number}", ident=document.id, outlet=document.outlet or document.id,
        country=name(document.outlet_country) if document.outlet_country else "", language=LANGUAGE_NAMES.get(lang, lang or "unknown"),
        lang=lang, time=when.replace("T", " ")[:16], title=document.title or "", url=web_address(document.url), copies=copies,
    )  # fmt: skip


def _place(event: Event) -> str:
    country = " / ".join(name(code) for code in (event.place_country or "").split("-") if code)
    if event.place and country and event.place != country:
        return f"{event.place}, {country}"
    return event.place or country or "not stated"


def _claimants(event: Event) -> str:
    codes = dict.fromkeys(code for account in event.accounts for code in account.claimed_by)
    own = any(not account.claimed_by for account in event.accounts)
    return ", ".join([*(name(code) for code in codes), *(["outlets themselves"] if own else [])])


def _status(event: Event) -> str:
    order = ("actual", "future", "historical", "negated", "hypothetical")
    found = {account.status for account in event.accounts}
    return next(STATUS_NAMES[status] for status in order if status in found)


def _voice(account: Account, passages: Sequence[Passage]) -> Voice:
    by, word = tuple(sorted(account.claimed_by)), STATUS_NAMES[account.status]
    own = tuple(
        p for p in passages
        if p.ident in account.documents and tuple(c for c in p.codes if c != "UNK") == by and p.status == word
    )  # fmt: skip
    return Voice(claimant(account.claimed_by), word, account.status == "negated", own)


def _loss(figure: Casualties, anchor: str, passages: Sequence[Passage]) -> Loss:
    def number(value: int | None) -> str:
        return "–" if value is None else f"{value:,}"

    own = tuple(p for p in passages if p.ident in figure.documents)
    return Loss(
        side=name(figure.side) if figure.side else "side not stated", by=claimant(figure.claimed_by), killed=number(figure.killed),
        wounded=number(figure.wounded), as_of=str(figure.as_of or ""), event=anchor, passages=own,
    )  # fmt: skip
