"""Codes, types, days and lists in English words, the same on the page and on the terminal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from lagebild.knowledge.actors import register
from lagebild.knowledge.ontology import event_types
from lagebild.model import DisputeKind, Event, Phase, Status

#: What a type says of an actor and a recipient, of one actor alone, of all together.
ACTS: dict[str, tuple[str, str, str]] = {
    "AGREE": ("agreed with", "gave its agreement", "reached an agreement"),
    "CONSULT": ("talked to", "held consultations", "held talks"),
    "SUPPORT": ("gave political support to", "gave political support", "gave each other political support"),
    "CONCEDE": ("yielded to", "yielded", "made concessions"),
    "COOPERATE": ("cooperated with", "cooperated", "cooperated"),
    "AID": ("gave or promised aid to", "gave or promised aid", "aided each other"),
    "RETREAT": ("drew back from or returned something to", "drew back or held fire", "drew back or held fire"),
    "REQUEST": ("called on", "made a demand", "made demands"),
    "ACCUSE": ("accused", "raised accusations", "accused each other"),
    "REJECT": ("turned down", "turned down a demand or offer", "turned each other down"),
    "THREATEN": ("threatened", "made threats", "threatened each other"),
    "PROTEST": ("protested against", "protested", "protested"),
    "SANCTION": ("cut ties with or sanctioned", "imposed sanctions", "cut ties with each other"),
    "MOBILIZE": ("moved or readied forces against", "moved or readied forces", "moved or readied forces"),
    "COERCE": ("put pressure by force on", "used coercion", "put pressure on each other"),
    "ASSAULT": ("attacked", "used force", "exchanged fire"),
}
#: In the order of certainty.
STATUS_NAMES: dict[Status, str] = {
    "actual": "reported", "future": "announced", "historical": "earlier", "negated": "denied", "hypothetical": "possible",
}  # fmt: skip
DISPUTE_NAMES: dict[DisputeKind, str] = {
    "occurrence": "did it happen?", "responsibility": "who did it?", "casualties": "how many?",
}  # fmt: skip
PHASE_NAMES: dict[Phase, str] = {
    "calm": "calm", "tension": "tension", "clash": "clash", "fighting": "fighting", "ceasefire": "ceasefire",
}  # fmt: skip
CREDIBILITY_NAMES: dict[int, str] = {
    1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip
LANGUAGE_NAMES = {"de": "German", "en": "English", "ru": "Russian"}


def name(code: str) -> str:
    """English name of an actor's code; the code itself where the register has none."""
    if code == "UNK":
        return "unknown actors"
    return register().name(code) or code.rpartition(":")[2]


def spelled(text: str) -> str:
    """The text with names of actors in place of their codes."""
    return re.sub(
        r"\b(?:(?:IGO|NSA):[A-Z0-9_]+|[A-Z]{3})\b", lambda match: register().name(match.group()) or match.group(), text
    )


def listing(parts: Sequence[str]) -> str:
    """Names joined as in a sentence: ``A, B and C``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def names(codes: Iterable[str]) -> str:
    """Names of codes joined as in a sentence."""
    return listing([name(code) for code in codes])


def day(date: dt.date | None) -> str:
    """``13 September 2022``, or ``undated``."""
    return f"{date.day} {date:%B %Y}" if date else "undated"


def short_day(date: dt.date | None) -> str:
    """``13 Sep``, or a dash."""
    return f"{date.day} {date:%b}" if date else "–"


def period(first: dt.date | None, last: dt.date | None) -> str:
    """Two days as a span, what they share said once; one day where they are the same."""
    if first is None or last is None:
        return "no dates"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{first.day} {first:%B} to {day(last)}" if first.year == last.year else f"{day(first)} to {day(last)}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def type_name(event_type: str, mode: str | None = None) -> str:
    """The type in words with its mode: ``Assault (heavy weapons)``."""
    base = event_types()[event_type].name["en"]
    return f"{base} ({mode.replace('-', ' ')})" if mode else base


def sentence(event: Event) -> str:
    """Who did what to whom, as a clause without a full stop."""
    to_other, alone, together = ACTS[event.type]
    actor = names(event.actor) or "Unknown actors"
    actor = actor[0].upper() + actor[1:]
    if event.recipient:
        return f"{actor} {to_other} {names(event.recipient)}"
    return f"{actor} {together if len(event.actor) > 1 else alone}"


def claimant(codes: Sequence[str]) -> str:
    """Who says so; the outlets themselves where nobody is named."""
    return names(codes) or "outlets' own reporting"
