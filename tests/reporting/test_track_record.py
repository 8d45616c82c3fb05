"""The outlook tells how good earlier forecasts were, beside the simplest method."""

from __future__ import annotations

import datetime as dt

import pytest

from lagebild.assessment.outlook import FORCE_MEASURE, Forecast, Resolved, resolve
from lagebild.model import Language
from lagebild.reporting.formats import write
from lagebild.reporting.making import report
from lagebild.reporting.verifying import verify
from tests.reporting.reports import clash, data

DAY = dt.date(2022, 8, 1)


def resolved(chance: float, floor: float | None, outcome: float) -> Resolved:
    forecast = Forecast(
        id=f"f{chance}", about="ARM / AZE", measure=FORCE_MEASURE, start=DAY, end=DAY, cutoff=DAY, method="counts",
        version="1", resolution="", probability=chance, floor=floor, word="likely", confidence="low", because="",
    )  # fmt: skip
    return resolve(forecast, outcome)


def record(lang: Language, *found: Resolved) -> list[str]:
    basis = clash().model_copy(update={"resolved": found, "foretold": 9})
    written = verify(write(report(basis, lang), data(basis, lang), "md"))
    outlook = next(section for section in written.sections if section.key == "outlook")
    return [one.text for one in outlook.statements if one.key.startswith("record")]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "came in 1 of 2; mean Brier score 0.02 (0 is perfect), better than the share of past weeks with force, which has 0.25."),
        ("de", "mittlerer Brier-Wert 0,02 (0 ist vollkommen), besser als der Anteil früherer Wochen mit Gewalt, der auf 0,25 kommt."),
        ("ru", "средняя оценка Брайера 0,02 (0: идеально), лучше, чем доля прежних недель с применением силы (0,25)."),
    ],
)  # fmt: skip
def test_the_scores_stand_beside_those_of_the_floor(lang: Language, told: str) -> None:
    first, second = record(lang, resolved(0.9, 0.5, 1.0), resolved(0.2, 0.5, 0.0))
    assert "9" in first
    assert told in second


def test_without_a_floor_even_chances_stand_beside_it() -> None:
    assert "0.25 that of even chances" in record("en", resolved(0.6, None, 1.0))[1]


def test_nothing_is_told_before_a_forecast_has_come_due() -> None:
    assert record("en") == []
