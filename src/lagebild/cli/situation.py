"""``lagebild situation``: documents to the picture of a situation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lagebild.cli import options
from lagebild.cli.console import console, report_failure, report_warnings, watched, write_line
from lagebild.cli.entry import SOME_FAILED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lagebild.engine import Failure
    from lagebild.pipeline import Coded, Picture

SIDES_HELP = "Who stands with whom, such as 'ARM,NSA:ARTSAKH / AZE'. Without it, sides are found from the events."
Format = Literal["overview", "json"]


def situation(
    inputs: options.OptionalInputs = None,
    named: options.Named = None,
    format: Annotated[Format, typer.Option(help="A readable overview, or one JSON object.")] = "overview",
    lang: options.Lang = "auto",
    published: options.Published = None,
    outlet: options.Outlet = None,
    jobs: options.Jobs = None,
    store: options.StoreUrl = None,
    sides: Annotated[str | None, typer.Option(metavar="SIDES", help=SIDES_HELP)] = None,
) -> None:
    """Code documents, link what they say of the same events and print the situation.

    Without INPUT the documents of --store, or those of --situation, are linked.
    """
    from lagebild import pipeline
    from lagebild.settings import load_settings

    settings = load_settings()
    chosen = pipeline.read_sides(sides)
    with options.kept_in(options.store_of(store, named), settings) as kept:
        wanted = options.known_situation(kept, named, inputs)
        if kept is not None and wanted is not None:
            picture = pipeline.situation_of(kept, wanted, sides=chosen)
        else:
            results = options.coded(inputs, kept, settings, published, outlet, jobs, lang)
            picture = pipeline.situation(told(watched(results, "coding")), store=kept, sides=chosen)
    _show(picture, format)
    if picture.failures:
        raise typer.Exit(SOME_FAILED)


def told(results: Iterator[Coded | Failure]) -> Iterator[Coded | Failure]:
    """The same results; failures and warnings are told as they come."""
    from lagebild.engine import Failure

    for result in results:
        if isinstance(result, Failure):
            report_failure(result)
        else:
            report_warnings(result.coded)
        yield result


def _show(picture: Picture, format: Format) -> None:
    if format == "json":
        write_line(picture.situation.model_dump_json())
        return
    from lagebild.reporting.overview import overview

    overview(picture.situation, picture.documents, picture.coded, console())
