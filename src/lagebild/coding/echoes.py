"""Sentences that tell nothing new but who else says it: confirmations, and what those who talked said in their talk."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.coding.acts import acts
from lagebild.coding.claims import ClaimReader
from lagebild.coding.denials import DENIABLE
from lagebild.coding.discourse import Discourse, View
from lagebild.coding.parties import DEFINITE, PRONOUNS, Parties
from lagebild.coding.slots import fillers
from lagebild.coding.speech import speech_word
from lagebild.coding.tree import base, children, is_verb, subjects, words_of
from lagebild.model import Claim, Evidence, Mention, Span
from lagebild.text.tokens import Token

#: Verbs of confirming, and words for the whole of what was told.
CONFIRMING = {
    "de": frozenset({"bestätigen"}),
    "en": frozenset({"confirm"}),
    "ru": frozenset({"подтвердить", "подтверждать"}),
}
ALL_OF_IT = frozenset({"das", "dies", "es", "it", "this", "that", "это"})
#: Nouns for an account of whatever it is, and those for the return of people or bodies.
ACCOUNTS = frozenset(
    "bericht meldung angabe darstellung vorfall zwischenfall report account incident information news "
    "сообщение информация инцидент данные".split()
)
RETURNS = frozenset("rückkehr übergabe freilassung return handover release возвращение передача освобождение".split())
#: Verbs by which somebody says something to somebody, and where the one who is told stands.
TELLING = {
    "de": frozenset({"sagen", "erklären", "versichern", "mitteilen"}),
    "en": frozenset({"tell"}),
    "ru": frozenset({"сказать", "заявить", "сообщить", "ответить"}),
}
TOLD = {"de": ("iobj", "gegenüber"), "en": ("obj", "iobj"), "ru": ("iobj",)}
#: Words that deny what they stand with.
NOT = frozenset({"nicht", "kein", "weder", "not", "no", "nor", "neither", "never", "не", "ни"})
STATE_CODE = 3


class Echoes:
    """Finds who else says what one document told before."""

    def __init__(self, discourse: Discourse, parties: Parties, claims: ClaimReader) -> None:
        self.discourse, self.parties, self.claims, self.lang = discourse, parties, claims, discourse.lang

    def heard(self, view: View, earlier: list[Mention]) -> Iterator[Mention]:
        """What was told before, once more as the word of whoever confirms it or of a partner of a talk."""
        words = words_of(view.sentence.doc).all
        if earlier and not CONFIRMING[self.lang].isdisjoint(words):
            yield from self._confirmed(view, earlier)
        if not TELLING[self.lang].isdisjoint(words) and any(m.type == "CONSULT" for m in earlier):
            yield from self._retold(view, earlier)

    def _confirmed(self, view: View, earlier: list[Mention]) -> Iterator[Mention]:
        for verb in view.sentence.doc:
            if base(verb) not in CONFIRMING[self.lang] or not is_verb(verb) or children(verb, "ccomp", "xcomp"):
                continue
            if any(child.lower_ in NOT for child in verb.children):
                continue
            told = next((t for t in children(verb, "obj", "nsubj:pass") if self._points_back(t)), None)
            claim = self._speaker(view, verb) if told is not None else None
            if told is None or claim is None:
                continue
            codes = {party.code for party in claim.by}
            types = self._types(view, told)
            meant = [
                m
                for m in earlier
                if m.type in types and m.status == "actual" and codes & _parties(m) and not _said_by(m, codes)
            ]
            if meant:
                yield self._again(view, verb, meant[-1], claim)

    def _speaker(self, view: View, verb: Token) -> Claim | None:
        """Those who confirm."""
        speech = speech_word(verb, self.lang)
        found = self.claims.speakers.spoken(view, verb, speech) if speech is not None else None
        return found if found is not None and found.by else None

    def _points_back(self, token: Token) -> bool:
        """ "this", "the strike", "their return": no act that is told here for the first time."""
        if token.lower_ in ALL_OF_IT:
            return True
        marks = {child.lower_ for child in token.children}
        return self.lang == "ru" or not marks.isdisjoint(DEFINITE[self.lang] | PRONOUNS[self.lang])

    def _types(self, view: View, told: Token) -> frozenset[str]:
        """The types that may be meant."""
        if told.lower_ in ALL_OF_IT or base(told) in ACCOUNTS:
            return DENIABLE
        if base(told) in RETURNS:
            return frozenset({"RETREAT", "CONCEDE"})
        return frozenset(act.type for act in acts(view.sentence.doc, self.lang) if act.trigger.i == told.i)

    def _retold(self, view: View, earlier: list[Mention]) -> Iterator[Mention]:
        talks = [m for m in earlier if m.type == "CONSULT" and m.status == "actual"]
        for verb in view.sentence.doc:
            if base(verb) not in TELLING[self.lang] or not is_verb(verb):
                continue
            claim = self.claims.about(view, verb)
            if claim is None or not claim.by:
                continue
            one = self._states(view, subjects(verb, self.lang))
            other = self._states(view, [t for slot in TOLD[self.lang] for t in fillers(verb, slot, self.lang)])
            meant = [m for m in talks if one and other and one != other and one | other <= _parties(m)]
            if meant:
                yield self._again(view, verb, meant[-1], claim)

    def _states(self, view: View, tokens: list[Token]) -> set[str]:
        found = {party.code for token in tokens for party in self.parties.all_of(view, token)}
        return {code for code in found if len(code) == STATE_CODE and code != "UNK"}

    def _again(self, view: View, verb: Token, act: Mention, claim: Claim) -> Mention:
        start, end = view.sentence.span(verb, verb)
        text = self.discourse.text
        evidence = Evidence(
            start=view.sentence.start,
            end=view.sentence.end,
            text=text[view.sentence.start : view.sentence.end],
            trigger=Span(start=start, end=end, text=text[start:end]),
        )
        updates = {"claim": claim, "killed": None, "wounded": None, "evidence": evidence, "rule": f"{self.lang}/echo"}
        return act.model_copy(update=updates)


def _parties(mention: Mention) -> set[str]:
    return {party.code for party in (*mention.actor, *mention.recipient)}


def _said_by(mention: Mention, codes: set[str]) -> bool:
    return mention.claim is not None and bool(codes & {party.code for party in mention.claim.by})
