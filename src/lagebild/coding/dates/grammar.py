"""The grammar of time expressions of a language: word classes and patterns from ``knowledge/time/<lang>.yaml``.

A pattern is a row of elements. ``word`` or ``a|b`` is one of these words, ``@list`` a word of a list, ``{class}`` a
member of a class, ``{class:name}`` the same under another name. ``?`` after an element makes it optional, ``~`` before
it forbids a blank before it. ``[`` and ``]`` enclose the words that belong to the expression; those outside are context.
The classes of ``RANGES`` need no list; ``number`` takes digits besides the words of its list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

from lagebild.coding.dates.expression import Role
from lagebild.knowledge.loading import Strict, records

Value = int | float | str
Values = Mapping[str, Value]

TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
DIGITS = "#"
#: Signs that an optional rest leaves at the end of an expression.
DANGLING = frozenset({",", "-"})
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


@dataclass(frozen=True)
class Token:
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


def normal(word: str) -> str:
    """Spelling by which words are compared."""
    return word.lower().replace("ё", "е").replace("’", "'")


@dataclass(frozen=True)
class Element:
    """One place of a pattern."""

    words: frozenset[str]
    classes: tuple[tuple[str, str], ...]
    optional: bool
    glued: bool


@dataclass(frozen=True)
class Rule:
    """A compiled pattern: ``opens`` and ``closes`` are the element positions of the brackets."""

    number: int
    elements: tuple[Element, ...]
    opens: int
    closes: int
    record: RuleRecord


@dataclass(frozen=True)
class Match:
    """Token positions of an expression and of the whole pattern, with the values of its classes."""

    rule: Rule
    start: int
    end: int
    stop: int
    values: Values


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


class Grammar:
    """All patterns of a language, indexed by the words they can begin with."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        self.classes = {
            name: WordClass(members, name in words.capital)
            for name, members in {**words.classes, **_compounds(words)}.items()
        }
        self.lists = {name: frozenset(map(normal, forms)) for name, forms in words.lists.items()}
        self.rules = [self._compile(number, record) for number, record in enumerate(words.rules)]
        self.by_first: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for first in self._firsts(rule):
                self.by_first[first].append(rule)

    def _compile(self, number: int, record: RuleRecord) -> Rule:
        elements: list[Element] = []
        opens = closes = -1
        for part in record.pattern.split():
            if part == "[":
                opens = len(elements)
            elif part == "]":
                closes = len(elements)
            else:
                elements.append(self._element(part))
        return Rule(number, tuple(elements), max(opens, 0), closes if closes >= 0 else len(elements), record)

    def _element(self, part: str) -> Element:
        optional, glued = part.endswith("?") and part != "?", part.startswith("~")
        words, classes = set[str](), []
        for choice in part.removeprefix("~").removesuffix("?" if optional else "").split("|"):
            if choice.startswith("{"):
                name, _, label = choice.strip("{}").partition(":")
                classes.append((name, label or name))
            elif choice.startswith("@"):
                words |= self.lists[choice[1:]]
            else:
                words.add(normal(choice))
        for name, _ in classes:
            if name not in self.classes and name not in RANGES:
                raise KeyError(name)
        return Element(frozenset(words), tuple(classes), optional, glued)

    def _firsts(self, rule: Rule) -> Iterator[str]:
        firsts = set[str]()
        for element in rule.elements:
            firsts |= element.words
            for name, _ in element.classes:
                firsts |= {DIGITS} if name in RANGES else set()
                firsts |= self.classes[name].by_first.keys() if name in self.classes else set()
            if not element.optional:
                break
        yield from sorted(firsts)

    def matches(self, tokens: list[Token], position: int) -> Iterator[Match]:
        """Every pattern that begins at a token."""
        token = tokens[position]
        rules = self.by_first.get(token.norm, ())
        for rule in [*rules, *self.by_first[DIGITS]] if token.norm.isdigit() else rules:
            found = self._match(rule, tokens, position)
            if found and self._fits(found, tokens):
                yield found

    def _match(self, rule: Rule, tokens: list[Token], position: int) -> Match | None:
        marks: dict[int, int] = {}
        values: dict[str, Value] = dict(rule.record.values)

        def step(element: int, at: int) -> int | None:
            if element == rule.opens:
                marks[0] = at
            if element == rule.closes:
                marks[1] = at
            if element == len(rule.elements):
                return at
            for length, label, value in self._choices(rule.elements[element], tokens, at):
                before = values.get(label)
                if label:
                    values[label] = value
                stop = step(element + 1, at + length)
                if stop is not None:
                    return stop
                if label:
                    values.pop(label)
                    if before is not None:
                        values[label] = before
            return step(element + 1, at) if rule.elements[element].optional else None

        stop = step(0, position)
        if stop is None:
            return None
        end = marks[1]
        while end > marks[0] and tokens[end - 1].text in DANGLING:
            end -= 1
        return Match(rule, marks[0], end, stop, values)

    def _choices(self, element: Element, tokens: list[Token], at: int) -> Iterator[tuple[int, str, Value]]:
        if at >= len(tokens) or (element.glued and tokens[at].spaced):
            return
        for name, label in element.classes:
            found = self.classes[name].match(tokens, at) if name in self.classes else None
            if found:
                yield found[0], label, found[1]
            number = _in_range(name, tokens[at].norm)
            if number is not None:
                yield 1, label, number
        if tokens[at].norm in element.words:
            yield 1, "", ""

    def _fits(self, match: Match, tokens: list[Token]) -> bool:
        record = match.rule.record
        if match.start >= match.end:
            return False
        if record.not_after and match.start and self._listed(record.not_after, tokens[match.start - 1]):
            return False
        return not (
            record.not_before and match.end < len(tokens) and self._listed(record.not_before, tokens[match.end])
        )

    def _listed(self, names: tuple[str, ...], token: Token) -> bool:
        for name in names:
            if name.startswith("@"):
                if token.norm in self.lists[name[1:]]:
                    return True
            elif name == "#":
                if token.norm.isdigit():
                    return True
            elif name == "Capital":
                if token.text[0].isupper():
                    return True
            elif name == "lower":
                if token.text[0].islower():
                    return True
            elif token.norm == name:
                return True
        return False


def _in_range(name: str, norm: str) -> int | None:
    if name not in RANGES or not norm.isdigit():
        return None
    low, high, shortest, longest = RANGES[name]
    if not shortest <= len(norm) <= longest:
        return None
    number = int(norm)
    return number if low <= number <= high else None


def _compounds(words: TimeWords) -> dict[str, dict[str | int | float, tuple[str, ...]]]:
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


@cache
def grammar(lang: str) -> Grammar:
    """The grammar of ``de``, ``en`` or ``ru``."""
    return Grammar(records(f"time/{lang}.yaml", TypeAdapter(TimeWords)))
