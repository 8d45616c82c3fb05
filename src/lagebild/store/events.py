"""Events of situations and the mentions they were made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from lagebild.model import Event
from lagebild.store.documents import BATCH
from lagebild.store.tables import event_mentions, events


def put_events(connection: sa.Connection, found: Iterable[Event], situation: str) -> None:
    """Keeps the events of a situation in place of those of an earlier linking."""
    connection.execute(sa.delete(events).where(events.c.situation == situation))
    for position, event in enumerate(found):
        connection.execute(sa.insert(events).values(_row(event, situation, position)))
        links = [
            {"situation": situation, "event": event.id, "document_id": document_id, "position": place}
            for document_id, place in dict.fromkeys(event.mentions)
        ]
        if links:
            connection.execute(sa.insert(event_mentions), links)


def find_events(connection: sa.Connection, situation: str | None) -> Iterator[Event]:
    """Events of a situation, or of all, in the order in which linking gave them."""
    wanted = sa.select(events.c.payload).order_by(events.c.situation, events.c.position)
    if situation is not None:
        wanted = wanted.where(events.c.situation == situation)
    for row in connection.execution_options(yield_per=BATCH).execute(wanted):
        yield Event.model_validate(row.payload)


def find_event(connection: sa.Connection, ident: str) -> Event | None:
    """The event of an id, as the first situation that has it tells it."""
    wanted = sa.select(events.c.payload).where(events.c.id == ident).order_by(events.c.situation).limit(1)
    payload = connection.execute(wanted).scalar()
    return Event.model_validate(payload) if payload is not None else None


def _row(event: Event, situation: str, position: int) -> dict[str, object]:
    return {
        "situation": situation,
        "id": event.id,
        "position": position,
        "type": event.type,
        "date": event.date,
        "place_country": event.place_country,
        "dispute": event.dispute,
        "origins": event.origins,
        "payload": event.model_dump(mode="json"),
    }
