"""What could be done and how sure all of it is: options, alternatives, assumptions, gaps, and how to read the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.assessment.assumptions import KeyAssumption
from lagebild.assessment.double_offices import DoubleOffice, Place
from lagebild.assessment.options import Option
from lagebild.assessment.rates import BaseRate
from lagebild.assessment.sentences import Sentence
from lagebild.assessment.sentences import worded as assessed
from lagebild.reporting.material import Material, act, parted
from lagebild.reporting.phrases import coded, phrase
from lagebild.reporting.plain import excerpt
from lagebild.reporting.report import Refs, Row, Section, Statement, Table
from lagebild.reporting.sections import earlier

#: Options in the table, precedents named in a sentence or cell, days after which a rate counts.
OPTIONS, PRECEDENTS, AFTER = 12, 3, 30
#: Characters of a passage quoted in a sentence.
QUOTED = 160
ALTERNATIVES = frozenset({"turns-phase", "turns-dispute"})


def options(material: Material) -> Section:
    """Measures of the nearest precedents, who could take them, what had come after."""
    found, title = material.assessment.options, material.word("section.options")
    if not found.near or not found.options:
        none = material.say("no-precedent", material.all_sources)
        return Section(key="options", title=title, statements=(none,))
    nearest = [one.id for one in found.near[:PRECEDENTS]]
    said = [
        material.say(
            "nearest", Refs(precedents=tuple(nearest)), cases=[f"number:{found.cases}"],
            names=[f"precedent:{ident}" for ident in nearest],
        ),
        *_base_rate(material, found.all_cases),
        _sentence(material, found.caveat, Refs(precedents=tuple(nearest))),
    ]  # fmt: skip
    shown = found.options[:OPTIONS]
    rows = tuple(_option(material, one) for one in shown)
    columns = tuple(material.cell(f"column.{name}") for name in ("measure", "takers", "precedents", "rate"))
    caption = material.say("table.options", Refs(precedents=tuple(one.id for one in found.near)))
    return Section(
        key="options", title=title, statements=tuple(said),
        tables=(
            Table(caption=caption, columns=columns, rows=rows, kind="options"),
            *earlier.tables(material, found, shown),
        ),
    )  # fmt: skip


def _rate(rates: Sequence[BaseRate]) -> BaseRate | None:
    return next((one for one in rates if one.cases and one.after_days == AFTER and one.result == "ended"), None)


def _base_rate(material: Material, rates: Sequence[BaseRate]) -> Iterator[Statement]:
    rate = _rate(rates)
    if rate is not None:
        held, cases = [f"number:{len(rate.held)}"], [f"number:{rate.cases}"]
        yield material.say("base-rate", Refs(precedents=(*rate.held, *rate.failed)), held=held, cases=cases)


def _option(material: Material, option: Option) -> Row:
    takers = coded(list(dict.fromkeys(taker.code for taker in option.takers)))
    rate = _rate(option.near)
    shown = [f"precedent:{ident}" for ident in option.precedents[:PRECEDENTS]]
    more = len(option.precedents) - PRECEDENTS
    names = (
        material.cell("cell.more", names=shown, number=[f"number:{more}"]) if more > 0
        else material.cell("cell.text", text=shown)
    )  # fmt: skip
    counted = (
        material.cell(
            "cell.rate", held=[f"number:{len(rate.held)}"], cases=[f"number:{rate.cases}"], low=[f"percent:{rate.low}"],
            high=[f"percent:{rate.high}"],
        )
        if rate is not None else material.cell("cell.rate-none")
    )  # fmt: skip
    who = material.cell("cell.who", who=takers) if takers else material.cell("cell.text", text=["text:–"])
    stands = option.standing
    there = material.of_events(option.events, stands.documents if stands else ())
    refs = there.model_copy(update={"precedents": option.precedents})
    measure = [material.cell("cell.text", text=[f"measure:{option.measure}"])]
    if stands is not None:
        said = assessed(stands.why.key, stands.why.values, material.lang)
        own = material.of_events(stands.events, stands.documents)
        measure.append(material.cell("cell.text", own, text=[f"text:{said}"]))
    return Row(cells=(tuple(measure), (who,), (names,), (counted,)), refs=refs)


def _sentence(material: Material, why: Sentence, refs: Refs) -> Statement:
    """A sentence of the assessment, in the language of the report."""
    text = assessed(why.key, why.values, material.lang)
    return material.say(
        "commitment" if text.endswith(".") else "said", refs or material.all_sources, text=[f"text:{text}"]
    )


def alternatives(material: Material) -> Section:
    """What the picture would be were uncertain claims otherwise."""
    found = [one for one in material.assessment.assumptions if one.kind in ALTERNATIVES]
    none = material.say("no-alternatives", material.all_sources)
    return _assumed(material, "alternatives", found, none)


def assumptions(material: Material) -> Section:
    """What the picture rests on."""
    found = [one for one in material.assessment.assumptions if one.kind not in ALTERNATIVES]
    return _assumed(material, "assumptions", found, material.say("method.refs", material.all_sources))


def _assumed(material: Material, key: str, found: Sequence[KeyAssumption], none: Statement) -> Section:
    said = tuple(_sentence(material, one.why, material.of_events(one.events)) for one in found)
    return Section(key=key, title=material.word(f"section.{key}"), statements=said or (none,))


def gaps(material: Material) -> Section:
    """What is missing."""
    said = [_sentence(material, one.why, material.of_events(one.events)) for one in material.assessment.gaps]
    none = material.say("no-gap", material.all_sources)
    offices = [line for one in material.assessment.double_offices for line in _double_office(material, one)]
    return Section(key="gaps", title=material.word("section.gaps"), statements=(*(said or [none]), *offices))


def _double_office(material: Material, one: DoubleOffice) -> Iterator[Statement]:
    """That a source names one person by two offices, with both passages, and what the register says."""
    documents = list(dict.fromkeys(place.document for place in one.places))
    refs = material.of_events(one.events, documents)
    who = [f"person:{one.person}"] if one.person else ["word:office.same"]
    values = {
        "outlet": [f"text:{one.outlet}"], "who": who, "first": [f"word:office.{one.offices[0]}"],
        "second": [f"word:office.{one.offices[1]}"],
        "quotes": [phrase("quoted", quote=[f"text:{_named_so(material, place)}"]) for place in one.places],
    }  # fmt: skip
    acts = [act(event) for event in material.events if event.id in one.events]
    if acts:
        yield material.say("double-office.act", refs, act=acts, **values)
    else:
        yield material.say("double-office", refs, **values)
    yield material.say(
        "double-office.register", refs, day=[f"day:{one.day}"], state=coded([one.code]),
        first=[f"word:office.{one.offices[0]}"], second=[f"word:office.{one.offices[1]}"],
        holders=[f"person:{name}" for name in one.held[0]], others=[f"person:{name}" for name in one.held[1]],
    )  # fmt: skip


def _named_so(material: Material, place: Place) -> str:
    naming = material.namings[place]
    return excerpt(*parted(naming.evidence), QUOTED)


def method(material: Material) -> Section:
    """How grades, words of likelihood and references are to be read."""
    keys = ("method.grades", "method.likelihood", "method.refs")
    said = tuple(material.say(key, material.all_sources) for key in keys)
    return Section(key="method", title=material.word("section.method"), statements=said)
