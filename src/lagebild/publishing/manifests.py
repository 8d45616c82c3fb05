"""Manifests: what a bundle holds, signed, each with the hash of the one before.

A manifest is one line of JSON in one canonical form, so that equal content has equal bytes. It lists the issues that
are new since the manifest before, with the hashes of their files, and the hashes of the pages as they are now.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from lagebild.errors import BrokenBundle
from lagebild.model import Frozen, Issue
from lagebild.publishing.signing import public_text, sign

FORMAT = "lagebild bundle 1"


class Manifest(Frozen):
    """One link of the chain; ``previous`` is the SHA-256 of the bytes of the manifest before, ``pages`` by path."""

    format: str
    number: int
    previous: str | None
    made_at: dt.datetime
    public_key: str
    issues: tuple[Issue, ...]
    pages: Mapping[str, str]


class Signed(Frozen):
    """A manifest with the signature of its canonical form."""

    manifest: Manifest
    signature: str


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def canonical(value: object) -> bytes:
    """JSON in UTF-8 with sorted keys and without spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def signed_part(manifest: Manifest) -> bytes:
    """The bytes that are signed."""
    return canonical(manifest.model_dump(mode="json"))


def written(signed: Signed) -> bytes:
    """The bytes of a manifest's file."""
    return canonical(signed.model_dump(mode="json")) + b"\n"


def read_manifest(content: bytes, source: str) -> Signed:
    """The manifest in a file; raises BrokenBundle where it is none in its canonical form."""
    try:
        found = Signed.model_validate_json(content)
    except (ValidationError, ValueError, RecursionError) as error:
        raise BrokenBundle("not a manifest", source=source) from error
    if found.manifest.format != FORMAT:
        raise BrokenBundle(f"a manifest of another kind ('{found.manifest.format[:40]}')", source=source)
    if written(found) != content:
        raise BrokenBundle("not in its canonical form", source=source)
    return found


def manifest_path(number: int) -> str:
    """Path within the bundle."""
    return f"manifests/{number}.json"


def following(
    issues: Sequence[Issue], manifests: Sequence[bytes], pages: Mapping[str, bytes], made_at: dt.datetime,
    key: Ed25519PrivateKey,
) -> bytes | None:  # fmt: skip
    """The manifest that comes next, None where nothing has changed; raises BrokenBundle for another key."""
    before = [read_manifest(content, manifest_path(number)).manifest for number, content in enumerate(manifests, 1)]
    hashes = {path: digest(content) for path, content in sorted(pages.items())}
    new = _new(issues, before)
    if before and before[-1].public_key != public_text(key):
        raise BrokenBundle(
            "the manifests before were signed with another key", advice="use the key they were signed with"
        )
    if before and not new and dict(before[-1].pages) == hashes:
        return None
    manifest = Manifest(
        format=FORMAT, number=len(before) + 1, previous=digest(manifests[-1]) if manifests else None,
        made_at=max([made_at, *(one.made_at for one in before[-1:])]), public_key=public_text(key), issues=tuple(new),
        pages=hashes,
    )  # fmt: skip
    return written(Signed(manifest=manifest, signature=sign(key, signed_part(manifest))))


def _new(issues: Iterable[Issue], before: Iterable[Manifest]) -> list[Issue]:
    known = {issue.id for manifest in before for issue in manifest.issues}
    return [issue for issue in issues if issue.id not in known]
