"""Figures of killed and wounded: by whom, for which side, as of when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lagebild.linking.statements import Codes, Statement
from lagebild.model import Casualties

Figure = tuple[str | None, int | None, int | None]


def casualties(found: Sequence[Statement]) -> tuple[Casualties, ...]:
    """Each figure once for each claimant; one that is claimed somewhere is nobody else's own."""
    stated: defaultdict[tuple[Figure, Codes], list[Statement]] = defaultdict(list)
    for statement in sorted(found, key=lambda s: s.key):
        mention = statement.mention
        if (mention.killed is not None or mention.wounded is not None) and not statement.denied:
            stated[((side(statement), mention.killed, mention.wounded), statement.claimants)].append(statement)
    claimed = {figure for figure, by in stated if by}
    return tuple(
        _figure(figure, by, told) for (figure, by), told in sorted(stated.items(), key=_order) if by or figure not in claimed
    )


def side(statement: Statement) -> str | None:
    """The code of those who suffered the losses, where only one comes into question."""
    suffering = statement.recipient or (statement.actor if len(statement.actor) == 1 else frozenset())
    return next(iter(suffering)) if len(suffering) == 1 else None


def _order(item: tuple[tuple[Figure, Codes], list[Statement]]) -> tuple[object, ...]:
    ((suffering, killed, wounded), by), told = item
    return (suffering or "", told[0].key, -1 if killed is None else killed, -1 if wounded is None else wounded, sorted(by))


def _figure(figure: Figure, by: Codes, told: Sequence[Statement]) -> Casualties:
    suffering, killed, wounded = figure
    documents = tuple(dict.fromkeys(s.document.id for s in told))
    return Casualties(
        claimed_by=tuple(sorted(by)), side=suffering, killed=killed, wounded=wounded,
        as_of=told[0].document.published, documents=documents,
    )  # fmt: skip
