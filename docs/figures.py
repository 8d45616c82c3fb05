"""Writes measured figures into the pages (``make figures``): what ``python -m evaluation --json`` prints comes in.

Between ``<!-- figures: NAME -->`` and ``<!-- end -->`` stands what this module wrote, the rest is left alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from lagebild import CODER

DOCS = Path(__file__).parent
PAGES = (DOCS / "figures.md", DOCS.parent / "README.md")
MARKED = re.compile(r"(<!-- figures: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
#: What the README tells of: set, name of the figure, in plain words.
CHIEF = (
    ("dev", "type f1", "gold passages: type of event right (F1)"),
    ("dev", "event f1", "gold passages: type, all actors and all recipients right (F1)"),
    ("dev", "event precision", "gold passages: the same, of the events given (precision)"),
    ("dev", "full f1", "gold passages: the same with status and claimants (F1)"),
    (
        "dev",
        "claimed_by_when_claimed accuracy",
        "gold passages: who says so, where somebody does (share right)",
    ),
    ("dev", "false alarms", "gold passages without an event in which one was found"),
    ("situation", "reprint pairs f1", "situation corpus: pairs of reprints (F1)"),
    ("situation", "grouping f1", "situation corpus: mentions grouped to events (F1)"),
    ("situation", "origins exact", "situation corpus: number of independent origins exactly right"),
    ("situation", "disputes f1", "situation corpus: contested events (F1)"),
    ("situation", "casualty figures f1", "situation corpus: casualty figures with claimant and side (F1)"),
    ("stories", "f1", "the same story in two languages: events alike (F1)"),
    ("swap", "de same", "names of two states exchanged, German: nothing else changes (share)"),
    ("swap", "en same", "the same, English"),
    ("swap", "ru same", "the same, Russian"),
    ("plv", "root macro f1", "PLV, pair given: root type (macro-F1)"),
    ("krauts", "value f1", "KRAUTS (Dolomiten): German time expressions with their value (F1)"),
)

Measured: TypeAlias = Mapping[str, Mapping[str, float | None]]


def read(stream: Iterable[str]) -> Measured:
    """Values by set and figure, out of what ``python -m evaluation --json`` prints."""
    printed = json.loads("".join(stream))
    return {
        name: {figure: found["value"] for figure, found in told["figures"].items()} for name, told in printed.items()
    }


def chief(measured: Measured) -> str:
    """The table of the README."""
    rows = ((words, measured.get(name, {}).get(figure)) for name, figure, words in CHIEF)
    return table(("measured", CODER), ((words, shown(value)) for words, value in rows if value is not None))


def whole(figures: Mapping[str, float | None]) -> str:
    """The table of one set."""
    return table(("figure", CODER), ((name, shown(value)) for name, value in figures.items()))


def table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    """Two columns in Markdown, the second one right-aligned."""
    return "\n".join([f"| {head[0]} | {head[1]} |", "| --- | ---: |", *(f"| {one} | {two} |" for one, two in rows), ""])


def shown(value: float | None) -> str:
    """Counts whole, everything else with three places."""
    if value is None:
        return "–"
    return str(int(value)) if value == int(value) and value > 1 else f"{value:.3f}"


def written(page: str, measured: Measured) -> str:
    """The page with new tables; one of whose sets any was not measured stays as it is."""

    def put(match: re.Match[str]) -> str:
        name = match[2]
        if name == "chief":
            whole_run = all(wanted in measured for wanted, _, _ in CHIEF)
            return match[1] + chief(measured) + match[3] if whole_run else match[0]
        return match[1] + whole(measured[name]) + match[3] if name in measured else match[0]

    return MARKED.sub(put, page)


def main() -> None:
    """Standard input into all pages."""
    measured = read(sys.stdin)
    for page in PAGES:
        page.write_text(written(page.read_text(encoding="utf-8"), measured), encoding="utf-8")


if __name__ == "__main__":
    main()
