"""The way to the network, played through without one."""

import gzip
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from lagebild.errors import InputError, MissingInput, NotText, TooLarge
from lagebild.model import Document
from lagebild.sources import ReadingOptions, documents
from lagebild.sources.addresses import is_public
from lagebild.sources.safe_fetch import FetchPolicy, safe_fetch

ARTICLE = b"<html><body><article><p>" + b"Russia attacked Ukraine on Monday. " * 20 + b"</p></article></body></html>"
PUBLIC = "93.184.216.34"
HOSTS: Mapping[str, list[str]] = {
    "news.example": [PUBLIC],
    "other.example": ["2606:2800:220:1:248:1893:25c8:1946"],
    "inside.example": ["10.0.0.7"],
    "half.example": [PUBLIC, "127.0.0.1"],
    "127.0.0.1": ["127.0.0.1"],
}
Handler = Callable[[httpx2.Request], httpx2.Response]


def resolver(host: str, port: int) -> list[str]:
    if host not in HOSTS:
        raise OSError("unknown host")
    return HOSTS[host]


def policy(handler: Handler, **limits: object) -> FetchPolicy:
    made = FetchPolicy(resolver=resolver, transport=lambda: httpx2.MockTransport(handler))
    return replace(made, **limits)


def served(body: bytes, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(200, headers=named, stream=httpx2.ByteStream(body))


def page(request: httpx2.Request) -> httpx2.Response:
    return served(b"Text", content_type="text/plain; charset=utf-8")


def hops(*locations: str) -> Handler:
    """A server that redirects from /0 to the locations one after the other, then answers."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        step = int(request.url.path.strip("/") or 0)
        if step < len(locations):
            return httpx2.Response(302, headers={"location": locations[step]})
        return page(request)

    return answer


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"],
)  # fmt: skip
def test_private_addresses_are_known_in_every_dress(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_the_connection_goes_to_the_vetted_address_with_the_name_of_the_host() -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return page(request)

    found = safe_fetch("https://news.example:8443/a?b=c", policy(answer))
    assert (found.url, found.media_type, found.body) == ("https://news.example:8443/a?b=c", "text/plain", b"Text")
    assert (seen[0].url.host, seen[0].url.port, seen[0].url.query) == (PUBLIC, 8443, b"b=c")
    assert seen[0].headers["host"] == "news.example:8443"
    assert seen[0].extensions["sni_hostname"] == "news.example"


@pytest.mark.parametrize("host", ["inside.example", "half.example", "127.0.0.1"])
def test_private_hosts_are_refused_unless_allowed(host: str) -> None:
    with pytest.raises(MissingInput, match="LAGEBILD_ALLOW_PRIVATE_NETWORKS"):
        safe_fetch(f"http://{host}/", policy(page))
    assert safe_fetch(f"http://{host}/", policy(page, allow_private=True)).body == b"Text"


def test_every_redirect_is_vetted_anew() -> None:
    with pytest.raises(MissingInput, match="not on the public Internet"):
        safe_fetch("http://news.example/0", policy(hops("http://other.example/1", "http://inside.example/2")))
    found = safe_fetch("http://news.example/0", policy(hops("http://other.example/1", "//news.example/2", "/3")))
    assert found.url == "http://news.example/3"


def test_the_sixth_redirect_is_one_too_many() -> None:
    assert safe_fetch("http://news.example/0", policy(hops(*(f"/{n}" for n in range(1, 6))))).body == b"Text"
    with pytest.raises(MissingInput, match="more than 5 redirects"):
        safe_fetch("http://news.example/0", policy(hops(*(f"/{n}" for n in range(1, 7)))))


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://news.example/",
        "gopher://news.example/",
        "http://user:pw@news.example/",
        "http:///x",
    ],
)
def test_other_schemes_and_user_names_are_refused_on_every_hop(target: str) -> None:
    for url, answer in ((target, page), ("http://news.example/0", hops(target))):
        with pytest.raises(MissingInput):
            safe_fetch(url, policy(answer))


@pytest.mark.parametrize(
    ("body", "headers"),
    [(b"x" * 2000, {}), (gzip.compress(b"x" * 5_000_000), {"content_encoding": "gzip"})],
)
def test_a_page_above_the_limit_is_refused_packed_or_not(body: bytes, headers: dict[str, str]) -> None:
    with pytest.raises(TooLarge):
        safe_fetch("http://news.example/", policy(lambda _: served(body, **headers), max_bytes=1000))


def test_packed_pages_are_unpacked() -> None:
    body = gzip.compress(b"Text")
    found = safe_fetch("http://news.example/", policy(lambda _: served(body, content_encoding="gzip")))
    assert found.body == b"Text"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (lambda _: httpx2.Response(404), MissingInput),
        (lambda _: httpx2.Response(302), MissingInput),
        (lambda _: served(b"", content_encoding="br"), NotText),
        (lambda _: served(b"no gzip", content_encoding="gzip"), MissingInput),
        (lambda _: httpx2.Response(302, headers={"location": "http://["}), MissingInput),
    ],
)
def test_bad_answers_are_errors_of_the_address(answer: Handler, kind: type) -> None:
    with pytest.raises(kind) as caught:
        safe_fetch("http://news.example/", policy(answer))
    assert isinstance(caught.value, InputError)
    assert caught.value.source == "http://news.example/"


def test_broken_connections_try_the_next_address_and_then_give_up() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    with pytest.raises(MissingInput, match="refused"):
        safe_fetch("http://half.example/", policy(answer, allow_private=True))
    with pytest.raises(MissingInput, match="cannot be found"):
        safe_fetch("http://nowhere.example/", policy(page))


def test_a_slow_server_is_left() -> None:
    with pytest.raises(MissingInput, match="too slow"):
        safe_fetch("http://news.example/", policy(page, seconds=-1.0))


@pytest.mark.parametrize(
    ("media_type", "body", "text"),
    [
        ("text/plain", b"Text", "Text"),
        ("application/x-ndjson", b'{"text": "Text"}\n', "Text"),
        ("text/html", ARTICLE, "Russia attacked"),
    ],
)  # fmt: skip
def test_addresses_are_inputs_like_files(media_type: str, body: bytes, text: str) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return served(body, content_type=media_type)

    (found,) = documents(["https://news.example/a"], ReadingOptions(fetching=policy(answer)))
    assert isinstance(found, Document)
    assert found.text.startswith(text)


def test_an_address_of_another_kind_is_refused() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return served(b"%PDF", content_type="application/pdf")

    (found,) = documents(["https://news.example/a"], ReadingOptions(fetching=policy(answer)))
    assert isinstance(found, MissingInput)
    assert "application/pdf" in found.describe()


class Local(BaseHTTPRequestHandler):
    """A real server: ``/`` redirects to ``/page``."""

    def do_GET(self) -> None:
        body = gzip.compress(b"Text")
        self.send_response(301 if self.path == "/" else 200)
        self.send_header("Location", "/page")
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def local() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Local)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_over_a_real_connection(local: str) -> None:
    allowed = FetchPolicy(allow_private=True, resolver=lambda host, port: ["127.0.0.1"])
    assert safe_fetch(local, allowed).body == b"Text"
    with pytest.raises(MissingInput, match="not on the public Internet"):
        safe_fetch(local, FetchPolicy())
