"""Between whom a situation is: found from the events themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from lagebild.model import Event

#: Weight of an event between two parties by what it is: hostile acts make a conflict.
HOSTILE = frozenset({"ASSAULT", "COERCE", "THREATEN", "ACCUSE", "MOBILIZE", "SANCTION"})


def main_parties(events: Sequence[Event]) -> tuple[str, ...]:
    """The two codes that the most hostile events are between, by documents; fewer where there is no such pair."""
    weights: Counter[tuple[str, str]] = Counter()
    for event in events:
        for pair in dyads(event):
            weights[pair] += len(event.documents) * (3 if event.type in HOSTILE else 1)
    if not weights:
        return ()
    return min(weights, key=lambda pair: (-weights[pair], pair))


def dyads(event: Event) -> set[tuple[str, str]]:
    """Pairs of states or groups that an event is between, each sorted."""
    others = event.recipient or event.actor
    pairs = {(min(a, b), max(a, b)) for a, b in product(event.actor, others) if a != b}
    return {pair for pair in pairs if not any(code.startswith("IGO:") or code == "UNK" for code in pair)}
