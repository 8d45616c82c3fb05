"""A capital that stands for the organisation which has its seat there."""

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document


def _first(text: str, lang: str) -> tuple[str, list[str], list[str]]:
    event = code(Document(id="a", text=text, lang=lang)).events[0]
    return event.type, [party.code for party in event.actor], [party.code for party in event.recipient]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Brussels accused China of dumping."),
        ("de", "Brüssel wirft China Dumping vor."),
        ("ru", "Брюссель обвинил Китай в демпинге."),
    ],
)
def test_brussels_is_the_union(lang: str, text: str) -> None:
    assert _first(text, lang) == ("ACCUSE", ["IGO:EU"], ["CHN"])


def test_brussels_is_the_state_where_the_text_speaks_of_it() -> None:
    text = "The Belgian king went on a journey. Brussels accused China of dumping."
    assert _first(text, "en") == ("ACCUSE", ["BEL"], ["CHN"])


def test_police_and_crowds_in_brussels_are_the_states() -> None:
    assert _first("Police in Brussels arrested three Russians.", "en") == ("COERCE", ["BEL"], ["RUS"])
    assert _first("Thousands protested in Brussels on Monday.", "en")[:2] == ("PROTEST", ["BEL"])


def test_an_event_in_brussels_is_in_the_state() -> None:
    (event,) = code(Document(id="a", text="A bomb killed three people in Brussels.", lang="en")).events
    assert event.place is not None
    assert (event.place.name, event.place.country, event.recipient[0].code) == ("Brussels", "BEL", "BEL")
