"""The report's pictures drawn with Altair: the same picture on the page and in print, as SVG or PNG.

Colours are those of Okabe and Ito, which colour-blind readers tell apart; kinds differ in shape or texture as well.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import vl_convert

from lagebild.reporting.report import Chart

#: Okabe and Ito 2008, Color Universal Design: blue, orange, green, vermilion, sky blue, purple, grey.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#555555")
CALM, ANGRY = COLOURS[0], COLOURS[3]
PHASE_COLOURS = {
    "calm": "#f2f2f2", "tension": "#f3df9d", "clash": "#eeab66", "fighting": "#d98a66", "ceasefire": "#c3ddf0",
}  # fmt: skip
WIDTH, HEIGHT = 620, 200
FONT = "Libertinus Serif, Georgia, Liberation Serif, serif"
PIXELS = 2.0
#: Pictures that are kept: the page and the print of a report show the same.
KEPT = 30
#: Degrees around the outermost places of the map.
MARGIN = 0.3
#: Degrees of longitude within which names of places run into each other.
CROWDED = 0.4
Rows = Sequence[Mapping[str, Any]]
Locale = Literal["de-DE", "en-GB", "ru-RU"]


def svg(chart: Chart) -> str:
    """The picture as SVG."""
    return _svg(chart.model_dump_json())


def png(chart: Chart) -> bytes:
    """The same picture as PNG, for documents that hold no SVG."""
    return _png(svg(chart))


@lru_cache(maxsize=KEPT)
def _svg(data: str) -> str:
    """The picture of a chart that is given as JSON, by which it is found again."""
    chart = Chart.model_validate_json(data)
    locale = _locale(chart)
    return vl_convert.vegalite_to_svg(json.dumps(spec(chart)), format_locale=locale, time_format_locale=locale)


@lru_cache(maxsize=KEPT)
def _png(picture: str) -> bytes:
    return vl_convert.svg_to_png(picture, scale=PIXELS)


def _locale(chart: Chart) -> Locale:
    match chart.labels["locale"]:
        case "de_DE":
            return "de-DE"
        case "ru_RU":
            return "ru-RU"
    return "en-GB"


def spec(chart: Chart, *, validate: bool = False) -> dict[str, Any]:
    """The picture in the language of Vega-Lite; to ``validate`` it by its schema takes longer than to draw it."""
    drawn = _DRAWN[chart.kind](chart)
    made: dict[str, Any] = (
        drawn.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#e0e0e0", titleFontWeight="normal")
        .configure_legend(labelFontSize=12, titleFontSize=12, labelLimit=300, orient="bottom", columns=2)
        .to_dict(validate=validate)
    )
    return made


def _data(rows: Rows) -> alt.InlineData:
    return alt.InlineData(values=[dict(row) for row in rows])


def _days(title: str | None = None) -> alt.X:
    return alt.X(
        "day:T",
        title=title,
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(format="%-d.%-m.", labelOverlap=True, tickMinStep=86400000),
    )


def _timeline(chart: Chart) -> Any:
    kinds = [
        chart.labels[quad]
        for quad in ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    ]
    colour = alt.Color(
        "kind:N", title=None, scale=alt.Scale(domain=kinds, range=[COLOURS[4], COLOURS[0], COLOURS[1], COLOURS[3]])
    )
    days = alt.X("utcmonthdate(day):O", title=None, axis=alt.Axis(format="%-d.%-m.", labelAngle=0, labelOverlap=True))
    bars = alt.Chart(_data([*chart.rows, *_quiet(chart.rows, kinds[0])])).mark_bar(stroke="white")
    whole = alt.Axis(tickMinStep=1, format="d")
    return bars.encode(
        x=days, y=alt.Y("number:Q", title=chart.labels["events"], axis=whole), color=colour, order=alt.Order("kind:N")
    ).properties(width=WIDTH, height=HEIGHT)


def _quiet(rows: Rows, kind: str) -> list[dict[str, Any]]:
    """Rows for the days between the first and the last on which nothing took place, so that they have their place."""
    days = {dt.date.fromisoformat(row["day"]) for row in rows}
    between = (min(days) + dt.timedelta(days=number) for number in range((max(days) - min(days)).days))
    return [{"day": str(day), "kind": kind, "number": 0.0} for day in between if day not in days]


def _escalation(chart: Chart) -> Any:
    values = [row for row in chart.rows if "day" in row]
    spans = [row for row in chart.rows if "phase" in row]
    phases = [
        word for word in chart.labels if word in PHASE_COLOURS and chart.labels[word] in {r["phase"] for r in spans}
    ]
    layers = []
    if spans:
        ending = [{**row, "until": f"{row['end']}T23:59:59Z"} for row in spans]
        band = alt.Chart(_data(ending)).mark_rect(opacity=0.9, aria=False)
        colour = alt.Color(
            "phase:N",
            title=None,
            scale=alt.Scale(
                domain=[chart.labels[word] for word in phases], range=[PHASE_COLOURS[word] for word in phases]
            ),
        )
        layers.append(
            band.encode(x=alt.X("start:T", title=None, scale=alt.Scale(type="utc")), x2="until:T", color=colour)
        )
    line = alt.Chart(_data(values)).mark_line(color="#222222", point=alt.OverlayMarkDef(color="#222222"))
    index = alt.Y("value:Q", title=chart.labels["index"], scale=alt.Scale(domain=[0, 100]))
    layers.append(line.encode(x=_days(), y=index))
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _casualties(chart: Chart) -> Any:
    base = alt.Chart().encode(x=_days(), y=alt.Y("killed:Q", title=chart.labels["killed"]))
    lines = base.mark_line(interpolate="step-after", color="#999999").encode(detail=["by:N", "event:N"])
    points = base.mark_point(size=90, filled=True, opacity=1).encode(
        shape=alt.Shape("by:N", title=None),
        color=alt.Color("by:N", title=None, scale=alt.Scale(range=list(COLOURS))),
    )
    width = max(160, WIDTH // len({row["side"] for row in chart.rows}) - 50)
    layered = alt.layer(lines, points, data=_data(chart.rows)).properties(width=width, height=HEIGHT)
    return layered.facet(column=alt.Column("side:N", title=None, header=alt.Header(labelFontSize=12)))


def _network(chart: Chart) -> Any:
    """Actors on a circle; lines of conflict are broken, those of cooperation are not."""
    names = sorted({str(row[end]) for row in chart.rows for end in ("actor", "recipient")})
    place = {
        name: (math.cos(2 * math.pi * n / len(names) + 0.3), math.sin(2 * math.pi * n / len(names) + 0.3))
        for n, name in enumerate(names)
    }
    lines = []
    for row in chart.rows:
        (x, y), (x2, y2) = place[str(row["actor"])], place[str(row["recipient"])]
        shift = 0.02 if row["stance"] == "conflict" else -0.02
        lines.append({
            "x": x + shift, "y": y + shift, "x2": x2 + shift, "y2": y2 + shift, "number": row["number"],
            "stance": chart.labels[str(row["stance"])],
        })  # fmt: skip
    domain = [chart.labels["cooperation"], chart.labels["conflict"]]
    none = alt.Scale(domain=[-1.45, 1.45])
    rule = alt.Chart(_data(lines)).mark_rule(opacity=0.85)
    drawn = rule.encode(
        x=alt.X("x:Q", axis=None, scale=none), y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.25, 1.25])),
        x2="x2:Q", y2="y2:Q",
        color=alt.Color("stance:N", title=None, scale=alt.Scale(domain=domain, range=[CALM, ANGRY])),
        strokeDash=alt.StrokeDash("stance:N", title=None, scale=alt.Scale(domain=domain, range=[[1, 0], [6, 4]])),
        strokeWidth=alt.StrokeWidth("number:Q", legend=None, scale=alt.Scale(range=[1.5, 6])),
    )  # fmt: skip
    points = alt.Chart(_data([{"x": x, "y": y} for x, y in place.values()])).mark_circle(
        size=110, color="#222222", opacity=1
    )
    layers = [drawn, points.encode(x="x:Q", y="y:Q")]
    sides: tuple[tuple[Literal["left", "right"], bool], ...] = (("left", True), ("right", False))
    for align, right in sides:
        named = [{"name": n, "x": x * 1.08, "y": y * 1.12} for n, (x, y) in place.items() if (x >= 0) is right]
        if named:
            layers.append(
                alt.Chart(_data(named)).mark_text(align=align, fontSize=13).encode(x="x:Q", y="y:Q", text="name:N")
            )
    return alt.layer(*layers).properties(width=WIDTH, height=400)


def _map(chart: Chart) -> Any:
    """Places at their coordinates; form and filling tell how exactly they are known."""
    lat, lon = ([float(row[axis] or 0) for row in chart.rows] for axis in ("lat", "lon"))
    near = _main_part(lat, lon)
    rows = [row for row, inside in zip(chart.rows, near, strict=True) if inside]
    west, east, south, north = _frame(rows)
    degrees = alt.Axis(format=".1f", tickCount=6)
    base = alt.Chart(_data(rows)).encode(
        x=alt.X("lon:Q", title=None, scale=alt.Scale(domain=[west, east], nice=False), axis=degrees),
        y=alt.Y("lat:Q", title=None, scale=alt.Scale(domain=[south, north], nice=False), axis=degrees),
    )
    forms = alt.Scale(domain=["point", "area", "border", "country"], range=["circle", "square", "diamond", "cross"])
    marks = base.mark_point(filled=False, strokeWidth=2, color=COLOURS[3]).encode(
        shape=alt.Shape("precision:N", legend=None, scale=forms),
        size=alt.Size("number:Q", legend=None, scale=alt.Scale(range=[60, 300])),
    )
    above = [row for row in rows if not _crowded(row, rows)]
    below = [row for row in rows if _crowded(row, rows)]
    names = [
        alt.Chart(_data(chosen)).mark_text(dy=dy, fontSize=12).encode(x="lon:Q", y="lat:Q", text="place:N")
        for chosen, dy in ((above, -14), (below, 17)) if chosen
    ]  # fmt: skip
    stretch = math.cos(math.radians((south + north) / 2))
    height = min(420.0, max(160.0, WIDTH * (north - south) / ((east - west) * stretch)))
    return alt.layer(marks, *names).properties(width=WIDTH, height=height)


def _crowded(row: Mapping[str, Any], rows: Rows) -> bool:
    """True where a place that is named before lies so near that the names would run into each other."""
    before = rows[: rows.index(row)]
    return any(abs(row["lon"] - one["lon"]) < CROWDED and abs(row["lat"] - one["lat"]) < CROWDED / 3 for one in before)


def _frame(rows: Rows) -> tuple[float, float, float, float]:
    """Degrees of longitude and latitude around all places: west, east, south, north."""
    lat, lon = ([float(row[axis]) for row in rows] for axis in ("lat", "lon"))
    return min(lon) - MARGIN, max(lon) + MARGIN, min(lat) - MARGIN, max(lat) + MARGIN


def _main_part(lat: Sequence[float], lon: Sequence[float]) -> list[bool]:
    """Which places lie within ten degrees of the middle one; the text of the picture names all."""
    middle = sorted(lat)[len(lat) // 2], sorted(lon)[len(lon) // 2]
    return [abs(a - middle[0]) <= 10 and abs(o - middle[1]) <= 10 for a, o in zip(lat, lon, strict=True)]


_DRAWN: Mapping[str, Callable[[Chart], Any]] = {
    "timeline": _timeline, "escalation": _escalation, "casualties": _casualties, "network": _network, "map": _map,
}  # fmt: skip
