"""Who gets what, by which channel, and whether they asked for it twice (double opt-in)."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa

from lagebild.errors import StoreError
from lagebild.store.tables import deliveries, subscribers

Channel = Literal["email", "telegram", "webhook"]
SubscriberState = Literal["asked", "confirmed", "unsubscribed", "bounced"]
#: Whoever asks again sooner is not written to again, so that nobody can flood a stranger's mailbox.
ASK_AGAIN = dt.timedelta(days=1)
#: Deliveries that nothing has gone out for yet.
WAITING = ("pending", "claimed")


class Subscription(NamedTuple):
    """What somebody wants; None wants all."""

    channel: Channel
    address: str
    wants: Literal["report", "alert"] | None = None
    situation: str | None = None
    lang: str | None = None


class Subscriber(NamedTuple):
    """A recipient as kept; ``note`` says why it bounced."""

    number: int
    subscription: Subscription
    state: SubscriberState
    asked_at: dt.datetime
    note: str | None


def ask(connection: sa.Connection, wanted: Subscription, now: dt.datetime, *, confirmed: bool) -> Subscriber:
    """Notes that somebody wants to subscribe; unless ``confirmed`` a request for confirmation is put in the outbox.

    For somebody who is confirmed already nothing changes but by a request that is confirmed itself, so that no stranger
    can.
    """
    same = (subscribers.c.channel == wanted.channel, subscribers.c.address == wanted.address)
    known = connection.execute(sa.select(subscribers).where(*same).with_for_update()).one_or_none()
    if known and known.state == "confirmed" and not confirmed:
        return _subscriber(known)
    state = "confirmed" if confirmed else "asked"
    fresh = not known or known.state != "asked" or now - known.asked_at >= ASK_AGAIN
    values = {**wanted._asdict(), "state": state, "changed_at": now, "note": None}
    if fresh:
        values["asked_at"] = now
    if known:
        connection.execute(sa.update(subscribers).where(*same).values(values))
    else:
        connection.execute(sa.insert(subscribers).values(values))
    found = _subscriber(connection.execute(sa.select(subscribers).where(*same)).one())
    if state == "asked" and fresh:
        _ask_for_confirmation(connection, found, now)
    return found


def confirm(connection: sa.Connection, number: int, asked_at: dt.datetime, now: dt.datetime) -> bool:
    """Confirms a request; false where there was none at this time or it was withdrawn. Twice does no harm."""
    here = (subscribers.c.number == number, subscribers.c.asked_at == asked_at)
    changed = sa.update(subscribers).where(*here, subscribers.c.state.in_(["asked", "confirmed"]))
    return connection.execute(changed.values(state="confirmed", changed_at=now)).rowcount == 1


def leave(
    connection: sa.Connection,
    number: int,
    now: dt.datetime,
    state: Literal["unsubscribed", "bounced"],
    note: str | None,
) -> bool:
    """Ends a subscription and drops what has not gone out yet; false where there is no such subscriber."""
    found = sa.update(subscribers).where(subscribers.c.number == number)
    changed = connection.execute(found.values(state=state, changed_at=now, note=note)).rowcount == 1
    waiting = (deliveries.c.subscriber == number, deliveries.c.state.in_(WAITING))
    dropped = {"state": "dropped", "claim": None, "leased_until": None, "reason": state, "changed_at": now}
    connection.execute(sa.update(deliveries).where(*waiting).values(dropped))
    return changed


def find_subscribers(connection: sa.Connection) -> list[Subscriber]:
    """All there ever were, the first first."""
    return [_subscriber(row) for row in connection.execute(sa.select(subscribers).order_by(subscribers.c.number))]


def find_subscriber(connection: sa.Connection, number: int) -> Subscriber:
    """The subscriber of a number; raises StoreError where there is none."""
    row = connection.execute(sa.select(subscribers).where(subscribers.c.number == number)).one_or_none()
    if row is None:
        raise StoreError("there is no such subscriber", source=str(number))
    return _subscriber(row)


def _ask_for_confirmation(connection: sa.Connection, one: Subscriber, now: dt.datetime) -> None:
    row = {
        "key": f"confirm/{one.number}/{one.asked_at.isoformat()}", "issue": None, "subscriber": one.number,
        "state": "pending", "attempts": 0, "progress": 0, "next_try": now, "changed_at": now,
    }  # fmt: skip
    connection.execute(sa.insert(deliveries).values(row))


def _subscriber(row: sa.Row[Any]) -> Subscriber:
    wanted = Subscription(row.channel, row.address, row.wants, row.situation, row.lang)
    return Subscriber(row.number, wanted, row.state, row.asked_at, row.note)
