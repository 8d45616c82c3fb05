"""A small server for few readers, made to stand behind one that does the encryption.

Every connection carries one request, may take no longer than ``PATIENCE`` and is one of at most ``MOST``. Nothing that
a request says goes into the log but its method and what answered: links hold what lets one in.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from shutil import copyfileobj
from socket import AF_INET, AF_INET6, SHUT_RDWR, socket
from typing import Any, Protocol
from urllib.parse import urlsplit

from lagebild.errors import UsageError
from lagebild.web.answers import SAFE, Answer, Request, plain

#: Seconds that a connection may say nothing, and that it may take in all.
SILENCE, PATIENCE = 10, 60
#: Connections at one time; more are closed at once.
MOST = 64
#: Bytes of a body: RFC 8058 sends 26, as a form of two parts some hundred.
LARGEST_BODY = 4096
LONGEST_PATH = 2000
METHODS = ("GET", "HEAD", "POST")


class Site(Protocol):
    """Something that answers requests."""

    def answer(self, request: Request) -> Answer | None:
        """The answer; None where it has none."""


Log = Callable[[str], None]


def log_line(line: str) -> None:
    """A line of the log, on standard error."""
    print(line, file=sys.stderr, flush=True)


class Server(ThreadingHTTPServer):
    """Asks its sites in turn; ``address`` is where it listens."""

    daemon_threads = True
    request_queue_size = MOST

    def __init__(self, host: str, port: int, sites: Sequence[Site], log: Log = log_line) -> None:
        self.sites, self.log = tuple(sites), log
        self._free = threading.BoundedSemaphore(MOST)
        self.address_family = AF_INET6 if ":" in host else AF_INET
        try:
            super().__init__((host, port), Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"cannot listen there ({reason})", source=f"{host}:{port}") from error

    @property
    def address(self) -> str:
        """Where it can be reached from here."""
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def server_bind(self) -> None:
        """Takes the port without asking any name server what this machine is called."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def answer(self, request: Request) -> Answer:
        """The answer of the first site that has one."""
        found = (site.answer(request) for site in self.sites)
        return next((one for one in found if one is not None), None) or plain(404, "not found")

    def process_request(self, request: Any, client_address: Any) -> None:
        """Takes a connection where there is room for one more."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answers on one connection and cuts it off where it takes too long."""
        timer = threading.Timer(PATIENCE, _cut_off, (request,))
        timer.daemon = True
        timer.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            timer.cancel()
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Notes that an answer did not get through, and of what kind the reason was."""
        del request, client_address
        kind = sys.exc_info()[0]
        self.log(f"broken off: {kind.__name__ if kind else 'unknown'}")


class Handler(BaseHTTPRequestHandler):
    """One request on one connection."""

    server: Server
    timeout = SILENCE

    def do_GET(self) -> None:
        """Answers GET."""
        self._answer()

    do_HEAD = do_POST = do_GET

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Says what cannot be read without repeating any of it."""
        del message, explain
        self._send(plain(code, "not implemented" if code == 501 else "bad request", Connection="close"))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: requests hold tokens."""

    def _answer(self) -> None:
        refused = self._read_body() if self.command == "POST" else None
        self._send(refused or self._asked())

    def _asked(self) -> Answer:
        if len(self.path) > LONGEST_PATH or not self.path.startswith("/"):
            return plain(400, "bad request")
        try:
            asked = urlsplit(self.path)
        except ValueError:
            return plain(400, "bad request")
        languages = self.headers.get("Accept-Language", "")
        try:
            return self.server.answer(Request(self.command, asked.path, asked.query, languages))
        except Exception as fault:
            self.server.log(f"a fault in lagebild: {type(fault).__name__}")
            return plain(500, "a fault in the server")

    def _read_body(self) -> Answer | None:
        """Reads a body away, which says nothing that the address does not; an answer where it is none to be read."""
        told = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not (told.isascii() and told.isdecimal()):
            return plain(411, "length required")
        if len(told) > 9 or int(told) > LARGEST_BODY:
            return plain(413, "too large")
        return None if len(self.rfile.read(int(told))) == int(told) else plain(400, "bad request")

    def _send(self, answer: Answer) -> None:
        method = self.command if self.command in METHODS else "?"
        self.server.log(f"{formatdate(usegmt=True)} {method} {answer.name} {answer.status}")
        if isinstance(answer.content, bytes):
            self._send_head(answer, len(answer.content))
            if self.command != "HEAD":
                self.wfile.write(answer.content)
        else:
            with answer.content.open("rb") as file:
                self._send_head(answer, os.fstat(file.fileno()).st_size)
                if self.command != "HEAD":
                    copyfileobj(file, self.wfile)

    def _send_head(self, answer: Answer, size: int) -> None:
        self.send_response_only(answer.status)
        told = {"Date": formatdate(usegmt=True), "Content-Type": answer.media_type, "Content-Length": str(size)}
        for name, value in {**told, **SAFE, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()


def _cut_off(connection: socket) -> None:
    try:
        connection.shutdown(SHUT_RDWR)
    except OSError:
        return
