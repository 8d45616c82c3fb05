"""Statements that are one sentence: the same passage in reprints, and the passage that renders it in a translation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.linking.copies import shingles
from lagebild.linking.statements import Part, Statement

#: Share of common word sequences from which two passages of one text are one.
SAME_PASSAGE = 0.5


@dataclass(frozen=True)
class Atom:
    """What must not be parted: statements of one origin text, and one that stands for them all.

    ``parts`` names them as they stand in their documents, before copies are made to agree.
    """

    statements: tuple[Statement, ...]
    typical: Statement
    parts: tuple[Part, ...]


def atoms(found: Sequence[Statement]) -> list[Atom]:
    """Statements of the printings of one text, in canonical order, by passage; in the order of their first ones."""
    buckets: defaultdict[str, list[list[Statement]]] = defaultdict(list)
    collected: list[list[Statement]] = []
    for statement in found:
        bucket = buckets[statement.kind]
        home = next((group for group in bucket if _same(statement, group)), None)
        if home is None:
            home = []
            bucket.append(home)
            collected.append(home)
        home.append(statement)
    return [united(group) for group in collected]


def united(group: Sequence[Statement]) -> Atom:
    """One passage of statements in canonical order."""
    return Atom(tuple(_agreed(group)), _typical(group), tuple(statement.part for statement in group))


def _same(statement: Statement, group: Sequence[Statement]) -> bool:
    """True where a passage of the group is this one and no statement of the same document is there already."""
    if any(other.document.id == statement.document.id for other in group):
        return False
    first = group[0]
    if first.lang != statement.lang:
        return _renders(statement, first)
    if (
        statement.mention.evidence.trigger.text != first.mention.evidence.trigger.text
        or first.denied != statement.denied
    ):
        return False
    one, other = shingles(statement.mention.evidence.text), shingles(first.mention.evidence.text)
    return len(one & other) >= SAME_PASSAGE * min(len(one), len(other))


def _renders(one: Statement, other: Statement) -> bool:
    """True where passages in two languages tell the same with the same names and numbers."""
    shared, least = len(one.keys & other.keys), min(len(one.keys), len(other.keys))
    return one.denied == other.denied and bool(one.parties & other.parties) and shared >= 2 and 2 * shared >= least


def _agreed(group: Sequence[Statement]) -> list[Statement]:
    """The statements with the parties and the claim that most copies of the passage have, where most have the same."""
    pairs = Counter((s.actor, s.recipient) for s in group)
    (actor, recipient), common = pairs.most_common(1)[0]
    claims = Counter(s.claimants for s in group if s.claimants)
    by, claimed = claims.most_common(1)[0] if claims else (None, 0)
    claim = next((s.mention.claim for s in group if s.claimants == by), None)
    agreed = []
    for statement in group:
        if 2 * common > len(group):
            statement = replace(statement, actor=actor, recipient=recipient)
        if claim is not None and (not statement.claimants or 2 * claimed > len(group)) and statement.claimants != by:
            statement = replace(statement, mention=statement.mention.model_copy(update={"claim": claim}))
        agreed.append(statement)
    return agreed


def _typical(group: Sequence[Statement]) -> Statement:
    """The first statement with the parties, day, place, status and claim that most of the group have."""
    first = group[0]
    pairs = Counter((s.actor, s.recipient) for s in group)
    actor, recipient = min(
        pairs, key=lambda pair: (-pairs[pair], -len(pair[0] | pair[1]), sorted(pair[0]), sorted(pair[1]))
    )
    updates = {name: _most([getattr(s.mention, name) for s in group]) for name in ("date", "place", "status", "claim")}
    return replace(first, actor=actor, recipient=recipient, mention=first.mention.model_copy(update=updates))


def _most(values: Sequence[object]) -> object:
    """The most frequent value that is not None, the first of equals."""
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: counts[value]) if counts else None
