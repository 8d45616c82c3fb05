"""A report as one HTML file that needs nothing else: no request, no script."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lagebild.knowledge.wording_files import report_words
from lagebild.reporting.drawing import svg
from lagebild.reporting.references import references
from lagebild.reporting.report import Chart, Report


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("lagebild.reporting"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.globals.update(references=references)
    environment.filters.update(drawn=_drawn)
    return environment


def page(report: Report, data: str) -> str:
    """The report as text of an HTML document with its data; the same report gives the same text."""
    words = {key: word[report.lang] for key, word in report_words().items()}
    return _environment().get_template("report.html").render(report=report, words=words, data=Markup(data))


def _drawn(chart: Chart) -> Markup:
    """The picture with the text that stands for it."""
    text = Markup.escape(chart.alt)
    return Markup(svg(chart).replace("<svg ", f'<svg role="img" aria-label="{text}" ', 1))
