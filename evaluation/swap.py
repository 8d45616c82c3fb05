"""Neutrality: two states' names exchanged in a text, the events come out exchanged and nothing else changes.

Names are exchanged only where both inflect alike, so that the text stays correct: English names without an article,
German names without one or of one gender, Russian names of the same declension and gender. Passages that name one of
the two in any other way (a head of state, a nickname, a town, a news agency called after it) are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation.events import Event, claimants, codes, spelled, status
from evaluation.measured import Figure, Measured
from evaluation.passages import document, passages
from lagebild.coding.coder import code
from lagebild.coding.discourse import Discourse, View
from lagebild.knowledge.actors import register
from lagebild.knowledge.outlets import outlets
from lagebild.model import Document
from lagebild.text import read
from lagebild.text.standins import GENDERS, GERMAN_ADJECTIVE, RUSSIAN_ADJECTIVE, RUSSIAN_NOUNS, WITH_ARTICLE

Pair = tuple[str, str]

#: Ends of English names that have an article or no genitive of their own.
ENGLISH_WITH_ARTICLE = ("s", "Republic", "Kingdom")
#: A German name behind one of these has an article all the same.
ARTICLE = r"\b(?:der|die|das|den|dem|des|im|zum|zur|vom|am|beim|ins|ans)\s+{name}\b"
#: Stands for a name inside the name of a place ("South China Sea"): it cannot be exchanged.
PART_OF_A_PLACE = ""
#: English "a" or "an" before the name of a state ("U" is spoken as a consonant in nearly all of them).
INDEFINITE = re.compile(r"\b([Aa])n? (?=([A-Z]))")


@cache
def forms(lang: str, state: str) -> Mapping[tuple[str, str], str]:
    """Inflected forms of the usual name, adjective and capital by declension and ending; those of one reading only."""
    record = register().actors[state].names_in(lang)
    kinds = (("name", record.names), ("adjective", record.adjectives), ("capital", record.capitals))
    found: dict[tuple[str, str], str] = {}
    for kind, words in kinds:
        if words and (words[0].isalpha() or (lang == "en" and words[0].replace(" ", "").isalpha())):
            gender = GENDERS.get(state, "plural") if lang == "de" and kind == "name" and state in WITH_ARTICLE else ""
            inflected = _inflected(lang, kind, words[0]) if gender != "plural" else ()
            found.update({(f"{kind}{gender}{key}", ending): form for key, ending, form in inflected})
    spelled = Counter(found.values())
    return {key: form for key, form in found.items() if spelled[form] == 1}


def _inflected(lang: str, kind: str, word: str) -> Iterator[tuple[str, str, str]]:
    """Declension, ending and form."""
    if lang == "en":
        yield from [] if word.endswith(ENGLISH_WITH_ARTICLE) else [("", "", word)]
    elif lang == "de":
        yield from _german(kind, word)
    else:
        yield from _russian(kind, word)


def _german(kind: str, word: str) -> Iterator[tuple[str, str, str]]:
    if kind == "adjective":
        for ending in GERMAN_ADJECTIVE:
            yield "", ending, word + ending
            yield "capitalised", ending, word.capitalize() + ending
    elif not word.endswith(("s", "x", "z", "ß")):
        yield "", "", word
        yield "", "s", f"{word}s"


def _russian(kind: str, word: str) -> Iterator[tuple[str, str, str]]:
    if kind == "adjective":
        if word.endswith("кий"):
            for ending in RUSSIAN_ADJECTIVE:
                yield "", ending, word[:-2] + ending
                yield "capitalised", ending, word[:-2].capitalize() + ending
        return
    for last, before, endings in RUSSIAN_NOUNS:
        stem = word.removesuffix(last)
        if word.endswith(last) and (before is None or stem[-1] in before):
            for ending in endings:
                yield last + endings[1], ending, stem + ending
            return


def exchange(lang: str, one: str, other: str) -> dict[str, str]:
    """Each form of one state that has a twin of the other, and the other way round."""
    first, second = forms(lang, one), forms(lang, other)
    shared = [(first[key], second[key]) for key in first if key in second]
    return {a: b for pair in shared for a, b in (pair, pair[::-1])}


def swapped(text: str, lang: str, one: str, other: str) -> str:
    """The text with two states' names exchanged, those in the capitals of a dateline too."""
    table = exchange(lang, one, other)
    table |= {a.upper(): b.upper() for a, b in table.items()}
    result = _any_of(table).sub(lambda match: table[match.group()], text) if table else text
    return INDEFINITE.sub(_article, result) if lang == "en" else result


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(ordered)})\b")


def _article(match: re.Match[str]) -> str:
    return f"{match.group(1)}{'n' if match.group(2) in 'AEIO' else ''} "


def safe_pair(document: Document, lang: str) -> Pair | None:
    """The two states named most whose every naming can be exchanged."""
    reading = read(document.text, lang)
    discourse = Discourse(reading, document.published, None)
    views = [discourse.view(sentence) for sentence in reading.sentences if sentence.coded]
    named = [naming for view in views for naming in _namings(view)]
    counts = Counter(actor for actor, _ in named if actor in register().actors and len(actor) == 3)
    for one, other in combinations((state for state, _ in counts.most_common()), 2):
        surfaces = [surface for actor, surface in named if actor in (one, other)]
        if _safe(document.text, lang, surfaces, exchange(lang, one, other)):
            return one, other
    return None


def _safe(text: str, lang: str, surfaces: Sequence[str], table: Mapping[str, str]) -> bool:
    """Each naming has a twin, and none stands inside another word."""
    known = set(surfaces) <= table.keys() and len(_any_of(table).findall(text)) == len(surfaces) if table else False
    agency = any(re.search(rf"\b{re.escape(name)}\b", text) for name in _called_after(lang, frozenset(surfaces)))
    return known and not agency and not (lang == "de" and _with_article(text, surfaces))


def _namings(view: View) -> Iterator[tuple[str, str]]:
    """Code and words of each actor and place; a place that no name covers counts for its country."""
    doc = view.sentence.doc
    for name in view.names:
        place = view.located.get(name.start)
        inside = place is not None and name.code not in _countries(place.country)
        surface = PART_OF_A_PLACE if inside else doc[name.start : name.end].text
        for owner in filter(None, (name.code, *_countries(name.alias.place_country))):
            yield owner, surface
    for position, location in view.located.items():
        if position not in view.at:
            for country in _countries(location.country):
                yield country, doc[position].text


def _countries(joined: str | None) -> Sequence[str]:
    return joined.split("-") if joined else ()


@cache
def _called_after(lang: str, surfaces: frozenset[str]) -> Sequence[str]:
    """Names of outlets that contain one of the words and another beside it."""
    names = [name for outlet in outlets() for name in outlet.names.get(lang, ())]
    return [name for name in names if " " in name and not surfaces.isdisjoint(name.split())]


def _with_article(text: str, surfaces: Iterable[str]) -> bool:
    gendered = {register().actors[state].names_in("de").names[0] for state in GENDERS}
    nouns = [
        noun for noun in surfaces if not noun.endswith(GERMAN_ADJECTIVE) and noun.removesuffix("s") not in gendered
    ]
    return any(re.search(ARTICLE.format(name=re.escape(noun)), text) for noun in nouns)


def outcome(events: Iterable[Event], one: str = "", other: str = "") -> Counter[tuple[Any, ...]]:
    """Events by type, parties, status and claimants, the codes of two states exchanged."""
    turned = {one: other, other: one}

    def turn(values: Iterable[str]) -> frozenset[str]:
        return frozenset(turned.get(value, value) for value in values)

    def key(event: Event) -> tuple[Any, ...]:
        actor, recipient, by = codes(event["actor"]), codes(event["recipient"]), claimants(event)
        return event["type"], turn(actor), turn(recipient), status(event), turn(by)

    return Counter(map(key, events))


def difference(document: Document, lang: str, pair: Pair) -> str | None:
    """What comes out otherwise when the names are exchanged; None where all is the same."""
    text = swapped(document.text, lang, *pair)
    before, after = (_events(document, wording, lang) for wording in (document.text, text))
    if outcome(before, *pair) == outcome(after):
        return None
    lines = [document.text, *map(spelled, before), text, *map(spelled, after)]
    return "\n    ".join((f"{document.id} {pair[0]}/{pair[1]}", *lines))


def _events(document: Document, text: str, lang: str) -> Sequence[Event]:
    anonymous = document.model_copy(update={"text": text, "outlet": None, "outlet_country": None})
    events: Sequence[Event] = code(anonymous, lang=lang).model_dump(mode="json")["events"]
    return events


def measure(paths: Iterable[Path]) -> Measured:
    """Share of exchanged passages whose events come out exchanged, per language."""
    same: Counter[str] = Counter()
    total: Counter[str] = Counter()
    misses = []
    for row in (row for path in paths for row in passages(path).values()):
        pair = safe_pair(document(row), row["lang"])
        if pair is not None:
            changed = difference(document(row), row["lang"], pair)
            total[row["lang"]] += 1
            same[row["lang"]] += changed is None
            misses += [changed] if changed else []
    figures = {f"{lang} same": Figure(same[lang] / total[lang]) for lang in sorted(total)}
    return Measured({**figures, "passages": Figure(total.total(), whole=True)}, tuple(misses))
