"""A report as PDF, set by typst: outline, embedded fonts, pictures as vectors, the data attached."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import typst

from lagebild.knowledge.wording_files import report_words
from lagebild.reporting.drawing import svg
from lagebild.reporting.references import references
from lagebild.reporting.report import Refs, Report, Row, Statement, Table

TEMPLATE = "report.typ"


def pdf(report: Report, data: str) -> bytes:
    """The report as PDF; the same report gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / TEMPLATE).write_bytes((files("lagebild.reporting") / "templates" / TEMPLATE).read_bytes())
        (place / "report.json").write_text(data, encoding="utf-8")
        (place / "content.json").write_text(json.dumps(_content(report), ensure_ascii=False), encoding="utf-8")
        for name, picture in _pictures(report):
            (place / name).write_text(picture, encoding="utf-8")
        moment = dt.datetime.combine(report.as_of, dt.time(), dt.UTC)
        made = typst.compile(place / TEMPLATE, root=place, ignore_system_fonts=True, timestamp=int(moment.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def _pictures(report: Report) -> Iterator[tuple[str, str]]:
    for section in report.sections:
        for chart in section.charts:
            yield f"{chart.kind}.svg", svg(chart)


def _content(report: Report) -> dict[str, object]:
    """What the template sets, as plain values."""
    words = {key: word[report.lang] for key, word in report_words().items()}
    return {
        "lang": report.lang, "title": report.title, "date": report.as_of.isoformat(),
        "hash": words["head.hash"].format(digest=report.digest), "head": [_said(one) for one in report.head],
        "sections": [
            {
                "title": section.title, "key": section.key, "statements": [_said(one) for one in section.statements],
                "tables": [_table(table) for table in section.tables],
                "charts": [
                    {"file": f"{chart.kind}.svg", "title": chart.title.text, "alt": chart.alt, "refs": _refs(chart.refs)}
                    for chart in section.charts
                ],
            }
            for section in report.sections
        ],
        "evidence": words["section.evidence"],
        "entries": [
            {
                "anchor": f"event-{entry.number}", "title": f"E{entry.number}. {entry.title.text}",
                "passages": [
                    {
                        "before": one.text[: one.trigger[0]], "trigger": one.text[one.trigger[0] : one.trigger[1]],
                        "after": one.text[one.trigger[1] :], "lang": one.lang or report.lang, "url": one.url or "",
                        "source": f"source-{one.source}",
                        "note": f"S{one.source}, {one.head.text} ({one.lang or '?'}, {one.start}–{one.end})",
                    }
                    for one in entry.passages
                ],
            }
            for entry in report.entries
        ],
        "source_title": words["section.sources"],
        "sources": [
            {
                "anchor": f"source-{one.number}", "mark": f"S{one.number}", "url": one.url or "",
                "text": ", ".join(part for part in (one.outlet, one.country, one.lang or "", one.time, one.title) if part)
                + (f" ({one.copy_of.text})" if one.copy_of else ""),
            }
            for one in report.sources
        ],
        "work_title": words["section.works"],
        "works": [
            {"anchor": one.anchor, "mark": one.mark, "text": f"{one.title}: {'; '.join(one.sources)}"}
            for one in report.works
        ],
    }  # fmt: skip


def _said(one: Statement) -> dict[str, object]:
    return {"text": one.text, "refs": _refs(one.refs)}


def _refs(refs: Refs) -> list[list[str]]:
    return [[text, anchor] for text, anchor in references(refs)]


def _table(table: Table) -> dict[str, object]:
    return {
        "caption": table.caption.text, "kind": table.kind, "columns": [one.text for one in table.columns],
        "rows": [_row(row) for row in table.rows],
    }  # fmt: skip


def _row(row: Row) -> dict[str, object]:
    cells = ["\n".join(one.text for one in cell) for cell in row.cells]
    return {"cells": cells, "anchor": row.anchor, "refs": [] if row.anchor else _refs(row.refs)}
