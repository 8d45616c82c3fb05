"""How many times as fast as parsing every sentence coding is, article by article in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from unittest.mock import patch

from lagebild.coding import coder
from lagebild.model import Document
from lagebild.text import Reading, read, skim

#: How many times as fast coding shall be.
WANTED = 3.0


@dataclass(frozen=True)
class Throughput:
    """Seconds for parsing and for coding all documents; sentences in them, and those that the coder had parsed."""

    documents: int
    parse: float
    code: float
    sentences: int
    parsed: int

    @property
    def ratio(self) -> float:
        """How many times as fast coding is."""
        return self.parse / self.code

    @property
    def share(self) -> float:
        """Share of the sentences that the coder had parsed."""
        return self.parsed / self.sentences if self.sentences else 0.0

    def plain(self) -> dict[str, float]:
        """The figures."""
        return {
            "documents": self.documents, "parse": self.parse, "code": self.code, "ratio": self.ratio,
            "sentences": self.sentences, "parsed": self.parsed,
        }  # fmt: skip


def throughput(documents: Sequence[Document]) -> Throughput:
    """Parses and codes each document, the one first and the other first in turn, each document once."""
    for warm in documents[:1]:
        _parse(warm)
        _code(warm)
    parse = code = 0.0
    with _readings() as kept:
        for number, document in enumerate(documents):
            first, second = (_parse, _code) if number % 2 else (_code, _parse)
            one, other = first(document), second(document)
            parse, code = (parse + one, code + other) if number % 2 else (parse + other, code + one)
    coded = [sentence for reading in kept for sentence in reading.sentences if sentence.coded]
    return Throughput(len(documents), parse, code, len(coded), sum(sentence.parsed for sentence in coded))


def _parse(document: Document) -> float:
    begin = perf_counter()
    read(document.text, document.lang or "")
    return perf_counter() - begin


def _code(document: Document) -> float:
    begin = perf_counter()
    coder.code(document)
    return perf_counter() - begin


@contextmanager
def _readings() -> Iterator[list[Reading]]:
    """Keeps what the coder reads."""
    kept: list[Reading] = []

    def keeping(text: str, lang: str) -> Reading:
        kept.append(skim(text, lang))
        return kept[-1]

    with patch.object(coder, "skim", keeping):
        yield kept
