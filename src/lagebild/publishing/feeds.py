"""Feeds of reports and alerts: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from html import escape
from xml.etree import ElementTree

from lagebild import __version__
from lagebild.model import Issue
from lagebild.publishing.addresses import file_address, readable
from lagebild.publishing.wording import facts, html_paragraphs, one_line

ATOM = "http://www.w3.org/2005/Atom"
#: The newest issues that a feed shows.
MOST = 100
#: Time of a feed without issues.
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def urn(ident: str) -> str:
    """A name of an issue or feed that is the same wherever a copy stands (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"lagebild:{ident}").urn


def atom(issues: Sequence[Issue], title: str, base: str) -> bytes:
    """The newest issues as Atom; without a ``base`` links are relative to the feed."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    newest = _newest(issues)
    _add(feed, "id", urn(f"feed:{base or title}"))
    _add(feed, "title", one_line(title))
    _add(feed, "updated", _stamp(newest[0].issued_at if newest else NEVER))
    _add(_add(feed, "author"), "name", one_line(title))
    _add(feed, "generator", "Lagebild", version=__version__)
    _add(feed, "link", rel="self", href=_address("feed.xml", base), type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=_address("index.html", base), type="text/html")
    for issue in newest:
        _entry(feed, issue, base)
    ElementTree.indent(feed)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def json_feed(issues: Sequence[Issue], title: str, base: str) -> bytes:
    """The newest issues as JSON Feed."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(title),
        "home_page_url": _address("index.html", base),
        "feed_url": _address("feed.json", base),
        "items": [_item(issue, base) for issue in _newest(issues)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _newest(issues: Sequence[Issue]) -> list[Issue]:
    return list(reversed(issues))[:MOST]


def _entry(feed: ElementTree.Element, issue: Issue, base: str) -> None:
    entry = _add(feed, "entry")
    entry.set("{http://www.w3.org/XML/1998/namespace}lang", issue.lang)
    _add(entry, "id", urn(issue.id))
    _add(entry, "title", one_line(issue.title))
    _add(entry, "published", _stamp(issue.issued_at))
    _add(entry, "updated", _stamp(issue.issued_at))
    _add(entry, "category", term=issue.kind)
    if issue.situation:
        _add(entry, "category", term=one_line(issue.situation))
    main = readable(issue)
    if main is not None:
        _add(entry, "link", rel="alternate", href=file_address(main, base), type=main.media_type)
    for file in issue.files:
        href, length = file_address(file, base), str(file.size)
        _add(entry, "link", rel="enclosure", href=href, type=file.media_type, length=length)
    _add(entry, "content", _html(issue), type="html")


def _item(issue: Issue, base: str) -> dict[str, object]:
    main = readable(issue)
    item: dict[str, object] = {
        "id": urn(issue.id),
        "title": one_line(issue.title),
        "content_html": _html(issue),
        "date_published": _stamp(issue.issued_at),
        "language": issue.lang,
        "tags": [issue.kind, *([one_line(issue.situation)] if issue.situation else [])],
    }
    if main is not None:
        item["url"] = file_address(main, base)
        item["attachments"] = [
            {"url": file_address(file, base), "mime_type": file.media_type, "size_in_bytes": file.size}
            for file in issue.files
        ]
    return item


def _html(issue: Issue) -> str:
    lines = "<br>".join(escape(one_line(line)) for line in facts(issue))
    text = "".join(html_paragraphs(issue.summary))
    return f"<p>{lines}</p>{text}"


def _address(path: str, base: str) -> str:
    return f"{base.rstrip('/')}/{path}" if base else path


def _stamp(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text
    return child
