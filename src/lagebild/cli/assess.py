"""``lagebild assess``: does it escalate, who is bound to do what, what is likely, what could be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lagebild.cli import options
from lagebild.cli.console import console, watched, write_line
from lagebild.cli.entry import SOME_FAILED
from lagebild.cli.situation import SIDES_HELP, told

if TYPE_CHECKING:
    pass

Format = Literal["overview", "json"]
HISTORY_HELP = (
    "CSV or Parquet file of deaths by country and month: country, month, state_based[, non_state, one_sided]."
)


def assess(
    inputs: options.OptionalInputs = None,
    situation: options.Named = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="TIME", help="Leave out what was published later: a day (to its end) or a time."
        ),
    ] = None,
    format: Annotated[Format, typer.Option(help="A readable overview, or one JSON object.")] = "overview",
    history: Annotated[Path | None, typer.Option(metavar="FILE", help=HISTORY_HELP)] = None,
    lang: options.Lang = "auto",
    published: options.Published = None,
    outlet: options.Outlet = None,
    jobs: options.Jobs = None,
    store: options.StoreUrl = None,
    sides: Annotated[str | None, typer.Option(metavar="SIDES", help=SIDES_HELP)] = None,
) -> None:
    """Assess a situation: escalation, commitments, outlook and options, with what each rests on.

    Without INPUT the documents of --store, or those of --situation, are assessed.
    """
    from lagebild import pipeline
    from lagebild.settings import load_settings
    from lagebild.sources.moments import read_moment

    settings = load_settings()
    moment = read_moment(as_of) if as_of is not None else None
    chosen = pipeline.read_sides(sides)
    with options.kept_in(options.store_of(store, situation), settings) as kept:
        wanted = options.known_situation(kept, situation, inputs)
        results = options.coded(inputs, kept, settings, published, outlet, jobs, lang, wanted)
        found = pipeline.assess(
            told(watched(results, "coding")),
            as_of=moment,
            history=history,
            sides=chosen,
            store=kept,
            wanted=wanted,
        )
    if format == "json":
        write_line(found.assessment.model_dump_json())
    else:
        from lagebild.reporting.assessment_overview import overview

        for part in overview(found.assessment, found.picture.situation):
            console().print(part)
    if found.picture.failures:
        raise typer.Exit(SOME_FAILED)
