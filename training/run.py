"""One training run of spaCy, from a configuration file beside this module."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

from lagebild.text.weights import packed, unpacked
from training import speed
from training.conllu import Sentence
from training.corpora import SOURCES

SETTINGS = Path(__file__).parent
LICENCE = "CC BY-SA 4.0"


def fit(
    name: str, sentences: list[Sentence], changes: Mapping[str, Any], held_out: list[Sentence] | None = None
) -> Language:
    """The pipeline of `name`.cfg after its last step (weights averaged); `changes` replace settings by dotted path.

    The scores that spaCy prints on the way are those of `held_out`; they decide nothing.
    """
    speed.switch_on()
    SOURCES["train"] = sentences
    SOURCES["dev"] = held_out or sentences[:50]
    config = load_config(SETTINGS / f"{name}.cfg", overrides=dict(changes), interpolate=False)
    with tempfile.TemporaryDirectory() as folder:
        train(init_nlp(config), Path(folder), stdout=sys.stdout, stderr=sys.stderr)
        return spacy.load(Path(folder) / "model-last")


def group_parsers(nlp: Language, runs: Sequence[Language], members: Sequence[str]) -> None:
    """Add to a pipeline the parsers of several runs as one component, their weights rounded as when shipped."""
    model = runs[0].config["components"]["parser"]["model"]
    group: Any = nlp.add_pipe("parsers", config={"model": model, "members": [*members]})
    for own, run in zip(group.parsers, runs, strict=True):
        trained: Any = run.get_pipe("parser")
        own.from_bytes(trained.to_bytes(exclude=["vocab"]), exclude=["vocab"])
        own.model.from_bytes(unpacked(packed(own.model.to_bytes())))
        for label in own.labels:
            nlp.vocab.strings.add(label)


def ship(nlp: Language, folder: Path, meta: Mapping[str, Any]) -> None:
    """Write a pipeline in place of the shipped one."""
    nlp.meta.update({"name": "news", "version": "1.0.0", "license": LICENCE, **meta})
    fresh = folder.with_name(folder.name + ".new")
    nlp.to_disk(fresh)
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)


def refresh_scores(folder: Path, figures: Mapping[str, Any]) -> None:
    """Put newly measured figures into the meta of a shipped pipeline."""
    file = folder / "meta.json"
    if file.exists():
        meta = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps({**meta, "performance": figures}, indent=2, ensure_ascii=False), encoding="utf-8")
