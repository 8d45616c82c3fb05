"""Options come from precedents alone, and every figure can be counted again from the cases it names."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_situations import BORDER_CLASH, account, day, event, killed, situation

from lagebild.assessment.mandates import Mandate, mandates_of
from lagebild.assessment.nearness import NEAR, WEIGHTS, compared, nearest, opposed, with_homes
from lagebild.assessment.options import Option, Options, options
from lagebild.assessment.profiles import Profile, profile
from lagebild.assessment.rates import RESULTS, SMALL, TAKEN_BY, BaseRate, base_rates, wilson
from lagebild.knowledge.precedents import HORIZONS, precedents, vocabulary
from lagebild.knowledge.when import first_day, last_day
from lagebild.model import CommitmentState

CASES = {case.id: case for case in precedents()}
STATES = ("ARM", "AZE", "IND", "PAK", "ISR", "RUS", "COD", "NSA:HAMAS", "NSA:M23", "NSA:ARTSAKH", "NSA:FARC")


def found(**given_by_hand: object) -> Options:
    return options(situation(*BORDER_CLASH, asked="IGO:CSTO"), **given_by_hand)


def option(measure: str, all_options: Options) -> Option:
    return next(one for one in all_options.options if one.measure == measure)


# --- the profile


def test_a_clash_of_states_over_few_days_is_a_border_clash() -> None:
    own = profile(situation(*BORDER_CLASH, asked="IGO:CSTO IGO:UN"))
    assert (own.kind, own.regions, own.deaths, own.contested) == (
        "border-clash",
        ("south-caucasus",),
        "under-1000",
        True,
    )
    assert own.alliance_asked == ("IGO:CSTO",), "the United Nations are no ally"


def test_many_killed_make_a_war() -> None:
    war = event("e", "ASSAULT", "AZE", "ARM", "2020-10-01", casualties=(killed("ARM", 3000),))
    assert profile(situation(war)).kind == "interstate-war"


@pytest.mark.parametrize(
    ("sides", "kind"),
    [("AZE / NSA:ARTSAKH", "secession"), ("COL / NSA:FARC", "internal-war"), ("ISR / NSA:HEZBOLLAH", "cross-border-strikes"),
     ("ARM / AZE", "standoff")],
)  # fmt: skip
def test_kinds_follow_from_the_sides(sides: str, kind: str) -> None:
    assert profile(situation(sides=sides)).kind == kind


def test_who_talks_with_both_sides_mediates() -> None:
    assert profile(situation(*BORDER_CLASH)).mediators == ("FRA",), "Iran met one side only"


def test_what_was_set_by_hand_replaces_what_was_found() -> None:
    assert profile(situation(*BORDER_CLASH), kind="standoff").kind == "standoff"


# --- nearness


def test_the_same_parties_are_nearest_and_it_is_said_why() -> None:
    first = found().near[0]
    assert first.id == "armenia-azerbaijan-2021-11"
    assert [reason.feature for reason in first.reasons][:3] == ["parties", "kind", "region"]
    assert first.reasons[0].events == ("e1", "e2")


def test_only_those_on_different_sides_were_opposed() -> None:
    assert opposed([("ARM",), ("AZE",)], [("AZE",), ("ARM", "NSA:ARTSAKH")])
    assert not opposed([("ARM",), ("NSA:ARTSAKH",)], [("AZE",), ("ARM", "NSA:ARTSAKH")])


def test_groups_stand_with_the_state_they_are_at_home_in_save_against_it() -> None:
    assert with_homes([("ISR",), ("NSA:HEZBOLLAH",)])[1] == {"NSA:HEZBOLLAH", "LBN"}
    assert with_homes([("COL",), ("NSA:FARC",)])[1] == {"NSA:FARC"} | with_homes([("NSA:FARC",)])[0] - {
        "COL",
        "NSA:FARC",
    }


def test_swapping_the_sides_changes_nothing() -> None:
    other = options(situation(*BORDER_CLASH, sides="AZE / ARM", asked="IGO:CSTO"))
    assert [(near.id, near.nearness) for near in other.near] == [(near.id, near.nearness) for near in found().near]
    assert [one.measure for one in other.options] == [one.measure for one in found().options]


def test_nothing_is_compared_without_sides() -> None:
    nobody = options(situation(*BORDER_CLASH, sides=""))
    assert not nobody.near
    assert not nobody.options


@given(
    st.sampled_from(sorted(CASES)),
    st.sampled_from(sorted(vocabulary().kinds)),
    st.sampled_from(sorted(vocabulary().regions)),
)
@settings(max_examples=50, deadline=None)
def test_nearness_is_the_part_of_the_known_features_that_is_shared(ident: str, kind: str, region: str) -> None:
    one = compared(Profile(sides=(("ARM",), ("AZE",)), kind=kind, regions=(region,)), CASES[ident])
    known = sum(WEIGHTS[reason.feature] for reason in (*one.reasons, *one.differences))
    assert one.nearness == round(sum(reason.weight for reason in one.reasons) / known, 3)
    assert 0 <= one.nearness <= 1
    assert all(reason.why.text for reason in (*one.reasons, *one.differences))


# --- what is hidden at the time


def test_the_register_knows_no_more_than_the_time() -> None:
    now = found()
    assert now.as_of == day("2022-09-14")
    assert "armenia-azerbaijan-2022-09" not in {near.id for near in now.near}
    ids = {ident for one in now.options for rate in one.overall for ident in (*rate.held, *rate.failed)}
    assert all(last_day(CASES[ident].since.on) < day("2022-09-13") for ident in ids)
    late = {
        i for one in now.options for rate in one.overall if rate.after_days == 365 for i in (*rate.held, *rate.failed)
    }
    assert "armenia-azerbaijan-2021-11" not in late, "its year was not over yet"


def test_what_was_seen_to_speak_against_a_measure_only_later_is_hidden() -> None:
    taken = next(one for one in CASES["karabakh-2020"].measures if one.measure == "peacekeepers")
    assert taken.against_on(day("2022-09-14")) is None
    assert taken.against_on(day("2023-09-20")) == taken.against_on(None) == taken.against
    uses = {use.precedent: use.against for use in option("peacekeepers", found()).uses}
    assert uses["karabakh-2020"] is None


def test_measures_taken_after_the_time_are_not_shown() -> None:
    early = options(situation(*BORDER_CLASH), as_of=day("2022-09-20"))
    assert all(first_day(use.on) <= day("2022-09-20") for one in early.options for use in one.uses)


# --- options


@given(
    st.lists(st.sampled_from(STATES), min_size=2, max_size=2, unique=True), st.sampled_from([None, *vocabulary().kinds]),
    st.lists(st.sampled_from(sorted(CASES)), unique=True, max_size=60), st.integers(1991, 2026),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_no_option_is_without_a_precedent_in_which_it_was_taken(
    sides: list[str], kind: str | None, chosen: list[str], year: int
) -> None:
    acts = event("e", "ASSAULT", *sides, f"{year}-05-01")
    known = [CASES[ident] for ident in chosen]
    given_options = options(situation(acts, sides=" / ".join(sides)), kind=kind, register=known)
    near = {one.id: one.nearness for one in given_options.near}
    assert all(part >= NEAR for part in near.values())
    for one in given_options.options:
        assert one.precedents
        assert set(one.precedents) == {use.precedent for use in one.uses} <= set(near) <= set(chosen)
        for ident in one.precedents:
            assert one.measure in {taken.measure for taken in CASES[ident].measures}
        assert one.accepted <= len(one.precedents)
        for rate in (*one.near, *one.overall):
            recounted(rate, set(chosen))
        assert {i for rate in one.near for i in (*rate.held, *rate.failed)} <= set(near)


def recounted(rate: BaseRate, chosen: set[str]) -> None:
    """Counts a rate again from the cases that it names."""
    assert rate.cases == len(rate.held) + len(rate.failed) == len({*rate.held, *rate.failed})
    assert {*rate.held, *rate.failed} <= chosen
    for ident in (*rate.held, *rate.failed):
        case = CASES[ident]
        assert (case.outcomes()[rate.after_days].state in RESULTS[rate.result]) == (ident in rate.held)
        latest = first_day(case.since.on) + dt.timedelta(days=TAKEN_BY[rate.after_days])
        assert any(taken.measure == rate.measure and last_day(taken.on) <= latest for taken in case.measures)
    assert rate.small == (rate.cases < SMALL)
    if rate.cases:
        assert rate.share is not None
        assert rate.low is not None
        assert rate.high is not None
        assert 0 <= rate.low <= rate.share <= rate.high <= 1
    else:
        assert (rate.share, rate.low, rate.high) == (None, None, None)


def test_what_spoke_against_a_measure_is_shown_with_it() -> None:
    mediation = option("mediation", found())
    assert mediation.against
    spoken = {taken.against for ident in mediation.precedents for taken in CASES[ident].measures if taken.against}
    assert set(mediation.against) <= spoken


def test_takers_are_in_the_situation_and_it_is_said_how() -> None:
    now = found()
    takers = {taker.code: taker for taker in option("mediation", now).takers}
    assert takers["FRA"].how == "took_it_before"
    assert takers["FRA"].events == ("e3", "e4")
    assert "RUS" not in takers, "Russia took it before, but does nothing here"
    assert {taker.code for taker in option("withdrawal", now).takers} == {"ARM", "AZE"}


def test_a_mandate_given_by_the_caller_names_its_commitment() -> None:
    mandate = Mandate(commitment="un-charter/39", body="IGO:UN", measures=("observer-mission",))
    one = option("observer-mission", found(mandates=[mandate]))
    assert one.commitments == ("un-charter/39",)
    assert [taker.how for taker in one.takers if taker.code == "IGO:UN"] == ["mandate"]
    assert not option("observer-mission", found()).commitments


def test_those_asked_under_a_treaty_have_a_mandate_by_its_duty() -> None:
    state = CommitmentState(treaty="…", treaty_id="north-atlantic-treaty", article="4", asked_of=("IGO:NATO",))
    unknown = CommitmentState(treaty="…", asked_of=("IGO:NATO",))
    with_states = situation(*BORDER_CLASH).model_copy(update={"commitments": (state, unknown)})
    assert mandates_of(with_states) == (
        Mandate(commitment="north-atlantic-treaty/4", body="IGO:NATO", measures=("alliance-consultation",)),
    )


def test_the_council_acts_under_the_articles_of_its_own() -> None:
    state = CommitmentState(treaty="…", treaty_id="un-charter", article="51", asked_of=("IGO:UN",))
    asked = situation(*BORDER_CLASH).model_copy(update={"commitments": (state,)})
    assert {one.commitment for one in mandates_of(asked)} == {
        "un-charter",
        "un-charter/39",
        "un-charter/41",
        "un-charter/42",
    }


def test_outlets_alone_are_no_mediators() -> None:
    denied = [event("x", "CONSULT", "KAZ", "ARM AZE", "2022-09-14", accounts=[account("KAZ", "negated")])]
    assert profile(situation(*BORDER_CLASH, *denied)).mediators == ("FRA",)


# --- rates


def test_wilsons_interval() -> None:
    assert wilson(8, 10) == (0.49, 0.943)
    assert wilson(0, 5) == (0.0, 0.434)
    assert wilson(0, 0) is None


def test_a_measure_taken_late_does_not_count_for_an_early_day() -> None:
    """Else it would be found only where the calm had lasted until it was taken."""
    case = CASES["karabakh-2020"]
    rates = {rate.after_days: rate for rate in base_rates([case], ["joint-commission"]) if rate.result == "not_resumed"}
    assert [rates[days].cases for days in HORIZONS] == [0, 0, 1], "the joint centre opened after 81 days"


def test_the_nearest_come_first_and_none_below_the_mark() -> None:
    near = nearest(profile(situation(*BORDER_CLASH)), precedents())
    assert [one.nearness for one in near] == sorted((one.nearness for one in near), reverse=True)
    assert all(one.nearness >= NEAR for one in near)
