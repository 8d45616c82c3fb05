"""The bundle as files, and nothing else of the disk."""

from pathlib import Path

import pytest

from lagebild.web.files import BundleFiles
from lagebild.web.serving import Server
from tests.web.conftest import Serve
from tests.web.test_subscribing import ask, raw


@pytest.fixture
def shown(serve: Serve, tmp_path: Path) -> Server:
    folder = tmp_path / "bundle"
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "index.html").write_text("<p>Übersicht</p>")
    (folder / "feed.xml").write_text("<feed/>")
    (folder / "files" / "ab" / "abcd.json").write_text("{}")
    (folder / ".hidden").write_text("hidden")
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "leads-out.txt").symlink_to(tmp_path / "outside.txt")
    return serve(BundleFiles(folder))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?x=1", "text/html; charset=utf-8"),
        ("/feed.xml", "application/atom+xml"),
        ("/files/ab/abcd.json", "application/json"),
    ],
)
def test_a_file_is_shown_as_what_it_is(shown: Server, path: str, kind: str) -> None:
    got, head = ask(shown, "GET", path), ask(shown, "HEAD", path)
    assert (got.status, got.headers["Content-Type"]) == (200, kind)
    assert got.text
    assert (head.status, head.text, head.headers["Content-Length"]) == (200, "", str(len(got.text.encode())))
    assert "default-src 'none'" in got.headers["Content-Security-Policy"]
    assert ask(shown, "POST", path, b"").status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.txt", "/files/../../outside.txt", "/%2e%2e/outside.txt", "/files/..%2f..%2foutside.txt", "/leads-out.txt",
        "/.hidden", "/files", "/files/", "/index.html/", "/files\\ab", "/files/ab/abcd.json%00", "/files/./ab/abcd.json",
    ],
)  # fmt: skip
def test_nothing_else_is_shown(shown: Server, path: str) -> None:
    answer = raw(shown, f"GET {path} HTTP/1.0\r\n\r\n".encode())
    assert int(answer.split()[1]) == 404
    assert b"outside" not in answer
