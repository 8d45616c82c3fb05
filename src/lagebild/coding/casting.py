"""Who plays the roles of an act: slots filled, the grammar's implied parties added, what a type cannot have removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.coding.acts import OCCASIONS, SYMMETRIC_PARTNERS, Act, support_verb
from lagebild.coding.addressees import Addressees
from lagebild.coding.discourse import Discourse, View, actor
from lagebild.coding.parties import DEFINITE, PRONOUNS, Found, Parties
from lagebild.coding.recorder import ALL_PARTIES, explained, slots_step
from lagebild.coding.slots import fillers
from lagebild.coding.speech import speech_word
from lagebild.coding.status import lemmas
from lagebild.coding.tree import (
    adpositions,
    base,
    children,
    clause_head,
    is_passive,
    is_verb,
    relative_pronoun,
    subjects,
    words_of,
)
from lagebild.knowledge.frames import AGENTS
from lagebild.knowledge.reading import index
from lagebild.model import Actor, DropReason, Place
from lagebild.text.tokens import Token

#: Types that may turn on the actor's own state (courts, police, protest, concessions at home).
DOMESTIC = frozenset({"COERCE", "PROTEST", "CONCEDE", "ASSAULT"})
#: Types that name all parties as actors ("symmetric events", annotation guidelines).
JOINT = frozenset({"AGREE", "COOPERATE", "CONSULT"})
#: Prepositions of what somebody speaks of.
ABOUT = {"de": frozenset({"von", "über"}), "en": frozenset({"of", "about"}), "ru": frozenset({"о", "об"})}
#: Words for a sitting of one body, with whom nobody confers of whom nothing is said.
SITTINGS = frozenset(
    "sitzung kabinettssitzung regierungssitzung parlamentssitzung session sitting заседание сессия".split()
)
#: Words for what a body resolves, and verbs of it.
RESOLVED = frozenset(
    "decision resolution beschluss entscheidung entschluss решение постановление decide resolve agree beschließen entscheiden vereinbaren решить решать постановить".split()
)
#: Types that answer what several may have said together.
ANSWERING = frozenset({"SUPPORT", "REJECT"})
#: Types that may go to several who are named beside each other ("observers to the border between A and B").
TO_SEVERAL = frozenset({"AID"})
#: Types whose object may be what was told last ("hailed it", "condemned this"), and pronouns for that.
JUDGING = frozenset({"SUPPORT", "ACCUSE"})
#: Nouns for something done, which without more words means what the text told before.
DEEDS = frozenset(
    "start raketenstart test raketentest entscheidung schritt vorgehen maßnahme beschluss angriff vorfall ankündigung aktion tat "
    "launch test decision move step action measure attack incident announcement strike shelling "
    "запуск пуск испытание решение шаг действие мера атака удар инцидент заявление обстрел".split()
)
THINGS = frozenset({"it", "this", "that", "es", "dies", "das", "это"})
#: Types that mean nothing without somebody at the other end.
ADDRESSED = frozenset({"SANCTION", "AID", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "ASSAULT", "COERCE"})
#: Types of act that are done by speaking to somebody.
SPOKEN_TO = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE"})
#: Sectors that arrest and ban.
ARRESTING = frozenset({"COP", "MIL", "GOV", "SPY", "JUD"})
#: Sectors of those whom a government speaks to at home without taking part in any dispute.
PUBLIC = frozenset({"CVL", "MED", "EDU", "BUS", "HLH", "REF"})
#: Prepositions of recipients whose phrase a parser may hang on another phrase ("mit sofortiger Wirkung aus der Ecowas").
HUNG_LOW = frozenset({"aus", "gegen", "from", "against", "против", "из+gen"})
#: Words of acts that answer what was done before.
RETALIATION = frozenset(
    "vergeltung rache vergeltungsmaßnahme vergeltungsschlag gegenmaßnahme gegenschlag antwort reaktion rächen retaliation revenge reprisal "
    "retaliate response respond avenge возмездие месть ответ отомстить ответить контрмера".split()
)
#: Types whose recipient is left empty unless the text hands something over or aims at somebody.
UNADDRESSED = frozenset({"RETREAT", "MOBILIZE"})


#: Modes of COERCE and CONCEDE that are aimed at another state.
OUTWARD = frozenset({"close-border", "expel", "cyber", "blockade", "sabotage", "lift", "reopen"})


#: Verbs whose subject lost life or limb.
DYING = frozenset("die perish sterben umkommen verunglücken погибнуть погибать умереть скончаться пострадать".split())
#: Pronouns for one person.
HE_AND_HIM = frozenset("er ihn ihm he him she her он его ему него нему она ей".split())
#: Prepositions whose phrase belongs to the verb, wherever in its phrases the parser hung it.
LOOSE = frozenset({"against", "between", "zwischen", "против"})
#: Words at the beginning of a phrase among which a possessive stands: "one of its boats".
POSSESSED = 3
AGAINST = frozenset({"gegen", "against", "против"})
#: Nouns and verbs for what moves protesters, before what they protest at.
AVERSION = frozenset(
    "disapproval anger outrage fury denounce condemn protest oppose unmut zorn empörung wut verurteilen anprangern "
    "протест возмущение гнев недовольство осудить осуждать".split()
)
#: Nouns for what forces are gathered for.
WARS = frozenset(
    "war attack offensive operation campaign invasion assault strike intervention krieg angriff feldzug einmarsch schlag "
    "война нападение наступление операция кампания вторжение удар".split()
)
WITH = frozenset({"mit", "with", "с", "со"})
#: Words before "mit", "with", "с" that make the partner a second actor.
BESIDE = frozenset({"gemeinsam", "zusammen", "seite", "schulter", "together", "along", "jointly", "alongside", "вместе", "совместно"})
PLAIN_AGENTS = frozenset({"durch", "by", "ins", "со стороны", "seitens"})
FIRST_PERSON = frozenset("wir uns unser unsere unseren unserem we us our ours i my мы нас нам нами наш наши нашу нашей я".split())
#: Modes of COERCE that only a state's own authorities can use.
OFFICIAL = frozenset({"arrest", "curfew", "convict", "martial-law", "ban", "restrict", "censor", "raid", "deport"})


#: Nouns of attacks and weapons that somebody must have used, whoever it was.
NOBODYS = {
    "de": frozenset(
        "bombe autobombe sprengsatz mine landmine sprengfalle attentat anschlag bombenanschlag selbstmordanschlag bombenattentat "
        "überfall angriff granate rakete drohne heckenschütze".split()
    ),
    "en": frozenset("bomb bombing mine landmine grenade rocket mortar shell sniper attack ambush blast raid drone missile gunfire".split()),
    "ru": frozenset("бомба мина фугас теракт взрывчатка граната снаряд ракета снайпер нападение обстрел засада беспилотник".split()),
}

#: German prepositions before an act in whose course another happened.
DURING = frozenset({"bei", "während"})
#: Types of act in whose course another may happen.
FORCE = frozenset({"ASSAULT", "COERCE"})
#: End of the rules for fire that is heard or has hit something, of which nothing says whose it is.
HEARD = "/heard-fire"
#: Prepositions of the agent of a participle beside a noun.
AGENT_MARKS = frozenset({"von", "durch", "by"})
#: Sectors of those who rule a state, and of those who are ruled or fight for power in it.
RULING = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
RULED = frozenset({"OPP", "REB", "SEP", "CVL", "LAB", "REF", "NGO", "REL", "EDU", "MED", "PTY", "BUS", "HLH"})


def _abbreviated(token: Token) -> bool:
    """ "US" is no pronoun."""
    return len(token.text) > 1 and token.text.isupper()


def _opposed(one: str | None, other: str | None) -> bool:
    """Sectors of one state that may act on each other: rulers and ruled, judges and those who are no judges."""
    judged = "JUD" in {one, other} and one != other and None not in {one, other}
    return judged or (one in RULING and other in RULED) or (one in RULED and other in RULING)


@dataclass(frozen=True)
class Cast:
    """Actors and recipients of an act; ``sure`` falls with every party that had to be inferred."""

    actor: Found
    recipient: Found
    sure: float = 1.0


def _slots(casting: Casting, view: View, act: Act, slots: Iterable[str], role: str = "", **_: object) -> str:
    """The slots that are looked into."""
    return slots_step(slots)


def _slot(casting: Casting, act: Act, slot: str, role: str = "") -> str:
    """The slot that is looked into."""
    return f"slot {slot}"


class Casting:
    """Fills the roles of the acts of one document."""

    def __init__(self, discourse: Discourse, parties: Parties) -> None:
        self.discourse, self.parties, self.lang, self.trace = discourse, parties, discourse.lang, discourse.trace
        self.addressees = Addressees(parties)
        self.speaker: Found = ()
        self.blaming: frozenset[int] = frozenset()
        self.forceful: frozenset[int] = frozenset()

    @explained("roles")
    def cast(self, view: View, act: Act, place: Place | None, given_actor: Found = (), speaker: Found = ()) -> Cast | None:
        """The roles, or None where the act lacks a party that its type needs.

        ``given_actor`` does the act if nothing in it says who does, ``speaker`` is who "we" are.
        """
        self.speaker = speaker
        controlled = bool(given_actor) and act.type != "ACCUSE" and not self._named_doer(view, act) and all(t.pos_ in {"PRON", "DET"} for t in children(act.trigger, "nsubj"))
        actors, sure = given_actor if controlled else self._fill(view, act, act.pattern.actor, "actor"), 1.0
        recipients = self._fill(view, act, act.pattern.recipient, "recipient", guess=not act.pattern.symmetric and act.type != "RETREAT")
        if not actors and recipients and self._may_be_turned(act):
            actors, recipients = recipients, self._fill(view, act, ("subj",))
        actors = actors or self._one_speaks(act)
        if act.pattern.symmetric:
            joint = self._joint(view, act, actors, recipients)
            led = act.type == "SUPPORT" and len(actors) == 1 and len(joint) > 1  # "X restored relations with Y"
            actors, recipients = (actors, tuple(p for p in joint if p.code != actors[0].code)) if led else (joint, ())
            if len(actors) < 2 and not led:
                actors = self._neighbours(act, place) or actors
            if not actors and ((act.pattern.mode == "ceasefire" and act.pattern.kind == "verb") or self._goes_on(act) or (act.type == "ASSAULT" and act.trigger.morph.get("Number", []) == ["Plur"])):
                actors = self.discourse.pair(frozenset(), (view.sentence.index, act.trigger.i))
        if not actors and act.pattern.mode == "ceasefire" and act.pattern.kind == "verb":
            actors = self._keepers(view, act)
        if not actors and act.pattern.kind == "noun":
            actors, sure = self._from_support(view, act) or self._from_relative(view, act) or self._from_head(view, act), 0.9
        if not actors and act.pattern.kind == "noun" and any(base(c) == "gemeinsam" for c in children(act.trigger, "amod")):
            actors, sure = self.discourse.pair(frozenset(p.code for p in recipients), (view.sentence.index, act.trigger.i)), 0.8
        if not actors and act.type in UNADDRESSED:
            actors, recipients = self._moved(view, act), ()
        if not actors and act.type in {"ASSAULT", "COERCE"}:
            actors, sure = self._through(view, act) or self._authorities(view, act, recipients, place), 0.8
        if not actors and given_actor:
            actors = given_actor
        if not actors and recipients and self._struck_by_nobodys(act):
            actors, sure = (actor("UNK", text=act.trigger.text),), 0.7
        if not actors and act.pattern.rule.endswith(HEARD) and not children(act.trigger, "nsubj"):
            recipients = recipients or self._home(place)
            actors, sure = (actor("UNK", text=act.trigger.text),), 0.7
        if not actors and act.type == "PROTEST":
            actors, sure = self._crowd(view, act, place), 0.8
        if (
            not actors
            and act.type == "ASSAULT"
            and act.pattern.kind == "noun"
            and self._told_by_victim(view, act, recipients)
        ):
            actors, sure = self._bystander(view, act, {party.code for party in recipients}), 0.6
        if not actors and self._resolved_by_nobody(act):
            met, given = self.discourse.deeds.get("CONSULT", ()), {party.code for party in recipients}
            if given == {party.code for party in met}:
                recipients, given = (), set()  # "it was decided to send a group of observers": the senders' own
            actors, sure = tuple(party for party in met if party.code not in given), 0.9
        if not actors and (self._unsaid(act) or self._may_be_speakers(act)):
            actors = speaker
        if not actors:
            self._lacks(view, act, "no_actor")
            return None
        if act.type == "REQUEST" and recipients and self._own_people(act, actors, recipients):
            self._lacks(view, act, "no_recipient")
            return None
        if act.pattern.symmetric and act.pattern.needs == "both":
            if len(actors) < 2 and not recipients:
                self._lacks(view, act, "one_party")
                return None
        elif act.pattern.needs in {"recipient", "both"} and not self._asked(act, actors, recipients) and not (act.type == "ASSAULT" and (place or self._struck(act))):
            self._lacks(view, act, "no_recipient")
            return None
        return self._complete(view, act, self._with_companions(view, act, actors), recipients, place, sure)

    def _own_people(self, act: Act, actors: Found, recipients: Found) -> bool:
        """ "urged its citizens to leave Lebanon": advice of a state to its own people."""
        own = {party.code for party in actors}
        owned = all(self._reflexive(party, own) and party.sector in {"CVL", "REF"} for party in recipients)
        return owned and all(party.sector in RULING or party.sector is None for party in actors)

    def _with_companions(self, view: View, act: Act, actors: Found) -> Found:
        """The actors with those beside whom they act: "gemeinsam mit", "together with", "вместе с"."""
        found = {party.code: party for party in actors}
        for mark in act.trigger.subtree if not BESIDE.isdisjoint(words_of(act.trigger.doc).all) else ():
            if mark.lower_ not in WITH or mark.i == 0 or mark.nbor(-1).lower_ not in BESIDE or clause_head(mark).i != act.trigger.i:
                continue
            for party in self.parties.all_of(view, mark.head, guess=False):
                found.setdefault(party.code, party)
        return tuple(found.values())

    def _home(self, place: Place | None) -> Found:
        """Where somebody hears fire: at the place named, else at home."""
        code = place.country if place is not None and place.country and "-" not in place.country else self.discourse.outlet_country
        return (actor(code, text=place.text if place is not None else ""),) if code else ()

    def _struck(self, act: Act) -> bool:
        """What is hit is a place or a vehicle, if nobody's in so many words."""
        heads = [t for slot in act.pattern.recipient for t in self._candidates(act, slot, "recipient")]
        kinds = {role.kind for t in heads if (role := self.discourse.roles.find(t.lemma_)) is not None}
        return not kinds.isdisjoint({"ground", "instrument"})

    def _unsaid(self, act: Act) -> bool:
        """Russian "в Баку заверили, что не стреляли": a plural without subject in what somebody says means those who say it."""
        verb = act.trigger
        if self.lang != "ru" or act.pattern.kind != "verb" or verb.dep_ not in {"ccomp", "parataxis", "conj"}:
            return False
        plural = verb.morph.get("Number", []) == ["Plur"] and verb.morph.get("VerbForm", []) == ["Fin"]
        return plural and not is_passive(verb, "ru") and not children(verb, "nsubj")

    def _told_by_victim(self, view: View, act: Act, recipients: Found) -> bool:
        """ "The envoy spoke of an attack on his country": whoever suffered it says so, and blames the other side."""
        verb = clause_head(act.trigger)
        told = act.trigger.dep_ == "obj" or not ABOUT[self.lang].isdisjoint(adpositions(act.trigger))
        if (
            not told
            or any(":" in party.code for party in recipients)
            or act.trigger.head.i != verb.i
            or speech_word(verb, self.lang) is None
        ):
            return False
        telling = {
            party.code for token in subjects(verb, self.lang) for party in self.parties.all_of(view, token, guess=False)
        }
        return bool(recipients) and {party.code for party in recipients} == telling

    def _teller(self, act: Act, own: set[str]) -> Found:
        """Whoever tells of an attack by others without a word of whom it hit."""
        if act.type != "ASSAULT" or act.pattern.symmetric or any(":" in code for code in own):
            return ()
        return tuple(p for p in self.speaker if p.code not in own and ":" not in p.code)

    def _sits(self, act: Act) -> bool:
        """A sitting of a body ("the cabinet's session", "заседание правительства")."""
        return act.type == "CONSULT" and any(base(t).lower() in SITTINGS for t in (act.trigger, *act.lexical))

    @explained("parties of the truce")
    def _keepers(self, view: View, act: Act) -> Found:
        """ "The ceasefire with X is being observed": those beside the truce and who speaks, else the two spoken of before."""
        truces = [t for t in act.lexical if t.pos_ == "NOUN"]
        partners = {p.code: p for t in truces for slot in SYMMETRIC_PARTNERS[self.lang] for c in fillers(t, slot, self.lang) for p in self.parties.all_of(view, c, guess=False)}
        for party in self.speaker if len(partners) == 1 else ():
            partners.setdefault(party.code, party)
        return tuple(partners.values()) if len(partners) > 1 else ()

    def _resolved_by_nobody(self, act: Act) -> bool:
        """ "It was decided to send …", "Принято решение направить": the act stands below a decision of which nothing says whose it is."""
        above = act.trigger.head
        if act.pattern.kind != "verb" or above.i == act.trigger.i or base(above).lower() not in RESOLVED:
            return False
        if any(t.i != above.i for t in subjects(act.trigger, self.lang)):
            return False
        verb = above if is_verb(above) else above.head
        passive = is_passive(verb, self.lang) or verb.lower_.endswith(("но", "нято"))
        return passive and not fillers(verb, "by", self.lang) and (above.i == verb.i or above.dep_.startswith("nsubj"))

    def _lacks(self, view: View, act: Act, reason: DropReason) -> None:
        """Notes why an act has no cast."""
        if self.trace is not None:
            self.trace.lacks(view, act, reason)

    def _asked(self, act: Act, actors: Found, recipients: Found) -> Found:
        """The recipients; of what is said in a content clause ("said it must leave") only others than the speaker."""
        return self._others(act, actors, recipients) if "ccomp_subj" in act.pattern.recipient else recipients

    def _named_doer(self, view: View, act: Act) -> bool:
        """ "remarks about Azerbaijani attacks": the name right before an act noun is that of who did it."""
        before = [c for c in act.trigger.children if c.i < act.trigger.i and c.dep_.startswith(("amod", "nmod:poss", "compound"))]
        return act.pattern.kind == "noun" and any(view.name_at(child) is not None for child in before)

    def _across(self, own: set[str], recipients: Found) -> Found:
        """Whom a state strikes that the text has at odds with another, if its own people are not meant."""
        against = self.discourse.opponents(next(iter(own))) if not any(p.sector in RULED for p in recipients) else ()
        return tuple(p for p in against if p.code not in own and len(p.code) == 3) or recipients

    def _by_states(self, view: View, act: Act, actors: Found) -> bool:
        """States named by their own name, capital or government, not their people."""
        names = [(noun, view.name_at(noun)) for noun in subjects(act.trigger, self.lang)]
        kinds = {"name", "metonym", "capital"}
        named = bool(names) and all(n.pos_ == "PROPN" and name is not None and name.alias.kind in kinds for n, name in names)
        return bool(actors) and all(len(p.code) == 3 and (p.sector in RULING or (p.sector is None and named)) for p in actors)

    def _of_the_public(self, actors: Found, recipients: Found) -> bool:
        """A government speaks to its own people: "the ministry asks citizens to use official sources"."""
        own = {party.code for party in actors}
        ruling = all(party.sector in RULING for party in actors)
        return ruling and bool(recipients) and all(p.code in own and p.sector in PUBLIC for p in recipients)

    def _others(self, act: Act, actors: Found, recipients: Found) -> Found:
        """Recipients who may be such beside these actors: not the same party, unless the two are on either side of power."""
        if act.type in DOMESTIC:
            return recipients
        own = {party.code: party.sector for party in actors}
        aside = self._aside(act)
        return tuple(p for p in recipients if p.code not in own or (not aside and _opposed(own[p.code], p.sector)))

    def _aside(self, act: Act) -> bool:
        """ "A rally at which supporters demanded …" is one act, the rally."""
        return act.trigger.dep_.startswith("acl")

    @explained(_slots)
    def _fill(self, view: View, act: Act, slots: Iterable[str], role: str = "", *, guess: bool = True) -> Found:
        """The first slot whose fillers stand for somebody; of a noun the agent ("durch", "by") before the genitive."""
        if act.pattern.kind == "noun":
            slots = sorted(slots, key=lambda slot: slot not in PLAIN_AGENTS)
        for slot in slots:
            found: dict[str, Actor] = {}
            for token in self._candidates(act, slot, role):
                if act.pattern.symmetric and slot == "obj" and token.pos_ == "PRON" and act.type == "AGREE":
                    continue  # "hatten sie ausgehandelt": what is agreed, nobody who agrees
                if token.lower_ in FIRST_PERSON and not _abbreviated(token):
                    owners = self.speaker
                elif role == "recipient" and act.type in JUDGING and self.discourse.last_doers and self._means_deed(token):
                    owners = self.discourse.last_doers
                else:
                    owners = self.parties.all_of(view, token, guess=guess and self._may_guess(act, token))
                for party in owners:
                    found.setdefault(party.code, party)
            if found:
                return tuple(found.values())
        if "obj" in slots and self.lang == "de":
            behind = self._behind_subject(view, act)
            if behind:
                return behind
        if "compound" in slots and act.compound:
            return self.parties._compound(view, act.trigger)
        return self._impersonal(view, act) if "subj" in slots else ()

    def _means_deed(self, token: Token) -> bool:
        """A pronoun or bare noun for what the text told before: "condemned it", "осудил запуск"."""
        if token.lower_ in THINGS:
            return True
        own = [child for child in token.children if child.dep_.startswith(("nmod", "amod", "acl", "compound", "flat", "appos"))]
        return token.base in DEEDS and not own

    def _goes_on(self, act: Act) -> bool:
        """ "Weiterverhandelt wird am Montag", "Встретятся снова": nobody is named, those who met before go on."""
        if act.pattern.kind != "verb" or children(act.trigger, "nsubj"):
            return False
        return self.lang == "ru" or (self.lang == "de" and is_passive(act.trigger, "de"))

    def _may_be_speakers(self, act: Act) -> bool:
        """The act has no place for a doer, or is done by speaking and its doer is left out ("Das komme nicht infrage, hieß es")."""
        left_out = self.lang == "de" and act.type in SPOKEN_TO and act.pattern.kind == "verb" and "subj" not in act.pattern.actor
        return left_out or (not act.pattern.actor and act.pattern.needs != "both")

    def _one_speaks(self, act: Act) -> Found:
        """ "man müsse die Stadt preisgeben, räumte Kiew ein": "man" in somebody's words is the speaker."""
        return self.speaker if self.lang == "de" and [t.lower_ for t in children(act.trigger, "nsubj")] == ["man"] else ()

    @explained("name behind the subject")
    def _behind_subject(self, view: View, act: Act) -> Found:
        """ "Russland Polen angegriffen": a second name that the parser took for part of the subject's."""
        for subject in fillers(act.trigger, "subj", "de"):
            own = {party.code for party in self.parties.of(view, subject, guess=False)}
            for child in children(subject, "flat", "appos", "nmod"):
                name = view.name_at(child)
                apart = name is not None and name.alias.kind in {"name", "capital"} and not adpositions(child)
                if apart and name is not None and name.code and name.code not in own and child.i == subject.i + 1:
                    return self.parties.of(view, child, guess=False)
        return ()

    @explained("impersonal: who acts stands in the phrase of place")
    def _impersonal(self, view: View, act: Act) -> Found:
        """ "В Баку пообещали", "In Minsk wies man zurück": who acts stands in the locative phrase."""
        verb, own = act.trigger, children(act.trigger, "nsubj")
        if self.lang == "ru":
            verb = verb.head if verb.morph.get("VerbForm", []) == ["Conv"] else verb
            fits = not subjects(verb, "ru") and verb.morph.get("Number", []) == ["Plur"] and verb.morph.get("VerbForm", []) == ["Fin"]
        else:
            fits = self.lang == "de" and [t.lower_ for t in own] == ["man"]
        if not fits:
            return ()
        for noun in children(verb, "obl", "nmod"):
            towards = "на" in adpositions(noun) and noun.morph.get("Case", []) == ["Acc"]
            if {"in", "в", "на"} & set(adpositions(noun)) and not towards:
                found = self.parties.all_of(view, noun, guess=False)
                if found:
                    return found
        return ()

    def note_doers(self, view: View, acts: Sequence[Act]) -> None:
        """Who did what a noun names ("the attack that … condemned"): the noun stands for its doer in other acts' roles.

        With an article and no doer beside it, it is the act of its kind that was told before ("die Einigung").
        """
        self.blaming = frozenset(act.trigger.i for act in acts if act.type == "ACCUSE")
        self.forceful = frozenset(act.trigger.i for act in acts if act.type in FORCE and act.pattern.kind == "verb")
        for act in acts:
            if act.pattern.kind != "noun":
                continue
            doers = self._fill(view, act, act.pattern.actor, "actor") if not act.pattern.symmetric else ()
            if not doers and any(child.lower_ in DEFINITE[self.lang] for child in act.trigger.children):
                doers = self.discourse.deeds.get(act.type, ())
            if doers:
                view.doers[act.trigger.i] = doers

    def _may_be_turned(self, act: Act) -> bool:
        """German: subject and object that case does not tell apart, with an object that can act and a subject that cannot."""
        if self.lang != "de" or act.pattern.kind != "verb" or act.pattern.actor != ("subj",) or act.pattern.recipient != ("obj",):
            return False
        if is_passive(act.trigger, "de"):
            return False
        objects = fillers(act.trigger, "obj", "de")
        return any(not t.morph.get("Case", []) or "Nom" in t.morph.get("Case", []) for t in objects)

    @explained(_slot)
    def _candidates(self, act: Act, slot: str, role: str = "") -> list[Token]:
        """Heads of the phrases in a slot; of a noun with agent and victim in the genitive ("A's bombing of B") the one of the role."""
        also = [t for t in act.lexical if t.pos_ in {"NOUN", "PROPN"}]
        found = fillers(act.trigger, slot, self.lang, also)
        if slot == "gen" and act.pattern.kind == "noun" and "gen" in act.pattern.actor and {"gen", "of"} & set(act.pattern.recipient):
            found = [t for t in found if (t.i < act.trigger.i) == (role == "actor")]
        if act.pattern.kind == "verb" and role == "recipient" and act.pattern.needs and slot in HUNG_LOW and not found:
            found = [t for noun in children(act.trigger, "obl") for t in fillers(noun, slot, self.lang)]
        if act.pattern.kind == "noun" and slot in PLAIN_AGENTS and not found:
            found = [t for noun in children(act.trigger, "nmod") for t in fillers(noun, slot, self.lang)]
        if role and not found and act.pattern.kind == "verb" and slot in LOOSE:
            inner = children(act.trigger, "obj", "obl")
            found = [t for noun in (*inner, *(n for each in inner for n in children(each, "nmod"))) for t in fillers(noun, slot, self.lang)]
        if act.pattern.kind == "noun" and slot not in {"gen", "adj", "compound", "subj", "obj", "iobj", *AGENTS} and not found:
            verb = support_verb(act)
            found = fillers(verb, slot, self.lang) if verb is not None else []
        return found

    @explained(ALL_PARTIES)
    def _joint(self, view: View, act: Act, actors: Found, recipients: Found) -> Found:
        partners: dict[str, Actor] = {party.code: party for party in (*actors, *recipients)}
        for slot in SYMMETRIC_PARTNERS[self.lang]:
            for token in self._candidates(act, slot):
                for party in self.parties.all_of(view, token):
                    partners.setdefault(party.code, party)
        if act.pattern.kind == "noun":
            for slot in ("adj", "gen", "compound"):
                for party in self._fill(view, act, (slot,)):
                    partners.setdefault(party.code, party)
            for party in self._from_support(view, act) or self._from_relative(view, act) or self._from_head(view, act):
                partners.setdefault(party.code, party)
        if len(partners) < 2 and act.pattern.kind == "verb":
            for noun in (t for t in act.lexical if t.pos_ == "NOUN"):
                for token in (t for slot in ("gen", "adj") for t in fillers(noun, slot, self.lang)):
                    for party in self.parties.all_of(view, token, guess=False):
                        partners.setdefault(party.code, party)
        if len(partners) < 2 and act.pattern.kind == "noun":
            partners.update((party.code, party) for party in self._meeting_clause(view, act))
        return tuple(partners.values())

    @explained("the two states at whose border it is")
    def _neighbours(self, act: Act, place: Place | None) -> Found:
        """Fighting at the border of two states without a word of who fights."""
        if act.type != "ASSAULT" or place is None or place.precision != "border" or not place.country:
            return ()
        return tuple(actor(code, text=place.text) for code in place.country.split("-"))

    @explained("subject and objects of the clause that the meeting is part of")
    def _meeting_clause(self, view: View, act: Act) -> Found:
        """ "X asked Y during a telephone call": subject and objects of the clause that the call is part of."""
        verb = act.trigger.head
        if act.type != "CONSULT" or not act.trigger.dep_.startswith("obl") or not is_verb(verb):
            return ()
        if not {"während", "bei", "in", "during", "at", "on", "во время", "во", "в", "при", "по"} & set(adpositions(act.trigger)):
            return ()
        tokens = [*subjects(verb, self.lang), *children(verb, "obj", "iobj")]
        return tuple(party for token in tokens for party in self.parties.all_of(view, token, guess=False))

    @explained("subject of the verb beside the act noun")
    def _from_support(self, view: View, act: Act) -> Found:
        """The subject of the verb whose object the act is ("launched an attack"); who condemns an attack did not launch it."""
        verb = support_verb(act)
        if (
            verb is not None
            and act.type == "ASSAULT"
            and not ABOUT[self.lang].isdisjoint(adpositions(act.trigger))
            and speech_word(verb, self.lang) is not None
        ):
            return ()
        before = act.trigger.dep_.startswith("obl") and not OCCASIONS.isdisjoint(adpositions(act.trigger))
        if before and verb is not None and verb.i in self.forceful and not DURING.isdisjoint(adpositions(act.trigger)):
            before = is_passive(verb, self.lang)  # "erschossen bei einer Razzia drei Männer"
        if verb is None or act.trigger.dep_ in {"nsubj"} or before or self._deadly(act, verb) or (act.trigger.dep_ == "obj" and verb.i in self.blaming):
            return ()
        if act.trigger.dep_ == "nsubj:pass":
            found = fillers(verb, "subj", self.lang)
        else:
            found = [t for t in subjects(verb, self.lang) if t.i != act.trigger.i]
        return tuple(party for token in found for party in self.parties.all_of(view, token))

    def _reflexive(self, party: Actor, own: set[str]) -> bool:
        """A possessive that was taken for the actor's own ("gave its embassy staff 24 hours"): hardly what is meant."""
        first = party.text.lower().split(" ")[:POSSESSED]
        return party.code in own and not PRONOUNS[self.lang].isdisjoint(first)

    @explained("act or weapon through which it came")
    def _through(self, view: View, act: Act) -> Found:
        """Who did it stands in the act or the weapon through which it came ("killed in an Israeli strike")."""
        for token in children(act.trigger, "obl", "nmod", "advcl"):
            if token.i in view.doers and token.i != act.trigger.i:
                return view.doers[token.i]
            role = self.discourse.roles.find(token.lemma_)
            if role is not None and role.kind == "instrument":
                owners = self.parties.of(view, token, guess=False)
                if owners:
                    return owners
        return ()

    def _deadly(self, act: Act, verb: Token) -> bool:
        """ "При ударе по Белгороду погибли трое", "bei dem Angriff kamen drei ums Leben": who died did not strike."""
        lives = any(base(t) == "leben" for t in children(verb, "obl", "obj"))
        return act.type == "ASSAULT" and act.trigger.dep_.startswith("obl") and (base(verb) in DYING or (self.lang == "de" and lives))

    def _struck_by_nobodys(self, act: Act) -> bool:
        """ "A roadside bombing killed a soldier": a weapon or an attack of which nothing says whose it is."""
        if act.type == "ASSAULT" and act.pattern.kind == "noun" and (verb := support_verb(act)) is not None:
            return self._deadly(act, verb)
        if act.type != "ASSAULT" or act.pattern.kind != "verb" or is_passive(act.trigger, self.lang):
            return False
        return any(base(t) in NOBODYS[self.lang] for t in fillers(act.trigger, "subj", self.lang))

    @explained("measure of the country's own authorities")
    def _authorities(self, view: View, act: Act, recipients: Found, place: Place | None) -> Found:
        """Arrests, bans and curfews without a word of who ordered them are those of the country's own authorities."""
        if act.type != "COERCE" or act.pattern.mode not in OFFICIAL:
            return ()
        if place is not None and place.country and "-" not in place.country:
            return (actor(place.country, sector="GOV", text=place.text),)
        verb = act.trigger.head
        if act.trigger.dep_ in {"conj", "parataxis"} and is_verb(verb) and not is_passive(verb, self.lang):
            found = [party for noun in subjects(verb, self.lang) for party in self.parties.all_of(view, noun)]
            if found and all(party.sector in ARRESTING for party in found):
                return tuple(found)  # "die Polizei setzte Wasserwerfer ein, 60 Menschen wurden festgenommen"
        return tuple(party for party in recipients if ":" not in party.code)[:1]

    def _crowd(self, view: View, act: Act, place: Place | None) -> Found:
        """Protesters of whom nothing is said are people of the country where they protest."""
        if act.pattern.kind == "noun" and self.lang != "en" and act.trigger.morph.get("Number", []) == ["Sing"]:
            return ()
        if place is not None and place.country and "-" not in place.country:
            found: Found = (actor(place.country, sector="CVL", text=place.text),)
        else:
            latest = self.discourse.latest(kind="state")
            found = (latest,) if latest is not None else ()
        self.discourse.remember_crowd(view.sentence.index, act.trigger.i, found)
        return found

    def _may_guess(self, act: Act, token: Token) -> bool:
        """A word that the pattern itself asks for ("fire" in "open fire") is somebody only if it is a role ("police")."""
        if token.i not in {t.i for t in act.lexical}:
            return True
        role = self.discourse.roles.find(token.lemma_)
        return role is not None and role.kind in {"person", "people", "organ", "ground"}

    @explained("subject of the relative clause")
    def _from_relative(self, view: View, act: Act) -> Found:
        """The subject of the relative clause whose object the act is ("the truce that both had agreed")."""
        for clause in children(act.trigger, "acl"):
            if is_passive(clause, self.lang):
                found = fillers(clause, "subj", self.lang)
            else:
                found = [t for t in children(clause, "nsubj") if relative_pronoun(t, self.lang) is None]
            parties = [party for token in found for party in self.parties.all_of(view, token)]
            if parties and act.pattern.symmetric:
                for slot in SYMMETRIC_PARTNERS[self.lang]:
                    parties += [p for t in fillers(clause, slot, self.lang) for p in self.parties.all_of(view, t)]
            if parties:
                return tuple({party.code: party for party in parties}.values())
        return ()

    @explained("the one who is somewhere for the act")
    def _from_head(self, view: View, act: Act) -> Found:
        """The one who is somewhere for the act ("foreign minister in Luanda for talks with …")."""
        noun = act.trigger
        if noun.dep_.startswith("nmod") and {"for", "zu", "für", "на", "для"} & set(adpositions(noun)):
            return self.parties.of(view, noun.head, guess=False)
        return ()

    @explained("troops moved act for their own side")
    def _moved(self, view: View, act: Act) -> Found:
        """Troops that are moved without a word of who moves them act for their own side."""
        if act.pattern.kind == "verb" and is_passive(act.trigger, self.lang):
            return self._fill(view, act, ("obj",))
        return ()

    def _complete(self, view: View, act: Act, actors: Found, recipients: Found, place: Place | None, sure: float) -> Cast | None:
        own = {party.code for party in actors}
        noted = act.pattern.mode == "protest-note" and act.pattern.kind == "verb"
        if act.type == "PROTEST" and act.pattern.kind == "verb" and act.others and self._by_states(view, act, actors):
            self._lacks(view, act, "no_actor")
            return None  # a government protests by words
        if noted and not recipients:
            recipients = tuple(party for party in self.discourse.last_attackers if party.code not in own)
        if act.type == "REQUEST" and self._of_the_public(actors, recipients):
            self._lacks(view, act, "no_recipient")
            return None
        recipients = (self._protested_against(view, act) if act.type == "PROTEST" else ()) or recipients
        if act.type in {"ASSAULT", "COERCE", "SANCTION"} and recipients and all(self._reflexive(p, own) for p in recipients):
            recipients = self._bystander(view, act, own)
        if act.pattern.mode in OUTWARD and recipients and {p.code for p in recipients} == own:
            recipients = self._bystander(view, act, own) or recipients
        recipients = self._others(act, actors, recipients)
        if act.type == "ASSAULT" and recipients and {party.code for party in recipients} == own and all(":" in code for code in own):
            recipients = self._victim(view, act, actors, place) or self._bystander(view, act, own)
        if act.type == "ASSAULT" and len(own) == 1 and recipients and {party.code for party in recipients} == own:
            recipients = self._across(own, recipients)
        if act.type in {"ASSAULT", "COERCE"} and any(party.code not in own for party in recipients):
            recipients = tuple(party for party in recipients if party.code not in own)
        if act.type in JOINT and len(actors) > 1 and not act.pattern.recipient:
            recipients = ()
        if not recipients and act.pattern.mode == "third-party":
            recipients = self._mediated(view, act, own)
        if not recipients and act.type in {"AGREE", "CONCEDE", "REJECT", "THREATEN"} and not (act.pattern.symmetric and len(actors) > 1):
            recipients = self.addressees.of(view, act, own)
        if not recipients and act.type == "THREATEN" and any(token.base in RETALIATION for token in (act.trigger, *act.lexical)):
            recipients = tuple(party for party in self.discourse.last_attackers if party.code not in own)
        if not recipients and act.type in {"PROTEST", "MOBILIZE"}:
            recipients = self._against(view, act, own)
        if not recipients and act.type in {"PROTEST", "CONCEDE"}:
            recipients = (actors[0],)
        if not recipients and act.type == "COERCE" and act.pattern.mode in OUTWARD:
            recipients, sure = self._bystander(view, act, own), sure * 0.7
        if not recipients and act.pattern.mode == "crowd-control":
            recipients = actors[:1]
        if not recipients and act.type in {"ASSAULT", "COERCE"} and not act.pattern.symmetric:
            recipients, sure = self._victim(view, act, actors, place), sure * 0.8
        if not recipients and act.type in SPOKEN_TO:
            recipients = self._addressee(view, act, own)
        mutual = len(actors) > 1 and (act.type in {"ASSAULT", "ACCUSE"} or act.pattern.symmetric) and not (act.type == "ASSAULT" and self._transitive(act))
        if not recipients and act.type in ADDRESSED and not mutual:
            recipients, sure = self._teller(act, own) or self._bystander(view, act, own) or self._at_home(act, actors), sure * 0.6
            if not recipients and not self._unaddressed(act):
                self._lacks(view, act, "no_recipient")
                return None
            if act.pattern.symmetric and act.type != "SUPPORT":
                actors, recipients = (*actors, *(p for p in recipients if p.code not in own)), ()
        if act.type in JOINT and len(actors) == 1 and not recipients and not actors[0].code.startswith("IGO:"):
            if self._sits(act):
                self._lacks(view, act, "one_party")
                return None
            recipients = self._bystander(view, act, own)
            if not recipients and not self._unaddressed(act):
                self._lacks(view, act, "one_party")
                return None
            if recipients and act.pattern.symmetric:
                actors, recipients = (*actors, *recipients), ()
        if act.type in {"ASSAULT", "COERCE"} and self._two_people(act, actors):
            self._lacks(view, act, "no_actor")
            return None
        if act.type == "ASSAULT" and len(actors) == 1 and not recipients:
            self._lacks(view, act, "no_recipient")
            return None
        return Cast(actors, recipients, sure)

    def _two_people(self, act: Act, actors: Found) -> bool:
        """ "er hatte ihm dort aufgelauert": one person does something to another, of whom the clause says no more."""
        if not all(party.text.lower() in HE_AND_HIM for party in actors):
            return False
        hit = [t for slot in act.pattern.recipient for t in self._candidates(act, slot, "recipient")]
        return bool(hit) and all(t.lower_ in HE_AND_HIM for t in hit)

    @explained("against whom it is")
    def _against(self, view: View, act: Act, own: set[str]) -> Found:
        """ "to protest against Sweden's decision", "to show their disapproval of US policy", "for a war against Iraq"."""
        for token in act.trigger.subtree if act.pattern.kind == "verb" else ():
            marked = not AGAINST.isdisjoint(adpositions(token))
            if act.type == "MOBILIZE":
                aimed = marked and base(token.head) in WARS
            else:
                above = (token.head, *children(token.head, "obj"))
                aimed = marked or (token.dep_.startswith(("nmod", "obl", "obj")) and any(base(t) in AVERSION for t in above if t.i < token.i))
            if aimed:
                found = tuple(p for p in self.parties.all_of(view, token, guess=False) if p.code not in own)
                if found:
                    return found
        return ()

    @explained("against whom the purpose of the crowd is")
    def _protested_against(self, view: View, act: Act) -> Found:
        """ "marched through the centre to protest against X's rule": the purpose says against whom."""
        for clause in children(act.trigger, "advcl", "xcomp"):
            for token in (t for word in sorted(AGAINST) for t in fillers(clause, word, self.lang)):
                found = self.parties.all_of(view, token, guess=False)
                if found:
                    return found
        return ()

    @explained("others of the same state")
    def _at_home(self, act: Act, actors: Found) -> Found:
        """A threat or refusal in a text that names nobody else concerns others of the same state."""
        return actors[:1] if act.type in {"REJECT", "THREATEN"} else ()

    @explained("parties of the clause that somebody mediates")
    def _mediated(self, view: View, act: Act, own: set[str]) -> Found:
        """ "with the mediation of X, A and B agreed": subjects of the clause that the mediation is part of."""
        verb = clause_head(act.trigger)
        if not act.trigger.dep_.startswith(("obl", "nmod", "advmod")) or verb.i == act.trigger.i:
            return ()
        found = {p.code: p for token in subjects(verb, self.lang) for p in self.parties.all_of(view, token, guess=False)}
        return tuple(party for code, party in found.items() if code not in own)

    def _unaddressed(self, act: Act) -> bool:
        """A verb of demanding, refusing, threatening or promising with its content and nobody named at the other end."""
        if act.pattern.kind == "adjective" and act.type == "AGREE":  # "is ready to withdraw"
            return bool(act.lexical)
        if act.pattern.mode == "withdraw" and act.type == "SANCTION":  # "has left the treaty"
            return True
        verb = act.pattern.kind == "verb" and act.type in {"REQUEST", "REJECT", "THREATEN", "AGREE"} and not self._aside(act)
        return verb and (bool(act.lexical) or bool(children(act.trigger, "obj", "xcomp", "ccomp")))

    def _transitive(self, act: Act) -> bool:
        """A verb with an object that no reading of it makes one act of several on each other ("both jets pounded sites")."""
        return act.pattern.kind == "verb" and not act.pattern.symmetric and any(t.pos_ == "NOUN" for t in children(act.trigger, "obj"))

    @explained("to whom it is said")
    def _addressee(self, view: View, act: Act, own: set[str]) -> Found:
        """To whom it is said: "…, ließ Kiew Moskau wissen", "…, sagte er gegenüber Polen"."""
        speech = index(self.lang, "speech_verbs")
        verbs = [t for t in (*act.trigger.ancestors, *children(act.trigger, "advcl", "parataxis", "ccomp")) if is_verb(t)]
        for verb in verbs:
            told = any(lemma in speech for lemma in lemmas(verb, self.lang)) or any(base(c) in {"wissen", "ausrichten"} for c in children(verb, "xcomp"))
            if not told or verb.i == act.trigger.i:
                continue
            for slot in ("iobj", "gegenüber", "obj"):
                for token in fillers(verb, slot, self.lang):
                    if is_verb(token) or token.i in {t.i for t in act.trigger.subtree if not act.trigger.is_ancestor(verb)}:
                        continue
                    found = tuple(p for p in self.parties.all_of(view, token, guess=False) if p.code not in own)
                    if found:
                        return found
        return ()

    @explained("country of the scene")
    def _victim(self, view: View, act: Act, actors: Found, place: Place | None) -> Found:
        """The country of the scene; for measures of a state and deeds of rebels with no scene, its own people."""
        if place is not None and place.country and "-" not in place.country:
            return (actor(place.country, text=place.text),)
        rebels = actors[0].sector in {"REB", "SEP"} and ":" not in actors[0].code and actors[0].code != "UNK"
        return actors[:1] if act.type == "COERCE" or rebels else ()

    @explained("other party named in the clause or before")
    def _bystander(self, view: View, act: Act, own: set[str]) -> Found:
        """The other party that the act's own words, its clause or the text before it name."""
        verb = clause_head(act.trigger)
        for top in dict.fromkeys((act.trigger, verb)):
            for token in top.subtree:
                name = view.name_at(token)
                if name is None or name.end - 1 != token.i or name.code is None or name.code in own or token.i < act.trigger.i - 25:
                    continue
                if self._of_relay(token) or self._attributed(token):
                    continue
                named = self.parties.all_of if act.type in TO_SEVERAL else self.parties.of
                found = () if name.alias.kind == "person" or self._mere_place(token) else named(view, token, guess=False)
                if found and any(party.code not in own for party in found):
                    return found
        before = (view.sentence.index, act.trigger.i)
        latest = self.discourse.latest(before=before, besides=frozenset(own))
        if latest is not None and latest.code.startswith("IGO:") and act.type in {"ASSAULT", "COERCE"}:
            latest = self.discourse.latest(before=before, besides=frozenset(own), kind="state") or latest
        if latest is None:
            return ()
        joined = self.discourse.latest_list(before=before, besides=frozenset(own)) if act.type in ANSWERING else ()
        return joined if latest.code in {party.code for party in joined} else (latest,)

    def _of_relay(self, token: Token) -> bool:
        """ "the Czechoslovak news agency": whose agency or paper tells it, nobody whom it concerns."""
        role = self.parties.role(token.head) if token.head.pos_ in {"NOUN", "PROPN"} else None
        return role is not None and role.kind == "relay"

    def _attributed(self, token: Token) -> bool:
        """ "the alliance led by Russia", "das von Russland geführte Bündnis": says which one somebody else is."""
        led = token.head
        return led.dep_.startswith(("amod", "acl")) and not AGENT_MARKS.isdisjoint(adpositions(token)) and led.head.i != led.i

    def _mere_place(self, token: Token) -> bool:
        """ "in Vienna": where it was said, not whom it concerns."""
        return bool({"in", "at", "в", "near", "bei", "под"} & set(adpositions(token)))
