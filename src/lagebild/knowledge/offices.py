"""Words for the highest offices of a state, and who held them on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from lagebild.knowledge.actors import Person, persons
from lagebild.knowledge.loading import Strict, records
from lagebild.model import Office


class OfficeWords(Strict):
    """The words of one language."""

    head_of_state: tuple[str, ...]
    head_of_government: tuple[str, ...]
    foreign_minister: tuple[str, ...]
    defence_minister: tuple[str, ...]
    past: frozenset[str]
    several: frozenset[str]


@dataclass(frozen=True)
class OfficeNames:
    """Offices by the words of their names, by the first of these; ``past`` and ``several`` as in the file."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], Office], ...]]
    past: frozenset[str]
    several: frozenset[str]


OFFICES: tuple[Office, ...] = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")


@cache
def office_names(lang: str) -> OfficeNames:
    """The names of offices in a language, longer ones first."""
    read = records("offices.yaml", TypeAdapter(dict[str, OfficeWords]))[lang]
    found: dict[str, list[tuple[tuple[str, ...], Office]]] = {}
    for office in OFFICES:
        for name in getattr(read, office):
            words = tuple(name.split())
            found.setdefault(words[0], []).append((words, office))
    ordered = {first: tuple(sorted(names, key=lambda one: -len(one[0]))) for first, names in found.items()}
    return OfficeNames(ordered, read.past, read.several)


@cache
def holders(code: str, office: Office, day: date) -> tuple[Person, ...]:
    """Who holds an office of a state on a day, by the register."""
    return tuple(one for one in _held(code, office) if in_office(one, day))


@cache
def ever_held(code: str, office: Office) -> frozenset[str]:
    """English names of all who ever held an office of a state, by the register."""
    return frozenset(one.en for one in _held(code, office))


def _held(code: str, office: Office) -> tuple[Person, ...]:
    return tuple(one for one in persons() if (one.code, one.role) == (code, office))


def in_office(person: Person, day: date) -> bool:
    """Whether a row of the register holds on a day."""
    return (person.start is None or person.start <= day) and (person.end is None or day <= person.end)
