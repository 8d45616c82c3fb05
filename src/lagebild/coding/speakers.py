"""Who speaks in a clause or a phrase of saying: actors, and the outlets that pass the words on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lagebild.coding.discourse import Discourse, View
from lagebild.coding.parties import PRONOUNS, Found, Parties
from lagebild.coding.relays import Relay, relay_at, relays
from lagebild.coding.slots import fillers
from lagebild.coding.speech import (
    IMPERSONAL,
    PAUSES,
    Tag,
    phrase_speaks,
    predicate,
    speaker_in,
    speech_nouns,
    speech_word,
    tags,
)
from lagebild.coding.tree import adpositions, base, children, clause_head, is_passive, subjects
from lagebild.knowledge.reading import SpeechWord
from lagebild.model import Actor, Claim, Stance
from lagebild.text.tokens import Token

REFERRING = {
    "de": frozenset({"berufung", "verweis"}),
    "en": frozenset({"citing", "quoting", "quotes", "cites", "cited", "quoted"}),
    "ru": frozenset({"ссылкой", "ссылаясь"}),
}
#: Prepositions of the place or body that speaks where the verb has no subject but "man", "es" or none.
SPEAKING_PLACE = {
    "de": frozenset({"in", "aus", "bei", "seitens"}), "en": frozenset({"in", "from", "at"}), "ru": frozenset({"в", "из", "у", "на"}),
}  # fmt: skip
#: "Own", with a noun of saying: the subject of the clause speaks.
OWN = {"de": frozenset({"eigen"}), "en": frozenset({"own"}), "ru": frozenset({"собственный", "свой"})}
#: Papers that are issued by the subject of the sentence where nobody else is named.
PAPERS = frozenset(
    "mitteilung erklärung kommuniqué communiqué brief schreiben dokument statement communique release letter document list "
    "заявление коммюнике письмо документ перечень список указ распоряжение".split()
)
THERE = frozenset({"dort", "там", "there", "hier", "здесь"})


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


class Speakers:
    """Speakers of the clauses and phrases of saying in one document."""

    def __init__(self, discourse: Discourse, parties: Parties) -> None:
        self.discourse, self.parties, self.lang, self.trace = discourse, parties, discourse.lang, discourse.trace
        self._relays: tuple[int, list[Relay]] = (-1, [])
        self._tags: tuple[int, list[Tag]] = (-1, [])

    def note(self, how: str, word: Token) -> None:
        """A word that bears on the claim, for the trace."""
        if self.trace is not None:
            self.trace.note(how, word)

    def relays(self, view: View) -> list[Relay]:
        """Outlets named in the sentence."""
        if self._relays[0] != view.sentence.index:
            self._relays = (view.sentence.index, relays(view.sentence.doc, self.lang))
        return self._relays[1]

    def tags(self, view: View) -> list[Tag]:
        """Inserted and appended clauses of saying of the sentence."""
        if self._tags[0] != view.sentence.index:
            self._tags = (view.sentence.index, tags(view.sentence.doc, self.lang))
        return self._tags[1]

    def tag_of(self, view: View, verb: Token) -> Tag | None:
        """The tag that a verb makes."""
        return next((tag for tag in self.tags(view) if tag.verb.i == verb.i), None)

    def hear(self, view: View, verb: Token, speech: SpeechWord, content: Token, voices: Voices) -> None:
        """Adds those who say ``content`` by a verb or noun of saying."""
        tag = self.tag_of(view, verb)
        if tag is not None:
            self.hear_tag(view, tag, voices)
            return
        voices.heard = True
        self.note(f"word of saying that {speech.stance}", verb)
        if speech.stance == "denies" and not voices.by:
            voices.stance = "denies"
        speakers = self._subjects(verb, speech)
        for speaker in speakers:
            self._add(view, speaker, voices)
        inside = {t.i for t in content.subtree}
        for relay in self.relays(view):
            token = verb.doc[relay.start]
            if token.i not in inside and any(a.i == verb.i for a in token.ancestors):
                voices.via.append(relay.name)
        if not speakers and not voices.by:
            self._add_place(view, children(verb, "obl", "nmod", "advmod"), voices)
        if voices.via and not voices.by:
            self._add_referred(view, verb, voices)

    def spoken(self, view: View, verb: Token, speech: SpeechWord) -> Claim | None:
        """Who says something by a verb."""
        voices = Voices()
        self.hear(view, verb, speech, verb, voices)
        return voices.claim()

    def hear_tag(self, view: View, tag: Tag, voices: Voices) -> None:
        """Adds those who speak in an inserted or appended clause of saying."""
        voices.heard = True
        self.note(f"inserted word of saying that {tag.word.stance}", tag.verb)
        if tag.word.stance == "denies":
            voices.stance = "denies"
        before = len(voices.by)
        speakers = [t for t in self._subjects(tag.verb, tag.word) if tag.holds(t)]
        speakers = speakers or [t for t in speaker_in(tag, self.lang) if t.dep_ != "xcomp"]
        for speaker in speakers:
            self._add(view, speaker, voices)
        voices.via.extend(relay.name for relay in self.relays(view) if tag.start <= relay.start < tag.end)
        if not speakers:
            self._add_place(view, tag.verb.doc[tag.start : tag.end], voices)
        if voices.via and len(voices.by) == before:
            self._add_referred(view, tag.verb, voices)
        if not speakers and not voices.by and not voices.via:
            self._resume(tag, voices)

    def _resume(self, tag: Tag, voices: Voices) -> None:
        """ "hieß es weiter": whoever spoke last goes on."""
        if self.discourse.claim is not None and any(t.lower_ in IMPERSONAL[self.lang] for t in tag.verb.children):
            voices.by.extend(self.discourse.claim.by)
            voices.via.extend(self.discourse.claim.via)

    def hear_phrase(self, view: View, noun: Token, voices: Voices) -> None:
        """Adds the speakers of a phrase such as "according to X"."""
        if not phrase_speaks(noun, self.lang):
            return
        before = len(voices.by), len(voices.via)
        self.note("phrase that names a source", noun)
        self._add(view, noun, voices)
        if before == (len(voices.by), len(voices.via)):
            voices.by.extend(self._of_words(view, noun))
        voices.heard = voices.heard or before != (len(voices.by), len(voices.via))
        self._add_referred(view, noun, voices)

    def _of_words(self, view: View, noun: Token) -> Found:
        """Whose words a noun of saying names that no name stands with: its owner, the subject of the clause, a compound's first part."""
        return (
            self._own_account(view, noun)
            or self._compound(view, noun)
            or self._genitive(view, noun)
            or self._issuer(view, noun)
        )

    def _own_account(self, view: View, noun: Token) -> Found:
        """ "nach eigenen Angaben", "by its own account", "по их словам": the subject of the clause, or whom the pronoun means."""
        marks = [c for c in noun.children if c.i < noun.i and c.dep_.startswith(("det", "amod", "nmod"))]
        subject = [s for s in subjects(clause_head(noun), self.lang) if s.lower_ not in IMPERSONAL[self.lang]]
        if any(base(c) in OWN[self.lang] for c in marks):
            return self._parties(view, subject)
        pronoun = next((c for c in marks if c.lower_ in PRONOUNS[self.lang]), None)
        if pronoun is None:
            return ()
        earlier = [s for s in subject if s.i < noun.i and not is_passive(clause_head(noun), self.lang)]
        return self._parties(view, earlier) if earlier else self._last_speaker() or self._parties(view, [pronoun])

    def _last_speaker(self) -> Found:
        """Whom a pronoun for somebody who speaks means: who spoke last."""
        claim = self.discourse.claim
        return claim.by if claim is not None and len(claim.by) == 1 else ()

    def _compound(self, view: View, noun: Token) -> Found:
        """ "Krankenhausangaben", "Polizeiangaben": the first part of a German compound speaks."""
        if self.lang != "de":
            return ()
        lemma = base(noun)
        first = next(
            (lemma[:cut].rstrip("-") for cut in range(3, len(lemma) - 3) if lemma[cut:] in speech_nouns("de")), ""
        )
        role = next(
            (
                r
                for part in (first, first.removesuffix("s"), first.removesuffix("n"))
                if part and (r := self.discourse.roles.find(part))
            ),
            None,
        )
        return self.parties.local(view, noun, role) if role is not None and role.kind != "relay" else ()

    def _genitive(self, view: View, noun: Token) -> Found:
        """ "по подсчетам местных врачей": those at home where the scene is."""
        if base(noun) not in speech_nouns(self.lang):
            return ()
        return self._parties(view, [c for c in children(noun, "nmod", "obl") if c.i > noun.i])

    def _issuer(self, view: View, noun: Token) -> Found:
        """Who put out a paper: an agent of the participle beside it, else the subject of the sentence."""
        if base(noun) not in PAPERS:
            return ()
        agents = [
            agent
            for c in children(noun, "amod", "acl")
            for agent in children(c, "obl", "nmod", "nsubj")
            if agent.pos_ in {"NOUN", "PROPN"}
        ]
        found = self._parties(view, agents)
        if found:
            return found
        top = noun
        while top.head.i != top.i:
            top = top.head
        return self._parties(view, subjects(top, self.lang))

    def _parties(self, view: View, tokens: Iterable[Token]) -> Found:
        return tuple(party for token in tokens for party in self.parties.all_of(view, token))

    def _add(self, view: View, token: Token, voices: Voices) -> None:
        relay = relay_at(self.relays(view), token) or self._relay_in(view, token)
        if relay is not None:
            voices.via.append(relay.name)
            self.note(f"relay: {relay.name}", token)
            return
        voices.by.extend((self._last_speaker() if self._alone(token) else ()) or self.parties.all_of(view, token))

    def _alone(self, token: Token) -> bool:
        """A pronoun of the third person as the speaker: "he added", "они сообщили"."""
        return token.pos_ == "PRON" and token.lower_ in PRONOUNS[self.lang] and token.dep_.startswith("nsubj")

    def _relay_in(self, view: View, token: Token) -> Relay | None:
        """A noun such as "agency" with the name of one beside it, or any noun right before such a name."""
        after = next((relay for relay in self.relays(view) if relay.start == token.i + 1), None)
        role = self.discourse.roles.find(token.lemma_)
        if after is not None or role is None or role.kind != "relay":
            return after
        inside = {t.i for t in token.subtree}
        return next((relay for relay in self.relays(view) if relay.start in inside), None)

    def _subjects(self, verb: Token, speech: SpeechWord) -> list[Token]:
        if verb.pos_ in {"NOUN", "PROPN"} and not predicate(verb):
            return [verb]
        if is_passive(verb, self.lang) and not base(verb).endswith("ся"):
            agents = fillers(verb, "subj", self.lang)
            if agents or children(verb, "aux:pass", "nsubj:pass"):
                return agents
        for slot in speech.speaker:
            found = subjects(verb, self.lang) if slot == "subj" else fillers(verb, slot, self.lang)
            found = [t for t in found if t.lower_ not in IMPERSONAL[self.lang]]
            if found:
                return found
        if self.lang != "ru" or children(verb, "ccomp"):
            return []
        objects = (noun for noun in children(verb, "obj") if noun.lower_ not in IMPERSONAL["ru"])
        return [noun for noun in objects if speech_word(noun, "ru") is None][:1]

    def _add_place(self, view: View, nouns: Iterable[Token], voices: Voices) -> None:
        """ "In Baku hieß es", "сообщили в Минобороны", "fürchtet man bei der Mission": the speaker stands in a locative phrase."""
        for noun in nouns:
            if not SPEAKING_PLACE[self.lang].isdisjoint(adpositions(noun)):
                found = self.parties.all_of(view, noun, guess=True) or self._of_words(view, noun)
                if found:
                    voices.by.extend(found)
                    return
            if noun.lower_ in THERE:
                here = view.sentence.index
                latest = self.discourse.latest(before=(here, 0)) or self.discourse.latest(before=(here, noun.i))
                if latest:
                    voices.by.append(latest)

    def _add_referred(self, view: View, word: Token, voices: Voices) -> None:
        """Whom a relay refers to: "unter Berufung auf", "citing", "со ссылкой на"."""
        for token in word.doc:
            if token.lower_ in REFERRING[self.lang]:
                known = {p.code for p in voices.by}
                voices.by.extend(p for p in self._source_after(view, token) if p.code not in known)

    def _source_after(self, view: View, token: Token) -> Found:
        """Actors of the phrase below a word of referring, else of the noun phrase that follows it."""
        for target in children(token, "obj", "nmod", "obl"):
            found = self.parties.all_of(view, target)
            if found:
                return found
        for target in token.doc[token.i + 1 : token.i + 8]:
            if target.text in PAUSES:
                break
            found = self.parties.all_of(view, target) if target.pos_ in {"NOUN", "PROPN"} else ()
            if found:
                return found
        return ()
