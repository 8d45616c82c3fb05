"""JSON Lines."""

import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from lagebild.errors import BrokenRecord, EmptyDocument, InputError, NotText, TooLarge
from lagebild.model import Document
from lagebild.sources import Identities, ReadingOptions, documents


def read(
    path: Path, *lines: bytes | dict[str, Any], options: ReadingOptions | None = None
) -> list[Document | InputError]:
    data = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(data) + b"\n")
    return list(documents([str(path)], options or ReadingOptions()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.jsonl"


def test_all_fields_of_the_contract_are_kept(path: Path) -> None:
    record = {
        "id": "a", "text": "Text", "title": "Titel", "url": "https://a.example/1", "outlet": "A",
        "outlet_country": "DEU", "published": "2022-09-13T00:30:00+04:00", "lang": "de",
    }  # fmt: skip
    (found,) = read(path, record)
    assert isinstance(found, Document)
    kept = found.model_dump(mode="json")
    assert kept.pop("published_at") == record["published"]
    assert kept == record | {"published": "2022-09-13"}


def test_the_title_does_not_move_the_text(path: Path) -> None:
    (found,) = read(path, {"text": "Text", "title": "Titel"})
    assert isinstance(found, Document)
    assert found.text == "Text"


def test_fields_that_are_unknown_are_no_fault(path: Path) -> None:
    (found,) = read(path, {"text": "Text", "events": [], "title": None})
    assert isinstance(found, Document)


def test_a_document_without_id_is_named_by_file_and_line(path: Path) -> None:
    found = read(path, {"text": "Eins"}, b"", {"text": "Zwei"}, {"id": 7, "text": "Drei"})
    assert [document.id for document in found if isinstance(document, Document)] == ["news:1", "news:3", "7"]


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        (b'{"text": ', BrokenRecord, "not JSON"),
        (b"[1]", BrokenRecord, "a list"),
        (b"null", BrokenRecord, "null"),
        (b'{"text": ' + b"[" * 100_000, BrokenRecord, "nested too deep"),
        (b'{"text": "a", "n": ' + b"1" * 5000 + b"}", BrokenRecord, "number too long"),
        (b'{"id": "x"}', BrokenRecord, "'text' is missing"),
        (b'{"text": null}', BrokenRecord, "'text' is missing"),
        (b'{"text": 5}', BrokenRecord, "must be a string, not a number"),
        (b'{"text": "a", "title": true}', BrokenRecord, "'title' must be a string, not true or false"),
        (b'{"text": "a", "id": {}}', BrokenRecord, "'id' must be a string, not an object"),
        (b'{"text": "a", "published": "yesterday"}', BrokenRecord, "'published'"),
        (b'{"text": "a", "published": "2022-13-01"}', BrokenRecord, "'published'"),
        (b'{"text": "a", "published": "2022-09-13Tlater"}', BrokenRecord, "'published'"),
        (b'{"text": "a", "published": 20220913}', BrokenRecord, "'published'"),
        (b'{"text": "  "}', EmptyDocument, "no text"),
        (b'{"text": "a\\u0000b"}', NotText, "NUL at character 1"),
        (b'{"text": "a\\ud800"}', NotText, "surrogate pair at character 1"),
        (b'{"text": "a", "title": "\\ud800"}', NotText, "surrogate pair"),
        (b'{"text": "\xff"}', NotText, "byte 27"),
        (b'{"text": "a\0"}', NotText, "NUL at byte 28"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(path: Path, line: bytes, kind: type, said: str) -> None:
    before, broken, after = read(path, b'{"text": "one","x": "y"}', line, {"text": "three"})
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert type(broken) is kind
    assert broken.source.startswith(f"{path}:2")
    assert said.replace("byte 27", "byte 35").replace("byte 28", "byte 36") in broken.describe()


def test_a_record_of_twenty_megabytes_is_refused_by_its_name(path: Path) -> None:
    huge, after = read(path, {"id": "huge", "text": "Russia attacked Ukraine. " * 800_000}, {"text": "b"})
    assert isinstance(huge, TooLarge)
    assert "huge" in huge.source
    assert isinstance(after, Document)


def test_a_line_of_any_length_never_fills_the_memory(path: Path) -> None:
    with path.open("wb") as stream:
        for _ in range(60):
            stream.write(b"x" * 1_000_000)
        stream.write(b'\n{"text": "b"}\n')
    tracemalloc.start()
    huge, after = documents([str(path)], ReadingOptions(max_document_bytes=100_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(huge, TooLarge)
    assert isinstance(after, Document)
    assert peak < 10_000_000


def test_each_line_is_handed_on_before_the_next_one_has_come() -> None:
    reader, writer = os.pipe()
    with open(reader, "rb") as ours, open(writer, "wb", buffering=0) as theirs:
        found = documents(["-"], ReadingOptions(), stdin=ours)
        for number in range(3):
            theirs.write(b'{"id": "%d", "text": "Text"}\n' % number)
            document = next(found)
            assert isinstance(document, Document)
            assert document.id == str(number)


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_a_file_without_documents_is_empty(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    (found,) = documents([str(path)], ReadingOptions())
    assert isinstance(found, EmptyDocument)


def test_ids_met_before_get_a_number_and_a_warning() -> None:
    identities = Identities()
    given = [Document(id=name, text="x") for name in ("a", "a", "a-2", "a", "b")]
    found = [item.id for item in identities.unique(given) if isinstance(item, Document)]
    assert found == ["a", "a-2", "a-2-2", "a-3", "b"]
    assert "'a' was used before" in str(identities.warning("a-2"))
    assert identities.warning("a-2") is None
    assert identities.warning("b") is None
