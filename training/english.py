"""The English pipeline: tagger, parser that reads the tags, base forms."""

from __future__ import annotations

from pathlib import Path

from lagebild.text import english as english
from training.corpora import example, read_sentences
from training.figures import Figures, measure
from training.run import fit, ship

TRAINING = ("ewt-train", "gum-train")
TEST = ("gum-test", "ewt-dev")
LEFT_OUT: tuple[str, ...] = ()
"""Beginnings of names of texts that are not trained on."""
SOURCES = [
    {
        "name": "UD English-EWT (train)",
        "author": "Natalia Silveira, Timothy Dozat, Christopher Manning, Sebastian Schuster, Ethan Chi, John Bauer and others",
        "license": "CC BY-SA 4.0",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
    },
    {
        "name": "GUM, Georgetown University Multilayer Corpus (train)",
        "author": "Amir Zeldes and students of Georgetown University",
        "license": "annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain",
        "url": "https://github.com/amir-zeldes/gum",
    },
]


def train(folder: Path, target: Path) -> Figures:
    """Train, measure on the test files, write the pipeline with its scores."""
    sentences = read_sentences(folder, TRAINING, merge=False, leave_out=LEFT_OUT)
    held_out = read_sentences(folder, TEST, merge=False)
    nlp = fit("english", sentences, {}, held_out)
    figures = measure(nlp, [example(nlp, sentence) for sentence in held_out])
    for file in TEST:
        part = measure(nlp, [example(nlp, s) for s in read_sentences(folder, [file], merge=False)])
        figures[file] = {"uas": part["uas"], "las": part["las"]}
    description = "Tagger, morphologizer, dependency parser and base forms"
    ship(nlp, target, {"name": "news", "version": "1.0.0", "description": description, "sources": SOURCES, "performance": figures})
    return figures
