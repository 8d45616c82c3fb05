"""Wordings of one claimed event, and of acts that did not happen or not yet (``tests/coding/wordings.yaml``)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from evaluation.measured import Figure, Measured
from lagebild.coding.coder import code
from lagebild.model import CodedDocument, Document, Mention

FILE = Path(__file__).resolve().parents[1] / "tests" / "coding" / "wordings.yaml"

Kind = Literal["says", "accuses", "unreal", "negated", "denied"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Statuses by which the coder holds that the act took place.
REAL = frozenset({"actual", "historical"})

Key = tuple[str, frozenset[str], frozenset[str], str, frozenset[str]]
"""Type, actors, recipients, status and claimants of an event."""


@dataclass(frozen=True)
class Wording:
    """A text with the event it is about; ``fails`` says why the coder is known to get it wrong."""

    id: str
    lang: str
    kind: Kind
    text: str
    type: str
    actor: str
    recipient: str
    by: str
    fails: str | None = None


@cache
def wordings() -> tuple[Wording, ...]:
    """All wordings of the file, in its order."""
    groups = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(wording for group in groups for wording in _of_group(group))


def _of_group(group: Mapping[str, Any]) -> Iterator[Wording]:
    unknown = set(group) - {"id", "event", *KINDS}
    if unknown:
        raise ValueError(f"{group['id']}: no such kinds of wording: {sorted(unknown)}")
    for kind in KINDS:
        for number, item in enumerate(group.get(kind, ()), 1):
            entry = {"text": item} if isinstance(item, str) else item
            lang = group["id"].partition("/")[0]
            yield Wording(id=f"{group['id']}/{kind}-{number}", lang=lang, kind=kind, **group["event"], **entry)


def fingerprint() -> str:
    """SHA-256 over the wordings, whichever of them are marked as failing."""
    spelled = [replace(wording, fails=None) for wording in wordings()]
    return hashlib.sha256(repr(spelled).encode()).hexdigest()


def coded(wording: Wording) -> CodedDocument:
    """What the coder finds in a wording."""
    return code(Document(id=wording.id, text=wording.text), lang=wording.lang)


def objection(wording: Wording, events: Sequence[Mention]) -> str | None:
    """What is wrong with the events found in a wording; None where they are right."""
    found = [_key(event) for event in events]
    if wording.kind in ("says", "accuses"):
        return _other_than(_claimed(wording), found)
    if any(key[0] == wording.type and key[3] in REAL for key in found):
        return f"taken as done: {_listed(found)}"
    if wording.kind in ("negated", "denied") and not any(_denies(wording, key) for key in found):
        return f"no denied act: {_listed(found)}"
    return None


def measure() -> Measured:
    """Share of right wordings per language, over the claimed ones and over the others."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    misses = []
    for wording in wordings():
        name = f"{wording.lang}/{'claimed' if wording.kind in ('says', 'accuses') else 'not done'}"
        wrong = objection(wording, coded(wording).events)
        total[name] += 1
        right[name] += wrong is None
        if wrong is not None:
            misses.append(f"{wording.id}: {wording.text}\n    {wrong}")
    return Measured({name: Figure(right[name] / total[name]) for name in sorted(total)}, tuple(misses))


def _claimed(wording: Wording) -> set[Key]:
    actor, recipient, by = (frozenset({code}) for code in (wording.actor, wording.recipient, wording.by))
    wanted: set[Key] = {(wording.type, actor, recipient, "actual", by)}
    if wording.kind == "accuses":
        wanted.add(("ACCUSE", by, actor, "actual", frozenset()))
    return wanted


def _other_than(wanted: set[Key], found: list[Key]) -> str | None:
    if set(found) == wanted and len(found) == len(wanted):
        return None
    lacking, surplus = sorted(wanted - set(found), key=str), [key for key in found if key not in wanted]
    parts = [f"lacks {_listed(lacking)}"] * bool(lacking) + [f"found {_listed(surplus)}"] * bool(surplus)
    return "; ".join(parts) or "the same event twice"


def _denies(wording: Wording, key: Key) -> bool:
    *act, by = key
    wanted = [wording.type, {wording.actor}, {wording.recipient}, "negated"]
    return act == wanted and (wording.kind == "negated" or by == {wording.actor})


def _key(event: Mention) -> Key:
    actor, recipient = (frozenset(party.code for party in parties) for parties in (event.actor, event.recipient))
    by = frozenset(party.code for party in event.claim.by) if event.claim else frozenset()
    return event.type, actor, recipient, event.status, by


def _listed(keys: Sequence[Key]) -> str:
    return "; ".join(_spelled(key) for key in keys) or "nothing"


def _spelled(key: Key) -> str:
    kind, actor, recipient, status, by = key
    claim = f" by {','.join(sorted(by))}" if by else ""
    return f"{kind} {','.join(sorted(actor))}>{','.join(sorted(recipient)) or '-'} {status}{claim}"
