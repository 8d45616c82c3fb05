"""What a document has said so far: who was named, who holds which office, who speaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from lagebild.coding.district_names import place_names
from lagebild.coding.names import FAMILY_NAME_FIRST, Name, is_everyday, name_index
from lagebild.coding.recorder import Recorder, explained
from lagebild.coding.relays import relay_at, relays
from lagebild.coding.repairs import repair
from lagebild.coding.truce_pronouns import TrucePronouns
from lagebild.knowledge.actors import register
from lagebild.knowledge.gazetteer import Location, begins_longer_name, fold, named_places, towns
from lagebild.knowledge.roles import Role, roles
from lagebild.model import Actor, Claim
from lagebild.text.inflection import keys
from lagebild.text.reader import Reading, Sentence
from lagebild.text.tokens import Doc, Token

#: Smallest town that is recognised without a word such as "town" or a country of the text beside it.
SMALLEST_BARE_TOWN = 5000
#: The same for a town found by another than its usual name: short names are alternate names of some place anywhere.
SMALLEST_OTHER_NAME = 100_000
#: Smallest town that is recognised in a country that the text does not name while it names others.
SMALLEST_ELSEWHERE = 20_000
#: Types of act that set two parties against each other or at one table.
MUTUAL = frozenset({"ASSAULT", "AGREE", "CONSULT", "ACCUSE", "COERCE", "SANCTION", "COOPERATE", "RETREAT"})
#: Letters of a state's name that its adjective and its people's name have too.
STEM = 5
FUNCTION_WORDS = frozenset({"DET", "PRON", "ADP", "AUX", "ADV", "SCONJ", "CCONJ", "PART"})
#: Types that ask somebody for something.
DEMANDS = frozenset({"REQUEST", "THREATEN"})
#: Types of act that are answered with retaliation.
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
#: In words.
LONGEST_PLACE = 5
#: Words for any organ of a state that was named before with more words.
ANY_ORGAN = frozenset({"ministry", "department", "ministerium", "ressort", "behörde", "amt", "ведомство", "министерство"})
#: Parts of speech of Russian words that may be made of the name of a district's town.
DISTRICT_WORDS = frozenset({"ADJ", "PROPN"})
STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP"})
#: The line before a report that says where it was written: "KYIV, 3 May (Reuters) -", "Moskau (dpa) –", "КИЕВ. ".
DATELINE = re.compile(
    r"^(?P<place>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})(?:, (?:\d{1,2}\. ?)?[^.\n(—–/-]{1,25})?"
    r"(?:(?:\.?\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)\.?)?\s*[—–-]\s|\.\s+/[^/\n]{2,30}/|(?<=[A-ZÄÖÜА-ЯЁ])\.\s)",
    re.MULTILINE,
)
#: Letters of the code of a state.
STATE_CODE = 3
#: Characters of a text in which the dateline stands.
BEGINNING = 300
#: Names of months that are names of towns too.
MONTHS = frozenset("march april may june july august mai".split())
ARTICLES = frozenset("der die das den dem des ein eine einen einem einer eines the a an this that".split())


@dataclass(frozen=True)
class Heard:
    """An actor as the text named it: where, whether in the subject, whether by a noun, in the list that begins where,
    and whether only as the place of something ("in Doha").
    """

    sentence: int
    position: int
    actor: Actor
    subject: bool
    noun: bool = True
    list: int = -1
    scene: bool = False


@dataclass
class View:
    """One sentence with the names in it; ``doers`` holds who did the act that a noun at a position names."""

    sentence: Sentence
    names: Sequence[Name]
    at: dict[int, Name] = field(default_factory=dict)
    located: dict[int, Location] = field(default_factory=dict)
    doers: dict[int, tuple[Actor, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.names:
            for position in range(name.start, name.end):
                self.at[position] = name

    def name_at(self, token: Token) -> Name | None:
        """The name that a token is part of."""
        return self.at.get(token.i)


@dataclass(frozen=True)
class Passed:
    """A sentence passed over, with the names in it and the countries that the text had named up to it."""

    sentence: Sentence
    names: Sequence[Name]
    countries: dict[str, int]

    def names_any(self, wanted: Callable[[str], bool]) -> bool:
        """Whether one of the names is that of somebody wanted."""
        aliases = (alias for name in self.names for alias in (name.alias, *name.also))
        codes = (code for alias in aliases for code in (alias.code, (alias.place_country or "").partition("-")[0]) if code)
        return any(map(wanted, codes))


class Discourse:
    """State of the reading of one document; sentences are entered in order."""

    def __init__(
        self, reading: Reading, published: date | None, outlet_country: str | None, trace: Recorder | None = None
    ) -> None:
        self.reading, self.lang, self.text, self.trace = reading, reading.lang, reading.text, trace
        self.published, self.outlet_country = published, outlet_country
        self.roles = roles(reading.lang)
        self._heard: defaultdict[int, list[Heard]] = defaultdict(list)
        self._places: dict[int, list[Location]] = {}
        self._passed: dict[int, Passed] = {}
        self.hear: Callable[[View], None] = lambda _: None
        self.persons: dict[str, Actor] = {}
        self.claim: Claim | None = None
        self.countries: dict[str, int] = {}
        self.spoken_of: dict[str, bool] = {}
        self.pairs: list[tuple[Actor, ...]] = []
        self.truces = TrucePronouns()
        self.deeds: dict[str, tuple[Actor, ...]] = {}
        self.last_doers: tuple[Actor, ...] = ()
        self.last_attackers: tuple[Actor, ...] = ()
        self.crowd: tuple[int, int, tuple[Actor, ...]] = (-1, -1, ())
        self.sufferers: dict[str, tuple[Actor, ...]] = {}
        self.demands: list[tuple[tuple[Actor, ...], tuple[Actor, ...]]] = []
        self._organs: list[tuple[tuple[int, int], Role, Actor]] = []

    @cached_property
    def dateline(self) -> str | None:
        """The state where a report says that it was written; None where it does not say so."""
        match = DATELINE.search(self.text, 0, BEGINNING)
        if match is None:
            return None
        words = match["place"].split()
        known = [keys(word.lower(), self.lang) or (word.lower(),) for word in words]
        for alias in (alias for key in known[0] for alias in name_index(self.lang).by_first.get(key, ())):
            same = len(alias.words) == len(words) and all(ours & set(theirs) for ours, theirs in zip(alias.words, known, strict=True))
            if same and alias.kind == "capital" and alias.code and len(alias.code) == STATE_CODE:
                return alias.code
        towns_ = [place for place in self.candidates(match["place"], words) if place.kind == "town"]
        told = [place for place in towns_ if place.country in self.countries]
        largest = max(told or towns_, key=lambda place: place.population, default=None)
        return largest.country if largest is not None and (told or largest.population >= SMALLEST_OTHER_NAME) else None

    def remember_organ(self, place: tuple[int, int], role: Role, owner: Actor) -> None:
        """Whose organ or office holder a role noun at a place (sentence, token) is."""
        self._organs.append((place, role, owner))

    def organ(self, role: Role, before: tuple[int, int]) -> Actor | None:
        """Whose organ a bare noun ("the ministry") means: the last one of that name whose owner the text told."""
        wider = role.lemma.lower() in ANY_ORGAN

        def alike(other: Role | None) -> bool:
            return other is not None and (other.lemma == role.lemma or (wider and other.kind == "organ" and other.sector == role.sector))

        passed = [each.sentence for each in self._passed.values() if each.names and each.sentence.index <= before[0]]
        self._read(each for each in passed if any(alike(self.roles.find(token.lemma_)) for token in each.doc))
        known = ((place, owner) for place, other, owner in self._organs if place < before and alike(other))
        return max(known, key=lambda found: found[0], default=(None, None))[1]

    def view(self, sentence: Sentence) -> View:
        """The sentence with its names; its places are looked up in the light of the countries named so far."""
        names = self._names(sentence)
        return self._view(sentence, names)

    def pass_over(self, sentence: Sentence) -> list[Name]:
        """Reads only the names of a sentence that tells of no act; the rest is read once somebody asks for it."""
        names = self._names(sentence)
        self._passed[sentence.index] = Passed(sentence, names, dict(self.countries))
        return names

    def recent(self, wanted: Callable[[str], bool] = bool, before: tuple[int, int] | None = None) -> Iterator[Heard]:
        """Who was named, on wish before a place (sentence, token), the last first; of sentences passed over those whose code is wanted."""
        for index in sorted({*self._heard, *self._passed}, reverse=True):
            if before is not None and index > before[0]:
                continue
            if index in self._passed and self._passed[index].names_any(wanted):
                self._read([self._passed[index].sentence])
            yield from (h for h in reversed(self._heard.get(index, ())) if before is None or (index, h.position) < before)

    def last_place(self, kinds: Set[str]) -> Location | None:
        """The place, on wish of certain kinds, that was named last."""
        naming = {index for index, passed in self._passed.items() if passed.names or any(token.pos_ == "PROPN" for token in passed.sentence.doc)}
        for index in sorted({*self._places, *naming}, reverse=True):
            if index in self._passed:
                self._read([self._passed[index].sentence])
            fitting = [place for place in self._places.get(index, ()) if not kinds or place.kind in kinds]
            if fitting:
                return fitting[-1]
        return None

    def note_places(self, sentence: Sentence, places: Iterable[Location]) -> None:
        """Remembers the places that a sentence names."""
        self._places.setdefault(sentence.index, []).extend(places)

    @property
    def heard(self) -> list[Heard]:
        """Who was named so far, in the order of the text."""
        self._read([passed.sentence for passed in self._passed.values() if passed.names])
        return list(self.recent())[::-1]

    def _read(self, sentences: Iterable[Sentence]) -> None:
        """Reads sentences that were passed over."""
        chosen = list(sentences)
        self.reading.parse(chosen)
        for sentence in chosen:
            passed = self._passed.pop(sentence.index, None)
            if passed is None:  # read while another was
                continue
            countries, self.countries = self.countries, passed.countries
            self.hear(self._view(sentence, [name for name in passed.names if not self._mistaken(sentence.doc, name)]))
            self.countries = countries

    def _names(self, sentence: Sentence) -> list[Name]:
        found = name_index(self.lang).find(sentence.doc, self.published)
        names = [self._seated(name) for name in found if not self._mistaken(sentence.doc, name)]
        for name in names:
            country = name.alias.place_country or name.code
            if country and len(country) == 3:
                self.countries[country] = self.countries.get(country, 0) + 1
        return names

    def _seated(self, name: Name) -> Name:
        """ "Brussels" is the Union's seat in a text that does not speak of Belgium."""
        seated = register().seated.get(name.code or "") if name.alias.kind == "capital" else None
        if seated is None or self._speaks_of(name.code or ""):
            return name
        alias = replace(name.alias, code=seated.code, sector=seated.sector, place_country=name.code)
        return replace(name, alias=alias)

    def _speaks_of(self, state: str) -> bool:
        """The text has the name of a state, its adjective or a word for its people, in any form."""
        known = self.spoken_of.get(state)
        if known is None:
            names = register().actors[state].names_in(self.lang)
            stems = {word.lower()[:STEM] for word in (*names.names, *names.adjectives, *names.demonyms) if " " not in word}
            known = self.spoken_of[state] = any(stem in self.text.lower() for stem in stems)
        return known

    def _view(self, sentence: Sentence, names: list[Name]) -> View:
        repair(sentence.doc, self.lang, names)
        self.truces.resolve(sentence.doc, sentence.index)
        view = View(sentence, names)
        view.located = dict(self._locations(view))
        return view

    def _mistaken(self, doc: Doc, name: Name) -> bool:
        """What was taken for a family name is the first word of a town's ("Chan Junis"), an everyday word ("Sein Land") or the
        first name of somebody else.
        """
        if name.alias.kind != "person" or name.alias.full:
            return False
        if doc[name.start].pos_ in FUNCTION_WORDS or _is_first_name(doc, name) or (is_everyday(name) and not self._titled(doc, name)):
            return True
        place = doc[name.start : name.end + 1]
        return len(place) > 1 and place[-1].text[:1].isupper() and bool(self.candidates(place.text, [t.text for t in place]))

    def _titled(self, doc: Doc, name: Name) -> bool:
        """A title stands right before the name: "President Bush"."""
        return name.start > 0 and self._is_title(doc[name.start - 1])

    def _is_title(self, token: Token) -> bool:
        role = self.roles.find(token.lemma_)
        return role is not None and role.kind == "person"

    def _is_person(self, token: Token) -> bool:
        """A word of the name of somebody whose title stands before it: "Judge Alejandro Rivera"."""
        while token.dep_.startswith(("flat", "compound")) and token.head.i != token.i and token.head.pos_ == "PROPN":
            token = token.head
        if token.dep_ == "appos" and token.head.i == token.i - 1 and self._is_title(token.head):
            return True
        return any(child.dep_ == "nmod:desc" and child.i < token.i and self._is_title(child) for child in token.children)

    def _locations(self, view: View) -> Iterable[tuple[int, Location]]:
        words, position = view.sentence.doc.words, 0
        russian = self.lang == "ru"
        while position < len(words):
            word = words[position]
            if not word.text[:1].isupper() and not (russian and word.pos_ in DISTRICT_WORDS):
                position += 1
                continue
            name = view.at.get(position)
            if name is not None and not _may_be_town(name):
                position = name.end
                continue
            width, location = self._location(view, position)
            if location is not None:
                for offset in range(width):
                    yield position + offset, location
            position += width

    def _location(self, view: View, position: int) -> tuple[int, Location | None]:
        """The longest place name that begins at a token, with its width in tokens."""
        doc = view.sentence.doc
        if self.lang == "ru" and doc[position].pos_ in DISTRICT_WORDS:
            district = self._district(doc[position])
            if district is not None:
                return 1, district
        first = doc[position]
        if not first.text[:1].isupper() or first.lower_ in MONTHS or self._is_person(first):
            return 1, None
        for width in range(self._widest(doc, position), 0, -1):
            span = doc[position : position + width]
            if not span[-1].text[-1:].isalnum():
                continue
            found = self.candidates(span.text, [t.text for t in span])
            chosen = self._best(view, position, width, found)
            if chosen is not None and relay_at(relays(doc, self.lang), first) is None:
                return width, chosen
        return 1, None

    def _district(self, token: Token) -> Location | None:
        """The place that an adjective before a word for a district is made of, if it lies in a state of the text or is large."""
        extra = named_places(self.lang)
        found = [
            place
            for name in place_names(token)
            for place in (*extra.get(name, ()), *towns(name))
            if place.usual or place.country in self.countries
        ]
        known = next((place for place in found if place.country in self.countries), None)
        return known or next(
            (place for place in found if place.kind != "town" or place.population >= SMALLEST_OTHER_NAME), None
        )

    def _widest(self, doc: Doc, position: int) -> int:
        """Words of the longest place name that may begin with a word."""
        word = doc[position].text
        bases = {fold(word), *(fold(key) for key in keys(word, "ru")[-1:] if self.lang == "ru")}
        longer = any(begins_longer_name(base, self.lang) for base in bases)
        return min(LONGEST_PLACE, len(doc) - position) if longer else 1

    def candidates(self, text: str, words: list[str]) -> list[Location]:
        """What the gazetteer has by a name in one of its spellings, as a text and as words."""
        extra = named_places(self.lang)
        found: list[Location] = []
        for key in self._spellings(text, words):
            found.extend(extra.get(key, ()))
            found.extend(towns(key))
        return found

    def _spellings(self, text: str, words: list[str]) -> list[str]:
        spellings = [fold(text)]
        if self.lang == "ru":
            spellings += [fold(" ".join((*words[:-1], key))) for key in keys(words[-1], "ru")]
            if len(words) > 1:
                spellings.append(fold(" ".join(keys(word, "ru")[-1] for word in words)))
        elif self.lang == "de" and text.endswith("s") and len(text) > 5:
            spellings.append(fold(text[:-1]))
        return list(dict.fromkeys(spellings))

    def _best(self, view: View, position: int, width: int, found: list[Location]) -> Location | None:
        if not found:
            return None
        name = view.at.get(position)
        if name is not None and name.alias.kind == "capital":
            own = [place for place in found if place.country == (name.alias.place_country or name.code) and place.kind == "town"]
            if own:
                return max(own, key=lambda place: place.population)
        regions = [place for place in found if place.kind != "town"]
        if regions:
            return regions[0]
        token = view.sentence.doc[position]
        if width == 1 and (not self.reads_as_place(token) or self._holds_office(token)):
            return None
        known = [place for place in found if place.country in self.countries]
        if known:
            return max(known, key=lambda place: (place.usual, place.population))
        introduced = self._introduced(token)
        least = SMALLEST_ELSEWHERE if self.countries else 0
        return next((p for p in found if p.population >= max(least, 0 if introduced and p.usual else _smallest(p))), None)

    def _holds_office(self, token: Token) -> bool:
        """A title ("Prime Minister") is no town of that name."""
        role = self.roles.find(token.lemma_.lower() if self.lang == "en" else token.lemma_)
        return role is not None and role.kind in {"person", "people", "organ"}

    def reads_as_place(self, token: Token) -> bool:
        """A proper noun without an article of its own."""
        if token.i > 0 and token.nbor(-1).lower_ in ARTICLES:
            return False
        if token.pos_ == "PROPN" or token.tag_ == "NE":
            return True
        return self.lang == "ru" and token.pos_ in {"NOUN", "X"} and token.i > 0

    def _introduced(self, token: Token) -> bool:
        head = token.head
        role = self.roles.find(head.lemma_) if head.i != token.i else None
        return role is not None and role.kind == "ground"

    def note(self, view: View, token: Token, actors: Sequence[Actor], *, subject: bool, noun: bool, scene: bool) -> None:
        """Remembers actors that the text named at a token."""
        for actor in actors:
            if actor.code != "UNK":
                heard = Heard(view.sentence.index, token.i, actor, subject, noun, _begin_of_list(token), scene)
                self._heard[view.sentence.index].append(heard)

    def remember_deed(self, kind: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> None:
        """Who did an act of a type, and which two parties it stood between."""
        self.deeds[kind], self.sufferers[kind] = actors, recipients
        if kind != "CONSULT" or not recipients:
            self.last_doers = actors
        if kind in HOSTILE:
            self.last_attackers = actors
        if kind in DEMANDS:
            self.demands.append((actors, recipients))
        for group in (actors, recipients, (*actors, *recipients)):
            pair = {party.code: party for party in group if party.code != "UNK"}
            if len(pair) == 2 and kind in MUTUAL:
                self.pairs.append(tuple(pair.values()))
                return

    def remember_crowd(self, sentence: int, position: int, actors: tuple[Actor, ...]) -> None:
        """Whom a plural noun for people stands for, the last one of the text."""
        if (sentence, position) > self.crowd[:2]:
            self.crowd = (sentence, position, actors)

    def crowd_before(self, before: tuple[int, int]) -> tuple[Actor, ...]:
        """Whom the last plural noun for people stood for, if no list of actors came after it."""
        sentence, position, actors = self.crowd
        if not actors or (sentence, position) >= before:
            return ()
        last = next(self.recent(before=before), None)
        return actors if last is None or (last.sentence, last.position) < (sentence, position) else ()

    def pair(self, besides: frozenset[str], before: tuple[int, int]) -> tuple[Actor, ...]:
        """The two parties that the last act stood between, else the last list of two, else the last two named."""
        for pair in reversed(self.pairs):
            codes = {party.code for party in pair}
            if besides.isdisjoint(codes) and not any(code.startswith("IGO:") for code in codes):
                return pair
        besides |= {heard.actor.code for heard in self.recent(lambda code: code.startswith("IGO:")) if heard.actor.code.startswith("IGO:")}
        named = self.latest_states(2, before=before, besides=besides)
        if len(named) < 2:
            named = self.latest_states(2, besides=besides)
        return self.latest_list(before=before, number=2, besides=besides) or tuple(reversed(named))

    def opponents(self, code: str) -> tuple[Actor, ...]:
        """The other of the last two parties of which a state or group was one."""
        pair = next((pair for pair in reversed(self.pairs) if any(party.code == code for party in pair)), ())
        return tuple(party for party in pair if party.code != code)

    def demand_on(self, codes: set[str]) -> tuple[Actor, ...]:
        """Who last asked or threatened one of the actors with these codes."""
        found = (who for who, whom in reversed(self.demands) if codes & {party.code for party in whom})
        return next(found, ())

    def remember_person(self, word: str, actor: Actor) -> None:
        """A name that the text gave to the holder of a role ("the secretary, Armen Grigoryan")."""
        for key in keys(word, self.lang):
            self.persons.setdefault(key, actor)

    def person(self, word: str) -> Actor | None:
        """The actor of a person's name that the text explained before."""
        return next((self.persons[key] for key in keys(word, self.lang) if key in self.persons), None)

    @explained("party named before")
    def latest(self, *, before: tuple[int, int] | None = None, besides: frozenset[str] = frozenset(), subjects: bool = False,
               nouns: bool = False, kind: str = "", scenes: bool = False) -> Actor | None:  # fmt: skip
        """The actor named last before a place (sentence, token): on wish only subjects, nouns, codes of a kind, also mere places.

        ``kind`` is a prefix of the code ("NSA:") or "state".
        """

        def wanted(code: str) -> bool:
            return code not in besides and (":" not in code if kind == "state" else code.startswith(kind))

        for heard in self.recent(wanted, before):
            if wanted(heard.actor.code) and (scenes or not heard.scene) and (heard.subject or not subjects) and (heard.noun or not nouns):
                return heard.actor
        return None

    @explained("last list of parties")
    def latest_list(self, *, before: tuple[int, int] | None = None, besides: frozenset[str] = frozenset(), number: int = 0) -> tuple[Actor, ...]:
        """The actors of the last list ("A, B and C") that names two or more, or just ``number`` of them; empty without one."""
        named = (heard for heard in self.recent(lambda code: code not in besides, before) if heard.actor.code not in besides and not heard.scene)
        for _, told in groupby(named, key=attrgetter("sentence")):
            lists: dict[int, dict[str, Actor]] = {}
            for heard in reversed(list(told)):
                lists.setdefault(heard.list, {}).setdefault(heard.actor.code, heard.actor)
            found = [tuple(actors.values()) for actors in lists.values() if len(actors) > 1 and number in {0, len(actors)}]
            if found:
                return found[-1]
        return ()

    def latest_states(self, number: int, *, before: tuple[int, int] | None = None, besides: frozenset[str] = frozenset()) -> list[Actor]:
        """The last distinct actors named, the most recent first."""
        found: dict[str, Actor] = {}
        for heard in self.recent(lambda code: code not in besides and code not in found, before):
            if not heard.scene and heard.actor.code not in besides:
                found.setdefault(heard.actor.code, heard.actor)
                if len(found) == number:
                    break
        return list(found.values())


def _may_be_town(name: Name) -> bool:
    """Capitals and regions are places too; "Armenia" is the state, not the town in Colombia."""
    return name.alias.kind == "capital" or (name.alias.kind == "name" and name.alias.place_country is not None)


def _is_first_name(doc: Doc, name: Name) -> bool:
    """Another name follows that the parser makes part of the same."""
    behind = doc[name.end : name.end + 1]
    follows = len(behind) == 1 and behind[0].dep_ == "flat" and behind[0].pos_ == "PROPN" and name.start <= behind[0].head.i < name.end
    return follows and name.code not in FAMILY_NAME_FIRST


def _begin_of_list(token: Token) -> int:
    """Position of the first noun of the list that a name stands in."""
    while token.dep_.startswith(("conj", "flat", "compound", "amod", "appos", "nmod")) and token.head.i != token.i and token.head.i < token.i + 4:
        token = token.head
    return token.i


def _smallest(place: Location) -> int:
    return SMALLEST_BARE_TOWN if place.usual else SMALLEST_OTHER_NAME


def actor(code: str, *, sector: str | None = None, text: str = "") -> Actor:
    """An actor of the register by its code."""
    return Actor(code=code, sector=sector, name=register().name(code), text=text)
