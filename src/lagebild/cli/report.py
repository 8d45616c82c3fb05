"""``lagebild report``: the assessment written out for people, or a report proved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli import options
from lagebild.cli.assess import HISTORY_HELP
from lagebild.cli.console import console, watched
from lagebild.cli.entry import SOME_FAILED
from lagebild.cli.situation import SIDES_HELP, told

if TYPE_CHECKING:
    from lagebild.reporting.formats import Format

OUTPUT_HELP = (
    "Where it is written, a folder for several languages or formats; default: standard output. Without --format the "
    "ending tells it, else it is md."
)
BEFORE_HELP = "The file of the report before, or of the edition corrected: what --verify proves against it as well."


def report(
    inputs: options.OptionalInputs = None,
    situation: options.Named = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="TIME", help="Leave out what was published later: a day (to its end) or a time."
        ),
    ] = None,
    lang: options.ReportLangs = None,
    format: options.ReportFormats = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=OUTPUT_HELP)] = None,
    verify: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Prove that every line of a report follows from its data.")
    ] = None,
    before: Annotated[Path | None, typer.Option(metavar="FILE", help=BEFORE_HELP)] = None,
    history: Annotated[Path | None, typer.Option(metavar="FILE", help=HISTORY_HELP)] = None,
    published: options.Published = None,
    outlet: options.Outlet = None,
    jobs: options.Jobs = None,
    store: options.StoreUrl = None,
    sides: Annotated[str | None, typer.Option(metavar="SIDES", help=SIDES_HELP)] = None,
) -> None:
    """Write the situation report as a draft, each line with the events and passages it rests on; or --verify one.

    Without INPUT the documents of --store, or those of --situation, are reported on. In several languages or formats
    --output names a folder. lagebild publish issue gives a report its number.
    """
    from lagebild import pipeline
    from lagebild.settings import load_settings
    from lagebild.sources.moments import read_moment

    if verify is not None:
        _verify(verify, before)
        return
    langs, formats = options.languages(lang) or ("en",), options.formats(format) or (_format(output),)
    several = len(langs) * len(formats) > 1
    if several and (output is None or output.is_file()):
        raise typer.BadParameter("a folder, for several languages or formats", param_hint="--output")
    settings = load_settings()
    moment = read_moment(as_of) if as_of is not None else None
    chosen = pipeline.read_sides(sides)
    with options.kept_in(options.store_of(store, situation), settings) as kept:
        wanted = options.known_situation(kept, situation, inputs)
        results = options.coded(inputs, kept, settings, published, outlet, jobs, wanted=wanted)
        found = pipeline.assess(
            told(watched(results, "coding")),
            as_of=moment,
            history=history,
            sides=chosen,
            store=kept,
            wanted=wanted,
        )
        for one in pipeline.reports(found, langs, formats):
            place = output / f"report-{one.lang}.{one.format}" if several and output is not None else output
            _write(one.content, place)
            if kept is not None and place is not None:
                kept.add_report(place, situation=wanted.name if wanted else "")
    if found.picture.failures:
        raise typer.Exit(SOME_FAILED)


def _format(output: Path | None) -> Format:
    """The format that the ending of a file asks for, Markdown where it asks for none."""
    from lagebild.reporting.formats import FORMATS

    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    return next((format for format in FORMATS if format == ending), "md")


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content)


def _verify(path: Path, before: Path | None) -> None:
    from lagebild import pipeline
    from lagebild.cli.console import printable
    from lagebild.errors import BrokenReport

    try:
        found = pipeline.verify_report(path, before)
    except BrokenReport as broken:
        print(printable(broken.describe()), file=sys.stderr)
        raise typer.Exit(SOME_FAILED) from broken
    counted = f"{len(found.statements())} sentences, {len(found.entries)} events, {len(found.sources)} sources"
    console().print(f"Every line is supported: {counted}.")
