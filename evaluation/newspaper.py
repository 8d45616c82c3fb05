"""False alarms in newspaper sections that report no conflict (10kGNAD, github.com/tblock/10kGNAD, CC BY-NC-SA 4.0)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from evaluation.data import unpacked
from evaluation.measured import Figure, Measured
from lagebild.coding.coder import code
from lagebild.model import Document, Mention

PEACEFUL = ("Sport", "Kultur", "Web")
VIOLENT = frozenset({"ASSAULT", "COERCE"})


def articles(path: Path) -> Iterator[tuple[str, Document]]:
    """Section and article of each row."""
    rows = csv.reader(io.StringIO(unpacked(path)), delimiter=";", quotechar="'")
    for number, (section, text) in enumerate(rows, 1):
        yield section, Document(id=f"gnad-{number:03}", text=text, lang="de")


def measure(path: Path) -> Measured:
    """Number of ASSAULT and COERCE events that are said to have happened, per section."""
    alarms = [
        (section, f"{section} {document.id}: {_spelled(event)}")
        for section, document in articles(path)
        if section in PEACEFUL
        for event in code(document).events
        if event.type in VIOLENT and event.status == "actual"
    ]
    counts = {section: sum(found == section for found, _ in alarms) for section in PEACEFUL}
    figures = {f"false alarms in {section}": Figure(count, low=True, whole=True) for section, count in counts.items()}
    return Measured(figures, tuple(line for _, line in alarms))


def _spelled(event: Mention) -> str:
    actor, recipient = (",".join(party.code for party in parties) or "-" for parties in (event.actor, event.recipient))
    return f"{event.type} {actor} > {recipient} [{event.evidence.trigger.text}] {event.evidence.text[:200]}"
