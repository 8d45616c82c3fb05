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
#: Verbs of making and keeping whose object or subject a truce may be, and the pronouns that then stand for it.
MADE = frozenset("aushandeln vermitteln vereinbaren broker mediate negotiate agree заключить согласовать".split())
KEPT = frozenset("gelten halten hold observe respect соблюдаться действовать".split())
NOMINATIVES = frozenset({"it", "sie", "оно"})
#: Sentences after which a pronoun no longer stands for a truce.
REACH = 2


def tells_of_truce(doc: Doc) -> bool:
    """A word for a truce stands in a sentence."""
    return not TRUCES.isdisjoint(words_of(doc).all)


def may_mean_truce(doc: Doc) -> bool:
    """A pronoun and a verb of breaking, making or keeping stand in a sentence."""
    words = words_of(doc).all
    return not (VERBS | MADE | KEPT).isdisjoint(words) and not (PRONOUNS | NOMINATIVES).isdisjoint(words)


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
    if not is_verb(verb):
        return False
    if token.dep_ == "obj":
        return token.lower_ in PRONOUNS and base(verb) in VERBS | MADE
    return token.lower_ in NOMINATIVES and token.dep_.startswith("nsubj") and base(verb) in KEPT
