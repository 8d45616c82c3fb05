"""Issues, subscribers and the outbox as the rest of the program sees them; every method is one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa

from lagebild.model import Issue
from lagebild.store import issues, outbox, subscribers
from lagebild.store.connecting import reading, writing
from lagebild.store.issues import Issued
from lagebild.store.outbox import Claim, Delivery, DeliveryState
from lagebild.store.subscribers import Subscriber, Subscription

Clock = Callable[[], dt.datetime]
#: All issues, the manifests so far and the time to the manifest that is to be added, None where none is.
Continue = Callable[[list[Issue], list[bytes], dt.datetime], bytes | None]


class Publications:
    """What is published in one store, at the times of one clock."""

    def __init__(self, engine: sa.Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def issue(self, issue: Issue, files: Mapping[str, bytes]) -> Issued:
        """Issues something with a delivery for everyone who gets it: all or nothing, and only once for each id."""
        with writing(self._engine) as connection:
            return issues.put_issue(connection, issue, files, self._clock)

    def issue_all(self, found: Sequence[tuple[Issue, Mapping[str, bytes]]]) -> list[Issued]:
        """Issues several things with their files together: all of them or none."""
        with writing(self._engine) as connection:
            return [issues.put_issue(connection, issue, files, self._clock) for issue, files in found]

    def issues(self) -> list[Issue]:
        """All issues, the first first."""
        with reading(self._engine) as connection:
            return issues.find_issues(connection)

    def file(self, sha256: str) -> bytes:
        """Contents of an issue's file by its hash."""
        with reading(self._engine) as connection:
            return issues.find_file(connection, sha256)

    def continue_manifests(self, following: Continue) -> list[bytes]:
        """All manifests, after the next one was added where there is one; nothing can be issued meanwhile."""
        with writing(self._engine) as connection:
            issues.only_one(connection)
            kept = issues.find_manifests(connection)
            added = following(issues.find_issues(connection), kept, issues.moment(connection, self._clock))
            if added is None:
                return kept
            issues.put_manifest(connection, len(kept) + 1, added)
            return [*kept, added]

    def subscribe(self, wanted: Subscription, *, confirmed: bool) -> Subscriber:
        """Notes a wish to subscribe; unless ``confirmed`` a request for confirmation goes into the outbox."""
        with writing(self._engine) as connection:
            return subscribers.ask(connection, wanted, self._clock(), confirmed=confirmed)

    def confirm(self, number: int, asked_at: dt.datetime) -> bool:
        """Confirms what was asked for at a time; false where it was not."""
        with writing(self._engine) as connection:
            return subscribers.confirm(connection, number, asked_at, self._clock())

    def unsubscribe(self, number: int) -> bool:
        """Ends a subscription; what has not gone out yet is dropped."""
        with writing(self._engine) as connection:
            return subscribers.leave(connection, number, self._clock(), "unsubscribed", None)

    def bounced(self, number: int, note: str) -> bool:
        """Nothing reaches this subscriber any more."""
        with writing(self._engine) as connection:
            return subscribers.leave(connection, number, self._clock(), "bounced", note)

    def subscribers(self) -> list[Subscriber]:
        """All there ever were, the first first."""
        with reading(self._engine) as connection:
            return subscribers.find_subscribers(connection)

    def subscriber(self, number: int) -> Subscriber:
        """The subscriber of a number; raises StoreError where there is none."""
        with reading(self._engine) as connection:
            return subscribers.find_subscriber(connection, number)

    def claim(self, claim: Claim, channels: Sequence[str], *, hold_alerts: bool = False) -> list[Delivery]:
        """What is due to one recipient, now in the hands of this claim; empty where nothing is."""
        with writing(self._engine) as connection:
            return outbox.claim_due(connection, claim, self._clock(), channels, hold_alerts=hold_alerts)

    def start(self, claim: Claim, count: int) -> bool:
        """From here on it may have arrived; false where the claim does not hold any more."""
        with writing(self._engine) as connection:
            return outbox.start(connection, claim, count, self._clock())

    def advance(self, claim: Claim) -> None:
        """One part has arrived."""
        with writing(self._engine) as connection:
            outbox.advance(connection, claim, self._clock())

    def finish(
        self, claim: Claim, state: DeliveryState, *, reason: str | None = None, next_try: dt.datetime | None = None
    ) -> None:
        """What came of it."""
        with writing(self._engine) as connection:
            outbox.finish(connection, claim, state, self._clock(), reason=reason, next_try=next_try)

    def postpone(self, channel: str, until: dt.datetime) -> None:
        """Nothing of a channel is due before a time."""
        with writing(self._engine) as connection:
            outbox.postpone(connection, channel, until)

    def settle(self, number: int, *, again: bool) -> None:
        """A person decides about what is uncertain or failed: it has arrived, or it is sent again."""
        with writing(self._engine) as connection:
            outbox.settle(connection, number, self._clock(), again=again)

    def deliveries(self, *states: DeliveryState) -> list[Delivery]:
        """Deliveries in some states, all where none is named; what broken-off runs left is taken back before."""
        with writing(self._engine) as connection:
            outbox.release_expired(connection, self._clock())
            return outbox.find_deliveries(connection, states)

    def counts(self) -> dict[str, int]:
        """How many deliveries there are in each state."""
        with reading(self._engine) as connection:
            return outbox.count_deliveries(connection)
