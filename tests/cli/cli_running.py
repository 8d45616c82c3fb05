"""Commands run inside the test's own process, and texts to run them on."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from lagebild.cli.app import app

SHELLED = "Azerbaijan shelled Armenian positions near Goris on Tuesday, Yerevan said."
NOTHING = "The weather in the valley was fine and the children went swimming in the river."


def lagebild(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def records(path: Path, *given: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in given))
    return str(path)
