"""Situations by name: what is kept of them, and which documents tell of them."""

import datetime as dt

import pytest
from stored_samples import coded, document, mention

from lagebild.errors import StoreError
from lagebild.model import Actor, NamedSituation, Side
from lagebild.store import Store

BORDER = NamedSituation(name="Grenze", parties=("ARM", "AZE"))
PLACE = {"name": "Goris", "precision": "point", "text": "Горис"}


def put(store: Store, name: str, *, published: str = "2022-09-13", **fields: object) -> None:
    """A document with one mention, of no day and place but what is given."""
    told = mention(**{"date": None, "place": None, "claim": None} | fields)
    store.add(document(name, published=published), coded(name, told))


def found(store: Store, **fields: object) -> list[str]:
    wanted = NamedSituation.model_validate(BORDER.model_dump() | fields)
    return [one.id for one, _ in store.situation_documents(wanted)]


def test_a_situation_is_found_by_its_name_and_nothing_said_of_it_is_lost(store: Store) -> None:
    store.add_situation(BORDER, by="Ann")
    with pytest.raises(StoreError, match="there is a situation of this name"):
        store.add_situation(BORDER.model_copy(update={"name": "GRENZE"}))
    later = BORDER.model_copy(update={"sides": (Side(parties=("ARM",)), Side(parties=("AZE",)))})
    store.add_situation(later, replace=True)
    assert store.situations() == {"grenze": later}
    store.remove_situation("Grenze", by="Bob")
    assert store.situations() == {}
    assert [(one.now, one.by) for one in store.situation_changes("grenze")] == [
        (BORDER, "Ann"), (later, ""), (None, "Bob"),
    ]  # fmt: skip
    store.add_situation(BORDER)
    assert store.situations() == {"grenze": BORDER}


def test_documents_with_news_of_a_party_belong_to_it_in_the_order_of_arrival(store: Store) -> None:
    put(store, "z")
    put(store, "others", actor=(Actor(code="KGZ"),), recipient=(Actor(code="TJK"),))
    put(store, "background", status="historical")
    put(
        store,
        "only says so",
        actor=(Actor(code="KGZ"),),
        recipient=(),
        claim={"by": [Actor(code="ARM")], "stance": "asserts"},
    )
    put(store, "a", recipient=(Actor(code="IGO:CSTO"),), actor=(Actor(code="ARM"),))
    store.add_document(document("not coded"))
    assert found(store) == ["z", "a"]


def test_only_the_latest_coding_of_a_document_counts(store: Store) -> None:
    put(store, "a")
    later = mention(actor=(Actor(code="KGZ"),), recipient=(Actor(code="TJK"),), coder="lagebild 9.0.0")
    store.add_coded(coded("a", later))
    assert found(store) == []


def test_days_are_those_of_the_event_or_else_of_publication(store: Store) -> None:
    put(store, "before", published="2022-09-01")
    put(store, "in it", published="2022-09-13")
    put(
        store,
        "told later",
        published="2022-12-01",
        date={"start": "2022-09-12", "end": "2022-09-14", "precision": "day", "text": ""},
    )
    put(store, "after", published="2022-12-01")
    assert found(store, since="2022-09-14", until="2022-09-30") == ["told later"]
    assert found(store, since="2022-09-13") == ["in it", "told later", "after"]
    assert found(store, until="2022-09-12") == ["before", "told later"]
    assert found(store, since=dt.date(2023, 1, 1)) == []


def test_countries_leave_out_what_happened_elsewhere(store: Store) -> None:
    put(store, "border", place=PLACE | {"country": "ARM-AZE"})
    put(store, "elsewhere", place=PLACE | {"country": "GEO"})
    put(store, "nowhere")
    assert found(store, countries=("AZE",)) == ["border", "nowhere"]
