"""Russian adjectives before words for a district that stand for a place: "в Курской области" is Kursk, "Исфаринский район" Isfara."""

from __future__ import annotations

import re

from lagebild.knowledge.gazetteer import fold
from lagebild.text.tokens import Token

#: Words for a district; those before which armies write the adjective with a small letter.
DISTRICTS = frozenset("район область край уезд округ провинция губерния воеводство кантон вилайет улус".split())
FRONTS = frozenset({"направление"})
ADJECTIVE = re.compile(r"(\w{2,})(ск|цк|жск|шск)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)", re.IGNORECASE)
#: Endings of names that drop out before -ск-, the most frequent first; "" for names that end in a consonant.
ENDINGS = ("", "а", "я", "ь", "о", "ы", "и", "е", "й")


def place_names(token: Token) -> list[str]:
    """The names, folded, that an adjective before a word for a district may be made of; empty for any other word."""
    district = _district(token)
    if district is None or not (token.text[:1].isupper() or district.lemma_.lower() in FRONTS):
        return []
    match = ADJECTIVE.fullmatch(token.text)
    if match is None:
        return []
    stem, suffix = fold(match[1]), fold(match[2])
    found = [stem + ending for ending in ENDINGS]
    if suffix == "цк":
        found = [stem + "цк", stem + "ца", stem + "ч"]
    elif stem.endswith(("ин", "ен")):
        found += [stem[:-2] + ending for ending in ENDINGS]
    found += [stem + "ск", stem + "са", stem + "ье"]
    return list(dict.fromkeys(name for name in found if len(name) > 2))


def _district(token: Token) -> Token | None:
    """The word for a district that an adjective, or the list it stands in, belongs to."""
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ in {"ADJ", "PROPN"}:
        token = token.head
    head = token.head
    return head if token.dep_.startswith("amod") and head.lemma_.lower() in DISTRICTS | FRONTS else None
