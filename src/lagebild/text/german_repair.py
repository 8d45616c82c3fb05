"""German: labels of a parsed sentence set right where case, agreement or the verb group leave no choice."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from lagebild.text.german_morphology import WORDS

MISTAKEN_PARTICLES = ("advmod", "obl", "case", "mark", "xcomp")
SUBJECTS = ("nsubj", "nsubj:pass")
WITH_SEIN = tuple(WORDS["perfect_with_sein"].split())
"""Ends of verbs that form the perfect with "sein"."""
BARE_ROLES = (*SUBJECTS, "obj", "obl:arg", "iobj")


@Language.component("german_repair", assigns=["token.dep", "token.pos"])
def german_repair(doc: Doc) -> Doc:
    """Repair auxiliaries, then subjects and objects, genitives and parts of speech."""
    for token in doc:
        _repair_verb_group(token)
    for token in doc:
        _repair_roles(token)
        _repair_genitive(token)
        _repair_part_of_speech(token)
    return doc


def _repair_verb_group(token: Token) -> None:
    head = token.head
    if token.tag_ == "PTKVZ" and head.tag_.startswith("VV") and token.dep_ in MISTAKEN_PARTICLES:
        token.dep_ = "compound:prt"
    if token.dep_ not in ("aux", "aux:pass", "cop"):
        return
    if head.tag_ == "VV(PP)" and token.lemma_ == "werden":
        token.dep_ = "aux:pass"
    elif token.dep_ == "cop" and head.tag_.startswith("VV"):
        token.dep_ = "aux" if token.lemma_ != "sein" or head.lemma_.endswith(WITH_SEIN) else "cop"


def _repair_roles(verb: Token) -> None:
    """Subject and objects of one predicate."""
    if any(child.dep_ == "cop" for child in verb.children):
        return
    roles = [child for child in verb.children if child.dep_ in BARE_ROLES and not _has_case(child)]
    for child in roles:
        cases = child.morph.get("Case")  # type: ignore[call-arg]
        if child.dep_ in SUBJECTS and cases and "Nom" not in cases:
            child.dep_ = "obj" if "Acc" in cases else "obl:arg" if "Dat" in cases else child.dep_
        elif child.dep_ == "obj" and cases == ["Dat"]:
            child.dep_ = "obl:arg"
    subjects = [child for child in roles if child.dep_ in SUBJECTS]
    if len(subjects) > 1:
        chosen = _subject(verb, subjects)
        for child in subjects:
            if child is not chosen and not _certain(child):
                child.dep_ = "obj"
    elif not subjects:
        _find_subject(verb, [child for child in roles if child.dep_ == "obj"])
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    for child in roles:
        if child.dep_ in SUBJECTS:
            child.dep_ = "nsubj:pass" if passive else "nsubj"


def _has_case(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)


def _subject(verb: Token, candidates: list[Token]) -> Token:
    """The candidate that agrees with the finite verb and can be nominative, else the first."""
    number = _finite_number(verb)
    return max(candidates, key=lambda token: (2 * _agrees(token, number) + _certain(token), -token.i))


def _find_subject(verb: Token, objects: list[Token]) -> None:
    """A clause with a finite verb and no subject: an object that can only be it."""
    number = _finite_number(verb)
    if not number or verb.dep_ == "conj":
        return
    nominative = [token for token in objects if token.morph.get("Case") == ["Nom"]]  # type: ignore[call-arg]
    possible = [token for token in objects if _nominative(token) and _agrees(token, number)]
    if nominative:
        nominative[0].dep_ = "nsubj"
    elif len(objects) > 1 and possible:
        possible[0].dep_ = "nsubj"


def _finite_number(verb: Token) -> str:
    group = [verb, *(child for child in verb.children if child.dep_.startswith(("aux", "cop")))]
    finite = next((token for token in group if token.tag_.endswith("(FIN)")), None)
    return finite.morph.get("Number")[0] if finite is not None else ""  # type: ignore[call-arg]


def _agrees(token: Token, number: str) -> bool:
    if not number:
        return True
    own = token.morph.get("Number")  # type: ignore[call-arg]
    if any(child.dep_ == "conj" for child in token.children):
        own = ["Plur"]
    return not own or number in own


def _nominative(token: Token) -> bool:
    cases = token.morph.get("Case")  # type: ignore[call-arg]
    return not cases or "Nom" in cases


def _certain(token: Token) -> bool:
    return bool(token.morph.get("Case") == ["Nom"])  # type: ignore[call-arg]


def _repair_genitive(token: Token) -> None:
    genitive = token.morph.get("Case") == ["Gen"]  # type: ignore[call-arg]
    if genitive and token.dep_ == "appos" and token.tag_ == "NE" and not _has_case(token):
        token.dep_ = "nmod"


def _repair_part_of_speech(token: Token) -> None:
    """Full verbs among the auxiliaries, pronouns among the determiners, and the reverse."""
    if token.pos_ == "AUX" and token.dep_ not in ("aux", "aux:pass", "cop"):
        token.pos_ = "VERB"
    elif token.tag_ in ("PIAT", "PIS", "PDS", "PDAT"):
        token.pos_ = "DET" if token.dep_ == "det" else "PRON"
    elif token.tag_ == "KOKOM" and token.dep_ == "case":
        token.pos_ = "ADP"
