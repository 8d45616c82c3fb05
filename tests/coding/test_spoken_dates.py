"""When a threat or demand is made, which is not when it runs out."""

from datetime import date

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "Peru on Sunday gave Chile's rulers a week to reinstate the president.", date(2023, 7, 30)),
        ("de", "Peru stellte Chile ein Ultimatum bis Freitag.", None),
        ("ru", "Москва потребовала от Варшавы до пятницы вывести войска.", None),
        ("ru", "Ереван обратился к Москве с просьбой о помощи на основании договора 1997 года.", None),
    ],
)
def test_the_day_of_speaking_is_no_deadline_span_or_year_of_a_treaty(lang: str, text: str, day: date | None) -> None:
    event = code(Document(id="a", text=text, lang=lang, published=date(2023, 7, 31))).events[0]
    assert (event.date.start if event.date else None) == day
