"""The words of a language file, and the tokens of a text that they are compared with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from lagebild.coding.dates.expression import Role
from lagebild.knowledge.loading import Strict

Value = int | float | str
Values = Mapping[str, Value]

TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
#: Ranges of the classes made of digits, with the number of digits they are written with.
RANGES: Mapping[str, tuple[int, int, int, int]] = {
    "day": (1, 31, 1, 2), "monthnum": (1, 12, 1, 2), "year": (1000, 2199, 4, 4), "year2": (0, 99, 2, 2),
    "hour": (0, 24, 1, 2), "hour2": (0, 24, 2, 2), "minute": (0, 59, 2, 2), "recent": (1900, 2049, 4, 4),
    "digits": (0, 9999, 1, 4), "number": (0, 9999, 1, 4),
}  # fmt: skip


class RuleRecord(Strict):
    """One pattern and what it means (a name in ``meaning.MEANINGS``), with fixed values."""

    pattern: str
    means: str
    values: Mapping[str, Value] = {}
    role: Role | None = None
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class TimeWords(Strict):
    """A language file."""

    classes: Mapping[str, Mapping[str | int | float, tuple[str, ...]]]
    capital: tuple[str, ...] = ()
    compounds: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    lists: Mapping[str, tuple[str, ...]] = {}
    roles: Mapping[Literal["since", "until"], tuple[str, ...]] = {}
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    joiners: Mapping[Literal["list", "range"], tuple[str, ...]] = {}
    future_marks: tuple[str, ...] = ()
    past_marks: tuple[str, ...] = ()
    past_ending: str | None = None
    clause_words: tuple[str, ...] = ()
    ahead_words: tuple[str, ...] = ()
    past_words: tuple[str, ...] = ()
    list_order: Literal["before", "after"] = "before"
    rules: tuple[RuleRecord, ...]


#: For how many words their spelling for comparison is kept at hand.
REMEMBERED = 100_000


class Token(NamedTuple):
    """A word, number or sign; ``norm`` is lower case, ё as е."""

    start: int
    end: int
    text: str
    norm: str
    spaced: bool


def tokens_of(text: str) -> list[Token]:
    """All tokens of a text."""
    found, last = [], -1
    for match in TOKEN.finditer(text):
        word = match.group()
        found.append(Token(match.start(), match.end(), word, normal(word), match.start() != last))
        last = match.end()
    return found


@lru_cache(maxsize=REMEMBERED)
def normal(word: str) -> str:
    """Spelling by which words are compared."""
    return word.lower().replace("ё", "е").replace("’", "'")


class WordClass:
    """Words and word sequences with a value each."""

    def __init__(self, members: Mapping[str | int | float, tuple[str, ...]], capital: bool) -> None:
        self.capital = capital
        self.by_first: defaultdict[str, list[tuple[tuple[str, ...], Value]]] = defaultdict(list)
        for value, forms in members.items():
            for form in forms:
                words = tuple(normal(token.text) for token in tokens_of(form))
                self.by_first[words[0]].append((words, value))
        for entries in self.by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def match(self, tokens: list[Token], position: int) -> tuple[int, Value] | None:
        """Number of tokens and value of the longest member that stands at a position."""
        token = tokens[position]
        if self.capital and not token.text[0].isupper():
            return None
        for words, value in self.by_first.get(token.norm, ()):
            if all(a.norm == b for a, b in zip(tokens[position : position + len(words)], words, strict=False)) and (
                position + len(words) <= len(tokens)
            ):
                return len(words), value
        return None


def in_range(name: str, norm: str) -> int | None:
    """The number that a token of digits is for a class of ``RANGES``, None if it is none."""
    if name not in RANGES or not norm.isdigit():
        return None
    low, high, shortest, longest = RANGES[name]
    if not shortest <= len(norm) <= longest:
        return None
    number = int(norm)
    return number if low <= number <= high else None


def compounds(words: TimeWords) -> dict[str, dict[str | int | float, tuple[str, ...]]]:
    """Classes of joined words (Montagabend): every member of the first with every member of the second class."""
    made: dict[str, dict[str | int | float, tuple[str, ...]]] = {}
    for name, pairs in words.compounds.items():
        members: dict[str | int | float, tuple[str, ...]] = {}
        for first, second, *links in pairs:
            for a, a_forms in words.classes[first].items():
                for b, b_forms in words.classes[second].items():
                    forms = tuple(x + link + y.lower() for x in a_forms for link in (links or [""]) for y in b_forms)
                    members[f"{a} {b}"] = members.get(f"{a} {b}", ()) + forms
        made[name] = members
    return made
