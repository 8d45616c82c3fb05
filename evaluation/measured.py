"""What a set measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value; ``low`` where less is better (false alarms), ``whole`` where it is a number of things."""

    value: float
    low: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Measured:
    """The figures of one set, and what was got wrong in words."""

    figures: Mapping[str, Figure]
    misses: tuple[str, ...] = ()
