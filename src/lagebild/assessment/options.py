"""What could be done, drawn from what was done in the nearest precedents and from nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lagebild.assessment.mandates import Mandate
from lagebild.assessment.nearness import NearPrecedent, nearest
from lagebild.assessment.profiles import TALKS, Profile, profile
from lagebild.assessment.rates import BaseRate, base_rates, taken_measures
from lagebild.assessment.sentences import Sentence, sentence, tagged
from lagebild.assessment.standing import Standing, standing
from lagebild.knowledge.precedents import Precedent, precedents, vocabulary
from lagebild.knowledge.when import last_day
from lagebild.model import CodedDocument, Event, Frozen, Situation

How = Literal["party", "mediates", "took_it_before", "present", "mandate"]

WHY: dict[How, str] = {
    "party": "taker-party", "mediates": "taker-mediates", "took_it_before": "taker-before", "present": "taker-present",
    "mandate": "taker-mandate",
}  # fmt: skip
#: Measures that outsiders take whose forces or observers are already there.
STATIONED = frozenset({"peacekeepers", "observer-mission", "buffer-zone"})


class Taker(Frozen):
    """Who could take a measure and how that is known: from which events, precedents and commitments."""

    code: str
    how: How
    why: Sentence
    events: tuple[str, ...] = ()
    precedents: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()


class Use(Frozen):
    """How a measure was taken in a near precedent; ``accepted`` where somebody of every side had accepted it.

    ``path`` leads to it in the record of the precedent: ``measures.0``.
    """

    precedent: str
    path: str
    nearness: float
    by: tuple[str, ...]
    through: str | None
    on: str
    under: str | None
    accepted: bool
    against: str | None


class Option(Frozen):
    """A measure with the near precedents in which it was taken.

    ``accepted`` counts the precedents in which it was accepted by all sides, ``against`` says what spoke against it and
    where fighting had come back. ``near`` are the rates among near precedents, ``overall`` those of the register.
    ``standing`` says that it is there already, so that it is no new one but one to go on with. ``events`` are those of
    the situation that the option rests on.
    """

    measure: str
    uses: tuple[Use, ...]
    precedents: tuple[str, ...]
    accepted: int
    takers: tuple[Taker, ...]
    commitments: tuple[str, ...]
    against: tuple[str, ...]
    came_back: tuple[str, ...]
    near: tuple[BaseRate, ...]
    overall: tuple[BaseRate, ...]
    standing: Standing | None = None
    events: tuple[str, ...] = ()


class Options(Frozen):
    """The options in a situation; ``cases`` is the number of precedents that could be compared."""

    as_of: dt.date | None
    profile: Profile
    cases: int
    near: tuple[NearPrecedent, ...]
    all_cases: tuple[BaseRate, ...]
    options: tuple[Option, ...]
    caveat: Sentence


def options(
    situation: Situation, *, as_of: dt.date | None = None, mandates: Sequence[Mandate] = (), kind: str | None = None,
    peacekeepers: Sequence[str] | None = None, register: Sequence[Precedent] | None = None,
    coded: Sequence[CodedDocument] = (),
) -> Options:  # fmt: skip
    """The options in a situation from precedents that were over before it began.

    ``as_of`` (the last day of the timeline where it is not given) hides what was not known yet. ``mandates`` are what
    bodies can do under commitments that apply; ``kind`` and ``peacekeepers`` replace what is found in the events. By
    what was ``coded`` it is known which measures are there already.
    """
    own = profile(situation, kind=kind, peacekeepers=peacekeepers)
    day = as_of or own.last_day
    known = earlier(precedents() if register is None else register, own.first_day or day)
    near = nearest(own, known)
    chosen = {case.id: case for case in known}
    uses = {measure: tuple(_uses(measure, near, chosen, day)) for measure in vocabulary().measures}
    sight = _Sight(situation, own, tuple(mandates), known, near, day, standing(situation, coded, day))
    found = [_option(measure, used, sight) for measure, used in uses.items() if used]
    return Options(
        as_of=day, profile=own, cases=len(known), near=near, all_cases=base_rates(known, (None,), day),
        options=tuple(sorted(found, key=lambda option: (-sum(use.nearness for use in option.uses), option.measure))),
        caveat=sentence("caveat"),
    )  # fmt: skip


def earlier(known: Sequence[Precedent], first_day: dt.date | None) -> tuple[Precedent, ...]:
    """The precedents that had come to an end before a day; all where there is none."""
    return tuple(case for case in known if first_day is None or last_day(case.since.on) < first_day)


@dataclass(frozen=True)
class _Sight:
    """What an option is looked up in."""

    situation: Situation
    profile: Profile
    mandates: tuple[Mandate, ...]
    known: tuple[Precedent, ...]
    near: tuple[NearPrecedent, ...]
    day: dt.date | None
    standing: Mapping[str, Standing]


def _uses(
    measure: str, near: Sequence[NearPrecedent], known: Mapping[str, Precedent], day: dt.date | None
) -> Iterator[Use]:
    """The times a measure was taken in the near precedents up to a day, the nearest first."""
    for one in near:
        case = known[one.id]
        for taken in taken_measures(case, measure, day):
            yield Use(
                precedent=case.id, path=f"measures.{case.measures.index(taken)}", nearness=one.nearness, by=taken.by,
                through=taken.through, on=taken.on, under=taken.under,
                accepted=all(frozenset(side) & frozenset(taken.accepted_by) for side in case.sides),
                against=taken.against_on(day),
            )  # fmt: skip


def _option(measure: str, uses: tuple[Use, ...], sight: _Sight) -> Option:
    ids = tuple(dict.fromkeys(use.precedent for use in uses))
    cases = [case for case in sight.known if case.id in {one.id for one in sight.near}]
    near = base_rates(cases, (measure,), sight.day)
    takers = tuple(_takers(measure, uses, sight))
    stands = sight.standing.get(measure)
    there = stands.events if stands is not None else ()
    return Option(
        measure=measure, uses=uses, precedents=ids,
        accepted=len({use.precedent for use in uses if use.accepted}),
        takers=takers, commitments=tuple(dict.fromkeys(c for taker in takers for c in taker.commitments)),
        against=tuple(dict.fromkeys(use.against for use in uses if use.against)),
        came_back=tuple(dict.fromkeys(i for rate in near if rate.result == "not_resumed" for i in rate.failed)),
        near=near, overall=base_rates(sight.known, (measure,), sight.day), standing=stands,
        events=tuple(dict.fromkeys((*there, *(event for taker in takers for event in taker.events)))),
    )  # fmt: skip


def _takers(measure: str, uses: Sequence[Use], sight: _Sight) -> Iterator[Taker]:
    """Who could take a measure: the sides themselves or outsiders who are in the situation or have a mandate."""
    yield from _mandated(measure, sight)
    who = vocabulary().measures[measure].who
    if who != "others":
        yield from _sides(sight)
    if who == "sides":
        return
    own = sight.profile
    for code in own.present:
        before = tuple(dict.fromkeys(use.precedent for use in uses if code in use.by))
        if before:
            yield _taker("took_it_before", code, _events_with(code, sight.situation), precedents=before)
        elif measure == "mediation" and code in own.mediators:
            yield _taker("mediates", code, _events_with(code, sight.situation, TALKS))
    for code in _stationed(sight) if measure in STATIONED else ():
        yield _taker("present", code, _events_with(code, sight.situation))


def _stationed(sight: _Sight) -> tuple[str, ...]:
    """Outsiders whose forces or observers are there: as a person said, else as the events tell."""
    if sight.profile.peacekeepers is not None:
        return sight.profile.peacekeepers
    found = (sight.standing[measure].by for measure in sorted(STATIONED & set(sight.standing)))
    return tuple(dict.fromkeys(code for codes in found for code in codes))


def _taker(
    how: How, code: str, events: tuple[str, ...], *, precedents: tuple[str, ...] = (), commitments: tuple[str, ...] = ()
) -> Taker:
    why = sentence(WHY[how], who=tagged("code", code))
    return Taker(code=code, how=how, why=why, events=events, precedents=precedents, commitments=commitments)


def _mandated(measure: str, sight: _Sight) -> Iterator[Taker]:
    bodies: dict[str, dict[str, None]] = {}
    for one in sight.mandates:
        if measure in one.measures:
            bodies.setdefault(one.body, {})[one.commitment] = None
    for body, commitments in bodies.items():
        yield _taker("mandate", body, _events_with(body, sight.situation), commitments=tuple(commitments))


def _sides(sight: _Sight) -> Iterator[Taker]:
    for side in sight.situation.sides:
        for code in side.parties:
            yield _taker("party", code, _events_with(code, sight.situation))


def _events_with(code: str, situation: Situation, types: frozenset[str] | None = None) -> tuple[str, ...]:
    """The events that took place in which an actor takes part, of some types only where they are given."""
    return tuple(
        event.id for event in situation.events if _takes_part(code, event) and (types is None or event.type in types)
    )


def _takes_part(code: str, event: Event) -> bool:
    return code in (*event.actor, *event.recipient) and any(account.status == "actual" for account in event.accounts)
