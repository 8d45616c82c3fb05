"""Floors: what each figure must not fall under (``floors.yaml``)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evaluation.measured import Measured

FILE = Path(__file__).with_name("floors.yaml")
HEADER = """\
# Floors of the quality gate, hashes of the data they were measured on, figures of the last recorded run.
# Written by `python -m evaluation --update`; a floor falls (a ceiling rises) only with --allow-lower.
"""
#: A floor is the figure of the run that set it, rounded down to two decimals (a ceiling: rounded up).
SCALE = 100.0
#: Decimals of a recorded figure.
EXACT = 4

Floors = dict[str, dict[str, Any]]
"""Per set: ``data``, the hash of its files, and ``figures``, each with ``floor`` or ``ceiling`` and ``last``."""


@dataclass(frozen=True)
class Line:
    """One figure beside its bound; ``value`` is None where a recorded figure was not measured."""

    name: str
    value: float | None
    bound: float | None
    last: float | None
    low: bool

    @property
    def holds(self) -> bool:
        """Whether the figure is within its bound; a figure without one always is."""
        if self.bound is None:
            return True
        return self.value is not None and (self.value <= self.bound if self.low else self.value >= self.bound)


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
        entry = recorded.get(name, {})
        yield Line(name, figure.value, entry.get(_bound_key(figure.low)), entry.get("last"), figure.low)
    for name, entry in recorded.items():
        if name not in measured.figures:
            low = "ceiling" in entry
            yield Line(name, None, entry["ceiling" if low else "floor"], entry.get("last"), low)


def updated(verdict: Verdict, data: str, *, allow_lower: bool) -> dict[str, Any]:
    """The new record of a set: figures of this run, floors raised to them, and lowered only where that is allowed."""
    figures: dict[str, dict[str, float]] = {}
    for line in verdict.lines:
        if line.value is None:
            if not allow_lower and line.bound is not None:
                figures[line.name] = {_bound_key(line.low): line.bound, "last": line.last or 0.0}
            continue
        bound = _rounded(line.value, line.low)
        if line.bound is not None and not allow_lower:
            bound = min(bound, line.bound) if line.low else max(bound, line.bound)
        figures[line.name] = {_bound_key(line.low): bound, "last": round(line.value, EXACT)}
    return {"data": data, "figures": figures}


def _rounded(value: float, low: bool) -> float:
    scaled = round(value * SCALE, 6)
    return (math.ceil(scaled) if low else math.floor(scaled)) / SCALE


def _bound_key(low: bool) -> str:
    return "ceiling" if low else "floor"
