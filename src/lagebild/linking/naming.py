"""Which actors a passage names, by the register's names alone: quick, without grammar, for passages no mention covers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from lagebild.knowledge.actors import ActorRecord, register
from lagebild.linking.statements import Codes

#: Endings that inflection changes; what is left is the stem that all forms share.
RUSSIAN_ENDING = re.compile(r"(?:ский|цкий|ия|ой|ый|ий|ая|ое|ье|[аеиоуыьэюяй])$")
GERMAN_ENDING = re.compile(r"(?:isch|ien|en|er|in|e)$")
LONGEST_ENDING = 6
#: A name of fewer letters is an abbreviation and matched as it stands.
SHORT = 4


def named(text: str, lang: str, among: Codes, *, persons: bool = True) -> list[tuple[int, str]]:
    """Places in the text and codes of the actors named there, in order; only codes of ``among`` are looked for.

    Without ``persons`` the last names of office holders do not count.
    """
    found: list[tuple[int, str]] = []
    for code in sorted(among):
        pattern = _pattern(code, lang, persons)
        found.extend((match.start(), code) for match in pattern.finditer(text) if pattern.pattern)
    return sorted(found)


@lru_cache(maxsize=5000)
def _pattern(code: str, lang: str, persons: bool) -> re.Pattern[str]:
    record = register().actors.get(code)
    names = _names(record, lang, persons) if record else set()
    parts = sorted((expression(name, lang) for name in names), key=lambda part: (-len(part), part))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else re.compile("")


def _names(record: ActorRecord, lang: str, persons: bool) -> set[str]:
    known = record.names_in(lang if lang in {"de", "en", "ru"} else "en")
    names = {*known.names, *known.adjectives, *known.demonyms, *known.capitals, *known.metonyms}
    names.update(_surnames(lang).get(record.code, ()) if persons else ())
    return {name for name in names if len(name) > 1}


@cache
def _surnames(lang: str) -> Mapping[str, set[str]]:
    """Last names of office holders by code."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person in register().persons:
        found[person.code].add({"de": person.de, "ru": person.ru}.get(lang, person.en).rpartition(" ")[2])
    return found


def expression(name: str, lang: str) -> str:
    """A pattern for the forms of a name; of an abbreviation only as it stands."""
    if name.isupper() or len(name) < SHORT:
        return re.escape(name)
    words = [_word(word, lang) for word in name.split()]
    return "(?i:" + r"\s+".join(words) + ")"


def _word(word: str, lang: str) -> str:
    ending = {"ru": RUSSIAN_ENDING, "de": GERMAN_ENDING}.get(lang)
    stem = ending.sub("", word) if ending is not None else word
    if len(stem) < SHORT:
        stem = word
    return f"{re.escape(stem)}\\w{{0,{LONGEST_ENDING if ending else 2}}}"
