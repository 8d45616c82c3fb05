"""Geometry of the timeline: days by quad class with the band of phases, as numbers that a template draws."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.model import QUADS, Phase, Quad, TimelineDay
from lagebild.reporting.wording import PHASE_NAMES, QUAD_NAMES, day

LABELS = 168
TOP = 46
ROW = 40
WIDEST, NARROWEST = 110.0, 14.0
WIDTH = 1070
#: Radius of a mark of one event; the area grows with the count.
UNIT = 7.0


@dataclass(frozen=True)
class Mark:
    """A circle or square with its count."""

    x: float
    y: float
    r: float
    count: int
    quad: Quad
    label: str
    date: dt.date


@dataclass(frozen=True)
class Band:
    """Consecutive days of one phase."""

    x: float
    width: float
    phase: Phase
    label: str
    name: str


@dataclass(frozen=True)
class Tick:
    """The label of a day."""

    x: float
    label: str
    month: str


@dataclass(frozen=True)
class Chart:
    """Everything that is drawn."""

    width: int
    height: int
    left: int
    top: int
    rows: tuple[tuple[Quad, str, float], ...]
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    summary: str


def chart(days: Sequence[TimelineDay]) -> Chart | None:
    """The geometry; None where there are no days."""
    if not days:
        return None
    step = max(NARROWEST, min(WIDEST, (WIDTH - LABELS - 8) / len(days)))
    rows = tuple((quad, QUAD_NAMES[quad], TOP + ROW * (n + 0.5)) for n, quad in enumerate(QUADS))
    width = math.ceil(LABELS + step * len(days) + 8)
    return Chart(
        width=width, height=TOP + ROW * len(QUADS) + 42, left=LABELS, top=TOP, rows=rows,
        marks=tuple(_marks(days, step, rows)), bands=tuple(_bands(days, step)), ticks=tuple(_ticks(days, step)),
        summary=f"{len(days)} days from {day(days[0].date)} to {day(days[-1].date)}: "
        + "; ".join(f"{name}: {sum(getattr(d, quad) for d in days)}" for quad, name, _ in rows),
    )  # fmt: skip


def _marks(days: Sequence[TimelineDay], step: float, rows: Sequence[tuple[Quad, str, float]]) -> list[Mark]:
    marks = []
    for number, current in enumerate(days):
        for quad, name, y in rows:
            total = getattr(current, quad)
            if total:
                radius = round(min(UNIT * math.sqrt(total), ROW / 2 - 2, max(3.0, step / 2 - 1)), 1)
                x = round(LABELS + step * (number + 0.5), 1)
                marks.append(Mark(x, y, radius, total, quad, f"{day(current.date)}, {name}: {total}", current.date))
    return marks


def _bands(days: Sequence[TimelineDay], step: float) -> list[Band]:
    bands: list[Band] = []
    start = 0
    for number, current in enumerate(days):
        last = number + 1 == len(days)
        if last or days[number + 1].phase != current.phase:
            x, width = round(LABELS + step * start, 1), round(step * (number + 1 - start), 1)
            span = f"{PHASE_NAMES[current.phase]}, {day(days[start].date)} to {day(current.date)}"
            word = PHASE_NAMES[current.phase]
            bands.append(Band(x, width, current.phase, word if width >= 7.5 * len(word) else "", span))
            start = number + 1
    return bands


def _ticks(days: Sequence[TimelineDay], step: float) -> list[Tick]:
    every = math.ceil(22 / step)
    ticks, month = [], ""
    for number, current in enumerate(days):
        if number % every == 0:
            this = f"{current.date:%b %Y}"
            ticks.append(
                Tick(round(LABELS + step * (number + 0.5), 1), str(current.date.day), this if this != month else "")
            )
            month = this
    return ticks
