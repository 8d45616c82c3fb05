"""Returned e-mail (RFC 3464): who cannot be reached is recorded, and nobody else."""

from pathlib import Path

import pytest

from lagebild.errors import PublishingError
from lagebild.issuing import record_bounce
from lagebild.publishing.mail import checked_address, read_bounce
from lagebild.store import Publications, Subscription

RETURNED = """\
From: MAILER-DAEMON@mx.example
To: reports@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Anna@Example.org
Action: {action}
Status: {status}
--x
Content-Type: {kind}

X-Lagebild-Subscriber: {number}
Subject: report

--x--
"""


def returned(
    number: int = 1, action: str = "failed", status: str = "5.1.1", kind: str = "text/rfc822-headers"
) -> bytes:
    return RETURNED.format(number=number, action=action, status=status, kind=kind).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_returned_message_names_its_subscriber(kind: str) -> None:
    bounce = read_bounce(returned(kind=kind))
    assert bounce is not None
    assert (bounce.address, bounce.subscriber, bounce.permanent) == ("Anna@Example.org", 1, True)


@pytest.mark.parametrize(
    ("message", "state"),
    [
        (returned(), "bounced"),
        (returned(action="delayed", status="4.4.1"), "confirmed"),
        (returned(status="4.2.2"), "confirmed"),
        (returned(number=7), "confirmed"),
        (b"Subject: hello\r\n\r\nOut of office until Monday.", "confirmed"),
        (b"\xff\x00", "confirmed"),
        (returned()[:300], "confirmed"),
    ],
)
def test_only_what_is_refused_for_good_ends_a_subscription(
    publications: Publications, tmp_path: Path, message: bytes, state: str
) -> None:
    publications.subscribe(Subscription("email", "Anna@example.org"), confirmed=True)
    (tmp_path / "mail").write_bytes(message)
    record_bounce(publications, tmp_path / "mail")
    assert publications.subscriber(1).state == state


@pytest.mark.parametrize(
    "given",
    ["", "anna", "a@b@c", "a b@c.example", "a@c.example\r\nBcc: x@y.example", "<a@b.c>", f"{'a' * 250}@b.example"],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(PublishingError):
        checked_address(given)


def test_an_address_keeps_its_name_as_it_is_written() -> None:
    assert checked_address(" Anna.Müller@Example.ORG ") == "Anna.Müller@example.org"
