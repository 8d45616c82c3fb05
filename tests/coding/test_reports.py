"""Claims, parties and figures as agencies write them: datelines, bare ministries, speech that goes on, lists of partners."""

from datetime import date

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document, Mention


def told(lang: str, text: str) -> list[Mention]:
    return list(code(Document(id="x", text=text, lang=lang, published=date(2022, 9, 13))).events)


def codes(parties) -> set[str]:
    return {party.code for party in parties}


CLAIMS = [
    # the ministry of the state that the report comes from, and the one named before
    ("en", "BAKU. Armenian troops shelled Azerbaijani villages, the Ministry of Defence said.", "AZE"),
    ("en", "Armenia's defence ministry spoke of heavy fire. Baku was silent. Azerbaijan shelled Goris, the ministry added.", "ARM"),
    # speech that goes on: after a denial, in a relative clause, taken up by the sentence behind
    ("de", "Das Verteidigungsministerium in Baku wies die Verantwortung zurück. Armenische Truppen hätten aserbaidschanische Dörfer beschossen.", "AZE"),
    ("en", "Azerbaijan said its army was answering Armenian troops that had shelled Azerbaijani villages.", "AZE"),
    ("ru", "Азербайджан обстрелял армянские сёла. Такое решение принято ночью, сообщили в правительстве Армении.", "ARM"),
    ("en", "Azerbaijan said on Tuesday evening that Armenian troops had shelled its villages.", "AZE"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "by"), CLAIMS)
def test_who_says_so(lang: str, text: str, by: str) -> None:
    assert any(m.type == "ASSAULT" and m.claim is not None and codes(m.claim.by) == {by} for m in told(lang, text))


def test_names_between_commas_are_a_list() -> None:
    text = "Armenian Prime Minister Nikol Pashinyan spoke by phone with Russian President Vladimir Putin, French President Emmanuel Macron and U.S. Secretary of State Antony Blinken."
    assert any({"ARM", "RUS", "FRA", "USA"} == codes(m.actor) for m in told("en", text))


def test_what_is_kept_up_is_not_denied() -> None:
    assert {m.status for m in told("en", "Armenia said that it was Azerbaijan that kept shelling Armenia.")} == {"actual"}


def test_parts_of_a_day_belong_to_the_date_behind_them() -> None:
    (mention,) = told("ru", "Днём и вечером 11 сентября Азербайджан обстрелял Армению.")
    assert mention.date is not None
    assert mention.date.start == date(2022, 9, 11)


def test_a_toll_without_an_act_is_that_of_the_conflict() -> None:
    text = "The conflict of Armenia and Azerbaijan has claimed more lives. Azerbaijan's ministry raised the number of Azerbaijani servicemen killed to 71."
    assert any(m.killed == 71 and codes(m.recipient) == {"AZE"} and codes(m.actor) == {"ARM"} for m in told("en", text))


def test_a_truce_without_names_is_that_of_the_parties() -> None:
    text = "Armenien und Aserbaidschan haben sich beschossen. Ein Vertreter der UN sagte, die vereinbarte Waffenruhe halte bislang."
    assert any(m.type == "RETREAT" and codes(m.actor) == {"ARM", "AZE"} for m in told("de", text))


def test_a_states_own_security_council_is_the_state() -> None:
    (mention,) = told("en", "The secretary of Armenia's Security Council said Azerbaijan had shelled Armenia.")
    assert mention.claim is not None
    assert codes(mention.claim.by) == {"ARM"}
