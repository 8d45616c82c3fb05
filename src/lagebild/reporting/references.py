"""References as they stand behind a sentence: ``E1–E3, S7``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from lagebild.knowledge.precedents import precedents
from lagebild.reporting.report import Refs


@cache
def _register() -> dict[str, int]:
    return {case.id: number for number, case in enumerate(precedents(), 1)}


def case_number(ident: str) -> int:
    """The number of a precedent in the register."""
    return _register()[ident]


def spans(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Successive numbers taken together: first and last of each run."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ((first, last) for first, last in runs)


def references(refs: Refs) -> list[tuple[str, str]]:
    """Each reference in words with the anchor that it leads to."""
    found = []
    cases = sorted(case_number(ident) for ident in refs.precedents)
    for letter, kind, numbers in (("E", "event", refs.events), ("S", "source", refs.sources), ("P", "case", cases)):
        for first, last in spans(numbers):
            text = f"{letter}{first}" if first == last else f"{letter}{first}–{letter}{last}"
            found.append((text, f"{kind}-{first}"))
    found += [(f"T {ident}", f"treaty-{ident.partition(' ')[0]}") for ident in refs.clauses]
    return found


def written(refs: Refs) -> str:
    """All references of a sentence in brackets, empty where there are none."""
    found = ", ".join(text for text, _ in references(refs))
    return f"[{found}]" if found else ""
