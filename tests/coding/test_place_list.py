"""The places of a document: which of the places of a name, and what is no place."""

import pytest

from lagebild.engine.parts import inspect_part
from lagebild.model import Document

CASES = {
    "state after a comma": ("A fire broke out in Paris, Texas, on Monday.", "Paris", (33.7, -95.6)),
    "abbreviated state": ("A fire broke out in Athens, Ohio. The mayor of Athens came.", "Athens", (39.3, -82.1)),
    "county of the text": ("Police in Rapides Parish searched a house in Alexandria.", "Alexandria", (31.3, -92.4)),
    "largest": ("A fire broke out in Paris on Monday.", "Paris", (48.9, 2.3)),
    "state of the US": ("Voters in Ohio and Kansas elected a governor.", "Ohio", (40.2, -82.7)),
}  # fmt: skip


def found(text: str, lang: str = "en") -> list[dict[str, object]]:
    """Places of a text."""
    rows: list[dict[str, object]] = inspect_part(Document(id="t", text=text), "places", lang)["places"]
    return rows


@pytest.mark.parametrize(("text", "name", "point"), CASES.values(), ids=CASES.keys())
def test_which_place(text: str, name: str, point: tuple[float, float]) -> None:
    rows = [row for row in found(text) if row["text"] == name]
    assert len(rows) == text.count(name)
    for row in rows:
        assert (row["lat"], row["lon"]) == pytest.approx(point, abs=0.8)


def test_persons_months_and_peoples_are_no_places() -> None:
    text = "David Clark met Russian officials in Oslo in March. Clark said the Germans had left."
    assert [row["text"] for row in found(text)] == ["Oslo"]


def test_a_state_is_a_country() -> None:
    assert [(row["text"], row["country"], row["kind"]) for row in found("Troops of Peru left Chile.")] == [
        ("Peru", "PER", "country"), ("Chile", "CHL", "country"),
    ]  # fmt: skip
