"""Where lines go: results to standard output, failures and progress to standard error."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from lagebild.reporting.plain import printable

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.engine import Failure
    from lagebild.model import CodedDocument

__all__ = ["console", "printable", "report_failure", "report_warnings", "user", "watched", "write_line"]

T = TypeVar("T")
#: Width of tables that do not go to a terminal.
PAGE_WIDTH = 160


def console() -> Console:
    """A console on standard output."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else PAGE_WIDTH, highlight=False)


def write_line(line: str) -> None:
    """One line of a result, at once readable for whoever waits at the other end of a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def report_failure(failure: Failure) -> None:
    """One line on standard error: code, document, reason, advice."""
    print(printable(failure.error.describe()), file=sys.stderr)


def report_warnings(coded: CodedDocument) -> None:
    """One line on standard error for each warning."""
    for warning in coded.warnings:
        print(printable(f"warning: {coded.id}: {warning}"), file=sys.stderr)


def watched(items: Iterator[T], label: str, total: int | None = None) -> Iterator[T]:
    """The same items; where standard error is a terminal, a bar shows how many have passed."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
        task = progress.add_task(label, total=total)
        for item in items:
            progress.advance(task)
            yield item


def user() -> str:
    """The name under which the user is logged in; empty where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
