"""The coder measured on one real article, by what a reader finds in it (``article.yaml``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from evaluation.events import spelled
from evaluation.measured import Figure, Measured
from lagebild.coding.coder import code
from lagebild.model import Actor, Document, Mention

FILE = Path(__file__).with_name("article.yaml")

Expected = Mapping[str, Any]


@cache
def expectations() -> Mapping[str, Any]:
    """The file: day and outlet of the article, start of its appeal, the events in it."""
    read: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def measure(path: Path) -> Measured:
    """Number of expected events found, and of events coded out of the donation appeal."""
    text, known = path.read_text(encoding="utf-8"), expectations()
    document = Document(id=path.stem, text=text, published=known["published"], outlet=known["outlet"])
    events = code(document).events
    missed = [wanted for wanted in known["events"] if not any(fits(wanted, event) for event in events)]
    begging = [event for event in events if event.evidence.start >= text.index(known["appeal"])]
    figures = {
        "expected events found": Figure(len(known["events"]) - len(missed), whole=True),
        "events out of the appeal": Figure(len(begging), low=True, whole=True),
    }
    lines = [f"missed: {wanted['name']}" for wanted in missed]
    lines += [f"found: {_spelled(event)}" for event in events]
    return Measured(figures, tuple(lines))


def fits(wanted: Expected, event: Mention) -> bool:
    """Whether an event is of one of the types and has every listed property."""
    asked = [(test, wanted[name]) for name, test in TESTS.items() if name in wanted]
    return event.type in wanted["types"] and all(test(value, event) for test, value in asked)


def _codes(actors: Sequence[Actor]) -> set[str]:
    return {actor.code for actor in actors}


def _claimed_by(codes: Sequence[str], event: Mention) -> bool:
    return set(codes) == (_codes(event.claim.by) if event.claim else set())


def _begins(days: Sequence[str], event: Mention) -> bool:
    return event.date is not None and event.date.start.isoformat() in days


#: What each property of an expected event asks of a coded one.
TESTS: Mapping[str, Callable[[Any, Mention], bool]] = {
    "actor": lambda codes, event: set(codes) == _codes(event.actor),
    "recipient": lambda codes, event: set(codes) == _codes(event.recipient),
    "parties": lambda codes, event: set(codes) == _codes(event.actor) | _codes(event.recipient),
    "status": lambda status, event: status == event.status,
    "by": _claimed_by,
    "via": lambda relay, event: event.claim is not None and relay in event.claim.via,
    "from": _begins,
    "place": lambda name, event: event.place is not None and event.place.name == name,
}


def _spelled(event: Mention) -> str:
    relays = f" via {', '.join(event.claim.via)}" if event.claim and event.claim.via else ""
    day = f" {event.date.start}" if event.date else ""
    return f"{spelled(event.model_dump(mode='json'))}{relays}{day} [{event.evidence.trigger.text}]"
