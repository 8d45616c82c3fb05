"""Accounts of one event that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lagebild.linking.statements import Statement
from lagebild.model import Casualties, DisputeKind


def dispute(found: Sequence[Statement], figures: Sequence[Casualties]) -> DisputeKind | None:
    """What is contested, or None: occurrence, responsibility or casualties, in this order of certainty."""
    asserting = {s.claimants for s in found if s.mention.status in {"actual", "historical"}}
    denying = {s.claimants for s in found if s.denied}
    if mirrored(found):
        return "responsibility"
    if any(denier != assertion for denier in denying for assertion in asserting):
        return "occurrence"
    return "casualties" if figures_exclude_each_other(figures) else None


def mirrored(found: Sequence[Statement]) -> bool:
    """True where each of two parties says that the other did it to it."""
    told = {(claimant, s.actor, s.recipient) for s in found if not s.denied for claimant in s.claimants}
    return any(
        one != other and one in actors and other in recipients and (other, recipients, actors) in told
        for one, recipients, actors in ((c, a, r) for c, r, a in told)
        for other in recipients
    )


def figures_exclude_each_other(figures: Sequence[Casualties]) -> bool:
    """True where different claimants give different figures for the same side at the same time."""
    told: defaultdict[tuple[str | None, object], set[tuple[tuple[str, ...], int]]] = defaultdict(set)
    for figure in figures:
        if figure.killed is not None and figure.claimed_by and figure.side:
            told[(figure.side, figure.as_of)].add((figure.claimed_by, figure.killed))
    return any(len({by for by, _ in said}) > 1 and len({n for _, n in said}) > 1 for said in told.values())
