"""A report as DOCX, with headings for the outline, pictures with their texts, the data as a part of the package."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from docx import Document
from docx.document import Document as Written
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from lagebild.knowledge.wording_files import report_words
from lagebild.reporting.drawing import png
from lagebild.reporting.formats import DOCX_PART
from lagebild.reporting.references import written
from lagebild.reporting.report import Chart, Entry, Refs, Report, Statement, Table

#: The first time that a ZIP archive can hold: that of writing is no part of a report.
MOMENT = (1980, 1, 1, 0, 0, 0)
GREY = RGBColor(0x5A, 0x62, 0x6B)
WIDTH = Cm(16)
#: Characters as wide as the margins of a cell, with some room.
CELL = 6
#: Ids of styles of the template.
BULLET, QUOTE, SUBHEADING = "ListBullet", "Quote", "Heading2"


def docx(report: Report, data: str) -> bytes:
    """The report as DOCX; the same report gives the same bytes."""
    words = {key: word[report.lang] for key, word in report_words().items()}
    made = Document()
    _prepare(made, report)
    made.add_heading(report.title, 0)
    for one in report.head:
        _sentence(made, one, None)
    made.add_paragraph(words["head.hash"].format(digest=report.digest))
    for section in report.sections:
        made.add_heading(section.title, 1)
        for one in section.statements:
            _sentence(made, one, BULLET)
        for chart in section.charts:
            _picture(made, chart)
        for table in section.tables:
            _table(made, table)
    made.add_heading(words["section.evidence"], 1)
    for entry in report.entries:
        _entry(made, entry)
    made.add_heading(words["section.sources"], 1)
    for source in report.sources:
        parts = [source.outlet, source.country, source.lang or "", source.time, source.title, source.url or ""]
        copy = f" ({source.copy_of.text})" if source.copy_of else ""
        made.add_paragraph(_clean(f"S{source.number} {', '.join(part for part in parts if part)}{copy}"))
    if report.works:
        made.add_heading(words["section.works"], 1)
        for work in report.works:
            made.add_paragraph(_clean(f"{work.mark} {work.title}: {'; '.join(work.sources)}"))
    return _packed(made, data)


def _prepare(made: Written, report: Report) -> None:
    """Fonts, and properties that depend on the report alone."""
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Liberation Serif", Pt(10)
    moment = dt.datetime.combine(report.as_of, dt.time())
    properties = made.core_properties
    properties.title, properties.author, properties.language = report.title, "lagebild", report.lang
    properties.created = properties.modified = moment
    properties.comments, properties.last_modified_by, properties.revision = "", "lagebild", 1


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)


def _noted(paragraph: Paragraph, refs: Refs) -> None:
    if refs:
        run = paragraph.add_run(f" {written(refs)}")
        run.font.size, run.font.color.rgb = Pt(8), GREY


def _sentence(made: Written, said: Statement, style: str | None) -> None:
    _noted(_paragraph(made, said.text, style), said.refs)


def _paragraph(made: Written, text: str, style: str | None = None) -> Paragraph:
    """A paragraph in the style of an id, which need not be looked up by its name."""
    paragraph = made.add_paragraph(_clean(text))
    if style is not None:
        paragraph._p.style = style
    return paragraph


def _picture(made: Written, chart: Chart) -> None:
    caption = made.add_paragraph(_clean(chart.title.text))
    caption.paragraph_format.keep_with_next = True
    _noted(caption, chart.refs)
    shape = made.add_picture(io.BytesIO(png(chart)), width=WIDTH)
    shape._inline.docPr.set("descr", _clean(chart.alt))


def _table(made: Written, table: Table) -> None:
    caption = made.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(_clean(table.caption.text)).bold = True
    grid = made.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    grid.autofit, widths = False, _widths(table)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for cell, heading, width in zip(grid.rows[0].cells, table.columns, widths, strict=True):
        cell.width = width
        _fill(cell.paragraphs[0], heading.text)
    marked = grid.rows[0]._tr.get_or_add_trPr()
    marked.append(marked.makeelement(qn("w:tblHeader"), {}))
    for row in table.rows:
        cells = grid.add_row().cells
        for cell, said, width in zip(cells, row.cells, widths, strict=True):
            cell.width = width
            _fill(cell.paragraphs[0], "\n".join(one.text for one in said))
        if not row.anchor:
            _noted(cells[-1].paragraphs[0], row.refs)


def _widths(table: Table) -> list[Length]:
    """Widths of the columns: the more is written in one the wider, but no word is torn where there is room."""
    columns = zip(*(row.cells for row in table.rows), strict=True)
    written_in = [["\n".join(one.text for one in cell) for cell in column] for column in columns]
    texts = [[heading.text, *column] for heading, column in zip(table.columns, written_in, strict=True)]
    longest = [max(len(word) for text in column for word in (text.split() or [""])) for column in texts]
    usual = [sum(map(len, column)) / len(column) for column in texts]
    shares = [max(word, length**0.7) + CELL for word, length in zip(longest, usual, strict=True)]
    return [Emu(round(WIDTH * share / sum(shares))) for share in shares]


def _fill(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(_clean(text)).font.size = Pt(8)


def _entry(made: Written, entry: Entry) -> None:
    _paragraph(made, f"E{entry.number}. {entry.title.text}", SUBHEADING)
    for one in entry.passages:
        _paragraph(made, one.text, QUOTE)
        note = f"S{one.source}, {one.head.text} ({one.lang or '?'}, {one.start}–{one.end}) {one.url or ''}".rstrip()
        run = made.add_paragraph().add_run(_clean(note))
        run.font.size, run.font.color.rgb = Pt(8), GREY


def _packed(made: Written, data: str) -> bytes:
    """The package with its data, its parts in order and without the time of writing."""
    raw, out = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        types = "[Content_Types].xml"
        parts[types] = _typed(parts[types])
        parts[DOCX_PART] = data.encode()
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def _typed(types: bytes) -> bytes:
    """The list of content types with that of the data."""
    known = b'<Default Extension="json" ContentType="application/json"/>'
    return types.replace(b"<Default ", known + b"<Default ", 1)
