"""A situation made ready to be shown: rows, accounts and passages with their anchors, all plain text."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlsplit

from lagebild.linking.commitments import namings, title
from lagebild.linking.statements import in_order, statements
from lagebild.model import CodedDocument, Document, Event, Mention, Situation
from lagebild.reporting.rows import (
    Loss,
    Passage,
    Promise,
    Row,
    Source,
    claimants,
    is_background,
    loss,
    passage,
    place,
    source,
    status,
    voice,
)
from lagebild.reporting.wording import DISPUTE_NAMES, names, sentence, spelled, type_name

#: Passages shown for a treaty clause.
MOST_PASSAGES = 6
#: Acts of two sides that are told instead of each other lie this near.
MIRROR = dt.timedelta(days=2)


def _apart(one: Row, other: Row) -> dt.timedelta:
    days = [row.event.date or row.reported for row in (one, other)]
    return abs(days[0] - days[1]) if days[0] is not None and days[1] is not None else dt.timedelta.max


class Picture:
    """All that a report of a situation shows."""

    def __init__(self, situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument]) -> None:
        self.situation = situation
        self.documents = {doc.id: doc for doc in documents}
        self.coded = {result.id: result for result in coded}
        self.sources = self._sources()
        numbered = list(enumerate(situation.events, 1))
        self.told = [pair for number, event in numbered for pair in self._passages(f"event-{number}", event)]
        self.rows = tuple(sorted((self._row(number, event) for number, event in numbered), key=lambda row: row.day))

    @cached_property
    def main(self) -> tuple[Row, ...]:
        """Events that a main party takes part in, background left out."""
        parties = set(self.situation.parties)
        return tuple(r for r in self.rows if not is_background(r.event) and (r.strands & parties or not parties))

    @cached_property
    def elsewhere(self) -> tuple[Row, ...]:
        """Events of others."""
        return tuple(row for row in self.rows if not is_background(row.event) and row not in self.main)

    @cached_property
    def disputed(self) -> tuple[Row, ...]:
        """Contested events."""
        return tuple(row for row in self.rows if row.event.disputed)

    def counterparts(self, row: Row) -> tuple[Row, ...]:
        """Contested events in which the same parties stand the other way round, about the same day."""
        return tuple(
            other for other in self.disputed
            if other.event.dispute == row.event.dispute == "responsibility" and row.event.recipient
            and (other.event.actor, other.event.recipient) == (row.event.recipient, row.event.actor)
            and other.event.type == row.event.type and _apart(row, other) <= MIRROR
        )  # fmt: skip

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """All figures, by side, then by day."""
        return tuple(
            sorted((found for row in self.rows for found in row.losses), key=lambda one: (one.side, one.as_of))
        )

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """Treaty clauses with the sentences that name them."""
        ordered = in_order(self.documents.values())
        spans: defaultdict[tuple[str, str | None], list[tuple[str, int, int]]] = defaultdict(list)
        for naming in namings(ordered, statements(ordered, self.coded)):
            spans[(title(naming), naming.clause.article)].append((naming.document, naming.start, naming.end))
        return tuple(
            Promise(
                treaty=c.treaty, article=c.article or "–", invoked_by=names(c.invoked_by) or "only mentioned",
                on=str(c.on or "–"), asked_of=names(c.asked_of) or "–", outcome=spelled(c.outcome or "–"),
                passages=tuple(self._sentences(f"clause-{number}", spans[(c.treaty, c.article)])),
            )
            for number, c in enumerate(self.situation.commitments, 1)
        )  # fmt: skip

    @property
    def sides(self) -> str:
        """Who stands with whom, where more than the two main parties do or a person has said so; else empty."""
        sides = self.situation.sides
        if not any(side.allies or len(side.parties) > 1 or side.basis == "set" for side in sides):
            return ""
        shown = (names(s.parties) + (f" (supported by {names(s.allies)})" if s.allies else "") for s in sides)
        return f"{' against '.join(shown)} ({sides[0].basis}{' by hand' if sides[0].basis == 'set' else ''})"

    @cached_property
    def published(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of publication."""
        days = sorted(doc.published for doc in self.documents.values() if doc.published)
        return (days[0], days[-1]) if days else (None, None)

    @property
    def outlets(self) -> int:
        """How many outlets published the documents."""
        return len({doc.outlet for doc in self.documents.values() if doc.outlet})

    @property
    def languages(self) -> tuple[tuple[str, int], ...]:
        """Languages with their numbers of documents."""
        counts = Counter(found.language for found in self.sources.values())
        return tuple(sorted(counts.items()))

    @property
    def invented(self) -> bool:
        """True where all addresses are of the reserved domain ``.example`` (RFC 2606): texts that no one published."""
        hosts = [urlsplit(found.url).hostname or "" for found in self.sources.values() if found.url]
        return bool(hosts) and all(host.endswith(".example") for host in hosts)

    def _sources(self) -> dict[str, Source]:
        ordered = in_order(self.documents.values())
        number = {doc.id: position for position, doc in enumerate(ordered, 1)}
        situation = self.situation
        copies = {
            ident: f"reprint of [{number[g[0]]}]" for g in situation.reprints for ident in g[1:] if g[0] in number
        }
        copies.update({t: f"translation of [{number[s]}]" for s, t in situation.translations if s in number})
        copies.update(
            {u.article: f"{u.kind} of [{number[u.updates]}]" for u in situation.updates if u.updates in number}
        )
        return {d.id: source(d, number[d.id], copies.get(d.id, ""), self.coded.get(d.id)) for d in ordered}

    def _passages(self, anchor: str, event: Event) -> list[tuple[Passage, Mention]]:
        found = []
        for position, (ident, index) in enumerate(event.mentions, 1):
            result, where = self.coded.get(ident), self.sources.get(ident)
            if result is not None and where is not None and index < len(result.events):
                mention = result.events[index]
                found.append((passage(f"{anchor}-passage-{position}", where, mention), mention))
        return found

    def _row(self, number: int, event: Event) -> Row:
        anchor = f"event-{number}"
        pairs = self._passages(anchor, event)
        passages = tuple(p for p, _ in pairs)
        modes = Counter(m.mode for _, m in pairs if m.mode and m.type == event.type)
        mode = min(modes, key=lambda key: (-modes[key], key)) if modes else None
        days = [self.documents[d].published for d in event.documents if d in self.documents]
        return Row(
            event=event, anchor=anchor, reported=min((d for d in days if d), default=None),
            what=type_name(event.type, mode), sentence=sentence(event), place=place(event), claimants=claimants(event),
            status=status(event), dispute=DISPUTE_NAMES[event.dispute] if event.dispute else None,
            voices=tuple(voice(account, passages) for account in event.accounts),
            losses=tuple(loss(figure, anchor, self.told) for figure in event.casualties), passages=passages,
        )  # fmt: skip

    def _sentences(self, anchor: str, spans: Sequence[tuple[str, int, int]]) -> list[Passage]:
        found = []
        for position, (ident, start, end) in enumerate(dict.fromkeys(spans), 1):
            document, where = self.documents.get(ident), self.sources.get(ident)
            if document is not None and where is not None and position <= MOST_PASSAGES:
                found.append(Passage(f"{anchor}-passage-{position}", where, document.text[start:end], "", ""))
        return found
