"""``lagebild explain``: why each event of a document was coded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lagebild.cli import options
from lagebild.cli.console import console, report_failure, report_warnings, write_line
from lagebild.cli.entry import SOME_FAILED

if TYPE_CHECKING:
    from lagebild.pipeline import Coded

Format = Literal["text", "jsonl"]


def explain(
    inputs: options.Inputs,
    format: Annotated[Format | None, typer.Option(help="Default: text on a terminal, else jsonl.")] = None,
    lang: options.Lang = "auto",
    published: options.Published = None,
    outlet: options.Outlet = None,
) -> None:
    """Show why each event of a document was coded and what was dropped: trees, frames, roles, claims, status."""
    from lagebild.engine import Failure
    from lagebild.pipeline import code_documents
    from lagebild.settings import load_settings

    as_text = format == "text" or (format is None and sys.stdout.isatty())
    documents = options.opened(inputs, load_settings(), published, outlet)
    failed = False
    for result in code_documents(documents, lang=options.language(lang), trace=True):
        if isinstance(result, Failure):
            failed = True
            report_failure(result)
            continue
        report_warnings(result.coded)
        _show(result, as_text)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _show(result: Coded, as_text: bool) -> None:
    from lagebild.model import TracedDocument

    if not as_text or not isinstance(result.coded, TracedDocument):
        write_line(result.coded.model_dump_json())
        return
    from lagebild.cli.explanation import explanation

    for part in explanation(result.coded, result.document.text):
        console().print(part)
