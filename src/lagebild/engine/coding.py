"""Documents coded, in order."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import partial

from lagebild.engine.outcome import Failure
from lagebild.engine.running import run_all
from lagebild.errors import InputError
from lagebild.model import CodedDocument, Document

#: Objects after which garbage is looked for: a sentence makes thousands, and all of them go at once.
SELDOM = (20_000, 10, 10)
#: Languages whose parser and knowledge this process has loaded.
_LOADED: set[str | None] = set()


def code_document(document: Document, lang: str | None = None, *, trace: bool = False) -> CodedDocument:
    """The events of a document, with ``trace`` a TracedDocument; raises UnknownLanguage."""
    from lagebild.coding.coder import code

    coded = code(document, lang=lang, trace=trace)
    if coded.lang not in _LOADED:
        _LOADED.add(coded.lang)
        gc.collect()
        gc.freeze()  # parsers and knowledge stay to the end: no need to look for garbage in them
        gc.set_threshold(*SELDOM)
    return coded


def code_all(
    documents: Iterable[Document | InputError], jobs: int = 1, *, lang: str | None = None, trace: bool = False
) -> Iterator[CodedDocument | Failure]:
    """One result per document or error, in the order of the input; the same whatever ``jobs`` is."""
    return run_all(documents, partial(code_document, lang=lang, trace=trace), jobs)
