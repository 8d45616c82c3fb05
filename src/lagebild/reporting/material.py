"""What the sections of a report are made from: numbered events and sources, and sentences with what they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property

from lagebild.assessment.assessing import Assessment
from lagebild.knowledge.wording_files import report_words
from lagebild.linking.statements import in_order
from lagebild.model import Account, Event, Evidence, Language, Mention
from lagebild.reporting.phrases import capital, coded, worded
from lagebild.reporting.report import Grounds, Refs, Snapshot, Statement
from lagebild.reporting.snapshot import snapshot

Values = Sequence[str]


class Material:
    """The grounds of a report with its assessment, in one language."""

    def __init__(self, grounds: Grounds, assessment: Assessment, lang: Language) -> None:
        self.grounds, self.assessment, self.lang = grounds, assessment, lang
        self.situation = grounds.situation
        self.documents = {doc.id: doc for doc in in_order(grounds.documents)}
        self.sources = {ident: number for number, ident in enumerate(self.documents, 1)}
        self.mentions = {(one.id, n): mention for one in grounds.coded for n, mention in enumerate(one.events)}
        self.namings = {(one.id, n): naming for one in grounds.coded for n, naming in enumerate(one.namings)}
        self.events = tuple(sorted(self.situation.events, key=lambda event: (self.day(event) or dt.date.max, event.id)))
        self.by_id = {event.id: event for event in self.situation.events}
        self.numbers = {event.id: number for number, event in enumerate(self.events, 1)}

    @cached_property
    def main(self) -> tuple[Event, ...]:
        """Events in which a main party takes part, background left out."""
        parties = set(self.situation.parties)
        return tuple(
            e for e in self.events if not is_background(e) and (not parties or parties & {*e.actor, *e.recipient})
        )

    @cached_property
    def others(self) -> tuple[Event, ...]:
        """Events of others, background left out."""
        return tuple(e for e in self.events if not is_background(e) and e not in self.main)

    @cached_property
    def background(self) -> tuple[Event, ...]:
        """Events of long before that documents recall."""
        return tuple(event for event in self.events if is_background(event))

    @cached_property
    def told_now(self) -> Snapshot:
        """What a later report compares itself with."""
        return snapshot(self.grounds, self.assessment)

    def day(self, event: Event) -> dt.date | None:
        """The day of an event, or of its first report."""
        published = (self.documents[ident].published for ident in event.documents if ident in self.documents)
        return event.date or min((day for day in published if day), default=None)

    def when(self, event: Event) -> str:
        """The day of an event as a value; of an undated one that of the first report, marked as such."""
        day = self.day(event)
        if event.date is not None:
            return f"day:{event.date}"
        return f"said:cell.reported\x1fday=day:{day}" if day else "word:undated"

    def say(self, key: str, refs: Refs, **values: Values) -> Statement:
        """A sentence with a capital at its beginning."""
        filled = {name: tuple(words) for name, words in values.items()}
        return Statement(key=key, values=filled, text=capital(worded(key, filled, self.lang)), refs=refs)

    def cell(self, key: str, refs: Refs | None = None, **values: Values) -> Statement:
        """The text of a cell."""
        filled = {name: tuple(words) for name, words in values.items()}
        return Statement(key=key, values=filled, text=worded(key, filled, self.lang), refs=refs or Refs())

    def word(self, key: str) -> str:
        """A word or heading."""
        return report_words()[key][self.lang]

    def of_events(self, events: Iterable[Event | str], documents: Iterable[str] = ()) -> Refs:
        """References to events by themselves or their ids, and to documents."""
        ids = (event if isinstance(event, str) else event.id for event in events)
        return Refs(
            events=tuple(sorted({self.numbers[ident] for ident in ids if ident in self.numbers})),
            sources=tuple(sorted({self.sources[ident] for ident in documents if ident in self.sources})),
        )

    @cached_property
    def all_sources(self) -> Refs:
        """All documents: what a statement on the whole of them rests on."""
        return Refs(sources=tuple(self.sources.values()))

    def told(self, event: Event) -> list[Mention]:
        """The mentions of an event."""
        return [self.mentions[key] for key in event.mentions if key in self.mentions]


def is_background(event: Event) -> bool:
    """True where all accounts are of long before."""
    return all(account.status == "historical" for account in event.accounts)


def act(event: Event) -> str:
    """An event as a value: who did what to whom."""
    return f"act:{event.type}|{','.join(event.actor)}|{','.join(event.recipient)}"


def where(event: Event) -> str:
    """The place of an event as a value."""
    return f"where:{event.place or ''}|{event.place_country or ''}"


def grade(account: Account) -> str:
    """The Admiralty grade of an account."""
    return f"{account.reliability.grade if account.reliability else 'F'}{account.credibility.grade if account.credibility else 6}"


def voices(codes: Sequence[str]) -> tuple[str, ...]:
    """Claimants as a value; the outlets themselves where nobody is named."""
    return coded(codes) or ("word:own-voice",)


def telling(event: Event) -> list[Account]:
    """The accounts that do not deny."""
    return [account for account in event.accounts if account.status != "negated"]


def denying(event: Event) -> list[Account]:
    """The accounts that deny."""
    return [account for account in event.accounts if account.status == "negated"]


def claimants(accounts: Sequence[Account]) -> tuple[str, ...]:
    """All who are named as telling, each once."""
    return tuple(dict.fromkeys(code for account in accounts for code in account.claimed_by))


def parted(evidence: Evidence) -> tuple[str, str, str]:
    """A passage before, at and behind its trigger; undivided where the trigger lies outside."""
    start, end = (place - evidence.start for place in (evidence.trigger.start, evidence.trigger.end))
    text = evidence.text
    return (text[:start], text[start:end], text[end:]) if 0 <= start <= end <= len(text) else (text, "", "")
