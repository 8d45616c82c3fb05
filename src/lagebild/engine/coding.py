"""Documents coded, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from lagebild.engine.outcome import Failure
from lagebild.engine.running import run_all
from lagebild.errors import InputError
from lagebild.model import CodedDocument, Document


def code_document(document: Document, lang: str | None = None, *, trace: bool = False) -> CodedDocument:
    """The events of a document, with ``trace`` a TracedDocument; raises UnknownLanguage."""
    from lagebild.coding.coder import code

    return code(document, lang=lang, trace=trace)


def code_all(
    documents: Iterable[Document | InputError], jobs: int = 1, *, lang: str | None = None, trace: bool = False
) -> Iterator[CodedDocument | Failure]:
    """One result per document or error, in the order of the input; the same whatever ``jobs`` is."""
    return run_all(documents, partial(code_document, lang=lang, trace=trace), jobs)
