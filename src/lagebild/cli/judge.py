"""``lagebild judge``: people decide which mentions are one event."""

from __future__ import annotations

from typing import Annotated

import typer

from lagebild.cli import options
from lagebild.cli.console import user, write_line
from lagebild.cli.events import judged

app = typer.Typer(
    no_args_is_help=True,
    help="Decide which mentions are one event. Judgements are kept for good, and undone by another one.",
)
Event = Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, see lagebild events list.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.", show_default="the user's name")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]


@app.command("merge")
def merge(
    events: Annotated[list[str], typer.Argument(metavar="EVENT EVENT...", help="Ids, see lagebild events list.")],
    store: options.StoreOption,
    by: By = "",
    note: Note = "",
) -> None:
    """Events are one."""
    from lagebild.pipeline import merge_events

    with options.opened_store(store) as kept:
        _say(merge_events(kept, events, by=by or user(), note=note))


@app.command("split")
def split(
    event: Event,
    mentions: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT:INDEX...", help="Mentions of it, see lagebild events why.")
    ],
    store: options.StoreOption,
    by: By = "",
    note: Note = "",
) -> None:
    """Some mentions of an event are another event."""
    from lagebild.pipeline import split_event

    with options.opened_store(store) as kept:
        _say(split_event(kept, event, mentions, by=by or user(), note=note))


@app.command("undo")
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of a judgement, see lagebild judge list.")],
    store: options.StoreOption,
    by: By = "",
    note: Note = "",
) -> None:
    """A judgement counts no more; undoing the undoing restores it."""
    from lagebild.pipeline import undo_judgement

    with options.opened_store(store) as kept:
        _say(undo_judgement(kept, number, by=by or user(), note=note))


@app.command("list")
def list_judgements(store: options.StoreOption) -> None:
    """All judgements, in the order in which they were made."""
    with options.opened_store(store) as kept:
        for one in kept.judgements():
            write_line(judged(one))


def _say(number: int) -> None:
    write_line(f"kept as judgement {number}; lagebild situation with this store shows the events as they are now")
