"""The store as the rest of the program sees it; every method is one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from lagebild.model import CodedDocument, Document, Event, Judgement, NamedSituation, Prints, SituationChange
from lagebild.store import codings, documents, events, forecasts, near, reports, situations
from lagebild.store.codings import MentionFilter, StoredMention
from lagebild.store.connecting import address, connect, reading, writing
from lagebild.store.forecasts import StoredForecast, StoredOutcome
from lagebild.store.links import Links, find_judgements, put_judgement
from lagebild.store.near import Pair
from lagebild.store.publications import Clock, Publications
from lagebild.store.reports import StoredReport
from lagebild.store.tables import now
from lagebild.store.versions import upgrade


class Store:
    """An open database. All methods raise StoreError where the database refuses; nothing half done is kept."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """The store at ``sqlite:///file`` or ``postgresql://…``, made or brought up to date where needed.

        Raises StoreError where the database cannot be reached, is another program's, or was made by a newer version.
        """
        engine = connect(address(url))
        try:
            upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Gives back all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add_document(self, document: Document) -> int:
        """The revision under which the document is now kept; the same one where nothing has changed."""
        with writing(self._engine) as connection:
            return documents.put_document(connection, document)

    def add_coded(self, coded: CodedDocument) -> None:
        """Keeps the coding of a document that is in the store; codings by other coder versions stay."""
        with writing(self._engine) as connection:
            codings.put_coded(connection, coded)

    def add(self, document: Document, coded: CodedDocument, prints: Prints | None = None) -> None:
        """Keeps a document together with its coding and perhaps its prints: all or nothing."""
        with writing(self._engine) as connection:
            documents.put_document(connection, document)
            codings.put_coded(connection, coded)
            if prints is not None:
                near.put_prints(connection, document.id, prints)

    def add_prints(self, found: Iterable[tuple[str, Prints]]) -> None:
        """Keeps the prints of documents, by their ids."""
        with writing(self._engine) as connection:
            for document_id, prints in found:
                near.put_prints(connection, document_id, prints)

    def unprinted(self, method: str) -> list[tuple[Document, str | None]]:
        """Documents without prints of a method for their latest revision, with their languages."""
        with reading(self._engine) as connection:
            return list(near.unprinted(connection, method))

    def near_copies(self, document_id: str, *, days: int) -> list[str]:
        """Ids of documents with a paragraph like one of this document's, published within days of it."""
        with reading(self._engine) as connection:
            return near.near_copies(connection, document_id, days)

    def near_renderings(self, document_id: str, *, days: int, shared: int) -> list[str]:
        """Ids of documents in other languages that share names and numbers, published within days of it."""
        with reading(self._engine) as connection:
            return near.near_renderings(connection, document_id, days, shared)

    def near_pairs(self, ids: Iterable[str], *, days: tuple[int, int], shared: int) -> tuple[set[Pair], set[Pair]]:
        """Near copies and possible translations of some documents; ``days`` and ``shared`` as for each of them."""
        with reading(self._engine) as connection:
            return near.pairs(connection, ids, days, shared)

    def add_forecasts(self, found: Iterable[StoredForecast]) -> int:
        """Keeps forecasts as they were issued; one that is there stays. The number that was new."""
        with writing(self._engine) as connection:
            return forecasts.put_forecasts(connection, found)

    def due_forecasts(self, until: dt.date) -> list[StoredForecast]:
        """Forecasts for a time that was over by a day and of which it is not noted yet what came."""
        with reading(self._engine) as connection:
            return forecasts.due(connection, until)

    def add_outcomes(self, found: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Keeps what came of forecasts, by their ids."""
        with writing(self._engine) as connection:
            for forecast_id, outcome in found:
                forecasts.put_outcome(connection, forecast_id, outcome)

    def count_forecasts(self, about: str, *, until: dt.date) -> int:
        """How many forecasts about something were issued at cut-offs before a day."""
        with reading(self._engine) as connection:
            return forecasts.count(connection, about, until)

    def forecast_outcomes(self, about: str) -> list[StoredOutcome]:
        """What came of the forecasts about something."""
        with reading(self._engine) as connection:
            return forecasts.outcomes(connection, about)

    def documents(self) -> Iterator[Document]:
        """Documents in their latest revision, in the order of arrival."""
        with reading(self._engine) as connection:
            yield from documents.all_documents(connection)

    def revisions(self, document_id: str) -> list[Document]:
        """All that a document has been, the first first."""
        with reading(self._engine) as connection:
            return documents.document_revisions(connection, document_id)

    def coded_documents(self) -> Iterator[tuple[Document, CodedDocument]]:
        """Documents with their latest coding, in the order of arrival."""
        with reading(self._engine) as connection:
            yield from codings.coded_documents(connection)

    def situation_documents(self, wanted: NamedSituation) -> Iterator[tuple[Document, CodedDocument]]:
        """Documents with news of a party of a situation, with their latest coding, in the order of arrival."""
        with reading(self._engine) as connection:
            yield from codings.coded_of(connection, situations.touching(connection, wanted))

    def add_situation(self, wanted: NamedSituation, *, by: str = "", replace: bool = False) -> int:
        """Keeps a situation by its name; raises StoreError where the name is taken and not to be replaced."""
        with writing(self._engine) as connection:
            return situations.put_situation(connection, wanted, by, replace=replace)

    def remove_situation(self, name: str, *, by: str = "") -> int:
        """Notes that a situation is watched no more; what was said of it before stays."""
        with writing(self._engine) as connection:
            return situations.remove_situation(connection, name, by)

    def situations(self) -> dict[str, NamedSituation]:
        """The situations that are watched, by their case-folded names."""
        with reading(self._engine) as connection:
            return situations.current(connection)

    def situation_changes(self, name: str) -> list[SituationChange]:
        """All that was said of a situation, the first first."""
        with reading(self._engine) as connection:
            return list(situations.changes(connection, name))

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[StoredMention]:
        """Mentions that pass the filter."""
        with reading(self._engine) as connection:
            yield from codings.find_mentions(connection, wanted or MentionFilter())

    def publications(self, clock: Clock = now) -> Publications:
        """What is published: issues, subscribers and the outbox, at the times of a clock."""
        return Publications(self._engine, clock)

    @contextmanager
    def links(self) -> Iterator[Links]:
        """The tables of links in one transaction, to be read and changed."""
        with writing(self._engine) as connection:
            yield Links(connection)

    def judge(self, judgement: Judgement) -> int:
        """Keeps a judgement for good and returns its number; raises StoreError where it undoes none that is there."""
        with writing(self._engine) as connection:
            return put_judgement(connection, judgement)

    def judgements(self) -> list[Judgement]:
        """All judgements, in the order in which they were made."""
        with reading(self._engine) as connection:
            return list(find_judgements(connection))

    def save_events(self, found: Iterable[Event], *, situation: str = "") -> None:
        """Keeps the events of a situation in place of those of an earlier linking."""
        with writing(self._engine) as connection:
            events.put_events(connection, found, situation)

    def events(self, *, situation: str | None = None) -> Iterator[Event]:
        """Events of a situation, or of all."""
        with reading(self._engine) as connection:
            yield from events.find_events(connection, situation)

    def event(self, ident: str) -> Event | None:
        """The event of an id, None where there is none."""
        with reading(self._engine) as connection:
            return events.find_event(connection, ident)

    def add_report(self, path: Path, *, situation: str = "") -> None:
        """Notes a report file with the hash of its contents."""
        with writing(self._engine) as connection:
            reports.put_report(connection, path, situation)

    def reports(self, *, situation: str | None = None) -> list[StoredReport]:
        """Reports of a situation, or of all, the first written first."""
        with reading(self._engine) as connection:
            return reports.find_reports(connection, situation)
