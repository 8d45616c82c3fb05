"""``lagebild code``: documents to events."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lagebild.cli import options
from lagebild.cli.console import console, report_failure, report_warnings, watched, write_line
from lagebild.cli.entry import SOME_FAILED

if TYPE_CHECKING:
    from lagebild.model import CodedDocument

Format = Literal["table", "jsonl"]


def code(
    inputs: options.Inputs,
    format: Annotated[Format | None, typer.Option(help="Default: table on a terminal, else jsonl.")] = None,
    lang: options.Lang = "auto",
    published: options.Published = None,
    outlet: options.Outlet = None,
    jobs: options.Jobs = None,
    store: options.StoreUrl = None,
    trace: Annotated[bool, typer.Option("--trace", help="Tell in the JSON why each event was coded.")] = False,
) -> None:
    """Code documents and print their events: who did what to whom, where and when, according to whom."""
    from lagebild.engine import Failure
    from lagebild.pipeline import code_documents
    from lagebild.settings import load_settings

    settings = load_settings()
    table = format == "table" or (format is None and sys.stdout.isatty())
    failed = False
    with options.kept_in(store, settings) as kept:
        documents = options.opened(inputs, settings, published, outlet)
        processes = jobs or settings.jobs
        results = code_documents(documents, lang=options.language(lang), jobs=processes, store=kept, trace=trace)
        for result in results if sys.stdout.isatty() else watched(results, "coding"):
            if isinstance(result, Failure):
                failed = True
                report_failure(result)
                continue
            report_warnings(result.coded)
            _show(result.coded, table)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _show(coded: CodedDocument, table: bool) -> None:
    if not table:
        write_line(coded.model_dump_json())
        return
    from lagebild.cli.tables import document_table

    console().print(document_table(coded))
