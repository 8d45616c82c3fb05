"""What was done in earlier conflicts and what had happened afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, model_validator

from lagebild.errors import KnowledgeError
from lagebild.knowledge.loading import Strict, records
from lagebild.knowledge.when import When, first_day, last_day

State = Literal["ended", "violations", "resumed", "war"]
Horizon = Literal[30, 180, 365]
Family = Literal["between", "inside"]

FOLDER = "precedents"
VOCABULARY = f"{FOLDER}/vocabulary.yaml"
#: Days after the measure from which the outcomes are counted.
HORIZONS: tuple[Horizon, ...] = (30, 180, 365)
#: What spoke against a measure is taken to be known after this time, where nothing else is told.
SEEN_AFTER = dt.timedelta(days=365)
#: From the best to the worst; what had happened up to a later day is never better than up to an earlier one.
STATES: tuple[State, ...] = ("ended", "violations", "resumed", "war")


class Term(Strict):
    """A word of the register with its names."""

    en: str
    de: str
    ru: str
    definition: str = ""


class MeasureTerm(Term):
    """A kind of measure and who can take it: the sides of a conflict, others, or both kinds together."""

    who: Literal["sides", "others", "any"]


class KindTerm(Term):
    """A kind of conflict, between states or inside one."""

    family: Family


class DeathsTerm(Term):
    """A band of killed; ``below`` is the first number above it, None for the last band."""

    below: int | None = None


class RegionTerm(Term):
    """A part of the world with its states."""

    states: tuple[str, ...]


class Vocabulary(Strict):
    """The closed words of the register."""

    measures: dict[str, MeasureTerm]
    kinds: dict[str, KindTerm]
    states: dict[str, Term]
    deaths: dict[str, DeathsTerm]
    regions: dict[str, RegionTerm]

    def region_of(self, state: str) -> str | None:
        """The part of the world in which a state lies."""
        return next((ident for ident, region in self.regions.items() if state in region.states), None)

    def band(self, killed: int) -> str:
        """The band in which a number of killed lies."""
        return next(ident for ident, band in self.deaths.items() if band.below is None or killed < band.below)


class Taken(Strict):
    """A measure that was taken: by whom, when, under what, who accepted it, what spoke against it.

    ``through`` names a person, body or mission that did it where no code says so. ``seen``: when it was seen what spoke
    against it, where that took more than a year.
    """

    measure: str
    by: tuple[str, ...]
    on: When
    through: str | None = None
    under: str | None = None
    accepted_by: tuple[str, ...] = ()
    against: str | None = None
    seen: When | None = None

    def against_on(self, day: dt.date | None) -> str | None:
        """What was known on a day to speak against the measure; all that is known today without a day."""
        known = first_day(self.seen) if self.seen else last_day(self.on) + SEEN_AFTER
        return self.against if day is None or known <= day else None

    @model_validator(mode="after")
    def _somebody_took_it(self) -> Taken:
        _known(self.measure, vocabulary().measures, "measure")
        if not self.by and not self.through:
            raise ValueError("neither by nor through says who took the measure")
        return self


class Since(Strict):
    """The day from which the outcomes are counted and the measure of that day."""

    on: When
    what: str


class Aftermath(Strict):
    """What had happened up to a day, and a sentence on it."""

    state: State
    note: str


class Names(Strict):
    """What the precedent is called."""

    en: str
    de: str
    ru: str


class Precedent(Strict):
    """An earlier conflict or round of one; ``contested`` where the sides blamed each other for its beginning.

    ``deaths`` is the band of those killed in the period where it is sure, an outcome is None where it is not known.
    """

    id: str
    names: Names
    region: str
    kind: str
    sides: Annotated[tuple[tuple[str, ...], ...], Field(min_length=1, max_length=3)]
    start: When
    end: When | None = None
    deaths: str | None = None
    contested: bool = False
    alliance_asked: tuple[str, ...] = ()
    peacekeepers_before: tuple[str, ...] = ()
    trigger: str
    measures: Annotated[tuple[Taken, ...], Field(min_length=1)]
    since: Since
    after_30: Aftermath | None = None
    after_180: Aftermath | None = None
    after_365: Aftermath | None = None
    sources: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits_together(self) -> Precedent:
        words = vocabulary()
        _known(self.region, words.regions, "region")
        _known(self.kind, words.kinds, "kind")
        if self.deaths is not None:
            _known(self.deaths, words.deaths, "band of deaths")
        if self.since.what not in {taken.measure for taken in self.measures}:
            raise ValueError(f"{self.id}: '{self.since.what}' is none of the measures taken")
        told = [outcome.state for outcome in self.outcomes().values()]
        if told != sorted(told, key=STATES.index):
            raise ValueError(
                f"{self.id}: what had happened up to a later day cannot be better than up to an earlier one"
            )
        if self.end is not None and last_day(self.end) < first_day(self.start):
            raise ValueError(f"{self.id}: it ends before it begins")
        return self

    def outcomes(self) -> dict[Horizon, Aftermath]:
        """What had happened by day, where it is known."""
        told: tuple[tuple[Horizon, Aftermath | None], ...] = (
            (30, self.after_30), (180, self.after_180), (365, self.after_365),
        )  # fmt: skip
        return {days: outcome for days, outcome in told if outcome is not None}

    def parties(self) -> frozenset[str]:
        """The codes on all sides."""
        return frozenset(code for side in self.sides for code in side)


def _known(word: str, words: Mapping[str, object], what: str) -> None:
    if word not in words:
        raise ValueError(f"'{word}' is no {what} of {VOCABULARY}")


@cache
def vocabulary() -> Vocabulary:
    """The closed words of the register."""
    return records(VOCABULARY, TypeAdapter(Vocabulary))


@cache
def precedents() -> tuple[Precedent, ...]:
    """All precedents, the earliest outcome first; no two have the same id."""
    found = [precedent for name in precedent_files() for precedent in precedents_of(name)]
    seen: set[str] = set()
    for precedent in found:
        if precedent.id in seen:
            raise KnowledgeError(f"record {precedent.id}: stands there twice", source=FOLDER)
        seen.add(precedent.id)
    return tuple(sorted(found, key=lambda p: (first_day(p.since.on), p.id)))


def precedent_files() -> tuple[str, ...]:
    """Names of the files of records, one a part of the world."""
    folder = files("lagebild.knowledge").joinpath(FOLDER)
    names = {item.name for item in folder.iterdir() if item.name.endswith(".yaml")}
    return tuple(sorted(names - {VOCABULARY.rpartition("/")[2]}))


def precedents_of(name: str) -> tuple[Precedent, ...]:
    """The precedents of one file."""
    return records(f"{FOLDER}/{name}", TypeAdapter(tuple[Precedent, ...]))
