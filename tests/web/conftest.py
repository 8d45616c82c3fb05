"""A server on the loopback with the pages of a store, for as long as a test runs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lagebild.store import Publications, Store
from lagebild.web.serving import Server, Site
from lagebild.web.subscribing import SubscriberPages
from tests.publishing.fakes import Clock, MailServer

SECRET = b"secret"
Serve = Callable[..., Server]


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
def lines() -> list[str]:
    """What the server logs."""
    return []


@pytest.fixture
def serve(lines: list[str]) -> Iterator[Serve]:
    """Starts a server with some sites; it is stopped when the test is over."""
    with ExitStack() as stack:

        def start(*sites: Site) -> Server:
            server = stack.enter_context(Server("127.0.0.1", 0, sites, lines.append))
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
            thread.start()
            stack.callback(thread.join, 10)
            stack.callback(server.shutdown)
            return server

        yield start


@pytest.fixture
def server(serve: Serve, publications: Publications, clock: Clock) -> Server:
    return serve(SubscriberPages(publications, SECRET, "https://reports.example.org/subscribers", clock=clock))
