"""Russian clauses put right: verbs of relative clauses, participles behind commas, names in quotation marks.

natasha chooses each word's head by itself, so that the verb of a relative clause or a participle may become the root of
the sentence and take the arguments of the main verb. Commas open such clauses in Russian by rule, forms show agreement.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

BREAKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
#: Labels of a verb that the parser took for part of a noun phrase.
ATTRIBUTIVE = frozenset({"amod", "nmod", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "appos", "compound", "dep"})
#: Words that open a clause below another.
OPENERS = frozenset(
    "что чтобы если когда пока хотя поскольку как где куда откуда "
    "который чей кто чем будто раз ибо тогда после перед".split()
)
#: Words that open a relative clause.
RELATIVE_WORDS = frozenset({"который", "чей", "где", "куда", "откуда"})
COORDINATING = frozenset({"и", "а", "но", "однако", "да", "или", "либо", "зато"})
#: Words of comparison before a number: "более ста человек".
COMPARING = frozenset({"более", "менее", "больше", "меньше", "около", "свыше", "порядка"})
OPENING_QUOTES, CLOSING_QUOTES = frozenset({"«", "“", "„"}), frozenset({"»", "”"})


def mend_clauses(doc: Doc) -> None:
    """Corrects heads and labels of clauses and of phrases that no clause can have."""
    _quoted_names(doc)
    _quantities(doc)
    _cases(doc)
    for token in doc:
        if finite(token):
            _raise(token)
    numbers = stretches(doc)
    for token in doc:
        if token.lemma_ in RELATIVE_WORDS:
            _relative(token, numbers)
    for token in doc:
        if token.pos_ == "VERB" and _value(token, "VerbForm") == "Part" and _value(token, "Case"):
            _participle(token, numbers)
            _own_story(token)


def finite(token: Token) -> bool:
    """A verb in a form with tense and number; short passive participles count, for they stand as predicates."""
    form = _value(token, "VerbForm")
    return token.pos_ == "VERB" and (form == "Fin" or (form == "Part" and _value(token, "Variant") == "Short"))


def stretches(doc: Doc) -> list[int]:
    """Number of the stretch between breaks for each token; a comma inside a list of like words is no break."""
    found, number = [], 0
    for token in doc:
        if token.text in BREAKS and not _lists(token, doc):
            number += 1
        found.append(number)
    return found


def label_by_case(noun: Token) -> str:
    """The label of a noun below a verb as its form shows it."""
    if any(c.dep_ == "case" for c in noun.children):
        return "obl"
    return {"Nom": "nsubj", "Acc": "obj", "Dat": "iobj"}.get(_value(noun, "Case"), "obl")


def below(token: Token, top: Token) -> bool:
    """The token is part of the subtree of ``top``."""
    return token.i == top.i or any(a.i == top.i for a in token.ancestors)


def opens(tokens: Sequence[Token]) -> bool:
    """A stretch that begins, after a conjunction or preposition, with a word that opens a clause below another."""
    words = [t for t in tokens if t.text not in BREAKS][:3]
    return any(t.lemma_ in OPENERS and t.pos_ not in {"NOUN", "ADP"} for t in words[:2]) or (
        len(words) == 3 and words[0].pos_ == "ADP" and words[2].lemma_ in OPENERS and words[2].pos_ != "NOUN"
    )


def _value(token: Token, feature: str) -> str:
    values = token.morph.get(feature, [])
    return str(values[0]) if values else ""


def _lists(mark: Token, doc: Doc) -> bool:
    """A comma between two members of a list: "Хорватия, Албания и Косово"."""
    if mark.text != "," or mark.i == 0 or mark.i + 1 >= len(doc):
        return False
    before, after = doc[mark.i - 1], doc[mark.i + 1]
    alike = before.morph.get("Case", []) == after.morph.get("Case", [])
    same = alike and before.pos_ in NOMINAL and after.pos_ in NOMINAL
    return same and (after.dep_ == "conj" or before.dep_ == "conj" or after.pos_ == before.pos_ == "PROPN")


def _quoted_names(doc: Doc) -> None:
    """ "авиакомпанию «Белавиа»": a name in quotation marks behind a noun is that noun's."""
    for mark in doc:
        if mark.text not in OPENING_QUOTES or mark.i == 0 or mark.nbor(-1).pos_ != "NOUN":
            continue
        end = next((t.i for t in doc[mark.i : mark.i + 6] if t.text in CLOSING_QUOTES), None)
        if end is None or any(t.pos_ == "VERB" for t in doc[mark.i : end]):
            continue
        noun = mark.nbor(-1)
        for token in doc[mark.i + 1 : end]:
            outside = not mark.i < token.head.i < end
            if outside and token.head.i not in {noun.i, token.i} and not below(noun, token):
                token.head, token.dep_ = noun, "appos"


def _quantities(doc: Doc) -> None:
    """ "ушли более тысячи солдат": the noun that is counted is the subject or object, not the word of comparison."""
    for word in doc:
        if word.lower_ not in COMPARING or word.dep_ not in {"nsubj", "obj", "dep", "obl"} or word.head.pos_ != "VERB":
            continue
        counted = [t for t in doc[word.i + 1 : word.i + 6] if t.pos_ == "NOUN" and _value(t, "Case") == "Gen"]
        noun = next((t for t in counted if t.head.i in {word.i, word.head.i} and t.head.i != t.i), None)
        if noun is not None:
            subject = any(c.dep_.startswith("nsubj") for c in word.head.children if c.i != word.i)
            label = "obj" if subject else "nsubj"
            noun.head, noun.dep_ = word.head, word.dep_ if word.dep_ in {"nsubj", "obj"} else label
            word.head, word.dep_ = noun, "advmod"


def _cases(doc: Doc) -> None:
    """A subject in another case than the nominative is an attribute of the noun before it, or an object."""
    for noun in doc:
        if (
            not noun.dep_.startswith("nsubj")
            or noun.pos_ not in {"NOUN", "PROPN"}
            or any(c.dep_ == "case" for c in noun.children)
        ):
            continue
        case, before = _value(noun, "Case"), noun.nbor(-1) if noun.i else None
        counted = any(c.dep_.startswith("nummod") or c.pos_ == "NUM" or c.lower_ in COMPARING for c in noun.children)
        if (
            case == "Gen"
            and not counted
            and before is not None
            and before.pos_ in {"NOUN", "PROPN"}
            and not below(before, noun)
        ):
            noun.head, noun.dep_ = before, "nmod"
        elif noun.pos_ == "NOUN" and case in {"Ins", "Dat"}:
            noun.dep_ = label_by_case(noun)


def _raise(verb: Token) -> None:
    """A finite verb that the parser took for an attribute or argument heads its clause."""
    head = verb.head
    if head.i == verb.i or verb.dep_ not in ATTRIBUTIVE:
        return
    if head.pos_ == "VERB":
        if verb.dep_ != "dep":
            verb.dep_ = "parataxis"
    elif verb.dep_ != "obj":
        verb.head = head.head if head.head.i != head.i else verb
        verb.dep_ = "parataxis" if verb.head.i != verb.i else "ROOT"
        orphans = [t for t in head.children if t.dep_ == "dep" and t.i != verb.i]
        for orphan in orphans:
            following = orphan.nbor(1) if orphan.i + 1 < len(orphan.doc) else orphan
            if orphan.pos_ == "ADP" and following in orphans:
                orphan.head, orphan.dep_ = following, "case"
        for orphan in orphans:
            if orphan.dep_ == "dep":
                orphan.head, orphan.dep_ = verb, label_by_case(orphan) if orphan.pos_ in NOMINAL else "dep"
        head.head, head.dep_ = verb, label_by_case(head)
    for child in list(verb.children):
        if child.dep_ in {"nmod", "amod"} and child.pos_ in NOMINAL:
            child.dep_ = label_by_case(child)


def _relative(pronoun: Token, numbers: list[int]) -> None:
    """The finite verb after a relative pronoun heads a clause of the noun before the comma."""
    doc = pronoun.doc
    comma = next((t for t in reversed(doc[: pronoun.i]) if t.text == "," and t.i > 0), None)
    verb = next((t for t in doc[pronoun.i :] if finite(t) and not _inserted(t, pronoun, numbers)), None)
    if (
        comma is None
        or verb is None
        or not _follows(pronoun, comma)
        or any(t.text in {";", ":"} for t in doc[pronoun.i : verb.i])
    ):
        return
    noun = _antecedent(pronoun, comma)
    if noun is None:
        return
    governed = pronoun.head
    if governed.pos_ == "VERB" and governed.i < comma.i:
        _attach(pronoun, verb, pronoun.dep_)
    if (
        comma.i < governed.i < pronoun.i
        and governed.pos_ == "NOUN"
        and governed.head.i > numbers.index(numbers[verb.i])
    ):
        _attach(governed, verb, "obj" if any(c.dep_ == "nsubj" for c in verb.children) else "nsubj")
    if verb.dep_.startswith("acl") and verb.head.i == noun.i:
        return
    if not verb.dep_.startswith("acl") or verb.head.i > comma.i:
        last = max(t.i for t in doc if numbers[t.i] == numbers[verb.i])
        _subordinate(verb, noun, "acl:relcl", comma.i, last)


def _follows(pronoun: Token, comma: Token) -> bool:
    """An adverb opens a relative clause only right behind comma and noun ("в Дохе, где"); others are questions."""
    return pronoun.pos_ in {"PRON", "DET"} or (comma.i == pronoun.i - 1 and comma.nbor(-1).pos_ in {"NOUN", "PROPN"})


def _inserted(verb: Token, pronoun: Token, numbers: list[int]) -> bool:
    """ "к которым, как сообщил X, относится": the verb of an insertion between pronoun and verb."""
    return numbers[verb.i] != numbers[pronoun.i] and verb.doc[numbers.index(numbers[verb.i]) + 1].lower_ == "как"


def _antecedent(pronoun: Token, comma: Token) -> Token | None:
    number, gender = pronoun.morph.get("Number", []), pronoun.morph.get("Gender", [])
    for noun in reversed(pronoun.doc[: comma.i]):
        if noun.pos_ == "VERB" and _value(noun, "VerbForm") == "Fin":
            break
        if noun.pos_ in {"NOUN", "PROPN"} and pronoun.lemma_ != "который":
            return noun
        same_gender = not gender or number == ["Plur"] or noun.morph.get("Gender", []) in (gender, [])
        if noun.pos_ in {"NOUN", "PROPN"} and noun.morph.get("Number", []) in (number, []) and same_gender:
            return noun
    before = comma.nbor(-1)
    return before if before.pos_ in {"NOUN", "PROPN"} else None


def _attach(token: Token, head: Token, label: str) -> None:
    if not below(head, token):
        token.head, token.dep_ = head, label


def _subordinate(verb: Token, noun: Token, label: str, first: int, last: int) -> None:
    """Hangs a verb on a noun; what it governs outside its clause goes to the verb above or the next of the sentence."""
    outside = [c for c in verb.children if not first <= c.i <= last and c.dep_ != "punct"]
    if verb.head.i == verb.i:
        heir = next((t for t in verb.doc if t.i != verb.i and finite(t) and _may_lead(t, verb)), None)
        if heir is None:
            return
        heir.head, heir.dep_ = heir, "ROOT"
    else:
        heir = verb.head
        if below(heir, verb) or (heir.pos_ != "VERB" and outside and below(noun, verb)):
            return
    for token in outside:
        if token.i != heir.i:
            token.head = heir
    if not below(noun, verb):
        verb.head, verb.dep_ = noun, label
    elif heir.dep_ == "ROOT":
        verb.head, verb.dep_ = heir, "parataxis"


def _may_lead(verb: Token, old: Token) -> bool:
    """A finite verb of a clause beside the old root that no word makes subordinate."""
    if verb.dep_.startswith(("acl", "advcl", "aux", "xcomp")) or verb.head.i != old.i:
        return False
    return not any(c.dep_ == "mark" for c in verb.children)


def _participle(word: Token, numbers: list[int]) -> None:
    """ "Беларусь, устроившая проверку, …": a participle behind a comma belongs to a noun before that agrees."""
    doc, first = word.doc, numbers.index(numbers[word.i])
    if (
        doc[first].text != ","
        or first == 0
        or (_agrees(word, word.head) and word.dep_ != "dep")
        or any(_agrees(word, t) for t in doc[word.i + 1 :][:4])
    ):
        return
    noun = next((t for t in reversed(doc[:first]) if t.pos_ in {"NOUN", "PROPN"} and _agrees(word, t)), None)
    if noun is None or any(finite(t) for t in doc[noun.i : first]):
        return
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"} and _value(word, "Number") == "Plur":
        noun = noun.head
    head = word.head
    if word.dep_ == "amod" and head.pos_ in NOMINAL and not below(noun, head):
        above, label = head.head, label_by_case(head)
        word.head = above if above.i != head.i else word
        head.head, head.dep_ = word, label
    last = max(t.i for t in doc if numbers[t.i] == numbers[word.i])
    _subordinate(word, noun, "acl", first, last)


def _own_story(participle: Token) -> None:
    """A participle with a phrase of its own is a relative clause in short: "подписанный в июне в Праге договор"."""
    phrases = [c for c in participle.children if c.dep_.startswith("obl") and any(g.dep_ == "case" for g in c.children)]
    behind = participle.head.i < participle.i and participle.doc[participle.i - 1].text == ","
    if participle.dep_ in {"acl", "amod"} and participle.head.pos_ in NOMINAL and (phrases or behind):
        participle.dep_ = "acl:relcl"


def _agrees(participle: Token, noun: Token) -> bool:
    if noun.pos_ not in {"NOUN", "PROPN", "PRON"} or noun.i == participle.i:
        return False
    plural = (
        noun.morph.get("Number", []) == ["Plur"] or any(c.dep_ == "conj" for c in noun.children) or noun.dep_ == "conj"
    )
    if _value(participle, "Number") == "Plur":
        return plural and noun.morph.get("Case", []) in (participle.morph.get("Case", []), [])
    same_gender = noun.morph.get("Gender", []) in (participle.morph.get("Gender", []), [])
    right_before = (
        noun.pos_ == "PROPN" and noun.i < participle.i and noun.i + 1 < len(noun.doc) and noun.nbor(1).text == ","
    )
    same_case = noun.morph.get("Case", []) in (participle.morph.get("Case", []), [])
    return noun.morph.get("Number", []) == ["Sing"] and same_gender and (same_case or right_before)
