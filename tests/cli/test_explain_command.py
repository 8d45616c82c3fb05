"""``lagebild explain`` and ``lagebild code --trace``."""

import re
from pathlib import Path

from cli_running import SHELLED, lagebild, lines, records

from lagebild.store import Store

UNTOLD, CALM = "There was an attack on Monday.", "The sun shone on the valley all day."


def test_the_trace_stands_in_the_json_where_it_is_asked_for(folder: Path) -> None:
    (folder / "a.txt").write_text(SHELLED)
    (plain,) = lines(lagebild("code", "a.txt", "--lang", "en"))
    (traced,) = lines(lagebild("code", "a.txt", "--lang", "en", "--trace"))
    assert "trace" not in plain
    assert traced.pop("trace")["sentences"][0]["tree"]
    (trace,) = [event.pop("trace") for event in traced["events"]]
    assert {role["role"]: role["code"] for role in trace["roles"]} == {"actor": "AZE", "recipient": "ARM"}
    assert traced == plain


def test_explain_prints_the_same_where_nobody_reads_it_at_a_terminal(folder: Path) -> None:
    (folder / "a.txt").write_text(SHELLED)
    assert lagebild("explain", "a.txt").stdout == lagebild("code", "a.txt", "--trace").stdout


def test_a_trace_is_not_kept_in_the_store(folder: Path) -> None:
    (folder / "a.txt").write_text(SHELLED)
    assert lagebild("code", "a.txt", "--trace", "--store", "store.sqlite").exit_code == 0
    with Store.open("store.sqlite") as store:
        (stored,) = store.mentions()
    assert type(stored.mention).__name__ == "Mention"


def test_the_explanation_shows_tree_frame_roles_claim_and_status(folder: Path) -> None:
    (folder / "a.txt").write_text(SHELLED)
    shown = lagebild("explain", "a.txt", "--format", "text", "--published", "2022-09-14").stdout
    assert re.search(r"─ shelled  \w+  ◀ trigger of 1|^ +shelled  ROOT  ◀ trigger of 1", shown, re.MULTILINE)
    for part in (
        "AZE → ARM",
        "verb shell",
        "slot subj: “Azerbaijan”, name",
        "“Armenian”, ",
        "“said”",
        "Goris, ARM",
    ):
        assert part in shown


def test_without_an_event_the_nearest_miss_is_told(folder: Path) -> None:
    (folder / "a.txt").write_text(UNTOLD)
    (folder / "b.txt").write_text(CALM)
    shown = lagebild("explain", "a.txt", "b.txt", "--format", "text").stdout
    assert "no events; nearest: “attack” ASSAULT" in shown
    assert "no events; no word of a frame" in shown


def test_what_strangers_write_does_not_steer_the_terminal(folder: Path) -> None:
    source = records(folder / "a.jsonl", {"id": "\x1b]0;x\x07[red]", "text": f"\x1b[31m{SHELLED} [bold]\x1b[0m"})
    shown = lagebild("explain", source, "--format", "text").stdout
    assert "\x1b" not in shown
    assert "[red]" in shown


def test_a_document_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "a.txt").write_text("Le chat dort dans la maison.")
    result = lagebild("explain", "a.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("[L105] a")
