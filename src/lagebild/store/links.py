"""Links between mentions: passages by block, the happenings that they are in, and judgements of people.

What a passage says is kept as text that only linking reads. A passage is named by its rank, its place in the order
of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from lagebild.errors import StoreError
from lagebild.model import CodedDocument, Document, Judgement
from lagebild.store.codings import coded_of
from lagebild.store.documents import BATCH
from lagebild.store.tables import codings, judgements, link_openers, link_seekers, linked_documents, links, now

#: Any number: those who link into one PostgreSQL database wait for each other on it.
LOCK = 0x11F4B11D


class LinkedDocument(NamedTuple):
    """A document as it is linked: by which coding, as a printing of which text."""

    coding: int
    origin_text: str


class Passage(NamedTuple):
    """What linking has to know of a passage, and the mentions that it stands for: document, index, recipients."""

    rank: str
    origin_text: str
    payload: str
    mentions: list[list[Any]]
    pinned: int | None = None
    barred: list[int] | None = None


class KeptLink(NamedTuple):
    """The happening that a passage is in, by the rank of its opener, and why."""

    head: str
    how: str
    score: float
    parts: dict[str, float]
    crowded: bool


class At(NamedTuple):
    """Where a passage stands: blocks, class of its span, its first and last day as ordinals, hundredths of degrees."""

    blocks: tuple[int, ...]
    span: int
    first: int
    last: int
    lat: int | None
    lon: int | None


@dataclass(frozen=True)
class Sought:
    """What is looked for: blocks, the days on which spans of each class may begin, the last day not before ``since``.

    ``box``: least and greatest latitude and longitude in hundredths of degrees of what names a point.
    """

    blocks: tuple[int, ...]
    starts: tuple[tuple[int, int, int], ...]
    since: int
    box: tuple[int, int, int, int] | None


class Links:
    """The tables of links in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})

    def rule(self) -> str | None:
        """The rule by which documents are linked, None where none are."""
        return self._connection.execute(sa.select(linked_documents.c.rule).limit(1)).scalar()

    def clear(self) -> None:
        """Forget all links; judgements stay."""
        for table in (links, link_openers, link_seekers, linked_documents):
            self._connection.execute(sa.delete(table))

    def latest_codings(self, ids: Sequence[str]) -> dict[str, int]:
        """The number of each document's latest coding."""
        wanted = sa.select(codings.c.document_id, codings.c.number).where(codings.c.latest)
        return {row.document_id: row.number for row in self._among(wanted, codings.c.document_id, ids)}

    def linked(self, ids: Sequence[str]) -> dict[str, LinkedDocument]:
        """Those of the documents that are linked."""
        rows = self._among(sa.select(linked_documents), linked_documents.c.document_id, ids)
        return {row.document_id: LinkedDocument(row.coding, row.origin_text) for row in rows}

    def printings(self, texts: Sequence[str]) -> dict[str, str]:
        """The linked documents that are printings of the texts, with the text of each."""
        rows = self._among(sa.select(linked_documents), linked_documents.c.origin_text, texts)
        return {row.document_id: row.origin_text for row in rows}

    def set_linked(self, found: Mapping[str, LinkedDocument], rule: str) -> None:
        """Note that documents are linked."""
        self._delete(linked_documents.c.document_id, list(found))
        rows = [{"document_id": ident, "rule": rule, **one._asdict()} for ident, one in found.items()]
        if rows:
            self._connection.execute(sa.insert(linked_documents), rows)

    def coded(self, ids: Sequence[str]) -> list[tuple[Document, CodedDocument]]:
        """Documents with their latest coding."""
        return list(coded_of(self._connection, ids))

    def passages(self, texts: Sequence[str]) -> Iterator[tuple[Passage, str | None]]:
        """The passages of texts, each with the rank of the opener of its happening."""
        for row in self._among(sa.select(links), links.c.origin_text, texts):
            yield self._passage(row), row.head

    def by_rank(self, ranks: Sequence[str]) -> Iterator[tuple[Passage, KeptLink | None]]:
        """The passages of these ranks with their links."""
        for start in range(0, len(ranks), BATCH):
            for row in self._connection.execute(_BY_RANK, {"ranks": ranks[start : start + BATCH]}):
                link = KeptLink(row.head, row.how, row.score, row.parts, row.crowded) if row.head else None
                yield self._passage(row), link

    def add(self, passage: Passage, seeks: At) -> None:
        """Keep a passage without a link, and where it stands as one that looks for a happening."""
        self._connection.execute(sa.insert(links).values(passage._asdict()))
        self._stand(link_seekers, passage.rank, seeks)

    def set_mentions(self, rank: str, mentions: list[list[Any]]) -> None:
        """Let a passage stand for other mentions."""
        self._connection.execute(sa.update(links).where(links.c.rank == rank).values(mentions=mentions))

    def remove(self, rank: str, seeks: At) -> None:
        """Forget a passage that has no link."""
        self._connection.execute(sa.delete(links).where(links.c.rank == rank))
        self._leave(link_seekers, rank, seeks)

    def set_link(self, rank: str, link: KeptLink | None) -> None:
        """Set the link of a passage."""
        values = link._asdict() if link else dict.fromkeys(KeptLink._fields)
        self._connection.execute(_SET_LINK, {"which": rank, **values})

    def open(self, rank: str, at: At) -> None:
        """Note where a passage stands as the opener of a happening."""
        self._stand(link_openers, rank, at)

    def close(self, rank: str, at: At) -> None:
        """Forget that a passage has opened a happening."""
        self._leave(link_openers, rank, at)

    def openers(self, sought: Sought, before: str, most: int) -> list[str]:
        """The first ranks of openers that stand where it is looked for, of those before a rank."""
        query = _openers(tuple(span for span, _, _ in sought.starts), sought.box is not None)
        values = _values(sought) | {"edge": before, "most": most}
        return list(self._connection.execute(query, values).scalars())

    def seekers(self, sought: Sought, after: str) -> list[str]:
        """Ranks after a given one of those that stand where it is looked for."""
        query = _seekers(tuple(span for span, _, _ in sought.starts), sought.box is not None)
        return list(self._connection.execute(query, _values(sought) | {"edge": after}).scalars())

    def together(self, head: str) -> list[str]:
        """The ranks in a happening, in order."""
        return list(self._connection.execute(_TOGETHER, {"which": head}).scalars())

    def core(self, head: str, most: int) -> list[str]:
        """The first ranks in a happening."""
        return list(self._connection.execute(_CORE, {"which": head, "most": most}).scalars())

    def pinned(self, judgement: int) -> list[str]:
        """Ranks of the passages that a judgement sets apart, in order."""
        wanted = sa.select(links.c.rank).where(links.c.pinned == judgement).order_by(links.c.rank)
        return list(self._connection.execute(wanted).scalars())

    def judgements(self) -> list[Judgement]:
        """All judgements, in the order in which they were made."""
        return list(find_judgements(self._connection))

    def _among(
        self, query: sa.Select[Any], column: sa.ColumnElement[str], values: Sequence[str]
    ) -> Iterator[sa.Row[Any]]:
        for start in range(0, len(values), BATCH):
            yield from self._connection.execute(query.where(column.in_(values[start : start + BATCH]))).all()

    def _delete(self, column: sa.Column[str], values: Sequence[str]) -> None:
        for start in range(0, len(values), BATCH):
            self._connection.execute(sa.delete(column.table).where(column.in_(values[start : start + BATCH])))

    def _stand(self, table: sa.Table, rank: str, at: At) -> None:
        values = {"span": at.span, "first": at.first, "last": at.last, "lat": at.lat, "lon": at.lon}
        rows = [{"block": block, "rank": rank, **values} for block in at.blocks]
        if rows:
            self._connection.execute(sa.insert(table), rows)

    def _leave(self, table: sa.Table, rank: str, at: At) -> None:
        same = (table.c.span == at.span, table.c.first == at.first, table.c.rank == rank)
        self._connection.execute(sa.delete(table).where(table.c.block.in_(at.blocks), *same))

    @staticmethod
    def _passage(row: sa.Row[Any]) -> Passage:
        return Passage(row.rank, row.origin_text, row.payload, row.mentions, row.pinned, row.barred)


_BY_RANK = sa.select(links).where(links.c.rank.in_(sa.bindparam("ranks", expanding=True)))
_TOGETHER = sa.select(links.c.rank).where(links.c.head == sa.bindparam("which")).order_by(links.c.rank)
_CORE = _TOGETHER.limit(sa.bindparam("most"))
_SET_LINK = sa.update(links).where(links.c.rank == sa.bindparam("which"))


@cache
def _openers(spans: tuple[int, ...], placed: bool) -> sa.Select[Any]:
    found = _inside(link_openers, link_openers.c.rank < sa.bindparam("edge"), spans, placed).subquery()
    return sa.select(found.c.rank).order_by(found.c.rank).limit(sa.bindparam("most"))


@cache
def _seekers(spans: tuple[int, ...], placed: bool) -> sa.CompoundSelect[Any]:
    return _inside(link_seekers, link_seekers.c.rank > sa.bindparam("edge"), spans, placed)


def _inside(
    table: sa.Table, condition: sa.ColumnElement[bool], spans: tuple[int, ...], placed: bool
) -> sa.CompoundSelect[Any]:
    """Ranks of what stands where it is looked for, one query for each class of spans so that the index serves it."""
    c = table.c
    conditions = [c.block.in_(sa.bindparam("blocks", expanding=True)), c.last >= sa.bindparam("since"), condition]
    if placed:
        lat = c.lat.between(sa.bindparam("south"), sa.bindparam("north"))
        lon = c.lon.between(sa.bindparam("west"), sa.bindparam("east"))
        conditions.append(sa.or_(c.lat.is_(None), sa.and_(lat, lon)))
    begins = [(span, c.first.between(sa.bindparam(f"from{span}"), sa.bindparam(f"to{span}"))) for span in spans]
    return sa.union(*(sa.select(c.rank).where(c.span == span, begin, *conditions) for span, begin in begins))


def _values(sought: Sought) -> dict[str, Any]:
    values: dict[str, Any] = {"blocks": list(sought.blocks), "since": sought.since}
    for span, first, last in sought.starts:
        values |= {f"from{span}": first, f"to{span}": last}
    if sought.box is not None:
        values |= dict(zip(("south", "north", "west", "east"), sought.box, strict=True))
    return values


def put_judgement(connection: sa.Connection, judgement: Judgement) -> int:
    """Adds a judgement and returns its number; raises StoreError where it undoes none that is there."""
    if judgement.undoes is not None:
        known = sa.select(judgements.c.number).where(judgements.c.number == judgement.undoes)
        if connection.execute(known).scalar() is None:
            raise StoreError("there is no such judgement", source=str(judgement.undoes))
    row = {
        "kind": judgement.kind,
        "sides": judgement.model_dump(mode="json")["sides"],
        "undoes": judgement.undoes,
        "by": judgement.by,
        "note": judgement.note,
        "made_at": now(),
    }
    number: int = connection.execute(sa.insert(judgements).values(row).returning(judgements.c.number)).scalar_one()
    return number


def find_judgements(connection: sa.Connection) -> Iterator[Judgement]:
    """All judgements, in the order in which they were made."""
    for row in connection.execute(sa.select(judgements).order_by(judgements.c.number)):
        yield Judgement.model_validate(
            {"number": row.number, "kind": row.kind, "sides": row.sides, "undoes": row.undoes, "by": row.by}
            | {"note": row.note, "at": row.made_at}
        )
