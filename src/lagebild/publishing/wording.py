"""Words around an issue in the languages of readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from html import escape

from babel.dates import format_date

from lagebild.model import Issue, Language

WORDS: Mapping[Language, Mapping[str, str]] = {
    "de": {
        "report": "Lagebericht", "alert": "Meldung", "issued": "Ausgegeben", "as_of": "Stand", "corrects": "Berichtigt",
        "files": "Dateien", "unsubscribe": "Abbestellen", "digest": "{count} neue Ausgaben", "number": "Nr.",
        "why": "Sie erhalten diese Nachricht, weil Sie sie bestellt und die Bestellung bestätigt haben.",
        "confirm_title": "Bitte bestätigen Sie Ihre Bestellung",
        "confirm_text": "Jemand hat an diese Adresse Lageberichte bestellt. Wenn Sie das waren, bestätigen Sie bitte:",
        "confirm_ignore": "Sonst brauchen Sie nichts zu tun; Sie erhalten keine weitere Nachricht.",
        "index": "Alle Ausgaben",
        "check": "Prüfen, dass nichts geändert, entfernt oder zurückdatiert wurde:",
    },
    "en": {
        "report": "Situation report", "alert": "Alert", "issued": "Issued", "as_of": "As of", "corrects": "Corrects",
        "files": "Files", "unsubscribe": "Unsubscribe", "digest": "{count} new issues", "number": "No.",
        "why": "You receive this message because you asked for it and confirmed that.",
        "confirm_title": "Please confirm your subscription",
        "confirm_text": "Somebody asked for situation reports to this address. If that was you, please confirm:",
        "confirm_ignore": "Otherwise there is nothing to do; you will receive no further message.",
        "index": "All issues",
        "check": "To check that nothing was changed, dropped or back-dated:",
    },
    "ru": {
        "report": "Сводка", "alert": "Сообщение", "issued": "Выпущено", "as_of": "По состоянию на",
        "corrects": "Исправляет", "files": "Файлы", "unsubscribe": "Отписаться",
        "digest": "Новых выпусков: {count}", "number": "№",
        "why": "Вы получаете это сообщение, потому что подписались и подтвердили подписку.",
        "confirm_title": "Подтвердите, пожалуйста, подписку",
        "confirm_text": "Кто-то подписал этот адрес на сводки. Если это были вы, подтвердите, пожалуйста:",
        "confirm_ignore": "В противном случае ничего делать не нужно; других сообщений не будет.",
        "index": "Все выпуски",
        "check": "Проверить, что ничего не изменено, не изъято и не датировано задним числом:",
    },
}  # fmt: skip

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


def facts(issue: Issue) -> list[str]:
    """What kind of issue it is, when it was issued, for which time, and what it corrects; one a line."""
    words = WORDS[issue.lang]
    number = f" {words['number']} {issue.number}" if issue.number is not None else ""
    edition = f".{issue.edition}" if number and issue.edition > 1 else ""
    lines = [f"{words[issue.kind]}{number}{edition}", f"{words['issued']}: {moment(issue.issued_at, issue.lang)}"]
    if issue.as_of is not None:
        lines.append(f"{words['as_of']}: {day(issue.as_of, issue.lang)}")
    if issue.corrects:
        lines.append(f"{words['corrects']}: {issue.corrects}")
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
