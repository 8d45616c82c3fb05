"""Treebanks as spaCy training examples; registers the reader that the configurations name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from lagebild.text.ensemble import mirrored
from training.conllu import Document, Sentence, read_documents

SEED = 20240229
"""Shuffles the sentences before they are cut into folds."""
FOLDS = 5

SOURCES: dict[str, list[Sentence]] = {}
"""What the configurations' readers give out: filled by the caller before training."""


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


def fold(sentences: list[Sentence], number: int, folds: int = FOLDS) -> tuple[list[Sentence], list[Sentence]]:
    """The training and the test sentences of fold `number`, counted from 0."""
    shuffled = list(sentences)
    random.Random(SEED).shuffle(shuffled)
    test = shuffled[number::folds]
    train = [sentence for index, sentence in enumerate(shuffled) if index % folds != number]
    return train, test


def backwards(sentence: Sentence) -> Sentence:
    """The sentence read from its end."""
    size = len(sentence)
    return tuple(replace(word, head=word.head and size + 1 - word.head) for word in reversed(sentence))


def example(nlp: Language, sentence: Sentence, *, mirror: bool = False) -> Example:
    """One sentence, its border given; the input is tagged by HanTa (if in the pipeline) or as `Word.seen` says."""
    predicted = _input(nlp, sentence)
    if nlp.has_pipe("hanta"):
        predicted = nlp.get_pipe("hanta")(predicted)
    if mirror:
        return Example(mirrored(predicted), _reference(nlp, backwards(sentence)))
    return Example(predicted, _reference(nlp, sentence))


def _input(nlp: Language, sentence: Sentence) -> Doc:
    seen = [word.seen for word in sentence if word.seen]
    return Doc(
        nlp.vocab,
        words=[word.form for word in sentence],
        spaces=[word.space_after for word in sentence],
        tags=[tag for tag, _ in seen] or None,
        pos=[pos for _, pos in seen] or None,
        sent_starts=_borders(sentence),
    )


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
        sent_starts=_borders(sentence),
    )


def _borders(sentence: Sentence) -> list[bool | int | None]:
    return [place == 0 for place in range(len(sentence))]


@registry.readers("lagebild.sentences.v1")  # type: ignore[untyped-decorator]
def create_reader(source: str, mirror: bool = False) -> Callable[[Language], Iterator[Example]]:
    """A reader of the sentences that `SOURCES` holds under this name."""

    def read(nlp: Language) -> Iterator[Example]:
        for sentence in SOURCES[source]:
            yield example(nlp, sentence, mirror=mirror)

    return read
