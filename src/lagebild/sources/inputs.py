"""What a user names on the command line to Documents, one after the other."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeAlias
from urllib.parse import urlsplit

from lagebild.errors import InputError, MissingInput
from lagebild.model import Document
from lagebild.sources.decoding import check_text, decode, read_limited, too_large
from lagebild.sources.identity import content_id
from lagebild.sources.pages import read_page
from lagebild.sources.reading import ReadingOptions
from lagebild.sources.records import read_records
from lagebild.sources.safe_fetch import Page, safe_fetch

STANDARD_INPUT = "-"
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson"})
PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
RECORD_TYPES = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"})
Found: TypeAlias = Iterator[Document | InputError]
#: Stands before the first character of some files.
UTF8_MARK = b"\xef\xbb\xbf"


def documents(inputs: Iterable[str], options: ReadingOptions, *, stdin: BinaryIO | None = None) -> Found:
    """Documents and errors in the order of the inputs; reads no more than one document ahead."""
    for name in inputs:
        try:
            yield from _input(name, options, stdin)
        except InputError as error:
            yield error
        except OSError as error:
            yield MissingInput(f"cannot be read ({error.strerror or type(error).__name__})", source=name)


def _input(name: str, options: ReadingOptions, stdin: BinaryIO | None) -> Found:
    if name == STANDARD_INPUT:
        yield from _either(stdin or sys.stdin.buffer, "standard input", "", options)
    elif urlsplit(name).scheme in {"http", "https"}:
        yield from _fetched(name, options)
    elif "://" in name:
        raise MissingInput("only http and https addresses are fetched", source=name)
    else:
        yield from _file(Path(name), name, options)


def _file(path: Path, name: str, options: ReadingOptions) -> Found:
    if not path.exists():
        raise MissingInput("no such file", source=name)
    if path.is_dir():
        raise MissingInput("a folder, not a file", source=name, advice="name the files in it")
    suffix = path.suffix.lower()
    with path.open("rb") as stream:
        if suffix in PAGE_SUFFIXES:
            data = _page_bytes(stream, name, options)
            yield read_page(data, name, path.stem, options)
        elif suffix in RECORD_SUFFIXES:
            yield from read_records(stream, name, path.stem, options)
        elif suffix == ".txt":
            yield _text(stream, name, path.stem, options)
        else:
            yield from _either(stream, name, path.stem, options)


def _page_bytes(stream: BinaryIO, name: str, options: ReadingOptions) -> bytes:
    try:
        return read_limited(stream, options.max_page_bytes, name)
    except InputError as error:
        raise too_large(options.max_page_bytes, name, name="MAX_PAGE_BYTES") from error


def _text(stream: BinaryIO, name: str, stem: str, options: ReadingOptions) -> Document:
    data = read_limited(stream, options.max_document_bytes, name)
    text = check_text(decode(data, name), name, options.max_document_bytes)
    publication = options.publication
    return Document(
        id=stem or content_id(text), text=text, outlet=options.outlet,
        published=publication.day, published_at=publication.at,
    )  # fmt: skip


def _either(stream: BinaryIO, name: str, stem: str, options: ReadingOptions) -> Found:
    """JSON Lines where the first character that is not blank is ``{``, else one text."""
    head, first = _head(stream, options.max_document_bytes, name)
    rejoined = io.BufferedReader(_Rejoined(head, stream))
    if first == b"{":
        yield from read_records(rejoined, name, stem, options)
    else:
        yield _text(rejoined, name, stem, options)


def _head(stream: BinaryIO, limit: int, name: str) -> tuple[bytes, bytes]:
    """Bytes up to a piece that is not blank, and the first byte in it that is not; raises TooLarge."""
    head = b""
    while piece := stream.readline(limit + 1):
        head += piece
        if len(head) > limit + 1:
            raise too_large(limit, name)
        seen = head.removeprefix(UTF8_MARK).lstrip()
        if seen:
            return head, seen[:1]
    return head, b""


class _Rejoined(io.RawIOBase):
    """A stream with the bytes that were read ahead put back before it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        #: What is there already, so that a line from a slow pipe does not wait for the next one.
        self._some: Callable[[int], bytes] = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Bytes put into the buffer; 0 at the end."""
        piece = self._head[: len(buffer)] if self._head else self._some(len(buffer))
        self._head = self._head[len(piece) :] if self._head else b""
        buffer[: len(piece)] = piece
        return len(piece)


def _fetched(url: str, options: ReadingOptions) -> Found:
    page = safe_fetch(url, options.fetching)
    suffix = PurePosixPath(urlsplit(page.url).path).suffix.lower()
    if page.media_type in RECORD_TYPES or suffix in RECORD_SUFFIXES:
        yield from read_records(io.BytesIO(page.body), url, url, options)
    else:
        yield _single(page, url, options)


def _single(page: Page, url: str, options: ReadingOptions) -> Document:
    if page.media_type in PAGE_TYPES:
        return read_page(page.body, url, url, options, url=page.url)
    if page.media_type != "text/plain":
        raise MissingInput(f"neither a page nor text but '{page.media_type}'", source=url)
    return _text(io.BytesIO(page.body), url, url, options).model_copy(update={"url": page.url})
