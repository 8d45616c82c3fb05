"""Command line: measure the coder, compare with the floors; exit code 1 where a figure is under its floor."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.data import SHARED
from evaluation.gate import Line, Verdict, judge, read_floors, updated, write_floors
from evaluation.measured import Measured
from evaluation.sets import DataSet, data_sets


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the wanted sets; returns the exit code."""
    options = _parser().parse_args(arguments)
    present = _present(data_sets(options.shared), options.sets, every=options.all)
    floors, verdicts, misses = read_floors(), [], {}
    for data_set in present:
        data = data_set.data()
        measured = data_set.measure()
        verdict = judge(data_set.name, measured, data, floors)
        if options.update:
            floors[data_set.name] = updated(verdict, data, allow_lower=options.allow_lower)
            verdict = judge(data_set.name, measured, data, floors)
        verdicts.append(verdict)
        misses[data_set.name] = measured
    if options.update:
        write_floors(floors)
    _show(verdicts, misses, as_json=options.json, number=options.misses)
    return 0 if all(verdict.passed for verdict in verdicts) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    names = [data_set.name for data_set in data_sets(SHARED)]
    parser.add_argument("--set", dest="sets", action="append", choices=names, help="only this set (may be repeated)")
    parser.add_argument("--all", action="store_true", help="also the sets that take long")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the public test data (%(default)s)")
    parser.add_argument("--update", action="store_true", help="record the figures and raise floors to them")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: also lower floors to the figures")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="also print N misses of each set")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _present(known: Iterable[DataSet], names: Collection[str] | None, *, every: bool) -> list[DataSet]:
    """The wanted sets whose data are there; the others are named on standard error with the reason."""
    wanted = [one for one in known if (one.name in names if names else one.usual or every)]
    for data_set in wanted:
        reason = data_set.missing()
        if reason is not None:
            print(f"skipped {data_set.name}: {reason}", file=sys.stderr)
    return [data_set for data_set in wanted if data_set.missing() is None]


def _show(verdicts: Sequence[Verdict], measured: dict[str, Measured], *, as_json: bool, number: int) -> None:
    if as_json:
        print(json.dumps({verdict.name: _plain(verdict) for verdict in verdicts}, indent=1))
        return
    console = Console()
    console.print(_table(verdicts))
    for verdict in verdicts:
        if not verdict.same_data:
            console.print(f"{verdict.name}: the data are not those of the floors; record the set anew with --update")
        for miss in measured[verdict.name].misses[:number]:
            console.print(f"[{verdict.name}] {miss}", markup=False, highlight=False, soft_wrap=True)


def _plain(verdict: Verdict) -> dict[str, object]:
    figures = {
        line.name: {"value": line.value, ("ceiling" if line.low else "floor"): line.bound, "last": line.last}
        for line in verdict.lines
    }
    return {"passed": verdict.passed, "same_data": verdict.same_data, "figures": figures}


def _table(verdicts: Sequence[Verdict]) -> Table:
    table = Table("set", "figure", title="Quality gate")
    for heading in ("value", "floor", "last run"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for verdict in verdicts:
        for number, line in enumerate(verdict.lines):
            table.add_row("" if number else verdict.name, line.name, *_cells(line))
        table.add_section()
    return table


def _cells(line: Line) -> tuple[str, str, str, str]:
    sign = "≤ " if line.low and line.bound is not None else ""
    state = "[green]ok[/]" if line.holds else "[red]under its floor[/]" if not line.low else "[red]over its ceiling[/]"
    return _number(line.value), sign + _number(line.bound), _number(line.last), state


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return str(int(value)) if value == int(value) and value > 1 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
