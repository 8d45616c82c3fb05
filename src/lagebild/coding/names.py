"""Names of actors in a sentence, in any inflection and spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from lagebild.knowledge.actors import ActorRecord, NameKind, Person, register
from lagebild.text.inflection import base_keys, keys
from lagebild.text.reader import tokenizer
from lagebild.text.tokens import Doc, Token

#: Kinds of name in order of preference where the same words are several names.
PREFERENCE: Mapping[NameKind, int] = {"name": 0, "metonym": 1, "demonym": 2, "adjective": 3, "capital": 4, "person": 5}
#: Where family names come first.
FAMILY_NAME_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "KHM", "HUN", "SGP"})
#: Family names that are everyday words or first names: they are matched alone only behind a title.
EVERYDAY = frozenset(
    "may brown bush park kim lee li wang moon young king pope long may rice blunt mann mehr lang ali hassan hussein "
    "mohammed muhammad ahmed khan abdullah singh karim ibrahim osman omar said can bin ben gross klein jung alt kurz "
    "wolf stern koch beck amin avril bella soares estrada arroyo marin costa rutte michel barrot".split()
) - {"rutte", "michel", "barrot", "costa", "marin"}
SHORTEST_FAMILY_NAME = 4
SHORTEST_SPOKEN = 4
#: For how many word forms the names that begin with them are kept at hand.
MOST_WORDS = 200_000
#: Second parts of compounds whose first part is not the owner of what they describe.
FOREIGN_PARTICIPLES = (
    "speaking", "language", "led", "backed", "mediated", "brokered", "sponsored", "allied", "supported", "occupied", "held",
    "controlled", "funded", "financed", "trained", "designed", "made", "built", "style", "supplied", "proposed", "aligned", "linked",
    "friendly", "dominated", "majority", "populated", "facilitated", "hosted", "drafted", "imposed",
)  # fmt: skip
QUOTES = frozenset("\"'«»„“”‘’‚‹›()")


@dataclass(frozen=True)
class Alias:
    """One name as a sequence of words, each a set of keys, with what it stands for."""

    words: tuple[frozenset[str], ...]
    capital: tuple[bool, ...]
    surface: tuple[str, ...]
    kind: NameKind
    code: str | None
    sector: str | None
    name: str | None
    place_country: str | None = None
    person: Person | None = None
    full: bool = True


@dataclass(frozen=True)
class Name:
    """A name found: token positions ``start`` to ``end`` (exclusive) of the sentence's Doc; ``also`` in "armenisch-iranisch"."""

    start: int
    end: int
    alias: Alias
    also: tuple[Alias, ...] = ()

    @property
    def code(self) -> str | None:
        """Code of the actor, None for a mere place."""
        return self.alias.code


class NameIndex:
    """All names of a language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.by_first: defaultdict[str, list[Alias]] = defaultdict(list)
        self.words: dict[str, tuple[Alias, ...]] = {}
        reg = register()
        for record in dict.fromkeys([*reg.actors.values(), *reg.regions]):
            self._add_record(record)
        for person in reg.persons:
            self._add_person(person)

    def _add_record(self, record: ActorRecord) -> None:
        code = record.acts_as if record.place_country or record.code.startswith("REG:") else record.code
        usual = record.en.names[0] if record.en.names else None
        for kind, name in record.names_in(self.lang).by_kind():
            self._add(name, kind, code, record.sector, usual, record.place_country)
        if self.lang != "ru":  # Latin spellings of one language turn up in texts of the other
            other = record.names_in("en" if self.lang == "de" else "de")
            for name in (*other.names, *other.capitals):
                if name[:1].isupper() and len(name) > 2:
                    self._add(name, "name" if name in other.names else "capital", code, record.sector, usual,
                              record.place_country)  # fmt: skip

    def _add_person(self, person: Person) -> None:
        for spelling in person.spellings():
            if (self.lang == "ru") != any("а" <= letter <= "я" for letter in spelling.lower()):
                continue
            self._add(spelling, "person", person.code, person.sector, person.en, None, person)
            family = _family_name(spelling, person.code)
            if family:
                self._add(family, "person", person.code, person.sector, person.en, None, person, full=False)

    def _add(self, name: str, kind: NameKind, code: str | None, sector: str | None, usual: str | None,
             place_country: str | None, person: Person | None = None, *, full: bool = True) -> None:  # fmt: skip
        surface = tuple(t.text for t in tokenizer(self.lang).make_doc(name) if t.text not in QUOTES and not t.is_space)
        if not surface:
            return
        inflected = self.lang == "de" and len(surface) > 1  # "Islamischer Staat", "des Islamischen Staats"
        words = tuple(frozenset(keys(w, "de")) if inflected else base_keys(w, self.lang) for w in surface)
        capital = tuple(word[:1].isupper() for word in surface)
        alias = Alias(words, capital, surface, kind, code, sector, usual, place_country, person, full)
        for key in words[0]:
            self.by_first[key].append(alias)

    def find(self, doc: Doc, published: date | None) -> list[Name]:
        """Names in the Doc from left to right, the longest at each place; persons in office at ``published`` first."""
        found, position, length = [], 0, len(doc)
        while position < length:
            name = self._longest(doc, position, published)
            if name and not _modifies_another(doc, name):
                found.append(name)
            position = name.end if name else position + 1
        return found

    def _longest(self, doc: Doc, position: int, published: date | None) -> Name | None:
        token = doc.words[position]
        if not (token.is_alpha or token.text[:1].isalnum()):
            return None
        candidates = self._beginning(token.text)
        if not candidates:
            return self._pair(token.text, position) if "-" in token.text else None
        matching = [(end, alias) for alias in candidates if (end := self._end(doc.words, position, alias)) is not None]
        if not matching:
            return self._pair(token.text, position)
        longest = max(end for end, _ in matching)
        best = [alias for end, alias in matching if end == longest]
        chosen = _preferred(best, [t.text for t in doc[position:longest] if t.text not in QUOTES], published)
        return Name(position, longest, chosen) if chosen else None

    def _beginning(self, word: str) -> tuple[Alias, ...]:
        """Names that begin with a word, worked out once for each form of it."""
        known = self.words.get(word)
        if known is None:
            found = {id(a): a for key in keys(word, self.lang) for a in self.by_first.get(key, ())}
            known = tuple(alias for alias in found.values() if self._is_part(word, alias, 0))
            if len(self.words) < MOST_WORDS:
                self.words[word] = known
        return known

    def _pair(self, text: str, position: int) -> Name | None:
        """Two nations in one adjective: "armenisch-aserbaidschanisch", "армяно-азербайджанский"."""
        parts = text.lower().split("-")
        if len(parts) != 2 or not text[:1].isalpha():
            return None
        if self.lang == "ru" and parts[0].endswith("о"):
            parts[0] = parts[0][:-1] + "ский"
        found = [self._adjective(part) for part in parts]
        return Name(position, position + 1, found[0], (found[1],)) if found[0] and found[1] else None

    def _adjective(self, word: str) -> Alias | None:
        for key in keys(word, self.lang):
            for alias in self.by_first.get(key, ()):
                if alias.kind == "adjective" and len(alias.words) == 1 and alias.code:
                    return alias
        return None

    def _title_case(self, abbreviation: str) -> bool:
        """German papers write abbreviations that are spoken as words like words: Nato, Unsmil, Renamo."""
        return self.lang == "de" and len(abbreviation) >= SHORTEST_SPOKEN

    def _end(self, words: list[Token], position: int, alias: Alias) -> int | None:
        """Position behind the name whose first word stands there, signs of quotation inside it passed over, else None."""
        position += 1
        for number in range(1, len(alias.words)):
            while position < len(words) and words[position].text in QUOTES:
                position += 1
            if position >= len(words) or not self._is_part(words[position].text, alias, number):
                return None
            position += 1
        return position

    def _is_part(self, word: str, alias: Alias, number: int) -> bool:
        """Whether a word is a form of one of those that a name consists of, written with capitals where the name is."""
        if alias.capital[number] and not word[:1].isupper():
            return False
        surface = alias.surface[number]
        if surface.isupper() and len(surface) > 1 and not word[:2].isupper() and not self._title_case(surface):
            return False
        return not alias.words[number].isdisjoint(keys(word, self.lang))


def is_everyday(name: Name) -> bool:
    """A family name that is a word or first name too."""
    return name.alias.kind == "person" and not name.alias.full and name.alias.surface[-1].lower() in EVERYDAY


def _modifies_another(doc: Doc, name: Name) -> bool:
    """English "French-speaking", "Turkish-mediated": the name says nothing of whose the noun behind is."""
    rest = doc[name.end : name.end + 2]
    return len(rest) == 2 and rest[0].text == "-" and rest[1].lower_.endswith(FOREIGN_PARTICIPLES)


def _family_name(spelling: str, code: str) -> str | None:
    """The family name in a person's full name, None where there is none of its own or it is too short to be told."""
    parts = spelling.replace("\u00a0", " ").split()
    if len(parts) < 2:
        return None
    family = parts[0] if code in FAMILY_NAME_FIRST else parts[-1]
    if len(family) < SHORTEST_FAMILY_NAME or not family[:1].isupper():
        return None
    return family


def _preferred(aliases: list[Alias], surface: list[str], published: date | None) -> Alias | None:
    """Exact spelling before inflected, states and names before persons, who is in office before who was."""

    def rank(alias: Alias) -> tuple[int, int, int, int, str]:
        exact = list(alias.surface) == surface
        return (PREFERENCE[alias.kind], not exact, not _in_office(alias.person, published), not alias.full, alias.code or "~")

    best = min(aliases, key=rank)
    if best.kind == "person" and not best.full:
        holders = {a.code for a in aliases if a.kind == "person" and _in_office(a.person, published)}
        everyone = {a.code for a in aliases if a.kind == "person"}
        if len(everyone) > 1 and len(holders) != 1:
            return None
    return best


def _in_office(person: Person | None, published: date | None) -> bool:
    if person is None or published is None:
        return True
    return (person.start is None or person.start <= published) and (person.end is None or published <= person.end)


@cache
def name_index(lang: str) -> NameIndex:
    """The index of a language."""
    return NameIndex(lang)
