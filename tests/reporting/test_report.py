"""A report says nothing that its events do not support, proves it itself, and is betrayed by any change."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from lagebild.assessment.outlook import MONTHLY_MEASURE, Forecast
from lagebild.errors import BrokenReport
from lagebild.knowledge.wording_files import report_words
from lagebild.model import LANGUAGES, CodedDocument, Document, Language
from lagebild.reporting.formats import FORMATS, Format, read, write
from lagebild.reporting.making import report
from lagebild.reporting.phrases import act, name, worded
from lagebild.reporting.report import Report
from lagebild.reporting.verifying import verify
from tests.linking.made_up_news import coded, document, mention
from tests.property.test_assessment_numbers import news
from tests.reporting.reports import HOSTILE, changed, clash, data, made


@pytest.fixture(scope="module")
def files() -> dict[Format, bytes]:
    basis = clash()
    return {format: write(report(basis, "en"), data(basis, "en"), format) for format in FORMATS}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_a_report_proves_itself_in_every_format_and_language(format: Format, lang: Language) -> None:
    basis = clash()
    content = write(report(basis, lang), data(basis, lang), format)
    assert verify(content).lang == lang
    assert read(content, format).grounds == basis
    assert content == write(report(basis, lang), data(basis, lang), format)


@pytest.mark.parametrize(
    ("lang", "beginning", "against"),
    [
        ("en", "Positions on the undemarcated border were attacked", "It was oral and nobody watched over it."),
        ("de", "An der nicht festgelegten Grenze wurden Stellungen angegriffen", "Sie war mündlich vereinbart, und niemand wachte darüber."),
        ("ru", "Были атакованы позиции на недемаркированной границе", "Договоренность была устной, за ее выполнением никто не следил."),
    ],
)  # fmt: skip
def test_the_nearest_precedents_are_told_in_the_language_of_the_reader(
    lang: Language, beginning: str, against: str
) -> None:
    (section,) = [one for one in report(clash(), lang).sections if one.key == "options"]
    tables = {
        table.kind: [cell.text for row in table.rows for cells in row.cells for cell in cells]
        for table in section.tables
    }
    assert any(text.startswith(beginning) for text in tables["cases"])
    assert against in tables["against"]


def test_what_came_of_a_precedent_later_than_the_cut_off_is_left_out() -> None:
    (section,) = [one for one in report(clash(), "en").sections if one.key == "options"]
    (told,) = [table for table in section.tables if table.kind == "cases"]
    (row,) = [row for row in told.rows if row.refs.precedents == ("armenia-azerbaijan-2021-11",)]
    assert [cell.text[:14] for cell in row.cells[3]] == ["After 30 days:", "After 180 days"]


#: Register texts that German or Russian readers would find in English.
ENGLISH = re.compile(r"\b(the|and|were|had|of)\b")


@pytest.mark.parametrize("lang", ["de", "ru"])
def test_nothing_of_the_registers_is_english_in_other_languages_but_sources_and_quotations(lang: Language) -> None:
    made = report(clash(), lang)
    said = [
        one.text for section in made.sections if section.key in {"treaties", "options"} for one in section.statements
    ]
    said += [
        cell.text
        for section in made.sections
        if section.key == "options"
        for table in section.tables
        for row in table.rows
        for cells in row.cells
        for cell in cells
    ]
    own = [re.sub(r"„[^“]*“|«[^»]*»", "", text) for text in said]
    assert [text for text in own if ENGLISH.search(text)] == []


#: What is changed: numbers, names, days, quotations, words of likelihood.
CHANGED = re.compile(r"\d+|Armenia|Azerbaijan|France|September|village|soldiers|likely|low|doubtful|denied|confirmed")


def mutated(text: str, chance: random.Random) -> str:
    """The text with one number, name, day, quoted word or word of likelihood replaced."""
    found = chance.choice(list(CHANGED.finditer(text)))
    old = found.group()
    new = (
        str(int(old) + chance.randint(1, 9))
        if old.isdigit()
        else chance.choice([w for w in ("Georgia", "August", "town", "very likely", "high") if w != old])
    )
    return text[: found.start()] + new + text[found.end() :]


def tampered(content: bytes, format: Format, chance: random.Random) -> bytes:
    """The file with one such change, or for PDF, whose text is packed, with one byte of it changed."""
    if format == "pdf":
        place = chance.randrange(20, len(content) - 20)
        return content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]
    if format != "docx":
        return mutated(content.decode(), chance).encode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    wanted = chance.choice(["word/document.xml", "customXml/lagebild-report.json"])
    parts[wanted] = mutated(parts[wanted].decode(), chance).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_forty_changes_of_each_format_are_all_caught(files: dict[Format, bytes], format: Format) -> None:
    chance = random.Random(2022)
    for _ in range(40):
        broken = tampered(files[format], format, chance)
        assert broken != files[format]
        with pytest.raises(BrokenReport):
            verify(broken)


@pytest.mark.parametrize(
    "change",
    [
        ('"killed":49,"wounded":null,"as_of"', '"killed":490,"wounded":null,"as_of"'),
        ('"actor":["FRA"]', '"actor":["DEU"]'),
        ('"claimed_by":["ARM"]', '"claimed_by":["USA"]'),
        ("In village c soldiers", "In the village c soldiers"),
        ('"text":"In"}},"rule"', '"text":"On"}},"rule"'),
    ],
)
def test_a_forger_who_makes_the_report_anew_from_changed_data_is_caught(change: tuple[str, str]) -> None:
    basis = changed(clash(), change)
    with pytest.raises(BrokenReport):
        verify(write(report(basis, "en"), data(basis, "en"), "md"))


def test_the_broken_line_is_shown(files: dict[Format, bytes]) -> None:
    broken = (
        files["md"].decode().replace("Killed on the side of Azerbaijan: 80", "Killed on the side of Azerbaijan: 8000")
    )
    with pytest.raises(BrokenReport, match=r"Azerbaijan: 8000.* instead of .*Azerbaijan: 80,"):
        verify(broken.encode())


@pytest.mark.parametrize(
    "content", [b"", b"# Situation report\n\nAll is quiet.\n", b"%PDF-1.7\n", b"PK\x03\x04", b"{}", b"<!doctype html>"]
)
def test_a_file_without_data_is_no_report(content: bytes) -> None:
    with pytest.raises(BrokenReport):
        verify(content)


def test_a_report_of_another_version_is_not_proved(files: dict[Format, bytes]) -> None:
    basis = clash()
    other = basis.model_copy(update={"tools": {**basis.tools, "typst": "0.1"}})
    with pytest.raises(BrokenReport, match=r"typst 0\.1"):
        verify(write(report(other, "en"), data(other, "en"), "md"))


def unsupported(made_of: Report) -> list[str]:
    """What rests on nothing, or on events and sources that are not there."""
    events, sources = {entry.number for entry in made_of.entries}, {source.number for source in made_of.sources}
    works = {work.id for work in made_of.works}
    found = [one.text for one in made_of.statements() if not one.refs]
    for refs in made_of.refs():
        cited = {*refs.precedents, *(clause.partition(" ")[0] for clause in refs.clauses)}
        if not refs or not set(refs.events) <= events or not set(refs.sources) <= sources or not cited <= works:
            found.append(str(refs))
    return found + [entry.id for entry in made_of.entries if not entry.passages]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(news())
def test_no_sentence_and_no_row_is_without_evidence(told: tuple[list[Document], list[CodedDocument]]) -> None:
    basis, written = made(*told)
    assert not unsupported(written)
    for lang in LANGUAGES:
        assert verify(write(report(basis, lang), data(basis, lang), "md")).entries


def test_a_passage_stands_in_its_original_words_with_outlet_time_and_link() -> None:
    written = report(clash(), "de")
    passages = [one for entry in written.entries for one in entry.passages]
    assert passages
    for one in passages:
        assert one.text[one.trigger[0] : one.trigger[1]] == "In"
        assert one.url == f"https://news.example/{one.document}"
        assert "2022-09-" in one.head.text


def test_a_claim_is_named_as_a_claim() -> None:
    doc = document("a", "They were shelled.", "2022-09-13")
    told = coded(doc, mention(doc, "ASSAULT", "AZE", "ARM", says="ARM", date="2022-09-13"))
    leads = {lang: made([doc], [told], lang)[1].sections[0].statements[1].text for lang in LANGUAGES}
    assert "according to Armenia: attack by Azerbaijan on Armenia" in leads["en"]
    assert "nach Angaben von Armenien: Angriff von Aserbaidschan auf Armenien" in leads["de"]
    assert "по версии Армении: нападение со стороны Азербайджана на Армению" in leads["ru"]


def test_names_stand_in_the_case_that_a_sentence_needs() -> None:
    assert act("ASSAULT", "USA", "TUR", lang="de") == "Angriff von den USA auf die Türkei"
    assert act("CONSULT", "IRN", "", lang="de") == "Beratungen vom Iran"
    assert act("AGREE", "ARM,AZE", "", lang="ru") == "соглашение между Арменией и Азербайджаном"
    assert act("ASSAULT", "", "ARM", lang="ru") == "нападение со стороны неизвестных на Армению"
    assert name("NSA:ARTSAKH", "ru", "accusative") == "Нагорный Карабах"


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "1 событие"), (3, "3 события"), (11, "11 событий"), (21, "21 событие")]
)
def test_russian_nouns_follow_their_numbers(number: int, shown: str) -> None:
    values = {key: [f"number:{number}"] for key in ("documents", "outlets", "events")}
    assert worded("head.basis", {**values, "languages": ["language:ru"]}, "ru").endswith(f" {shown}.")


def test_every_sentence_is_there_in_all_languages_with_the_same_values() -> None:
    for key, words in report_words().items():
        assert set(words) == set(LANGUAGES), key
        used = {lang: set(re.findall(r"{(\w+)", text)) for lang, text in words.items()}
        assert used["en"] == used["de"] == used["ru"], key


class Page(HTMLParser):
    """Tags with their attributes of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_requests_nothing_and_runs_nothing(files: dict[Format, bytes]) -> None:
    tags = Page(files["html"].decode()).tags
    assert [attrs["type"] for tag, attrs in tags if tag == "script"] == ["application/json"]
    assert not {tag for tag, _ in tags} & {
        "link",
        "img",
        "image",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "video",
        "audio",
    }
    assert not any(name.startswith("on") or name in {"src", "srcset"} for _, attrs in tags for name in attrs)
    outside = {attrs["href"] for _, attrs in tags if attrs.get("href") and not str(attrs["href"]).startswith("#")}
    assert outside == {f"https://news.example/{letter}" for letter in "abcdefgh"}


def test_anchors_of_the_page_exist_once_and_links_lead_to_them(files: dict[Format, bytes]) -> None:
    tags = Page(files["html"].decode()).tags
    ids = [str(attrs["id"]) for tag, attrs in tags if "id" in attrs and tag in {"article", "section", "li", "script"}]
    assert len(ids) == len(set(ids))
    assert {str(attrs["href"])[1:] for _, attrs in tags if str(attrs.get("href", "")).startswith("#")} <= set(ids)


def test_every_picture_has_a_text(files: dict[Format, bytes]) -> None:
    pictures = [attrs for tag, attrs in Page(files["html"].decode()).tags if tag == "svg"]
    assert len(pictures) >= 3
    assert all(
        "September 2022" in str(attrs["aria-label"])
        or "→" in str(attrs["aria-label"])
        or "⊣" in str(attrs["aria-label"])
        for attrs in pictures
    )


def test_what_a_document_says_is_no_markup(files: dict[Format, bytes]) -> None:
    assert "<script>alert" not in files["html"].decode()
    assert "&lt;script&gt;alert" in files["html"].decode()
    lines = [line for line in files["md"].decode().splitlines() if "alert" in line]
    assert lines
    assert not any(re.search(r"(?<!\\)<(script|img)", line) for line in lines)


def test_a_word_document_opens_with_its_headings_and_texts_of_pictures(files: dict[Format, bytes]) -> None:
    from docx import Document as Opened

    opened = Opened(io.BytesIO(files["docx"]))
    headings = [p.text for p in opened.paragraphs if p.style is not None and p.style.name.startswith("Heading 1")]
    assert "Key judgements" in headings
    assert HOSTILE in "\n".join(p.text for p in opened.paragraphs)
    assert all(shape._inline.docPr.get("descr") for shape in opened.inline_shapes)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_a_word_document(files: dict[Format, bytes], tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(files["docx"])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "report.docx")], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "report.txt").read_text(encoding="utf-8-sig")
    assert "Key judgements" in text
    assert HOSTILE in text


def test_the_columns_of_a_word_table_are_as_wide_as_what_they_hold(files: dict[Format, bytes]) -> None:
    from docx import Document as Opened

    for table in Opened(io.BytesIO(files["docx"])).tables:
        widths = [cell.width for cell in table.rows[0].cells]
        assert all(width is not None and width > 0 for width in widths)
        if [cell.text for cell in table.rows[0].cells][:2] == ["No.", "Day"]:
            assert widths[0] == min(widths)


def test_a_pdf_has_an_outline_and_embedded_fonts(files: dict[Format, bytes]) -> None:
    assert files["pdf"].startswith(b"%PDF")
    assert b"/Outlines" in files["pdf"]
    assert b"/FontFile" in files["pdf"]
    assert b"/EmbeddedFile" in files["pdf"]


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        (None, "0 bis 40 in neun von zehn Fällen, in der Hälfte höchstens 3"),
        ((0.0, 30.0), "0 bis 30 in neun von zehn Fällen, in der Hälfte höchstens 3"),
        ((0.0, 0.0), "keine in neun von zehn Fällen"),
    ],
)
def test_forecasts_from_other_data_are_taken_over_and_proved(interval: tuple[float, float] | None, told: str) -> None:
    day = dt.date(2022, 10, 1)
    given = Forecast(
        id="x", about="ARM", measure=MONTHLY_MEASURE, start=day, end=day, cutoff=day, method="pool", version="1",
        resolution="", probability=0.7, word="likely", quantiles=((0.05, 0.0), (0.5, 3.0), (0.95, 40.0)),
        interval=interval, confidence="moderate", because="", inputs=("deaths.csv",),
    )  # fmt: skip
    basis = clash().model_copy(update={"given": (given,)})
    said = [one.text for one in verify(write(report(basis, "de"), data(basis, "de"), "md")).statements()]
    assert f"Tote in Armenien, 1. Oktober 2022: {told}; dass es Tote gibt, ist wahrscheinlich (70\xa0%)." in said
