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
