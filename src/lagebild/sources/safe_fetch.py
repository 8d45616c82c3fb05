"""The only way to the network: public addresses, few redirects, a limit of size and time.

The host of every hop is resolved once, its addresses are vetted, and the connection goes to the vetted address itself,
so that a name cannot resolve to something else between the check and the connection (DNS rebinding).
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx2

from lagebild import __version__
from lagebild.errors import InputError, MissingInput, NotText, TooLarge
from lagebild.sources.addresses import Resolver, resolve, vetted

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CONNECT_SECONDS, READ_SECONDS = 10.0, 20.0
HEADERS = {
    "User-Agent": f"lagebild/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain,application/x-ndjson;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip",
}
PORTS = {"http": 80, "https": 443}
#: Window bits with which zlib reads gzip and zlib headers alike.
ANY_HEADER = 47


@dataclass(frozen=True)
class FetchPolicy:
    """Limits of one fetch; ``resolver`` and ``transport`` are seams for tests and unusual networks."""

    allow_private: bool = False
    max_bytes: int = 10_000_000
    seconds: float = 60.0
    resolver: Resolver = resolve
    transport: Callable[[], httpx2.BaseTransport] | None = None


@dataclass(frozen=True)
class Page:
    """What an address gave: the address after all redirects, media type in lower case, body unpacked."""

    url: str
    media_type: str
    body: bytes


def safe_fetch(url: str, policy: FetchPolicy) -> Page:
    """The page behind an address; raises MissingInput, TooLarge or NotText, whatever goes wrong on the way."""
    deadline = time.monotonic() + policy.seconds
    try:
        with _client(policy) as client:
            target = _checked(httpx2.URL(url), url)
            for _ in range(MAX_REDIRECTS + 1):
                found = _hop(client, target, url, policy, deadline)
                if isinstance(found, Page):
                    return found
                target = _checked(found, url)
    except InputError:
        raise
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError, zlib.error) as error:
        raise MissingInput(f"cannot be fetched ({_reason(error)})", source=url) from error
    raise MissingInput(f"more than {MAX_REDIRECTS} redirects", source=url)


def _client(policy: FetchPolicy) -> httpx2.Client:
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    transport = policy.transport() if policy.transport else None
    return httpx2.Client(timeout=timeout, transport=transport, follow_redirects=False, trust_env=False)


def _checked(target: httpx2.URL, source: str) -> httpx2.URL:
    if target.scheme not in PORTS:
        raise MissingInput(f"'{target.scheme}' addresses are not fetched", source=source, advice="only http and https")
    if not target.host:
        raise MissingInput("the address has no host", source=source)
    if target.userinfo:
        raise MissingInput("an address with a user name in it is not fetched", source=source)
    return target


def _hop(
    client: httpx2.Client, target: httpx2.URL, source: str, policy: FetchPolicy, deadline: float
) -> Page | httpx2.URL:
    """The page, or the address that it redirects to."""
    host = target.raw_host.decode("ascii")
    port = target.port or PORTS[target.scheme]
    addresses = vetted(host.strip("[]"), port, source, resolver=policy.resolver, allow_private=policy.allow_private)
    response = _connected(client, target, host, addresses, source, deadline)
    try:
        if response.status_code in REDIRECTS and "location" in response.headers:
            return target.join(response.headers["location"])
        if response.status_code != httpx2.codes.OK:
            raise MissingInput(f"the server answers {response.status_code}", source=source)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Page(str(target), media_type, _body(response, source, policy.max_bytes, deadline))
    finally:
        response.close()


def _connected(client: httpx2.Client, target: httpx2.URL, host: str, addresses: list[str], source: str,
               deadline: float) -> httpx2.Response:  # fmt: skip
    """The response of the first vetted address that takes the connection; the certificate is that of the host."""
    headers = {**HEADERS, "Host": target.netloc.decode("ascii")}
    for position, address in enumerate(addresses):
        pinned = target.copy_with(host=address)
        request = client.build_request("GET", pinned, headers=headers, extensions=_named(client, host))
        try:
            return client.send(request, stream=True)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            if position + 1 == len(addresses) or time.monotonic() > deadline:
                raise
    raise MissingInput(f"host '{host}' has no address", source=source)


def _named(client: httpx2.Client, host: str) -> dict[str, object]:
    return {"timeout": client.timeout.as_dict(), "sni_hostname": host}


def _body(response: httpx2.Response, source: str, limit: int, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in _unpacked(response, source, limit):
        size += len(piece)
        if size > limit:
            raise TooLarge(f"larger than {limit:,} bytes", source=source, advice="raise LAGEBILD_MAX_PAGE_BYTES")
        if time.monotonic() > deadline:
            raise MissingInput("the server is too slow", source=source, advice="raise LAGEBILD_FETCH_SECONDS")
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(response: httpx2.Response, source: str, limit: int) -> Iterator[bytes]:
    """The body in pieces; a piece of gzip never unpacks to more than the limit."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in {"", "identity"}:
        yield from response.iter_raw()
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise NotText(f"packed as '{packing}', which was not asked for", source=source)
    unpacker = zlib.decompressobj(ANY_HEADER)
    for piece in response.iter_raw():
        yield unpacker.decompress(piece, limit + 1)


def _reason(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__
