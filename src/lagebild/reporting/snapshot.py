"""What the next report of a series has to know of a report, and what has changed between two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from lagebild.assessment.assessing import Assessment
from lagebild.model import Event, Mention, Status
from lagebild.reporting.report import (
    Anchor,
    EventState,
    FigureState,
    ForecastState,
    Grounds,
    PhaseState,
    Snapshot,
)

#: A change of a probability below this is none.
LEAST_SHIFT = 0.05


def snapshot(grounds: Grounds, assessment: Assessment) -> Snapshot:
    """The events, phases, calls upon treaties and forecasts of a report, without their grounds."""
    told = {
        (one.id, place): (one.id, mention.evidence.trigger.start, _stated(mention))
        for one in grounds.coded for place, mention in enumerate(one.events)
    }  # fmt: skip
    counted: Counter[str] = Counter()
    forecasts = []
    for one in assessment.forecasts:
        forecasts.append(
            ForecastState(
                measure=one.measure, about=one.about, place=counted[one.measure], start=one.start, end=one.end,
                probability=one.probability, word=one.word,
            )
        )  # fmt: skip
        counted[one.measure] += 1
    return Snapshot(
        documents=tuple(doc.id for doc in grounds.documents), forecasts=tuple(forecasts),
        phases=tuple(PhaseState(phase=s.phase, start=s.start, end=s.end) for s in assessment.escalation.phases),
        events=tuple(_state(event, told) for event in grounds.situation.events),
        clauses=grounds.situation.commitments,
    )  # fmt: skip


def _stated(mention: Mention) -> str:
    """What a passage states, which tells mentions of one word apart."""
    by = mention.claim.by if mention.claim is not None else ()
    sides = (",".join(sorted(actor.code for actor in actors)) for actors in (mention.actor, mention.recipient, by))
    return "|".join((mention.type, *sides, mention.status))


def _state(event: Event, told: dict[tuple[str, int], Anchor]) -> EventState:
    return EventState(
        id=event.id, type=event.type, actor=event.actor, recipient=event.recipient, date=event.date, place=event.place,
        place_country=event.place_country, documents=event.documents, origins=event.origins, dispute=event.dispute,
        anchors=tuple(told[key] for key in event.mentions if key in told),
        accounts=tuple((account.claimed_by, account.status) for account in event.accounts),
        grade=event.credibility.grade if event.credibility else 6,
        figures=tuple(
            FigureState(side=f.side, by=f.claimed_by, killed=f.killed, wounded=f.wounded)
            for f in event.casualties if not f.superseded_by
        ),
    )  # fmt: skip


class Matched(NamedTuple):
    """An event of now with those of before that share a passage with it, the one that shares most first."""

    now: EventState
    before: tuple[EventState, ...]


class Compared(NamedTuple):
    """Two states of a series: events by whether they were there before, and those that are gone."""

    new: tuple[EventState, ...]
    changed: tuple[Matched, ...]
    gone: tuple[EventState, ...]
    opened: tuple[EventState, ...]
    closed: tuple[EventState, ...]


def compared(before: Snapshot, now: Snapshot) -> Compared:
    """What became of the events of a report.

    Events are the same where they share what a passage states, whatever their ids; where a passage states something else
    now, those that share it and are not found otherwise.
    """
    matched = _matched(before.events, now.events, exact=True)
    found = {event.id for one in matched for event in one.before}
    rest = [event for event in before.events if event.id not in found]
    loose = _matched(rest, now.events, exact=False)
    matched = [one if one.before else other for one, other in zip(matched, loose, strict=True)]
    kept = {event.id for one in matched for event in one.before}
    return Compared(
        new=tuple(one.now for one in matched if not one.before),
        changed=tuple(one for one in matched if one.before and any(True for _ in differences(one))),
        gone=tuple(event for event in before.events if event.id not in kept),
        opened=tuple(one.now for one in matched if one.now.dispute and not any(event.dispute for event in one.before)),
        closed=tuple(
            one.now for one in matched if one.before and not one.now.dispute and any(e.dispute for e in one.before)
        ),
    )  # fmt: skip


def _matched(before: Sequence[EventState], now: Sequence[EventState], *, exact: bool) -> list[Matched]:
    """Each event of now with those of before most of whose passages it has; one split off, with the one it was part of."""
    known: dict[Hashable, EventState] = {_key(anchor, exact): event for event in before for anchor in event.anchors}
    shared: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for number, event in enumerate(now):
        for anchor in event.anchors:
            if _key(anchor, exact) in known:
                shared[known[_key(anchor, exact)].id][number] += 1
    successors = {ident: counts.most_common(1)[0][0] for ident, counts in shared.items()}
    found = []
    for number, event in enumerate(now):
        sharing = sorted(
            (one for one in before if shared[one.id][number]), key=lambda one: (-shared[one.id][number], one.id)
        )
        own = tuple(one for one in sharing if successors[one.id] == number)
        found.append(Matched(event, own or tuple(sharing[:1])))
    return found


def _key(anchor: Anchor, exact: bool) -> Hashable:
    return anchor if exact else anchor[:2]


class Difference(NamedTuple):
    """One property of an event, before and now, as tagged values."""

    kind: str
    before: tuple[str, ...]
    now: tuple[str, ...]


def differences(one: Matched) -> Iterator[Difference]:
    """How an event differs from what it was before."""
    now, before = one.now, one.before[0]
    if len(one.before) > 1:
        yield Difference("merged", tuple(_act(event) for event in one.before), (_act(now),))
    elif (now.actor, now.recipient, now.type) != (before.actor, before.recipient, before.type):
        yield Difference("parties", (_act(before),), (_act(now),))
    if now.date != before.date:
        yield Difference("day", (_day(before),), (_day(now),))
    if (now.place, now.place_country) != (before.place, before.place_country):
        yield Difference("place", (_place(before),), (_place(now),))
    old, new = _accounts(one.before), _accounts((now,))
    if old != new:
        yield Difference("accounts", old, new)
    if now.grade != before.grade:
        yield Difference("grade", (f"word:credibility.{before.grade}",), (f"word:credibility.{now.grade}",))
    if now.origins != before.origins:
        yield Difference("origins", (f"number:{before.origins}",), (f"number:{now.origins}",))
    if now.dispute != before.dispute:
        yield Difference("dispute", (_dispute(before),), (_dispute(now),))
    old, new = _figures(one.before), _figures((now,))
    if old != new:
        yield Difference("figures", old or ("text:–",), new or ("text:–",))


def _act(event: EventState) -> str:
    return f"act:{event.type}|{','.join(event.actor)}|{','.join(event.recipient)}"


def _day(event: EventState) -> str:
    return f"day:{event.date}" if event.date else "word:undated"


def _place(event: EventState) -> str:
    return (
        f"place:{event.place or ''}|{event.place_country or ''}"
        if event.place or event.place_country
        else "word:not-stated"
    )


def _dispute(event: EventState) -> str:
    return f"word:dispute.{event.dispute}" if event.dispute else "word:undisputed"


def _accounts(events: Sequence[EventState]) -> tuple[str, ...]:
    told: dict[tuple[tuple[str, ...], Status], None] = dict.fromkeys(
        (tuple(sorted(by)), status) for event in events for by, status in event.accounts
    )
    return tuple(sorted(f"account:{','.join(by)}|{status}" for by, status in told))


def _figures(events: Sequence[EventState]) -> tuple[str, ...]:
    told = {(f.side or "", f.by, f.killed, f.wounded) for event in events for f in event.figures}
    return tuple(
        f"figure:{side}|{','.join(by)}|{'' if killed is None else killed}|{'' if wounded is None else wounded}"
        for side, by, killed, wounded in sorted(told, key=str)
    )


class Toll(NamedTuple):
    """The highest figure of killed that one claimant gives for a side, before and now, with the event of now."""

    side: str
    by: tuple[str, ...]
    before: int | None
    now: int
    event: str


def tolls(before: Snapshot, now: Snapshot) -> list[Toll]:
    """The highest figures that are others than before, or new."""
    known = {key: killed for key, (killed, _) in _highest(before).items()}
    return [
        Toll(side, by, known.get((side, by)), killed, event)
        for (side, by), (killed, event) in sorted(_highest(now).items())
        if killed != known.get((side, by))
    ]


def _highest(state: Snapshot) -> dict[tuple[str, tuple[str, ...]], tuple[int, str]]:
    found: dict[tuple[str, tuple[str, ...]], tuple[int, str]] = {}
    for event in state.events:
        for figure in event.figures:
            key = (figure.side or "", figure.by)
            if figure.side and figure.killed is not None and figure.killed > found.get(key, (-1, ""))[0]:
                found[key] = figure.killed, event.id
    return found


class Shift(NamedTuple):
    """A forecast of the same measure and order, before and now; None where there is none."""

    measure: str
    about: str
    before: ForecastState | None
    now: ForecastState | None


def shifts(before: Snapshot, now: Snapshot) -> list[Shift]:
    """The first forecasts of each measure that are new, withdrawn, or have another probability."""
    old, new = ({(one.measure, one.about): one for one in state.forecasts if not one.place} for state in (before, now))
    found = [
        Shift(measure, about, old.get((measure, about)), new.get((measure, about)))
        for measure, about in dict.fromkeys((*old, *new))
    ]
    return [one for one in found if _shifted(one.before, one.now)]


def _shifted(one: ForecastState | None, other: ForecastState | None) -> bool:
    if one is None or other is None or one.probability is None or other.probability is None:
        return (one is None) != (other is None)
    return one.word != other.word or abs(one.probability - other.probability) >= LEAST_SHIFT
