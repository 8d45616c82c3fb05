"""The German pipeline: HanTa before a group of parsers that vote."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from lagebild.text import ensemble
from lagebild.text import german as german
from training.conllu import Sentence
from training.corpora import FOLDS, example, fold, read_sentences
from training.figures import Figures, mean, measure, read
from training.run import fit, ship

FILES = ("gsd-dev", "gsd-test", "pud")
MEMBERS = (ensemble.FORWARD, ensemble.BACKWARD, ensemble.FORWARD)
SOURCES = [
    {
        "name": "UD German-GSD (dev, test)",
        "author": "Slav Petrov, Wolfgang Seeker, Ryan McDonald, Joakim Nivre, Daniel Zeman, Adriane Boyd and others",
        "license": "CC BY-SA 4.0",
        "url": "https://github.com/UniversalDependencies/UD_German-GSD",
    },
    {
        "name": "UD German-PUD",
        "author": "Martin Popel, Daniel Zeman, Hans Uszkoreit and others",
        "license": "CC BY-SA 3.0",
        "url": "https://github.com/UniversalDependencies/UD_German-PUD",
    },
]


def cross_validate(folder: Path) -> Figures:
    """Mean scores of five pipelines, each measured on the fifth that it was not trained on."""
    sentences = read_sentences(folder, FILES, merge=True)
    folds = []
    for number in range(FOLDS):
        training, test = fold(sentences, number)
        nlp = fitted(training)
        folds.append(measure(nlp, [example(nlp, sentence) for sentence in test]))
        print(f"fold {number}: UAS {folds[-1]['uas']}, LAS {folds[-1]['las']}", flush=True)
    return mean(folds)


def train(folder: Path, target: Path) -> None:
    """Train on every sentence and write the pipeline; its meta gives the scores of the cross-validation."""
    nlp = fitted(read_sentences(folder, FILES, merge=True))
    description = "HanTa's tags and lemmas, and dependency parsers that vote; scores are means of five-fold cross-validation"
    ship(nlp, target, {"name": "news", "version": "1.0.0", "description": description, "sources": SOURCES, "performance": read("de")})


def fitted(sentences: list[Sentence]) -> Language:
    """A pipeline trained on these sentences: each parser by itself, then put together."""
    runs = [_member(sentences, number, reading) for number, reading in enumerate(MEMBERS)]
    nlp = spacy.blank("de")
    nlp.add_pipe("one_sentence")
    nlp.add_pipe("hanta", source=runs[0])
    model = runs[0].config["components"]["parser"]["model"]
    group: ensemble.Parsers = nlp.add_pipe("parsers", config={"model": model, "members": list(MEMBERS)})  # type: ignore[assignment]
    for own, run in zip(group.parsers, runs, strict=True):
        own.from_bytes(run.get_pipe("parser").to_bytes(exclude=["vocab"]), exclude=["vocab"])
    for label in group.labels:
        nlp.vocab.strings.add(label)
    return nlp


def _member(sentences: list[Sentence], number: int, reading: str) -> Language:
    mirror = reading == ensemble.BACKWARD
    return fit("german", sentences, {"system.seed": number, "corpora.train.mirror": mirror, "corpora.dev.mirror": mirror})
