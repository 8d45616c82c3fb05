"""Translations: pairs of documents in different languages of which one renders the other."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lagebild.linking.copies import paragraphs
from lagebild.linking.origins import agency_mark
from lagebild.linking.signatures import keys, skeleton
from lagebild.model import CodedDocument, Document

#: Likeness from which a pair counts as a translation; on the situation corpus for developers translations have 0.61 to
#: 0.71 without the credit, other pairs up to 0.58, nearly all below 0.50.
THRESHOLD = 0.6
#: What it adds that a text names its source, or that both carry the mark of one agency.
CREDIT = 0.1
#: A translation follows its source within days.
LONGEST_GAP = dt.timedelta(days=4)
#: Pairs are compared only where they share this many keys that at most this share of the documents have.
SHARED_RARE, RARE = 3, 0.2
NOTE = re.compile(
    r"\b(?:translat(?:ed|ion)\b|übersetz(?:t|ung)\b|aus dem (?:englischen|russischen|deutschen|französischen)\b|"
    r"перев[её]л[аи]?\b|перевод(?:е|ом)? (?:с|редакции)\b)",
    re.IGNORECASE,
)
#: The note on a translation stands in the first or last characters of a text.
ENDS = 200


@dataclass(frozen=True)
class Rendering:
    """What of a document survives translation."""

    document: Document
    lang: str
    keys: tuple[str, ...]


def translation_pairs(
    documents: Sequence[Document], coded: Mapping[str, CodedDocument], groups: Sequence[Sequence[str]],
    near: Collection[tuple[str, str]] | None = None,
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Pairs ``(source, translation)``, one for each translated group of reprints; ``documents`` in canonical order.

    ``near`` are pairs that share names and numbers, where a store's index has found them already.
    """
    renderings = [_rendering(doc, coded.get(doc.id)) for doc in documents]
    weights = _weights(renderings)
    head = {ident: group[0] for group in groups for ident in group}
    order = {doc.id: number for number, doc in enumerate(documents)}
    taken: set[str] = set()
    found: list[tuple[str, str]] = []
    for one, other in _ranked(renderings, weights, near):
        source, target = head.get(one, one), head.get(other, other)
        if target not in taken:
            taken.add(target)
            found.append((source, other))
    return tuple(sorted(found, key=lambda pair: (order[pair[1]], order[pair[0]])))


def _rendering(document: Document, coded: CodedDocument | None) -> Rendering:
    lang = (coded.lang if coded else None) or document.lang or ""
    text = "\n".join(paragraphs(document.text, lang))
    return Rendering(document, lang, tuple(keys(text, lang, cognates=True)))


def _weights(renderings: Sequence[Rendering]) -> dict[str, float]:
    """Square root of the inverse document frequency of each key that occurs in more than one language."""
    languages: defaultdict[str, set[str]] = defaultdict(set)
    documents: Counter[str] = Counter()
    for rendering in renderings:
        for key in set(rendering.keys):
            languages[key].add(rendering.lang)
            documents[key] += 1
    total = len(renderings) + 1
    return {key: math.sqrt(math.log(total / documents[key])) for key, found in languages.items() if len(found) > 1}


def _ranked(
    renderings: Sequence[Rendering], weights: Mapping[str, float], near: Collection[tuple[str, str]] | None
) -> list[tuple[str, str]]:
    """Pairs of ids above the threshold, the likest first."""
    candidates = _candidates(renderings, weights) if near is None else _known_candidates(renderings, weights, near)
    scored = [
        (-likeness(one, other, weights) - CREDIT * credited(one, other), one.document.id, other.document.id)
        for one, other in candidates
    ]
    return [(one, other) for value, one, other in sorted(scored) if -value >= THRESHOLD]


def _candidates(renderings: Sequence[Rendering], weights: Mapping[str, float]) -> list[tuple[Rendering, Rendering]]:
    """Pairs in order of publication, of different languages, close in time, that share rare keys."""
    least = _least(renderings)
    having: defaultdict[str, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for number, rendering in enumerate(renderings):
        for key in sorted({key for key in rendering.keys if weights.get(key, -1.0) >= least}):
            having[key] = [n for n in having[key] if _near(renderings[n].document, rendering.document)]
            shared.update((earlier, number) for earlier in having[key] if renderings[earlier].lang != rendering.lang)
            having[key].append(number)
    return [(renderings[i], renderings[j]) for (i, j), count in sorted(shared.items()) if count >= SHARED_RARE]


def _known_candidates(
    renderings: Sequence[Rendering], weights: Mapping[str, float], near: Collection[tuple[str, str]]
) -> list[tuple[Rendering, Rendering]]:
    """The same pairs out of those that an index has found."""
    place, least = {r.document.id: number for number, r in enumerate(renderings)}, _least(renderings)
    rare = [frozenset(key for key in r.keys if weights.get(key, -1.0) >= least) for r in renderings]
    pairs = sorted({tuple(sorted((place[a], place[b]))) for a, b in near if a in place and b in place})
    return [
        (renderings[i], renderings[j])
        for i, j in pairs
        if renderings[i].lang != renderings[j].lang and len(rare[i] & rare[j]) >= SHARED_RARE
        and _near(renderings[i].document, renderings[j].document)
    ]  # fmt: skip


def _least(renderings: Sequence[Rendering]) -> float:
    """The weight from which a key is rare."""
    return math.sqrt(math.log(1 / RARE)) if len(renderings) > 1 / RARE else 0.0


def text_keys(document: Document, lang: str | None) -> frozenset[str]:
    """Names, numbers and cognates of a document, by which a store finds what may be its translation."""
    text = "\n".join(paragraphs(document.text, lang))
    return frozenset(keys(text, lang or "", cognates=True))


def _near(one: Document, other: Document) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(other.published - one.published) <= LONGEST_GAP


def likeness(one: Rendering, other: Rendering, weights: Mapping[str, float]) -> float:
    """From 0 to 1: the share of names, numbers and cognates that both have in the same order (Dice coefficient)."""
    first, second = ([key for key in r.keys if key in weights] for r in (one, other))
    mass = sum(weights[key] for key in (*first, *second))
    return 2 * _in_order(first, second, weights) / mass if mass else 0.0


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


def credited(source: Rendering, target: Rendering) -> bool:
    """True where the later text names the outlet of the earlier, shares the mark of an agency, or is noted as translated."""
    text = target.document.text
    if NOTE.search(text[:ENDS]) or NOTE.search(text[-ENDS:]):
        return True
    agency = agency_mark(source.document)
    if agency is not None and agency_mark(target.document) == agency:
        return True
    words = re.findall(r"\w{3,}", source.document.outlet or "")
    named = [key for key in (skeleton(word, source.lang) for word in words) if len(key) > 1]
    return bool(named) and set(named) <= set(keys(text, target.lang))
