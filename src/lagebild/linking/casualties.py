"""Figures of killed and wounded: by whom, for which side, as of when, and at which event they stand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lagebild.linking.copies import Groups
from lagebild.linking.grouping import Happening
from lagebild.linking.kinds import FORCE
from lagebild.linking.statements import Codes, Days, Statement
from lagebild.model import Casualties

#: Days between acts of force of one course of fighting.
PAUSE = dt.timedelta(days=3)
#: Killed from which a rising figure is the toll of more than one act.
DEADLY = 10
#: A figure given later than this after the day of an act is no longer about that act alone.
LATE = dt.timedelta(days=1)


@dataclass(frozen=True)
class Figure:
    """One statement of a figure."""

    home: int
    days: Days | None
    statement: Statement
    side: str | None
    killed: int | None
    wounded: int | None

    @property
    def claimants(self) -> Codes:
        """Who states it."""
        return self.statement.claimants


def tolls(happenings: Sequence[Happening]) -> dict[int, tuple[Casualties, ...]]:
    """Figures by number of happening; each figure of a course of fighting stands at one of its happenings only.

    A figure of one act stands at that act; a toll that rises, or that is given later for the fighting as a whole, stands
    at the happening most documents tell of.
    """
    figures = [figure for happening in happenings for figure in _figures(happening)]
    course = courses(happenings)
    rising = _rising(figures, course)
    placed: defaultdict[int, list[Figure]] = defaultdict(list)
    for (where, _, _), told in sorted(_alike(figures, course).items(), key=lambda item: item[1][0].statement.key):
        many = any((f.killed or 0) >= DEADLY for f in told)
        overall = (many and any((where, f.side, by) in rising for f in told for by in f.claimants)) or all(
            map(_late, told)
        )
        placed[where if overall else told[0].home].extend(told)
    return {number: _stated(told) for number, told in placed.items()}


def courses(happenings: Sequence[Happening]) -> dict[int, int]:
    """For each happening the leading one of its course of fighting: the one that most documents tell of."""
    force = [h for h in happenings if h.kind in FORCE and h.days is not None]
    groups = Groups(str(h.number) for h in happenings)
    latest: dict[tuple[bool, Codes], Happening] = {}
    for happening in sorted(force, key=lambda h: (h.days, h.number)):
        pair, days = (happening.seed.background, frozenset(happening.seed.parties)), happening.days
        before = latest.get(pair)
        if before is not None and days and before.days and days[0] - before.days[1] <= PAUSE:
            groups.join(str(before.number), str(happening.number))
        if before is None or (days and before.days and days[1] >= before.days[1]):
            latest[pair] = happening
    leading: dict[int, int] = {}
    for group in groups.all():
        members = [happenings[int(name)] for name in group]
        best = min(members, key=lambda h: (-_reports(h), -h.documents, h.number))
        leading.update({member.number: best.number for member in members})
    return _attached(happenings, leading)


def _reports(happening: Happening) -> int:
    """Number of documents that tell of a happening as news."""
    days = happening.days
    published = {s.document.id: s.document.published for s in happening.statements}
    return sum(day is not None and days is not None and day - days[1] <= LATE for day in published.values())


def _attached(happenings: Sequence[Happening], leading: Mapping[int, int]) -> dict[int, int]:
    """Force of unnamed actors belongs to the course of fighting that its only party stands in on these days."""
    result = dict(leading)
    mains = [happenings[number] for number in sorted(set(leading.values())) if happenings[number].kind in FORCE]
    for happening in happenings:
        party, days = happening.seed.parties, happening.days
        if happening.kind not in FORCE or len(party) != 1 or days is None:
            continue
        near = [
            h for h in mains
            if h is not happening and party < h.seed.parties and h.seed.background == happening.seed.background
            and h.days is not None and -PAUSE <= days[0] - h.days[1] <= 7 * PAUSE
        ]  # fmt: skip
        if near:
            result[happening.number] = min(near, key=lambda h: (-h.documents, h.number)).number
    return result


def _figures(happening: Happening) -> Iterable[Figure]:
    for statement in sorted(happening.statements, key=lambda s: s.key):
        mention = statement.mention
        if (mention.killed is not None or mention.wounded is not None) and not statement.denied:
            yield Figure(happening.number, happening.days, statement, side(statement), mention.killed, mention.wounded)


def side(statement: Statement) -> str | None:
    """The code of those who suffered the losses, where only one comes into question: of a fight of two, who tells of them."""
    suffering = statement.recipient or (
        statement.actor if len(statement.actor) == 1 else statement.actor & statement.claimants
    )
    return next(iter(suffering)) if len(suffering) == 1 else None


def _alike(
    figures: Sequence[Figure], course: Mapping[int, int]
) -> dict[tuple[int, str | None, int | None], list[Figure]]:
    """The same figure for the same side in one course of fighting; one that only wounds are given for by its own."""
    found: defaultdict[tuple[int, str | None, int | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        number = figure.killed if figure.killed is not None else -1 - (figure.wounded or 0)
        found[(course.get(figure.home, figure.home), figure.side, number)].append(figure)
    return found


def _rising(figures: Sequence[Figure], course: Mapping[int, int]) -> set[tuple[int, str | None, str]]:
    """Course, side and claimant for which more than one number of killed is given."""
    numbers: defaultdict[tuple[int, str | None, str], set[int]] = defaultdict(set)
    for figure in figures:
        for by in figure.claimants:
            if figure.killed is not None:
                numbers[(course.get(figure.home, figure.home), figure.side, by)].add(figure.killed)
    return {key for key, found in numbers.items() if len(found) > 1}


def _late(figure: Figure) -> bool:
    """True for a figure of a span of days, or given later than the day after the act that it stands at."""
    days, published = figure.statement.days or figure.days, figure.statement.document.published
    if days is None or figure.days is None or published is None:
        return True
    return published - figure.days[1] > LATE or days[1] - days[0] > LATE


def _stated(figures: Sequence[Figure]) -> tuple[Casualties, ...]:
    """Each figure once for each claimant; one that is claimed somewhere is nobody else's own."""
    by_claim: defaultdict[tuple[str | None, int | None, int | None], dict[Codes, list[Figure]]] = defaultdict(dict)
    for figure in figures:
        wounded = figure.wounded if figure.killed is None else None
        by_claim[(figure.side, figure.killed, wounded)].setdefault(figure.claimants, []).append(figure)
    stated: list[Casualties] = []
    for claims in by_claim.values():
        named = {by: told for by, told in claims.items() if by} or claims
        stated.extend(_casualties(by, told) for by, told in named.items())
    return tuple(sorted(stated, key=lambda c: (c.side or "", c.as_of or dt.date.min, c.killed or 0, c.claimed_by)))


def _casualties(by: Codes, told: Sequence[Figure]) -> Casualties:
    first = min(told, key=lambda figure: figure.statement.key)
    wounded = next((figure.wounded for figure in told if figure.wounded is not None), None)
    documents = tuple(dict.fromkeys(figure.statement.document.id for figure in told))
    return Casualties(
        claimed_by=tuple(sorted(by)), side=first.side, killed=first.killed, wounded=wounded,
        as_of=first.statement.document.published, documents=documents,
    )  # fmt: skip
