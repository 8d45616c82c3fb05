"""Names of places as readers of a language know them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache

from lagebild.assessment.names import name as actor_name
from lagebild.knowledge.actors import ActorRecord, register
from lagebild.knowledge.gazetteer import cyrillic_names, extra_places, fold, towns
from lagebild.model import Language
from lagebild.text.inflection import morphology

#: Latin letters for the Russian ones, as English maps write them.
LATIN = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
     "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"],
    strict=True,
))  # fmt: skip
#: What a name that the Russian dictionary has counts for beside one that it does not have.
IN_DICTIONARY = 0.3
#: A name less alike to the usual one than this may be that of a kindred language, or an old one.
ALIKE = 0.6


@lru_cache(maxsize=5000)
def place_name(place: str, country: str, lang: Language) -> str:
    """The name of a place of the gazetteer in a language; as it is given where no name in that language is known."""
    return place if lang == "en" else next(_names(place, country, lang), place)


def _names(place: str, country: str, lang: Language) -> Iterator[str]:
    state = register().actors.get(country)
    if state is not None:
        if place in state.en.names:
            yield actor_name(country, lang, "label")
        if place in state.en.capitals[:1]:
            yield from state.names_in(lang).capitals[:1]
    yield from _listed(lang).get((place, country), ())
    if lang == "ru":
        found = [town for town in towns(fold(place)) if town.name == place and town.country == country]
        yield from _russian(place, cyrillic_names(found[0].geonameid or 0)) if found else ()


@cache
def _listed(lang: Language) -> dict[tuple[str, str], tuple[str, ...]]:
    """The usual names of places that are no towns, by English name and country."""
    found = {(record.name, record.country or ""): record.names.get(lang, ())[:1] for record, _ in extra_places()}
    regions: dict[tuple[str, str], ActorRecord] = {
        (region.en.names[0], region.place_country or ""): region for region in register().regions
    }
    return found | {key: region.names_in(lang).names[:1] for key, region in regions.items()}


def _russian(place: str, names: tuple[str, ...]) -> Iterator[str]:
    """The Russian one among the names of a town in Cyrillic letters: in the dictionary, or likest to the usual name."""
    graded = {name: _alike(place, name) + IN_DICTIONARY * _in_dictionary(name) for name in names}
    best = max(names, key=lambda name: (graded[name], "э" not in name), default=None)
    if best is not None and (graded[best] >= ALIKE or _in_dictionary(best)):
        yield best


def _alike(place: str, name: str) -> float:
    written = "".join(LATIN.get(letter, letter) for letter in name.lower())
    return SequenceMatcher(None, place.lower(), written.replace("dzh", "j")).ratio()


def _in_dictionary(name: str) -> bool:
    parses = morphology().parse(name.lower())
    return any(parse.is_known and {"Geox", "nomn"} <= set(parse.tag.grammemes) for parse in parses)
