"""Accounts of one event that cannot all be true."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from lagebild.linking.grouping import Happening
from lagebild.linking.kinds import FORCE
from lagebild.linking.matching import same_ground
from lagebild.linking.origins import state_of
from lagebild.linking.sides import side_of
from lagebild.linking.statements import Codes, Statement
from lagebild.model import Casualties, DisputeKind, Event, Side

#: Acts of two sides that mirror each other happen within a day; undated ones on days that overlap.
MIRROR = dt.timedelta(days=1)
STATED = frozenset({"actual", "historical"})


def voices(statement: Statement) -> Codes:
    """Who says so: the claimants, or the state for its own media."""
    if statement.claimants:
        return statement.claimants
    state = state_of(statement.document)
    return frozenset({state}) if state else frozenset()


def dispute(happening: Happening, figures: Sequence[Casualties], *, mirrored: bool) -> DisputeKind | None:
    """What is contested, or None: who did it, whether it happened, or how many suffered."""
    asserting = [s for s in happening.statements if s.mention.status in STATED]
    denying = [s for s in happening.statements if s.denied]
    deniers = frozenset(code for s in denying for code in voices(s))
    contradicted = [s for s in asserting if not deniers or voices(s) - deniers or not voices(s)]
    if _own_mirror(asserting) or _rivals(asserting):
        return "responsibility"
    if deniers and contradicted:
        begun = any(len(s.actor) > 1 and not s.recipient for s in denying)  # denied is only who began what both do
        return "responsibility" if begun or _took_place(happening, asserting, deniers) else "occurrence"
    if mirrored:
        return "responsibility"
    return "casualties" if figures_exclude_each_other(figures) else None


def _took_place(happening: Happening, asserting: Sequence[Statement], deniers: Codes) -> bool:
    """True where somebody beside the parties tells of it, or the accused itself of its own part in it."""
    telling = frozenset(code for s in asserting for code in voices(s))
    accused = frozenset(code for s in asserting for code in voices(s) & s.actor)
    return bool(telling - happening.seed.parties - deniers) or bool(accused & deniers)


def _own_mirror(asserting: Sequence[Statement]) -> bool:
    """True where each of two parties says within one happening that the other did it to it."""
    told = {(s.actor, s.recipient) for s in asserting if s.recipient and s.recipient & voices(s)}
    return any(actor != recipient and (recipient, actor) in told for actor, recipient in told)


def _rivals(asserting: Sequence[Statement]) -> bool:
    """True where different claimants name actors of whom none is the same."""
    named = [(voices(s), s.actor, s.recipient) for s in asserting if s.actor and voices(s)]
    return any(
        by != other_by and not actor & other_actor and recipient & other_recipient
        for by, actor, recipient in named
        for other_by, other_actor, other_recipient in named
    )


def mirrors(happenings: Sequence[Happening]) -> set[int]:
    """Numbers of happenings of force that each side tells of the other, on the same day and at the same place."""
    accused: defaultdict[tuple[Codes, Codes], list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.kind in FORCE and happening.days is not None and _told_by_victim(happening):
            accused[(happening.seed.actor, happening.seed.recipient)].append(happening)
    found: set[int] = set()
    for (actor, recipient), ones in accused.items():
        for one in ones if actor != recipient else ():
            if any(_mirror(one, other) for other in accused.get((recipient, actor), ())):
                found.add(one.number)
    return found


def _told_by_victim(happening: Happening) -> bool:
    victims = happening.seed.recipient
    return any(victims & voices(s) for s in happening.statements if s.mention.status in STATED)


def _mirror(one: Happening, other: Happening) -> bool:
    if one.days is None or other.days is None or one.seed.background != other.seed.background:
        return False
    apart = max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])
    dated = one.seed.days is not None and other.seed.days is not None
    return apart <= (MIRROR if dated else dt.timedelta(0)) and same_ground(
        one.seed.mention.place, other.seed.mention.place
    )


def figures_exclude_each_other(figures: Sequence[Casualties], sides: Sequence[Side] = ()) -> bool:
    """True where claimants who do not stand together give different figures for the same side at the same time."""
    told = [f for f in figures if f.killed is not None and f.claimed_by and f.side and f.as_of and not f.superseded_by]
    return any(
        one.side == other.side and camps(one.claimed_by, sides) != camps(other.claimed_by, sides)
        and one.killed != other.killed
        and one.as_of is not None and other.as_of is not None and abs(one.as_of - other.as_of) <= MIRROR
        for one in told
        for other in told
    )  # fmt: skip


def camps(codes: Iterable[str], sides: Sequence[Side]) -> frozenset[str]:
    """The first parties of the sides on which some stand; those on no side for themselves."""
    places = ((code, side_of(code, sides)) for code in codes)
    return frozenset(code if number is None else sides[number].parties[0] for code, number in places)


def across_sides(event: Event, sides: Sequence[Side]) -> Event:
    """The same event, no longer contested where only those who stand together on one side differ."""
    if event.dispute == "casualties" and not figures_exclude_each_other(event.casualties, sides):
        return event.model_copy(update={"disputed": False, "dispute": None})
    if event.dispute == "occurrence" and not _denied_by_others(event, sides):
        return event.model_copy(update={"disputed": False, "dispute": None})
    return event


def _denied_by_others(event: Event, sides: Sequence[Side]) -> bool:
    """True where somebody says what nobody on its own side denies."""
    denied = [a.claimed_by for a in event.accounts if a.status == "negated"]
    deniers = camps((code for by in denied for code in by), sides)
    stated = [a.claimed_by for a in event.accounts if a.status in STATED]
    return any(not by or camps(by, sides) - deniers for by in stated) or not denied or not deniers
