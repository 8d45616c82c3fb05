"""``lagebild demo``: the bundled corpus from text to report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lagebild.cli import options
from lagebild.cli.console import console, watched


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
    from lagebild.cli.overview import demo_notes, overview
    from lagebild.settings import load_settings

    settings = load_settings()
    made = pipeline.demo(
        into or settings.data_folder / "demo",
        jobs=jobs or settings.jobs,
        watch=lambda results: watched(results, "coding the sample corpus"),
    )
    for part in (*overview(made.picture.situation, made.picture.until), *demo_notes(made.report, made.store_url)):
        console().print(part)
