"""``lagebild relate``: what one marked party does to another."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from lagebild.cli import options
from lagebild.cli.console import report_failure, watched, write_line
from lagebild.cli.entry import SOME_FAILED


def relate(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="A .jsonl file, or - for standard input.")],
    lang: options.Lang = "auto",
    jobs: options.Jobs = None,
) -> None:
    """Print what the marked actor of each text does to the marked recipient, one JSON line per text."""
    from lagebild.engine import Failure
    from lagebild.pipeline import relate_pairs
    from lagebild.settings import load_settings

    settings = load_settings()
    results = relate_pairs(inputs, settings, lang=options.language(lang), jobs=jobs or settings.jobs)
    failed = False
    for result in watched(results, "relations"):
        if isinstance(result, Failure):
            failed = True
            report_failure(result)
        else:
            write_line(json.dumps(result, ensure_ascii=False))
    if failed:
        raise typer.Exit(SOME_FAILED)
