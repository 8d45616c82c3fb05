"""``lagebild events``: the events of a store, and why mentions are together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli import options
from lagebild.cli.console import console, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from lagebild.kept_links import Placed
    from lagebild.model import Event, Judgement
    from lagebild.pipeline import EventLinks

app = typer.Typer(no_args_is_help=True, help="The events of a store, and why their mentions are together.")

SNIPPET = 100
APART = "Its documents are not linked in the store as a whole; lagebild situation with this store links them."
HOW = {
    "opens": "opens the event", "fits": "fits", "recalls": "recalls it", "judged": "set apart by a person",
}  # fmt: skip
PARTS = {
    "type": "same type", "days": "same days", "parties": "same parties", "place": "same place",
    "means": "same means", "casualties": "same number killed", "words": "names and numbers in common",
    "fame": "texts that tell of it",
}  # fmt: skip


@app.command("list")
def list_events(store: options.StoreOption) -> None:
    """Print the events of a store, one a line."""
    with options.opened_store(store) as kept:
        console().print(_table(kept.events()))


@app.command("why")
def why(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, see lagebild events list.")],
    store: options.StoreOption,
) -> None:
    """Show why the mentions of an event are together: what each agrees in, with its score, and what people judged."""
    from lagebild.pipeline import event_links

    with options.opened_store(store) as kept:
        for part in _reasons(event_links(kept, event)):
            console().print(part)


def _table(found: Iterator[Event]) -> Table:
    from rich.table import Table

    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("id", "day", "event", "who → whom", "place", "mentions", "documents"):
        table.add_column(column, justify="right" if column in {"mentions", "documents"} else "left", overflow="fold")
    for event in found:
        counts = (str(len(event.mentions)), str(len(event.documents)))
        where = printable(event.place or "–")
        table.add_row(event.id, str(event.date or "–"), event.type, _parties(event), where, *counts)
    return table


def _parties(event: Event) -> str:
    return f"{', '.join(event.actor) or '–'} → {', '.join(event.recipient) or '–'}"


def _reasons(found: EventLinks) -> Iterator[RenderableType]:
    from rich.text import Text

    event = found.event
    yield Text.assemble((event.id, "bold"), f"  {event.date or 'undated'}  {event.type}  {_parties(event)}")
    for one in found.placed:
        yield Text()
        yield from _passage(one)
    if not found.placed:
        yield Text(APART, style="dim")
    for judgement in found.judgements:
        yield Text()
        yield Text(judged(judgement), style="cyan")


def _passage(one: Placed) -> Iterator[Text]:
    from rich.text import Text

    names = "  ".join(f"{document}:{index}" for document, index in one.mentions)
    score = f" {one.link.score:.2f}" if one.link.parts else ""
    yield Text.assemble((printable(names), "bold"), f"  {HOW[one.link.how]}{score}")
    text = " ".join(one.statement.mention.evidence.text.split())
    yield Text(printable(f"  {text[:SNIPPET]}{'…' if len(text) > SNIPPET else ''}"), style="dim")
    if one.link.parts:
        yield Text("  " + ", ".join(f"{PARTS[part]} {value:.2f}" for part, value in one.link.parts.items()))


def judged(judgement: Judgement) -> str:
    """A judgement in one line."""
    apart = len(judgement.sides[0]) if judgement.sides else 0
    what = {
        "merge": f"{len(judgement.sides)} events are one", "split": f"{apart} mentions are another event",
        "undo": f"undoes {judgement.undoes}",
    }[judgement.kind]  # fmt: skip
    by = f" by {judgement.by}" if judgement.by else ""
    when = f" on {judgement.at:%Y-%m-%d}" if judgement.at else ""
    note = f" ({judgement.note})" if judgement.note else ""
    return printable(f"judgement {judgement.number}{by}{when}: {what}{note}")
