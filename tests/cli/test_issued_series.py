"""Reports rendered and issued in a series, with corrections, by ``lagebild publish issue`` without files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.cli.app import app
from lagebild.errors import LagebildError, StoreError
from lagebild.model import Issue
from lagebild.reporting.formats import format_of, read
from lagebild.reporting.verifying import verify
from lagebild.store import Store

TEXTS = [
    (
        "2022-09-13",
        "Azerbaijan shelled Goris in Armenia on Tuesday, killing 49 soldiers, Armenia's defence ministry said.",
    ),
    ("2022-09-13", "France called on Armenia to hold talks with Azerbaijan."),
    ("2022-09-14", "Armenia asked the CSTO for help under Article 4 of the Collective Security Treaty."),
    ("2022-09-13", "Azerbaijan denied shelling Armenia."),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LAGEBILD_DATA_FOLDER", str(tmp_path))
    return tmp_path


def run(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(arguments))
    if isinstance(done.exception, LagebildError):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


def read_in(home: Path, *numbers: int) -> None:
    lines = [
        {"id": str(n), "text": TEXTS[n][1], "published": TEXTS[n][0], "outlet": f"Paper {n}", "lang": "en"}
        for n in numbers
    ]
    (home / "news.jsonl").write_text("\n".join(map(json.dumps, lines)))
    run("code", str(home / "news.jsonl"), "--store", "default", "--format", "jsonl")


def issue(*more: str) -> str:
    return run("publish", "issue", "--store", "default", "--format", "md", "--format", "json", *more)


def issued(home: Path) -> dict[str, tuple[Issue, dict[str, bytes]]]:
    with Store.open(f"sqlite:///{home / 'lagebild.sqlite'}") as store:
        publications = store.publications()
        return {
            one.id: (one, {file.format: publications.file(file.sha256) for file in one.files})
            for one in publications.issues()
        }


def test_reports_follow_each_other_and_are_corrected(home: Path) -> None:
    read_in(home, 0, 1)
    assert issue("--lang", "de", "--lang", "en") == "issued: report/1.1/de\nissued: report/1.1/en\n"
    with pytest.raises(LagebildError, match=r"nothing has changed since report No\. 1, edition 1"):
        issue()
    read_in(home, 2)
    assert issue() == "issued: report/2.1/de\nissued: report/2.1/en\n"
    read_in(home, 3)
    assert issue("--correction", "--number", "1", "--lang", "en") == "issued: report/1.2/en\n"
    found = issued(home)
    one, two, fixed = (found[f"report/{name}/en"] for name in ("1.1", "2.1", "1.2"))
    assert (fixed[0].corrects, fixed[0].edition, str(fixed[0].as_of)) == ("report/1.1/en", 2, "2022-09-13")
    assert (
        "What changed since report No. 1 of 13 September 2022: 1 new event; 1 new call upon a treaty; 1 new document."
        in two[0].summary
    )
    assert "Edition 1 of report No. 1 is corrected here" in fixed[0].summary
    for which, files in (one, two, fixed):
        assert {verify(content).digest for content in files.values()} == {which.digest}
    grounds = read(two[1]["json"], format_of(two[1]["json"])).grounds
    assert grounds.issued is not None
    assert grounds.issued.before is not None
    assert grounds.issued.before.digest == one[0].digest
    for name, content in (("one.json", one[1]["json"]), ("two.md", two[1]["md"])):
        (home / name).write_bytes(content)
    proof = "report", "--verify", str(home / "two.md"), "--before"
    assert "Every line is supported" in run(*proof, str(home / "one.json"))
    assert "not the report before" in run(*proof, str(home / "two.md"), code=1)


def test_what_was_issued_is_issued_in_all_languages_or_in_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lagebild.store import issues

    read_in(home, 0)
    put, calls = issues.put_issue, []

    def fail_at_second(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 2:
            raise StoreError("the disk is full")
        return put(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(issues, "put_issue", fail_at_second)
    with pytest.raises(StoreError):
        issue("--lang", "all")
    assert not issued(home)


def test_a_report_comes_in_several_languages_and_formats_into_a_folder(home: Path) -> None:
    read_in(home, 0)
    arguments = "report", "--store", "default", "--lang", "de", "--lang", "ru", "--format", "md", "--format", "json"
    run(*arguments, "--output", str(home / "out"))
    assert sorted(path.name for path in (home / "out").iterdir()) == [
        "report-de.json", "report-de.md", "report-ru.json", "report-ru.md",
    ]  # fmt: skip
    assert "a folder" in CliRunner().invoke(app, arguments).output
    assert "not one of" in CliRunner().invoke(app, ["report", "--store", "default", "--lang", "fr"]).output
