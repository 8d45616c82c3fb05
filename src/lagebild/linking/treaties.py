"""Treaties and their articles as texts name them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.knowledge.treaty_register import DUTIES, Treaty, arabic, treaty_register
from lagebild.linking.naming import expression, named
from lagebild.linking.statements import Codes


@dataclass(frozen=True)
class Clause:
    """A treaty named in a sentence, with the article if one is; ``body`` is who is called upon, where it is known.

    ``ident`` is the treaty's id in the register, ``year`` the year said of a treaty that is named by its kind only.
    """

    treaty: str
    article: str | None
    body: str | None
    start: int
    ident: str | None = None
    year: str | None = None


#: A name without any of these is that of an organisation or a meeting, not of its treaty.
TREATY_WORD = re.compile(
    r"treat|charter|pact|accord|agreement|declaration|statement|protocol|memorand|convention|arrangement|compact|\bact\b|clause|"
    r"vertrag|verträge|charta|satzung|pakt|abkommen|erklärung|vereinbarung|protokoll|konvention|akte|fall\b|klausel|pflicht|"
    r"договор|устав|пакт|соглашени|деклараци|заявлени|протокол|меморандум|конвенци|хартия|акт\b|закон|оговорка|клаузула",
    re.IGNORECASE,
)
#: An organisation that has the treaty's name in its own.
ORGANISATION_BEFORE = re.compile(r"organi[sz]ation (?:of the |des |der )?$|организаци\w+ $", re.IGNORECASE)
ORGANISATION_AFTER = re.compile(r"[\s-]*organi[sz]ation", re.IGNORECASE)
WORD = re.compile(r"\w+")
#: So many letters of a name's first word are enough to look for it.
BEGINNING = 3
#: The year or the like that stands behind a name in the register.
ADDED = re.compile(r"\s*\([^)]*\)$")
#: Numbers of articles in words, and as ordinals before the word for an article.
NUMBERS = {
    **{word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)},
    **{
        word: str(number)
        for number, word in enumerate("eins zwei drei vier fünf sechs sieben acht neun zehn".split(), 1)
    },
}
ORDINALS = {
    stem: str(number)
    for number, stem in enumerate("перв втор треть четверт пят шест седьм восьм девят десят".split(), 1)
}
ORDINAL = re.compile(
    rf"\b(?:(?P<stem>{'|'.join(ORDINALS)})(?:ая|ой|ую|ую|ей|я|ю)|(?P<figure>\d{{1,3}})-?(?:ая|ой|ую|я|й|ю))\s+стать(?:я|и|ю|е|ей|ею)\b",
    re.IGNORECASE,
)
#: "Article 4", "Artikel 42 Absatz 7", "статья 4", "пункт 7 статьи 42".
ARTICLE = re.compile(
    r"\b(?:(?:paragraph|absatz|пункт\w*|част\w*)\s+(?P<before>\d{1,2})\s+(?:of\s+|des\s+)?)?"
    r"(?:article|artikels?|art\.|стать[яиюе]|статьёй|статьей|ст\.)\s*(?P<number>\d{1,3}[a-zа-я]?|(?-i:[VX]\b|[IVX]{2,4}\b)|"
    rf"(?:{'|'.join(NUMBERS)})\b)"
    r"(?:\.(?P<point>\d{1,2})\b|\s?\((?P<part>\d{1,2}|[a-z])\)|,?\s(?:paragraph|absatz|abs\.|пункт\w*)\s(?P<behind>\d{1,2}))?",
    re.IGNORECASE,
)
#: The weakest duty by which help can be asked for, and by which it is owed.
HELPS, BINDS = DUTIES.index("may_assist"), DUTIES.index("as_deems_necessary")
#: A name that others may have too counts where so many of the parties are spoken of.
SPOKEN_OF = 2
#: How far before its treaty, and behind it, an article stands ("Article 4 of the …", "the treaty's Article 4").
ARTICLE_BEFORE, ARTICLE_BEHIND = 40, 12
#: The treaty of the alliance that the text is about.
ALLIANCE_TREATY = re.compile(
    r"\b(?:bündnisvertrag\w*|alliance(?:'s)? treaty|alliance treaty|договор\w* союза)", re.IGNORECASE
)
#: What texts call the clause of help of the one alliance that they speak of.
HELP_CLAUSE = re.compile(
    r"\b(?:bündnisfall|beistandsklausel|beistandspflicht|beistandsartikel|(?:mutual|collective) (?:defen[cs]e|assistance) clause|"
    r"(?:стать|пункт|положени|оговорк)\w+ о (?:коллективной|взаимной) (?:обороне|помощи|защите))\w*",
    re.IGNORECASE,
)
BILATERAL = "bilateral treaty"
TRILATERAL_STATEMENT = "Trilateral statement"
#: Two-sided treaties by their kind: the parties are who is named beside them.
PACT = re.compile(
    r"\b(?:(?:mutual )?defen[cs]e (?:treaty|pact|agreement)|(?:bilateral )?treaty of \d{4}|\d{4} treaty|"
    r"strategic partnership (?:treaty|pact|agreement)|partnerschafts(?:vertrag|abkommen)\w*|vertrag\w* (?:von|aus dem jahr) \d{4}|"
    r"договор\w* (?:от )?(?:\d{1,2} \w+ )?\d{4} года|"
    r"(?:treaty|pact) (?:of|on) (?:friendship|mutual|strategic|alliance)[\w ,-]*?(?= with\b| of \d{4}|[.,;]|$)|"
    r"(?:freundschafts|beistands|verteidigungs|bündnis)(?:vertrag|pakt|abkommen)\w*|"
    r"договор\w* о (?:дружбе|взаимной|сотрудничестве|союз|стратегическ)[\w ,]*?(?= с | \d{4}|[.,;]|$))",
    re.IGNORECASE,
)
#: The year of a treaty beside its kind: "the 1997 friendship treaty", "Beistandspakt von 1997".
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
YEAR_WITHIN = 30
#: Declarations, statements and agreements with a name of their own.
NAMED = re.compile(
    r"\b((?:[A-ZÄÖÜ][\w’'-]+ ){1,3}(?:Declaration|Accords?|Agreements?|Pact|Memorandum|Protocols?|Convention|Treaty|Charter))\b"
    r"|\b([A-ZÄÖÜ][\wäöüß]+er (?:Erklärung|Abkommen|Vertrag|Protokoll|Memorandum))\b"
    r"|\b([А-ЯЁ][а-яё]+(?:ская|ское|ские|ский|ской|ского|ских|скому|скую) (?:деклараци\w+|соглашени\w+|договор\w*|протокол\w*|меморандум\w*))"
    r"|\b((?:trilateral|tripartite|joint) statement of \d{1,2} \w+ \d{4})|\b(dreiseitige\w* Erklärung|трехсторонн\w+ заявлени\w+)",
)
TRILATERAL = re.compile(r"trilateral|tripartite|dreiseitig|трехсторонн", re.IGNORECASE)


@cache
def called_upon() -> Mapping[str, Treaty]:
    """Main treaties of the bodies through which help can be asked for, by body."""
    main = treaty_register().by_body
    return {body: treaty for body, treaty in main.items() if not treaty.universal and treaty.strength >= HELPS}


@cache
def alliances() -> Mapping[str, Treaty]:
    """Treaties of the alliances whose clause a bare "Article 4" means where only one of them is spoken of, by body."""
    return {body: treaty for body, treaty in called_upon().items() if treaty.strength >= BINDS}


@dataclass(frozen=True)
class Name:
    """A pattern for what a treaty, or one of its articles alone, is called."""

    pattern: re.Pattern[str]
    treaty: Treaty
    article: str | None


@cache
def called_so(lang: str) -> Mapping[str, tuple[Name, ...]]:
    """All names of a language (those in English count everywhere) by the first letters of the first word, longest first."""
    spelled: dict[str, tuple[str, Treaty, str | None]] = {}
    for tongue in dict.fromkeys((lang, "en")):
        for treaty in treaty_register():
            for called, article in ((treaty.names, None), *((part.called, part.article) for part in treaty.articles)):
                for name in called.in_language(tongue):
                    plain = ADDED.sub("", name).replace("ё", "е")
                    if TREATY_WORD.search(plain):
                        spelled.setdefault(expression(plain, tongue), (plain, treaty, article))
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for pattern, (name, treaty, article) in sorted(spelled.items(), key=lambda item: (-len(item[0]), item[0])):
        found[_beginning(name)].append(Name(re.compile(rf"{pattern}(?!\w)"), treaty, article))
    return {beginning: tuple(names) for beginning, names in found.items()}


def _beginning(text: str) -> str:
    return next(iter(WORD.findall(text)), "")[:BEGINNING].lower()


def treaties_in(part: str, lang: str, text: str) -> Iterator[tuple[re.Match[str], Treaty, str | None]]:
    """Places at which a part of a text names treaties of the register, with the article where the name means one alone."""
    names, end = called_so(lang), 0
    for word in WORD.finditer(part):
        if word.start() < end:
            continue
        for name in names.get(word.group()[:BEGINNING].lower(), ()):
            match = name.pattern.match(part, word.start())
            if match is not None and _meant(match, name.treaty, lang, text):
                yield match, name.treaty, name.article
                end = match.end()
                break


def _meant(match: re.Match[str], treaty: Treaty, lang: str, text: str) -> bool:
    """False where the name is part of that of an organisation, or common while the parties are not spoken of."""
    if ORGANISATION_BEFORE.search(match.string[: match.start()]) or ORGANISATION_AFTER.match(match.string, match.end()):
        return False
    return not treaty.common_name or _spoken_of(text, lang, treaty.members) >= SPOKEN_OF


@lru_cache(maxsize=1000)
def _spoken_of(text: str, lang: str, codes: Codes) -> int:
    return len({code for _, code in named(text, lang, codes)})


def alliances_in(text: str, lang: str) -> Codes:
    """Alliances that a text names, by their own name or that of their treaty."""
    by_name = {code for _, code in named(text, lang, frozenset(alliances()), persons=False)}
    by_treaty = {treaty.body for _, treaty, _ in treaties_in(text.replace("ё", "е"), lang, text)}
    return frozenset(by_name | {body for body in by_treaty if body is not None and body in alliances()})


def articles_in(sentence: str) -> list[tuple[int, str]]:
    """Places and numbers of the articles that a sentence names: ``4``, ``42(7)``."""
    found = []
    for match in ARTICLE.finditer(sentence):
        part = next((match[name] for name in ("before", "point", "part", "behind") if match[name]), None)
        number = NUMBERS.get(match["number"].lower(), match["number"])
        found.append((match.start(), f"{arabic(number)}({part})" if part else str(arabic(number))))
    for match in ORDINAL.finditer(sentence):
        number = match["figure"] or next(n for stem, n in ORDINALS.items() if match["stem"].lower() == stem)
        found.append((match.start(), number))
    return sorted(found)


def clauses(sentence: str, lang: str, spoken_of: Codes, text: str) -> Iterator[Clause]:
    """Treaties that a sentence of a text names, or the article of the one alliance that the text speaks of."""
    plain = sentence.replace("ё", "е")
    articles = articles_in(plain)
    by_name = list(treaties_in(plain, lang, text))
    found = [_known(match, treaty, only, articles) for match, treaty, only in by_name]
    taken = {clause.article for clause in found}
    rest = [article for article in articles if article[1] not in taken]
    here = frozenset(code for _, code in named(sentence, lang, spoken_of, persons=False))
    likely = here if len(here) == 1 else spoken_of
    alliance = alliances()[next(iter(likely))] if len(likely) == 1 else None
    meant = ALLIANCE_TREATY.search(plain) or not found or here
    helping = HELP_CLAUSE.search(plain) if not found else None
    if rest and alliance is not None and meant:
        found.append(_of_alliance(alliance, rest[0][1], rest[0][0]))
    elif helping is not None and alliance is not None:
        found.append(_of_alliance(alliance, _clause_of_help(alliance), helping.start()))
    yield from found
    yield from _pacts(plain, [match.span() for match, _, _ in by_name], articles)


def _of_alliance(treaty: Treaty, article: str | None, start: int) -> Clause:
    return Clause(treaty.name_in("en"), _spelled(treaty, article), treaty.body, start, treaty.id)


def _clause_of_help(treaty: Treaty) -> str | None:
    """The clause with the strongest duty."""
    return max(treaty.articles, key=lambda article: (DUTIES.index(article.duty), article.article is not None)).article


def between(clause: Clause, sides: Codes, day: dt.date | None) -> Treaty | None:
    """The treaty in the register that two sides have with each other where a text names only its kind; of a member and its
    organisation the one that the organisation rests on.
    """
    if clause.treaty != BILATERAL or len(sides) != 2:
        return None
    first, second = sorted(sides)
    for body, member in ((first, second), (second, first)):
        founding = treaty_register().by_body.get(body)
        if founding is not None and member in (founding.parties_on(day) if day is not None else founding.members):
            return founding
    return treaty_register().between(first, second, day, clause.year)


def _known(match: re.Match[str], treaty: Treaty, only: str | None, articles: list[tuple[int, str]]) -> Clause:
    return Clause(
        treaty.name_in("en"), only or _spelled(treaty, _near(match, articles)), treaty.body, match.start(), treaty.id
    )


def _spelled(treaty: Treaty, number: str | None) -> str | None:
    """The number of an article as the register writes it."""
    article = treaty.article(number) if number else None
    return article.article if article is not None else number


def _near(match: re.Match[str], articles: list[tuple[int, str]]) -> str | None:
    """The article that a sentence names beside a treaty."""
    near = [article for start, article in articles if -ARTICLE_BEHIND <= match.start() - start <= ARTICLE_BEFORE]
    return near[-1] if near else None


def _pacts(sentence: str, known: list[tuple[int, int]], articles: list[tuple[int, str]]) -> Iterator[Clause]:
    for match in PACT.finditer(sentence):
        if not _covered(match, known) and not ALLIANCE_TREATY.search(match.group()):
            beside = sentence[max(0, match.start() - YEAR_WITHIN) : match.end() + YEAR_WITHIN]
            year = YEAR.search(beside)
            yield Clause(BILATERAL, _near(match, articles), None, match.start(), year=year.group(1) if year else None)
    for match in NAMED.finditer(sentence):
        name = next(part for part in match.groups() if part)
        if not _covered(match, known) and not PACT.search(name):
            yield Clause(_title(name), None, None, match.start())


def _covered(match: re.Match[str], known: list[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in known)


def _title(name: str) -> str:
    """The name without an article; joint statements of three alike in all languages."""
    if TRILATERAL.search(name):
        return TRILATERAL_STATEMENT
    words = name.split()
    return " ".join(words[1:] if words[0] in {"The", "A", "An", "In", "Its"} else words)
