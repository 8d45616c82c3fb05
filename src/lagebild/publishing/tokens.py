"""Tokens in links to confirm and to unsubscribe: made from a secret, so that none has to be kept anywhere."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from typing import Literal, NamedTuple

Purpose = Literal["confirm", "unsubscribe"]
#: How long a link to confirm works.
CONFIRM_WITHIN = dt.timedelta(days=7)
#: Bytes of the code; 128 bits cannot be guessed.
LENGTH = 16


class Opened(NamedTuple):
    """What a genuine token says: which subscriber, and the time of the request."""

    subscriber: int
    asked_at: dt.datetime


def token(secret: bytes, purpose: Purpose, subscriber: int, asked_at: dt.datetime) -> str:
    """A token for one subscriber, of letters, digits, ``-``, ``_`` and dots."""
    stamp = int(asked_at.timestamp() * 1_000_000)
    return f"{subscriber}.{stamp}.{_code(secret, purpose, subscriber, stamp)}"


def opened(secret: bytes, purpose: Purpose, given: str, now: dt.datetime) -> Opened | None:
    """What a token says; None for one that is forged, for another purpose, or (to confirm) too old."""
    subscriber, _, rest = given.strip().partition(".")
    stamp, _, code = rest.partition(".")
    if not all(part.isascii() and part.isdecimal() and len(part) < 20 for part in (subscriber, stamp)):
        return None
    expected = _code(secret, purpose, int(subscriber), int(stamp))
    if not hmac.compare_digest(expected.encode(), code.encode("utf-8", "replace")):
        return None
    asked_at = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=int(stamp))
    if purpose == "confirm" and now - asked_at > CONFIRM_WITHIN:
        return None
    return Opened(int(subscriber), asked_at)


def webhook_secret(secret: bytes, subscriber: int) -> bytes:
    """The secret that is shared with one receiver of webhooks."""
    return hmac.digest(secret, f"lagebild webhook|{subscriber}".encode(), hashlib.sha256)


def _code(secret: bytes, purpose: Purpose, subscriber: int, stamp: int) -> str:
    digest = hmac.digest(secret, f"lagebild {purpose}|{subscriber}|{stamp}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:LENGTH]).decode("ascii").rstrip("=")
