"""The data of the report's pictures; each has a text that says the same."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from lagebild.assessment.places import place_name
from lagebild.knowledge.ontology import event_types
from lagebild.linking.sides import between
from lagebild.model import QUADS, Phase
from lagebild.reporting.material import Material
from lagebild.reporting.phrases import LOCALES, day, name
from lagebild.reporting.report import Chart, Refs

#: Actors shown in the network.
ACTORS = 10
PHASES: tuple[Phase, ...] = get_args(Phase)
Rows = list[Mapping[str, str | float | None]]


def event_chart(material: Material) -> Chart | None:
    """Events between the sides by day and quad class."""
    counts: Counter[tuple[str, str]] = Counter()
    found = [event for event in material.main if event.date and between(event, material.situation.sides)]
    for event in found:
        counts[(str(event.date), event_types()[event.type].quad)] += 1
    rows: Rows = [
        {"day": when, "kind": material.word(f"quad.{quad}"), "number": float(number)}
        for (when, quad), number in sorted(counts.items(), key=lambda one: (one[0][0], QUADS.index(one[0][1])))
    ]
    alt = [f"{_day(material, row['day'])}, {row['kind']}: {row['number']:.0f}" for row in rows]
    return _chart(
        material,
        "timeline",
        rows,
        alt,
        material.of_events(found),
        {quad: material.word(f"quad.{quad}") for quad in QUADS},
    )


def escalation_chart(material: Material) -> Chart | None:
    """The index by day with its phases."""
    course = material.assessment.escalation
    rows: Rows = [{"day": str(one.date), "value": round(one.value, 1)} for one in course.index]
    spans: Rows = [
        {
            "start": str(span.start),
            "end": str(span.end),
            "phase": material.cell("cell.text", text=[f"phase:{span.phase}"]).text,
            "value": None,
        }
        for span in course.phases
    ]
    alt = [f"{_day(material, row['day'])}: {row['value']:.0f}" for row in rows]
    refs = material.of_events([ident for one in course.index for ident in one.ids]) or material.all_sources
    return _chart(
        material,
        "escalation",
        [*rows, *spans] if rows else [],
        alt,
        refs,
        {word: material.cell("cell.text", text=[f"phase:{word}"]).text for word in PHASES},
    )


def casualty_chart(material: Material) -> Chart | None:
    """Figures of killed by claimant, day and side of the conflict."""
    sides = {code for side in material.situation.sides for code in side.parties}
    found = [
        (figure, event) for event in material.events for figure in event.casualties
        if figure.killed and figure.as_of and figure.side in sides
    ]  # fmt: skip
    rows: Rows = [
        {
            "day": str(figure.as_of), "killed": float(figure.killed or 0), "side": name(figure.side or "", material.lang, "label"),
            "by": ", ".join(name(code, material.lang, "label") for code in figure.claimed_by) or material.word("own-voice"),
            "event": f"E{material.numbers[event.id]}",
        }
        for figure, event in found
    ]  # fmt: skip
    rows = list({tuple(row.items()): row for row in rows}.values())
    alt = [f"{_day(material, row['day'])}, {row['side']}, {row['by']}: {row['killed']:.0f}" for row in rows]
    return _chart(
        material, "casualties", rows, list(dict.fromkeys(alt)), material.of_events([event for _, event in found])
    )


def network_chart(material: Material) -> Chart | None:
    """Pairs of actors with the number of events of cooperation and of conflict between them."""
    seen: Counter[str] = Counter()
    for event in material.main:
        seen.update({*event.actor, *event.recipient} - {"UNK"})
    chosen = [code for code, _ in sorted(seen.items(), key=lambda one: (-one[1], one[0]))[:ACTORS]]
    counts: Counter[tuple[str, str, str]] = Counter()
    found = []
    for event in material.main:
        pairs = [(a, r) for a in event.actor for r in event.recipient if a in chosen and r in chosen and a != r]
        stance = "conflict" if "conflict" in event_types()[event.type].quad else "cooperation"
        counts.update((a, r, stance) for a, r in pairs)
        found += [event] if pairs else []
    rows: Rows = [
        {
            "actor": name(a, material.lang, "label"),
            "recipient": name(r, material.lang, "label"),
            "stance": stance,
            "number": float(number),
        }
        for (a, r, stance), number in sorted(counts.items())
    ]
    signs = {"conflict": "⊣", "cooperation": "→"}
    alt = [f"{row['actor']} {signs[str(row['stance'])]} {row['recipient']}: {row['number']:.0f}" for row in rows]
    labels = {
        "cooperation": material.word("quad.material_cooperation"),
        "conflict": material.word("quad.material_conflict"),
    }
    return _chart(material, "network", rows, alt, material.of_events(found), labels)


def place_chart(material: Material) -> Chart | None:
    """Places with coordinates as the gazetteer has them, by how exactly they are known."""
    counts: Counter[tuple[str, float, float, str]] = Counter()
    found = []
    for event in material.main:
        places = {
            (place_name(m.place.name, m.place.country or "", material.lang), m.place.lat, m.place.lon, m.place.precision)
            for m in material.told(event)
            if m.place is not None and m.place.name == event.place and m.place.lat is not None and m.place.lon is not None
        }  # fmt: skip
        counts.update(p for p in places if p[1] is not None and p[2] is not None)
        found += [event] if places else []
    rows: Rows = [
        {"place": place, "lat": lat, "lon": lon, "precision": precision, "number": float(number)}
        for (place, lat, lon, precision), number in sorted(counts.items())
    ]
    alt = [f"{row['place']}: {row['number']:.0f}" for row in rows]
    return _chart(material, "map", rows, alt, material.of_events(found)) if len(rows) > 1 else None


def _day(material: Material, iso: str | float | None) -> str:
    return day(dt.date.fromisoformat(str(iso)), material.lang)


def _chart(
    material: Material, kind: str, rows: Rows, alt: Sequence[str], refs: Refs, labels: Mapping[str, str] | None = None
) -> Chart | None:
    if not rows:
        return None
    title = material.say(f"chart.{kind}", refs)
    words = {key: material.word(f"axis.{key}") for key in ("events", "index", "killed", "kind")}
    return Chart(
        kind=kind, title=title, alt=f"{title.text}: {'; '.join(alt)}", rows=tuple(rows),
        labels={**words, **(labels or {}), "locale": str(LOCALES[material.lang])}, refs=refs,
    )  # fmt: skip
