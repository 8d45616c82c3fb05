"""Russian arguments put back to the verb of their own clause.

natasha chooses each word's head by itself, so that in long sentences subjects and objects land on the verb of a
neighbouring clause. Commas, dashes and semicolons part clauses in Russian by rule; a nominal argument belongs to a verb
of its own stretch.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

BREAKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")"})
MOVABLE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "dep", "obl:agent"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@Language.component("russian_arguments", assigns=["token.head", "token.dep"])
def russian_arguments(doc: Doc) -> Doc:
    """Reattaches arguments, then gives finite verbs that still lack a subject the nominative of their stretch."""
    _mend_root(doc)
    stretches = _stretches(doc)
    for token in doc:
        if token.dep_ in MOVABLE and token.pos_ in NOMINAL:
            _bring_home(token, doc, stretches)
    for token in doc:
        if _finite(token) and not any(child.dep_.startswith("nsubj") for child in token.children):
            _find_subject(token, doc, stretches)
    return doc


def _finite(token: Token) -> bool:
    return token.pos_ == "VERB" and token.morph.get("VerbForm", []) == ["Fin"]


def _stretches(doc: Doc) -> list[int]:
    """Number of the stretch between breaks for each token; a comma inside a list of like words is no break."""
    found, number = [], 0
    for token in doc:
        if token.text in BREAKS and not _lists(token, doc):
            number += 1
        found.append(number)
    return found


def _lists(mark: Token, doc: Doc) -> bool:
    """A comma between two members of a list: "Хорватия, Албания и Косово"."""
    if mark.text != "," or mark.i == 0 or mark.i + 1 >= len(doc):
        return False
    before, after = doc[mark.i - 1], doc[mark.i + 1]
    alike = before.morph.get("Case", []) == after.morph.get("Case", [])
    same = alike and before.pos_ in NOMINAL and after.pos_ in NOMINAL
    return same and (after.dep_ == "conj" or before.dep_ == "conj" or after.pos_ == before.pos_ == "PROPN")


def _mend_root(doc: Doc) -> None:
    """A preposition or a mark as root gives way to the first finite verb."""
    root = next((t for t in doc if t.head.i == t.i), None)
    if root is None or root.pos_ not in {"ADP", "PUNCT", "PART", "SCONJ", "ADV"}:
        return
    verb = next((t for t in doc if _finite(t)), None)
    if verb is None:
        return
    orphans = [t for t in root.children if t.i != verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    phrase = next((t for t in orphans if t.pos_ in NOMINAL and root.pos_ == "ADP"), None)
    for token in orphans:
        token.head = verb
        if token.dep_ == "dep" and token.morph.get("Case", []) == ["Nom"]:
            token.dep_ = "nsubj"
    if phrase is not None:
        phrase.dep_ = "obl"
        root.head, root.dep_ = phrase, "case"
    else:
        root.head, root.dep_ = verb, "dep"


def _verbs(doc: Doc, stretches: list[int], number: int) -> list[Token]:
    return [t for t in doc if stretches[t.i] == number and t.pos_ == "VERB" and not t.dep_.startswith("aux")]


def _bring_home(token: Token, doc: Doc, stretches: list[int]) -> None:
    head = token.head
    if head.i == token.i or stretches[head.i] == stretches[token.i] or head.pos_ not in {"VERB", "ADJ"}:
        return
    verbs = [v for v in _verbs(doc, stretches, stretches[token.i]) if v.i != token.i and not _below(v, token)]
    if not verbs:
        return
    nominative = token.morph.get("Case", []) == ["Nom"] and not any(c.dep_ == "case" for c in token.children)
    if nominative:
        verbs = [v for v in verbs if _finite(v) and _agrees(token, v)]
        if not verbs or any(
            c.dep_.startswith("nsubj") and c.i != token.i and stretches[c.i] == stretches[token.i]
            for v in verbs
            for c in v.children
        ):
            return
    token.head = min(verbs, key=lambda verb: abs(verb.i - token.i))
    if nominative:
        token.dep_ = "nsubj"


def _below(token: Token, top: Token) -> bool:
    return any(a.i == top.i for a in token.ancestors)


def _agrees(noun: Token, verb: Token) -> bool:
    number, wanted = noun.morph.get("Number", []), verb.morph.get("Number", [])
    if any(c.dep_ == "conj" for c in noun.children) or noun.pos_ == "NUM":
        return True
    if number and wanted and number != wanted:
        return False
    gender, past = noun.morph.get("Gender", []), verb.morph.get("Gender", [])
    return not (gender and past and wanted == ["Sing"] and gender != past and noun.pos_ != "PROPN")


def _find_subject(verb: Token, doc: Doc, stretches: list[int]) -> None:
    if verb.dep_ == "conj" and any(c.dep_.startswith("nsubj") for c in verb.head.children):
        return

    def free(noun: Token) -> bool:
        if (
            stretches[noun.i] != stretches[verb.i]
            or noun.pos_ not in {"NOUN", "PROPN"}
            or noun.dep_.startswith("nsubj")
        ):
            return False
        if noun.dep_ in {"conj", "appos", "flat", "flat:name", "nmod", "amod", "compound"} and noun.pos_ == "NOUN":
            return False
        if any(c.dep_ == "case" for c in noun.children) or _below(verb, noun):
            return False
        case = noun.morph.get("Case", [])
        unsure = noun.text.isupper() and len(noun.text) > 1
        return (case == ["Nom"] or unsure) and _agrees(noun, verb) and noun.dep_ != "conj"

    def name_in_front(noun: Token) -> bool:
        """A name that shows no case ("Осло предложил", "Тирана разорвала")."""
        same = stretches[noun.i] == stretches[verb.i] and noun.i < verb.i and noun.pos_ == "PROPN"
        bare = not any(c.dep_ == "case" for c in noun.children) and (
            noun.i == 0 or noun.nbor(-1).pos_ not in {"ADP", "NOUN", "ADJ", "PROPN"}
        )
        return same and bare and not _below(verb, noun) and noun.dep_ not in {"conj", "appos", "flat", "flat:name"}

    candidates = [noun for noun in doc if free(noun) and noun.i < verb.i] or [noun for noun in doc if free(noun)]
    candidates = candidates or [noun for noun in doc if name_in_front(noun)][:1]
    if candidates:
        subject = min(candidates, key=lambda noun: abs(noun.i - verb.i))
        subject.head, subject.dep_ = verb, "nsubj"
