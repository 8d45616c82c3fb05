"""What stands around an issue, in the languages of readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

from babel.dates import format_date

from lagebild.knowledge.wording_files import publishing_words
from lagebild.model import Issue, Language
from lagebild.reporting.phrases import filled

LOCALES: Mapping[Language, str] = {"de": "de", "en": "en_GB", "ru": "ru"}


def language(code: str | None) -> Language:
    """The language of a code, English for all that nothing is written in."""
    return "de" if code == "de" else "ru" if code == "ru" else "en"


def moment(when: dt.datetime, lang: Language) -> str:
    """A time in UTC as readers of a language write it."""
    there = when.astimezone(dt.UTC)
    return f"{day(there, lang)}, {there:%H:%M} UTC"


def day(when: dt.date, lang: Language) -> str:
    """A day as readers of a language write it; in English as in reports, the day first."""
    return format_date(when, "long", locale=LOCALES[lang])


def said(key: str, lang: Language, **values: Sequence[str]) -> str:
    """A sentence or word of the wording file, with values as ``reporting.phrases`` tags them."""
    return filled(publishing_words()[key][lang], values, lang)


def facts(issue: Issue) -> list[str]:
    """What kind of issue it is, when it was issued, for which time, and what it corrects; one a line."""
    lang, kind = issue.lang, said(f"issue.{issue.kind}", issue.lang)
    lines = [kind]
    if issue.number is not None:
        number = f"{issue.number}.{issue.edition}" if issue.edition > 1 else str(issue.number)
        lines = [said("issue.numbered", lang, kind=[f"text:{kind}"], number=[f"text:{number}"])]
    lines.append(said("issue.issued", lang, when=[f"text:{moment(issue.issued_at, lang)}"]))
    if issue.as_of is not None:
        lines.append(said("issue.as-of", lang, day=[f"text:{day(issue.as_of, lang)}"]))
    if issue.corrects:
        lines.append(said("issue.corrects", lang, issue=[f"text:{issue.corrects}"]))
    return lines


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a text, parted by empty lines, without control characters."""
    cleaned = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
    return [part.strip() for part in cleaned.split("\n\n") if part.strip()]


def html_paragraphs(text: str) -> list[str]:
    """The same as HTML, with the ends of lines kept."""
    return [f"<p>{escape(part)}</p>".replace("\n", "<br>") for part in paragraphs(text)]


def one_line(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
