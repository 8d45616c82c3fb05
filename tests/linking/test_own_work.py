"""What outlets have found out themselves, and whose word press releases are."""

import pytest

from lagebild.linking.origins import issuer
from lagebild.linking.own_work import is_channel, own_work
from lagebild.model import Document

OWN = [
    "A Harbour Post reporter saw two houses without roofs.",
    "A teacher told Harbour Post that she had heard three blasts.",
    "Our reporter at the bridge of “Harbour Post” saw buses.",
    "We heard only one burst after nine.",
]
OTHERS = [
    "An official of the ministry told Harbour Post that nobody was hurt.",
    "The ministry told Harbour Post that a reporter of another paper was held.",
    "Residents heard three blasts.",
]


def paper(text: str, outlet: str = "Harbour Post") -> Document:
    return Document(id="x", text=f"Troops fired on the town.\n\n{text}", outlet=outlet)


@pytest.mark.parametrize("sentence", OWN)
def test_work_of_its_own_is_found_in_its_paragraph(sentence: str) -> None:
    document = paper(sentence)
    assert [document.text[start:end] for start, end in own_work(document)] == [sentence]


@pytest.mark.parametrize("sentence", OTHERS)
def test_what_officials_tell_is_not_the_outlets_own(sentence: str) -> None:
    assert own_work(paper(sentence)) == ()


def test_a_press_release_is_the_word_of_its_issuer() -> None:
    assert issuer(paper("По материалам пресс-службы ОДКБ."), "ru", frozenset({"IGO:CSTO", "ARM"})) == "IGO:CSTO"
    assert issuer(paper("Nothing more was known."), "en", frozenset({"IGO:CSTO"})) is None


def test_channels_are_told_by_their_name() -> None:
    assert is_channel(paper("", "Telegram: Night watch"))
    assert not is_channel(paper(""))
