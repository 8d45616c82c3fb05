"""Sending by SMTP, with the moment from which a message may have arrived marked exactly.

Nothing is delivered before the server has seen the full stop that ends the message (RFC 5321, 4.1.1.4). ``commit`` is
called before the message is put through; when the answer to its end is lost, AnswerLost says so.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from typing import Literal

from lagebild.errors import AnswerLost, DeliveryRefused

Security = Literal["tls", "starttls", "none"]
READY, GO_ON, DONE = 220, 354, 250
#: An answer of 5xx is for good, all others may change.
FOR_GOOD = range(500, 600)
#: Answers to a recipient that does not exist (RFC 5321, 4.2.2), unless the reason is a policy (RFC 3463: X.7).
NO_SUCH_MAILBOX, POLICY = frozenset({550, 551, 553}), "5.7"


@dataclass(frozen=True)
class SmtpServer:
    """Where and how mail is handed in. The password is not shown where the server is printed."""

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    seconds: float = 30.0
    context: ssl.SSLContext | None = field(default=None, repr=False)


@dataclass(frozen=True)
class SmtpTransport:
    """Hands messages to one server, each over a connection of its own."""

    server: SmtpServer
    envelope_from: str

    def send(self, message: EmailMessage, recipient: str, commit: Callable[[], None]) -> None:
        """Returns when the server has taken the message; raises DeliveryRefused or AnswerLost."""
        with self._connection() as client:
            utf8 = not (recipient.isascii() and self.envelope_from.isascii())
            content = message.as_bytes(policy=policy.SMTPUTF8 if utf8 else policy.SMTP)
            _envelope(client, self.envelope_from, recipient, utf8)
            commit()
            _hand_over(client, content)

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        try:
            client = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryRefused(f"no connection to the mail server ({_reason(error)})") from None
        try:
            yield client
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryRefused(f"the mail server broke off ({_reason(error)})") from None
        finally:
            with suppress(OSError, smtplib.SMTPException):
                client.quit()
            client.close()

    def _context(self) -> ssl.SSLContext:
        return self.server.context or ssl.create_default_context()

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        client: smtplib.SMTP
        if server.security == "tls":
            client = smtplib.SMTP_SSL(server.host, server.port, timeout=server.seconds, context=self._context())
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
        try:
            client.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                client.starttls(context=self._context())
                client.ehlo()
            if server.user and server.password:
                client.login(server.user, server.password)
        except BaseException:
            client.close()
            raise
        return client


def _envelope(client: smtplib.SMTP, sender: str, recipient: str, utf8: bool) -> None:
    if utf8 and not client.has_extn("smtputf8"):
        raise DeliveryRefused("the mail server does not take addresses with such letters", permanent=True)
    _expect(client.mail(sender, ["SMTPUTF8", "BODY=8BITMIME"] if utf8 else []))
    _expect(client.rcpt(recipient), about_recipient=True)
    _expect(client.docmd("DATA"), GO_ON)


def _hand_over(client: smtplib.SMTP, content: bytes) -> None:
    """Puts the message through; lines that begin with a full stop get a second one (RFC 5321, 4.5.2)."""
    lines = re.sub(rb"(?m)^\.", b"..", content)
    try:
        client.send(lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        answer = client.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise AnswerLost(f"the connection broke before the mail server answered ({_reason(error)})") from None
    _expect(answer)


def _expect(answer: tuple[int, bytes], wanted: int = DONE, *, about_recipient: bool = False) -> None:
    code, text = answer
    if code == wanted or (wanted == DONE and code == DONE + 1):
        return
    said = " ".join(text.decode("utf-8", "replace").split())[:200]
    gone = about_recipient and code in NO_SUCH_MAILBOX and not said.startswith(POLICY)
    raise DeliveryRefused(f"the mail server says {code} {said}", permanent=code in FOR_GOOD, gone=gone)


def _reason(error: Exception) -> str:
    """Class and code of an error, never its text: that of a failed log-in could carry what was sent."""
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
