"""A situation readable at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from lagebild.cli.console import printable
from lagebild.model import Account, Casualties, Event, Situation

#: Events, disputes and days shown; the rest is counted.
LATEST, CONTESTED, DAYS = 12, 8, 14
#: Documents named for one account.
NAMED_DOCUMENTS = 5
HAPPENED = frozenset({"actual", "historical", "negated"})
OUTLET_ITSELF = "the outlet itself"
SAYS = {
    "actual": "says it happened", "historical": "says it happened earlier", "future": "says it will happen",
    "hypothetical": "leaves it open", "negated": "denies it",
}  # fmt: skip
PHASE_STYLE = {"fighting": "bold red", "clash": "red", "tension": "yellow", "ceasefire": "cyan", "calm": "green"}


def overview(situation: Situation, until: date | None = None) -> Iterator[RenderableType]:
    """Parties and period, course of days, latest events, contested points, treaty clauses.

    ``until`` is the day of the latest document; what is only announced for later days is no latest event.
    """
    yield _heading(situation)
    if situation.timeline:
        yield Panel(_days(situation), title="Course", title_align="left")
    happened = [event for event in situation.events if _happened(event, until)]
    if happened:
        yield Panel(_latest(happened), title="Latest events", title_align="left")
    contested = [event for event in situation.events if event.disputed]
    if contested:
        yield Panel(_contested(contested), title="Contested", title_align="left")
    if situation.commitments:
        yield Panel(_commitments(situation), title="Treaty clauses", title_align="left")


def demo_notes(report: Path, store_url: str) -> Iterator[RenderableType]:
    """Where things lie, and that nothing of it is real."""
    yield Text(
        "All texts and outlets of this corpus are invented for demonstration; nothing here is a report of fact.", "dim"
    )
    yield Text(f"Store:  {store_url}", overflow="fold")
    yield Text(f"Report: {report}", style="bold", overflow="fold")


@cache
def named(code: str) -> str:
    """Name of an actor's code."""
    from lagebild.knowledge.actors import register

    return printable(register().name(code) or code)


def _names(codes: tuple[str, ...]) -> str:
    return ", ".join(named(code) for code in codes) or "–"


def _heading(situation: Situation) -> Panel:
    days = sorted({day.date for day in situation.timeline} or {event.date for event in situation.events if event.date})
    period = f"{days[0]} to {days[-1]}" if days else "unknown"
    contested = sum(event.disputed for event in situation.events)
    lines = [
        Text.assemble(("Parties    ", "dim"), (_names(situation.parties), "bold")),
        Text.assemble(("Period     ", "dim"), period),
        Text.assemble(("Documents  ", "dim"), f"{situation.documents}, {_copies(situation)}"),
        Text.assemble(("Events     ", "dim"), f"{len(situation.events)}, {contested} of them contested"),
    ]
    return Panel(Group(*lines), title="Situation", title_align="left")


def _copies(situation: Situation) -> str:
    reprinted = sum(len(group) - 1 for group in situation.reprints)
    return f"{reprinted} of them reprints and {len(situation.translations)} translations"


def _days(situation: Situation) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("day", "phase", "talk", "cooperation", "hard words", "force"):
        table.add_column(column, justify="left" if column in {"day", "phase"} else "right")
    for day in situation.timeline[-DAYS:]:
        counts = (day.verbal_cooperation, day.material_cooperation, day.verbal_conflict, day.material_conflict)
        phase = Text(day.phase, style=PHASE_STYLE.get(day.phase, ""))
        table.add_row(str(day.date), phase, *(str(count) if count else "·" for count in counts))
    return table


def _happened(event: Event, until: date | None) -> bool:
    """Dated, not after the latest document, and stated as done by somebody, if only to deny it."""
    if event.date is None or (until is not None and event.date > until):
        return False
    return any(account.status in HAPPENED for account in event.accounts)


def _latest(events: list[Event]) -> RenderableType:
    dated = sorted(events, key=lambda event: (str(event.date or ""), event.id), reverse=True)
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("day", "event", "who → whom", "place", "who says so", "origins"):
        table.add_column(column, overflow="fold", justify="right" if column == "origins" else "left")
    for event in dated[:LATEST]:
        table.add_row(*_event_cells(event))
    left = len(dated) - LATEST
    return Group(table, Text(f"and {left} earlier", style="dim")) if left > 0 else table


def _event_cells(event: Event) -> list[Text]:
    said = "; ".join(_said(account) for account in event.accounts)
    return [
        Text(str(event.date or "–")),
        Text(event.type, style="bold red" if event.disputed else "bold"),
        Text(_parties(event)),
        Text(_place(event)),
        Text(said or "–"),
        Text(str(event.origins)),
    ]


def _parties(event: Event) -> str:
    return f"{_names(event.actor)} → {_names(event.recipient)}"


def _place(event: Event) -> str:
    return printable(", ".join(part for part in (event.place, event.place_country) if part)) or "–"


def _speaker(codes: tuple[str, ...]) -> str:
    return _names(codes) if codes else OUTLET_ITSELF


def _said(account: Account) -> str:
    marks = {"negated": " (denies)", "hypothetical": " (open)"}
    return f"{_speaker(account.claimed_by)}{marks.get(account.status, '')}"


def _contested(events: list[Event]) -> Group:
    shown = sorted(events, key=lambda event: (str(event.date or ""), event.id), reverse=True)[:CONTESTED]
    return Group(*(line for event in shown for line in _dispute(event)))


def _dispute(event: Event) -> Iterator[Text]:
    head = Text.assemble((f"{event.date or 'undated'}  {event.type}  ", "bold"), _parties(event))
    yield head.append(f"  – contested: {event.dispute}" if event.dispute else "", style="red")
    for account in event.accounts:
        documents = _few(account.documents)
        yield Text.assemble(
            "  ",
            (_speaker(account.claimed_by), "bold"),
            f" {SAYS[account.status]} ",
            (f"[{printable(documents)}]", "dim"),
        )
    for casualties in event.casualties:
        yield Text(f"  {_speaker(casualties.claimed_by)}: {_figures(casualties)}")


def _few(documents: tuple[str, ...]) -> str:
    more = len(documents) - NAMED_DOCUMENTS
    return ", ".join(documents[:NAMED_DOCUMENTS]) + (f" and {more} more" if more > 0 else "")


def _figures(casualties: Casualties) -> str:
    counts = (("killed", casualties.killed), ("wounded", casualties.wounded))
    stated = ", ".join(f"{count} {what}" for what, count in counts if count is not None)
    side = f" on the side of {named(casualties.side)}" if casualties.side else ""
    return f"{stated or 'no figure'}{side}{f' as of {casualties.as_of}' if casualties.as_of else ''}"


def _commitments(situation: Situation) -> Group:
    lines = []
    for state in situation.commitments:
        article = f", article {state.article}" if state.article else ""
        line = Text.assemble(
            (printable(f"{state.treaty}{article}"), "bold"), f"  invoked by {_names(state.invoked_by)}"
        )
        line.append(f" on {state.on}" if state.on else "").append(
            f", asked of {_names(state.asked_of)}" if state.asked_of else ""
        )
        lines.append(line.append(printable(f": {state.outcome}") if state.outcome else ""))
    return Group(*lines)
