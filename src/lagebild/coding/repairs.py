"""Trees put right where names and verbs of saying show that the parser went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from lagebild.coding.names import Name
from lagebild.coding.tree import adpositions, children, is_verb
from lagebild.knowledge.reading import index

PAUSES = frozenset({",", "—", "–", "-", ";"})
#: Kinds of name that stand for a phrase by themselves.
WHOLE = frozenset({"name", "capital", "metonym", "person"})


def repair(doc: Doc, lang: str, names: Sequence[Name]) -> None:
    """Corrects heads and labels of a sentence in place."""
    if lang == "de":
        _part_names(doc, names)
    if lang == "en":
        _complements(doc)
    _insertions(doc, lang)


def _part_names(doc: Doc, names: Sequence[Name]) -> None:
    """ "laut Ukraine Polen an": names of two actors side by side are two phrases, the second depends on the verb."""
    for first, second in zip(names, names[1:], strict=False):
        if first.end != second.start or first.code == second.code or not {first.alias.kind, second.alias.kind} <= WHOLE:
            continue
        if _genitive(doc, first):
            continue
        inner = doc[first.start : first.end]
        root = doc[second.start : second.end].root
        if root.head not in inner or adpositions(root) or root.dep_ not in {"appos", "flat", "nmod", "conj", "compound"}:
            continue
        verb = _verb_above(root.head)
        if verb is not None and not any(t.i == root.i for t in verb.ancestors):
            root.head = verb
            root.dep_ = "obj" if children(verb, "nsubj") else "nsubj"


def _genitive(doc: Doc, name: Name) -> bool:
    """ "Israels", "des Sudans": the name is an attribute of what follows."""
    return doc[name.end - 1].text.endswith(("s", "'", "’")) and doc[name.end - 1].text not in name.alias.surface


def _verb_above(token: Token) -> Token | None:
    return next((above for above in token.ancestors if is_verb(above) and not above.dep_.startswith(("aux", "cop"))), None)


def _complements(doc: Doc) -> None:
    """ "told reporters that Russia had attacked Poland": a clause with subject and object of its own is no relative clause."""
    for clause in doc:
        if not clause.dep_.startswith("acl") or not is_verb(clause) or not is_verb(clause.head.head):
            continue
        that = next((c for c in clause.children if c.lower_ == "that" and c.dep_ == "obj"), None)
        if that is None or clause.head.dep_ not in {"obj", "iobj"} or not children(clause, "nsubj"):
            continue
        if any(c.dep_ == "obj" and c.i != that.i for c in clause.children):
            that.dep_ = "mark"
            clause.head = clause.head.head
            clause.dep_ = "ccomp"


def _insertions(doc: Doc, lang: str) -> None:
    """ "Russia, Ukraine said, attacked Poland": the verb of saying between pauses has the noun beside it, the rest is the sentence."""
    speech = index(lang, "speech_verbs")
    for verb in doc:
        if not is_verb(verb) or verb.lemma_.lower() not in speech or verb.i + 1 >= len(doc) or doc[verb.i + 1].text not in PAUSES:
            continue
        first = verb.i
        while first > 0 and doc[first - 1].text not in PAUSES and not is_verb(doc[first - 1]):
            first -= 1
        if first in {0, verb.i} or doc[first - 1].text not in PAUSES:
            continue
        _set_apart(doc, first, verb)


def _set_apart(doc: Doc, first: int, verb: Token) -> None:
    """Makes the stretch from ``first`` to the verb a parenthesis of the clause around it."""
    speaker = next((t for t in doc[first : verb.i] if t.head.i == verb.i or not first <= t.head.i < verb.i), None)
    outside = [t for t in verb.children if not first - 1 <= t.i <= verb.i + 1]
    before = [t for t in outside if t.dep_.startswith("nsubj") and t.i < first]
    content = next((t for t in outside if t.i > verb.i and is_verb(t) and not children(t, "nsubj", "mark")), None)
    if speaker is None or speaker.pos_ not in {"NOUN", "PROPN", "PRON"} or content is None:
        return
    if not before and not (speaker.head.i < first and speaker.dep_ == "appos"):
        return
    head, label = (verb.head, verb.dep_) if verb.head.i != verb.i else (content, "ROOT")
    content.head, content.dep_ = head, label
    for token in outside:
        if token.i != content.i:
            token.head = content
    verb.head, verb.dep_ = content, "parataxis"
    if speaker.head.i < first and speaker.dep_ == "appos":
        owner = speaker.head
        if owner.head.i == verb.i:
            owner.head, owner.dep_ = content, "nsubj"
    speaker.head, speaker.dep_ = verb, "nsubj"
