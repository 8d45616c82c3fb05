"""The pieces of a picture: passages, accounts, figures, events, clauses and sources as plain text with their anchors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lagebild.model import Account, Casualties, CodedDocument, Document, Event, Mention
from lagebild.reporting.wording import CREDIBILITY_NAMES, LANGUAGE_NAMES, STATUS_NAMES, claimant, day, name, names


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
    """A verbatim passage with the word that it was read from marked."""

    anchor: str
    source: Source
    before: str
    trigger: str
    after: str
    claim: str = ""
    status: str = ""
    codes: tuple[str, ...] = ()
    quad: str = ""


@dataclass(frozen=True)
class Voice:
    """One account with its grades, why it has them, and the passages it rests on."""

    who: str
    status: str
    denies: bool
    passages: tuple[Passage, ...]
    codes: tuple[str, ...] = ()
    mark: str = ""
    why: tuple[str, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True)
class Loss:
    """A figure with the passages it rests on; ``superseded`` is true where an update gives another instead."""

    side: str
    by: str
    killed: str
    wounded: str
    as_of: str
    event: str
    passages: tuple[Passage, ...]
    superseded: bool = False


@dataclass(frozen=True)
class Row:
    """An event; ``reported`` is the day of the first document that tells of it."""

    event: Event
    anchor: str
    reported: dt.date | None
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

    @property
    def day(self) -> str:
        """ISO day for sorting: that of the event, or of the first report."""
        return str(self.event.date or self.reported or "9999")

    @property
    def when(self) -> str:
        """The day in words; of an undated event that of the first report, marked as such."""
        return f"reported {day(self.reported)}" if self.event.date is None and self.reported else day(self.event.date)

    @property
    def grade(self) -> str:
        """The credibility in words with its number; empty where there is none."""
        found = self.event.credibility
        return f"{CREDIBILITY_NAMES[found.grade]} ({found.grade})" if found is not None else ""


@dataclass(frozen=True)
class Promise:
    """A treaty clause with the passages that name it."""

    treaty: str
    article: str
    invoked_by: str
    on: str
    asked_of: str
    outcome: str
    passages: tuple[Passage, ...]


def is_background(event: Event) -> bool:
    """True where all accounts are of long before."""
    return all(account.status == "historical" for account in event.accounts)


def passage(anchor: str, source: Source, mention: Mention) -> Passage:
    """The passage of a mention, the trigger in the middle."""
    evidence, trigger = mention.evidence, mention.evidence.trigger
    start, end = trigger.start - evidence.start, trigger.end - evidence.start
    inside = 0 <= start <= end <= len(evidence.text)
    parts = (
        (evidence.text[:start], evidence.text[start:end], evidence.text[end:]) if inside else (evidence.text, "", "")
    )
    return Passage(
        anchor, source, *parts, claim=said_by(mention), status=STATUS_NAMES[mention.status], quad=mention.quad,
        codes=tuple(sorted({actor.code for actor in mention.claim.by} if mention.claim else ())),
    )  # fmt: skip


def said_by(mention: Mention) -> str:
    """Who says so, through whom, in words; empty where the outlet speaks itself."""
    if mention.claim is None:
        return ""
    who = names(sorted({actor.code for actor in mention.claim.by})) or "unnamed sources"
    via = f", via {', '.join(mention.claim.via)}" if mention.claim.via else ""
    return f"{who}{' denies' if mention.claim.stance == 'denies' else ''}{via}"


def voice(account: Account, passages: Sequence[Passage]) -> Voice:
    """An account with its passages."""
    by, word = tuple(sorted(account.claimed_by)), STATUS_NAMES[account.status]
    own = tuple(
        p for p in passages
        if p.source.ident in account.documents and p.status == word and tuple(c for c in p.codes if c != "UNK") == by
    )  # fmt: skip
    grades = [grade for grade in (account.reliability, account.credibility) if grade is not None]
    return Voice(
        claimant(account.claimed_by), word, account.status == "negated", own, by,
        mark="".join(str(grade.grade) for grade in grades), why=tuple(grade.why for grade in grades),
        withdrawn=bool(account.superseded) and set(account.superseded) == set(account.documents),
    )  # fmt: skip


def loss(figure: Casualties, anchor: str, told: Sequence[tuple[Passage, Mention]]) -> Loss:
    """A figure; its passages are those that state it, also where they stand at another event."""
    own = tuple(
        p for p, mention in told
        if p.source.ident in figure.documents and (mention.killed, mention.wounded) != (None, None)
        and mention.killed == figure.killed and (figure.killed is not None or mention.wounded == figure.wounded)
    )  # fmt: skip
    return Loss(
        side=name(figure.side) if figure.side else "side not stated", by=claimant(figure.claimed_by),
        killed=_number(figure.killed), wounded=_number(figure.wounded), as_of=str(figure.as_of or ""), event=anchor,
        passages=own, superseded=bool(figure.superseded_by),
    )  # fmt: skip


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def source(document: Document, number: int, copies: str, coded: CodedDocument | None) -> Source:
    """A document as it stands in the list of sources."""
    lang = (coded.lang if coded else document.lang) or ""
    when = document.published_at or str(document.published or "")
    return Source(
        anchor=f"source-{number}", ident=document.id, outlet=document.outlet or document.id,
        country=name(document.outlet_country) if document.outlet_country else "",
        language=LANGUAGE_NAMES.get(lang, lang or "unknown"), lang=lang, time=when.replace("T", " ")[:16],
        title=document.title or "", url=web_address(document.url), copies=copies,
    )  # fmt: skip


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web; None for anything that is no plain link."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def place(event: Event) -> str:
    """Place and country in words."""
    country = " / ".join(name(code) for code in (event.place_country or "").split("-") if code)
    if event.place and country and event.place != country:
        return f"{event.place}, {country}"
    return event.place or country or "not stated"


def claimants(event: Event) -> str:
    """All who tell of an event, the outlets last, and those who only deny it."""
    told = [account for account in event.accounts if account.status != "negated"]
    codes = dict.fromkeys(code for account in told for code in account.claimed_by)
    own = any(not account.claimed_by for account in told)
    deniers = dict.fromkeys(
        code for account in event.accounts if account.status == "negated" for code in account.claimed_by
    )
    says = ", ".join([*(name(code) for code in codes), *(["outlets themselves"] if own else [])])
    denied = ", ".join(name(code) for code in deniers if code not in codes)
    return "; ".join([*([says] if says else []), *([f"denied by {denied}"] if denied else [])])


def status(event: Event) -> str:
    """The status of the surest account in words."""
    found = {account.status for account in event.accounts}
    return next(word for key, word in STATUS_NAMES.items() if key in found)
