"""Events of one document as a table."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group
from rich.table import Table
from rich.text import Text

from lagebild.cli.console import printable
from lagebild.model import Actor, Claim, CodedDocument, EventDate, Mention, Place

NOBODY = "–"
#: Length of the passage shown beside an event, and what stands before its trigger.
SNIPPET, BEFORE = 90, 35
STATUS_STYLE = {"negated": "red", "hypothetical": "yellow", "future": "cyan", "historical": "dim"}
COLUMNS = ("event", "who → whom", "status", "according to", "date", "place", "passage")


def document_table(coded: CodedDocument) -> Group:
    """Heading and events of a document, one row each."""
    if not coded.events:
        return Group(heading(coded), Text("  no events\n", style="dim"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in COLUMNS:
        table.add_column(column, ratio=3 if column == "passage" else None, overflow="fold")
    for mention in coded.events:
        table.add_row(*_cells(mention))
    return Group(heading(coded), table, Text())


def heading(coded: CodedDocument) -> Text:
    """Name, outlet, day and language of a document."""
    details = [str(part) for part in (coded.outlet, coded.published, coded.lang) if part]
    return Text.assemble((printable(coded.id), "bold"), (printable("  " + " · ".join(details)), "dim"))


def _cells(mention: Mention) -> list[Text]:
    return [
        Text(f"{mention.type} {mention.mode or ''}".strip(), style="bold"),
        Text(f"{who(mention.actor)} → {who(mention.recipient)}"),
        Text(mention.status, style=STATUS_STYLE.get(mention.status, "")),
        Text(according_to(mention.claim)),
        Text(day(mention.date)),
        Text(where(mention.place)),
        snippet(mention),
    ]


def who(actors: Iterable[Actor]) -> str:
    """Codes with sectors."""
    names = (f"{actor.code} {actor.sector}" if actor.sector else actor.code for actor in actors)
    return printable(", ".join(names)) or NOBODY


def according_to(claim: Claim | None) -> str:
    """Who says so, and through whom; a dash where the outlet itself does."""
    if claim is None:
        return NOBODY
    said = f"{who(claim.by)}{' denies' if claim.stance == 'denies' else ''}"
    return printable(f"{said} via {', '.join(claim.via)}" if claim.via else said)


def day(date: EventDate | None) -> str:
    """The first day, or both ends."""
    if date is None:
        return NOBODY
    return str(date.start) if date.start == date.end else f"{date.start} to {date.end}"


def where(place: Place | None) -> str:
    """Name and country."""
    if place is None:
        return NOBODY
    return printable(f"{place.name}, {place.country}" if place.country and place.precision != "country" else place.name)


def snippet(mention: Mention) -> Text:
    """The passage around the trigger, on one line, the trigger marked."""
    evidence, trigger = mention.evidence, mention.evidence.trigger
    at = trigger.start - evidence.start
    first = max(0, at - BEFORE)
    last = min(len(evidence.text), first + SNIPPET)
    text = Text("…" if first else "", style="dim")
    for start, end, style in (
        (first, at, ""),
        (at, at + len(trigger.text), "bold underline"),
        (at + len(trigger.text), last, ""),
    ):
        text.append(printable(evidence.text[start:end].replace("\n", " ")), style=style)
    return text.append("…" if last < len(evidence.text) else "")
