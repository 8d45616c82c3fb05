"""A denial that does not repeat the act gives the act that was claimed before, negated, to the one who denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.coding.acts import Act
from lagebild.coding.discourse import Discourse, View
from lagebild.coding.slots import fillers
from lagebild.coding.speakers import Speakers, Voices
from lagebild.coding.speech import LIKE_AS, covers, is_content, speech_word
from lagebild.coding.tree import (
    Words,
    adpositions,
    base,
    children,
    clause_head,
    is_verb,
    main_clause,
    subjects,
    words_of,
)
from lagebild.knowledge.reading import SpeechWord, reading_words
from lagebild.model import Claim, Evidence, Mention, Span
from lagebild.text.tokens import Token

#: Types that can be denied as acts.
DENIABLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "COOPERATE", "SANCTION", "CONSULT", "RETREAT", "AGREE", "CONCEDE"})

#: For how many sentences it is kept at hand whether they deny.
REMEMBERED = 10_000
#: Verbs that deny by themselves, and words by which they no longer do.
DENYING = frozenset("deny refute dementieren bestreiten abstreiten leugnen опровергать опровергнуть отрицать".split())
NEGATING = frozenset("not never neither nor nicht nie weder noch не ни".split())
#: Particles that German verbs of denial leave at the end of the clause.
PARTICLES = ("zurück", "ab", "an", "auf", "aus", "ein", "weg", "zu", "richtig", "klar", "entgegen", "fest", "nach", "vor", "her", "hin")


#: Words that, as the subject or before it, say that it did not happen.
NOBODY = {
    "de": frozenset({"kein", "keine", "keiner", "keinerlei", "nichts", "niemand"}),
    "en": frozenset({"no", "nothing", "nobody", "none", "neither"}),
    "ru": frozenset({"никакой", "никакая", "никакое", "никакие", "никаких", "ничего", "ничто", "никто"}),
}
#: Characters between a sentence and the one before.
NEXT_SENTENCE = 3


def _may_be(clause: Token) -> bool:
    """The clause tells of what will, may or should be."""
    return any(c.dep_.startswith("aux") and (c.tag_ == "MD" or c.base in {"werden", "können", "sollen", "müssen", "dürfen", "быть", "мочь"}) for c in clause.children)


@cache
def denial_verbs(lang: str) -> frozenset[str]:
    """Base forms, without particles too, one of which stands in every sentence with a verb of denial."""
    lemmas = [word.lemma.lower().replace("ё", "е").split(" ")[0] for word in reading_words(lang).speech_verbs if word.stance == "denies"]
    bare = [lemma.removeprefix(particle) for lemma in lemmas for particle in PARTICLES if lang == "de" and lemma.startswith(particle)]
    return frozenset((*lemmas, *bare))


@dataclass(frozen=True)
class Dispute:
    """Who denies an act, and who had said it (None where the text does not tell)."""

    denier: Claim
    accuser: Claim | None


@cache
def _denial_phrases(lang: str) -> dict[str, tuple[str, ...]]:
    """Phrases of denial by the longest word inside them (their ends may be parts of longer words), "" where none is."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in map(str.lower, reading_words(lang).denial_phrases):
        found[max((word for word in phrase.split(" ")[1:-1] if word.isalpha()), key=len, default="")].append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}


def has_denial_phrase(words: Words, lang: str) -> bool:
    """Whether a phrase of denial ("no such thing") stands in a sentence."""
    known = _denial_phrases(lang)
    inside = any(phrase in words.text for word in words.all & known.keys() for phrase in known[word])
    return inside or _short_denial(words.text, lang)


@lru_cache(maxsize=REMEMBERED)
def _short_denial(text: str, lang: str) -> bool:
    """Whether one of the phrases of one or two words stands in a sentence."""
    return any(phrase in text for phrase in _denial_phrases(lang).get("", ()))


def _left_open(verb: Token) -> bool:
    """ "neither confirmed nor denied it", "wollte es nicht dementieren": a verb of denying that is denied itself."""
    before = verb.nbor(-1).lower_ if verb.i else ""
    return base(verb) in DENYING and (before in NEGATING or any(c.lower_ in NEGATING and c.i < verb.i for c in children(verb, "advmod", "cc")))


class Denials:
    """Finds denials in the sentences of one document."""

    def __init__(self, discourse: Discourse, speakers: Speakers) -> None:
        self.discourse, self.speakers = discourse, speakers

    def denied(self, view: View, earlier: list[Mention], negated: set[int], told: set[int]) -> Iterator[Mention]:
        """Earlier claimed acts that this sentence denies; ``negated`` are triggers here that are denied in so many words.

        ``told`` are triggers of all acts of the sentence.
        """
        denied = False
        for verb, speech in self._denying(view):
            denier = self._denier(view, verb, speech)
            act = self._claimed_act(earlier, denier) if denier is not None else None
            if denier is not None and act is not None and negated.isdisjoint(t.i for t in verb.subtree):
                denied = True
                yield self._negated(view, verb, act, denier)
        if denied:
            return
        for verb, speech in self._saying_no(view, told):
            denier = self._denier(view, verb, speech)
            act = self._told_just_now(view, earlier, denier) if denier is not None else None
            if denier is not None and act is not None:
                yield self._negated(view, verb, act, denier)
                return

    def _saying_no(self, view: View, told: set[int]) -> Iterator[tuple[Token, SpeechWord]]:
        """Verbs by which somebody asserts that nothing, nobody or no such thing was or happened: "insists that no frontier was crossed"."""
        doc = view.sentence.doc
        if NOBODY[self.discourse.lang].isdisjoint(words_of(doc).all):
            return
        for token in doc:
            if token.lower_ not in NOBODY[self.discourse.lang]:
                continue
            clause = clause_head(token)
            subject = token if token.dep_.startswith("nsubj") else token.head
            is_subject = subject.dep_.startswith("nsubj") or (self.discourse.lang == "ru" and clause.base == "быть")  # "никаких ударов не было"
            if not is_subject or subject.head.i != clause.i or _may_be(clause):
                continue
            for verb in (clause.head, *children(clause, "parataxis", "conj", "ccomp")):
                speech = speech_word(verb, self.discourse.lang) if is_verb(verb) and verb.i != clause.i else None
                below = {t.i for t in clause.subtree} - ({t.i for t in verb.subtree} if verb.head.i == clause.i else set())
                if speech is not None and speech.stance == "asserts" and speech.grade != "doubts" and told.isdisjoint(below):
                    yield verb, speech

    def _told_just_now(self, view: View, earlier: list[Mention], denier: Claim) -> Mention | None:
        """The act of the denier that somebody else claims in this sentence or the one before."""
        codes = {party.code for party in denier.by}
        for mention in reversed(earlier):
            if mention.evidence.end + NEXT_SENTENCE < view.sentence.start:
                return None
            parties = (*mention.actor, *mention.recipient) if mention.type in {"CONSULT", "AGREE"} else mention.actor
            by = {party.code for party in mention.claim.by} if mention.claim is not None else set()
            others = mention.type in DENIABLE and mention.status == "actual" and by and codes.isdisjoint(by)
            if others and not codes.isdisjoint(party.code for party in parties):
                return mention
        return None

    def deniers(self, view: View) -> Iterator[tuple[Token, Claim]]:
        """Verbs of denial with who denies."""
        for verb, speech in self._denying(view):
            denier = self._denier(view, verb, speech)
            if denier is not None and speech.stance == "denies":
                yield verb, denier

    def is_denial(self, act: Act) -> bool:
        """Rejecting or voicing an accusation that is denied: the denied act is what counts (annotation guidelines)."""
        verb = act.trigger if act.type == "REJECT" else act.trigger.head if act.type == "ACCUSE" and act.pattern.kind == "noun" else None
        speech = speech_word(verb, self.discourse.lang) if verb is not None and is_verb(verb) else None
        return speech is not None and speech.grade == "denies"

    def dispute(self, view: View, trigger: Token) -> Dispute | None:
        """The denial in whose content an act stands, with those who had said it."""
        words = words_of(view.sentence.doc)
        untrue = has_denial_phrase(words, self.discourse.lang)
        if not untrue and denial_verbs(self.discourse.lang).isdisjoint(words.all):
            return None
        noun, current = None, trigger
        while current.head.i != current.i and not current.dep_.startswith(("conj", "parataxis")):
            if current.dep_ == "acl:relcl" and not is_content(current, self.discourse.lang):
                return None
            current = current.head
            speech = speech_word(current, self.discourse.lang)
            if speech is None:
                continue
            if speech.stance == "denies" and is_verb(current):
                if noun is not None and [s.i for s in subjects(current, self.discourse.lang)] == [noun.i]:
                    break  # "reports that X fired do not correspond to the facts"
                if any(t.text == ":" for t in current.doc[current.i : trigger.i]):
                    return None  # "rejected this: Armenia had fired first"
                denier = self._denier(view, current, speech)
                noun = noun or self._denied_noun(current)
                if denier is not None and noun is not None:
                    denier = self._without_owners(view, denier, noun)
                return Dispute(denier, self._accusers(view, trigger, noun, denier)) if denier is not None else None
            if is_verb(current):
                break
            noun = current
        return self._called_untrue(view, trigger, noun) if untrue and noun is not None else None

    def _called_untrue(self, view: View, trigger: Token, report: Token) -> Dispute | None:
        """ "Reports that X fired are not true, the ministry said": whoever says so of the report denies what it tells."""
        told = {t.i for t in report.subtree}
        for verb, speech in self._denying(view):
            denier = self._denier(view, verb, speech) if speech.stance == "asserts" and verb.i not in told else None
            if denier is not None:
                return Dispute(denier, self._accusers(view, trigger, report, denier))
        return None

    def _without_owners(self, view: View, denier: Claim, noun: Token) -> Claim:
        """Who denies without those whose claim it is ("Baku's statement … the ministry called a lie")."""
        said_by = [child for child in children(noun, "nmod", "amod") if not set(adpositions(child)) - {"of", "von"}]
        owners = {p.code for owner in said_by for p in self.speakers.parties.of(view, owner, guess=False)}
        left = tuple(party for party in denier.by if party.code not in owners)
        return denier.model_copy(update={"by": left}) if left else denier

    def _denied_noun(self, verb: Token) -> Token | None:
        """The accusation or report that a verb of denial has as its object."""
        objects = (noun for noun in children(verb, "obj", "nsubj:pass", "obl") if noun.pos_ == "NOUN")
        return next((noun for noun in objects if (word := speech_word(noun, self.discourse.lang)) is not None and word.stance == "asserts"), None)

    def _accusers(self, view: View, trigger: Token, noun: Token | None, denier: Claim) -> Claim | None:
        """Whose accusation or report is denied: the owner of the noun, else who is likened ("wie X gemeldet hatte")."""
        voices = Voices()
        if noun is not None:
            self.speakers.hear(view, noun, SpeechWord(lemma=noun.lemma_), trigger, voices)
            voices.by.extend(party for agent in fillers(noun, "by", self.discourse.lang) for party in self.speakers.parties.all_of(view, agent))
        for tag in self.speakers.tags(view):
            if not voices.by and tag.verb.doc[tag.start].lower_ in LIKE_AS[self.discourse.lang] and covers(tag, trigger):
                self.speakers.hear_tag(view, tag, voices)
        denying = {party.code for party in denier.by}
        voices.by = [party for party in voices.by if party.code not in denying]
        voices.stance = "asserts"
        return voices.claim() if voices.by else None

    def _denying(self, view: View) -> Iterator[tuple[Token, SpeechWord]]:
        words = words_of(view.sentence.doc)
        if denial_verbs(self.discourse.lang).isdisjoint(words.all) and not has_denial_phrase(words, self.discourse.lang):
            return
        for token in view.sentence.doc:
            speech = speech_word(token, self.discourse.lang) if is_verb(token) and not _left_open(token) else None
            if speech is not None and (speech.stance == "denies" or self._denial_phrase(token)):
                yield token, speech

    def _denial_phrase(self, verb: Token) -> bool:
        if not has_denial_phrase(words_of(verb.doc), self.discourse.lang):
            return False
        top = main_clause(verb)
        text = " ".join(t.lower_ for t in (top if top.i != verb.i and verb.dep_ in {"parataxis", "ccomp", "conj"} else verb).subtree)
        return any(phrase in text for phrases in _denial_phrases(self.discourse.lang).values() for phrase in phrases)

    def _denier(self, view: View, verb: Token, speech: SpeechWord) -> Claim | None:
        voices = Voices()
        self.speakers.hear(view, verb, speech, verb, voices)
        claim = voices.claim()
        return claim.model_copy(update={"stance": "denies"}) if claim is not None and claim.by else None

    def _claimed_act(self, earlier: list[Mention], denier: Claim) -> Mention | None:
        """The last act of the denier that somebody else claims, else the last act of the denier."""
        codes = {party.code for party in denier.by}
        own = [m for m in earlier if m.type in DENIABLE and m.status == "actual" and codes & {a.code for a in m.actor}]
        claimed = [m for m in own if m.claim is not None and not codes & {a.code for a in m.claim.by}]
        found = claimed or own
        return found[-1] if found else None

    def _negated(self, view: View, verb: Token, act: Mention, denier: Claim) -> Mention:
        start, end = view.sentence.span(verb, verb)
        text = self.discourse.text
        evidence = Evidence(start=view.sentence.start, end=view.sentence.end, text=text[view.sentence.start : view.sentence.end],
                            trigger=Span(start=start, end=end, text=text[start:end]))  # fmt: skip
        return act.model_copy(update={"status": "negated", "claim": denier, "killed": None, "wounded": None,
                                      "evidence": evidence, "rule": f"{self.discourse.lang}/denial"})  # fmt: skip
