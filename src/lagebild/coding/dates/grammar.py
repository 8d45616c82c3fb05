"""The grammar of time expressions of a language: word classes and patterns from ``knowledge/time/<lang>.yaml``.

A pattern is a row of elements. ``word`` or ``a|b`` is one of these words, ``@list`` a word of a list, ``{class}`` a
member of a class, ``{class:name}`` the same under another name. ``?`` after an element makes it optional, ``~`` before
it forbids a blank before it. ``[`` and ``]`` enclose the words that belong to the expression; others are context. The
classes of ``RANGES`` need no list; ``number`` takes digits besides the words of its list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from lagebild.coding.dates.clauses import TenseWords
from lagebild.coding.dates.expression import Role
from lagebild.coding.dates.words import (
    RANGES,
    RuleRecord,
    TimeWords,
    Token,
    Value,
    Values,
    WordClass,
    compounds,
    in_range,
    normal,
)
from lagebild.knowledge.loading import records

Words = frozenset[str] | None

DIGITS = "#"
#: Signs that an optional rest leaves at the end of an expression.
DANGLING = frozenset({",", "-"})


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


class Grammar:
    """All patterns of a language, indexed by the words they can begin with."""

    def __init__(self, words: TimeWords) -> None:
        self.words, self.tense = words, TenseWords(words)
        self.classes = {
            name: WordClass(members, name in words.capital)
            for name, members in {**words.classes, **compounds(words)}.items()
        }
        self.lists = {name: frozenset(map(normal, forms)) for name, forms in words.lists.items()}
        self.roles: defaultdict[str, list[tuple[Role, tuple[str, ...]]]] = defaultdict(list)
        for role, phrases in words.roles.items():
            for phrase in map(normal, phrases):
                self.roles[phrase.split()[-1]].append((role, tuple(phrase.split())))
        self.rules = [self._compile(number, record) for number, record in enumerate(words.rules)]
        self.by_first: defaultdict[str, list[tuple[Rule, Words]]] = defaultdict(list)
        for rule in self.rules:
            for first, seconds in sorted(self._openings(rule).items()):
                self.by_first[first].append((rule, seconds))
        self.begins = {first: self._seconds(first) for first in (*self.by_first, DIGITS)}

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

    def _openings(self, rule: Rule) -> dict[str, Words]:
        """Words that the pattern can begin with, each with the words that can follow it (None: any)."""
        openings: dict[str, Words] = {}
        for i, element in enumerate(rule.elements):
            after = self._firsts(rule.elements[i + 1 :])
            for first, second in self._pairs(element):
                seconds = after if second is None else frozenset({second})
                known = openings.get(first, frozenset())
                openings[first] = None if seconds is None or known is None else known | seconds
            if not element.optional:
                break
        return openings

    def _pairs(self, element: Element) -> Iterator[tuple[str, str | None]]:
        """First word of each choice of an element, with the second word of those that have one."""
        yield from ((word, None) for word in element.words)
        for name, _ in element.classes:
            if name in RANGES:
                yield DIGITS, None
            entries = self.classes[name].by_first.values() if name in self.classes else ()
            yield from ((words[0], words[1] if len(words) > 1 else None) for group in entries for words, _ in group)

    def _firsts(self, elements: tuple[Element, ...]) -> Words:
        """Words that a row of elements can begin with; None where it can be empty."""
        firsts = set[str]()
        for element in elements:
            firsts |= {first for first, _ in self._pairs(element)}
            if not element.optional:
                return frozenset(firsts)
        return None

    def _seconds(self, first: str) -> Words:
        """Words that can follow the first of any pattern that begins with it; None where any can."""
        found = set[str]()
        for _, seconds in self.by_first.get(first, ()):
            if seconds is None:
                return None
            found |= seconds
        return frozenset(found)

    def may_begin(self, tokens: list[Token], position: int) -> bool:
        """Whether any pattern begins with the token at a position and the one behind it."""
        norm = tokens[position].norm
        if norm not in self.begins:
            return norm.isdigit()
        seconds = self.begins[norm]
        if seconds is None or norm.isdigit():
            return True
        after = tokens[position + 1].norm if position + 1 < len(tokens) else ""
        return after in seconds or (after.isdigit() and DIGITS in seconds)

    def matches(self, tokens: list[Token], position: int) -> Iterator[Match]:
        """Every pattern that begins at a token."""
        token, after = tokens[position], tokens[position + 1].norm if position + 1 < len(tokens) else ""
        rules = self.by_first.get(token.norm, [])
        kind = DIGITS if after.isdigit() else after
        for rule, seconds in [*rules, *self.by_first[DIGITS]] if token.norm.isdigit() else rules:
            possible = seconds is None or after in seconds or kind in seconds
            found = self._match(rule, tokens, position) if possible else None
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
            number = in_range(name, tokens[at].norm)
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


@cache
def grammar(lang: str) -> Grammar:
    """The grammar of ``de``, ``en`` or ``ru``."""
    return Grammar(records(f"time/{lang}.yaml", TypeAdapter(TimeWords)))
