"""Coding and parsing in one run."""

from benchmarks.throughput import throughput
from lagebild.model import Document

TEXTS = ("Die Sonne schien den ganzen Tag. Es war warm.", "Russische Truppen beschossen Charkiw. Die Sonne schien.")


def test_parsed_sentences_are_counted() -> None:
    found = throughput([Document(id=str(number), text=text, lang="de") for number, text in enumerate(TEXTS)])
    assert (found.documents, found.sentences, found.parsed) == (2, 4, 1)
    assert found.share == 0.25
    assert found.ratio == found.parse / found.code > 0
