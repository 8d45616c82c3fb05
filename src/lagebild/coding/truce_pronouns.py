"""Pronouns that stand for a truce told of before: "Azerbaijan says Armenia violated it", "wonach Armenien sie gebrochen habe"."""

from __future__ import annotations

from lagebild.coding.tree import base, is_verb, words_of
from lagebild.text.tokens import Doc, Token

TRUCES = frozenset(
    "truce ceasefire cease-fire armistice waffenruhe feuerpause waffenstillstand перемирие режим".split()
)
#: "Режим" alone is any regime.
REGIME, SILENCES = "режим", frozenset({"прекращение", "тишина"})
#: Verbs of breaking, and pronouns that may be their object.
VERBS = frozenset(
    "violate break breach shatter infringe flout disregard "
    "brechen verletzen missachten unterlaufen "
    "нарушать нарушить срывать сорвать попирать попрать".split()
)
PRONOUNS = frozenset({"it", "sie", "ihn", "diese", "diesen", "его"})
#: Sentences after which a pronoun no longer stands for a truce.
REACH = 2


def tells_of_truce(doc: Doc) -> bool:
    """A word for a truce stands in a sentence."""
    return not TRUCES.isdisjoint(words_of(doc).all)


def may_mean_truce(doc: Doc) -> bool:
    """A pronoun and a verb of breaking stand in a sentence."""
    words = words_of(doc).all
    return not VERBS.isdisjoint(words) and not PRONOUNS.isdisjoint(words)


class TrucePronouns:
    """Gives pronouns the lemma of the truce that they stand for, so that frames see it."""

    def __init__(self) -> None:
        self.truce: Token | None = None
        self.told = 0

    def resolve(self, doc: Doc, index: int) -> None:
        """Looks at a sentence, of which ``index`` gives the place in the document."""
        if not tells_of_truce(doc) and (self.truce is None or index - self.told > REACH):
            return
        for token in doc:
            if base(token) in TRUCES and (base(token) != REGIME or any(base(c) in SILENCES for c in token.children)):
                self.truce, self.told = token, index
            elif self.truce is not None and _is_object(token):
                token.lemma_, token.base = self.truce.lemma_, self.truce.base
                doc.user_data.pop("words", None)


def _is_object(token: Token) -> bool:
    verb = token.head
    return token.lower_ in PRONOUNS and token.dep_ == "obj" and is_verb(verb) and base(verb) in VERBS
