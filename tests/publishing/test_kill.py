"""The process is killed at 100 random points while it sends; nobody gets an issue twice, and none is lost unseen."""

import datetime as dt
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from contextlib import closing
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


def messengers(servers: Servers, run: int) -> dict[str, Messenger]:
    """All channels; what they send names the run, since a server may get to it only when the next one has begun."""
    smtp = SmtpTransport(SmtpServer("127.0.0.1", servers.mail, "none"), "reports@example.org")
    policy = PostPolicy(allow_private=True)
    return {
        "email": MailMessenger(smtp, Sender(f"{run}@example.org"), "https://example.org", b"secret"),
        "telegram": TelegramMessenger(TelegramTransport("1:token", policy, f"{servers.http}/{run}")),
        "webhook": WebhookMessenger(WebhookTransport(policy), b"secret"),
    }


def send_until_killed(path: str, servers: Servers, run: int, limit: int | None, counted: Any) -> None:
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
            send_due(store.publications(Clock()), messengers(servers, run), Run(Clock(), lambda: 0.0))
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


def copied(template: Path, run: int, http: str) -> Path:
    """The store of one run, whose webhook names it."""
    path = template.with_name(f"{run}.sqlite")
    shutil.copy(template, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE subscribers SET address = ? WHERE channel = 'webhook'", (f"{http}/{run}/hook",))
    return path


def arrived(mail: MailServer, http: HttpServer, run: int) -> Counter[tuple[str, str]]:
    """How often each message of a run has come: by recipient or path, and text."""
    mails = [(to, message["Message-ID"]) for to, message in mail.taken if f"<{run}@" in message["From"]]
    posts = [
        (path.removeprefix(f"/{run}"), body.decode()) for path, _, body in http.taken if path.startswith(f"/{run}/")
    ]
    return Counter([*mails, *posts])


def test_whenever_it_is_killed_each_gets_each_issue_once(
    tmp_path: Path, mail_server: MailServer, http_server: HttpServer
) -> None:
    chance, servers = random.Random(1), Servers(mail_server.port, http_server.url)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lagebild.delivery", "test_kill"])
    template = tmp_path / "template.sqlite"
    fresh_store(template, http_server.url)
    total = context.Value("q", 0)

    def once(run: int, limit: int | None) -> tuple[int, Path]:
        path = copied(template, run, http_server.url)
        process = context.Process(target=send_until_killed, args=(str(path), servers, run, limit, total))
        process.start()
        process.join(60)
        assert process.exitcode is not None
        return process.exitcode, path

    assert once(0, None)[0] == 0
    undisturbed = arrived(mail_server, http_server, 0)
    assert len(undisturbed) == MAILBOXES + len(messages(LONG, "")) + len(messages(SHORT, "")) + 2
    killed = 0
    doubtful = set()
    for run in range(1, RUNS + 1):
        code, path = once(run, chance.randint(1, total.value))
        killed += code == -signal.SIGKILL
        with Store.open(str(path)) as store:
            publications = store.publications(Clock(LATER))
            send_due(publications, messengers(servers, run), Run(Clock(LATER), lambda: 0.0))
            uncertain = publications.deliveries("uncertain")
            assert publications.deliveries("pending", "claimed", "sending", "failed") == []
        assert len({one.subscriber for one in uncertain}) <= 1
        if uncertain:
            doubtful.add(run)
        path.unlink()
    for run in range(1, RUNS + 1):
        found = arrived(mail_server, http_server, run)
        assert max(found.values()) == 1
        assert found == undisturbed or (run in doubtful and set(found) <= set(undisturbed))
    assert killed > RUNS * 0.9
    assert 0 < len(doubtful) < RUNS / 2
    print(f"{RUNS} runs, {killed} killed, {len(doubtful)} with a message of which the answer was lost")
