"""Text of strangers made fit for a terminal."""

from __future__ import annotations

import unicodedata

KEPT = frozenset("\n\t")
#: Characters that turn the direction of writing and could make a line read as something else.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text without characters that steer a terminal: what is printed comes from strangers."""
    return "".join(c for c in text if c in KEPT or not (unicodedata.category(c) == "Cc" or c in TURNING))


def excerpt(before: str, trigger: str, after: str, most: int) -> str:
    """A passage on one line; of a longer one, so many characters around the trigger, cut between words."""
    start, word, end = (" ".join(part.split()) for part in (before, trigger, after))
    gaps = (" " if before[-1:].isspace() else "", " " if after[:1].isspace() else "")
    whole = f"{start}{gaps[0]}{word}{gaps[1]}{end}"
    if len(whole) <= most:
        return whole
    middle = len(start) + len(gaps[0])
    first = 0 if middle + len(word) <= most * 3 // 4 else min(middle - most // 2, len(whole) - most)
    cut = whole[max(0, first) : max(0, first) + most]
    if first > 0:
        cut = f"… {cut.partition(' ')[2]}"
    return cut if first + most >= len(whole) else f"{cut.rpartition(' ')[0]} …"
