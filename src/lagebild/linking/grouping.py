"""Mentions to events.

Statements that tell of one happening are collected around the best founded ones: those with a day and a place first, then
those with less. A statement joins the happening that it fits best or opens one of its own. The order of work is that of the
statements' own content, so that the order of the documents does not matter; a statement meets only happenings of its block.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lagebild.linking.matching import compatible, family, fit
from lagebild.linking.statements import Codes, Statement

#: Fit from which a statement joins a happening.
JOIN = 1.0


@dataclass
class Happening:
    """Statements about one event in the making."""

    statements: list[Statement] = field(default_factory=list)

    def add(self, statement: Statement) -> None:
        """Take in a statement."""
        self.statements.append(statement)


def group(found: Sequence[Statement], copies: Mapping[str, str]) -> list[Happening]:
    """Happenings in a stable order; ``copies`` gives the head of a document's reprints."""
    blocks: defaultdict[tuple[object, ...], list[Happening]] = defaultdict(list)
    happenings: list[Happening] = []
    for statement in sorted(found, key=_founded):
        candidates = list(_distinct(h for block in _blocks(statement) for h in blocks[block]))
        best = _best(statement, candidates, copies)
        if best is None:
            best = Happening()
            happenings.append(best)
        best.add(statement)
        for block in _blocks(statement):
            if best not in blocks[block]:
                blocks[block].append(best)
    return happenings


def _founded(statement: Statement) -> tuple[object, ...]:
    """Dated and placed statements of two parties first."""
    mention = statement.mention
    rank = (mention.date is None) * 4 + (len(statement.parties) < 2) * 2 + (mention.place is None)
    return (mention.status == "hypothetical", rank, *statement.key)


def _distinct(happenings: Iterable[Happening]) -> Iterator[Happening]:
    seen: set[int] = set()
    for happening in happenings:
        if id(happening) not in seen:
            seen.add(id(happening))
            yield happening


def _blocks(statement: Statement) -> Iterator[tuple[object, ...]]:
    """Family, party and days: only happenings that share all three can be the same."""
    for party in sorted(statement.parties):
        for month in _months(statement):
            yield (family(statement.mention), party, statement.background, month)


def _months(statement: Statement) -> Iterator[str]:
    days = statement.days
    if days is None:
        published = statement.document.published
        days = (published - dt.timedelta(days=2), published) if published and not statement.background else None
    if days is None:
        yield "undated"
        return
    start, end = days
    day = start
    while day <= end and (day - start).days < 400:
        yield f"{day:%Y-%m}"
        day = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _best(statement: Statement, candidates: Sequence[Happening], copies: Mapping[str, str]) -> Happening | None:
    chosen, most = None, JOIN
    for happening in candidates:
        if not all(compatible(statement, other) for other in happening.statements):
            continue
        value = fit(statement, happening.statements, copies)
        if value > most:
            chosen, most = happening, value
    return chosen


def dominant(counts: Counter[str]) -> str | None:
    """The most frequent value, the smaller one of equals; None where there is none."""
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def parties(happening: Happening) -> tuple[Codes, Codes]:
    """Actors and recipients as most statements have them."""
    pairs = Counter((s.actor, s.recipient) for s in happening.statements)
    best = min(pairs, key=lambda pair: (-pairs[pair], -len(pair[0] | pair[1]), sorted(pair[0]), sorted(pair[1])))
    return best
