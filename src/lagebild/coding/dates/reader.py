"""Finds the time expressions of a text and resolves them against the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from lagebild.coding.dates.calendar import Meaning
from lagebild.coding.dates.context import Context
from lagebild.coding.dates.expression import Role, TimeExpression
from lagebild.coding.dates.grammar import Grammar, Match, Rule, Token, Value, Values, grammar, normal, tokens_of
from lagebild.coding.dates.meaning import MEANINGS

CLAUSE_ENDS = frozenset(".;:!?,–—\"«»„“()")
SENTENCE_ENDS = frozenset(".!?;")
LONGEST_ROLE_PHRASE = 4
CLOCK_GAP = 3
#: Meanings whose day or month may be the second of a list ("3., 4. und 5. Oktober").
LISTED = frozenset({"day", "clock", "year"})


def time_expressions(
    text: str, lang: str, published: date | None, *, future: Callable[[int], bool] | None = None
) -> list[TimeExpression]:
    """The expressions of time in a text, from left to right, without overlap.

    ``future`` says of a code point offset whether the clause there is in the future; without it, words of the language file
    (will, soll, намерен) decide.
    """
    return _Reading(text, grammar(lang), published, future).expressions()


@dataclass(frozen=True)
class _Found:
    match: Match
    meaning: Meaning
    role: Role


class _Reading:
    """One pass over one text."""

    def __init__(self, text: str, words: Grammar, published: date | None, future: Callable[[int], bool] | None) -> None:
        self.text, self.grammar, self.published = text, words, published
        self.tokens = tokens_of(text)
        self.future = future or self._guess_future
        self.anchor: date | None = None
        self.found: list[_Found] = []
        self.roles = {
            role: [tuple(map(normal, phrase.split())) for phrase in phrases] for role, phrases in words.words.roles.items()
        }
        self.future_marks = [f" {normal(mark)} " for mark in words.words.future_marks]
        self.past_marks = [f" {normal(mark)} " for mark in words.words.past_marks]

    def expressions(self) -> list[TimeExpression]:
        """All expressions."""
        position = 0
        while position < len(self.tokens):
            found = self._best(position)
            if found:
                self._keep(found)
            position = max(self.found[-1].match.end, position + 1) if found else position + 1
        self._date_clocks()
        return [self._expression(found) for found in sorted(self.found, key=lambda f: f.match.start)]

    def _best(self, position: int) -> _Found | None:
        matches = sorted(
            self.grammar.matches(self.tokens, position), key=lambda m: (-m.end, -m.stop, m.start, m.rule.number)
        )
        for match in matches:
            if self.found and match.start < self.found[-1].match.end:
                continue
            if self._outdone(match, position):
                return None
            found = self._resolved(match)
            if found:
                return found
        return None

    def _outdone(self, match: Match, position: int) -> bool:
        """Whether a longer expression begins among the words of this one, or of its context, and reaches further."""
        later = range(position + 1, match.end)
        return any(
            other.end > match.end and (at <= match.start or other.end - other.start > match.end - match.start)
            for at in later
            for other in self.grammar.matches(self.tokens, at)
        )

    def _resolved(self, match: Match, values: Values | None = None) -> _Found | None:
        role = match.rule.record.role or self._role(match.start)
        future = self.future(self.tokens[match.start].start)
        context = Context(self.published, self.anchor, future, role == "until", self._year_of_sentence(match))
        meaning = MEANINGS[match.rule.record.means](match.values if values is None else values, context)
        if meaning is None:
            return None
        return _Found(match, meaning, role if role and meaning.role != "set" else meaning.role)

    def _keep(self, found: _Found) -> None:
        means = found.match.rule.record.means
        for other in self._listed(found) if means in LISTED else []:
            self._append(other)
        self._append(found)
        if means == "day" and self.grammar.words.list_order == "after":
            for other in self._listed_after(found):
                self._append(other)

    def _append(self, found: _Found) -> None:
        self.found.append(found)
        meaning = found.meaning
        if meaning.anchors and meaning.precision == "day" and meaning.first == meaning.last and meaning.first:
            self.anchor = meaning.first

    def _role(self, start: int) -> Role | None:
        before = tuple(token.norm for token in self.tokens[max(0, start - LONGEST_ROLE_PHRASE) : start])
        longest, best = 0, None
        for role, phrases in self.roles.items():
            for phrase in phrases:
                if len(phrase) > longest and before[-len(phrase) :] == phrase:
                    longest, best = len(phrase), role
        return best

    def _year_of_sentence(self, match: Match) -> int | None:
        """The year of a date just before, where that lies further back than the season of publication."""
        if not self.found or self.published is None:
            return None
        last = self.found[-1]
        between = self.tokens[last.match.end : match.start]
        if last.meaning.first is None or any(t.text in SENTENCE_ENDS for t in between) or last.meaning.type != "DATE":
            return None
        named = "year" in last.match.values and last.meaning.precision in ("day", "month")
        year = last.meaning.first.year
        return year if named and year < self.published.year - 1 else None

    def _guess_future(self, offset: int) -> bool:
        at = next((i for i, token in enumerate(self.tokens) if token.end > offset), len(self.tokens))
        low, high = at, at
        while low > 0 and self.tokens[low - 1].text not in CLAUSE_ENDS:
            low -= 1
        while high < len(self.tokens) and self.tokens[high].text not in CLAUSE_ENDS:
            high += 1
        clause = " " + " ".join(token.norm for token in self.tokens[low:high]) + " "
        return any(mark in clause for mark in self.future_marks) and not any(mark in clause for mark in self.past_marks)

    def _listed(self, found: _Found) -> list[_Found]:
        """Days, hours or years before a full expression that share its rest: "3., 4. und 5. Oktober", "10-18 Uhr"."""
        key = {"day": "day", "clock": "hour", "year": "year"}[found.match.rule.record.means]
        listed: list[_Found] = []
        at, floor = found.match.start, self.found[-1].match.end if self.found else 0
        while True:
            number, joiner = self._before(at, key, floor)
            if number is None:
                return listed[::-1]
            other = self._one_listed(found, number, key)
            if other is None:
                return listed[::-1]
            listed.append(replace(other, role="since") if joiner == "range" else other)
            at = number

    def _listed_after(self, found: _Found) -> list[_Found]:
        """Days after a month and day that share the month: "October 8 to 13", "Sept. 12, 13 and 14"."""
        listed: list[_Found] = []
        at = found.match.end
        while "year" not in found.match.values:
            kind = next((k for k, words in self.grammar.words.joiners.items() if self._norm(at) in words), "")
            day = self._norm(at + 1)
            if not kind or not day.isdigit() or len(day) > 2 or self._norm(at + 2).isalnum():
                return listed
            values: dict[str, Value] = {**found.match.values, "day": int(day)}
            values.pop("weekday", None)
            other = self._resolved(Match(found.match.rule, at + 1, at + 2, at + 2, values), values)
            if other is None:
                return listed
            listed.append(replace(other, role="until") if kind == "range" else other)
            at += 2
        return listed

    def _norm(self, position: int) -> str:
        return self.tokens[position].norm if position < len(self.tokens) else ""

    def _before(self, at: int, key: str, floor: int) -> tuple[int | None, str]:
        """Position of a number that a joiner ties to the expression beginning at ``at``."""
        tokens, joiners = self.tokens, self.grammar.words.joiners
        joiner = tokens[at - 1].norm if at - 1 > floor else ""
        kind = next((k for k, words in joiners.items() if joiner in words), "")
        number = at - 2
        if number > floor and tokens[number].text in (".", ",") and tokens[number - 1].norm.isdigit():
            number -= 1
        longest = 4 if key == "year" else 2
        if kind and number >= floor and tokens[number].norm.isdigit() and len(tokens[number].norm) <= longest:
            return (number, kind) if key != "year" or len(tokens[number].norm) == longest else (None, "")
        return None, ""

    def _one_listed(self, found: _Found, number: int, key: str) -> _Found | None:
        values: dict[str, Value] = {**found.match.values, key: int(self.tokens[number].norm)}
        values.pop("weekday", None)
        values.pop("minute", None)
        match = Match(found.match.rule, number, number + 1, number + 1, values)
        return self._resolved(match, values)

    def _date_clocks(self) -> None:
        """A clock time right before a day ("at 00:05 on 13 September") is on that day."""
        for i in range(len(self.found) - 1):
            clock, after = self.found[i], self.found[i + 1]
            day = after.meaning.first
            near = 0 <= after.match.start - clock.match.end <= CLOCK_GAP
            if clock.match.rule.record.means == "clock" and near and after.meaning.precision == "day" and day:
                time = clock.meaning.value.partition("T")[2]
                meaning = replace(clock.meaning, value=f"{day.isoformat()}T{time}", first=day, last=day)
                self.found[i] = replace(clock, meaning=meaning)

    def _expression(self, found: _Found) -> TimeExpression:
        start, end = self.tokens[found.match.start].start, self.tokens[found.match.end - 1].end
        m = found.meaning
        return TimeExpression(start, end, self.text[start:end], m.type, m.value, m.first, m.last, m.precision, found.role)


__all__ = ["Rule", "Token", "time_expressions"]
