"""The process is killed at 100 random points while it sends; nobody gets an issue twice, and none is lost unseen."""

import datetime as dt
import multiprocessing
import os
import random
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from fakes import NOON, Clock, HttpServer, MailServer, issue

from lagebild.delivery import MailMessenger, Messenger, Run, TelegramMessenger, WebhookMessenger, send_due
from lagebild.publishing.mail import Sender
from lagebild.publishing.posting import PostPolicy
from lagebild.publishing.smtp import SmtpServer, SmtpTransport
from lagebild.publishing.telegram import TelegramTransport, messages
from lagebild.publishing.webhook import WebhookTransport
from lagebild.store import Store, Subscription

RUNS, MAILBOXES = 100, 3
LONG = issue("long", summary="\n\n".join(f"Paragraph {number}. " + "word " * 300 for number in range(6)))
SHORT = issue("short")
LATER = NOON + dt.timedelta(hours=1)


class Servers(NamedTuple):
    """Where the servers listen."""

    mail: int
    http: str


def messengers(servers: Servers) -> dict[str, Messenger]:
    smtp = SmtpTransport(SmtpServer("127.0.0.1", servers.mail, "none"), "reports@example.org")
    policy = PostPolicy(allow_private=True)
    return {
        "email": MailMessenger(smtp, Sender("reports@example.org"), "https://example.org", b"secret"),
        "telegram": TelegramMessenger(TelegramTransport("1:token", policy, servers.http)),
        "webhook": WebhookMessenger(WebhookTransport(policy), b"secret"),
    }


def send_until_killed(path: str, servers: Servers, limit: int | None, counted: Any) -> None:
    """Sends all; ends by SIGKILL at the n-th call or return of a function, down to those of sockets and SQLite."""
    passed = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == limit:
            os.kill(os.getpid(), signal.SIGKILL)

    with Store.open(path) as store:
        sys.setprofile(count)
        try:
            send_due(store.publications(Clock()), messengers(servers), Run(Clock(), lambda: 0.0))
        finally:
            sys.setprofile(None)
    counted.value = passed


def fresh_store(path: Path, http: str) -> None:
    with Store.open(str(path)) as store:
        publications = store.publications(Clock())
        for number in range(MAILBOXES):
            publications.subscribe(Subscription("email", f"{number}@example.org"), confirmed=True)
        publications.subscribe(Subscription("telegram", "@channel"), confirmed=True)
        publications.subscribe(Subscription("webhook", f"{http}/hook"), confirmed=True)
        for one in (LONG, SHORT):
            publications.issue(one, {})


def arrived(mail: MailServer, http: HttpServer) -> Counter[tuple[str, str]]:
    """How often each message came: by recipient and text."""
    found = Counter((to, message["Message-ID"]) for to, message in mail.taken)
    found.update((path, body.decode()) for path, _, body in http.taken)
    return found


def test_whenever_it_is_killed_each_gets_each_issue_once(
    tmp_path: Path, mail_server: MailServer, http_server: HttpServer
) -> None:
    chance, servers = random.Random(1), Servers(mail_server.port, http_server.url)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lagebild.delivery", "test_kill"])
    template = tmp_path / "template.sqlite"
    fresh_store(template, http_server.url)
    total = context.Value("q", 0)

    def once(limit: int | None) -> tuple[int, Path]:
        path = tmp_path / "store.sqlite"
        shutil.copy(template, path)
        mail_server.taken.clear()
        http_server.taken.clear()
        process = context.Process(target=send_until_killed, args=(str(path), servers, limit, total))
        process.start()
        process.join(60)
        assert process.exitcode is not None
        return process.exitcode, path

    assert once(None)[0] == 0
    undisturbed = arrived(mail_server, http_server)
    assert len(undisturbed) == MAILBOXES + len(messages(LONG, "")) + len(messages(SHORT, "")) + 2
    killed = doubtful = 0
    for _ in range(RUNS):
        code, path = once(chance.randint(1, total.value))
        killed += code == -signal.SIGKILL
        with Store.open(str(path)) as store:
            publications = store.publications(Clock(LATER))
            send_due(publications, messengers(servers), Run(Clock(LATER), lambda: 0.0))
            uncertain = publications.deliveries("uncertain")
            assert publications.deliveries("pending", "claimed", "sending", "failed") == []
        found = arrived(mail_server, http_server)
        assert max(found.values()) == 1
        assert set(found) <= set(undisturbed)
        assert len({one.subscriber for one in uncertain}) <= 1
        if not uncertain:
            assert found == undisturbed
        doubtful += bool(uncertain)
        for extra in path.parent.glob("store.sqlite*"):
            extra.unlink()
    assert killed > RUNS * 0.9
    print(f"{RUNS} runs, {killed} killed, {doubtful} with a message of which the answer was lost")
