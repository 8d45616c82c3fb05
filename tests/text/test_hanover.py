"""The quick tagger gives what HanTa itself gives."""

import pytest
from HanTa.HanoverTagger import HanoverTagger

from lagebild.text.hanover import Hanover

WORDS = (
    "Angriff Drohnenabwehrsystem Zwangsrekrutierungen beschoss abgezogen Xylbrunnhausen 2.300 z.B. Ö „ bei umzingelte EU-Gipfel "
    "Schützenpanzerwagenbesatzung qwrt wiederaufnahmewillig"
)


@pytest.fixture(scope="module")
def taggers() -> tuple[HanoverTagger, Hanover]:
    return HanoverTagger("morphmodel_ger.pgz"), Hanover("morphmodel_ger.pgz")


@pytest.mark.parametrize("word", WORDS.split())
def test_words_are_read_alike(taggers: tuple[HanoverTagger, Hanover], word: str) -> None:
    slow, quick = taggers
    for form in (word, word.lower()):
        expected = slow.analyze_forward(form)
        assert [tag for tag, _ in quick.analyze_forward(form)] == [tag for tag, _ in expected]
        for tag, _ in expected:
            assert quick.analyze_viterbi(form.lower(), -tag) == slow.analyze_viterbi(form.lower(), -tag)


def test_sentences_are_tagged_alike(taggers: tuple[HanoverTagger, Hanover]) -> None:
    slow, quick = taggers
    for sentence in (
        "Die Truppen zogen sich nach Angaben des Flussministeriums aus Obermarsch zurück .".split(),
        "Weil 40 Blorbanten die Brücke sperrten , schloss Veldenau am Montag seine Grenze !".split(),
        [],
    ):
        assert quick.tag_sent(sentence) == slow.tag_sent(sentence)
