"""Signs that a parser takes for verbs do not stop the repairs of a German sentence."""

from spacy.tokens import Doc
from spacy.vocab import Vocab

from lagebild.text.german_repair import german_repair


def test_a_dash_taken_for_a_verb_is_left_alone() -> None:
    doc = Doc(
        Vocab(), words=["Kiew", "schweigt", "–", "."], tags=["NE", "VV(FIN)", "VV(FIN)", "$."],
        pos=["PROPN", "VERB", "VERB", "PUNCT"], deps=["nsubj", "ROOT", "advcl", "punct"], heads=[1, 1, 1, 1],
    )  # fmt: skip
    assert [token.dep_ for token in german_repair(doc)] == ["nsubj", "ROOT", "advcl", "punct"]
