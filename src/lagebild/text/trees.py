"""What spaCy derives from the heads of a tree, derived again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc, Token
from thinc.types import Ints2d


def settle(doc: Doc) -> Doc:
    """The same Doc with children and edges as its heads now are.

    Setting ``token.head`` one by one leaves the edges of crossing trees behind, and with them ``token.children``.
    """
    return graft(doc, [token.head for token in doc], [token.dep_ for token in doc])


def graft(doc: Doc, heads: Sequence[Token], labels: Sequence[str]) -> Doc:
    """The same Doc with these heads and labels, one for each token."""
    if len(doc) == 0:
        return doc
    offsets = np.array([head.i - token.i for head, token in zip(heads, doc, strict=True)], dtype=np.int64)
    names = np.array([doc.vocab.strings.add(label) for label in labels], dtype=np.uint64)
    return doc.from_array([HEAD, DEP], cast(Ints2d, np.stack([offsets.astype(np.uint64), names], axis=1)))
