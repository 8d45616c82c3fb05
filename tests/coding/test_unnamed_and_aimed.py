"""Acts of which the doer is unnamed, and whom an act is aimed at where only its reason or content says so."""

from lagebild.coding.coder import code
from lagebild.model import Document, Mention


def _events(text: str) -> list[Mention]:
    return list(code(Document(id="a", text=text, lang="en")).events)


def _parties(event: Mention) -> tuple[str, list[str], list[str]]:
    return event.type, [party.code for party in event.actor], [party.code for party in event.recipient]


def test_a_bomb_of_nobodys_was_somebodys() -> None:
    assert _parties(_events("A roadside bomb killed three Peruvian soldiers.")[0]) == ("ASSAULT", ["UNK"], ["PER"])


def test_nobody_attacks_where_a_storm_kills() -> None:
    assert not _events("A storm killed three Peruvian soldiers.")


def test_a_past_tense_with_an_infinitive_is_no_passive() -> None:
    (event,) = _events("A Peruvian minister threatened today to impose restrictions against Chilean goods.")
    assert _parties(event) == ("THREATEN", ["PER"], ["CHL"])


def test_judges_act_on_officials_of_their_own_state() -> None:
    (event,) = _events("A Peruvian judge opened an investigation against three Peruvian officials.")
    assert _parties(event) == ("ACCUSE", ["PER"], ["PER"])


def test_a_news_agency_is_nobody_who_is_struck() -> None:
    assert all(
        party.code != "CHL"
        for event in _events("Peruvian rebels blew up a pipeline, the Chilean news agency reported.")
        for party in event.recipient
    )


def test_readiness_is_a_promise_to_those_it_is_for() -> None:
    (event,) = _events("Peru is ready to send 200 soldiers to a peacekeeping force in Liberia.")
    assert (*_parties(event), event.status) == ("AGREE", ["PER"], ["LBR"], "actual")


def test_what_is_agreed_names_those_it_is_for() -> None:
    (event,) = _events("Peru agreed to provide 20 million dollars of aid for Chile and Bolivia.")
    assert _parties(event) == ("AGREE", ["PER"], ["CHL", "BOL"])


def test_a_threat_concerns_the_country_it_is_to_strike_in() -> None:
    (event,) = _events("The Taliban threatened to resume attacks in Pakistan.")
    assert _parties(event) == ("THREATEN", ["NSA:TALIBAN"], ["PAK"])


def test_a_protest_is_against_those_in_its_reason() -> None:
    (event,) = _events("Peruvians blocked a road in Lima to show their anger at Chile's policies.")
    assert _parties(event) == ("PROTEST", ["PER"], ["CHL"])


def test_forces_called_up_for_a_war_are_aimed_at_the_enemy() -> None:
    (event,) = _events("Peru mobilised reservists for a war against Chile.")
    assert _parties(event) == ("MOBILIZE", ["PER"], ["CHL"])
