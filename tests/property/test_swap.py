"""Neutrality: two states' names exchanged in a text, the events come out exchanged and nothing else changes."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.swap import difference, exchange, outcome, safe_pair, swapped
from lagebild.coding.coder import code
from lagebild.model import Document

#: Names that stay as they are in every place of the templates.
STATES = {
    "de": {
        "RUS": "Russland",
        "POL": "Polen",
        "ARM": "Armenien",
        "AZE": "Aserbaidschan",
        "SRB": "Serbien",
        "KEN": "Kenia",
    },
    "en": {"RUS": "Russia", "POL": "Poland", "ARM": "Armenia", "AZE": "Azerbaijan", "SRB": "Serbia", "KEN": "Kenya"},
    "ru": {"RUS": "Россия", "ARM": "Армения", "SRB": "Сербия", "KEN": "Кения", "TUR": "Турция", "GEO": "Грузия"},
}
#: In Russian every name stands in the nominative: as the actor, the speaker, or what a passive happens to.
TEMPLATES = {
    "de": [
        "{a} hat {b} angegriffen.",
        "{a} hat {b} angegriffen, teilte die Regierung mit.",
        "{a} warf {b} vor, die Grenze geschlossen zu haben.",
        "{a} bat {b} um Militärhilfe.",
        "{a} verhängte Sanktionen gegen {b}.",
        "{a} und {b} unterzeichneten ein Abkommen.",
    ],
    "en": [
        "{a} attacked {b}.",
        "{a} attacked {b}, officials said.",
        "{a} accused {b} of closing the border.",
        "{a} asked {b} for military aid.",
        "{a} imposed sanctions on {b}.",
        "{a} and {b} signed an agreement.",
        "{a} denied attacking {b}.",
    ],
    "ru": [
        "{a} и {b} подписали соглашение.",
        "{a} заявила, что {b} закрыла границу.",
        "{a} требует, чтобы {b} вывела войска.",
        "{a} ввела санкции, {b} обстреляла пограничный пост.",
    ],
}
CASES = [(lang, template) for lang, templates in TEMPLATES.items() for template in templates]


def events(lang: str, template: str, a: str, b: str):
    text = template.format(a=STATES[lang][a], b=STATES[lang][b])
    return code(Document(id="swap", text=text), lang=lang).model_dump(mode="json")["events"]


@pytest.mark.parametrize(("lang", "template"), CASES)
def test_template_swaps_with_its_names(lang: str, template: str) -> None:
    for a, b in combinations(STATES[lang], 2):
        assert outcome(events(lang, template, a, b), a, b) == outcome(events(lang, template, b, a)), (a, b)


@pytest.mark.parametrize(("lang", "template"), CASES)
def test_template_gives_an_event(lang: str, template: str) -> None:
    a, b = list(STATES[lang])[:2]
    assert events(lang, template, a, b)


@given(
    pair=st.sampled_from([("RUS", "POL"), ("ARM", "AZE"), ("SRB", "KEN")]),
    lang=st.sampled_from(["de", "en"]),
    chosen=st.lists(st.integers(0, 5), min_size=1, max_size=3),
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_text_of_several_sentences_swaps_with_its_names(pair: tuple[str, str], lang: str, chosen: list[int]) -> None:
    names = {"a": STATES[lang][pair[0]], "b": STATES[lang][pair[1]]}
    text = " ".join(TEMPLATES[lang][number].format(**names) for number in chosen)
    changed = difference(Document(id="swap", text=text), lang, pair)
    assert changed is None, changed


@pytest.mark.parametrize(
    ("lang", "text", "pair", "wanted"),
    [
        ("de", "Russlands russische Soldaten in Moskau, Polens polnische in Warschau.", ("RUS", "POL"),
         "Polens polnische Soldaten in Warschau, Russlands russische in Moskau."),
        ("en", "An Armenian and a Russian in Russia's capital.", ("ARM", "RUS"),
         "A Russian and an Armenian in Armenia's capital."),
        ("ru", "Россия обвинила Армению, армянский посол вылетел в Россию.", ("ARM", "RUS"),
         "Армения обвинила Россию, российский посол вылетел в Армению."),
    ],
)  # fmt: skip
def test_names_are_exchanged_in_their_inflection(lang: str, text: str, pair: tuple[str, str], wanted: str) -> None:
    assert swapped(text, lang, *pair) == wanted
    assert swapped(wanted, lang, *pair) == text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Die Türkei griff Armenien an."),
        ("en", "Putin said Russia had not attacked Armenia."),
        ("en", "Japan sailed through the South China Sea and asked China for help."),
        ("ru", "Россия напала на Баку."),
    ],
)
def test_texts_that_cannot_be_exchanged_are_left_out(lang: str, text: str) -> None:
    assert safe_pair(Document(id="swap", text=text), lang) is None


def test_exchange_goes_both_ways() -> None:
    table = exchange("de", "RUS", "POL")
    assert table["Russlands"] == "Polens"
    assert all(table[twin] == form for form, twin in table.items())
