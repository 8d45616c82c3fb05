"""Parsing and coding the same documents in turn, warm, so that both meet the same load of the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from evaluation.data import GOLD
from evaluation.passages import document, passages
from lagebild.engine.coding import code_document
from lagebild.model import Document
from lagebild.text import read

LANGUAGES = ("de", "en", "ru")
#: How many times as long as parsing alone coding may take.
AIM = 1.5


@dataclass(frozen=True)
class Timing:
    """Median seconds of one round over all documents; ``ratio`` is the median of the rounds' ratios."""

    name: str
    documents: int
    parse: float
    code: float
    ratio: float

    def plain(self) -> dict[str, float]:
        """The figures."""
        return {"documents": self.documents, "parse": self.parse, "code": self.code, "ratio": self.ratio}


def compare(name: str, documents: Sequence[Document], repeats: int) -> Timing:
    """Times both over the documents, after a round that counts for neither."""
    parse, coding = (_over(documents, work) for work in (_parse, code_document))
    _in_turn(parse, coding, reverse=False)
    rounds = [_in_turn(parse, coding, reverse=bool(turn % 2)) for turn in range(repeats)]
    parsed, coded = (median(times) for times in zip(*rounds, strict=True))
    return Timing(name, len(documents), parsed, coded, median(c / p for p, c in rounds))


def sample(lang: str, number: int) -> list[Document]:
    """The first gold passages of a language."""
    rows = (
        row for name in ("train", "dev") for row in passages(GOLD / f"{name}.jsonl").values() if row["lang"] == lang
    )
    return [document(row) for row, _ in zip(rows, range(number), strict=False)]


def _parse(item: Document) -> object:
    return read(item.text, item.lang or "")


def _over(documents: Sequence[Document], work: Callable[[Document], object]) -> Callable[[], float]:
    def seconds() -> float:
        begin = perf_counter()
        for item in documents:
            work(item)
        return perf_counter() - begin

    return seconds


def _in_turn(parse: Callable[[], float], coding: Callable[[], float], *, reverse: bool) -> tuple[float, float]:
    """One round of each, the other one first in every second round."""
    if reverse:
        coded = coding()
        return parse(), coded
    parsed = parse()
    return parsed, coding()
