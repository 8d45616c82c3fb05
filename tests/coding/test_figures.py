"""Killed and wounded: which number a word of loss has, and which act a figure belongs to."""

from __future__ import annotations

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.coding.figures import figures
from lagebild.model import Document, Mention
from lagebild.text import read

CASES = [
    ("de", "Bei dem Beschuss kamen zwischen zwölf und 15 Menschen ums Leben, 30 wurden verletzt.", 12, 30),
    ("de", "Mindestens zehn Soldaten wurden getötet und 25 verwundet, darunter drei Offiziere.", 10, 25),
    ("de", "Die Zahl der Toten stieg von 49 auf 105.", 105, None),
    ("de", "Die Truppen haben 30 Panzer zerstört und drei Zivilisten getötet.", 3, None),
    ("en", "Forty-one recruits, six of them officers, were killed and a dozen hurt.", 41, 12),
    ("en", "Sixty sailors - 50 of the fleet and ten of the coast guard - were killed.", 60, None),
    ("en", "The attack left at least nine people dead and ten injured.", 9, 10),
    ("en", "Two soldiers and three civilians died.", 5, None),
    ("ru", "Погибли от 15 до 20 мирных жителей, еще двадцать пять ранены.", 15, 25),
    ("ru", "Число погибших выросло с 12 до 31.", 31, None),
    ("ru", "Бригада потеряла за сутки более ста солдат.", 100, None),
]


@pytest.mark.parametrize(("lang", "text", "killed", "wounded"), CASES)
def test_numbers_belong_to_the_nearest_word_of_loss(
    lang: str, text: str, killed: int | None, wounded: int | None
) -> None:
    found = [f for sentence in read(text, lang).sentences for _, f in figures(sentence.doc, lang)]
    killed_found = [f.killed for f in found if f.killed is not None]
    wounded_found = [f.wounded for f in found if f.wounded is not None]
    assert (sum(killed_found) or None, sum(wounded_found) or None) == (killed, wounded)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The town lost 40 houses and 12 cows in 2014."),
        ("de", "Am 14. März starb der Dichter im Alter von 80 Jahren."),
        ("ru", "Им 40 лет, и никто не погиб."),
    ],
)
def test_numbers_of_other_things_are_no_figures(lang: str, text: str) -> None:
    assert not [f for s in read(text, lang).sentences for _, f in figures(s.doc, lang) if (f.killed or 0) > 1]


def _events(lang: str, text: str) -> list[Mention]:
    return list(code(Document(id="t", text=text, lang=lang, published=dt.date(2022, 9, 14))).events)


def test_a_figure_without_an_act_belongs_to_the_act_before() -> None:
    found = _events(
        "de", "Russische Truppen haben am Dienstag die Stadt Charkiw beschossen. Vier Menschen kamen ums Leben."
    )
    assert [(m.type, m.killed) for m in found] == [("ASSAULT", 4)]


def test_a_killing_is_the_outcome_of_the_attack_in_whose_course_it_happened() -> None:
    found = _events("de", "Bei einem russischen Angriff auf Charkiw sind am Dienstag sieben Menschen getötet worden.")
    assert [([a.code for a in m.actor], m.killed) for m in found if m.type == "ASSAULT"] == [(["RUS"], 7)]


def test_a_toll_tells_of_a_fight_and_of_its_side() -> None:
    text = (
        "Azerbaijan attacked Armenia on Tuesday. The council met in the evening. The room was full. "
        "Sixty Armenian soldiers have died, the prime minister of Armenia said."
    )
    tolls = [m for m in _events("en", text) if m.killed == 60]
    assert [([a.code for a in m.actor], [a.code for a in m.recipient]) for m in tolls] == [(["AZE"], ["ARM"])]


def test_own_dead_are_not_those_of_the_one_attacked() -> None:
    text = "Azerbaijan attacked Armenia on Tuesday, and two Azerbaijani soldiers were killed."
    assert not [m for m in _events("en", text) if m.killed and [a.code for a in m.recipient] == ["ARM"]]
