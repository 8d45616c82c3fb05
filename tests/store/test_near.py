"""Near copies and translations are found by looking up bands and keys, the same as in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from lagebild.linking.copies import reprint_groups
from lagebild.linking.prints import DAYS, METHOD, SHARED, Near, prints
from lagebild.linking.statements import in_order
from lagebild.linking.translations import translation_pairs
from lagebild.model import CodedDocument, Document
from lagebild.store import Store
from lagebild.store.connecting import address, connect

ENGLISH = [
    "President Anton Marik told parliament on 14 March that 37 soldiers had died near Goris and Jermuk since Monday night.",
    "According to Marik, 12 drones struck a hospital in Stepanakert. He asked the United Nations for an investigation there.",
    "Interior Minister Pavel Grigoryan said that 2500 people had left Kelbajar for Yerevan, most of them by the only road left.",
]
GERMAN = [
    "Präsident Anton Marik hat am 14. März im Parlament gesagt, dass 37 Soldaten bei Goris und Dschermuk seit Montag starben.",
    "Marik zufolge trafen 12 Drohnen ein Krankenhaus in Stepanakert. Er bat die Vereinten Nationen um eine Untersuchung dort.",
    "Innenminister Pavel Grigorjan sagte, 2500 Menschen hätten Kelbadschar in Richtung Jerewan verlassen, die meisten zu Fuß.",
]
OTHER = "Fishermen at the coast complain that prices for fuel have doubled while the catch of herring became smaller every year."


def document(ident: str, parts: Sequence[str], day: int | None, lang: str = "en") -> Document:
    published = None if day is None else dt.date(2023, 3, day)
    return Document(id=ident, text="\n\n".join(parts), lang=lang, published=published, outlet=f"Paper {ident}")


CORPUS = [
    document("source", ENGLISH, 14), document("cut", ENGLISH[:2], 15), document("changed", [OTHER, *ENGLISH[1:]], 16),
    document("template", ENGLISH, 30), document("undated", ENGLISH, None), document("herring", [OTHER], 14),
    document("german", GERMAN, 15, "de"), document("late", GERMAN, 28, "de"), document("again", GERMAN[1:], 16, "de"),
]  # fmt: skip


#: Texts of other matters, so that the names of the first are rare.
CORPUS += [
    document(f"filler{n}", [" ".join(f"word{n}x{i}" for i in range(20))], 14, ("en", "de")[n % 2]) for n in range(30)
]


def fill(store: Store, documents: Sequence[Document] = CORPUS) -> None:
    for doc in documents:
        store.add(doc, CodedDocument(id=doc.id, lang=doc.lang), prints(doc, doc.lang))


def test_copies_and_translations_are_the_same_from_the_store_as_in_memory(store: Store) -> None:
    fill(store)
    near = Near(*store.near_pairs([doc.id for doc in CORPUS], days=DAYS, shared=SHARED))
    ordered, languages = in_order(CORPUS), {doc.id: doc.lang for doc in CORPUS}
    coded = {doc.id: CodedDocument(id=doc.id, lang=doc.lang) for doc in CORPUS}
    groups = reprint_groups(ordered, languages)
    assert {frozenset(group) for group in groups} >= {frozenset({"german", "again"})}
    assert reprint_groups(ordered, languages, near.copies) == groups
    found = translation_pairs(ordered, coded, groups)
    assert found
    assert translation_pairs(ordered, coded, groups, near.renderings) == found


def test_a_new_document_finds_its_near_copies_of_its_language_and_time(store: Store) -> None:
    fill(store)
    assert store.near_copies("cut", days=DAYS[0]) == ["changed", "source", "undated"]
    assert store.near_copies("template", days=DAYS[0]) == ["undated"]
    assert store.near_copies("german", days=DAYS[0]) == ["again"]
    assert store.near_copies("nobody", days=DAYS[0]) == []


def test_a_new_document_finds_what_may_be_its_translation(store: Store) -> None:
    fill(store)
    assert set(store.near_renderings("german", days=DAYS[1], shared=SHARED)) == {"changed", "cut", "source", "undated"}
    assert store.near_renderings("herring", days=DAYS[1], shared=SHARED) == []


def test_prints_follow_the_latest_revision(store: Store) -> None:
    fill(store)
    fill(store, [document("cut", [OTHER], 15)])
    assert store.near_copies("cut", days=DAYS[0]) == ["changed", "herring"]
    assert "cut" not in store.near_copies("source", days=DAYS[0])


def test_documents_without_prints_are_told(store: Store) -> None:
    for doc in CORPUS[:2]:
        store.add(doc, CodedDocument(id=doc.id, lang=doc.lang))
    assert [(doc.id, lang) for doc, lang in store.unprinted(METHOD)] == [("source", "en"), ("cut", "en")]
    store.add_prints((doc.id, prints(doc, lang)) for doc, lang in store.unprinted(METHOD))
    assert store.unprinted(METHOD) == []
    assert [doc.id for doc, _ in store.unprinted("another method")] == ["source", "cut"]


def test_bands_are_looked_up_by_an_index(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    Store.open(url).close()
    query = (
        "SELECT document FROM paragraph_bands WHERE band = 1 AND hash = 5",
        "SELECT document FROM text_keys WHERE key = 'A' AND day BETWEEN 1 AND 2",
    )
    with connect(address(url)).connect() as connection:
        for text in query:
            plan = connection.execute(sa.text(f"EXPLAIN QUERY PLAN {text}")).all()
            assert "USING COVERING INDEX" in str(plan)


def test_bands_are_the_same_on_every_machine() -> None:
    assert prints(document("a", ENGLISH[:1], 14), "en").paragraphs[0][:2] == BANDS


BANDS = (-8527829077830572031, -7007587448867060337)
