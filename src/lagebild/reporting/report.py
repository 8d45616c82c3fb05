"""The report as a value: sections of statements, tables and charts, each with the events and sources it rests on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from lagebild.assessment.likelihood import Likelihood
from lagebild.assessment.outlook import Forecast, Resolved
from lagebild.model import (
    CodedDocument,
    CommitmentState,
    DisputeKind,
    Document,
    Frozen,
    Language,
    Phase,
    Situation,
    Status,
)


class FigureState(Frozen):
    """A figure of an event in an earlier report."""

    side: str | None
    by: tuple[str, ...]
    killed: int | None
    wounded: int | None


#: A passage by its document, the start of its trigger, and what it states.
Anchor = tuple[str, int, str]


class EventState(Frozen):
    """An event in an earlier report with its passages."""

    id: str
    type: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: dt.date | None
    place: str | None
    place_country: str | None
    documents: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    accounts: tuple[tuple[tuple[str, ...], Status], ...]
    grade: int
    origins: int
    dispute: DisputeKind | None
    figures: tuple[FigureState, ...]


class PhaseState(Frozen):
    """Days of one phase in an earlier report."""

    phase: Phase
    start: dt.date
    end: dt.date


class ForecastState(Frozen):
    """A forecast in an earlier report; ``place`` counts those of its measure."""

    measure: str
    about: str
    place: int
    start: dt.date
    end: dt.date
    probability: float | None
    word: Likelihood | None


class Snapshot(Frozen):
    """What a report told, as far as the next one compares itself with it."""

    documents: tuple[str, ...]
    events: tuple[EventState, ...]
    phases: tuple[PhaseState, ...]
    clauses: tuple[CommitmentState, ...]
    forecasts: tuple[ForecastState, ...]


class Earlier(Frozen):
    """An issued report that another one follows or corrects; ``digest`` is the SHA-256 of its grounds."""

    number: int
    edition: int
    as_of: dt.date
    digest: str
    told: Snapshot


class Edition(Frozen):
    """The place of an issued report in its series: ``before`` is the one of the number before, in its last edition,
    ``corrects`` the edition before of the same number.
    """

    series: str
    number: Annotated[int, Field(ge=1)]
    edition: Annotated[int, Field(ge=1)] = 1
    before: Earlier | None = None
    corrects: Earlier | None = None


class Grounds(Frozen):
    """All that a report is made from: the same grounds give the same report.

    ``documents`` are without their texts, of which only the passages of events are kept, ``given`` are forecasts that
    were made from other data than the events, ``resolved`` earlier forecasts with what came, of ``foretold`` in all.
    Without ``issued`` it is a draft.
    """

    situation: Situation
    documents: tuple[Document, ...]
    coded: tuple[CodedDocument, ...]
    as_of: dt.date
    given: tuple[Forecast, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    foretold: int = 0
    issued: Edition | None = None
    tools: Mapping[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 of the grounds; those of the report before are in it by their own."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class Refs(Frozen):
    """What a statement rests on: numbers of events and sources in the report, names of precedents and clauses."""

    events: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    precedents: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.events or self.sources or self.precedents or self.clauses)


class Statement(Frozen):
    """A sentence or a cell: the key of its template, the values in it, its text, what it rests on."""

    key: str
    values: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    text: str
    refs: Refs = Refs()


class Row(Frozen):
    """A row of a table: cells of one or more statements, and what the row rests on."""

    cells: tuple[tuple[Statement, ...], ...]
    refs: Refs
    anchor: str = ""


class Table(Frozen):
    """A table with the headings of its columns."""

    caption: Statement
    columns: tuple[Statement, ...]
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    kind: str


class Chart(Frozen):
    """A picture: its rows of data, its title, and the text that stands for it where it cannot be seen."""

    kind: str
    title: Statement
    alt: str
    rows: tuple[Mapping[str, str | float | None], ...]
    labels: Mapping[str, str] = Field(default_factory=dict)
    refs: Refs


class Section(Frozen):
    """A part of the report."""

    key: str
    title: str
    statements: tuple[Statement, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()


class Passage(Frozen):
    """A verbatim passage in its own language with what is said of it; ``start`` and ``end`` count in the document."""

    source: int
    document: str
    lang: str | None
    start: int
    end: int
    text: str
    trigger: tuple[int, int]
    head: Statement
    url: str | None


class Entry(Frozen):
    """An event with all its passages."""

    number: int
    id: str
    title: Statement
    passages: tuple[Passage, ...]


class Source(Frozen):
    """A document in the list of sources."""

    number: int
    document: str
    outlet: str
    country: str
    lang: str | None
    time: str
    title: str
    url: str | None
    copy_of: Statement | None = None


class Work(Frozen):
    """A precedent or treaty of the registers that statements rest on, with where the register has it from."""

    id: str
    mark: str
    anchor: str
    title: str
    sources: tuple[str, ...]


class Report(Frozen):
    """A situation report in one language."""

    lang: Language
    title: str
    as_of: dt.date
    digest: str
    head: tuple[Statement, ...]
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    works: tuple[Work, ...] = ()
    issued: Edition | None = Field(default=None, exclude=True)

    def statements(self) -> tuple[Statement, ...]:
        """All sentences of the report, those of tables and headings of pictures left out."""
        return (*self.head, *(one for section in self.sections for one in section.statements))

    def refs(self) -> Iterator[Refs]:
        """What statements, rows and pictures rest on."""
        yield from (one.refs for one in self.statements())
        for section in self.sections:
            yield from (row.refs for table in section.tables for row in table.rows)
            yield from (chart.refs for chart in section.charts)
