"""The scorers give the same figures as the published ones beside the repository."""

import importlib.util
import json
from types import ModuleType
from typing import Any

import pytest

from evaluation import events, situations
from evaluation.data import GOLD, SHARED, json_lines
from evaluation.passages import coded, passages

SITUATION = GOLD / "situation_dev"


def published(name: str) -> ModuleType:
    path = SHARED / "gold" / name
    if not path.is_file():
        pytest.skip(f"{name} is not in {SHARED.name}/gold/")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def approx(figures: Any) -> Any:
    """Nested figures, floats compared but for rounding."""
    if isinstance(figures, dict):
        return {name: approx(value) for name, value in figures.items()}
    return pytest.approx(figures) if isinstance(figures, float) else figures


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_passages_score_as_published(lang: str) -> None:
    gold = {ident: row for ident, row in passages(GOLD / "dev.jsonl").items() if row["lang"] == lang}
    found = coded(dict(list(gold.items())[:25]))
    wanted, _ = published("score.py").score(gold, found)
    assert events.score(gold, found) == approx(wanted)


@pytest.mark.parametrize("change", ["none", "parties", "status", "claims"])
def test_altered_gold_scores_as_published(change: str) -> None:
    gold = passages(GOLD / "train.jsonl")
    found = {ident: {"events": [altered(event, change) for event in row["events"]]} for ident, row in gold.items()}
    wanted, _ = published("score.py").score(gold, found)
    assert events.score(gold, found) == approx(wanted)


def altered(event: dict[str, Any], change: str) -> dict[str, Any]:
    """A gold event with one thing wrong in it."""
    if change == "parties":
        return {**event, "actor": event["recipient"], "recipient": event["actor"]}
    if change == "status":
        return {**event, "status": "negated" if event["status"] == "actual" else "actual"}
    return {**event, "claimed_by": []} if change == "claims" else event


@pytest.mark.parametrize("without", [0, 1, 3])
def test_situation_scores_as_published(without: int) -> None:
    gold = json.loads((SITUATION / "gold.json").read_text(encoding="utf-8"))
    found = situation_from(gold, without)
    wanted, missing = published("score_situation.py").score(gold, found)
    figures, also_missing = situations.score(gold, found)
    assert figures == approx(wanted)
    assert also_missing == missing


def situation_from(gold: dict[str, Any], without: int) -> dict[str, Any]:
    """The gold told as a found situation; the last incidents, pairs and days left out, some incidents torn apart."""
    kept = gold["incidents"][: len(gold["incidents"]) - without]
    found = [{**incident, "documents": incident["articles"]} for incident in kept]
    found += [{**event, "documents": event["documents"][:2], "disputed": False} for event in found[:without]]
    return {
        "reprints": gold["reprint_groups"][without:],
        "translations": gold["translation_pairs"][without:],
        "events": found,
        "timeline": gold["timeline"][without:],
        "commitments": gold["commitments"][without:],
    }


def test_all_articles_of_the_situation_are_there() -> None:
    gold = json.loads((SITUATION / "gold.json").read_text(encoding="utf-8"))
    present = {row["id"] for row in json_lines(SITUATION / "articles.jsonl")}
    assert {ident for incident in gold["incidents"] for ident in incident["articles"]} <= present
