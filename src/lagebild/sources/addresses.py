"""Which network addresses may be fetched from: public ones only, whatever a name resolves to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import TypeAlias

from lagebild.errors import MissingInput

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Host and port to the addresses they resolve to, in order of preference.
Resolver: TypeAlias = Callable[[str, int], list[str]]
#: IPv6 prefixes that lead to an IPv4 address: NAT64 (RFC 6052) carries it in the last four bytes.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
PRIVATE = "set LAGEBILD_ALLOW_PRIVATE_NETWORKS=1 to read from your own network"


def resolve(host: str, port: int) -> list[str]:
    """Addresses of a host by the system's resolver; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address, and every address it leads to, is reachable by all on the Internet."""
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    return all(_is_global(inner) for inner in (found, *_inside(found)))


def _is_global(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inside(address: Address) -> list[Address]:
    """IPv4 addresses that an IPv6 address carries: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    carried: list[ipaddress.IPv4Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in carried if inner is not None]


def vetted(
    host: str, port: int, source: str, *, resolver: Resolver = resolve, allow_private: bool = False
) -> list[str]:
    """Addresses of a host to connect to; raises MissingInput where one of them is not public or there is none."""
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise MissingInput(f"host '{host}' cannot be found", source=source) from error
    if not addresses:
        raise MissingInput(f"host '{host}' has no address", source=source)
    for address in addresses:
        if not allow_private and not is_public(address):
            raise MissingInput(
                f"host '{host}' is not on the public Internet ({address})", source=source, advice=PRIVATE
            )
    return addresses
