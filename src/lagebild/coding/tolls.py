"""To which act a figure of killed or wounded belongs: of its sentence, of the sentence before, or of a fight told before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lagebild.coding.acts import Act
from lagebild.coding.claims import ClaimReader
from lagebild.coding.discourse import Discourse, View
from lagebild.coding.figures import Figures, figures
from lagebild.coding.parties import Found, Parties
from lagebild.coding.slots import fillers
from lagebild.coding.status import lemmas
from lagebild.coding.tree import adpositions, ancestors, base, is_passive, is_verb, subjects, tree_distance, words_of
from lagebild.knowledge.frames import Pattern
from lagebild.knowledge.reading import reading_words
from lagebild.model import Actor, Claim, EventDate, Mention
from lagebild.text.tokens import Token

#: Steps through the tree that a victim of another side is worth, and those that a word between is worth.
OTHER_SIDE, NEARNESS = 6.0, 0.05
#: Prepositions before an act that the dead are the outcome of ("bei einem Angriff").
OUTCOME_OF = frozenset("bei in durch nach während infolge during by after при в во после от из-за".split())
#: Words of a text on fighting.
CONFLICT = re.compile(
    r"\b(?:conflict|fighting|clash\w*|war|shelling|hostilities|konflikt\w*|kämpfe\w*|gefecht\w*|krieg\w*|beschuss|grenzkonflikt\w*|"
    r"конфликт\w*|бо[ийея]\w{0,2}|столкновени\w+|войн\w+|обстрел\w*)\b",
    re.IGNORECASE,
)
#: Words for a list that is not true.
FORGED = frozenset("forgery fälschung подделка фальшивка".split())
AGAINST = frozenset("mit gegen with against с со против".split())


@dataclass(frozen=True)
class Toll:
    """A figure with the word that states it, those who suffered and who is made responsible for it."""

    token: Token
    figures: Figures
    side: Found
    claim: Claim | None


class TollReader:
    """Figures of one document."""

    def __init__(self, discourse: Discourse, parties: Parties, claims: ClaimReader) -> None:
        self.discourse, self.parties, self.claims = discourse, parties, claims

    def tolls(self, view: View) -> list[Toll]:
        """The figures of a sentence."""
        if not FORGED.isdisjoint(words_of(view.sentence.doc).all):
            return []
        people = [n.end - 1 for n in view.names if n.alias.kind in {"demonym", "adjective"}]
        found = figures(view.sentence.doc, self.discourse.lang, people)
        return [Toll(token, stated, self._side(view, stated), self._claim(view, token)) for token, stated in found]

    def _side(self, view: View, stated: Figures) -> Found:
        sides: dict[str, Actor] = {}
        for noun in stated.victims:
            for party in self.parties.all_of(view, noun, guess=False):
                sides.setdefault(party.code, party)
        return tuple(sides.values())

    def _claim(self, view: View, token: Token) -> Claim | None:
        claim = self.claims.claim(view, Act(token, toll_pattern(self.discourse.lang)))
        return claim if claim is not None else self._told_by(view, token)

    def _told_by(self, view: View, token: Token) -> Claim | None:
        """The subject of a verb that states the number: "Armenia puts the number of dead at 49"."""
        tellers = set(reading_words(self.discourse.lang).counting.tellers)
        path = (token, *ancestors(token))
        for number, word in enumerate(path):
            verb = word.head
            if word.dep_.startswith("obl") and any(below.dep_.startswith("acl") for below in path[:number]):
                return None  # "nach Gefechten, bei denen 30 starben": told beside what the verb says
            if is_verb(verb) and verb.i != token.i:
                names = set(lemmas(verb, self.discourse.lang)) | {base(verb)}
                by = tuple(p for t in subjects(verb, self.discourse.lang) for p in self.parties.all_of(view, t)) if names & tellers else ()
                return Claim(by=by) if by else None
        return None

    def fight(self, view: View, toll: Toll, told: Sequence[Mention]) -> tuple[Found, Found]:
        """Who killed and who suffered, for a figure of a fight that the text tells of elsewhere; empty where that is not clear."""
        fights = [m for m in told if m.type == "ASSAULT" and m.status in {"actual", "historical"}]
        side = toll.side or self._own(toll, fights)
        if len(side) != 1:
            return (), ()
        others = [other for fight in reversed(fights) if (other := other_side(fight, side[0].code))]
        return self._named_against(view, toll, side[0].code) or next(iter(others), ()) or self._soldiers_against(view, toll, side), side

    def conflict(self, toll: Toll) -> tuple[Found, Found]:
        """Who killed and who suffered, for a figure in a text on a conflict that tells of no act: the only two parties named in it."""
        by = toll.claim.by if toll.claim is not None else ()
        side = toll.side or by
        named = {h.actor.code: h.actor for h in self.discourse.heard if ":" not in h.actor.code or h.actor.code.startswith("NSA:")}
        others = tuple(party for code, party in named.items() if len(side) == 1 and code != side[0].code)
        if toll.figures.killed is None or len(others) != 1 or side[0].code not in named:
            return (), ()
        told = side[0].sector == "MIL" or CONFLICT.search(self.discourse.text) is not None
        return (others, side) if told else ((), ())

    def _soldiers_against(self, view: View, toll: Toll, side: Found) -> Found:
        """Soldiers of one other party below the word of loss, where soldiers died ("killed while repelling the Armenian army")."""
        if side[0].sector != "MIL" or not is_verb(toll.token):
            return ()
        nouns = [t for t in toll.token.subtree if (role := self.discourse.roles.find(t.lemma_)) is not None and role.sector == "MIL"]
        found = {p.code: p for noun in nouns for p in self.parties.of(view, noun, guess=False) if p.code != side[0].code}
        return tuple(found.values()) if len(found) == 1 else ()

    def _named_against(self, view: View, toll: Toll, code: str) -> Found:
        """ "killed in fighting with Azerbaijan": the one other party in a phrase of the word of loss."""
        speakers = {party.code for party in toll.claim.by} if toll.claim is not None else set()
        below = toll.token.subtree if is_verb(toll.token) else ()
        found = {p.code: p for t in below if AGAINST & set(adpositions(t)) for p in self.parties.all_of(view, t, guess=False)}
        return tuple(p for p in found.values() if p.code != code and p.code not in speakers)

    def _own(self, toll: Toll, fights: Sequence[Mention]) -> Found:
        """A party to a fight that gives a figure counts its own dead."""
        by = toll.claim.by if toll.claim is not None else ()
        return by if len(by) == 1 and any(other_side(fight, by[0].code) for fight in fights) else ()


def toll_pattern(lang: str) -> Pattern:
    """The pattern of an act that only its outcome tells of."""
    return Pattern(
        rule=f"{lang}/toll", kind="verb", head="", particle=None, with_={}, without={}, actor=(), recipient=(), reflexive=False,
        symmetric=False, type="ASSAULT", mode=None, context=(), needs=None,
    )  # fmt: skip


def other_side(fight: Mention, code: str) -> Found:
    """The opponents of a party in a fight; empty where it took no part or fought itself."""
    actors, recipients = {a.code for a in fight.actor}, {a.code for a in fight.recipient}
    if code in recipients and code not in actors:
        return fight.actor
    if code in actors and code not in recipients:
        return fight.recipient or tuple(a for a in fight.actor if a.code != code)
    return ()


def home(toll: Toll, candidates: Iterable[tuple[int, Act, Mention]]) -> int | None:
    """Number of the act of the sentence that the figure is the outcome of: the nearest in the tree that hit those who suffered."""
    able = [each for each in candidates if each[2].type == "ASSAULT" and each[2].status != "negated" and not _own_loss(each[2], toll.side)]
    costs = [(_apart(toll, act, mention), number) for number, act, mention in able]
    return min(costs)[1] if costs else None


def _own_loss(mention: Mention, side: Found) -> bool:
    """Those who suffered are on the side of who did the act, not of whom it hit."""
    codes = {party.code for party in side}
    return bool(codes and mention.recipient) and codes <= {a.code for a in mention.actor} and codes.isdisjoint(a.code for a in mention.recipient)


def is_loss_alone(act: Act, mention: Mention, lang: str) -> bool:
    """Soldiers of a state killed by nobody that is named: their own state was only guessed to have done it."""
    own = {a.code for a in mention.actor} == {a.code for a in mention.recipient}
    soldiers = any(a.sector == "MIL" for a in mention.recipient)
    return mention.type == "ASSAULT" and own and soldiers and act.pattern.kind == "verb" and _without_doer(act, lang)


def _apart(toll: Toll, act: Act, mention: Mention) -> float:
    steps = tree_distance(toll.token, act.trigger) + NEARNESS * abs(toll.token.i - act.trigger.i)
    return steps if _may_hit(mention, toll.side) else steps + OTHER_SIDE


def _may_hit(mention: Mention, side: Found) -> bool:
    hit = {a.code for a in (mention.recipient or mention.actor)}
    return not side or not hit.isdisjoint(party.code for party in side)


def outcomes(candidates: Sequence[tuple[int, Act, Mention]], lang: str) -> Iterator[tuple[int, int]]:
    """Pairs of a killing without a doer of its own and the act that it is the outcome of.

    That is an act in whose course it happened ("bei einem Angriff … getötet"), or the verb it is joined to by "and".
    """
    for number, act, mention in candidates:
        if mention.type != "ASSAULT" or act.pattern.kind != "verb" or not _without_doer(act, lang):
            continue
        causes = (other for other, cause, caused in candidates if caused.type == "ASSAULT" and (_in_course(act, cause) or _joined(act, cause)))
        cause = next(causes, None)
        if cause is not None:
            yield number, cause


def _in_course(act: Act, cause: Act) -> bool:
    inside = cause.pattern.kind == "noun" and any(t.i == act.trigger.i for t in ancestors(cause.trigger))
    return inside and bool(OUTCOME_OF & set(adpositions(_phrase(cause.trigger, act.trigger))))


def _joined(act: Act, cause: Act) -> bool:
    """ "were killed and injured by shelling": one of the two names who did it."""
    one, other = act.trigger, cause.trigger
    return cause.pattern.kind == "verb" and cause.pattern.rule == act.pattern.rule and any(
        later.dep_ == "conj" and later.head.i == first.i for first, later in ((one, other), (other, one))
    )


def _phrase(noun: Token, verb: Token) -> Token:
    """The dependent of the verb in whose phrase the noun stands."""
    current = noun
    for above in ancestors(noun):
        if above.i == verb.i:
            return current
        current = above
    return noun


def _without_doer(act: Act, lang: str) -> bool:
    """Passive or intransitive, and nobody named by whom."""
    if is_verb(act.trigger) and is_passive(act.trigger, lang):
        return not fillers(act.trigger, "subj", lang)
    return "subj" not in act.pattern.actor and not any(fillers(act.trigger, slot, lang) for slot in act.pattern.actor)


def neighbour(toll: Toll, when: EventDate | None, told: Iterable[tuple[int, Mention]]) -> int | None:
    """The first of some acts of the sentences around that a figure without an act of its own may add to; ``when`` is its date."""
    for number, mention in told:
        fits = mention.type == "ASSAULT" and mention.status in {"actual", "historical"} and _may_hit(mention, toll.side)
        if fits and not _stated(mention, toll) and not _other_source(mention, toll) and _same_time(mention, when):
            return number
    return None


def _stated(mention: Mention, toll: Toll) -> bool:
    """The act has a figure of that kind already."""
    return (mention.killed if toll.figures.killed is not None else mention.wounded) is not None


def _other_source(mention: Mention, toll: Toll) -> bool:
    """Another than who claims the act gives the figure."""
    if mention.claim is None or toll.claim is None:
        return False
    return {a.code for a in mention.claim.by}.isdisjoint(a.code for a in toll.claim.by)


def _same_time(mention: Mention, when: EventDate | None) -> bool:
    return when is None or (mention.date is not None and mention.date.start <= when.end and when.start <= mention.date.end)
