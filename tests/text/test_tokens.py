"""Plain words and trees whose heads may be changed."""

import pytest
from spacy.tokens import Doc as SpacyDoc
from spacy.vocab import Vocab

from lagebild.text.tokens import Doc


@pytest.fixture
def doc() -> Doc:
    """ "Moscow says Kyiv attacked", the attack below the saying."""
    words = ["Moscow", "says", "Kyiv", "attacked"]
    return Doc(SpacyDoc(Vocab(), words=words, heads=[1, 1, 3, 1], deps=["nsubj", "ROOT", "nsubj", "ccomp"]))


def test_words_keep_their_place_in_the_text(doc: Doc) -> None:
    assert [word.idx for word in doc] == [0, 7, 12, 17]
    assert doc[2:].text == "Kyiv attacked"
    assert doc.text == "Moscow says Kyiv attacked"


def test_dependents_follow_a_head_that_is_set(doc: Doc) -> None:
    doc[2].head = doc[1]
    assert [word.text for word in doc[1].children] == ["Moscow", "Kyiv", "attacked"]
    assert doc[3].children == []
    assert [word.text for word in doc[3].subtree] == ["attacked"]


def test_a_head_below_takes_the_place_of_the_word(doc: Doc) -> None:
    doc[1].head = doc[3]
    assert doc[3].head is doc[3]
    assert [word.text for word in doc[2].ancestors] == ["attacked"]
    assert [word.text for word in doc[3].subtree] == ["Moscow", "says", "Kyiv", "attacked"]


def test_a_span_has_the_word_with_its_head_outside(doc: Doc) -> None:
    assert doc[2:4].root is doc[3]
    assert doc[2:3].root is doc[2]
    with pytest.raises(IndexError):
        doc[3].nbor()
