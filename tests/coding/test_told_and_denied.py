"""Reports that are called untrue, sources without a name, and what members of an organisation decide."""

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document, Mention

UNTRUE = {
    "not true": ("en", "Claims by Rwanda that Congolese troops shelled the town are untrue, Congo's government said.", "COD", "RWA"),
    "reports of a noun": ("en", "Reports from Kabul about the shelling of a village in Afghanistan are not true, Pakistan's army said.", "PAK", "AFG"),
    "whereby": ("de", "Berichte aus Kabul, wonach pakistanische Jets ein Dorf in Afghanistan bombardiert hätten, seien falsch, teilte die Armee in Islamabad mit.", "PAK", "AFG"),
    "do not correspond": ("ru", "Сообщения Кабула о том, что пакистанские самолеты бомбили деревню в Афганистане, не соответствуют действительности, заявили в армии Пакистана.", "PAK", "AFG"),
}  # fmt: skip


def _found(lang: str, text: str) -> tuple[Mention, ...]:
    return code(Document(id="t", text=text, lang=lang, published=dt.date(2025, 7, 17))).events


def _by(mention: Mention) -> list[str]:
    return [party.code for party in mention.claim.by] if mention.claim else []


@pytest.mark.parametrize(("lang", "text", "denier", "accuser"), UNTRUE.values(), ids=UNTRUE.keys())
def test_who_calls_a_report_untrue_denies_what_it_tells(lang: str, text: str, denier: str, accuser: str) -> None:
    told = {(m.status, *_by(m)) for m in _found(lang, text) if m.type == "ASSAULT"}
    assert told == {("negated", denier), ("actual", accuser)}


def test_what_is_denied_in_a_place() -> None:
    text = "По данным тайской армии, камбоджийские военные выпустили ракеты по деревне в Таиланде. В Пномпене это отрицают."
    assert [(m.status, _by(m)) for m in _found("ru", text)] == [("actual", ["THA"]), ("negated", ["KHM"])]


MEETINGS = {
    "de": "Die Nato schickt Beobachter nach Georgien. Das beschlossen die Staats- und Regierungschefs der Mitgliedsländer am Dienstag in einer Sondersitzung, wie ein Diplomat der Zeitung sagte.",
    "en": "Nato will send observers to Georgia. The leaders of its member states took the decision at an emergency summit on Monday, a diplomat who attended told the newspaper.",
}


@pytest.mark.parametrize(("lang", "text"), MEETINGS.items(), ids=MEETINGS.keys())
def test_members_decide_for_their_organisation_and_an_unnamed_diplomat_is_nobody(lang: str, text: str) -> None:
    told = {m.type: ([party.code for party in m.actor], _by(m)) for m in _found(lang, text)}
    assert told["CONSULT"] == (["IGO:NATO"], ["UNK"])
    assert told["AID"] == (["IGO:NATO"], ["UNK"] if lang == "de" else [])


def test_ministers_of_an_organisation_named_before() -> None:
    text = "Министры иностранных дел стран Ассоциации государств Юго-Восточной Азии провели во вторник специальное заседание под председательством Малайзии."
    assert [[party.code for party in m.actor] for m in _found("ru", text)] == [["IGO:ASEAN"]]


CONFIRMED = {
    "de": "Thailand hat am Freitag 18 kambodschanische Soldaten freigelassen. Kambodschas Verteidigungsministerium bestätigte die Rückkehr der Männer.",
    "en": "Thailand released 18 Cambodian soldiers on Friday. Cambodia's defence ministry confirmed their return.",
    "ru": "Таиланд освободил 18 камбоджийских солдат. В Пномпене это подтвердили.",
}


@pytest.mark.parametrize(("lang", "text"), CONFIRMED.items(), ids=CONFIRMED.keys())
def test_who_confirms_what_was_told_says_it_too(lang: str, text: str) -> None:
    assert [_by(m) for m in _found(lang, text) if m.type == "RETREAT"] == [[], ["KHM"]]


def test_what_is_not_confirmed_is_nobodys_word() -> None:
    text = "Thailand released 18 Cambodian soldiers on Friday. Cambodia's defence ministry did not confirm this."
    assert [_by(m) for m in _found("en", text) if m.type == "RETREAT"] == [[]]


def test_what_a_partner_of_a_talk_said_in_it_tells_of_the_talk() -> None:
    text = "Foreign minister Penny Wong of Australia telephoned the leaders of Armenia and Azerbaijan, her office said. Aliyev told the Australian minister that Armenia had provoked the escalation, the Azerbaijani presidency said."
    assert [_by(m) for m in _found("en", text) if m.type == "CONSULT"] == [["AUS"], ["AZE"]]


COUNCIL = {
    "de": "Pakistans Botschafter sagte vor dem UN-Sicherheitsrat, Indien habe den Angriff seit Wochen vorbereitet.",
    "en": "Pakistan's ambassador told the UN Security Council on Thursday that India had prepared its attack for weeks.",
    "ru": "Представитель Пакистана заявил на заседании Совета Безопасности ООН, что Индия готовила нападение несколько недель.",
}


@pytest.mark.parametrize(("lang", "text"), COUNCIL.items(), ids=COUNCIL.keys())
def test_blame_before_a_council_is_an_accusation(lang: str, text: str) -> None:
    (blame,) = (m for m in _found(lang, text) if m.type == "ACCUSE")
    assert ([p.code for p in blame.actor], [p.code for p in blame.recipient]) == (["PAK"], ["IND"])


def test_a_truce_is_observed_by_the_speaker_and_the_other_side() -> None:
    text = "The ceasefire with Thailand is being observed along the whole line, the Ministry of National Defence in Phnom Penh said."
    assert [{p.code for p in m.actor} for m in _found("en", text)] == [{"THA", "KHM"}]


def test_a_pronoun_may_be_the_truce_that_holds() -> None:
    text = "Thailand und Kambodscha haben sich auf eine Waffenruhe geeinigt. Sie gilt seit Mitternacht, wie der malaysische Ministerpräsident mitteilte."
    assert [(m.type, _by(m)) for m in _found("de", text)] == [("AGREE", []), ("RETREAT", ["MYS"])]


APART = {
    "de": "Der Vorfall hat nichts mit den Gefechten zwischen Thailand und Kambodscha zu tun.",
    "en": "The incident has nothing to do with the fighting between Thailand and Cambodia further east.",
    "ru": "Инцидент не связан с боями между Таиландом и Камбоджей.",
}


@pytest.mark.parametrize(("lang", "text"), APART.items(), ids=APART.keys())
def test_what_is_named_to_keep_it_apart_is_no_event(lang: str, text: str) -> None:
    assert not _found(lang, text)
