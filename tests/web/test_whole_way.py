"""From the wish to subscribe to the last message, through real servers for mail and pages."""

import contextlib
import re
import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lagebild import issuing
from lagebild.errors import PublishingError, UsageError
from lagebild.settings import load_settings
from lagebild.store import Store, Subscription
from lagebild.web.serving import Server
from lagebild.web.sites import sites
from tests.publishing.fakes import MailServer, issue

ANNA = Subscription("email", "anna@example.org", lang="de")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mail_server: MailServer) -> Iterator[Store]:
    """A store set up to send mail whose links lead to a port of the loopback that was free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = {
        "SUBSCRIBER_URL": f"http://127.0.0.1:{port}/subscribers", "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mail_server.port), "SMTP_SECURITY": "none", "MAIL_FROM": "reports@example.org",
        "DATA_FOLDER": str(tmp_path / "data"), "SETTINGS": str(tmp_path / "none.toml"),
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(f"LAGEBILD_{name}", value)
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as opened:
        yield opened


@pytest.fixture
def server(store: Store) -> Iterator[Server]:
    settings = load_settings()
    port = urlsplit(settings.subscriber_url).port or 0
    with Server("127.0.0.1", port, sites(store, settings), lambda _: None) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join(10)


def opened(address: str, body: bytes | None = None) -> str:
    """What a browser without a proxy gets."""
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with contextlib.closing(browser.open(urllib.request.Request(address, body), timeout=10)) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def send(store: Store) -> dict[str, int]:
    return dict(issuing.send_by_settings(store.publications(), load_settings()))


def test_what_is_missing_is_named_before_anything_is_served(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        sites(store, load_settings(), tmp_path / "bundle")
    monkeypatch.delenv("LAGEBILD_SUBSCRIBER_URL")
    with pytest.raises(PublishingError, match="LAGEBILD_SUBSCRIBER_URL"):
        sites(store, load_settings())


@pytest.mark.usefixtures("server")
def test_subscribe_confirm_read_and_leave_with_one_click(store: Store, mail_server: MailServer) -> None:
    one, _ = issuing.subscribe(store.publications(), ANNA, load_settings())
    assert send(store) == {"sent": 1}
    request = mail_server.taken[0][1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = re.search(r"http://\S+/subscribers/confirm\?token=\S+", request)
    assert link
    assert "<button>Bestätigen</button>" in opened(link[0])
    store.publications().issue(issue("border/1/de", lang="de"), {})
    assert send(store) == {}
    assert "Bestätigt" in opened(link[0], b"")
    store.publications().issue(issue("border/2/de", lang="de", title="Zweiter"), {})
    assert send(store) == {"sent": 1}
    digest = mail_server.taken[1][1]
    assert digest["Subject"] == "Zweiter"
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    store.publications().issue(issue("border/3/de", lang="de"), {})
    leave = digest["List-Unsubscribe"].strip("<>")
    assert "Abbestellt" in opened(leave, b"List-Unsubscribe=One-Click")
    store.publications().issue(issue("border/4/de", lang="de"), {})
    assert send(store) == {}
    assert len(mail_server.taken) == 2
    assert store.publications().subscriber(one.number).state == "unsubscribed"
