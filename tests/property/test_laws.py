"""What holds for every event of every text: verbatim evidence, and the same bytes for the same input."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from evaluation.data import GOLD, ROOT
from evaluation.passages import document, passages
from lagebild.coding.coder import code
from lagebild.model import CodedDocument

PASSAGES = {ident: row for name in ("train", "dev") for ident, row in passages(GOLD / f"{name}.jsonl").items()}
LANGUAGES = ("de", "en", "ru")
OTHER_PROCESS = """
import json, sys
from lagebild.coding.coder import code
from lagebild.model import Document
for line in sys.stdin:
    print(code(Document(**json.loads(line))).model_dump_json())
"""


@cache
def coded(ident: str) -> CodedDocument:
    return code(document(PASSAGES[ident]))


def of_language(lang: str) -> Mapping[str, Mapping[str, Any]]:
    return {ident: row for ident, row in PASSAGES.items() if row["lang"] == lang}


def some(lang: str, number: int) -> list[str]:
    """The longest passages of a language."""
    return sorted(of_language(lang), key=lambda ident: -len(PASSAGES[ident]["text"]))[:number]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_evidence_is_verbatim_and_holds_the_trigger(lang: str) -> None:
    for ident, row in of_language(lang).items():
        for event in coded(ident).events:
            evidence, trigger = event.evidence, event.evidence.trigger
            assert row["text"][evidence.start : evidence.end] == evidence.text, ident
            assert row["text"][trigger.start : trigger.end] == trigger.text, ident
            assert evidence.start <= trigger.start < trigger.end <= evidence.end, ident


@pytest.mark.parametrize("lang", LANGUAGES)
def test_offsets_are_those_of_the_untouched_text(lang: str) -> None:
    for ident in some(lang, 5):
        text = f"\ufeff \U0001f680\n\n{PASSAGES[ident]['text']}\n"
        for event in code(document({**PASSAGES[ident], "text": text})).events:
            assert text[event.evidence.start : event.evidence.end] == event.evidence.text, ident


@pytest.mark.parametrize("lang", LANGUAGES)
def test_same_input_same_bytes(lang: str) -> None:
    for ident in some(lang, 15):
        assert code(document(PASSAGES[ident])).model_dump_json() == coded(ident).model_dump_json()


def test_same_input_same_bytes_in_another_process() -> None:
    chosen = [ident for lang in LANGUAGES for ident in some(lang, 2)]
    lines = "\n".join(json.dumps(document(PASSAGES[ident]).model_dump(mode="json")) for ident in chosen)
    seed = "4711" if os.environ.get("PYTHONHASHSEED") != "4711" else "42"
    run = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
    )
    assert run.stdout.splitlines() == [coded(ident).model_dump_json() for ident in chosen]
