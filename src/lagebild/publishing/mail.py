"""E-mail: a digest of issues for one recipient, the request for confirmation, and reading what bounces."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from typing import NamedTuple

from lagebild.errors import PublishingError
from lagebild.model import Issue, Language
from lagebild.publishing.addresses import file_address, readable
from lagebild.publishing.wording import facts, html_paragraphs, one_line, paragraphs, said

LONGEST_ADDRESS = 254
ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]\x00-\x1f\x7f]+@[^\s@<>\"(),:;\\\[\]\x00-\x1f\x7f]+")
STYLE = "font-family:sans-serif;max-width:42em;line-height:1.45;color:#111"
LONGEST_BOUNCE = 1_000_000
#: Carries the number of the subscriber, so that a bounce names who it is about.
SUBSCRIBER = "X-Lagebild-Subscriber"


@dataclass(frozen=True)
class Sender:
    """Who writes: address and name, and where the bundle and the pages for subscribers stand."""

    address: str
    name: str = "Lagebild"
    base: str = ""


class Bounce(NamedTuple):
    """What a delivery status notification says (RFC 3464): of whom, with which status, and whether for good."""

    address: str
    subscriber: int | None
    status: str
    permanent: bool


def checked_address(given: str) -> str:
    """An address of e-mail, its domain in lower case; raises PublishingError for what cannot be one."""
    address = given.strip()
    if len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address):
        raise PublishingError("not an address of e-mail", source=one_line(given)[:LONGEST_ADDRESS])
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"


def digest(
    issues: Sequence[Issue], recipient: str, number: int, unsubscribe: str, sender: Sender, now: dt.datetime
) -> EmailMessage:
    """One message with all issues, as text and HTML, that is left with one click (RFC 8058).

    ``unsubscribe`` is the address for that. The same issues for the same recipient give the same ``Message-ID``.
    """
    lang = issues[0].lang
    subject = issues[0].title if len(issues) == 1 else said("mail.digest", lang, count=[f"number:{len(issues)}"])
    key = "|".join([*(issue.id for issue in issues), str(number)])
    message = _message(subject, recipient, number, key, sender, now)
    message["List-Unsubscribe"] = f"<{unsubscribe}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Content-Language"] = lang
    message.set_content("\n".join(_text(issues, unsubscribe, sender.base)))
    message.add_alternative(_html(issues, subject, unsubscribe, sender.base), subtype="html")
    return message


def confirmation(
    recipient: str, number: int, confirm: str, lang: Language, sender: Sender, now: dt.datetime
) -> EmailMessage:
    """The request for confirmation; ``confirm`` is the address to open. It says nothing else, whoever asked for it."""
    title, text, ignore = (said(f"mail.confirm.{part}", lang) for part in ("title", "text", "ignore"))
    message = _message(title, recipient, number, confirm, sender, now)
    message.set_content(f"{text}\n\n{confirm}\n\n{ignore}\n")
    link = f'<a href="{escape(confirm)}">{escape(confirm)}</a>'
    body = f"<p>{escape(text)}</p><p>{link}</p><p>{escape(ignore)}</p>"
    message.add_alternative(_page(title, lang, body), subtype="html")
    return message


def read_bounce(content: bytes) -> Bounce | None:
    """What a returned message says of its first recipient that it could not reach; None for any other message."""
    message = message_from_bytes(content[:LONGEST_BOUNCE], policy=policy.default)
    report = next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)
    if report is None:
        return None
    for fields in report.get_payload():
        action = str(fields.get("Action", "")).strip().lower() if isinstance(fields, EmailMessage) else ""
        if isinstance(fields, EmailMessage) and action in {"failed", "delayed"}:
            address = (
                str(fields.get("Original-Recipient") or fields.get("Final-Recipient", "")).rpartition(";")[2].strip()
            )
            status = str(fields.get("Status", "")).strip()
            return Bounce(address, _returned(message), status, action == "failed" and status.startswith("5"))
    return None


def _returned(message: EmailMessage) -> int | None:
    """The subscriber named in the message that came back, where its head came with it."""
    for part in message.walk():
        kind = part.get_content_type()
        text = (
            part.get_content()
            if kind == "text/rfc822-headers"
            else part.as_string()
            if kind == "message/rfc822"
            else ""
        )
        if found := re.search(rf"^{SUBSCRIBER}: (\d{{1,18}})\s*$", str(text), re.MULTILINE):
            return int(found[1])
    return None


def _message(subject: str, recipient: str, number: int, key: str, sender: Sender, now: dt.datetime) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    name, _, domain = sender.address.rpartition("@")
    message["From"] = Address(one_line(sender.name), name, domain)
    message["To"] = recipient
    message["Subject"] = one_line(subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{hashlib.sha256(key.encode('utf-8')).hexdigest()[:32]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message[SUBSCRIBER] = str(number)
    return message


def _text(issues: Sequence[Issue], unsubscribe: str, base: str) -> Iterator[str]:
    for issue in issues:
        title = one_line(issue.title)
        yield from (title, "=" * min(len(title), 72), *facts(issue), "")
        for paragraph in paragraphs(issue.summary):
            yield from (paragraph, "")
        yield from (f"{file.format}: {file_address(file, base)}" for file in issue.files if base)
        yield from (f"SHA-256 {file.format}: {file.sha256}" for file in issue.files)
        yield ""
    lang = issues[0].lang
    yield from ("-- ", said("mail.why", lang), f"{said('mail.unsubscribe', lang)}: {unsubscribe}", "")


def _html(issues: Sequence[Issue], subject: str, unsubscribe: str, base: str) -> str:
    lang = issues[0].lang
    leave = f'<a href="{escape(unsubscribe)}">{escape(said("mail.unsubscribe", lang))}</a>'
    foot = f'<hr><p style="font-size:85%;color:#555">{escape(said("mail.why", lang))} {leave}</p>'
    return _page(subject, lang, "".join(_section(issue, base) for issue in issues) + foot)


def _section(issue: Issue, base: str) -> str:
    title, main = escape(one_line(issue.title)), readable(issue)
    if main is not None and base:
        title = f'<a href="{escape(file_address(main, base))}">{title}</a>'
    facts_line = "<br>".join(escape(line) for line in facts(issue))
    text = "".join(html_paragraphs(issue.summary))
    links = " · ".join(
        f'<a href="{escape(file_address(file, base))}">{escape(file.format)}</a>' for file in issue.files if base
    )
    return f'<h2 lang="{issue.lang}">{title}</h2><p style="color:#555">{facts_line}</p>{text}<p>{links}</p>'


def _page(title: str, lang: Language, body: str) -> str:
    head = f'<meta charset="utf-8"><title>{escape(one_line(title))}</title>'
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body style="{STYLE}">{body}</body></html>\n'
