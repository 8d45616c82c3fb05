"""How forecasts read on the terminal."""

import datetime as dt

import pytest

from lagebild.assessment.outlook import Forecast
from lagebild.reporting.assessment_overview import _forecast

DAY = dt.date(2022, 10, 1)


def forecast(**fields: object) -> Forecast:
    given = {
        "id": "x", "about": "ARM", "measure": "deaths", "start": DAY, "end": DAY, "cutoff": DAY, "method": "", "version": "1",
        "resolution": "", "confidence": "low", "because": "it rests on little",
    }  # fmt: skip
    return Forecast.model_validate(given | fields)


@pytest.mark.parametrize(
    ("interval", "middle", "said"),
    [
        ((0, 0), 0, "no deaths in nine of ten cases; any death: almost no chance (2%)."),
        ((0, 9), 0, "0 to 9 deaths in nine of ten cases, in half of all none; any death: almost no chance (2%)."),
        ((2, 9), 4, "2 to 9 deaths in nine of ten cases, in half of all up to 4; any death: almost no chance (2%)."),
    ],
)
def test_a_number_is_told_by_its_range_and_any_of_it_by_a_word(interval, middle, said):
    quantiles = ((0.05, 0), (0.5, middle), (0.95, 80))
    one = forecast(quantiles=quantiles, interval=interval, probability=0.02, word="almost no chance")
    assert list(_forecast(one)) == [f"Armenia, 1 October 2022: {said}", "    Confidence is low: it rests on little."]


def test_every_word_of_likelihood_fits_the_line():
    one = forecast(measure="further fighting", probability=0.5, range=(0.4, 0.6), word="roughly even chance")
    assert next(_forecast(one)) == (
        "Further fighting, 1 October 2022: roughly even chance (50%, methods from 40% to 60%)."
    )
