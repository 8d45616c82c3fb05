"""The sets of the gate: what each is measured on and by what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation import (
    article,
    geo,
    krauts,
    linked,
    nearest,
    newspaper,
    passages,
    plover,
    plv,
    quotes,
    stories,
    swap,
    views,
    wordings,
)
from evaluation.data import GOLD, fingerprint
from evaluation.measured import Figure, Measured


@dataclass(frozen=True)
class DataSet:
    """A set with its files and the measuring of them."""

    name: str
    about: str
    files: tuple[Path, ...]
    measure: Callable[[], Measured]
    usual: bool = True
    """Measured without being asked for by name."""
    hashed: Callable[[], str] | None = None
    """The hash of the data where that is not the hash of the files."""

    def data(self) -> str:
        """Hash of what is measured on."""
        return self.hashed() if self.hashed is not None else fingerprint(self.files)

    def missing(self) -> str | None:
        """Why the set cannot be measured here; None where it can."""
        absent = [path.name for path in self.files if not path.is_file()]
        return f"{', '.join(absent)} not found in {self.files[0].parent.name}/" if absent else None


def data_sets(shared: Path) -> tuple[DataSet, ...]:
    """All sets; those of public test data need the folder in which these lie."""
    return (*_own(), *_public(shared))


def _own() -> tuple[DataSet, ...]:
    dev, train = GOLD / "dev.jsonl", GOLD / "train.jsonl"
    gold, articles = (GOLD / "situation_dev" / name for name in ("gold.json", "articles.jsonl"))
    other = (GOLD / "situation_small" / "gold.json", GOLD / "situation_small" / "articles.jsonl")
    return (
        DataSet("dev", "gold passages", (dev,), lambda: passages.measure(dev)),
        DataSet("train", "gold passages to learn from", (train,), lambda: passages.measure(train)),
        DataSet("situation", "60 articles on one conflict", (gold, articles), lambda: linked.measure(gold, articles)),
        DataSet("situation_small", "17 articles on another conflict", other, lambda: linked.measure(*other)),
        DataSet("wordings", "wordings of one event", (wordings.FILE,), wordings.measure, hashed=wordings.fingerprint),
        DataSet("stories", "the same story in three languages", (stories.FILE,), stories.measure),
        DataSet("precedents", "what came next, from the nearest cases", nearest.FILES, nearest.measure, usual=False),
        DataSet("swap", "names of two states exchanged", (dev, train), lambda: swap.measure((dev, train)), usual=False),
    )


def _public(shared: Path) -> tuple[DataSet, ...]:
    benchmarks = shared / "benchmarks"
    report24 = shared / "articles" / "report24-2022-09-13.txt"
    gnad = benchmarks / "news_de" / "gnad_first500.csv.xz"
    dolomiten = benchmarks / krauts.ARCHIVE
    examples = benchmarks / "plover_gsr.json.xz"
    pairs = benchmarks / "plv_train.tsv.xz"
    quoted = benchmarks / quotes.ARCHIVE
    deaths = benchmarks / views.FOLDER
    foretold = tuple(deaths / name for name in views.FILES)
    located = tuple(benchmarks / path for path in geo.CORPORA.values())
    return (
        DataSet("article", "a real article", (report24,), lambda: article.measure(report24)),
        DataSet("news", "newspaper sections without conflicts", (gnad,), lambda: newspaper.measure(gnad), usual=False),
        DataSet("krauts", "German expressions of time", (dolomiten,), lambda: _dates(dolomiten), usual=False),
        DataSet("plover_gsr", "PLOVER's example records", (examples,), lambda: plover.measure(examples), usual=False),
        DataSet("plv", "PLOVER roots of marked pairs", (pairs,), lambda: plv.measure(pairs), usual=False),
        DataSet("quotes", "German quotations", (quoted,), lambda: quotes.measure(quoted), usual=False),
        DataSet("views", "deaths foretold", foretold, lambda: views.measure(deaths), usual=False),
        DataSet("geo", "places in English news", located, lambda: geo.measure(benchmarks), usual=False),
    )


def _dates(archive: Path) -> Measured:
    counts = krauts.measure(archive)
    matched = {"strict f1": counts.strict, "relaxed f1": counts.relaxed, "value f1": counts.valued}
    return Measured({name: Figure(counts.f1(number)) for name, number in matched.items()})
