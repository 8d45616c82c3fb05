"""What stays the same when a text is translated: its numbers and names, in their order.

Names are compared by a consonant skeleton that the transliterations of one name share (Dschermuk, Jermuk, Джермук), after
the idea of sound keys across scripts (Freeman, Condon and Ackerman 2006, Cross linguistic name matching).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lagebild.knowledge.reading import reading_words
from lagebild.model import LANGUAGES

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
#: Letters of a skeleton; more would tell inflected forms apart.
LENGTH = 5
#: Number words below this are articles and pronouns as often as numbers.
LEAST_NUMBER = 3

#: Letters of a word that may be a cognate; consonants that a name and a word must leave.
LONG_WORD, SHORTEST_NAME, SHORTEST_WORD = 7, 2, 4

CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ", [
    "a", "b", "v", "g", "d", "e", "J", "s", "i", "", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "v", "h", "s", "C", "s", "s",
    "", "i", "", "e", "u", "a", "e", "i", "i", "e", "g",
], strict=True))  # fmt: skip
DIGRAPHS = {
    "de": [("dsch", "J"), ("tsch", "C"), ("sch", "s"), ("sh", "s"), ("kh", "h"), ("ch", "h"), ("ck", "k"), ("ph", "v"), ("th", "t"), ("j", ""),
           ("y", "i"), ("w", "v"), ("v", "v"), ("f", "v"), ("z", "s"), ("x", "ks"), ("qu", "kv"), ("q", "k"), ("c", "k")],
    "en": [("dzh", "J"), ("tch", "C"), ("sch", "s"), ("sh", "s"), ("zh", "J"), ("kh", "h"), ("gh", "g"), ("ch", "C"), ("ck", "k"),
           ("ph", "v"), ("th", "t"), ("j", "J"), ("y", ""), ("w", "v"), ("f", "v"), ("z", "s"), ("x", "ks"), ("qu", "kv"),
           ("q", "k"), ("ce", "s"), ("ci", "s"), ("c", "k")],
}  # fmt: skip
RUSSIAN_ENDING = re.compile(
    r"(?:ск(?:ий|ая|ое|ие|ого|ому|им|ом|ой|ую|их|ими)|ами|ями|ах|ях|ом|ем|ой|ей|ов|ев|ым|им|ого|его|ому|ему|их|ых)$"
)
VOWELS = re.compile(r"[aeiouäöüáéíóúàèâêîôûëïəıåø]+")


@lru_cache(maxsize=200_000)
def skeleton(name: str, lang: str) -> str:
    """The key of a name: its consonants in classes that transliterations share, an initial vowel as ``A``."""
    lowered = name.lower().replace("дж", "Ж")
    if re.search("[а-яё]", lowered):
        lowered = RUSSIAN_ENDING.sub("", lowered) if len(lowered) > 5 else lowered
        plain = "".join("J" if letter == "Ж" else CYRILLIC.get(letter, letter) for letter in lowered)
    else:
        plain = lowered
        for digraph, sound in DIGRAPHS["de" if lang == "de" else "en"]:
            plain = plain.replace(digraph, sound)
    first = "A" if VOWELS.match(plain) else ""
    letters = re.sub(r"(.)\1+", r"\1", VOWELS.sub("", plain))
    return first + "".join(letter for letter in letters if letter.isalpha())[:LENGTH]


def keys(text: str, lang: str, *, cognates: bool = False) -> Iterator[str]:
    """Numbers and names of a text as comparable keys, in order; with ``cognates`` also long words (artillery, Artillerie)."""
    numbers = reading_words(lang).numbers if lang in LANGUAGES else {}
    for match in TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit():
            yield from _numerals(token)
        elif numbers.get(token.lower(), 0) >= LEAST_NUMBER:
            yield str(numbers[token.lower()])
        elif token[0].isupper() or (cognates and len(token) >= LONG_WORD):
            yield from _named(token, lang)


def _named(token: str, lang: str) -> Iterator[str]:
    for part in re.split(r"[-’']", token):
        found = skeleton(part, lang) if part else ""
        if len(found) >= (SHORTEST_NAME if part[:1].isupper() else SHORTEST_WORD):
            yield found


def _numerals(token: str) -> Iterator[str]:
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", token):
        yield re.sub(r"\D", "", token)
    else:
        yield from (part.lstrip("0") or "0" for part in re.split(r"[.,:]", token))
