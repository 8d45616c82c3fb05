"""HTML pages."""

from datetime import date
from pathlib import Path

import pytest

from lagebild.errors import EmptyDocument, InputError, NotText, TooLarge
from lagebild.model import Document
from lagebild.sources import ReadingOptions, documents

SENTENCES = "Министерство обороны сообщило об обстреле позиций на границе. " * 6
PAGE = f"""<!doctype html><html lang="ru"><head><meta charset="CHARSET"><title>Обстрел на границе</title>
<meta property="og:site_name" content="Степной курьер"><meta property="og:title" content="Обстрел на границе">
<meta property="article:published_time" content="2022-09-13T08:15:00+04:00"></head>
<body><nav><a href="/">Главная</a></nav>
<article><h1>Обстрел на границе</h1><p>{SENTENCES}</p><p>{SENTENCES[::-1]}</p></article>
<footer>© 2022</footer></body></html>"""


def one(path: Path, options: ReadingOptions | None = None) -> Document | InputError:
    (found,) = documents([str(path)], options or ReadingOptions())
    return found


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "utf-16"])
def test_text_title_time_and_site_are_found_in_any_encoding(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.replace("CHARSET", "utf-8" if charset == "utf-16" else charset).encode(charset, "replace"))
    found = one(path)
    assert isinstance(found, Document)
    assert "сообщило об обстреле" in found.text
    assert "Главная" not in found.text
    assert (found.title, found.outlet) == ("Обстрел на границе", "Степной курьер")
    assert (found.published, found.published_at) == (date(2022, 9, 13), "2022-09-13T08:15:00+04:00")


def test_a_page_that_does_not_say_its_day_has_none(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    silent = PAGE.replace('"article:published_time" content="2022-09-13T08:15:00+04:00"', '"x" content="y"')
    path.write_text(silent.replace("CHARSET", "utf-8").replace("</h1>", "</h1><p>Погибли 13 сентября 2019 года.</p>"))
    found = one(path)
    assert isinstance(found, Document)
    assert found.published is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", EmptyDocument),
        (b"<html><body></body></html>", EmptyDocument),
        (b"%PDF-1.7\n\0\0\0", NotText),
        (b"\x89PNG\r\n\x1a\n\0\0", NotText),
    ],
)
def test_pages_without_article_and_other_files_are_refused(tmp_path: Path, data: bytes, kind: type) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    found = one(path)
    assert type(found) is kind
    assert str(path) in found.describe()


def test_a_page_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>" * 1000)
    found = one(path, ReadingOptions(max_page_bytes=100))
    assert isinstance(found, TooLarge)
    assert "LAGEBILD_MAX_PAGE_BYTES" in found.describe()


def test_a_page_nested_without_end_ends_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body>" + b"<div><p>x" * 20_000)
    assert isinstance(one(path), Document | InputError)
