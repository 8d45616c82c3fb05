"""The documentation says what is so: its commands run, what it shows comes out, and nothing is left undocumented."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer.main
from pydantic import BaseModel

from lagebild import errors, model
from lagebild.cli.app import app
from lagebild.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
#: Stands in a block for lines that are left out.
LEFT_OUT = "…"


class Example(NamedTuple):
    """A command in a block marked ``console`` with the lines shown below it."""

    page: str
    command: str
    shown: tuple[str, ...]


def examples() -> Iterator[Example]:
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *shown = part.rstrip("\n").split("\n")
                yield Example(page.name, command, tuple(shown))


def follow(shown: tuple[str, ...], printed: list[str]) -> str | None:
    """The first shown line that does not come out at its place, None where all do."""
    position, free = 0, False
    for line in shown:
        if line.strip() == LEFT_OUT:
            free = True
            continue
        found = next((i for i in range(position, len(printed)) if printed[i] == line.rstrip()), None)
        if found is None or (found != position and not free):
            return line
        position, free = found + 1, False
    return None


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.page}: {example.command[:60]}")
def test_a_command_of_the_documentation_prints_what_is_shown(example: Example, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", example.command],
        cwd=ROOT,
        env={**os.environ, "PATH": path, "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    printed = [line.rstrip() for line in done.stdout.splitlines()]
    assert follow(example.shown, printed) is None, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()] == []


def commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


def read(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented_with_its_options(name: str) -> None:
    section = re.search(rf"^## lagebild {name}$(.*?)(?=^## |\Z)", read("commands.md"), re.MULTILINE | re.DOTALL)
    assert section is not None
    options = {option for parameter in commands()[name].params for option in parameter.opts if option.startswith("--")}
    assert {option for option in options - {"--help"} if f"`{option}" not in section[1]} == set()


def test_no_command_is_documented_that_is_not_there() -> None:
    assert set(re.findall(r"^## lagebild (\w+)$", read("commands.md"), re.MULTILINE)) == set(commands())


def test_every_setting_is_documented() -> None:
    assert [name for name in Settings.model_fields if f"`LAGEBILD_{name.upper()}`" not in read("commands.md")] == []


def test_every_error_code_is_documented() -> None:
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.LagebildError)
    ]
    assert [kind.code for kind in kinds if f"`{kind.code}`" not in read("commands.md")] == []


@pytest.mark.parametrize(
    "kind",
    [
        model.Document, model.CodedDocument, model.Mention, model.Actor, model.Claim, model.EventDate, model.Place,
        model.Evidence, model.Situation, model.Event, model.Account, model.Casualties, model.TimelineDay,
        model.CommitmentState, model.TracedMention, model.TracedDocument, model.Trace, model.PatternTrace, model.RoleTrace,
        model.Step, model.DocumentTrace, model.ParsedSentence, model.TreeWord, model.Dropped,
    ],
    ids=lambda kind: kind.__name__,
)  # fmt: skip
def test_every_field_of_the_contract_is_documented(kind: type[BaseModel]) -> None:
    internal = {"published_at"}
    assert [name for name in kind.model_fields if name not in internal and f"`{name}`" not in read("data.md")] == []
