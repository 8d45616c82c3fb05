"""Subject and objects of German verbs, put right by case and agreement where the parser's labels contradict them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

ALL_CASES = frozenset({"Nom", "Gen", "Dat", "Acc"})
RELATIVE = {
    "der": frozenset({"Nom", "Dat"}), "die": frozenset({"Nom", "Acc"}), "das": frozenset({"Nom", "Acc"}),
    "den": frozenset({"Acc"}), "dem": frozenset({"Dat"}), "denen": frozenset({"Dat"}),
    "er": frozenset({"Nom"}), "ihn": frozenset({"Acc"}), "ihm": frozenset({"Dat"}), "ihnen": frozenset({"Dat"}),
    "man": frozenset({"Nom"}), "wer": frozenset({"Nom"}), "wem": frozenset({"Dat"}), "wen": frozenset({"Acc"}),
}  # fmt: skip
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "dep"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@Language.component("german_arguments", assigns=["token.dep"])
def german_arguments(doc: Doc) -> Doc:
    """Relabels the arguments of each verb; heads stay as they are."""
    for token in doc:
        if token.pos_ in {"VERB", "AUX"}:
            _relabel(token)
    return doc


def cases(noun: Token) -> frozenset[str]:
    """Cases that the form of a noun phrase allows."""
    if noun.pos_ == "PRON" and noun.lower_ in RELATIVE:
        return RELATIVE[noun.lower_]
    return frozenset(noun.morph.get("Case", [])) or ALL_CASES


def _arguments(verb: Token) -> list[Token]:
    return [
        child
        for child in verb.children
        if child.dep_ in ARGUMENTS and child.pos_ in NOMINAL and child.tag_ != "PRF" and not _marked(child)
    ]


def _marked(noun: Token) -> bool:
    return any(child.dep_ == "case" or child.pos_ == "ADP" or child.tag_ == "KOKOM" for child in noun.children)


def _finite(verb: Token) -> Token:
    auxiliaries = [c for c in verb.children if c.dep_.startswith("aux") and c.tag_.endswith("(FIN)")]
    return auxiliaries[0] if auxiliaries else verb


def _agrees(noun: Token, verb: Token) -> bool:
    wanted, own = verb.morph.get("Number", []), noun.morph.get("Number", [])
    if any(child.dep_ == "conj" for child in noun.children):
        own = ["Plur"]
    return not wanted or not own or bool(set(wanted) & set(own))


def _relabel(verb: Token) -> None:
    arguments = _arguments(verb)
    labelled = [noun for noun in arguments if noun.dep_.startswith("nsubj")]
    finite = _finite(verb)
    if not arguments:
        return
    if not finite.tag_.endswith("(FIN)"):
        _without_subject(verb, labelled)
        return
    able = [noun for noun in arguments if "Nom" in cases(noun) and _agrees(noun, finite)]
    if len(labelled) == 1 and labelled[0] in able:
        return
    if not able:
        return
    subject = min(able, key=lambda noun: (not noun.dep_.startswith("nsubj"), noun.dep_ not in {"obj", "iobj"}, noun.i))
    if subject.dep_ == "obl":
        return
    label = labelled[0].dep_ if labelled else "nsubj"
    for noun in arguments:
        if noun is subject:
            noun.dep_ = label
        elif noun.dep_.startswith("nsubj"):
            noun.dep_ = _object_label(noun, arguments)


def _object_label(noun: Token, arguments: list[Token]) -> str:
    """Accusative unless the form is dative or another argument is the direct object already."""
    if "Acc" not in cases(noun):
        return "iobj"
    others = [other for other in arguments if other is not noun and other.dep_ == "obj"]
    return "iobj" if others and "Dat" in cases(noun) else "obj"


def _without_subject(verb: Token, labelled: list[Token]) -> None:
    """An infinitive with "zu" has no subject of its own: "Polen angegriffen zu haben"."""
    auxiliaries = [child for child in verb.children if child.dep_.startswith("aux")]
    if any(child.lower_ == "zu" for head in (verb, *auxiliaries) for child in head.children) or verb.tag_ == "VV(IZU)":
        for noun in labelled:
            noun.dep_ = "obj"
