"""Where a frame's slot (subject, object, preposition, genitive …) is filled in a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.coding.tree import (
    CASES,
    CONTRACTED,
    SHORTEST_COMPOUND_END,
    Words,
    adpositions,
    base,
    children,
    dependents,
    is_passive,
    is_verb,
    morph,
    relative_pronoun,
    subjects,
    words_of,
)
from lagebild.knowledge.frames import apart
from lagebild.text.tokens import Token

NOMINAL = ("obl", "nmod", "obj", "iobj", "nsubj", "xcomp", "advmod", "dep", "conj", "appos", "amod", "compound", "advcl", "parataxis", "ccomp", "acl", "orphan")  # fmt: skip
#: Slots that no preposition leads in.
BARE = frozenset({"subj", "obj", "iobj", "xcomp", "adv", "any", "ccomp_subj", "ccomp subj", "ccomp_aux", "gen", "ins", "adj", "compound"})
#: How far behind a verb the one may stand with which it shares its object.
NEXT_VERB = 4
#: English tags of finite forms that are no subjunctive.
INDICATIVE = frozenset({"VBD", "VBZ", "MD"})
#: Prepositions between a number or kind and what it is of, or between whoever is asked and what for.
MEASURED = frozenset({"of", "von", "an", "for", "um", "о", "об"})


def fillers(trigger: Token, slot: str, lang: str, also: Sequence[Token] = ()) -> list[Token]:
    """Heads of the phrases in a slot of the trigger; ``also`` are light-verb nouns whose dependents count too."""
    if slot == "subj":
        return _subject(trigger, lang)
    if slot == "obj":
        return _object(trigger, lang)
    if slot == "iobj":
        return _indirect(trigger, lang)
    if slot == "xcomp":
        return [*(t for t in children(trigger, "xcomp", "ccomp", "advcl") if not _tells(t)), *_governed_infinitives(trigger)]
    if slot == "adv":
        found = children(trigger, "advmod", "xcomp", "amod", "compound:prt", "acl", "advcl", "obl", "dep", "obj")
        return [*found, *_object_complements(trigger)]
    if slot == "any":
        return [t for t in trigger.subtree if t.i != trigger.i]
    if slot in {"ccomp_subj", "ccomp subj"}:
        clauses = children(trigger, "ccomp", "xcomp") or children(trigger, "advcl", "acl")
        return [s for clause in clauses for s in children(clause, "nsubj")]
    if slot == "ccomp_aux":
        return [a for clause in children(trigger, "ccomp") for a in children(clause, "aux")]
    heads = (trigger, *also)
    if slot == "gen":
        return [t for head in heads for t in _genitives(head, lang)]
    if slot == "ins":
        return [t for head in heads for t in _bare_case(head, "Ins", lang)]
    if slot == "adj":
        found = [t for head in heads for t in children(head, "amod", "nmod:poss", "det:poss", "det", "nmod") if t.i < head.i]
        return [*found, *(t for head in heads for part in children(head, "compound") for t in children(part, "amod"))]
    if slot == "compound":
        return [t for head in heads for t in children(head, "compound", "nmod", "flat", "amod") if t.i < head.i]
    return [t for head in heads for t in _prepositional(head, slot, lang)]


def _object_complements(verb: Token) -> list[Token]:
    """ "holds agents responsible": an adjective behind the object that the parser hung on it."""
    return [adjective for noun in children(verb, "obj") for adjective in children(noun, "amod") if adjective.i > noun.i]


def _subject(trigger: Token, lang: str) -> list[Token]:
    if is_verb(trigger) and is_passive(trigger, lang):
        return _agents(trigger, lang)
    return subjects(trigger, lang)


def _agents(verb: Token, lang: str) -> list[Token]:
    agents = children(verb, "obl:agent")
    if agents:
        return agents
    if lang == "ru":
        return _bare_case(verb, "Ins", lang)
    wanted = {"de": ("von", "durch", "seitens"), "en": ("by",)}[lang]
    found = [t for preposition in wanted for t in _prepositional(verb, preposition, lang)]
    return found or (_agent_before(verb, wanted) if lang == "de" else [])


def _agent_before(verb: Token, wanted: tuple[str, ...]) -> list[Token]:
    """ "Fischer von Nordkorea entführt": the phrase right before the participle, which the parser gave to the noun before it."""
    nouns = [t for t in verb.subtree if t.i < verb.i and t.pos_ in {"NOUN", "PROPN"}]
    last = max(nouns, key=lambda t: t.i, default=None)
    return [last] if last is not None and last.dep_.startswith("nmod") and set(wanted) & set(adpositions(last)) else []


def _object(trigger: Token, lang: str) -> list[Token]:
    if is_verb(trigger) and is_passive(trigger, lang):
        own = [t for t in children(trigger, "nsubj", "csubj") if morph(t, "Case") != "Ins"]
        if own:
            return own
        if trigger.dep_.startswith(("acl", "amod")):
            return [trigger.head]
        if trigger.dep_ == "conj" and is_verb(trigger.head):
            return _object(trigger.head, lang) if is_passive(trigger.head, lang) else children(trigger.head, "nsubj")
        return children(trigger, "obj") or subjects(trigger, lang)
    found = children(trigger, "obj") or (children(trigger, "iobj") if lang == "en" else [])
    if not found and trigger.dep_ == "amod" and trigger.tag_ == "VBG" and trigger.i and trigger.nbor(-1).dep_ in {"case", "mark"}:
        return [trigger.head]
    if not found and base(trigger) == "lassen":
        found = [noun for infinitive in children(trigger, "xcomp") for noun in children(infinitive, "obj")]
    if not found and trigger.dep_ == "conj" and is_verb(trigger.head) and _shares_object(trigger):
        return children(trigger.head, "obj")
    if not found and lang != "de":
        found = _object_of_next(trigger, lang)
    if not found and lang == "ru":
        found = [t for t in children(trigger, "obl", "nmod") if not adpositions(t) and morph(t, "Case") == "Acc"]
    return found


def _shares_object(verb: Token) -> bool:
    """ "surrounded and shelled the town": the object stands behind the last verb or before the first."""
    return not children(verb, "obl", "xcomp", "ccomp")


def _object_of_next(verb: Token, lang: str) -> list[Token]:
    """ "round up and deport those": the object behind the second of two verbs, which stand side by side, is the first one's too."""
    second = next((c for c in children(verb, "conj") if is_verb(c) and c.i <= verb.i + NEXT_VERB), None)
    if second is None or is_passive(second, lang) or children(second, "nsubj") or children(verb, "obl", "xcomp", "ccomp"):
        return []
    return [noun for noun in children(second, "obj") if noun.i > second.i]


def _indirect(trigger: Token, lang: str) -> list[Token]:
    found = [*children(trigger, "iobj"), *children(trigger, "obl:arg")]
    if lang == "ru":
        found += [t for t in _bare_case(trigger, "Dat", lang) if t not in found]
        objects = children(trigger, "obj") if not found else []
        found += [t for t in objects if len(objects) > 1 and t.pos_ == "PROPN" and _indeclinable(t)]
    if not found and lang == "de":
        found = [t for t in children(trigger, "obl", "obj") if not adpositions(t) and _may_be_dative(t)]
    return [t for t in found if not adpositions(t)]


def _indeclinable(name: Token) -> bool:
    """A Russian name that looks the same in every case ("Абу-Даби", "Токио")."""
    return name.lower_.endswith(("и", "о", "е", "у", "ы", "э")) or name.text.isupper()


def _may_be_dative(noun: Token) -> bool:
    """An article that can be dative, or a name, which shows no case."""
    if noun.pos_ == "PROPN" and not any(child.dep_.startswith("det") for child in noun.children):
        return True
    return any(child.lower_ in {"dem", "der", "den", "einem", "einer", "ihrem", "ihrer", "seinem", "seiner"} for child in noun.children)


def _tells(clause: Token) -> bool:
    """An English clause in the indicative: what is told, not what is asked for ("told CNN that it would open")."""
    if clause.dep_.startswith("xcomp") or not clause.tag_.startswith("V"):
        return False
    return clause.tag_ in INDICATIVE or any(c.tag_ in INDICATIVE for c in clause.children if c.dep_.startswith(("aux", "cop")))


def _governed_infinitives(verb: Token) -> list[Token]:
    """Infinitive whose tree stands upside down: "ließ … laufen" with the infinitive as head."""
    head = verb.head
    return [head] if verb.dep_.startswith("aux") and head.i != verb.i else []


def _genitives(head: Token, lang: str) -> list[Token]:
    if lang == "en":
        return [*children(head, "nmod:poss"), *_prepositional(head, "of", lang)]
    found = [t for t in children(head, "nmod", "nmod:poss", "obj", "obl", "det:poss") if not adpositions(t)]
    if lang == "ru":
        return [t for t in found if morph(t, "Case") in {"Gen", ""} or (t.dep_ == "nmod" and morph(t, "Case") != "Ins")]
    return [*found, *_prepositional(head, "von", lang)]


def _bare_case(head: Token, case: str, lang: str) -> list[Token]:
    if lang != "ru":
        return []
    found = children(head, "obl", "nmod", "iobj", "obj", "xcomp", "conj", "obl:agent", "nsubj")
    return [t for t in found if not adpositions(t) and morph(t, "Case") == case]


def _prepositional(head: Token, slot: str, lang: str) -> list[Token]:
    preposition, _, case = slot.partition("+")
    found = []
    for child in dependents(head):
        if child.dep_.partition(":")[0] not in NOMINAL:
            continue
        if preposition in adpositions(child) or preposition in _multiword(child):
            if case and morph(child, "Case") not in {CASES.get(case, case), ""}:
                continue
            found.append(child)
    return found


def _multiword(noun: Token) -> str:
    """Adpositions of several words ("in Richtung", "in support of") as one string."""
    marks = [t for t in noun.lefts if t.dep_.startswith(("case", "fixed", "mark"))]
    words = [t.lower_ for mark in marks for t in sorted([mark, *children(mark, "fixed")], key=lambda t: t.i)]
    return " ".join(CONTRACTED.get(word, word) for word in words)


def matches(trigger: Token, wanted: Mapping[str, Sequence[str]], lang: str) -> list[Token] | None:
    """The words that fill all slots of a pattern's ``with``, or None where one is missing."""
    lists = _lists(wanted, lang)
    sentence = words_of(trigger.doc)
    if not all(words.may_stand_in(sentence) for _, words in lists):
        return None
    found: list[Token] = []
    for slot, words in lists:
        token = next(iter(_lexical(trigger, slot, words, lang)), None)
        if token is None:
            return None
        found.append(token)
    return found


def may_match(sentence: Words, wanted: Mapping[str, Sequence[str]], lang: str) -> bool:
    """Whether a sentence has words for all slots of a pattern's ``with``, wherever they stand, and their prepositions."""
    return all(words.may_stand_in(sentence) and sentence.prepositions.issuperset(_led_by(slot)) for slot, words in _lists(wanted, lang))


@cache
def _led_by(slot: str) -> tuple[str, ...]:
    """The prepositions without which a slot cannot be filled."""
    return () if slot in BARE else tuple(slot.partition("+")[0].split(" "))


def matches_any(trigger: Token, unwanted: Mapping[str, Sequence[str]], lang: str) -> bool:
    """Whether any slot of a pattern's ``without`` is filled by one of its words."""
    sentence = words_of(trigger.doc)
    lists = [(slot, words) for slot, words in _lists(unwanted, lang) if words.may_stand_in(sentence)]
    return any(next(iter(_lexical(trigger, slot, words, lang)), None) is not None for slot, words in lists)


@dataclass(frozen=True)
class WordList:
    """Words of a slot: single words, ends of German compounds, phrases with the words they consist of."""

    single: frozenset[str]
    ends: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]

    def may_stand_in(self, sentence: Words) -> bool:
        """Whether the sentence has any of the words, wherever."""
        if not self.single.isdisjoint(sentence.all) or any(sentence.all.issuperset(words) for words in self.phrases.values()):
            return True
        return bool(self.ends) and not sentence.ends.isdisjoint(self.ends)

    def has(self, token: Token) -> bool:
        """The token's lemma or form is one of the words, a compound that ends in one, or part of such a phrase."""
        lemma = base(token)
        if lemma in self.single or token.lower_ in self.single or (self.ends and lemma.endswith(self.ends)):
            return True
        sentence = words_of(token.doc).all if self.phrases else frozenset()
        return any(sentence.issuperset(words) and _part_of(token, words) for words in self.phrases.values())


def _part_of(token: Token, words: Sequence[str]) -> bool:
    """The words stand around the token, which is one of them; the last may be inflected."""
    doc = token.doc
    for start in range(max(0, token.i - len(words) + 1), min(token.i, len(doc) - len(words)) + 1):
        found = doc[start : start + len(words)]
        if all(word in {t.lower_, base(t)} for t, word in zip(found, words, strict=True)):
            return True
    return False


#: Word lists by the pattern's ``with``, which is kept beside them so that its identity stays its own.
_COMPILED: dict[tuple[int, str], tuple[Mapping[str, Sequence[str]], tuple[tuple[str, WordList], ...]]] = {}


def _lists(wanted: Mapping[str, Sequence[str]], lang: str) -> tuple[tuple[str, WordList], ...]:
    """Slots with their words as they are compared; worked out once for a mapping, which must not change."""
    known = _COMPILED.get((id(wanted), lang))
    if known is None:
        known = (wanted, tuple((slot, word_list(words, lang)) for slot, words in wanted.items()))
        _COMPILED[(id(wanted), lang)] = known
    return known[1]


def word_list(words: Sequence[str], lang: str) -> WordList:
    """The words as they are compared."""
    folded = [word.lower().replace("ё", "е") for word in words]
    if lang == "en":
        folded = [apart(word) for word in folded]
    single = frozenset(word for word in folded if " " not in word)
    ends = tuple(sorted(w for w in single if len(w) >= SHORTEST_COMPOUND_END)) if lang == "de" else ()
    return WordList(single, ends, {word: tuple(word.split()) for word in folded if " " in word})


def _lexical(trigger: Token, slot: str, words: WordList, lang: str) -> Iterator[Token]:
    candidates = fillers(trigger, slot, lang)
    if lang == "de" and is_verb(trigger):
        candidates = [*candidates, *_right_before(trigger, slot)]
    if slot in {"obj", "subj"} and is_verb(trigger):
        candidates = [*candidates, *_mislabelled(trigger)]
    elif slot not in {"any", "adv", "xcomp", "gen", "adj", "compound", "ins", "iobj", "ccomp_subj", "ccomp_aux"}:
        candidates = [*candidates, *(t for c in children(trigger, "obj", "nsubj") for t in fillers(c, slot, lang))]
    for token in candidates:
        meant = relative_pronoun(token, lang) if token.pos_ in {"PRON", "DET", "SCONJ"} else None
        if words.has(token) or (meant is not None and words.has(meant)):
            yield token
        else:
            yield from (t for t in token.children if _counts_as(t) and words.has(t))


def _right_before(verb: Token, slot: str) -> list[Token]:
    """The noun right before a verb at the end of its clause is part of its phrase, whatever the parser hung it on ("Luft machen")."""
    before = verb.nbor(-1) if verb.i > 0 else None
    if before is not None and before.lower_ == "zu" and before.i > 0:
        before = before.nbor(-1)
    if before is None or before.pos_ != "NOUN" or before.head.i == verb.i or before.i > verb.i:
        return []
    marks, cases = adpositions(before), before.morph.get("Case", [])
    bare = slot == "obj" and not marks and (not cases or "Acc" in cases)
    return [before] if bare or slot in marks else []


def _counts_as(child: Token) -> bool:
    """Coordinated or apposed to a word, or what it is a number or kind of ("dozens of missiles"), not whose."""
    if child.dep_ == "nmod":
        return set(adpositions(child)) <= MEASURED
    if child.dep_ == "obl":  # "more than a hundred officers"
        return "than" in adpositions(child)
    return child.dep_ in {"conj", "appos", "flat"}


def _mislabelled(verb: Token) -> list[Token]:
    """Bare nouns that the parser may have given another label than object or subject."""
    return [t for t in children(verb, "obj", "nsubj", "obl", "xcomp", "iobj", "nmod", "dep") if not adpositions(t)]
