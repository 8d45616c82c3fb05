"""Who can act: states, organisations, groups, regions, persons in office."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter, field_validator

from lagebild.errors import KnowledgeError
from lagebild.knowledge.loading import Strict, raw, records

NameKind = Literal["name", "adjective", "demonym", "capital", "metonym", "person"]


class Names(Strict):
    """What an actor is called in one language."""

    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()

    def by_kind(self) -> Iterator[tuple[NameKind, str]]:
        """All names with their kind."""
        kinds: tuple[tuple[NameKind, tuple[str, ...]], ...] = (
            ("name", self.names), ("adjective", self.adjectives), ("demonym", self.demonyms),
            ("capital", self.capitals), ("metonym", self.metonyms),
        )  # fmt: skip
        for kind, names in kinds:
            for name in names:
                yield kind, name


class ActorRecord(Strict):
    """An actor with a code; ``place_country`` is the state on whose ground a region or group is, if any.

    ``people`` is the nation whose members on that ground act as the region ("the Serbs in Kosovo");
    ``seat`` is the state whose capital stands for an organisation where a text says nothing of the state itself;
    ``observes`` is true for bodies that watch, inspect or keep records by mandate of all concerned.
    """

    code: str
    en: Names
    de: Names
    ru: Names
    iso2: str | None = None
    sector: str | None = None
    members: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    parent: str | None = None
    from_: date | int | str | None = None
    to: date | int | str | None = None
    place_country: str | None = None
    acts_as: str | None = None
    people: str | None = None
    seat: str | None = None
    observes: bool = False

    def names_in(self, lang: str) -> Names:
        """Names of one language."""
        return {"en": self.en, "de": self.de, "ru": self.ru}[lang]


class Person(Strict):
    """A holder of an office with the days in office; ``end`` is None while in office or unknown."""

    code: str
    role: str
    sector: str | None
    en: str
    de: str
    ru: str
    aliases: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None

    @field_validator("start", "end", mode="before")
    @classmethod
    def _partial(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [int(part) for part in value.split("-")] if value.strip() else []
        return date(*[*parts, 1, 1][:3]) if parts else None

    def spellings(self) -> tuple[str, ...]:
        """All spellings in any language."""
        return tuple(dict.fromkeys([self.en, self.de, self.ru, *self.aliases]))


FILES = ("states", "organisations", "groups", "regions")


@dataclass(frozen=True)
class Register:
    """All actors by code."""

    actors: Mapping[str, ActorRecord]
    regions: tuple[ActorRecord, ...]
    persons: tuple[Person, ...]

    @cached_property
    def seated(self) -> Mapping[str, ActorRecord]:
        """The organisation that the capital of a state may stand for, by the state's code."""
        return {record.seat: record for record in self.actors.values() if record.seat is not None}

    @cached_property
    def minorities(self) -> Mapping[tuple[str, str], str]:
        """What the members of a nation act as, by its code and that of the state or region in which they live."""
        known = [record for record in self.regions if record.people and record.acts_as]
        homes = [(record, home) for record in known for home in (record.place_country, record.acts_as) if home]
        return {(record.people or "", home): record.acts_as or "" for record, home in homes}

    def name(self, code: str) -> str | None:
        """Usual English name of an actor."""
        record = self.actors.get(code)
        return record.en.names[0] if record and record.en.names else None


def _read(name: str) -> tuple[ActorRecord, ...]:
    spelled = [{("from_" if k == "from" else k): v for k, v in record.items()} for record in raw(f"actors/{name}.yaml")]
    return records(f"actors/{name}.yaml", TypeAdapter(tuple[ActorRecord, ...]), spelled)


@cache
def register() -> Register:
    """The actors of all files; a region with ``acts_as`` null is a place only and has no code of its own."""
    read = {name: _read(name) for name in FILES}
    actors: dict[str, ActorRecord] = {}
    for name in FILES:
        for record in read[name]:
            if name != "regions" or record.acts_as:
                actors.setdefault(record.acts_as or record.code, record)
    return Register(actors, read["regions"], persons())


@cache
def persons() -> tuple[Person, ...]:
    """The rows of ``leaders.csv``."""
    path = "actors/leaders.csv"
    text = files("lagebild.knowledge").joinpath(path).read_text(encoding="utf-8")
    rows = []
    for number, row in enumerate(csv.DictReader(text.splitlines()), 2):
        try:
            rows.append(_person(row))
        except (ValueError, KeyError, TypeError, AttributeError) as broken:
            raise KnowledgeError(f"line {number}: {broken}", source=path) from broken
    return tuple(rows)


def _person(row: Mapping[str, str]) -> Person:
    return Person(
        code=row["code"], role=row["role"], sector=row["sector"] or None, en=row["en"], de=row["de"], ru=row["ru"],
        aliases=tuple(filter(None, (row["aliases"] or "").split("|"))),
        start=row["from"], end=row["to"],  # type: ignore[arg-type]
    )  # fmt: skip
