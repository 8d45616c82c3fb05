"""German: labels of a parsed sentence set right where case, agreement or the verb group leave no choice."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from lagebild.text.german_morphology import WORDS
from lagebild.text.german_tags import OPENERS
from lagebild.text.trees import graft

MISTAKEN_PARTICLES = ("advmod", "obl", "case", "mark", "xcomp")
CLAUSES = ("acl", "acl:relcl", "ccomp", "advcl", "parataxis", "conj", "xcomp")
MAIN = ("ROOT", "parataxis", "conj")
NOMINAL = ("NOUN", "PROPN", "PRON")
FARTHEST_NOUN = 4
"""Words between a relative clause and the noun before it: "(dpa)", "zu haben"."""
SUBJECTS = ("nsubj", "nsubj:pass")
WITH_SEIN = tuple(WORDS["perfect_with_sein"].split())
"""Ends of verbs that form the perfect with "sein"."""
BARE_ROLES = (*SUBJECTS, "obj", "obl:arg", "iobj")


@Language.component("german_repair", assigns=["token.dep", "token.pos"])
def german_repair(doc: Doc) -> Doc:
    """Repair auxiliaries and relative clauses, then subjects and objects, genitives and parts of speech."""
    _repair_bracket(doc)
    for token in doc:
        _repair_verb_group(token)
        _repair_relative_clause(token)
        _repair_reported_speech(token)
    for token in doc:
        _repair_roles(token)
        _repair_genitive(token)
        _repair_part_of_speech(token)
    return doc


def _repair_bracket(doc: Doc) -> None:
    """ "Die Armee hat laut Polizei ein Lager beschossen": a last participle without auxiliary ends the main clause."""
    last = next((token for token in reversed(doc) if token.pos_ != "PUNCT"), None)
    if last is None or last.tag_ != "VV(PP)" or last.dep_ in ("ROOT", "conj"):
        return
    if any(child.dep_.startswith("aux") for child in last.children):
        return
    finite = next((token for token in last.ancestors if token.tag_ == "VA(FIN)"), None)
    if finite is None or finite.dep_ not in MAIN or finite.lemma_ not in ("haben", "werden"):
        return
    others = [child for child in finite.children if child != last and child.i > finite.i]
    taken = any(c.dep_ in ("obj", "xcomp", "ccomp", "conj") or c.tag_ in ("VV(PP)", "VV(INF)") for c in others)
    if not taken and _relative_pronoun(last) is None:
        _close_bracket(doc, finite, last)


def _close_bracket(doc: Doc, finite: Token, participle: Token) -> None:
    """The participle takes over the clause of the auxiliary; a bare noun that it hung on is its object."""
    heads, labels, noun = [token.head for token in doc], [token.dep_ for token in doc], participle.head
    for child in finite.children:
        if child != participle and not child.is_ancestor(participle):
            heads[child.i] = participle
    heads[participle.i] = participle if finite.head == finite else finite.head
    labels[participle.i] = finite.dep_
    heads[finite.i], labels[finite.i] = participle, "aux:pass" if finite.lemma_ == "werden" else "aux"
    bare = noun.pos_ in ("NOUN", "PROPN") and noun.dep_ != "conj" and not _has_case(noun)
    if bare and noun.morph.get("Case") != ["Gen"]:  # type: ignore[call-arg]
        heads[noun.i], labels[noun.i] = participle, "obj"
    finite.pos_ = "AUX"
    graft(doc, heads, labels)


def _repair_verb_group(token: Token) -> None:
    head = token.head
    if token.tag_ == "PTKVZ" and head.tag_.startswith("VV") and token.dep_ in MISTAKEN_PARTICLES:
        token.dep_ = "compound:prt"
    if token.dep_ not in ("aux", "aux:pass", "cop"):
        return
    if head.tag_ == "VV(PP)" and token.lemma_ == "werden":
        token.dep_ = "aux:pass"
    elif not head.tag_.startswith("VV"):
        return
    elif head.lemma_.endswith(WITH_SEIN) if token.lemma_ == "sein" else token.dep_ == "cop":
        token.dep_ = "aux"


def _repair_relative_clause(verb: Token) -> None:
    """A clause that a relative pronoun opens belongs to a noun before it that agrees with the pronoun."""
    if verb.dep_ not in CLAUSES or _finite(verb) is None:
        return
    pronoun = _relative_pronoun(verb)
    if pronoun is None:
        return
    nouns = _nouns_before(pronoun)
    if verb.dep_.startswith("acl") and verb.head in nouns and _same_kind(verb.head, pronoun):
        return
    fitting = [noun for noun in nouns if _same_kind(noun, pronoun)] or nouns
    if fitting and not verb.is_ancestor(fitting[0]):
        verb.head = fitting[0]
        verb.dep_ = "acl:relcl"


def _repair_reported_speech(verb: Token) -> None:
    """ "Man habe nichts damit zu tun, entgegnete Kiew": a main clause before or around a verb is what it reports."""
    head = verb.head
    if verb.dep_ not in ("advcl", "parataxis", "xcomp") or head.pos_ != "VERB":
        return
    around = head.tag_.endswith("(FIN)") and head.i > 0 and head.nbor(-1).text == ","
    words = [token for token in verb.subtree if not token.is_punct]
    if not words:
        return  # a sign that was taken for a verb
    finite = _finite(verb)
    opened = any(token.dep_ == "mark" or token.tag_ in OPENERS for token in (words[0], *verb.children))
    first = verb.i < head.i and words[0] == finite
    if finite is not None and not opened and not first and (around or verb.i < head.i):
        verb.dep_ = "ccomp"


def _relative_pronoun(verb: Token) -> Token | None:
    """The pronoun that opens the clause behind a comma, also after a preposition."""
    first = next((token for token in verb.subtree if not token.is_punct), verb)
    pronoun = first.nbor() if first.tag_ in ("APPR", "APPRART") and first.i + 1 < len(first.doc) else first
    behind_comma = first.i > 1 and first.nbor(-1).text == ","
    return pronoun if behind_comma and pronoun.tag_ in ("PRELS", "PRELAT") else None


def _nouns_before(pronoun: Token) -> list[Token]:
    """The noun nearest to the clause, and the nouns that it depends on."""
    before = pronoun.doc[max(0, pronoun.i - 2 - FARTHEST_NOUN) : pronoun.i - 1]
    noun = next((token for token in reversed(before) if token.pos_ in NOMINAL), None)
    found = []
    while noun is not None and noun.pos_ in NOMINAL:
        found.append(noun)
        noun = noun.head if noun.head.i < noun.i else None
    return found


def _same_kind(noun: Token, pronoun: Token) -> bool:
    """Whether gender and number can be the same."""
    pairs = [(noun.morph.get(name), pronoun.morph.get(name)) for name in ("Gender", "Number")]  # type: ignore[call-arg]
    return all(not ours or not theirs or set(ours) & set(theirs) for ours, theirs in pairs)


def _repair_roles(verb: Token) -> None:
    """Subject and objects of one predicate."""
    if any(child.dep_ == "cop" for child in verb.children):
        return
    roles = [child for child in verb.children if child.dep_ in BARE_ROLES and not _has_case(child)]
    for child in roles:
        cases = child.morph.get("Case")  # type: ignore[call-arg]
        if child.dep_ in SUBJECTS and child.tag_ == "PRF":
            child.dep_ = "obj"
        elif child.dep_ in SUBJECTS and cases and "Nom" not in cases:
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
        _find_subject(verb, [child for child in roles if child.dep_ == "obj" and child.tag_ != "PRF"])
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


def _finite(verb: Token) -> Token | None:
    group = [verb, *(child for child in verb.children if child.dep_.startswith(("aux", "cop")))]
    return next((token for token in group if token.tag_.endswith("(FIN)")), None)


def _finite_number(verb: Token) -> str:
    finite = _finite(verb)
    numbers = finite.morph.get("Number") if finite is not None else []  # type: ignore[call-arg]
    return numbers[0] if numbers else ""


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
