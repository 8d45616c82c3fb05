"""Where the test data lie, and how they are read."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "evaluation" / "gold"
#: Public test data that are not part of the project stand beside its folder.
SHARED = ROOT.parent / "shared"


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def unpacked(path: Path) -> str:
    """The text of an ``.xz`` file."""
    return lzma.decompress(path.read_bytes()).decode("utf-8")


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 over the contents of files, in their order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
