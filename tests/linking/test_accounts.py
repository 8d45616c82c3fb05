"""Who says what: accounts, origins, disputes of each kind, casualties, parties, course of days, commitments."""

from __future__ import annotations

import pytest
from made_up_news import coded, document, mention, place

from lagebild.linking import situation
from lagebild.model import CodedDocument, Document, Event, Situation

TEXT = "{} said that shots had been fired across the river near the village during the night and that there was damage."


def told(ident: str, *mentions: dict[str, object], text: str = "", **fields: str) -> tuple[Document, CodedDocument]:
    published = fields.pop("published", "2022-09-13T08:00:00+00:00")
    doc = document(ident, text or TEXT.format(ident), published, **fields)
    return doc, coded(doc, *(mention(doc, **{"date": "2022-09-13", **m}) for m in mentions))  # type: ignore[arg-type]


def linked(*results: tuple[Document, CodedDocument]) -> Situation:
    return situation([d for d, _ in results], [c for _, c in results])


def only(found: Situation) -> Event:
    (event,) = found.events
    return event


FIRE = {"kind": "ASSAULT", "actor": "ARM", "recipient": "AZE"}
COUNTER = {"kind": "ASSAULT", "actor": "AZE", "recipient": "ARM"}


def test_all_organs_of_a_state_are_one_origin() -> None:
    event = only(linked(told("alpha", {**FIRE, "says": "AZE"}), told("beta", {**FIRE, "says": "AZE"})))
    assert event.origins == 1


def test_a_denial_is_an_origin_and_an_account_of_its_own() -> None:
    event = only(
        linked(told("alpha", {**FIRE, "says": "AZE"}), told("beta", {**FIRE, "says": "ARM", "status": "negated"}))
    )
    assert event.origins == 2
    assert [(a.claimed_by, a.status) for a in event.accounts] == [(("ARM",), "negated"), (("AZE",), "actual")]


def test_papers_that_print_one_agency_are_one_origin() -> None:
    text = "{} (Reuters) - Armenian soldiers fired at Azerbaijani posts near the river {} on Tuesday night, {} people in the valley told {}."
    first = told("alpha", FIRE, text=text.format("TBILISI", "Aras", "several", "reporters by telephone before noon"))
    second = told("beta", FIRE, text=text.format("YEREVAN", "Kura", "many", "visitors from abroad in the evening"))
    assert only(linked(first, second)).origins == 1


def test_reprints_are_one_origin() -> None:
    text = "Armenian soldiers fired at Azerbaijani posts near the river on Tuesday night, a reporter of this newspaper saw from a hill."
    assert only(linked(told("alpha", FIRE, text=text), told("beta", FIRE, text=text))).origins == 1


def test_two_reporters_are_two_origins() -> None:
    assert (
        only(
            linked(told("alpha", FIRE), told("beta", FIRE, text="A woman saw soldiers shoot over the border fence."))
        ).origins
        == 2
    )


def test_state_media_speak_for_their_state() -> None:
    own = told("alpha", FIRE, outlet="Baku State News", outlet_country="AZE")
    assert only(linked(own, told("beta", {**FIRE, "says": "AZE"}))).origins == 1


def test_occurrence_is_disputed_where_one_asserts_and_another_denies() -> None:
    event = only(
        linked(told("alpha", {**FIRE, "says": "AZE"}), told("beta", {**FIRE, "says": "ARM", "status": "negated"}))
    )
    assert (event.disputed, event.dispute) == (True, "occurrence")


def test_responsibility_is_disputed_where_each_side_says_the_other_did_it() -> None:
    found = linked(told("alpha", {**FIRE, "says": "AZE"}), told("beta", {**COUNTER, "says": "ARM"}))
    assert {event.dispute for event in found.events} == {"responsibility"}


def test_responsibility_is_disputed_where_claimants_name_different_actors() -> None:
    where = place("Gaza", "PSE", 31.5, 34.4)
    one = {"kind": "ASSAULT", "actor": "ISR", "recipient": "PSE", "says": "PSE", "where": where}
    other = {"kind": "ASSAULT", "actor": "NSA:HAMAS", "recipient": "PSE", "says": "ISR", "where": where}
    assert only(linked(told("alpha", one), told("beta", other))).dispute == "responsibility"


def test_casualties_are_disputed_where_figures_for_one_side_exclude_each_other() -> None:
    found = linked(
        told("alpha", {**FIRE, "says": "AZE", "killed": 15}), told("beta", {**FIRE, "says": "KGZ", "killed": 2})
    )
    assert only(found).dispute == "casualties"


@pytest.mark.parametrize("later", ["2022-09-14T09:00:00+00:00", "2022-09-16T09:00:00+00:00"])
def test_a_toll_that_rises_is_no_dispute(later: str) -> None:
    first = told("alpha", {**FIRE, "says": "AZE", "killed": 50})
    second = told("beta", {**FIRE, "says": "AZE", "killed": 71, "date": ""}, published=later)
    event = only(linked(first, second))
    assert event.dispute is None
    assert [(c.claimed_by, c.side, c.killed) for c in event.casualties] == [
        (("AZE",), "AZE", 50),
        (("AZE",), "AZE", 71),
    ]


def test_each_side_counting_its_own_dead_is_no_dispute_of_figures() -> None:
    found = linked(
        told("alpha", {**FIRE, "says": "AZE", "killed": 50}), told("beta", {**COUNTER, "says": "AZE", "killed": 49})
    )
    assert "casualties" not in {event.dispute for event in found.events}


def test_a_figure_stands_at_one_event_only() -> None:
    results = [
        told("alpha", {**FIRE, "says": "AZE", "killed": 50}),
        told("beta", {**FIRE, "says": "AZE", "killed": 50, "date": ""}, published="2022-09-15"),
        told("gamma", {**FIRE, "says": "AZE", "date": "2022-09-15"}, published="2022-09-15"),
    ]
    figures = [figure for event in linked(*results).events for figure in event.casualties]
    assert [(figure.killed, figure.documents) for figure in figures] == [(50, ("alpha", "beta"))]


def test_the_main_parties_come_from_the_events() -> None:
    found = linked(
        told("alpha", FIRE), told("beta", FIRE), told("gamma", {"kind": "CONSULT", "actor": "FRA", "recipient": "ARM"})
    )
    assert found.parties == ("ARM", "AZE")


def test_what_only_one_side_alleges_does_not_change_the_phase() -> None:
    found = linked(told("alpha", {**FIRE, "says": "AZE"}))
    assert [(str(row.date), row.material_conflict, row.phase) for row in found.timeline] == [
        ("2022-09-13", 1, "tension")
    ]


def test_where_each_side_says_that_the_other_struck_there_was_fighting() -> None:
    denied = {"status": "negated"}
    found = linked(
        told("alpha", {**FIRE, "says": "ARM"}, {**FIRE, "says": "AZE", **denied}),
        told("beta", {**COUNTER, "says": "AZE"}, {**COUNTER, "says": "ARM", **denied}),
    )
    assert {event.dispute for event in found.events} <= {"occurrence", "responsibility"}
    assert [row.phase for row in found.timeline] == ["fighting"]


def test_a_truce_ends_the_fighting_in_the_timeline() -> None:
    truce = (
        "The two governments agreed on a ceasefire that came into force in the evening, mediators said on Wednesday."
    )
    found = linked(
        told("alpha", {**FIRE, "says": "AZE"}, {**COUNTER, "says": "ARM"}),
        told("beta", {"kind": "AGREE", "actor": "ARM AZE", "date": "2022-09-14"}, text=truce, published="2022-09-14"),
        told("gamma", {"kind": "CONSULT", "actor": "ARM AZE", "date": "2022-09-16"}, published="2022-09-16"),
    )
    assert [row.phase for row in found.timeline] == ["fighting", "ceasefire", "ceasefire", "ceasefire"]


@pytest.mark.parametrize(
    ("lang", "text", "treaty", "article", "body"),
    [
        ("en", "Armenia invoked Article 4 of the Collective Security Treaty on Tuesday.", "Collective Security Treaty", "4", "IGO:CSTO"),
        ("de", "Polen hat sich auf Artikel 4 des Nordatlantikvertrags berufen.", "North Atlantic Treaty", "4", "IGO:NATO"),
        ("ru", "Армения обратилась за помощью на основании статьи 4 Договора о коллективной безопасности.",
         "Collective Security Treaty", "4", "IGO:CSTO"),
        ("de", "Pakistan berief sich auf Artikel 51 der UN-Charta.", "UN Charter", "51", "IGO:UN"),
    ],
)  # fmt: skip
def test_a_clause_is_invoked(lang: str, text: str, treaty: str, article: str, body: str) -> None:
    invoker = {"Armenia": "ARM", "Polen": "POL", "Армения": "ARM", "Pakistan": "PAK"}[text.split()[0]]
    found = linked(told("alpha", {"kind": "REQUEST", "actor": invoker, "recipient": body}, text=text, lang=lang))
    (clause,) = found.commitments
    assert (clause.treaty, clause.article, clause.invoked_by, clause.asked_of) == (treaty, article, (invoker,), (body,))


def test_a_treaty_may_be_only_mentioned() -> None:
    text = "Azerbaijan has had the Shusha Declaration with Turkey since 2021. Nobody has invoked it this week."
    (clause,) = linked(told("alpha", {**FIRE, "says": "AZE"}, text=text)).commitments
    assert (clause.treaty, clause.invoked_by, clause.outcome) == ("Shusha Declaration", (), "not invoked")


def test_what_a_state_does_to_its_own_people_is_no_mirror_of_itself() -> None:
    arrest = {"kind": "ASSAULT", "actor": "ARM", "recipient": "ARM", "says": "ARM"}
    assert not any(event.disputed for event in linked(told("alpha", arrest)).events)


def test_a_pronoun_in_a_sentence_on_a_clause_is_who_the_sentence_before_names() -> None:
    text = (
        "Armenia asked once before, in the year of the last war, and got no more than words of comfort from the CSTO. "
        "In May 2021 it turned to the alliance under Article 2, which provides only for consultations."
    )
    found = linked(
        told("alpha", {"kind": "REQUEST", "actor": "ARM", "recipient": "IGO:CSTO", "passage": text[:40]}, text=text)
    )
    clause = next(promise for promise in found.commitments if promise.article == "2")
    assert (clause.invoked_by, clause.asked_of) == (("ARM",), ("IGO:CSTO",))
    assert (str(clause.on), clause.outcome) == ("2021-05-14", "consultations, no action")


def test_blame_both_ways_on_one_day_is_one_exchange_of_accusations() -> None:
    blame = {"kind": "ACCUSE", "actor": "ARM", "recipient": "AZE"}
    first = told(
        "alpha", blame, text="In the council the envoy of Yerevan blamed the neighbours for the war on Tuesday."
    )
    other = told(
        "beta",
        {**blame, "actor": "AZE", "recipient": "ARM"},
        text="Before the members the delegate of Baku laid all guilt at the other door.",
    )
    event = only(linked(first, other))
    assert (event.actor, event.recipient, event.origins) == (("ARM", "AZE"), (), 2)


def test_what_only_may_happen_is_no_word_of_the_outlet() -> None:
    event = only(linked(told("alpha", {**FIRE, "says": "AZE"}), told("beta", {**FIRE, "status": "hypothetical"})))
    assert event.origins == 1


def test_own_work_bears_on_the_paragraph_before_that_tells_of_an_event() -> None:
    lead = "Armenian soldiers fired at posts near the river during the night, the ministry of defence in Baku said on Tuesday morning.\n\n"
    seen = "A gamma reporter saw two houses at the edge of the village with their roofs torn open.\n\n"
    talk = (
        "The ministers of the two states spoke by telephone at noon, the ministry of foreign affairs in Yerevan said."
    )
    doc = document("gamma", lead + seen + talk, "2022-09-13T08:00:00+00:00", outlet="Gamma")
    fire = mention(doc, **{**FIRE, "says": "AZE", "date": "2022-09-13"})
    call = mention(doc, kind="CONSULT", actor="ARM", recipient="AZE", says="ARM", date="2022-09-13")
    start = len(lead + seen)
    evidence = call.evidence.model_copy(update={"start": start, "end": len(doc.text), "text": talk})
    result = coded(doc, fire, call.model_copy(update={"evidence": evidence}))
    assert {event.type: event.origins for event in linked((doc, result)).events} == {"ASSAULT": 2, "CONSULT": 1}
