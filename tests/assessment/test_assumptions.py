"""Key assumptions and gaps: each says what it rests on and goes away when what is missing is there."""

from made_up_situations import BORDER_CLASH, account, day, event, killed, situation

from lagebild.assessment.assumptions import key_assumptions
from lagebild.assessment.gaps import gaps
from lagebild.model import Credibility, Document, Event


def kinds(*events: Event, **fields: str) -> dict[str, tuple[str, ...]]:
    """Events by kind of assumption."""
    return {one.kind: one.events for one in key_assumptions(situation(*events, **fields))}


def document(ident: str, published: str, lang: str = "en", country: str | None = None) -> Document:
    return Document(id=ident, text="…", published=day(published), lang=lang, outlet_country=country)


def gap_kinds(*events: Event, documents: tuple[Document, ...] = (), sides: str = "ARM / AZE") -> set[str]:
    return {gap.kind for gap in gaps(situation(*events, sides=sides), documents)}


ALLEGED = event("a", "ASSAULT", "AZE", "ARM", "2022-09-13", accounts=[account("ARM")])


def test_what_one_side_alone_tells_is_an_assumption() -> None:
    assert kinds(ALLEGED)["one-claimant"] == ("a",)
    both = event("a", "ASSAULT", "AZE", "ARM", "2022-09-13", accounts=[account("ARM"), account("AZE")])
    assert "one-claimant" not in kinds(both)
    outlet = event("a", "ASSAULT", "AZE", "ARM", "2022-09-13", accounts=[account("ARM"), account()])
    assert "one-claimant" not in kinds(outlet)


def test_allies_are_one_voice() -> None:
    told = event("a", "ASSAULT", "AZE", "ARM", "2022-09-13", accounts=[account("ARM"), account("NSA:ARTSAKH")])
    assert kinds(told, sides="ARM NSA:ARTSAKH / AZE")["one-claimant"] == ("a",)


def test_an_allegation_that_would_turn_the_phase_if_confirmed() -> None:
    one = next(one for one in key_assumptions(situation(ALLEGED)) if one.kind == "turns-phase")
    assert (one.day, one.instead_of, one.to, one.claimants) == (day("2022-09-13"), "tension", "clash", ("ARM",))
    assert one.why.text.startswith("Were this confirmed")


def test_a_contested_attack_that_would_turn_the_phase_if_untrue() -> None:
    contested = event("a", "ASSAULT", "AZE", "ARM", "2022-09-13", dispute="responsibility", disputed=True,
                      accounts=[account("ARM"), account("AZE", "negated")])  # fmt: skip
    one = next(one for one in key_assumptions(situation(contested)) if one.kind == "turns-phase")
    assert (one.instead_of, one.to, one.claimants) == ("clash", "calm", ("AZE",))


def test_what_changes_nothing_turns_nothing() -> None:
    sure = [
        event(f"s{n}", "ASSAULT", "AZE", "ARM", "2022-09-13", accounts=[account("ARM"), account("AZE")])
        for n in range(3)
    ]
    assert "turns-phase" not in kinds(*sure, ALLEGED)


def test_a_denial_of_one_side_keeps_a_dispute_open() -> None:
    denied = event("d", "ASSAULT", "AZE", "ARM", "2022-09-13", dispute="occurrence", disputed=True,
                   accounts=[account("ARM"), account("AZE", "negated")])  # fmt: skip
    one = next(one for one in key_assumptions(situation(denied)) if one.kind == "turns-dispute")
    assert one.claimants == ("AZE",)
    elsewhere = denied.model_copy(update={"actor": ("KGZ",), "recipient": ("TJK",)})
    assert "turns-dispute" not in kinds(elsewhere)


def test_a_figure_of_one_side_is_an_assumption() -> None:
    one = event("a", "ASSAULT", "AZE", "ARM", "2022-09-13", casualties=(killed("ARM", 49, "ARM"),))
    assert kinds(one)["one-claimant-figure"] == ("a",)
    two = one.model_copy(update={"casualties": (killed("ARM", 49, "ARM"), killed("ARM", 49, "AZE"))})
    assert "one-claimant-figure" not in kinds(two)


def test_an_invocation_without_answer_is_an_assumption() -> None:
    found = [
        one for one in key_assumptions(situation(ALLEGED, asked="IGO:CSTO")) if one.kind == "one-claimant-commitment"
    ]
    assert [one.claimants for one in found] == [("ARM",)]


def test_sides_that_were_found_are_an_assumption_and_those_set_by_hand_are_none() -> None:
    assert "found-sides" in kinds(*BORDER_CLASH)
    assert "found-sides" not in kinds(*BORDER_CLASH, basis="set")


def test_the_day_of_the_first_report_is_an_assumption() -> None:
    undated = event("u", "ASSAULT", "AZE", "ARM")
    found = key_assumptions(situation(undated), [document("d1", "2022-09-13")])
    assert [one.events for one in found if one.kind == "reported-day"] == [("u",)]
    assert "reported-day" not in kinds(undated)


def test_a_side_that_is_not_heard_is_missing() -> None:
    silent = [gap for gap in gaps(situation(ALLEGED)) if gap.kind == "silent-side"]
    assert [gap.codes for gap in silent] == [("AZE",)]
    assert "silent-side" not in gap_kinds(*BORDER_CLASH)


def test_observers_days_places_and_tolls_are_missed() -> None:
    bare = event("b", "ASSAULT", "AZE", "ARM", accounts=[account("ARM")], casualties=(killed("ARM", 1),))
    assert gap_kinds(bare) >= {"no-observer", "no-day", "no-place", "no-toll-of-side"}
    full = event("f", "ASSAULT", "AZE", "ARM", "2022-09-13", place="Goris",
                 accounts=[account("ARM"), account("IGO:OSCE")],
                 casualties=(killed("ARM", 1), killed("AZE", 1)))  # fmt: skip
    assert not gap_kinds(full) & {"no-observer", "no-day", "no-place", "no-toll-of-side"}


def test_origins_without_interest_are_missed() -> None:
    doubtful = ALLEGED.model_copy(update={"credibility": Credibility(grade=3, rule="one-side", why="…")})
    assert "no-free-origin" in gap_kinds(doubtful)
    good = ALLEGED.model_copy(update={"credibility": Credibility(grade=1, rule="confirmed", why="…")})
    assert "no-free-origin" not in gap_kinds(good)


def test_languages_seats_and_quiet_days_are_missed() -> None:
    read = (document("a", "2022-09-13", "de", "DEU"), document("b", "2022-09-20", "en", "ARM"))
    found = gaps(situation(*BORDER_CLASH), read)
    assert [gap.codes for gap in found if gap.kind == "missing-language"] == [("ru",)]
    assert [gap.codes for gap in found if gap.kind == "no-outlet-of-side"] == [("AZE",)]
    assert [gap.why.text for gap in found if gap.kind == "quiet-days"] == [
        "No document from 14 September 2022 to 19 September 2022"
    ]
    assert not {gap.kind for gap in gaps(situation(*BORDER_CLASH))} & {
        "missing-language",
        "no-outlet-of-side",
        "quiet-days",
    }


def test_without_sides_it_is_said_so() -> None:
    assert gap_kinds(sides="") == {"no-sides"}
