"""Who plays the roles of an act."""

from lagebild.coding.coder import code
from lagebild.model import Document


def test_us_is_a_state_and_no_pronoun() -> None:
    assert [
        event.actor[0].code for event in code(Document(id="a", text="The US condemned Peru.", lang="en")).events
    ] == ["USA"]


def test_rulers_and_ruled_of_one_state_can_refuse_each_other() -> None:
    (event,) = code(
        Document(id="a", text="Peruvian rebels rejected an offer by the Peruvian government.", lang="en")
    ).events
    assert (event.type, event.actor[0].code, event.recipient[0].code) == ("REJECT", "PER", "PER")


def test_a_demand_of_nobody_in_particular_is_one() -> None:
    (event,) = code(Document(id="a", text="Peru demanded an immediate ceasefire.", lang="en")).events
    assert (event.type, [party.code for party in event.actor], event.recipient) == ("REQUEST", ["PER"], ())


def test_kidnappers_are_not_the_state_of_their_victims() -> None:
    (event,) = code(Document(id="a", text="Kidnappers of Peruvian sailors demanded a ransom.", lang="en")).events
    assert [party.code for party in event.actor] == ["UNK"]


def test_words_of_a_name_are_no_acts() -> None:
    (event,) = code(Document(id="a", text="Peru asked Amnesty International for a report.", lang="en")).events
    assert (event.type, event.recipient[0].code) == ("REQUEST", "IGO:AMNESTY")
