"""The German pipeline: HanTa before a group of parsers that vote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from lagebild.text import ensemble
from lagebild.text import german as german
from training.conllu import Sentence
from training.corpora import FOLDS, example, fold, read_sentences
from training.datelines import with_datelines
from training.figures import Figures, mean, measure, read
from training.run import fit, group_parsers, ship

FILES = ("gsd-dev", "gsd-test", "pud")
MEMBERS = (ensemble.FORWARD, ensemble.BACKWARD, ensemble.FORWARD)
DESCRIPTION = "HanTa's tags and lemmas, parsers that vote; the scores are means of a five-fold cross-validation"
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
    ship(nlp, target, {"description": DESCRIPTION, "sources": SOURCES, "performance": read("de")})


def fitted(sentences: list[Sentence]) -> Language:
    """A pipeline trained on these sentences: each parser by itself, then put together."""
    dated = with_datelines(sentences, "de")
    runs = [_member(dated, number, reading) for number, reading in enumerate(MEMBERS)]
    return assembled(runs, MEMBERS)


def assembled(runs: Sequence[Language], members: Sequence[str]) -> Language:
    """The pipeline of the first run with the parsers of all runs in place of its own."""
    nlp = spacy.blank("de")
    nlp.add_pipe("one_sentence")
    nlp.add_pipe("hanta", source=runs[0])
    group_parsers(nlp, runs, members)
    nlp.add_pipe("german_repair")
    return nlp


def _member(sentences: list[Sentence], number: int, reading: str) -> Language:
    mirror = reading == ensemble.BACKWARD
    settings = {"system.seed": number, "corpora.train.mirror": mirror, "corpora.dev.mirror": mirror}
    return fit("german", sentences, settings)
