"""Treebanks as spaCy training examples; registers the reader that the configurations name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from lagebild.text.ensemble import mirrored
from training.conllu import Document, Sentence, read_documents

SEED = 20240229
"""Shuffles the sentences before they are cut into folds."""
FOLDS = 5


def read_sentences(folder: Path, files: Iterable[str], *, merge: bool, leave_out: Iterable[str] = ()) -> list[Sentence]:
    """All sentences of the named files, without the texts whose name starts with one of `leave_out`."""
    unwanted = tuple(leave_out)
    return [
        sentence
        for file in files
        for document in _documents(folder / file, merge=merge)
        if not (unwanted and document.name.startswith(unwanted))
        for sentence in document.sentences
    ]


def _documents(path: Path, *, merge: bool) -> list[Document]:
    return read_documents(path.with_name(path.name + ".conllu.xz"), merge=merge)


def fold(sentences: list[Sentence], number: int) -> tuple[list[Sentence], list[Sentence]]:
    """The training and the test sentences of fold `number` (0 to 4)."""
    shuffled = list(sentences)
    random.Random(SEED).shuffle(shuffled)
    test = shuffled[number::FOLDS]
    train = [sentence for index, sentence in enumerate(shuffled) if index % FOLDS != number]
    return train, test


def backwards(sentence: Sentence) -> Sentence:
    """The sentence read from its end."""
    size = len(sentence)
    return tuple(replace(word, head=word.head and size + 1 - word.head) for word in reversed(sentence))


def example(nlp: Language, sentence: Sentence, annotate: str | None = None, *, mirror: bool = False) -> Example:
    """One sentence, its border given; `annotate` names a component that tags the input."""
    forward = sentence
    sentence = backwards(sentence) if mirror else sentence
    predicted = _untagged(nlp, forward)
    if annotate is not None:
        predicted = nlp.get_pipe(annotate)(predicted)
    return Example(mirrored(predicted) if mirror else predicted, _reference(nlp, sentence))


def _untagged(nlp: Language, sentence: Sentence) -> Doc:
    words = [word.form for word in sentence]
    spaces = [word.space_after for word in sentence]
    borders = [True] + [False] * (len(words) - 1)
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=borders)  # type: ignore[arg-type]


def _reference(nlp: Language, sentence: Sentence) -> Doc:
    return Doc(
        nlp.vocab,
        words=[word.form for word in sentence],
        tags=[word.xpos for word in sentence],
        pos=[word.upos for word in sentence],
        morphs=[word.feats if nlp.lang == "de" else "" for word in sentence],
        lemmas=[word.lemma for word in sentence],
        heads=[word.head - 1 if word.head else place for place, word in enumerate(sentence)],
        deps=["ROOT" if word.deprel == "root" else word.deprel for word in sentence],
        sent_starts=[True] + [False] * (len(sentence) - 1),  # type: ignore[arg-type]
    )


@spacy.registry.readers("lagebild.sentences.v1")
def create_reader(source: str, mirror: bool = False) -> Callable[[Language], Iterator[Example]]:
    """A reader of the sentences that `SOURCES` holds under this name."""

    def read(nlp: Language) -> Iterator[Example]:
        annotate = "hanta" if nlp.lang == "de" else None
        for sentence in SOURCES[source]:
            yield example(nlp, sentence, annotate, mirror=mirror)

    return read


SOURCES: dict[str, list[Sentence]] = {}
"""What the configurations' readers give out: filled by the caller before training."""
