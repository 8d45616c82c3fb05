"""Whether a clause in the present tells of what is to come: "reist am Freitag", "meets on Tuesday", "прибудет в среду"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.coding.tree import is_verb, morph
from lagebild.text import Sentence
from lagebild.text.german_arguments import finite_verb
from lagebild.text.tokens import Token

#: German past tenses that end like a present.
STRONG_PASTS = frozenset(
    "trat bat hielt riet tat galt bot gebot verbot erhielt enthielt behielt unterhielt schritt litt ritt stritt schnitt glitt focht "
    "flocht betrat vertrat erbat verriet geriet vertat bestritt überschritt verhielt beriet brat vergalt".split()
)
#: Verbs whose present says what is, not what will be done.
LASTING = frozenset("sein haben können müssen sollen wollen dürfen gelten dauern andauern wissen be have do know last remain быть".split())
#: Relations of an expression of time to the verb that it dates.
DATING = ("obl", "nmod", "advmod", "dep", "obj", "nsubj")


def is_coming(sentences: Sequence[Sentence], offset: int) -> bool:
    """Whether the expression of time at an offset of the text dates a verb in the present or future tense."""
    place = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    sentence = sentences[place]
    if place < 0 or not sentence.parsed:
        return False
    token = next((t for t in sentence.doc if sentence.start + t.idx + len(t.text) > offset), None)
    while token is not None and not is_verb(token) and token.head is not token:
        if not is_verb(token.head) and not token.dep_.startswith(("case", "nummod", "det", "amod", "flat", "compound", "nmod", "obl")):
            return False
        if is_verb(token.head):
            return token.dep_.startswith((*DATING, "case", "nummod")) and _present(token.head)
        token = token.head
    return False


def _present(verb: Token) -> bool:
    """The verb is finite and stands in the present or future, not in a perfect."""
    if verb.base in LASTING or verb.dep_.startswith(("amod", "acl")):
        return False
    if verb.tag_ in {"VBZ", "VBP"}:
        return not any(c.dep_.startswith("aux") for c in verb.children)
    if morph(verb, "VerbForm") == "Fin" or morph(verb, "Tense"):
        return morph(verb, "Tense") in {"Pres", "Fut"} and morph(verb, "VerbForm") in {"Fin", ""}
    finite = finite_verb(verb)
    if finite is not verb or verb.tag_ != "VV(FIN)":
        return False
    form = verb.lower_
    return form == verb.base or (form.endswith("t") and form not in STRONG_PASTS)
