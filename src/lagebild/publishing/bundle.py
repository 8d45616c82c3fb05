"""Writing a bundle into a folder: what is right there is left alone, and a broken-off write is made good."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lagebild.errors import BrokenBundle
from lagebild.model import Issue
from lagebild.publishing.addresses import file_path
from lagebild.publishing.manifests import digest, manifest_path


def write_bundle(
    folder: Path, issues: Sequence[Issue], pages: Mapping[str, bytes], manifests: Sequence[bytes],
    contents: Callable[[str], bytes],
) -> None:  # fmt: skip
    """Puts all files, pages and manifests there, the manifests last; ``contents`` gives a file by its hash.

    Raises BrokenBundle where the folder holds other manifests: it is the bundle of another store.
    """
    try:
        _check(folder, manifests)
        for issue in issues:
            for file in issue.files:
                path = folder / file_path(file)
                if not path.is_file() or digest(path.read_bytes()) != file.sha256:
                    _put(path, contents(file.sha256))
        for name, content in pages.items():
            _put(folder / name, content)
        for number, content in enumerate(manifests, 1):
            path = folder / manifest_path(number)
            if not path.exists():
                _put(path, content)
    except OSError as error:
        raise BrokenBundle(f"cannot be written ({error.strerror})", source=str(folder)) from error


def _check(folder: Path, manifests: Sequence[bytes]) -> None:
    place = folder / "manifests"
    known = {Path(manifest_path(number)).name: content for number, content in enumerate(manifests, 1)}
    for path in sorted(place.glob("*.json")) if place.is_dir() else []:
        if known.get(path.name) != path.read_bytes():
            advice = "choose another folder, or the store that it was made from"
            raise BrokenBundle("not a manifest of this store", source=str(path), advice=advice)


def _put(path: Path, content: bytes) -> None:
    """A file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
