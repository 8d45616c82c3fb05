"""The nearest precedents in the words of the register, in the reader's language: beginning, measures, what came after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.assessment.options import Option, Options, Use
from lagebild.assessment.rates import outcome_known
from lagebild.knowledge.precedents import HORIZONS, Precedent, Taken, precedents
from lagebild.knowledge.when import first_day
from lagebild.reporting.material import Material
from lagebild.reporting.phrases import coded, registered
from lagebild.reporting.report import Refs, Row, Statement, Table

#: Precedents that are told.
CASES = 5


def tables(material: Material, found: Options, shown: Sequence[Option]) -> Iterator[Table]:
    """The nearest precedents, and what spoke against the measures shown; of what was known at the time only."""
    yield _cases(material, found)
    objections = tuple(_objection(material, option, use) for option in shown for use in option.uses if use.against)
    if objections:
        yield _table(material, "against", ("measure", "precedent", "against"), objections)


def _table(material: Material, kind: str, columns: Sequence[str], rows: tuple[Row, ...]) -> Table:
    refs = Refs(precedents=tuple(dict.fromkeys(ident for row in rows for ident in row.refs.precedents)))
    return Table(
        caption=material.say(f"table.{kind}", refs), columns=tuple(material.cell(f"column.{one}") for one in columns),
        rows=rows, kind=kind,
    )  # fmt: skip


def _cases(material: Material, found: Options) -> Table:
    known = {case.id: case for case in precedents()}
    rows = tuple(_case(material, known[one.id], found) for one in found.near[:CASES])
    return _table(material, "cases", ("precedent", "beginning", "done", "afterwards"), rows)


def _case(material: Material, case: Precedent, found: Options) -> Row:
    name = material.cell("cell.text", text=[f"precedent:{case.id}"])
    beginning = material.cell("cell.text", text=[registered("precedents", case.id, "trigger")])
    done = tuple(
        _taken(material, case, number, taken)
        for number, taken in enumerate(case.measures)
        if found.as_of is None or first_day(taken.on) <= found.as_of
    )
    afterwards = tuple(_afterwards(material, case, found)) or (material.cell("cell.text", text=["word:not-known-yet"]),)
    return Row(cells=((name,), (beginning,), done, afterwards), refs=Refs(precedents=(case.id,)))


def _taken(material: Material, case: Precedent, number: int, taken: Taken) -> Statement:
    """A measure with who took it and when, under what and through whom."""
    measure = [f"measure:{taken.measure}"]
    details = [f"when:{taken.on}"] + [
        registered("precedents", case.id, f"measures.{number}.{field}")
        for field, said in (("under", taken.under), ("through", taken.through))
        if said
    ]
    if not taken.by:
        return material.cell("cell.taken-through", measure=measure, details=details)
    return material.cell("cell.taken", measure=measure, who=coded(taken.by), details=details)


def _afterwards(material: Material, case: Precedent, found: Options) -> Iterator[Statement]:
    for days in HORIZONS:
        outcome = outcome_known(case, days, found.as_of)
        if outcome is not None:
            note = registered("precedents", case.id, f"after_{days}.note")
            yield material.cell("cell.after", days=[f"number:{days}"], state=[f"state:{outcome.state}"], note=[note])


def _objection(material: Material, option: Option, use: Use) -> Row:
    measure = material.cell("cell.text", text=[f"measure:{option.measure}"])
    case = material.cell("cell.dated", name=[f"precedent:{use.precedent}"], day=[f"when:{use.on}"])
    said = material.cell("cell.text", text=[registered("precedents", use.precedent, f"{use.path}.against")])
    return Row(cells=((measure,), (case,), (said,)), refs=Refs(precedents=(use.precedent,)))
