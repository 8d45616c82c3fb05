"""Which measures of the register are in place or under way already, as the events and the answers to calls tell it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lagebild.assessment.profiles import outsiders
from lagebild.assessment.sentences import Sentence, sentence, tagged
from lagebild.knowledge.precedents import vocabulary
from lagebild.linking.sides import between, side_of
from lagebild.linking.timeline import TRUCE
from lagebild.model import CodedDocument, Event, Frozen, Mention, Outcome, Side, Situation

Act = tuple[str, str | None]
CEASEFIRE, MEDIATION = "ceasefire", "mediation"
#: Acts (type and mode of the ontology) by which a measure is told of; who takes it is in the register's vocabulary.
ACTS: Mapping[str, frozenset[Act]] = {
    "peacekeepers": frozenset({("AID", "peacekeeping")}),
    "observer-mission": frozenset({("AID", "observers"), ("COOPERATE", "observers")}),
    MEDIATION: frozenset({("CONSULT", "mediate"), ("CONSULT", "third-party"), ("AGREE", "mediate")}),
    "withdrawal": frozenset({("RETREAT", "withdraw")}),
    "exchange": frozenset({("RETREAT", "release"), ("RETREAT", "exchange"), ("RETREAT", "repatriate")}),
    "humanitarian-access": frozenset({("CONCEDE", "access")}),
    "sanctions": frozenset({("SANCTION", mode) for mode in ("economic", "freeze", "travel", "energy")}),
    "court": frozenset({("ACCUSE", "sue")}),
}  # fmt: skip
#: What lasts once it is there, with the act by which the same actor ends it; all else is begun and goes on or not.
ENDS: Mapping[str, Act] = {
    "peacekeepers": ("RETREAT", "withdraw"), "observer-mission": ("RETREAT", "withdraw"),
    "sanctions": ("CONCEDE", "lift"),
}  # fmt: skip
#: What those do who were called upon under a treaty.
ANSWERS: Mapping[Outcome, str] = {
    "mission": "fact-finding", "observers": "observer-mission", "troops": "allied-deployment",
    "sanctions": "sanctions", "mediation": MEDIATION, "consultations": "alliance-consultation",
}  # fmt: skip
#: Only organisations meet as an alliance; one that watches over all has another name for it.
BODY = "IGO:"
COUNCIL = {"IGO:UN": "security-council"}


class Standing(Frozen):
    """A measure that is there already: whose it is, since when, and the events or documents that tell of it."""

    measure: str
    by: tuple[str, ...]
    since: dt.date | None
    why: Sentence
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def standing(situation: Situation, coded: Sequence[CodedDocument], day: dt.date | None) -> dict[str, Standing]:
    """What is in place on a day, by measure: the ceasefire in force, what acts tell of, what answers to calls tell of.

    An act counts where somebody states it as done and nobody denies that it happened, until the same actor ends it.
    """
    mentions = {(one.id, number): mention for one in coded for number, mention in enumerate(one.events)}
    known = [event for event in situation.events if _took_place(event, day)]
    told = {event.id: _acts(event, mentions) for event in known}
    found = {one.measure: one for one in _answered(situation, day)}
    for measure, acts in ACTS.items():
        events = [e for e in known if told[e.id] & acts and _by_whom(measure, e, situation.sides)]
        events = [e for e in events if not _ended(measure, e, known, told)]
        if events:
            found[measure] = _stands(measure, events, situation.sides)
    truce = _truce(situation, known, day)
    return found | ({CEASEFIRE: truce} if truce is not None else {})


def _took_place(event: Event, day: dt.date | None) -> bool:
    early = event.date is None or day is None or event.date <= day
    stated = any(account.status == "actual" for account in event.accounts)
    return early and stated and event.dispute != "occurrence"


def _acts(event: Event, mentions: Mapping[tuple[str, int], Mention]) -> frozenset[Act]:
    """The acts as which mentions of an event tell of it as done."""
    own = (mentions[key] for key in event.mentions if key in mentions)
    return frozenset((mention.type, mention.mode) for mention in own if mention.status == "actual")


def _by_whom(measure: str, event: Event, sides: Sequence[Side]) -> tuple[str, ...]:
    """Those who take a measure with an event: outsiders towards a side, or the sides themselves."""
    who = vocabulary().measures[measure].who
    concerns = any(side_of(code, sides) is not None for code in (*event.actor, *event.recipient))
    others = tuple(outsiders(event.actor, sides)) if concerns else ()
    own = tuple(code for code in event.actor if side_of(code, sides) is not None)
    return others if who == "others" else own if who == "sides" else own + others


def _ended(measure: str, event: Event, known: Iterable[Event], told: Mapping[str, frozenset[Act]]) -> bool:
    end = ENDS.get(measure)
    if end is None or event.date is None:
        return False
    later = [other for other in known if other.date is not None and other.date > event.date and end in told[other.id]]
    return any(set(other.actor) & set(event.actor) for other in later)


def _stands(measure: str, events: Sequence[Event], sides: Sequence[Side]) -> Standing:
    by = tuple(dict.fromkeys(code for event in events for code in _by_whom(measure, event, sides)))
    since = min((event.date for event in events if event.date), default=None)
    key = "standing-lasts" if measure in ENDS else "standing-begun"
    return Standing(
        measure=measure, by=by, since=since, why=_said(key, by, since),
        events=tuple(event.id for event in events),
    )  # fmt: skip


def _truce(situation: Situation, known: Sequence[Event], day: dt.date | None) -> Standing | None:
    """The ceasefire that the last day of the course is in, with the acts that made it; None where none is."""
    rows = [row for row in situation.timeline if day is None or row.date <= day]
    if not rows or rows[-1].phase != CEASEFIRE:
        return None
    start = next((n for n in range(len(rows) - 1, -1, -1) if rows[n].phase != CEASEFIRE), -1) + 1
    since = rows[start].date
    made = [
        event for event in known
        if event.type in TRUCE and between(event, situation.sides)
        and (event.date is None or event.date >= since - dt.timedelta(days=2))
    ]  # fmt: skip
    by = situation.parties
    return Standing(
        measure=CEASEFIRE, by=by, since=since, why=_said("standing-force", by, since),
        events=tuple(event.id for event in made),
    )  # fmt: skip


def _answered(situation: Situation, day: dt.date | None) -> Iterator[Standing]:
    """What those who were called upon did or said that they would do."""
    by: defaultdict[str, dict[str, None]] = defaultdict(dict)
    days: defaultdict[str, list[dt.date]] = defaultdict(list)
    documents: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for answer in (one for state in situation.commitments for one in state.answers):
        measure = ANSWERS.get(answer.kind)
        allied = answer.kind != "consultations" or answer.by.startswith(BODY)
        if measure is None or not allied or (answer.on is not None and day is not None and answer.on > day):
            continue
        if answer.kind == "consultations":
            measure = COUNCIL.get(answer.by, measure)
        by[measure][answer.by] = None
        days[measure] += [answer.on] if answer.on else []
        documents[measure].update(dict.fromkeys(answer.documents))
    for measure, codes in by.items():
        since = min(days[measure], default=None)
        yield Standing(
            measure=measure, by=tuple(codes), since=since, why=_said("standing-answer", tuple(codes), since),
            documents=tuple(documents[measure]),
        )  # fmt: skip


def _said(key: str, by: Sequence[str], since: dt.date | None) -> Sentence:
    if since is None:
        return sentence(f"{key}-undated", who=tagged("code", *by))
    return sentence(key, who=tagged("code", *by), day=tagged("day", str(since)))
