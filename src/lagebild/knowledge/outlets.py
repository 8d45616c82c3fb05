"""News agencies and media that texts name as relays."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

from lagebild.knowledge.loading import Strict, records


class Outlet(Strict):
    """An outlet: usual English name, kind, home country, who owns it, names per language."""

    name: str
    kind: Literal["agency", "newspaper", "broadcaster", "portal", "channel", "magazine"]
    country: str | None = None
    ownership: Literal["state", "public", "private", "party", "exile", "unknown"] = "unknown"
    family: str | None = None
    names: Mapping[str, tuple[str, ...]]


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets known."""
    return records("outlets/outlets.yaml", TypeAdapter(tuple[Outlet, ...]))


@cache
def outlet_names() -> Mapping[str, Outlet]:
    """Outlets by every name in lower case."""
    return {
        name.lower(): o for o in reversed(outlets()) for name in (o.name, *(n for ns in o.names.values() for n in ns))
    }


def outlet_country(name: str | None) -> str | None:
    """Home country of an outlet known by name."""
    found = outlet_names().get(name.lower()) if name else None
    return found.country if found else None
