"""The situation report as one HTML file that needs nothing else: no request, no script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from lagebild.model import CodedDocument, Document, Situation
from lagebild.reporting.chart import chart
from lagebild.reporting.picture import Picture
from lagebild.reporting.questions import open_questions
from lagebild.reporting.summary import bottom_line
from lagebild.reporting.wording import PHASE_NAMES, QUAD_NAMES, count, day, names, period, short_day


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("lagebild.reporting"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters.update(day=day, short_day=short_day, names=names)
    environment.globals.update(count=count, period=period, phases=PHASE_NAMES, quads=QUAD_NAMES)
    return environment


def situation_page(situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument]) -> str:
    """The report as text of an HTML document; the same input gives the same text."""
    picture = Picture(situation, documents, coded)
    return _environment().get_template("situation.html").render(
        picture=picture, situation=situation, chart=chart(situation.timeline), bottom_line=bottom_line(picture),
        questions=open_questions(picture),
    )  # fmt: skip


def write_situation_report(
    situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument], path: Path
) -> Path:
    """Writes the report in UTF-8 and gives its path back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(situation_page(situation, documents, coded).encode("utf-8"))
    return path
