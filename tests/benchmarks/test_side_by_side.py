"""The benchmark runs, times the documents asked for, and says what it leaves out; how long they take is not tested."""

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.side_by_side import LANGUAGES, Timing, compare, sample


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sample_is_of_one_language_and_as_long_as_asked(lang: str) -> None:
    documents = sample(lang, 3)
    assert [document.lang for document in documents] == [lang] * 3


def test_all_passages_of_a_language_can_be_had() -> None:
    assert len(sample("de", 10_000)) == 160


def test_both_are_timed() -> None:
    timing = compare("en", sample("en", 1), repeats=2)
    assert (timing.name, timing.documents) == ("en", 1)
    assert timing.parse > 0
    assert timing.code > 0


def test_command_prints_the_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--lang", "en", "--documents", "1", "--repeats", "1", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"en"}
    assert printed["en"]["ratio"] > 0


def test_articles_that_are_not_there_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--lang", "news", "--shared", str(tmp_path)]) == 0
    assert "skipped news: gnad_first500.csv.xz not found" in capsys.readouterr().err


@pytest.mark.parametrize(("ratio", "code"), [(1.2, 0), (1.8, 1)])
def test_strict_fails_above_the_aim(monkeypatch: pytest.MonkeyPatch, ratio: float, code: int) -> None:
    monkeypatch.setattr(command, "compare", lambda name, documents, _: Timing(name, len(documents), 1.0, ratio, ratio))
    assert command.main(["--lang", "en", "--documents", "1", "--strict"]) == code
    assert command.main(["--lang", "en", "--documents", "1"]) == 0
