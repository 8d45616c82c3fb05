"""``lagebild situations``: watched conflicts by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli import options
from lagebild.cli.console import console, printable, user, write_line
from lagebild.cli.situation import SIDES_HELP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.table import Table

    from lagebild.model import NamedSituation, SituationChange
    from lagebild.store import Store

app = typer.Typer(
    no_args_is_help=True,
    help="Watched conflicts by name; lagebild situation, assess and report take them with --situation NAME.",
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What it is called; capitals do not matter.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.", show_default="the user's name")]
StoreOption = options.StoreOption
WHO_HELP = "Whom it is about: codes or names in any language, joined by commas or one each time."
WHERE_HELP = "On whose ground: only events there, on the border of it, or nowhere in particular."
COLUMNS = ("name", "parties", "countries", "since", "until", "sides")
ANY = "–"


@app.command("add")
def add(
    name: Name,
    party: Annotated[list[str] | None, typer.Option(metavar="ACTOR", help=WHO_HELP)] = None,
    country: Annotated[list[str] | None, typer.Option(metavar="COUNTRY", help=WHERE_HELP)] = None,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Its first day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Its last day.")] = None,
    sides: Annotated[str | None, typer.Option(metavar="SIDES", help=SIDES_HELP)] = None,
    between: Annotated[
        bool, typer.Option("--between", help="Only documents that name two of the parties, of two sides if it has any.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Change one that is there.")] = False,
    by: By = "",
    store: StoreOption = options.DEFAULT_STORE,
) -> None:
    """Keep a situation by its name: who, where, when. What is coded into the store later belongs to it as well."""
    from lagebild import kept_situations

    wanted = kept_situations.described(
        name, party or (), countries=country or (), since=since, until=until, sides=sides, between=between
    )
    with options.opened_store(store) as kept:
        kept.add_situation(wanted, by=by or user(), replace=replace)
        write_line(printable(f"{wanted.name}: {_parties(wanted)}; {_documents(kept, wanted)}"))


@app.command("list")
def list_situations(store: StoreOption = options.DEFAULT_STORE) -> None:
    """All situations that are watched, the one changed last at the end."""
    with options.opened_store(store) as kept:
        console().print(_table(kept.situations().values()))


@app.command("show")
def show(name: Name, store: StoreOption = options.DEFAULT_STORE) -> None:
    """What a situation is, the documents that tell of it so far, and how it was changed."""
    from lagebild import kept_situations

    with options.opened_store(store) as kept:
        wanted = kept_situations.find(kept, name)
        for line in _described(wanted):
            write_line(printable(line))
        write_line(_documents(kept, wanted))
        for change in kept.situation_changes(wanted.name):
            write_line(printable(_changed(change)))


@app.command("remove")
def remove(name: Name, by: By = "", store: StoreOption = options.DEFAULT_STORE) -> None:
    """Watch a situation no more. Its documents, and what was said of it, stay; adding it again brings it back."""
    from lagebild import kept_situations

    with options.opened_store(store) as kept:
        wanted = kept_situations.find(kept, name)
        kept.remove_situation(wanted.name, by=by or user())
    write_line(printable(f"{wanted.name}: removed"))


def _table(found: Iterable[NamedSituation]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for one in found:
        table.add_row(*(Text(printable(cell)) for cell in (one.name, *_cells(one))))
    return table


def _described(one: NamedSituation) -> Iterator[str]:
    yield one.name
    yield from (f"{column}: {cell}" for column, cell in zip(COLUMNS[1:], _cells(one), strict=True))
    if one.between:
        yield "only documents that name two of the parties"


def _cells(one: NamedSituation) -> tuple[str, ...]:
    days = (str(day) if day else ANY for day in (one.since, one.until))
    sides = " / ".join(", ".join(side.parties) for side in one.sides)
    return (_parties(one), ", ".join(one.countries) or ANY, *days, sides or ANY)


def _parties(one: NamedSituation) -> str:
    return ", ".join(one.parties)


def _documents(kept: Store, wanted: NamedSituation) -> str:
    from lagebild.kept_situations import telling

    days = [document.published for document, _ in telling(kept, wanted)]
    known = sorted(day for day in days if day)
    span = f", published {known[0]} to {known[-1]}" if known else ""
    return f"{len(days)} document{'' if len(days) == 1 else 's'} so far{span}"


def _changed(change: SituationChange) -> str:
    by = f" by {change.by}" if change.by else ""
    what = f"set to {' · '.join(cell for cell in _cells(change.now) if cell != ANY)}" if change.now else "removed"
    return f"change {change.number} on {change.at:%Y-%m-%d}{by}: {what}"
