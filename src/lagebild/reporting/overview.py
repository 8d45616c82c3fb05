"""A situation at a glance on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from lagebild.model import CodedDocument, Document, Phase, Situation
from lagebild.reporting.picture import Picture
from lagebild.reporting.rows import Row
from lagebild.reporting.summary import Line, leading, open_questions
from lagebild.reporting.wording import PHASE_NAMES, count, names, period, short_day

#: Rows of the tables; the rest stands in the report.
LATEST, CONTESTED, QUESTIONS = 10, 6, 6
#: Longest piece of a passage on a terminal, in characters.
EXCERPT = 110
STYLES: dict[Phase, str] = {
    "calm": "white on grey35", "tension": "black on yellow", "clash": "black on dark_orange",
    "fighting": "bold white on red3", "ceasefire": "black on sky_blue1",
}  # fmt: skip


def overview(
    situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument], console: Console
) -> None:
    """Prints parties, period, course of days, latest events with who says so, contested points and open questions."""
    picture = Picture(situation, documents, coded)
    console.print(_head(picture))
    if situation.timeline:
        console.print(_course(picture))
    console.print(_events(picture))
    if picture.disputed:
        console.print(_contested(picture))
    questions = open_questions(picture)
    if questions:
        console.print(_lines("Open questions", questions[:QUESTIONS], len(questions)))


def _head(picture: Picture) -> Panel:
    situation = picture.situation
    languages = ", ".join(f"{language} {number}" for language, number in picture.languages)
    facts = [
        f"{period(*picture.published)}",
        f"{count(situation.documents, 'document')} of {count(picture.outlets, 'outlet')} ({languages})",
        f"{count(len(situation.reprints), 'text')} reprinted, {count(len(situation.translations), 'translation')}; "
        f"{count(len(situation.events), 'event')}, {len(picture.disputed)} contested",
    ]
    if picture.invented:
        facts.append("[yellow]Invented corpus (addresses in .example): nothing here is a report of fact.[/yellow]")
    title = escape(names(situation.parties) or "Situation")
    return Panel("\n".join(facts), title=f"[bold]{title}[/bold]", title_align="left", border_style="blue")


def _course(picture: Picture) -> Group:
    band = Text("Course  ", style="bold")
    before = None
    for current in picture.situation.timeline:
        word = f" {PHASE_NAMES[current.phase]}" if current.phase != before else ""
        band.append(f" {short_day(current.date)}{word} ", style=STYLES[current.phase])
        before = current.phase
    return Group(band, Text(""))


def _table(title: str, **columns: int | None) -> Table:
    """A table with the relative widths of its columns; None: as wide as the content."""
    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False, expand=True
    )
    for column, ratio in columns.items():
        table.add_column(column.replace("_", " ").strip(), ratio=ratio, no_wrap=ratio is None, overflow="fold")
    return table


def _events(picture: Picture) -> Table:
    chosen = {row.anchor for row in (*leading(picture), *picture.main[-LATEST:])}
    shown = [row for row in picture.main if row.anchor in chosen]
    title = f"Events ({len(shown)} of {len(picture.rows)})"
    table = _table(title, date=None, event=5, place=3, origins=None, according_to=3, _=2)
    for row in shown:
        mark = Text(row.dispute or "", style="bold yellow")
        table.add_row(
            _when(row), Text(row.sentence), Text("" if row.place == "not stated" else row.place),
            str(row.event.origins), Text(row.claimants), mark,
        )  # fmt: skip
    return table


def _when(row: Row) -> Text:
    """The day; for an undated event that of the first report, in italics."""
    return Text(short_day(row.event.date)) if row.event.date else Text(short_day(row.reported), style="italic dim")


def _contested(picture: Picture) -> Table:
    rows = sorted(picture.disputed, key=lambda row: (row not in picture.main, -len(row.event.documents), row.anchor))
    table = _table(f"Contested ({min(len(rows), CONTESTED)} of {len(rows)})", who=1, status=None, account=5)
    for row in rows[:CONTESTED]:
        table.add_row("", "", Text(f"{row.when}: {row.sentence} – {row.dispute}", style="bold"))
        _accounts(table, row)
    return table


def _accounts(table: Table, row: Row) -> None:
    for voice in row.voices:
        if not voice.passages:
            continue
        first = voice.passages[0]
        text = " ".join(f"{first.before}{first.trigger}{first.after}".split())
        excerpt = text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"
        style = "red" if voice.denies else "green"
        table.add_row(Text(voice.who), Text(voice.status, style=style), Text(f"“{excerpt}” ({first.source.outlet})"))


def _lines(title: str, lines: Sequence[Line], total: int) -> Group:
    heading = Text(f"{title} ({len(lines)} of {total})", style="bold")
    return Group(heading, *(Text(f" • {line.text}") for line in lines))
