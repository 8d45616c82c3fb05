"""Scores a linked situation against a gold corpus (``gold/SITUATION_FORMAT.md``).

Grouping is scored as in CEAF (Luo 2005): gold incidents and found events are assigned to each other one to one, most
shared documents first, where their quad class is the same and they share a party; a hit is a shared document. Documents
that mention an incident as background only count neither for nor against; nor do unassigned events of one document,
since the gold leaves out what is mentioned only in passing.

A situation is the plain object of ``lagebild situation --format json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, product
from typing import Any, NamedTuple

from evaluation.events import Codes, codes, precision_recall
from lagebild.knowledge.ontology import event_types
from lagebild.model import QUADS

Record = Mapping[str, Any]
Couples = set[frozenset[str]]
Score = dict[str, dict[str, float]]


class Match(NamedTuple):
    """A gold incident with the event assigned to it and the number of documents that they share."""

    incident: Record
    event: Record
    shared: int


def score(gold: Record, found: Record) -> tuple[Score, list[str]]:
    """The figures, and the ids of incidents that no event was assigned to."""
    matched = assign(gold["incidents"], found.get("events", []))
    result = {
        **score_copies(gold, found),
        **score_events(gold, found, matched),
        **score_timeline(gold, found),
        "commitments": score_commitments(gold["commitments"], found.get("commitments", [])),
    }
    met = {match.incident["id"] for match in matched}
    return result, [incident["id"] for incident in gold["incidents"] if incident["id"] not in met]


def score_copies(gold: Record, found: Record) -> Score:
    """Pairs of reprints; pairs of translations, any member of a reprint group being as good."""
    groups = gold["reprint_groups"]
    first = {ident: min(group) for group in groups for ident in group}
    wanted_copies, found_copies = _couples(groups), _couples(found.get("reprints", []))
    wanted = _by_first(gold["translation_pairs"], first)
    translations = _by_first(found.get("translations", []), first)
    return {
        "reprint pairs": _shared(wanted_copies, found_copies),
        "translation pairs": _shared(wanted, translations),
    }


def score_updates(gold: Record, found: Record) -> dict[str, float]:
    """Articles that correct or update an earlier one of their outlet, with the one that they replace."""
    return _shared(_updates(gold), _updates(found))


def _updates(record: Record) -> set[tuple[str, str]]:
    """Articles with the earlier ones that they replace."""
    return {(update["article"], update["updates"]) for update in record.get("updates", ())}


def _couples(groups: Iterable[Iterable[str]]) -> Couples:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def _by_first(couples: Iterable[Iterable[str]], first: Mapping[str, str]) -> Couples:
    return {frozenset(first.get(ident, ident) for ident in couple) for couple in couples}


def _shared(wanted: Set[Any], found: Set[Any]) -> dict[str, float]:
    return precision_recall(len(wanted & found), len(found), len(wanted))


def assign(incidents: Sequence[Record], events: Sequence[Record]) -> list[Match]:
    """Incidents and events one to one, most shared documents first."""
    used_incidents: set[int] = set()
    used_events: set[int] = set()
    matched = []
    for shared, _, _, i, j in sorted(_options(incidents, events)):
        if i not in used_incidents and j not in used_events:
            used_incidents.add(i)
            used_events.add(j)
            matched.append(Match(incidents[i], events[j], -shared))
    return matched


def _options(incidents: Sequence[Record], events: Sequence[Record]) -> Iterator[tuple[int, bool, bool, int, int]]:
    for (i, incident), (j, event) in product(enumerate(incidents), enumerate(events)):
        shared = len(set(incident["articles"]) & set(event.get("documents", [])))
        if shared and _quad(incident) == _quad(event) and _parties(incident) & _parties(event):
            other_day = not (incident.get("date") and incident["date"] == event.get("date"))
            yield -shared, incident["type"] != event["type"], other_day, i, j


def _quad(event: Record) -> str | None:
    kind = event_types().get(event.get("type", ""))
    return kind.quad if kind else None


def _parties(event: Record) -> Codes:
    return codes(event.get("actor")) | codes(event.get("recipient"))


def score_events(gold: Record, found: Record, matched: Sequence[Match]) -> Score:
    """Grouping, incidents found, origins, disputes and casualty figures."""
    incidents, events = gold["incidents"], found.get("events", [])
    assigned = {id(match.event) for match in matched}
    stray = [e for e in events if id(e) not in assigned and len(set(e.get("documents", []))) > 1]
    return {
        "grouping": _grouping(incidents, matched, stray),
        "incidents found": precision_recall(len(matched), len(matched) + len(stray), len(incidents)),
        **_origins(matched),
        **_disputes(incidents, events, matched),
        "casualty figures": _casualties(incidents, events, matched),
    }


def _grouping(incidents: Sequence[Record], matched: Sequence[Match], stray: Sequence[Record]) -> dict[str, float]:
    claimed = sum(len(set(m.event["documents"]) - set(m.incident.get("background_in", []))) for m in matched)
    claimed += sum(len(set(event["documents"])) for event in stray)
    return precision_recall(sum(m.shared for m in matched), claimed, sum(len(i["articles"]) for i in incidents))


def _origins(matched: Sequence[Match]) -> Score:
    if not matched:
        return {}
    off = [abs(m.incident["origins"] - m.event.get("origins", 0)) for m in matched]
    exact, far = (sum(values) / len(off) for values in ([o == 0 for o in off], [o > 1 for o in off]))
    return {"origins": {"exact": exact, "off by more than one": far, "n": len(off)}}


def _disputes(incidents: Sequence[Record], events: Sequence[Record], matched: Sequence[Match]) -> Score:
    both = [m for m in matched if m.incident["disputed"] and m.event.get("disputed")]
    found = sum(bool(event.get("disputed")) for event in events)
    result: Score = {"disputes": precision_recall(len(both), found, sum(i["disputed"] for i in incidents))}
    if both:
        right = sum(m.incident["dispute"] == m.event.get("dispute") for m in both)
        result["dispute kind"] = {"accuracy": right / len(both), "n": len(both)}
    return result


def _casualties(incidents: Sequence[Record], events: Sequence[Record], matched: Sequence[Match]) -> dict[str, float]:
    hits = sum(len(_tolls(m.incident) & _tolls(m.event)) for m in matched)
    return precision_recall(hits, sum(len(_tolls(e)) for e in events), sum(len(_tolls(i)) for i in incidents))


def _tolls(event: Record) -> set[tuple[Codes, str | None, int]]:
    stated = [toll for toll in event.get("casualties") or () if toll.get("killed") is not None]
    return {(codes(toll.get("claimed_by")), toll.get("side"), toll["killed"]) for toll in stated}


def score_timeline(gold: Record, found: Record) -> Score:
    """Accuracy of each day's phase, and of its counts per quad class (right within one)."""
    days, given = gold["timeline"], {day["date"]: day for day in found.get("timeline", [])}
    phases = sum(given.get(day["date"], {}).get("phase") == day["phase"] for day in days)
    cells = [(day.get(quad, 0), given.get(day["date"], {}).get(quad, 0)) for day in days for quad in QUADS]
    close = sum(abs(wanted - counted) <= 1 for wanted, counted in cells)
    return {
        "phase": {"accuracy": phases / len(days), "n": len(days)},
        "daily counts within 1": {"accuracy": close / len(cells), "n": len(cells)},
    }


def score_commitments(wanted: Sequence[Record], found: Sequence[Record]) -> dict[str, float]:
    """Commitments with the same article and invoking parties, asked of at least one party in common."""
    free, hits = list(found), 0
    for commitment in wanted:
        match = next((other for other in free if _same_commitment(commitment, other)), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return precision_recall(hits, len(found), len(wanted))


def _same_commitment(one: Record, other: Record) -> bool:
    asked, also = _listed(one.get("asked_of")), _listed(other.get("asked_of"))
    return (
        _listed(one.get("invoked_by")) == _listed(other.get("invoked_by"))
        and str(one.get("article")) == str(other.get("article"))
        and ((not asked and not also) or bool(asked & also))
    )


def _listed(value: Any) -> set[str]:
    return {value} if isinstance(value, str) else set(value or ())
