"""Who has an interest in a matter, and how far that lets a claimant or an outlet be relied on in it.

The reliability of the Admiralty grading (NATO AJP-2.1) asks for a record of years. None is kept here: what is judged is the
position of the speaker to this one matter, which the events, the outlets' owners and seats and the members of
organisations tell. The rules stand in ``RULES``; the first that fits gives the grade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lagebild.knowledge.actors import register
from lagebild.knowledge.ontology import event_types
from lagebild.knowledge.outlets import Outlet
from lagebild.linking.sides import side_of
from lagebild.model import Event, Reliability, Side

Letter = Literal["A", "B", "C", "D", "E", "F"]
Codes = frozenset[str]

#: Grade and words of each rule; ``{who}`` is the speaker, ``{enemy}`` those that it is opposed to.
RULES: Mapping[str, tuple[Letter, str]] = {
    "observer": ("A", "{who} observes by mandate and is on no side of this matter"),
    "agency": ("B", "{who} is a news agency with reporters of its own, no state owns it, and its seat is on no side"),
    "public": ("B", "{who} is a public broadcaster with its seat on no side"),
    "press": ("C", "{who} is a known outlet with its seat on no side"),
    "home-outlet": ("C", "{who} would count more elsewhere, but has its seat on a side of this matter"),
    "home-press": ("D", "{who} is a known outlet with its seat on a side of this matter"),
    "outside": ("C", "{who} is on no side of this matter, but has aims of its own"),
    "outside-state-media": ("C", "{who} speaks for a state that is on no side of this matter"),
    "participant": ("C", "{who} takes part itself and tells of its own doings"),
    "party-words": ("C", "{who} is a party and tells of its own words"),
    "party-admits": ("C", "{who} is a party and admits an act of its own against its interest"),
    "party-own": ("C", "{who} is a party and speaks of what it does itself"),
    "party-denial": ("D", "{who} is a party and denies what it is accused of"),
    "party-enemy": ("D", "{who} is a party and speaks of its enemy {enemy}"),
    "party-other": ("D", "{who} is a party and speaks of others"),
    "ally": ("D", "{who} supports a side of this matter"),
    "one-sided-body": ("D", "{who} has members on one side of this matter only"),
    "party-outlet": ("D", "{who} is the outlet of a party or armed group"),
    "party-media": ("E", "{who} is a medium of a party and answers to nobody else"),
    "through-enemy": ("E", "what {who} is said to have said is known through media of its enemy alone"),
    "unnamed": ("F", "the source is not named"),
    "unknown-outlet": ("F", "nothing is known of {who}"),
    "unknown-claimant": ("F", "nothing is known of {who}"),
}
BEST_FIRST = "ABCDEF"


@dataclass(frozen=True)
class Standing:
    """A speaker's reliability in a matter, and whether it has no interest in how the matter is told."""

    reliability: Reliability
    free: bool

    @property
    def judged(self) -> bool:
        """True where the speaker is known well enough, and is not the mouthpiece of a side."""
        return self.reliability.grade in "ABC"


def standing(rule: str, who: str, enemies: Codes = frozenset(), *, free: bool = False) -> Standing:
    """The standing that a rule gives."""
    grade, words = RULES[rule]
    why = words.format(who=who, enemy=names(sorted(enemies)))
    return Standing(Reliability(grade=grade, rule=rule, why=why), free)


def names(codes: Sequence[str]) -> str:
    """English names of codes, joined by commas."""
    return ", ".join(register().name(code) or code for code in codes)


@dataclass(frozen=True)
class Matter:
    """An event among the sides of a conflict."""

    event: Event
    sides: tuple[Side, ...]

    @cached_property
    def participants(self) -> Codes:
        """Who acts and who is acted on."""
        return frozenset(self.event.actor) | frozenset(self.event.recipient)

    @cached_property
    def hostile(self) -> bool:
        """True for an act of conflict."""
        return event_types()[self.event.type].quad.endswith("conflict")

    @cached_property
    def verbal(self) -> bool:
        """True for an act of words."""
        return event_types()[self.event.type].quad.startswith("verbal")

    @cached_property
    def touches_sides(self) -> bool:
        """True where somebody of the conflict's sides takes part."""
        return any(side_of(code, self.sides) is not None for code in self.participants)

    @cached_property
    def concerned(self) -> Codes:
        """Who has an interest: both sides of the conflict where one takes part, and those of an act of conflict."""
        found = self.participants if self.hostile else frozenset()
        if self.touches_sides:
            found |= {code for side in self.sides for code in (*side.parties, *side.allies)}
        return found - {"UNK"}

    @cached_property
    def fighters(self) -> Codes:
        """The parties among those concerned."""
        allies = {code for side in self.sides for code in side.allies}
        return self.concerned - (allies - (self.participants if self.hostile else frozenset()))

    def enemies(self, code: str) -> Codes:
        """Whom a party is opposed to: the other side, and the other end of an act of conflict."""
        own = side_of(code, self.sides)
        found: set[str] = set()
        if own is not None and self.touches_sides:
            found = {c for n, side in enumerate(self.sides) if n != own for c in (*side.parties, *side.allies)}
        if self.hostile and code in self.participants:
            opposite = self.event.actor if code in self.event.recipient else (self.event.recipient or self.event.actor)
            found |= {c for c in opposite if own is None or side_of(c, self.sides) != own}
        return frozenset(found - {code, "UNK"})

    def claimant(self, code: str, *, denies: bool = False, wavers: bool = False) -> Standing:
        """The standing of a named claimant; ``wavers`` is true for one that both says and denies this."""
        record, who = register().actors.get(code), names([code])
        if record is None:
            return standing("unknown-claimant", code)
        if code in self.fighters:
            return self._party(code, denies=denies, wavers=wavers)
        if code in self.participants:
            return standing("participant", who, free=self.verbal or not self.touches_sides)
        if code in self.concerned:
            return standing("ally", who)
        inside = frozenset(record.members) & self.concerned
        if inside and self._splits(inside):
            return standing("one-sided-body", who)
        return standing("observer" if record.observes else "outside", who, free=True)

    def _splits(self, members: Codes) -> bool:
        """True where some of those concerned are no members and opposed to those who are."""
        return any(self.enemies(code) - members for code in members)

    def _party(self, code: str, *, denies: bool, wavers: bool) -> Standing:
        who, enemies = names([code]), self.enemies(code) & frozenset(self.event.actor)
        if enemies:
            return standing("party-enemy", who, enemies)
        if code not in self.event.actor:
            return standing("party-other", who)
        if denies or wavers:
            return standing("party-denial" if denies else "party-own", who)
        if self.verbal:
            return standing("party-words", who, free=True)
        admits = self.hostile and bool(self.event.recipient)
        return standing("party-admits" if admits else "party-own", who, free=admits)

    def outlet(self, name: str, known: Outlet | None, state: str | None, country: str | None) -> Standing:
        """The standing of an outlet that speaks itself; ``state`` is the one whose medium it is."""
        if state is not None:
            return self._medium(name, state)
        if known is None:
            return standing("unknown-outlet", name, free=country is not None and country not in self.concerned)
        if known.ownership == "party":
            return standing("party-outlet", known.name)
        seat = known.country or country
        high = known.ownership == "public" or known.kind == "agency"
        if seat in self.concerned:
            return standing("home-outlet" if high else "home-press", known.name)
        rule = "public" if known.ownership == "public" else "agency" if high else "press"
        return standing(rule, known.name, free=seat is not None)

    def _medium(self, name: str, state: str) -> Standing:
        if state in self.fighters:
            return standing("party-media", name)
        if state in self.concerned:
            return standing("ally", name)
        return standing("outside-state-media", name, free=True)
