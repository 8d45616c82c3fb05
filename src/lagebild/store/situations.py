"""Situations by name and the documents that tell of them; what is said of a situation is only added to."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from lagebild.errors import StoreError
from lagebild.model import NamedSituation, SituationChange
from lagebild.store.codings import in_country
from lagebild.store.tables import codings, documents, mentions, now, parties, situations

#: Background is no news of a situation.
BACKGROUND = "historical"
TAKING_PART = ("actor", "recipient")


def put_situation(connection: sa.Connection, wanted: NamedSituation, by: str, *, replace: bool) -> int:
    """Keeps what a situation is; raises StoreError where the name is taken and nothing is to be replaced."""
    if not replace and wanted.name.casefold() in current(connection):
        raise StoreError("there is a situation of this name", source=wanted.name, advice="--replace changes it")
    return _put(connection, wanted.name, wanted, by)


def remove_situation(connection: sa.Connection, name: str, by: str) -> int:
    """Notes that a situation is watched no more."""
    return _put(connection, name, None, by)


def current(connection: sa.Connection) -> dict[str, NamedSituation]:
    """The situations there are by their names as they are compared, in the order in which they were last changed."""
    latest = sa.select(sa.func.max(situations.c.number)).group_by(situations.c.key)
    wanted = sa.select(situations).where(situations.c.number.in_(latest)).order_by(situations.c.number)
    rows = [row for row in connection.execute(wanted) if row.content is not None]
    return {row.key: NamedSituation.model_validate(row.content) for row in rows}


def changes(connection: sa.Connection, name: str) -> Iterator[SituationChange]:
    """All that was said of a situation, the first first."""
    wanted = sa.select(situations).where(situations.c.key == name.casefold()).order_by(situations.c.number)
    for row in connection.execute(wanted):
        content = NamedSituation.model_validate(row.content) if row.content is not None else None
        yield SituationChange(number=row.number, name=row.name, now=content, by=row.by, at=row.made_at)


def touching(connection: sa.Connection, wanted: NamedSituation) -> list[str]:
    """Ids of documents with news of what a party of a situation did or had done to it, in the order of arrival.

    News is of its days and countries; an event without a day of its own has that of publication, one without a place
    may be in any country.
    """
    codes = {*wanted.parties, *(code for side in wanted.sides for code in side.parties)}
    query = (
        sa.select(documents.c.id)
        .join(codings, sa.and_(codings.c.document_id == documents.c.id, codings.c.latest))
        .join(mentions, mentions.c.coding == codings.c.number)
        .join(parties, parties.c.mention == mentions.c.number)
        .where(parties.c.code.in_(sorted(codes)), parties.c.role.in_(TAKING_PART), *_conditions(wanted))
        .group_by(documents.c.id, documents.c.number)
        .order_by(documents.c.number)
    )
    return list(connection.scalars(query))


def _put(connection: sa.Connection, name: str, content: NamedSituation | None, by: str) -> int:
    kept = content.model_dump(mode="json") if content is not None else sa.null()
    row = {"key": name.casefold(), "name": name, "content": kept, "by": by, "made_at": now()}
    number: int = connection.execute(sa.insert(situations).values(row).returning(situations.c.number)).scalar_one()
    return number


def _conditions(wanted: NamedSituation) -> Iterator[sa.ColumnElement[bool]]:
    yield mentions.c.status != BACKGROUND
    if wanted.since is not None:
        yield sa.func.coalesce(mentions.c.date_end, documents.c.published) >= wanted.since
    if wanted.until is not None:
        yield sa.func.coalesce(mentions.c.date_start, documents.c.published) <= wanted.until
    if wanted.countries:
        yield sa.or_(mentions.c.place_country.is_(None), *map(in_country, wanted.countries))
