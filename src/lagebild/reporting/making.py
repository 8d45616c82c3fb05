"""A report made from its grounds: the same grounds and language give the same report."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from lagebild import __version__
from lagebild.assessment.assessing import Assessment, assess
from lagebild.assessment.outlook import MONTHLY_MEASURE
from lagebild.assessment.record import track_record
from lagebild.knowledge.precedents import precedents
from lagebild.knowledge.treaty_register import treaty_register
from lagebild.model import CodedDocument, Document, Language, Situation
from lagebild.reporting.material import Material, act, parted, where
from lagebild.reporting.phrases import capital, coded, name, phrase
from lagebild.reporting.report import Earlier, Entry, Grounds, Passage, Report, Section, Source, Statement, Work
from lagebild.reporting.rows import web_address
from lagebild.reporting.sections import changes, choices, course, happenings, overview
from lagebild.reporting.snapshot import snapshot

#: What draws and sets a report; another version may give other bytes.
TOOLS = ("altair", "vl-convert-python", "typst", "python-docx", "babel")


def tools() -> dict[str, str]:
    """The versions of what makes a report here."""
    return {"lagebild": __version__, **{tool: version(tool) for tool in TOOLS}}


def grounds(
    assessment: Assessment, situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument]
) -> Grounds:
    """What a report is made from; forecasts that rest on other data than the events are taken over as they are."""
    textless = tuple(doc.model_copy(update={"text": ""}) for doc in documents)
    given = tuple(one for one in assessment.forecasts if one.measure == MONTHLY_MEASURE)
    record = assessment.record
    return Grounds(
        situation=situation, documents=textless, coded=tuple(coded), as_of=assessment.as_of, given=given,
        resolved=record.resolved if record is not None else (), foretold=record.made if record is not None else 0,
        tools=tools(),
    )  # fmt: skip


def assessed(found: Grounds) -> Assessment:
    """The assessment that follows from the grounds."""
    made = assess(found.situation, found.documents, found.coded, found.as_of)
    record = track_record(found.resolved, found.foretold) if found.resolved else None
    return made.model_copy(update={"forecasts": (*made.forecasts, *found.given), "record": record})


def in_order(assessment: Assessment) -> Assessment:
    """An assessment as it follows from its grounds, where forecasts from other data than the events stand last."""
    ordered = sorted(assessment.forecasts, key=lambda one: one.measure == MONTHLY_MEASURE)
    record = assessment.record if assessment.record is not None and assessment.record.resolved else None
    return assessment.model_copy(update={"forecasts": tuple(ordered), "record": record})


def earlier(found: Grounds) -> Earlier | None:
    """An issued report as the next one refers to it; None for a draft."""
    if found.issued is None:
        return None
    told = snapshot(found, assessed(found))
    return Earlier(
        number=found.issued.number, edition=found.issued.edition, as_of=found.as_of, digest=found.digest, told=told
    )


def report(found: Grounds, lang: Language, assessment: Assessment | None = None) -> Report:
    """The report of the assessment that follows from the grounds, which may be given where it is known already."""
    material = Material(found, assessment or assessed(found), lang)
    bottom = overview.bottom_line(material)
    bottom = bottom.model_copy(update={"statements": (*changes.bottom(material), *bottom.statements)})
    sections = (
        overview.judgements, happenings.events, happenings.contested, happenings.casualties,
        course.trend, course.treaties, course.outlook, choices.options, choices.alternatives, choices.assumptions,
        choices.gaps, choices.method,
    )  # fmt: skip
    made = (bottom, *changes.sections(material), *(make(material) for make in sections))
    return Report(
        lang=lang, title=_title(material).text, as_of=found.as_of,
        digest=found.digest, head=(*changes.head(material), *overview.head(material)), sections=made, issued=found.issued,
        entries=tuple(_entry(material, number) for number in range(1, len(material.events) + 1)),
        sources=tuple(_source(material, ident) for ident in material.documents), works=_works(made, lang),
    )  # fmt: skip


def _title(material: Material) -> Statement:
    """What the report is about: the sides, behind the name of a situation that has one."""
    found = material.situation
    sides = coded([code for side in found.sides for code in side.parties] or found.parties) or ["text:–"]
    if found.name is None:
        return material.cell("title", sides=sides)
    return material.cell("title.named", name=[f"text:{found.name}"], sides=sides)


def _works(sections: Sequence[Section], lang: Language) -> tuple[Work, ...]:
    """The precedents and treaties that sections rest on, by their names."""
    statements = [one.refs for section in sections for one in section.statements]
    rows = [row.refs for section in sections for table in section.tables for row in table.rows]
    cases = {ident for refs in (*statements, *rows) for ident in refs.precedents}
    treaties = {clause.partition(" ")[0] for refs in (*statements, *rows) for clause in refs.clauses}
    known = treaty_register().treaties
    found = [
        Work(id=one.id, mark=f"P{number}", anchor=f"case-{number}", title=getattr(one.names, lang), sources=one.sources)
        for number, one in enumerate(precedents(), 1)
        if one.id in cases
    ]
    found += [
        Work(
            id=ident,
            mark=f"T {ident}",
            anchor=f"treaty-{ident}",
            title=known[ident].name_in(lang),
            sources=known[ident].source,
        )
        for ident in sorted(treaties)
    ]
    return tuple(found)


def _entry(material: Material, number: int) -> Entry:
    event = material.events[number - 1]
    title = material.say(
        "lead.title", material.of_events([event]), day=[material.when(event)], act=[act(event)], where=[where(event)]
    )
    passages = tuple(_passage(material, key) for key in event.mentions if key in material.mentions)
    return Entry(number=number, id=event.id, title=title, passages=passages)


def _passage(material: Material, key: tuple[str, int]) -> Passage:
    mention, document = material.mentions[key], material.documents[key[0]]
    coded_in = next((one.lang for one in material.grounds.coded if one.id == key[0]), document.lang)
    before, trigger, _ = parted(mention.evidence)
    return Passage(
        source=material.sources[key[0]], document=key[0], lang=coded_in, start=mention.evidence.start,
        end=mention.evidence.end, text=mention.evidence.text, trigger=(len(before), len(before) + len(trigger)),
        head=_head(material, key), url=web_address(document.url),
    )  # fmt: skip


def _head(material: Material, key: tuple[str, int]) -> Statement:
    """Outlet, time and who says so."""
    mention, document = material.mentions[key], material.documents[key[0]]
    refs = material.of_events((), [key[0]])
    values = {"outlet": [f"text:{document.outlet or document.id}"], "time": [f"text:{_time(material, key[0])}"]}
    if mention.claim is None:
        return material.cell("passage.own", refs, **values)
    codes = sorted({actor.code for actor in mention.claim.by})
    values["by"] = list(coded(codes)) or ["word:unnamed"]
    kind = "passage.denial" if mention.claim.stance == "denies" else "passage.claim"
    if not mention.claim.via:
        return material.cell(kind, refs, **values)
    via = [f"text:{via}" for via in mention.claim.via]
    return material.cell("passage.via", refs, head=[phrase(kind, **values)], via=via)


def _time(material: Material, ident: str) -> str:
    document = material.documents[ident]
    return (document.published_at or str(document.published or "–")).replace("T", " ")[:16]


def _source(material: Material, ident: str) -> Source:
    document = material.documents[ident]
    lang = next((one.lang for one in material.grounds.coded if one.id == ident), document.lang)
    return Source(
        number=material.sources[ident], document=ident, outlet=document.outlet or ident,
        country=capital(name(document.outlet_country, material.lang)) if document.outlet_country else "", lang=lang,
        time=_time(material, ident), title=document.title or "", url=web_address(document.url),
        copy_of=_copy_of(material, ident),
    )  # fmt: skip


def _copy_of(material: Material, ident: str) -> Statement | None:
    """Of which other document a document is a copy or an update."""
    situation = material.situation
    kinds = {other: ("reprint", group[0]) for group in situation.reprints for other in group[1:]}
    kinds.update({other: ("translation", source) for source, other in situation.translations})
    kinds.update({one.article: (one.kind, one.updates) for one in situation.updates})
    if ident not in kinds or kinds[ident][1] not in material.sources:
        return None
    kind, source = kinds[ident]
    number = [f"text:{material.sources[source]}"]
    return material.cell("source.copy", material.of_events((), [source]), kind=[f"word:copy.{kind}"], number=number)
