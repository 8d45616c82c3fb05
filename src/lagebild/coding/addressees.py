"""To whom an answer, a threat or a concession goes where no slot of its own says so."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.coding.acts import Act
from lagebild.coding.discourse import View
from lagebild.coding.parties import Found, Parties
from lagebild.coding.slots import fillers
from lagebild.coding.tree import children, subjects
from lagebild.text.tokens import Token

#: Types that answer a demand, or make one.
ANSWERS = frozenset({"REJECT", "CONCEDE"})
#: Types whose content may name whom they concern ("refused to pay the kidnappers", "agreed to return Azerbaijan four villages").
WITH_CONTENT = frozenset({"REJECT", "CONCEDE", "AGREE"})
CONDITIONS = {"de": frozenset({"wenn", "falls", "sofern", "sollte"}), "en": frozenset({"if", "unless"}), "ru": frozenset({"если"})}
CONTENT_SLOTS = {
    "de": ("iobj", "mit", "für"),
    "en": ("iobj", "with", "to", "for", "from", "against", "obj"),
    "ru": ("iobj", "с+ins", "obj"),
}
#: Where what is refused or threatened would be done, if that is a country ("refused to deploy peacekeepers in Iraq").
WITHIN = {"de": "in", "en": "in", "ru": "в"}


class Addressees:
    """Finds addressees in one document."""

    def __init__(self, parties: Parties) -> None:
        self.parties, self.discourse, self.lang = parties, parties.discourse, parties.lang

    def of(self, view: View, act: Act, own: set[str]) -> Found:
        """Those in the act's content, those whose doing is its condition, else those who demanded what it answers."""
        for source in (self._content, self._condition, self._demand, self._country):
            found = tuple(party for party in source(view, act, own) if party.code not in own)
            if found:
                return found
        return ()

    def _content(self, view: View, act: Act, own: set[str]) -> Found:
        if act.type not in WITH_CONTENT or act.pattern.kind == "noun":
            return ()
        for clause in self._clauses(act.trigger):
            objects = children(clause, "obj")
            also = [*objects, *(t for noun in objects for t in fillers(noun, "of", self.lang))]
            for slot in CONTENT_SLOTS[self.lang]:
                for token in fillers(clause, slot, self.lang, also):
                    found = self.parties.all_of(view, token, guess=False)
                    if any(party.code not in own for party in found):
                        return found
        return ()

    def _clauses(self, verb: Token) -> list[Token]:
        """Clauses that tell what is promised or refused; an English infinitive may pass for an adverbial clause."""
        infinitives = [c for c in children(verb, "advcl") if self.lang == "en" and any(m.lower_ == "to" for m in children(c, "mark"))]
        return [*children(verb, "xcomp", "ccomp"), *infinitives]

    def _country(self, view: View, act: Act, own: set[str]) -> Found:
        """The country that the content is to happen in."""
        if act.type not in {"REJECT", "THREATEN"} or act.pattern.kind == "noun":
            return ()
        for clause in (*self._clauses(act.trigger), *children(act.trigger, "obj")):
            tops = [t for t in clause.subtree if t.i == clause.i or t.dep_.startswith(("obj", "nmod", "acl", "xcomp"))]
            for token in (t for top in tops for t in fillers(top, WITHIN[self.lang], self.lang)):
                name = view.name_at(token)
                if name is not None and name.alias.kind == "name" and len(name.code or "") == 3:
                    return self.parties.of(view, token, guess=False)
        return ()

    def _condition(self, view: View, act: Act, own: set[str]) -> Found:
        """ "threatened to strike if Kigali does not withdraw": the subject of the condition."""
        if act.type != "THREATEN":
            return ()
        for clause in self._conditions(act.trigger):
            for token in subjects(clause, self.lang):
                found = self.parties.all_of(view, token, guess=False)
                if found:
                    return found
        return ()

    def _conditions(self, verb: Token) -> Iterator[Token]:
        for top in (verb, *children(verb, "xcomp", "ccomp")):
            for clause in children(top, "advcl", "parataxis", "conj", "dep"):
                if any(c.lower_ in CONDITIONS[self.lang] for c in children(clause, "mark", "advmod", "dep")):
                    yield clause

    def _demand(self, view: View, act: Act, own: set[str]) -> Found:
        """Who asked the actor for something before."""
        return self.discourse.demand_on(own) if act.type in ANSWERS else ()
