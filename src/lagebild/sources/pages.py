"""HTML pages to Documents: text, title, day and site name as trafilatura finds them in the bytes of the page."""

from __future__ import annotations

import codecs
import logging
from typing import Any

from lagebild.errors import EmptyDocument, InputError, NotText
from lagebild.model import Document
from lagebild.sources.decoding import check_text
from lagebild.sources.publication import Publication, read_publication
from lagebild.sources.reading import ReadingOptions

#: Where pages say to the minute when they were published, in order of trust.
TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)
#: Only what the page declares: a day guessed from the words of the text is no publication date.
DECLARED = {"extensive_search": False, "original_date": True}
#: Bytes in which a file that is no page shows itself.
BEGINNING = 4096


def read_page(data: bytes, source: str, name: str, options: ReadingOptions, *, url: str | None = None) -> Document:
    """The article of a page; raises NotText, EmptyDocument, TooLarge; InputError where the page breaks the parser."""
    page, times = _extracted(_markup(data, source), source, url)
    text = str(getattr(page, "text", None) or "")
    if not text.strip():
        raise EmptyDocument("no article found in the page", source=source)
    publication = _publication([*times, getattr(page, "date", None)]) or options.publication
    return Document(
        id=name, text=check_text(text, source, options.max_document_bytes), title=_clean(getattr(page, "title", None)),
        url=url or _clean(getattr(page, "url", None)), outlet=options.outlet or _clean(getattr(page, "sitename", None)),
        published=publication.day, published_at=publication.at,
    )  # fmt: skip


def _markup(data: bytes, source: str) -> bytes:
    """The page in an encoding without NUL bytes; other encodings than UTF-16 are told apart by trafilatura."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace").encode("utf-8")
    zero = data.find(b"\0", 0, BEGINNING)
    if zero >= 0:
        raise NotText(f"binary data (NUL at byte {zero})", source=source, advice="this is no HTML page")
    if not data.strip():
        raise EmptyDocument("no text", source=source)
    return data


def _extracted(data: bytes, source: str, url: str | None) -> tuple[Any, list[str]]:
    """What trafilatura found, and the times that the page declares."""
    from trafilatura import bare_extraction, load_html

    for loud in ("trafilatura", "htmldate", "justext", "charset_normalizer"):
        logging.getLogger(loud).setLevel(logging.CRITICAL)
    try:
        tree = load_html(data)
        if tree is None:
            return None, []
        times = [str(time) for path in TIMES for time in tree.xpath(path)]
        return bare_extraction(
            tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=DECLARED
        ), times
    except Exception as error:  # a page is foreign input; nothing it does to a parser may end the run
        raise InputError(f"the page cannot be read ({type(error).__name__})", source=source) from error


def _publication(values: list[str | None]) -> Publication | None:
    """The first value that is a date or time."""
    for value in values:
        try:
            return read_publication(value or "")
        except ValueError:
            continue
    return None


def _clean(value: object) -> str | None:
    """A field without what cannot be stored or printed."""
    text = str(value or "").replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip()
    return text or None
