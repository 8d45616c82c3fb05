"""People who live in another country than the one whose name they bear."""

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

CASES = [
    ("en", "Ethnic Hungarians in Slovakia condemned Poland.", "SVK"),
    ("en", "The Hungarians of Slovakia condemned Poland.", "SVK"),
    ("en", "The Hungarians in Slovakia condemned Poland.", "HUN"),
    ("en", "Ethnic Hungarian politicians in Slovakia condemned Poland.", "SVK"),
    ("de", "Ethnische Albaner in Serbien haben Kroatien kritisiert.", "SRB"),
    ("ru", "Этнические венгры в Словакии осудили Польшу.", "SVK"),
]


@pytest.mark.parametrize(("lang", "text", "country"), CASES)
def test_a_minority_is_at_home_where_it_lives(lang: str, text: str, country: str) -> None:
    (event,) = code(Document(id="t", text=text, lang=lang)).events
    assert [party.code for party in event.actor] == [country]


def test_a_hunger_strike_is_no_air_strike() -> None:
    events = code(Document(id="t", text="Polish prisoners began a hunger strike against Hungary.", lang="en")).events
    assert [event.type for event in events] == ["PROTEST"]


@pytest.mark.parametrize(
    ("lang", "text", "code_"),
    [
        ("de", "Serben im Norden des Kosovo griffen Polizisten an.", "NSA:KOSOVOSERBS"),
        ("de", "Serbische Demonstranten griffen in Zvecan im Kosovo Polizisten an.", "NSA:KOSOVOSERBS"),
        ("en", "Serbs in Kosovo attacked police.", "NSA:KOSOVOSERBS"),
        ("ru", "Армяне Карабаха попросили Россию о помощи.", "NSA:ARTSAKH"),
        ("de", "Serbische Soldaten griffen im Kosovo Polizisten an.", "SRB"),
        ("en", "Serbs in Belgrade attacked police.", "SRB"),
    ],
)
def test_members_of_a_nation_act_as_the_region_they_live_in(lang: str, text: str, code_: str) -> None:
    event = code(Document(id="a", text=text, lang=lang)).events[0]
    assert [party.code for party in event.actor] == [code_]
