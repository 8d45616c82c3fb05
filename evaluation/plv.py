"""PLV: English sentences with a marked pair and the PLOVER root of what one does to the other.

The data are those of "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot Political Relation
Classification" (Hu et al., ACL 2024; github.com/snowood1/Zero-Shot-PLOVER), here the training part. ``YIELD`` is
CONCEDE and RETREAT in one. Scores are macro-F1 over the labels of the data, as in the paper.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.data import unpacked
from evaluation.measured import Figure, Measured
from lagebild.coding.relation import relation
from lagebild.model import Quad

MARK = re.compile("<(/?)([st])>")
#: Types that the data have as one.
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUADS: Mapping[str, Quad] = {
    "AGREE": "verbal_cooperation", "CONSULT": "verbal_cooperation", "SUPPORT": "verbal_cooperation",
    "YIELD": "material_cooperation", "COOPERATE": "material_cooperation", "AID": "material_cooperation",
    "REQUEST": "verbal_conflict", "ACCUSE": "verbal_conflict", "REJECT": "verbal_conflict",
    "THREATEN": "verbal_conflict", "PROTEST": "material_conflict", "SANCTION": "material_conflict",
    "MOBILIZE": "material_conflict", "COERCE": "material_conflict", "ASSAULT": "material_conflict",
}  # fmt: skip
NUMBERED: Sequence[Quad] = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
"""Quad classes in the order of ``gold_penta``, from 1."""


def measure(path: Path) -> Measured:
    """Macro-F1 of root, quad class and conflict against cooperation."""
    rows = list(csv.DictReader(unpacked(path).splitlines(), delimiter="\t"))
    found = [_root(row) for row in rows]
    gold = [row["gold_root"] for row in rows]
    classes = [NUMBERED[int(row["gold_penta"]) - 1] for row in rows]
    coded = [QUADS.get(root, "none") for root in found]
    return Measured(
        {
            "root macro f1": Figure(macro_f1(gold, found)),
            "quad macro f1": Figure(macro_f1(classes, coded)),
            "binary macro f1": Figure(macro_f1([_side(q) for q in classes], [_side(q) for q in coded])),
        },
        tuple(_misses(rows, found)),
    )


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """F1 averaged over the labels of the gold."""
    labels = sorted(set(gold))
    return sum(_f1(gold, found, label) for label in labels) / len(labels)


def _f1(gold: Sequence[str], found: Sequence[str], label: str) -> float:
    both = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 2 * both / (gold.count(label) + found.count(label))


def _side(quad: str) -> str:
    return quad.partition("_")[2]


def _root(row: Mapping[str, str]) -> str:
    text, spans = unmarked(row["marked_sentence"])
    for side, name in (("s", "source"), ("t", "target")):
        start = text.find(row[name])
        if not spans[side] and row[name] and start >= 0:
            spans[side] = [(start, start + len(row[name]))]
    found = relation(text, spans["s"], spans["t"], lang="en").type or "none"
    return MERGED.get(found, found)


def unmarked(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The sentence without its marks, and the spans that ``<s>`` and ``<t>`` enclosed."""
    parts: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    length = last = 0
    for mark in MARK.finditer(marked):
        parts.append(marked[last : mark.start()])
        length, last = length + len(parts[-1]), mark.end()
        closing, side = mark.groups()
        if not closing:
            opened[side] = length
        elif side in opened:
            spans[side].append((opened.pop(side), length))
    return "".join(parts) + marked[last:], spans


def _misses(rows: Sequence[Mapping[str, str]], found: Sequence[str]) -> Iterator[str]:
    for row, root in zip(rows, found, strict=True):
        if root != row["gold_root"]:
            yield f"{row['sentence_id']} {row['gold_root']}, coded {root}: {row['marked_sentence']}"
