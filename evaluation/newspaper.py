"""False alarms in newspaper sections that report no conflict (10kGNAD, github.com/tblock/10kGNAD, CC BY-NC-SA 4.0)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.data import unpacked
from evaluation.measured import Figure, Measured
from lagebild.coding.coder import code
from lagebild.model import Document, Mention

PEACEFUL = ("Sport", "Kultur", "Web")
VIOLENT = frozenset({"ASSAULT", "COERCE"})
#: Events that somebody who read the articles found to be in the text, by article and trigger: history told in a review.
IN_TEXT = frozenset({
    ("gnad-044", "verhaftet"), ("gnad-044", "nahm"), ("gnad-068", "deportiert"), ("gnad-285", "Ermordung"),
    ("gnad-348", "besetzen"), ("gnad-419", "Verfolgung"),
})  # fmt: skip


def articles(path: Path) -> Iterator[tuple[str, Document]]:
    """Section and article of each row."""
    rows = csv.reader(io.StringIO(unpacked(path)), delimiter=";", quotechar="'")
    for number, (section, text) in enumerate(rows, 1):
        yield section, Document(id=f"gnad-{number:03}", text=text, lang="de")


def measure(path: Path) -> Measured:
    """Number of ASSAULT and COERCE events said to have happened that are not in the text, per section, and of articles
    with more than one.
    """
    alarms = [
        (section, document.id, f"{section} {document.id}: {_spelled(event)}")
        for section, document in articles(path)
        if section in PEACEFUL
        for event in code(document).events
        if event.type in VIOLENT and event.status == "actual"
        and (document.id, event.evidence.trigger.text) not in IN_TEXT
    ]  # fmt: skip
    counts = {f"false alarms in {section}": sum(found == section for found, _, _ in alarms) for section in PEACEFUL}
    by_article = Counter(article for _, article, _ in alarms)
    counts["articles with more than one"] = sum(number > 1 for number in by_article.values())
    figures = {name: Figure(count, low=True, whole=True) for name, count in counts.items()}
    return Measured(figures, tuple(line for _, _, line in alarms))


def _spelled(event: Mention) -> str:
    actor, recipient = (",".join(party.code for party in parties) or "-" for parties in (event.actor, event.recipient))
    return f"{event.type} {actor} > {recipient} [{event.evidence.trigger.text}] {event.evidence.text[:200]}"
