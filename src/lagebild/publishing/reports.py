"""From a report to what an issue says of it; a report goes out only if every line of it is supported."""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.errors import BrokenReport, PublishingError
from lagebild.reporting.formats import format_of, read
from lagebild.reporting.report import Report
from lagebild.reporting.verifying import verify

#: The section that an issue shows.
SHOWN = "bottom-line"


def proved(contents: Mapping[str, bytes]) -> Report | None:
    """The report that the files are, proved; files that carry no report's data are left aside, None if all are such.

    Raises BrokenReport where a line is not supported, PublishingError where the files are not one report.
    """
    found: Report | None = None
    for form, content in contents.items():
        if not _carries_data(content):
            continue
        try:
            one = verify(content)
        except BrokenReport as error:
            raise BrokenReport(error.what, source=form, advice=error.advice) from error
        if found is not None and (one.digest, one.lang) != (found.digest, found.lang):
            raise PublishingError("not the same report as the other files", source=form)
        found = one
    return found


def summary(report: Report) -> str:
    """The bottom line, a paragraph for each sentence."""
    said = (section.statements for section in report.sections if section.key == SHOWN)
    return "\n\n".join(statement.text for statements in said for statement in statements)


def _carries_data(content: bytes) -> bool:
    try:
        read(content, format_of(content))
    except BrokenReport:
        return False
    return True
