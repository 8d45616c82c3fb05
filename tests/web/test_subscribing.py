"""Pages for subscribers, asked for by real requests on the loopback."""

import datetime as dt
import re
import socket
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import quote

import pytest

from lagebild.errors import StoreError, UsageError
from lagebild.publishing.tokens import token
from lagebild.store import Publications, Subscription
from lagebild.web.answers import Request
from lagebild.web.serving import LARGEST_BODY, Server
from lagebild.web.subscribing import SubscriberPages
from tests.publishing.fakes import Clock
from tests.web.conftest import SECRET

ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Got(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str

    def told(self) -> tuple[int, str]:
        """All but the headers, which hold the time."""
        return self.status, self.text


def ask(server: Server, method: str, path: str, body: bytes | None = None, **headers: str) -> Got:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named | (FORM if body else {}))
        answer = connection.getresponse()
        return Got(answer.status, dict(answer.getheaders()), answer.read().decode())
    finally:
        connection.close()


def raw(server: Server, content: bytes) -> bytes:
    """What comes back for bytes that are no proper request."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(content)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(4096), b""))


def asked(publications: Publications, **wish: str) -> tuple[int, dt.datetime]:
    one = publications.subscribe(Subscription("email", "anna@example.org", **wish), confirmed=False)  # type: ignore[arg-type]
    return one.number, one.asked_at


def link(purpose: str, to: tuple[int, dt.datetime], before: str = "") -> str:
    return f"{before}/{purpose}?token={quote(token(SECRET, purpose, *to))}"  # type: ignore[arg-type]


def state(publications: Publications, to: tuple[int, dt.datetime]) -> str:
    return publications.subscriber(to[0]).state


@pytest.mark.parametrize("before", ["", "/subscribers"])
def test_only_the_button_confirms(server: Server, publications: Publications, before: str) -> None:
    to = asked(publications)
    for method in ("GET", "HEAD", "GET"):
        assert ask(server, method, link("confirm", to, before)).status == 200
    assert state(publications, to) == "asked"
    assert '<form method="post"><button>Confirm</button>' in ask(server, "GET", link("confirm", to, before)).text
    for _ in range(2):
        done = ask(server, "POST", link("confirm", to, before), b"")
        assert (done.status, "Confirmed" in done.text, "<form" in done.text) == (200, True, False)
    assert state(publications, to) == "confirmed"


@pytest.mark.parametrize("body", [ONE_CLICK, b"", b"anything"])
def test_one_click_leaves_with_no_further_question(server: Server, publications: Publications, body: bytes) -> None:
    to = asked(publications)
    assert "<form" in ask(server, "GET", link("unsubscribe", to)).text
    assert state(publications, to) == "asked"
    for _ in range(2):
        left = ask(server, "POST", link("unsubscribe", to), body)
        assert (left.status, "<form" in left.text) == (200, False)
    assert state(publications, to) == "unsubscribed"
    assert ask(server, "POST", link("confirm", to), b"").status == 404
    assert state(publications, to) == "unsubscribed"


@pytest.mark.parametrize(("lang", "word"), [("de", "Bestätigen"), ("ru", "Подтвердить"), ("en", "Confirm")])
def test_pages_are_in_the_language_of_the_subscriber(
    server: Server, publications: Publications, lang: str, word: str
) -> None:
    page = ask(server, "GET", link("confirm", asked(publications, lang=lang)), Accept_Language="fr, ru;q=0.5").text
    assert f'<html lang="{lang}">' in page
    assert f"<button>{word}</button>" in page


@pytest.mark.parametrize(
    ("header", "lang"),
    [("ru-RU, en;q=0.5", "ru"), ("fr, de;q=0.7, en;q=0.3", "de"), ("fr", "en"), ("de;q=0, ru;q=x", "ru"), (";;,=", "en")],
)  # fmt: skip
def test_who_wants_all_languages_reads_that_of_the_browser(
    server: Server, publications: Publications, header: str, lang: str
) -> None:
    page = ask(server, "GET", link("confirm", asked(publications)), Accept_Language=header).text
    assert f'<html lang="{lang}">' in page


def test_all_that_is_no_token_gets_one_answer(server: Server, publications: Publications, clock: Clock) -> None:
    to = asked(publications)
    good = token(SECRET, "confirm", *to)
    stranger = token(SECRET, "confirm", to[0] + 7, to[1])
    forged = (
        token(b"other", "confirm", *to),
        token(SECRET, "unsubscribe", *to),
        good[:-1],
        "",
        "1.2.3",
        "ä" * 40,
        "x" * 900,
    )
    for method, body in (("GET", None), ("POST", b"")):
        answers = {ask(server, method, f"/confirm?token={quote(one)}", body).told() for one in forged}
        answers.add(ask(server, method, "/confirm", body).told())
        assert len(answers) == 1
        assert answers.pop()[0] == 404
    clock.forward(days=8)
    answers = {ask(server, "POST", f"/confirm?token={quote(one)}", b"").told() for one in (good, *forged, stranger)}
    assert len(answers) == 1
    assert state(publications, to) == "asked"


def test_answers_keep_the_token_to_themselves(server: Server, publications: Publications, lines: list[str]) -> None:
    to = asked(publications)
    page = ask(server, "GET", link("confirm", to))
    ask(server, "POST", link("unsubscribe", to), ONE_CLICK)
    ask(server, "GET", f"/else{link('confirm', to)}")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in page.headers
    given = token(SECRET, "confirm", *to)
    assert given not in page.text
    assert [line.split()[-3:] for line in lines] == [
        ["GET", "confirm", "200"], ["POST", "unsubscribe", "200"], ["GET", "–", "404"],
    ]  # fmt: skip
    assert given.rpartition(".")[2] not in "".join(lines)
    assert "b'secret'" not in repr(server.sites)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"POST %b HTTP/1.1\r\nContent-Length: 5000\r\n\r\n", 413),
        (b"POST %b HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
        (b"POST %b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"POST %b HTTP/1.1\r\n\r\n", 411),
        (b"POST %b HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 411),
        (b"POST %b HTTP/1.1\r\nContent-Length: 26\r\n\r\nList", 400),
        (b"POST http://elsewhere/unsubscribe HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 400),
        (b"DELETE %b HTTP/1.1\r\n\r\n", 501),
        (b"GET /%b" + b"x" * 3000 + b" HTTP/1.1\r\n\r\n", 400),
        (b"GET /%b" + b"x" * 70000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
    ],
)
def test_what_is_no_proper_request_changes_nothing(
    server: Server, publications: Publications, content: bytes, status: int
) -> None:
    to = asked(publications)
    answer = raw(server, content.replace(b"%b", link("unsubscribe", to).encode()))
    assert int(answer.split()[1]) == status
    assert b"elsewhere" not in answer
    assert state(publications, to) == "asked"


def test_the_largest_body_is_taken(server: Server, publications: Publications) -> None:
    to = asked(publications)
    assert ask(server, "POST", link("unsubscribe", to), b"x" * LARGEST_BODY).status == 200


def test_other_pages_and_methods_are_refused(publications: Publications, server: Server) -> None:
    for path in (
        "/",
        "/subscribers",
        "/confirm/",
        "/confirmed",
        "/subscribers/subscribers/confirm",
        "//confirm",
        "/..%2fconfirm",
    ):
        assert ask(server, "GET", path).status == 404
    assert SubscriberPages(publications, SECRET).answer(Request("PUT", "/confirm")).status == 405  # type: ignore[union-attr]


def test_a_store_that_cannot_be_asked_says_so_in_no_detail(
    server: Server, publications: Publications, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = asked(publications)

    def refuse(*_: object) -> bool:
        raise StoreError("the database refuses: password wrong")

    monkeypatch.setattr(publications, "unsubscribe", refuse)
    answer = ask(server, "POST", link("unsubscribe", to), ONE_CLICK)
    assert answer.status == 503
    assert "password" not in answer.text


def test_a_fault_is_no_end_of_the_server(
    server: Server, publications: Publications, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = asked(publications)
    with monkeypatch.context() as patched:
        patched.setattr(publications, "subscriber", lambda _: 1 / 0)
        assert ask(server, "GET", link("confirm", to)).status == 500
    assert ask(server, "GET", link("confirm", to)).status == 200


def test_a_port_that_is_taken_is_named(server: Server) -> None:
    with pytest.raises(UsageError, match=rf"127\.0\.0\.1:{server.server_port}: cannot listen"):
        Server("127.0.0.1", server.server_port, ())


def test_the_page_needs_nothing_from_elsewhere(server: Server, publications: Publications) -> None:
    page = ask(server, "GET", link("confirm", asked(publications))).text
    assert re.findall(r"(?:src|href|url|action)\s*[=(]", page) == []
