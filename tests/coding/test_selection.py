"""Sentences that are not parsed make no difference to what is coded."""

from collections.abc import Iterable
from itertools import islice

import pytest

from evaluation import newspaper
from evaluation.data import GOLD, SHARED
from evaluation.passages import document, passages
from lagebild.coding import coder
from lagebild.coding.selection import chosen, signs
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
    assert signs(skim(telling, lang).sentences[0].doc, lang).types
    assert not signs(skim(idle, lang).sentences[0].doc, lang).types


@pytest.mark.parametrize(
    ("lang", "sentence", "type_"),
    [
        ("de", "Minsk zog seine Truppen aus dem Tal.", "RETREAT"),
        ("de", "Der Sender stellte seine Arbeit vor.", "REQUEST"),
        ("de", "Er hat einen Hund, das Haus steht in der Stadt.", "CONSULT"),
    ],
)
def test_words_of_a_frame_need_the_other_words_it_asks_for(lang: str, sentence: str, type_: str) -> None:
    assert type_ not in signs(skim(sentence, lang).sentences[0].doc, lang).types


def numbers(text: str) -> list[int]:
    """Numbers of the sentences of a German text that are chosen."""
    return [sentence.index for sentence in chosen(skim(text, "de").sentences, "de")]


def test_denials_count_in_a_text_that_tells_of_an_act() -> None:
    assert numbers("Die Sonne schien den ganzen Tag. Minsk dementierte.") == []
    assert numbers("Die Armee beschoss ein Dorf. Die Sonne schien. Minsk dementierte.") == [0, 2]


def test_sentences_that_take_up_the_one_before_count_right_behind_it() -> None:
    assert numbers("Die Armee beschoss ein Dorf. Das teilte der Sprecher mit. Das freute die Kinder.") == [0, 1]
