"""Scores coded events against gold passages (``gold/GUIDELINES.md``).

Events are the plain objects of ``lagebild code --format jsonl`` or of a gold passage; both forms are read alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

Event = Mapping[str, Any]
Passages = Mapping[str, Mapping[str, Any]]
"""Passages by id, each with ``events``."""

Codes = frozenset[str]
Score = dict[str, Any]

#: Figures of whole events, with the level of agreement that each asks for.
LEVELS = {"type": "type", "event": "triple", "event_overlap": "overlap", "type_status": "status", "full": "full"}
MULTISETS = ("type", "triple", "status", "full")


def codes(values: Any) -> Codes:
    """Codes of a list of actors, be they objects or bare codes."""
    return frozenset(value["code"] if isinstance(value, Mapping) else value for value in values or ())


def claimants(event: Event) -> Codes:
    """Codes of those made responsible for the statement."""
    if "claimed_by" in event:
        return codes(event["claimed_by"])
    return codes((event.get("claim") or {}).get("by"))


def status(event: Event) -> str:
    """The status; an event without one is actual."""
    return str(event.get("status", "actual"))


def triple(event: Event) -> tuple[str, Codes, Codes]:
    """Type, actors, recipients."""
    return event["type"], codes(event.get("actor")), codes(event.get("recipient"))


KEYS: Mapping[str, Callable[[Event], Hashable]] = {
    "type": lambda event: event["type"],
    "triple": triple,
    "status": lambda event: (event["type"], status(event)),
    "full": lambda event: (*triple(event), status(event), claimants(event)),
}


def overlap(gold: Event, found: Event) -> bool:
    """Type agrees and both roles share an actor (or are both empty)."""
    (one, *wanted), (other, *given) = triple(gold), triple(found)
    return one == other and all((not w and not g) or bool(w & g) for w, g in zip(wanted, given, strict=True))


def date_agrees(wanted: str | None, event: Event) -> bool:
    """The event's day lies in the day, month or year of the gold."""
    value = event.get("date")
    if isinstance(value, Mapping):
        value = value.get("start")
    if wanted is None or value is None:
        return wanted is None and value is None
    return bool(value[: len(wanted)] == wanted)


def country_agrees(wanted: str | None, event: Event) -> bool:
    """The same country, or the same two of a border."""
    value = _place_country(event)
    if wanted is None or value is None:
        return wanted is None and value is None
    return set(wanted.split("-")) == set(value.split("-"))


def _place_country(event: Event) -> str | None:
    if "place_country" in event:
        value = event["place_country"]
    else:
        place = event.get("place")
        value = place.get("country") if isinstance(place, Mapping) else None
    return value if value is None else str(value)


def pairs(gold: Sequence[Event], found: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """One-to-one pairs of events that agree on type, actors and recipients, best match of attributes first."""
    candidates = [
        (-((g.get("status") == f.get("status")) + (claimants(g) == claimants(f))), i, j)
        for (i, g), (j, f) in product(enumerate(gold), enumerate(found))
        if triple(g) == triple(f)
    ]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def precision_recall(hits: float, found: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1; ``n`` is the number wanted."""
    p = hits / found if found else 0.0
    r = hits / wanted if wanted else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "n": wanted}


@dataclass
class Tally:
    """Counts and agreements summed over passages."""

    counts: Counter[str] = field(default_factory=Counter)
    attributes: defaultdict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def add(self, gold: Sequence[Event], found: Sequence[Event]) -> None:
        """Adds one passage."""
        self.counts.update(gold=len(gold), found=len(found), overlap=_overlapping(gold, found))
        for level in MULTISETS:
            key = KEYS[level]
            self.counts[level] += (Counter(map(key, gold)) & Counter(map(key, found))).total()
        if not gold:
            self.counts.update(empty=1, false_alarm=bool(found))
        for wanted, given in pairs(gold, found):
            for name, agrees in _agreements(wanted, given):
                self.attributes[name].append(agrees)

    def score(self) -> Score:
        """The figures."""
        counts = self.counts
        result: Score = {
            name: precision_recall(counts[level], counts["found"], counts["gold"]) for name, level in LEVELS.items()
        }
        result["attributes"] = {
            name: {"accuracy": sum(values) / len(values), "n": len(values)} for name, values in self.attributes.items()
        }
        result["false_alarm_rate"] = counts["false_alarm"] / counts["empty"] if counts["empty"] else None
        return result


def _overlapping(gold: Sequence[Event], found: Sequence[Event]) -> int:
    free, hits = list(found), 0
    for wanted in gold:
        match = next((event for event in free if overlap(wanted, event)), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return hits


def _agreements(wanted: Event, given: Event) -> Iterator[tuple[str, bool]]:
    yield "status", wanted["status"] == status(given)
    claim_agrees = claimants(wanted) == claimants(given)
    yield "claimed_by", claim_agrees
    if claimants(wanted):
        yield "claimed_by_when_claimed", claim_agrees
    yield "date", date_agrees(wanted.get("date"), given)
    if wanted.get("date"):
        yield "date_when_given", date_agrees(wanted["date"], given)
    yield "place_country", country_agrees(wanted.get("place_country"), given)
    for name in ("killed", "wounded"):
        if wanted.get(name) is not None or given.get(name) is not None:
            yield name, wanted.get(name) == given.get(name)


def score(gold: Passages, coded: Passages) -> Score:
    """Precision, recall and F1 per level, accuracy of attributes, rate of false alarms in empty passages."""
    tally = Tally()
    for ident, passage in gold.items():
        tally.add(passage["events"], coded.get(ident, {}).get("events", []))
    missing = sum(ident not in coded for ident in gold)
    return {**tally.score(), "passages": len(gold), "missing": missing}


def differences(gold: Passages, coded: Passages) -> Iterator[str]:
    """Passages whose types, actors or recipients differ, spelled out."""
    for ident, passage in gold.items():
        wanted, found = passage["events"], coded.get(ident, {}).get("events", [])
        if set(map(triple, wanted)) != set(map(triple, found)):
            lines = [f"gold  {spelled(event)}" for event in wanted] + [f"found {spelled(event)}" for event in found]
            yield "\n    ".join((f"{ident}: {passage['text']}", *lines))


def spelled(event: Event) -> str:
    """An event in one line."""
    kind, actor, recipient = triple(event)
    claim = f" by {','.join(sorted(claimants(event)))}" if claimants(event) else ""
    return f"{kind} {','.join(sorted(actor)) or '-'} > {','.join(sorted(recipient)) or '-'} {status(event)}{claim}"
