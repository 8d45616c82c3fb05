"""``lagebild publish`` and ``lagebild verify`` from the first key to a checked copy."""

import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.cli.app import app
from lagebild.errors import LagebildError


@pytest.fixture(autouse=True)
def home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith("LAGEBILD_"):
            monkeypatch.delenv(name)
    return folder


def run(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(arguments))
    if isinstance(done.exception, LagebildError):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


def issue(home: Path, *more: str) -> str:
    for name in ("report.html", "report.json"):
        (home / name).write_text(f"<p>{name}</p>")
    files = [str(home / name) for name in ("report.html", "report.json")]
    return run(
        "publish",
        "issue",
        *files,
        "--title",
        "Clash",
        "--situation",
        "border",
        "--number",
        "1",
        "--store",
        "default",
        *more,
    )


def test_from_a_key_to_a_checked_copy(home: Path) -> None:
    fingerprint = run("publish", "key").strip()
    assert issue(home) == "issued: border/1.1/en\n"
    assert issue(home) == "was issued before: border/1.1/en\n"
    folder = str(home / "bundle")
    run("publish", "bundle", folder, "--store", "default")
    told = run("verify", folder, "--key", fingerprint)
    assert told.startswith("whole: 1 issues, 6 files, 1 manifests\n")
    head = re.search(r"head:  (\w{64})", told)
    assert head is not None
    assert issue(home, "--edition", "2", "--corrects", "border/1.1/en") == "issued: border/1.2/en\n"
    run("publish", "bundle", folder, "--store", "default")
    assert "whole: 2 issues" in run("verify", folder, "--head", head[1])
    (home / "bundle" / "index.html").write_text("forged")
    assert run("verify", folder, code=1) == "broken: index.html: changed\n"


def test_what_cannot_be_sent_is_shown_and_can_be_settled(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_ALLOW_PRIVATE_NETWORKS", "1")
    added = run("publish", "subscribe", "webhook", "http://127.0.0.1:1/hook", "--store", "default")
    assert "secret to check signatures with: whsec_" in added
    issue(home)
    assert run("publish", "send", "--store", "default", code=1) == "1 pending\n"
    assert "cannot be reached" in run("publish", "status", "--store", "default")
    assert run("publish", "send", "--store", "default") == "nothing is due\n"
    assert "confirmed  webhook" in run("publish", "subscribers", "--store", "default")
    assert (home / "data" / "lagebild" / "keys" / "links.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("channel", "address", "said"),
    [("email", "anna@example.org", "smtp_host"), ("telegram", "@channel", "LAGEBILD_TELEGRAM_TOKEN")],
)
def test_a_channel_that_is_not_set_up_says_what_it_needs(home: Path, channel: str, address: str, said: str) -> None:
    run("publish", "subscribe", channel, address, "--store", "default")
    with pytest.raises(LagebildError, match=said):
        run("publish", "send", "--store", "default")


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("webhook", "https://user:password@x.example/"),
        ("webhook", "ftp://x.example"),
        ("telegram", "my channel"),
        ("email", "anna"),
    ],
)
def test_what_is_no_address_of_a_channel_is_refused(channel: str, address: str) -> None:
    with pytest.raises(LagebildError, match="L500") as caught:
        run("publish", "subscribe", channel, address, "--store", "default")
    assert "password" not in caught.value.describe()


def test_a_token_that_is_forged_does_nothing() -> None:
    for command in ("confirm", "unsubscribe"):
        assert "not valid" in run("publish", command, "1.1.forged", "--store", "default", code=1)


def test_no_secret_stands_in_the_store(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_LINK_KEY", "k" * 40)
    monkeypatch.setenv("LAGEBILD_TELEGRAM_TOKEN", "1:very-secret")
    monkeypatch.setenv("LAGEBILD_TELEGRAM_API", "http://127.0.0.1:1")
    monkeypatch.setenv("LAGEBILD_ALLOW_PRIVATE_NETWORKS", "1")
    told = run("publish", "subscribe", "webhook", "http://127.0.0.1:1/", "--store", "default")
    run("publish", "subscribe", "telegram", "@channel", "--store", "default")
    issue(home)
    run("publish", "send", "--store", "default", code=1)
    kept = b"".join(path.read_bytes() for path in (home / "data").rglob("*") if path.is_file())
    assert b"127.0.0.1" in kept
    for secret in ("k" * 40, "1:very-secret", told.rpartition("whsec_")[2].strip()):
        assert secret.encode() not in kept


def test_a_secret_file_that_others_can_read_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = home / "token"
    file.write_text("1:very-secret\n")
    file.chmod(0o644)
    monkeypatch.setenv("LAGEBILD_TELEGRAM_TOKEN_FILE", str(file))
    run("publish", "subscribe", "telegram", "@channel", "--store", "default")
    with pytest.raises(LagebildError, match="chmod 600"):
        run("publish", "send", "--store", "default")


def test_alerts_on_a_store_are_issued_once(home: Path) -> None:
    texts = ("Azerbaijan shelled Armenia, Yerevan said.", "Azerbaijan denied that it had shelled Armenia.")
    lines = [
        {"id": str(number), "text": text, "published": "2022-09-13", "outlet": f"O{number}"}
        for number, text in enumerate(texts)
    ]
    (home / "news.jsonl").write_text("\n".join(map(json.dumps, lines)))
    run("code", str(home / "news.jsonl"), "--store", "default")
    run("situations", "add", "border", "--party", "ARM,AZE")
    first = run("publish", "alerts", "--situation", "border", "--store", "default")
    assert "Phase changed" in first
    assert run("publish", "alerts", "--situation", "border", "--store", "default") == ""


def test_a_report_tells_what_it_is_and_a_forged_one_does_not_go_out(home: Path) -> None:
    lines = [
        {
            "id": str(number),
            "text": f"Azerbaijan shelled Armenia, {who} said.",
            "published": "2022-09-13",
            "outlet": who,
        }
        for number, who in enumerate(("Yerevan", "Moscow"))
    ]
    (home / "news.jsonl").write_text("\n".join(map(json.dumps, lines)))
    for name in ("lage.html", "lage.json"):
        run("report", str(home / "news.jsonl"), "--lang", "de", "-o", str(home / name))
    both = [str(home / name) for name in ("lage.html", "lage.json")]
    with pytest.raises(LagebildError, match="a draft has no number"):
        run("publish", "issue", *both, "--situation", "border", "--number", "1", "--store", "default")
    run("publish", "issue", *both, "--situation", "border", "--store", "default")
    run("publish", "key")
    run("publish", "bundle", str(home / "bundle"), "--store", "default")
    (issued,) = json.loads((home / "bundle" / "index.json").read_text())["issues"]
    assert (issued["lang"], issued["as_of"]) == ("de", "2022-09-13")
    assert issued["title"]
    assert issued["summary"]
    page = (home / "lage.html").read_text()
    (home / "lage.html").write_text(page.replace("Armenien", "Georgien", 1))
    with pytest.raises(LagebildError, match="L510"):
        run("publish", "issue", *both, "--situation", "border", "--store", "default")
