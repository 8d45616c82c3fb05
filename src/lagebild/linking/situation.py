"""Documents and their mentions to one situation."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from lagebild.linking.accounts import accounts
from lagebild.linking.casualties import casualties
from lagebild.linking.commitments import commitments
from lagebild.linking.copies import reprint_groups
from lagebild.linking.disputes import dispute
from lagebild.linking.grouping import Happening, dominant, group, parties
from lagebild.linking.matching import days_of
from lagebild.linking.origins import origins
from lagebild.linking.parties import main_parties
from lagebild.linking.statements import Statement, in_order, statements
from lagebild.linking.timeline import timeline
from lagebild.linking.translations import translation_pairs
from lagebild.model import CodedDocument, Document, Event, Place, Situation

#: What is only feared or possible makes no event.
UNREAL = frozenset({"hypothetical"})


def situation(documents: Sequence[Document], coded: Sequence[CodedDocument]) -> Situation:
    """The situation that the documents tell of; the same whatever their order."""
    ordered = in_order(documents)
    results = {result.id: result for result in coded}
    languages = {doc.id: results[doc.id].lang if doc.id in results else doc.lang for doc in ordered}
    reprints = reprint_groups(ordered, languages)
    translations = translation_pairs(ordered, results, reprints)
    texts = origin_texts(reprints, translations)
    found = statements(ordered, results)
    events = tuple(sorted((_event(h, texts) for h in group(found, texts) if _real(h)), key=_order))
    main = main_parties(events)
    return Situation(
        documents=len(ordered), parties=main, reprints=reprints, translations=translations, events=events,
        timeline=timeline(events, main), commitments=commitments(ordered, found),
    )  # fmt: skip


def origin_texts(reprints: Sequence[Sequence[str]], translations: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The first printing of each document that is a reprint or translation, itself included."""
    heads = {ident: group[0] for group in reprints for ident in group}
    for source, target in translations:
        head = heads.get(source, source)
        moved = [ident for ident, old in heads.items() if old == heads.get(target)] or [target]
        heads.update({source: head, **dict.fromkeys(moved, head)})
    return heads


def _real(happening: Happening) -> bool:
    return any(s.mention.status not in UNREAL for s in happening.statements)


def _order(event: Event) -> tuple[str, str, str]:
    return (str(event.date or "9999"), event.type, event.id)


def _event(happening: Happening, texts: Mapping[str, str]) -> Event:
    found = sorted(happening.statements, key=lambda s: s.key)
    actor, recipient = parties(happening)
    figures = casualties(found)
    kind = dispute(found, figures)
    place = _place(found)
    return Event(
        id=_identifier(found), type=dominant(Counter(s.mention.type for s in found)) or "", actor=tuple(sorted(actor)),
        recipient=tuple(sorted(recipient)), date=_date(found), place=place.name if place else None,
        place_country=place.country if place else None, documents=tuple(dict.fromkeys(s.document.id for s in found)),
        origins=len(origins(found, texts)), accounts=accounts(found), disputed=kind is not None, dispute=kind,
        casualties=figures, mentions=tuple((s.document.id, s.index) for s in found),
    )  # fmt: skip


def _identifier(found: Sequence[Statement]) -> str:
    """Stable as long as the first statement of the event stays the same."""
    first = found[0]
    return hashlib.sha256(f"{first.document.id}\n{first.mention.evidence.start}\n{first.index}".encode()).hexdigest()[:12]


def _date(found: Sequence[Statement]) -> dt.date | None:
    """The day that most statements give; else the day of publication of the first, where it is about today."""
    stated = Counter(s.days[0].isoformat() for s in found if s.days and s.days[0] == s.days[1])
    best = dominant(stated)
    if best is not None:
        return dt.date.fromisoformat(best)
    possible = days_of(found[0])
    return possible[1] if possible and not found[0].background else None


def _place(found: Sequence[Statement]) -> Place | None:
    """The place that most statements name, points before countries."""
    places = [s.mention.place for s in found if s.mention.place is not None]
    counts = Counter((p.precision == "country", p.name, p.country or "") for p in places)
    if not counts:
        return None
    wide, name, country = min(counts, key=lambda key: (key[0], -counts[key], key))
    return next(p for p in places if (p.precision == "country", p.name, p.country or "") == (wide, name, country))
