"""JSON Lines of texts in which two parties are marked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lagebild.errors import BrokenRecord, InputError, MissingInput
from lagebild.model import Document, Pair
from lagebild.sources.inputs import STANDARD_INPUT
from lagebild.sources.reading import ReadingOptions
from lagebild.sources.records import Record, document_of, read_records


def pairs(inputs: Iterable[str], options: ReadingOptions) -> Iterator[Document | InputError]:
    """One ``Pair`` or error per line of the files, in order; ``-`` is standard input."""
    for name in inputs:
        try:
            yield from _input(name, options)
        except OSError as error:
            yield MissingInput(f"cannot be read ({error.strerror or type(error).__name__})", source=name)


def _input(name: str, options: ReadingOptions) -> Iterator[Document | InputError]:
    if name == STANDARD_INPUT:
        yield from read_records(sys.stdin.buffer, "standard input", "", options, _pair)
        return
    with Path(name).open("rb") as stream:
        yield from read_records(stream, name, Path(name).stem, options, _pair)


def _pair(record: Record, source: str, fallback: str, options: ReadingOptions) -> Pair:
    document = document_of(record, source, fallback, options)
    actor, recipient = (_spans(record.get(side), side, document.text, source) for side in ("actor", "recipient"))
    return Pair(**document.model_dump(), actor=actor, recipient=recipient)


def _spans(value: object, side: str, text: str, source: str) -> tuple[tuple[int, int], ...]:
    """``[start, end]`` or a list of such as spans inside the text (none: not named there); raises BrokenRecord."""
    listed = [value] if isinstance(value, list) and value and isinstance(value[0], int) else value
    if not isinstance(listed, list) or not all(_is_span(span, text) for span in listed):
        raise BrokenRecord(
            f"field '{side}' must be [start, end] or a list of such, inside the text",
            source=source,
            advice="offsets count code points",
        )
    return tuple((start, end) for start, end in listed)


def _is_span(span: object, text: str) -> bool:
    if not isinstance(span, list) or len(span) != 2 or not all(type(offset) is int for offset in span):
        return False
    start, end = int(span[0]), int(span[1])
    return 0 <= start < end <= len(text)
