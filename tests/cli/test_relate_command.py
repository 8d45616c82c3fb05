"""``lagebild relate``."""

from pathlib import Path

from cli_running import lagebild, lines, records

TEXT = "Border farmers sued the ministry over flooded fields."


def test_a_line_per_pair_with_the_same_id_and_the_broken_ones_named(folder: Path) -> None:
    source = records(
        folder / "pairs.jsonl",
        {"id": "a", "text": TEXT, "actor": [0, 14], "recipient": [[24, 32]]},
        {"id": "b", "text": TEXT, "actor": [0, 999], "recipient": [24, 32]},
        {"id": "a", "text": TEXT, "actor": [], "recipient": [24, 32]},
    )
    result = lagebild("relate", source, "missing.jsonl", "--lang", "en")
    assert result.exit_code == 1
    found = lines(result)
    assert [one["id"] for one in found] == ["a", "a"]
    assert (found[0]["type"], found[0]["quad"], found[0]["trigger"]["text"]) == ("ACCUSE", "verbal_conflict", "sued")
    broken, missing = result.stderr.splitlines()
    assert broken.startswith("[L103]")
    assert "pairs.jsonl:2" in broken
    assert "actor" in broken
    assert missing.startswith("[L106] missing.jsonl")
