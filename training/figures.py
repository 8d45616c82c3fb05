"""Scores of a pipeline, and the file in which the measured ones are kept."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example

FILE = Path(__file__).with_name("figures.json")
SCORES = {"dep_uas": "uas", "dep_las": "las", "tag_acc": "tag", "pos_acc": "pos", "lemma_acc": "lemma"}

LANGUAGES = ("de", "en")

Figures = dict[str, Any]


def measure(nlp: Language, examples: list[Example]) -> Figures:
    """Attachment and tagging scores in per cent (spaCy's scorer), words a second, and LAS per label."""
    words = sum(len(example.reference) for example in examples)
    start = time.perf_counter()
    scores = nlp.evaluate(examples)
    figures: Figures = {short: round(100 * scores[name], 2) for name, short in SCORES.items() if scores.get(name)}
    figures["words_per_second"] = round(words / (time.perf_counter() - start))
    per_label = scores["dep_las_per_type"]
    figures["las_per_label"] = {label: round(100 * found["f"], 1) for label, found in sorted(per_label.items())}
    return figures


def mean(folds: list[Figures]) -> Figures:
    """Means over the folds, and each fold's attachment scores."""
    shared = [name for name, value in folds[0].items() if not isinstance(value, dict)]
    figures: Figures = {name: round(sum(fold[name] for fold in folds) / len(folds), 2) for name in shared}
    figures["folds"] = [{"uas": fold["uas"], "las": fold["las"]} for fold in folds]
    labels = sorted({label for fold in folds for label in fold["las_per_label"]})
    figures["las_per_label"] = {label: _label_mean(folds, label) for label in labels}
    return figures


def _label_mean(folds: list[Figures], label: str) -> float:
    found = [fold["las_per_label"][label] for fold in folds if label in fold["las_per_label"]]
    return float(round(sum(found) / len(found), 1))


def read(lang: str) -> Figures:
    """The figures last measured for a language, {} before the first run."""
    known: Figures = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return dict(known.get(lang, {}))


def record(lang: str, figures: Figures) -> None:
    """Keep the figures of a language."""
    known = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    FILE.write_text(json.dumps({**known, lang: figures}, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def table() -> str:
    """The kept figures as lines of text: one for each language, its folds or test files below."""
    lines = []
    for lang in LANGUAGES:
        figures = read(lang)
        parts = figures.get("folds", []) + [{"file": name, **figures[name]} for name in figures if "-" in name]
        lines += [f"{lang}: {_line(figures)}", *(f"    {_line(part)}" for part in parts)]
    return "\n".join(lines)


def _line(figures: Figures) -> str:
    return ", ".join(f"{name} {value}" for name, value in figures.items() if not isinstance(value, dict | list))
