"""``lagebild verify``: a copy of a bundle is what was signed, nothing changed, dropped or back-dated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lagebild.cli.console import printable, write_line
from lagebild.cli.entry import SOME_FAILED


def verify(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A bundle, or any copy of one.")],
    key: Annotated[
        str | None, typer.Option(metavar="FINGERPRINT", help="The key it must be signed with, as its owner tells it.")
    ] = None,
    head: Annotated[
        str | None,
        typer.Option(metavar="SHA-256", help="A manifest it must hold, as seen in an earlier or other copy."),
    ] = None,
) -> None:
    """Check a bundle offline: every signature, every file, every time. Ends with 1 where there is a fault."""
    from lagebild.publishing.verification import verify as checked

    found = checked(folder, key=key, head=head)
    for fault in found.faults:
        write_line(printable(f"broken: {fault}"))
    if found.faults:
        raise typer.Exit(SOME_FAILED)
    last = found.manifests[-1]
    write_line(f"whole: {len(found.issues)} issues, {found.files} files, {last.number} manifests")
    write_line(f"key:   {found.fingerprint}" + ("" if key else "  (compare it with what the owner tells elsewhere)"))
    write_line(f"head:  {found.head}  of {last.made_at:%Y-%m-%d %H:%M} UTC")
