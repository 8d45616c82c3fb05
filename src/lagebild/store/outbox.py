"""The outbox: what has to be sent to whom, each message once.

A run claims what is due, commits, and marks it as ``sending`` just before the server can take it; that succeeds only
while the claim still holds. Whatever a broken-off run leaves ``claimed`` went nowhere and is due again when its lease
is over; what it leaves ``sending`` may have arrived: it becomes ``uncertain`` and is never sent again by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa

from lagebild.errors import StoreError
from lagebild.model import Issue
from lagebild.store.tables import deliveries, issues, subscribers

DeliveryState = Literal["pending", "claimed", "sending", "sent", "uncertain", "failed", "dropped"]
STOPPED = "the program stopped before the server's answer came"


class Delivery(NamedTuple):
    """A message to a recipient; without an issue it asks for confirmation. ``progress``: parts already sent."""

    number: int
    key: str
    issue: Issue | None
    subscriber: int
    channel: str
    address: str
    state: DeliveryState
    attempts: int
    progress: int
    next_try: dt.datetime
    reason: str | None
    changed_at: dt.datetime


class Claim(NamedTuple):
    """A name for what one run has in hand, and until when nobody else may take it."""

    name: str
    leased_until: dt.datetime


def enqueue(connection: sa.Connection, number: int, issue: Issue) -> None:
    """One delivery for everyone who is confirmed and wants such an issue."""

    def open_to(column: sa.Column[Any], value: str) -> sa.ColumnElement[bool]:
        return sa.or_(column.is_(None), column == value)

    wanted = sa.select(subscribers).where(
        subscribers.c.state == "confirmed",
        open_to(subscribers.c.wants, issue.kind),
        open_to(subscribers.c.situation, issue.situation),
        open_to(subscribers.c.lang, issue.lang),
    )
    rows = [
        {
            "key": f"{issue.id}/{one.channel}/{one.number}", "issue": number, "subscriber": one.number,
            "state": "pending", "attempts": 0, "progress": 0, "next_try": issue.issued_at,
            "changed_at": issue.issued_at,
        }
        for one in connection.execute(wanted.order_by(subscribers.c.number))
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(deliveries), rows)


def claim_due(
    connection: sa.Connection, claim: Claim, now: dt.datetime, channels: Sequence[str], *, hold_alerts: bool
) -> list[Delivery]:
    """The delivery that is due longest, with all others that are due to the same e-mail address; empty where none is.

    They are ``claimed`` from now on. ``hold_alerts`` leaves alerts where they are.
    """
    release_expired(connection, now)
    found = connection.execute(_due(now, channels, hold_alerts).limit(1)).one_or_none()
    if found is None:
        return []
    rows = [found]
    if found.channel == "email" and found.issue is not None:
        same = (deliveries.c.subscriber == found.subscriber, deliveries.c.issue.is_not(None))
        rows = list(connection.execute(_due(now, channels, hold_alerts).where(*same)))
    taken = {
        "state": "claimed", "claim": claim.name, "leased_until": claim.leased_until, "changed_at": now,
        "attempts": deliveries.c.attempts + 1,
    }  # fmt: skip
    numbers = [row.number for row in rows]
    connection.execute(sa.update(deliveries).where(deliveries.c.number.in_(numbers)).values(taken))
    return [_delivery(row)._replace(attempts=row.attempts + 1, state="claimed") for row in rows]


def start(connection: sa.Connection, claim: Claim, count: int, now: dt.datetime) -> bool:
    """Marks what is claimed as being sent; false where the claim does not hold any more for all of it."""
    held = (deliveries.c.claim == claim.name, deliveries.c.state == "claimed")
    changed = {"state": "sending", "leased_until": claim.leased_until, "changed_at": now}
    started = connection.execute(sa.update(deliveries).where(*held).values(changed)).rowcount
    if started != count:
        none_out = _held(claim).where(deliveries.c.state != "uncertain")
        connection.execute(none_out.values(state="pending", claim=None, leased_until=None, changed_at=now))
    return started == count


def advance(connection: sa.Connection, claim: Claim, now: dt.datetime) -> None:
    """One part of a message has arrived; the next one is not under way yet."""
    changed = {
        "state": "claimed", "progress": deliveries.c.progress + 1, "leased_until": claim.leased_until,
        "changed_at": now,
    }  # fmt: skip
    connection.execute(_held(claim).values(changed))


def finish(
    connection: sa.Connection, claim: Claim, state: DeliveryState, now: dt.datetime,
    *, reason: str | None = None, next_try: dt.datetime | None = None,
) -> None:  # fmt: skip
    """What came of a claim; ``next_try`` for what is ``pending`` again."""
    values: dict[str, Any] = {
        "state": state, "reason": reason, "claim": None, "leased_until": None, "changed_at": now,
    }  # fmt: skip
    if next_try is not None:
        values["next_try"] = next_try
    connection.execute(_held(claim).values(values))


def postpone(connection: sa.Connection, channel: str, until: dt.datetime) -> None:
    """Nothing of a channel is due before a time, since its server wants to be left alone."""
    there = sa.select(subscribers.c.number).where(subscribers.c.channel == channel)
    waiting = (deliveries.c.state == "pending", deliveries.c.next_try < until, deliveries.c.subscriber.in_(there))
    connection.execute(sa.update(deliveries).where(*waiting).values(next_try=until))


def settle(connection: sa.Connection, number: int, now: dt.datetime, *, again: bool) -> None:
    """A person decides about what is uncertain or failed: it has arrived, or it is sent again.

    Raises StoreError where the delivery is neither.
    """
    here = (deliveries.c.number == number, deliveries.c.state.in_(["uncertain", "failed"]))
    values: dict[str, Any] = {"state": "sent", "reason": "settled by a person", "claim": None, "changed_at": now}
    if again:
        values = {
            "state": "pending",
            "attempts": 0,
            "next_try": now,
            "reason": "sent again by a person",
            "changed_at": now,
        }
    if connection.execute(sa.update(deliveries).where(*here).values(values)).rowcount != 1:
        raise StoreError("nothing uncertain or failed has this number", source=str(number))


def find_deliveries(connection: sa.Connection, states: Sequence[DeliveryState]) -> list[Delivery]:
    """Deliveries in some states, all where none is named, the first first."""
    wanted = _joined().order_by(deliveries.c.number)
    if states:
        wanted = wanted.where(deliveries.c.state.in_(states))
    return [_delivery(row) for row in connection.execute(wanted)]


def count_deliveries(connection: sa.Connection) -> dict[str, int]:
    """How many deliveries there are in each state."""
    wanted = sa.select(deliveries.c.state, sa.func.count()).group_by(deliveries.c.state)
    return dict(connection.execute(wanted.order_by(deliveries.c.state)).tuples().all())


def release_expired(connection: sa.Connection, now: dt.datetime) -> None:
    """Takes back what broken-off runs have left: not sent yet is due again, perhaps sent is uncertain."""
    over = deliveries.c.leased_until <= now
    changed = sa.update(deliveries).where(over, deliveries.c.state == "claimed")
    connection.execute(changed.values(state="pending", claim=None, leased_until=None, changed_at=now))
    changed = sa.update(deliveries).where(over, deliveries.c.state == "sending")
    connection.execute(changed.values(state="uncertain", leased_until=None, reason=STOPPED, changed_at=now))


def _held(claim: Claim) -> sa.Update:
    """What a claim still stands for; an answer that comes late settles what was uncertain."""
    states = ("claimed", "sending", "uncertain")
    return sa.update(deliveries).where(deliveries.c.claim == claim.name, deliveries.c.state.in_(states))


def _joined() -> sa.Select[Any]:
    columns = (deliveries, subscribers.c.channel, subscribers.c.address, issues.c.payload)
    there = sa.join(deliveries, subscribers, deliveries.c.subscriber == subscribers.c.number)
    return sa.select(*columns).select_from(there.outerjoin(issues, deliveries.c.issue == issues.c.number))


def _due(now: dt.datetime, channels: Sequence[str], hold_alerts: bool) -> sa.Select[Any]:
    """Due deliveries to those who are to get them, locked; those that another run has locked are passed over."""
    wanted = _joined().where(
        deliveries.c.state == "pending",
        deliveries.c.next_try <= now,
        subscribers.c.channel.in_(channels),
        subscribers.c.state == sa.case((deliveries.c.issue.is_(None), "asked"), else_="confirmed"),
    )
    if hold_alerts:
        wanted = wanted.where(sa.or_(issues.c.kind.is_(None), issues.c.kind != "alert"))
    wanted = wanted.order_by(deliveries.c.next_try, deliveries.c.number)
    return wanted.with_for_update(of=deliveries, skip_locked=True)


def _delivery(row: sa.Row[Any]) -> Delivery:
    return Delivery(
        number=row.number,
        key=row.key,
        issue=Issue.model_validate(row.payload) if row.payload is not None else None,
        subscriber=row.subscriber,
        channel=row.channel,
        address=row.address,
        state=row.state,
        attempts=row.attempts,
        progress=row.progress,
        next_try=row.next_try,
        reason=row.reason,
        changed_at=row.changed_at,
    )
