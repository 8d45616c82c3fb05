"""The sample reports of the documentation coded as recorded (``--update-golden`` records them anew)."""

import json
from pathlib import Path

import pytest

from evaluation.data import ROOT
from lagebild import CODER
from lagebild.coding.coder import code
from lagebild.model import Document

SAMPLES = sorted((ROOT / "docs" / "samples").glob("*.txt"))
FOLDER = Path(__file__).parent
ANY_CODER = "lagebild"


def coded(sample: Path) -> str:
    """The events as JSON; the version of the coder does not count."""
    lang = sample.stem.rpartition("-")[2]
    document = Document(id=sample.stem, text=sample.read_text(encoding="utf-8"), published="2022-09-13", lang=lang)
    found = code(document).model_dump_json(indent=1)
    return (
        json.dumps(json.loads(found.replace(json.dumps(CODER), json.dumps(ANY_CODER))), ensure_ascii=False, indent=1)
        + "\n"
    )


def test_there_is_a_sample_of_each_language() -> None:
    assert {sample.stem.rpartition("-")[2] for sample in SAMPLES} == {"de", "en", "ru"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_sample_is_coded_as_recorded(sample: Path, update_golden: bool) -> None:
    golden, found = FOLDER / f"{sample.stem}.json", coded(sample)
    if update_golden:
        golden.write_text(found, encoding="utf-8")
    assert golden.is_file(), "not recorded yet: run with --update-golden"
    assert json.loads(found) == json.loads(golden.read_text(encoding="utf-8"))


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {sample.stem for sample in SAMPLES}
