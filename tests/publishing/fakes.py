"""Real servers on the loopback that stand for a mail server, for Telegram and for a receiver of webhooks."""

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from lagebild.model import Issue, IssueFile
from lagebild.publishing.addresses import media_type

NOON = dt.datetime(2022, 9, 14, 12, tzinfo=dt.UTC)


class Clock:
    """A clock that stands until it is set forward."""

    def __init__(self, now: dt.datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


def issue(ident: str = "border/1/en", **changes: Any) -> Issue:
    given = {
        "id": ident, "kind": "report", "situation": "border", "lang": "en", "number": 1, "issued_at": NOON,
        "title": "Border clash: report 1", "summary": "Fighting went on.\n\nBoth sides blame each other.",
    }  # fmt: skip
    return Issue(**{**given, **changes})


def with_files(ident: str = "border/1/en", **contents: bytes) -> tuple[Issue, dict[str, bytes]]:
    """An issue with a file for each format."""
    files = tuple(
        IssueFile(
            format=form, media_type=media_type(form), sha256=hashlib.sha256(content).hexdigest(), size=len(content)
        )
        for form, content in contents.items()
    )
    return issue(ident, files=files), {hashlib.sha256(content).hexdigest(): content for content in contents.values()}


class AnyPort(Controller):
    """Listens where there is room, and knows where that was before it tries itself."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """Keeps what it takes; ``answers`` are given in the place of its own, by command."""

    def __init__(self, **options: Any) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.answers: dict[str, list[str]] = {}
        self.controller = AnyPort(self, hostname="127.0.0.1", port=0, ready_timeout=10, enable_SMTPUTF8=True, **options)

    @property
    def port(self) -> int:
        return int(self.controller.port)

    def __enter__(self) -> Self:
        self.controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.controller.stop()

    def _answer(self, command: str) -> str | None:
        waiting = self.answers.get(command)
        return waiting.pop(0) if waiting else None

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if found := self._answer("RCPT"):
            return found
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        found = self._answer("DATA")
        if found and not found.startswith("lost"):
            return found
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append((envelope.rcpt_tos[0], message))
        if found:
            assert server.transport is not None
            server.transport.abort()
        return "250 OK"


class QuietServer(ThreadingHTTPServer):
    """Says nothing of clients that were killed."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class HttpServer:
    """Keeps what is posted; ``answers`` are given first, after that every post succeeds."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str], dict[str, Any]] | None] = []
        keep = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 10

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                content = self.rfile.read(length)
                if len(content) < length:  # the client was killed half-way through
                    self.close_connection = True
                    return
                answer = keep.answers.pop(0) if keep.answers else (200, {}, {"ok": True, "result": {}})
                if answer is None or answer[0] < 300:
                    keep.taken.append((self.path, {k.lower(): v for k, v in self.headers.items()}, content))
                if answer is None:
                    self.close_connection = True
                    return
                body = json.dumps(answer[2]).encode()
                self.send_response(answer[0])
                for name, value in {**answer[1], "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(10)


Commit = Callable[[], None]
