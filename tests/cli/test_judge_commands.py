"""``lagebild events`` and ``lagebild judge``."""

import json
from pathlib import Path

import pytest
from cli_running import lagebild, records

from lagebild.errors import UsageError

DAY = {"published": "2022-09-14"}
NEWS = (
    {"id": "a", "text": "Azerbaijan shelled Armenian positions near Goris on Tuesday, Yerevan said.", "outlet": "A", **DAY},
    {"id": "b", "text": "On Tuesday the army of Azerbaijan fired at Armenian soldiers near Goris, said Moscow.", "outlet": "B", **DAY},
    {"id": "c", "text": "Kyrgyzstan accused Tajikistan of shelling its border on Monday.", "outlet": "C", **DAY},
)  # fmt: skip


def situation() -> list[dict[str, object]]:
    result = lagebild("situation", "--format", "json", "--store", "s.sqlite")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, object]] = json.loads(result.stdout)["events"]
    return found


@pytest.fixture
def event(folder: Path) -> str:
    """The id of the event that two documents tell of."""
    source = records(folder / "news.jsonl", *NEWS)
    assert lagebild("situation", source, "--format", "json", "--store", "s.sqlite").exit_code == 0
    return next(str(one["id"]) for one in situation() if one["documents"] == ["a", "b"])


def test_it_is_told_why_mentions_are_together(event: str) -> None:
    assert event in lagebild("events", "list", "--store", "s.sqlite").stdout
    shown = lagebild("events", "why", event, "--store", "s.sqlite").stdout
    for words in ("a:0", "b:0", "opens the event", "fits", "same parties 1.50", "same place 1.00"):
        assert words in shown


def test_a_split_a_merge_and_their_undoing(event: str) -> None:
    before = situation()
    made = lagebild("judge", "split", event, "b:0", "--store", "s.sqlite", "--by", "Ann", "--note", "two attacks")
    assert "kept as judgement 1" in made.stdout
    apart = {tuple(one["documents"]): str(one["id"]) for one in situation() if one["type"] == "ASSAULT"}  # type: ignore[arg-type]
    assert {("a",), ("b",)} <= set(apart)
    assert "judgement 1 by Ann" in lagebild("events", "why", apart[("b",)], "--store", "s.sqlite").stdout
    assert lagebild("judge", "merge", apart[("a",)], apart[("b",)], "--store", "s.sqlite").exit_code == 0
    assert situation() == before
    for number in ("2", "1"):
        assert lagebild("judge", "undo", number, "--store", "s.sqlite").exit_code == 0
    assert situation() == before
    listed = lagebild("judge", "list", "--store", "s.sqlite").stdout.splitlines()
    assert len(listed) == 4
    assert "(two attacks)" in listed[0]
    assert "undoes 2" in listed[2]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("events", "why", "feedbeef"), "feedbeef"),
        (("judge", "merge", "EVENT", "feedbeef"), "feedbeef"),
        (("judge", "merge", "EVENT", "EVENT"), "EVENT"),
        (("judge", "split", "EVENT", "c:0"), "c:0"),
        (("judge", "split", "EVENT", "c"), "c"),
        (("judge", "split", "EVENT", "a:0", "b:0"), "EVENT"),
        (("judge", "undo", "7"), "7"),
    ],
)
def test_what_cannot_be_judged_is_named(event: str, arguments: tuple[str, ...], named: str) -> None:
    result = lagebild(*(event if one == "EVENT" else one for one in arguments), "--store", "s.sqlite")
    assert isinstance(result.exception, UsageError)
    assert result.exception.source.startswith(event if named == "EVENT" else named)
