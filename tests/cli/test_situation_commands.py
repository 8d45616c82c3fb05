"""``lagebild situation`` and ``lagebild demo``."""

import json
from pathlib import Path

import pytest
from cli_running import NOTHING, SHELLED, lagebild, records

from lagebild import pipeline
from lagebild.errors import UsageError
from lagebild.model import Situation
from lagebild.store import Store

DENIED = "Azerbaijan denied on Wednesday that its forces had shelled Armenian positions near Goris."
NEWS = (
    {"id": "a", "text": SHELLED, "published": "2022-09-14", "outlet": "A"},
    {"id": "b", "text": DENIED, "published": "2022-09-14", "outlet": "B"},
    {"id": "c", "text": NOTHING},
)


def test_the_situation_is_one_json_object_of_the_contract(folder: Path) -> None:
    result = lagebild("situation", records(folder / "news.jsonl", *NEWS), "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = Situation.model_validate_json(result.stdout)
    assert found.documents == 3
    assert any(event.type == "ASSAULT" and event.actor == ("AZE",) for event in found.events)


def test_the_overview_is_readable(folder: Path) -> None:
    result = lagebild("situation", records(folder / "news.jsonl", *NEWS))
    assert result.exit_code == 0, result.stderr
    for word in ("Armenia and Azerbaijan", "Timeline", "Contested", "Open questions", "Azerbaijan attacked Armenia"):
        assert word in result.stdout


def test_documents_that_fail_do_not_keep_the_others_from_being_linked(folder: Path) -> None:
    result = lagebild("situation", records(folder / "news.jsonl", *NEWS), "missing.txt", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["documents"] == 3
    assert "missing.txt" in result.stderr


def test_a_store_gives_the_same_situation_as_the_documents_in_it(folder: Path) -> None:
    source = records(folder / "news.jsonl", *NEWS)
    direct = lagebild("situation", source, "--format", "json", "--store", "store.sqlite")
    again = lagebild("situation", "--format", "json", "--store", "store.sqlite")
    assert (again.exit_code, again.stdout) == (0, direct.stdout)
    with Store.open("store.sqlite") as store:
        assert [event.id for event in store.events()] == [event["id"] for event in json.loads(direct.stdout)["events"]]


def test_the_demonstration_leads_from_text_to_report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = pipeline.DEMO_CORPUS.read_text().splitlines()
    (folder / "short.jsonl").write_text(
        "\n".join(line for line in corpus if '"lang": "en"' in line[:400])[:20_000].rpartition("\n")[0]
    )
    monkeypatch.setattr(pipeline, "DEMO_CORPUS", folder / "short.jsonl")
    for _ in range(2):
        result = lagebild("demo", "--into", "shown")
        assert result.exit_code == 0, result.stderr
    printed = " ".join(result.stdout.split())
    for words in (
        "Armenia and Azerbaijan",
        "Timeline",
        "Open questions",
        "invented for demonstration",
        "situation.html",
    ):
        assert words in printed
    assert (folder / "shown" / "situation.html").read_bytes().startswith(b"<!")
    with Store.open("shown/demo.sqlite") as store:
        assert len(store.reports(situation="demo")) == 1
        assert list(store.events(situation="demo"))


def test_the_bundled_corpus_says_that_it_is_invented() -> None:
    told = " ".join((pipeline.DEMO_CORPUS.parent / "README.md").read_text().split())
    assert "All texts and all outlets are invented." in told
    assert "CC BY 4.0" in told
    assert len(pipeline.DEMO_CORPUS.read_text().splitlines()) == 60


def test_settings_lead_the_demonstration_into_the_data_folder(folder: Path) -> None:
    from lagebild.settings import load_settings

    assert load_settings().data_folder == folder / "data" / "lagebild"


def test_sides_can_be_set_by_hand(folder: Path) -> None:
    source = records(folder / "news.jsonl", *NEWS)
    result = lagebild("situation", source, "--format", "json", "--sides", "Armenia, IGO:CSTO / AZE")
    found = Situation.model_validate_json(result.stdout)
    assert [(side.parties, side.basis) for side in found.sides] == [(("ARM", "IGO:CSTO"), "set"), (("AZE",), "set")]
    assert all(account.reliability and account.credibility for event in found.events for account in event.accounts)


def test_sides_that_cannot_be_read_are_a_wrong_argument(folder: Path) -> None:
    result = lagebild("situation", records(folder / "news.jsonl", *NEWS), "--sides", "ARM")
    assert isinstance(result.exception, UsageError)
    assert "two sides" in str(result.exception)
