"""What has changed since the report before, or against the edition that is corrected."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.assessment.sentences import clause_of
from lagebild.model import CommitmentState
from lagebild.reporting.material import Material, act, where
from lagebild.reporting.phrases import coded, phrase
from lagebild.reporting.report import Earlier, EventState, Refs, Row, Section, Statement, Table
from lagebild.reporting.sections.overview import KINDS
from lagebild.reporting.snapshot import Compared, Shift, compared, differences, shifts, tolls

#: New events named one by one, those that most independent origins tell of.
NAMED = 6


def head(material: Material) -> Iterator[Statement]:
    """Number and edition with the fingerprints of the report before and of the edition corrected; or that it is a draft."""
    issued, basis = material.grounds.issued, material.all_sources
    if issued is None:
        yield material.say("head.draft", basis)
        return
    number, edition = [f"number:{issued.number}"], [f"number:{issued.edition}"]
    yield material.say("head.number", basis, number=number, edition=edition)
    for key, one in (("head.before", issued.before), ("head.corrects", issued.corrects)):
        if one is not None:
            yield material.say(key, basis, **_named(one), digest=[f"text:{one.digest}"])


def _named(one: Earlier) -> dict[str, list[str]]:
    return {"number": [f"number:{one.number}"], "edition": [f"number:{one.edition}"], "day": [f"day:{one.as_of}"]}


def bottom(material: Material) -> Iterator[Statement]:
    """The changes in one sentence for the bottom line, and a new phase in another."""
    issued = material.grounds.issued
    for key, one in (("correction", issued.corrects), ("changes", issued.before)) if issued is not None else ():
        if one is None:
            continue
        found = compared(one.told, material.told_now)
        yield _summed(material, f"{key}.sum", one, found)
        if key == "changes":
            yield from _phase(material, one)


def _summed(material: Material, key: str, one: Earlier, found: Compared) -> Statement:
    """How many events are new, changed and gone, how many disputes were opened and closed, how many documents are new."""
    touched = [event.id for event in (*found.new, *(each.now for each in found.changed), *found.opened, *found.closed)]
    fresh = [ident for ident in material.documents if ident not in one.told.documents]
    numbers = {
        "events": len(found.new), "changed": len(found.changed), "gone": len(found.gone), "opened": len(found.opened),
        "closed": len(found.closed), "calls": len(_calls(material, one)), "documents": len(fresh),
    }  # fmt: skip
    parts = [phrase(f"changes.{name}", number=[f"number:{value}"]) for name, value in numbers.items() if value]
    refs = material.of_events(touched, fresh) or material.all_sources
    return material.say(key, refs, **_named(one), parts=parts or ["word:changes.nothing"])


def sections(material: Material) -> Iterator[Section]:
    """A section for the edition that is corrected and one for the report before, where there are such."""
    issued = material.grounds.issued
    for key, one in (("correction", issued.corrects), ("changes", issued.before)) if issued is not None else ():
        if one is not None:
            yield _section(material, key, one)


def _section(material: Material, key: str, one: Earlier) -> Section:
    found = compared(one.told, material.told_now)
    said = [
        *_phase(material, one), *_disputes(material, found),
        *_tolls(material, one), *_clauses(material, one), *_shifts(material, one), *_new(material, found),
        *_gone(material, found),
    ]  # fmt: skip
    summed = _summed(material, f"{key}.sum", one, found)
    title = material.cell(f"section.{key}", Refs(), **_named(one)).text
    rows = tuple(_rows(material, found))
    tables: tuple[Table, ...] = ()
    if rows:
        columns = tuple(material.cell(f"column.{name}") for name in ("ref", "what", "changed", "before", "now"))
        refs = material.of_events(each.now.id for each in found.changed)
        tables = (Table(caption=material.say("table.changed", refs), columns=columns, rows=rows, kind="changed"),)
    return Section(key=key, title=title, statements=tuple(said or [summed]), tables=tables)


def _phase(material: Material, one: Earlier) -> Iterator[Statement]:
    """The phase of the last day, where it is another than at the end of the report before."""
    now = material.assessment.escalation.phases
    before = one.told.phases[-1].phase if one.told.phases else None
    if now and now[-1].phase != before:
        refs = material.of_events(now[-1].ids) or material.all_sources
        values = {"now": [f"phase:{now[-1].phase}"], "start": [f"day:{now[-1].start}"]}
        if before is None:
            yield material.say("change.first-phase", refs, **values)
        else:
            yield material.say("change.phase", refs, before=[f"phase:{before}"], **values)


def _disputes(material: Material, found: Compared) -> Iterator[Statement]:
    for key, events in (("change.opened", found.opened), ("change.closed", found.closed)):
        for state in events:
            event = material.by_id[state.id]
            yield material.say(
                key, material.of_events([event]), act=[act(event)], day=[material.when(event)], where=[where(event)],
                **({"question": [f"word:dispute.{state.dispute}"]} if state.dispute else {}),
            )  # fmt: skip


def _tolls(material: Material, one: Earlier) -> Iterator[Statement]:
    for toll in tolls(one.told, material.told_now):
        by = coded(toll.by) or ("word:own-voice",)
        values = {"side": coded([toll.side]), "now": [f"number:{toll.now}"], "by": by}
        refs = material.of_events([toll.event])
        if toll.before is None:
            yield material.say("change.first-toll", refs, **values)
        else:
            yield material.say("change.toll", refs, before=[f"number:{toll.before}"], **values)


def _clauses(material: Material, one: Earlier) -> Iterator[Statement]:
    """Calls upon treaties that are new, and what has come of earlier ones since."""
    known = {_call(clause): clause for clause in one.told.clauses}
    new = _calls(material, one)
    for clause in material.situation.commitments:
        refs = material.of_events((), clause.documents) or material.all_sources
        before = known.get(_call(clause))
        if clause in new:
            yield material.say("change.call", refs, by=coded(clause.invoked_by), treaty=[clause_of(clause)])
        told = {(answer.kind, answer.by) for answer in before.answers} if before is not None else set()
        fresh = [answer for answer in clause.answers if (answer.kind, answer.by) not in told]
        if clause.invoked_by and fresh:
            answers = [phrase("answer", who=coded([one.by]), outcome=[f"outcome:{one.kind}"]) for one in fresh]
            yield material.say("change.answers", refs, treaty=[clause_of(clause)], answers=answers)


def _calls(material: Material, one: Earlier) -> list[CommitmentState]:
    """Calls upon treaties that the report before did not tell of."""
    known = {_call(clause) for clause in one.told.clauses}
    return [clause for clause in material.situation.commitments if clause.invoked_by and _call(clause) not in known]


def _call(clause: CommitmentState) -> tuple[object, ...]:
    return clause.treaty_id or clause.treaty, clause.article, clause.invoked_by


def _shifts(material: Material, one: Earlier) -> Iterator[Statement]:
    for shift in shifts(one.told, material.told_now):
        yield _shift(material, shift)


def _shift(material: Material, shift: Shift) -> Statement:
    known = next(
        (f for f in material.assessment.forecasts if (f.measure, f.about) == (shift.measure, shift.about)), None
    )
    refs = (
        Refs(precedents=known.inputs)
        if known and KINDS[known.measure] == "ceasefire"
        else material.of_events(known.inputs if known else ())
    )
    values: dict[str, list[str]] = {"measure": [f"word:foretold.{KINDS[shift.measure]}"]}
    for name, one in (("before", shift.before), ("now", shift.now)):
        if one is None:
            values[name] = ["word:foretold.none"]
        elif one.probability is None or one.word is None:
            values[name] = ["word:foretold.range"]
        else:
            values[name] = [f"word:likelihood.{one.word}"]
            values[f"{name}_percent"] = [f"percent:{one.probability}"]
    whole = {"before_percent", "now_percent"} <= set(values)
    if not whole:
        values = {name: words for name, words in values.items() if not name.endswith("percent")}
    return material.say("change.forecast" if whole else "change.forecast-made", refs or material.all_sources, **values)


def _new(material: Material, found: Compared) -> Iterator[Statement]:
    best = sorted(found.new, key=lambda e: (-e.origins, -len(e.documents), material.numbers[e.id]))[:NAMED]
    for state in sorted(best, key=lambda e: material.numbers[e.id]):
        event = material.by_id[state.id]
        yield material.say(
            "change.new",
            material.of_events([event]),
            day=[material.when(event)],
            act=[act(event)],
            where=[where(event)],
        )


def _gone(material: Material, found: Compared) -> Iterator[Statement]:
    for state in found.gone:
        refs = material.of_events((), state.documents) or material.all_sources
        told = f"act:{state.type}|{','.join(state.actor)}|{','.join(state.recipient)}"
        day = f"day:{state.date}" if state.date else "word:undated"
        yield material.say("change.gone", refs, act=[told], day=[day])


def _rows(material: Material, found: Compared) -> Iterator[Row]:
    for one in found.changed:
        yield from (_row(material, one.now, kind, before, now) for kind, before, now in differences(one))


def _row(material: Material, state: EventState, kind: str, before: tuple[str, ...], now: tuple[str, ...]) -> Row:
    """What was before and what is now, without what is in both."""
    event = material.by_id[state.id]
    same = set(before) & set(now) if kind in {"accounts", "figures"} else set()
    cells = [[word for word in words if word not in same] or ["text:–"] for words in (before, now)]
    return Row(
        refs=material.of_events([event]),
        cells=(
            (material.cell("cell.text", text=[f"text:E{material.numbers[state.id]}"]),),
            (material.say("lead.title", Refs(), day=[material.when(event)], act=[act(event)], where=[where(event)]),),
            (material.cell("cell.text", text=[f"word:changed.{kind}"]),),
            *(tuple(material.cell("cell.text", text=[word]) for word in words) for words in cells),
        ),
    )  # fmt: skip
