"""The bottom line: few sentences, each with the passages or events it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.reporting.picture import Picture
from lagebild.reporting.rows import Row
from lagebild.reporting.wording import PHASE_NAMES, count, listing, names, period, short_day

#: Events named in the bottom line.
MOST = 4
#: Claimants whose figures are named for one side, the highest first.
TOLLS = 2
#: A figure below this share of the highest is that of a single act.
SMALL = 0.1


@dataclass(frozen=True)
class Line:
    """A sentence and the anchors of what it rests on."""

    text: str
    anchors: tuple[str, ...]


def bottom_line(picture: Picture) -> tuple[Line, ...]:
    """The situation in few sentences."""
    return tuple(_lines(picture))


def _lines(picture: Picture) -> Iterator[Line]:
    phases = _phases(picture)
    if phases:
        yield Line(phases, ("timeline",))
    for row in leading(picture):
        yield Line(f"{_told(row)}.", _rests_on(row))
    yield from _tolls(picture)
    contested = [row for row in picture.main if row.event.disputed]
    if contested:
        text = f"{count(len(contested), 'point is', 'points are')} contested between the accounts; none of them is decided here."
        yield Line(text, ("contested",))
    invoked = [c for c in picture.situation.commitments if c.invoked_by]
    if invoked:
        clauses = listing(
            [f"{c.treaty}{f', Article {c.article}' if c.article else ''} ({names(c.invoked_by)})" for c in invoked]
        )
        yield Line(f"Invoked: {clauses}.", ("commitments",))


def _phases(picture: Picture) -> str:
    days = picture.situation.timeline
    if not days:
        return ""
    spans: list[list[int]] = []
    for number, current in enumerate(days):
        if spans and days[spans[-1][0]].phase == current.phase:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    parts = [f"{PHASE_NAMES[days[a].phase]} {period(days[a].date, days[b].date)}" for a, b in spans[-3:]]
    return f"Course between {names(picture.situation.parties)}: {'; then '.join(parts)}."


def leading(picture: Picture) -> list[Row]:
    """The events between the parties that most independent origins and documents tell of, in order of time."""
    both = set(picture.situation.parties)
    rows = [row for row in picture.main if len(row.strands & both) > 1 and row.status != "possible"]
    best = sorted(rows, key=lambda row: (-row.event.origins, -len(row.event.documents), row.anchor))[:MOST]
    return sorted(best, key=lambda row: row.day)


def _told(row: Row) -> str:
    when = f"{row.when[0].upper()}{row.when[1:]}: "
    where = f" ({row.place})" if row.event.place or row.event.place_country else ""
    by = f", according to {row.claimants}" if row.claimants != "outlets themselves" else ""
    weight = f"{count(len(row.event.documents), 'document')}, {count(row.event.origins, 'independent origin')}"
    grade = f"; {row.grade}" if row.grade else ""
    disputed = f"{grade}; contested: {row.dispute}" if row.dispute else grade
    return f"{when}{row.sentence}{where}{by} [{weight}{disputed}]"


def _rests_on(row: Row) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for passage in row.passages:
        seen.setdefault(passage.claim, passage.anchor)
    return tuple(seen.values())[:4] or (row.anchor,)


def _tolls(picture: Picture) -> Iterator[Line]:
    highest: dict[tuple[str, str], tuple[int, str, tuple[str, ...]]] = {}
    for row in picture.main:
        for figure, loss in zip(row.event.casualties, row.losses, strict=True):
            if figure.killed is None or figure.superseded_by or figure.side not in picture.situation.parties:
                continue
            anchors = tuple(p.anchor for p in loss.passages[:2])
            key = (loss.side, loss.by)
            highest[key] = max(highest.get(key, (-1, "", ())), (figure.killed, short_day(figure.as_of), anchors))
    for side in sorted({side for side, _ in highest}):
        told = sorted(
            (-killed, by, when, anchors) for (of, by), (killed, when, anchors) in highest.items() if of == side
        )
        for killed, by, when, anchors in told[:TOLLS]:
            if killed <= told[0][0] * SMALL:
                text = f"Killed on the side of {side}: {-killed:,} according to {by} (as of {when})."
                yield Line(text, anchors or ("casualties",))
