"""Links kept in the store are those that linking all at once gives, whatever the order and the steps."""

from __future__ import annotations

from random import Random

import pytest
from stored_samples import coded, document, mention

from lagebild import kept_links
from lagebild.errors import StoreError
from lagebild.linking.happenings import group
from lagebild.linking.judgements import anchor
from lagebild.linking.statements import in_order, statements
from lagebild.model import CodedDocument, Document, Judgement
from lagebild.store import Store

GORIS = {"name": "Goris", "country": "ARM", "lat": 39.5, "lon": 46.3, "precision": "point", "text": "Goris"}
TOVUZ = {"name": "Tovuz", "country": "AZE", "lat": 41.0, "lon": 45.6, "precision": "point", "text": "Tovuz"}


def dated(day: int, last: int = 0) -> dict[str, str]:
    return {"start": f"2022-09-{day}", "end": f"2022-09-{last or day}", "precision": "day", "text": str(day)}


VARIANTS: list[dict[str, object]] = [
    {"date": dated(13)}, {"date": dated(13), "place": GORIS}, {"date": dated(13), "place": TOVUZ}, {"date": None},
    {"date": dated(12), "place": GORIS}, {"date": dated(11, 19)}, {"date": None, "status": "historical"},
    {"date": dated(13), "status": "negated"}, {"date": None, "recipient": []}, {"date": None, "place": GORIS},
    {"date": dated(13), "actor": [{"code": "ARM"}], "recipient": [{"code": "AZE"}]},
]  # fmt: skip
Found = tuple[list[Document], dict[str, CodedDocument]]


def corpus(number: int, seed: int = 0) -> Found:
    """Documents with one to three mentions each."""
    random = Random(seed)
    documents = [document(f"d{n}", published=f"2022-09-{random.randint(12, 15)}") for n in range(number)]
    found = {
        one.id: coded(one.id, *(mention(**random.choice(VARIANTS)) for _ in range(random.randint(1, 3))))
        for one in documents
    }
    return documents, found


def kept(store: Store, found: Found) -> list[list[tuple[object, ...]]]:
    ordered = in_order(found[0])
    return told(kept_links.happenings(store, statements(ordered, found[1]), {}))


def told(happenings: list[object]) -> list[list[tuple[object, ...]]]:
    return [[s.key for s in happening.statements] for happening in happenings]  # type: ignore[attr-defined]


def at_once(found: Found, judgements: list[Judgement]) -> list[list[tuple[object, ...]]]:
    return told(group(statements(in_order(found[0]), found[1]), {}, judgements))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_any_steps_give_what_linking_all_at_once_gives(store: Store, seed: int) -> None:
    found, random = corpus(14, seed), Random(seed)
    left = list(found[0])
    random.shuffle(left)
    while left:
        step, left = left[:3], left[3:]
        for one in step:
            store.add(one, found[1][one.id])
        kept_links.link(store, {one.id: one.id for one in step})
    assert kept(store, found) == at_once(found, [])


def test_nothing_new_is_no_work_and_a_new_coding_is_linked_in_place_of_the_old(store: Store) -> None:
    found = corpus(8)
    for one in found[0]:
        store.add(one, found[1][one.id])
    texts = {one.id: one.id for one in found[0]}
    assert kept_links.link(store, texts) > 0
    assert kept_links.link(store, texts) == 0
    recoded = coded("d0", mention(coder="lagebild 9", **VARIANTS[2]))
    store.add_coded(recoded)
    assert kept_links.link(store, texts) > 0
    found[1]["d0"] = recoded
    assert kept(store, found) == at_once(found, [])


def test_links_by_another_rule_are_made_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    found = corpus(4)
    for one in found[0]:
        store.add(one, found[1][one.id])
    texts = {one.id: one.id for one in found[0]}
    kept_links.link(store, texts)
    monkeypatch.setattr(kept_links, "MADE_BY", "another")
    assert kept_links.link(store, texts) > 0
    assert kept(store, found) == at_once(found, [])


def test_reprints_are_linked_as_one_text(store: Store) -> None:
    documents = [document("a"), document("b")]
    found = {one.id: coded(one.id, mention(**VARIANTS[1])) for one in documents}
    for one in documents:
        store.add(one, found[one.id])
    kept_links.link(store, {"a": "a", "b": "b"})
    kept_links.link(store, {"a": "a", "b": "a"})
    with store.links() as tables:
        assert [[place[0] for place in passage.mentions] for passage, _ in tables.passages(["a", "b"])] == [["a", "b"]]


def test_judgements_are_kept_and_undone_by_new_rows(store: Store) -> None:
    found = corpus(6, seed=5)
    for one in found[0]:
        store.add(one, found[1][one.id])
    kept_links.link(store, {one.id: one.id for one in found[0]})
    before = kept(store, found)
    first = max(group(statements(in_order(found[0]), found[1]), {}), key=lambda one: len(one.statements))
    sides = [tuple(map(anchor, part)) for part in (first.statements[:1], first.statements[1:])]
    number = kept_links.judge(store, Judgement(number=0, kind="split", sides=tuple(sides), by="A", note="two attacks"))
    assert kept(store, found) == at_once(found, store.judgements()) != before
    undoing = kept_links.judge(store, Judgement(number=0, kind="undo", undoes=number, by="B"))
    assert kept(store, found) == before
    assert [(one.number, one.by, one.note) for one in store.judgements()] == [
        (number, "A", "two attacks"),
        (undoing, "B", ""),
    ]
    with pytest.raises(StoreError, match="no such judgement"):
        kept_links.judge(store, Judgement(number=0, kind="undo", undoes=99))
