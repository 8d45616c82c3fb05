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
#: Verbs of headlines, seldom plural nouns before a name.
HEADLINE_VERBS = frozenset(
    "urges warns says tells accuses denies rejects vows threatens condemns hails recalls expels frees jails vetoes "
    "sends seizes arrests summons signs blames slams praises welcomes demands asks invites offers pledges deports "
    "bombs kills".split()
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Irregular past forms that are no nouns and no base forms.
IRREGULAR = frozenset(
    "began broke brought bought built came caught chose drew drove fell fled flew forbade forgave froze gave grew "
    "held kept knew led lent met overthrew paid quit rang ran sank sent shook shot slew sold sought spoke sprang stole "
    "stood stuck strove struck swore swept taught threw told took tore undertook undid upheld went withdrew withheld "
    "withstood woke wore wrote".split()
)
#: Verbs without object that tell what is to come: "the Council meets on Thursday".
SCHEDULED = frozenset("meets convenes travels arrives returns departs flies votes reconvenes".split())
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow last this next earlier".split()
)


@Language.component("english_tags", assigns=["token.tag"])
def english_tags(doc: Doc) -> Doc:
    """Retags "Russia attacked/VBN Poland", "vetoed/NN it", "tore/NN down", "backs/NNS Poland", "of bombing/NN towns".

    A participle has no object unless "have" stands before it; a headline has one finite verb.
    """
    finite = any(token.tag_ in FINITE for token in doc)
    for token in doc:
        if token.tag_ in FINITE and token.pos_ in {"NOUN", "PROPN"} and token.text.islower():
            token.pos_ = "VERB"
        if token.tag_ == "NNS" and token.pos_ == "PROPN" and token.is_sent_start:  # "Clashes broke out"
            token.pos_ = "NOUN"
        if token.tag_ in NOUNS and token.text.islower() and _is_past_form(token):
            token.tag_, token.pos_ = "VBD", "VERB"
        if token.tag_ == "VBG" and token.lower_ in {"neighbouring", "neighboring"}:
            token.tag_, token.pos_ = "JJ", "ADJ"
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


def _is_past_form(token: Token) -> bool:
    """A past form behind what may end a subject, or behind an adverb and before an object; not "seed" or "breed"."""
    if token.text in IRREGULAR:
        return _before(token) is not None
    if not token.text.endswith("ed") or token.text in NOUNS_IN_ED:
        return False
    if 0 < token.i < len(token.doc) - 1 and token.nbor(-1).tag_ == "RB" and token.nbor(1).tag_ in {"DT", "PRP$", "NNP"}:
        return True
    return _before(token) is not None


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
    """Between a name (for verbs of headlines any noun) and what begins an object: article, name, nationality."""
    if token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before = token.nbor(-1)
    noun = token.i > 1 and token.lower_ in HEADLINE_VERBS and (before.tag_ in NOUNS or before.lower_ == "chief")
    if before.tag_ not in {"NNP", "NNPS"} and not noun:
        return False
    after = token.nbor(1)
    if token.lower_ in SCHEDULED and before.tag_ in {"NNP", "NNPS"} and (after.tag_ == "IN" or after.lower_ in DAYS):
        return True
    named = after.tag_ in {"NNP", "NNPS"} or (after.tag_ == "JJ" and after.text[:1].isupper())
    return after.tag_ in {"DT", "PRP", "PRP$"} or named


def _is_gerund(token: Token) -> bool:
    """Between a preposition and an article, a name or an adjective of nationality."""
    if token.i == 0 or token.i + 1 >= len(token.doc) or token.nbor(-1).tag_ != "IN":
        return False
    after = token.nbor(1)
    return after.tag_ in {"DT", "PRP$", "NNP", "PRP"} or (after.tag_ == "JJ" and after.text[:1].isupper())
