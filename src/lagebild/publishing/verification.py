"""Checking a copy of a bundle: that nothing was changed, dropped, added or back-dated. Needs no network."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lagebild.errors import BrokenBundle
from lagebild.model import Issue
from lagebild.publishing.addresses import file_path
from lagebild.publishing.manifests import Manifest, digest, manifest_path, read_manifest, signed_part
from lagebild.publishing.signing import fingerprint, is_signed

LARGEST_MANIFEST = 200_000_000
CHUNK = 1 << 20
NAME = re.compile(r"([1-9]\d{0,8})\.json")


@dataclass(frozen=True)
class Verification:
    """What a check has found. Without ``faults`` the copy is what the owner of the key has signed.

    ``fingerprint`` is that of the key, ``head`` the hash of the last manifest: whoever knows them from elsewhere can
    tell that the whole chain was not replaced, and that its end was not cut off.
    """

    faults: tuple[str, ...]
    fingerprint: str = ""
    head: str = ""
    manifests: tuple[Manifest, ...] = ()
    files: int = 0

    @property
    def issues(self) -> list[Issue]:
        """All issues, the first first."""
        return [issue for manifest in self.manifests for issue in manifest.issues]


def verify(folder: Path, *, key: str | None = None, head: str | None = None) -> Verification:
    """Checks a folder; ``key``: fingerprint it must be signed with; ``head``: hash of a manifest it must hold."""
    try:
        contents = _manifest_files(folder)
        manifests = list(_chain(contents))
    except BrokenBundle as broken:
        return Verification((_line(broken),))
    except OSError as error:
        return Verification((f"{folder}: cannot be read ({error.strerror})",))
    hashes = [digest(content) for content in contents]
    found = fingerprint(manifests[0].public_key)
    faults = list(_pins(found, hashes, key, head))
    faults += _issue_faults(manifests)
    wanted = _wanted(manifests)
    faults += _file_faults(folder, wanted, {manifest_path(number) for number in range(1, len(manifests) + 1)})
    return Verification(tuple(faults), found, hashes[-1], tuple(manifests), len(wanted))


def _manifest_files(folder: Path) -> list[bytes]:
    """Contents of the manifests 1, 2, 3 and so on; raises BrokenBundle where one is missing."""
    place = folder / "manifests"
    if not place.is_dir() or place.is_symlink():
        raise BrokenBundle("no bundle: there are no manifests", source=str(folder))
    numbers = sorted(int(found[1]) for entry in place.iterdir() if (found := NAME.fullmatch(entry.name)))
    if not numbers:
        raise BrokenBundle("no bundle: there are no manifests", source=str(folder))
    missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers))
    if missing:
        raise BrokenBundle("the manifest is missing", source=manifest_path(missing[0]))
    return [_read(folder, manifest_path(number)) for number in numbers]


def _read(folder: Path, path: str) -> bytes:
    found = (folder / path).lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_MANIFEST:
        raise BrokenBundle("not a file, or too large", source=path)
    return (folder / path).read_bytes()


def _chain(contents: list[bytes]) -> Iterator[Manifest]:
    """Manifests whose number, link, key, signature and time are as they must be; raises BrokenBundle for others."""
    before: Manifest | None = None
    for number, content in enumerate(contents, 1):
        path = manifest_path(number)
        signed = read_manifest(content, path)
        one = signed.manifest
        if one.number != number:
            raise BrokenBundle(f"says that it is number {one.number}", source=path)
        if one.previous != (digest(contents[number - 2]) if number > 1 else None):
            raise BrokenBundle("does not follow from the manifest before: one of the two was replaced", source=path)
        if before is not None and one.public_key != before.public_key:
            raise BrokenBundle("signed with another key than the manifest before", source=path)
        if not is_signed(one.public_key, signed.signature, signed_part(one)):
            raise BrokenBundle("the signature is not that of the key", source=path)
        if one.made_at.tzinfo is None or (before is not None and one.made_at < before.made_at):
            raise BrokenBundle("dated before the manifest before it", source=path)
        before = one
        yield one


def _pins(found: str, hashes: list[str], key: str | None, head: str | None) -> Iterator[str]:
    if key is not None and key.strip().lower().replace(":", "") != found:
        yield f"signed with the key {found}, not with the one that was asked for"
    if head is not None and head.strip().lower() not in hashes:
        yield "the manifest that was asked for is not in it: issues were withdrawn, or this copy is older"


def _issue_faults(manifests: list[Manifest]) -> Iterator[str]:
    """Issues that are there twice, out of order, dated before the manifest before or after their own."""
    known: set[str] = set()
    last = None
    for manifest in manifests:
        earliest = manifests[manifest.number - 2].made_at if manifest.number > 1 else None
        for issue in manifest.issues:
            if issue.id in known:
                yield f"issue {issue.id}: listed twice"
            if issue.issued_at.tzinfo is None or issue.issued_at > manifest.made_at:
                yield f"issue {issue.id}: dated after the manifest that lists it"
            elif (last and issue.issued_at < last) or (earliest and issue.issued_at < earliest):
                yield f"issue {issue.id}: back-dated, what is older was listed before it"
            known.add(issue.id)
            last = issue.issued_at


def _wanted(manifests: list[Manifest]) -> dict[str, tuple[str, int | None]]:
    """Files that must be there: path to hash and size; of the pages only those of the last manifest."""
    wanted: dict[str, tuple[str, int | None]] = {
        file_path(file): (file.sha256, file.size)
        for manifest in manifests for issue in manifest.issues for file in issue.files
    }  # fmt: skip
    for path, sha256 in manifests[-1].pages.items():
        wanted[path] = (sha256, None)
    return wanted


def _file_faults(folder: Path, wanted: dict[str, tuple[str, int | None]], manifests: set[str]) -> Iterator[str]:
    present = set(_present(folder))
    for path, (sha256, size) in sorted(wanted.items()):
        if path not in present:
            yield f"{path}: missing"
        elif _hash(folder / path, size) != sha256:
            yield f"{path}: changed"
    yield from (f"{path}: not listed in any manifest" for path in sorted(present - set(wanted) - manifests))


def _present(folder: Path) -> Iterator[str]:
    """Paths of all that lies in the folder; links to elsewhere count as files of their own."""
    for place, folders, names in os.walk(folder, followlinks=False):
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*names, *linked):
            yield (Path(place) / name).relative_to(folder).as_posix()


def _hash(path: Path, size: int | None) -> str:
    """SHA-256 of a file; empty for what is no plain file of this size."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or (size is not None and found.st_size != size):
        return ""
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _line(broken: BrokenBundle) -> str:
    return f"{broken.source}: {broken.what}" if broken.source else broken.what
