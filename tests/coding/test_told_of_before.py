"""What a sentence takes from the ones before: truces behind pronouns, claims rejected, deciders, days, districts."""

from __future__ import annotations

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.coding.dates import time_expressions
from lagebild.model import Document, Mention

PUBLISHED = dt.date(2024, 5, 16)


def coded(lang: str, text: str) -> list[Mention]:
    return list(code(Document(id="x", text=text, lang=lang, published=PUBLISHED)).events)


def acts(lang: str, text: str) -> set[tuple[str, str, str]]:
    return {
        (m.type, " ".join(a.code for a in m.actor), " ".join(r.code for r in m.recipient)) for m in coded(lang, text)
    }


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "India and Pakistan agreed on a truce. Delhi said Pakistan had violated it within hours."),
        ("de", "Indien und Pakistan vereinbarten einen Waffenstillstand. Delhi erklärte, Pakistan habe ihn gebrochen."),
        ("ru", "Индия и Пакистан договорились о перемирии. Дели заявил, что Пакистан его нарушил."),
    ],
)
def test_a_truce_is_broken_behind_a_pronoun(lang: str, text: str) -> None:
    assert ("ASSAULT", "PAK", "IND") in acts(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Die Afrikanische Union tagte am Montag. Es wurde beschlossen, Beobachter in den Sudan zu entsenden."),
        ("ru", "Африканский союз провёл заседание. Принято решение направить в Судан наблюдателей."),
    ],
)
def test_those_who_met_decided(lang: str, text: str) -> None:
    assert ("AID", "IGO:AU", "SDN") in acts(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Ethiopia watches Sudan. The Sudanese cabinet held a session on Monday."),
        ("ru", "Россия и Украина. Премьер Армении сообщил в пятницу на заседании правительства о планах."),
    ],
)
def test_a_cabinet_confers_with_nobody(lang: str, text: str) -> None:
    assert not {kind for kind, _, _ in acts(lang, text)} & {"CONSULT"}


@pytest.mark.parametrize("subject", ["Fighting erupted", "Clashes broke out"])
def test_fighting_at_a_border_is_of_both_sides(subject: str) -> None:
    found = coded("en", f"{subject} overnight at the border between India and Pakistan.")
    assert [(m.type, {a.code for a in m.actor}) for m in found] == [("ASSAULT", {"IND", "PAK"})]


@pytest.mark.parametrize(
    ("lang", "text", "attack"),
    [
        (
            "de",
            "Russland droht der Ukraine. Die Ukraine sprach von einem Angriff auf ihr Territorium.",
            ("ASSAULT", "RUS", "UKR"),
        ),
        (
            "ru",
            "Индия и Пакистан. Посол Пакистана говорил о нападении на территорию своей страны.",
            ("ASSAULT", "IND", "PAK"),
        ),
    ],
)
def test_who_speaks_of_an_attack_on_itself_blames_the_other(lang: str, text: str, attack: tuple[str, str, str]) -> None:
    assert attack in acts(lang, text)


def test_a_claim_with_which_the_sentence_begins_is_rejected_by_its_last_verb() -> None:
    found = coded(
        "ru",
        "Минобороны Индии заявило об обстреле. Утверждения Пакистана о том, что Индия обстреляла Лахор, там отвергли.",
    )
    told = {(m.status, m.claim.by[0].code if m.claim else None) for m in found if m.actor[0].code == "IND"}
    assert told == {("negated", "IND"), ("actual", "PAK")}


def test_a_loose_noun_is_the_object() -> None:
    text = "Индийская армия обстреляла из артиллерии и беспилотников лагерь пограничников Пакистана, утверждает министерство."
    assert ("ASSAULT", "IND", "PAK") in acts("ru", text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Таджикские военные обстреляли сёла Баткенского района Киргизии.", "Batken"),
        ("Кыргызские военные нанесли удар по сёлам Исфаринского района Таджикистана.", "Isfara"),
        ("Россия обстреляла Сумскую область Украины.", "Sumy"),
    ],
)
def test_adjectives_of_districts_are_places(text: str, place: str) -> None:
    assert [m.place.name for m in coded("ru", text) if m.place] == [place]


def test_a_clause_with_when_has_the_day_that_it_explains() -> None:
    found = coded(
        "en",
        "The valley was last the scene of an incident on 3 March, when an Indian soldier was killed by Pakistani troops.",
    )
    assert [m.date.start for m in found if m.type == "ASSAULT" and m.date] == [dt.date(2024, 3, 3)]


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        (
            "de",
            "Kämpfe am Mittwoch. Delhi hatte am Vorabend Tote gemeldet. Am Morgen schoss die Armee.",
            ["15", "14", "15"],
        ),
        (
            "ru",
            "Об этом он сказал в четверг. Во вторник агентство сообщало о погибших. Накануне выступил посол.",
            ["16", "14", "15"],
        ),
    ],
)
def test_a_look_back_leaves_the_day_of_the_story(lang: str, text: str, days: list[str]) -> None:
    assert [e.value[8:10] for e in time_expressions(text, lang, PUBLISHED)] == days
