"""Who is quoted in German news (uhh-lt/german-news-quotation-attribution-2024, CC BY-NC-SA 4.0), and by which word.

A quotation of the types Indirect and Reported is found where one of ours overlaps what it says, and its speaker and cue
as far as it has them. Ours that only overlap a quotation of another type (direct, free indirect) count neither way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.data import unpacked
from evaluation.measured import Figure, Measured
from lagebild.coding.quotes import Quotation, quotations

ARCHIVE = Path("quotes_de") / "dev.jsonl.xz"
MEASURED = frozenset({"Indirect", "Reported"})
Spans = Sequence[Sequence[int]]


def articles(path: Path) -> Iterator[Mapping[str, Any]]:
    """Records with ``id``, ``text`` and ``quotes``."""
    return (json.loads(line) for line in unpacked(path).splitlines() if line.strip())


def measure(path: Path) -> Measured:
    """F1, precision and recall over all articles; the misses name what was not found and what was found wrongly."""
    hits = wanted = found = 0
    misses: list[str] = []
    for article in articles(path):
        ours = [q for q in quotations(article["text"], "de") if q.type != "direct"]
        gold = [q for q in article["quotes"] if q["type"] in MEASURED]
        others = [q for q in article["quotes"] if q["type"] not in MEASURED]
        matched = _matched(gold, ours)
        wrong = [q for i, q in enumerate(ours) if i not in matched.values() and not _touches(q, others)]
        hits, wanted, found = hits + len(matched), wanted + len(gold), found + len(matched) + len(wrong)
        misses += [f"not found: {_told(article['text'], gold[i])}" for i in range(len(gold)) if i not in matched]
        misses += [f"wrong: {_ours(article['text'], q)}" for q in wrong]
    precision, recall = hits / found if found else 0.0, hits / wanted if wanted else 0.0
    f1 = 2 * hits / (found + wanted) if found + wanted else 0.0
    return Measured({"f1": Figure(f1), "precision": Figure(precision), "recall": Figure(recall)}, tuple(misses))


def _matched(gold: Sequence[Mapping[str, Any]], ours: Sequence[Quotation]) -> dict[int, int]:
    """Number of ours for each number of a gold quotation that is found, each used once."""
    matched: dict[int, int] = {}
    for number, wanted in enumerate(gold):
        free = (i for i, q in enumerate(ours) if i not in matched.values() and agrees(wanted, q))
        first = next(free, None)
        if first is not None:
            matched[number] = first
    return matched


def agrees(wanted: Mapping[str, Any], ours: Quotation) -> bool:
    """Content, speaker and cue overlap, as far as the annotation has them."""
    pairs = ((wanted["speaker"], ours.speaker), (wanted["cue"], ours.cue))
    named = all(not gold or (span is not None and _overlap([span], gold)) for gold, span in pairs)
    return named and _overlap([ours.content], wanted["quote"])


def _touches(ours: Quotation, quotes: Iterable[Mapping[str, Any]]) -> bool:
    return any(_overlap([ours.content], quote["quote"]) for quote in quotes)


def _overlap(some: Iterable[Sequence[int]], others: Spans) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in some for b in others)


def _told(text: str, quote: Mapping[str, Any]) -> str:
    parts = {name: " … ".join(text[a:b] for a, b in quote[name]) for name in ("speaker", "cue", "quote")}
    return f"{quote['type']} [{parts['speaker']}] [{parts['cue']}] {parts['quote'][:120]}"


def _ours(text: str, quote: Quotation) -> str:
    speaker, cue = (text[span[0] : span[1]] if span else "" for span in (quote.speaker, quote.cue))
    return f"{quote.type} [{speaker}] [{cue}] {text[quote.content[0] : quote.content[1]][:120]}"
