"""Text files and standard input."""

import io
from pathlib import Path

import pytest

from lagebild.errors import EmptyDocument, InputError, MissingInput, NotText, TooLarge
from lagebild.model import Document
from lagebild.sources import ReadingOptions, documents
from lagebild.sources.publication import read_publication

TEXT = "Die Türkei hat Syrien angegriffen.\r\n\r\nDas sagte Damaskus."


def one(path: Path | str, options: ReadingOptions | None = None, stdin: bytes = b"") -> Document | InputError:
    (found,) = documents([str(path)], options or ReadingOptions(), stdin=io.BytesIO(stdin))
    return found


def test_a_text_file_is_one_document_named_after_it(tmp_path: Path) -> None:
    path = tmp_path / "lage.txt"
    path.write_bytes(TEXT.encode())
    options = ReadingOptions(publication=read_publication("2019-10-09"), outlet="Morgenblatt")
    found = one(path, options)
    assert isinstance(found, Document)
    assert (found.id, found.text, found.outlet, str(found.published)) == ("lage", TEXT, "Morgenblatt", "2019-10-09")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "lage.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    found = one(path)
    assert isinstance(found, Document)
    assert found.text == TEXT


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"", EmptyDocument, "no text"),
        (b" \n\t\n", EmptyDocument, "no text"),
        (b"\xef\xbb\xbf", EmptyDocument, "no text"),
        (b"abc\0def", NotText, "byte 3"),
        (b"\x89PNG\r\n\x1a\n\xff", NotText, "byte 0"),
        ("Die Türkei".encode("latin-1"), NotText, "byte 5"),
        ("Die Türkei".encode("utf-16"), NotText, "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(tmp_path: Path, data: bytes, kind: type, said: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    found = one(path)
    assert type(found) is kind
    assert said in found.describe()
    assert str(path) in found.describe()


def test_a_text_of_twenty_megabytes_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"Russia attacked Ukraine. " * 800_000)
    found = one(path)
    assert isinstance(found, TooLarge)
    assert found.source == str(path)


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "exact.txt"
    path.write_bytes(b"a" * 100)
    assert isinstance(one(path, ReadingOptions(max_document_bytes=100)), Document)
    assert isinstance(one(path, ReadingOptions(max_document_bytes=99)), TooLarge)


@pytest.mark.parametrize("name", ["missing.txt", "missing.jsonl", "."])
def test_missing_files_and_folders_are_named(tmp_path: Path, name: str) -> None:
    found = one(tmp_path / name)
    assert isinstance(found, MissingInput)
    assert str(tmp_path) in found.source


def test_the_others_are_read_in_order(tmp_path: Path) -> None:
    for name, data in (("a", b"one"), ("b", b"\0"), ("c", b"three")):
        (tmp_path / f"{name}.txt").write_bytes(data)
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt", "nothing.txt", "c.txt")]
    kinds = [type(found) for found in documents(names, ReadingOptions())]
    assert kinds == [Document, NotText, MissingInput, Document]


def test_standard_input_as_text_is_named_by_its_contents() -> None:
    first, second = one("-", stdin=b"\n \nText"), one("-", stdin=b"\n \nText")
    assert isinstance(first, Document)
    assert first == second
    assert first.text == "\n \nText"
    assert first.id.startswith("text-")


@pytest.mark.parametrize("start", [b"", b"\n\n  ", b"\xef\xbb\xbf"])
def test_standard_input_that_begins_with_a_brace_is_json_lines(start: bytes) -> None:
    found = one("-", stdin=start + b'{"id": "a", "text": "Text"}\n')
    assert isinstance(found, Document)
    assert (found.id, found.text) == ("a", "Text")


@pytest.mark.parametrize("data", [b"", b"\n" * 50])
def test_empty_standard_input_is_an_empty_document(data: bytes) -> None:
    assert isinstance(one("-", stdin=data), EmptyDocument)


def test_blank_standard_input_above_the_limit_is_refused() -> None:
    assert isinstance(one("-", ReadingOptions(max_document_bytes=10), stdin=b"\n" * 50), TooLarge)


def test_files_of_other_kinds_are_read_like_standard_input(tmp_path: Path) -> None:
    (tmp_path / "records.json").write_bytes(b'{"text": "Text"}')
    (tmp_path / "notes").write_bytes(b"Text")
    assert [type(one(tmp_path / name)) for name in ("records.json", "notes")] == [Document, Document]
