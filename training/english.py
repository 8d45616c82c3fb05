"""The English pipeline: tagger, parser that reads the tags, base forms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from lagebild.text import english as english
from lagebild.text import ensemble
from training.conllu import Sentence
from training.corpora import example, fold, read_sentences
from training.datelines import with_datelines
from training.figures import Figures, measure
from training.run import fit, group_parsers, ship

TRAINING = ("ewt-train", "gum-train")
TEST = ("gum-test", "ewt-dev")
MEMBERS = (ensemble.FORWARD,)
LEFT_OUT: tuple[str, ...] = ()
"""Beginnings of names of texts that are not trained on."""
DESCRIPTION = "Tags, parts of speech, dependencies and base forms"
SOURCES = [
    {
        "name": "UD English-EWT (train)",
        "author": "Natalia Silveira, Timothy Dozat, Christopher Manning, Sebastian Schuster, John Bauer and others",
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
    nlp = fitted(sentences)
    tests = {file: [example(nlp, s) for s in read_sentences(folder, [file], merge=False)] for file in TEST}
    figures = measure(nlp, [each for examples in tests.values() for each in examples])
    for file, examples in tests.items():
        part = measure(nlp, examples)
        figures[file] = {"uas": part["uas"], "las": part["las"]}
    ship(nlp, target, {"description": DESCRIPTION, "sources": SOURCES, "performance": figures})
    return figures


def fitted(sentences: list[Sentence]) -> Language:
    """A pipeline trained on these sentences: the tagger, then each parser by itself, then put together."""
    dated = with_datelines(sentences, "en")
    nlp = fit("english_tagger", dated, {})
    tagged = cross_tagged(dated)
    runs = [_member(tagged, number, reading) for number, reading in enumerate(MEMBERS)]
    group_parsers(nlp, runs, MEMBERS)
    return nlp


def cross_tagged(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences as seen by a tagger that was trained on the other half: parsers must expect its mistakes."""
    seen: list[Sentence] = []
    for half in range(2):
        known, unknown = fold(sentences, half, 2)
        seen += as_seen(fit("english_tagger", known, {}), unknown)
    return seen


def as_seen(tagger: Language, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences with the tags that the tagger gives them."""
    docs = tagger.pipe(example(tagger, sentence).predicted for sentence in sentences)
    return [
        tuple(replace(word, seen=(token.tag_, token.pos_)) for word, token in zip(sentence, doc, strict=True))
        for sentence, doc in zip(sentences, docs, strict=True)
    ]


def _member(sentences: list[Sentence], number: int, reading: str) -> Language:
    mirror = reading == ensemble.BACKWARD
    settings = {"system.seed": number, "corpora.train.mirror": mirror, "corpora.dev.mirror": mirror}
    return fit("english", sentences, settings)
