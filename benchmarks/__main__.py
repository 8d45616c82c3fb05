"""Command line: how long coding takes beside parsing alone; prints medians and their ratio per language.

Measured are gold passages and, where they are there, German newspaper articles (10kGNAD), most of which tell of no
conflict. ``--throughput`` codes and parses each of these articles once, in one run, and prints how many times as fast
coding is. ``--linking`` fills a small and a large store with generated mentions and links the same new documents into
both, in turn. ``--report`` times the complete report of the gold situation step by step.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks import linking, reports
from benchmarks.side_by_side import AIM, LANGUAGES, Timing, compare, sample
from benchmarks.throughput import WANTED, throughput
from evaluation import newspaper
from evaluation.data import SHARED
from lagebild.model import Document

#: Newspaper articles, as a choice beside the languages.
NEWS = "news"
#: So many documents of each are timed if nothing else is said.
DOCUMENTS = 120
ARTICLES = Path("benchmarks") / "news_de" / "gnad_first500.csv.xz"


def main(arguments: Sequence[str] | None = None) -> int:
    """Time the wanted documents; returns 0, with ``--strict`` 1 where a ratio misses the aim."""
    options = _parser().parse_args(arguments)
    if options.throughput:
        return _throughput(options)
    if options.linking:
        return _linking(options)
    if options.report:
        return _report(options)
    chosen = _documents(options.langs or (*LANGUAGES, NEWS), options.documents or DOCUMENTS, options.shared / ARTICLES)
    found = [compare(name, documents, options.repeats) for name, documents in chosen]
    if options.json:
        print(json.dumps({timing.name: timing.plain() for timing in found}, indent=1))
    else:
        Console().print(_table(found))
    return int(options.strict and any(timing.ratio > AIM for timing in found))


def _throughput(options: argparse.Namespace) -> int:
    """Prints how many times as fast as parsing every sentence the newspaper articles are coded."""
    articles = options.shared / ARTICLES
    if not articles.is_file():
        print(f"{articles.name} not found in {articles.parent.name}/", file=sys.stderr)
        return 1
    found = throughput([article for _, article in islice(newspaper.articles(articles), options.documents)])
    if options.json:
        print(json.dumps(found.plain(), indent=1))
    else:
        print(f"{found.documents} articles: parsed in {found.parse:.1f} s, coded in {found.code:.1f} s")
        print(f"{found.ratio:.2f} times as fast (aim: {WANTED:g}), {found.share:.0%} of the sentences parsed for it")
    return int(options.strict and found.ratio < WANTED)


def _linking(options: argparse.Namespace) -> int:
    """Prints how long linking takes in a small and a large store."""
    with TemporaryDirectory(dir=options.into) as folder:
        sizes = (options.small, options.large)
        small, large = linking.grow(Path(folder), sizes, options.documents or linking.DOCUMENTS, options.jobs or 2)
    ratio = large.seconds / small.seconds
    if options.json:
        print(json.dumps({"small": small.plain(), "large": large.plain(), "ratio": ratio}, indent=1))
    else:
        Console().print(_grown((small, large)))
        print(f"{ratio:.2f} times as long in the large store (aim: at most {linking.AIM:g})")
    return int(options.strict and ratio > linking.AIM)


def _report(options: argparse.Namespace) -> int:
    """Prints how long each step to the complete report of the gold situation takes."""
    found = reports.time_report(jobs=options.jobs or 1)
    if options.json:
        print(json.dumps(found.plain(), indent=1))
    else:
        table = Table("step", title=f"{found.documents} articles to {found.files} files of {found.size / 1e6:.1f} MB")
        for heading in ("seconds", "processor, s"):
            table.add_column(heading, justify="right")
        for step in found.steps:
            table.add_row(step.name, f"{step.seconds:.1f}", f"{step.processor:.1f}")
        table.add_row("all", f"{found.seconds:.1f}", f"{found.processor:.1f}")
        Console().print(table)
    return int(options.strict and found.seconds > reports.AIM)


def _grown(found: Sequence[linking.Growth]) -> Table:
    table = Table("mentions in the store", title="Linking the same documents into stores of two sizes")
    for heading in ("documents", "seconds", "ms each", "most memory, MB", "disk, MB"):
        table.add_column(heading, justify="right")
    for one in found:
        each = f"{1000 * one.seconds / one.documents:.1f}"
        row = (str(one.documents), f"{one.seconds:.1f}", each, f"{one.memory:.0f}", f"{one.disk:.0f}")
        table.add_row(f"{one.mentions:,}", *row)
    return table


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--lang", dest="langs", action="append", choices=(*LANGUAGES, NEWS), help="only this (may be repeated)"
    )
    parser.add_argument(
        "--throughput", action="store_true", help="all articles once, coding beside parsing every sentence"
    )
    parser.add_argument("--linking", action="store_true", help="linking into a small and a large store")
    parser.add_argument("--report", action="store_true", help="the complete report of the gold situation, by steps")
    parser.add_argument(
        "--documents",
        type=_positive,
        help=f"at most so many of each ({DOCUMENTS}; all for throughput; {linking.DOCUMENTS:,} for linking)",
    )
    parser.add_argument("--small", type=_positive, default=linking.SMALL, help="mentions in one store (%(default)s)")
    parser.add_argument("--large", type=_positive, default=linking.LARGE, help="mentions in the other (%(default)s)")
    parser.add_argument("--jobs", type=_positive, help="processes that fill the stores (2) or code (1)")
    parser.add_argument("--into", type=Path, help="folder for the stores, which are removed again (3 GB)")
    parser.add_argument("--repeats", type=_positive, default=5, help="rounds of parsing and coding (%(default)s)")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the public test data (%(default)s)")
    parser.add_argument(
        "--strict",
        action="store_true",
        help=f"fail where coding takes over {AIM} times as long, or is not {WANTED:g} times as fast, "
        f"or linking takes over {linking.AIM:g} times as long, or the report over {reports.AIM:g} s",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _documents(names: Sequence[str], number: int, articles: Path) -> Iterator[tuple[str, list[Document]]]:
    """What is to be timed, by name; articles that are not there are named on standard error."""
    for name in names:
        if name != NEWS:
            yield name, sample(name, number)
        elif articles.is_file():
            yield name, [article for _, article in islice(newspaper.articles(articles), number)]
        else:
            print(f"skipped {NEWS}: {articles.name} not found in {articles.parent.name}/", file=sys.stderr)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _table(found: Sequence[Timing]) -> Table:
    table = Table("", title=f"Coding beside parsing alone (aim: at most {AIM} times as long)")
    for heading in ("documents", "parse, ms each", "code, ms each", "code / parse", "documents per second"):
        table.add_column(heading, justify="right")
    for timing in found:
        colour = "green" if timing.ratio <= AIM else "red"
        parse, code = (f"{1000 * seconds / timing.documents:.1f}" for seconds in (timing.parse, timing.code))
        speed = f"{timing.documents / timing.code:.1f}"
        table.add_row(timing.name, str(timing.documents), parse, code, f"[{colour}]{timing.ratio:.2f}[/]", speed)
    return table


if __name__ == "__main__":
    sys.exit(main())
