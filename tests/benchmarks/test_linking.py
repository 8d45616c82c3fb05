"""The benchmark of linking: its stores are linked as the rule says, and both get the same documents."""

import json
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.linking import arriving, extent, fill, news, pairs
from lagebild import kept_links
from lagebild.linking.happenings import group
from lagebild.linking.statements import in_order, statements
from lagebild.store import Store


def test_news_are_the_same_every_time() -> None:
    assert news(("ARM", "AZE"), 3, 1) == news(("ARM", "AZE"), 3, 1)
    assert len(set(islice(pairs(), 250))) == 250


def test_a_small_store_is_part_of_a_large_one() -> None:
    small, large = extent(10_000), extent(1_000_000)
    assert small[0] < large[0]
    assert small[1] < large[1]


def test_a_filled_store_is_linked_as_all_at_once_and_goes_on_so(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    fill(path, 100, jobs=1)
    with Store.open(str(path)) as store:
        new = list(arriving(5, 100))
        for document, coded in new:
            store.add(document, coded)
        kept_links.link(store, {document.id: document.id for document, _ in new})
        coded_documents = list(store.coded_documents())
        ordered = in_order(document for document, _ in coded_documents)
        found = statements(ordered, {coded.id: coded for _, coded in coded_documents})
        kept = [[s.key for s in one.statements] for one in kept_links.happenings(store, found, {})]
    assert kept == [[s.key for s in one.statements] for one in group(found, {})]


def test_command_prints_the_ratio(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arguments = "--linking --small 300 --large 600 --documents 3 --jobs 1 --json --into".split()
    assert command.main([*arguments, str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["small"]["mentions"] < found["large"]["mentions"]
    assert found["ratio"] > 0
    assert list(tmp_path.iterdir()) == []
