"""What goes into the store comes out again, from both databases alike."""

import hashlib
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from stored_samples import coded, document, mention

from lagebild.errors import StoreError
from lagebild.model import Account, Event
from lagebild.store import MentionFilter, Store

PLACE = {"name": "border", "country": "ARM-AZE", "precision": "border", "text": "граница"}


def test_documents_come_back_as_they_went_in_and_in_order(store: Store) -> None:
    given = [
        document("b", title="Т", url="https://x.example", outlet="О", outlet_country="ARM"),
        document("a", published=None),
    ]
    assert [store.add_document(one) for one in given] == [1, 1]
    assert list(store.documents()) == given


def test_a_changed_document_is_a_new_revision_and_the_old_one_stays(store: Store) -> None:
    first, second, third = document(), document(text="Neuer Text."), document(text="Neuer Text.", title="Neuer Titel")
    assert [store.add_document(one) for one in (first, first, second, third, third)] == [1, 1, 2, 3, 3]
    assert store.revisions("a") == [first, second, third]
    assert list(store.documents()) == [third]


def test_codings_come_back_as_they_went_in(store: Store) -> None:
    given = coded("a", mention(), mention(type="ACCUSE", claim=None, date=None), outlet="О", warnings=("w",))
    store.add(document("a", outlet="О"), given)
    store.add_document(document("never coded"))
    store.add(document("nothing found"), coded("nothing found", events=()))
    assert [found for _, found in store.coded_documents()] == [given, coded("nothing found", events=())]
    assert [one.mention for one in store.mentions()] == list(given.events)


def test_coding_again_replaces_only_what_the_same_coder_said_of_the_same_revision(store: Store) -> None:
    store.add(document(), coded())
    store.add_coded(coded("a", mention(killed=50)))
    assert [one.mention.killed for one in store.mentions()] == [50]
    store.add_coded(coded("a", mention(killed=51, coder="lagebild 9.9")))
    assert [one.mention.killed for one in store.mentions()] == [51]
    assert [one.mention.killed for one in store.mentions(MentionFilter(coder="lagebild 0.1.0"))] == [50]
    store.add(document(text="Neu."), coded("a", mention(killed=52)))
    assert [one.mention.killed for one in store.mentions()] == [52]
    assert [one.mention.killed for one in store.mentions(MentionFilter(coder="lagebild 0.1.0"))] == [50, 52]


def test_adding_the_same_twice_changes_nothing(store: Store) -> None:
    store.add(document(), coded())
    before = list(store.mentions())
    store.add(document(), coded())
    assert list(store.mentions()) == before
    assert len(store.revisions("a")) == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (MentionFilter(), ["a", "b", "c"]),
        (MentionFilter(type="ASSAULT"), ["a", "b"]),
        (MentionFilter(status="negated"), ["b"]),
        (MentionFilter(actor="AZE"), ["a", "c"]),
        (MentionFilter(recipient="AZE"), []),
        (MentionFilter(actor="RUS"), ["b"]),
        (MentionFilter(claimant="ARM"), ["a", "b"]),
        (MentionFilter(country="AZE"), ["b"]),
        (MentionFilter(country="ARM"), ["b"]),
        (MentionFilter(country="ARM-AZE"), ["b"]),
        (MentionFilter(since=date(2022, 9, 14)), ["a"]),
        (MentionFilter(until=date(2022, 9, 12)), ["b"]),
        (MentionFilter(since=date(2022, 9, 1), until=date(2022, 9, 30)), ["a", "b"]),
        (MentionFilter(document_id="c"), ["c"]),
        (MentionFilter(type="ASSAULT", actor="RUS"), ["b"]),
        (MentionFilter(coder="another"), []),
    ],
)
def test_mentions_are_found_by_what_they_say(store: Store, wanted: MentionFilter, found: list[str]) -> None:
    day = {"start": "2022-09-12", "end": "2022-09-12", "precision": "day", "text": "12"}
    store.add(document("a"), coded("a"))
    store.add(document("b"), coded("b", mention(status="negated", actor=[{"code": "RUS"}], place=PLACE, date=day)))
    store.add(document("c"), coded("c", mention(type="ACCUSE", claim=None, date=None)))
    assert [one.document_id for one in store.mentions(wanted)] == found


def event(name: str, *mentions: tuple[str, int], **fields: object) -> Event:
    accounts = (Account(claimed_by=("ARM",), status="actual", documents=("a",)),)
    made = Event(
        id=name, type="ASSAULT", actor=("AZE",), recipient=("ARM",), documents=("a",), origins=1, accounts=accounts,
        date=date(2022, 9, 13), mentions=mentions,
    )  # fmt: skip
    return made.model_copy(update=fields)


def test_events_of_a_situation_replace_those_of_the_linking_before(store: Store) -> None:
    store.add(document(), coded())
    store.save_events([event("2", ("a", 0)), event("1", ("a", 0))], situation="border")
    store.save_events([event("1")], situation="other")
    store.save_events([event("3", ("a", 0)), event("1", ("a", 0), origins=2)], situation="border")
    assert [(one.id, one.origins) for one in store.events(situation="border")] == [("3", 1), ("1", 2)]
    assert [one.id for one in store.events()] == ["3", "1", "1"]


def test_what_cannot_be_kept_leaves_what_is_there(store: Store) -> None:
    store.add(document(), coded())
    store.save_events([event("1", ("a", 0))])
    with pytest.raises(StoreError, match="not in the store"):
        store.add_coded(coded("unknown"))
    with pytest.raises(StoreError):
        store.save_events([event("2"), event("3", ("unknown", 0))])
    with pytest.raises(StoreError):
        store.add(
            document("b", title="bad \x00 character" if "postgres" in str(store._engine.url) else "b"), coded("c")
        )
    assert [one.id for one in store.events()] == ["1"]
    assert [one.id for one in store.documents()] == ["a"]


def test_reports_are_noted_with_their_contents(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"report")
    store.add_report(path, situation="border")
    (found,) = store.reports(situation="border")
    assert found.path == path
    assert found.content_hash == hashlib.sha256(b"report").hexdigest()
    assert found.made_at.tzinfo is not None
    assert store.reports(situation="other") == []


def test_a_reader_does_not_wait_for_an_open_reading(store: Store) -> None:
    for name in "abc":
        store.add_document(document(name))
    reading = store.documents()
    assert next(reading).id == "a"
    store.add_document(document("d"))
    assert [one.id for one in reading] == ["b", "c"]
    assert len(list(store.documents())) == 4


def test_sqlite_runs_in_write_ahead_mode(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    Store.open(str(path)).close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
