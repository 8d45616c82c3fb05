"""What is missing to judge a situation: sides, sources, languages, days, places, observers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from lagebild.assessment.profiles import FORCE
from lagebild.assessment.sentences import Sentence, sentence, tagged
from lagebild.knowledge.actors import register
from lagebild.linking.sides import between
from lagebild.model import LANGUAGES, Document, Event, Frozen, Side, Situation

GapKind = Literal[
    "silent-side", "no-outlet-of-side", "no-observer", "no-free-origin", "no-toll-of-side", "no-day", "no-place",
    "missing-language", "quiet-days", "no-sides",
]  # fmt: skip

#: Days without any document that are still usual, a weekend and a holiday.
USUAL_QUIET = 3
#: Credibility from which a statement has an origin without interest behind it and stands uncontradicted by such.
CREDIBLE = 2


class Gap(Frozen):
    """Something that is missing: what, for whom, and the events that are touched by it."""

    kind: GapKind
    why: Sentence
    codes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


def gaps(situation: Situation, documents: Sequence[Document] = ()) -> tuple[Gap, ...]:
    """What is missing; gaps in the documents are looked for only where those are given."""
    force = [event for event in situation.events if event.type in FORCE and between(event, situation.sides)]
    return (*_in_accounts(situation, force), *_in_force(force), *_in_documents(situation.sides, documents))


def _in_accounts(situation: Situation, force: Sequence[Event]) -> Iterator[Gap]:
    if not situation.sides:
        yield Gap(kind="no-sides", why=sentence("no-sides"))
    speaking = {code for e in situation.events for account in e.accounts for code in account.claimed_by}
    for side in situation.sides:
        if not speaking & {*side.parties, *side.allies}:
            why = sentence("silent-side", side=tagged("code", *side.parties))
            yield Gap(kind="silent-side", why=why, codes=side.parties, events=_ids(force))
    known = register().actors
    if situation.events and not any(code in known and known[code].observes for code in speaking):
        yield Gap(kind="no-observer", why=sentence("no-observer"), events=_ids(force))
    yield from _tolls(situation)


def _tolls(situation: Situation) -> Iterator[Gap]:
    """Sides without any figure of killed where others have one."""
    counted = {f.side for e in situation.events for f in e.casualties if f.killed is not None and f.side}
    with_tolls = [side for side in situation.sides if counted & {*side.parties, *side.allies}]
    for side in situation.sides if with_tolls else ():
        if side not in with_tolls:
            why = sentence("no-toll-of-side", side=tagged("code", *side.parties))
            yield Gap(kind="no-toll-of-side", why=why, codes=side.parties)


def _in_force(force: Sequence[Event]) -> Iterator[Gap]:
    """Acts of force between the sides that nobody without interest tells of, without a day or a place."""
    alone = [event for event in force if event.credibility is not None and event.credibility.grade > CREDIBLE]
    lacks: tuple[tuple[GapKind, list[Event]], ...] = (
        ("no-free-origin", alone),
        ("no-day", [event for event in force if event.date is None]),
        ("no-place", [event for event in force if event.place is None]),
    )
    for kind, events in lacks:
        if events:
            why = sentence(kind, number=[str(len(events))], all=[str(len(force))])
            yield Gap(kind=kind, why=why, events=_ids(events))


def _in_documents(sides: Sequence[Side], documents: Sequence[Document]) -> Iterator[Gap]:
    """Sides without an outlet of their own, languages without a document, days on which none was published."""
    if not documents:
        return
    seats = {doc.outlet_country for doc in documents}
    for side in sides if seats - {None} else ():
        states = {code for code in side.parties if len(code) == 3}
        if states and not states & seats:
            why = sentence("no-outlet-of-side", side=tagged("code", *side.parties))
            yield Gap(kind="no-outlet-of-side", why=why, codes=side.parties)
    read = {doc.lang for doc in documents}
    for lang in LANGUAGES if None not in read else ():
        if lang not in read:
            why = sentence("missing-language", language=tagged("language", lang))
            yield Gap(kind="missing-language", why=why, codes=(lang,))
    published = [doc.published for doc in documents if doc.published is not None]
    for first, last in quiet_days(published, USUAL_QUIET):
        why = sentence("quiet-days", first=tagged("day", first.isoformat()), last=tagged("day", last.isoformat()))
        yield Gap(kind="quiet-days", why=why)


def quiet_days(days: Sequence[dt.date], longest: int) -> list[tuple[dt.date, dt.date]]:
    """The first and last day of each stretch of more than ``longest`` days on which nothing was published."""
    one = dt.timedelta(days=1)
    return [(a + one, b - one) for a, b in pairwise(sorted(set(days))) if (b - a).days - 1 > longest]


def _ids(events: Sequence[Event]) -> tuple[str, ...]:
    return tuple(event.id for event in events)
