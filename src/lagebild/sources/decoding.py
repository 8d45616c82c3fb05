"""Bytes to text: UTF-8 with or without a byte order mark, nothing guessed."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from lagebild.errors import EmptyDocument, NotText, TooLarge

#: Read at once; keeps memory flat for whatever lies behind a path.
CHUNK = 1 << 20
AS_UTF8 = "save it as UTF-8 text"


def read_limited(stream: BinaryIO, limit: int, source: str) -> bytes:
    """All bytes of the stream; raises TooLarge as soon as there are more than ``limit``."""
    pieces: list[bytes] = []
    left = limit
    while piece := stream.read(min(CHUNK, left + 1)):
        left -= len(piece)
        if left < 0:
            raise too_large(limit, source)
        pieces.append(piece)
    return b"".join(pieces)


def too_large(limit: int, source: str, *, name: str = "MAX_DOCUMENT_BYTES") -> TooLarge:
    """The error for what exceeds a limit."""
    return TooLarge(f"larger than {limit:,} bytes", source=source, advice=f"split it, or raise LAGEBILD_{name}")


def decode(data: bytes, source: str, *, offset: int = 0) -> str:
    """The text of UTF-8 bytes without byte order mark; raises NotText naming the first wrong byte, from ``offset``."""
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if not offset and data.startswith(mark):
            raise NotText("UTF-16 text (byte order mark at byte 0)", source=source, advice=AS_UTF8)
    zero = data.find(b"\0")
    if zero >= 0:
        raise NotText(f"binary data (NUL at byte {offset + zero})", source=source, advice=AS_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotText(f"not UTF-8 (byte {offset + error.start})", source=source, advice=AS_UTF8) from error
    return text if offset else text.removeprefix("\ufeff")


def check_text(text: str, source: str, limit: int) -> str:
    """The text unchanged; raises NotText, EmptyDocument or TooLarge where it cannot be a document."""
    if not text.strip():
        raise EmptyDocument("no text", source=source)
    if "\0" in text:
        raise NotText(f"binary data (NUL at character {text.index(chr(0))})", source=source)
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise NotText(f"half of a surrogate pair at character {error.start}", source=source) from error
    if size > limit:
        raise too_large(limit, source)
    return text
