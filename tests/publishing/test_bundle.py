"""A bundle on any copy: what was changed, dropped, added or back-dated is found."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fakes import Clock, issue, with_files

from lagebild.errors import BrokenBundle, SecretMissing, StoreError
from lagebild.issuing import Site, bundle
from lagebild.publishing.manifests import Signed, read_manifest, signed_part, written
from lagebild.publishing.signing import make_key, read_key, sign
from lagebild.publishing.verification import verify
from lagebild.store import Publications, Store

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def publish(publications: Publications, number: int) -> None:
    draft, files = with_files(
        f"border/{number}/en", html=f"<p>{number}</p>".encode(), json=f'{{"evidence": {number}}}'.encode()
    )
    publications.issue(draft, files)


@pytest.fixture
def folder(publications: Publications, clock: Clock, tmp_path: Path) -> Path:
    """Three manifests, the second with two issues."""
    place = tmp_path / "bundle"
    for group in ((1,), (2, 3), (4,)):
        clock.forward(days=1)
        for number in group:
            publish(publications, number)
        bundle(publications, place, KEY, Site("Border", "https://reports.example.org"))
    return place


def test_a_copy_on_a_stick_is_whole(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "stick")
    found = verify(copy)
    assert found.faults == ()
    assert [len(one.issues) for one in found.manifests] == [1, 2, 1]
    assert verify(copy, key=found.fingerprint, head=found.head).faults == ()
    assert len(verify(copy, key="0" * 64, head="0" * 64).faults) == 2


def test_two_hundred_random_changes_are_all_found(folder: Path) -> None:
    chance = random.Random(7)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for _ in range(200):
        path = chance.choice(paths)
        before = path.read_bytes()
        position = chance.randrange(len(before))
        path.write_bytes(
            before[:position] + bytes([before[position] ^ 1 << chance.randrange(8)]) + before[position + 1 :]
        )
        assert verify(folder).faults, path
        path.write_bytes(before)
    assert not verify(folder).faults


@pytest.mark.parametrize("index", range(14))
def test_a_missing_file_is_found(folder: Path, index: int) -> None:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "3.json")
    paths[index].unlink()
    assert verify(folder).faults


def test_an_end_that_was_cut_off_is_found_by_its_head_and_by_the_pages(folder: Path) -> None:
    head = verify(folder).head
    (folder / "manifests" / "3.json").unlink()
    found = verify(folder, head=head).faults
    assert "issues were withdrawn" in found[0]
    assert "index.html: changed" in found


def test_what_was_added_is_found(folder: Path) -> None:
    (folder / "files" / "extra.html").write_text("forged")
    (folder / "elsewhere").symlink_to("/etc")
    assert [line for line in verify(folder).faults if "not listed" in line] == [
        "elsewhere: not listed in any manifest", "files/extra.html: not listed in any manifest",
    ]  # fmt: skip


def forge(folder: Path, number: int, change: Callable[[dict], None], key: Ed25519PrivateKey) -> None:
    """Rewrites a manifest and signs it and all that follow anew."""
    from lagebild.publishing.manifests import digest
    from lagebild.publishing.signing import public_text

    previous = None
    for path in (folder / "manifests" / f"{one}.json" for one in range(number, 4)):
        told = json.loads(path.read_bytes())
        if previous is None:
            change(told["manifest"])
        else:
            told["manifest"]["previous"] = previous
        told["manifest"]["public_key"] = public_text(key)
        signed = Signed.model_validate_json(json.dumps(told))
        signed = signed.model_copy(update={"signature": sign(key, signed_part(signed.manifest))})
        path.write_bytes(written(signed))
        previous = digest(path.read_bytes())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda told: told["issues"][0].update(issued_at="2022-09-14T13:00:00Z"), "back-dated"),
        (lambda told: told["issues"][0].update(issued_at="2022-09-30T13:00:00Z"), "dated after"),
        (lambda told: told["issues"].append(told["issues"][0]), "listed twice"),
        (lambda told: told.update(made_at="2022-09-14T13:00:00Z"), "dated before"),
        (lambda told: told.update(number=7), "says that it is number 7"),
        (lambda told: told["issues"].pop(), "not listed"),
    ],
)
def test_even_with_the_key_no_issue_can_be_back_dated_between_older_ones(
    folder: Path, change: Callable[[dict], None], said: str
) -> None:
    forge(folder, 2, change, KEY)
    assert said in " ".join(verify(folder).faults)


def test_another_key_is_found_where_the_chain_goes_on_and_by_its_fingerprint_where_it_begins(folder: Path) -> None:
    other, ours = Ed25519PrivateKey.generate(), verify(folder).fingerprint
    forge(folder, 2, lambda told: None, other)
    assert "another key" in verify(folder).faults[0]
    forge(folder, 1, lambda told: None, other)
    assert verify(folder).faults == ()
    assert "not with the one" in verify(folder, key=ours).faults[0]


def test_nothing_new_makes_no_manifest_and_the_same_bytes_stand_in_any_folder(
    folder: Path, publications: Publications, clock: Clock, tmp_path: Path
) -> None:
    clock.forward(days=1)
    site = Site("Border", "https://reports.example.org")
    assert bundle(publications, folder, KEY, site) == 3
    assert bundle(publications, tmp_path / "mirror", KEY, site) == 3
    assert contents(folder) == contents(tmp_path / "mirror")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_write_that_was_broken_off_is_made_good(folder: Path, publications: Publications) -> None:
    whole = contents(folder)
    for path in (folder / "manifests" / "3.json", next((folder / "files").rglob("*.html"))):
        path.unlink()
    (folder / "index.html").write_text("half")
    bundle(publications, folder, KEY, Site("Border", "https://reports.example.org"))
    assert contents(folder) == whole


def test_the_bundle_of_another_store_is_left_alone(folder: Path, clock: Clock, tmp_path: Path) -> None:
    before = contents(folder)
    with (
        Store.open(str(tmp_path / "other.sqlite")) as other,
        pytest.raises(BrokenBundle, match="not a manifest of this store"),
    ):
        bundle(other.publications(clock), folder, KEY)
    assert contents(folder) == before


def test_a_chain_is_not_continued_with_another_key(folder: Path, publications: Publications) -> None:
    with pytest.raises(BrokenBundle, match="another key"):
        bundle(publications, folder, Ed25519PrivateKey.generate())


def test_a_file_that_does_not_fit_its_hash_is_not_issued(publications: Publications) -> None:
    draft, files = with_files(html=b"<p>1</p>")
    with pytest.raises(StoreError, match="html file"):
        publications.issue(draft, dict.fromkeys(files, b"<p>2</p>"))
    assert publications.issues() == []


def test_what_is_written_in_a_report_does_nothing_on_the_index_page(publications: Publications, tmp_path: Path) -> None:
    publications.issue(issue(title="<script>alert(1)</script>", summary="<img src=x onerror=y>"), {})
    bundle(publications, tmp_path / "b", KEY)
    page = (tmp_path / "b" / "index.html").read_text()
    assert "<script" not in page
    assert "<img" not in page


def test_a_key_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "signing.key"
    make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(SecretMissing, match="not replaced"):
        make_key(path)
    assert read_key(path)
    path.chmod(0o640)
    with pytest.raises(SecretMissing, match="chmod 600"):
        read_key(path)


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b'{"manifest": {}, "signature": ""}', b"\xff\xfe"])
def test_what_is_no_manifest_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(BrokenBundle):
        read_manifest(content, "manifests/1.json")


def test_a_folder_that_is_no_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    assert "no bundle" in verify(tmp_path).faults[0]
    assert "no bundle" in verify(tmp_path / "nowhere").faults[0]
