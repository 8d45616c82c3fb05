"""HTML pages to Documents: text, title, day and site name as trafilatura finds them in the bytes of the page."""

from __future__ import annotations

import codecs
import logging

from lagebild.errors import EmptyDocument, InputError, NotText
from lagebild.model import Document
from lagebild.sources.decoding import check_text
from lagebild.sources.publication import Publication, read_publication
from lagebild.sources.reading import ReadingOptions

#: Places where pages say when they were published to the minute, in order of trust.
TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)
WIDE_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
#: Elements nested deeper than any article; such a page would keep the extraction busy for minutes.
DEEPEST = 500


def read_page(data: bytes, source: str, name: str, options: ReadingOptions, *, url: str | None = None) -> Document:
    """The article of a page; raises NotText, EmptyDocument or TooLarge."""
    from trafilatura import bare_extraction

    for loud in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(loud).setLevel(logging.CRITICAL)
    tree = _tree(_narrow(data, source), source)
    try:
        page = bare_extraction(tree, url=url, with_metadata=True, include_comments=False)
    except Exception as error:  # a page is foreign input: whatever it does to the parser is its own fault
        raise InputError(f"the page cannot be read ({type(error).__name__})", source=source) from error
    text = str(getattr(page, "text", None) or "")
    if not text.strip():
        raise EmptyDocument("no article found in the page", source=source)
    publication = _publication(tree, getattr(page, "date", None)) or options.publication
    return Document(
        id=name, text=check_text(text, source, options.max_document_bytes), title=_clean(getattr(page, "title", None)),
        url=url or _clean(getattr(page, "url", None)), outlet=options.outlet or _clean(getattr(page, "sitename", None)),
        published=publication.day, published_at=publication.at,
    )  # fmt: skip
