"""Sides are found from who fights and supports whom, and can be set by hand."""

from __future__ import annotations

import pytest

from lagebild.errors import UsageError
from lagebild.linking.disputes import across_sides
from lagebild.linking.sides import found_sides, set_sides
from lagebild.linking.timeline import timeline
from lagebild.model import Account, Casualties, Event, Side


def event(
    kind: str, actor: str, recipient: str = "", *, origins: int = 1, status: str = "actual", day: str = "2023-03-14"
) -> Event:
    return Event(
        id=f"{kind} {actor} {recipient}", type=kind, actor=tuple(actor.split()), recipient=tuple(recipient.split()), date=day,
        documents=tuple("abcdefgh"[:origins]), origins=origins, accounts=(Account(status=status, documents=("a",)),),
    )  # fmt: skip


WAR = [event("ASSAULT", "PER", "CHL", origins=3), event("ASSAULT", "CHL", "PER", origins=3)]


def sides(*more: Event) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(side.parties, side.allies) for side in found_sides([*WAR, *more])]


def test_the_two_who_fight_lead_the_sides() -> None:
    assert sides() == [(("CHL",), ()), (("PER",), ())]


def test_who_trades_force_with_one_party_fights_on_the_other_side() -> None:
    more = [event("ASSAULT", "BOL", "CHL", origins=2), event("ASSAULT", "CHL", "BOL", origins=2)]
    assert sides(*more) == [(("CHL",), ()), (("PER", "BOL"), ())]


@pytest.mark.parametrize(
    "stray",
    [
        [event("ASSAULT", "CHL BOL")],
        [event("ASSAULT", "CHL", "BOL", origins=3)],
        [event("ASSAULT", "CHL", "BOL", origins=3), event("ASSAULT", "BOL", "CHL")],
        [event("ASSAULT", "CHL", "BOL", origins=3), event("ASSAULT", "BOL", "CHL", origins=2, status="future")],
    ],
)
def test_a_stray_act_of_force_makes_no_party(stray: list[Event]) -> None:
    assert sides(*stray) == sides()


def test_who_supports_one_and_not_the_other_is_an_ally() -> None:
    assert sides(event("AID", "BOL", "PER", origins=2)) == [(("CHL",), ()), (("PER",), ("BOL",))]
    assert sides(event("AID", "BOL", "PER", origins=2), event("SUPPORT", "BOL", "CHL")) == sides()


def test_a_mediator_stands_on_neither_side() -> None:
    talks = [
        event("CONSULT", "BRA", "PER", origins=5),
        event("CONSULT", "BRA", "CHL"),
        event("AGREE", "BRA PER", origins=5),
    ]
    assert sides(*talks) == sides()


def test_support_that_is_denied_counts_for_nothing() -> None:
    assert sides(event("AID", "BOL", "PER", origins=4, status="negated")) == sides()


def test_sides_are_set_by_code_or_name() -> None:
    assert set_sides("PER, Bolivia / chl") == (
        Side(parties=("PER", "BOL"), basis="set"), Side(parties=("CHL",), basis="set"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [("PER", "two sides"), ("PER /", "two sides"), ("PER/CHL/BOL", "two sides"), ("PER/CHL,per", "both sides"),
     ("PER/Chille", "did you mean CHL"), ("PER/QQQQ", "no actor known")],
)  # fmt: skip
def test_sides_that_cannot_be_read_are_told_with_what_to_do(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        set_sides(text)


def test_the_course_of_days_counts_what_is_between_the_sides_that_were_set() -> None:
    found = timeline([event("ASSAULT", "BOL", "CHL")], set_sides("PER,BOL/CHL"))
    assert [row.material_conflict for row in found] == [1]
    assert timeline([event("ASSAULT", "BOL", "CHL")], set_sides("PER/CHL")) == ()
    found_so = [side.model_copy(update={"basis": "found"}) for side in set_sides("PER,BOL/CHL")]
    assert timeline([event("ASSAULT", "BOL", "CHL")], found_so) == ()


def test_figures_of_one_side_do_not_contradict_each_other() -> None:
    told = [
        Casualties(claimed_by=(by,), side="PER", killed=n, as_of="2023-03-14") for by, n in (("PER", 5), ("BOL", 7))
    ]
    found = event("ASSAULT", "CHL", "PER").model_copy(
        update={"disputed": True, "dispute": "casualties", "casualties": tuple(told)}
    )
    assert across_sides(found, set_sides("PER/CHL")).dispute == "casualties"
    assert not across_sides(found, set_sides("PER,BOL/CHL")).disputed
