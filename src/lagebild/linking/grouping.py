"""Mentions to events.

Statements that tell of one happening are collected around the best founded ones: those with a day and a place first, then
those with less. A statement joins the happening that it fits best or opens one of its own. The order of work is that of
the statements' own content, so that the order of the documents does not matter; a statement meets only happenings of its
block (kind, party, days), so that the work does not grow with the square of their number.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lagebild.linking.atoms import Atom, atoms
from lagebild.linking.blocks import Block, entries, queries
from lagebild.linking.matching import (
    likely_days,
    likeness,
    overlap,
    rival_actors,
    same_parties,
    same_place,
)
from lagebild.linking.statements import Days, Statement

#: A recap is of something not longer ago than this.
RECAP = dt.timedelta(days=21)
#: Confidence below which a party of a mention is guessed.
GUESSED = 0.6
#: Happenings are compared by at most so many of their statements.
COMPARED = 40


@dataclass(eq=False)
class Happening:
    """Statements about one event in the making, around the one that opened it."""

    seed: Statement
    number: int
    statements: list[Statement] = field(default_factory=list)
    typical: list[Statement] = field(default_factory=list)
    mutual: bool = False

    def add(self, atom: Atom) -> None:
        """Take in an atom."""
        self.statements.extend(atom.statements)
        self.typical.append(atom.typical)
        self.mutual = self.mutual or (len(atom.typical.actor) > 1 and not atom.typical.recipient)

    @property
    def kind(self) -> str:
        """The kind of all its statements."""
        return self.seed.kind

    @cached_property
    def days(self) -> Days | None:
        """The days of the best founded statement."""
        return likely_days(self.seed)

    @property
    def documents(self) -> int:
        """Number of documents."""
        return len({statement.document.id for statement in self.statements})


class Grouping:
    """Happenings by block."""

    def __init__(self) -> None:
        self.happenings: list[Happening] = []
        self.blocks: defaultdict[Block, list[Happening]] = defaultdict(list)

    def place(self, atom: Atom) -> None:
        """Put an atom into the happening that it fits best, or into one of its own."""
        statement = atom.typical
        best = self._fitting(statement) or self._recalled(statement)
        if best is None:
            best = Happening(statement, len(self.happenings))
            self.happenings.append(best)
        best.add(atom)
        for block in entries(best.kind, statement.parties, statement.background, best.days):
            if best not in self.blocks[block]:
                self.blocks[block].append(best)

    def _fitting(self, statement: Statement) -> Happening | None:
        return self._best(statement, likely_days(statement), recap=False)

    def _recalled(self, statement: Statement) -> Happening | None:
        """What an undated statement recalls, where nothing of its own day fits."""
        days = likely_days(statement)
        if statement.days is not None or days is None or statement.mention.status == "future":
            return None
        return self._best(statement, (days[0] - RECAP, days[1]), recap=True)

    def _best(self, statement: Statement, days: Days | None, *, recap: bool) -> Happening | None:
        blocks = queries(statement.kind, statement.parties, statement.background, days)
        found = {h.number: h for block in blocks for h in self.blocks.get(block, ())}
        scored = [
            (fit(statement, happening), happening.documents, -number, happening)
            for number, happening in found.items()
            if compatible(statement, happening, recap=recap)
        ]
        return max(scored, key=lambda item: item[:3])[3] if scored else None


def group(found: Sequence[Statement], texts: Mapping[str, str]) -> list[Happening]:
    """Happenings in a stable order; ``found`` in canonical order, ``texts`` the first printing of each copy."""
    grouping = Grouping()
    for atom in sorted(atoms(found, texts), key=_founded):
        grouping.place(atom)
    return grouping.happenings


def _founded(atom: Atom) -> tuple[object, ...]:
    """Dated and placed statements of two parties first, denials and fears after what they are about."""
    statement, mention = atom.typical, atom.typical.mention
    doubt = mention.status in {"hypothetical", "negated"}
    guessed = max(s.mention.confidence for s in atom.statements) < GUESSED
    vague = statement.days is None or (statement.days[1] - statement.days[0]).days > 1
    rank = vague * 4 + (len(statement.parties) < 2) * 2 + (mention.place is None)
    return (doubt, guessed, rank, statement.key)


def compatible(statement: Statement, happening: Happening, *, recap: bool) -> bool:
    """False where something that both say excludes that they mean the same."""
    seed, kind = happening.seed, happening.kind
    if kind != statement.kind or seed.background != statement.background:
        return False
    if not (_parties_fit(statement, happening) or rival_actors(statement, seed)):
        return False
    if not (_recallable(statement, happening) if recap else overlap(likely_days(statement), happening.days)):
        return False
    return all(same_place(statement.mention.place, other.mention.place) for other in happening.typical[:COMPARED])


def _parties_fit(statement: Statement, happening: Happening) -> bool:
    if same_parties(statement, happening.seed, happening.kind):
        return True
    return happening.mutual and statement.parties == happening.seed.parties


def _recallable(statement: Statement, happening: Happening) -> bool:
    """An older happening that the statement can look back on: same parties, and its place where one is named."""
    days, published = happening.days, statement.document.published
    if days is None or published is None or not dt.timedelta(0) <= published - days[1] <= RECAP:
        return False
    place, places = statement.mention.place, [s.mention.place for s in happening.typical if s.mention.place]
    return place is None or any(place.name == other.name for other in places)


def fit(statement: Statement, happening: Happening) -> float:
    """How well a statement fits a happening: the best of its fits with the statements there."""
    best = max(likeness(statement, other) for other in happening.typical[:COMPARED])
    return round(best + min(happening.documents, 50) / 50, 6)
