"""What one marked party does to another."""

import pytest

from lagebild.coding.relation import relation
from lagebild.model import Relation


def between(marked: str, lang: str = "en") -> Relation:
    """The relation of a text in which ``[...]`` is the actor and ``{...}`` the recipient."""
    spans = []
    for left, right in ("[]", "{}"):
        plain = "".join(c for c in marked if c not in "[]{}".replace(left, "").replace(right, ""))
        spans.append([(plain.index(left), plain.index(right) - 1)])
    return relation("".join(c for c in marked if c not in "[]{}"), *spans, lang=lang)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("[The dockers' union] sued {the port authority} after lawmakers had condemned pirates.", "ACCUSE"),
        ("[The tribunal] convicted {a former mayor}.", "ACCUSE"),
        ("[Peru] and {Chile} signed a fisheries agreement on Monday.", "SUPPORT"),
        ("[The museum] returned a stolen mosaic to {its owner}.", "RETREAT"),
        ("[Norway] gave $3 million to {the clinic}.", "AID"),
        ("[Rebels] said they will release {two nurses}.", "AGREE"),
        ("[Peru] will not lift the embargo on {Chile}.", "REJECT"),
        ("[Peru] will extend the curfew in {the port}.", "THREATEN"),
        ("[Peru] announced a cease-fire with {the rebels}.", "RETREAT"),
        ("[The minister] said {the rebels} must leave the valley.", "REQUEST"),
        ("[The minister] called for sanctions against {the shipping line}.", "ACCUSE"),
    ],
)
def test_the_act_between_the_two_counts(marked: str, wanted: str) -> None:
    assert between(marked).type == wanted


def test_the_other_way_round_is_another_relation() -> None:
    assert between("[Peru] bombed {Chile}, which condemned the raid.").type == "ASSAULT"
    assert between("{Peru} bombed [Chile], which condemned the raid.").type == "ACCUSE"


def test_the_trigger_lies_in_the_text_and_an_act_of_others_is_less_sure() -> None:
    found = between("[Peru] accused {Chile} of sabotage.")
    assert found.trigger
    assert (found.trigger.start, found.trigger.text) == (5, "accused")
    assert between("[Peru] is a neighbour of {Chile}, and Bolivia bombed Brazil.").confidence < found.confidence


def test_where_nothing_is_done_there_is_no_type() -> None:
    assert between("[Peru] is a neighbour of {Chile}.").type is None


@pytest.mark.parametrize(
    ("lang", "marked"),
    [("de", "[Die Hafenbehörde] verklagte {die Reederei}."), ("ru", "[Суд] обвинил {редактора газеты} в клевете.")],
)
def test_in_all_languages(lang: str, marked: str) -> None:
    assert between(marked, lang).type == "ACCUSE"
