"""The program as others start it: exit codes, bytes, time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_running import NOTHING, SHELLED, records

from lagebild import __version__

PROGRAM = [sys.executable, "-c", "from lagebild.cli import main; main()"]


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments], input=stdin, capture_output=True, env=os.environ | environment, check=False, timeout=300
    )


def test_the_version_is_told_at_once() -> None:
    def seconds() -> float:
        begun = time.perf_counter()
        found = run("--version")
        assert (found.returncode, found.stdout) == (0, f"lagebild {__version__}\n".encode())
        return time.perf_counter() - begun

    assert min(seconds() for _ in range(3)) < 0.5


def test_nothing_heavy_is_loaded_for_help() -> None:
    script = "import sys; import lagebild.cli.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout.split()
    assert not {"spacy", "numpy", "pydantic", "sqlalchemy", "trafilatura", "httpx2", "rich.table"}.intersection(loaded)


def test_same_input_same_bytes_whatever_the_number_of_processes(folder: Path) -> None:
    given = [{"id": str(number), "text": f"{SHELLED} {NOTHING} Case {number}."} for number in range(6)]
    source = records(folder / "news.jsonl", *given, {"id": "bad"}, {"id": "last", "text": SHELLED})
    first, second, shared = (run("code", source, "--jobs", jobs) for jobs in ("1", "1", "2"))
    assert first.returncode == second.returncode == shared.returncode == 1
    assert first.stdout.count(b"\n") == 7
    assert first.stdout == second.stdout == shared.stdout
    assert first.stderr == second.stderr == shared.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["code", "-", "--published", "yesterday"], 2),
        (["code", "-", "--store", "mysql://x/y"], 2),
        (["code", "-", "--jobs", "none"], 2),
        (["code", "missing.txt"], 1),
        (["code", "-"], 1),
    ],
)
def test_exit_codes_without_a_traceback(arguments: list[str], code: int) -> None:
    found = run(*arguments)
    assert found.returncode == code
    assert found.stderr
    assert b"Traceback" not in found.stderr
    assert found.stdout == b""


@pytest.mark.parametrize(("name", "value"), [("LAGEBILD_JOBS", "many"), ("LAGEBILD_MAX_DOCUMENT_BYTES", "-1")])
def test_wrong_settings_are_named(name: str, value: str) -> None:
    found = run("code", "-", **{name: value})
    assert found.returncode == 2
    assert name.encode() in found.stderr


def test_settings_come_from_a_file_too(folder: Path) -> None:
    (folder / "lagebild.toml").write_text("max_document_bytes = 10\n")
    found = run("code", "-", stdin=b"more than ten bytes", LAGEBILD_SETTINGS=str(folder / "lagebild.toml"))
    assert found.returncode == 1
    assert b"[L104]" in found.stderr
    (folder / "lagebild.toml").write_text("max_document_byte = 10\n")
    assert run("code", "-", LAGEBILD_SETTINGS=str(folder / "lagebild.toml")).returncode == 2


def test_output_is_utf_8_whatever_the_locale_says() -> None:
    latin = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    found = run("inspect", "dates", "-", stdin="Am 3. März 2022 griff die Türkei an.".encode(), **latin)
    assert "3. März 2022" in found.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    source = records(folder / "news.jsonl", *({"id": str(number), "text": "In May 2022."} for number in range(3000)))
    process = subprocess.Popen(
        [*PROGRAM, "inspect", "dates", source, "--lang", "en"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(60)
