"""Reprints: documents of one language that share one origin text.

Candidates come from MinHash signatures of single paragraphs (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive
Datasets, ch. 3), since a reprint that is cut, retitled or added to still keeps whole paragraphs. A candidate is verified on
the full texts by containment (Broder's ``c``): the share of the word sequences of one text that stand in the other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b

import numpy as np
from datasketch import MinHash  # type: ignore[import-untyped]
from numpy.typing import NDArray

from lagebild.knowledge.reading import reading_words
from lagebild.model import LANGUAGES, Document

#: Words of a sequence; four are the usual choice for news (short enough to survive a changed verb, long enough to be rare).
SHINGLE = 4
PERMUTATIONS = 64
#: Rows of a band. Two paragraphs of Jaccard similarity s become candidates with the chance 1 - (1 - s**4)**16: a third at
#: 0.4, 98 % at 0.7.
ROWS = 4
SHORTEST_PARAGRAPH = 12
#: Share of the shorter and of the longer text that a reprint has in common with its source.
SHARED_OF_SHORTER, SHARED_OF_LONGER = 0.5, 0.2
#: Reprints follow each other within days; the same wording a month later is a template.
LONGEST_GAP = dt.timedelta(days=10)

Shingles = frozenset[tuple[str, ...]]
Bands = tuple[int, ...]
Pair = tuple[str, str]


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def shingles(text: str) -> Shingles:
    """All sequences of four words; a shorter text is one sequence."""
    found = words(text)
    return (
        frozenset(tuple(found[i : i + SHINGLE]) for i in range(max(1, len(found) - SHINGLE + 1)))
        if found
        else frozenset()
    )


def paragraphs(text: str, lang: str | None) -> list[str]:
    """The paragraphs of a text without credits, newsletter boxes and appeals."""
    parts = [part.strip() for part in re.split(r"\n\s*\n|\n", text)]
    return [part for part in parts if part and not _is_boilerplate(part, lang)]


def _is_boilerplate(paragraph: str, lang: str | None) -> bool:
    known = reading_words(lang).boilerplate if lang in LANGUAGES else None
    lowered = paragraph.lower().strip(" •*▶►-–")
    return known is not None and (lowered in known.equals or lowered.startswith(known.starts))


def reprint_groups(
    documents: Sequence[Document], languages: Mapping[str, str | None], near: Collection[Pair] | None = None
) -> tuple[tuple[str, ...], ...]:
    """Groups of ids, each in the order of ``documents``; a text without a reprint is in no group.

    ``near`` are pairs with a paragraph that looks alike, where a store's index has found them already.
    """
    texts = {doc.id: paragraphs(doc.text, languages.get(doc.id)) for doc in documents}
    whole = {ident: shingles("\n".join(parts)) for ident, parts in texts.items()}
    known = {doc.id: doc for doc in documents}
    groups = Groups(doc.id for doc in documents)
    pairs = _candidates(texts) if near is None else {(min(p), max(p)) for p in near if set(p) <= texts.keys()}
    for one, other in sorted(pairs):
        same_language = languages.get(one) == languages.get(other)
        if same_language and _near(known[one], known[other]) and shares_text(whole[one], whole[other]):
            groups.join(one, other)
    return tuple(group for group in groups.all() if len(group) > 1)


def shares_text(one: Shingles, other: Shingles) -> bool:
    """True where half of the shorter text and a fifth of the longer are common."""
    small, large = sorted((one, other), key=len)
    common = len(small & large)
    return bool(small) and common >= SHARED_OF_SHORTER * len(small) and common >= SHARED_OF_LONGER * len(large)


def _near(one: Document, other: Document) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(one.published - other.published) <= LONGEST_GAP


class BandIndex:
    """Texts by the bands of their paragraphs, kept in memory."""

    def __init__(self) -> None:
        self._texts: defaultdict[tuple[int, int], dict[str, None]] = defaultdict(dict)

    def near(self, prints: Sequence[Bands]) -> set[str]:
        """Ids of all texts with a paragraph that looks like one of these."""
        places = (place for bands in prints for place in enumerate(bands))
        return {ident for place in places for ident in self._texts.get(place, ())}

    def add(self, ident: str, prints: Sequence[Bands]) -> None:
        """Take in a text."""
        for bands in prints:
            for place in enumerate(bands):
                self._texts[place][ident] = None


def _candidates(texts: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    """Pairs of documents with a paragraph that looks alike."""
    index = BandIndex()
    pairs: set[tuple[str, str]] = set()
    for ident, parts in texts.items():
        prints = paragraph_prints(parts)
        pairs.update((min(ident, other), max(ident, other)) for other in index.near(prints))
        index.add(ident, prints)
    return pairs


def paragraph_prints(parts: Iterable[str]) -> list[Bands]:
    """The bands of each paragraph that is long enough to be known again."""
    return [_bands(shingles(part)) for part in parts if len(words(part)) >= SHORTEST_PARAGRAPH]


def text_prints(document: Document, lang: str | None) -> tuple[Bands, ...]:
    """The bands of a document's paragraphs, by which a store finds its near copies."""
    return tuple(paragraph_prints(paragraphs(document.text, lang)))


@cache
def _blank() -> MinHash:
    return MinHash(num_perm=PERMUTATIONS, seed=1)


def _bands(found: Shingles) -> Bands:
    """Hashes of the rows of each band of a signature; two paragraphs are candidates where one of them is the same."""
    signature = _blank().copy()
    signature.update_batch([" ".join(shingle).encode() for shingle in sorted(found)])
    return tuple(_hashed(signature.hashvalues[start : start + ROWS]) for start in range(0, PERMUTATIONS, ROWS))


def _hashed(rows: NDArray[np.uint64]) -> int:
    """A signed number of 64 bits, as databases keep it, the same on every machine."""
    digest = blake2b(rows.astype("<u8").tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Groups:
    """Sets that grow together (union-find); members keep the order in which they were given."""

    def __init__(self, members: Iterable[str]) -> None:
        self.parent = {member: member for member in members}

    def find(self, member: str) -> str:
        """The representative of a member's set."""
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, one: str, other: str) -> None:
        """Make one set of two."""
        first, second = sorted((self.find(one), self.find(other)))
        self.parent[second] = first

    def all(self) -> Iterator[tuple[str, ...]]:
        """The sets in the order of their first members."""
        sets: defaultdict[str, list[str]] = defaultdict(list)
        for member in self.parent:
            sets[self.find(member)].append(member)
        yield from (tuple(group) for group in sets.values())
