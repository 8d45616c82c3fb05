"""What belongs together is one event; what does not stays apart; the order of documents changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_news import coded, document, mention, place

from lagebild.linking import situation
from lagebild.model import CodedDocument, Document, Event

TEXT = "{} and forces near the river exchanged words and fire, officials of both capitals said in separate statements today."


def doc(ident: str, published: str = "2022-09-13T08:00:00+00:00", **fields: str) -> Document:
    return document(ident, TEXT.format(ident), published, **fields)


def events(*results: tuple[Document, CodedDocument]) -> tuple[Event, ...]:
    return situation([d for d, _ in results], [c for _, c in results]).events


def test_mentions_of_one_day_and_dyad_are_one_event() -> None:
    a, b = doc("alpha"), doc("beta")
    found = events(
        (a, coded(a, mention(a, "ASSAULT", "ARM", "AZE", says="AZE", date="2022-09-13"))),
        (b, coded(b, mention(b, "ASSAULT", "ARM", "AZE", says="AZE", date="2022-09-13"))),
    )
    assert [event.documents for event in found] == [("alpha", "beta")]


def test_incidents_of_two_days_stay_apart() -> None:
    a, b = doc("alpha", "2022-09-12"), doc("beta")
    found = events(
        (a, coded(a, mention(a, "ASSAULT", "ARM", "AZE", says="AZE", date="2022-09-11"))),
        (b, coded(b, mention(b, "ASSAULT", "ARM", "AZE", says="AZE", date="2022-09-13"))),
    )
    assert [str(event.date) for event in found] == ["2022-09-11", "2022-09-13"]


def test_incidents_far_from_each_other_stay_apart() -> None:
    a, b = doc("alpha"), doc("beta")
    kherson, kharkiv = place("Kherson", "UKR", 46.6, 32.6), place("Kharkiv", "UKR", 50.0, 36.2)
    found = events(
        (a, coded(a, mention(a, "ASSAULT", "RUS", "UKR", date="2022-09-13", where=kherson))),
        (b, coded(b, mention(b, "ASSAULT", "RUS", "UKR", date="2022-09-13", where=kharkiv))),
    )
    assert {event.place for event in found} == {"Kherson", "Kharkiv"}


def test_other_conflicts_stay_apart() -> None:
    a, b = doc("alpha"), doc("beta")
    found = events(
        (a, coded(a, mention(a, "ASSAULT", "ARM", "AZE", date="2022-09-13"))),
        (b, coded(b, mention(b, "ASSAULT", "KGZ", "TJK", date="2022-09-13"))),
    )
    assert len(found) == 2


def test_background_never_joins_a_new_event() -> None:
    a, b = doc("alpha"), doc("beta")
    found = events(
        (a, coded(a, mention(a, "ASSAULT", "ARM", "AZE", date="2022-09-13"))),
        (b, coded(b, mention(b, "ASSAULT", "ARM", "AZE", status="historical"))),
    )
    assert len(found) == 2


def test_an_undated_mention_joins_the_event_of_its_day() -> None:
    a, b, c = doc("alpha"), doc("beta", "2022-09-13T20:00:00+00:00"), doc("gamma", "2022-09-30")
    dated = mention(a, "ASSAULT", "ARM", "AZE", date="2022-09-13")
    found = events(
        (a, coded(a, dated)),
        (b, coded(b, mention(b, "ASSAULT", "ARM", "AZE"))),
        (c, coded(c, mention(c, "ASSAULT", "ARM", "AZE", where=place("Lachin", "AZE", 39.6, 46.5)))),
    )
    assert [event.documents for event in found] == [("alpha", "beta"), ("gamma",)]


def test_an_undated_event_has_no_date() -> None:
    a = doc("alpha")
    assert events((a, coded(a, mention(a, "ASSAULT", "ARM", "AZE"))))[0].date is None


def test_fears_make_no_event() -> None:
    a = doc("alpha")
    assert events((a, coded(a, mention(a, "ASSAULT", "ARM", "AZE", status="hypothetical")))) == ()


def test_calls_to_several_partners_are_several_events() -> None:
    a = doc("alpha")
    found = events((a, coded(a, mention(a, "CONSULT", "ARM RUS FRA", mode="phone", date="2022-09-13"))))
    assert {event.recipient for event in found} == {("RUS",), ("FRA",)}


def test_a_truce_brokered_agreed_and_kept_is_one_agreement() -> None:
    a = document("a", "Moscow brokered a ceasefire between the two neighbours that took effect on Tuesday.", "2022-09-13")
    b = document("b", "The two governments agreed on a ceasefire, the council's secretary said on Tuesday.", "2022-09-13")
    found = events(
        (a, coded(a, mention(a, "CONSULT", "RUS", "ARM AZE", mode="mediate", date="2022-09-13"))),
        (b, coded(b, mention(b, "AGREE", "ARM AZE", date="2022-09-13"))),
    )
    assert [(event.type, event.actor, event.documents) for event in found] == [("AGREE", ("ARM", "AZE"), ("a", "b"))]


CODES = st.sampled_from(["ARM", "AZE", "RUS"])
MENTION = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["ASSAULT", "CONSULT", "ACCUSE", "AGREE"]),
        "actor": CODES,
        "recipient": CODES,
        "says": st.sampled_from(["", "ARM", "AZE"]),
        "date": st.sampled_from(["", "2022-09-12", "2022-09-13"]),
        "status": st.sampled_from(["actual", "negated", "historical", "hypothetical"]),
        "killed": st.sampled_from([None, 3, 49]),
    }
)


@st.composite
def corpora(draw: st.DrawFn) -> list[tuple[Document, CodedDocument]]:
    found = []
    for number, mentions in enumerate(draw(st.lists(st.lists(MENTION, max_size=3), min_size=2, max_size=6))):
        text = TEXT.format(f"Soldiers of post {number // 2}")
        made = document(f"d{number}", text, f"2022-09-1{draw(st.integers(2, 4))}")
        found.append((made, coded(made, *(mention(made, **fields) for fields in mentions))))
    return found


@settings(max_examples=60, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(corpus: list[tuple[Document, CodedDocument]], random: object) -> None:
    before = situation([d for d, _ in corpus], [c for _, c in corpus])
    random.shuffle(corpus)  # type: ignore[attr-defined]
    documents = [d for d, _ in corpus]
    random.shuffle(corpus)  # type: ignore[attr-defined]
    assert situation(documents, [c for _, c in corpus]) == before


@pytest.mark.parametrize("opening", ["The war of 2020 ended", "The six weeks of fighting back then ended"])
def test_words_for_another_time_make_an_undated_passage_background(opening: str) -> None:
    text = f"{opening} with the loss of large areas by one of the sides and many dead among its soldiers."
    a, b = document("alpha", text, "2022-09-13"), doc("beta")
    found = events(
        (a, coded(a, mention(a, "ASSAULT", "AZE", "ARM"))),
        (b, coded(b, mention(b, "ASSAULT", "AZE", "ARM", date="2022-09-13"))),
    )
    assert sorted(event.documents for event in found) == [("alpha",), ("beta",)]


def test_a_truce_is_one_where_its_mediator_names_one_side_only() -> None:
    a = document("a", "Moscow said that it had brokered a ceasefire with Baku that took effect on Tuesday.", "2022-09-13")
    b = document("b", "Moscow said that it had brokered a ceasefire with Yerevan that took effect on Tuesday.", "2022-09-13")
    found = events(
        (a, coded(a, mention(a, "CONSULT", "RUS", "AZE", mode="mediate", date="2022-09-13"))),
        (b, coded(b, mention(b, "CONSULT", "RUS", "ARM", mode="mediate", date="2022-09-13"))),
    )
    assert [event.documents for event in found] == [("a", "b")]
