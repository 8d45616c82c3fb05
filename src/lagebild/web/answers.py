"""Requests and answers as values, and the headers by which a browser is kept from doing anything else with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: For every answer: it is what it says, is shown in no frame, and tells no other site where the reader came from.
SAFE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip


@dataclass(frozen=True)
class Request:
    """A request without its body, of which nothing is needed; ``languages`` is what the browser prefers."""

    method: str
    path: str
    query: str = ""
    languages: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer with its content, or the file that holds it; ``name`` is what the log calls it."""

    name: str
    status: int
    media_type: str
    content: bytes | Path
    headers: Mapping[str, str] = field(default_factory=dict)


def plain(status: int, text: str, **headers: str) -> Answer:
    """A line of text."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer("–", status, "text/plain; charset=utf-8", f"{text}\n".encode(), told)
