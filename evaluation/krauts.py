"""Measures the reading of German time expressions on KRAUTS (news with TIMEX3 annotations).

The corpus (github.com/JannikStroetgen/KRAUTS, CC BY-NC) is not part of the project; where it is missing the script says
so and ends. Scores follow TempEval-3: strict needs the same span, relaxed an overlapping one, value F1 a relaxed match
with the same value.
"""

from __future__ import annotations

import argparse
import html
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lagebild.coding.dates import time_expressions

ARCHIVE = "krauts_dolomiten.tar.xz"
FOLDER = Path(__file__).resolve().parents[2] / "shared" / "benchmarks"
CREATION = re.compile(r'<DCT>.*?value="([^"]*)"', re.DOTALL)
TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Annotation:
    """A gold or found expression."""

    start: int
    end: int
    type: str
    value: str


@dataclass
class Counts:
    """Matches summed over documents."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    typed: int = 0
    valued: int = 0

    def f1(self, matched: int) -> float:
        """F1 of a number of matches."""
        return 2 * matched / (self.gold + self.found) if self.gold + self.found else 0.0


def documents(archive: Path) -> Iterator[tuple[str, str, date, list[Annotation]]]:
    """Name, text, day of publication and annotations of each document."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            file = tar.extractfile(member) if member.name.endswith(".tml") else None
            if file is not None:
                source = file.read().decode("utf-8")
                created = CREATION.search(source)
                assert created is not None
                text, annotations = unmarked(source.partition("<TEXT>")[2].partition("</TEXT>")[0])
                yield member.name, text, date.fromisoformat(created.group(1)[:10]), annotations


def unmarked(marked: str) -> tuple[str, list[Annotation]]:
    """The text without its tags, and what they said."""
    parts: list[str] = []
    annotations: list[Annotation] = []
    length = last = 0
    for match in TIMEX.finditer(marked):
        before, inside = html.unescape(marked[last : match.start()]), html.unescape(match.group(2))
        start = length + len(before)
        attributes = dict(ATTRIBUTE.findall(match.group(1)))
        if inside.strip():
            annotations.append(Annotation(start, start + len(inside), attributes["type"], attributes["value"].strip()))
        parts += [before, inside]
        length, last = start + len(inside), match.end()
    return "".join(parts) + html.unescape(marked[last:]), annotations


def measure(archive: Path, *, show: bool = False) -> Counts:
    """Counts over the whole corpus; ``show`` prints what differs."""
    counts = Counts()
    for name, text, published, gold in documents(archive):
        expressions = time_expressions(text, "de", published)
        found = [Annotation(e.start, e.end, e.type, e.value) for e in expressions]
        compare(gold, found, counts)
        if show:
            show_differences(name, text, gold, found)
    return counts


def compare(gold: list[Annotation], found: list[Annotation], counts: Counts) -> None:
    """Adds one document."""
    counts.gold += len(gold)
    counts.found += len(found)
    free = list(found)
    for wanted in gold:
        overlapping = [f for f in free if f.start < wanted.end and wanted.start < f.end]
        if not overlapping:
            continue
        best = min(overlapping, key=lambda f: abs(f.start - wanted.start) + abs(f.end - wanted.end))
        free.remove(best)
        counts.relaxed += 1
        counts.strict += (best.start, best.end) == (wanted.start, wanted.end)
        counts.typed += best.type == wanted.type
        counts.valued += best.value == wanted.value


def show_differences(name: str, text: str, gold: list[Annotation], found: list[Annotation]) -> None:
    """Prints the expressions that only one side has."""
    only = [("-", g) for g in gold if g not in found] + [("+", f) for f in found if f not in gold]
    for sign, a in sorted(only, key=lambda pair: (pair[1].start, pair[0])):
        context = text[max(0, a.start - 25) : a.start] + "[" + text[a.start : a.end] + "]" + text[a.end : a.end + 20]
        print(sign, name.rpartition("/")[2][:8], a.type, a.value, "|", " ".join(context.split()))


def main() -> None:
    """Prints the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=FOLDER, help="folder that holds the corpus")
    parser.add_argument("--show", action="store_true", help="print every difference")
    arguments = parser.parse_args()
    archive = arguments.data / ARCHIVE
    if not archive.is_file():
        print(f"skipped: {archive} is not there (the corpus is at github.com/JannikStroetgen/KRAUTS)")
        return
    counts = measure(archive, show=arguments.show)
    print(f"gold {counts.gold}  found {counts.found}")
    for label, matched in (
        ("strict", counts.strict),
        ("relaxed", counts.relaxed),
        ("type", counts.typed),
        ("value", counts.valued),
    ):
        print(f"{label:8} F1 {counts.f1(matched):.3f}")


if __name__ == "__main__":
    main()
