"""Who is a party to an act, and who is only near it."""

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document


def events(text: str, lang: str) -> list[tuple[str, set[str], set[str], str]]:
    found = code(Document(id="x", text=text, published=dt.date(2024, 3, 12)), lang=lang).events
    return [(e.type, {a.code for a in e.actor}, {a.code for a in e.recipient}, e.status) for e in found]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Greece and Turkey signed an agreement on disaster relief in Havana.", "en"),
        ("Griechenland und die Türkei unterzeichneten ein Abkommen in Havanna.", "de"),
        ("Греция и Турция подписали соглашение в Гаване.", "ru"),
    ],
)
def test_where_a_treaty_is_signed_is_no_party_to_it(text: str, lang: str) -> None:
    assert events(text, lang) == [("AGREE", {"GRC", "TUR"}, set(), "actual")]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Kongo beschuldigt Ruanda, die Miliz M23 mit Waffen zu beliefern. Ruanda wies die Vorwürfe zurück.", "de"),
        ("ДР Конго обвиняет Руанду в поставках оружия группировке М23. Руанда отвергла обвинения.", "ru"),
    ],
)
def test_who_rejects_an_accusation_made_none(text: str, lang: str) -> None:
    found = events(text, lang)
    assert ("AID", {"RWA"}, {"NSA:M23"}, "negated") in found
    assert not any(kind == "ACCUSE" and "RWA" in actor for kind, actor, *_ in found)


def test_a_protest_that_is_lodged_is_one_act() -> None:
    found = events("Japan lodged a protest with the North Korean embassy in Beijing.", "en")
    assert found == [("ACCUSE", {"JPN"}, {"PRK"}, "actual")]


def test_a_group_of_a_named_state_is_not_of_the_place_where_it_acts() -> None:
    found = events("Greece said Turkish sabotage groups had mined roads in the Xanthi district.", "en")
    assert found == [("ASSAULT", {"TUR"}, {"GRC"}, "actual")]


def test_a_noun_hung_on_a_preposition_is_what_it_governs() -> None:
    text = (
        "French President Emmanuel Macron has spoken by telephone with Armenian Prime Minister Nikol Pashinyan after the "
        "flare-up on the border with Azerbaijan and will bring the matter before the UN Security Council."
    )
    assert "ARM" in next(actors for kind, actors, _, _ in events(text, "en") if kind == "CONSULT")
