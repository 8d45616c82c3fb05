"""Lines of a JSON Lines file to Documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, TypeAlias

from lagebild.errors import BrokenRecord, EmptyDocument, InputError
from lagebild.model import Document
from lagebild.sources.decoding import CHUNK, check_text, decode, too_large
from lagebild.sources.identity import content_id
from lagebild.sources.publication import Publication, read_publication
from lagebild.sources.reading import ReadingOptions

TEXT_FIELDS = ("title", "url", "outlet", "outlet_country", "lang")
#: A character of two bytes may be written ``\uXXXX``: a line may be this much longer than the text in it.
ESCAPES = 6
#: Room for the other fields of a line.
OTHER_FIELDS = 1 << 16
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Record: TypeAlias = dict[str, Any]
#: Makes a document of a record, its place in the input, a name where it has none, and the options; raises InputError.
Making: TypeAlias = Callable[[Record, str, str, ReadingOptions], Document]


def document_of(record: Record, source: str, fallback: str, options: ReadingOptions) -> Document:
    """The document of a record; the title is not put before the text, because offsets count in ``text``."""
    given = _identifier(record, source)
    source = f"{source} '{given}'" if given else source
    if record.get("text") is None:
        raise BrokenRecord("field 'text' is missing", source=source, advice="each line needs a text")
    text = check_text(_string(record, "text", source) or "", source, options.max_document_bytes)
    fields = {field: _string(record, field, source) for field in TEXT_FIELDS}
    for value in fields.values():
        check_text(value or "-", source, options.max_document_bytes)
    publication = _publication(record, source, options)
    lang = (fields.pop("lang") or "").strip().lower().partition("-")[0] or None
    outlet = fields.pop("outlet") or options.outlet
    return Document(
        id=given or fallback or content_id(text), text=text, lang=lang, outlet=outlet,
        published=publication.day, published_at=publication.at, **fields,
    )  # fmt: skip


def read_records(
    stream: BinaryIO, name: str, stem: str, options: ReadingOptions, make: Making = document_of
) -> Iterator[Document | InputError]:
    """One document or error per line that is not blank; never holds more than one line."""
    limit = options.max_document_bytes * ESCAPES + OTHER_FIELDS
    found = False
    for number, offset, line in _lines(stream, limit):
        if line is not None and not line.strip():
            continue
        found = True
        source = f"{name}:{number}"
        try:
            if line is None:
                raise too_large(options.max_document_bytes, source)
            yield make(_record(line, source, offset), source, f"{stem}:{number}" if stem else "", options)
        except InputError as error:
            yield error
    if not found:
        yield EmptyDocument("no documents in it", source=name)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, int, bytes | None]]:
    """Number, byte offset and bytes of each line; None instead of the bytes of a line above the limit."""
    number, offset = 0, 0
    while line := stream.readline(limit):
        number += 1
        length, kept = len(line), line
        while not line.endswith(b"\n") and (line := stream.readline(CHUNK)):
            length, kept = length + len(line), b""
        if number == 1 and kept.startswith(BYTE_ORDER_MARK):
            kept = kept.removeprefix(BYTE_ORDER_MARK)
        yield number, offset, kept or None
        offset += length


def _record(line: bytes, source: str, offset: int) -> Record:
    text = decode(line.rstrip(b"\r\n"), source, offset=offset)
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenRecord(f"not JSON: {error.msg} at column {error.colno}", source=source) from error
    except (ValueError, RecursionError) as error:
        raise BrokenRecord("not JSON that can be read: nested too deep or a number too long", source=source) from error
    if not isinstance(record, dict):
        raise BrokenRecord(f"a JSON object is wanted, this is {_kind(record)}", source=source)
    return record


def _identifier(record: Record, source: str) -> str:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    name = (_string(record, "id", source) or "").strip()
    return check_text(name, source, OTHER_FIELDS) if name else ""


def _publication(record: Record, source: str, options: ReadingOptions) -> Publication:
    value = _string(record, "published", source)
    if not value:
        return options.publication
    try:
        return read_publication(value)
    except ValueError as error:
        raise BrokenRecord(f"field 'published': {error}", source=source) from error


def _string(record: Record, field: str, source: str) -> str | None:
    value = record.get(field)
    if value is None or isinstance(value, str):
        return value
    raise BrokenRecord(f"field '{field}' must be a string, not {_kind(value)}", source=source)


def _kind(value: object) -> str:
    kinds: Iterable[tuple[type | tuple[type, ...], str]] = (
        (bool, "true or false"), ((int, float), "a number"), (str, "a string"), (list, "a list"), (dict, "an object"),
    )  # fmt: skip
    return next((name for kind, name in kinds if isinstance(value, kind)), "null")
