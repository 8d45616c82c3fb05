"""Pages of a bundle: an index for people and one for programs, and the feeds. The same issues give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape

from lagebild.model import Issue
from lagebild.publishing.addresses import file_path
from lagebild.publishing.feeds import atom, json_feed
from lagebild.publishing.wording import facts, html_paragraphs, one_line, said

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "article{border-top:1px solid #bbb;padding:.6rem 0}h2{font-size:1.15rem;margin:.3rem 0}"
    ".facts{color:#555;margin:0}code{font-size:.8rem;overflow-wrap:anywhere}a{color:#0645ad}"
    "@media(prefers-color-scheme:dark){body{background:#151515;color:#eee}a{color:#8ab4f8}.facts{color:#aaa}}"
)


def pages(issues: Sequence[Issue], title: str, base: str, key: str) -> Mapping[str, bytes]:
    """Contents by path; ``key`` is the fingerprint with which a copy is checked."""
    return {
        "index.html": _index(issues, title, key).encode("utf-8"),
        "index.json": _listing(issues, title, key),
        "feed.xml": atom(issues, title, base),
        "feed.json": json_feed(issues, title, base),
    }


def _listing(issues: Sequence[Issue], title: str, key: str) -> bytes:
    told = []
    for issue in issues:
        one = issue.model_dump(mode="json")
        for shown, file in zip(one["files"], issue.files, strict=True):
            shown["path"] = file_path(file)
        told.append(one)
    content = {"title": one_line(title), "key": key, "issues": told}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8") + b"\n"


def _index(issues: Sequence[Issue], title: str, key: str) -> str:
    feeds = (
        '<link rel="alternate" type="application/atom+xml" href="feed.xml">'
        '<link rel="alternate" type="application/feed+json" href="feed.json">'
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(one_line(title))}</title>{feeds}<style>{STYLE}</style>"
    )
    check = f"<p>{said('bundle.check', 'en')} <code>lagebild verify . --key {key}</code></p>"
    links = '<p><a href="feed.xml">Atom</a> · <a href="feed.json">JSON Feed</a> · <a href="index.json">JSON</a></p>'
    listed = "\n".join(_article(issue) for issue in reversed(issues))
    body = f"<h1>{escape(one_line(title))}: {said('bundle.index', 'en')}</h1>{links}{check}\n{listed}\n"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>{body}</body></html>\n'


def _article(issue: Issue) -> str:
    lines = " · ".join(escape(one_line(line)) for line in facts(issue))
    summary = "".join(html_paragraphs(issue.summary))
    files = "".join(
        f'<li><a href="{file_path(file)}">{escape(file.format)}</a> <code>SHA-256 {file.sha256}</code></li>'
        for file in issue.files
    )
    listed = f"<ul>{files}</ul>" if files else ""
    heading = f'<h2>{escape(one_line(issue.title))}</h2><p class="facts">{lines}</p>'
    return f'<article lang="{issue.lang}">{heading}{summary}{listed}</article>'
