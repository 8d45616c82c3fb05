"""Names of places in the language of the reader."""

import pytest

from lagebild.assessment.places import place_name
from lagebild.assessment.sentences import clause_of, worded
from lagebild.model import CommitmentState


@pytest.mark.parametrize(
    ("place", "country", "german", "russian"),
    [
        ("Yerevan", "ARM", "Eriwan", "Ереван"),  # a capital
        ("Armenia", "ARM", "Armenien", "Армения"),  # a state
        ("Nagorno-Karabakh", "AZE", "Bergkarabach", "Нагорный Карабах"),  # a region
        ("Black Sea", "", "Schwarzes Meer", "Черное море"),
        ("Goris", "ARM", "Goris", "Горис"),
        ("Kharkiv", "UKR", "Kharkiv", "Харьков"),  # not the Ukrainian name
        ("Bakhmut", "UKR", "Bakhmut", "Бахмут"),  # not the old one
        ("Nowhere", "ARM", "Nowhere", "Nowhere"),
    ],
)
def test_places_have_the_names_that_readers_know(place: str, country: str, german: str, russian: str) -> None:
    assert place_name(place, country, "en") == place
    assert place_name(place, country, "de") == german
    assert place_name(place, country, "ru") == russian


def test_treaties_outside_the_register_go_by_their_parties() -> None:
    state = CommitmentState(treaty="Treaty between Armenia and France", invoked_by=("ARM",), asked_of=("FRA",))
    said = {"by": ("code:ARM",), "treaty": (clause_of(state),)}
    assert "договор между Арменией и Францией" in worded("one-claimant-commitment", said, "ru")
    assert "Vertrag zwischen Armenien und Frankreich" in worded("one-claimant-commitment", said, "de")
