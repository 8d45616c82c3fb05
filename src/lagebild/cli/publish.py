"""``lagebild publish``: issues to everyone who gets them, and into the bundle."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lagebild.cli import options
from lagebild.cli.console import console, printable, write_line
from lagebild.cli.entry import SOME_FAILED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table

    from lagebild.model import Language
    from lagebild.reporting.formats import Format
    from lagebild.store import Delivery, Store, Subscriber
    from lagebild.store.issues import Issued

app = typer.Typer(
    no_args_is_help=True,
    help="Bring reports and alerts to people: by e-mail, Telegram, webhook, feed, and as a signed bundle.",
)
KeyFile = Annotated[
    Path | None, typer.Option("--key", metavar="FILE", help="The key that signs; default: in the data folder.")
]
Lang = Annotated[Literal["de", "en", "ru"], typer.Option(help="Language of the issue.")]
WantedLang = Annotated[Literal["de", "en", "ru"] | None, typer.Option(help="Only issues in this language.")]
Token = Annotated[str, typer.Argument(metavar="TOKEN", help="From the link in the e-mail.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Of a delivery, see lagebild publish status.")]


@app.command("key")
def key(file: KeyFile = None) -> None:
    """Make the key that signs the bundle, in a file that only you can read, and print its fingerprint."""
    from lagebild import issuing
    from lagebild.settings import load_settings

    write_line(issuing.make_signing_key(file or issuing.signing_key_file(load_settings())))


@app.command("issue")
def issue(
    store: options.StoreOption,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Files of a report made elsewhere, one for each format."),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title; default: that of the report.")] = None,
    summary: Annotated[str, typer.Option(metavar="TEXT", help="What it says; default: its bottom line.")] = "",
    situation: Annotated[
        str, typer.Option(metavar="NAME", help="The situation it is about, one kept by name; default: all documents.")
    ] = "",
    lang: options.ReportLangs = None,
    format: options.ReportFormats = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="TIME", help="Leave out what was published later.")
    ] = None,
    correction: Annotated[
        bool, typer.Option("--correction", help="A new edition of the last report, or of the one of --number.")
    ] = False,
    number: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Number of the report that is corrected, or of the files.")
    ] = None,
    edition: Annotated[int, typer.Option(metavar="N", min=1, help="Edition of the files.")] = 1,
    corrects: Annotated[str | None, typer.Option(metavar="ID", help="The issue that the files correct.")] = None,
) -> None:
    """Issue the next report on a situation or a whole store: rendered, frozen, and sent once to everyone who gets it.

    It gets the next number of its situation and tells what has changed since the report before. A --correction is a
    new edition with the same number and cut-off, which tells what has changed against the edition before.
    Files made elsewhere are issued as they are.
    """
    with options.opened_store(store) as kept:
        if files:
            from lagebild import issuing

            draft = issuing.draft(
                files, title=title, summary=summary, situation=situation, number=number, edition=edition,
                corrects=corrects, lang=next(iter(options.languages(lang)), None),
            )  # fmt: skip
            found = [issuing.issue(kept.publications(), *draft)]
        else:
            wanted = options.languages(lang), options.formats(format)
            found = _issue_next(kept, situation, *wanted, as_of, number, correction=correction)
    for one in found:
        write_line(printable(f"{'issued' if one.new else 'was issued before'}: {one.issue.id}"))


def _issue_next(
    kept: Store, situation: str, langs: Sequence[Language], formats: Sequence[Format], as_of: str | None,
    number: int | None, *, correction: bool,
) -> list[Issued]:  # fmt: skip
    """The next report or correction of a situation, issued."""
    from lagebild import pipeline, series
    from lagebild.sources.moments import read_moment

    if number is not None and not correction:
        raise typer.BadParameter("numbers are given by the store; only a --correction names one", param_hint="--number")
    wanted = options.known_situation(kept, situation or None)
    name, publications = wanted.name if wanted is not None else "", kept.publications()
    corrected = series.correctable(publications, name, number) if correction else None
    until = as_of or (str(corrected.as_of) if corrected is not None else None)
    moment = read_moment(until) if until is not None else None
    found = pipeline.assess(pipeline.stored(kept, wanted), as_of=moment, store=kept, wanted=wanted)
    return series.issue_report(publications, found, name, langs, formats, corrected)


@app.command("alerts")
def alerts(
    store: options.StoreOption,
    situation: Annotated[
        str | None, typer.Option(metavar="NAME", help="A situation kept by name; default: all documents.")
    ] = None,
    lang: Lang = "en",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="TIME", help="Leave out what was published later.")
    ] = None,
) -> None:
    """Issue alerts on a situation or a whole store: new phases, alarms, disputes, treaties invoked; each once."""
    from lagebild import issuing, pipeline
    from lagebild.sources.moments import read_moment

    moment = read_moment(as_of) if as_of is not None else None
    with options.opened_store(store) as kept:
        wanted = options.known_situation(kept, situation)
        assessed = pipeline.assess(pipeline.stored(kept, wanted), as_of=moment, store=kept, wanted=wanted)
        name = wanted.name if wanted is not None else ""
        for one in issuing.issue_alerts(kept.publications(), assessed, situation=name, lang=lang):
            write_line(printable(f"{one.id}: {one.title}"))


@app.command("bundle")
def bundle(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where it is put; any web server can show it.")],
    store: options.StoreOption,
    key: KeyFile = None,
) -> None:
    """Write all issues as signed static files, or bring the folder up to date."""
    from lagebild import issuing
    from lagebild.publishing.signing import read_key
    from lagebild.settings import load_settings

    settings = load_settings()
    signing = read_key(key or issuing.signing_key_file(settings))
    with options.opened_store(store) as kept:
        number = issuing.bundle(kept.publications(), folder, signing, issuing.site(settings))
    write_line(f"manifest {number}; check any copy with lagebild verify")


@app.command("subscribe")
def subscribe(
    channel: Annotated[Literal["email", "telegram", "webhook"], typer.Argument(metavar="email|telegram|webhook")],
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="E-mail address, chat (@channel) or http address.")],
    store: options.StoreOption,
    wants: Annotated[Literal["report", "alert"] | None, typer.Option(help="Only these.")] = None,
    situation: Annotated[str | None, typer.Option(metavar="NAME", help="Only this situation.")] = None,
    lang: WantedLang = None,
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="An e-mail address whose owner has agreed already.")
    ] = False,
) -> None:
    """Add somebody. Whoever is added by e-mail is asked first, and gets nothing before confirming."""
    from lagebild import issuing
    from lagebild.settings import load_settings
    from lagebild.store import Subscription

    with options.opened_store(store) as kept:
        wanted = Subscription(channel, address, wants, situation, lang)
        one, secret = issuing.subscribe(kept.publications(), wanted, load_settings(), confirmed=confirmed)
    write_line(printable(f"subscriber {one.number}: {one.subscription.address} ({one.state})"))
    if secret:
        write_line(f"secret to check signatures with: {secret}")


@app.command("confirm")
def confirm(token: Token, store: options.StoreOption) -> None:
    """Confirm a subscription by the token of the link."""
    _say_whether(_by_token("confirm", token, store), "confirmed")


@app.command("unsubscribe")
def unsubscribe(token: Token, store: options.StoreOption) -> None:
    """End a subscription by the token of the link."""
    _say_whether(_by_token("unsubscribe", token, store), "unsubscribed")


@app.command("subscribers")
def subscribers(store: options.StoreOption) -> None:
    """All there ever were, with their state."""
    with options.opened_store(store) as kept:
        console().print(_subscriber_table(kept.publications().subscribers()))


@app.command("send")
def send(store: options.StoreOption) -> None:
    """Send what is due. What fails is tried again by later runs, at growing distances; run it every minute."""
    from lagebild import issuing
    from lagebild.settings import load_settings

    with options.opened_store(store) as kept:
        counts = issuing.send_by_settings(kept.publications(), load_settings())
    write_line(", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "nothing is due")
    if set(counts) - {"sent"}:
        raise typer.Exit(SOME_FAILED)


@app.command("status")
def status(store: options.StoreOption) -> None:
    """How many deliveries are in which state, and each that waits, failed, or may or may not have arrived."""
    with options.opened_store(store) as kept:
        publications = kept.publications()
        found = publications.deliveries("uncertain", "failed", "sending", "pending")
        write_line(", ".join(f"{count} {state}" for state, count in publications.counts().items()) or "no deliveries")
    if found:
        console().print(_delivery_table(found))


@app.command("serve")
def serve(
    store: options.StoreOption,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where it listens; default: only this machine.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")] = 8080,
    folder: Annotated[Path | None, typer.Option(metavar="FOLDER", help="A bundle to show as well.")] = None,
) -> None:
    """Answer the links in e-mail: pages to confirm and to unsubscribe, with one click too (RFC 8058).

    It does no encryption and is made to stand behind a web server that does.
    """
    from lagebild.settings import load_settings
    from lagebild.web.serving import Server
    from lagebild.web.sites import sites

    settings = load_settings()
    with options.opened_store(store) as kept, Server(host, port, sites(kept, settings, folder)) as server:
        write_line(f"listening at {server.address}; links in e-mail lead to {settings.subscriber_url}")
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


@app.command("settle")
def settle(
    number: Number,
    store: options.StoreOption,
    outcome: Annotated[Literal["arrived", "again"], typer.Option("--as", help="It has arrived, or send it again.")],
) -> None:
    """Decide about a delivery that failed, or of which nobody knows whether it has arrived."""
    with options.opened_store(store) as kept:
        kept.publications().settle(number, again=outcome == "again")
    write_line("will be sent again" if outcome == "again" else "kept as sent")


@app.command("bounce")
def bounce(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A returned message (RFC 3464); - for standard input.")],
    store: options.StoreOption,
) -> None:
    """Record a returned e-mail: whoever cannot be reached for good gets no more."""
    from lagebild import issuing

    with options.opened_store(store) as kept:
        write_line(printable(issuing.record_bounce(kept.publications(), file)))


def _by_token(purpose: Literal["confirm", "unsubscribe"], token: str, store: str) -> bool:
    from lagebild import issuing
    from lagebild.settings import load_settings

    with options.opened_store(store) as kept:
        return issuing.decide(kept.publications(), load_settings(), purpose, token)


def _say_whether(done: bool, what: str) -> None:
    if not done:
        write_line("the token is not valid, or too old")
        raise typer.Exit(SOME_FAILED)
    write_line(what)


def _subscriber_table(found: Iterable[Subscriber]) -> Table:
    rows = (
        (str(one.number), one.state, *(part or "all" for part in one.subscription), one.note or "") for one in found
    )
    return _table(("number", "state", "channel", "address", "wants", "situation", "language", "note"), rows)


def _delivery_table(found: Iterable[Delivery]) -> Table:
    rows = (
        (
            str(one.number), one.state, one.channel, one.address, one.issue.id if one.issue else "confirmation",
            str(one.attempts), f"{one.next_try:%Y-%m-%d %H:%M}" if one.state == "pending" else "–", one.reason or "",
        )
        for one in found
    )  # fmt: skip
    return _table(("number", "state", "channel", "to", "issue", "attempts", "next try (UTC)", "reason"), rows)


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table
