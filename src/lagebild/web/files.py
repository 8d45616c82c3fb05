"""The files of a bundle, as any web server would show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lagebild.publishing.addresses import media_type
from lagebild.web.answers import Answer, Request, plain

#: How files of a bundle are called: at most three parts, none of which begins with a dot.
PATH = re.compile(r"/[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,2}")
FRONT = "/index.html"
FEEDS: Mapping[str, str] = {"/feed.xml": "application/atom+xml", "/feed.json": "application/feed+json"}
METHODS = "GET, HEAD"
#: A report draws its own pictures and styles, and needs nothing else.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
}  # fmt: skip


@dataclass(frozen=True)
class BundleFiles:
    """What lies in a folder and in no other place, wherever links in it may lead."""

    folder: Path

    def answer(self, request: Request) -> Answer | None:
        """The file of a path, None where there is none."""
        path = FRONT if request.path == "/" else request.path
        found = self._file(path) if PATH.fullmatch(path) else None
        if found is None:
            return None
        if request.method not in METHODS.split(", "):
            return plain(405, "method not allowed", Allow=METHODS)
        kind = FEEDS.get(path) or media_type(found.suffix.lstrip("."))
        shown = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        return Answer("file", 200, shown, found, HEADERS)

    def _file(self, path: str) -> Path | None:
        try:
            found = (self.folder / path[1:]).resolve(strict=True)
        except OSError:
            return None
        return found if found.is_file() and found.is_relative_to(self.folder.resolve()) else None
