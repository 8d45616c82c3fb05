"""When and where an act took place, as far as the text says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lagebild.coding.acts import Act
from lagebild.coding.dates import TimeExpression
from lagebild.coding.discourse import Discourse, View
from lagebild.coding.tree import adpositions, ancestors, children, clause_head, is_verb
from lagebild.knowledge.actors import register
from lagebild.knowledge.gazetteer import Location
from lagebild.model import EventDate, Place, PlacePrecision
from lagebild.text.tokens import Token

LOCATIVE = {
    "de": frozenset("in an bei nahe auf vor unweit nördlich südlich östlich westlich über aus um entlang innerhalb außerhalb nordöstlich nordwestlich südöstlich südwestlich rund gegenüber unter nach zwischen".split()),
    "en": frozenset("in at near on off outside inside around over along across into around north south east west close above under between within to from".split()),
    "ru": frozenset("в на под у близ около возле вблизи над недалеко за вдоль из неподалеку рядом по через между".split()),
}  # fmt: skip
#: Prepositions that places rather than persons follow.
NEAR = {
    "de": frozenset("bei nahe unweit nördlich südlich östlich westlich in".split()),
    "en": frozenset("near in at outside around off".split()),
    "ru": frozenset("близ под у около возле в".split()),
}
STRETCH_ENDS = frozenset({",", ";", ":", "—", "–", "(", ")", "“", "”", '"', "»", "«"})
AREA_KINDS = frozenset({"region", "sea", "river", "lake", "mountain", "strait", "area", "island"})
BORDER_WORDS = frozenset("grenze grenzgebiet grenzabschnitt grenzregion grenzlinie border frontier boundary граница рубеж приграничье граница".split())
#: Acts of words and measures from afar: the text's places are not theirs (annotation guidelines, statistics of the gold).
PLACELESS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "SANCTION", "CONCEDE"})
#: How far a place may stand from the act, in steps through the tree.
FARTHEST = 4


@dataclass(frozen=True)
class Site:
    """A place named at a token."""

    token: Token
    location: Location
    border: bool = False


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
        if _stands_as_place(token, head, discourse):
            found.append(Site(head, location))
    for name in view.names:
        country = name.alias.place_country or name.code
        token = view.sentence.doc[name.end - 1]
        located = any(name.start <= p < name.end for p in view.located)
        if located or not country or country.startswith(("IGO", "NSA", "UNK")) or name.alias.kind not in {"name"}:
            continue
        head = _phrase_head(token)
        if LOCATIVE[discourse.lang] & set(adpositions(head)):
            found.append(Site(head, Location(name.alias.name or country, country, None, None, "country")))
    return found + _borders(view, discourse) + _unlisted(view, discourse, {site.token.i for site in found})


def _unlisted(view: View, discourse: Discourse, known: set[int]) -> list[Site]:
    """Names after "village", "near" and the like that no gazetteer lists: a place with a name and no coordinates."""
    found = []
    for token in view.sentence.doc:
        if token.pos_ != "PROPN" or token.i in view.located or token.i in view.at or not token.text[:1].isupper():
            continue
        head = _phrase_head(token)
        role = discourse.roles.find(head.lemma_) if head.i != token.i else None
        beside = role is not None and role.kind == "ground" and head.i < token.i
        near = bool(NEAR[discourse.lang] & set(adpositions(token)))
        if (beside or near) and head.i not in known:
            found.append(Site(head, Location(token.text, None, None, None, "unlisted")))
            known.add(head.i)
    return found


def _borders(view: View, discourse: Discourse) -> list[Site]:
    found = []
    for token in view.sentence.doc:
        lemma = token.lemma_.lower()
        if not (lemma in BORDER_WORDS or (discourse.lang == "de" and lemma.endswith("grenze"))):
            continue
        inside = {t.i for t in token.subtree} | {token.i - 1, token.i - 2}
        near = [a for n in view.names if n.start in inside or n.end - 1 in inside for a in (n.alias, *n.also)]
        codes = {alias.place_country or alias.code for alias in near}
        states = sorted(c for c in codes if c and len(c) == 3)
        if len(states) == 2:
            names = [register().name(code) or code for code in states]
            found.append(Site(token, Location(f"{names[0]}-{names[1]} border", "-".join(states), None, None, "border"), True))
    return found


def _phrase_head(token: Token) -> Token:
    """Head of the phrase: "in der Stadt Goris" is placed by the preposition of "Stadt"."""
    while token.dep_.startswith(("appos", "flat", "compound", "nmod", "conj")) and token.head.i != token.i and not adpositions(token):
        token = token.head
    return token


def _stands_as_place(token: Token, head: Token, discourse: Discourse) -> bool:
    if LOCATIVE[discourse.lang] & (set(adpositions(head)) | set(adpositions(token))):
        return True
    role = discourse.roles.find(head.lemma_) if head.i != token.i else None
    return role is not None and role.kind == "ground"


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
        self.tokens: dict[int, list[Token]] = {}

    def enter(self, acts: Iterable[Act]) -> None:
        """The acts of the sentence at hand: what stands below one of them belongs to it."""
        self.triggers = frozenset(act.trigger.i for act in acts)
        self.tokens.clear()

    def place(self, view: View, act: Act, found: list[Site]) -> Place | None:
        """The place nearest to the act in its clause; None for acts that have none."""
        if act.type in PLACELESS:
            return None
        reached = [(steps, site) for site in found if (steps := self._reach(act, site.token)) is not None]
        if not reached:
            return None
        finest = min(reached, key=lambda item: (item[1].location.kind == "country", item[0], item[1].token.i))[1]
        if finest.location.country is None and finest.location.kind == "unlisted":
            around = [site.location.country for _, site in sorted(reached, key=lambda r: r[0]) if site.location.country]
            finest = Site(finest.token, replace(finest.location, country=around[0] if around else self._scene(view)))
        return self._as_place(finest)

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
        best: tuple[int, TimeExpression] | None = None
        for expression in found:
            steps = self._time_reach(view, act, expression)
            if steps is not None and (best is None or steps < best[0]):
                best = (steps, expression)
        if best is None:
            best = next(((0, e) for e in found if self._beside(view, act, e)), None)
        return _event_date(best[1]) if best else None

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
            start = view.sentence.start
            known = [t for t in view.sentence.doc if expression.start < start + t.idx + len(t) and start + t.idx < expression.end]
            self.tokens[expression.start] = known
        return known

    def _time_reach(self, view: View, act: Act, expression: TimeExpression) -> int | None:
        reaches = [steps for token in self._tokens(view, expression) if (steps := self._reach(act, token)) is not None]
        return min(reaches) if reaches else None


def _event_date(expression: TimeExpression) -> EventDate | None:
    first, last = expression.first, expression.last or expression.first
    if first is None or last is None or expression.type in {"DURATION", "SET"}:
        return None
    if expression.role == "since":
        last = first if expression.precision == "day" else last
    return EventDate(start=first, end=max(first, last), precision=expression.precision, text=expression.text)


def day(when: EventDate | None) -> tuple[date | None, date | None]:
    """First and last day, None where undated."""
    return (when.start, when.end) if when else (None, None)
