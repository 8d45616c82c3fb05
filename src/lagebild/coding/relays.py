"""News agencies and media named in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.coding.names import QUOTES
from lagebild.knowledge.outlets import outlets
from lagebild.knowledge.roles import roles
from lagebild.text.inflection import base_keys, keys
from lagebild.text.reader import tokenizer
from lagebild.text.tokens import Doc, Token

#: Names that are everyday words: only beside a word such as "agency" or in quotation marks.
EVERYDAY = frozenset({"report", "trend", "bild", "welt", "die welt", "die zeit", "zeit", "stern", "spiegel", "standard", "mail", "time", "times", "sun", "mirror", "focus", "presse", "die presse", "власть", "труд", "звезда", "мир", "report.az", "дождь", "эхо", "правда", "reporter", "kurier", "vox", "insider", "the insider", "nation", "the nation", "the national", "globe", "star"})  # fmt: skip

#: For how many words the outlets that begin with them are kept at hand.
REMEMBERED = 100_000


@dataclass(frozen=True)
class Relay:
    """An outlet at token positions ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    name: str


Entry = tuple[tuple[frozenset[str], ...], bool, bool, str]


@cache
def _index(lang: str) -> Mapping[str, tuple[Entry, ...]]:
    index: defaultdict[str, list[Entry]] = defaultdict(list)
    for outlet in outlets():
        names = {name for key, values in outlet.names.items() if (key == "ru") == (lang == "ru") for name in values}
        for name in sorted(names | ({outlet.name} if lang != "ru" else set())):
            words = [t.text for t in tokenizer(lang).make_doc(name) if t.text not in QUOTES and not t.is_space]
            if words:
                everyday = name.lower() in EVERYDAY
                entry = (tuple(base_keys(word, lang) for word in words), words[0][:1].isupper(), everyday, outlet.name)
                for key in entry[0][0]:
                    index[key].append(entry)
    return {key: tuple(sorted(found, key=lambda e: -len(e[0]))) for key, found in index.items()}


def relays(doc: Doc, lang: str) -> list[Relay]:
    """Outlets that the sentence names, without the one in the dateline's brackets; looked up once."""
    known = doc.user_data.get("relays")
    if isinstance(known, list):
        return known
    found: list[Relay] = []
    doc.user_data["relays"], position, length = found, 0, len(doc)
    while position < length:
        relay = _at(doc, position, lang) if _entries(doc.words[position].text, lang) else None
        if relay is not None and not _dateline(doc, relay):
            found.append(relay)
        position = relay.end if relay else position + 1
    return found


def _at(doc: Doc, position: int, lang: str) -> Relay | None:
    for words, _, everyday, name in _entries(doc.words[position].text, lang):
        end = position + len(words)
        if end > len(doc):
            continue
        if all(not w.isdisjoint(keys(doc[position + i].text, lang)) for i, w in enumerate(words)) and (
            not everyday or _certain(doc, position, end, lang)
        ):
            return Relay(position, end, name)
    return None


@lru_cache(maxsize=REMEMBERED)
def _entries(first: str, lang: str) -> tuple[Entry, ...]:
    """The outlets whose names may begin with a word."""
    found = (entry for key in keys(first, lang) for entry in _index(lang).get(key, ()))
    return tuple(entry for entry in found if first[:1].isupper() or not entry[1])


def _certain(doc: Doc, start: int, end: int, lang: str) -> bool:
    if start > 0 and doc[start - 1].text in QUOTES and end < len(doc) and doc[end].text in QUOTES:
        return True
    near = [doc[i] for i in range(max(0, start - 2), min(len(doc), end + 1)) if not start <= i < end]
    found = (roles(lang).find(t.lemma_) for t in near if t.pos_ in {"NOUN", "PROPN"})
    return any(role is not None and role.kind == "relay" for role in found)


def _dateline(doc: Doc, relay: Relay) -> bool:
    return relay.start > 0 and doc[relay.start - 1].text == "(" and relay.end < len(doc) and doc[relay.end].text in {")", "/", ","} and relay.start < 12


def relay_at(found: list[Relay], token: Token) -> Relay | None:
    """The relay that a token is part of."""
    return next((relay for relay in found if relay.start <= token.i < relay.end), None)
