"""Did it happen, did it happen long ago, will it, may it, or did it not?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from lagebild.coding.acts import REFLEXIVES, Act, is_occasion
from lagebild.coding.recorder import Recorder, explained
from lagebild.coding.slots import matches, matches_any
from lagebild.coding.tree import adpositions, base, children, dependents, is_verb, morph
from lagebild.knowledge.reading import Word, index, reading_words
from lagebild.model import Status
from lagebild.text.tokens import Token

#: "Background, more than about a month before publication" (annotation guidelines).
HISTORICAL_AFTER = timedelta(days=35)
#: Relations by which what governs an act (a plan, a fear, a negation) reaches it.
TRANSPARENT = frozenset({"xcomp", "ccomp", "obj", "iobj", "nmod", "obl", "acl", "csubj", "nsubj", "conj", "aux", "advcl", "dep"})
KONJUNKTIV_II = frozenset({"könnte", "könnten", "dürfte", "dürften", "würde", "würden", "möchte", "sollte", "sollten", "wäre", "wären", "hätte", "hätten"})  # fmt: skip

#: Nouns of degree and manner: who does not act to a sufficient degree does not act.
MEASURES = frozenset("maß umfang weise rahmen extent measure degree мера степень объем".split())
#: Words behind a negation that is none of the act: "not fewer than", "не менее", "nicht nur".
COMPARED = frozenset("fewer less more only менее меньше более больше ниже позднее позже только weniger nur zuletzt".split())
#: Verbs whose content in a future form is a forecast.
EXPECTING = frozenset(
    "ausgehen erwarten rechnen glauben vermuten annehmen expect believe assume predict anticipate think "
    "ожидать считать полагать прогнозировать предполагать рассчитывать".split()
)


@dataclass(frozen=True)
class Lexicon:
    """Words of a language that bear on status, as sets."""

    negation: frozenset[str]
    modals: frozenset[str]
    auxiliaries: frozenset[str]
    nouns: frozenset[str]
    adverbs: frozenset[str]
    conditional: frozenset[str]
    openers: frozenset[str]

    @classmethod
    @cache
    def of(cls, lang: str) -> Lexicon:
        """The lexicon of a language."""
        words = reading_words(lang)
        return cls(
            _set(words.negation), _set(words.hypothetical_modals), _set(words.future_auxiliaries),
            _set(words.hypothetical_nouns), _set(words.hypothetical_adverbs), _set(words.conditional_marks),
            _set(words.conditional_verb_first),
        )  # fmt: skip


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower().replace("ё", "е") for word in words)


def _yet_to(token: Token) -> bool:
    """ "has yet to vote"."""
    yet = next((c for c in token.children if c.lower_ == "yet"), None)
    return yet is not None and yet.i + 1 < len(yet.doc) and yet.nbor(1).lower_ == "to"


def listed(token: Token, name: str, lang: str, lemmas: Iterable[str]) -> Word | None:
    """The first entry of a list of reading words that the token is, with the words that the entry asks for."""
    by_lemma = index(lang, name)
    for lemma in lemmas:
        for word in by_lemma.get(lemma, ()):
            if word.with_ and matches(token, word.with_, lang) is None:
                continue
            if word.without and matches_any(token, word.without, lang):
                continue
            if word.reflexive and not any(c.lower_ in REFLEXIVES for c in token.children):
                continue
            return word
    return None


def lemmas(verb: Token, lang: str) -> list[str]:
    """Lemmas under which a word may stand in a list: with its particle where it has one, else bare."""
    lemma = base(verb)
    particle = next((c.lower_ for c in verb.children if c.tag_ == "PTKVZ" or c.dep_ == "compound:prt"), "")
    if particle and lang == "de":
        return [particle + lemma]
    return [f"{lemma} {particle}", lemma] if particle else [lemma]


class StatusReader:
    """Status of acts in one language."""

    def __init__(self, lang: str, trace: Recorder | None = None) -> None:
        self.lang, self.lexicon, self.trace = lang, Lexicon.of(lang), trace

    @explained("status")
    def status(self, act: Act, when: date | None, until: date | None, published: date | None) -> Status:
        """Conditional before negated before hypothetical before future before historical, else actual."""
        chain = self._chain(act)
        reported = self._reported_future(chain)
        if any(self._conditional(token) for token in chain):
            return "hypothetical"
        if self._negated(act, chain):
            return "hypothetical" if self._foretold(chain) else "negated"
        if any(self._hypothetical(token, governs=token.i != act.trigger.i) for token in chain if token is not reported) and not self._past_claim(act):
            return "hypothetical"
        if reported is not None or self._future(chain, when, published, planned=bool(act.lexical) and act.type != "AGREE") or self._takes_place_later(act):
            return "future"
        if until is not None and published is not None and until < published - HISTORICAL_AFTER and not self._goes_on(act.trigger):
            return "historical"
        return "actual"

    def _goes_on(self, verb: Token) -> bool:
        """A verb in the present or the present perfect progressive ("has been mediating since spring"): it is still done."""
        if self.lang != "en":
            return morph(verb, "Tense") == "Pres" and morph(verb, "VerbForm") == "Fin"
        helpers = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
        return verb.tag_ == "VBG" and not helpers.isdisjoint({"is", "are", "been"}) and "had" not in helpers

    @explained("word that means so")
    def _means(self, token: Token, name: str) -> bool:
        """The word stands in a list of reading words."""
        return listed(token, name, self.lang, lemmas(token, self.lang)) is not None

    def _chain(self, act: Act) -> list[Token]:
        """The trigger and what governs it, up to the speech verb in whose content it stands."""
        chain, current = [act.trigger], act.trigger
        if act.type == "ACCUSE" and current.tag_ == "VBG" and current.dep_.startswith("advcl"):
            return chain  # "will close the crossings, accusing Moscow of": the words are spoken now
        if act.type == "CONSULT" and is_occasion(act.trigger, adpositions(act.trigger)):
            return chain
        while current.head.i != current.i and current.dep_.partition(":")[0] in TRANSPARENT:
            if current.dep_ == "acl:relcl" or (current.dep_ == "nsubj" and current.head.pos_ not in {"NOUN", "VERB", "AUX", "ADJ"}):
                break
            if current.dep_ == "conj" and is_verb(current) and children(current, "nsubj", "csubj"):
                break
            if self._told_before(current) or self._tag(current):
                break
            if current.dep_.startswith("advcl") and children(current, "mark") and self._marks(current).isdisjoint(self.lexicon.conditional | {"into"}):
                break
            current = current.head
            chain.append(current)
            if self._speaks(current):
                break
        return chain

    def _told_before(self, token: Token) -> bool:
        """Russian "встретившись в Женеве, министры пригрозили": a perfective gerund before its verb tells what came first."""
        form = (token.morph.get("VerbForm", []), token.morph.get("Aspect", []))
        return self.lang == "ru" and form == (["Conv"], ["Perf"]) and token.i < token.head.i

    def _tag(self, token: Token) -> bool:
        """English "…, its ministry served notice": a clause set behind what is said is not ruled by it."""
        if self.lang != "en" or token.dep_ not in {"ccomp", "parataxis"} or token.i < token.head.i or children(token, "mark"):
            return False
        subject = next(iter(children(token, "nsubj")), None)
        first = subject.left_edge if subject is not None else None
        return first is not None and first.i > token.head.i and first.nbor(-1).text == "," and not self._speaks(token.head)

    def _reported_future(self, chain: list[Token]) -> Token | None:
        """English "said that it would recognise": the clause whose "would" is the reported form of "will"; not where "if" follows."""
        if self.lang != "en" or any(t.lower_ in self.lexicon.conditional or t.lower_ in self.lexicon.openers for t in chain[0].doc):
            return None
        for token in chain:
            says = token.head.i != token.i and token.dep_ in {"ccomp", "parataxis"} and token.head.tag_ in {"VBD", "VBN"} and self._speaks(token.head)
            if says and any(c.dep_ == "aux" and c.lower_ == "would" for c in token.children):
                return token
        return None

    def _speaks(self, token: Token) -> bool:
        return listed(token, "speech_verbs", self.lang, lemmas(token, self.lang)) is not None and not self._lists(token)

    def _lists(self, token: Token) -> bool:
        return any(listed(token, name, self.lang, lemmas(token, self.lang)) for name in ("hypothetical_verbs", "future_verbs", "negating_verbs"))

    def _marks(self, token: Token) -> set[str]:
        return {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod", "cc"}}

    @explained("prospect in the relative clause")
    def _takes_place_later(self, act: Act) -> bool:
        """ "the session that is to be held in autumn": the relative clause of an act noun says when."""
        clauses = [c for c in children(act.trigger, "acl") if act.pattern.kind == "noun"]
        return any(listed(c, "aspect_verbs", self.lang, lemmas(c, self.lang)) and (self._future_form(c) or self._intends(c)) for c in clauses)

    @explained("expectation")
    def _foretold(self, chain: list[Token]) -> bool:
        """ "is expected not to attack", "geht davon aus, dass es nicht angreifen wird": a forecast, not a denial."""
        return any(self._future_form(token) for token in chain) and any(not EXPECTING.isdisjoint(lemmas(token, self.lang)) for token in chain[1:])

    def _past_claim(self, act: Act) -> bool:
        """German "soll angegriffen haben", "will nicht geschossen haben": hearsay about the past, not a possibility."""
        return self.lang == "de" and act.trigger.tag_ == "VV(PP)" and any(c.lower_ == "haben" for c in children(act.trigger, "aux"))

    @explained("condition")
    def _conditional(self, token: Token) -> bool:
        marks = {c.lower_ for c in token.children if c.dep_ == "mark" or (c.dep_ == "advmod" and c.pos_ in {"SCONJ", "PART"})}
        return is_verb(token) and (not marks.isdisjoint(self.lexicon.conditional) or self._verb_first(token))

    def _verb_first(self, token: Token) -> bool:
        """ "Should X attack, …", "Sollte X angreifen, …": the auxiliary opens the clause and its subject follows."""
        words = self.lexicon.openers
        opener = next((t for t in (token, *children(token, "aux")) if t.lower_.replace("ё", "е") in words), None)
        if opener is None or (opener.i > 0 and opener.nbor(-1).text not in {",", ";", ":", "–", "—", "und", "and", "„", '"'}):
            return False
        subject = next(iter(children(token, "nsubj")), None)
        return subject is not None and opener.i < subject.i and not any(t.text == "?" for t in token.doc)

    @explained("negation")
    def _negated(self, act: Act, chain: list[Token]) -> bool:
        own = {token.i for token in act.lexical}
        for token in (*chain, *act.lexical):
            if token is not act.trigger and (self._speaks(token) or self._open(token)):
                continue
            if token is not act.trigger and token.i in own and is_verb(token) and children(token, "mark"):
                continue  # "taken without firing a shot": a circumstance
            if any(self._negates(child) for child in dependents(token) if child.i not in own):
                return True
            if any(self._negates(word) for child in children(token, "compound:prt", "advmod", "obl") if child.pos_ in {"ADP", "ADV", "ADJ"} for word in child.children):
                return True
        if self.lang == "en" and any(_yet_to(token) for token in chain):
            return True
        if any(noun.base in MEASURES and any(self._negates(word) for word in noun.children) for noun in children(act.trigger, "obl")):
            return True  # "nicht in ausreichendem Maße vorzugehen"
        arguments = [noun for noun in children(act.trigger, "obj", "nsubj") if act.pattern.kind == "verb"]
        if any(self._negates(word) and word.dep_.startswith(("det", "advmod")) for noun in arguments for word in noun.children if word.i not in own):
            return True
        return any(self._prevents(verb, below) for below, verb in pairwise(chain))

    @explained("word that means so")
    def _prevents(self, verb: Token, below: Token) -> bool:
        """ "kept from shelling", but not "kept shelling": a verb of not doing, with the preposition that it needs before the act."""
        entry = listed(verb, "negating_verbs", self.lang, lemmas(verb, self.lang))
        if entry is None or entry.act != ("from",):
            return entry is not None
        return "from" in {c.lower_ for c in below.children} or "from" in adpositions(below)

    def _open(self, token: Token) -> bool:
        """ "не исключают, что": negated words of doubt that leave the act possible."""
        word = listed(token, "hypothetical_verbs", self.lang, lemmas(token, self.lang))
        return word is not None and bool(word.with_)

    @explained("word of negation")
    def _negates(self, child: Token) -> bool:
        word = base(child)
        negative = word in self.lexicon.negation or child.lower_ in self.lexicon.negation
        if negative and child.i + 1 < len(child.doc) and child.nbor(1).lower_ in COMPARED:
            return False
        return negative and child.dep_ in {"advmod", "det", "neg", "mark", "case", "dep", "cc", "advmod:neg", "nsubj", "obj", "amod"}

    @explained("possibility")
    def _hypothetical(self, token: Token, *, governs: bool) -> bool:
        """The word is marked as possible or, if it ``governs`` the act, makes it so ("threatens to")."""
        for child in token.children:
            if child.dep_.startswith("aux") and self._is_modal(child):
                return True
            if child.dep_ in {"advmod", "discourse", "parataxis", "amod"} and (base(child) in self.lexicon.adverbs or child.lower_ in self.lexicon.adverbs):
                return True
        if self.lang == "ru" and base(token) in self.lexicon.modals:
            return True
        if base(token) in self.lexicon.nouns and token.pos_ == "NOUN":
            return True
        if governs and token.pos_ in {"ADJ", "ADV"} and base(token) in self.lexicon.adverbs:
            return True
        return governs and self._means(token, "hypothetical_verbs")

    @explained("modal verb")
    def _is_modal(self, child: Token) -> bool:
        if self.lang == "de":
            return child.lower_ in KONJUNKTIV_II - {"würde", "würden", "wäre", "wären", "hätte", "hätten"} or (
                child.lower_ in self.lexicon.modals or base(child) in self.lexicon.modals
            )
        return child.lower_ in self.lexicon.modals or base(child) in self.lexicon.modals

    @explained("prospect")
    def _future(self, chain: list[Token], when: date | None, published: date | None, *, planned: bool) -> bool:
        """Dated after publication, in a future form, or what somebody plans; ``planned``: the trigger only frames the act noun."""
        if when is not None and published is not None and when > published:
            return True
        if any(self._future_form(token) or self._intends(token) for token in chain):
            return True
        first = 0 if chain[0].pos_ in {"VERB", "AUX"} and planned else 1
        return any(self._means(t, "future_verbs") for t in chain[first:])

    @explained("modal verb of intention")
    def _intends(self, token: Token) -> bool:
        """German "will liefern", "soll beginnen": modal of intention with a present infinitive."""
        if self.lang != "de" or token.tag_ == "VV(PP)" or base(token) in {"wissen", "hören"}:
            return False
        return any(c.dep_.startswith("aux") and index("de", "future_verbs").get(base(c)) for c in token.children)

    @explained("form of the future")
    def _future_form(self, token: Token) -> bool:
        if not is_verb(token):
            return False
        if self.lang == "ru":
            return morph(token, "Tense") == "Fut" or any(c.lower_ in self.lexicon.auxiliaries for c in children(token, "aux", "cop"))
        auxiliaries = [c for c in token.children if c.dep_ == "aux"]
        if self.lang == "de":  # werden + infinitive; with a participle it is the passive
            return any(c.lower_ in {"wird", "werden", "werde", "würden", "würde"} for c in auxiliaries) and token.tag_ in {"VV(INF)", "VV(IZU)", "VA(INF)", ""}
        return any(c.lower_ in self.lexicon.auxiliaries for c in auxiliaries)
