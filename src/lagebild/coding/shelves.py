"""Patterns of a word found by the other words of its sentence, so that only those are tried that may match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lagebild.coding.slots import word_list
from lagebild.coding.tree import Words
from lagebild.knowledge.frames import Kind, Pattern, frames

#: For how many words it is kept at hand which patterns begin with them.
REMEMBERED = 100_000


@dataclass(frozen=True)
class Shelf:
    """The patterns of a word, heavier ones first; those that ask for other words lie under words one of which must be there."""

    patterns: tuple[Pattern, ...]
    free: tuple[int, ...]
    by_word: Mapping[str, tuple[int, ...]]
    compounds: bool

    def fitting(self, sentence: Words) -> tuple[Pattern, ...]:
        """The patterns whose words may all stand in the sentence."""
        if not self.by_word:
            return self.patterns
        found = self.by_word.keys() & (sentence.ends if self.compounds else sentence.all)
        if not found:
            return tuple(self.patterns[number] for number in self.free)
        wanted = {number for word in found for number in self.by_word[word]}
        return tuple(self.patterns[number] for number in sorted(wanted.union(self.free)))


@lru_cache(maxsize=REMEMBERED)
def shelf(kind: Kind, lemma: str, lang: str) -> Shelf | None:
    """The patterns that begin with a lemma; None for nearly all words."""
    patterns = frames(lang).get((kind, lemma), ())
    free: list[int] = []
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for number, pattern in enumerate(patterns):
        words = _needed(pattern, lang)
        for word in words:
            by_word[word].append(number)
        if not words:
            free.append(number)
    return Shelf(patterns, tuple(free), {word: tuple(found) for word, found in by_word.items()}, lang == "de") if patterns else None


def _needed(pattern: Pattern, lang: str) -> frozenset[str]:
    """Words, or ends of words, one of which stands in every sentence that a pattern matches; the fewest of a slot."""
    slots = [word_list(words, lang) for words in pattern.with_.values()]
    choices = [words.single | {max(parts, key=len) for parts in words.phrases.values()} for words in slots]
    if pattern.particle:
        choices.append(frozenset({pattern.particle.rpartition(" ")[2]}))
    return min(choices, key=len, default=frozenset())
