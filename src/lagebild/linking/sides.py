"""The sides of a conflict: from who fights and supports whom in its events, or as they are set by hand.

The events make a signed graph: acts of conflict part two actors, acts of support bind them. The two that the most hostile
events are between lead a side each. Whoever trades force with one of them and supports or spares the other fights on the
other's side; whoever supports one, and not its enemy, is its ally. Mediators talk to both and stand on neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from lagebild.errors import UsageError
from lagebild.knowledge.actor_names import actor_code
from lagebild.linking.parties import main_parties
from lagebild.model import Event, Side

#: How strongly an act parts (below 0) or binds those between whom it is. Talks, demands and agreements do neither:
#: enemies and mediators do them as well as friends.
SIGNS = {
    "ASSAULT": -3, "COERCE": -2, "THREATEN": -2, "MOBILIZE": -2, "SANCTION": -2, "ACCUSE": -1, "REJECT": -1, "PROTEST": -1,
    "SUPPORT": 3, "AID": 3, "COOPERATE": 1,
}  # fmt: skip
#: Leaning from which an actor is an ally: two acts of support, or one that two independent origins tell of.
LEANING = 6
#: Documents that must tell of force each way between an actor and a side for it to take part in the fighting, also as a
#: share of those that tell of force between the leading parties; and the weight of that force in all: three acts, or fewer
#: that several origins tell of. A stray act may be a coder's mistake.
TELLING, SHARE, FIGHTING = 2, 0.05, 9
COUNTED = frozenset({"actual", "future"})
SYNTAX = "write it as ARM,NSA:ARTSAKH / AZE: codes joined by commas, the two sides parted by a slash"


@dataclass(frozen=True)
class Ties:
    """Weights between actors, each pair both ways."""

    bonds: dict[tuple[str, str], int]
    rifts: dict[tuple[str, str], int]
    force: dict[tuple[str, str], int]
    telling: dict[tuple[str, str], set[str]]

    def leaning(self, code: str, own: str, other: str) -> int:
        """How much more an actor stands by one than by the other."""
        towards = self.bonds[(code, own)] - self.rifts[(code, own)]
        return towards - self.bonds[(code, other)] + self.rifts[(code, other)]


def found_sides(events: Sequence[Event]) -> tuple[Side, ...]:
    """The two sides of a conflict; none where there is no pair of main parties."""
    main = main_parties(events)
    if len(main) != 2:
        return ()
    ties = _ties(events)
    others = sorted({code for pair in (*ties.bonds, *ties.rifts) for code in pair} - set(main))
    return tuple(_side(own, other, others, ties) for own, other in (main, main[::-1]))


def _side(own: str, other: str, others: Sequence[str], ties: Ties) -> Side:
    fighting = [code for code in others if _fights(code, own, other, ties)]
    allies = [code for code in others if code not in fighting and _supports(code, own, other, ties)]
    return Side(parties=(own, *fighting), allies=tuple(allies))


def _fights(code: str, own: str, other: str, ties: Ties) -> bool:
    """True where force goes both ways between an actor and the other side, and none towards this one."""
    ways = ((code, other), (other, code))
    least = max(TELLING, SHARE * len(ties.telling[(own, other)] | ties.telling[(other, own)]))
    told = all(len(ties.telling[way]) >= least for way in ways)
    mutual = told and sum(ties.force[way] for way in ways) >= FIGHTING
    return mutual and not (ties.force[(code, own)] or ties.force[(own, code)])


def _supports(code: str, own: str, other: str, ties: Ties) -> bool:
    bound = ties.bonds[(code, own)] > 0 and not ties.force[(code, own)]
    return bound and not ties.bonds[(code, other)] and ties.leaning(code, own, other) >= LEANING


def _ties(events: Iterable[Event]) -> Ties:
    """What the events between each two actors come to, weighted by independent origins."""
    ties = Ties(defaultdict(int), defaultdict(int), defaultdict(int), defaultdict(set))
    for event in events:
        sign = SIGNS.get(event.type, 0)
        if not sign or not any(account.status in COUNTED for account in event.accounts):
            continue
        weight = abs(sign) * event.origins
        done = any(account.status == "actual" for account in event.accounts)
        for one, other in _pairs(event):
            if sign > 0:
                ties.bonds[(one, other)] += weight
                ties.bonds[(other, one)] += weight
            else:
                ties.rifts[(one, other)] += weight
                ties.rifts[(other, one)] += weight
                if event.type == "ASSAULT" and done:
                    ties.force[(one, other)] += weight
                    ties.telling[(one, other)].update(event.documents)
    return ties


def _pairs(event: Event) -> Iterator[tuple[str, str]]:
    """Who acts on whom; where all act together, each on each."""
    both = [*combinations(event.actor, 2), *((b, a) for a, b in combinations(event.actor, 2))]
    pairs = list(product(event.actor, event.recipient)) if event.recipient else both
    yield from (pair for pair in pairs if pair[0] != pair[1] and "UNK" not in pair)


def set_sides(text: str) -> tuple[Side, ...]:
    """Two sides written by hand, ``ARM,NSA:ARTSAKH / AZE``; names of actors do as well as codes.

    Raises UsageError where they cannot be read.
    """
    parts = [[word.strip() for word in part.split(",") if word.strip()] for part in text.split("/")]
    if len(parts) != 2 or not all(parts):
        raise UsageError(f"--sides: '{text}' does not name two sides", advice=SYNTAX)
    sides = [tuple(dict.fromkeys(actor_code(word, "--sides") for word in part)) for part in parts]
    twice = sorted(set(sides[0]) & set(sides[1]))
    if twice:
        raise UsageError(f"--sides: {twice[0]} stands on both sides", advice="name each actor once")
    return tuple(Side(parties=codes, basis="set") for codes in sides)


def side_of(code: str, sides: Sequence[Side]) -> int | None:
    """The number of the side on which an actor stands, as party or ally; None for all others."""
    return next((n for n, side in enumerate(sides) if code in side.parties or code in side.allies), None)


def leading(sides: Sequence[Side]) -> tuple[str, ...]:
    """The first party of each side, as ``parties`` of a situation names them."""
    return tuple(side.parties[0] for side in sides)


def between(event: Event, sides: Sequence[Side]) -> bool:
    """True where both sides act together or one acts on the other: their leading parties, or all that were set by hand."""
    if len(sides) != 2:
        return False
    one, other = (frozenset(side.parties if side.basis == "set" else side.parties[:1]) for side in sides)
    actors, others = frozenset(event.actor), frozenset(event.recipient or event.actor)
    return bool((actors & one and others & other) or (actors & other and others & one))
