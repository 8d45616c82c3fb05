"""A report written in a format with the data it was made from, and the data read out of it again."""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from pydantic import ValidationError

from lagebild.errors import BrokenReport
from lagebild.model import Frozen, Language
from lagebild.reporting.report import Grounds, Report

Format = Literal["html", "pdf", "md", "json", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)
#: Version of the way data stand in a report.
VERSION = 1
MARKDOWN_DATA = re.compile(r"\n<!-- lagebild-report\n([A-Za-z0-9+/=\n]+)-->\n\Z")
HTML_DATA = re.compile(r'<script type="application/json" id="lagebild-report">(.*?)</script>', re.DOTALL)
DOCX_PART = "customXml/lagebild-report.json"
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
START = b'{"lagebild_report":'
#: Characters in a line of encoded data.
LINE = 120


class Data(Frozen):
    """What a report carries with it."""

    lagebild_report: int = VERSION
    lang: Language
    grounds: Grounds

    def written(self) -> str:
        """The data as JSON; no character in it can end a script or a comment."""
        return self.model_dump_json().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def write(report: Report, data: Data, format: Format) -> bytes:
    """The report with its data in a format; the same report gives the same bytes."""
    return _WRITERS[format](report, data.written())


def format_of(content: bytes) -> Format:
    """The format of a file by its beginning."""
    start = content.lstrip()[:20].lower()
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"PK"):
        return "docx"
    if start.startswith(b"{"):
        return "json"
    return "html" if start.startswith(b"<!doctype html") else "md"


def read(content: bytes, format: Format) -> Data:
    """The data in a report; raises BrokenReport where there are none that can be read."""
    try:
        return Data.model_validate_json(_READERS[format](content))
    except (ValidationError, ValueError, KeyError, zlib.error, binascii.Error, zipfile.BadZipFile) as error:
        raise BrokenReport("the data of the report are missing or damaged") from error


def _write_markdown(report: Report, data: str) -> bytes:
    from lagebild.reporting.markdown import markdown

    packed = base64.b64encode(zlib.compress(data.encode(), 9)).decode()
    lines = "\n".join(packed[start : start + LINE] for start in range(0, len(packed), LINE))
    return f"{markdown(report)}\n<!-- lagebild-report\n{lines}\n-->\n".encode()


def _read_markdown(content: bytes) -> bytes:
    found = MARKDOWN_DATA.search(content.decode())
    if found is None:
        raise ValueError("no data")
    return zlib.decompress(base64.b64decode(found[1].replace("\n", ""), validate=True))


def _write_json(report: Report, data: str) -> bytes:
    text = json.dumps(report.model_dump(mode="json"), ensure_ascii=False)
    return f'{{"report":{text},"data":{data}}}\n'.encode()


def _read_json(content: bytes) -> bytes:
    return json.dumps(json.loads(content)["data"]).encode()


def _write_html(report: Report, data: str) -> bytes:
    from lagebild.reporting.page import page

    return page(report, data).encode()


def _read_html(content: bytes) -> bytes:
    found = HTML_DATA.search(content.decode())
    if found is None:
        raise ValueError("no data")
    return found[1].encode()


def _write_pdf(report: Report, data: str) -> bytes:
    from lagebild.reporting.typeset import pdf

    return pdf(report, data)


def _read_pdf(content: bytes) -> bytes:
    for stream in STREAM.findall(content):
        if stream.startswith(START):
            return bytes(stream)
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        if text.startswith(START):
            return text
    raise ValueError("no data")


def _write_docx(report: Report, data: str) -> bytes:
    from lagebild.reporting.word import docx

    return docx(report, data)


def _read_docx(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(DOCX_PART)


_WRITERS: Mapping[Format, Callable[[Report, str], bytes]] = {
    "html": _write_html, "pdf": _write_pdf, "md": _write_markdown, "json": _write_json, "docx": _write_docx,
}  # fmt: skip
_READERS: Mapping[Format, Callable[[bytes], bytes]] = {
    "html": _read_html, "pdf": _read_pdf, "md": _read_markdown, "json": _read_json, "docx": _read_docx,
}  # fmt: skip
