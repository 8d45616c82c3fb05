"""Russian arguments put back to the verb of their own clause.

natasha chooses each word's head by itself, so that in long sentences subjects and objects land on the verb of a
neighbouring clause. Commas, dashes and semicolons part clauses in Russian by rule; a nominal argument belongs to a verb
of its own stretch, or of a stretch that only insertions part from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from lagebild.text.russian_clauses import COORDINATING, NOMINAL, below, finite, mend_clauses, opens, stretches
from lagebild.text.trees import settle

MOVABLE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "dep", "obl:agent"})
#: Marks that no insertion crosses.
HARD_BREAKS = frozenset({";", ":"})


@Language.component("russian_arguments", assigns=["token.head", "token.dep"])
def russian_arguments(doc: Doc) -> Doc:
    """Mends clauses, reattaches arguments, then gives finite verbs that still lack a subject one."""
    _mend_root(doc)
    mend_clauses(doc)
    numbers = stretches(doc)
    for token in doc:
        if token.dep_ in MOVABLE and token.pos_ in NOMINAL:
            _bring_home(token, doc, numbers)
        elif token.dep_ in {"nmod", "appos"} and token.pos_ in {"NOUN", "PROPN"}:
            _to_phrase(token, numbers)
        elif token.dep_ == "advcl" and token.morph.get("VerbForm", []) == ["Conv"]:
            _to_clause_before(token, doc, numbers)
        elif token.dep_ in {"xcomp", "dep"} and token.morph.get("VerbForm", []) == ["Inf"]:
            _to_governor(token, doc, numbers)
    for token in doc:
        if finite(token):
            _coordinate(token, doc, numbers)
            _disown(token)
            _second_subject(token, doc, numbers)
            if not any(child.dep_.startswith("nsubj") for child in token.children):
                _find_subject(token, doc, numbers)
    return settle(doc)


def _mend_root(doc: Doc) -> None:
    """A preposition or a mark as root gives way to the first finite verb."""
    root = next((t for t in doc if t.head.i == t.i), None)
    if root is None or root.pos_ not in {"ADP", "PUNCT", "PART", "SCONJ", "ADV"}:
        return
    verb = next((t for t in doc if finite(t)), None)
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


def _verbs(doc: Doc, numbers: list[int], number: int) -> list[Token]:
    return [t for t in doc if numbers[t.i] == number and t.pos_ == "VERB" and not t.dep_.startswith("aux")]


def _bring_home(token: Token, doc: Doc, numbers: list[int]) -> None:
    head = token.head
    if head.i == token.i or numbers[head.i] == numbers[token.i] or head.pos_ not in {"VERB", "ADJ"}:
        return
    verbs = [v for v in _verbs(doc, numbers, numbers[token.i]) if v.i != token.i and not below(v, token)]
    if not verbs:
        return
    nominative = token.morph.get("Case", []) == ["Nom"] and not any(c.dep_ == "case" for c in token.children)
    if nominative:
        verbs = [v for v in verbs if finite(v) and _agrees(token, v)]
        if not verbs or any(_own_subject(v, token, numbers) for v in verbs):
            return
    token.head = min(verbs, key=lambda verb: abs(verb.i - token.i))
    if nominative:
        token.dep_ = "nsubj"
    elif token.dep_ == "nsubj" and not finite(token.head):
        token.dep_ = "obj"


def _to_phrase(noun: Token, numbers: list[int]) -> None:
    """ "взят под арест, … боев": no attribute stands a clause before its noun; it belongs to the word before it."""
    head, doc = noun.head, noun.doc
    if head.i < noun.i or numbers[head.i] == numbers[noun.i] or not any(c.dep_ == "case" for c in noun.children):
        return
    before = noun.left_edge.i - 1
    if before >= 0 and numbers[before] == numbers[noun.i] and doc[before].pos_ in {"NOUN", "PROPN"}:
        noun.head = doc[before]
        return
    verbs = [v for v in _verbs(doc, numbers, numbers[noun.i]) if not below(v, noun)]
    if verbs:
        noun.head, noun.dep_ = min(verbs, key=lambda verb: abs(verb.i - noun.i)), "obl"


def _to_clause_before(gerund: Token, doc: Doc, numbers: list[int]) -> None:
    """A gerund behind a comma goes with the verb of the stretch before it rather than with one farther off."""
    before = [v for v in _verbs(doc, numbers, numbers[gerund.i] - 1) if finite(v)]
    own = _verbs(doc, numbers, numbers[gerund.i])
    if before and len(own) == 1 and gerund.head.i < before[-1].i and not below(before[-1], gerund):
        gerund.head = before[-1]


def _second_subject(verb: Token, doc: Doc, numbers: list[int]) -> None:
    """ "полиция стреляла и убила, по данным врачей, сто человек": a counted second subject is an object."""
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    for noun in own if any(numbers[c.i] == numbers[verb.i] for c in own) else ():
        if numbers[noun.i] == numbers[verb.i] or noun.morph.get("Case", []) != ["Gen"]:
            continue
        nearest = next((t for t in reversed(doc[: noun.i]) if finite(t)), verb)
        if nearest.i != verb.i and not any(c.dep_ == "obj" for c in nearest.children):
            noun.head, noun.dep_ = nearest, "obj"


def _to_governor(infinitive: Token, doc: Doc, numbers: list[int]) -> None:
    """An infinitive belongs to the finite verb of its own stretch rather than to a word of another."""
    if numbers[infinitive.head.i] == numbers[infinitive.i]:
        return
    verbs = [v for v in _verbs(doc, numbers, numbers[infinitive.i]) if finite(v) and not below(v, infinitive)]
    if verbs and not any(c.dep_ == "xcomp" for c in verbs[0].children):
        infinitive.head, infinitive.dep_ = verbs[0], "xcomp"


def _coordinate(verb: Token, doc: Doc, numbers: list[int]) -> None:
    """ "ворвались в посольство и увели посла": joined verbs of a stretch share the subject, each keeps its objects."""
    before = [t for t in doc[: verb.i] if numbers[t.i] == numbers[verb.i]]
    first = next((t for t in reversed(before) if finite(t) and not t.dep_.startswith("aux")), None)
    mark = next((t for t in reversed(before) if t.lower_ in {"и", "да"} and t.head.i in {verb.i, t.i}), None)
    if first is None or mark is None or not first.i < mark.i or below(first, verb):
        return
    for noun in [c for c in verb.children if first.i < c.i < mark.i and c.pos_ in NOMINAL]:
        noun.head = first
    own = [c for c in verb.children if c.dep_.startswith("nsubj")]
    shared = next((c for c in first.children if c.dep_.startswith("nsubj")), None)
    if shared is None or not _agrees(shared, verb) or any(c.i < verb.i or not _may_be_object(c) for c in own):
        return
    if any(c.dep_ == "obj" for c in verb.children) and own:
        return
    for noun in own:
        noun.dep_ = "obj"
    if verb.head.i != verb.i or first.head.i == verb.i:
        verb.head, verb.dep_ = first, "conj"


def _may_be_object(noun: Token) -> bool:
    """The accusative of a thing looks like its nominative."""
    feminine = noun.morph.get("Gender", []) == ["Fem"] and noun.morph.get("Number", []) == ["Sing"]
    return noun.pos_ == "NOUN" and noun.morph.get("Animacy", []) == ["Inan"] and not feminine


def _disown(verb: Token) -> None:
    """No noun before a colon is subject of what follows; a thing before a verb in the plural is its object.

    An accusative beside a nominative is the object too: "Россия в понедельник обстреляла Харьков".
    """
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    for noun in subjects:
        if noun.morph.get("Case", []) == ["Acc"] and any(other.morph.get("Case", []) == ["Nom"] for other in subjects):
            noun.dep_ = "obj" if not any(c.dep_ == "obj" for c in verb.children) else "obl"
    for noun in [c for c in verb.children if c.dep_ == "nsubj"]:
        if noun.i < verb.i and any(t.text in HARD_BREAKS for t in verb.doc[noun.i : verb.i]):
            noun.dep_ = "parataxis"
            continue
        if not _agrees(noun, verb) and _may_be_object(noun) and not any(c.dep_ == "obj" for c in verb.children):
            noun.dep_ = "obj"


def _own_subject(verb: Token, besides: Token, numbers: list[int]) -> bool:
    """The verb has a subject in its own stretch, another than the word ``besides``."""
    return any(
        c.dep_.startswith("nsubj") and c.i != besides.i and numbers[c.i] == numbers[verb.i] for c in verb.children
    )


def _agrees(noun: Token, verb: Token) -> bool:
    number, wanted = noun.morph.get("Number", []), verb.morph.get("Number", [])
    if any(c.dep_ == "conj" for c in noun.children) or noun.pos_ == "NUM":
        return True
    if number and wanted and number != wanted:
        return False
    gender, past = noun.morph.get("Gender", []), verb.morph.get("Gender", [])
    return not (gender and past and wanted == ["Sing"] and gender != past and noun.pos_ != "PROPN")


def _find_subject(verb: Token, doc: Doc, numbers: list[int]) -> None:
    """Gives a finite verb the noun that can be its subject: of its stretch, among its objects, or before insertions."""
    first, last = sorted((verb.i, verb.head.i))
    apart = any(t.text in HARD_BREAKS for t in doc[first:last])
    if verb.dep_ == "conj" and not apart and any(c.dep_.startswith("nsubj") for c in verb.head.children):
        return
    own = [t for t in doc if numbers[t.i] == numbers[verb.i]]
    subject = _in_stretch(verb, own, numbers)
    if subject is None and verb.dep_ != "acl:relcl":
        subject = _among_objects(verb)
    subject = subject or _before_insertions(verb, doc, numbers)
    if subject is not None:
        _take(verb, subject)


def _take(verb: Token, subject: Token) -> None:
    """Makes a noun the subject; a noun that it wrongly depended on and that follows it becomes its attribute."""
    head = subject.head
    subject.head, subject.dep_ = verb, "nsubj"
    between = subject.doc[subject.i + 1 : head.i]
    follows = head.pos_ == "NOUN" and head.i > subject.i and all(t.pos_ == "ADJ" for t in between)
    if follows and head.morph.get("Case", []) == ["Gen"] and not below(subject, head):
        head.head, head.dep_ = subject, "nmod"


def _in_stretch(verb: Token, stretch: list[Token], numbers: list[int]) -> Token | None:
    free = [noun for noun in stretch if _free(noun, verb, numbers)]
    candidates = (
        [noun for noun in free if noun.i < verb.i]
        or free
        or [noun for noun in stretch if _name_in_front(noun, verb)][:1]
    )
    return min(candidates, key=lambda noun: abs(noun.i - verb.i), default=None)


def _free(noun: Token, verb: Token, numbers: list[int]) -> bool:
    """A nominative that agrees with the verb and that nothing else has a claim on."""
    if noun.pos_ not in {"NOUN", "PROPN"} or any(c.dep_ == "case" for c in noun.children) or below(verb, noun):
        return False
    case, head = noun.morph.get("Case", []), noun.head
    if case != ["Nom"] and not (noun.text.isupper() and len(noun.text) > 1):
        return False
    if noun.dep_.startswith("nsubj"):
        if finite(head) and _agrees(noun, head) and not _own_subject(head, noun, numbers):
            return False
        return _agrees(noun, verb)
    within = noun.dep_ in {"conj", "flat", "flat:name"} or (noun.dep_ == "appos" and numbers[head.i] == numbers[noun.i])
    attribute = noun.dep_ in {"nmod", "amod", "compound"} and noun.pos_ == "NOUN"
    if within or (attribute and head.morph.get("Case", []) == ["Nom"]):
        return False
    return _agrees(noun, verb)


def _name_in_front(noun: Token, verb: Token) -> bool:
    """A name that shows no case ("Осло предложил", "Тирана разорвала")."""
    if (
        noun.i >= verb.i
        or noun.pos_ != "PROPN"
        or noun.dep_ in {"conj", "appos", "flat", "flat:name"}
        or below(verb, noun)
    ):
        return False
    bare = not any(c.dep_ == "case" for c in noun.children)
    return (
        bare
        and not noun.dep_.startswith("nsubj")
        and (noun.i == 0 or noun.nbor(-1).pos_ not in {"ADP", "NOUN", "ADJ", "PROPN"})
    )


def _among_objects(verb: Token) -> Token | None:
    """Of two objects the name, else the one before the verb, where its form may be a nominative."""
    objects = [
        c
        for c in verb.children
        if c.dep_ == "obj" and c.pos_ in {"NOUN", "PROPN"} and not any(g.dep_ == "case" for g in c.children)
    ]
    if len(objects) < 2:
        return None
    fit = [
        t
        for t in objects
        if _agrees(t, verb) and t.morph.get("Case", []) != ["Gen"] and t.morph.get("Animacy", []) != ["Anim"]
    ]
    names = [t for t in fit if t.pos_ == "PROPN"]
    before = [t for t in fit if t.i < verb.i]
    return next(iter(names or before), None)


def _before_insertions(verb: Token, doc: Doc, numbers: list[int]) -> Token | None:
    """The subject that insertions part from its verb; a verb joined to the clause before shares that one's subject."""
    own = [t for t in doc if numbers[t.i] == numbers[verb.i]]
    if opens(own):
        return None
    joined = any(t.lower_ in COORDINATING for t in own[:2])
    for stretch in _stretches_before(own[0], doc, numbers):
        predicates = [t for t in stretch if finite(t) and not t.dep_.startswith("aux")]
        if opens(stretch) and predicates:
            continue
        if predicates and _speaks_in(stretch, predicates[0]):
            continue
        if predicates:
            _share(verb, predicates[-1], joined=joined)
            return None
        if _hangs(stretch):
            continue
        found = _in_stretch(verb, stretch, numbers)
        if found is not None or opens(stretch):
            return found
    return None


def _stretches_before(first: Token, doc: Doc, numbers: list[int]) -> Iterator[list[Token]]:
    """The stretches before the one that begins with a token, the nearest first, up to a semicolon or colon."""
    mark = first
    while mark.text not in HARD_BREAKS and mark.i > 0:
        number = numbers[mark.i - 1]
        stretch = [t for t in doc if numbers[t.i] == number]
        yield stretch
        mark = stretch[0]


def _speaks_in(stretch: list[Token], verb: Token) -> bool:
    """An inserted clause begins with its verb: ", сообщил в Вильнюсе посланник,"."""
    return next((t.i for t in stretch if t.pos_ != "PUNCT"), -1) == verb.i


def _hangs(stretch: list[Token]) -> bool:
    """The stretch is an insertion or a participle's phrase, in which no subject of another verb stands."""
    if stretch[0].text == "(":
        return True
    words = [t for t in stretch if t.pos_ != "PUNCT"]
    return any(t.morph.get("VerbForm", []) in (["Conv"], ["Part"]) and t.dep_ != "amod" for t in words)


def _share(verb: Token, other: Token, *, joined: bool) -> None:
    """Coordinates a verb with the verb of the clause before it if that one's subject fits."""
    subject = next((c for c in other.children if c.dep_.startswith("nsubj")), None)
    if joined and subject is not None and _agrees(subject, verb) and not below(other, verb):
        verb.head, verb.dep_ = other, "conj"
