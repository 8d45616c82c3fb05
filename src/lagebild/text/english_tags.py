"""English verb forms that the tagger took for others, put right before the sentence is parsed."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

#: Forms that a participle of the perfect or the passive follows, adverbs and "not" between them passed over.
HELPERS = frozenset(
    "have has had having 've 'd be is are was were been being am 's 're 'm get gets got getting gotten become becomes "
    "became".split()
)
BETWEEN = frozenset({"RB", "RBR", "RBS", "MD", "UH"})
#: Tags of what may end the subject before a past form and begin the object behind it.
ENDS_SUBJECT = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "WDT"})
BEGINS_OBJECT = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "JJ", "NNS", "CD", "VBG", "NN", "PDT"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NOUNS_IN_ED = frozenset(
    "bed seed need deed creed feed breed weed speed greed reed shed sled steed heed bleed hatred sacred kindred "
    "biped flowerbed seabed riverbed roadbed watershed bloodshed rapeseed seaweed aniseed crossbreed".split()
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow last this next earlier".split()
)


@Language.component("english_tags", assigns=["token.tag"])
def english_tags(doc: Doc) -> Doc:
    """Retags "Russia attacked/VBN Poland", "vetoed/NN the plan", "backs/NNS Poland", "of bombing/NN Polish towns".

    A participle has no object unless "have" stands before it; a headline has one finite verb.
    """
    finite = any(token.tag_ in FINITE for token in doc)
    for token in doc:
        if token.tag_ in FINITE and token.pos_ in {"NOUN", "PROPN"} and token.text.islower():
            token.pos_ = "VERB"
        if token.tag_ == "NNS" and token.pos_ == "PROPN" and token.is_sent_start:  # "Clashes broke out"
            token.pos_ = "NOUN"
        if token.tag_ in NOUNS and token.text.islower() and token.text.endswith("ed") and _follows_subject(token):
            token.tag_, token.pos_ = "VBD", "VERB"
        if (
            not finite
            and token.tag_ in NOUNS
            and token.lower_.endswith("s")
            and token.text.islower()
            and _is_present(token)
        ):
            token.tag_, token.pos_, finite = "VBZ", "VERB", True
        if token.tag_ == "NN" and token.lower_.endswith("ing") and _is_gerund(token):
            token.tag_, token.pos_ = "VBG", "VERB"
        if token.tag_ == "VBN" and token.lower_.endswith(("ed", "t", "d", "k", "g", "w")) and _is_past(token):
            token.tag_ = "VBD"
    return doc


def _follows_subject(token: Token) -> bool:
    """A past form in "ed" behind what may end a subject; not "seed" or "breed"."""
    return token.text not in NOUNS_IN_ED and _before(token) is not None


def _before(token: Token) -> Token | None:
    """The last word of what may be the subject; adverbs are passed over."""
    if token.i == 0:
        return None
    before = token.nbor(-1)
    while before.i > 0 and before.tag_ in BETWEEN:
        before = before.nbor(-1)
    return None if before.lower_ in HELPERS or before.tag_ not in ENDS_SUBJECT else before


def _is_past(token: Token) -> bool:
    if token.i + 1 >= len(token.doc) or _before(token) is None:
        return False
    after = token.nbor(1)
    return after.tag_ in BEGINS_OBJECT and after.lower_ not in DAYS


def _is_present(token: Token) -> bool:
    """Between a name and an article, a pronoun, another name or an adjective of nationality."""
    if token.i == 0 or token.i + 1 >= len(token.doc) or token.nbor(-1).tag_ not in {"NNP", "NNPS"}:
        return False
    after = token.nbor(1)
    named = after.tag_ in {"NNP", "NNPS"} or (after.tag_ == "JJ" and after.text[:1].isupper())
    return after.tag_ in {"DT", "PRP", "PRP$"} or named


def _is_gerund(token: Token) -> bool:
    """Between a preposition and an article, a name or an adjective of nationality."""
    if token.i == 0 or token.i + 1 >= len(token.doc) or token.nbor(-1).tag_ != "IN":
        return False
    after = token.nbor(1)
    return after.tag_ in {"DT", "PRP$", "NNP", "PRP"} or (after.tag_ == "JJ" and after.text[:1].isupper())
