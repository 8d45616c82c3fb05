"""Several dependency parsers that vote on each head; some read the sentence from its end.

The tree with most votes is found by the algorithm of Chu-Liu and Edmonds, as in Sagae and Lavie (2006),
"Parser combination by reparsing".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline.dep_parser import DependencyParser, parser_score
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import minibatch
from spacy.vocab import Vocab
from thinc.api import Model

from lagebild.text.weights import packed, unpacked

FORWARD, BACKWARD = "forward", "backward"
Tree = tuple[list[int], list[int]]
"""Head of each token (its own place for the root) and label of each token (its number in the vocabulary)."""
TAGS = [TAG, POS, LEMMA, MORPH]


@Language.factory("parsers", assigns=["token.dep", "token.head"])
def create_parsers(nlp: Language, name: str, model: Model[Any, Any], members: list[str]) -> Parsers:
    """Build a group of parsers of one architecture; `members` tells how each reads."""
    parsers = [DependencyParser(nlp.vocab, model.copy(), f"{name}{place}") for place in range(len(members))]
    return Parsers(nlp.vocab, parsers, members)


class Parsers:
    """Parses with each member and takes the tree that most of them agree on."""

    def __init__(self, vocab: Vocab, parsers: Sequence[DependencyParser], members: Sequence[str]) -> None:
        self.vocab = vocab
        self.parsers = list(parsers)
        self.members = list(members)

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels that any member knows."""
        return tuple(sorted({label for parser in self.parsers for label in parser.labels}))

    def __call__(self, doc: Doc) -> Doc:
        """Parse one text."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Parse in batches; a sentence is parsed alike whatever stands beside it."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            spans = [span for doc in batch for span in _sentences(doc)]
            trees = [self._trees(*one, spans) for one in zip(self.parsers, self.members, strict=True)]
            voted = iter([vote(found) for found in zip(*trees, strict=True)])
            for doc in batch:
                _set_trees(doc, [next(voted) for _ in _sentences(doc)])
                yield doc

    def _trees(self, parser: DependencyParser, member: str, spans: list[Span]) -> list[Tree]:
        if not spans:
            return []
        read = [mirrored(span) if member == BACKWARD else copied(span) for span in spans]
        parser.set_annotations(read, parser.predict(read))
        trees = [tree_of(doc) for doc in read]
        return [mirrored_tree(tree) for tree in trees] if member == BACKWARD else trees

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """Attachment scores as spaCy's own parser gives them: punctuation is not counted."""
        scores: dict[str, Any] = parser_score(examples, **options)
        return scores

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write each member into a folder of its own, its weights in one byte each."""
        for place, parser in enumerate(self.parsers):
            folder = path / str(place)
            folder.mkdir(parents=True, exist_ok=True)
            parser.to_disk(folder, exclude=["vocab", "model"])
            (folder / "weights").write_bytes(packed(parser.model.to_bytes()))

    def from_disk(self, path: Path, **_: Any) -> Parsers:
        """Read each member."""
        for place, parser in enumerate(self.parsers):
            folder = path / str(place)
            parser.from_disk(folder, exclude=["vocab", "model"])
            parser.model.from_bytes(unpacked((folder / "weights").read_bytes()))
        return self


def copied(span: Doc | Span) -> Doc:
    """The words of a sentence with their tags, without a tree."""
    return _doc(span, 1)


def mirrored(span: Doc | Span) -> Doc:
    """The sentence read from its end."""
    return _doc(span, -1)


def _doc(span: Doc | Span, step: int) -> Doc:
    words = [token.text for token in span][::step]
    doc = Doc(span.vocab, words=words, sent_starts=[place == 0 for place in range(len(words))])
    return doc.from_array(TAGS, span.to_array(TAGS)[::step])  # type: ignore[union-attr, arg-type]


def tree_of(doc: Doc) -> Tree:
    """Heads and labels of a parsed sentence."""
    table = doc.to_array(["HEAD", "DEP"])
    places = table[:, 0].astype("int64") + np.arange(len(doc))
    return places.tolist(), table[:, 1].tolist()


def mirrored_tree(tree: Tree) -> Tree:
    """The tree of a mirrored sentence with the places of the original."""
    heads, labels = tree
    last = len(heads) - 1
    return [last - head for head in reversed(heads)], labels[::-1]


def vote(trees: Sequence[Tree]) -> Tree:
    """The tree with most votes; among equals the earlier parser wins."""
    if all(tree == trees[0] for tree in trees):
        return trees[0]
    votes = [Counter(heads) for heads in zip(*(heads for heads, _ in trees), strict=True)]
    heads = [found.most_common(1)[0][0] for found in votes]
    if not is_tree(heads):
        heads = _best_tree(votes)
    return heads, [_label(trees, place, head) for place, head in enumerate(heads)]


def is_tree(heads: Sequence[int]) -> bool:
    """Whether there is one root, to which all heads lead."""
    roots = [place for place, head in enumerate(heads) if place == head]
    return len(roots) == 1 and not _circle([0, *(0 if place == head else head + 1 for place, head in enumerate(heads))])


def _best_tree(votes: Sequence[Counter[int]]) -> list[int]:
    size = len(votes)
    scores = [[0.0] * (size + 1) for _ in range(size + 1)]
    for place, found in enumerate(votes):
        for rank, (head, count) in enumerate(found.items()):
            scores[place + 1][0 if head == place else head + 1] = count - rank * 1e-3
    for row in scores:
        row[0] -= size
    found_heads = spanning_tree(scores)[1:]
    return [place if head == 0 else head - 1 for place, head in enumerate(found_heads)]


def spanning_tree(scores: list[list[float]]) -> list[int]:
    """Heads of the best tree; `scores[word][head]`, word 0 is the root above the sentence."""
    size = len(scores)
    heads = [0] + [max((h for h in range(size) if h != w), key=scores[w].__getitem__) for w in range(1, size)]
    circle = _circle(heads)
    if not circle:
        return heads
    outside = [word for word in range(size) if word not in circle]
    inner = sum(scores[word][heads[word]] for word in circle)
    enter = {h: max(circle, key=lambda w, h=h: scores[w][h] - scores[w][heads[w]]) for h in outside}  # type: ignore[misc]
    leave = {w: max(circle, key=scores[w].__getitem__) for w in outside}
    smaller = [[scores[w][h] for h in outside] + [scores[w][leave[w]]] for w in outside]
    smaller.append([scores[enter[h]][h] - scores[enter[h]][heads[enter[h]]] + inner for h in outside] + [0.0])
    found = spanning_tree(smaller)
    for place, word in enumerate(outside[1:], start=1):
        heads[word] = leave[word] if found[place] == len(outside) else outside[found[place]]
    above = outside[found[-1]]
    heads[enter[above]] = above
    return heads


def _circle(heads: Sequence[int]) -> list[int]:
    """The words of a circle among these heads, [] if there is none."""
    for start in range(1, len(heads)):
        path, word = [start], heads[start]
        while word and word not in path:
            path.append(word)
            word = heads[word]
        if word:
            return path[path.index(word) :]
    return []


def _label(trees: Sequence[Tree], place: int, head: int) -> int:
    votes = Counter(labels[place] for heads, labels in trees if heads[place] == head)
    if not votes:
        votes = Counter(labels[place] for _, labels in trees)
    return votes.most_common(1)[0][0]


def _sentences(doc: Doc) -> list[Span]:
    return [*doc.sents] if len(doc) else []


def _set_trees(doc: Doc, trees: Sequence[Tree]) -> None:
    heads: list[int] = []
    labels: list[int] = []
    for tree_heads, tree_labels in trees:
        heads += [head - place for place, head in enumerate(tree_heads)]
        labels += tree_labels
    offsets = np.array(heads, dtype="int64").astype("uint64")
    doc.from_array(["HEAD", "DEP"], np.stack([offsets, np.array(labels, dtype="uint64")], axis=1))  # type: ignore[arg-type]
