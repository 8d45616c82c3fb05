"""Russian trees after the repairs: who does what in sentences that natasha's parser takes apart."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from lagebild.text import read


def _parsed(text: str) -> Doc:
    return read(text, "ru").sentences[0].doc


def _subject(text: str, verb: str) -> str | None:
    word = next(t for t in _parsed(text) if t.text == verb)
    return next((c.text for c in word.children if c.dep_.startswith("nsubj")), None)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Литовские пограничники, по данным Минска, в тот же день открыли огонь.", "открыли", "пограничники"),
        ("Вильнюс, сообщил в Риге латвийский министр, вычеркнул из списков компанию «Белтранс».", "вычеркнул", "Вильнюс"),
        ("Через границу за ночь ушли более тысячи солдат.", "ушли", "солдат"),
        ("Договор, о котором соседи спорили двадцать лет, скрепили подписями президенты Литвы и Латвии.", "скрепили", "президенты"),
        ("Литва ввела пошлины, но спустя неделю под нажимом фермеров отменила указ.", "ввела", "Литва"),
    ],
)  # fmt: skip
def test_subject_is_found(text: str, verb: str, subject: str) -> None:
    assert _subject(text, verb) == subject


def test_relative_clause_hangs_on_its_noun() -> None:
    doc = _parsed("Санкции, которые Союз (ЕС) ввел против Минска в августе, организация отменила.")
    clause = next(t for t in doc if t.text == "ввел")
    assert (clause.dep_, clause.head.text) == ("acl:relcl", "Санкции")


def test_participle_belongs_to_the_noun_before_the_comma() -> None:
    doc = _parsed("Литва, на прошлой неделе устроившая учения, войска к границе не стягивает.")
    participle = next(t for t in doc if t.text == "устроившая")
    assert (participle.dep_, participle.head.text) == ("acl", "Литва")


def test_joined_verbs_keep_their_objects() -> None:
    doc = _parsed("Рига вычеркнула из списка компанию и в январе откроет в столице посольство.")
    heads = {t.text: (t.dep_, t.head.text) for t in doc if t.text in {"компанию", "посольство"}}
    assert heads == {"компанию": ("obj", "вычеркнула"), "посольство": ("obj", "откроет")}


@pytest.mark.parametrize("word", ["отбомбились", "скрепили", "заклеймила"])
def test_forms_of_one_verb_only_are_verbs(word: str) -> None:
    doc = _parsed(f"Министры {word} соглашение.")
    assert next(t.pos_ for t in doc if t.text == word) == "VERB"


def test_children_of_crossing_trees_are_complete() -> None:
    doc = _parsed(
        "После недели боев гарнизон в Анне, где стоял штаб армии, в пятницу сложил оружие, объявил представитель группировки."
    )
    for token in doc:
        assert [c.i for c in token.children] == [t.i for t in doc if t.head.i == token.i and t.i != token.i]


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        ("Министры увиделись в Осло, где в присутствии короля пришли к соглашению.", "пришли", "Осло"),
        ("Рига закрыла порт и отозвала посла, обвинив Минск в обстреле.", "обвинив", "отозвала"),
    ],
)
def test_clauses_hang_on_the_nearest_word(text: str, word: str, head: str) -> None:
    assert next(t.head.text for t in _parsed(text) if t.text == word) == head
