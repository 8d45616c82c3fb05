"""Nouns that make a role out of a name: minister, army, gunmen, jets, village."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

from lagebild.knowledge.loading import Strict, records

#: For how many nouns their roles are kept at hand.
MOST_LEMMAS = 100_000

RoleKind = Literal["person", "organ", "people", "instrument", "ground", "unnamed", "anaphor", "relay"]


class Role(Strict):
    """One noun of the file; ``suffix`` also matches it as the last part of a compound."""

    lemma: str
    sector: str | None = None
    kind: RoleKind
    suffix: bool = False
    number: Literal["sing", "plur"] | None = None


@dataclass(frozen=True)
class Roles:
    """The nouns of a language by lower-case lemma, and those that end compounds."""

    lang: str
    words: Mapping[str, Role]
    suffixes: tuple[tuple[str, Role], ...]
    known: dict[str, Role | None] = field(default_factory=dict, compare=False, repr=False)

    def find(self, lemma: str) -> Role | None:
        """The role that a noun (or the end of a compound) stands for; worked out once for each noun."""
        if lemma not in self.known:
            if len(self.known) >= MOST_LEMMAS:
                self.known.clear()
            self.known[lemma] = self._found(lemma)
        return self.known[lemma]

    def _found(self, lemma: str) -> Role | None:
        lowered = lemma.lower().replace("ё", "е")
        if lowered in self.words:
            return self.words[lowered]
        head = lowered.rpartition("-")[2]
        if head != lowered and head in self.words:
            return self.words[head]
        return next((role for ending, role in self.suffixes if lowered.endswith(ending)), None)


@cache
def roles(lang: str) -> Roles:
    """The role nouns of a language; longer endings are tried first."""
    read = records(f"roles/{lang}.yaml", TypeAdapter(tuple[Role, ...]))
    words = {role.lemma.lower().replace("ё", "е").lstrip("-"): role for role in reversed(read)}
    ends = {role.lemma.lower().lstrip("-"): role for role in read if role.suffix or role.lemma.startswith("-")}
    return Roles(lang, words, tuple(sorted(ends.items(), key=lambda item: (-len(item[0]), item[0]))))
