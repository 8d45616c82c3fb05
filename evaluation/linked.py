"""Linking measured on a situation corpus."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.measured import Figure, Measured
from evaluation.situations import score, score_updates
from lagebild import pipeline
from lagebild.settings import Settings

#: The figures of a score that say how good it is; the others are counts.
GOODNESS = ("f1", "accuracy", "exact")


def measure(gold: Path, articles: Path) -> Measured:
    """Agreement of the linked articles with the gold situation."""
    documents = pipeline.read_documents([str(articles)], Settings())
    picture = pipeline.situation(pipeline.code_documents(documents))
    wanted, found = json.loads(gold.read_text(encoding="utf-8")), picture.situation.model_dump(mode="json")
    result, missing = score(wanted, found)
    scores = {**result, "updates": score_updates(wanted, found)}
    named = ((f"{name} {kind}", parts[kind]) for name, parts in scores.items() for kind in GOODNESS if kind in parts)
    figures = {name: Figure(value) for name, value in named}
    return Measured(figures, tuple(f"no event for {ident}" for ident in missing))
