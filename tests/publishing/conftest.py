"""A store with a standing clock, and the servers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import Clock, HttpServer, MailServer

from lagebild.delivery import MailMessenger
from lagebild.publishing.mail import Sender
from lagebild.publishing.smtp import SmtpServer, SmtpTransport
from lagebild.store import Publications, Store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def publications(tmp_path: Path, clock: Clock) -> Iterator[Publications]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        yield store.publications(clock)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def http_server() -> Iterator[HttpServer]:
    with HttpServer() as server:
        yield server


@pytest.fixture
def post_office(mail_server: MailServer) -> MailMessenger:
    transport = SmtpTransport(SmtpServer("127.0.0.1", mail_server.port, "none"), "reports@example.org")
    sender = Sender("reports@example.org", "Lagebild", "https://reports.example.org")
    return MailMessenger(transport, sender, "https://reports.example.org/subscribers", b"secret")
