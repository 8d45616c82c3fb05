"""A guess at the tense of the clause around an expression, from the words of the language file alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from lagebild.coding.dates.words import TimeWords, Token, normal

CLAUSE_ENDS = frozenset('.;:!?,–—"«»„“()')
SENTENCE_ENDS = frozenset(".!?;")
#: In tokens: what is longer is no sentence or clause, and reading on would cost time that grows with the text.
LONGEST_SENTENCE, LONGEST_CLAUSE = 150, 60


class TenseWords:
    """Words of a language that end a clause or tell its tense, as they are compared."""

    def __init__(self, words: TimeWords) -> None:
        self.ends = CLAUSE_ENDS | set(map(normal, words.clause_words))
        self.future_marks = [f" {normal(mark)} " for mark in words.future_marks]
        self.past_marks = [f" {normal(mark)} " for mark in words.past_marks]
        self.past_ending = re.compile(words.past_ending) if words.past_ending else None


class Clauses:
    """Tense of the clauses of a text."""

    def __init__(self, tokens: list[Token], words: TenseWords) -> None:
        self.tokens, self.words = tokens, words
        self._at, self._text = -1, ""

    @cached_property
    def _ends(self) -> list[int]:
        """Positions of the signs that end a sentence."""
        return [i for i, token in enumerate(self.tokens) if token.text in SENTENCE_ENDS and not self._abbreviates(i)]

    def future(self, position: int) -> bool:
        """Whether a word of the future and none of the past stands in the clause."""
        clause = self._clause(position)
        return _any(self.words.future_marks, clause) and not _any(self.words.past_marks, clause)

    def past(self, position: int) -> bool:
        """Whether a word of the past and none of the future stands in the clause."""
        clause = self._clause(position)
        if _any(self.words.future_marks, clause):
            return False
        return _any(self.words.past_marks, clause) or bool(
            self.words.past_ending and any(self.words.past_ending.fullmatch(word) for word in clause.split())
        )

    def sentence_ends(self, start: int, stop: int) -> bool:
        """Whether a sentence ends between two token positions."""
        if stop - start > LONGEST_SENTENCE:
            return True
        return bisect_left(self._ends, stop) > bisect_left(self._ends, start)

    def _abbreviates(self, position: int) -> bool:
        """A full stop after a number or one or two letters ends no sentence."""
        before = self.tokens[position - 1].norm if position else ""
        return self.tokens[position].text == "." and (before.isdigit() or len(before) <= 2)

    def _clause(self, position: int) -> str:
        if position == self._at:
            return self._text
        low, high = position, position
        while low > max(0, position - LONGEST_CLAUSE) and not self._ends_clause(low - 1):
            low -= 1
        while high < min(len(self.tokens), position + LONGEST_CLAUSE) and not self._ends_clause(high):
            high += 1
        self._at, self._text = position, " " + " ".join(token.norm for token in self.tokens[low:high]) + " "
        return self._text

    def _ends_clause(self, position: int) -> bool:
        token = self.tokens[position]
        return (token.text in self.words.ends or token.norm in self.words.ends) and not (
            token.text == "." and self._abbreviates(position)
        )


def _any(marks: list[str], clause: str) -> bool:
    return any(mark in clause for mark in marks)
