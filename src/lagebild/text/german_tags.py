"""German: HanTa's tags set right where the order of words in a subordinate clause leaves no choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

OPENERS = ("KOUS", "PRELS", "PRELAT", "PWAV")
VERBS = ("VV", "VA", "VM")
OPENER_PLACES = 3
"""An opening word stands among the first three of its clause: "aber weil", "in denen"."""


def repaired_tags(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The tags of a sentence, with "während" as a conjunction and finite verbs at the end of clauses."""
    repaired = list(tags)
    for start, end in _clauses(tags):
        _repair_conjunction(forms, repaired, start, end)
        _repair_last_verb(forms, repaired, start, end)
    return repaired


def _clauses(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges between punctuation marks."""
    start = 0
    for place, tag in enumerate([*tags, "$."]):
        if tag.startswith("$"):
            if place > start:
                yield start, place
            start = place + 1


def _repair_conjunction(forms: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """ "während Baku beteuert" has a verb at its end, "während des Krieges" has none."""
    verb_last = tags[end - 1].startswith(VERBS)
    if forms[start].lower() == "während" and tags[start] == "APPR" and verb_last and end - start > 2:
        tags[start] = "KOUS"


def _repair_last_verb(forms: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """ "die sich auf Zeugen beruft": without an auxiliary it is no participle."""
    opened = any(tag in OPENERS for tag in tags[start : min(start + OPENER_PLACES, end)])
    helped = any(tag.startswith(("VA", "VM")) for tag in tags[start:end])
    if opened and not helped and tags[end - 1] == "VV(PP)" and forms[end - 1].islower():
        tags[end - 1] = "VV(FIN)"
