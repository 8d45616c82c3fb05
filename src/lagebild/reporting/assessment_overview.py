"""An assessment on a terminal: course, commitments, outlook, options, and what it all rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lagebild.assessment.assessing import Assessment
from lagebild.assessment.commitment_wording import named_clause, sentences
from lagebild.assessment.escalation import Alarm, PhaseSpan
from lagebild.assessment.options import Option
from lagebild.assessment.outlook import Forecast
from lagebild.assessment.rates import BaseRate, Result
from lagebild.knowledge.precedents import Horizon, precedents, vocabulary
from lagebild.model import Situation
from lagebild.reporting.phrases import capital
from lagebild.reporting.plain import printable
from lagebild.reporting.wording import PHASE_NAMES, count, listing, name, names, period, short_day

#: Clauses, options, precedents beside an option, assumptions, alarms shown; the rest is counted.
CLAUSES, OPTIONS, PRECEDENTS, ASSUMPTIONS, ALARMS = 8, 8, 3, 8, 8
BARS = "▁▂▃▄▅▆▇█"
METHOD_NAMES = {
    "ears_c1": "EARS C1", "ears_c2": "EARS C2", "ears_c3": "EARS C3", "farrington": "Farrington",
    "negative_binomial": "negative binomial", "changepoint": "changepoint", "rate_ratio": "rate ratio",
}  # fmt: skip
RESULTS: dict[Result, str] = {"ended": "fighting had ended", "not_resumed": "fighting had not resumed"}
#: What is shown of the rates beside an option: the rest is in the JSON.
SHOWN: tuple[Result, Horizon] = ("not_resumed", 180)


def overview(assessment: Assessment, situation: Situation) -> Iterator[RenderableType]:
    """The parts of the picture, top to bottom."""
    yield from _head(assessment, situation.name)
    yield from _section("Does it escalate", _course(assessment))
    yield from _section("Who is bound to do what", _clauses(assessment))
    yield from _section("Outlook", _outlook(assessment))
    yield from _section("What was done in cases like this", _options(assessment))
    yield from _section("Key assumptions", _lines([one.why.text for one in assessment.assumptions], ASSUMPTIONS))
    yield from _section("Gaps", _lines([one.why.text for one in assessment.gaps], len(assessment.gaps)))
    made = ", ".join(f"{what} {version}" for what, version in assessment.versions.items())
    yield Text(f"\n{len(situation.events)} events behind it. Versions: {made}.", "dim")


def _head(assessment: Assessment, called: str | None) -> Iterator[RenderableType]:
    sides = " against ".join(names(side.parties) for side in assessment.sides) or names(assessment.parties)
    yield Text(": ".join(part for part in (printable(called or ""), sides or "No parties found") if part), "bold")
    covered = period(assessment.first, assessment.last)
    about = f"{count(assessment.documents, 'document')} of {count(assessment.outlets, 'outlet')}, {covered}"
    yield Text(f"Assessed as of {short_day(assessment.as_of)} from {about}.", "dim")


def _section(title: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    listed = list(parts)
    if listed:
        yield Text("")
        yield Rule(Text(title, "bold"), align="left", style="blue")
        yield from listed


def _lines(texts: Sequence[str], most: int) -> Iterator[RenderableType]:
    for text in texts[:most]:
        yield _bullet(text)
    if len(texts) > most:
        yield Text(f"  and {len(texts) - most} more", "dim")


def _bullet(text: str, mark: str = "•") -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_row(mark, Text(printable(text)))
    return grid


def _course(assessment: Assessment) -> Iterator[RenderableType]:
    course = assessment.escalation
    for span in course.phases:
        yield _bullet(_span(span))
    for reason in course.refused:
        yield Text(f"No index and no alarms: {reason}.", "yellow")
    if course.index:
        highest = max(course.index, key=lambda day: day.value)
        bars = "".join(BARS[min(int(day.value / 100 * len(BARS)), len(BARS) - 1)] for day in course.index)
        last = course.index[-1]
        yield Text(
            f"Index of severity {last.value:.0f} of 100 on {short_day(last.date)}, highest {highest.value:.0f} on "
            f"{short_day(highest.date)} (formula {last.version})  {bars}"
        )
    yield from _alarms(course.alarms)
    if course.index and not course.alarms:
        yield Text("No alarm: no count above what was usual, or too short a past to tell.", "dim")


def _span(span: PhaseSpan) -> str:
    word = PHASE_NAMES[span.phase].lower()
    broken = ", the ceasefire is broken" if span.broken else ""
    return f"{period(span.start, span.end)}: {word}{broken} ({count(len(span.ids), 'event')})"


def _alarms(alarms: Sequence[Alarm]) -> Iterator[RenderableType]:
    for (day, length), raised in list(groupby(alarms, key=lambda one: (one.date, one.period)))[:ALARMS]:
        each = list(raised)
        first = each[0]
        span = "day" if length == 1 else "week"
        methods = listing([METHOD_NAMES[one.method] for one in each])
        delay = f"; {count(first.delay, 'day')} after fighting began" if first.delay is not None else ""
        yield _bullet(
            f"Alarm for the {span} of {short_day(day)}: {count(int(first.observed), 'act', 'acts')} of conflict, "
            f"{first.baseline:.1f} were usual ({methods}{delay})",
            "!",
        )


def _clauses(assessment: Assessment) -> Iterator[RenderableType]:
    for one in assessment.obligations[:CLAUSES]:
        first, *rest = sentences(one, "en")
        yield _bullet(first)
        for sentence in rest:
            yield Text(f"    {printable(sentence)}")
    if len(assessment.obligations) > CLAUSES:
        yield Text(f"  and {len(assessment.obligations) - CLAUSES} more clauses", "dim")


def _outlook(assessment: Assessment) -> Iterator[RenderableType]:
    for one in assessment.forecasts:
        for line in _forecast(one):
            yield _bullet(line) if line[0] != " " else Text(line, "dim")
    record = assessment.record
    if record is not None and record.brier is not None:
        scored = count(len(record.resolved), "earlier forecast")
        yield Text(
            f"{scored} came due: mean Brier score {record.brier:.3f} (0.25 for even chances), log {record.log:.3f}."
        )
    if assessment.not_foretold:
        yield Text(f"Nothing is foretold of further fighting: {assessment.not_foretold}.", "yellow")


def _forecast(one: Forecast) -> Iterator[str]:
    span = period(one.start, one.end)
    if one.quantiles:
        about = " and ".join(names(side.split(", ")) for side in one.about.split(" / "))
        any_death = f"; any death: {one.word} ({one.probability:.0%})" if one.probability is not None else ""
        yield f"{about}, {span}: {_deaths(one)}{any_death}."
    elif one.probability is not None and one.range is not None:
        low, high = one.range
        yield f"{capital(one.measure)}, {span}: {one.word} ({one.probability:.0%}, methods from {low:.0%} to {high:.0%})."
    yield f"    Confidence is {one.confidence}: {one.because}."


def _deaths(one: Forecast) -> str:
    """The range of a number of deaths, and what half of the cases do not exceed."""
    low, high = one.held()
    if not high:
        return "no deaths in nine of ten cases"
    middle = dict(one.quantiles).get(0.5, low)
    half = f"in half of all up to {middle:.0f}" if round(middle) else "in half of all none"
    return f"{low:.0f} to {high:.0f} deaths in nine of ten cases, {half}"


def _options(assessment: Assessment) -> Iterator[RenderableType]:
    options = assessment.options
    if not options.near:
        yield Text("No precedent of the register could be compared.", "yellow")
        return
    known = {case.id: case for case in precedents()}
    nearest = listing([known[one.id].names.en for one in options.near[:PRECEDENTS]])
    yield Text(f"Nearest of {count(options.cases, 'case')}: {nearest}.")
    for option in options.options[:OPTIONS]:
        yield _bullet(_option(option, {ident: case.names.en for ident, case in known.items()}))
        if option.standing is not None:
            yield Text(f"    No new one: {printable(option.standing.why.text)}", "cyan")
        if option.against:
            yield Text(f"    Against it: {printable(option.against[0])}", "dim")
    if len(options.options) > OPTIONS:
        yield Text(f"  and {len(options.options) - OPTIONS} more", "dim")
    yield Text(options.caveat.text, "dim")


def _option(option: Option, cases: dict[str, str]) -> str:
    measure = vocabulary().measures[option.measure].en
    takers = listing(list(dict.fromkeys(name(taker.code) for taker in option.takers))[:4]) or "nobody in sight"
    rate = next((_rate(one) for one in option.near if one.cases and (one.result, one.after_days) == SHOWN), "")
    under = (
        f", under {listing([named_clause(ident, 'en') for ident in option.commitments])}" if option.commitments else ""
    )
    taken = listing([cases[ident] for ident in option.precedents[:PRECEDENTS]])
    more = f" and {len(option.precedents) - PRECEDENTS} more" if len(option.precedents) > PRECEDENTS else ""
    return f"{measure[:1].upper()}{measure[1:]} by {takers}{under}: as in {taken}{more}. {rate}"


def _rate(rate: BaseRate) -> str:
    small = " (a small number)" if rate.small else ""
    known = rate.low is not None and rate.high is not None
    interval = f", interval {rate.low:.0%} to {rate.high:.0%}" if known else ""
    result = RESULTS[rate.result]
    return f"{result[0].upper()}{result[1:]} after {rate.after_days} days in {len(rate.held)} of {rate.cases}{small}{interval}."
