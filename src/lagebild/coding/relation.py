"""What one given party does to another: the relation of a marked pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lagebild.coding.acts import Act, acts, content_path, verb_lemmas
from lagebild.coding.casting import Cast, Casting
from lagebild.coding.coder import ABSORBING, is_content
from lagebild.coding.discourse import Discourse, View
from lagebild.coding.parties import PRONOUNS, Found, Parties
from lagebild.coding.status import StatusReader, listed
from lagebild.coding.tree import adpositions, ancestors, base, is_verb, relative_pronoun, subjects
from lagebild.knowledge.frames import frames
from lagebild.knowledge.ontology import event_types
from lagebild.model import Actor, Relation, Span, Status
from lagebild.text import Reading, detect_language, read
from lagebild.text.tokens import Token

Spans = Sequence[tuple[int, int]]
#: Codes of the two given parties while their sentence is read.
DOER, OTHER = "actor", "recipient"
#: What an act of a mode is in PLOVER's codebook where the annotation guidelines of this project file it elsewhere.
CODEBOOK: Mapping[tuple[str, str | None], str] = {
    ("AGREE", "sign"): "SUPPORT",
    ("COERCE", "blockade"): "ASSAULT",
    ("COERCE", "convict"): "ACCUSE",
    ("COERCE", "expel"): "SANCTION",
    ("SANCTION", "economic"): "COERCE",
}
#: Score of a verb between the two that is read without the words its patterns ask for.
UNSURE = 1.5
#: Share of a verb's patterns that must be of one type to say what it mostly stands for.
MOSTLY = 0.3
AGAINST = frozenset({"against", "gegen", "против"})
COOPERATION = frozenset({"verbal_cooperation", "material_cooperation"})


def relation(text: str, actor: Spans, recipient: Spans, *, lang: str | None = None) -> Relation:
    """What the party at the spans ``actor`` does to the one at ``recipient``; raises UnknownLanguage."""
    reading = read(text, lang or detect_language(text))
    found = list(_Pair(reading, actor, recipient).candidates())
    return max(found, key=lambda candidate: candidate.score).relation() if found else Relation()


@dataclass(frozen=True)
class Candidate:
    """An act that may be what is between the two, with how well it fits."""

    view: View
    act: Act
    score: float
    lang: str
    joint: bool = False
    """Both do it."""
    aimed: bool = False
    """What is asked for is against the other, who is not the one asked."""

    def relation(self) -> Relation:
        """The act as an answer."""
        pattern = self.act.pattern
        status = StatusReader(self.lang).status(self.act, None, None, None)
        if pattern.type == "SUPPORT" and listed(self.act.trigger, "future_verbs", self.lang, [base(self.act.trigger)]):
            status = "actual"  # who pledges support gives it
        type_ = codebook_type(pattern.type, pattern.mode, status, joint=self.joint)
        if type_ == "REQUEST" and self.aimed:
            type_ = "ACCUSE"
        start, end = self.view.sentence.span(self.act.trigger, self.act.trigger)
        return Relation(
            type=type_, mode=pattern.mode if type_ == pattern.type else None, quad=event_types()[type_].quad,
            status=status, rule=pattern.rule, trigger=Span(start=start, end=end, text=self.act.trigger.text), confidence=_confidence(self.score),
        )  # fmt: skip


def codebook_type(type_: str, mode: str | None, status: Status, *, joint: bool = False) -> str:
    """The type in PLOVER's codebook; ``joint``: both parties do it.

    An act to come is a promise or a threat, cooperation that does not come about is a refusal.
    """
    if joint and (type_, mode) == ("MOBILIZE", "exercise"):
        type_ = "COOPERATE"
    quad = event_types()[type_].quad
    if status == "negated" and quad in COOPERATION:
        return "REJECT"
    if status == "future" and quad in COOPERATION:
        return "AGREE"
    if status == "future" and quad == "material_conflict":
        return "THREATEN"
    return CODEBOOK.get((type_, mode), type_)


def _confidence(score: float) -> float:
    return round(min(0.95, max(0.1, 0.15 * score)), 2)


class _Given(Parties):
    """Parties of a text of which two are given: whatever words stand in their spans."""

    def __init__(self, discourse: Discourse, spans: Mapping[str, Spans]) -> None:
        super().__init__(discourse)
        self.spans = spans
        self.marked: dict[int, Actor] = {}

    def enter(self, view: View) -> None:
        """Find the two in a sentence."""
        self.marked = {}
        for token in view.sentence.doc:
            start, end = view.sentence.span(token, token)
            for code, spans in self.spans.items():
                if any(start < last and first < end for first, last in spans):
                    self.marked.setdefault(token.i, Actor(code=code, text=token.text))

    def of(self, view: View, token: Token, *, guess: bool = True, depth: int = 0) -> Found:
        antecedent = relative_pronoun(token, self.lang)
        if antecedent is not None:
            return self.all_of(view, antecedent, guess=guess)
        if token.i in self.marked:
            return (self.marked[token.i],)
        if token.i in view.doers:
            return view.doers[token.i]
        inside = self._inside(token)
        if inside:
            return inside
        if token.lower_ in PRONOUNS[self.lang]:
            return self._meant(token)
        return super().of(view, token, guess=guess, depth=depth)

    def _inside(self, token: Token) -> Found:
        """The given parties that a noun phrase contains, no verb between."""
        found = {self.marked[i].code: self.marked[i] for i in sorted(self.marked) if _below(token.doc[i], token)}
        return tuple(found.values())

    def _meant(self, token: Token) -> Found:
        """A pronoun behind the doer stands for it."""
        before = [actor for i, actor in self.marked.items() if i < token.i and actor.code == DOER]
        return tuple(before[:1])


def _below(token: Token, noun: Token) -> bool:
    for above in ancestors(token):
        if above.i == noun.i:
            return True
        if is_verb(above):
            return False
    return False


class _Pair:
    """A text with two given parties."""

    def __init__(self, reading: Reading, actor: Spans, recipient: Spans) -> None:
        self.reading, self.lang = reading, reading.lang
        self.discourse = Discourse(reading, None, None)
        self.parties = _Given(self.discourse, {DOER: actor, OTHER: recipient})
        self.casting = Casting(self.discourse, self.parties)

    def candidates(self) -> Iterator[Candidate]:
        """Acts of the sentences in which the two stand."""
        for sentence in self.reading.sentences:
            if not sentence.coded:
                continue
            view = self.discourse.view(sentence)
            self.parties.enter(view)
            if self.parties.marked:
                yield from self._of_sentence(view)

    def _of_sentence(self, view: View) -> Iterator[Candidate]:
        found = acts(view.sentence.doc, self.lang)
        self.casting.note_doers(view, found)
        for act in found:
            if not self._absorbed(view, act, found):
                yield from self._variants(view, act)
        taken = {token.i for act in found for token in (act.trigger, *act.lexical)}
        for verb in view.sentence.doc:
            if is_verb(verb) and verb.i not in taken:
                yield from self._usual(view, verb)

    def _usual(self, view: View, verb: Token) -> Iterator[Candidate]:
        """What a verb between the two mostly stands for, where no pattern has all its words."""
        patterns = [p for lemma in verb_lemmas(verb, self.lang, {}) for p in frames(self.lang).get(("verb", lemma), ())]
        patterns = [p for p in patterns if p.actor and not p.particle]
        if not patterns or listed(verb, "speech_verbs", self.lang, [base(verb)]) or not self._between(view, verb):
            return
        usual, number = Counter(pattern.type for pattern in patterns).most_common(1)[0]
        if number < MOSTLY * len(patterns):
            return
        pattern = next(p for p in patterns if p.type == usual)
        yield Candidate(view, Act(verb, pattern), UNSURE - 0.1 * sum(1 for _ in ancestors(verb)), self.lang)

    def _between(self, view: View, verb: Token) -> bool:
        """The doer is the subject of the verb and the other stands below it."""
        doers = {
            party.code for token in subjects(verb, self.lang) for party in self.parties.all_of(view, token, guess=False)
        }
        return DOER in doers and self._reaches(verb)

    def _reaches(self, trigger: Token) -> bool:
        below = {token.i for token in trigger.subtree}
        return any(actor.code == OTHER and i in below for i, actor in self.parties.marked.items())

    def _variants(self, view: View, act: Act) -> Iterator[Candidate]:
        for number, variant in enumerate((act, *act.others)):
            cast = self.casting.cast(view, variant, None)
            joint = cast is not None and {DOER, OTHER} <= _codes(cast.actor)
            score = self._score(view, variant, cast) - 0.1 * number
            yield Candidate(view, variant, score, self.lang, joint, self._against(variant))

    def _against(self, act: Act) -> bool:
        """The other stands in a phrase with "against" below the act."""
        others = (act.trigger.doc[i] for i, actor in self.parties.marked.items() if actor.code == OTHER)
        return any(
            not AGAINST.isdisjoint(adpositions(token)) and any(above.i == act.trigger.i for above in ancestors(token))
            for token in others
        )

    def _absorbed(self, view: View, act: Act, found: Sequence[Act]) -> bool:
        """The act is what the doer asks for, promises, threatens or refuses."""
        for outer in found:
            if outer.type not in ABSORBING or outer.trigger.i == act.trigger.i:
                continue
            path = content_path(act.trigger, outer.trigger)
            if path is not None and is_content(path, outer) and DOER in _codes(self._subject(view, outer)):
                return True
        return False

    def _subject(self, view: View, act: Act) -> Found:
        return tuple(p for t in subjects(act.trigger, self.lang) for p in self.parties.all_of(view, t, guess=False))

    def _score(self, view: View, act: Act, cast: Cast | None) -> float:
        score = self._roles(cast) if cast is not None else 0.0
        if DOER in _codes(self._subject(view, act)):
            score += 1.0
        if self._reaches(act.trigger):
            score += 1.0
        if act.trigger.i in self.parties.marked:
            score -= 1.5
        return score - 0.1 * sum(1 for _ in ancestors(act.trigger))

    def _roles(self, cast: Cast) -> float:
        actors, recipients = _codes(cast.actor), _codes(cast.recipient)
        if {DOER, OTHER} <= actors:
            return 4.0
        score = 2.0 * (DOER in actors) + 2.0 * (OTHER in recipients)
        return score - 2.0 * (OTHER in actors) - 1.0 * (DOER in recipients and DOER not in actors)


def _codes(parties: Iterable[Actor]) -> frozenset[str]:
    return frozenset(party.code for party in parties)
