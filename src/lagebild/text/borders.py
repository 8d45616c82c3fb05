"""Pipeline component: a text whose sentence borders were not set beforehand is one sentence."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("one_sentence", assigns=["token.is_sent_start"])
def one_sentence(doc: Doc) -> Doc:
    """Keep the borders that the caller set; without any, the parser may not split the text."""
    if len(doc) and not doc.has_annotation("SENT_START"):
        for token in doc:
            token.is_sent_start = token.i == 0
    return doc
