"""``lagebild situations``, and ``--situation NAME`` in place of documents."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_running import lagebild, records

from lagebild.errors import LagebildError

TEXTS = (
    ("a", "2022-09-14", "Azerbaijan shelled Armenian positions near Goris on Tuesday, Yerevan said."),
    ("b", "2022-09-14", "On Tuesday the army of Azerbaijan fired at Armenian soldiers near Goris, said Moscow."),
    ("c", "2022-09-14", "Kyrgyzstan accused Tajikistan of shelling its border on Monday."),
    ("d", "2022-09-15", "Armenia asked the CSTO for military aid on Wednesday."),
    ("e", "2022-09-15", "France condemned the attack. Baku said nothing. Armenia accused Turkey of lying on Thursday."),
    ("f", "2022-09-20", "Russia attacked Ukraine near Kherson on Monday."),
)
NEWS = tuple({"id": ident, "published": day, "text": text, "outlet": ident} for ident, day, text in TEXTS)


@pytest.fixture(autouse=True)
def news(folder: Path) -> tuple[dict[str, Any], ...]:
    """The news, coded into the store of the settings."""
    assert lagebild("code", records(folder / "news.jsonl", *NEWS), "--store", "default").exit_code == 0
    return NEWS


def said(*arguments: str) -> str:
    result = lagebild(*arguments)
    assert result.exit_code == 0, result.output or repr(result.exception)
    return result.stdout


def refused(*arguments: str) -> LagebildError:
    error = lagebild(*arguments).exception
    assert isinstance(error, LagebildError)
    return error


@pytest.mark.parametrize(
    ("described", "members"),
    [
        (("--party", "Armenien", "--party", "азербайджан"), "abde"),
        (("--party", "ARM,AZE", "--between"), "abe"),
        (("--sides", "ARM, Turkey / AZE", "--between"), "abe"),
        (("--party", "Armenia", "--since", "2022-09-14", "--until", "2022-09-14"), "d"),
        (("--party", "Armenia", "--until", "2022-09-13", "--country", "Армения"), "ab"),
    ],
)
@pytest.mark.parametrize("command", ["situation", "assess"])
def test_the_picture_of_a_situation_is_that_of_its_documents(
    folder: Path, command: str, described: tuple[str, ...], members: str
) -> None:
    assert f"; {len(members)} document" in said("situations", "add", "Border", *described)
    by_name = json.loads(said(command, "--situation", "border", "--format", "json"))
    documents = records(folder / "chosen.jsonl", *(one for one in NEWS if one["id"] in members))
    sides = described[:2] if "--sides" in described else ()
    by_documents = json.loads(said(command, documents, *sides, "--store", "other.sqlite", "--format", "json"))
    if command == "situation":
        assert (by_name.pop("name"), by_documents.pop("name")) == ("Border", None)
    assert by_name == by_documents


def test_what_is_coded_later_belongs_to_it_as_well(folder: Path) -> None:
    said("situations", "add", "Ferghana", "--party", "KGZ", "--party", "TJK")
    assert json.loads(said("situation", "--situation", "Ferghana", "--format", "json"))["documents"] == 1
    assert all("Ferghana: " in said(command, "--situation", "ferghana") for command in ("situation", "assess"))
    later = {"id": "later", "published": "2022-09-17", "text": "Tajikistan shelled Kyrgyz villages on Friday."}
    said("code", records(folder / "later.jsonl", later), "--store", "default")
    assert json.loads(said("situation", "--situation", "Ferghana", "--format", "json"))["documents"] == 2
    assert "2 documents so far, published 2022-09-14 to 2022-09-17" in said("situations", "show", "ferghana")


def test_a_report_is_called_after_its_situation_and_noted_with_it(folder: Path) -> None:
    said("situations", "add", "Grenze", "--party", "ARM", "--party", "AZE")
    said("report", "--situation", "grenze", "--lang", "de", "-o", "grenze.md")
    assert (folder / "grenze.md").read_text("utf-8").startswith("# Lagebericht: Grenze (Armenien und Aserbaidschan)")
    from lagebild.settings import load_settings
    from lagebild.store import Store

    with Store.open(load_settings().store) as kept:
        assert [Path(one.path).name for one in kept.reports(situation="Grenze")] == ["grenze.md"]


def test_its_history_is_kept_when_it_is_changed_and_removed() -> None:
    said("situations", "add", "Grenze", "--party", "ARM", "--by", "Ann")
    said("situations", "add", "GRENZE", "--party", "ARM,AZE", "--replace", "--by", "Bob")
    assert "ARM, AZE" in said("situations", "list")
    said("situations", "remove", "grenze", "--by", "Cem")
    assert "ARM" not in said("situations", "list")
    said("situations", "add", "Grenze", "--party", "ARM")
    shown = said("situations", "show", "Grenze")
    assert [name for name in ("Ann", "Bob", "Cem: removed") if name not in shown] == []


@pytest.mark.parametrize(
    ("arguments", "named", "advice"),
    [
        (("situations", "add", "x", "--party", "Armenja"), "Armenja", "ARM"),
        (("situations", "add", "x", "--party", "nobody at all"), "nobody at all", "ISO alpha-3"),
        (("situations", "add", "x", "--party", "ARM", "--country", "OSCE"), "OSCE", "states"),
        (("situations", "add", "x"), "party", "--party"),
        (("situations", "add", "x", "--party", "ARM", "--between"), "two parties", ""),
        (("situations", "add", "../x", "--party", "ARM"), "../x", "letters"),
        (("situations", "add", "x", "--party", "ARM", "--since", "today"), "today", "2022-09-13"),
        (("situations", "add", "x", "--party", "ARM", "--since", "2022-09-13", "--until", "2022-09-12"), "--until", ""),
        (("situations", "add", "Border", "--party", "ARM"), "Border", "--replace"),
        (("situations", "show", "Boarder"), "Boarder", "did you mean Border?"),
        (("situations", "remove", "else"), "else", "there is Sahel, Border"),
        (("assess", "--situation", "else"), "else", "lagebild situations list"),
        (("report", "--situation", "bordr"), "bordr", "Border"),
        (("publish", "alerts", "--situation", "bordr", "--store", "default"), "bordr", "Border"),
        (("situation", "--situation", "Sahel"), "Sahel", "lagebild code"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_to_do(arguments: tuple[str, ...], named: str, advice: str) -> None:
    said("situations", "add", "Sahel", "--party", "Mali")
    said("situations", "add", "Border", "--party", "ARM")
    error = refused(*arguments)
    assert named in error.describe()
    assert advice in error.advice


def test_documents_and_a_situation_are_not_mixed() -> None:
    said("situations", "add", "Border", "--party", "ARM")
    assert lagebild("assess", "news.jsonl", "--situation", "Border").exit_code == 2
