"""Subject and objects of German verbs, put right by case and agreement where the parser's labels contradict them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from lagebild.text.tokens import AnyToken

ALL_CASES = frozenset({"Nom", "Gen", "Dat", "Acc"})
RELATIVE = {
    "der": frozenset({"Nom", "Dat"}), "die": frozenset({"Nom", "Acc"}), "das": frozenset({"Nom", "Acc"}),
    "den": frozenset({"Acc"}), "dem": frozenset({"Dat"}), "denen": frozenset({"Dat"}),
    "er": frozenset({"Nom"}), "ihn": frozenset({"Acc"}), "ihm": frozenset({"Dat"}), "ihnen": frozenset({"Dat"}),
    "man": frozenset({"Nom"}), "wer": frozenset({"Nom"}), "wem": frozenset({"Dat"}), "wen": frozenset({"Acc"}),
}  # fmt: skip
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "dep"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
BARE = frozenset({"nsubj", "obj", "iobj"})
HANDED_OVER = ARGUMENTS | {"ccomp", "xcomp", "advcl", "advmod", "obl:tmod"}
#: Nouns of time that without article or preposition say when: "Mitte März", "Montag früh".
TIMES = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "januar jänner februar feber märz april mai juni juli august september oktober november dezember "
    "anfang mitte ende frühjahr sommer herbst winter".split()
)

#: Ends of nouns that without preposition say when, how long, how far or how much.
MEASURES = tuple(
    "tag nacht abend morgen mittag woche monat jahr jahrzehnt jahrhundert stunde minute sekunde mal moment "
    "zeit wochenende quartal meter kilometer meile prozent euro dollar rubel tonne grad weise teil seite beginn "
    "mitte".split()
)
#: Names of countries and groups that take a plural verb.
PLURAL_NAMES = frozenset(
    "usa taliban huthi huthis niederlande philippinen seychellen malediven bahamas komoren salomonen emirate "
    "staaten".split()
)


@Language.component("german_arguments", assigns=["token.dep"])
def german_arguments(doc: Doc) -> Doc:
    """Gives each main verb what hangs on its auxiliaries and relabels its arguments."""
    for token in doc:
        _free_pronoun(token)
        _lift(token)
    for token in doc:
        if token.dep_ in {"aux", "aux:pass"}:
            _hand_over(token, HANDED_OVER)
        elif token.tag_ == "ADJ(D)" and token.head.pos_ == "VERB":
            _hand_over(token, BARE)
        elif token.tag_ == "APZR" and 0 < token.i < token.head.i and not token.is_ancestor(token.nbor(-1)):
            token.head = token.nbor(-1)
    for token in doc:
        if token.pos_ in {"VERB", "AUX"}:
            _relabel(token)
    return doc


def _free_pronoun(pronoun: Token) -> None:
    """ "Firmen, über die Iran Waffen kauft": a relative pronoun is no article of the name behind it."""
    noun = pronoun.head
    if pronoun.tag_ != "PRELS" or pronoun.dep_ != "det" or noun.pos_ not in NOMINAL:
        return
    clause = (token for token in pronoun.doc[noun.i + 1 :] if token.pos_ == "VERB")
    verb = next((token for token in clause if token.dep_.startswith("acl") or token.is_ancestor(noun)), None)
    if verb is None or noun.is_ancestor(verb):
        return
    marks = [child for child in noun.children if child.pos_ == "ADP" and child.i < pronoun.i]
    pronoun.head, pronoun.dep_ = verb, "obl" if marks else "obj"
    for mark in marks:
        mark.head = pronoun
    noun.head, noun.dep_ = verb, "nsubj"


def _lift(noun: Token) -> None:
    """A subject that hangs on a noun without a copula belongs to the verb above."""
    head = noun.head
    predicate = any(child.dep_ in {"cop", "aux"} for child in head.children)
    if noun.dep_ != "nsubj" or head.pos_ not in {"NOUN", "PROPN"} or predicate:
        return
    verb = _verb_above(head)
    if verb is not None and not any(child.dep_.startswith("nsubj") for child in verb.children):
        noun.head = verb


def _verb_above(token: Token) -> Token | None:
    return next((above for above in token.ancestors if above.pos_ == "VERB" and not above.dep_.startswith("aux")), None)


def _hand_over(token: Token, labels: frozenset[str]) -> None:
    """ "gelobt hat das Amt", "schlug den Mann krankenhausreif": subjects and objects belong to the main verb."""
    verb = token.head
    for child in list(token.children):
        if child.dep_ in labels and child.i != verb.i:
            child.head = verb


def cases(noun: AnyToken) -> frozenset[str]:
    """Cases that the form of a noun phrase allows."""
    if noun.pos_ == "PRON" and noun.lower_ in RELATIVE:
        return RELATIVE[noun.lower_]
    return frozenset(noun.morph.get("Case", [])) or ALL_CASES


def _arguments(verb: Token) -> list[Token]:
    nouns = [child for child in verb.children if child.dep_ in ARGUMENTS and child.pos_ in NOMINAL]
    bare = [noun for noun in nouns if noun.tag_ != "PRF" and not _marked(noun)]
    for noun in bare:
        if _says_when(noun):
            noun.dep_ = "obl:tmod"
    return [noun for noun in bare if noun.dep_ in ARGUMENTS]


def _says_when(noun: Token) -> bool:
    """ "Mitte März", "Anfang des Jahres": a noun of time without an article or adjective before it."""
    before = {child.pos_ for child in noun.children if child.i < noun.i}
    return noun.lemma_.lower() in TIMES and before.isdisjoint({"DET", "ADJ"})


def _marked(noun: AnyToken) -> bool:
    return any(child.dep_ == "case" or child.pos_ == "ADP" or child.tag_ == "KOKOM" for child in noun.children)


def finite_verb(verb: AnyToken) -> AnyToken:
    """The finite auxiliary of a verb, else the verb itself."""
    auxiliaries = [c for c in verb.children if c.dep_.startswith("aux") and c.tag_.endswith("(FIN)")]
    return auxiliaries[0] if auxiliaries else verb


def agrees(noun: AnyToken, verb: AnyToken) -> bool:
    """Whether noun and finite verb can have the same number."""
    wanted, own = verb.morph.get("Number", []), noun.morph.get("Number", [])
    if any(child.dep_ == "conj" for child in noun.children) or noun.lemma_.lower() in PLURAL_NAMES:
        own = ["Plur"]
    elif noun.pos_ == "PROPN" and not own:
        own = ["Sing"]
    return not wanted or not own or bool(set(wanted) & set(own))


def _relabel(verb: Token) -> None:
    arguments = _arguments(verb)
    labelled = [noun for noun in arguments if noun.dep_.startswith("nsubj")]
    finite = finite_verb(verb)
    if not arguments:
        return
    if not finite.tag_.endswith("(FIN)"):
        _without_subject(verb, labelled)
        return
    able = [noun for noun in arguments if "Nom" in cases(noun) and agrees(noun, finite)]
    _accusatives(arguments)
    _without_preposition(verb, arguments, able)
    if len(labelled) == 1 and labelled[0] in able:
        _first_of_two(labelled[0], able, finite)
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


def _first_of_two(subject: Token, able: list[Token], finite: Token) -> None:
    """ "Gelobt hat das Ministerium die Regierung": of two nouns behind the finite verb the subject comes first."""
    earlier = [noun for noun in able if finite.i < noun.i < subject.i and noun.dep_ == "obj"]
    if len(earlier) == 1 and subject.pos_ != "PRON" and "Acc" in cases(subject):
        subject.dep_, earlier[0].dep_ = "obj", subject.dep_


def _accusatives(arguments: list[Token]) -> None:
    """A form that is accusative and nothing else is the direct object, whatever it was taken for."""
    if not any(noun.dep_ == "obj" for noun in arguments):
        for noun in arguments:
            if cases(noun) == {"Acc"} and noun.dep_ in {"iobj", "obl:arg"}:
                noun.dep_ = "obj"
                return


def _without_preposition(verb: Token, arguments: list[Token], able: list[Token]) -> None:
    """A noun without preposition, taken for an adverbial phrase, is the object or subject that the verb lacks."""
    labels = {noun.dep_ for noun in arguments}
    passive = any(child.dep_ == "aux:pass" or child.lemma_ == "werden" for child in verb.children)
    for noun in arguments:
        if noun.dep_ != "obl" or noun.pos_ == "PRON" or _measures(noun):
            continue
        if "nsubj" in labels and not labels & {"obj", "xcomp", "ccomp"} and "Acc" in cases(noun) and not passive:
            noun.dep_ = "obj"
        elif not labels & {"nsubj", "nsubj:pass"} and "obj" in labels and able == [noun]:
            noun.dep_ = "nsubj"
        else:
            continue
        return


def _measures(noun: Token) -> bool:
    """A time, distance, share or sum: "drei Tage", "zwei Kilometer"."""
    lemma = noun.lemma_.lower()
    return lemma in TIMES or lemma.endswith(MEASURES)


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
