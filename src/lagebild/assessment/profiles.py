"""What a situation is like in the terms in which precedents are compared."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from lagebild.knowledge.actors import register
from lagebild.knowledge.precedents import vocabulary
from lagebild.linking.sides import between, side_of
from lagebild.model import Event, Frozen, Side, Situation

FORCE = frozenset({"ASSAULT"})
#: Acts by which a third party speaks with the sides.
TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE", "REQUEST"})
#: Days with force from which states are at war rather than in a border clash.
WAR_DAYS = 30
#: Killed from which states are at war.
WAR_DEATHS = 1000
SEPARATIST = "SEP"


class Profile(Frozen):
    """A situation in the terms of the register; None or empty where nothing is known.

    It may lie in several ``regions``; ``mediators`` talk with both sides, ``present`` are outsiders who act or are
    acted on, ``peacekeepers`` is None where nobody said whether there are any. ``evidence``: the events by feature.
    """

    sides: tuple[tuple[str, ...], ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    kind: str | None = None
    regions: tuple[str, ...] = ()
    deaths: str | None = None
    contested: bool | None = None
    alliance_asked: tuple[str, ...] = ()
    peacekeepers: tuple[str, ...] | None = None
    mediators: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    evidence: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


def profile(situation: Situation, *, kind: str | None = None, peacekeepers: Sequence[str] | None = None) -> Profile:
    """The profile of a situation; ``kind`` and ``peacekeepers`` are those a person has set."""
    sides = tuple(side.parties for side in situation.sides)
    hostile = [event for event in situation.events if between(event, situation.sides)]
    force = [event for event in hostile if event.type in FORCE and _stated(event)]
    killed, tolls = _killed(situation.events, situation.sides)
    mediators, talks = _mediators(situation.events, situation.sides)
    days = [day.date for day in situation.timeline]
    contested = [event for event in force if event.dispute == "responsibility"]
    return Profile(
        sides=sides, first_day=min(days, default=None), last_day=max(days, default=None),
        kind=kind or _kind(sides, force, killed), regions=_regions(sides, hostile),
        deaths=vocabulary().band(killed) if killed is not None else None,
        contested=bool(contested) if force else None,
        alliance_asked=_allies_asked(situation),
        peacekeepers=None if peacekeepers is None else tuple(peacekeepers),
        mediators=mediators, present=_present(situation.events, situation.sides),
        evidence={
            "kind": _ids(force or hostile), "parties": _ids(force or hostile), "region": _ids(hostile),
            "deaths": tolls, "contested": _ids(contested or force), "mediators": talks,
        },
    )  # fmt: skip


def _stated(event: Event) -> bool:
    return any(account.status == "actual" for account in event.accounts)


def _ids(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(event.id for event in events)


def _killed(events: Sequence[Event], sides: Sequence[Side]) -> tuple[int | None, tuple[str, ...]]:
    """The highest figures stated for each side added up, and the events that state them; None where none is."""
    highest: dict[int, tuple[int, str]] = {}
    for event in events:
        for figure in event.casualties:
            side = side_of(figure.side, sides) if figure.side else None
            if figure.killed is not None and side is not None:
                highest[side] = max(highest.get(side, (-1, "")), (figure.killed, event.id))
    if not highest:
        return None, ()
    return sum(killed for killed, _ in highest.values()), tuple(ident for _, ident in highest.values())


def _kind(sides: Sequence[Sequence[str]], force: Sequence[Event], killed: int | None) -> str | None:
    """The kind of conflict by who leads the sides and what they do; None where there are no two sides."""
    if len(sides) != 2 or not all(sides):
        return None
    leading = [side[0] for side in sides]
    groups = [code for code in leading if code.startswith("NSA:")]
    states = [code for code in leading if len(code) == 3]
    if len(states) == 2:
        return _between_states(force, killed)
    if len(states) == 1 and groups:
        return _with_group(states[0], groups[0])
    return "internal-war" if len(groups) == 2 else None


def _between_states(force: Sequence[Event], killed: int | None) -> str:
    if not force:
        return "standoff"
    days = {event.date for event in force if event.date}
    return "interstate-war" if len(days) > WAR_DAYS or (killed or 0) >= WAR_DEATHS else "border-clash"


def _with_group(state: str, group: str) -> str:
    record = register().actors.get(group)
    if record is None:
        return "internal-war"
    home = home_states(group)
    if home and state not in home:
        return "cross-border-strikes"
    return "secession" if record.sector == SEPARATIST or record.place_country else "internal-war"


def home_states(code: str) -> tuple[str, ...]:
    """The states on whose ground an actor is at home: itself for a state."""
    if len(code) == 3:
        return (code,)
    record = register().actors.get(code)
    if record is None:
        return ()
    return (record.place_country,) if record.place_country else record.countries


def _allies_asked(situation: Situation) -> tuple[str, ...]:
    """Alliances and states that were asked under a commitment; bodies that watch over all are no allies."""
    known = register().actors
    asked = {code for state in situation.commitments for code in state.asked_of}
    return tuple(sorted(code for code in asked if code not in known or not known[code].observes))


def _regions(sides: Sequence[Sequence[str]], events: Sequence[Event]) -> tuple[str, ...]:
    """The part of the world in which most events between the sides happened, else those of the first of each side."""
    places = Counter(state for event in events for state in (event.place_country or "").split("-") if state)
    homes = [state for side in sides for code in side[:1] for state in home_states(code)[:1]]
    for states in (places, homes):
        regions = Counter(region for state in states if (region := vocabulary().region_of(state)))
        if regions:
            return tuple(sorted(region for region, number in regions.items() if number == max(regions.values())))
    return ()


def _mediators(events: Sequence[Event], sides: Sequence[Side]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Outsiders who talk with both sides, and the events in which they do."""
    met: defaultdict[str, dict[str, set[int]]] = defaultdict(dict)
    for event in events:
        if event.type in TALKS and _stated(event):
            codes = (*event.actor, *event.recipient)
            here = {side for code in codes if (side := side_of(code, sides)) is not None}
            for code in outsiders(codes, sides) if here else ():
                met[code][event.id] = here
    both = {code: talks for code, talks in met.items() if len(set().union(*talks.values())) > 1}
    return tuple(sorted(both)), tuple(dict.fromkeys(ident for code in sorted(both) for ident in both[code]))


def outsiders(codes: Iterable[str], sides: Sequence[Side]) -> list[str]:
    """Those who stand on no side."""
    return [code for code in dict.fromkeys(codes) if code != "UNK" and side_of(code, sides) is None]


def _present(events: Sequence[Event], sides: Sequence[Side]) -> tuple[str, ...]:
    """Outsiders who act or are acted on in events that took place."""
    codes = (code for event in events if _stated(event) for code in (*event.actor, *event.recipient))
    return tuple(sorted(outsiders(codes, sides)))
