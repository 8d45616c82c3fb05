"""HanTa's tagger with the same results in less time: what is asked of every part of a word is looked up once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from operator import itemgetter

import numpy as np
from HanTa.HanoverTagger import EMPTY, END, END_UNKNOWN, START, UNKNOWN, HanoverTagger

REMEMBERED_WORDS = 50_000
#: Below this logarithm nothing is likely.
LEAST = -1e6
#: So many states of a row are followed, and those that are hardly less likely.
BEST_OF_WORD, BEST_OF_SENTENCE, MARGIN = 3, 5, 1
#: Tags of a word that are so much less likely than its first are no tags of it.
CUTOFF = 5
#: Longer parts of words are all alike; ends of up to so many letters tell what an unknown part is.
LONGEST_PART, LONGEST_END = 24, 4
#: Unknown parts have more letters than this, but in words shorter than that.
SHORTEST_PART, SHORT_WORD = 2, 4
#: What it costs to take a whole word for one unknown part.
WHOLE = 4.6

State = tuple[int, int]
"""A tag and the one before it."""
Steps = Mapping[State, tuple[Mapping[int, float], Sequence[tuple[int, float]]]]
"""The tags that may follow a state, with the logarithm of how likely they do; those that unknown parts may have."""
Lattice = tuple[list[dict[State, float]], list[dict[State, tuple[State, int]]]]
"""By position the states that are reached there with their scores, and whence each is reached best."""
NONE: Mapping[int, float] = {}


class Hanover(HanoverTagger):  # type: ignore[misc]
    """A HanTa model that remembers the words and parts of words that it has analysed."""

    def __init__(self, filename: str) -> None:
        super().__init__(filename)
        for method in ("_analyze", "_tag_word", "analyze_forward"):
            setattr(self, method, lru_cache(maxsize=REMEMBERED_WORDS)(getattr(self, method)))
        self.ends, self.suffixes = cache(self._ends), cache(self._suffixes)
        self.towards = cache(self._towards)
        self.guessable = [tag for tag in self.LP_hapax_t if tag in self.LP_s_t]
        self.rare = [
            {t: self.Int_t + self.LP_hapax_t[t] + self.LP_len_t[t][size] for t in self.guessable}
            for size in range(LONGEST_PART + 1)
        ]
        self.steps = self._steps(frozenset(self.LP_m_t))
        self.last_steps = {state: dict(found) for state, found in self.LP_trans_final.items()}
        self.known: dict[str, dict[int, float]] = {}
        for tag, parts in self.LP_m_t.items():
            for part, score in parts.items():
                self.known.setdefault(part, {})[tag] = score

    def analyze_forward(self, word: str) -> list[tuple[int, float]]:
        """Tags that a word may have by its form, with scores, the likeliest first."""
        last: dict[State, float] = {}
        for state, score in self._lattice(word, self.steps, strict=self.strict)[0][-1].items():
            for tag, step in self.last_steps.get(state, {}).items():
                if score + step > last.get((state[1], tag), LEAST):
                    last[state[1], tag] = score + step
        found: dict[int, float] = {}
        for (_, tag), score in last.items():
            found[-tag] = float(np.logaddexp(found[-tag], score)) if -tag in found else score
        return sorted(found.items(), key=itemgetter(1), reverse=True) or [(UNKNOWN, 0)]

    def analyze_viterbi(self, word: str, targetpos: int) -> list[tuple[int, int]]:
        """The parts of a word that has a tag: kind and end of each; unknown ones only where known ones do not do."""
        for strict in (True, False):
            rows, before = self._lattice(word, self.towards(targetpos), strict=strict)
            ends = {
                state: score + self.last_steps.get(state, {}).get(targetpos, -math.inf)
                for state, score in rows[-1].items()
            }
            state = max(ends, key=ends.__getitem__, default=None)
            if state is not None and ends[state] > LEAST:
                return [*_way(before, state), (targetpos, len(word) + 1)]
        return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]

    def tag_sent_viterbi(self, sent: Sequence[str], casesensitive: bool = True) -> list[int]:
        """The tags of the words of a sentence."""
        row: dict[State, float] = {(EMPTY, START): 0.0}
        back: list[dict[State, State]] = []
        for place, word in enumerate(sent):
            scores = dict(
                self._tag_word(word, cutoff=CUTOFF, casesensitive=casesensitive and place > 0, conditional=True)
            )
            if not scores or list(scores) == [UNKNOWN]:
                scores = dict.fromkeys(self.LP_wtag, 0.0)
            bound = _bound(row, BEST_OF_SENTENCE)
            reached: dict[State, float] = {}
            whence: dict[State, State] = {}
            for state, before in row.items():
                if before < bound:
                    continue
                steps = self.LP_trans_word[state]
                for tag, own in scores.items():
                    if tag not in steps or tag == END:
                        continue
                    score, following = before + steps[tag] + own, (state[1], tag)
                    if score > reached.get(following, LEAST):
                        reached[following], whence[following] = score, state
            row = reached
            back.append(whence)
        return _tags(back, max(row, key=lambda state: row[state] + self.LP_trans_word[state].get(END, -math.inf)))

    def _lattice(self, word: str, steps: Steps, *, strict: bool) -> Lattice:
        """All that a word may consist of, from left to right; ``strict``: of known parts alone."""
        rows: list[dict[State, float]] = [{(EMPTY, START): 0}, *({} for _ in word)]
        whence: list[dict[State, tuple[State, int]]] = [{} for _ in rows]
        for start, row in enumerate(rows[:-1]):
            bound = _bound(row, BEST_OF_WORD)
            open_ = [(state, score, *steps[state]) for state, score in row.items() if score >= bound and state in steps]
            for end in range(start + 1, len(rows)) if open_ else ():
                part = word[start:end]
                known, reached, back = self.known.get(part, NONE), rows[end], whence[end]
                guessed = NONE if strict else self._guessed(part, len(word))
                for state, before, following, unknown in open_ if known or guessed else ():
                    found = (
                        [(tag, following[tag], own) for tag, own in known.items() if tag in following] if known else []
                    )
                    if guessed:
                        found += [
                            (tag, step, guessed[tag]) for tag, step in unknown if tag in guessed and tag not in known
                        ]
                    for tag, step, own in found:
                        score, new = before + step + own, (state[1], tag)
                        if score > reached.get(new, LEAST):
                            reached[new], back[new] = score, (state, start)
        return rows, whence

    def _guessed(self, part: str, length: int) -> Mapping[int, float]:
        """Kinds that an unknown part of a word of some length may be."""
        size = len(part)
        if length >= SHORT_WORD and size <= SHORTEST_PART:
            return NONE
        guessed = self.ends(part[-min(LONGEST_END, size - 1) :] if size > 1 else "", min(size, LONGEST_PART))
        return {tag: score - WHOLE for tag, score in guessed.items()} if size == length else guessed

    def _ends(self, end: str, size: int) -> Mapping[int, float]:
        """Kinds that an unknown part of some length with this end may be."""
        rare = self.rare[size]
        return {tag: rare[tag] + likely for tag, likely in self.suffixes(end)}

    def _suffixes(self, end: str) -> Sequence[tuple[int, float]]:
        """What the longest known end of an unknown part tells of its kind."""
        found = []
        for tag in self.guessable:
            ends = self.LP_s_t[tag]
            known = next((end[cut:] for cut in range(len(end)) if end[cut:] in ends), "")
            if ends[known] > LEAST:
                found.append((tag, ends[known]))
        return found

    def _towards(self, target: int) -> Steps:
        """The steps that may lead to a last tag."""
        return self._steps(self.reachability.get(target, frozenset()))

    def _steps(self, allowed: Set[int]) -> Steps:
        """The steps inside of a word to allowed tags."""
        following = {state: {t: p for t, p in found if t in allowed} for state, found in self.LP_trans_nonfinal.items()}
        return {
            state: (found, [(tag, found[tag]) for tag in self.guessable if tag in found])
            for state, found in following.items()
        }


def _bound(row: Mapping[State, float], number: int) -> float:
    """The score below which states of a row are not followed."""
    return sorted(row.values(), reverse=True)[number] - MARGIN if len(row) > number else LEAST


def _way(whence: Sequence[Mapping[State, tuple[State, int]]], state: State) -> list[tuple[int, int]]:
    """Kinds and ends of the parts up to a state at the end of the word."""
    found, end = [], len(whence) - 1
    while end > 0:
        found.append((state[1], end))
        state, end = whence[end][state]
    return found[::-1]


def _tags(back: Sequence[Mapping[State, State]], state: State) -> list[int]:
    """The tags on the way to a state behind the last word."""
    found = []
    for whence in reversed(back):
        found.append(state[1])
        state = whence[state]
    return found[::-1]
