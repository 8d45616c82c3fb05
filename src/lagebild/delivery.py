"""What is due goes out: the outbox of the store and the channels put together."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import random
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from lagebild.errors import AnswerLost, DeliveryRefused, PublishingError
from lagebild.publishing import mail, telegram, timing, tokens, webhook
from lagebild.publishing.wording import language
from lagebild.store.outbox import Claim, Delivery
from lagebild.store.publications import Publications
from lagebild.store.subscribers import Subscriber
from lagebild.store.tables import now as now_utc

if TYPE_CHECKING:
    from email.message import EmailMessage

#: How long a run may have a message in hand before another run takes it over; longer than any server may take.
LEASE = dt.timedelta(minutes=10)
#: Messages of one run; what is left is sent by the next.
MOST = 100_000


class ClaimLost(Exception):
    """Another run has taken over what this one had in hand; nothing may be sent any more."""


@dataclass
class Hand:
    """What one run has in hand. ``out`` is true from the moment from which the message may have arrived."""

    publications: Publications
    claim: Claim
    count: int
    out: bool = False

    def commit(self) -> None:
        """The message goes out now; raises ClaimLost where it must not."""
        if not self.publications.start(self.claim, self.count):
            raise ClaimLost
        self.out = True

    def advance(self) -> None:
        """One part of it has arrived."""
        self.publications.advance(self.claim)
        self.out = False


class Messenger(Protocol):
    """A channel: brings one claimed batch to one subscriber."""

    def deliver(self, batch: Sequence[Delivery], to: Subscriber, now: dt.datetime, hand: Hand) -> None:
        """Returns when all has arrived; raises DeliveryRefused, AnswerLost or ClaimLost."""


class MailTransport(Protocol):
    """Hands one message to a mail server."""

    def send(self, message: EmailMessage, recipient: str, commit: Callable[[], None]) -> None:
        """Calls ``commit`` just before the server can take the message."""


@dataclass(frozen=True)
class MailMessenger:
    """E-mail: all issues that are due in one message; ``pages`` is where links to confirm and unsubscribe lead."""

    transport: MailTransport
    sender: mail.Sender
    pages: str
    secret: bytes = field(repr=False)

    def deliver(self, batch: Sequence[Delivery], to: Subscriber, now: dt.datetime, hand: Hand) -> None:
        """One message with all issues, or the request for confirmation."""
        issues = [one.issue for one in batch if one.issue is not None]
        if issues:
            link = self.link("unsubscribe", to)
            message = mail.digest(issues, to.subscription.address, to.number, link, self.sender, now)
        else:
            link, lang = self.link("confirm", to), language(to.subscription.lang)
            message = mail.confirmation(to.subscription.address, to.number, link, lang, self.sender, now)
        self.transport.send(message, to.subscription.address, hand.commit)

    def link(self, purpose: tokens.Purpose, to: Subscriber) -> str:
        """Address that confirms or ends a subscription."""
        token = tokens.token(self.secret, purpose, to.number, to.asked_at)
        return f"{self.pages.rstrip('/')}/{purpose}?token={quote(token)}"


@dataclass(frozen=True)
class TelegramMessenger:
    """Telegram: one issue as one or more messages; what has arrived of it is not sent again."""

    transport: telegram.TelegramTransport
    base: str = ""

    def deliver(self, batch: Sequence[Delivery], to: Subscriber, now: dt.datetime, hand: Hand) -> None:
        """The messages that have not arrived yet."""
        del now
        for one in batch:
            if one.issue is not None:
                for message in telegram.messages(one.issue, self.base)[one.progress :]:
                    self.transport.send(message, to.subscription.address, hand.commit)
                    hand.advance()


@dataclass(frozen=True)
class WebhookMessenger:
    """Webhooks: one issue as one signed POST."""

    transport: webhook.WebhookTransport
    secret: bytes = field(repr=False)
    base: str = ""

    def deliver(self, batch: Sequence[Delivery], to: Subscriber, now: dt.datetime, hand: Hand) -> None:
        """The issue, signed with the secret of this receiver."""
        for one in batch:
            if one.issue is not None:
                content = webhook.body(one.issue, self.base)
                head = webhook.headers(tokens.webhook_secret(self.secret, to.number), one.key, now, content)
                self.transport.send(content, head, to.subscription.address, now, hand.commit)


@dataclass(frozen=True)
class Run:
    """How a run goes: its clock, its chance (0 to 1) for the waits, the hours in which alerts are held back."""

    clock: Callable[[], dt.datetime] = now_utc
    chance: Callable[[], float] = random
    quiet: timing.QuietHours | None = None
    lease: dt.timedelta = LEASE
    most: int = MOST


def send_due(publications: Publications, messengers: Mapping[str, Messenger], run: Run | None = None) -> Counter[str]:
    """Sends what is due by the channels that there are messengers for; how many deliveries came to which state.

    ``pending`` counts those that are tried again later. May be stopped at any point and run by several at once.
    """
    run, counts = run or Run(), Counter[str]()
    for _ in range(run.most):
        claim = Claim(secrets.token_hex(8), run.clock() + run.lease)
        held = run.quiet is not None and run.clock() in run.quiet
        batch = publications.claim(claim, list(messengers), hold_alerts=held)
        if not batch:
            break
        counts[_deliver(publications, messengers[batch[0].channel], batch, claim, run)] += len(batch)
    return counts


def _deliver(
    publications: Publications, messenger: Messenger, batch: Sequence[Delivery], claim: Claim, run: Run
) -> str:
    """The state that a batch has come to."""
    to, hand = publications.subscriber(batch[0].subscriber), Hand(publications, claim, len(batch))
    try:
        messenger.deliver(batch, to, run.clock(), hand)
    except ClaimLost:
        return "taken over"
    except DeliveryRefused as refusal:
        return _refused(publications, batch, to, claim, refusal, run)
    except AnswerLost as lost:
        publications.finish(claim, "uncertain", reason=lost.what)
        return "uncertain"
    except Exception as fault:
        # One message that cannot be made must not keep all others from being sent.
        reason = fault.what if isinstance(fault, PublishingError) else f"a fault in lagebild: {type(fault).__name__}"
        if hand.out:
            publications.finish(claim, "uncertain", reason=reason)
            return "uncertain"
        return _refused(publications, batch, to, claim, DeliveryRefused(reason), run)
    publications.finish(claim, "sent")
    return "sent"


def _refused(
    publications: Publications,
    batch: Sequence[Delivery],
    to: Subscriber,
    claim: Claim,
    refusal: DeliveryRefused,
    run: Run,
) -> str:
    attempts = max(one.attempts for one in batch)
    if refusal.permanent or attempts >= timing.MOST_ATTEMPTS:
        publications.finish(claim, "failed", reason=refusal.what)
        if refusal.gone:
            publications.bounced(to.number, refusal.what)
        return "failed"
    again = run.clock() + timing.wait(attempts, run.chance(), refusal.retry_after)
    publications.finish(claim, "pending", reason=refusal.what, next_try=again)
    if refusal.retry_after and to.subscription.channel == "telegram":
        publications.postpone("telegram", run.clock() + dt.timedelta(seconds=refusal.retry_after))
    return "pending"


def confirm(publications: Publications, secret: bytes, token: str, now: dt.datetime) -> bool:
    """Confirms a subscription by the token of its link; false for one that is forged or too old."""
    found = tokens.opened(secret, "confirm", token, now)
    return found is not None and publications.confirm(found.subscriber, found.asked_at)


def unsubscribe(publications: Publications, secret: bytes, token: str, now: dt.datetime) -> bool:
    """Ends a subscription by the token of its link, which works for good; false for one that is forged."""
    found = tokens.opened(secret, "unsubscribe", token, now)
    return found is not None and publications.unsubscribe(found.subscriber)
