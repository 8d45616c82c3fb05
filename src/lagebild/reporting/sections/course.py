"""Where it is going: trend, treaty position and outlook."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lagebild.assessment.commitment_wording import sentences
from lagebild.assessment.commitments import Obligation
from lagebild.assessment.sentences import clause_of
from lagebild.linking.timeline import TRUCE
from lagebild.reporting.charts import escalation_chart
from lagebild.reporting.material import Material
from lagebild.reporting.phrases import coded
from lagebild.reporting.report import Refs, Section, Statement
from lagebild.reporting.sections.overview import KINDS, acts_between, forecast_refs, judged, no_forecast

METHODS = {
    "ears_c1": "EARS C1", "ears_c2": "EARS C2", "ears_c3": "EARS C3", "farrington": "Farrington",
    "negative_binomial": "negative binomial", "changepoint": "changepoint", "rate_ratio": "rate ratio",
}  # fmt: skip
DAY = 1
THREATS = frozenset({"THREATEN", "MOBILIZE"})
TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE"}) | TRUCE


def trend(material: Material) -> Section:
    """Phases, index and alarms with what was usual."""
    chart = escalation_chart(material)
    return Section(
        key="trend", title=material.word("section.trend"), statements=tuple(_trend(material)),
        charts=(chart,) if chart else (),
    )  # fmt: skip


def _trend(material: Material) -> Iterator[Statement]:
    course = material.assessment.escalation
    for span in course.phases:
        refs = material.of_events(span.ids) or material.all_sources
        key = "phase.broken" if span.broken else "phase"
        yield material.say(
            key, refs, span=[f"span:{span.start}/{span.end}"], phase=[f"phase:{span.phase}"],
            number=[f"number:{len(span.ids)}"],
        )  # fmt: skip
    if not course.index:
        documents, outlets = material.assessment.documents, material.assessment.outlets
        yield material.say(
            "no-index", material.all_sources, documents=[f"number:{documents}"], outlets=[f"number:{outlets}"]
        )
        return
    last, highest = course.index[-1], max(course.index, key=lambda day: day.value)
    refs = material.of_events([*last.ids, *highest.ids]) or material.all_sources
    yield material.say(
        "index", refs, day=[f"day:{last.date}"], value=[f"number:{last.value:.0f}"], most=[f"number:{highest.value:.0f}"],
        peak=[f"day:{highest.date}"], version=[f"text:{last.version}"],
    )  # fmt: skip
    yield from _alarms(material)


def _alarms(material: Material) -> Iterator[Statement]:
    alarms = material.assessment.escalation.alarms
    if not alarms:
        yield material.say("no-alarm", material.all_sources)
    for (day, length, _), raised in groupby(alarms, key=lambda one: (one.date, one.period, one.quad)):
        each = list(raised)
        yield material.say(
            "alarm.day" if length == DAY else "alarm.week", material.of_events(each[0].ids) or material.all_sources,
            day=[f"day:{day}"], observed=[f"number:{each[0].observed:.0f}"], baseline=[f"number:{each[0].baseline:.1f}"],
            methods=[f"text:{METHODS[one.method]}" for one in each],
        )  # fmt: skip


def treaties(material: Material) -> Section:
    """Who is bound to whom, what touches it, who called upon it, what came of the last case."""
    said = [
        *_named(material),
        *(line for one in material.assessment.obligations for line in _obligation(material, one)),
    ]
    none = material.say("no-treaty", material.all_sources)
    return Section(key="treaties", title=material.word("section.treaties"), statements=tuple(said) or (none,))


def _named(material: Material) -> Iterator[Statement]:
    for clause in material.situation.commitments:
        refs = material.of_events((), clause.documents) or material.all_sources
        title = [clause_of(clause)]
        if clause.invoked_by:
            yield material.say("named", refs, treaty=title, by=coded(clause.invoked_by))
        else:
            yield material.say("named-only", refs, treaty=title)


def _obligation(material: Material, one: Obligation) -> Iterator[Statement]:
    touched = material.of_events([ident for touch in one.touched for ident in touch.events])
    clause = (one.treaty if one.article is None else f"{one.treaty} {one.article}",)
    refs = Refs(events=touched.events, clauses=clause)
    for text in sentences(one, material.lang):
        yield material.say("commitment", refs, text=[f"text:{text}"])


def outlook(material: Material) -> Section:
    """Every forecast with the rule by which it will be resolved, and the indicators to watch."""
    forecasts = material.assessment.forecasts
    said = [line for one in forecasts for line in judged(material, one)]
    if material.assessment.not_foretold:
        said.append(no_forecast(material))
    for kind, one in {KINDS[one.measure]: one for one in forecasts}.items():
        said.append(material.say(f"resolution.{kind}", forecast_refs(material, one)))
    said.extend(_indicators(material))
    said.extend(_record(material))
    return Section(key="outlook", title=material.word("section.outlook"), statements=tuple(said))


def _record(material: Material) -> Iterator[Statement]:
    """How good the forecasts so far were, beside the simplest method; nothing before any has come due."""
    record = material.assessment.record
    if record is None or not record.resolved:
        return
    refs = material.of_events(ident for one in record.resolved for ident in one.forecast.inputs) or material.all_sources
    resolved = [f"number:{len(record.resolved)}"]
    yield material.say("record", refs, made=[f"number:{max(record.made, len(record.resolved))}"], resolved=resolved)
    scored = [one for one in record.resolved if one.brier is not None]
    if record.brier is not None:
        came = [f"number:{sum(one.outcome > 0 for one in scored)}"]
        values = {"scored": [f"number:{len(scored)}"], "came": came, "brier": [f"score:{record.brier}"]}
        if record.floor is None:
            yield material.say("record.brier", refs, **values)
        else:
            better = "better" if record.brier < record.floor else "worse" if record.brier > record.floor else "same"
            floor = {"floor": [f"score:{record.floor}"], "verdict": [f"word:record.{better}"]}
            yield material.say("record.floor", refs, **values, **floor)
    if record.crps is not None:
        yield material.say("record.crps", refs, crps=[f"score:{record.crps}"])


def _indicators(material: Material) -> Iterator[Statement]:
    force, threats, talks = acts_between(material), acts_between(material, THREATS), acts_between(material, TALKS)
    yield material.say(
        "indicators", material.of_events([*force, *threats]) or material.all_sources,
        force=[f"number:{len(force)}"], threats=[f"number:{len(threats)}"],
    )  # fmt: skip
    yield material.say(
        "indicators.down", material.of_events(talks) or material.all_sources, talks=[f"number:{len(talks)}"]
    )
