"""Webhooks: an issue as JSON, signed after the Standard Webhooks specification (standardwebhooks.com).

The receiver recomputes ``HMAC-SHA256(secret, id.timestamp.body)`` and compares it with ``webhook-signature``; it knows
a repeated message by ``webhook-id``.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from lagebild.errors import DeliveryRefused
from lagebild.model import Issue
from lagebild.publishing.addresses import file_address
from lagebild.publishing.posting import Answer, PostPolicy, post

PREFIX = "whsec_"
#: Answers that may be others the next time, and the one that says the receiver is gone for good.
LATER, GONE = frozenset({408, 409, 425, 429}), 410


def body(issue: Issue, base: str) -> bytes:
    """The issue as JSON; its files carry their addresses where the bundle has one."""
    content = issue.model_dump(mode="json")
    if base:
        for shown, file in zip(content["files"], issue.files, strict=True):
            shown["url"] = file_address(file, base)
    told = {"type": f"{issue.kind}.issued", "timestamp": content["issued_at"], "data": content}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8")


def shown_secret(secret: bytes) -> str:
    """A secret as it is handed to a receiver."""
    return PREFIX + base64.b64encode(secret).decode("ascii")


def signature(secret: bytes, ident: str, timestamp: int, content: bytes) -> str:
    """The value of ``webhook-signature``."""
    signed = f"{ident}.{timestamp}.".encode() + content
    return f"v1,{base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode('ascii')}"


def headers(secret: bytes, key: str, now: dt.datetime, content: bytes) -> Mapping[str, str]:
    """Headers of a signed webhook; ``key`` is the same whenever the same message is sent."""
    ident, timestamp = f"msg_{hashlib.sha256(key.encode('utf-8')).hexdigest()[:32]}", int(now.timestamp())
    return {
        "Content-Type": "application/json",
        "webhook-id": ident,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, ident, timestamp, content),
    }


@dataclass(frozen=True)
class WebhookTransport:
    """Posts to whatever address a receiver has given."""

    policy: PostPolicy = field(default_factory=PostPolicy)

    def send(
        self, content: bytes, head: Mapping[str, str], url: str, now: dt.datetime, commit: Callable[[], None]
    ) -> None:
        """Returns when the receiver has taken it (2xx); raises DeliveryRefused or AnswerLost."""
        answer = post(url, content, head, self.policy, commit, name="the receiver")
        if 200 <= answer.status < 300:
            return
        for_good = 300 <= answer.status < 500 and answer.status not in LATER
        raise DeliveryRefused(
            f"the receiver says {answer.status}",
            permanent=for_good,
            gone=answer.status == GONE,
            retry_after=_wait(answer, now),
        )


def _wait(answer: Answer, now: dt.datetime) -> float | None:
    """Seconds of ``Retry-After``, a number or a date (RFC 9110, 10.2.3)."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isascii() and told.isdecimal():
        return float(told[:9])
    try:
        return max(0.0, (parsedate_to_datetime(told) - now).total_seconds())
    except (TypeError, ValueError):
        return None
