"""A report as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lagebild.knowledge.wording_files import report_words
from lagebild.reporting.references import written
from lagebild.reporting.report import Chart, Entry, Report, Row, Source, Statement, Table

#: Characters that Markdown would read as marks, or a browser as a tag.
MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def markdown(report: Report) -> str:
    """The report as text, without its data."""
    return "\n".join(_lines(report)) + "\n"


def _plain(text: str) -> str:
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def _lines(report: Report) -> Iterator[str]:
    words = {key: word[report.lang] for key, word in report_words().items()}
    yield from (f"# {_plain(report.title)}", "")
    yield from (_sentence(one) for one in report.head)
    yield from (f"- {words['head.hash'].format(digest=report.digest)}", "")
    for section in report.sections:
        yield from (f"## {_plain(section.title)}", "")
        yield from (_sentence(one) for one in section.statements)
        if section.statements:
            yield ""
        for table in section.tables:
            yield from (*_table(table), "")
        for chart in section.charts:
            yield from (_chart(chart), "")
    yield from (f"## {words['section.evidence']}", "")
    for entry in report.entries:
        yield from (*_entry(entry, words["quoted"]), "")
    yield from (f"## {words['section.sources']}", "", *(_source(one) for one in report.sources), "")
    if report.works:
        yield from (f"## {words['section.works']}", "")
        yield from (
            f"- **{_plain(one.mark)}** {_plain(one.title)}: {_plain('; '.join(one.sources))}" for one in report.works
        )


def _sentence(said: Statement) -> str:
    return f"- {_plain(said.text)} {_plain(written(said.refs))}".rstrip()


def _table(table: Table) -> Iterator[str]:
    yield from (f"**{_plain(table.caption.text)}**", "")
    yield f"| {' | '.join(_plain(one.text) for one in table.columns)} |"
    yield f"|{' --- |' * len(table.columns)}"
    for row in table.rows:
        yield f"| {' | '.join(_cells(row))} |"


def _cells(row: Row) -> list[str]:
    cells = ["<br>".join(_plain(one.text) for one in cell) for cell in row.cells]
    if not row.anchor:
        cells[-1] = f"{cells[-1]} {_plain(written(row.refs))}".strip()
    return cells


def _chart(chart: Chart) -> str:
    return f"*{_plain(chart.alt)}* {_plain(written(chart.refs))}"


def _entry(entry: Entry, quoted: str) -> Iterator[str]:
    yield from (f"### E{entry.number}. {_plain(entry.title.text)}", "")
    for one in entry.passages:
        link = f" <{one.url}>" if one.url else ""
        place = f"{one.lang or '?'}, {one.start}–{one.end}"
        yield f"- S{one.source}, {_plain(one.head.text)} ({place}): {quoted.format(quote=_plain(one.text))}{link}"


def _source(source: Source) -> str:
    parts = [source.outlet, source.country, source.lang or "", source.time, source.title]
    copy = f" ({_plain(source.copy_of.text)})" if source.copy_of else ""
    link = f" <{source.url}>" if source.url else ""
    return f"- **S{source.number}** {_plain(', '.join(part for part in parts if part))}{copy}{link}"
