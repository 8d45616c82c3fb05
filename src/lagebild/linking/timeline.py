"""The course of days: what happened between the main parties, and the phase of the conflict."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from lagebild.knowledge.ontology import event_types
from lagebild.linking.parties import between
from lagebild.model import Document, Event, Phase, TimelineDay

#: Days without any event after which the timeline pauses and starts anew.
LONGEST_PAUSE = 30
FORCE = frozenset({"ASSAULT"})


def timeline(
    events: Sequence[Event], main: Sequence[str], documents: Sequence[Document] = ()
) -> tuple[TimelineDay, ...]:
    """One row per day from the first to the last event between the main parties.

    An event that no text dates counts on the day on which ``documents`` first report it.
    """
    published = {doc.id: doc.published for doc in documents if doc.published is not None}
    by_day: defaultdict[dt.date, list[Event]] = defaultdict(list)
    for event in events:
        day = event.date or min((published[d] for d in event.documents if d in published), default=None)
        if day is not None and between(event, main) and _took_place(event):
            by_day[day].append(event)
    rows: list[TimelineDay] = []
    for day in _span(sorted(by_day)):
        quads = Counter(event_types()[event.type].quad for event in by_day[day])
        phase = _phase(day, by_day, rows[-1].phase if rows else "calm")
        rows.append(TimelineDay(date=day, phase=phase, **quads))
    return tuple(rows)


def _took_place(event: Event) -> bool:
    """True where somebody states it as done; plans, fears and background do not count."""
    return any(account.status == "actual" for account in event.accounts)


def _span(days: Sequence[dt.date]) -> list[dt.date]:
    filled: list[dt.date] = list(days[:1])
    for one, other in pairwise(days):
        if (other - one).days <= LONGEST_PAUSE:
            filled.extend(one + dt.timedelta(days=n) for n in range(1, (other - one).days))
        filled.append(other)
    return filled


def _phase(day: dt.date, by_day: defaultdict[dt.date, list[Event]], before: Phase) -> Phase:
    """The rules, the first that applies.

    - fighting: force that more than one side or an outlet itself reports, with many origins, on two days or in two places
    - clash: such force otherwise
    - ceasefire: one was agreed on an earlier day and nothing of this kind happened since
    - tension: any hostile act or accusation
    - calm: otherwise
    """
    today = by_day[day]
    force = [e for e in today if e.type in FORCE and _corroborated(e)]
    if force:
        neighbours = any(e.type in FORCE for n in (-1, 1) for e in by_day.get(day + dt.timedelta(days=n), ()))
        return "fighting" if len(force) > 1 or neighbours or before == "fighting" else "clash"
    if before == "ceasefire" or (before in {"fighting", "clash"} and _truce(day, by_day)):
        return "ceasefire"
    hostile = any(event_types()[e.type].quad in {"verbal_conflict", "material_conflict"} for e in today)
    return "tension" if hostile or before in {"tension", "fighting", "clash"} else "calm"


def _corroborated(event: Event) -> bool:
    """What only one side alleges does not change the phase."""
    claimants = {account.claimed_by for account in event.accounts if account.status == "actual"}
    return len(claimants) > 1


def _truce(day: dt.date, by_day: defaultdict[dt.date, list[Event]]) -> bool:
    return any(e.type in {"AGREE", "RETREAT"} for n in range(0, 3) for e in by_day.get(day - dt.timedelta(days=n), ()))
