"""Who acts on whom in Russian news sentences whose parties stand outside the verb's own slots."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document, Mention

Triple = tuple[str, str, str]


def _events(text: str) -> tuple[Mention, ...]:
    return code(Document(id="t", text=text, lang="ru", published=date(2024, 5, 14))).events


def _triples(text: str) -> set[Triple]:
    return {
        (e.type, "+".join(sorted(a.code for a in e.actor)), "+".join(sorted(a.code for a in e.recipient)))
        for e in _events(text)
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # content, condition and demand name whom an answer or threat concerns
        ("Вильнюс согласился вернуть Польше три станции.", ("CONCEDE", "LTU", "POL")),
        ("Рига пригрозила закрыть порт, если Минск не освободит рыбаков.", ("THREATEN", "LVA", "BLR")),
        ("Латвия потребовала от Эстонии вернуть катера. Таллин отказался выдать суда.", ("REJECT", "EST", "LVA")),
        ("Оппозиция в Боливии пригрозила правительству всеобщей забастовкой.", ("THREATEN", "BOL", "BOL")),
        ("Рига делиться с Литвой танками не пожелала.", ("REJECT", "LVA", "LTU")),
        ("Минск отозвал для консультаций послов из Риги, Таллина и Вильнюса.", ("SANCTION", "BLR", "EST+LTU+LVA")),
        ("Премьер Норвегии: Литва и Латвия договорились о перемирии.", ("AGREE", "LTU+LVA", "")),
        ("Литва поддержала Евросоюз. Полиция в Минске применила против протестующих водометы.", ("ASSAULT", "BLR", "BLR")),
        # the neighbour is not the one who speaks or acts
        ("Литва и Польша спорят о реке. Варшава возложила на соседей вину за обстрел парома.", ("ACCUSE", "POL", "LTU")),
        ("Литва обвинила Польшу в обстреле парома. В Варшаве заявили, что соседи сами открыли огонь по катеру.", ("ASSAULT", "LTU", "POL")),
        ("Литва стянула к границе с Латвией войска, опасаясь, что соседняя страна нападет на порт.", ("ASSAULT", "LVA", "LTU")),
        # the subject of the main clause goes on in a relative clause
        ("Литва закрыла консульство Беларуси, которую винит в обстреле парома.", ("ACCUSE", "LTU", "BLR")),
        # parties of a meeting in the genitive of its noun, parties that somebody mediates
        ("Консультации Минска с МАГАТЭ состоялись в понедельник.", ("CONSULT", "BLR+IGO:IAEA", "")),
        ("Литва и Латвия при посредничестве Норвегии обменялись пленными.", ("CONSULT", "NOR", "LTU+LVA")),
    ],
)  # fmt: skip
def test_parties(text: str, event: Triple) -> None:
    assert event in _triples(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Латвия, в мае 2023 года отказавшаяся выдать Литве катера, обстреляет порт.", "historical"),
    ],
)
def test_participles_and_gerunds_have_their_own_time(text: str, status: str) -> None:
    assert [e.status for e in _events(text) if e.type == "REJECT"] == [status]


def test_mutual_accusations_are_mirrored() -> None:
    claims = {
        (e.actor[0].code, e.claim.by[0].code)
        for e in _events("Литва и Беларусь обвинили друг друга в обстреле границы.")
        if e.type == "ASSAULT" and e.claim is not None
    }
    assert claims == {("LTU", "BLR"), ("BLR", "LTU")}


def test_plural_without_subject_means_those_who_speak() -> None:
    events = _events("Латвия обвинила Литву в обстреле катера; в Вильнюсе заверили, что по катеру не стреляли.")
    denied = [e for e in events if e.status == "negated"]
    assert [(e.actor[0].code, e.claim.by[0].code if e.claim else "") for e in denied] == [("LTU", "LTU")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Литва выпустила по Латвии не менее ста ракет.", "actual"),
        ("В Риге не исключают, что Литва нападет на Латвию.", "hypothetical"),
    ],
)
def test_words_of_negation_that_negate_nothing(text: str, status: str) -> None:
    assert {e.status for e in _events(text) if e.type == "ASSAULT"} == {status}


def test_a_report_called_a_lie_is_denied_by_those_there() -> None:
    text = (
        "Греция нарушила перемирие, заявило Министерство обороны Турции. "
        "Утверждения Афин о том, что перемирие сорвали турецкие подразделения, там назвали ложью."
    )
    found = code(Document(id="x", text=text, published=date(2024, 3, 12)), lang="ru").events
    assert [[a.code for a in m.claim.by] for m in found if m.claim and m.status == "negated"] == [["TUR"]]


def test_what_a_government_asks_of_its_citizens_is_no_event() -> None:
    assert not _events("Министерство обороны Армении просит граждан и редакции пользоваться только официальными источниками.")
    assert _triples("Оппозиция Армении требует от правительства отставки.") == {("REQUEST", "ARM", "ARM")}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Вооружённые люди в воскресенье напали на деревню на востоке Конго.", ("ASSAULT", "UNK", "COD")),
        ("Испания признала Палестину, в ответ Израиль отозвал посла из Мадрида.", ("SANCTION", "ISR", "ESP")),
        ("Казахстан приостановил участие в ОДКБ.", ("SANCTION", "KAZ", "IGO:CSTO")),
        ("Сеул осудил запуск. КНДР запустила ракету. Токио осудил запуск.", ("ACCUSE", "JPN", "PRK")),
    ],
)
def test_armed_men_recognition_and_membership(text: str, event: Triple) -> None:
    assert event in _triples(text)
