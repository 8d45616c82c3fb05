"""Which sentences of a tagged text can tell of an act, so that only they need a tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from lagebild.coding.acts import KINDS, REFLEXIVES, SHORTEST_END, kind_of, stops
from lagebild.coding.claims import TAKEN_UP, THAT
from lagebild.coding.denials import has_denial_phrase
from lagebild.coding.echoes import CONFIRMING, TELLING
from lagebild.coding.figures import has_loss_word
from lagebild.coding.shelves import REMEMBERED, Shelf, shelf
from lagebild.coding.slots import may_match
from lagebild.coding.tree import Words, words_of
from lagebild.coding.truce_pronouns import may_mean_truce, tells_of_truce
from lagebild.knowledge.frames import Kind, Pattern, frames
from lagebild.knowledge.reading import Word, reading_words
from lagebild.text import Sentence
from lagebild.text.tokens import Doc, Token

#: Words up to this place of a sentence may take up the one before.
OPENING = 5
#: Tags of German words that join what follows to what stands before.
JOINING = frozenset({"KON", "KOUS"})


@dataclass(frozen=True)
class Signs:
    """What a sentence may tell of, whatever its tree will be: acts of some types, a denial, losses, who else says it."""

    types: frozenset[str] = frozenset()
    denial: bool = False
    loss: bool = False
    echo: bool = False


class Entries(NamedTuple):
    """The patterns of acts and the verbs of denial and loss that begin with a lemma."""

    acts: Shelf | None
    denials: tuple[Word, ...]
    losses: tuple[Word, ...]


def signs(doc: Doc, lang: str) -> Signs:
    """What a sentence may tell of by its words."""
    words = words_of(doc)
    particles = (
        frozenset(token.lower_ for token in doc if _may_be_particle(token)) if lang == "de" else frozenset[str]()
    )
    types: set[str] = set()
    denial, loss = has_denial_phrase(words, lang), has_loss_word(words, lang)
    for token in doc:
        for found in _told_by(token, particles, lang):
            patterns = found.acts.fitting(words) if found.acts is not None else ()
            types.update(p.type for p in patterns if p.type not in types and not stops(p) and _may_apply(p, words, lang))
            denial = denial or any(_may_stand(word, words, lang) for word in found.denials)
            loss = loss or any(_may_stand(word, words, lang) for word in found.losses)
    return Signs(frozenset(types), denial, loss, not (CONFIRMING[lang] | TELLING[lang]).isdisjoint(words.all))


def _told_by(token: Token, particles: frozenset[str], lang: str) -> Iterator[Entries]:
    """What a word may tell by itself or, a German verb, with any of the particles."""
    parted = bool(particles) and token.verb
    if not parted and not _is_listed(token.base, lang):
        return
    kind = kind_of(token)
    if kind is None:
        return
    for lemma in (*_lemmas(token.base, kind == "noun", lang), *((particle + token.base for particle in particles) if parted else ())):
        found = _entries(kind, lemma, lang)
        if found is not None:
            yield found


@lru_cache(maxsize=REMEMBERED)
def _is_listed(base: str, lang: str) -> bool:
    """Whether a word of any kind is the first of some entry."""
    return any(_entries(kind, lemma, lang) is not None for kind in KINDS for lemma in _lemmas(base, kind == "noun", lang))


@lru_cache(maxsize=REMEMBERED)
def _entries(kind: Kind, lemma: str, lang: str) -> Entries | None:
    """What a lemma may tell as a word of a kind; None for nearly all words."""
    found = Entries(shelf(kind, lemma, lang), _denials(lang).get(lemma, ()), _losses(lang).get(lemma, ()))
    return found if any(found) else None


def chosen(sentences: Sequence[Sentence], lang: str) -> Iterator[Sentence]:
    """Those that may tell of an act, of losses or of a denial, or who says what the one before tells.

    Denials and confirmations are of no use in a text that tells of nothing else.
    """
    found = [signs(sentence.doc, lang) for sentence in sentences]
    acts, truce = any(each.types for each in found), any(tells_of_truce(sentence.doc) for sentence in sentences)
    before = False
    for sentence, each in zip(sentences, found, strict=True):
        tells = (
            bool(each.types)
            or each.loss
            or ((each.denial or each.echo) and acts)
            or (truce and may_mean_truce(sentence.doc))
        )
        if tells or (before and _takes_up(sentence.doc, lang)):
            yield sentence
        before = tells


def _takes_up(doc: Doc, lang: str) -> bool:
    """The sentence may take up the one before."""
    return not (THAT[lang] | TAKEN_UP).isdisjoint(
        word for token in doc[:OPENING] for word in (token.lower_, token.base)
    )


def _may_apply(pattern: Pattern, words: Words, lang: str) -> bool:
    if pattern.particle and not words.all.issuperset(pattern.particle.split(" ")):
        return False
    return may_match(words, pattern.with_, lang) and not (pattern.reflexive and REFLEXIVES.isdisjoint(words.all))


def _may_stand(word: Word, words: Words, lang: str) -> bool:
    return words.all.issuperset(word.lemma.lower().replace("ё", "е").split(" ")[1:]) and may_match(
        words, word.with_, lang
    )


def _may_be_particle(token: Token) -> bool:
    """The separated first part of a German verb; a word at the end of a clause may be one, whatever its tag."""
    if token.tag_ == "PTKVZ":
        return True
    behind = token.doc[token.i + 1 : token.i + 2]
    return token.is_alpha and (not behind or behind[0].is_punct or behind[0].tag_ in JOINING)


@lru_cache(maxsize=REMEMBERED)
def _lemmas(base: str, noun: bool, lang: str) -> tuple[str, ...]:
    """Lemmas under which a word without particle may stand; a German noun also under its ends."""
    if lang == "ru" and base.endswith(("ся", "сь")):
        return base, base[:-2]
    if lang == "de" and noun:
        return (
            base,
            *(base[cut:] for cut in range(2, len(base) - SHORTEST_END + 1) if ("noun", base[cut:]) in frames(lang)),
        )
    return (base,)


@cache
def _denials(lang: str) -> Mapping[str, tuple[Word, ...]]:
    """Verbs of denial by first word."""
    return _by_first(word for word in reading_words(lang).speech_verbs if word.stance == "denies")


@cache
def _losses(lang: str) -> Mapping[str, tuple[Word, ...]]:
    """Verbs of killing, wounding and losing people by first word."""
    reading = reading_words(lang)
    return _by_first((*reading.killed.verbs, *reading.killed.passive_verbs, *reading.wounded.verbs, *reading.wounded.passive_verbs,
                      *reading.casualties.losing))  # fmt: skip


def _by_first(words: Iterable[Word]) -> Mapping[str, tuple[Word, ...]]:
    found: defaultdict[str, list[Word]] = defaultdict(list)
    for word in words:
        found[word.lemma.lower().replace("ё", "е").split(" ")[0]].append(word)
    return {first: tuple(entries) for first, entries in found.items()}
