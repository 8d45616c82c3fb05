"""Words by which outlets mark corrections and updates of their own articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

from lagebild.knowledge.loading import Strict, records

RevisionKind = Literal["correction", "update"]
FILE = "outlets/revisions.yaml"


class RevisionWords(Strict):
    """Words of one kind by language: ``labels`` open a title or paragraph, ``notes`` stand in first or last lines."""

    kind: RevisionKind
    labels: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, tuple[str, ...]]


@cache
def revision_words() -> tuple[RevisionWords, ...]:
    """The kinds, corrections first."""
    return records(FILE, TypeAdapter(tuple[RevisionWords, ...]))


@cache
def _patterns() -> tuple[tuple[RevisionKind, re.Pattern[str], re.Pattern[str]], ...]:
    """For each kind the pattern of labels and that of notes."""
    return tuple((words.kind, _labels(words.labels), _notes(words.notes)) for words in revision_words())


def _all(words: Mapping[str, tuple[str, ...]]) -> str:
    found = sorted({word for listed in words.values() for word in listed}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found)


def _labels(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """A label before a colon, dash, stop, bracket, time of day or the end: ``UPDATE 1-``, ``Обновлено в 13:20``."""
    ending = r"(?=\s*(?:[:.)\]|–—!]|-|$)|\s+(?:um|at|в|on|am)?\s*\d{1,2}[:.]\d\d)"
    return re.compile(rf"^[\W_]*(?:{_all(words)})\s?\d?{ending}", re.IGNORECASE)


def _notes(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_all(words)})(?!\w)", re.IGNORECASE)


def revision_mark(title: str, head: str, tail: str) -> tuple[RevisionKind, str] | None:
    """Kind and words of the first mark in a title, in the first or in the last lines of a text; None where none is."""
    return next(_marks(title, head, tail), None)


def _marks(title: str, head: str, tail: str) -> Iterator[tuple[RevisionKind, str]]:
    lines = [title, *head.split("\n"), *tail.split("\n")]
    for kind, labels, notes in _patterns():
        for line in lines:
            found = labels.search(_without_dateline(line)) or notes.search(line)
            if found:
                yield kind, found.group().strip(" \t*▶►⚡️❗([–—-")


def _without_dateline(line: str) -> str:
    """The line without a place in capitals at its start: ``ЕРЕВАН. Обновлено. …``."""
    return re.sub(r"^\s*[A-ZÄÖÜА-ЯЁ][A-ZÄÖÜА-ЯЁ ,/-]{2,40}[.:—–-]\s+", "", line) if not _is_label(line) else line


def _is_label(line: str) -> bool:
    return any(labels.search(line) for _, labels, _ in _patterns())
