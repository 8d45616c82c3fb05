"""Command line: how long coding takes beside parsing alone, per language; prints medians and their ratio."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.side_by_side import AIM, LANGUAGES, Timing, compare


def main(arguments: Sequence[str] | None = None) -> int:
    """Time the wanted languages; returns 0, with ``--strict`` 1 where a ratio is above the aim."""
    options = _parser().parse_args(arguments)
    found = [compare(lang, options.documents, options.repeats) for lang in options.langs or LANGUAGES]
    if options.json:
        print(json.dumps({timing.lang: timing.plain() for timing in found}, indent=1))
    else:
        Console().print(_table(found))
    return int(options.strict and any(timing.ratio > AIM for timing in found))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--lang", dest="langs", action="append", choices=LANGUAGES, help="only this (may be repeated)")
    parser.add_argument("--documents", type=_positive, default=40, help="number of passages (%(default)s)")
    parser.add_argument("--repeats", type=_positive, default=5, help="rounds of parsing and coding (%(default)s)")
    parser.add_argument("--strict", action="store_true", help=f"fail where coding takes over {AIM} times as long")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _table(found: Sequence[Timing]) -> Table:
    table = Table("language", title=f"Coding beside parsing alone (aim: at most {AIM} times as long)")
    for heading in ("passages", "parse, ms each", "code, ms each", "code / parse", "passages per second"):
        table.add_column(heading, justify="right")
    for timing in found:
        colour = "green" if timing.ratio <= AIM else "red"
        parse, code = (f"{1000 * seconds / timing.documents:.1f}" for seconds in (timing.parse, timing.code))
        speed = f"{timing.documents / timing.code:.1f}"
        table.add_row(timing.lang, str(timing.documents), parse, code, f"[{colour}]{timing.ratio:.2f}[/]", speed)
    return table


if __name__ == "__main__":
    sys.exit(main())
