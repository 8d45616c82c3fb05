"""How near a precedent is to a situation, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from lagebild.assessment.profiles import Profile
from lagebild.knowledge.actors import register
from lagebild.knowledge.precedents import Precedent, vocabulary
from lagebild.model import Frozen

Feature = Literal["parties", "kind", "region", "deaths", "contested", "alliance", "peacekeepers", "mediators"]

#: What a feature that is the same counts. Who fights whom and how says most, then where; the others refine. The
#: weights are judgement, not fitted: they order the reasons, and the reasons are shown.
WEIGHTS: dict[Feature, float] = {
    "parties": 6, "kind": 3, "region": 2, "alliance": 2, "contested": 1, "deaths": 1, "peacekeepers": 1, "mediators": 1,
}  # fmt: skip
#: Part of the weight for what is alike and not the same.
ONE_PARTY = 0.25
SAME_FAMILY = 0.4
#: A precedent that shares less than this part of what is known of the situation is not near.
NEAR = 0.3
#: At most so many precedents are compared with.
NEAREST = 15


class Reason(Frozen):
    """A feature in which a precedent is like the situation or not: what is here and there, what it counts."""

    feature: Feature
    alike: bool
    weight: float
    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    why: str
    events: tuple[str, ...] = ()


class NearPrecedent(Frozen):
    """A precedent with its nearness from 0 to 1 and why; ``reasons`` speak for it, ``differences`` against it."""

    id: str
    nearness: float
    reasons: tuple[Reason, ...]
    differences: tuple[Reason, ...] = ()


def nearest(own: Profile, known: Sequence[Precedent]) -> tuple[NearPrecedent, ...]:
    """The precedents nearest to a situation, the nearest first; none where too little is known of it."""
    if not own.sides or own.kind is None:
        return ()
    found = [compared(own, precedent) for precedent in known]
    near = [one for one in found if one.nearness >= NEAR]
    return tuple(sorted(near, key=lambda one: (-one.nearness, one.id))[:NEAREST])


def compared(own: Profile, precedent: Precedent) -> NearPrecedent:
    """A precedent held against a situation, feature by feature; what is unknown on one side counts for nothing."""
    told = list(_features(own, precedent))
    known = sum(WEIGHTS[reason.feature] for reason in told)
    shared = sum(reason.weight for reason in told)
    return NearPrecedent(
        id=precedent.id, nearness=round(shared / known, 3) if known else 0.0,
        reasons=tuple(reason for reason in told if reason.alike),
        differences=tuple(reason for reason in told if not reason.alike),
    )  # fmt: skip


def _features(own: Profile, precedent: Precedent) -> Iterator[Reason]:
    yield _parties(own, precedent)
    if own.kind is not None:
        yield _kind(own.kind, precedent.kind, own)
    words = vocabulary()
    if own.region is not None:
        here, there = words.regions[own.region].en, words.regions[precedent.region].en
        same = own.region == precedent.region
        why = f"both in the region {here}" if same else f"there the region {there}, here {here}"
        yield _reason("region", same, own, (own.region,), (precedent.region,), why)
    if own.deaths is not None and precedent.deaths is not None:
        here, there = words.deaths[own.deaths].en, words.deaths[precedent.deaths].en
        same = own.deaths == precedent.deaths
        why = f"in both {here}" if same else f"there {there}, here {here}"
        yield _reason("deaths", same, own, (own.deaths,), (precedent.deaths,), why)
    if own.contested is not None:
        same = own.contested == precedent.contested
        yield _reason("contested", same, own, (), (), _contested(own.contested, precedent.contested))
    yield from _outsiders(own, precedent)


def _reason(
    feature: Feature, alike: bool, own: Profile, here: Sequence[str], there: Sequence[str], why: str,
    part: float = 1.0,
) -> Reason:  # fmt: skip
    weight = WEIGHTS[feature] * part if alike else 0.0
    return Reason(
        feature=feature, alike=alike, weight=weight, here=tuple(here), there=tuple(there), why=why,
        events=own.evidence.get(feature, ()),
    )  # fmt: skip


def _parties(own: Profile, precedent: Precedent) -> Reason:
    """The same two against each other, one of the two again, or others; helpers of a side do not count here."""
    here = tuple(side[:1] for side in own.sides)
    leading = frozenset(code for side in here for code in side)
    shared = sorted(leading & precedent.parties())
    if opposed(here, precedent.sides):
        why = f"the same parties stood against each other ({named(shared)})"
        return _reason("parties", True, own, shared, shared, why)
    if shared:
        why = f"{named(shared)} took part there too, against others"
        return _reason("parties", True, own, shared, shared, why, ONE_PARTY)
    there = sorted(precedent.parties())
    return _reason("parties", False, own, sorted(leading), there, f"other parties ({named(there)})")


def opposed(sides: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> bool:
    """True where parties of two different sides stood on two different sides before."""
    places = [{n for n, side in enumerate(others) if frozenset(side) & frozenset(own)} for own in sides]
    return any(a != b for n, first in enumerate(places) for second in places[n + 1 :] for a in first for b in second)


def _kind(here: str, there: str, own: Profile) -> Reason:
    kinds = vocabulary().kinds
    if here == there:
        return _reason("kind", True, own, (here,), (there,), f"both {_a(kinds[here].en)}")
    if kinds[here].family == kinds[there].family:
        inside = "inside a state" if kinds[here].family == "inside" else "across the borders of states"
        why = f"there {_a(kinds[there].en)}, here {_a(kinds[here].en)}, both {inside}"
        return _reason("kind", True, own, (here,), (there,), why, SAME_FAMILY)
    why = f"there {_a(kinds[there].en)}, here {_a(kinds[here].en)}"
    return _reason("kind", False, own, (here,), (there,), why)


def _a(words: str) -> str:
    return words if words == "unrest" else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _contested(here: bool, there: bool) -> str:
    if here and there:
        return "in both the sides blame each other for the beginning"
    if not here and not there:
        return "in neither the beginning is contested"
    return "the beginning is contested here, there it was not" if here else "the beginning was contested there"


def _peacekeepers(here: bool, there: bool) -> str:
    if here == there:
        return f"in both {'there were' if here else 'there were no'} peacekeepers before"
    return f"peacekeepers were there before only {'here' if here else 'in the precedent'}"


def _outsiders(own: Profile, precedent: Precedent) -> Iterator[Reason]:
    """Who was asked for help, who stood between the sides, who mediated."""
    asked = precedent.alliance_asked
    if own.alliance_asked or asked:
        both = bool(own.alliance_asked and asked)
        why = (
            f"in both an ally was asked for help ({named(own.alliance_asked)}; there {named(asked)})" if both
            else f"an ally was asked for help only {'here' if own.alliance_asked else 'there'}"
        )  # fmt: skip
        yield _reason("alliance", both, own, own.alliance_asked, asked, why)
    if own.peacekeepers is not None:
        there = precedent.peacekeepers_before
        same = bool(own.peacekeepers) == bool(there)
        why = _peacekeepers(bool(own.peacekeepers), bool(there))
        yield _reason("peacekeepers", same, own, own.peacekeepers, there, why)
    mediators = sorted({code for taken in precedent.measures if taken.measure == "mediation" for code in taken.by})
    if own.mediators or mediators:
        both = bool(own.mediators and mediators)
        why = (
            f"third parties mediate in both ({named(own.mediators)}; there {named(mediators)})" if both
            else f"third parties mediate only {'here' if own.mediators else 'there'}"
        )  # fmt: skip
        yield _reason("mediators", both, own, own.mediators, mediators, why)


def named(codes: Sequence[str]) -> str:
    """English names of codes, joined by commas."""
    return ", ".join(register().name(code) or code for code in codes)
