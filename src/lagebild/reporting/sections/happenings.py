"""The events of a report: what happened on whose account, what is contested, who died."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.model import Account, Event
from lagebild.reporting.charts import casualty_chart, event_chart, network_chart, place_chart
from lagebild.reporting.material import Material, act, denying, grade, parted, telling, voices, where
from lagebild.reporting.plain import excerpt
from lagebild.reporting.report import Chart, Refs, Row, Section, Statement, Table

#: Characters of a passage quoted beside an account, accounts shown in a cell.
QUOTED, ACCOUNTS = 200, 6


def events(material: Material) -> Section:
    """All events with grade, origins and accounts."""
    groups = (("events", material.main), ("others", material.others), ("background", material.background))
    tables = tuple(_table(material, kind, found) for kind, found in groups if found)
    charts = (event_chart(material), place_chart(material), network_chart(material))
    return Section(
        key="events", title=material.word("section.events"), tables=tables, charts=tuple(c for c in charts if c)
    )


def _headings(material: Material, *names: str) -> tuple[Statement, ...]:
    return tuple(material.cell(f"column.{name}") for name in names)


def _table(material: Material, kind: str, found: Sequence[Event]) -> Table:
    rows = tuple(_row(material, event) for event in found)
    columns = _headings(material, "ref", "day", "what", "place", "grade", "origins", "accounts")
    return Table(
        caption=material.say(f"table.{kind}", material.of_events(found)), columns=columns, rows=rows, kind=kind
    )


def _row(material: Material, event: Event) -> Row:
    refs = material.of_events([event])
    number = material.numbers[event.id]
    place = f"place:{event.place or ''}|{event.place_country or ''}"
    credibility = event.credibility.grade if event.credibility else 6
    return Row(
        anchor=f"event-{number}", refs=refs,
        cells=(
            (material.cell("cell.text", text=[f"text:E{number}"]),),
            (material.cell("cell.text", text=[material.when(event)]),),
            (material.say("cell.text", Refs(), text=[act(event)]),),
            (material.cell("cell.text", text=[place if place != "place:|" else "word:not-stated"]),),
            (material.cell("cell.text", text=[f"text:{credibility}", f"word:credibility.{credibility}"]),),
            (material.cell("cell.origins", origins=[f"number:{event.origins}"], documents=[f"number:{len(event.documents)}"]),),
            _accounts(material, event),
        ),
    )  # fmt: skip


def _accounts(material: Material, event: Event) -> tuple[Statement, ...]:
    return tuple(
        material.cell(
            "cell.account", who=voices(one.claimed_by), status=[f"word:status.{one.status}"], grade=[f"text:{grade(one)}"],
        )
        for one in event.accounts[:ACCOUNTS]
    )  # fmt: skip


def contested(material: Material) -> Section:
    """What the accounts disagree on, side by side."""
    title = material.word("section.contested")
    found = [event for event in (*material.main, *material.others, *material.background) if event.disputed]
    if not found:
        none = material.say("no-contested", material.all_sources)
        return Section(key="contested", title=title, statements=(none,))
    rows = tuple(_point(material, event) for event in found)
    columns = _headings(material, "ref", "point", "asserts", "denies")
    caption = material.say("table.contested", material.of_events(found))
    return Section(
        key="contested", title=title, tables=(Table(caption=caption, columns=columns, rows=rows, kind="contested"),)
    )


def _point(material: Material, event: Event) -> Row:
    question = material.say(
        "cell.point", Refs(), question=[f"word:dispute.{event.dispute}"], act=[act(event)], day=[material.when(event)],
        where=[where(event)],
    )  # fmt: skip
    asserts = tuple(_quoted(material, event, one) for one in telling(event)[:ACCOUNTS])
    denies = tuple(_quoted(material, event, one) for one in denying(event)[:ACCOUNTS])
    if event.dispute == "responsibility" and not denies:
        denies = tuple(_mirrored(material, event))
    dash = (material.cell("cell.text", text=["text:–"]),)
    number = (material.cell("cell.text", text=[f"text:E{material.numbers[event.id]}"]),)
    mirrored = [number for one in denies for number in one.refs.events]
    own = material.of_events([event])
    refs = Refs(events=tuple(sorted({*own.events, *mirrored})))
    return Row(cells=(number, (question,), asserts or dash, denies or dash), refs=refs)


def _mirrored(material: Material, event: Event) -> Iterator[Statement]:
    """Accounts by which the same act was the other way round, about the same day."""
    for other in material.events:
        turned = event.recipient and (other.actor, other.recipient) == (event.recipient, event.actor)
        days = (event.date or material.day(event), other.date or material.day(other))
        near = days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= 2
        if turned and near and other.type == event.type and other.dispute == "responsibility":
            for one in telling(other)[:2]:
                yield _quoted(material, other, one)


def _quoted(material: Material, event: Event, account: Account) -> Statement:
    """An account with its first passage in the original language."""
    refs = material.of_events([event])
    who, graded = voices(account.claimed_by), [f"text:{grade(account)}"]
    for key in event.mentions:
        mention = material.mentions.get(key)
        if mention is None or key[0] not in account.documents or mention.status != account.status:
            continue
        by = {actor.code for actor in mention.claim.by} - {"UNK"} if mention.claim else set()
        if by == set(account.claimed_by):
            quote = excerpt(*parted(mention.evidence), QUOTED)
            return material.cell("cell.account-quoted", refs, who=who, grade=graded, quote=[f"text:{quote}"])
    return material.cell("cell.account", refs, who=who, grade=graded, status=[f"word:status.{account.status}"])


def casualties(material: Material) -> Section:
    """Every figure with its claimant, by side, then by day."""
    title = material.word("section.casualties")
    figures = sorted(
        (
            (figure.side or "", str(figure.as_of or ""), figure, event)
            for event in material.events
            for figure in event.casualties
        ),
        key=lambda one: (one[0], one[1], material.numbers[one[3].id], one[2].claimed_by, one[2].killed or 0),
    )
    if not figures:
        return Section(key="casualties", title=title, statements=(material.say("no-casualties", material.all_sources),))
    rows = []
    for side, _, figure, event in figures:
        killed = [f"number:{figure.killed}"] if figure.killed is not None else ["text:–"]
        rows.append(Row(
            refs=material.of_events([event], figure.documents),
            cells=(
                (material.cell("cell.who", who=[f"code:{side}" if side else "word:not-stated"]),),
                (material.cell("cell.text", text=[f"day:{figure.as_of}" if figure.as_of else "word:undated"]),),
                (material.cell("cell.who", who=voices(figure.claimed_by)),),
                (material.cell("cell.superseded" if figure.superseded_by else "cell.figure", number=killed),),
                (material.cell("cell.text", text=[f"number:{figure.wounded}" if figure.wounded is not None else "text:–"]),),
                (),
            ),
        ))  # fmt: skip
    columns = _headings(material, "side", "as-of", "by", "killed", "wounded", "evidence")
    refs = material.of_events([event for *_, event in figures])
    table = Table(caption=material.say("table.casualties", refs), columns=columns, rows=tuple(rows), kind="casualties")
    chart: Chart | None = casualty_chart(material)
    return Section(key="casualties", title=title, tables=(table,), charts=(chart,) if chart else ())
