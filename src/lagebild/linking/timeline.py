"""The course of days: what happened between the sides, and the phase of the conflict."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lagebild.knowledge.ontology import event_types
from lagebild.linking.sides import between
from lagebild.model import Document, Event, Phase, Side, TimelineDay

#: Days without any event after which the timeline pauses and starts anew.
LONGEST_PAUSE = 30
FORCE = frozenset({"ASSAULT"})
#: An agreement or a drawing back after force is taken for its end if the force ends.
TRUCE = frozenset({"AGREE", "RETREAT", "CONCEDE"})
HOSTILE = frozenset({"verbal_conflict", "material_conflict"})
#: Killed from which a single act is more than a clash.
DEADLY = 10


def timeline(
    events: Sequence[Event], sides: Sequence[Side], documents: Sequence[Document] = ()
) -> tuple[TimelineDay, ...]:
    """One row per day from the first event between the parties of two sides to the last publication.

    An event that no text dates counts on the day on which ``documents`` first report it.
    """
    published = [doc.published for doc in documents if doc.published is not None]
    return tuple(_rows(by_day(events, sides, documents), max(published, default=None)))


def by_day(
    events: Sequence[Event], sides: Sequence[Side], documents: Sequence[Document] = ()
) -> dict[dt.date, list[Event]]:
    """The events between the sides that took place, on the day on which they count."""
    published = {doc.id: doc.published for doc in documents if doc.published is not None}
    found: defaultdict[dt.date, list[Event]] = defaultdict(list)
    for event in events:
        day = event.date or min((published[d] for d in event.documents if d in published), default=None)
        if day is not None and between(event, sides) and _took_place(event):
            found[day].append(event)
    return dict(found)


def _rows(days: Mapping[dt.date, Sequence[Event]], last: dt.date | None) -> Iterator[TimelineDay]:
    before: Phase = "calm"
    for day in _span(sorted(days), last):
        quads = Counter(str(event_types()[event.type].quad) for event in days.get(day, ()))
        before = phase(day, days, before)
        yield TimelineDay.model_validate({"date": day, "phase": before, **quads})


def _took_place(event: Event) -> bool:
    """True where somebody states it as done; plans, fears and background do not count."""
    return any(account.status == "actual" for account in event.accounts)


def _span(days: Sequence[dt.date], last: dt.date | None) -> list[dt.date]:
    """All days from the first to the last; a long pause is left out."""
    ends = [*days, last] if days and last is not None and last > days[-1] else list(days)
    filled = ends[:1]
    for one, other in pairwise(ends):
        if (other - one).days <= LONGEST_PAUSE:
            filled.extend(one + dt.timedelta(days=n) for n in range(1, (other - one).days))
        elif other not in days:
            break
        filled.append(other)
    return filled


def phase(day: dt.date, days: Mapping[dt.date, Sequence[Event]], before: Phase) -> Phase:
    """The phase of a day after that of the day before; the first rule that applies.

    - fighting: force that is not one side's word alone, with several such events today, more of it yesterday or
      tomorrow, or ten killed
    - clash: one such event of force
    - ceasefire: a truce was made yesterday or today after force and no such force today, or the truce goes on
    - tension: any hostile act or accusation today, or fighting that ended without a truce
    - calm: otherwise
    """
    force = force_told(days.get(day, ()))
    if force:
        near = [e for n in (-1, 1) for e in force_told(days.get(day + dt.timedelta(days=n), ()))]
        return "fighting" if len(force) > 1 or near or _deadly(force) else "clash"
    if before == "ceasefire" or (before in {"fighting", "clash"} and _truce(day, days)):
        return "ceasefire"
    hostile = any(event_types()[e.type].quad in HOSTILE for e in days.get(day, ()))
    return "tension" if hostile or before in {"tension", "fighting", "clash"} else "calm"


def force_told(events: Sequence[Event]) -> list[Event]:
    """Force that both sides or others than the accusers tell of; what only one side alleges is none.

    Where each side says on one day that the other struck, there was fighting, whoever began it.
    """
    blows = [event for event in events if event.type in FORCE]
    return [event for event in blows if corroborated(event) or any(_returned(event, other) for other in blows)]


def _returned(event: Event, other: Event) -> bool:
    """Two acts of force between the same two, the one in each direction."""
    return bool(event.actor) and (set(event.actor), set(event.recipient)) == (set(other.recipient), set(other.actor))


def corroborated(event: Event) -> bool:
    """True where it is not disputed that it happened and more than one claimant or an outlet itself tells of it."""
    if event.dispute == "occurrence":
        return False
    telling = {account.claimed_by for account in event.accounts if account.status == "actual"}
    return event.dispute == "responsibility" or len(telling) > 1 or event.origins > 1


def _deadly(events: Sequence[Event]) -> bool:
    return any((figure.killed or 0) >= DEADLY for event in events for figure in event.casualties)


def _truce(day: dt.date, days: Mapping[dt.date, Sequence[Event]]) -> bool:
    return any(e.type in TRUCE for n in range(3) for e in days.get(day - dt.timedelta(days=n), ()))
