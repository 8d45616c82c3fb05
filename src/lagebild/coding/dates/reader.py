"""Finds the time expressions of a text and resolves them against the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from lagebild.coding.dates.calendar import Meaning
from lagebild.coding.dates.clauses import Clauses
from lagebild.coding.dates.context import Context, number
from lagebild.coding.dates.expression import Role, TimeExpression
from lagebild.coding.dates.grammar import Grammar, Match, grammar
from lagebild.coding.dates.meaning import MEANINGS
from lagebild.coding.dates.words import Value, Values, tokens_of

LONGEST_ROLE_PHRASE = 4
#: Roles of a meaning that words before the expression may change.
PLACED = frozenset({"at", "since", "until"})
CLOCK_GAP = 2
#: A text published outside of these years is read as if its day were not known.
YEARS = range(1500, 2200)
#: Meanings that may be the last of a list ("3., 4. und 5. Oktober"), with the class that is listed.
LISTED = {"day": "day", "clock": "hour", "year": "year"}
#: Meanings counted from another day, which the text may name only afterwards.
ANCHORED = frozenset({"anchored_day", "anchored_distance", "clause_before"})


def time_expressions(
    text: str, lang: str, published: date | None, *, future: Callable[[int], bool] | None = None
) -> list[TimeExpression]:
    """The expressions of time in a text, from left to right, without overlap.

    Words of the language file (will, soll, намерен) show the future; where neither they nor words of the past stand in
    the clause, ``future`` may say of a code point offset whether the clause there is in the future.
    """
    return _Reading(text, grammar(lang), published, future).expressions()


@dataclass(frozen=True)
class _Found:
    match: Match
    meaning: Meaning
    role: Role
    without_anchor: bool = False


def _looks_back(match: Match) -> bool:
    """ "The day before": an aside, after which the text goes on with the day it was at."""
    return match.rule.record.means == "anchored_day" and (number(match.values, "offset") or 0) < 0


class _Reading:
    """One pass over one text."""

    def __init__(self, text: str, words: Grammar, published: date | None, future: Callable[[int], bool] | None) -> None:
        self.text, self.grammar = text, words
        self.published = published if published and published.year in YEARS else None
        self.tokens = tokens_of(text)
        self.clauses = Clauses(self.tokens, words.tense)
        self.future = future
        self.anchor: date | None = None
        self.anchored_at = 0
        self.main: date | None = None
        self.latest: date | None = None
        self.found: list[_Found] = []
        self.matched: dict[int, list[Match]] = {}

    def expressions(self) -> list[TimeExpression]:
        """All expressions."""
        position = 0
        while position < len(self.tokens):
            found = self._best(position) if self.grammar.may_begin(self.tokens, position) else None
            if found:
                self._keep(found)
                position = max(self.found[-1].match.end, position + 1)
            else:
                position += 1
        self.found.sort(key=lambda f: f.match.start)
        self._date_clocks()
        self._anchor_forward()
        return [self._expression(found) for found in self.found]

    def _best(self, position: int) -> _Found | None:
        matches = sorted(self._matches(position), key=lambda m: (-m.end, -m.stop, m.start, m.rule.number))
        for match in matches:
            if self.found and match.start < self.found[-1].match.end:
                continue
            if self._outdone(match, position):
                return None
            found = self._resolved(match)
            if found:
                return found
        return None

    def _matches(self, position: int) -> list[Match]:
        if position not in self.matched:
            self.matched[position] = list(self.grammar.matches(self.tokens, position))
        return self.matched[position]

    def _outdone(self, match: Match, position: int) -> bool:
        """Whether a longer expression begins among the words of this one, or of its context, and reaches further."""
        length = match.end - match.start
        return any(
            other.end > match.end and (at <= match.start or other.end - other.start >= length)
            for at in range(position + 1, match.end)
            for other in self._matches(at)
        )

    def _resolved(self, match: Match, values: Values | None = None) -> _Found | None:
        role = match.rule.record.role or self._role(match)
        means = MEANINGS[match.rule.record.means]
        meaning = means(match.values if values is None else values, self._context(match, role))
        if meaning is None:
            return None
        found_role = role if role and meaning.role in PLACED else meaning.role
        return _Found(match, meaning, found_role, self.anchor is None)

    def _context(self, match: Match, role: Role | None) -> Context:
        words, start = self.grammar.words, match.start
        before = self.tokens[start - 1].norm if start else ""
        past = self.clauses.past(start)
        future = self.clauses.future(start) or (role is None and not past and self.future is not None and self.future(self.tokens[start].start))
        if before in words.past_words:
            future, past = False, True
        ahead = role == "until" or before in words.ahead_words
        same = not self.clauses.sentence_ends(self.anchored_at, start)
        year = self._year_of_sentence(match)
        return Context(self.published, self.anchor, future, ahead, past, year, same, self.main, self.latest)

    def _keep(self, found: _Found) -> None:
        means = found.match.rule.record.means
        for other in self._listed(found, LISTED[means]) if means in LISTED else []:
            self._append(other)
        self._append(found)
        if means == "day" and self.grammar.words.list_order == "after":
            for other in self._listed_after(found):
                self._append(other)

    def _append(self, found: _Found) -> None:
        self.found.append(found)
        meaning = found.meaning
        if meaning.anchors and meaning.precision == "day" and meaning.first == meaning.last and meaning.first:
            self.anchor, self.anchored_at = meaning.first, found.match.end
            if not _looks_back(found.match):
                self.main = meaning.first
            if self.published is None or meaning.first <= self.published:
                self.latest = max(meaning.first, self.latest or meaning.first)

    def _role(self, match: Match) -> Role | None:
        start = match.start
        if self._norm(start - 1) in self.grammar.words.opening and self._norm(match.end) in self.grammar.words.closing:
            return "since"
        before = tuple(token.norm for token in self.tokens[max(0, start - LONGEST_ROLE_PHRASE) : start])
        longest: int = 0
        best: Role | None = None
        for role, phrase in self.grammar.roles.get(before[-1], ()) if before else ():
            if len(phrase) > longest and before[-len(phrase) :] == phrase:
                longest, best = len(phrase), role
        return best

    def _year_of_sentence(self, match: Match) -> int | None:
        """The year of a date just before in the sentence, where that lies well before publication."""
        if not self.found or self.published is None:
            return None
        last = self.found[-1]
        if last.meaning.first is None or self.clauses.sentence_ends(last.match.end, match.start):
            return None
        year = last.meaning.first.year
        named = "year" in last.match.values and last.meaning.precision in ("day", "month")
        return year if named and year < self.published.year - 1 else None

    def _listed(self, found: _Found, key: str) -> list[_Found]:
        """Days, hours or years before a full expression that share its rest: "3., 4. und 5. Oktober", "10-18 Uhr"."""
        listed: list[_Found] = []
        at, floor = found.match.start, self.found[-1].match.end if self.found else 0
        while True:
            span, joiner = self._before(at, key, floor)
            if span is None:
                return listed[::-1]
            other = self._one_listed(found, span, key)
            if other is None:
                return listed[::-1]
            listed.append(replace(other, role="since") if joiner == "range" else other)
            at = span[0]

    def _before(self, at: int, key: str, floor: int) -> tuple[tuple[int, int] | None, str]:
        """Token span of a number that a joiner ties to the expression beginning at ``at``."""
        joiner = self._norm(at - 1) if at - 1 > floor else ""
        kind = next((k for k, words in self.grammar.words.joiners.items() if joiner in words), "")
        number = at - 2
        if number > floor and self.tokens[number].text in (".", ",") and self._norm(number - 1).isdigit():
            number -= 1
        start = number
        if key == "hour" and number - 2 >= floor and self._norm(number - 1) == "." and self._norm(number - 2).isdigit():
            start -= 2
        longest = 4 if key == "year" else 2
        digits = self._norm(start) if start >= floor else ""
        if kind and digits.isdigit() and len(digits) <= longest and (key != "year" or len(digits) == longest):
            return (start, number + 1), kind
        return None, ""

    def _one_listed(self, found: _Found, span: tuple[int, int], key: str) -> _Found | None:
        start, end = span
        values: dict[str, Value] = {**found.match.values, key: int(self._norm(start))}
        values.pop("weekday", None)
        values.pop("minute", None)
        if end - start > 1:
            values["minute"] = int(self._norm(end - 1))
        return self._resolved(Match(found.match.rule, start, end, end, values), values)

    def _listed_after(self, found: _Found) -> list[_Found]:
        """Days after a month and day that share the month: "October 8 to 13", "Sept. 12, 13 and 14"."""
        listed: list[_Found] = []
        at = found.match.end
        while "year" not in found.match.values:
            kind = next((k for k, words in self.grammar.words.joiners.items() if self._norm(at) in words), "")
            day = self._norm(at + 1)
            if not kind or not day.isdigit() or len(day) > 2 or self._norm(at + 2).isalnum():
                return listed
            other = self._one_listed(found, (at + 1, at + 2), "day")
            if other is None:
                return listed
            listed.append(replace(other, role="until") if kind == "range" else other)
            at += 2
        return listed

    def _norm(self, position: int) -> str:
        return self.tokens[position].norm if 0 <= position < len(self.tokens) else ""

    def _date_clocks(self) -> None:
        """A clock time right before a day ("at 00:05 on 13 September") is on that day."""
        joiners = self.grammar.words.joiners
        for i, (clock, after) in enumerate(zip(self.found, self.found[1:], strict=False)):
            between = [token.norm for token in self.tokens[clock.match.end : after.match.start]]
            day = after.meaning.first
            if clock.match.rule.record.means != "clock" or len(between) > CLOCK_GAP or after.meaning.precision != "day":
                continue
            if day and not any(word in words for word in between for words in joiners.values()):
                time = clock.meaning.value.partition("T")[2]
                meaning = replace(clock.meaning, value=f"{day.isoformat()}T{time}", first=day, last=day)
                self.found[i] = replace(clock, meaning=meaning)

    def _anchor_forward(self) -> None:
        """Where no day was named before ("two days earlier ... on Sunday"), the day named after counts."""
        for i, found in enumerate(self.found):
            if not found.without_anchor or found.match.rule.record.means not in ANCHORED:
                continue
            self.anchor = self._day_after(i)
            again = self._resolved(found.match) if self.anchor else None
            if again:
                self.found[i] = again

    def _day_after(self, i: int) -> date | None:
        start = self.found[i].match.end
        for later in self.found[i + 1 :]:
            if self.clauses.sentence_ends(start, later.match.start):
                return None
            meaning, means = later.meaning, later.match.rule.record.means
            if meaning.anchors and meaning.precision == "day" and means not in ANCHORED:
                return later.meaning.first
        return None

    def _expression(self, found: _Found) -> TimeExpression:
        start, end = self.tokens[found.match.start].start, self.tokens[found.match.end - 1].end
        text, m = self.text[start:end], found.meaning
        return TimeExpression(start, end, text, m.type, m.value, m.first, m.last, m.precision, found.role)
