"""What the documents leave open: contested, unconfirmed, unanswered, undated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lagebild.linking.sides import side_of
from lagebild.reporting.picture import Picture
from lagebild.reporting.rows import Row
from lagebild.reporting.summary import Line
from lagebild.reporting.wording import count, listing, names

#: Questions of one kind that are written out.
MOST = 4
#: Rules of credibility by which nobody says so who has no interest and can be judged.
UNCONFIRMED = frozenset({"one-side", "one-side-contradicted", "one-unknown", "one-unknown-contradicted"})
FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
ASKED = {
    "occurrence": "Did it happen", "responsibility": "Who is responsible", "casualties": "How many casualties",
}  # fmt: skip


def open_questions(picture: Picture) -> tuple[Line, ...]:
    """Questions with the events that raise them: those that most documents raise first, few of each kind."""
    rows = sorted(picture.main, key=lambda row: (-len(row.event.documents), row.day, row.anchor))
    kinds = (_contested(rows), _unconfirmed(rows), _unanswered(picture, rows), _vague(rows))
    return tuple(line for kind in kinds for line in kind)


def _few(lines: list[Line], more: str) -> Iterator[Line]:
    """The first lines of a kind; the others are counted."""
    yield from lines[:MOST]
    rest = lines[MOST:]
    if rest:
        yield Line(more.format(number=len(rest)), tuple(anchor for line in rest for anchor in line.anchors)[:MOST])


def _contested(rows: Iterable[Row]) -> Iterator[Line]:
    found = [
        Line(f"{ASKED[row.event.dispute]}: {row.sentence} ({row.when})?{_stances(row)}", (row.anchor,))
        for row in rows
        if row.event.dispute
    ]
    yield from _few(found, "And {number} more contested.")


def _stances(row: Row) -> str:
    """Who says so and who denies it, where both are named."""
    says = sorted({voice.who for voice in row.voices if voice.codes and voice.status == "reported"})
    denies = sorted({voice.who for voice in row.voices if voice.codes and voice.denies} - set(says))
    return f" Says so: {listing(says)}; denies it: {listing(denies)}." if says and denies else ""


def _unconfirmed(rows: Iterable[Row]) -> Iterator[Line]:
    found = [
        Line(
            f"No independent origin that can be judged confirms: {row.sentence} ({row.when}; {row.claimants}).",
            (row.anchor,),
        )
        for row in rows
        if row.event.type in FORCE and row.event.credibility is not None and row.event.credibility.rule in UNCONFIRMED
    ]
    yield from _few(found, "And {number} more unconfirmed acts of force.")


def _unanswered(picture: Picture, rows: Iterable[Row]) -> Iterator[Line]:
    """Parties that are said to have used force and are not heard on it."""
    sides = picture.situation.sides
    found = []
    for row in rows:
        heard = {side_of(code, sides) for voice in row.voices for code in voice.codes} - {None}
        spoken = {code for voice in row.voices for code in voice.codes}
        silent = [c for c in row.event.actor if c not in spoken and (side_of(c, sides) not in heard)]
        if row.event.type in FORCE and row.event.recipient and silent and spoken:
            found.append(Line(f"Not heard on it, {names(silent)}: {row.sentence} ({row.when}).", (row.anchor,)))
    yield from _few(found, "And {number} more acts of force on which those accused are not heard.")


def _vague(rows: Iterable[Row]) -> Iterator[Line]:
    """How much stands without a day or place."""
    told = [row for row in rows if row.status not in {"possible", "announced"}]
    undated = [row for row in told if row.event.date is None]
    unplaced = [row for row in told if row.event.type in FORCE and not row.event.place and not row.event.place_country]
    if undated:
        yield Line(f"No text gives a day for {_named(undated)}.", tuple(row.anchor for row in undated[:MOST]))
    if unplaced:
        yield Line(f"No text gives a place for {_named(unplaced)}.", tuple(row.anchor for row in unplaced[:MOST]))


def _named(rows: list[Row]) -> str:
    examples = "; ".join(row.sentence for row in rows[:2])
    return f"{count(len(rows), 'event')}, such as: {examples}" if len(rows) > 1 else f"this: {examples}"
