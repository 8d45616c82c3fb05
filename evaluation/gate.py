"""Floors: what each figure must not fall under (``floors.yaml``)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from evaluation.measured import Measured

FILE = Path(__file__).with_name("floors.yaml")
HEADER = """\
# Floors of the quality gate, hashes of the data they were measured on, figures of the last recorded run.
# Written by `python -m evaluation --update`; a floor falls (a ceiling rises) only with --allow-lower, and never
# beyond what is `required`.
"""
#: How far under the figure of the run that set it a floor stands (a ceiling: above it); none for numbers of things.
MARGIN = 0.02
#: Decimals of a floor, rounded down (a ceiling: rounded up).
DECIMALS = 3
#: Decimals of a recorded figure.
EXACT = 4

Floors = dict[str, dict[str, Any]]
"""Per set: ``data``, the hash of its files, and ``figures``, each with ``floor`` or ``ceiling``, ``last`` and perhaps
``required``, which no floor (ceiling) passes."""


@dataclass(frozen=True)
class Line:
    """One figure beside its bound; ``value`` is None where a recorded figure was not measured."""

    name: str
    value: float | None
    bound: float | None = None
    last: float | None = None
    required: float | None = None
    low: bool = False
    whole: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure is within its bound; a figure without one always is."""
        if self.bound is None:
            return True
        return self.value is not None and not self.worse(self.value, self.bound)

    def worse(self, value: float, than: float) -> bool:
        """Whether a value is on the bad side of another."""
        return value > than if self.low else value < than

    def stricter(self, *bounds: float | None) -> float | None:
        """The bound that is hardest to hold."""
        given = [bound for bound in bounds if bound is not None]
        return (min if self.low else max)(given) if given else None


@dataclass(frozen=True)
class Verdict:
    """A set judged; ``same_data`` is false where the floors were measured on other data."""

    name: str
    lines: tuple[Line, ...]
    same_data: bool

    @property
    def passed(self) -> bool:
        """Whether all figures hold, measured on the data that the floors were measured on."""
        return self.same_data and all(line.holds for line in self.lines)


def read_floors(path: Path = FILE) -> Floors:
    """The recorded floors; empty where there is no file yet."""
    found: Floors = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found or {}


def write_floors(floors: Floors, path: Path = FILE) -> None:
    """Write the file, sets and figures in order of name."""
    text = yaml.safe_dump(floors, sort_keys=True, default_flow_style=None, width=120)
    path.write_text(HEADER + text, encoding="utf-8")


def judge(name: str, measured: Measured, data: str, floors: Floors) -> Verdict:
    """The figures of a set beside its floors."""
    recorded = floors.get(name, {})
    return Verdict(name, tuple(_lines(measured, recorded.get("figures", {}))), recorded.get("data", data) == data)


def _lines(measured: Measured, recorded: Mapping[str, Mapping[str, float]]) -> Iterator[Line]:
    for name, figure in measured.figures.items():
        yield _line(name, figure.value, recorded.get(name, {}), low=figure.low, whole=figure.whole)
    for name, entry in recorded.items():
        if name not in measured.figures:
            yield _line(name, None, entry, low="ceiling" in entry)


def _line(name: str, value: float | None, entry: Mapping[str, float], *, low: bool, whole: bool = False) -> Line:
    required = entry.get("required")
    line = Line(name, value, None, entry.get("last"), required, low, whole)
    return replace(line, bound=line.stricter(entry.get(_bound_key(low)), required))


def updated(verdict: Verdict, data: str, *, allow_lower: bool) -> dict[str, Any]:
    """The new record of a set: figures of this run, floors raised to them, and lowered only where that is allowed."""
    figures = {line.name: entry for line in verdict.lines if (entry := _entry(line, allow_lower))}
    return {"data": data, "figures": figures}


def _entry(line: Line, allow_lower: bool) -> dict[str, float]:
    """The record of a figure; empty where it is no longer measured and may go."""
    if line.value is None and allow_lower and line.required is None:
        return {}
    bound = line.bound if line.value is None else _new_bound(line, line.value, allow_lower)
    last = line.last if line.value is None else round(line.value, EXACT)
    entry = {_bound_key(line.low): bound, "last": last, "required": line.required}
    return {name: value for name, value in entry.items() if value is not None}


def _new_bound(line: Line, value: float, allow_lower: bool) -> float | None:
    return line.stricter(_beside(value, line.low, line.whole), line.required if allow_lower else line.bound)


def _beside(value: float, low: bool, whole: bool) -> float:
    """A bound a little off a value."""
    if whole:
        return value
    scaled = round((value + MARGIN if low else value - MARGIN) * 10**DECIMALS, 6)
    return max(0.0, float((math.ceil(scaled) if low else math.floor(scaled)) / 10**DECIMALS))


def _bound_key(low: bool) -> str:
    return "ceiling" if low else "floor"
