"""Sentences that are not parsed make no difference to what is coded."""

from collections.abc import Iterable
from itertools import islice

import pytest

from evaluation import newspaper
from evaluation.data import GOLD, SHARED
from evaluation.passages import document, passages
from lagebild.coding import coder
from lagebild.coding.selection import may_tell
from lagebild.model import Document
from lagebild.text import skim

ARTICLES = SHARED / "benchmarks" / "news_de" / "gnad_first500.csv.xz"


def gold() -> list[Document]:
    return [document(row) for row in passages(GOLD / "dev.jsonl").values()]


def different(documents: Iterable[Document], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Identifiers of documents that are coded otherwise if every sentence is parsed."""
    kept = list(documents)
    quick = [coder.code(item) for item in kept]
    with monkeypatch.context() as patch:
        patch.setattr(coder, "chosen", lambda sentences, _: sentences)
        whole = [coder.code(item) for item in kept]
    return [one.id for one, other in zip(quick, whole, strict=True) if one != other]


def test_gold_passages_are_coded_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    assert different(gold(), monkeypatch) == []


def test_newspaper_articles_are_coded_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    if not ARTICLES.is_file():
        pytest.skip("the newspaper articles are not there")
    assert different((article for _, article in islice(newspaper.articles(ARTICLES), 25)), monkeypatch) == []


@pytest.mark.parametrize(
    ("lang", "telling", "idle"),
    [
        ("de", "Russische Truppen griffen am Montag die Stadt an.", "Die Sonne schien den ganzen Tag."),
        ("en", "Russian troops shelled the town on Monday.", "The sun shone all day."),
        ("ru", "Российские войска обстреляли город в понедельник.", "Весь день светило солнце."),
    ],
)
def test_only_sentences_with_words_of_a_frame_may_tell(lang: str, telling: str, idle: str) -> None:
    assert may_tell(skim(telling, lang).sentences[0].doc, lang)
    assert not may_tell(skim(idle, lang).sentences[0].doc, lang)
