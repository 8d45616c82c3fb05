"""The commands and what they have in common."""

from __future__ import annotations

import typer

from lagebild import __version__
from lagebild.cli import (
    assess,
    code,
    demo,
    events,
    explain,
    inspect,
    judge,
    publish,
    relate,
    report,
    situation,
    situations,
    verify,
)

app = typer.Typer(
    name="lagebild",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="News about a conflict into a picture that can be checked: who did what to whom, according to whom.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lagebild {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and end."
    ),
) -> None:
    pass


app.command("demo")(demo.demo)
app.command("code")(code.code)
app.command("explain")(explain.explain)
app.command("situation")(situation.situation)
app.command("assess")(assess.assess)
app.command("report")(report.report)
app.command("inspect")(inspect.inspect)
app.command("relate")(relate.relate)
app.command("verify")(verify.verify)
app.add_typer(publish.app, name="publish")
app.add_typer(situations.app, name="situations")
app.add_typer(events.app, name="events")
app.add_typer(judge.app, name="judge")
