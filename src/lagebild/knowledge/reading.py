"""Words by which claims, status, figures and topics are read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, field_validator

from lagebild.knowledge.loading import Strict, records

Grade = Literal["says", "confirms", "admits", "claims", "alleges", "doubts", "denies", "announces"]


class Word(Strict):
    """A word with the words that must or must not depend on it (slots as in frames)."""

    lemma: str
    with_: Mapping[str, tuple[str, ...]] = {}
    without: Mapping[str, tuple[str, ...]] = {}
    reflexive: bool = False
    xcomp: bool = False
    act: tuple[str, ...] = ()
    victim: tuple[str, ...] = ()

    @field_validator("with_", "without", mode="before")
    @classmethod
    def _lists(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {slot: (words,) if isinstance(words, str) else words for slot, words in value.items()}


class SpeechWord(Word):
    """A verb or noun of saying."""

    stance: Literal["asserts", "denies"] = "asserts"
    grade: Grade = "says"
    speaker: tuple[str, ...] = ("subj",)


class Boilerplate(Strict):
    """Lower-case starts and substrings of lines that are never coded."""

    starts: tuple[str, ...]
    contains: tuple[str, ...]
    equals: tuple[str, ...] = ()
    inline: tuple[str, ...] = ()


class Toll(Strict):
    """Words for killed or wounded: active verbs, verbs whose object suffers, nouns, fixed phrases."""

    verbs: tuple[Word, ...] = ()
    passive_verbs: tuple[Word, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()

    @field_validator("verbs", "passive_verbs", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return _spelled_out(value)


class OtherLosses(Strict):
    """Words for casualties that do not say which, for the missing, and verbs of losing people."""

    nouns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    losing: tuple[Word, ...] = ()

    @field_validator("losing", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return _spelled_out(value)


class Counting(Strict):
    """Words around numbers of people.

    Nouns for people that are no roles, words before and behind a part of a number, verbs of a number that rises, verbs
    whose subject states a number, nouns for a number of dead.
    """

    persons: tuple[str, ...]
    partitive: tuple[str, ...]
    parts: tuple[str, ...]
    rises: tuple[str, ...]
    tellers: tuple[str, ...]
    tolls: tuple[str, ...]


class ReadingWords(Strict):
    """The file of one language."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    speech_verbs: tuple[SpeechWord, ...]
    speech_nouns: tuple[SpeechWord, ...]
    speech_prepositions: tuple[str, ...]
    speech_phrases: tuple[str, ...]
    denial_phrases: tuple[str, ...]
    reporting_verbs: tuple[str, ...] = ()
    telling_verbs: tuple[str, ...] = ()
    speech_parentheticals: tuple[str, ...] = ()
    hearsay: tuple[str, ...]
    hearsay_verbs: tuple[str, ...] = ()
    negation: tuple[str, ...]
    negating_verbs: tuple[Word, ...]
    future_auxiliaries: tuple[str, ...]
    future_verbs: tuple[Word, ...]
    hypothetical_modals: tuple[str, ...]
    hypothetical_modal_forms: tuple[str, ...] = ()
    hearsay_modals: tuple[str, ...] = ()
    claim_modals: tuple[str, ...] = ()
    hypothetical_verbs: tuple[Word, ...]
    hypothetical_nouns: tuple[str, ...]
    hypothetical_adverbs: tuple[str, ...]
    conditional_marks: tuple[str, ...]
    conditional_verb_first: tuple[str, ...] = ()
    aspect_verbs: tuple[Word, ...]
    light_verbs: tuple[str, ...] = ()
    ability_verbs: tuple[Word, ...] = ()
    attempt: tuple[Word, ...] = ()
    past_marks: tuple[str, ...]
    past_marks_exclude: tuple[str, ...] = ()
    numbers: Mapping[str, int]
    vague: Mapping[str, int] = {}
    multipliers: Mapping[str, int]
    halves: Mapping[str, float] = {}
    at_least: tuple[str, ...]
    about: tuple[str, ...] = ()
    killed: Toll
    wounded: Toll
    casualties: OtherLosses = OtherLosses()
    counting: Counting
    denial_adjectives: tuple[str, ...] = ()
    topics: Mapping[str, Mapping[str, int]]
    pronouns: Mapping[str, object] = {}
    place_adverbs_of_context: tuple[str, ...] = ()
    both_sides: tuple[str, ...] = ()
    boilerplate: Boilerplate

    @field_validator(
        "speech_verbs", "speech_nouns", "negating_verbs", "future_verbs", "hypothetical_verbs", "aspect_verbs",
        "ability_verbs", "attempt", mode="before",
    )  # fmt: skip
    @classmethod
    def _words(cls, value: object) -> object:
        return _spelled_out(value)


def _spelled_out(value: object) -> object:
    """Short forms written out: a bare lemma, a list of lemmas that share an entry."""
    if not isinstance(value, list):
        return value
    spelled: list[dict[str, object]] = []
    for item in value:
        entry = (
            {"lemma": item} if isinstance(item, str) else {("with_" if k == "with" else k): v for k, v in item.items()}
        )
        lemmas = entry["lemma"]
        spelled.extend({**entry, "lemma": lemma} for lemma in (lemmas if isinstance(lemmas, list) else [lemmas]))
    return spelled


@cache
def reading_words(lang: str) -> ReadingWords:
    """The reading words of a language; raises KnowledgeError for a broken file."""
    return records(f"reading/{lang}.yaml", TypeAdapter(ReadingWords))


@cache
def index(lang: str, name: str) -> Mapping[str, tuple[Word, ...]]:
    """A list of words of a language (a field of ReadingWords, or ``killed.verbs``) by lower-case lemma."""
    found: object = reading_words(lang)
    for part in name.split("."):
        found = getattr(found, part)
    by_lemma: dict[str, list[Word]] = {}
    for word in found if isinstance(found, tuple) else ():
        by_lemma.setdefault(word.lemma.lower().replace("ё", "е"), []).append(word)
    return {lemma: tuple(sorted(words, key=lambda w: -len(w.with_))) for lemma, words in by_lemma.items()}


@cache
def reporting_verbs(lang: str) -> frozenset[str]:
    """Verbs that tell of somebody's words without claiming what they say, in lower case: quotations, not claims."""
    return frozenset(verb.lower().replace("ё", "е") for verb in reading_words(lang).reporting_verbs)


@cache
def telling_verbs(lang: str) -> frozenset[str]:
    """Verbs of deciding, planning and finding that quote only with a clause of what is decided, planned or found."""
    return frozenset(verb.lower().replace("ё", "е") for verb in reading_words(lang).telling_verbs)
