"""What people have judged of events, as constraints on linking.

A split sets mentions apart: they are one happening of their own, which those that stayed behind may not join. A merge joins
the happenings of its sides after all else is linked. A later judgement outweighs an earlier one; what is undone counts for
nothing, so that linking is then as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from lagebild.linking.copies import Groups
from lagebild.linking.statements import Statement
from lagebild.model import Anchor, Judgement

#: What tells a mention from all others: its document, and its index there.
Place = tuple[str, int]


def undone(judgements: Iterable[Judgement]) -> set[int]:
    """Numbers of judgements that do not count; an undoing can itself be undone."""
    found: set[int] = set()
    for one in sorted(judgements, key=lambda one: one.number, reverse=True):
        if one.undoes is not None and one.number not in found:
            found.add(one.undoes)
    return found


def active(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Merges and splits that are not undone, in the order in which they were made."""
    known = sorted(judgements, key=lambda one: one.number)
    void = undone(known)
    return [one for one in known if one.kind != "undo" and one.number not in void]


def anchor(statement: Statement) -> Anchor:
    """What a statement's mention is found again by."""
    evidence = statement.mention.evidence
    return Anchor(
        document=statement.document.id, type=statement.mention.type, start=evidence.trigger.start,
        trigger=evidence.trigger.text, passage=evidence.text,
    )  # fmt: skip


def meant(wanted: Anchor, found: Iterable[Statement]) -> list[Statement]:
    """The statements of its document that an anchor means: those of its trigger, of its type if one of them is."""
    same = [
        s for s in found
        if s.document.id == wanted.document and s.mention.evidence.trigger.text == wanted.trigger
        and (s.mention.evidence.trigger.start == wanted.start or s.mention.evidence.text == wanted.passage)
    ]  # fmt: skip
    return [s for s in same if s.mention.type == wanted.type] or same


class Constraints:
    """Active judgements by the documents that they are about."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.active = active(judgements)
        self._splits: defaultdict[str, list[tuple[int, bool, Anchor]]] = defaultdict(list)
        for one in self.active:
            if one.kind == "split":
                for apart, side in zip((True, False), one.sides, strict=True):
                    for wanted in side:
                        self._splits[wanted.document].append((one.number, apart, wanted))

    @property
    def merges(self) -> list[Judgement]:
        """Merges that count."""
        return [one for one in self.active if one.kind == "merge"]

    def changed(self, other: Constraints) -> frozenset[str]:
        """Documents whose mentions other splits count for."""
        ones, others = ({one.number: one for one in side.active if one.kind == "split"} for side in (self, other))
        changed = [split for number, split in (ones | others).items() if ones.get(number) != others.get(number)]
        return frozenset(wanted.document for split in changed for side in split.sides for wanted in side)

    def on(self, found: Sequence[Statement]) -> tuple[dict[Place, int], dict[Place, frozenset[int]]]:
        """Which judgement sets each mention apart, and whose happenings it may not join; ``found``: whole documents."""
        pinned: dict[Place, int] = {}
        barred: defaultdict[Place, set[int]] = defaultdict(set)
        by_document: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in found:
            if statement.document.id in self._splits:
                by_document[statement.document.id].append(statement)
        for document, own in by_document.items():
            for number, apart, wanted in self._splits[document]:
                for statement in meant(wanted, own):
                    place = (document, statement.index)
                    if apart:
                        pinned[place] = max(number, pinned.get(place, 0))
                    else:
                        barred[place].add(number)
        return pinned, {place: frozenset(numbers) for place, numbers in barred.items()}


def joined(constraints: Constraints, home: Callable[[Anchor], str | None]) -> dict[str, str]:
    """For each happening that a merge joins to others the first of them; happenings by the rank of their opener.

    ``home`` gives the happening of the mention that an anchor means, None where there is none any more. What a later
    split has set apart is not joined again.
    """
    splits = [one for one in constraints.active if one.kind == "split"]
    parted = {one.number: [{home(wanted) for wanted in side} for side in one.sides] for one in splits}
    merges = [(merge.number, _ends(merge, splits, home)) for merge in constraints.merges]
    groups = Groups(sorted({head for _, ends in merges for head in ends}))
    for number, ends in merges:
        for one, other in pairwise(ends):
            together = {head for head in groups.parent if groups.find(head) in {groups.find(one), groups.find(other)}}
            later = (sides for split, sides in parted.items() if split > number)
            if not any(together & apart and together & rest for apart, rest in later):
                groups.join(one, other)
    return {head: group[0] for group in groups.all() if len(group) > 1 for head in group}


def _ends(merge: Judgement, splits: Sequence[Judgement], home: Callable[[Anchor], str | None]) -> list[str]:
    """The happening that each side of a merge stands for: that of its first mention which no later split sets apart."""
    later = {_word(wanted) for split in splits if split.number > merge.number for wanted in split.sides[0]}
    found = (next((head for a in side if _word(a) not in later and (head := home(a))), None) for side in merge.sides)
    return [head for head in found if head is not None]


def _word(wanted: Anchor) -> tuple[str, int, str]:
    return (wanted.document, wanted.start, wanted.trigger)
