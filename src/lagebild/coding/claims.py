"""According to whom: speakers around an act, nested as deep as the text nests them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from lagebild.coding.acts import Act
from lagebild.coding.discourse import Discourse, View
from lagebild.coding.parties import Parties
from lagebild.coding.relays import Relay, relay_at, relays
from lagebild.coding.slots import fillers
from lagebild.coding.status import lemmas, listed
from lagebild.coding.tree import adpositions, base, children, clause_head, is_passive, is_verb, subjects, words_of
from lagebild.knowledge.reading import SpeechWord, reading_words
from lagebild.model import Actor, Claim, Stance

#: Relations from content up to the verb of saying.
CONTENT = frozenset({"ccomp", "dep", "xcomp", "obj", "parataxis", "acl", "nmod", "obl", "advcl", "csubj", "conj", "nsubj:pass", "appos"})
REFERRING = {"de": frozenset({"berufung", "verweis"}), "en": frozenset({"citing", "quoting", "quotes", "cites", "cited"}), "ru": frozenset({"ссылкой"})}
#: Subjects that are nobody: "hieß es", "it was said".
IMPERSONAL = {"de": frozenset({"es", "man", "dies", "das"}), "en": frozenset({"it", "there"}), "ru": frozenset({"это"})}
LIKE_AS = {"de": frozenset({"wie", "so"}), "en": frozenset({"as"}), "ru": frozenset({"как"})}
PHRASES = ("obl", "nmod", "advmod", "parataxis", "dep", "advcl", "case", "conj")
PAUSES = frozenset({",", "”", '"', "“", "»", "—", "–", "-", ":"})
KONJUNKTIV_I = frozenset({"sei", "seien", "habe", "werde", "müsse", "könne", "solle", "wolle", "dürfe", "möge", "gebe", "gehe", "komme", "stehe", "lasse", "bleibe", "wisse", "halte", "führe", "greife", "ziehe", "setze", "bringe", "liege", "mache", "nehme", "tue", "treffe", "trage", "fordere", "erwarte", "plane", "drohe", "versuche", "bereite", "müssten"})  # fmt: skip


@dataclass
class Voices:
    """Speakers gathered on the way up from an act, the nearest first."""

    by: list[Actor] = field(default_factory=list)
    via: list[str] = field(default_factory=list)
    stance: Stance = "asserts"
    heard: bool = False

    def claim(self) -> Claim | None:
        """The claim, or None where nobody is made responsible."""
        if not self.by and not self.via:
            return None
        unique = {actor.code: actor for actor in self.by}
        return Claim(by=tuple(unique.values()), via=tuple(dict.fromkeys(self.via)), stance=self.stance)


class ClaimReader:
    """Claims of one document."""

    def __init__(self, discourse: Discourse, parties: Parties) -> None:
        self.discourse, self.parties, self.lang, self.trace = discourse, parties, discourse.lang, discourse.trace
        self.prepositions, self.phrases = _introducing(self.lang)
        self._relays: tuple[int, list[Relay]] = (-1, [])

    def relays(self, view: View) -> list[Relay]:
        """Outlets named in the sentence."""
        if self._relays[0] != view.sentence.index:
            self._relays = (view.sentence.index, relays(view.sentence.doc, self.lang))
        return self._relays[1]

    def claim(self, view: View, act: Act) -> Claim | None:
        """Who is made responsible for the act."""
        voices = Voices()
        self._climb(view, act.trigger, voices)
        if not voices.heard and not self._background(act.trigger):
            self._in_segment(view, act.trigger, voices)
        if not voices.heard and self._reported_form(act.trigger) and self.discourse.claim is not None:
            self._note("reported speech goes on from before", act.trigger)
            return self.discourse.claim
        found = voices.claim()
        if found is not None:
            self.discourse.claim = found
        return found

    def _climb(self, view: View, trigger: Token, voices: Voices) -> None:
        current, inside = trigger, {t.i for t in trigger.subtree}
        self._beside(view, current, current, voices)
        while current.head.i != current.i:
            label, head = current.dep_, current.head
            if label == "acl:relcl" or (label == "acl" and self._relative(current)):
                voices_before = voices.heard
                self._above_relative(view, head, voices)
                voices.heard = voices.heard or voices_before
                return
            self._speech_above(view, current, head, voices)
            self._beside(view, head, current, voices, only_appended=_own_clause(current))
            current = head
        if not voices.heard:
            for other in current.children:
                if other.dep_ in {"conj", "parataxis"} and is_verb(other) and other.i not in inside:
                    self._beside(view, other, current, voices, only_appended=True)

    def _background(self, trigger: Token) -> bool:
        """The act stands in a relative clause: the outlet's own knowledge unless a clause above is somebody's speech."""
        return any(t.dep_.startswith("acl:relcl") or (t.dep_.startswith("acl") and self._relative(t)) for t in (trigger, *trigger.ancestors))

    def _in_segment(self, view: View, trigger: Token, voices: Voices) -> None:
        """An inserted or appended clause of saying anywhere in the same stretch between semicolons."""
        first, last = _segment(trigger)
        for token in trigger.doc[first:last]:
            if not is_verb(token) or token.i == trigger.i or trigger.i in {t.i for t in token.subtree}:
                continue
            speech = self._speech(token)
            if speech is not None and self._inserted(token):
                self._hear(view, token, speech, trigger, voices)
                return
        for token in trigger.doc[first:last]:
            if token.dep_.startswith(("obl", "nmod", "advmod", "dep", "parataxis")) and not voices.heard and not self._nearer_act(token, trigger):
                self._hear_phrase(view, token, voices)

    def _nearer_act(self, noun: Token, trigger: Token) -> bool:
        """The phrase stands in a clause below or beside the act's that has a subject of its own."""
        verb = clause_head(noun)
        return verb.i != trigger.i and verb.dep_.startswith(("acl", "advcl", "ccomp")) and trigger.i not in {t.i for t in verb.subtree}

    def _inserted(self, verb: Token) -> bool:
        marks = {c.lower_ for c in verb.subtree if c.dep_ in {"mark", "advmod", "case", "cc"} and c.i < verb.i}
        if marks & (LIKE_AS[self.lang] - {"so"}):
            return True
        if verb.dep_ in {"parataxis", "ccomp", "dep", "conj"} and children(verb, "nsubj") and self._without_content(verb):
            return True
        return self._set_off(verb)

    def _set_off(self, verb: Token) -> bool:
        """Subject and verb alone between a comma and another pause, whatever the tree makes of them: ", the Pentagon said, "."""
        subject = next(iter(children(verb, "nsubj")), None)
        if subject is None:
            return False
        first = min(subject.left_edge.i, verb.i)
        last = max(subject.i, verb.i)
        doc = verb.doc
        while last + 1 < len(doc) and doc[last + 1].text not in PAUSES | {".", ";"} and doc[last + 1].head.i in {verb.i, subject.i, last}:
            last += 1
        before = doc[first - 1].text if first > 0 else ""
        after = doc[last + 1].text if last + 1 < len(doc) else "."
        return before in PAUSES and after in PAUSES | {".", ";"} and not children(verb, "mark")

    def _relative(self, verb: Token) -> bool:
        return any(c.lower_ in {"der", "die", "das", "dem", "den", "deren", "dessen", "denen"} and c.pos_ == "PRON" for c in verb.subtree)

    def _above_relative(self, view: View, antecedent: Token, voices: Voices) -> None:
        """A relative clause is the outlet's own background unless the whole sentence is somebody's speech."""
        current = antecedent
        while current.head.i != current.i:
            if current.dep_ in {"ccomp", "xcomp"} or (current.dep_ == "parataxis"):
                self._speech_above(view, current, current.head, voices)
            current = current.head

    def _speech(self, token: Token) -> SpeechWord | None:
        """The entry of a word of saying, looked up once for each word of a sentence."""
        known: dict[int, SpeechWord | None] = token.doc.user_data.setdefault("speech", {})
        if token.i not in known:
            known[token.i] = self._look_up(token)
        return known[token.i]

    def _look_up(self, token: Token) -> SpeechWord | None:
        if token.pos_ in {"NOUN", "PROPN"}:
            found = listed(token, "speech_nouns", self.lang, [base(token)])
        elif is_verb(token) or token.pos_ == "ADJ":
            found = listed(token, "speech_verbs", self.lang, lemmas(token, self.lang))
        else:
            found = None
        if found is None and is_verb(token) and listed(token, "hypothetical_verbs", self.lang, lemmas(token, self.lang)):
            return SpeechWord(lemma=base(token), grade="doubts")
        return found if isinstance(found, SpeechWord) else None

    def _speech_above(self, view: View, content: Token, verb: Token, voices: Voices) -> None:
        label = content.dep_.partition(":")[0]
        if label not in CONTENT:
            return
        if label == "conj" and is_verb(verb):
            return
        unmarked = label == "advcl" and not children(content, "mark") and content.i < verb.i
        if label in {"obl", "advcl"} and not unmarked and not self._is_denial_of(content, verb):
            return
        speech = self._speech(verb)
        if speech is not None and content.dep_ not in {"nsubj"}:
            self._hear(view, verb, speech, content, voices)

    def _is_denial_of(self, content: Token, verb: Token) -> bool:
        return verb.pos_ == "NOUN" or (self.lang == "ru" and "о" in adpositions(content)) or (self.lang == "de" and "von" in adpositions(content))

    def _beside(self, view: View, head: Token, content: Token, voices: Voices, *, only_appended: bool = False) -> None:
        """Speakers in inserted or appended clauses and prepositional phrases of a clause."""
        for child in head.children:
            if child.i == content.i:
                continue
            if child.dep_ in {"parataxis", "advcl", "ccomp", "dep", "discourse", "conj"} and is_verb(child):
                speech = self._speech(child)
                if speech is not None and self._appended(child, head):
                    self._hear(view, child, speech, content, voices)
            if not only_appended and (child.dep_.startswith(PHRASES) or adpositions(child)):
                self._hear_phrase(view, child, voices)

    def _appended(self, verb: Token, head: Token) -> bool:
        """ "wie X mitteilte", "X said" after or inside a clause that is not a clause of its own story."""
        marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod", "case"}}
        if (marks | {verb.doc[verb.left_edge.i].lower_}) & LIKE_AS[self.lang]:
            return True
        return verb.dep_ in {"parataxis", "ccomp", "dep", "discourse", "conj"} and self._without_content(verb)

    def _without_content(self, verb: Token) -> bool:
        """Nothing that it says hangs on the verb, and no conjunction joins it: it stands after a comma or quotation mark."""
        content = [c for c in children(verb, "ccomp", "xcomp", "cc") if is_verb(c) or c.dep_ == "cc"]
        if content or any(c.dep_ == "mark" for c in verb.children):
            return False
        first = verb.doc[verb.left_edge.i]
        before = first.nbor(-1).text if first.i > 0 else ""
        return first.text in PAUSES or before in PAUSES

    def _hear_phrase(self, view: View, noun: Token, voices: Voices) -> None:
        if not self._may_introduce(noun.doc):
            return
        words = set(adpositions(noun)) | {noun.lower_}
        text = " ".join(t.lower_ for t in noun.subtree)
        if not self.phrases.match(text) and words.isdisjoint(self.prepositions) and not self._accords(noun):
            return
        before = len(voices.by), len(voices.via)
        self._note("phrase that names a source", noun)
        self._add_speaker(view, noun, voices)
        voices.heard = voices.heard or before != (len(voices.by), len(voices.via))
        self._referred(view, noun, voices)

    def _may_introduce(self, doc: Doc) -> bool:
        """Whether the sentence has a word or phrase by which a speaker is introduced."""
        known = doc.user_data.get("introduces")
        if not isinstance(known, bool):
            words = words_of(doc)
            known = not self.prepositions.isdisjoint(words.all) or "according" in words.all or self.phrases.search(words.text) is not None
            doc.user_data["introduces"] = known
        return known

    def _referred(self, view: View, word: Token, voices: Voices) -> None:
        """Whom a relay refers to: "unter Berufung auf", "citing", "со ссылкой на"."""
        doc = word.doc
        for token in doc:
            if token.lower_ in REFERRING[self.lang]:
                target = next(iter(children(token, "obj", "nmod", "obl")), None)
                for party in self.parties.all_of(view, target) if target is not None else ():
                    if party.code not in {p.code for p in voices.by}:
                        voices.by.append(party)

    def _accords(self, noun: Token) -> bool:
        """ "according to": parsers hang it as a participle or as a fixed preposition."""
        if self.lang != "en":
            return False
        return noun.lower_ == "according" or any(c.lower_ == "according" for c in noun.children)

    def _hear(self, view: View, verb: Token, speech: SpeechWord, content: Token, voices: Voices) -> None:
        voices.heard = True
        self._note(f"word of saying that {speech.stance}", verb)
        if speech.stance == "denies" and not voices.by:
            voices.stance = "denies"
        speakers = self._speakers(verb, speech)
        for speaker in speakers:
            self._add_speaker(view, speaker, voices)
        inside = {t.i for t in content.subtree}
        for relay in self.relays(view):
            token = verb.doc[relay.start]
            if token.i not in inside and any(a.i == verb.i for a in token.ancestors):
                voices.via.append(relay.name)
        if not speakers and not voices.by:
            self._place_that_speaks(view, verb, voices)
        if voices.via and not voices.by:
            self._referred(view, verb, voices)

    def _speakers(self, verb: Token, speech: SpeechWord) -> list[Token]:
        if verb.pos_ in {"NOUN", "PROPN"}:
            return [verb]
        if is_passive(verb, self.lang) and not base(verb).endswith("ся"):
            return fillers(verb, "subj", self.lang)
        for slot in speech.speaker:
            found = subjects(verb, self.lang) if slot == "subj" else fillers(verb, slot, self.lang)
            found = [t for t in found if t.lower_ not in IMPERSONAL[self.lang]]
            if found:
                return found
        return children(verb, "obj")[:1] if self.lang == "ru" and not children(verb, "ccomp") else []

    def _note(self, how: str, word: Token) -> None:
        """A word that bears on the claim, for the trace."""
        if self.trace is not None:
            self.trace.note(how, word)

    def _add_speaker(self, view: View, token: Token, voices: Voices) -> None:
        relay = relay_at(self.relays(view), token) or self._relay_in(view, token)
        if relay is not None:
            voices.via.append(relay.name)
            self._note(f"relay: {relay.name}", token)
            return
        voices.by.extend(self.parties.all_of(view, token))

    def _relay_in(self, view: View, token: Token) -> Relay | None:
        """A noun such as "agency" with the name of one beside it."""
        role = self.discourse.roles.find(token.lemma_)
        if role is None or role.kind != "relay":
            return None
        inside = {t.i for t in token.subtree}
        return next((relay for relay in self.relays(view) if relay.start in inside), None)

    def _place_that_speaks(self, view: View, verb: Token, voices: Voices) -> None:
        """ "In Baku hieß es", "сообщили в Минобороны": the speaker stands in a locative phrase."""
        for noun in children(verb, "obl", "nmod", "advmod"):
            if {"in", "в", "во", "aus", "из", "у", "im", "на", "from"} & set(adpositions(noun)):
                found = self.parties.all_of(view, noun, guess=True)
                if found:
                    voices.by.extend(found)
                    return
            if noun.lower_ in {"dort", "там", "there", "hier", "здесь"}:
                latest = self.discourse.latest(before=(view.sentence.index, verb.i), scenes=True)
                if latest:
                    voices.by.append(latest)

    def _reported_form(self, trigger: Token) -> bool:
        """German reported speech without a verb of saying: Konjunktiv I of the verb or its auxiliary."""
        if self.lang != "de":
            return False
        forms = {trigger.lower_, *(c.lower_ for c in trigger.children if c.dep_.startswith(("aux", "cop")))}
        return bool(forms & KONJUNKTIV_I)


@cache
def _introducing(lang: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Prepositions that a speaker follows, and a pattern of the phrases of several words."""
    words = reading_words(lang)
    phrases = {p.lower() for p in (*words.speech_phrases, *(w for w in words.speech_prepositions if " " in w))}
    pattern = "|".join(map(_with_adjective, sorted(phrases, key=len, reverse=True)))
    return frozenset(w.lower() for w in words.speech_prepositions if " " not in w), re.compile(pattern)


def _with_adjective(phrase: str) -> str:
    """ "nach Angaben" also matches "nach ukrainischen Angaben"."""
    words = phrase.split()
    return r"(?:\S+ )?" + r" (?:\S+ )?".join(map(re.escape, words)) + r"\b"


def _own_clause(verb: Token) -> bool:
    """A clause with a subject of its own beside or below another: "according to" there does not cover it."""
    return verb.dep_.startswith(("advcl", "conj", "parataxis")) and bool(children(verb, "nsubj"))


def _segment(token: Token) -> tuple[int, int]:
    """Bounds of the stretch between semicolons that a token stands in."""
    doc = token.doc
    first = next((i + 1 for i in range(token.i, -1, -1) if doc[i].text == ";"), 0)
    last = next((i for i in range(token.i, len(doc)) if doc[i].text == ";"), len(doc))
    return first, last
