"""Sending by HTTP POST: to vetted addresses only, without redirects, with what happened told apart exactly."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import httpx2

from lagebild.errors import AnswerLost, DeliveryRefused, InputError
from lagebild.publishing.secret_files import silence
from lagebild.sources.addresses import Resolver, resolve, vetted

PORTS = {"http": 80, "https": 443}
#: Bytes of an answer that are read at most.
LARGEST_ANSWER = 100_000
#: Failures before anything of a message has gone out.
NOT_CONNECTED = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
#: Loggers of the HTTP client; they would write addresses down.
LOGGERS = (
    "httpx2", "httpcore2.connection", "httpcore2.http11", "httpcore2.http2", "httpcore2.proxy", "httpcore2.socks",
)  # fmt: skip


@dataclass(frozen=True)
class PostPolicy:
    """Limits of a POST; ``resolver`` and ``transport`` are seams for tests and unusual networks."""

    allow_private: bool = False
    seconds: float = 30.0
    resolver: Resolver = resolve
    transport: Callable[[], httpx2.BaseTransport] | None = None


class Answer(NamedTuple):
    """What a server said: status, headers in lower case, the beginning of the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Mapping[str, object]:
        """The object in the body; empty where there is none."""
        with suppress(ValueError):
            found = json.loads(self.body)
            return found if isinstance(found, dict) else {}
        return {}


def post(
    url: str, body: bytes, headers: Mapping[str, str], policy: PostPolicy, commit: Callable[[], None], *, name: str
) -> Answer:
    """The answer to a POST, whatever its status; ``name`` stands for the address in errors, which may hold a secret.

    ``commit`` is called before anything goes out. Raises DeliveryRefused where nothing went out and AnswerLost where
    something did and no answer came.
    """
    silence(*LOGGERS)
    target, addresses = _vetted(url, policy, name)
    transport = policy.transport() if policy.transport else httpx2.HTTPTransport(verify=_certificates())
    with httpx2.Client(timeout=policy.seconds, transport=transport, follow_redirects=False, trust_env=False) as client:
        commit()
        try:
            return _sent(client, target, addresses, body, headers)
        except NOT_CONNECTED as error:
            raise DeliveryRefused(f"{name} cannot be reached ({type(error).__name__})") from None
        except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
            raise AnswerLost(f"{name} gave no answer ({type(error).__name__})") from None


@cache
def _certificates() -> ssl.SSLContext:
    """Reading the certificates takes longer than a POST; they are read once."""
    return httpx2.create_ssl_context(trust_env=False)


def _vetted(url: str, policy: PostPolicy, name: str) -> tuple[httpx2.URL, list[str]]:
    try:
        target = httpx2.URL(url)
        host = target.raw_host.decode("ascii").strip("[]")
        if target.scheme not in PORTS or not host or target.userinfo:
            raise DeliveryRefused(f"{name}: only http and https addresses without a user name", permanent=True)
        port = target.port or PORTS[target.scheme]
        found = vetted(host, port, name, resolver=policy.resolver, allow_private=policy.allow_private)
    except httpx2.InvalidURL:
        raise DeliveryRefused(f"{name}: not an address", permanent=True) from None
    except InputError as error:
        raise DeliveryRefused(f"{name}: {error.what}") from None
    return target, found


def _sent(
    client: httpx2.Client, target: httpx2.URL, addresses: list[str], body: bytes, headers: Mapping[str, str]
) -> Answer:
    """The answer of the first address that takes the connection; the certificate is that of the host."""
    named = {**headers, "Host": target.netloc.decode("ascii")}
    extensions = {"timeout": client.timeout.as_dict(), "sni_hostname": target.raw_host.decode("ascii")}
    for position, address in enumerate(addresses):
        pinned = target.copy_with(host=address)
        request = client.build_request("POST", pinned, content=body, headers=named, extensions=extensions)
        try:
            response = client.send(request, stream=True)
        except NOT_CONNECTED:
            if position + 1 == len(addresses):
                raise
            continue
        try:
            return _answer(response)
        finally:
            response.close()
    raise DeliveryRefused("the host has no address")


def _answer(response: httpx2.Response) -> Answer:
    """A status is an answer, even if the body breaks off."""
    pieces, size = [], 0
    with suppress(httpx2.HTTPError, httpx2.StreamError, OSError):
        for piece in response.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST_ANSWER:
                break
    return Answer(response.status_code, dict(response.headers), b"".join(pieces)[:LARGEST_ANSWER])
