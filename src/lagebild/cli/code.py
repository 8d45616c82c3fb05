"""``lagebild code``: documents to events."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Annotated, Literal

import typer

from lagebild.cli import options
from lagebild.cli.console import report_failure, report_warnings, watched, write_line
from lagebild.cli.entry import SOME_FAILED


def code(
    inputs: options.Inputs,
    format: Annotated[
        Literal["table", "jsonl"] | None, typer.Option(help="Default: table on a terminal, else jsonl.")
    ] = None,
    lang: options.Lang = "auto",
    published: options.Published = None,
    outlet: options.Outlet = None,
    jobs: options.Jobs = None,
    store: options.StoreUrl = None,
) -> None:
    """Code documents and print their events: who did what to whom, where and when, according to whom."""
    from lagebild.engine import Failure
    from lagebild.pipeline import code_documents
    from lagebild.settings import load_settings

    settings = load_settings()
    table = format == "table" or (format is None and sys.stdout.isatty())
    failed = False
    with ExitStack() as stack:
        kept = stack.enter_context(_store(store)) if store else None
        documents = options.opened(inputs, settings, published, outlet)
        results = code_documents(documents, lang=options.language(lang), jobs=jobs or settings.jobs, store=kept)
        for result in results if sys.stdout.isatty() else watched(results, "coding"):
            if isinstance(result, Failure):
                failed = True
                report_failure(result)
                continue
            report_warnings(result.coded)
            _print(result.coded, table)
    if failed:
        raise typer.Exit(SOME_FAILED)
