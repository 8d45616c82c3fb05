"""Pages that links in e-mail lead to: confirm a subscription, and leave it with one click (RFC 8058).

What opens links by itself (scanners of mail) sends GET, which changes nothing; a person's button and a mail program's
one click send POST.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from lagebild import delivery
from lagebild.errors import StoreError
from lagebild.model import LANGUAGES, Language
from lagebild.publishing import tokens
from lagebild.publishing.wording import language, one_line, said
from lagebild.store.publications import Publications
from lagebild.store.tables import now as now_utc
from lagebild.web.answers import Answer, Request, plain

Shown = Literal["confirm", "confirmed", "unsubscribe", "unsubscribed", "invalid", "later"]
PURPOSES: Mapping[str, tokens.Purpose] = {"/confirm": "confirm", "/unsubscribe": "unsubscribe"}
DONE: Mapping[tokens.Purpose, Shown] = {"confirm": "confirmed", "unsubscribe": "unsubscribed"}
STATUS: Mapping[Shown, int] = {"invalid": 404, "later": 503}
METHODS = "GET, HEAD, POST"
#: A token is shorter by far.
LONGEST_QUERY = 500
QUALITY = re.compile(r"q=([01](?:\.\d{0,3})?)", re.ASCII)
STYLE = (
    "body{font:17px/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.2rem;color:#1b1b1b}"
    "h1{font-size:1.4rem}button{font:inherit;padding:.5rem 1.4rem;border:1px solid #1b4f8f;border-radius:.3rem;"
    "background:#1b4f8f;color:#fff}button:focus-visible{outline:3px solid #e69f00}"
    "@media(prefers-color-scheme:dark){body{background:#151515;color:#eee}}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode("ascii")
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store", "X-Robots-Tag": "noindex",
}  # fmt: skip


@dataclass(frozen=True)
class SubscriberPages:
    """The pages of one store; ``address`` is where readers reach them, as links in e-mail have it."""

    publications: Publications
    secret: bytes = field(repr=False)
    address: str = ""
    title: str = "Lagebild"
    clock: Callable[[], dt.datetime] = now_utc

    def answer(self, request: Request) -> Answer | None:
        """The page that a request asks for, after what it wants was done; None for what is no page of these."""
        purpose = self._purpose(request.path)
        if purpose is None:
            return None
        if request.method not in METHODS.split(", "):
            return plain(405, "method not allowed", Allow=METHODS)
        preferred = _preferred(request.languages)
        try:
            return self._page(*self._shown(purpose, request, preferred), purpose)
        except StoreError:
            return self._page("later", preferred, purpose)

    def _purpose(self, path: str) -> tokens.Purpose | None:
        """What a path is for, with or without the part of the address that a server in front may have taken away."""
        before = urlsplit(self.address).path.rstrip("/")
        return PURPOSES.get(path) or (PURPOSES.get(path.removeprefix(before)) if path.startswith(before) else None)

    def _shown(self, purpose: tokens.Purpose, request: Request, preferred: Language) -> tuple[Shown, Language]:
        """Which page in which language: that of the subscriber, of the browser where the token names none."""
        given = _token(request.query)
        found = tokens.opened(self.secret, purpose, given, self.clock())
        if found is None:
            return "invalid", preferred
        if request.method != "POST":
            return purpose, self._language(found.subscriber, preferred)
        decide = delivery.confirm if purpose == "confirm" else delivery.unsubscribe
        if not decide(self.publications, self.secret, given, self.clock()):
            return "invalid", preferred
        return DONE[purpose], self._language(found.subscriber, preferred)

    def _language(self, subscriber: int, preferred: Language) -> Language:
        wanted = self.publications.subscriber(subscriber).subscription.lang
        return language(wanted) if wanted else preferred

    def _page(self, shown: Shown, lang: Language, purpose: tokens.Purpose) -> Answer:
        status = STATUS.get(shown, 200)
        return Answer(purpose, status, "text/html; charset=utf-8", _html(shown, lang, self.title), HEADERS)


def _token(query: str) -> str:
    """The token in a query, empty where there is none."""
    if len(query) > LONGEST_QUERY:
        return ""
    return parse_qs(query, errors="replace").get("token", [""])[0]


def _preferred(header: str) -> Language:
    """The language that a browser likes best of those that there are words in, else English (RFC 9110, 12.5.4)."""
    ranked: list[tuple[float, int, Language]] = []
    for number, part in enumerate(header[:200].split(",")):
        name, _, quality = part.partition(";")
        code, weight = name.strip().partition("-")[0].lower(), QUALITY.fullmatch(quality.strip())
        rank = float(weight[1]) if weight else 1.0
        ranked += [(-rank, number, lang) for lang in LANGUAGES if lang == code and rank > 0]
    return min(ranked)[2] if ranked else "en"


def _html(shown: Shown, lang: Language, title: str) -> bytes:
    words = {key: escape(said(f"page.{shown}.{key}", lang)) for key in ("title", "text")}
    button = escape(said(f"page.{shown}.button", lang)) if shown in PURPOSES.values() else ""
    form = f'<form method="post"><button>{button}</button></form>' if button else ""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{words['title']} – {escape(one_line(title))}</title><style>{STYLE}</style>"
    )
    body = f"<h1>{words['title']}</h1><p>{words['text']}</p>{form}"
    return f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n<body>{body}</body></html>\n'.encode()
