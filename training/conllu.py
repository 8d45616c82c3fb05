"""Reading of CoNLL-U treebanks, plain or xz-compressed."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

COLUMNS = 10


@dataclass(frozen=True)
class Word:
    """One syntactic word; `head` counts from 1 within its sentence, 0 is the root.

    `seen` is what a tagger took it for: fine tag and universal part of speech.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    space_after: bool = True
    feats: str = ""
    seen: tuple[str, str] | None = None


Sentence = tuple[Word, ...]


@dataclass(frozen=True)
class Document:
    """A run of sentences; `name` is the treebank's own id of the text."""

    name: str
    sentences: tuple[Sentence, ...]


def read_documents(path: Path, *, merge: bool) -> list[Document]:
    """Read the texts of a treebank; `merge` makes a multiword token one word ("im")."""
    documents: list[Document] = []
    name, sentences = "", list[Sentence]()
    for block in _blocks(path):
        new = next((line[11:].split("=", 1)[-1].strip() for line in block if line.startswith("# newdoc")), None)
        if new is not None and sentences:
            documents.append(Document(name, tuple(sentences)))
            sentences = []
        name = name if new is None else new
        sentences.append(_sentence(block, merge=merge))
    return [*documents, Document(name, tuple(sentences))]


def _blocks(path: Path) -> Iterator[list[str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        block: list[str] = []
        for line in stream:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
        if block:
            yield block


def _sentence(block: list[str], *, merge: bool) -> Sentence:
    words: list[Word] = []
    ranges: list[tuple[int, int, str, bool]] = []
    for line in block:
        cells = line.split("\t")
        if len(cells) != COLUMNS or "." in cells[0]:
            continue
        space = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            first, last = (int(part) for part in cells[0].split("-"))
            ranges.append((first, last, cells[1], space))
            continue
        words.append(Word(cells[1], cells[2], cells[3], cells[4], int(cells[6]), cells[7], space, cells[5].strip("_")))
    if merge:
        return _merged(words, ranges)
    return _without_inner_spaces(words, ranges)


def _without_inner_spaces(words: list[Word], ranges: list[tuple[int, int, str, bool]]) -> Sentence:
    for first, last, _, space in ranges:
        for index in range(first - 1, last):
            words[index] = replace(words[index], space_after=space and index == last - 1)
    return tuple(words)


def _merged(words: list[Word], ranges: list[tuple[int, int, str, bool]]) -> Sentence:
    """Put a multiword token in the place of the part whose head lies outside it."""
    owner = list(range(len(words)))
    kept: dict[int, Word] = {}
    for first, last, form, space in ranges:
        parts = range(first - 1, last)
        chief = next(i for i in parts if words[i].head - 1 not in parts)
        for index in parts:
            owner[index] = chief
        kept[chief] = replace(words[chief], form=form, space_after=space)
    order = [index for index in range(len(words)) if owner[index] == index]
    position = {index: place for place, index in enumerate(order, start=1)}
    result = []
    for index in order:
        word = kept.get(index, words[index])
        head = position[owner[word.head - 1]] if word.head else 0
        result.append(replace(word, head=head))
    return tuple(result)
