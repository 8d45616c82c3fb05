"""Persons whose name is also a place's, an everyday word or somebody else's family name."""

from __future__ import annotations

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

CASES = [
    ("en", "President Bush threatened Iran with war. Bush also threatened Syria.", 2007, [("USA", "IRN"), ("USA", "SYR")]),
    ("en", "President Juan Rivera condemned Chile.", 2007, []),
    ("en", "Colombia closed its border. President Juan Rivera condemned Chile.", 2007, [("COL", "CHL")]),
    ("en", "Saudi Arabia condemned President Salman Okoye of Kenya.", 2020, [("SAU", "KEN")]),
    ("en", "A bush fire in Iran threatened Syria.", 2007, []),
    ("de", "Präsident Bush hat dem Iran mit Krieg gedroht.", 2007, [("USA", "IRN")]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "year", "pairs"), CASES)
def test_the_person_acts_for_the_right_state(lang: str, text: str, year: int, pairs: list[tuple[str, str]]) -> None:
    events = code(Document(id="t", text=text, lang=lang, published=dt.date(year, 5, 14))).events
    found = [(m.actor[0].code, m.recipient[0].code) for m in events if m.type in {"THREATEN", "ACCUSE"} and m.recipient]
    assert found == pairs
