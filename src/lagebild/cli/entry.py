"""The way in and out: errors become one line on standard error and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NoReturn, TextIO

from lagebild.errors import LagebildError

#: Exit codes of the contract; the last is ``EX_SOFTWARE`` of sysexits.h, for faults of the program itself.
DONE, SOME_FAILED, UNUSABLE, FAULT = 0, 1, 2, 70
DEBUG = "LAGEBILD_DEBUG"


def main() -> NoReturn:
    """Runs the command of ``sys.argv`` and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    sys.exit(_run())


def _run() -> int:
    from lagebild.cli.app import app

    try:
        app(prog_name="lagebild")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except LagebildError as error:
        _say(error.describe())
        return UNUSABLE
    except BrokenPipeError:
        _close_quietly()
        return DONE
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        reason = " ".join(str(error).split())[:300]
        _say(f"[L000] a fault in lagebild: {type(error).__name__}: {reason} (please report it; {DEBUG}=1 shows where)")
        return FAULT
    return DONE


def _write_utf8(stream: TextIO) -> None:
    """What is printed is UTF-8 whatever the locale says; what cannot be written is shown escaped."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(line: str) -> None:
    from lagebild.cli.console import printable

    print(printable(line), file=sys.stderr)


def _close_quietly() -> None:
    """Whoever read our output went away (``| head``); nothing is to be said, not even by the interpreter at its end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
