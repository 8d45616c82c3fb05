"""The same story in German, English and Russian gives the same events (``gold/stories.jsonl``).

Each pair of versions of a story is scored by the F1 of their triples of type, actors and recipients: of a and b events
of which h are the same, 2h / (a + b); a pair without any events scores 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from statistics import mean
from typing import Any

from evaluation.data import GOLD, json_lines
from evaluation.events import Event, triple
from evaluation.measured import Figure, Measured
from lagebild.coding.coder import code
from lagebild.model import Document

FILE = GOLD / "stories.jsonl"
#: Fields of a version that are not the document's.
BESIDES = frozenset({"story"})

Triples = Counter[tuple[Any, ...]]
Versions = Mapping[str, Triples]
"""Triples of a story by language."""


def versions(rows: Sequence[Mapping[str, Any]]) -> dict[str, Versions]:
    """Triples of each story by language, as the coder finds them."""
    found: defaultdict[str, dict[str, Triples]] = defaultdict(dict)
    for row in rows:
        document = Document(**{name: value for name, value in row.items() if name not in BESIDES})
        events: list[Event] = [event.model_dump(mode="json") for event in code(document).events]
        found[row["story"]][row["lang"]] = Counter(map(triple, events))
    return dict(found)


def agreement(one: Triples, other: Triples) -> float:
    """F1 of two versions."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def measure() -> Measured:
    """Mean agreement over all pairs of versions, and over those of each two languages."""
    stories = versions(json_lines(FILE))
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for story in stories.values():
        for one, other in combinations(sorted(story), 2):
            scores[f"{one}-{other} f1"].append(agreement(story[one], story[other]))
    figures = {name: Figure(mean(values)) for name, values in sorted(scores.items())}
    overall = Figure(mean(value for values in scores.values() for value in values))
    return Measured({"f1": overall, **figures}, tuple(differences(stories)))


def differences(stories: Mapping[str, Versions]) -> Iterator[str]:
    """Stories with triples that not all versions give, each with the languages that do."""
    for name, story in stories.items():
        union = sorted({key for found in story.values() for key in found}, key=str)
        given = [(key, [lang for lang in sorted(story) if story[lang][key]]) for key in union]
        lines = [f"{_spelled(key)}: {', '.join(langs)} only" for key, langs in given if len(langs) < len(story)]
        if lines:
            yield "\n    ".join((name, *lines))


def _spelled(key: tuple[Any, ...]) -> str:
    kind, actor, recipient = key
    return f"{kind} {','.join(sorted(actor)) or '-'} > {','.join(sorted(recipient)) or '-'}"
