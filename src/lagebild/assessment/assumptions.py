"""What an assessment rests on, and which claims would turn it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from lagebild.assessment.sentences import Sentence, clause_of, sentence, tagged, told
from lagebild.linking.disputes import camps
from lagebild.linking.sides import between, side_of
from lagebild.linking.timeline import FORCE, TRUCE, by_day, force_told, phase
from lagebild.model import Account, Document, Event, Frozen, Phase, Side, Situation

AssumptionKind = Literal[
    "one-claimant", "one-claimant-figure", "one-claimant-commitment", "turns-phase", "turns-dispute", "reported-day",
    "found-sides",
]  # fmt: skip

#: Those that would change the picture first, then what rests on one voice, then how the picture was made.
ORDER: tuple[AssumptionKind, ...] = (
    "turns-phase", "turns-dispute", "one-claimant", "one-claimant-figure", "one-claimant-commitment", "reported-day",
    "found-sides",
)  # fmt: skip


class KeyAssumption(Frozen):
    """A judgement that could be otherwise: on which events and claimants it rests and what would change.

    ``day`` is the day whose phase would turn ``instead_of`` one phase to another, ``to``.
    """

    kind: AssumptionKind
    why: Sentence
    events: tuple[str, ...]
    claimants: tuple[str, ...] = ()
    day: dt.date | None = None
    instead_of: Phase | None = None
    to: Phase | None = None


def key_assumptions(situation: Situation, documents: Sequence[Document] = ()) -> tuple[KeyAssumption, ...]:
    """What the picture of a situation rests on, the weightiest first; ``documents`` date events that no text dates."""
    found = [
        *_one_voice(situation), *_figures(situation), *_commitments(situation), *_phases(situation, documents),
        *_disputes(situation), *_reported(situation, documents), *_sides(situation),
    ]  # fmt: skip
    return tuple(
        sorted(found, key=lambda one: (ORDER.index(one.kind), -(one.day or dt.date.min).toordinal(), one.events))
    )


def _one_voice(situation: Situation) -> Iterator[KeyAssumption]:
    """Force and truces between the sides of which only one side tells."""
    for event in _weighty(situation):
        voice = single_voice(event, situation.sides)
        if voice:
            why = sentence("one-claimant", by=tagged("code", *voice), event=told(event))
            yield KeyAssumption(kind="one-claimant", why=why, events=(event.id,), claimants=voice)


def _weighty(situation: Situation) -> list[Event]:
    return [e for e in situation.events if e.type in FORCE | TRUCE and between(e, situation.sides) and _stated(e)]


def single_voice(event: Event, sides: Sequence[Side]) -> tuple[str, ...]:
    """The claimants where all who say that an event took place stand on one side; none where others say so too."""
    telling = [account.claimed_by for account in event.accounts if account.status == "actual"]
    if not telling or not all(telling):
        return ()
    codes = tuple(dict.fromkeys(code for by in telling for code in by))
    return codes if len(camps(codes, sides)) == 1 else ()


def _figures(situation: Situation) -> Iterator[KeyAssumption]:
    """Killed on a side of the conflict of whom only one claimant gives a figure."""
    for event in situation.events:
        stated = [
            f for f in event.casualties if f.killed is not None and side_of(f.side or "", situation.sides) is not None
        ]
        for side in dict.fromkeys(figure.side for figure in stated if figure.side):
            told = [figure for figure in stated if figure.side == side]
            by = tuple(dict.fromkeys(code for figure in told for code in figure.claimed_by))
            if all(figure.claimed_by for figure in told) and len(camps(by, situation.sides)) == 1:
                killed = max(figure.killed or 0 for figure in told)
                why = sentence(
                    "one-claimant-figure", number=[str(killed)], side=tagged("code", side), by=tagged("code", *by)
                )
                yield KeyAssumption(kind="one-claimant-figure", why=why, events=(event.id,), claimants=by)


def _commitments(situation: Situation) -> Iterator[KeyAssumption]:
    """Commitments that only one party has invoked and nobody was seen to answer."""
    for state in situation.commitments:
        if len(state.invoked_by) == 1 and state.outcome is None:
            by = tagged("code", *state.invoked_by)
            why = sentence("one-claimant-commitment", by=by, treaty=(clause_of(state),))
            yield KeyAssumption(
                kind="one-claimant-commitment", why=why, events=(), claimants=state.invoked_by, day=state.on
            )


def _phases(situation: Situation, documents: Sequence[Document]) -> Iterator[KeyAssumption]:
    """Uncertain claims that would change the phase of a day: not counted and true, or counted and untrue."""
    days = by_day(situation.events, situation.sides, documents)
    course = {row.date: row.phase for row in situation.timeline}
    for day, events in sorted(days.items()):
        for event in events if day in course else ():
            uncertain = event.disputed or single_voice(event, situation.sides)
            if not uncertain or event.type not in FORCE | TRUCE:
                continue
            turned = _turned(event, day, days, course)
            if turned is not None:
                yield turned


def _turned(
    event: Event, day: dt.date, days: Mapping[dt.date, Sequence[Event]], course: Mapping[dt.date, Phase]
) -> KeyAssumption | None:
    """What the phase would be were an event told otherwise; None where nothing would change."""
    counted = event.type not in FORCE or event in force_told(days[day])
    others = [one for one in days[day] if one.id != event.id]
    instead = others if counted else [*others, _as_sure(event)]
    changed = first_change(day, {**days, day: instead}, course)
    if changed is None:
        return None
    when, old, new = changed
    by = _speakers(event, "negated" if counted else "actual") or _speakers(event, "actual")
    why = sentence(
        "turns-if-untrue" if counted else "turns-if-confirmed",
        day=tagged("day", when.isoformat()), old=tagged("phase", old), new=tagged("phase", new),
        event=told(event),
    )  # fmt: skip
    return KeyAssumption(
        kind="turns-phase", why=why, events=(event.id,), claimants=by, day=when, instead_of=old, to=new
    )


def first_change(
    day: dt.date, days: Mapping[dt.date, Sequence[Event]], course: Mapping[dt.date, Phase]
) -> tuple[dt.date, Phase, Phase] | None:
    """The last day whose phase is another with these events, with the old and the new one; only days near are asked.

    The phase of a day rests on the day before, its force also on the day after, so days from the one before are
    gone through until the phases agree again.
    """
    rows = sorted(course)
    start = next((n for n, row in enumerate(rows) if row >= day - dt.timedelta(days=1)), len(rows))
    before: Phase = course[rows[start - 1]] if start else "calm"
    found = None
    for row in rows[start:]:
        before = phase(row, days, before)
        if before != course[row]:
            found = (row, course[row], before)
        elif row > day + dt.timedelta(days=3):
            break
    return found


def _as_sure(event: Event) -> Event:
    """The event as it would be were it beyond doubt that it happened."""
    return event.model_copy(update={"dispute": None, "disputed": False, "origins": max(2, event.origins)})


def _disputes(situation: Situation) -> Iterator[KeyAssumption]:
    """Disputes that one side alone keeps up by denying."""
    for event in situation.events:
        if all(side_of(code, situation.sides) is None for code in (*event.actor, *event.recipient)):
            continue
        deniers = _speakers(event, "negated")
        if event.dispute in {"responsibility", "occurrence"} and deniers and len(camps(deniers, situation.sides)) == 1:
            why = sentence(f"open-{event.dispute}", by=tagged("code", *deniers), event=told(event))
            yield KeyAssumption(kind="turns-dispute", why=why, events=(event.id,), claimants=deniers)


def _reported(situation: Situation, documents: Sequence[Document]) -> Iterator[KeyAssumption]:
    """Force and truces that count on the day of the first report because no text dates them."""
    published = {doc.id for doc in documents if doc.published is not None}
    undated = [e for e in _weighty(situation) if e.date is None and any(ident in published for ident in e.documents)]
    if undated:
        why = sentence("reported-day", number=[str(len(undated))])
        yield KeyAssumption(kind="reported-day", why=why, events=tuple(event.id for event in undated))


def _sides(situation: Situation) -> Iterator[KeyAssumption]:
    """That the sides were found from the events and not set by a person."""
    if situation.sides and all(side.basis == "found" for side in situation.sides):
        one, *others = (side.parties for side in situation.sides)
        hostile = tuple(e.id for e in situation.events if e.type in FORCE and between(e, situation.sides))
        why = sentence(
            "found-sides", one=tagged("code", *one), other=tagged("code", *(code for codes in others for code in codes))
        )
        yield KeyAssumption(kind="found-sides", why=why, events=hostile)


def _stated(event: Event) -> bool:
    return any(account.status == "actual" for account in event.accounts)


def _speakers(event: Event, status: str) -> tuple[str, ...]:
    told: list[Account] = [account for account in event.accounts if account.status == status]
    return tuple(dict.fromkeys(code for account in told for code in account.claimed_by))
