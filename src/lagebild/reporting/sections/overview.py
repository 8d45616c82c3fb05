"""The head of a report, its bottom line and its key judgements."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from lagebild.assessment.outlook import CEASEFIRE_MEASURE, DEATHS_MEASURE, FORCE_MEASURE, MONTHLY_MEASURE, Forecast
from lagebild.assessment.sentences import clause_of
from lagebild.linking.sides import between
from lagebild.linking.timeline import FORCE
from lagebild.model import Casualties, Event
from lagebild.reporting.material import Material, act, claimants, denying, telling, where
from lagebild.reporting.phrases import coded, phrase
from lagebild.reporting.report import Refs, Section, Statement

#: Events, phases and figures of one side named in the bottom line.
LEADING, PHASES, TOLLS = 4, 3, 2
#: A figure below this share of the highest is that of a single act.
SMALL = 0.1
WEEK = 7
#: What the measures of forecasts are called in the wording file, and which forecasts of each are key judgements.
KINDS = {FORCE_MEASURE: "force", CEASEFIRE_MEASURE: "ceasefire", DEATHS_MEASURE: "killed", MONTHLY_MEASURE: "deaths"}
JUDGED = {FORCE_MEASURE: (0, 3), CEASEFIRE_MEASURE: (0,), DEATHS_MEASURE: (0,), MONTHLY_MEASURE: (0,)}


def head(material: Material) -> tuple[Statement, ...]:
    """Cut-off, period, basis, gaps and versions."""
    assessment, basis = material.assessment, material.all_sources
    langs = Counter(one.lang for one in material.grounds.coded if one.lang)
    said = [
        material.say("head.cut-off", basis, day=[f"day:{assessment.as_of}"]),
        material.say("head.period", basis, span=[f"span:{assessment.first}/{assessment.last}"]),
        material.say(
            "head.basis", basis, documents=[f"number:{assessment.documents}"], outlets=[f"number:{assessment.outlets}"],
            languages=[f"language:{lang}" for lang in sorted(langs)], events=[f"number:{len(material.events)}"],
        ),
    ]  # fmt: skip
    copied = {copy.document for copy in material.situation.copies if copy.how != "citation"}
    copied |= {update.article for update in material.situation.updates}
    if copied:
        said.append(material.say("head.copies", material.of_events((), copied), number=[f"number:{len(copied)}"]))
    gaps = assessment.gaps
    said.append(
        material.say("head.gaps", basis, number=[f"number:{len(gaps)}"])
        if gaps
        else material.say("head.no-gaps", basis)
    )
    made = {**assessment.versions, **material.grounds.tools}
    said.append(material.say("head.versions", basis, versions=[f"text:{what} {which}" for what, which in made.items()]))
    if invented(material):
        said.append(material.say("invented", basis))
    return tuple(said)


def invented(material: Material) -> bool:
    """True where all addresses are of the reserved domain ``.example`` (RFC 2606): texts that no one published."""
    hosts = [urlsplit(doc.url).hostname or "" for doc in material.documents.values() if doc.url]
    return bool(hosts) and all(host.endswith(".example") for host in hosts)


def bottom_line(material: Material) -> Section:
    """The situation in few sentences."""
    title = material.word("section.bottom-line")
    return Section(key="bottom-line", title=title, statements=tuple(_bottom(material)))


def _bottom(material: Material) -> Iterator[Statement]:
    spans = material.assessment.escalation.phases[-PHASES:]
    if not material.situation.sides:
        yield material.say("no-course", material.all_sources)
    if spans:
        refs = material.of_events([ident for span in spans for ident in span.ids])
        parts = [
            phrase(
                "phase-span-broken" if span.broken else "phase-span", phase=[f"phase:{span.phase}"],
                span=[f"span:{span.start}/{span.end}"],
            )
            for span in spans
        ]  # fmt: skip
        yield material.say("course", refs if refs else material.all_sources, phases=parts)
    for event in leading(material):
        yield from _lead(material, event)
    yield from _tolls(material)
    contested = [event for event in material.main if event.disputed]
    if contested:
        yield material.say("contested-count", material.of_events(contested), number=[f"number:{len(contested)}"])
    for clause in material.situation.commitments:
        if clause.invoked_by:
            refs = material.of_events((), clause.documents)
            yield material.say("invoked", refs, by=coded(clause.invoked_by), treaty=[clause_of(clause)])


def leading(material: Material) -> list[Event]:
    """Events between the parties that most independent origins tell of, in order; where there are none, of a party."""
    both = set(material.situation.parties)
    certain = [e for e in material.main if any(a.status in {"actual", "negated"} for a in e.accounts)]
    found = [e for e in certain if len(both & {*e.actor, *e.recipient}) > 1] or certain
    best = sorted(found, key=lambda e: (-e.origins, -len(e.documents), material.numbers[e.id]))[:LEADING]
    return sorted(best, key=lambda e: material.numbers[e.id])


def _lead(material: Material, event: Event) -> Iterator[Statement]:
    told, denied = telling(event), denying(event)
    by, own = claimants(told), any(not account.claimed_by for account in told)
    refs = material.of_events([event])
    if told:
        key = "lead.own" if not by else "lead.claimed-own" if own else "lead.claimed"
        credibility = event.credibility.grade if event.credibility else 6
        yield material.say(
            key, refs, day=[material.when(event)], act=[act(event)], where=[where(event)],
            documents=[f"number:{len(event.documents)}"], origins=[f"number:{event.origins}"],
            credibility=[f"word:credibility.{credibility}"], **({"by": coded(by)} if by else {}),
        )  # fmt: skip
    if claimants(denied):
        yield material.say("lead.denied", refs, by=coded(claimants(denied)), act=[act(event)])


def _tolls(material: Material) -> Iterator[Statement]:
    """The highest figures of killed that each claimant gives for a side."""
    highest: dict[tuple[str, tuple[str, ...]], tuple[int, Casualties, Event]] = {}
    for event in material.main:
        for figure in event.casualties:
            if figure.killed is None or figure.superseded_by or figure.side not in material.situation.parties:
                continue
            key = (figure.side or "", figure.claimed_by)
            if key not in highest or figure.killed > highest[key][0]:
                highest[key] = (figure.killed, figure, event)
    for side in sorted({side for side, _ in highest}):
        told = sorted(
            ((-killed, by, figure, event) for (of, by), (killed, figure, event) in highest.items() if of == side),
            key=lambda one: one[:2],
        )
        for killed, by, figure, event in told[:TOLLS]:
            if killed <= told[0][0] * SMALL:
                when = [f"day:{figure.as_of}"] if figure.as_of else ["word:undated"]
                refs = material.of_events([event], figure.documents)
                values = {"side": coded([side]), "number": [f"number:{-killed}"], "day": when}
                yield (
                    material.say("toll", refs, by=coded(by), **values)
                    if by
                    else material.say("toll.own", refs, **values)
                )


def judgements(material: Material) -> Section:
    """What is likely, with likelihood and, in its own sentence, confidence."""
    by_measure: dict[str, list[Forecast]] = {}
    for one in material.assessment.forecasts:
        by_measure.setdefault(one.measure, []).append(one)
    chosen = [
        found[n]
        for measure, numbers in JUDGED.items()
        for found in [by_measure.get(measure, [])]
        for n in numbers
        if n < len(found)
    ]
    said = [line for one in chosen for line in judged(material, one)]
    return Section(
        key="judgements", title=material.word("section.judgements"), statements=tuple(said) or (no_forecast(material),)
    )


def no_forecast(material: Material) -> Statement:
    """That nothing is foretold, and why."""
    return material.say("not-foretold", material.all_sources)


def judged(material: Material, one: Forecast) -> Iterator[Statement]:
    """A forecast in two sentences: how likely, how sure."""
    kind, refs = KINDS[one.measure], forecast_refs(material, one)
    values = {"span": [f"span:{one.start}/{one.end}"]}
    if one.word is not None:
        values |= {"likelihood": [f"word:likelihood.{one.word}"], "percent": [f"percent:{one.probability}"]}
    if one.quantiles:
        low, high = one.held()
        middle = dict(one.quantiles).get(0.5, low)
        values |= {"low": [f"number:{low}"], "high": [f"number:{high}"], "middle": [f"number:{middle}"]}
    elif one.range is not None:
        values |= {"low": [f"percent:{one.range[0]}"], "high": [f"percent:{one.range[1]}"]}
    sides = [code for side in material.situation.sides for code in side.parties]
    values |= {"about": list(coded([one.about]))} if kind == "deaths" else {"sides": list(coded(sides))}
    none = bool(one.quantiles) and not one.held()[1]
    yield material.say(f"judgement.{kind}-none" if none else f"judgement.{kind}", refs, **values)
    first = min((row.date for row in material.situation.timeline if row.date <= one.cutoff), default=one.cutoff)
    weeks = math.ceil(((one.cutoff - first).days + 1) / WEEK)
    yield material.say(
        f"confidence.{kind if kind in {'ceasefire', 'deaths'} else 'force'}", refs,
        confidence=[f"word:confidence.{one.confidence}"], number=[f"number:{len(one.inputs)}"], weeks=[f"number:{weeks}"],
        near=[f"number:{len({case.id for case in material.assessment.options.near} & set(one.inputs))}"],
    )  # fmt: skip


def forecast_refs(material: Material, one: Forecast) -> Refs:
    """The events or precedents that a forecast counts; without any, all documents."""
    if KINDS[one.measure] == "ceasefire":
        return Refs(precedents=one.inputs)
    return material.of_events(one.inputs) or material.all_sources


def acts_between(material: Material, types: frozenset[str] = FORCE) -> list[Event]:
    """The events of some types between the sides that are told as having taken place."""
    return [
        event for event in material.events
        if event.type in types and between(event, material.situation.sides)
        and any(account.status == "actual" for account in event.accounts)
    ]  # fmt: skip
