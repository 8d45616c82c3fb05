"""Sentences of the report: a key of the wording file, tagged values, and a language give one text and no other.

A value is written ``tag:word``. In a template ``{who:dative}`` asks for names in a case, ``{n:=one|few|many}`` for a
number with its noun in the forms by which the language counts, ``{who:commas}`` for a list that goes on.
"""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast, get_args

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from lagebild.assessment import names as naming
from lagebild.assessment.commitment_wording import date, days
from lagebild.assessment.names import UNKNOWN, Case
from lagebild.assessment.places import place_name
from lagebild.assessment.sentences import TAGS
from lagebild.knowledge.actors import persons
from lagebild.knowledge.precedents import precedents, vocabulary
from lagebild.knowledge.register_texts import Register, text
from lagebild.knowledge.wording_files import commitment_words, report_words
from lagebild.model import Language, Outcome

LOCALES: Mapping[Language, Locale] = {
    "en": Locale("en", "GB"), "de": Locale("de", "DE"), "ru": Locale("ru", "RU"),
}  # fmt: skip
#: Plural categories of the Unicode CLDR in the order in which a template gives its forms.
COUNTED: Mapping[Language, tuple[str, ...]] = {
    "en": ("one", "other"), "de": ("one", "other"), "ru": ("one", "few", "many"),
}  # fmt: skip
#: How the names of borders end in the gazetteer.
BORDER = " border"
CASES: tuple[Case, ...] = get_args(Case)


def worded(key: str, values: Mapping[str, Sequence[str]], lang: Language) -> str:
    """The sentence of a key in a language."""
    return filled(report_words()[key][lang], values, lang)


def filled(template: str, values: Mapping[str, Sequence[str]], lang: Language) -> str:
    """A template in a language with its values."""
    text = _Filling(lang).vformat(template, (), values)
    return text[:-1] if text.endswith("..") else text


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def listing(parts: Sequence[str], lang: Language) -> str:
    """``A, B and C``."""
    joint = report_words()["and"][lang]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}" if parts else ""


def name(code: str, lang: Language, case: Case = "nominative") -> str:
    """The name of an actor in the reader's language, in a case."""
    if code == UNKNOWN:
        return worded(f"unknown.{'nominative' if case == 'label' else case}", {}, lang)
    return naming.name(code, lang, case)


def day(date: dt.date, lang: Language) -> str:
    """``13 September 2022``, ``13. September 2022``, ``13 сентября 2022 г.``."""
    return str(format_date(date, "long", LOCALES[lang]))


class _Filling(string.Formatter):
    """Fills a template from tagged values."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        """The words of a value."""
        return tuple(kwargs[str(key)])

    def format_field(self, value: Any, format_spec: str) -> str:
        """The words as the template asks for them."""
        if format_spec.startswith("="):
            return _counted(value[0].partition(":")[2], format_spec[1:].split("|"), self.lang)
        case: Case = next((case for case in CASES if case == format_spec), "nominative")
        parts = [_word(word, self.lang, case) for word in value]
        if format_spec == "commas":
            return ", ".join(parts)
        coded = bool(value) and all(word.startswith(("code:", "precedent:", "person:")) for word in value)
        return listing(parts, self.lang) if coded else "; ".join(parts)


def _counted(number: str, forms: Sequence[str], lang: Language) -> str:
    category = LOCALES[lang].plural_form(int(number))
    kinds = COUNTED[lang]
    form = forms[kinds.index(category)] if category in kinds else forms[-1]
    return f"{format_decimal(int(number), locale=LOCALES[lang])} {form}"


@lru_cache(maxsize=20000)
def _word(tagged: str, lang: Language, case: Case) -> str:
    """One tagged word in the language."""
    tag, _, word = tagged.partition(":")
    locale = LOCALES[lang]
    match tag:
        case "code":
            return name(word, lang, case)
        case "number":
            return str(format_decimal(float(word), locale=locale, format="#,##0.#"))
        case "score":
            return str(format_decimal(float(word), locale=locale, format="#,##0.00"))
        case "percent":
            return str(format_percent(float(word), locale=locale))
        case "day":
            return day(dt.date.fromisoformat(word), lang)
        case "span":
            return _span(*map(dt.date.fromisoformat, word.split("/")), lang=lang)
        case "act":
            return act(*word.split("|"), lang=lang)
        case "word":
            return report_words()[word][lang]
        case "where":
            return worded("where", {"place": (f"place:{word}",)}, lang) if word.strip("|") else ""
        case "place":
            return _place(word, lang)
        case "precedent":
            return next(str(getattr(one.names, lang)) for one in precedents() if one.id == word)
        case "person":
            return next((str(getattr(one, lang)) for one in persons() if one.en == word), word)
        case "measure":
            return capital(str(getattr(vocabulary().measures[word], lang)))
        case "text":
            return word
        case "state":
            return capital(str(getattr(vocabulary().states[word], lang)))
        case "when":
            return date(word, lang, alone=True)
        case "register":
            return _registered(*word.split("|"), lang=lang)
        case "account":
            by, _, status = word.rpartition("|")
            who = coded(by.split(",")) if by else ("word:own-voice",)
            return worded("cell.account-said", {"who": who, "status": (f"word:status.{status}",)}, lang)
        case "figure":
            return _figure(*word.split("|"), lang=lang)
        case "outcome":
            return commitment_words()[lang].outcomes[cast("Outcome", word)]
        case "said":
            return _nested(word, lang)
    return TAGS[tag](word, lang)


def _figure(side: str, by: str, killed: str, wounded: str, *, lang: Language) -> str:
    """A figure with its side and claimant."""
    values = {
        "side": coded([side]) if side else ("word:not-stated",), "who": coded(by.split(",")) if by else ("word:own-voice",),
        "killed": (f"number:{killed}" if killed else "text:–",), "wounded": (f"number:{wounded}" if wounded else "text:–",),
    }  # fmt: skip
    return worded("cell.losses", values, lang)


def _nested(word: str, lang: Language) -> str:
    """A phrase within a sentence, its key and values parted by the control characters made for that (ISO 646)."""
    key, *pairs = word.split("\x1f")
    values = {name: tuple(rest.split("\x1e")) for name, _, rest in (pair.partition("=") for pair in pairs)}
    return worded(key, values, lang)


def phrase(key: str, **values: Sequence[str]) -> str:
    """A phrase as a value of a sentence."""
    return "said:" + "\x1f".join([key, *(f"{name}={chr(30).join(words)}" for name, words in values.items())])


def registered(register: Register, ident: str, path: str) -> str:
    """What a register says in a field of a record, as a value."""
    return f"register:{register}|{ident}|{path}"


def _registered(register: str, ident: str, path: str, *, lang: Language) -> str:
    return text("treaties" if register == "treaties" else "precedents", ident, path, lang)


def _span(first: dt.date, last: dt.date, *, lang: Language) -> str:
    if first.year == last.year:
        return days(first, last, lang)
    return worded("span", {"first": (f"day:{first}",), "last": (f"day:{last}",)}, lang)


def _place(word: str, lang: Language) -> str:
    """Place and country; a border by its countries, any other place by its name in the language where one is known."""
    place, _, countries = word.partition("|")
    if place.endswith(BORDER) and "-" in countries:
        return worded("border", {"who": coded(countries.split("-"))}, lang)
    place = place_name(place, countries, lang)
    country = " / ".join(name(code, lang, "label") for code in countries.split("-") if code)
    return f"{place}, {country}" if place and country and place != country else place or country


def act(kind: str, actor: str, recipient: str, *, lang: Language) -> str:
    """Who did what to whom as a noun phrase, which leaves open whether it happened."""
    actors, recipients = ([code for code in side.split(",") if code] for side in (actor, recipient))
    form = "to" if recipients else "together" if len(actors) > 1 else "alone"
    values = {"actor": coded(actors or [UNKNOWN]), "recipient": coded(recipients)}
    return worded(f"act.{kind}.{form}", values, lang).replace(" von dem ", " vom ")


def coded(codes: Sequence[str]) -> tuple[str, ...]:
    """Codes as values."""
    return tuple(f"code:{code}" for code in codes)
