"""Which actor a noun phrase stands for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lagebild.coding.discourse import STATE_CODE, STATE_SECTORS, Discourse, View, actor
from lagebild.coding.names import name_index
from lagebild.coding.recorder import explained
from lagebild.coding.status import lemmas
from lagebild.coding.tree import (
    CONTRACTED,
    adpositions,
    ancestors,
    base,
    below,
    children,
    clause_head,
    conjuncts,
    is_verb,
    main_clause,
    morph,
    relative_pronoun,
    subjects,
    subtree_bounds,
    words_of,
)
from lagebild.knowledge.actors import register
from lagebild.knowledge.reading import index
from lagebild.knowledge.roles import Role
from lagebild.model import Actor
from lagebild.text.inflection import keys
from lagebild.text.tokens import Token

Found = tuple[Actor, ...]
DEEPEST = 6
#: Sectors whose bare noun ("the rebels", "the mission") means the group or organisation that was named.
KIND_OF_SECTOR = {"REB": "NSA:", "SEP": "NSA:", "UAF": "NSA:", "CRM": "NSA:", "IGO": "IGO:"}
DEFINITE = {"de": frozenset({"der", "die", "das", "den", "dem", "des"}), "en": frozenset({"the", "this", "that"}), "ru": frozenset()}
#: Prepositions after which the owner of a role stands ("ministry in Warsaw", "spokesman for the fleet").
OWNING = {
    "de": frozenset({"von", "aus", "in", "bei", "für", "seitens"}),
    "en": frozenset({"of", "from", "in", "for", "at", "within", "on", "off", "near"}),
    "ru": frozenset({"в", "из", "у", "при", "от", "на", "с", "под", "близ", "около"}),
}
#: Those of them that also tell whose a thing is that is no role ("agreement of", but not "agreement in Havana").
OF = frozenset({"von", "aus", "seitens", "of", "from", "из", "от", "у"})
#: Prepositions that say where a road or border leads to ("Zufahrten nach Kayes", "Ziele auf dem Festland").
LEADING = frozenset({"auf", "nach", "zu", "um"})
#: Prepositions after which the alliance stands that partners belong to: "союзники по ОДКБ".
ALLYING = frozenset({"по", "within", "innerhalb"})
#: Nouns for what states have with each other, and prepositions of the other one: "restrictions on trade with Israel".
DEALINGS = frozenset(
    "trade commerce tie relation dealing export import flight traffic handel beziehung export import ausfuhr einfuhr flugverkehr "
    "торговля отношение связь экспорт импорт сообщение товарооборот".split()
)
WITH_WHOM = frozenset({"with", "to", "from", "mit", "nach", "с", "в"})
#: Prepositions of the agent of an attributive participle ("the bomb dropped by a Russian jet").
AGENT_WORDS = frozenset({"von", "durch", "by"})
#: Nouns for the other one of two parties.
COUNTERPARTS = (
    "neighbo", "ally", "rival", "foe", "enem", "counterpart", "host", "partner", "opponent", "adversar", "nachbar", "verbündet",
    "gegner", "rival", "feind", "amtskolleg", "kolleg", "gastgeber", "kontrahent", "widersacher", "сосед", "союзник", "противник",
    "враг", "соперник", "коллег", "партнер", "визави", "оппонент",
)  # fmt: skip
#: Beginnings of those that are states.
NEIGHBOURS = ("nachbarland", "nachbarstaat")
#: Adjectives and participles that tie a group to another ("loyal to Islamic State").
ALLEGIANCE = frozenset(
    "loyal aligned affiliated allied linked belonging pledge link ally align affiliate belong "
    "treu nahestehend verbündet ergeben angehörend zugehörig nahe "
    "верный лояльный союзный связанный близкий подконтрольный принадлежащий присягнувший связать присягнуть принадлежать".split()
)
#: Code of the body whose name states' own councils share; words of that name; beginnings of words that tell it apart.
COUNCIL, SHORT_COUNCIL, NATIONS = "IGO:UN", 2, ("un", "uno", "un-", "оон", "weltsicherheitsrat", "united", "vereint", "объедин")
#: Prepositions of the place where something is said.
PLACED = frozenset({"in", "в", "at", "aus", "from", "из"})
BEHIND = {"de": frozenset({"in", "von"}), "en": frozenset({"in", "of"}), "ru": frozenset({"в"})}
#: Prepositions before the place where people live or where something happens.
SETTLED = frozenset({"in", "aus", "bei", "nahe", "von", "auf", "from", "of", "at", "near", "в", "из", "на", "под", "возле"})
#: Sectors of those who act for a state, wherever they are.
RULING = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
#: Sectors of people and organs that organisations of states seldom have.
NO_BODYS = frozenset({"MIL", "COP", "CVL", "REF", "OPP", "JUD"})
#: Adjectives of people who live outside the country whose name they bear.
ETHNIC = frozenset({"ethnic", "ethnisch", "этнический"})
PRONOUNS = {
    "de": frozenset("er sie es ihm ihn ihr ihnen sein seine seiner seinem seinen seines ihre ihrer ihrem ihren ihres dessen deren".split()),  # fmt: skip
    "en": frozenset("he she it they him her them his its their hers theirs itself themselves".split()),
    "ru": frozenset("он она оно они его ее их ему ей им ним нею ней ними них него нее свой свою своих своего своей своим своими своё свое свои".split()),  # fmt: skip
}  # fmt: skip
#: Pronouns for several, and for one alone.
THEY = frozenset("they them their theirs themselves ihnen они их ими них ним".split())
ONE = frozenset("he him his she her hers it its er ihm ihn es sein seine seiner seinem seinen seines он его ему него нему она ее ей нее ней".split())
#: Ends of words for ships, and words for their flags.
SHIPS = ("schiff", "tanker", "frachter", "boot", "kutter", "trawler", "jacht", "ship", "vessel", "freighter", "boat", "carrier", "судно", "танкер", "корабль", "сухогруз", "траулер", "катер")
FLAGS = frozenset({"flagge", "flag", "флаг"})
#: Words for people, and for what makes them such as nobody knows: "armed men", "maskierte Männer", "вооружённые люди".
PEOPLE = frozenset("mann person mensch jugendlicher man men people person individual youth человек люди мужчина лицо".split())
ARMED = frozenset("bewaffnet maskiert vermummt armed masked hooded вооруженный вооружить неизвестный".split())
#: What "some" and "any" are not: whose deeds nobody knows.
UNIDENTIFIED = frozenset(
    "unidentified unknown unnamed unbekannt nicht-identifiziert namenlos неизвестный неустановленный неопознанный безымянный".split()
)
PLURAL_ANAPHORS = frozenset(
    "seite seiten länder staaten nachbarn kriegsparteien konfliktparteien hauptstädte regierungen "
    "sides countries neighbours neighbors parties capitals rivals foes states nations governments "
    "стороны страны соседи государства столицы сторонами сторонам сторон странами странам стран соседями соседям соседей".split()
)
BOTH = frozenset({"beide", "beiden", "beider", "both", "two", "оба", "обе", "обеих", "обеим", "обоим", "обоих", "обоими", "двух", "две", "двумя"})
#: Words before a noun for one of two parties that make it both: "each side".
EACH, EACH_OF_TWO = frozenset({"each", "either", "jede", "каждая"}), frozenset({"side", "party", "seite", "сторона"})
#: Words before a noun that stands for two parties ("die verfeindeten Lager"), and nouns that only then do.
BOTH_SIDES = frozenset({"beide", "beiden", "beider", "verfeindet", "rivalisierend", "zerstritten", "verfehdet", "both", "оба", "обе", "обоих", "обеих"})
CAMPS = frozenset({"lager", "delegation", "konfliktlager", "kriegsgegner", "streithahn", "streithähne", "amtskollege"})
#: Pronouns for the party named last that is not the subject.
LATTER = {"de": frozenset({"letzterer", "letztere", "letzterem", "letzteren", "dieser"}), "en": frozenset({"latter"}), "ru": frozenset("тот та те того той тех тому тем последний последняя последние".split())}
#: English words for a part of those named behind "of": "those of them who have no papers".
PART_OF = frozenset("those some many most several few one".split())
#: Nouns of number and kind that stand for those whom they count.
QUANTITIES = frozenset(
    "dutzend dutzende hundert hunderte tausend tausende zehntausend zehntausende hunderttausende million gruppe trupp reihe teil hälfte "
    "mehrheit dutzen handvoll schar menge anzahl zahl vertreter mitglied angehöriger dozen hundred thousand score ten group number "
    "majority half part member crowd handful dozens hundreds thousands scores column band party "
    "десяток сотня тысяча миллион группа ряд часть половина большинство множество десятки сотни тысячи пара двое трое четверо пятеро "
    "шестеро семеро член представитель участник толпа колонна человек".split()
)
THOUSANDS = ("hundert", "hunderte", "tausend", "tausende", "millionen", "dutzend", "dutzende")
HYPHENS = frozenset({"-", "–", "‑"})
LIKE_AS = frozenset({"как", "as", "wie"})
#: Adjectives of the other one of two parties: "соседняя страна".
NEIGHBOURING = frozenset({"соседний", "сопредельный", "neighbouring", "neighboring", "benachbart"})
GROUP_ANAPHORS = ("gruppe", "bewegung", "organisation", "miliz", "group", "movement", "organi", "militia", "front", "группировк", "движени", "организаци")
#: Beginnings of nouns for the members of an organisation.
MEMBERS = ("mitglied", "member", "государство-член", "страна-член", "страна-участ", "государство-участ")
ORGANISATION_ANAPHORS = ("bloc", "alliance", "block", "bündnis", "allianz", "staatenbund", "staatengemeinschaft", "блок", "альянс", "союз", "организаци")
#: Those whom an outlet quotes without saying for whom they speak.
SOURCES = {
    "de": frozenset("diplomat insider quelle informant gewährsmann eingeweihter person".split()),
    "en": frozenset("diplomat source insider person people".split()),
    "ru": frozenset("дипломат источник инсайдер".split()),
}
#: Kinds of role that may be given to the actor in whose country the scene is, where nothing says whose they are.
LOCAL = frozenset({"organ", "people", "person"})


def _pointing(parties: Parties, view: View, token: Token, **_: object) -> str:
    """What the word itself points to; empty where the steps inside tell it."""
    if relative_pronoun(token, parties.lang) is not None:
        return "relative pronoun"
    return "noun of an act: whoever does it" if token.i in view.doers else ""


def _naming(parties: Parties, view: View, token: Token) -> str:
    """The kind of name that a word is or is part of."""
    name = view.name_at(token)
    if name is None or (name.code is None and not name.alias.place_country):
        return "" if "-" in token.text else "person introduced before"
    return {"person": "person in office", "metonym": "word for a government"}.get(name.alias.kind, name.alias.kind)


def _role_noun(parties: Parties, view: View, token: Token, role: Role | None, *_: object) -> str:
    """The kind of role that a noun is."""
    return f"role noun ({', '.join(filter(None, (role.kind, role.sector)))})" if role is not None else "phrase with an owner"


class Parties:
    """Resolver of noun phrases of one document."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse, self.lang, self.trace = discourse, discourse.lang, discourse.trace
        self.index = name_index(discourse.lang)

    def all_of(self, view: View, token: Token, *, guess: bool = True, depth: int = 0) -> Found:
        """Actors of a phrase with those coordinated to it, each code once; ``guess`` allows the scene's country."""
        found: dict[str, Actor] = {}
        for each in conjuncts(token):
            for party in self.of(view, each, guess=guess, depth=depth):
                found.setdefault(party.code, party)
        return tuple(found.values())

    @explained(_pointing)
    def of(self, view: View, token: Token, *, guess: bool = True, depth: int = 0) -> Found:
        """Actors that the phrase with this head stands for; empty where it stands for none."""
        if depth > DEEPEST:
            return ()
        antecedent = relative_pronoun(token, self.lang)
        if antecedent is not None:
            return self.all_of(view, antecedent, guess=guess, depth=depth + 1)
        if token.i in view.doers:
            return view.doers[token.i]
        named = self._minority(view, token) or self._named(view, token)
        if named:
            return named
        if token.lower_ in BOTH and token.pos_ in {"NUM", "PRON", "DET", "ADJ"} and not token.dep_.startswith(("det", "nummod", "amod")):
            return self._both(view, token)
        if token.lower_ in LATTER[self.lang] and token.pos_ in {"PRON", "DET"} and not token.dep_.startswith("det"):
            return self._latter(view, token)
        if token.tag_ in {"PIS", "PIAT"}:
            return self._counted(view, token, guess=False, depth=depth)
        if token.lower_ in PART_OF and (
            whole := [c for c in children(token, "nmod") if "of" in adpositions(c) and (c.pos_ != "PRON" or token.lower_ == "those")]
        ):
            return self.all_of(view, whole[0], guess=guess, depth=depth + 1)
        if token.pos_ in {"PRON", "DET"} or token.lower_ in PRONOUNS[self.lang]:
            return self._pronoun(view, token)
        if base(token) in PEOPLE and any(base(c) in ARMED for c in children(token, "amod")):
            return (self._actor(view, token, "UNK", "UAF"),)
        if base(token) in QUANTITIES or base(token).endswith(THOUSANDS):
            counted = self._counted(view, token, guess=False, depth=depth) or self._members(view, token)
            counted = counted or (self._counted(view, token, guess=guess, depth=depth) if guess else ())
            if counted:
                self.discourse.remember_crowd(view.sentence.index, token.i, counted)
                return counted
        role = self.role(token) if token.pos_ in {"NOUN", "PROPN", "ADJ", "X", "VERB"} else None
        if role is not None and role.kind == "organ" and token.pos_ == "ADJ" and self.lang == "en":
            role = None  # "military aid": what kind of aid
        if role is None and token.pos_ == "PROPN":
            role = self._title(token)
        if role is not None and role.kind == "relay":
            return ()
        found = self._with_owner(view, token, role, guess, depth)
        if found and role is not None and role.kind in {"people", "unnamed"} and token.morph.get("Number", []) != ["Sing"]:
            self.discourse.remember_crowd(view.sentence.index, token.i, found)
        return found

    def _possessed(self, token: Token) -> bool:
        """A possessive pronoun and no name stands with the noun."""
        before = [c for c in token.children if c.i < token.i and c.dep_.startswith(("det", "nmod", "amod"))]
        return any(c.lower_ in PRONOUNS[self.lang] for c in before) and not children(token, "appos", "flat")

    def _title(self, token: Token) -> Role | None:
        """The office that the title before a person's name tells: "President Askar Akayev"."""
        offices = (self.role(child) for child in children(token, "nmod:desc") if child.i < token.i)
        return next((role for role in offices if role is not None and role.kind == "person"), None)

    def role(self, token: Token) -> Role | None:
        """The role that a noun stands for, of two English words where they are one term."""
        role = self._two_words(token) or self.discourse.roles.find(token.lemma_)
        if role is not None and role.number == "plur" and token.morph.get("Number", []) == ["Sing"]:
            return None
        return role

    def _two_words(self, token: Token) -> Role | None:
        """The role of an English noun with the word right before it: "news agency"."""
        before = token.nbor(-1) if self.lang == "en" and token.i else None
        if before is None or before.head.i != token.i or before.dep_ not in {"compound", "amod"}:
            return None
        role = self.discourse.roles.words.get(f"{base(before)} {base(token)}")
        return role if role is not None and role.kind != "anaphor" else None

    @explained("minority: the country they live in")
    def _minority(self, view: View, token: Token) -> Found:
        """ "ethnic Albanian rebels in Macedonia", "the Albanians of Serbia": at home in the country named behind."""
        name = view.name_at(token)
        people = name is not None and name.alias.kind in {"demonym", "adjective"}
        ethnic = any(base(c) in ETHNIC for c in children(token, "amod"))
        nation = self._nation(view, token)
        acting = self._region_of(view, token, nation) if nation in _nations() else None
        if acting is not None:
            return (self._actor(view, token, acting, "CVL"),)
        if not people and not ethnic:
            return ()
        wanted = BEHIND[self.lang] if ethnic else BEHIND[self.lang] & OF  # "the Russians in Ukraine" are soldiers
        places = [c for c in children(token, "nmod") if wanted & set(adpositions(c))] + (self._right_behind(token) if ethnic else [])
        homes = [party for place in places for party in self._named(view, place) or self._place(view, place) if len(party.code) == 3]
        return (self._owned(view, token, homes[0], self.role(token)),) if homes else ()

    def _nation(self, view: View, token: Token) -> str | None:
        """Whose people a word for people is: "Serbs", "Serbian demonstrators"; none for troops and officials."""
        name = view.name_at(token)
        if name is not None:
            noun = name.alias.kind in {"demonym", "adjective"} and token.pos_ in {"NOUN", "PROPN", "ADJ"} and not token.dep_.startswith(("amod", "compound"))
            return name.code if noun else None
        role = self.role(token)
        if role is None or role.kind not in {"people", "unnamed"} or role.sector in RULING:
            return None
        names = [name for child in children(token, "amod", "compound") if (name := view.name_at(child)) is not None]
        return next((name.code for name in names if name.alias.kind in {"demonym", "adjective"}), None)

    def _region_of(self, view: View, token: Token, nation: str | None) -> str | None:
        """What members of a nation act as where they live: named beside them, or where the scene of their clause is."""
        verb = clause_head(token)
        beside = [c for c in children(token, "amod", "nmod", "compound", "acl") if not adpositions(c) or not SETTLED.isdisjoint(adpositions(c))]
        scene = [c for c in children(verb, "obl", "nmod") if not (SETTLED - OF).isdisjoint(adpositions(c)) and morph(c, "Case") != "Acc"]
        inner = [c for place in (*beside, *scene) for c in children(place, "nmod", "flat", "appos", "compound", "obl")]
        for place in (*beside, *scene, *inner, *self._right_behind(token)):
            name, location = view.name_at(place), view.located.get(place.i)
            homes = (name.code if name is not None else None, name.alias.place_country if name is not None else None, location.country if location is not None else None)
            acting = next((found for home in homes if (found := register().minorities.get((nation or "", home or ""))) is not None), None)
            if acting is not None:
                return acting
        return None

    @explained(_naming)
    def _named(self, view: View, token: Token) -> Found:
        name = view.name_at(token)
        if name is not None and name.alias.kind == "person" and not name.alias.full and self.role(token) is not None:
            name = None  # "Fischer", "Richter": here the trade, not the family
        if name is not None and name.code == COUNCIL and (state := self._own_council(view, token)) is not None:
            return (state,)
        if name is not None and name.code is not None:
            more = (self._actor(view, token, other.code, other.sector) for other in name.also if other.code)
            joined = self._joined(view, token) if name.alias.kind in {"adjective", "demonym"} else ()
            return (*joined, self._actor(view, token, name.code, name.alias.sector), *more)
        if name is not None and name.alias.place_country:
            return (self._actor(view, token, name.alias.place_country.partition("-")[0], None),)
        compound = self._compound(view, token)
        if compound:
            return compound
        if token.pos_ == "PROPN" or token.text[:1].isupper():
            known = self.discourse.person(token.text)
            if known is not None:
                return (known.model_copy(update={"text": self._phrase(view, token)}),)
        return ()

    def _own_council(self, view: View, token: Token) -> Actor | None:
        """ "Armenia's Security Council", "Совет безопасности республики": a body of the state beside it, not of the United Nations."""
        name = view.name_at(token)
        if name is None or not 1 <= name.end - name.start <= SHORT_COUNCIL:
            return None
        words = view.sentence.doc[name.start : name.end]
        if any(word.lower_.startswith(NATIONS) for word in words):
            return None
        owners = [c for word in words for c in word.children if not name.start <= c.i < name.end and c.dep_.startswith(("nmod", "amod"))]
        plain = [c for c in owners if not set(adpositions(c)) - {"of", "von"}]
        found = [p for c in plain for p in self.of(view, c, guess=False) if len(p.code) == STATE_CODE]
        return found[0].model_copy(update={"sector": "GOV", "text": self._phrase(view, token)}) if found else None

    @explained("first part of a compound")
    def _compound(self, view: View, token: Token) -> Found:
        """First part of a compound with a hyphen: "EU-Außenminister", "Hamas-Kämpfer"."""
        first, hyphen, last = token.text.partition("-")
        if not hyphen or not first or self.lang == "ru":
            return ()
        for alias in self.index.by_first.get(first.lower(), ()):
            if len(alias.words) == 1 and alias.code and first[:1].isupper() and alias.kind in {"name", "metonym", "adjective"}:
                role = self.discourse.roles.find(last)
                if role is not None and role.kind == "anaphor" and token.morph.get("Number", []) == ["Sing"]:
                    return ()
                return (self._actor(view, token, alias.code, (role.sector if role else None) or alias.sector),)
        return ()

    @explained("pronoun")
    def _pronoun(self, view: View, token: Token) -> Found:
        if token.lower_ not in PRONOUNS[self.lang]:
            return ()
        before = (view.sentence.index, token.i)
        besides = self._bound(view, token)
        found = self._subject_above(view, token, besides)
        if not found and token.lower_ in THEY:
            crowd = tuple(party for party in self.discourse.crowd_before(before) if party.code not in besides)
            found = crowd or self.discourse.latest_list(before=before, besides=besides)
        if not found:
            latest = self.discourse.latest(before=before, subjects=True, besides=besides) or self.discourse.latest(before=before, besides=besides)
            found = (latest,) if latest else ()
        return tuple(party.model_copy(update={"text": token.text}) for party in found)

    @explained("subject of the clause above")
    def _subject_above(self, view: View, token: Token, besides: frozenset[str]) -> Found:
        """The subject, alike in number, of the clause above the pronoun's own, for a possessive that of its own clause."""
        verb = clause_head(token)
        possessive, said_before = token.dep_.startswith(("det", "nmod")), False
        for step in range(DEEPEST):
            if step or possessive:
                said = [c for c in children(verb, "ccomp") if c.i < verb.i] if _speaks(verb, self.lang) else []
                heads = [s for v in (verb, *said) for s in subjects(v, self.lang) if s.i < token.i or said_before]
                own = [s for s in heads if s.pos_ != "PRON" and _same_number(token, s) and token.i not in {t.i for t in s.subtree}]
                found = {p.code: p for s in own for p in self.all_of(view, s, guess=False) if p.code not in besides}
                if found:
                    return tuple(found.values())
            if verb.head.i == verb.i:
                break
            above = clause_head(verb.head)
            said_before = verb.dep_ == "ccomp" and _speaks(above, self.lang)  # "Sein Land werde …, sagte X"
            verb = above
        return ()

    @explained("party named last besides the subject")
    def _latter(self, view: View, token: Token) -> Found:
        """The party named last besides the subject of the main clause."""
        top = view.sentence.doc[main_clause(token).i]
        subject = [p.code for s in subjects(top, self.lang) if s.i < token.i for p in self.of(view, s, guess=False)]
        latest = self.discourse.latest(before=(view.sentence.index, token.i), besides=frozenset(subject), nouns=True)
        return (latest.model_copy(update={"text": token.text}),) if latest else ()

    @explained("those who are counted")
    def _counted(self, view: View, token: Token, *, guess: bool, depth: int) -> Found:
        """ "thousands of residents", "сотни людей": those who are counted; bare "thousands", nobody's own, are people of the scene."""
        for child in children(token, "nmod", "obl", "appos"):
            found = self.of(view, child, guess=guess, depth=depth + 1)
            if found:
                return found
        several = token.pos_ == "NUM" or token.morph.get("Number", []) != ["Sing"] or self.lang == "de"
        if guess and several and not any(child.i < token.i and view.name_at(child) is not None for child in token.children):
            return self.local(view, token, Role(lemma=token.lemma_, sector="CVL", kind="people"))
        return ()

    def _bound(self, view: View, token: Token) -> frozenset[str]:
        """Codes of the subject of the pronoun's own clause: an object pronoun means somebody else."""
        if not token.dep_.startswith(("obj", "iobj", "obl")):
            return self._antecedents(view, token)
        subjects_ = [s for s in subjects(clause_head(token), self.lang) if s.i != token.i and s.pos_ != "PRON"]
        return frozenset(party.code for s in subjects_ for party in self.of(view, s, guess=False))

    def _antecedents(self, view: View, token: Token) -> frozenset[str]:
        """Codes of whom the relative pronoun of a subject's clause means: "Katar, dem es die Wege abschnitt"."""
        if not token.dep_.startswith("nsubj"):
            return frozenset()
        nouns = [relative_pronoun(t, self.lang) for t in clause_head(token).children if t.i != token.i and t.pos_ in {"PRON", "DET"}]
        return frozenset(party.code for noun in nouns if noun is not None for party in self._named(view, noun))

    @explained(_role_noun)
    def _with_owner(self, view: View, token: Token, role: Role | None, guess: bool, depth: int) -> Found:
        flag = self._flag(view, token)
        if flag:
            return flag
        if role is not None and role.kind in LOCAL and any(base(c) in UNIDENTIFIED for c in children(token, "amod", "det")):
            return (self._actor(view, token, "UNK", role.sector),)
        owners = tuple(self._owners(view, token, depth))
        if owners and base(token).startswith(COUNTERPARTS) and self._possessed(token):
            return self._counterpart(view, token, owners)
        if owners:
            found = tuple(self._owned(view, token, owner, role) for owner in owners)
            self._learn_person(token, found[0])
            if role is not None and len(found) == 1 and role.kind in {"organ", "person"} and role.sector in STATE_SECTORS:
                self.discourse.remember_organ((view.sentence.index, token.i), role, owners[0])
            return found
        if (role is not None or base(token) in CAMPS) and self._of_both(token):
            return self._pair(view, token)
        if self._unnamed_source(token):
            return (self._actor(view, token, "UNK", role.sector if role is not None else None),)
        if role is None:
            return self._place(view, token)
        if role.kind == "anaphor":
            return self._anaphor(view, token, depth)
        if role.kind == "unnamed":
            return self._unnamed(view, token, role)
        place = self._place(view, token) or self._apposed_place(view, token)
        if place:
            return place
        peer = self._same_sector(view, token, role) if role.kind in LOCAL else None
        if peer is not None:
            return (peer.model_copy(update={"text": self._phrase(view, token)}),)
        if guess and (role.kind in LOCAL or role.kind == "ground"):
            return self.local(view, token, role)
        return ()

    def _unnamed_source(self, token: Token) -> bool:
        """ "a diplomat said", "eine mit den Beratungen vertraute Person": a source of which nothing says whose it is."""
        known = any(c.lower_ in DEFINITE[self.lang] for c in token.children)
        return base(token) in SOURCES[self.lang] and not known and token.dep_.startswith("nsubj") and _speaks(clause_head(token), self.lang)

    @explained("flag of a ship")
    def _flag(self, view: View, token: Token) -> Found:
        """ "an oil tanker flying the Greek flag", "Tanker unter griechischer Flagge": the state whose flag is named behind a ship."""
        if FLAGS.isdisjoint(words_of(token.doc).all) or not base(token).endswith(SHIPS):
            return ()
        flag = next((t for t in token.doc[token.i + 1 : token.i + 7] if t.base in FLAGS), None)
        owners = [p for child in (flag.children if flag is not None else ()) for p in self._named(view, child)]
        return (owners[0].model_copy(update={"sector": None, "text": self._phrase(view, token)}),) if owners else ()

    @explained("somebody whom the text leaves unnamed")
    def _unnamed(self, view: View, token: Token, role: Role) -> Found:
        """ "the attackers" are those named before, "attackers" nobody knows."""
        before = (view.sentence.index, token.i)
        if any(c.lower_ in DEFINITE[self.lang] for c in token.children):
            known = self.discourse.latest(before=before, kind="NSA:")
            if known is not None:
                return (known.model_copy(update={"text": self._phrase(view, token)}),)
        return (self._actor(view, token, "UNK", role.sector),)

    def _owned(self, view: View, token: Token, owner: Actor, role: Role | None) -> Actor:
        sector = (role.sector if role else None) or owner.sector
        return owner.model_copy(update={"sector": sector, "text": self._phrase(view, token)})

    def _learn_person(self, token: Token, party: Actor) -> None:
        for child in token.children:
            if child.dep_.startswith(("flat", "appos")) and child.pos_ == "PROPN":
                self.discourse.remember_person(child.text, party)
                for word in children(child, "flat"):
                    self.discourse.remember_person(word.text, party)

    def _owners(self, view: View, token: Token, depth: int) -> Iterator[Actor]:
        """Actors that the dependents of a noun name, the first kind of dependent that names any."""
        role = self.role(token)
        known_role = role is not None
        for group in self._dependents(view, token, role):
            found: dict[str, Actor] = {}
            for child in group:
                for each in conjuncts(child):
                    if each.pos_ == "ADJ":
                        owners = self._named(view, each)
                    elif each.lower_ in PRONOUNS[self.lang] and not known_role:
                        owners = ()
                    else:
                        owners = self.of(view, each, guess=False, depth=depth + 1)
                    for party in owners:
                        local = self._of_the_place(view, each, role, party)
                        found.setdefault(local.code, local)
                if found:
                    break
            if found:
                yield from found.values()
                return

    def _of_the_place(self, view: View, place: Token, role: Role | None, owner: Actor) -> Actor:
        """The owner; of police or people in a city that is the seat of an organisation the state it lies in."""
        name = view.name_at(place)
        seat = name is not None and name.alias.kind == "capital" and owner.code.startswith("IGO:")
        if name is None or not seat or not name.alias.place_country or role is None:
            return owner
        official = role.sector in {"GOV", "IGO", "LEG"} and role.kind in {"person", "organ"}
        return owner if official else owner.model_copy(update={"code": name.alias.place_country})

    def _joined(self, view: View, adjective: Token) -> Found:
        """The first part of "Egyptian-Qatari", where the tokenizer parts the two."""
        doc, i = adjective.doc, adjective.i
        if i < 2 or doc[i - 1].text not in HYPHENS or doc[i - 1].whitespace_ or doc[i - 2].whitespace_:
            return ()
        return self._named(view, doc[i - 2])

    def _dependents(self, view: View, token: Token, role: Role | None) -> Iterator[list[Token]]:
        """Groups of words that may name whose a noun is, the surest first; of the unnamed only the nearest tell."""
        if token.children:
            yield [c for c in children(token, "flat", "appos") if self._leads_a_group(view, c)]
            yield [c for c in token.children if c.i < token.i and _stands_before(c) and not adpositions(c)]
            yield [c for c in token.children if c.dep_.startswith(("flat", "appos", "compound"))]
            yield [c for part in children(token, "compound") for c in children(part, "amod")]
        if role is not None and role.kind == "unnamed":
            return
        if token.children:
            yield from self._behind(token, role)
        if token.dep_.startswith(("appos", "flat")) and token.head.i != token.i:
            yield [token.head] if token.head.pos_ == "PROPN" else []
        yield self._right_behind(token) if role is not None else []

    def _behind(self, token: Token, role: Role | None) -> Iterator[list[Token]]:
        """Groups of dependents in cases and behind prepositions that tell whose a noun is."""
        yield [c for c in token.children if c.dep_.startswith("nmod") and not adpositions(c)]
        attributes = children(token, "amod", "acl") if role is None or role.kind not in {"people", "person"} else []
        yield [agent for c in attributes for agent in children(c, "nmod", "obl") if AGENT_WORDS & set(adpositions(agent))]
        owning = OWNING[self.lang] if role is not None else OWNING[self.lang] & OF
        owning |= LEADING if role is not None and role.kind == "ground" else frozenset()
        owning |= WITH_WHOM if base(token) in DEALINGS and adpositions(token) else frozenset()
        owning |= ALLYING if base(token).startswith(COUNTERPARTS) else frozenset()
        if role is not None and role.kind == "organ":
            owning -= {"bei"}  # "das Gesuch der Regierung bei der Nato"
        yield [c for c in token.children if c.dep_.startswith(("nmod", "obl")) and owning.intersection(adpositions(c))]
        yield [t for c in children(token, "amod", "acl") if c.pos_ in {"ADJ", "VERB"} and base(c) in ALLEGIANCE for t in children(c, "obl", "nmod", "iobj", "obj")]

    def _leads_a_group(self, view: View, token: Token) -> bool:
        """ "des libyschen Generals Chalifa Haftar": the name of somebody who acts for a group, not for the state beside it."""
        name = view.name_at(token)
        return name is not None and name.alias.kind == "person" and name.alias.full and (name.code or "").startswith("NSA:")

    def _right_behind(self, token: Token) -> list[Token]:
        """ "ministry in Warsaw": the name behind the noun and a preposition, whatever the parser hung it on."""
        genitive = self._genitive_behind(token) if self.lang == "ru" else []
        if genitive:
            return genitive
        doc, position = token.doc, token.i + 1
        if position >= len(doc) or CONTRACTED.get(doc[position].lower_, doc[position].lower_) not in BEHIND[self.lang]:
            return []
        position += 1
        while position < len(doc) and doc[position].pos_ in {"DET", "ADJ"} and position < token.i + 4:
            position += 1
        return [doc[position]] if position < len(doc) and doc[position].pos_ == "PROPN" else []

    def _genitive_behind(self, token: Token) -> list[Token]:
        """ "министры стран Ассоциации": a name in the genitive right behind the phrase, which the parser hung elsewhere."""
        behind = token.doc[token.right_edge.i + 1 : token.right_edge.i + 2]
        return [t for t in behind if t.pos_ == "PROPN" and morph(t, "Case") == "Gen" and token.right_edge.i > token.i]

    @explained("place in the country")
    def _place(self, view: View, token: Token) -> Found:
        location = view.located.get(token.i)
        if location is None or not location.country or "-" in location.country:
            return ()
        return (self._actor(view, token, location.country, None),)

    def _apposed_place(self, view: View, token: Token) -> Found:
        for child in children(token, "appos", "flat", "nmod", "compound"):
            found = self._place(view, child)
            if found:
                return found
        return ()

    @explained("noun that points back")
    def _anaphor(self, view: View, token: Token, depth: int) -> Found:
        if self._possessed(token) and not base(token).startswith(COUNTERPARTS):
            own = self._clause_subject(view, token, depth)
            if own:
                return tuple(party.model_copy(update={"text": self._phrase(view, token)}) for party in own)
        if base(token) in EACH_OF_TWO and any(c.lower_ in EACH for c in token.children):
            return self._pair(view, token)
        plural = self._plural(token) or any(c.lower_ in BOTH for c in token.children)
        before = (view.sentence.index, token.i)
        text = self._phrase(view, token)
        if base(token).startswith(COUNTERPARTS) and not plural:
            subject = self._clause_subject(view, token, depth)
            return self._counterpart(view, token, tuple(subject))
        if plural and base(token).startswith(COUNTERPARTS):
            besides = self._others(view, token, depth)
            if besides:
                return besides
        members = self._members(view, token)
        if members:
            return members
        if plural and token.lower_ in PLURAL_ANAPHORS:
            return self._pair(view, token)
        if self._neighbouring(token):
            return self._counterpart(view, token, self._speaking(view, token, depth))
        group = token.lower_.startswith(GROUP_ANAPHORS)
        wanted = "IGO:" if base(token).startswith(ORGANISATION_ANAPHORS) else "NSA:" if group else "state"
        latest = (
            self.discourse.latest(before=before, subjects=True, nouns=True, kind=wanted)
            or self.discourse.latest(before=before, nouns=True, kind=wanted)
            or self.discourse.latest(before=before, scenes=True)
        )
        return (latest.model_copy(update={"text": text}),) if latest else ()

    @explained("organisation whose members they are")
    def _members(self, view: View, token: Token) -> Found:
        """ "the member states", "die zehn Mitglieder": the organisation that the text named last."""
        if not base(token).startswith(MEMBERS) or token.morph.get("Number", []) == ["Sing"]:
            return ()
        latest = self.discourse.latest(before=(view.sentence.index, token.i), kind="IGO:")
        return (latest.model_copy(update={"text": self._phrase(view, token)}),) if latest is not None else ()

    @explained("those beside the one who acts or speaks")
    def _others(self, view: View, token: Token, depth: int) -> Found:
        """ "blamed its neighbours", "in Bishkek they say the neighbours fired": the parties named before without who acts or speaks."""
        own = frozenset(p.code for p in self._speaking(view, token, depth))
        before = (view.sentence.index, token.i)
        if not own:
            return ()
        latest = self.discourse.latest(before=before, besides=own, nouns=True)
        found = self.discourse.latest_list(before=before, besides=own) or ((latest,) if latest is not None else ())
        text = self._phrase(view, token)
        return tuple(party.model_copy(update={"text": text}) for party in found)

    def _speaking(self, view: View, token: Token, depth: int) -> Found:
        """Who does or says what the word is part of, from its own clause outwards; also "as they say in Bishkek"."""
        for above in (token, *ancestors(token)):
            if not is_verb(above):
                continue
            for verb in (above, *(c for c in children(above, "parataxis", "advcl") if is_verb(c) and any(m.lower_ in LIKE_AS for m in c.children))):
                owners = [t for t in subjects(verb, self.lang) if not below(token, t)] or self._speaking_place(verb)
                found = [p for t in owners for p in self.of(view, t, guess=False, depth=depth + 1)]
                if found:
                    return tuple(found)
        return ()

    def _plural(self, token: Token) -> bool:
        """A plural noun for two parties; Russian "страны" may be a genitive singular too."""
        return token.lower_ in PLURAL_ANAPHORS and (self.lang != "ru" or token.morph.get("Number", []) != ["Sing"])

    def _neighbouring(self, token: Token) -> bool:
        return any(base(c) in NEIGHBOURING for c in token.children)

    def _speaking_place(self, verb: Token) -> list[Token]:
        return [t for t in children(verb, "obl") if {"in", "в"} & set(adpositions(t)) and not children(verb, "nsubj")]

    @explained("the two named before")
    def _both(self, view: View, token: Token) -> Found:
        """ "both", "the two of them"; "both of its neighbours": the two besides the one whose neighbours they are."""
        counted = next((c for c in children(token, "nmod") if c.pos_ in {"NOUN", "PROPN"}), None)
        if counted is None or not base(counted).startswith(COUNTERPARTS):
            return self._pair(view, token)
        own = frozenset(p.code for s in subjects(clause_head(token), self.lang) if s.i < token.i for p in self.of(view, s, guess=False))
        before = (view.sentence.index, token.i)
        return tuple(p.model_copy(update={"text": token.text}) for p in reversed(self.discourse.latest_states(2, before=before, besides=own)))

    def _clause_subject(self, view: View, token: Token, depth: int) -> list[Actor]:
        """Parties of the subject of the token's clause; where the token is it, of the clause above."""
        verb = clause_head(token)
        heads = [s for s in subjects(verb, self.lang) if not below(token, s)]
        if not heads and verb.head.i != verb.i:
            heads = [s for s in subjects(clause_head(verb.head), self.lang) if not below(token, s)]
        return [party for s in heads for party in self.of(view, s, guess=False, depth=depth + 1)]

    def _of_both(self, token: Token) -> bool:
        """ "beide Armeen", "die verfeindeten Lager": a plural noun for two parties at once."""
        words = {base(c) for c in token.children if c.i < token.i} | {c.lower_ for c in token.children if c.i < token.i}
        return token.morph.get("Number", []) != ["Sing"] and not words.isdisjoint(BOTH_SIDES)

    @explained("the two parties spoken of")
    def _pair(self, view: View, token: Token) -> Found:
        """The two parties spoken of ("both", "the two sides"), without the subject of the clause."""
        text = self._phrase(view, token)
        subjects_ = [s for s in subjects(clause_head(token), self.lang) if s.i < token.i and s.pos_ not in {"PRON", "DET", "NUM"}]
        besides = frozenset(party.code for s in subjects_ if s.i != token.i for party in self._named(view, s))
        pair = self.discourse.pair(besides, (view.sentence.index, token.i))
        return tuple(party.model_copy(update={"text": text}) for party in pair) if len(pair) == 2 else ()

    @explained("the other party")
    def _counterpart(self, view: View, token: Token, owners: Found) -> Found:
        """ "its neighbour", "his hosts": not the owner but the other party."""
        own = frozenset(party.code for party in owners)
        before = (view.sentence.index, token.i)
        other = (
            (self.discourse.latest(before=before, besides=own, nouns=True, kind="state") if self._neighbouring(token) or base(token).startswith(NEIGHBOURS) else None)
            or self.discourse.latest(before=before, besides=own, nouns=True, subjects=True)
            or self.discourse.latest(before=before, besides=own, nouns=True, scenes=True)
            or self.discourse.latest(besides=own)
        )
        return (other.model_copy(update={"text": self._phrase(view, token)}),) if other else ()

    @explained("nobody named with it: taken for one of the scene")
    def local(self, view: View, token: Token, role: Role) -> Found:
        """The country of the scene: a place in the sentence, else the state named last, else the outlet's own."""
        text = self._phrase(view, token)
        own = self._organ_of(view, token, role)
        if own is not None:
            return (own.model_copy(update={"sector": role.sector, "text": text}),)
        code = self._scene_code(view, token) if token.i not in view.located else None
        if code:
            return (actor(code, sector=role.sector, text=text),)
        if role.kind == "ground" or token.i in view.located:
            return ()
        before = (view.sentence.index, token.i)
        latest = (
            (self.discourse.latest(before=before, scenes=True, kind="state") if role.sector not in KIND_OF_SECTOR else None)
            or self._latest_but_bodies(role, before)
            or self.discourse.latest(before=before)
            or self.discourse.latest()
        )
        if latest is not None:
            return (latest.model_copy(update={"sector": role.sector, "text": text}),)
        if self.discourse.outlet_country:
            return (actor(self.discourse.outlet_country, sector=role.sector, text=text),)
        return ()

    def _latest_but_bodies(self, role: Role, before: tuple[int, int]) -> Actor | None:
        """Whom the text names, where an organisation was named last: soldiers and villagers are a state's."""
        latest = self.discourse.latest(before=before)
        if latest is None or not latest.code.startswith("IGO:") or role.sector not in NO_BODYS:
            return latest
        return self.discourse.latest(before=before, kind="state") or self.discourse.latest(kind="state")

    @explained("organ named before, or of the state that the report comes from")
    def _organ_of(self, view: View, token: Token, role: Role) -> Actor | None:
        """ "the ministry", "the premier": the one that the text named before, else that of the state of its dateline."""
        if role.sector not in STATE_SECTORS or role.kind not in {"organ", "person"} or self._in_capital(view):
            return None
        before = (view.sentence.index, token.i)
        known = self.discourse.organ(role, before)
        if known is None and token.dep_ == "conj" and (other := self.role(token.head)) is not None and other.kind == "organ":
            first = self.of(view, token.head)
            return first[0] if len(first) == 1 else None
        elsewhere = (self._scene_code(view, token) or "").startswith("NSA:")
        if known is not None or elsewhere or self.discourse.dateline is None or (role.kind == "person" and role.sector != "GOV"):
            return known
        return actor(self.discourse.dateline)

    def _in_capital(self, view: View) -> bool:
        """The sentence says itself in which capital: "In Paris the ministry said"."""
        doc = view.sentence.doc
        capitals = (doc[name.end - 1] for name in view.names if name.alias.kind == "capital")
        return any(PLACED & set(adpositions(token)) for token in capitals if not token.dep_.startswith("nmod"))

    @explained("nearest place of the sentence")
    def _scene_code(self, view: View, token: Token) -> str | None:
        """Who is at home at the nearest place of the sentence: a region with authorities of its own before its state."""
        places = {
            i: place.country
            for i, place in view.located.items()
            if place.country and "-" not in place.country and not self._speaks_for_state(view, view.sentence.doc[i])
        }
        for name in view.names:
            if name.alias.kind in {"name", "capital"} and name.code and not name.code.startswith(("IGO", "UNK")):
                last = view.sentence.doc[name.end - 1]
                if name.alias.place_country or {"in", "в", "на", "at", "near", "bei", "across"} & set(adpositions(last)):
                    places[last.i] = name.code
        nearest = min(places, key=lambda i: (abs(i - token.i), i), default=None)
        return places[nearest] if nearest is not None else None

    def _speaks_for_state(self, view: View, token: Token) -> bool:
        """A capital that stands for its government ("Nairobi reckons with"), not for a place."""
        name = view.name_at(token)
        return name is not None and name.alias.kind == "capital" and token.dep_.startswith(("nsubj", "obj", "iobj")) and not adpositions(token)

    @explained("group named before")
    def _same_sector(self, view: View, token: Token, role: Role) -> Actor | None:
        """ "the militia", "the mission" with an article: the group or organisation that the text named before."""
        kind = KIND_OF_SECTOR.get(role.sector or "")
        definite = self.lang == "ru" or any(c.lower_ in DEFINITE[self.lang] for c in token.children)
        if kind is None:
            return None
        if not definite:
            named = [n for n in view.names if n.end <= token.i and n.alias.kind == "name" and (n.code or "").startswith(kind)]
            bare = kind == "NSA:" and self.lang == "en" and not token.children and token.tag_ == "NNS"
            return self._actor(view, token, named[-1].code or "", role.sector) if bare and named else None
        return self.discourse.latest(before=(view.sentence.index, token.i), kind=kind)

    def _actor(self, view: View, token: Token, code: str, sector: str | None) -> Actor:
        name = view.name_at(token)
        alone = name is None or name.end - name.start == 1
        role = self.discourse.roles.find(token.lemma_) if alone and token.pos_ in {"NOUN", "PROPN"} else None
        return actor(code, sector=(role.sector if role else None) or sector, text=self._phrase(view, token))

    def _phrase(self, view: View, token: Token) -> str:
        """The noun phrase without clauses that hang on it."""
        parts = [token]
        for child in token.children:
            if child.dep_.startswith(("det", "amod", "nummod", "compound", "flat", "case", "nmod")) and abs(child.i - token.i) < 12:
                first, last = subtree_bounds(child)
                if child.dep_.startswith("case"):
                    continue
                parts += [first, last]
        first, last = min(parts, key=lambda t: t.i), max(parts, key=lambda t: t.i)
        start = view.sentence.start
        return self.discourse.text[start + first.idx : start + last.idx + len(last.text)].replace("\n", " ")


def _same_number(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun may stand for a noun, as far as both show their number."""
    several = len(conjuncts(noun)) > 1 or noun.morph.get("Number", []) == ["Plur"]
    if pronoun.lower_ in THEY:
        return several
    return not (several and pronoun.lower_ in ONE)


def _speaks(verb: Token, lang: str) -> bool:
    return any(lemma in index(lang, "speech_verbs") for lemma in lemmas(verb, lang))


def _stands_before(child: Token) -> bool:
    """Attributes before a noun; a name there that the parser could not label is a genitive ("Myanmars Junta")."""
    return child.dep_.startswith(("amod", "nmod", "det", "compound")) or (child.dep_ == "dep" and child.pos_ == "PROPN")


@cache
def _nations() -> frozenset[str | None]:
    """Nations whose members act as a region of their own somewhere."""
    return frozenset(nation for nation, _ in register().minorities)


def owner_key(token: Token, lang: str) -> tuple[str, ...]:
    """Keys of a noun for looking it up."""
    return keys(token.text, lang) or (base(token),)
