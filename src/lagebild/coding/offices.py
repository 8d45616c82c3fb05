"""By which of a state's highest offices a text names persons: "the Armenian president", "Prime Minister Nikol Pashinyan".

Read from the words beside each other, without a tree, so that sentences that tell of no act count as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lagebild.coding.names import Name
from lagebild.knowledge.offices import OfficeNames, office_names
from lagebild.model import Evidence, Mention, Naming, Office, Span
from lagebild.text import Sentence
from lagebild.text.inflection import keys
from lagebild.text.tokens import Doc, Token

#: Letters of the code of a state.
STATE_CODE = 3
#: Words before an office in which one may stand that says that it is not held now.
BEFORE = 3
ARTICLES = {"de": frozenset("der die das des dem den".split()), "en": frozenset({"the"}), "ru": frozenset[str]()}
#: Prepositions between an office and its state.
OF = {"de": frozenset({"von"}), "en": frozenset({"of"}), "ru": frozenset[str]()}
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
AND = frozenset({"und", "and", "и", "sowie", "&"})
#: For how many words it is kept at hand whether an office begins with them.
REMEMBERED = 100_000


@dataclass(frozen=True)
class Title:
    """An office named at tokens ``start`` to ``end`` (exclusive), with its state and the person beside it."""

    office: Office
    start: int
    end: int
    code: str
    person: Name | None
    words: tuple[int, int]


class Told(NamedTuple):
    """An office in a sentence with the passage that names it."""

    title: Title
    naming: Naming


def told_in(sentence: Sentence, names: Sequence[Name], lang: str, text: str) -> Iterator[Told]:
    """The offices by which a sentence names persons, or the state whose office it is."""
    for title in titles(sentence.doc, names, lang):
        start, end = sentence.span(sentence.doc[title.start], sentence.doc[title.end - 1])
        passage = Evidence(
            start=sentence.start, end=sentence.end, text=text[sentence.start : sentence.end],
            trigger=Span(start=start, end=end, text=text[start:end]),
        )  # fmt: skip
        holder = title.person.alias.person if title.person is not None else None
        yield Told(
            title, Naming(code=title.code, office=title.office, person=holder.en if holder else None, evidence=passage)
        )


def titles(doc: Doc, names: Sequence[Name], lang: str) -> Iterator[Title]:
    """Offices named in a sentence of which is said whose they are."""
    known = office_names(lang)
    at = {position: name for name in names for position in range(name.start, name.end)}
    for token in doc:
        found = _office(doc, token.i, lang, known) if _may_begin(token.text, lang) else None
        if found is not None and not _of_another_time(doc, token.i, found[1], lang, known):
            title = _whose(doc, token.i, found[1], found[0], at, lang)
            if title is not None:
                yield title


def _office(doc: Doc, start: int, lang: str, known: OfficeNames) -> tuple[Office, int] | None:
    """The office whose name begins at a token, and the token behind it."""
    for first in _forms(doc[start], lang):
        for words, office in known.by_first.get(first, ()):
            rest = doc[start + 1 : start + len(words)]
            same = (word in _forms(token, lang) for word, token in zip(words[1:], rest, strict=False))
            if len(rest) == len(words) - 1 and all(same):
                return office, start + len(words)
    return None


@lru_cache(maxsize=REMEMBERED)
def _may_begin(word: str, lang: str) -> bool:
    """Whether the name of an office may begin with a word."""
    return not office_names(lang).by_first.keys().isdisjoint(_keys(word, lang))


def _forms(token: Token, lang: str) -> tuple[str, ...]:
    """Keys of a word; of a German compound with a hyphen those of its last part."""
    return _keys(token.text, lang)


def _keys(word: str, lang: str) -> tuple[str, ...]:
    if lang == "en":
        return (word.lower(),)
    found = keys(word, lang)
    return tuple(key.rpartition("-")[2] for key in found) if lang == "de" else found


def _of_another_time(doc: Doc, start: int, end: int, lang: str, known: OfficeNames) -> bool:
    """A word beside it says that the office is held no longer, not yet or for another, or that there are several."""
    if lang == "de" and not known.past.isdisjoint(doc[start].lower_.split("-")[:-1]):
        return True
    before = list(doc[max(0, start - BEFORE) : start])[::-1]
    for token in before:
        if token.is_punct and token.text != "-":
            break
        if not known.past.isdisjoint(keys(token.text, lang)):
            return True
    if before and before[0].lower_ in known.several:
        return True
    behind = doc[end : end + 2]
    return len(behind) > 1 and behind[0].text == "-" and behind[1].lower_ in known.past


def _whose(doc: Doc, start: int, end: int, office: Office, at: dict[int, Name], lang: str) -> Title | None:
    """The office with its state or the person beside it; None where neither is named, or two that do not agree."""
    first, state = _state_before(doc, start, at)
    last = end
    if state is None:
        last, state = _state_behind(doc, end, at, lang)
    person = _person_behind(doc, last, at)
    if person is None:
        person = _person_before(doc, first, at, lang)
        first = person.start if person is not None else first
    else:
        last = person.end
        if doc[last : last + 1] and doc[last].lower_ in AND and _is_person(at.get(last + 1)):
            return None
    if person is None and last < len(doc) and last not in at and doc[last].pos_ == "PROPN":
        return None
    codes = {code for code in (state, person.code if person is not None else None) if code is not None}
    if len(codes) != 1 or len(code := codes.pop()) != STATE_CODE:
        return None
    return Title(office, first, last, code, person, (start, end))


def _state_before(doc: Doc, start: int, at: dict[int, Name]) -> tuple[int, str | None]:
    """A state's adjective or possessive before an office, with the token where it begins: "Armenia's", "armenische"."""
    place = start - 1
    if place > 0 and doc[place].text in POSSESSIVE:
        place -= 1
    name = at.get(place)
    if name is None or name.alias.kind in {"person", "capital"} or name.also:
        return start, None
    genitive = place < start - 1 or name.alias.kind in {"adjective", "demonym"} or doc[place].text.endswith("s")
    return (name.start, name.code) if genitive else (start, None)


def _state_behind(doc: Doc, end: int, at: dict[int, Name], lang: str) -> tuple[int, str | None]:
    """The state behind an office ("of Armenia", "der Türkei", "Армении"), with the token behind it."""
    place = end
    while place < len(doc) and place < end + 2 and doc[place].lower_ in ARTICLES[lang] | OF[lang]:
        place += 1
    name = at.get(place)
    within = name is not None and name.alias.kind == "metonym" and name.start < end  # "глава МИД России"
    if name is None or not (within or name.alias.kind == "name"):
        return end, None
    word = doc[name.end - 1]
    owned = (
        within
        or place > end
        or (lang == "de" and word.text.endswith("s"))
        or (lang == "ru" and "Gen" in word.morph.get("Case", []))
    )
    return (name.end, name.code) if owned else (end, None)


def _person_behind(doc: Doc, place: int, at: dict[int, Name]) -> Name | None:
    """The person named right behind: "Präsident Putin", "der Präsident Russlands, Wladimir Putin,"."""
    if _is_person(at.get(place)):
        return at[place]
    if doc[place : place + 1] and doc[place].text == "," and _is_person(name := at.get(place + 1)):
        closed = name is not None and doc[name.end : name.end + 1] and doc[name.end].is_punct
        return name if closed else None
    return None


def _person_before(doc: Doc, place: int, at: dict[int, Name], lang: str) -> Name | None:
    """The person named before a comma: "Nikol Pashinyan, the prime minister of Armenia"."""
    if place > 0 and doc[place - 1].lower_ in ARTICLES[lang]:
        place -= 1
    name = at.get(place - 2) if place > 1 and doc[place - 1].text == "," else None
    return name if _is_person(name) else None


def _is_person(name: Name | None) -> bool:
    return name is not None and name.alias.kind == "person"


def acting(told: Told, found: Sequence[Mention]) -> Iterator[Mention]:
    """The acts of the sentence whose actor is named so."""
    passage = told.naming.evidence
    words = passage.trigger.text
    for mention in found:
        if mention.evidence.start != passage.start:
            continue
        for actor in mention.actor:
            named = (
                actor.text.partition(" ")[2] if actor.text.partition(" ")[0].lower() in _ALL_ARTICLES else actor.text
            )
            if actor.code == told.title.code and named and (words.startswith(named) or named.startswith(words)):
                yield mention
                break


_ALL_ARTICLES = frozenset().union(*ARTICLES.values())


def namings(told: Sequence[Told], found: Sequence[Mention], events: Sequence[Mention]) -> tuple[Naming, ...]:
    """The namings of a document, with the places of those of its events whose actor is named so.

    ``found`` are the mentions as read, ``events`` those of the document, in which equal ones have become one. Offices
    that neither stand with a name nor for somebody who acts are left out.
    """
    places = {_key(event): place for place, event in reversed(list(enumerate(events)))}
    made = []
    for one in told:
        acts = sorted({places[key] for mention in acting(one, found) if (key := _key(mention)) in places})
        if one.naming.person is not None or acts:
            made.append(one.naming.model_copy(update={"acts": tuple(acts)}))
    return tuple(made)


def _key(mention: Mention) -> tuple[object, ...]:
    """What makes two mentions of a document one event, their days and claimants aside."""
    return (
        mention.type, frozenset(a.code for a in mention.actor), frozenset(a.code for a in mention.recipient), mention.status,
    )  # fmt: skip
