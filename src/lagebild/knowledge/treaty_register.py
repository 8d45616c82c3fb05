"""Treaties article by article: who is bound to whom by what, since when, and what came of it when it was invoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from lagebild.knowledge.loading import Strict, records
from lagebild.knowledge.when import When, first_day
from lagebild.model import Outcome

Kind = Literal[
    "alliance",
    "guarantee",
    "assistance",
    "consultation",
    "cooperation",
    "nonaggression",
    "declaration",
    "ceasefire",
    "charter",
]
Trigger = Literal[
    "armed_attack",
    "aggression",
    "threat",
    "internal",
    "terrorism",
    "coup",
    "atrocities",
    "disaster",
    "any",
]
#: From the weakest to the strongest; ``none`` is said of texts that are taken for a promise of help and hold none.
Duty = Literal[
    "none",
    "refrain",
    "cooperate",
    "may_assist",
    "consult",
    "carry_out_decisions",
    "as_deems_necessary",
    "constitutional_processes",
    "necessary_assistance",
    "all_means",
]
DUTIES: tuple[Duty, ...] = (
    "none", "refrain", "cooperate", "may_assist", "consult", "carry_out_decisions", "as_deems_necessary",
    "constitutional_processes", "necessary_assistance", "all_means",
)  # fmt: skip
Asked = Literal[
    "consultations", "assistance", "troops", "equipment", "defences", "observers", "measures", "mediation", "notice"
]


#: The Roman numbers of articles.
ROMAN = {numeral: str(number) for number, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}


def arabic(article: str | None) -> str | None:
    """The number of an article with its leading Roman number as an Arabic one: ``4(1)`` for ``IV(1)``."""
    if article is None:
        return None
    number, bracket, part = article.partition("(")
    return f"{ROMAN.get(number, number)}{bracket}{part}"


class Called(Strict):
    """What something is called in each language, the usual name first."""

    en: tuple[str, ...] = ()
    de: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()

    def in_language(self, lang: str) -> tuple[str, ...]:
        """Names of one language."""
        return {"en": self.en, "de": self.de, "ru": self.ru}.get(lang, ())


class Party(Strict):
    """States that became parties on one day; without ``since`` with the treaty, without ``until`` to this day."""

    codes: tuple[str, ...]
    since: When | None = None
    until: When | None = None
    note: str | None = None


class Condition(Strict):
    """A time in which the treaty is suspended or disputed for each party named, or only ``between`` the two named."""

    parties: tuple[str, ...]
    between: bool = False
    kind: Literal["suspended", "disputed"]
    since: When
    until: When | None = None
    by: tuple[str, ...]
    note: str
    source: str


class Area(Strict):
    """Where an attack must happen: on the ground of the victim or anywhere; ``outside`` names places that do not count.

    ``territory``: ``victim`` the victim's ground and that of ``countries``, ``any`` everywhere, ``listed`` that of
    ``countries`` alone.
    """

    territory: Literal["victim", "any", "listed"] = "victim"
    countries: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    note: str | None = None


class Article(Strict):
    """One clause; ``bound`` and ``to`` name the sides where not all parties are bound to all.

    ``about`` says what the clause does in our words, ``words`` are the few that carry the duty in the treaty itself.
    ``decision``: who decides what is done once the clause is triggered; ``organ`` is its name.
    """

    article: str | None = None
    about: str
    trigger: tuple[Trigger, ...]
    determined_by: Literal["victim", "each_party", "jointly", "organ", "unstated"] = "unstated"
    request: Literal["required", "not_required", "unstated"] = "unstated"
    duty: Duty
    words: str | None = None
    decision: Literal["automatic", "each_party", "jointly", "organ", "unstated"] = "each_party"
    organ: Called | None = None
    area: Area = Area()
    exclusions: tuple[str, ...] = ()
    called: Called = Called()
    bound: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    since: When | None = None
    until: When | None = None


class Change(Strict):
    """An amendment, renewal, extension or other date in the life of a treaty."""

    on: When
    kind: Literal["amended", "renewed", "extended", "lapsed", "clarified", "superseded"]
    what: str
    source: str


class Invocation(Strict):
    """A past case: who called upon a clause, what was asked of whom and what came of it.

    ``invoked`` is false for a case in which the clause could have been called upon and was not. Without ``of`` the body
    of the treaty or all other parties were asked.
    """

    by: tuple[str, ...]
    article: str | None = None
    on: When
    trigger: Trigger
    against: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    of: tuple[str, ...] = ()
    outcome: tuple[Outcome, ...]
    invoked: bool = True
    note: str
    source: str


class Treaty(Strict):
    """A treaty, or a declaration that is taken for one (``binding`` false), with its clauses and past cases.

    ``body`` is the organisation that is called upon under it; ``main`` is true for the treaty that is meant where only
    that organisation is named. ``universal``: all members of the United Nations are parties. ``common_name``: others
    may have the name too, it counts only where two of the parties are spoken of. ``pending``: signed, not known to be
    in force.
    """

    id: str
    names: Called
    common_name: bool = False
    kind: Kind
    binding: bool = True
    body: str | None = None
    main: bool = False
    universal: bool = False
    signed: When
    in_force: When | None = None
    pending: bool = False
    ended: When | None = None
    term: str | None = None
    parties: tuple[Party, ...]
    conditions: tuple[Condition, ...] = ()
    articles: tuple[Article, ...]
    changes: tuple[Change, ...] = ()
    invocations: tuple[Invocation, ...] = ()
    note: str | None = None
    source: tuple[str, ...]

    @property
    def start(self) -> dt.date:
        """The first day on which it can bind: its entry into force, or its signature where that is not known."""
        return first_day(self.in_force or self.signed)

    def in_force_on(self, day: dt.date) -> bool:
        """True from entry into force to the day before the end."""
        return self.start <= day and (self.ended is None or day < first_day(self.ended))

    def parties_on(self, day: dt.date) -> frozenset[str]:
        """Codes of the parties on a day; a party that leaves is none from the day of leaving on."""
        return frozenset(
            code
            for party in self.parties
            if (first_day(party.since) if party.since else self.start) <= day
            and (party.until is None or day < first_day(party.until))
            for code in party.codes
        )

    @cached_property
    def members(self) -> frozenset[str]:
        """Codes of all that were ever parties."""
        return frozenset(code for party in self.parties for code in party.codes)

    @cached_property
    def strength(self) -> int:
        """The strongest duty of its clauses, as its place in ``DUTIES``."""
        return max(DUTIES.index(article.duty) for article in self.articles)

    def article(self, number: str | None) -> Article | None:
        """The clause with a number, Roman or Arabic."""
        wanted = arabic(number)
        return next((article for article in self.articles if arabic(article.article) == wanted), None)

    def condition(self, first: str, second: str, day: dt.date) -> Condition | None:
        """What stands between two parties on a day, if anything."""
        for found in self.conditions:
            pair = {first, second}
            concerned = pair.issuperset(found.parties) if found.between else not pair.isdisjoint(found.parties)
            if concerned and first_day(found.since) <= day and (found.until is None or day < first_day(found.until)):
                return found
        return None

    def articles_on(self, day: dt.date) -> Iterator[Article]:
        """The clauses as they stood on a day."""
        for article in self.articles:
            began = article.since is None or first_day(article.since) <= day
            if began and (article.until is None or day < first_day(article.until)):
                yield article

    def name_in(self, lang: str) -> str:
        """The usual name in a language, the English one where there is none."""
        return (self.names.in_language(lang) or self.names.en)[0]


FOLDER = "treaties"


@dataclass(frozen=True)
class TreatyRegister:
    """All treaties by their ids."""

    treaties: Mapping[str, Treaty]

    def __iter__(self) -> Iterator[Treaty]:
        return iter(self.treaties.values())

    def get(self, name: str) -> Treaty | None:
        """The treaty with an id."""
        return self.treaties.get(name)

    @cached_property
    def by_body(self) -> Mapping[str, Treaty]:
        """The main treaty of each organisation that can be called upon."""
        return {treaty.body: treaty for treaty in self if treaty.body and treaty.main}

    def between(self, first: str, second: str, day: dt.date | None = None, year: str | None = None) -> Treaty | None:
        """The treaty that two sides alone have with each other and that binds them most; of a year, if one is given."""
        pair = {first, second}
        found = [
            treaty
            for treaty in self
            if pair == treaty.members
            and (day is None or treaty.in_force_on(day))
            and (year is None or treaty.signed.startswith(year))
        ]
        return max(found, key=_weight, default=None)


def _weight(treaty: Treaty) -> tuple[bool, int, str]:
    return treaty.binding, treaty.strength, treaty.signed


@cache
def treaty_register() -> TreatyRegister:
    """The treaties of all files of the folder, in the order of file names and lines."""
    treaties = [treaty for name in treaty_files() for treaty in treaties_of(name)]
    return TreatyRegister({treaty.id: treaty for treaty in treaties})


def treaty_files() -> tuple[str, ...]:
    """Names of the files of the folder."""
    folder = files("lagebild.knowledge").joinpath(FOLDER)
    return tuple(sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml")))


def treaties_of(name: str) -> tuple[Treaty, ...]:
    """The treaties of one file."""
    return records(f"{FOLDER}/{name}", TypeAdapter(tuple[Treaty, ...]))
