"""Keys under which an inflected word and its base form meet, per language."""

from __future__ import annotations

from functools import cache, lru_cache

import pymorphy3

GERMAN_ENDINGS = ("", "s", "es", "n", "en", "e", "er", "em", "’s", "'s", "’", "'")
ENGLISH_ENDINGS = ("", "s", "es", "'s", "’s")
#: A word that an ending is taken from keeps at least this many letters.
SHORTEST_STEM = 3


@cache
def morphology() -> pymorphy3.MorphAnalyzer:
    """The Russian dictionary."""
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=200_000)
def keys(word: str, lang: str) -> tuple[str, ...]:
    """Lower-case keys of a word as it stands in a text, the likeliest first; the word itself is always among them."""
    lowered = word.lower().replace("ё", "е")
    if lang == "ru" and any("а" <= letter <= "я" for letter in lowered):
        forms = [parse.normal_form.replace("ё", "е") for parse in morphology().parse(lowered)]
        return tuple(dict.fromkeys([lowered, *forms]))
    return tuple(dict.fromkeys(_stripped(lowered, GERMAN_ENDINGS if lang == "de" else ENGLISH_ENDINGS)))


def _stripped(word: str, endings: tuple[str, ...]) -> list[str]:
    found = [word]
    for ending in endings:
        if ending and word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            found.append(word[: -len(ending)])
    return found


@lru_cache(maxsize=200_000)
def base_keys(word: str, lang: str) -> frozenset[str]:
    """Keys of a word that stands in its base form in a knowledge file."""
    lowered = word.lower().replace("ё", "е")
    if lang == "ru" and any("а" <= letter <= "я" for letter in lowered):
        parse = morphology().parse(lowered)[0]
        name_like_pronoun = "NPRO" in parse.tag or "Apro" in parse.tag  # Того, the country
        return frozenset({lowered} if name_like_pronoun else {lowered, parse.normal_form.replace("ё", "е")})
    return frozenset({lowered})
