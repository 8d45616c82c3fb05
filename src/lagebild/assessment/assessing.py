"""A situation assessed at a cut-off: does it escalate, who is bound to what, what is likely, what could be done."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lagebild import __version__
from lagebild.assessment import alarms, monthly, outlook, rates
from lagebild.assessment import escalation as escalating
from lagebild.assessment.assumptions import KeyAssumption, key_assumptions
from lagebild.assessment.commitments import Obligation, obligations
from lagebild.assessment.double_offices import DoubleOffice, double_offices
from lagebild.assessment.escalation import Escalation, day_of, escalation, killed, sides_named
from lagebild.assessment.gaps import Gap, gaps
from lagebild.assessment.history import History, month_of
from lagebild.assessment.mandates import mandates_of
from lagebild.assessment.options import Options, options
from lagebild.assessment.outlook import Forecast
from lagebild.assessment.rates import BaseRate
from lagebild.assessment.record import TrackRecord
from lagebild.linking.sides import between
from lagebild.linking.timeline import force_told
from lagebild.model import CodedDocument, Document, Event, Frozen, Side, Situation

CEASEFIRE = "ceasefire"
#: Months ahead for which deaths are foretold where a monthly history is given.
MONTHS_AHEAD = tuple(range(1, 15))


@dataclass(frozen=True)
class Record:
    """A monthly history with the name of where it comes from."""

    history: History
    source: str


class Assessment(Frozen):
    """What a situation comes to at its cut-off; every figure names the events or data behind it.

    ``record`` is how good earlier forecasts were, where they are kept. ``versions`` are those of the methods,
    ``first`` and ``last`` the days of the first and last document.
    """

    as_of: dt.date
    first: dt.date | None
    last: dt.date | None
    documents: int
    outlets: int
    parties: tuple[str, ...]
    sides: tuple[Side, ...]
    escalation: Escalation
    obligations: tuple[Obligation, ...]
    forecasts: tuple[Forecast, ...]
    options: Options
    assumptions: tuple[KeyAssumption, ...]
    gaps: tuple[Gap, ...]
    double_offices: tuple[DoubleOffice, ...] = ()
    not_foretold: str | None = None
    record: TrackRecord | None = None
    versions: Mapping[str, str]


def assess(
    situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument], as_of: dt.date,
    record: Record | None = None,
) -> Assessment:  # fmt: skip
    """The assessment of a situation that was linked from documents published up to a day.

    With a monthly record the deaths of the parties' countries are foretold too.
    """
    days = sorted(doc.published for doc in documents if doc.published is not None)
    course = escalation(situation, documents, coded, as_of)
    chosen = options(situation, as_of=as_of, mandates=mandates_of(situation), coded=coded)
    forecasts, reason = _forecasts(situation, documents, as_of, course, record)
    if not course.refused:
        forecasts = (*forecasts, *_truce(situation, chosen, as_of))
    return Assessment(
        as_of=as_of, first=days[0] if days else None, last=days[-1] if days else None, documents=len(documents),
        outlets=len({doc.outlet for doc in documents if doc.outlet}), parties=situation.parties, sides=situation.sides,
        escalation=course, obligations=obligations(situation, as_of), forecasts=forecasts, not_foretold=reason,
        options=chosen,
        assumptions=key_assumptions(situation, documents), gaps=gaps(situation, documents),
        double_offices=double_offices(situation, documents, coded),
        versions={
            "lagebild": __version__, "escalation index": escalating.VERSION, "alarms": alarms.VERSION,
            "weekly forecast": outlook.VERSION, "monthly forecast": monthly.VERSION, "options": rates.VERSION,
        },
    )  # fmt: skip


def _forecasts(
    situation: Situation, documents: Sequence[Document], as_of: dt.date, course: Escalation, record: Record | None
) -> tuple[tuple[Forecast, ...], str | None]:
    """Forecasts, and why there is none of further fighting where there is none."""
    monthly_ones = _monthly(situation, as_of, record) if record is not None else ()
    if course.refused:
        return monthly_ones, "; ".join(course.refused)
    counts, ids = force_by_day(situation, documents, as_of)
    about, known = sides_named(situation.sides), {event.id: event for event in situation.events}
    figures = [killed(known[ident]) for day in ids for ident in day]
    weekly = (
        *outlook.further_force(about, counts, ids, as_of), *outlook.deaths_by_week(about, counts, figures, ids, as_of),
    )  # fmt: skip
    short = f"the events reach back only {len(counts)} days, {outlook.SHORTEST_PAST} are needed"
    quiet = "no act of force between the sides is told of by more than one side's word alone"
    reason = None if weekly else short if len(counts) < outlook.SHORTEST_PAST else quiet
    return (*weekly, *monthly_ones), reason


def _truce(situation: Situation, found: Options, as_of: dt.date) -> Iterator[Forecast]:
    """Whether the ceasefire that is in force holds; nothing where none is."""
    days = [row for row in situation.timeline if row.date <= as_of]
    if not days or days[-1].phase != "ceasefire":
        return
    option = next((one for one in found.options if one.measure == CEASEFIRE), None)
    near, overall = (_thirty(rates) for rates in ((option.near, option.overall) if option else ((), ())))
    made = outlook.ceasefire_holds(sides_named(situation.sides), near, overall, as_of)
    if made is not None:
        yield made


def _thirty(rates: Sequence[BaseRate]) -> BaseRate | None:
    return next((rate for rate in rates if rate.after_days == 30 and rate.result == "not_resumed"), None)


def force_by_day(
    situation: Situation, documents: Sequence[Document], as_of: dt.date
) -> tuple[list[int], list[list[str]]]:
    """Number and ids of the events of force between the sides on each day from the first of any event to
    the cut-off.
    """
    published = {doc.id: doc.published for doc in documents if doc.published is not None}
    by_day: defaultdict[dt.date, list[Event]] = defaultdict(list)
    for event in situation.events:
        day = day_of(event, published)
        if day is not None and day <= as_of and between(event, situation.sides):
            by_day[day].append(event)
    recent = [row.date for row in situation.timeline if row.date <= as_of]
    first = min(recent, default=as_of)
    days = [first + dt.timedelta(days=number) for number in range((as_of - first).days + 1)]
    ids = [[event.id for event in force_told(by_day.get(day, ()))] for day in days]
    return [len(each) for each in ids], ids


def _monthly(situation: Situation, as_of: dt.date, record: Record) -> tuple[Forecast, ...]:
    """Deaths in the parties' countries, from the last whole month before the cut-off or the last that is known."""
    known = record.history.until(month_of(as_of) - 1)
    wanted = [code for side in situation.sides for code in side.parties if code in known.countries]
    if not wanted:
        return ()
    found = monthly.forecast_months(known, known.last, MONTHS_AHEAD)
    return tuple(one for code in wanted for one in outlook.deaths_by_month(found, code, record.source))
