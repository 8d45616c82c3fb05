"""PLOVER's event types with quad class, score and CAMEO equivalents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter

from lagebild.knowledge.loading import Strict, raw, records
from lagebild.model import Quad


class Mode(Strict):
    """How an act is done; ``cameo`` and ``goldstein`` override those of the type."""

    id: str
    cameo: str | None = None
    goldstein: float | None = None


class EventType(Strict):
    """One of PLOVER's 16 types; ``goldstein`` is its default score from -10 to 10."""

    id: str
    name: Mapping[str, str]
    definition: str
    quad: Quad
    goldstein: float
    cameo: str
    modes: tuple[Mode, ...] = ()

    def mode(self, name: str | None) -> Mode | None:
        """A mode by its id."""
        return next((mode for mode in self.modes if mode.id == name), None)

    def score(self, mode: str | None) -> float:
        """Goldstein score of the mode, or of the type where the mode has none."""
        found = self.mode(mode)
        return found.goldstein if found is not None and found.goldstein is not None else self.goldstein

    def cameo_code(self, mode: str | None) -> str:
        """CAMEO equivalent of the mode, or of the type."""
        found = self.mode(mode)
        return found.cameo if found is not None and found.cameo is not None else self.cameo


class Context(Strict):
    """A context of an event with the words that point to it, per language."""

    id: str
    name: Mapping[str, str]
    definition: str
    keywords: Mapping[str, tuple[str, ...]]


@cache
def event_types() -> Mapping[str, EventType]:
    """The types by id."""
    found = records("ontology.yaml", TypeAdapter(tuple[EventType, ...]), raw("ontology.yaml")["types"])
    return {event_type.id: event_type for event_type in found}


@cache
def contexts() -> tuple[Context, ...]:
    """The contexts."""
    return records("ontology.yaml", TypeAdapter(tuple[Context, ...]), raw("ontology.yaml")["contexts"])


@cache
def context_words(lang: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Identifier of each context with the lower-case lemmas that speak for it in a language."""
    return tuple((c.id, frozenset(word.lower() for word in c.keywords.get(lang, ()))) for c in contexts())
