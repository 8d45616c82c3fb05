"""``lagebild code``."""

from pathlib import Path

import pytest
from cli_running import NOTHING, SHELLED, lagebild, lines, records

from lagebild.store import Store


def test_one_line_per_document_in_the_order_of_the_input_also_where_nothing_was_found(folder: Path) -> None:
    (folder / "calm.txt").write_text(NOTHING)
    source = records(
        folder / "news.jsonl", {"id": "z", "text": SHELLED, "published": "2022-09-14"}, {"id": "a", "text": NOTHING}
    )
    result = lagebild("code", source, "calm.txt")
    assert result.exit_code == 0, result.stderr
    found = lines(result)
    assert [(one["id"], bool(one["events"])) for one in found] == [("z", True), ("a", False), ("calm", False)]
    event = found[0]["events"][0]
    assert (event["type"], event["actor"][0]["code"], event["claim"]["by"][0]["code"]) == ("ASSAULT", "AZE", "ARM")
    assert event["date"]["start"] == "2022-09-13"


def test_bare_text_takes_day_and_outlet_from_the_options() -> None:
    result = lagebild(
        "code", "-", "--published", "2022-09-14", "--outlet", "Bote", "--lang", "en", stdin=SHELLED.encode()
    )
    (found,) = lines(result)
    assert (found["published"], found["outlet"], found["lang"]) == ("2022-09-14", "Bote", "en")
    assert found["events"][0]["date"]["start"] == "2022-09-13"


def test_evidence_counts_code_points_of_the_text(folder: Path) -> None:
    text = f"😀 „Ж“\r\n\r\n{SHELLED}"
    (folder / "a.txt").write_bytes(text.encode())
    (found,) = lines(lagebild("code", "a.txt", "--lang", "en"))
    evidence = found["events"][0]["evidence"]
    for span in (evidence, evidence["trigger"]):
        assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "L101"),
        (b"a\0b", "L102"),
        (b"\xff\xfe\xff", "L102"),
        (b"x" * 5_000_001, "L104"),
        (b"Le chat dort dans la maison.", "L105"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_coded(folder: Path, data: bytes, code: str) -> None:
    (folder / "good.txt").write_text(SHELLED)
    (folder / "bad.txt").write_bytes(data)
    result = lagebild("code", "good.txt", "bad.txt", "missing.txt", "-", stdin=NOTHING.encode())
    assert result.exit_code == 1
    assert [one["id"][:4] for one in lines(result)] == ["good", "text"]
    bad, missing = result.stderr.splitlines()
    assert bad.startswith(f"[{code}] bad")
    assert missing.startswith("[L106] missing.txt")


def test_broken_lines_are_named_by_their_number(folder: Path) -> None:
    (folder / "news.jsonl").write_text(
        f'{{"id": "a", "text": "{NOTHING}"}}\n{{"id"\n{{"id": "b", "text": "{NOTHING}"}}\n'
    )
    result = lagebild("code", "news.jsonl")
    assert result.exit_code == 1
    assert [one["id"] for one in lines(result)] == ["a", "b"]
    assert result.stderr.startswith("[L103] news.jsonl:2: not JSON")


def test_doubts_about_a_document_are_warnings(folder: Path) -> None:
    given = {"id": "a", "text": NOTHING, "published": "2922-09-14"}
    result = lagebild("code", records(folder / "news.jsonl", given, given))
    assert result.exit_code == 0
    first, second = lines(result)
    assert first["warnings"] == ["published on 2922-09-14, which is in the future"]
    assert second["id"] == "a-2"
    assert "used before" in second["warnings"][0]
    assert "warning: a-2: " in result.stderr


def test_the_table_shows_who_did_what_according_to_whom(folder: Path) -> None:
    (folder / "a.txt").write_text(SHELLED)
    result = lagebild("code", "a.txt", "--format", "table", "--published", "2022-09-14")
    assert result.exit_code == 0
    for cell in ("ASSAULT", "AZE → ARM", "actual", "2022-09-13", "Goris, ARM", "shelled"):
        assert cell in result.stdout


def test_what_strangers_write_does_not_steer_the_terminal(folder: Path) -> None:
    source = records(folder / "a.jsonl", {"id": "\x1b]0;x\x07[red]", "text": f"\x1b[31m{SHELLED}", "outlet": "[bold]O"})
    result = lagebild("code", source, "--format", "table")
    assert "\x1b" not in result.stdout
    assert "[bold]O" in result.stdout
    assert "[red]" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"], ["code", "a.txt", "--jobs", "0"], ["code", "a.txt", "--lang", "fr"],
        ["code", "a.txt", "--format", "xml"],
        ["nonsense"], ["code", "--nonsense"], ["situation"], ["inspect", "colours", "a.txt"], ["inspect", "dates"],
    ],
)  # fmt: skip
def test_unusable_arguments_end_with_two(arguments: list[str]) -> None:
    assert lagebild(*arguments).exit_code == 2


def test_documents_are_kept_where_a_store_is_named(folder: Path) -> None:
    source = records(folder / "news.jsonl", {"id": "a", "text": SHELLED}, {"id": "bad"}, {"id": "b", "text": NOTHING})
    result = lagebild("code", source, "--store", "kept/store.sqlite")
    assert result.exit_code == 1
    with Store.open("kept/store.sqlite") as store:
        assert [document.id for document in store.documents()] == ["a", "b"]
        assert [one.mention.type for one in store.mentions()][:1] == ["ASSAULT"]


@pytest.mark.parametrize(("part", "text"), [("dates", "Tuesday"), ("places", "Goris"), ("actors", "Azerbaijan")])
def test_parts_of_the_reading_are_json_lines(folder: Path, part: str, text: str) -> None:
    source = records(folder / "news.jsonl", {"id": "a", "text": SHELLED, "published": "2022-09-14"}, {"id": "b"})
    result = lagebild("inspect", part, source)
    assert result.exit_code == 1
    (found,) = lines(result)
    assert found["id"] == "a"
    row = next(row for row in found[part] if row["text"] == text)
    assert SHELLED[row["start"] : row["end"]] == text
    if part == "dates":
        assert (row["type"], row["value"]) == ("DATE", "2022-09-13")


def test_the_store_of_the_settings_lies_in_the_data_folder(folder: Path) -> None:
    source = records(folder / "news.jsonl", {"id": "a", "text": NOTHING})
    assert lagebild("code", source, "--store", "default").exit_code == 0
    with Store.open(str(folder / "data" / "lagebild" / "lagebild.sqlite")) as store:
        assert [document.id for document in store.documents()] == ["a"]
