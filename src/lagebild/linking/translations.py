"""Translations: pairs of documents in different languages of which one renders the other."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lagebild.linking.copies import paragraphs
from lagebild.linking.signatures import keys
from lagebild.model import CodedDocument, Document

#: Likeness from which a pair counts as a translation; set on the situation corpus for developers.
THRESHOLD = 0.5
#: A translation follows its source within days.
LONGEST_GAP = dt.timedelta(days=4)
#: Pairs are compared only where they share this many keys that few documents have.
SHARED_RARE = 3
RARE = 0.2
#: Weight of the likeness of the coded events beside that of the names and numbers.
EVENTS = 0.2


@dataclass(frozen=True)
class Rendering:
    """What of a document survives translation."""

    document: Document
    lang: str
    keys: tuple[str, ...]
    events: Counter[tuple[str, ...]]


def translation_pairs(
    documents: Sequence[Document], coded: Mapping[str, CodedDocument], groups: Sequence[Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    """Pairs ``(source, translation)``, one for each translated group of reprints; ``documents`` in order of publication."""
    renderings = [_rendering(doc, coded[doc.id]) for doc in documents if doc.id in coded]
    weights = _weights(renderings)
    head = {ident: group[0] for group in groups for ident in group}
    scored = sorted(
        ((-_likeness(one, other, weights), one.document.id, other.document.id) for one, other in _candidates(renderings, weights)),
    )
    order = {doc.id: number for number, doc in enumerate(documents)}
    taken: set[str] = set()
    found: list[tuple[str, str]] = []
    for likeness, one, other in scored:
        source, target = head.get(one, one), head.get(other, other)
        if -likeness < THRESHOLD or target in taken:
            continue
        taken.add(target)
        found.append((source, other))
    return tuple(sorted(found, key=lambda pair: (order[pair[1]], order[pair[0]])))


def _rendering(document: Document, coded: CodedDocument) -> Rendering:
    lang = coded.lang or document.lang or ""
    text = "\n".join(paragraphs(document.text, lang))
    events = Counter((m.type, *sorted(a.code for a in (*m.actor, *m.recipient))) for m in coded.events)
    return Rendering(document, lang, tuple(keys(text, lang)), events)


def _weights(renderings: Sequence[Rendering]) -> dict[str, float]:
    """Inverse document frequency of each key that occurs in more than one language."""
    languages: defaultdict[str, set[str]] = defaultdict(set)
    documents: Counter[str] = Counter()
    for rendering in renderings:
        for key in set(rendering.keys):
            languages[key].add(rendering.lang)
            documents[key] += 1
    total = len(renderings) + 1
    return {key: math.log(total / documents[key]) for key, found in languages.items() if len(found) > 1}


def _candidates(renderings: Sequence[Rendering], weights: Mapping[str, float]) -> list[tuple[Rendering, Rendering]]:
    """Pairs in order of publication, of different languages, close in time, that share rare keys."""
    least = math.log(1 / RARE) if len(renderings) > 1 / RARE else 0.0
    having: defaultdict[str, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for number, rendering in enumerate(renderings):
        for key in sorted({key for key in rendering.keys if weights.get(key, -1.0) >= least}):
            for earlier in having[key]:
                shared[(earlier, number)] += 1
            having[key].append(number)
    pairs = [(renderings[i], renderings[j]) for (i, j), count in sorted(shared.items()) if count >= SHARED_RARE]
    return [(one, other) for one, other in pairs if one.lang != other.lang and _near(one.document, other.document)]


def _near(one: Document, other: Document) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(other.published - one.published) <= LONGEST_GAP


def _likeness(one: Rendering, other: Rendering, weights: Mapping[str, float]) -> float:
    """From 0 to 1: common names and numbers in the same order, and common events."""
    first, second = ([key for key in r.keys if key in weights] for r in (one, other))
    mass = [sum(weights[key] for key in sequence) for sequence in (first, second)]
    if not min(mass):
        return 0.0
    common = _in_order(first, second, weights)
    order = (2 * common / sum(mass) + common / min(mass)) / 2
    events = sum((one.events & other.events).values())
    most = max(sum(one.events.values()), sum(other.events.values()))
    return order if not most else (1 - EVENTS) * order + EVENTS * events / most


def _in_order(first: Sequence[str], second: Sequence[str], weights: Mapping[str, float]) -> float:
    """Weight of the heaviest common subsequence (Hunt and Szymanski 1977, by dynamic programming)."""
    row = [0.0] * (len(second) + 1)
    for key in first:
        new = [0.0]
        for position, (diagonal, above) in enumerate(pairwise(row)):
            match = diagonal + weights[key] if second[position] == key else 0.0
            new.append(max(new[-1], above, match))
        row = new
    return row[-1]
