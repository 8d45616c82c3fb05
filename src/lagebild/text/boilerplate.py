"""Lines that stand in an article but report nothing: credits, embedded posts, appeals for money, newsletter boxes."""

from __future__ import annotations

import re
from functools import cache

from lagebild.knowledge.reading import reading_words
from lagebild.text.sentences import DATELINE

LINK = re.compile(r"^\s*(?:https?://|www\.|t\.me/|pic\.twitter\.com/)\S*\s*$")


@cache
def _patterns(lang: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    words = reading_words(lang).boilerplate
    inside = "|".join(re.escape(words_) for words_ in sorted(words.contains, key=len, reverse=True)) or r"(?!)"
    return tuple(words.starts), re.compile(inside)


def is_boilerplate(sentence: str, lang: str) -> bool:
    """True for a bare link, a dateline and for a line with the wording of a credit, appeal or subscription box."""
    if LINK.match(sentence) or DATELINE.fullmatch(sentence + " "):
        return True
    starts, inside = _patterns(lang)
    lowered = sentence.lower().strip(" •*▶►⚡️-–")
    return (
        lowered in reading_words(lang).boilerplate.equals
        or lowered.startswith(starts)
        or inside.search(lowered) is not None
    )
