"""PLOVER's own example records (github.com/openeventdata/PLOVER, CC BY-SA 4.0).

The records are of an early draft (0.5b1, 2016): four of its roots have other names today, organisations have no code of
their own, and a group stands under the country that it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.data import unpacked
from evaluation.measured import Figure, Measured
from lagebild.coding.coder import code
from lagebild.coding.relation import codebook_type
from lagebild.knowledge.actors import register
from lagebild.model import Actor, Document, Mention

#: Roots of the draft and what they are today (investigations are a mode of ACCUSE in the final PLOVER).
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT", "INVESTIGATE": "ACCUSE"}
#: Slips of the annotators.
MISSPELT = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
#: Codes that are no states: the records do not say which organisation it is.
UNSPECIFIC = frozenset({"IGO", "NGO", "IMG", "ISM", "NGM", "MNC"})

Record = Mapping[str, Any]


def records(path: Path) -> list[Record]:
    """The records without the one that documents the file."""
    found: list[Record] = json.loads(unpacked(path))
    return [record for record in found if record["event"] != "DOCUMENT"]


def measure(path: Path) -> Measured:
    """Share of records whose root is among the coded events, and with it the states on either side."""
    outcomes, misses = [], []
    for record in records(path):
        document = Document(id=record["id"], text=record["text"], lang="en")
        outcome = compared(record, code(document).events)
        outcomes.append(outcome)
        if not all(outcome.values()):
            wrong = ", ".join(name for name, right in outcome.items() if not right)
            misses.append(f"{record['id']} ({_root(record)}), wrong: {wrong}\n    {record['text']}")
    return Measured({name: Figure(value) for name, value in _shares(outcomes)}, tuple(misses))


def compared(record: Record, events: Sequence[Mention]) -> dict[str, bool]:
    """Whether the root was found, and at an event of that root the states; a side without a state is left out."""
    same = [event for event in events if event.type == _root(record)]
    outcome = {"root": bool(same), "root by the codebook": _root(record) in set(map(_codebook, events))}
    actors, recipients = (_states(record.get(side)) for side in ("source", "target"))
    if actors:
        outcome["root and actor"] = any(actors & _codes(event.actor) for event in same)
    if recipients:
        outcome["root and recipient"] = any(recipients & _acted_upon(event) for event in same)
    return outcome


def _codebook(event: Mention) -> str:
    """The type that PLOVER's codebook gives an event: what is announced is promised or threatened."""
    return codebook_type(event.type, event.mode, event.status, joint=len(event.actor) > 1)


def _root(record: Record) -> str:
    root = str(record["event"])
    return RENAMED.get(root, root)


def _states(parties: object) -> frozenset[str]:
    listed = parties if isinstance(parties, list) else []
    coded = [str(party["code"]) for party in listed if isinstance(party, dict) and party.get("code")]
    return frozenset(MISSPELT.get(code, code) for code in coded) - UNSPECIFIC


def _codes(parties: Sequence[Actor]) -> frozenset[str]:
    return frozenset(_country(party.code) for party in parties)


def _country(code: str) -> str:
    """The code itself; for a group or region the country that the register gives it first, as the records do."""
    record = register().actors.get(code) if code.startswith("NSA:") else None
    if record is None:
        return code
    return record.place_country or next(iter(record.countries), code)


def _acted_upon(event: Mention) -> frozenset[str]:
    """The recipients; in a symmetric event the parties are all actors."""
    return _codes(event.recipient) or _codes(event.actor)


def _shares(outcomes: Sequence[Mapping[str, bool]]) -> Iterator[tuple[str, float]]:
    for name in ("root", "root by the codebook", "root and actor", "root and recipient"):
        told = [outcome[name] for outcome in outcomes if name in outcome]
        yield name, sum(told) / len(told)
