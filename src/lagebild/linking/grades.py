"""Grades of accounts and events, after the Admiralty system: who speaks apart from what is said.

Reliability (A to F) is the speaker's position to the matter (``interests``). Credibility (1 to 6) is what other origins say of
the same: confirmed, contradicted or doubtful, whoever speaks. A party that admits an act of its own against its interest, or
tells of its own words, counts as an origin without interest; a denial by a party contradicts, but refutes nothing. Copies
add nothing: every text speaks once, through its first printing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lagebild.knowledge.actors import register
from lagebild.knowledge.outlets import outlet_names
from lagebild.linking.interests import BEST_FIRST, Codes, Matter, Standing, names, standing
from lagebild.linking.origins import Sources, agency_mark, issuer, origins, state_of
from lagebild.linking.statements import Statement
from lagebild.model import Account, Credibility, Document, Event, Reliability, Side

Number = Literal[1, 2, 3, 4, 5, 6]
#: Grade and words of each rule; ``{free}`` are origins without interest, ``{bound}`` those with one, ``{against}`` those that
#: contradict.
RULES: Mapping[str, tuple[Number, str]] = {
    "confirmed": (1, "independent origins without interest say so: {free}"),
    "confirmed-by-unknown": (2, "independent origins say so, none of which can be judged: {free}"),
    "one-origin": (2, "one origin without interest says so: {free}"),
    "one-origin-contradicted": (3, "one origin without interest says so: {free}; a party contradicts"),
    "one-unknown": (3, "one origin that cannot be judged says so: {free}"),
    "one-unknown-contradicted": (4, "one origin that cannot be judged says so: {free}; a party contradicts"),
    "both-sides": (2, "opposed sides say the same: {bound}"),
    "one-side": (3, "only interested origins say so: {bound}"),
    "one-side-contradicted": (4, "only interested origins say so: {bound}; the other side contradicts"),
    "origins-disagree": (4, "origins without interest say so ({free}) and contradict ({against})"),
    "refuted": (5, "origins without interest contradict: {against}"),
    "withdrawn": (5, "the outlet itself has corrected it since"),
    "announced": (6, "announced or expected, not yet to be judged"),
    "open": (6, "left open by those who speak of it"),
    "no-origin": (6, "no origin can be weighed"),
}
#: What makes a party an origin without interest.
NOTES = {"party-admits": "which admits it", "party-words": "of its own words", "participant": "of its own doings"}
#: Share of the texts in which an origin says one thing up to which those in which it says the contrary are misread.
STRAY = 0.25
STATED = frozenset({"actual", "historical"})
DENIED = frozenset({"negated"})
#: Disputes in which the other side's word stands against the event itself.
CONTRADICTING = frozenset({"responsibility", "occurrence"})


@dataclass(frozen=True)
class Origin:
    """An independent origin of a statement, with its standing and the documents that carry it."""

    name: str
    standing: Standing
    documents: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Its name in words, with what makes a party count as free of interest."""
        note = NOTES.get(self.standing.reliability.rule)
        return f"{names([self.name])} ({note})" if note else names([self.name])


def graded(
    events: Iterable[Event], found: Iterable[Statement], sources: Sources, sides: Sequence[Side]
) -> tuple[Event, ...]:
    """The same events with grades for each account and for the event as a whole."""
    by_mention: defaultdict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in found:
        by_mention[(statement.document.id, statement.index)].append(statement)
    return tuple(Weighing(Matter(event, tuple(sides)), _own(event, by_mention), sources).event() for event in events)


def _own(event: Event, by_mention: Mapping[tuple[str, int], Sequence[Statement]]) -> list[Statement]:
    return sorted((s for key in event.mentions for s in by_mention.get(key, ())), key=lambda s: s.key)


class Weighing:
    """The statements of one event, weighed."""

    def __init__(self, matter: Matter, found: Sequence[Statement], sources: Sources) -> None:
        self.matter = matter
        self.sources = sources
        corrected = [account for account in matter.event.accounts if account.superseded]
        self.withdrawn = [s for s in found if any(_corrected(s, account) for account in corrected)]
        self.found = self._speaking_once([s for s in found if not any(_corrected(s, account) for account in corrected)])

    def event(self) -> Event:
        """The event with its grades."""
        event = self.matter.event
        accounts = tuple(self._account(account) for account in event.accounts)
        return event.model_copy(update={"accounts": accounts, "credibility": self._of_event()})

    def _speaking_once(self, found: Sequence[Statement]) -> list[Statement]:
        """Claims whoever carries them, and each text's own words in its first printing here alone."""
        first: dict[str, str] = {}
        for statement in found:
            if not statement.claimants:
                first.setdefault(self.sources.text(statement.document), statement.document.id)
        own = set(first.values())
        kept = [s for s in found if s.claimants or s.document.id in own]
        return [replace(s, document=self._printed_first(s.document)) for s in kept]

    def _printed_first(self, document: Document) -> Document:
        return self.sources.documents.get(self.sources.text(document), document)

    def _account(self, account: Account) -> Account:
        mine = [s for s in self.found if _tells(s, account)]
        gone = [s for s in self.withdrawn if _tells(s, account)]
        if mine:
            credibility = self._credibility(mine)
        elif gone:
            credibility = self._rated("withdrawn", self._origins(gone), ())
        else:
            return account
        return account.model_copy(update={"reliability": self._reliability(mine or gone), "credibility": credibility})

    def _reliability(self, mine: Sequence[Statement]) -> Reliability:
        """That of the least reliable of joint claimants, of the most reliable of outlets that speak themselves."""
        by = sorted({code for s in mine for code in s.claimants})
        standings = [self._claimant(code, mine) for code in by] or [o.standing for o in self._origins(mine)]
        found = sorted((one.reliability for one in standings), key=lambda r: BEST_FIRST.index(r.grade))
        return found[-1 if by else 0]

    def _of_event(self) -> Credibility:
        stated = [s for s in self.found if s.mention.status in STATED and not self._rival(s)]
        if stated:
            return self._credibility(stated)
        told = [s for s in self.found if s.mention.status not in DENIED] or self.found
        if not told and self.withdrawn:
            return self._rated("withdrawn", self._origins(self.withdrawn), ())
        return self._credibility(told)

    def _credibility(self, mine: Sequence[Statement]) -> Credibility:
        """The grade of what some statements of one status say, by what all others say of it."""
        status = mine[0].mention.status if mine else "hypothetical"
        if status == "future":
            return self._rated("announced", self._origins(mine), ())
        if status == "hypothetical":
            return self._rated("open", self._origins(mine) if mine else (), ())
        pro, contra = self._parted(mine)
        support, against = _without_strays(self._origins(pro), self._origins(contra), _blamed(self.matter))
        contested = bool(against) or (status in STATED and self.matter.event.dispute in CONTRADICTING)
        return self._rated(_rule(support, against, self.matter, contested=contested), support, against)

    def _parted(self, mine: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
        """Statements that say the same of the event as some do, and those that say the contrary."""
        denies, rival = mine[0].denied, self._rival(mine[0])
        stated = [s for s in self.found if s.mention.status in STATED]
        denied = [s for s in self.found if s.denied]
        same = [s for s in stated if self._rival(s) == rival]
        other = [s for s in stated if self._rival(s) != rival]
        return (denied, same) if denies else (same, [*denied, *other])

    def _rival(self, statement: Statement) -> bool:
        """True where a statement blames others for an act of conflict than the event does."""
        actors = frozenset(self.matter.event.actor) if self.matter.hostile else frozenset()
        return bool(actors and statement.actor) and not actors & statement.actor

    def _origins(self, mine: Sequence[Statement]) -> tuple[Origin, ...]:
        """The independent origins of statements; what somebody denies is no outlet's own denial."""
        denied = {code for s in mine if s.denied for code in s.claimants}
        own = [s for s in mine if not (s.denied and s.claimants)]
        found = set(denied) | (set(origins(own, self.sources)) if own else set())
        return tuple(self._origin(name, mine) for name in sorted(found))

    def _origin(self, name: str, mine: Sequence[Statement]) -> Origin:
        claiming = [s for s in mine if name in s.claimants]
        if claiming:
            return Origin(name, self._claimant(name, claiming), _documents(claiming))
        speaking = [s for s in mine if not s.claimants and self.sources.own(s.document) == name]
        if not speaking:
            issued = [s for s in mine if issuer(s.document, s.lang, frozenset({name})) == name]
            standing_ = self.matter.claimant(name) if issued else self._relay(name)
            return Origin(name, standing_, _documents(issued or mine))
        if all(_unnamed(s) for s in speaking):
            return Origin(name, standing("unnamed", name), _documents(speaking))
        return Origin(name, self._outlet(name, speaking[0].document), _documents(speaking))

    def _claimant(self, code: str, claiming: Sequence[Statement]) -> Standing:
        enemies = self.matter.enemies(code)
        if enemies and all(state_of(s.document) in enemies for s in claiming):
            return standing("through-enemy", names([code]))
        stances = {s.denied for s in self.found if code in s.claimants}
        return self.matter.claimant(code, denies=claiming[0].denied, wavers=len(stances) > 1)

    def _outlet(self, name: str, document: Document) -> Standing:
        mark = agency_mark(document)
        state = state_of(document) or (mark.country if mark and mark.ownership == "state" else None)
        known = mark or outlet_names().get((document.outlet or "").lower())
        return self.matter.outlet(document.outlet or name, known, state, document.outlet_country)

    def _relay(self, name: str) -> Standing:
        if name in register().actors:
            return self.matter.outlet(f"a state medium of {names([name])}", None, name, name)
        known = outlet_names().get(name.lower())
        return self.matter.outlet(name, known, None, known.country if known else None)

    @staticmethod
    def _rated(rule: str, support: Sequence[Origin], against: Sequence[Origin]) -> Credibility:
        grade, words = RULES[rule]
        why = words.format(
            free=_listed(o for o in support if o.standing.free), bound=_listed(o for o in support if not o.standing.free),
            against=_listed(o for o in against if o.standing.free and o.standing.judged),
        )  # fmt: skip
        return Credibility(
            grade=grade, rule=rule, why=why, origins=tuple(o.name for o in support), against=tuple(o.name for o in against),
            documents=tuple(sorted({ident for o in support for ident in o.documents})),
        )  # fmt: skip


def _rule(support: Sequence[Origin], against: Sequence[Origin], matter: Matter, *, contested: bool) -> str:
    """The first rule that fits the origins for and against."""
    free = [o for o in support if o.standing.free]
    opposed = any(o.standing.free and o.standing.judged for o in against)
    if opposed:
        return "origins-disagree" if free else "refuted"
    known = any(o.standing.judged for o in free)
    if len(free) > 1:
        return "confirmed" if known else "confirmed-by-unknown"
    if free and not contested:
        return "one-origin" if known else "one-unknown"
    if _both_sides(support, against, matter):
        return "both-sides"
    if free:
        return "one-origin-contradicted" if known else "one-unknown-contradicted"
    if support:
        return "one-side-contradicted" if contested else "one-side"
    return "no-origin"


def _blamed(matter: Matter) -> Codes:
    """Those who act where it is only contested who began it: they may tell of their act and still reject the blame."""
    return frozenset(matter.event.actor) if matter.event.dispute == "responsibility" else frozenset()


def _without_strays(
    pro: Sequence[Origin], contra: Sequence[Origin], spared: Codes
) -> tuple[tuple[Origin, ...], tuple[Origin, ...]]:
    """Origins for and against, each left out where it stands in few texts beside those in which it says the contrary."""
    support, against = ({o.name: len(o.documents) for o in found} for found in (pro, contra))
    return (
        tuple(o for o in pro if o.name in spared or support[o.name] > STRAY * against.get(o.name, 0)),
        tuple(o for o in contra if o.name in spared or against[o.name] > STRAY * support.get(o.name, 0)),
    )


def _both_sides(support: Sequence[Origin], against: Sequence[Origin], matter: Matter) -> bool:
    """True where two who are opposed to each other say the same, and neither, but one that is blamed, the contrary."""
    codes: Codes = frozenset(o.name for o in support if o.standing.reliability.rule != "through-enemy")
    codes -= {o.name for o in against} - _blamed(matter)
    return any(matter.enemies(code) & codes for code in codes)


def _tells(statement: Statement, account: Account) -> bool:
    return statement.mention.status == account.status and tuple(sorted(statement.claimants)) == account.claimed_by


def _corrected(statement: Statement, account: Account) -> bool:
    """True for a statement of an account that its outlet has corrected away."""
    return statement.document.id in account.superseded and _tells(statement, account)


def _unnamed(statement: Statement) -> bool:
    claim = statement.mention.claim
    return claim is not None and bool(claim.by) and not claim.via


def _documents(found: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({s.document.id for s in found}))


def _listed(found: Iterable[Origin]) -> str:
    return ", ".join(o.shown for o in found)
