"""What is expected not to happen, what is spoken of, and what stands in brackets is not told as taking place there."""

from __future__ import annotations

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document


def events(text: str, lang: str):
    return code(Document(id="t", text=text, lang=lang, published=dt.date(2022, 9, 13))).events


@pytest.mark.parametrize(
    ("lang", "text", "status"),
    [
        ("de", "Man geht davon aus, dass Aserbaidschan keine Invasion in Armenien starten wird.", "hypothetical"),
        ("en", "Analysts expect that Azerbaijan will not attack Armenia.", "hypothetical"),
        ("ru", "Аналитики считают, что Азербайджан не будет атаковать Армению.", "hypothetical"),
        ("en", "Azerbaijan said it will not attack Armenia.", "negated"),
    ],
)
def test_a_forecast_that_something_will_not_happen_is_no_denial(lang: str, text: str, status: str) -> None:
    assert [event.status for event in events(text, lang)] == [status]


def test_a_neighbouring_country_is_a_state() -> None:
    text = "Die OVKS tagte am Montag. Armenien bat die OVKS um Hilfe. Aserbaidschan griff das Nachbarland an."
    (attack,) = (event for event in events(text, "de") if event.type == "ASSAULT")
    assert [party.code for party in attack.recipient] == ["ARM"]


def test_a_report_on_a_region_and_a_later_session_are_not_where_something_was_agreed() -> None:
    text = (
        "In Bergkarabach wird gekämpft. Die OVKS vereinbarte, einen Bericht über die Lage in der Region zu verfassen "
        "(die nächste Sitzung soll in Eriwan stattfinden)."
    )
    assert [event.place for event in events(text, "de") if event.type == "AGREE"] == [None]
