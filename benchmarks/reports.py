"""The complete report of the gold situation, step by step: coding, linking, assessing, rendering all its files."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

from evaluation.data import GOLD
from lagebild import pipeline
from lagebild.assessment.assessing import assess
from lagebild.model import LANGUAGES, Language
from lagebild.reporting.formats import FORMATS, Format
from lagebild.settings import load_settings

#: Seconds in which all of it has to be done on a quiet machine.
AIM = 20.0
ARTICLES = GOLD / "situation_dev" / "articles.jsonl"


@dataclass(frozen=True)
class Step:
    """Seconds that passed, and seconds of processor time of this process and its children."""

    name: str
    seconds: float
    processor: float


@dataclass(frozen=True)
class ReportTiming:
    """How long each step took for so many documents, and how many files of which size were written."""

    documents: int
    files: int
    size: int
    steps: tuple[Step, ...]

    @property
    def seconds(self) -> float:
        """Seconds that passed in all."""
        return sum(step.seconds for step in self.steps)

    @property
    def processor(self) -> float:
        """Seconds of processor time in all."""
        return sum(step.processor for step in self.steps)

    def plain(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {**asdict(self), "seconds": self.seconds, "processor": self.processor}


def time_report(
    inputs: Sequence[str] = (str(ARTICLES),), langs: Sequence[Language] = LANGUAGES,
    formats: Sequence[Format] = FORMATS, jobs: int = 1,
) -> ReportTiming:  # fmt: skip
    """The report of documents, each step done once."""
    steps: list[Step] = []
    before = _now()

    def done(name: str) -> None:
        nonlocal before
        now = _now()
        steps.append(Step(name, now[0] - before[0], now[1] - before[1]))
        before = now

    documents = pipeline.read_documents(list(inputs), load_settings())
    coded = list(pipeline.code_documents(documents, jobs=jobs))
    done("coding")
    picture = pipeline.situation(coded)
    done("linking")
    assert picture.until is not None
    made = assess(picture.situation, picture.documents, picture.coded, picture.until)
    done("assessing")
    sizes = [len(one.content) for one in pipeline.reports(pipeline.Assessed(made, picture), langs, formats)]
    done("rendering")
    return ReportTiming(len(picture.documents), len(sizes), sum(sizes), tuple(steps))


def _now() -> tuple[float, float]:
    """The clock, and the processor time so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return perf_counter(), sum(one.ru_utime + one.ru_stime for one in used)
