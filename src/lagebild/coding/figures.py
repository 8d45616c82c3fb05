"""Killed and wounded: numbers in digits and words, ranges, "at least"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from lagebild.coding.slots import fillers
from lagebild.coding.status import lemmas, listed
from lagebild.coding.tree import base, children, conjuncts, is_passive, is_verb, subjects
from lagebild.knowledge.reading import Word, reading_words

DIGITS = re.compile(r"^\d{1,3}(?:[.,\u00a0 ]\d{3})+$|^\d+$")
RANGE = re.compile(r"^(\d+)[-–—](\d+)$")
PAIR_WORDS = frozenset({"beide", "beiden", "both", "оба", "обе"})


@dataclass(frozen=True)
class Figures:
    """Lowest numbers of killed and wounded that one word of a sentence states."""

    killed: int | None = None
    wounded: int | None = None


def number(token: Token, lang: str) -> int | None:
    """The value of a number word or numeral; of a range the lower end."""
    words = reading_words(lang)
    text = token.lower_.replace("ё", "е")
    if DIGITS.match(text):
        return int(re.sub(r"\D", "", text))
    found = RANGE.match(text)
    if found:
        return int(found.group(1))
    for key in (text, base(token)):
        for table in (words.numbers, words.vague):
            value = _folded(lang, "numbers" if table is words.numbers else "vague").get(key)
            if value is not None:
                return value
    return None


@cache
def _folded(lang: str, which: str) -> dict[str, int]:
    table = getattr(reading_words(lang), which)
    return {key.lower().replace("ё", "е"): value for key, value in table.items()}


def count(noun: Token, lang: str) -> int | None:
    """How many a noun phrase says there are; one for a singular with an article, None where it does not say."""
    own = number(noun, lang)
    if own is not None:
        return _compound_number(noun, own, lang)
    for child in noun.children:
        if child.dep_.startswith(("nummod", "amod", "det", "nmod", "advmod", "compound", "dep", "appos")) and child.i < noun.i + 1:
            value = number(child, lang)
            if value is not None:
                return _compound_number(child, value, lang)
    stated = [value for token in noun.lefts if token.dep_ in {"nmod", "obl", "nummod", "advmod", "dep"} for t in token.subtree if (value := number(t, lang)) is not None]
    if stated:
        return min(stated)
    if any(c.lower_ in PAIR_WORDS for c in noun.children):
        return 2
    return 1 if _one(noun, lang) else None


def _compound_number(token: Token, value: int, lang: str) -> int:
    """ "тридцать один", "two hundred", "45 тысяч": neighbouring number words make one number."""
    doc, total = token.doc, value * _multiplier(token, lang)
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None and 20 <= value < 100 and value % 10 == 0:
        unit = number(following, lang)
        if unit is not None and 0 < unit < 10 and not following.text.isdigit():
            return value + unit
    before = doc[token.i - 1] if token.i else None
    if before is not None and 0 < value < 10 and not token.text.isdigit():
        tens = number(before, lang)
        if tens is not None and 20 <= tens < 100 and tens % 10 == 0 and not before.text.isdigit():
            return tens + value
    return total


def _multiplier(token: Token, lang: str) -> int:
    table = _folded(lang, "multipliers")
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None:
        return 1
    return next((table[key] for key in (following.lower_.replace("ё", "е").rstrip("."), base(following)) if key in table), 1)


def _one(noun: Token, lang: str) -> bool:
    if lang == "ru":
        return noun.pos_ == "NOUN" and noun.morph.get("Number", []) == ["Sing"] and noun.morph.get("Animacy", []) == ["Anim"]
    articles = {"ein", "eine", "einen", "einem", "einer", "eines", "a", "an", "one"}
    return any(c.lower_ in articles for c in noun.children)


def figures(doc: Doc, lang: str) -> list[tuple[Token, Figures]]:
    """Statements of killed or wounded in a sentence, each with the word that says so."""
    found: list[tuple[Token, Figures]] = []
    if not any(token.lower_ in PAIR_WORDS or number(token, lang) is not None or _one(token, lang) for token in doc):
        return found
    for token in doc:
        for kind in ("killed", "wounded"):
            value = _stated(token, kind, lang)
            if value is not None:
                found.append((token, Figures(**{kind: value})))
    return found


def _stated(token: Token, kind: str, lang: str) -> int | None:
    if is_verb(token):
        names = lemmas(token, lang)
        entry = listed(token, f"{kind}.verbs", lang, names)
        if entry is not None:
            return _of_any(subjects(token, lang), lang)
        entry = listed(token, f"{kind}.passive_verbs", lang, names)
        if entry is not None:
            return _of_any(_victims(token, entry, lang), lang)
    if kind == "killed" and base(token) in TOLLS:
        return _toll(token, lang)
    if token.pos_ in {"NOUN", "ADJ", "NUM", "PROPN"} and not {base(token), token.lower_.replace("ё", "е")}.isdisjoint(_nouns(lang, kind)):
        return count(token, lang)
    return None


#: Nouns whose number stands with their verb: "the death toll rose to 45", "die Zahl der Toten stieg auf 49".
TOLLS = frozenset({"toll", "zahl", "opferzahl", "totenzahl", "todeszahl", "число", "количество"})
DEAD = frozenset({"death", "dead", "toter", "tote", "opfer", "todesopfer", "getötete", "погибший", "убитый", "жертва", "погибнуть", "убить"})


def _toll(noun: Token, lang: str) -> int | None:
    """The number that a toll has reached."""
    of_dead = any(base(t) in DEAD for t in noun.subtree) or "tote" in base(noun) or "tode" in base(noun) or "opfer" in base(noun)
    if not of_dead or not is_verb(noun.head):
        return None
    values = [v for t in children(noun.head, "obl", "obj", "nmod", "nummod", "xcomp") if (v := count(t, lang)) is not None]
    return max(values, default=None)


@cache
def _nouns(lang: str, kind: str) -> frozenset[str]:
    toll = getattr(reading_words(lang), kind)
    return frozenset(noun.lower().replace("ё", "е") for noun in toll.nouns)


def _victims(verb: Token, entry: Word, lang: str) -> list[Token]:
    """Those whom the verb makes suffer: subject of the passive, object, or the slot that the entry names."""
    if is_passive(verb, lang):
        return children(verb, "nsubj") or fillers(verb, "obj", lang)
    slots = entry.victim or ("obj",)
    return next((found for slot in slots if (found := fillers(verb, slot, lang))), [])


def _of_any(nouns: list[Token], lang: str) -> int | None:
    """Sum over those who suffered; words such as "dead" and "wounded" state their numbers themselves."""
    own = _nouns(lang, "killed") | _nouns(lang, "wounded")
    each_of = [each for noun in nouns for each in conjuncts(noun) if base(each) not in own]
    total = [value for each in each_of if (value := count(each, lang)) is not None]
    return sum(total) if total else None
