"""Reports issued in a series: each has a number, and one that corrects another is a new edition of it.

Issuing renders the report in all its languages and formats under its number, with what has changed since the one
before, and freezes all files in one step.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from lagebild import pipeline
from lagebild.errors import BrokenReport, UsageError
from lagebild.issuing import with_files
from lagebild.model import Issue, Language
from lagebild.pipeline import Assessed
from lagebild.publishing.reports import summary
from lagebild.reporting.formats import FORMATS, Format, format_of, read
from lagebild.reporting.making import earlier
from lagebild.reporting.report import Edition, Grounds
from lagebild.store.issues import Issued
from lagebild.store.publications import Publications

#: How the id of a report begins where its series has no name.
UNNAMED = "report"


class Place(NamedTuple):
    """Number and edition of an issued report."""

    number: int
    edition: int


class Series(NamedTuple):
    """What a series has issued: the issues of each number and edition, one for each language."""

    name: str
    issued: dict[Place, list[Issue]]

    @property
    def last(self) -> Place | None:
        """The last edition of the highest number, None in a series without reports."""
        return max(self.issued, default=None)

    def edition(self, number: int) -> Place | None:
        """The last edition of a number."""
        return max((place for place in self.issued if place.number == number), default=None)


def series(publications: Publications, name: str) -> Series:
    """The reports that were issued under a name."""
    found: defaultdict[Place, list[Issue]] = defaultdict(list)
    for one in publications.issues():
        if one.kind == "report" and one.situation == name and one.number is not None:
            found[Place(one.number, one.edition)].append(one)
    return Series(name, dict(found))


def grounds(publications: Publications, issued: Sequence[Issue]) -> Grounds | None:
    """The data of an issued report as they stand in its files; None where none of these carries any."""
    for one in issued:
        for file in one.files:
            content = publications.file(file.sha256)
            try:
                return read(content, format_of(content)).grounds
            except BrokenReport:
                continue
    return None


def correctable(publications: Publications, name: str, number: int | None) -> Grounds:
    """The data of the last edition of a report, or of the last report; raises UsageError where there is none."""
    known = series(publications, name)
    place = known.last if number is None else known.edition(number)
    found = grounds(publications, known.issued[place]) if place is not None else None
    if found is None or found.issued is None:
        raise UsageError("there is no report to correct", source=f"{name or UNNAMED}/{number or ''}".rstrip("/"))
    return found


def issue_report(
    publications: Publications, found: Assessed, name: str, langs: Sequence[Language] = (),
    formats: Sequence[Format] = (), corrected: Grounds | None = None,
) -> list[Issued]:  # fmt: skip
    """Issues the next report of a series, or a new edition of the one that is ``corrected``, in all languages at once.

    Without ``langs`` it comes in those of the report before, else in English, without ``formats`` in all. Raises
    UsageError where nothing has changed, or the report would have an earlier cut-off than the one before; StoreError
    where somebody else issued this number meanwhile.
    """
    known = series(publications, name)
    basis = pipeline.report_grounds(found)
    if corrected is not None and corrected.issued is not None:
        place = Place(corrected.issued.number, corrected.issued.edition)
        edition = corrected.issued.model_copy(update={"edition": place.edition + 1, "corrects": earlier(corrected)})
        _refuse_same(basis, corrected, place)
    else:
        place, edition = _next(publications, known, basis)
    spoken = tuple(langs) or tuple(one.lang for one in known.issued.get(place, ())) or ("en",)
    files: defaultdict[Language, dict[str, bytes]] = defaultdict(dict)
    reports = {}
    for lang, form, content, made in pipeline.reports(found, spoken, tuple(formats) or FORMATS, edition):
        files[lang][form], reports[lang] = content, made
    drafts = []
    for lang, made in reports.items():
        one = Issue(
            id=_ident(name, Place(edition.number, edition.edition), lang), kind="report", situation=name, lang=lang,
            title=made.title, summary=summary(made), number=edition.number, edition=edition.edition, as_of=made.as_of,
            corrects=_ident(name, place, lang) if edition.corrects is not None else None, digest=made.digest,
            issued_at=dt.datetime.now(dt.UTC),
        )  # fmt: skip
        drafts.append(with_files(one, files[lang]))
    return publications.issue_all(drafts)


def _next(publications: Publications, known: Series, basis: Grounds) -> tuple[Place, Edition]:
    """The last report of a series and the place of the next one."""
    place = known.last
    if place is None:
        return Place(0, 0), Edition(series=known.name, number=1)
    before = grounds(publications, known.issued[place])
    if before is None:
        return place, Edition(series=known.name, number=place.number + 1)
    if basis.as_of < before.as_of:
        raise UsageError(f"its cut-off {basis.as_of} is before that of report No. {place.number} ({before.as_of})")
    _refuse_same(basis, before, place)
    return place, Edition(series=known.name, number=place.number + 1, before=earlier(before))


def _refuse_same(basis: Grounds, before: Grounds, place: Place) -> None:
    """Raises UsageError where a report would tell just what the one before told."""
    told = [one.model_copy(update={"issued": None, "tools": {}}).digest for one in (basis, before)]
    if told[0] == told[1]:
        raise UsageError(f"nothing has changed since report No. {place.number}, edition {place.edition}")


def _ident(name: str, place: Place, lang: Language) -> str:
    return f"{name or UNNAMED}/{place.number}.{place.edition}/{lang}"
