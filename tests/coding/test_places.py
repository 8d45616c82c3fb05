"""Where an act took place: the place of its clause, of the sentence, of the text."""

from __future__ import annotations

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

CASES = [
    ("en", "Russian missiles struck the northern province of Sumy on Monday.", "ASSAULT", "UKR"),
    ("en", "Gunmen attacked a hotel in the Somali capital on Monday.", "ASSAULT", "SOM"),
    ("de", "Nach Angaben der Polizei in Ankara haben Kurden am Montag in Diyarbakir türkische Soldaten angegriffen.", "ASSAULT", "TUR"),
    ("de", "Ungarn hat die Grenze zu Serbien geschlossen.", "COERCE", "HUN-SRB"),
    ("de", "Die Regierungen in Rom und Tunis haben in Kairo ein Abkommen unterzeichnet.", "AGREE", "EGY"),
    ("de", "Israelische Jets haben Ziele auf syrischem Boden bombardiert.", "ASSAULT", "SYR"),
    ("ru", "Израильская армия начала штурм Рафаха.", "ASSAULT", "PSE"),
    ("ru", "Президенты Албании и Косово подписали в Тиране соглашение.", "AGREE", "ALB"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kind", "country"), CASES)
def test_the_act_is_placed(lang: str, text: str, kind: str, country: str) -> None:
    events = code(Document(id="t", text=text, lang=lang, published=dt.date(2024, 5, 14))).events
    assert [m.place.country if m.place else None for m in events if m.type == kind] == [country]


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("de", "Polen hat drei Diplomaten aus Moskau ausgewiesen.", "COERCE"),
        ("en", "Denmark handed four jets over to Ukraine, a spokesman in Kyiv said.", "AID"),
        ("en", "Russia shelled Ukrainian positions, the ministry in Kyiv said.", "ASSAULT"),
    ],
)
def test_seats_of_speakers_and_parties_are_no_scene(lang: str, text: str, kind: str) -> None:
    events = code(Document(id="t", text=text, lang=lang, published=dt.date(2024, 5, 14))).events
    assert [m.place for m in events if m.type == kind] == [None]


def test_a_denied_act_stands_where_it_was_said_to_happen() -> None:
    text = "A Chinese ship rammed a Philippine boat off the island of Palawan, officials in Manila said. Beijing denied this."
    events = code(Document(id="t", text=text, lang="en", published=dt.date(2024, 5, 14))).events
    assert {m.place.country for m in events if m.place and m.type == "ASSAULT"} == {"PHL"}
    assert all(m.place for m in events if m.type == "ASSAULT")


def test_a_denied_act_has_the_day_of_the_act_that_was_claimed() -> None:
    text = "Georgia accused Russia of shelling the town of Gori on Monday. Moscow denied this."
    events = code(Document(id="t", text=text, lang="en", published=dt.date(2024, 5, 15))).events
    denied = [m for m in events if m.type == "ASSAULT" and m.status == "negated"]
    assert [m.date.start for m in denied if m.date] == [dt.date(2024, 5, 13)]


def test_a_date_belongs_to_the_act_nearest_to_it() -> None:
    text = "Ukrainian villagers were gunned down by Russian soldiers who had lain in wait for them before sunrise on Sunday."
    events = code(Document(id="t", text=text, lang="en", published=dt.date(2024, 5, 15))).events
    assert [m.date.start for m in events if m.date] == [dt.date(2024, 5, 12)]
