"""While a sentence is parsed its states go by stand-ins: it is read alike whichever states it names."""

import pytest

from lagebild.text import read


def reading(text: str, lang: str) -> list[tuple[str, str, str, int]]:
    (sentence,) = read(text, lang).sentences
    return [(token.tag_, token.pos_, token.dep_, token.head.i) for token in sentence.doc]


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "Tajikistan accused Kyrgyzstan of shelling Tajik villages.", "Canada accused Oman of shelling Canadian villages."),
        ("de", "Kirgistan warf Tadschikistans Armee vor, kirgisische Dörfer zu beschießen.", "Oman warf Kanadas Armee vor, omanische Dörfer zu beschießen."),
        ("en", "The Israeli army fired at Beirut, Riyadh said.", "The Lebanese army fired at Ottawa, Tallinn said."),
        ("de", "In der Mongolei hat der Niger die ukrainische Regierung beschuldigt.", "In der Slowakei hat der Jemen die malische Regierung beschuldigt."),
        ("de", "Nach Pjöngjangs Angaben beschoss Seoul den Hafen.", "Nach Seouls Angaben beschoss Pjöngjang den Hafen."),
        ("ru", "Хорватия обвинила Уганду в обстреле кенийского посольства в Тунисе.", "Эстония обвинила Руанду в обстреле катарского посольства в Омане."),
    ],
)  # fmt: skip
def test_sentences_that_differ_in_their_states_only_are_parsed_alike(lang: str, one: str, other: str) -> None:
    assert reading(one, lang) == reading(other, lang)


@pytest.mark.parametrize(
    ("lang", "text", "lemmas"),
    [
        ("en", "Armenians accused Tajik soldiers.", ("Armenians", "Tajik")),
        ("ru", "Литва обвинила боливийского дипломата из Каракаса.", ("Литва", "боливийский", "Каракас")),
        ("de", "Armeniens Armee traf tadschikische Soldaten.", ("Armenien", "tadschikisch")),
    ],
)
def test_words_and_base_forms_stay_those_of_the_text(lang: str, text: str, lemmas: tuple[str, ...]) -> None:
    (sentence,) = read(text, lang).sentences
    assert sentence.doc.text == text
    assert {token.lemma_.removesuffix("s") for token in sentence.doc} >= {lemma.removesuffix("s") for lemma in lemmas}
