"""When and where an act took place, as far as the text says."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import cast

from lagebild.coding.acts import Act
from lagebild.coding.dates import TimeExpression
from lagebild.coding.discourse import Discourse, View
from lagebild.coding.district_names import place_names
from lagebild.coding.status import lemmas, listed
from lagebild.coding.tree import (
    adpositions,
    ancestors,
    base,
    children,
    clause_head,
    is_verb,
    subjects,
    tree_distance,
    words_of,
)
from lagebild.knowledge.actors import register
from lagebild.knowledge.gazetteer import Location, fold, towns
from lagebild.model import EventDate, Place, PlacePrecision
from lagebild.text.tokens import Token

LOCATIVE = {
    "de": frozenset("in an bei nahe auf vor unweit nördlich südlich östlich westlich über aus um entlang innerhalb außerhalb nordöstlich nordwestlich südöstlich südwestlich rund gegenüber unter nach zwischen".split()),
    "en": frozenset("in at near on off outside inside around over along across into around north south east west close above under between within to from through".split()),
    "ru": frozenset("в на под у близ около возле вблизи над недалеко за вдоль из неподалеку рядом по через между".split()),
}  # fmt: skip
#: Prepositions that places rather than persons follow.
NEAR = {
    "de": frozenset("bei nahe unweit nördlich südlich östlich westlich in".split()),
    "en": frozenset("near in at outside around off".split()),
    "ru": frozenset("близ под у около возле в".split()),
}
#: Before the name of a ship or a paper.
QUOTES = frozenset({"„", "“", "«", "»", '"', "‚"})
#: Conjunctions of a clause that tells what happened at the time of the clause above it.
WHILE = frozenset({"when", "as", "while", "als", "während", "когда", "пока"})
#: "Hours after" is the same day.
HOURS = frozenset({"hour", "minute", "stunde", "час", "минута"})
#: Types that are done by speaking: they have the day of speaking.
SPOKEN_ACTS = frozenset({"THREATEN", "ACCUSE", "REQUEST", "REJECT", "SUPPORT"})
STRETCH_ENDS = frozenset({",", ";", ":", "—", "–", "(", ")", "“", "”", '"', "»", "«"})
BRACKETS = frozenset("()")
AREA_KINDS = frozenset({"region", "sea", "river", "lake", "mountain", "strait", "area", "island"})
BORDER_WORDS = frozenset("grenze grenzgebiet grenzabschnitt grenzregion grenzlinie border frontier boundary граница рубеж приграничье граница".split())
COMMON = frozenset("beide beider gemeinsam nachbar nachbarland common shared both two neighbor neighbour общий оба два сосед".split())
#: Words for the ground of a state.
GROUND_WORDS = frozenset("boden territorium staatsgebiet festland hoheitsgebiet soil territory mainland территория земля почва".split())
#: Acts of force and protest happen where the sentence is laid if nothing else says where.
LOCAL = frozenset({"ASSAULT", "PROTEST", "RETREAT", "COERCE"})
SPEECH_NOUNS = frozenset({"Angabe", "Darstellung", "Bericht", "Auskunft", "Bekunden", "данные", "слово", "сведение", "подсчет", "утверждение", "версия"})
SPEECH_WORDS = frozenset({"laut", "zufolge", "according"})
#: Nouns and adverbs before the name of a place that it is only part of or lies beside.
DIRECTIONS = frozenset(
    "norden süden osten westen nordosten nordwesten südosten südwesten mitte zentrum rand teil landesteil umland umgebung vorort herz "
    "richtung nähe küste ufer straße nördlich südlich östlich westlich unweit north south east west centre center part outskirts edge "
    "suburb heart northeast northwest southeast southwest coast shore street vicinity bank middle "
    "север юг восток запад центр окраина часть пригород окрестность побережье берег улица район направление сторона".split()
)
#: Prepositions of origin: where somebody comes from is no place of what he does, save of a retreat.
ORIGIN = frozenset({"aus", "from", "из"})
#: Prepositions between parties, and those after which a state's name is a party.
PARTIES = frozenset({"zwischen", "between", "между"})
TOWARDS = frozenset({"an", "auf", "gegenüber", "to", "over", "on", "за", "под", "на", "across", "along", "about"})
THERE = frozenset("dort dorthin there там туда".split())
REGION_WORDS = frozenset("region enklave provinz gebiet enclave region province area регион анклав провинция область".split())
REGION_KINDS = frozenset({"region", "area", "island"})
TOWN_KINDS = frozenset({"town", "capital", "settlement"})
COUNTRY_WORDS = frozenset("land country nation страна республика".split())
CAPITAL_WORDS = frozenset("hauptstadt capital столица".split())
SETTLEMENTS = frozenset("stadt hauptstadt ort metropole dorf ortschaft city town capital village город столица поселок село".split())
#: Words for a state of things, and prepositions before what is spoken of.
SITUATIONS = frozenset("lage situation entwicklung development ситуация обстановка положение".split())
SPOKEN_OF = frozenset("über zu zur about on regarding concerning о об обо".split())
#: Possessives of whoever the subject of the clause is.
POSSESSIVES = frozenset("its their his her sein seine seiner seinem seinen ihre ihrer ihrem ihren свой своя своей свою своих своем".split())
#: Words that may point back to a place.
POINTING = THERE | SETTLEMENTS | COUNTRY_WORDS | REGION_WORDS
#: Acts of words and measures from afar: the text's places are not theirs (annotation guidelines, statistics of the gold).
PLACELESS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "SANCTION", "CONCEDE"})
#: Modes of acts towards another state that take place nowhere.
PLACELESS_MODES = frozenset({"expel", "cyber"})
LEAVING = frozenset({"RETREAT", "MOBILIZE"})
GIVING = frozenset({"AID", "COOPERATE"})
#: Sectors of offices whose seat is named with them.
OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
#: Steps through the tree that a finer place may stand farther than a state.
COUNTRY_STEPS = 2
#: How far a place may stand from the act, in steps through the tree.
FARTHEST = 4


@dataclass(frozen=True)
class Site:
    """A place named at a token; ``bare`` where no preposition or word such as "town" says that it is meant as a place.

    A place that is only referred to ("there") is bare too.
    """

    token: Token
    location: Location
    border: bool = False
    bare: bool = False


#: Nouns of documents that are known by their year.
DATED = frozenset(
    "treaty agreement accord memorandum resolution constitution convention pact law statute charter vertrag abkommen memorandum "
    "resolution verfassung konvention gesetz statut charta договор соглашение меморандум резолюция конституция конвенция пакт закон".split()
)


def sites(view: View, discourse: Discourse) -> list[Site]:
    """Places of a sentence that stand as places: after a locative preposition or beside a word such as "town"."""
    found: list[Site] = []
    seen: set[int] = set()
    for position, location in sorted(view.located.items()):
        token = view.sentence.doc[position]
        if position in seen or (position - 1 in view.located and view.located[position - 1] is location):
            continue
        head = _phrase_head(token)
        seen.add(position)
        if token.doc[token.i - 1].text in QUOTES and token.i:
            continue
        if _stands_as_place(token, head, discourse):
            found.append(Site(head, location))
        elif location.kind == "facility" or (_is_no_state(view, position) and not token.dep_.startswith("nsubj")):
            found.append(Site(token, location, bare=True))
    for name in view.names:
        country = name.alias.place_country or name.code
        token = view.sentence.doc[name.end - 1]
        located = any(name.start <= p < name.end for p in view.located)
        if located or not country or country.startswith(("IGO", "NSA", "UNK")) or name.alias.kind not in {"name"}:
            continue
        head = _phrase_head(token)
        if LOCATIVE[discourse.lang] & set(adpositions(head)) - PARTIES and _is_part_of(token, head, discourse):
            found.append(Site(head, Location(name.alias.name or country, country, None, None, "country")))
        elif head.lemma_ in SPEECH_NOUNS and token.i == head.i + 1:
            found.append(Site(token, Location(name.alias.name or country, country, None, None, "country")))
    return found + _borders(view, discourse) + _grounds(view, discourse) + _back_references(view, discourse, found) + _unlisted(view, discourse, {site.token.i for site in found})


def _is_no_state(view: View, position: int) -> bool:
    """No name of an actor stands there, or that of a region."""
    name = view.at.get(position)
    return name is None or (name.alias.kind == "name" and name.alias.place_country is not None)


def _unlisted(view: View, discourse: Discourse, known: set[int]) -> list[Site]:
    """Names after "village", "near" and the like that no gazetteer lists: a place with a name and no coordinates."""
    found = []
    for token in view.sentence.doc:
        if token.pos_ != "PROPN" or token.i in view.located or token.i in view.at or not token.text[:1].isupper():
            continue
        if discourse.roles.find(token.lemma_) is not None:
            continue
        head = _phrase_head(token)
        role = discourse.roles.find(head.lemma_) if head.i != token.i else None
        beside = role is not None and role.kind == "ground" and head.i < token.i
        near = bool(NEAR[discourse.lang] & set(adpositions(token)))
        if (beside or near) and head.i not in known:
            states = {name.code for word in (token, head) for child in word.children if (name := view.at.get(child.i)) is not None}
            country = next(iter(states)) if len(states) == 1 else None
            found.append(Site(head, Location(token.text, country if country and len(country) == 3 else None, None, None, "unlisted")))
            known.add(head.i)
    return found


def _borders(view: View, discourse: Discourse) -> list[Site]:
    found: list[Site] = []
    if discourse.lang != "de" and BORDER_WORDS.isdisjoint(words_of(view.sentence.doc).all):
        return found
    for token in view.sentence.doc:
        lemma = token.base
        if not (lemma in BORDER_WORDS or (discourse.lang == "de" and lemma.endswith("grenze"))) or token.dep_.startswith("compound"):
            continue
        inside = {t.i for t in token.subtree} | {token.i + step for step in (-2, -1, 1, 2)}
        near = [a for n in view.names if n.start in inside or n.end - 1 in inside for a in (n.alias, *n.also)]
        codes = {alias.place_country or alias.code for alias in near}
        states = sorted(c for c in codes if c and len(c) == 3)
        if len(states) < 2:
            states = _two_sides(view, discourse, token, states)
        if len(states) == 2:
            names = [register().name(code) or code for code in states]
            found.append(Site(token, Location(f"{names[0]}-{names[1]} border", "-".join(states), None, None, "border"), True))
    return found


def _two_sides(view: View, discourse: Discourse, border: Token, known: list[str]) -> list[str]:
    """The states on both sides of a border of which the phrase names one or none: the other is the state named last before it."""
    before = (view.sentence.index, border.i)
    ground = {code: code for code in known}
    if any(child.lower_ in POSSESSIVES for child in border.children):
        ground.update((code, code) for code in _of_subject(view, border, discourse.lang))
    for party in discourse.latest_states(4, before=before):
        if len(party.code) == 3 and len(ground) < 2:
            ground.setdefault(party.code, party.code)
    return sorted(ground) if len(ground) == 2 and (known or _of_two(border)) else []


def _of_subject(view: View, noun: Token, lang: str) -> list[str]:
    """The state that the nearest subject above a noun names ("turned to Russia over fighting on its border")."""
    for verb in (clause_head(noun), *ancestors(clause_head(noun))):
        codes = {name.code for subject in subjects(verb, lang) if (name := view.name_at(subject)) is not None} if is_verb(verb) else set()
        if codes:
            return [code for code in codes if code is not None and len(code) == 3] if len(codes) == 1 else []
    return []


def _of_two(border: Token) -> bool:
    """ "their common border", "на границе двух стран"."""
    return not COMMON.isdisjoint(t.lemma_.lower() for t in border.subtree)


def _grounds(view: View, discourse: Discourse) -> list[Site]:
    """ "on Turkish soil", "auf dem Territorium der Ukraine": the state whose ground it is."""
    found: list[Site] = []
    if GROUND_WORDS.isdisjoint(words_of(view.sentence.doc).all):
        return found
    for token in view.sentence.doc:
        if token.base not in GROUND_WORDS:
            continue
        names = [name for child in token.children if (name := view.at.get(child.i)) is not None]
        countries = {name.alias.place_country or name.code for name in names} - {None}
        code = next(iter(countries)) if len(countries) == 1 else None
        if code is not None and len(code) == 3:
            found.append(Site(token, Location(register().name(code) or code, code, None, None, "country")))
    return found


def _back_references(view: View, discourse: Discourse, here: list[Site]) -> list[Site]:
    """ "there", "in the city": the place named last; "in the Somali capital", "across the country"."""
    found: list[Site] = []
    if POINTING.isdisjoint(words_of(view.sentence.doc).all):
        return found
    for token in view.sentence.doc:
        if token.i in view.located or token.i in view.at or _in_topic(token):
            continue
        lemma = token.base
        place: Location | None = None
        if lemma in THERE and token.pos_ in {"ADV", "PRON"}:
            place = _last_named(discourse, here, token)
        elif lemma in SETTLEMENTS | COUNTRY_WORDS | REGION_WORDS and LOCATIVE[discourse.lang] & set(adpositions(token)):
            if any(child.i in view.located for child in token.subtree):
                continue
            code = _owner_state(view, discourse, token)
            if lemma in COUNTRY_WORDS:
                place = Location(register().name(code) or code, code, None, None, "country") if code else None
            elif lemma in CAPITAL_WORDS and code:
                place = _capital(code)
            else:
                place = _last_named(discourse, here, token, kinds=REGION_KINDS if lemma in REGION_WORDS else TOWN_KINDS)
        if place is not None:
            found.append(Site(token, place, bare=True))
    return found


def _in_topic(token: Token) -> bool:
    """ "a report on the situation in the region": what is spoken of, not where."""
    return base(token.head) in SITUATIONS and not SPOKEN_OF.isdisjoint(adpositions(token.head))


def _owner_state(view: View, discourse: Discourse, token: Token) -> str | None:
    """The state that an adjective or genitive gives to a noun ("the Somali capital"), else the one named last."""
    codes = [name.alias.place_country or name.code for child in token.children if (name := view.at.get(child.i)) is not None]
    if codes:
        return codes[0] if codes[0] and len(codes[0]) == 3 else None
    latest = discourse.latest(before=(view.sentence.index, token.i), kind="state", scenes=True)
    return latest.code if latest is not None and len(latest.code) == 3 else None


@cache
def _capital(code: str) -> Location | None:
    """The capital of a state."""
    state = register().actors.get(code)
    if state is None or not state.en.capitals:
        return None
    found = [town for town in towns(fold(state.en.capitals[0])) if town.country == code]
    return found[0] if found else Location(state.en.capitals[0], code, None, None, "capital")


def _last_named(discourse: Discourse, here: list[Site], token: Token, *, kinds: frozenset[str] = frozenset()) -> Location | None:
    """The place, on wish of certain kinds, that the text named last before a word."""
    earlier = [site.location for site in sorted(here, key=lambda site: site.token.i) if site.token.i < token.i]
    fitting = [place for place in earlier if not kinds or place.kind in kinds]
    return fitting[-1] if fitting else discourse.last_place(kinds)


def _phrase_head(token: Token) -> Token:
    """Head of the phrase: "in der Stadt Goris" is placed by the preposition of "Stadt"."""
    while token.dep_.startswith(("appos", "flat", "compound", "nmod", "conj")) and token.head.i != token.i and not adpositions(token):
        token = token.head
    return token.head if token.dep_.startswith("amod") and place_names(token) else token


def _is_part_of(token: Token, head: Token, discourse: Discourse) -> bool:
    """The preposition is the name's own, or that of a part of the place or a word for a place ("in the south of Lebanon")."""
    if head.i == token.i or token.dep_.startswith(("flat", "compound", "appos")):
        return True
    role = discourse.roles.find(head.lemma_)
    return head.lemma_.lower() in DIRECTIONS or (role is not None and role.kind == "ground")


def _stands_as_place(token: Token, head: Token, discourse: Discourse) -> bool:
    if PARTIES & set(adpositions(token)):
        return False
    if any(t.lemma_.lower() in DIRECTIONS for t in token.doc[max(0, token.i - 2) : token.i]):
        return True
    if LOCATIVE[discourse.lang] & (set(adpositions(head)) | set(adpositions(token))):
        return True
    above = head if head.i != token.i else token.head
    role = discourse.roles.find(above.lemma_) if above.i != token.i else None
    return role is not None and role.kind == "ground"


def _may_be_scene(site: Site, act: Act) -> bool:
    """Not where somebody comes from, and for what is given not the state it is given to."""
    words = set(adpositions(site.token))
    if words & ORIGIN and act.type not in LEAVING:
        return False
    return not (site.location.kind == "country" and act.type in GIVING and words & TOWARDS)


def _told_aside(token: Token, trigger: Token) -> bool:
    """A clause in brackets apart from the act: "at the next session (to be held in Yerevan)"."""
    doc = token.doc
    opened = next((t for t in reversed(doc[: token.i]) if t.text in BRACKETS), None)
    if opened is None or opened.text == ")":
        return False
    closed = next((t.i for t in doc[token.i :] if t.text == ")"), len(doc))
    return not opened.i < trigger.i < closed and any(is_verb(t) for t in doc[opened.i : closed])


def distance(trigger: Token, token: Token) -> int | None:
    """Steps up from a token to the trigger's phrase or clause; None where another clause lies between."""
    steps = 0
    for current in (token, *ancestors(token)):
        if current.i == trigger.i:
            return steps
        steps += 1
        if steps > FARTHEST + 2:
            break
    return None


class SceneReader:
    """Dates and places of the acts of one document."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.triggers: frozenset[int] = frozenset()
        self.acts: tuple[Act, ...] = ()
        self.tokens: dict[int, list[Token]] = {}

    def enter(self, acts: Iterable[Act]) -> None:
        """The acts of the sentence at hand: what stands below one of them belongs to it."""
        self.acts = tuple(acts)
        self.triggers = frozenset(act.trigger.i for act in self.acts)
        self.tokens.clear()

    def place(self, view: View, act: Act, found: list[Site], *, near: bool = False) -> Place | None:
        """The place nearest to the act, with ``near`` only one in its clause; None for acts that have none."""
        if act.type in PLACELESS or act.pattern.mode in PLACELESS_MODES:
            return None
        spoken = self._spoken(view)
        able = [site for site in found if site.token.i not in spoken and _may_be_scene(site, act)]
        told = [site for site in able if not self._of_doer(site, act)]
        reached = [(steps, site) for site in told if not (near and site.bare) and (steps := self._reach(act, site.token)) is not None]
        reached = reached or [(tree_distance(act.trigger, site.token), site) for site in told if self._owner(site) is act and not (near and site.bare) and not _told_aside(site.token, act.trigger)]
        if not near and not reached and act.type in LOCAL:
            reached = [(tree_distance(act.trigger, site.token), site) for site in told or able]
        if not reached:
            return None
        finest = min(reached, key=lambda item: (item[0] + COUNTRY_STEPS * (item[1].location.kind == "country"), item[1].token.i))[1]
        if finest.location.country is None and finest.location.kind == "unlisted":
            around = [site.location.country for _, site in sorted(reached, key=lambda r: r[0]) if site.location.country]
            finest = Site(finest.token, replace(finest.location, country=around[0] if around else self._scene(view)))
        return self._as_place(finest)

    def _of_doer(self, site: Site, act: Act) -> bool:
        """ "the governments in Mogadishu and Addis Ababa": the seat of the subject's office."""
        for token in (site.token, *ancestors(site.token)):
            if token.i == act.trigger.i:
                return False
            if token.dep_.startswith("nsubj") and token.i != site.token.i:
                role = self.discourse.roles.find(token.lemma_)
                return role is not None and role.kind in {"organ", "person"} and role.sector in OFFICES
        return False

    def _owner(self, site: Site) -> Act | None:
        """The act nearest to the place in the tree, of those that have a place."""
        placed = [act for act in self.acts if act.type not in PLACELESS]
        return min(placed, key=lambda act: (tree_distance(act.trigger, site.token), abs(act.trigger.i - site.token.i)), default=None)

    def _spoken(self, view: View) -> frozenset[int]:
        """Words that say who speaks and where: subjects and phrases of verbs of saying, "according to the ministry in Kyiv"."""
        key = ("spoken", self.triggers)
        known = view.sentence.doc.user_data.get(key)
        if known is None:
            known = view.sentence.doc.user_data[key] = self._said(view)
        return cast(frozenset[int], known)

    def _said(self, view: View) -> frozenset[int]:
        found: set[int] = set()
        lang = self.discourse.lang
        for token in view.sentence.doc:
            if token.i not in self.triggers and is_verb(token) and listed(token, "speech_verbs", lang, lemmas(token, lang)):
                for child in token.children:
                    if child.dep_.startswith(("nsubj", "obl")) and self.triggers.isdisjoint(t.i for t in child.subtree):
                        found.update(t.i for t in child.subtree)
            elif token.lemma_ in SPEECH_NOUNS or token.lower_ in SPEECH_WORDS:
                phrase = token.head if token.dep_.startswith("case") else token
                found.update(t.i for t in phrase.subtree if t.i <= token.i or not self._laid_apart(token, t))
        return frozenset(found)

    def _laid_apart(self, noun: Token, token: Token) -> bool:
        """A date or a second place stands between, or a bare name follows: the phrase of the source has ended."""
        if token.i == noun.i + 1 and token.pos_ == "PROPN" and not adpositions(token):
            return True
        between = noun.doc[noun.i + 1 : token.i + 1]
        return any(t.text == "," or t.i in self.triggers or t.lower_ in {"am", "on", "во", "im"} for t in between)

    def _scene(self, view: View) -> str | None:
        """The one country whose places the sentence names, else None."""
        countries = {place.country for place in view.located.values() if place.country}
        return next(iter(countries)) if len(countries) == 1 else None

    def _reach(self, act: Act, token: Token) -> int | None:
        own = distance(act.trigger, token)
        if own is not None and not self._beyond_clause(act.trigger, token):
            return own
        if act.pattern.kind == "noun":
            for clause in children(act.trigger, "acl"):
                told = distance(clause, token)
                if told is not None:
                    return told + 1
        verb = clause_head(act.trigger)
        if act.pattern.kind == "noun" and verb.i != act.trigger.i:
            shared = distance(verb, token)
            if shared is not None and not self._beyond_clause(verb, token):
                return shared + 2
        if act.trigger.dep_.startswith(("conj", "advcl", "xcomp")) and not children(act.trigger, "nsubj", "mark"):
            shared = distance(act.trigger.head, token)
            before = act.trigger.dep_ != "conj" or token.i < act.trigger.i
            if shared is not None and not self._beyond_clause(act.trigger.head, token) and before:
                return shared + 2
        return None

    def _beyond_clause(self, verb: Token, token: Token) -> bool:
        """Another clause's verb stands between the place and the act."""
        for current in ancestors(token):
            if current.i == verb.i:
                return False
            if current.i in self.triggers:
                return True
            if is_verb(current) and current.dep_.startswith(("acl", "advcl", "ccomp", "parataxis", "conj")):
                return True
        return True

    def _as_place(self, site: Site) -> Place:
        location = site.location
        precision: PlacePrecision = "point"
        if location.kind == "border" or (location.country and "-" in location.country):
            precision = "border"
        elif location.kind == "country":
            precision = "country"
        elif location.kind in AREA_KINDS:
            precision = "area"
        return Place(name=location.name, country=location.country, lat=location.lat, lon=location.lon,
                     precision=precision, geonameid=location.geonameid, text=site.token.text)  # fmt: skip

    def when(self, view: View, act: Act, found: list[TimeExpression]) -> EventDate | None:
        """The time expression that belongs to the act, not to who speaks of it."""
        found = [expression for expression in found if not self._of_something_else(view, act, expression)]
        best: tuple[int, TimeExpression] | None = None
        for expression in found:
            steps = self._time_reach(view, act, expression)
            if steps is not None and (best is None or steps < best[0]):
                best = (steps, expression)
        if best is None:
            best = next(((0, e) for e in found if self._beside(view, act, e) or self._nearest(view, act, e)), None)
        if best is None:
            best = min(self._shared(view, act, found), key=lambda item: item[0], default=None)
        return _event_date(best[1]) if best else None

    def _of_something_else(self, view: View, act: Act, expression: TimeExpression) -> bool:
        """A span that the act grants ("gave them a week"), its deadline ("demanded that they leave by Friday"), the year of a treaty."""
        tokens = self._tokens(view, expression)
        if act.type in SPOKEN_ACTS and (expression.role == "until" or any(t.i == word.i for t in tokens for word in act.lexical)):
            return True
        return any(t.head.i != act.trigger.i and base(t.head) in DATED for t in tokens if t.dep_.startswith(("nmod", "compound", "amod", "nummod")))

    def _shared(self, view: View, act: Act, found: list[TimeExpression]) -> Iterator[tuple[int, TimeExpression]]:
        """Expressions of clauses that tell of the same time: joined verbs, participles, "when" and the clause it belongs to."""
        for number, verb in enumerate(_at_the_same_time(act.trigger)):
            for expression in found:
                tokens = self._tokens(view, expression)
                if not tokens or (act.type not in SPOKEN_ACTS and not self._spoken(view).isdisjoint(t.i for t in tokens)):
                    continue
                steps = distance(verb, tokens[0])
                if steps is not None and not self._in_another_clause(verb, tokens[0]):
                    yield 10 * number + steps, expression

    def _in_another_clause(self, verb: Token, token: Token) -> bool:
        """A verb stands between the two in the tree."""
        between = itertools.takewhile(lambda above: above.i != verb.i, ancestors(token))
        return any(is_verb(above) and not above.dep_.startswith(("aux", "cop")) for above in between)

    def _nearest(self, view: View, act: Act, expression: TimeExpression) -> bool:
        """The act is the one nearest to the expression in the tree, and nobody speaks at that time."""
        tokens = self._tokens(view, expression)
        if not tokens or not self._spoken(view).isdisjoint(t.i for t in tokens):
            return False
        owner = min(self.acts, key=lambda each: (tree_distance(each.trigger, tokens[0]), abs(each.trigger.i - tokens[0].i)), default=None)
        return owner is act

    def _beside(self, view: View, act: Act, expression: TimeExpression) -> bool:
        """The act's verb is the nearest verb of the stretch between commas in which the expression stands."""
        tokens = self._tokens(view, expression)
        if not tokens or not is_verb(act.trigger):
            return False
        doc, first, last = view.sentence.doc, tokens[0].i, tokens[-1].i
        while first > 0 and doc[first - 1].text not in STRETCH_ENDS:
            first -= 1
        while last + 1 < len(doc) and doc[last + 1].text not in STRETCH_ENDS:
            last += 1
        verbs = [t for t in doc[first : last + 1] if is_verb(t) and not t.dep_.startswith(("aux", "cop", "amod"))]
        nearest = min(verbs, key=lambda t: min(abs(t.i - tokens[0].i), abs(t.i - tokens[-1].i)), default=None)
        return nearest is not None and nearest.i == act.trigger.i

    def _tokens(self, view: View, expression: TimeExpression) -> list[Token]:
        known = self.tokens.get(expression.start)
        if known is None:
            first, last = expression.start - view.sentence.start, expression.end - view.sentence.start
            known = [t for t in view.sentence.doc if t.idx < last and first < t.idx + len(t.text)]
            self.tokens[expression.start] = known
        return known

    def _time_reach(self, view: View, act: Act, expression: TimeExpression) -> int | None:
        tokens = self._tokens(view, expression)
        reach = distance if self._is_content(act) else None
        reaches = [
            steps
            for token in tokens
            if (steps := reach(act.trigger, token) if reach else self._reach(act, token)) is not None
        ]
        return min(reaches) if reaches else None

    def _is_content(self, act: Act) -> bool:
        """An act noun that an accusation or demand in the same clause is about: it has not the day of that."""
        if act.pattern.kind != "noun" or act.type not in {"ASSAULT", "COERCE"}:
            return False
        verb = clause_head(act.trigger)
        return any(each.trigger.i == verb.i and each.type in SPOKEN_ACTS for each in self.acts)


def _at_the_same_time(verb: Token) -> Iterator[Token]:
    """Verbs of clauses that the verb's clause shares its time with, the nearest first."""
    alone = not children(verb, "nsubj", "csubj")
    if verb.dep_ == "conj" and alone and is_verb(verb.head):
        yield verb.head
    told = is_verb(verb.head) or any(c.dep_ == "cop" for c in verb.head.children)
    if verb.dep_.startswith("advcl") and told:
        marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
        soon = any(c.base in HOURS for c in children(verb, "obl"))
        if marks & WHILE or soon or (alone and not any(c.dep_ == "mark" for c in verb.children)):
            yield verb.head
    for child in verb.children:
        if not is_verb(child) or children(child, "nsubj", "csubj"):
            continue
        if child.dep_ == "conj" or (child.dep_.startswith("advcl") and not any(c.dep_ == "mark" for c in child.children)):
            yield child


def _event_date(expression: TimeExpression) -> EventDate | None:
    first, last = expression.first, expression.last or expression.first
    if first is None or last is None or expression.type == "SET":
        return None
    if expression.role == "since":
        last = first if expression.precision == "day" else last
    return EventDate(start=first, end=max(first, last), precision=expression.precision, text=expression.text)


def day(when: EventDate | None) -> tuple[date | None, date | None]:
    """First and last day, None where undated."""
    return (when.start, when.end) if when else (None, None)
