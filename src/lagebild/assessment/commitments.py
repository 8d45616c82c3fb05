"""Who is bound to whom by which clause, which clauses events touch on whose account, what was invoked and answered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from lagebild.knowledge.actors import register as actors
from lagebild.knowledge.treaty_register import (
    DUTIES,
    Article,
    Asked,
    Condition,
    Duty,
    Invocation,
    Treaty,
    TreatyRegister,
    Trigger,
    treaty_register,
)
from lagebild.knowledge.when import first_day, last_day
from lagebild.model import Answer, CommitmentState, Event, Frozen, Outcome, Situation

BondState = Literal["in_force", "disputed", "suspended", "pending"]
AreaState = Literal["inside", "outside", "unknown"]
Touch = Literal["armed_attack", "threat"]

#: Duties from this on are of help; those before are of not harming, of cooperation in general.
HELP: Duty = "may_assist"
#: Triggers that an act of a type can touch, the strongest first.
TOUCHED: dict[str, tuple[Touch, tuple[Trigger, ...]]] = {
    "ASSAULT": ("armed_attack", ("armed_attack", "aggression")),
    "MOBILIZE": ("threat", ("threat",)),
    "THREATEN": ("threat", ("threat",)),
}
#: Triggers from without and from within: cases of one kind are compared first.
INTERNAL: frozenset[Trigger] = frozenset({"internal", "coup", "atrocities", "disaster"})
#: Treaties of help, whose cases can be compared with each other.
PROMISES = frozenset({"alliance", "guarantee", "assistance"})
#: A call of the same asker within this time is the same case.
SAME_CASE = dt.timedelta(days=14)
#: What is told of a case is taken to be known after this time.
OVER_AFTER = dt.timedelta(days=365)
#: A border stands as two codes.
BORDER = "-"


class Bond(Frozen):
    """All who are bound to one state by one clause on a day; ``by`` and ``note`` say why it is disputed.

    ``path`` leads to that dispute or suspension in the treaty's record: ``conditions.0``.
    """

    treaty: str
    article: str | None
    to: str
    bound: tuple[str, ...]
    duty: Duty
    binding: bool
    request: Literal["required", "not_required", "unstated"]
    state: BondState = "in_force"
    since: str | None = None
    by: tuple[str, ...] = ()
    note: str | None = None
    path: str | None = None


class Touched(Frozen):
    """A clause that events touch, with the accounts it rests on.

    ``claimed_by`` names who says that ``attacker`` acted against ``to``, ``denied_by`` who contradicts; ``reported`` is
    true where an outlet says so on its own account. ``internal``: attacker and victim are parties of the same treaty.
    """

    treaty: str
    article: str | None
    to: str
    attacker: tuple[str, ...]
    trigger: Touch
    area: AreaState
    internal: bool
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    reported: bool
    first: dt.date | None
    last: dt.date | None
    events: tuple[str, ...]


class Invoked(Frozen):
    """A clause that was called upon; ``party`` is false where the caller is no party on that day, None if undated."""

    treaty: str
    name: str
    article: str | None
    by: tuple[str, ...]
    on: dt.date | None
    of: tuple[str, ...]
    party: bool | None
    answers: tuple[Answer, ...] = ()
    outcome: str | None = None
    documents: tuple[str, ...] = ()


class Case(Frozen):
    """A past case of the register, with the treaty it is of; ``path`` leads to it in the record: ``invocations.0``.

    ``note`` tells how it went, None as long as that may not be over.
    """

    treaty: str
    path: str
    article: str | None
    by: tuple[str, ...]
    on: str
    trigger: Trigger
    against: tuple[str, ...]
    asked: tuple[Asked, ...]
    outcome: tuple[Outcome, ...]
    invoked: bool
    note: str | None
    source: str


class Obligation(Frozen):
    """One clause towards one state: who is bound, what touches it, who invoked it, what came of cases like it."""

    treaty: str
    article: str | None
    to: str
    bonds: tuple[Bond, ...]
    touched: tuple[Touched, ...] = ()
    invoked: tuple[Invoked, ...] = ()
    comparable: tuple[Case, ...] = ()


def bound(
    on: dt.date,
    to: Iterable[str] | None = None,
    by: Iterable[str] | None = None,
    *,
    least: Duty = HELP,
    register: TreatyRegister | None = None,
) -> tuple[Bond, ...]:
    """Who is bound to whom on a day, the binding and strongest first; ``to`` and ``by`` restrict the sides.

    Clauses with a duty weaker than ``least`` and the treaty of all states are left out.
    """
    wanted, bearers = (None if codes is None else frozenset(codes) for codes in (to, by))
    found = [
        bond
        for treaty in register or treaty_register()
        if not treaty.universal and treaty.in_force_on(on)
        for article in treaty.articles_on(on)
        if DUTIES.index(article.duty) >= DUTIES.index(least)
        for bond in _bonds(treaty, article, on, wanted, bearers)
    ]
    return tuple(sorted(found, key=_rank))


def _rank(bond: Bond) -> tuple[bool, int, str, str, str, str]:
    return not bond.binding, -DUTIES.index(bond.duty), bond.treaty, bond.article or "", bond.to, bond.state


def _bonds(
    treaty: Treaty, article: Article, on: dt.date, wanted: frozenset[str] | None, bearers: frozenset[str] | None
) -> Iterator[Bond]:
    parties = treaty.parties_on(on)
    usual: BondState = "pending" if treaty.pending else "in_force"
    signed = treaty.signed if treaty.pending else None
    for to in sorted(parties & frozenset(article.to or parties)):
        if wanted is not None and to not in wanted:
            continue
        groups: defaultdict[tuple[BondState, Condition | None], list[str]] = defaultdict(list)
        for code in sorted(parties & frozenset(article.bound or parties)):
            if code != to and (bearers is None or code in bearers):
                condition = treaty.condition(code, to, on)
                groups[(condition.kind if condition else usual, condition)].append(code)
        for (state, condition), codes in groups.items():
            yield Bond(
                treaty=treaty.id,
                article=article.article,
                to=to,
                bound=tuple(codes),
                duty=article.duty,
                binding=treaty.binding,
                request=article.request,
                state=state,
                since=condition.since if condition else signed,
                by=condition.by if condition else (),
                note=condition.note if condition else None,
                path=f"conditions.{treaty.conditions.index(condition)}" if condition else None,
            )


def touched(situation: Situation, as_of: dt.date, register: TreatyRegister | None = None) -> tuple[Touched, ...]:
    """Clauses of help that the events of a situation touch, each once for every pair of attackers and victim.

    An event without a date counts as of ``as_of``. A mere threat is left out where an attack touches the same clause.
    """
    groups: defaultdict[tuple[str, str | None, str, tuple[str, ...], Touch], list[tuple[Event, AreaState, bool]]] = (
        defaultdict(list)
    )
    for event in situation.events:
        for treaty, article, to, trigger in _clauses_of(event, event.date or as_of, register or treaty_register()):
            area = _area(article, event, to)
            internal = bool(set(event.actor) & treaty.parties_on(event.date or as_of))
            groups[(treaty.id, article.article, to, event.actor, trigger)].append((event, area, internal))
    found = [_touched(key, alike) for key, alike in groups.items()]
    attacks = {(one.treaty, one.article, one.to, one.attacker) for one in found if one.trigger == "armed_attack"}
    kept = [
        one
        for one in found
        if one.trigger == "armed_attack" or (one.treaty, one.article, one.to, one.attacker) not in attacks
    ]
    return tuple(sorted(kept, key=lambda one: (one.to, one.treaty, one.article or "", one.attacker)))


def _clauses_of(event: Event, day: dt.date, register: TreatyRegister) -> Iterator[tuple[Treaty, Article, str, Touch]]:
    touch = TOUCHED.get(_kind(event))
    if touch is None or not event.actor:
        return
    trigger, kinds = touch
    for treaty in register:
        if treaty.universal or treaty.members.isdisjoint(event.recipient) or not treaty.in_force_on(day):
            continue
        victims = (treaty.parties_on(day) & set(event.recipient)) - set(event.actor)
        for article in treaty.articles_on(day):
            helps = DUTIES.index(article.duty) >= DUTIES.index(HELP)
            if helps and not set(article.trigger).isdisjoint(kinds):
                for to in sorted(victims & frozenset(article.to or victims)):
                    yield treaty, article, to, trigger


def _kind(event: Event) -> str:
    """The type of an event; an attack that is only announced is a threat, one that is only thought of is nothing."""
    statuses = {account.status for account in event.accounts}
    if statuses & {"actual", "historical", "negated"}:
        return event.type
    return "THREATEN" if "future" in statuses else ""


def _area(article: Article, event: Event, to: str) -> AreaState:
    """Whether the place of an event is in the area of a clause; unknown on a border or where no place is told.

    So it is for a region that is not a state of its own: its state is known, its bounds are not.
    """
    area = article.area
    if event.place in area.outside:
        return "outside"
    if area.territory == "any":
        return "inside"
    if event.place_country is None:
        return "unknown"
    grounds = set(event.place_country.split(BORDER))
    record = actors().actors.get(to)
    around = {record.place_country} if record is not None and record.place_country else set()
    covered = set(area.countries) | ({to} if area.territory == "victim" else set())
    if not grounds & (covered | around):
        return "outside"
    return "inside" if grounds <= covered else "unknown"


def _touched(
    key: tuple[str, str | None, str, tuple[str, ...], Touch], alike: Sequence[tuple[Event, AreaState, bool]]
) -> Touched:
    treaty, article, to, attacker, trigger = key
    areas = {area for _, area, _ in alike}
    area: AreaState = "inside" if "inside" in areas else "unknown" if "unknown" in areas else "outside"
    counted = [event for event, found, _ in alike if found == area]
    accounts = [account for event in counted for account in event.accounts]
    days = sorted(event.date for event in counted if event.date)
    counting = {"actual", "historical"} | ({"future"} if trigger == "threat" else set())
    told = [account for account in accounts if account.status in counting]
    says = _codes(account.claimed_by for account in told)
    denies = _codes(account.claimed_by for account in accounts if account.status == "negated")
    return Touched(
        treaty=treaty, article=article, to=to, attacker=attacker, trigger=trigger, area=area,
        internal=any(internal for _, _, internal in alike),
        claimed_by=tuple(code for code in says if code not in denies or code not in attacker),
        denied_by=tuple(code for code in denies if code not in says or code != to),
        reported=any(not account.claimed_by for account in told),
        first=days[0] if days else None, last=days[-1] if days else None,
        events=tuple(sorted(event.id for event in counted)),
    )  # fmt: skip


def _codes(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({code for group in groups for code in group}))


def invoked(situation: Situation, register: TreatyRegister | None = None) -> tuple[Invoked, ...]:
    """The clauses of the register that the news say were called upon, with the answers, in order of days."""
    known = register or treaty_register()
    called = ((known.get(state.treaty_id or ""), state) for state in situation.commitments if state.invoked_by)
    found = [_invoked(state, treaty) for treaty, state in called if treaty is not None]
    return tuple(sorted(found, key=lambda one: (one.on or dt.date.max, one.treaty, one.article or "", one.by)))


def _invoked(state: CommitmentState, treaty: Treaty) -> Invoked:
    party = None if state.on is None else treaty.universal or set(state.invoked_by) <= treaty.parties_on(state.on)
    return Invoked(
        treaty=treaty.id,
        name=state.treaty,
        article=state.article,
        by=state.invoked_by,
        on=state.on,
        of=state.asked_of,
        party=party,
        answers=state.answers,
        outcome=state.outcome,
        documents=state.documents,
    )


def comparable(
    treaty: str,
    before: dt.date,
    *,
    article: str | None = None,
    trigger: Trigger = "armed_attack",
    by: Iterable[str] = (),
    against: Iterable[str] = (),
    limit: int = 3,
    register: TreatyRegister | None = None,
) -> tuple[Case, ...]:
    """Past cases that began before a day, the most alike first, then the latest.

    Cases of the same treaty come before those of another between the same parties and those of other alliances; those
    with a trigger from the same side (from without or within) before others, which for another treaty do not count;
    then those of the same parties, then those of the same clause. The case itself, told with another day, is none.
    """
    known = register or treaty_register()
    own, askers, foes = known.treaties[treaty], frozenset(by), frozenset(against)
    ranked = sorted(
        (
            (
                nearness,
                _from_within(case.trigger) != _from_within(trigger),
                askers.isdisjoint(case.by) or foes.isdisjoint(case.against),
                article is not None and case.article != article,
                -first_day(case.on).toordinal(),
                other.id,
                number,
                case,
            )
            for other in known
            if (nearness := _nearness(own, other)) is not None
            for number, case in enumerate(other.invocations)
            if first_day(case.on) < (before if askers.isdisjoint(case.by) else before - SAME_CASE)
            and (nearness == 0 or (case.invoked and _from_within(case.trigger) == _from_within(trigger)))
        ),
        key=lambda row: row[:-1],
    )
    return tuple(_case(other, number, case, before) for *_, other, number, case in ranked[:limit])


def _from_within(trigger: Trigger) -> bool:
    return trigger in INTERNAL


def _nearness(own: Treaty, other: Treaty) -> int | None:
    """0 the same treaty, 1 another of the same parties, 2 another promise of help; None: nothing to compare."""
    if own.id == other.id:
        return 0
    if own.members == other.members:
        return 1
    return 2 if own.kind in PROMISES and other.kind in PROMISES else None


def _case(treaty: str, number: int, case: Invocation, day: dt.date) -> Case:
    """A case as it is known on a day."""
    told = {name: getattr(case, name) for name in Case.model_fields if name in Invocation.model_fields}
    over = last_day(case.on) + OVER_AFTER <= day
    return Case(**{**told, "treaty": treaty, "path": f"invocations.{number}", "note": case.note if over else None})


def obligations(
    situation: Situation, as_of: dt.date, parties: Iterable[str] | None = None, register: TreatyRegister | None = None
) -> tuple[Obligation, ...]:
    """What binds others to the parties of a situation, clause by clause: first what was invoked, then what is touched.

    Clauses count as of the first event that touches them, without one as of ``as_of``. ``parties`` are those of the
    situation where none are given.
    """
    known = register or treaty_register()
    asked_for, hit = invoked(situation, known), touched(situation, as_of, known)
    wanted = frozenset(parties if parties is not None else _parties(situation))
    keys: dict[tuple[str, str | None, str], dt.date] = {}
    for one in hit:
        if one.to in wanted:
            keys.setdefault((one.treaty, one.article, one.to), one.first or as_of)
    for call in asked_for:
        for to in sorted(wanted & set(call.by)):
            for article in _articles(known.treaties[call.treaty], call.article, call.on or as_of):
                keys.setdefault((call.treaty, article, to), call.on or as_of)
    for bond in bound(as_of, wanted, register=known):
        keys.setdefault((bond.treaty, bond.article, bond.to), as_of)
    found = [_obligation(key, day, asked_for, hit, known) for key, day in keys.items()]
    return tuple(sorted(found, key=_order))


def _parties(situation: Situation) -> Iterator[str]:
    yield from situation.parties
    for side in situation.sides:
        yield from side.parties


def _articles(treaty: Treaty, article: str | None, on: dt.date) -> list[str | None]:
    """The clause that was named; where none was, those of help."""
    if article is not None or treaty.universal:
        return [article]
    return [part.article for part in treaty.articles_on(on) if DUTIES.index(part.duty) >= DUTIES.index(HELP)]


def _obligation(
    key: tuple[str, str | None, str],
    day: dt.date,
    asked_for: Sequence[Invoked],
    hit: Sequence[Touched],
    register: TreatyRegister,
) -> Obligation:
    treaty, article, to = key
    mine = tuple(one for one in hit if (one.treaty, one.article, one.to) == key)
    calls = tuple(one for one in asked_for if one.treaty == treaty and to in one.by and one.article in {article, None})
    bonds = tuple(
        b for b in bound(day, [to], least="none", register=register) if (b.treaty, b.article) == (treaty, article)
    )
    began = min((one.on for one in calls if one.on), default=day)
    return Obligation(
        treaty=treaty, article=article, to=to, bonds=bonds, touched=mine, invoked=calls,
        comparable=comparable(
            treaty, min(day, began), article=article, trigger=mine[0].trigger if mine else "armed_attack", by=[to],
            against={code for one in mine for code in one.attacker}, register=register,
        ),
    )  # fmt: skip


def _order(one: Obligation) -> tuple[bool, bool, tuple[bool, int, str, str, str, str] | tuple[()], str]:
    return (
        not one.invoked,
        not one.touched,
        _rank(one.bonds[0]) if one.bonds else (),
        f"{one.treaty} {one.article} {one.to}",
    )
