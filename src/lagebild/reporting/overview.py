"""A situation on a terminal: who and when, day by day, contested accounts side by side, figures, clauses, open questions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lagebild.linking.sides import between, side_of
from lagebild.model import Casualties, CodedDocument, Document, Phase, Side, Situation, TimelineDay
from lagebild.reporting.picture import Picture
from lagebild.reporting.plain import excerpt, printable
from lagebild.reporting.questions import open_questions
from lagebild.reporting.rows import Row, Source, Voice
from lagebild.reporting.summary import bottom_line
from lagebild.reporting.wording import PHASE_NAMES, claimant, count, name, names, period, short_day

#: Events shown for a day, days, events beside them, contested points, accounts of one camp; the rest is counted.
EVENTS, DAYS, OTHERS, CONTESTED, ACCOUNTS = 4, 14, 8, 6, 3
#: Longest piece of a passage on a terminal, in characters.
EXCERPT = 140
STYLES: dict[Phase, str] = {
    "calm": "white on grey35", "tension": "black on yellow", "clash": "black on dark_orange",
    "fighting": "bold white on red3", "ceasefire": "black on sky_blue1",
}  # fmt: skip
#: What one claimant does, and what several do.
SAYS = {
    "reported": ("says so", "say so"), "earlier": ("recalls it", "recall it"), "announced": ("announces it", "announce it"),
    "possible": ("leaves it open", "leave it open"), "denied": ("denies it", "deny it"),
}  # fmt: skip
LEGEND = (
    "Letter: reliability of the speaker in this matter, A to F (cannot be judged). Number: credibility of what is said, "
    "1 confirmed by independent origins to 5 improbable, 6 cannot be judged."
)


def overview(
    situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument], console: Console
) -> None:
    """Prints the situation."""
    picture = Picture(situation, documents, coded)
    for part in _parts(picture):
        console.print(part)


def _parts(picture: Picture) -> Iterator[RenderableType]:
    yield _head(picture)
    yield from _section("Bottom line", _bullets(line.text for line in bottom_line(picture)))
    yield from _section("Timeline", _timeline(picture))
    yield from _section("Other events" if picture.situation.timeline else "Events", _other(picture))
    yield from _section("Contested, account against account", _contested(picture))
    yield from _section("Killed and wounded, as stated", _figures(picture))
    yield from _section("Treaty clauses", _clauses(picture))
    yield from _section("Open questions", _bullets(line.text for line in open_questions(picture)))
    if any(voice.mark for row in picture.rows for voice in row.voices):
        yield _text(LEGEND, "dim")


def _section(title: str, content: RenderableType | None) -> Iterator[RenderableType]:
    if content is not None:
        yield Text("")
        yield Rule(Text(title, "bold"), align="left", style="blue")
        yield content


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style)


def _bullets(lines: Iterable[str]) -> RenderableType | None:
    grid = Table.grid(padding=(0, 1))
    for line in lines:
        grid.add_row("•", _text(line))
    return grid if grid.row_count else None


def _head(picture: Picture) -> Panel:
    situation = picture.situation
    languages = ", ".join(f"{language} {number}" for language, number in picture.languages)
    facts = [_text(f"Published {period(*picture.published)}")]
    if picture.sides:
        facts.append(_text(f"Sides: {picture.sides}"))
    facts.append(
        _text(
            f"{count(situation.documents, 'document')} of {count(picture.outlets, 'outlet')} ({languages}); "
            f"{len(situation.copies)} taken from others, {count(len(situation.updates), 'update')} of earlier ones"
        )
    )
    contested = f"{len(picture.disputed)} contested"
    facts.append(_text(f"{count(len(situation.events), 'event')}, {contested}"))
    if picture.invented:
        facts.append(_text("Invented corpus (addresses in .example): nothing here is a report of fact.", "yellow"))
    called = [part for part in (situation.name, names(situation.parties)) if part]
    title = _text(": ".join(called) or "Situation", "bold")
    return Panel(Group(*facts), title=title, title_align="left", border_style="blue")


def _timeline(picture: Picture) -> RenderableType | None:
    days = picture.situation.timeline
    if not days:
        return None
    by_day: defaultdict[str, list[Row]] = defaultdict(list)
    for row in picture.main:
        if row.status not in {"possible", "denied", "announced"}:
            by_day[row.day].append(row)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column()
    if len(days) > DAYS:
        grid.add_row("", "", _text(f"{len(days) - DAYS} earlier days are in the report", "dim"))
    for first, last in _spans(days[-DAYS:], by_day):
        when = short_day(first.date) if first is last else f"{first.date.day}–{short_day(last.date)}"
        phase = Text(f" {PHASE_NAMES[first.phase]} ", STYLES[first.phase])
        grid.add_row(_text(when, "bold"), phase, _day(by_day[str(first.date)], picture.situation.sides))
    return grid


def _other(picture: Picture) -> RenderableType | None:
    """The latest events that no day of the timeline shows."""
    days = {str(day.date) for day in picture.situation.timeline}
    rows = [row for row in (*picture.main, *picture.elsewhere) if row not in picture.main or row.day not in days]
    told = [row for row in rows if row.status not in {"possible", "denied", "announced"}]
    if not told:
        return None
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    for row in sorted(told, key=lambda row: (row.day, row.anchor))[-OTHERS:]:
        grid.add_row(_text(short_day(row.event.date or row.reported), "bold"), _event(row))
    if len(told) > OTHERS:
        grid.add_row("", _text(f"and {len(told) - OTHERS} earlier", "dim"))
    return grid


def _spans(
    days: Sequence[TimelineDay], by_day: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[TimelineDay, TimelineDay]]:
    """Days one by one; those of one phase and month on which nothing happened as one span."""
    first = last = days[0]
    for day in days[1:]:
        quiet = not by_day.get(str(day.date)) and not by_day.get(str(last.date))
        if quiet and (day.phase, day.date.month) == (first.phase, first.date.month):
            last = day
            continue
        yield first, last
        first = last = day
    yield first, last


def _day(rows: Sequence[Row], sides: Sequence[Side]) -> RenderableType:
    """What happened on a day: between the sides first, then what most origins tell of."""
    if not rows:
        return Text("–", "dim")
    best = sorted(
        rows,
        key=lambda row: (not between(row.event, sides), -row.event.origins, -len(row.event.documents), row.anchor),
    )
    lines: list[Text] = [_event(row) for row in best[:EVENTS]]
    if len(best) > EVENTS:
        lines.append(_text(f"and {len(best) - EVENTS} more", "dim"))
    return Group(*lines)


def _event(row: Row) -> Text:
    line = _text(row.sentence)
    if row.place != "not stated":
        line.append(f", {printable(row.place)}")
    if row.dispute:
        line.append(f"  {row.dispute}", "bold yellow")
    undated = "reported; " if row.event.date is None else ""
    line.append(f"  [{undated}{row.grade}{'; ' if row.grade else ''}{count(row.event.origins, 'origin')}]", "dim")
    return line


def _contested(picture: Picture) -> RenderableType | None:
    rows = sorted(picture.disputed, key=lambda row: (row not in picture.main, -len(row.event.documents), row.anchor))
    if not rows:
        return None
    shown = [_dispute(picture, row) for row in rows[:CONTESTED]]
    more = len(rows) - CONTESTED
    return Group(*shown, *([_text(f"{more} more in the report", "dim")] if more > 0 else []))


def _dispute(picture: Picture, row: Row) -> RenderableType:
    head = _text(f"{row.when}: {row.sentence}", "bold")
    if row.place != "not stated":
        head.append(f", {printable(row.place)}")
    head.append(f"  {row.dispute}", "bold yellow").append(f"  {row.grade}", "dim")
    camps = _camps(picture.situation.sides, row)
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1))
    for codes in camps:
        table.add_column(_text(names(codes)), ratio=1, overflow="fold")
    voices = [voice for voice in row.voices if voice.passages]
    table.add_row(*(_camp([v for v in voices if v.codes and set(v.codes) <= set(codes)]) for codes in camps))
    others = [v for v in voices if not any(v.codes and set(v.codes) <= set(codes) for codes in camps)]
    parts: list[RenderableType] = [head, table]
    if others:
        parts.append(Padding(Group(*(_account(voice) for voice in others[: 2 * ACCOUNTS])), (0, 0, 0, 2)))
    mirrored = picture.counterparts(row)
    if mirrored:
        told = "; ".join(f"{other.sentence} ({other.when})" for other in mirrored)
        parts.append(_text(f"  Told the other way round: {told}", "italic"))
    return Padding(Group(*parts), (0, 0, 1, 0))


def _camps(sides: Sequence[Side], row: Row) -> tuple[tuple[str, ...], ...]:
    """Who stands at either end of an act: the main party of a side with all who stand with it."""
    ends = (row.event.actor, row.event.recipient) if row.event.recipient else tuple((code,) for code in row.event.actor)
    camps: list[tuple[str, ...]] = []
    for codes in ends[:2]:
        numbers = {number for number in (side_of(code, sides) for code in codes) if number is not None}
        members = dict.fromkeys(codes)
        for number in sorted(numbers):
            members.update(dict.fromkeys((*sides[number].parties, *sides[number].allies)))
        camps.append(tuple(code for code in members if not any(code in camp for camp in camps)))
    own = {side_of(code, sides) for camp in camps for code in camp}
    if len(camps) == 1 and len(own) == 1 and own != {None}:
        camps.extend((*side.parties, *side.allies) for number, side in enumerate(sides) if number not in own)
    return tuple(camp for camp in camps if camp)


def _camp(voices: Sequence[Voice]) -> RenderableType:
    if not voices:
        return _text("not heard in these documents", "dim italic")
    return Group(*(_account(voice) for voice in voices[:ACCOUNTS]))


def _account(voice: Voice) -> Text:
    first = voice.passages[0]
    verb = SAYS[voice.status][len(voice.codes) > 1]
    line = _text(voice.who, "bold").append(f" {verb}", "red" if voice.denies else "green")
    line.append(f" [{voice.mark}]" if voice.mark else "", "bold")
    line.append(" (corrected since)" if voice.withdrawn else "", "yellow")
    quoted = excerpt(first.before, first.trigger, first.after, EXCERPT)
    more = len({passage.source.ident for passage in voice.passages}) - 1
    source = f"{first.source.outlet}, {_moment(first.source)}{f', and {more} more' if more else ''}"
    return line.append(f": “{printable(quoted)}” ", "").append(f"({printable(source)})", "dim")


def _moment(source: Source) -> str:
    """``13 Sep 08:20``."""
    day, _, time = source.time.partition(" ")
    return f"{short_day(dt.date.fromisoformat(day))} {time}".strip() if day else "undated"


def _figures(picture: Picture) -> RenderableType | None:
    """The latest figure of each claimant for each side, with those before it."""
    figures = [figure for row in picture.rows for figure in row.event.casualties]
    placed = {(f.claimed_by, f.killed) for f in figures if f.side}
    told: defaultdict[tuple[str, tuple[str, ...]], list[Casualties]] = defaultdict(list)
    for figure in figures:
        if figure.side or (figure.claimed_by, figure.killed) not in placed:
            told[(figure.side or "", figure.claimed_by)].append(figure)
    if not told:
        return None
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("side", "according to", "killed", "wounded", "as of", "before"):
        right, wraps = column in {"killed", "wounded"}, column in {"according to", "before"}
        table.add_column(column, justify="right" if right else "left", no_wrap=not wraps, overflow="fold")
    for side, by in sorted(told, key=lambda key: (not key[0], key)):
        table.add_row(*_latest(side, by, told[(side, by)]))
    return table


def _latest(side: str, by: tuple[str, ...], figures: Sequence[Casualties]) -> list[Text]:
    current = [figure for figure in figures if not figure.superseded_by] or figures
    last = max(current, key=lambda f: (f.killed is not None, f.as_of or dt.date.min, f.killed or 0, f.wounded or 0))
    ordered = sorted(figures, key=lambda f: (f.as_of or dt.date.min, f.killed or 0))
    before = [
        f
        for f in ordered
        if f.killed not in {None, last.killed} and (f.as_of or dt.date.min) <= (last.as_of or dt.date.min)
    ]
    cells = [
        name(side) if side else "not stated",
        claimant(by),
        *(f"{n:,}" if n is not None else "–" for n in (last.killed, last.wounded)),
    ]
    return [
        _text(cell)
        for cell in (*cells, short_day(last.as_of), ", ".join(f"{f.killed:,} ({short_day(f.as_of)})" for f in before))
    ]


def _clauses(picture: Picture) -> RenderableType | None:
    return _bullets(
        f"{clause.treaty}{f', Article {clause.article}' if clause.article != '–' else ''}: "
        + (f"invoked by {clause.invoked_by}" if clause.invoked_by != "only mentioned" else "only mentioned")
        + (f" on {clause.on}" if clause.on != "–" else "")
        + (f", asked of {clause.asked_of}" if clause.asked_of != "–" else "")
        + (f"; {clause.outcome}" if clause.outcome != "–" else "")
        for clause in picture.promises
    )
