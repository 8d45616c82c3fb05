"""``lagebild inspect``: one part of the reading on its own."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from lagebild.cli import options
from lagebild.cli.console import report_failure, watched, write_line
from lagebild.cli.entry import SOME_FAILED


def inspect(
    part: Annotated[Literal["dates", "places", "quotes", "actors"], typer.Argument(help="What to print.")],
    inputs: options.Inputs,
    lang: options.Lang = "auto",
    published: options.Published = None,
    jobs: options.Jobs = None,
) -> None:
    """Print the dates, places, quotations or actors of documents, one JSON line per document."""
    from lagebild.engine import Failure
    from lagebild.pipeline import inspect_documents
    from lagebild.settings import load_settings

    settings = load_settings()
    documents = options.opened(inputs, settings, published)
    results = inspect_documents(documents, part, lang=options.language(lang), jobs=jobs or settings.jobs)
    failed = False
    for result in watched(results, part):
        if isinstance(result, Failure):
            failed = True
            report_failure(result)
        else:
            write_line(json.dumps(result, ensure_ascii=False))
    if failed:
        raise typer.Exit(SOME_FAILED)
