"""Which sentences of a tagged text can tell of an act, so that only they need a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from lagebild.coding.acts import SHORTEST_END
from lagebild.coding.claims import TAKEN_UP, THAT
from lagebild.coding.denials import denial_verbs, has_denial_phrase
from lagebild.coding.slots import may_match
from lagebild.coding.tree import Words, words_of
from lagebild.knowledge.frames import Kind, frames
from lagebild.knowledge.reading import Toll, reading_words
from lagebild.text import Sentence
from lagebild.text.tokens import Doc

KINDS: tuple[Kind, ...] = ("verb", "noun", "adjective")
#: German words of up to this length may be the separated first part of a verb.
LONGEST_PARTICLE = 12


def may_tell(doc: Doc, lang: str) -> bool:
    """Whether a frame, a word of denial or a word for casualties may match in a sentence, whatever its tree will be."""
    words = words_of(doc)
    if not _always(lang).isdisjoint(words.all) or has_denial_phrase(words, lang):
        return True
    return any(_may_match(key, words, lang) for lemma in set(words.bases) for key in _forms(lemma, words, lang))


def chosen(sentences: Sequence[Sentence], lang: str) -> Iterator[Sentence]:
    """Those that may tell of an act, and those right behind them that may say who says so ("Das bestätigte …")."""
    behind = False
    for sentence in sentences:
        tells = may_tell(sentence.doc, lang)
        if tells or (behind and not (THAT[lang] | TAKEN_UP).isdisjoint(words_of(sentence.doc).all)):
            yield sentence
        behind = tells


def _may_match(lemma: str, words: Words, lang: str) -> bool:
    known = frames(lang)
    if lemma not in _lemmas(lang):
        return False
    return any(
        may_match(words, pattern.with_, lang) and (not pattern.particle or words.all.issuperset(pattern.particle.split()))
        for kind in KINDS
        for pattern in known.get((kind, lemma), ())
    )


@cache
def _lemmas(lang: str) -> frozenset[str]:
    """First words of all patterns."""
    return frozenset(lemma for _, lemma in frames(lang))


def _forms(lemma: str, words: Words, lang: str) -> Iterable[str]:
    """Lemmas under which the frames of a word may stand."""
    yield lemma
    if lang == "ru" and lemma.endswith(("ся", "сь")):
        yield lemma[:-2]
    if lang == "de":
        yield from (lemma[cut:] for cut in range(2, len(lemma) - SHORTEST_END + 1))
        yield from (word + lemma for word in words.all if len(word) <= LONGEST_PARTICLE)


@cache
def _always(lang: str) -> frozenset[str]:
    """Verbs of denial and words for casualties."""
    reading = reading_words(lang)
    losing = (word.lemma for word in reading.casualties.losing)
    return frozenset((*denial_verbs(lang), *_of(reading.killed), *_of(reading.wounded), *losing))


def _of(toll: Toll) -> Iterable[str]:
    listed = (*(word.lemma for word in (*toll.verbs, *toll.passive_verbs)), *toll.nouns, *toll.adjectives)
    return (lemma.lower().replace("ё", "е").split(" ")[0] for lemma in listed)
