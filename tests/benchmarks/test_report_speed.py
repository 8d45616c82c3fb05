"""The steps to a report, timed one by one."""

import json
from pathlib import Path

from benchmarks.reports import time_report


def test_every_step_to_a_report_is_timed_once(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    text = "Azerbaijan shelled Armenia, Armenia said."
    news.write_text(json.dumps({"text": text, "published": "2022-09-13", "outlet": "A", "lang": "en"}))
    found = time_report([str(news)], langs=("de", "ru"), formats=("md", "json"))
    assert [step.name for step in found.steps] == ["coding", "linking", "assessing", "rendering"]
    assert (found.documents, found.files) == (1, 4)
    assert found.seconds == sum(step.seconds for step in found.steps)
