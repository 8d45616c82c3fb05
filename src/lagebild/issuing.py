"""Publishing put together: issues, subscribers, keys and channels as the store and the settings have them."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lagebild import delivery
from lagebild.errors import PublishingError, UsageError
from lagebild.model import Issue, IssueFile, Language
from lagebild.publishing import (
    alerts,
    mail,
    manifests,
    reports,
    secret_files,
    signing,
    telegram,
    timing,
    tokens,
    webhook,
)
from lagebild.publishing.addresses import media_type
from lagebild.publishing.bundle import write_bundle
from lagebild.publishing.manifests import digest
from lagebild.publishing.pages import pages
from lagebild.publishing.posting import PostPolicy
from lagebild.publishing.smtp import SmtpServer, SmtpTransport
from lagebild.settings import Settings
from lagebild.store.issues import Issued
from lagebild.store.publications import Publications
from lagebild.store.subscribers import Channel, Subscriber, Subscription

if TYPE_CHECKING:
    from lagebild.pipeline import Assessed

#: Secrets by the variables that hold them, or that name a file with ``_FILE`` behind.
SMTP_PASSWORD, TELEGRAM_TOKEN, LINK_KEY = (
    "LAGEBILD_SMTP_PASSWORD", "LAGEBILD_TELEGRAM_TOKEN", "LAGEBILD_LINK_KEY",
)  # fmt: skip
#: A chat by name or number; an address without a user name, whose password would lie in the store.
ADDRESSES: Mapping[Channel, re.Pattern[str]] = {
    "telegram": re.compile(r"@\w{4,64}|-?\d{1,20}", re.ASCII), "webhook": re.compile(r"https?://[^\s/@?#]+(?:[/?][^\s#]*)?"),
}  # fmt: skip
ADDRESS_ADVICE = "@channel or the number of a chat; https://host/path without a user name"
STANDARD_INPUT = Path("-")
#: Fewest characters of a key that links are made with.
SHORTEST_KEY = 32


@dataclass(frozen=True)
class Site:
    """What the bundle is called, and where it can be read; without a ``base`` its links are relative."""

    title: str = "Lagebild"
    base: str = ""


def issue(publications: Publications, draft: Issue, contents: Mapping[str, bytes]) -> Issued:
    """Issues a report or an alert with its files by format; what was issued before is left as it is."""
    return publications.issue(*with_files(draft, contents))


def with_files(draft: Issue, contents: Mapping[str, bytes]) -> tuple[Issue, dict[str, bytes]]:
    """The issue with its files described, and these by their SHA-256."""
    files = tuple(
        IssueFile(format=form, media_type=media_type(form), sha256=digest(content), size=len(content))
        for form, content in contents.items()
    )
    return draft.model_copy(update={"files": files}), {digest(content): content for content in contents.values()}


def bundle(publications: Publications, folder: Path, key: Ed25519PrivateKey, site: Site | None = None) -> int:
    """Brings the bundle in a folder up to date and returns the number of its last manifest; raises BrokenBundle."""
    where = site or Site()
    written: list[Issue] = []
    shown: dict[str, bytes] = {}

    def following(issues: list[Issue], before: list[bytes], now: dt.datetime) -> bytes | None:
        written.extend(issues)
        shown.update(pages(issues, where.title, where.base, signing.fingerprint(signing.public_text(key))))
        return manifests.following(issues, before, shown, now, key)

    chain = publications.continue_manifests(following)
    write_bundle(folder, written, shown, chain, publications.file)
    return len(chain)


def draft(
    files: Sequence[Path], *, title: str | None = None, summary: str = "", situation: str = "",
    lang: Language | None = None, number: int | None = None, edition: int = 1, corrects: str | None = None,
) -> tuple[Issue, dict[str, bytes]]:  # fmt: skip
    """A report to be issued with the contents of its files by format, which the endings of their names tell.

    Title, summary, language and day of files that ``lagebild report`` made are in them; each of their lines must be
    supported. The id is made from situation, number, edition and language, or from the contents where it has no number.
    Raises UsageError where two files are of one format, one cannot be read or there is no title; BrokenReport.
    """
    contents = _contents(files)
    report = reports.proved(contents)
    if report is not None and report.issued is None and number is not None:
        advice = "without files, lagebild publish issue renders the report under its number"
        raise UsageError("a draft has no number", source=str(files[0]), advice=advice)
    if report is None and not title:
        raise UsageError("the files do not tell their title", advice="--title")
    spoken = lang or (report.lang if report else "en")
    together = digest(b"".join(contents[form] for form in sorted(contents)))
    name = f"{number}.{edition}" if number is not None else together[:16]
    found = Issue(
        id=f"{situation or 'report'}/{name}/{spoken}", kind="report", situation=situation, lang=spoken,
        title=title or (report.title if report else ""), summary=summary or (reports.summary(report) if report else ""),
        number=number, edition=edition, corrects=corrects, as_of=report.as_of if report else None,
        digest=report.digest if report else None, issued_at=_now(),
    )  # fmt: skip
    return found, contents


def _contents(files: Sequence[Path]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for path in files:
        form = path.suffix.lstrip(".").lower() or "txt"
        if form in contents:
            raise UsageError(f"a second file of the format {form}", source=str(path))
        try:
            contents[form] = path.read_bytes()
        except OSError as error:
            raise UsageError(f"cannot be read ({error.strerror})", source=str(path)) from error
    return contents


def issue_alerts(
    publications: Publications, assessed: Assessed, *, situation: str = "", lang: Language = "en"
) -> list[Issue]:
    """Issues what the rules of alerts find in an assessment and have not found before, with its evidence."""
    picture, found = assessed.picture, []
    told = alerts.told_in(publications.issues(), situation, lang)
    course, today = assessed.assessment.escalation, assessed.assessment.as_of
    for alert in alerts.alerts(picture.situation, course, picture.documents, today, lang, told):
        content = alerts.evidence(alert, picture.situation, picture.documents, picture.coded)
        issued = issue(publications, alerts.as_issue(alert, situation, lang, _now()), {"json": content})
        if issued.new:
            found.append(issued.issue)
    return found


def site(settings: Settings) -> Site:
    """The bundle as the settings name it."""
    return Site(settings.mail_name, settings.publish_url)


def signing_key_file(settings: Settings) -> Path:
    """Where the key that signs lies by default."""
    return settings.data_folder / "keys" / "signing.pem"


def make_signing_key(path: Path) -> str:
    """Makes a key in a new private file and returns its fingerprint."""
    return signing.fingerprint(signing.public_text(signing.make_key(path)))


def link_secret(settings: Settings) -> bytes:
    """The secret that links are made with: of the environment, else of a file in the data folder, made if missing."""
    given = secret_files.secret(LINK_KEY, os.environ)
    if given is None:
        return secret_files.read_or_make(settings.data_folder / "keys" / "links.key")
    if len(given) < SHORTEST_KEY:
        raise PublishingError(f"{LINK_KEY} is too short", advice=f"at least {SHORTEST_KEY} random characters")
    return given.encode("utf-8")


def decide(publications: Publications, settings: Settings, purpose: tokens.Purpose, token: str) -> bool:
    """Confirms or ends a subscription by the token of its link; false where it is not valid."""
    decided = delivery.confirm if purpose == "confirm" else delivery.unsubscribe
    return decided(publications, link_secret(settings), token, _now())


def subscribe(
    publications: Publications, wanted: Subscription, settings: Settings, *, confirmed: bool = False
) -> tuple[Subscriber, str | None]:
    """The new subscriber, and for a webhook the secret to check signatures with; raises PublishingError.

    Only e-mail is asked for confirmation: a chat takes what its owner let the bot in for.
    """
    if wanted.channel == "email":
        wanted = wanted._replace(address=mail.checked_address(wanted.address))
    elif not ADDRESSES[wanted.channel].fullmatch(wanted.address):
        raise PublishingError(f"not an address for {wanted.channel}", advice=ADDRESS_ADVICE)
    one = publications.subscribe(wanted, confirmed=confirmed or wanted.channel != "email")
    if wanted.channel != "webhook":
        return one, None
    return one, webhook.shown_secret(tokens.webhook_secret(link_secret(settings), one.number))


def record_bounce(publications: Publications, file: Path) -> str:
    """Reads a returned message and marks its subscriber where it says that nothing arrives; what was done, in words."""
    try:
        content = sys.stdin.buffer.read(mail.LONGEST_BOUNCE) if file == STANDARD_INPUT else file.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", source=str(file)) from error
    bounce = mail.read_bounce(content)
    if bounce is None:
        return "not a returned message"
    if not bounce.permanent:
        return f"{bounce.address}: not for good ({bounce.status}); nothing changed"
    for one in publications.subscribers():
        named = bounce.subscriber in {None, one.number}
        if named and one.subscription.channel == "email" and one.subscription.address == _address(bounce.address):
            publications.bounced(one.number, f"returned with {bounce.status}")
            return f"{one.subscription.address}: bounced"
    return f"{bounce.address}: no such subscriber"


def messenger(channel: Channel, settings: Settings) -> delivery.Messenger:
    """A channel as the settings have it; raises PublishingError where it is not set up."""
    if channel == "email":
        return _post_office(settings)
    policy = PostPolicy(allow_private=settings.allow_private_networks, seconds=settings.fetch_seconds)
    if channel == "telegram":
        token = secret_files.needed(TELEGRAM_TOKEN, os.environ)
        bot = telegram.TelegramTransport(token, policy, settings.telegram_api.rstrip("/"))
        return delivery.TelegramMessenger(bot, settings.publish_url)
    return delivery.WebhookMessenger(webhook.WebhookTransport(policy), link_secret(settings), settings.publish_url)


def send_by_settings(publications: Publications, settings: Settings) -> Counter[str]:
    """Sends what is due by the channels that are in use; how many deliveries came to which state.

    Raises PublishingError where a channel is not set up, after the others have sent.
    """
    run = delivery.Run(quiet=timing.quiet_hours(settings.quiet_hours, settings.time_zone))
    states = {"asked", "confirmed"}
    used = sorted({one.subscription.channel for one in publications.subscribers() if one.state in states})
    found: dict[str, delivery.Messenger] = {}
    missing: list[PublishingError] = []
    for channel in used:
        try:
            found[channel] = messenger(channel, settings)
        except PublishingError as error:
            missing.append(error)
    counts = delivery.send_due(publications, found, run)
    if missing:
        raise missing[0]
    return counts


def _post_office(settings: Settings) -> delivery.MailMessenger:
    for name in ("smtp_host", "mail_from", "subscriber_url"):
        if not getattr(settings, name):
            raise PublishingError(f"e-mail needs the setting {name}", advice=f"set LAGEBILD_{name.upper()}")
    password = secret_files.needed(SMTP_PASSWORD, os.environ) if settings.smtp_user else None
    server = SmtpServer(
        settings.smtp_host, settings.smtp_port, settings.smtp_security, settings.smtp_user or None, password
    )
    sender = mail.Sender(mail.checked_address(settings.mail_from), settings.mail_name, settings.publish_url)
    transport = SmtpTransport(server, sender.address)
    return delivery.MailMessenger(transport, sender, settings.subscriber_url, link_secret(settings))


def _address(given: str) -> str:
    name, _, domain = given.rpartition("@")
    return f"{name}@{domain.lower()}"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
