"""How near a precedent is to a situation, with the reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from lagebild.assessment.profiles import Profile, home_states
from lagebild.assessment.sentences import Sentence, sentence, tagged
from lagebild.knowledge.precedents import Precedent, vocabulary
from lagebild.knowledge.when import first_day
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
NEAREST = 10


class Reason(Frozen):
    """A feature in which a precedent is like the situation or not: what is here and there, what it counts."""

    feature: Feature
    alike: bool
    weight: float
    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    why: Sentence
    events: tuple[str, ...] = ()


class NearPrecedent(Frozen):
    """A precedent with its nearness from 0 to 1 and why; ``reasons`` speak for it, ``differences`` against it."""

    id: str
    nearness: float
    reasons: tuple[Reason, ...]
    differences: tuple[Reason, ...] = ()


def nearest(own: Profile, known: Sequence[Precedent]) -> tuple[NearPrecedent, ...]:
    """The precedents nearest to a situation, the nearest and latest first; none where too little is known of it."""
    if not own.sides or own.kind is None:
        return ()
    latest = sorted(known, key=lambda precedent: (first_day(precedent.since.on), precedent.id), reverse=True)
    near = [one for precedent in latest if (one := compared(own, precedent)).nearness >= NEAR]
    return tuple(sorted(near, key=lambda one: -one.nearness)[:NEAREST])


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
    if own.regions:
        yield _same_word("region", own.regions, precedent.region, own)
    if own.deaths is not None and precedent.deaths is not None:
        yield _same_word("deaths", (own.deaths,), precedent.deaths, own)
    if own.contested is not None:
        yield _both("contested", own.contested, precedent.contested, own)
    if own.alliance_asked or precedent.alliance_asked:
        yield _both_codes("alliance", own.alliance_asked, precedent.alliance_asked, own)
    if own.peacekeepers is not None:
        yield _both_codes("peacekeepers", own.peacekeepers, precedent.peacekeepers_before, own)
    mediators = sorted({code for taken in precedent.measures if taken.measure == "mediation" for code in taken.by})
    if own.mediators or mediators:
        yield _both_codes("mediators", own.mediators, mediators, own)


def _reason(
    feature: Feature, why: Sentence, own: Profile, here: Sequence[str], there: Sequence[str], part: float
) -> Reason:
    return Reason(
        feature=feature, alike=part > 0, weight=WEIGHTS[feature] * part, here=tuple(here), there=tuple(there), why=why,
        events=own.evidence.get(feature, ()),
    )  # fmt: skip


def _parties(own: Profile, precedent: Precedent) -> Reason:
    """The same two against each other, one of the two again, or others; helpers of a side do not count here."""
    here, before = with_homes([side[:1] for side in own.sides]), with_homes(precedent.sides)
    leading = sorted({side[0] for side in own.sides if side})
    shared = sorted(frozenset().union(*here) & frozenset().union(*before))
    there = sorted(precedent.parties())
    if opposed(here, before):
        said = sentence("parties-same", parties=tagged("code", *shared))
        return _reason("parties", said, own, leading, there, 1)
    if shared:
        said = sentence("parties-one", parties=tagged("code", *shared))
        return _reason("parties", said, own, leading, there, ONE_PARTY)
    return _reason("parties", sentence("parties-other", there=tagged("code", *there)), own, leading, there, 0)


def with_homes(sides: Sequence[Sequence[str]]) -> list[frozenset[str]]:
    """The sides with the states in which their groups are at home, save those that stand on another side.

    So Lebanon and Hezbollah are one side towards Israel, but rebels do not stand with the state that they fight.
    """
    found = []
    for number, side in enumerate(sides):
        others = {code for n, other in enumerate(sides) if n != number for code in other}
        homes = {state for code in side for state in home_states(code)} - others
        found.append(frozenset(side) | homes)
    return found


def opposed(sides: Sequence[Collection[str]], others: Sequence[Collection[str]]) -> bool:
    """True where parties of two different sides stood on two different sides before."""
    places = [{n for n, side in enumerate(others) if frozenset(side) & frozenset(own)} for own in sides]
    return any(a != b for n, first in enumerate(places) for second in places[n + 1 :] for a in first for b in second)


def _kind(here: str, there: str, own: Profile) -> Reason:
    kinds = vocabulary().kinds
    words = {"here": tagged("kind", here), "there": tagged("kind", there)}
    if here == there:
        return _reason("kind", sentence("kind-same", **words), own, (here,), (there,), 1)
    family = kinds[here].family
    if family == kinds[there].family:
        return _reason("kind", sentence(f"kind-{family}", **words), own, (here,), (there,), SAME_FAMILY)
    return _reason("kind", sentence("kind-other", **words), own, (here,), (there,), 0)


def _same_word(feature: Literal["region", "deaths"], here: Sequence[str], there: str, own: Profile) -> Reason:
    same = there in here
    said = sentence(
        f"{feature}-{'same' if same else 'other'}", here=tagged(feature, *here), there=tagged(feature, there)
    )
    return _reason(feature, said, own, here, (there,), int(same))


def _both(feature: Feature, here: bool, there: bool, own: Profile) -> Reason:
    return _reason(feature, sentence(f"{feature}-{_where(here, there)}"), own, (), (), int(here == there))


def _both_codes(feature: Feature, here: Sequence[str], there: Sequence[str], own: Profile) -> Reason:
    said = sentence(
        f"{feature}-{_where(bool(here), bool(there))}", here=tagged("code", *here), there=tagged("code", *there)
    )
    return _reason(feature, said, own, here, there, int(bool(here) == bool(there)))


def _where(here: bool, there: bool) -> str:
    if here == there:
        return "both" if here else "neither"
    return "here" if here else "there"
