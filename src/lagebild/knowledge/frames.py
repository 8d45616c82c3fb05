"""Verb, noun and phrase frames of a language, indexed by the word that triggers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import TypeAdapter, field_validator

from lagebild.knowledge.loading import Strict, records

Words = Mapping[str, tuple[str, ...]]
Kind = Literal["verb", "noun", "adjective"]


def _tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class PatternRecord(Strict):
    """One pattern as it stands in the file."""

    lemma: tuple[str, ...]
    with_: Mapping[str, tuple[str, ...]] = {}
    without: Mapping[str, tuple[str, ...]] = {}
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    reflexive: bool = False
    symmetric: bool = False
    type: str | None = None
    mode: str | None = None
    needs: Literal["actor", "recipient", "both"] | None = None

    _words = field_validator("lemma", "actor", "recipient", mode="before")(_tuple)


class FrameRecord(Strict):
    """One kind of act as it stands in the file."""

    id: str
    type: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    verbs: tuple[PatternRecord, ...] = ()
    nouns: tuple[PatternRecord, ...] = ()
    adjectives: tuple[PatternRecord, ...] = ()

    @field_validator("verbs", "nouns", "adjectives", mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return [_spelled_out(item) for item in value] if isinstance(value, Sequence) else value


def _spelled_out(item: object) -> object:
    if isinstance(item, str):
        return {"lemma": (item,)}
    if isinstance(item, dict):
        fields = {("with_" if key == "with" else key): value for key, value in item.items()}
        for key in ("with_", "without"):
            if isinstance(fields.get(key), dict):
                fields[key] = {slot: _tuple(words) for slot, words in fields[key].items()}
        return fields
    return item


@dataclass(frozen=True)
class Pattern:
    """A pattern ready for matching: first word of the trigger, particle behind it, slots of the roles."""

    rule: str
    kind: Kind
    head: str
    particle: str | None
    with_: Words
    without: Words
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reflexive: bool
    symmetric: bool
    type: str
    mode: str | None
    context: tuple[str, ...]
    needs: str | None

    @property
    def weight(self) -> int:
        """How specific the pattern is: of two that match the same word the heavier wins."""
        return 2 * len(self.with_) + bool(self.particle) + self.reflexive


AGENTS = ("durch", "by", "ins", "von", "между", "zwischen", "between")
NOUN_ACTORS = ("gen", "adj", "compound", *AGENTS)


@cache
def frames(lang: str) -> Mapping[tuple[Kind, str], tuple[Pattern, ...]]:
    """Patterns by kind and first word (lower case); heavier patterns first."""
    index: defaultdict[tuple[Kind, str], list[Pattern]] = defaultdict(list)
    for frame in records(f"frames/{lang}.yaml", TypeAdapter(tuple[FrameRecord, ...])):
        kinds: tuple[tuple[Kind, tuple[PatternRecord, ...]], ...] = (
            ("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives),
        )  # fmt: skip
        for kind, patterns in kinds:
            for record in patterns:
                for lemma in record.lemma:
                    pattern = _pattern(lang, frame, kind, record, lemma)
                    index[kind, pattern.head].append(pattern)
    return {key: tuple(sorted(found, key=lambda p: -p.weight)) for key, found in index.items()}


def _pattern(lang: str, frame: FrameRecord, kind: Kind, record: PatternRecord, lemma: str) -> Pattern:
    head, particle = _head_and_rest(lang, kind, lemma)
    lowered = {slot: tuple(word.lower() for word in words) for slot, words in record.with_.items()}
    vetoed = {slot: tuple(word.lower() for word in words) for slot, words in record.without.items()}
    return Pattern(
        rule=f"{lang}/{frame.id}",
        kind=kind,
        head=head.lower(),
        particle=particle.lower() or None,
        with_=lowered,
        without=vetoed,
        actor=record.actor if record.actor is not None else (("subj",) if kind == "verb" else NOUN_ACTORS),
        recipient=record.recipient if record.recipient is not None else (("obj",) if kind == "verb" else ()),
        reflexive=record.reflexive,
        symmetric=record.symmetric,
        type=record.type or frame.type,
        mode=record.mode or frame.mode,
        context=frame.context,
        needs=record.needs,
    )


def _head_and_rest(lang: str, kind: Kind, lemma: str) -> tuple[str, str]:
    """Verbs and Russian nouns lead their phrase ("round up", "прекращение огня"), other nouns end it ("air strike")."""
    if kind == "verb" or lang == "ru":
        head, _, rest = lemma.partition(" ")
    else:
        rest, _, head = (apart(lemma) if lang == "en" else lemma).rpartition(" ")
    return head, rest


def apart(word: str) -> str:
    """An English word with hyphens as the tokenizer takes it apart: "cease - fire"."""
    return word.replace("-", " - ")
