"""Who acts on whom in English news sentences whose trees or parties the parser does not give away."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

Triple = tuple[str, str, str]


def _triples(text: str) -> set[Triple]:
    events = code(Document(id="t", text=text, lang="en", published=date(2024, 3, 15))).events
    return {
        (e.type, "+".join(sorted(a.code for a in e.actor)), "+".join(sorted(a.code for a in e.recipient)))
        for e in events
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # particles, subjects beside adverbs, clauses of time, acts that kill
        ("Police in Kisumu rounded up 21 villagers on Saturday.", ("COERCE", "KEN", "KEN")),
        ("Were Rwanda ever to invade Burundi, Tanzania would send troops.", ("ASSAULT", "RWA", "BDI")),
        ("Peru severed ties with Chile late on Friday, hours after police had forced their way into its embassy in Santiago.", ("ASSAULT", "CHL", "PER")),
        ("Algeria recalled its envoy after Morocco's army had shelled a town.", ("ASSAULT", "MAR", "DZA")),
        ("Rwanda launched an offensive against Burundi on Tuesday that killed at least 32 people.", ("ASSAULT", "RWA", "BDI")),
        ("On Monday Kenya demanded that Uganda free a pilot, two days after hundreds of people had marched through Nairobi.", ("PROTEST", "KEN", "KEN")),
        # pronouns, both sides, acts that were told before
        ("Somali rebels attacked a base on Monday, Kenya's army said, adding that it feared they might attack Nairobi.", ("ASSAULT", "SOM", "KEN")),
        ("Kenya and Tanzania exchanged 32 prisoners on Wednesday. The United States praised both governments.", ("SUPPORT", "USA", "KEN+TZA")),
        ("Peru and Chile concluded an agreement on Monday. Norway hailed it as a first step.", ("SUPPORT", "NOR", "CHL+PER")),
        ("Hundreds of people marched through Yerevan to protest against Russia's sway over the bloc.", ("PROTEST", "ARM", "RUS")),
        # perfects torn apart, past tenses hung on a noun, numbers with "at least"
        ("Chad raised the alarm after a Sudanese general had on Sunday threatened its airports with bombardment.", ("THREATEN", "SDN", "TCD")),
        ("Rwanda's army had, according to Burundi, shelled a village.", ("ASSAULT", "RWA", "BDI")),
        ("Kenyan soldiers killed at least 40 residents of Mogadishu.", ("ASSAULT", "KEN", "SOM")),
        # verbs side by side share the object; whose trade it is; months are no towns; who is called on acts
        ("Pakistan rounded up and deported hundreds of Afghans.", ("COERCE", "PAK", "AFG")),
        ("Turkey has lifted many restrictions on trade with Israel.", ("CONCEDE", "TUR", "ISR")),
        ("Bulgaria expelled ten Russians in March, and some 200 people picketed the Russian embassy in Sofia.", ("PROTEST", "BGR", "RUS")),
        ("Algeria will stop piping gas across neighbouring Morocco.", ("SANCTION", "DZA", "MAR")),
        # -ing forms as objects, clauses of time, outcomes beside a noun, adjectives that are no organ, phrases hung too low
        ("The United Nations has begun flying food into the besieged city of El Fasher.", ("AID", "IGO:UN", "SDN")),
        ("Colombia's president called off talks with the ELN after guerrillas had killed nine soldiers.", ("ASSAULT", "NSA:ELN", "COL")),
        ("Gunmen opened fire on worshippers leaving a mosque in Nigeria, killing at least 14.", ("ASSAULT", "UNK", "NGA")),
        ("Washington pledged another $400 million in military aid to Kyiv.", ("AID", "USA", "UKR")),
        ("Moscow cast its veto in the Security Council against a draft by Brazil.", ("REJECT", "RUS", "BRA")),
        ("Saudi Arabia brokered a swap of 200 prisoners between Moscow and Kyiv.", ("CONSULT", "SAU", "RUS+UKR")),
        ("Chad protested after a Sudanese patrol boat had rammed one of its ferries.", ("ASSAULT", "SDN", "TCD")),
        ("Talks between Serbia and Kosovo ended without agreement, with each side blaming the other.", ("ACCUSE", "SRB+XKX", "")),
        # two nationalities in one word
        ("Sudan accepted a Kenyan-Ugandan ceasefire plan.", ("CONCEDE", "SDN", "KEN+UGA")),
        ("Sudan studied a Kenyan-Ugandan plan. Ethiopia rejected the text.", ("REJECT", "ETH", "KEN+UGA")),
    ],
)  # fmt: skip
def test_parties_of_english_sentences(text: str, event: Triple) -> None:
    assert event in _triples(text)


def test_asserting_that_nothing_happened_denies_what_others_claim() -> None:
    text = "Russian jets entered Estonian airspace, Estonia's army said. The ministry in Moscow insists that no frontier was crossed."
    events = code(Document(id="t", text=text, lang="en", published=date(2024, 3, 15))).events
    assert {(e.status, e.claim.by[0].code) for e in events if e.claim and e.type == "MOBILIZE"} == {
        ("actual", "EST"),
        ("negated", "RUS"),
    }


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Rwandan soldiers took the city of Bukavu without firing a shot.", "COERCE", "actual"),
        ("Hungary will not be bullied into arming Ukraine.", "AID", "negated"),
        ("Qatar has been mediating between Kabul and London since last autumn.", "CONSULT", "actual"),
    ],
)
def test_status_of_english_sentences(text: str, kind: str, status: str) -> None:
    events = code(Document(id="t", text=text, lang="en", published=date(2024, 9, 15))).events
    assert [e.status for e in events if e.type == kind] == [status]


def test_advice_to_own_citizens_is_no_request() -> None:
    assert not _triples("Lithuania urged its citizens to leave Lebanon while they could.")


def test_talks_without_result_are_no_agreement_in_any_language() -> None:
    texts = {
        "en": "Talks between Armenia and Turkey ended without an accord.",
        "de": "Die Gespräche zwischen Armenien und der Türkei endeten ohne Ergebnis.",
        "ru": "Переговоры Армении и Турции завершились без результата.",
    }
    for lang, text in texts.items():
        events = code(Document(id="t", text=text, lang=lang, published=date(2024, 9, 15))).events
        assert [(e.type, e.status) for e in events if e.type == "AGREE"] == [("AGREE", "negated")], lang


def test_a_purpose_far_from_its_um_and_a_deed_between_two_people_are_no_events() -> None:
    text = (
        "Der Agent der Briten sprang 1945 mit dem Fallschirm ab, um Goebbels, der in Berlin wohnte, zu verhaften. "
        "Argentinien schwieg dazu. Er hatte ihm dort aufgelauert."
    )
    events = code(Document(id="t", text=text, lang="de", published=date(2024, 9, 15))).events
    assert not [e for e in events if e.type in {"ASSAULT", "COERCE"}]


def test_who_died_in_an_attack_did_not_strike() -> None:
    text = "При ударе беспилотника по Белгороду погибли три человека."
    (event,) = code(Document(id="t", text=text, lang="ru", published=date(2024, 9, 15))).events
    assert ([a.code for a in event.actor], [a.code for a in event.recipient], event.killed) == (["UNK"], ["RUS"], 3)


def test_what_a_strike_does_is_the_strike() -> None:
    text = "A US drone strike killed a senior al-Shabaab commander in southern Somalia, the Pentagon said."
    assert _triples(text) == {("ASSAULT", "USA", "NSA:ALSHABAAB")}


def test_whose_means_the_name_before_the_comma() -> None:
    text = "Kenya said in a video address that rebels had fled to Uganda, whose foreign ministry accused Rwanda of shelling a village."
    assert ("ACCUSE", "UGA", "RWA") in _triples(text)


def test_a_border_with_a_possessive_is_that_of_the_subject() -> None:
    text = "Armenia told Russia and Iran on Monday that heavy fighting had broken out on its border with Azerbaijan."
    assert ("ASSAULT", "ARM+AZE", "") in _triples(text)


def test_consequences_and_what_is_still_to_come() -> None:
    assert ("SANCTION", "ISR", "ESP") in _triples("Spain recognised Palestine, prompting Israel to recall its ambassador from Madrid.")
    assert ("SANCTION", "BFA+MLI", "IGO:ECOWAS") in _triples("Mali and Burkina Faso announced their withdrawal from ECOWAS.")
    events = code(Document(id="t", text="Hungary has yet to vote on Sweden's accession.", lang="en", published=date(2024, 3, 15))).events
    assert {event.status for event in events} <= {"negated"}
