"""Persons whom one source names by two offices of a state that the register gives to two persons."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from lagebild.knowledge.offices import OFFICES, ever_held, holders
from lagebild.model import CodedDocument, Document, Frozen, Naming, Office, Situation


class Place(NamedTuple):
    """A naming by its document and its place among those of the document."""

    document: str
    number: int


class DoubleOffice(Frozen):
    """One person named by two offices of the state ``code``, with the passages of either.

    ``person`` is the English name of the register, None where the source tells one act of the holders of both without
    a name; ``events`` are those of that act. ``held`` are who holds the offices on the day of publication.
    """

    code: str
    person: str | None
    offices: tuple[Office, Office]
    places: tuple[Place, Place]
    held: tuple[tuple[str, ...], tuple[str, ...]]
    outlet: str
    day: dt.date
    events: tuple[str, ...] = ()


class _Told(NamedTuple):
    place: Place
    naming: Naming


def double_offices(
    situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument]
) -> tuple[DoubleOffice, ...]:
    """What is found in each document, then across the documents of one outlet; each person, pair and outlet once."""
    known = {doc.id: doc for doc in documents if doc.published is not None}
    told = {
        one.id: [_Told(Place(one.id, number), naming) for number, naming in enumerate(one.namings)]
        for one in coded if one.id in known and one.namings
    }  # fmt: skip
    events = {mention: event.id for event in situation.events for mention in event.mentions}
    by_outlet: defaultdict[str, list[_Told]] = defaultdict(list)
    found: dict[tuple[object, ...], DoubleOffice] = {}
    for ident, namings in told.items():
        by_outlet[known[ident].outlet or ident].extend(namings)
        for one in (*_of_acts(namings, known[ident], events), *_of_persons(namings, known)):
            found.setdefault((one.outlet, one.code, one.person, frozenset(one.offices)), one)
    for namings in by_outlet.values():
        for one in _of_persons(namings, known):
            found.setdefault((one.outlet, one.code, one.person, frozenset(one.offices)), one)
    return tuple(found.values())


def _of_acts(
    namings: Sequence[_Told], document: Document, events: Mapping[tuple[str, int], str]
) -> Iterator[DoubleOffice]:
    """One act of a document that is told of the holders of two offices, not both by name."""
    acts: defaultdict[tuple[int, str], list[_Told]] = defaultdict(list)
    for one in namings:
        for act in one.naming.acts:
            acts[act, one.naming.code].append(one)
    for (act, _), told in acts.items():
        persons = {one.naming.person for one in told} - {None}
        if len(persons) < 2 and any(one.naming.person is None for one in told):
            event = events.get((document.id, act))
            yield from _pairs(told, next(iter(persons), None), document, (event,) if event else ())


def _of_persons(namings: Sequence[_Told], documents: Mapping[str, Document]) -> Iterator[DoubleOffice]:
    """Persons who are called by two offices."""
    persons: defaultdict[tuple[str, str], list[_Told]] = defaultdict(list)
    for one in namings:
        if one.naming.person is not None:
            persons[one.naming.code, one.naming.person].append(one)
    for (_, person), told in persons.items():
        yield from _pairs(told, person, documents[told[0].place.document], ())


def _pairs(
    told: Sequence[_Told], person: str | None, document: Document, events: tuple[str, ...]
) -> Iterator[DoubleOffice]:
    """Two offices that nobody can hold at once on the day: each has a holder, and they are different persons."""
    first = {one.naming.office: one for one in reversed(told)}
    code, day = told[0].naming.code, document.published
    for pair in combinations([office for office in OFFICES if office in first], 2):
        if day is None:
            continue
        held = [frozenset(one.en for one in holders(code, office, day)) for office in pair]
        holds = [person is not None and person in names for names in held]
        wrong = [office for office, has in zip(pair, holds, strict=True) if not has]
        unlike = all(held) and not held[0] & held[1]
        if unlike and (
            person is None or (any(holds) and not any(person in ever_held(code, office) for office in wrong))
        ):
            one, other = sorted(
                (first[office] for office in pair),
                key=lambda each: (each.place.document, each.naming.evidence.trigger.start),
            )
            offices = one.naming.office, other.naming.office
            names = dict(zip(pair, held, strict=True))
            yield DoubleOffice(
                code=code, person=person, offices=offices, places=(one.place, other.place), day=day, events=events,
                held=(tuple(sorted(names[offices[0]])), tuple(sorted(names[offices[1]]))),
                outlet=document.outlet or document.id,
            )  # fmt: skip
