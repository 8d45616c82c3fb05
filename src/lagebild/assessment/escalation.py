"""Does it escalate: series of events between the sides, an index of severity, phases and alarms, each with its events.

The index of a day ``d`` (version 1) is ``100 * (1 - exp(-S / 5))``, where ``S`` adds up, over the events of conflict
between the sides in the 14 days up to ``d``, ``severity * credibility * 0.5 ** (age / 7)``:

- ``severity``: minus the Goldstein score of type and mode, over ten, plus ``log2(1 + killed) / 10``; the figure of
  killed is
  the lowest that anybody gives for one side, added over the sides;
- ``credibility``: 1 for grades 1 and 2, 0.5 for 3, 0.25 for 4 and 6, 0 for 5 (contradicted);
- ``age``: days from the event to ``d``.

Attention is kept apart: the share of a day's documents that tell of such events. Nothing is scored where the sources
are missing or stale; the reasons stand in ``refused``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from lagebild.assessment.alarms import Judgement, Method, judge
from lagebild.knowledge.ontology import event_types
from lagebild.linking.sides import between
from lagebild.model import CodedDocument, Document, Event, Frozen, Mention, Phase, Quad, Side, Situation

VERSION = "1"
HALF_LIFE, REACH, SCALE = 7.0, dt.timedelta(days=14), 5.0
CREDIBILITY = {1: 1.0, 2: 1.0, 3: 0.5, 4: 0.25, 5: 0.0, 6: 0.25}
#: Without a grade an event counts like one that cannot be judged.
UNGRADED = 0.25
#: Days without any document after which the picture is stale; fewest documents and outlets of the last 14 days.
STALE, FEWEST_DOCUMENTS, FEWEST_OUTLETS = dt.timedelta(days=3), 5, 3
#: Methods by which alarms are looked for, on daily and on weekly counts.
DAILY: tuple[Method, ...] = ("ears_c1", "ears_c2", "ears_c3", "negative_binomial", "changepoint", "rate_ratio")
WEEKLY: tuple[Method, ...] = (*DAILY, "farrington")
WEEK = 7
CONFLICT = frozenset({"verbal_conflict", "material_conflict"})
FIGHTING = frozenset({"clash", "fighting"})


class Count(Frozen):
    """Events of one day or of the week that begins on it: how many, how severe, in how many documents, and which."""

    date: dt.date
    events: int
    severity: float
    documents: int
    share: float | None
    ids: tuple[str, ...]


class Series(Frozen):
    """What one party or side did to another in one quad class; days and weeks without events are left out.

    ``share`` is ``documents`` over all documents published then, None where none was.
    """

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    quad: Quad
    days: tuple[Count, ...]
    weeks: tuple[Count, ...]


class PhaseSpan(Frozen):
    """Days of one phase with the events that mark it; ``broken``: force after a ceasefire."""

    phase: Phase
    start: dt.date
    end: dt.date
    broken: bool = False
    ids: tuple[str, ...] = ()


class Alarm(Frozen):
    """A count above what was usual: method, baseline and threshold, days since the fighting began, events counted."""

    method: Method
    quad: Quad
    period: int
    date: dt.date
    observed: float
    baseline: float
    score: float
    threshold: float
    delay: int | None
    ids: tuple[str, ...]


class IndexDay(Frozen):
    """The index of severity on one day with the events in it and the version of its formula."""

    date: dt.date
    value: float
    version: str
    ids: tuple[str, ...]


class Escalation(Frozen):
    """Series, phases, alarms and index of a situation; without index and alarms where it is ``refused`` to score."""

    series: tuple[Series, ...]
    phases: tuple[PhaseSpan, ...]
    index: tuple[IndexDay, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    refused: tuple[str, ...] = ()


def escalation(
    situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument], as_of: dt.date
) -> Escalation:
    """The course of a situation up to a day; documents published after it must not be among those given."""
    counted = _Counted(situation, documents, coded)
    series = tuple(counted.series())
    phases = tuple(_phases(situation, counted))
    refused = tuple(missing(documents, as_of))
    if refused or not counted.days:
        return Escalation(series=series, phases=phases, refused=refused)
    index = tuple(counted.index(day) for day in _days(min(counted.days), as_of))
    return Escalation(series=series, phases=phases, index=index, alarms=tuple(counted.alarms(phases, as_of)))


def missing(documents: Sequence[Document], as_of: dt.date) -> Iterator[str]:
    """Why there are too few or too old sources to score; nothing where there are enough."""
    recent = [
        doc for doc in documents if doc.published is not None and dt.timedelta(0) <= as_of - doc.published <= REACH
    ]
    if not recent:
        yield f"no document of the {REACH.days} days up to {as_of}"
        return
    latest = max(doc.published for doc in recent if doc.published is not None)
    if as_of - latest > STALE:
        yield f"the latest document is of {latest}, more than {STALE.days} days before {as_of}"
    if len(recent) < FEWEST_DOCUMENTS:
        yield f"only {len(recent)} documents in {REACH.days} days, {FEWEST_DOCUMENTS} are needed"
    outlets = {doc.outlet for doc in recent if doc.outlet}
    if len(outlets) < FEWEST_OUTLETS:
        yield f"only {len(outlets)} outlets in {REACH.days} days, {FEWEST_OUTLETS} are needed"


def severity(event: Event, modes: Iterable[str | None]) -> float:
    """How grave an event of conflict is, from 0; the gravest of its modes counts. 0 for what is no conflict."""
    kind = event_types()[event.type]
    if kind.quad not in CONFLICT:
        return 0.0
    worst = min((kind.score(mode) for mode in modes), default=kind.goldstein)
    return max(0.0, -worst / 10) + math.log2(1 + killed(event)) / 10


def killed(event: Event) -> int:
    """The lowest figure anybody gives for each side, added over the sides; figures since corrected do not count."""
    by_side: defaultdict[str | None, list[int]] = defaultdict(list)
    for figure in event.casualties:
        if figure.killed is not None and not figure.superseded_by:
            by_side[figure.side].append(figure.killed)
    return sum(min(figures) for figures in by_side.values())


class _Counted:
    """The events between the sides by day."""

    def __init__(self, situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument]) -> None:
        self.sides = situation.sides
        self.mentions = {(one.id, n): mention for one in coded for n, mention in enumerate(one.events)}
        self.published = {doc.id: doc.published for doc in documents if doc.published is not None}
        self.volume = Counter(self.published.values())
        self.days: defaultdict[dt.date, list[Event]] = defaultdict(list)
        for event in situation.events:
            day = day_of(event, self.published)
            if day is not None and between(event, self.sides) and _stated(event):
                self.days[day].append(event)

    def severity(self, event: Event) -> float:
        """How grave an event is, by the modes of its mentions."""
        found: list[Mention] = [self.mentions[key] for key in event.mentions if key in self.mentions]
        return severity(event, [mention.mode for mention in found])

    def series(self) -> Iterator[Series]:
        """The series of each directed pair of actors and quad class, in the order of their codes."""
        groups: defaultdict[tuple[tuple[str, ...], tuple[str, ...], Quad], list[tuple[dt.date, Event]]] = defaultdict(
            list
        )
        for day in sorted(self.days):
            for event in self.days[day]:
                groups[(event.actor, event.recipient, event_types()[event.type].quad)].append((day, event))
        for (actor, recipient, quad), dated in sorted(groups.items()):
            days = tuple(
                self._count(day, [e for _, e in found], 1) for day, found in groupby(dated, lambda pair: pair[0])
            )
            weeks = tuple(
                self._count(monday, [e for _, e in found], WEEK)
                for monday, found in groupby(dated, lambda pair: _monday(pair[0]))
            )
            yield Series(actor=actor, recipient=recipient, quad=quad, days=days, weeks=weeks)

    def _count(self, first: dt.date, events: Sequence[Event], length: int) -> Count:
        documents = {ident for event in events for ident in event.documents}
        volume = sum(self.volume[first + dt.timedelta(days=n)] for n in range(length))
        then = [d for d in documents if 0 <= (self.published.get(d, dt.date.min) - first).days < length]
        return Count(
            date=first, events=len(events), severity=round(sum(map(self.severity, events)), 3),
            documents=len(documents),
            share=round(len(then) / volume, 3) if volume else None, ids=tuple(event.id for event in events),
        )  # fmt: skip

    def index(self, day: dt.date) -> IndexDay:
        """The index of a day."""
        total, ids = 0.0, []
        for age in range(REACH.days + 1):
            for event in self.days.get(day - dt.timedelta(days=age), ()):
                part = self.severity(event) * credibility(event) * 0.5 ** (age / HALF_LIFE)
                if part > 0:
                    total += part
                    ids.append(event.id)
        return IndexDay(date=day, value=round(100 * (1 - math.exp(-total / SCALE)), 1), version=VERSION, ids=tuple(ids))

    def alarms(self, phases: Sequence[PhaseSpan], as_of: dt.date) -> Iterator[Alarm]:
        """Alarms on daily and weekly counts of material conflict, in the order of time."""
        first = min(self.days)
        found: list[Alarm] = []
        for length, methods in ((1, DAILY), (WEEK, WEEKLY)):
            start = first if length == 1 else _monday(first)
            periods = (as_of - start).days // length + 1
            events = [self._forceful(start + dt.timedelta(days=n * length), length) for n in range(periods)]
            for method in methods:
                for one in judge([len(each) for each in events], method):
                    if one.alarm:
                        found.append(
                            _alarm(one, start + dt.timedelta(days=one.period * length), length, events, phases)
                        )
        yield from sorted(found, key=lambda alarm: (alarm.date, alarm.period, alarm.method))

    def _forceful(self, first: dt.date, length: int) -> list[Event]:
        days = [first + dt.timedelta(days=n) for n in range(length)]
        return [e for day in days for e in self.days.get(day, ()) if event_types()[e.type].quad == "material_conflict"]


def _alarm(
    one: Judgement, date: dt.date, length: int, events: Sequence[Sequence[Event]], phases: Sequence[PhaseSpan]
) -> Alarm:
    began = max((span.start for span in phases if span.phase in FIGHTING and span.start <= date), default=None)
    return Alarm(
        method=one.method, quad="material_conflict", period=length, date=date, observed=one.observed,
        baseline=round(one.baseline, 3), score=round(one.score, 3), threshold=one.threshold,
        delay=(date - began).days if began is not None else None, ids=tuple(event.id for event in events[one.period]),
    )  # fmt: skip


def credibility(event: Event) -> float:
    """The weight of an event's grade."""
    return CREDIBILITY[event.credibility.grade] if event.credibility is not None else UNGRADED


def day_of(event: Event, published: Mapping[str, dt.date]) -> dt.date | None:
    """The day of an event, or that on which documents first report it where no text dates it."""
    return event.date or min((published[d] for d in event.documents if d in published), default=None)


def _stated(event: Event) -> bool:
    return any(account.status == "actual" for account in event.accounts)


def _phases(situation: Situation, counted: _Counted) -> Iterator[PhaseSpan]:
    """Days of the timeline in a row with the same phase; what breaks a ceasefire is marked."""
    before: Phase | None = None
    last: dt.date | None = None
    for phase, days in groupby(situation.timeline, key=lambda day: day.phase):
        dates = [day.date for day in days]
        marking = [event for date in dates for event in counted.days.get(date, ())]
        yield PhaseSpan(
            phase=phase, start=dates[0], end=dates[-1], ids=tuple(event.id for event in marking),
            broken=before == "ceasefire" and phase in FIGHTING and last is not None,
        )  # fmt: skip
        before, last = phase, dates[-1]


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def sides_named(sides: Sequence[Side]) -> str:
    """The parties of the sides in one line."""
    return " / ".join(", ".join(side.parties) for side in sides)
