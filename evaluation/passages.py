"""The coder measured on gold passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.data import json_lines
from evaluation.events import Score, differences, score
from evaluation.measured import Figure, Measured
from lagebild.coding.coder import code
from lagebild.model import Document

#: Levels of a whole event that have a floor over all languages.
LEVELS = ("type", "event_overlap", "event", "type_status", "full")

Coded = dict[str, Any]


def document(passage: Mapping[str, Any]) -> Document:
    """A gold passage as a document, without what the annotators found."""
    return Document(**{name: value for name, value in passage.items() if name != "events"})


def passages(path: Path) -> dict[str, dict[str, Any]]:
    """Gold passages by id."""
    return {row["id"]: row for row in json_lines(path)}


def coded(gold: Mapping[str, Mapping[str, Any]]) -> dict[str, Coded]:
    """Coded passages by id, as plain objects of the data contract."""
    return {ident: code(document(row)).model_dump(mode="json") for ident, row in gold.items()}


def measure(path: Path) -> Measured:
    """Agreement with the gold passages of a file, over all and per language."""
    gold = passages(path)
    found = coded(gold)
    figures = dict(_overall(score(gold, found)))
    for lang in sorted({row["lang"] for row in gold.values()}):
        figures.update(_of_language(lang, score({k: v for k, v in gold.items() if v["lang"] == lang}, found)))
    return Measured(figures, tuple(differences(gold, found)))


def _overall(result: Score) -> Iterator[tuple[str, Figure]]:
    for level in LEVELS:
        yield f"{level} f1", Figure(result[level]["f1"])
    yield "event precision", Figure(result["event"]["p"])
    yield "event recall", Figure(result["event"]["r"])
    for name, agreement in result["attributes"].items():
        yield f"{name} accuracy", Figure(agreement["accuracy"])
    if result["false_alarm_rate"] is not None:
        yield "false alarms", Figure(result["false_alarm_rate"], low=True)


def _of_language(lang: str, result: Score) -> Iterator[tuple[str, Figure]]:
    for level in ("type", "event_overlap", "event", "full"):
        yield f"{lang} {level} f1", Figure(result[level]["f1"])
