"""``lagebild demo``: the bundled corpus from text to report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli import options
from lagebild.cli.console import console, watched

if TYPE_CHECKING:
    from rich.text import Text


def demo(
    into: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where store and report are put; default: the user's data folder."),
    ] = None,
    jobs: options.Jobs = None,
) -> None:
    """Code the bundled sample corpus into a fresh store and print the situation and where the report lies.

    Needs no network and no settings. All texts and outlets of the corpus are invented for demonstration.
    """
    from lagebild import pipeline
    from lagebild.reporting.overview import overview
    from lagebild.settings import load_settings

    settings = load_settings()
    made = pipeline.demo(
        into or settings.data_folder / "demo",
        jobs=jobs or settings.jobs,
        watch=lambda results: watched(results, "coding the sample corpus"),
    )
    picture, screen = made.picture, console()
    overview(picture.situation, picture.documents, picture.coded, screen)
    for part in _notes(made.report, made.store_url):
        screen.print(part)


def _notes(report: Path, store_url: str) -> Iterator[Text]:
    """Where things lie, and that nothing of it is real."""
    from rich.text import Text

    yield Text(
        "All texts and outlets of this corpus are invented for demonstration; nothing here is a report of fact.", "dim"
    )
    yield Text(f"Store:  {store_url}", overflow="fold")
    yield Text(f"Report: {report}", style="bold", overflow="fold")
