"""Happenings to events: what most of their statements say, and what each claimant says."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence

from lagebild.linking.accounts import accounts
from lagebild.linking.casualties import tolls
from lagebild.linking.disputes import dispute, mirrors
from lagebild.linking.grouping import GUESSED, Happening
from lagebild.linking.origins import Sources, origins
from lagebild.linking.statements import Codes, Statement
from lagebild.linking.truces import mediators
from lagebild.model import Casualties, Event, Place

#: What is only feared or possible makes no event.
UNREAL = frozenset({"hypothetical"})


def events(happenings: Sequence[Happening], sources: Sources) -> tuple[Event, ...]:
    """Events in order of time, undated ones last."""
    figures, mirrored = tolls(happenings), mirrors(happenings)
    found = [
        _event(happening, figures.get(happening.number, ()), sources, mirrored=happening.number in mirrored)
        for happening in happenings
        if founded(happening, sources)
    ]
    return tuple(sorted(found, key=_order))


def founded(happening: Happening, sources: Sources) -> bool:
    """True where somebody states it and it does not rest on guesses of one text alone."""
    real = [s for s in happening.statements if s.mention.status not in UNREAL]
    return any(s.mention.confidence >= GUESSED for s in real) or len({sources.text(s.document) for s in real}) > 1


def _order(event: Event) -> tuple[str, str, str]:
    return (str(event.date or "9999"), event.type, event.id)


def _event(happening: Happening, figures: tuple[Casualties, ...], sources: Sources, *, mirrored: bool) -> Event:
    found = sorted(happening.statements, key=lambda s: s.key)
    actor, recipient = _parties(happening)
    kind = dispute(happening, figures, mirrored=mirrored)
    place = _place(found)
    return Event(
        id=_identifier(found), type=_type(happening), actor=tuple(sorted(actor)), recipient=tuple(sorted(recipient)),
        date=_date(found), place=place.name if place else None, place_country=place.country if place else None,
        documents=tuple(dict.fromkeys(s.document.id for s in found)), origins=len(origins(found, sources)),
        accounts=accounts(found), disputed=kind is not None, dispute=kind, casualties=figures,
        mentions=tuple(dict.fromkeys((s.document.id, s.index) for s in found)),
    )  # fmt: skip


def _identifier(found: Sequence[Statement]) -> str:
    """Stable as long as the first statement of the event stays the same."""
    first = found[0]
    text = "\n".join([first.document.id, str(first.mention.evidence.start), str(first.index), *sorted(first.recipient)])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _type(happening: Happening) -> str:
    """The type most documents give; a truce that anybody made is an agreement, whoever also brokered or kept it."""
    found = Counter(s.mention.type for s in happening.statements)
    if happening.kind == "truce" and (found.keys() & {"AGREE", "CONSULT", "CONCEDE"}):
        return "AGREE"
    return min(found, key=lambda name: (-found[name], name))


def _parties(happening: Happening) -> tuple[Codes, Codes]:
    """Actors and recipients as most statements have them; all who make or break a truce act."""
    if happening.kind == "truce":
        return _truce_parties(happening), frozenset()
    pairs = Counter((s.actor, s.recipient) for s in happening.statements if s.parties)
    if not pairs:
        return frozenset(), frozenset()
    if happening.kind in {"breach", "ACCUSE"} and any(
        (recipient, actor) in pairs for actor, recipient in pairs if recipient
    ):
        return happening.seed.parties, frozenset()
    return min(pairs, key=lambda pair: (-pairs[pair], -len(pair[0] | pair[1]), sorted(pair[0]), sorted(pair[1])))


def _truce_parties(happening: Happening) -> Codes:
    """The two who are named most often beside the mediators."""
    brokers = frozenset(code for s in happening.typical for code in mediators(s.mention))
    counts = Counter(code for s in happening.statements for code in s.parties - brokers)
    best = sorted(counts, key=lambda code: (-counts[code], code))[:2]
    return frozenset(best) or happening.seed.parties


def _date(found: Sequence[Statement]) -> dt.date | None:
    """The day that most statements give; None where the texts say nothing."""
    days = Counter(s.days[0] for s in found if s.days and s.days[0] == s.days[1])
    return min(days, key=lambda day: (-days[day], day)) if days else None


def _place(found: Sequence[Statement]) -> Place | None:
    """The place that most statements name, points before countries."""
    places = [s.mention.place for s in found if s.mention.place is not None]
    counts = Counter((p.precision == "country", p.name, p.country or "") for p in places)
    if not counts:
        return None
    best = min(counts, key=lambda key: (key[0], -counts[key], key))
    return next(p for p in places if (p.precision == "country", p.name, p.country or "") == best)
