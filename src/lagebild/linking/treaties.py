"""Treaties and their articles as texts name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.linking.naming import named
from lagebild.linking.statements import Codes


@dataclass(frozen=True)
class Treaty:
    """A treaty with the body that is called upon under it; names as patterns of all languages."""

    name: str
    body: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Clause:
    """A treaty named in a sentence, with the article if one is; ``body`` is who is called upon, where it is known."""

    treaty: str
    article: str | None
    body: str | None
    start: int


def _treaty(name: str, body: str, pattern: str) -> Treaty:
    return Treaty(name, body, re.compile(pattern, re.IGNORECASE))


#: Treaties known by their own names. A register with parties, dates and clauses belongs in the knowledge files.
KNOWN = (
    _treaty(
        "Collective Security Treaty", "IGO:CSTO",
        r"collective security treaty(?! organi)|vertrag\w* über (?:die )?kollektive sicherheit|"
        r"(?<!организации )(?<!организация )(?<!организацию )(?<!организацией )договор\w* о коллективной безопасности",
    ),
    _treaty(
        "North Atlantic Treaty", "IGO:NATO",
        r"north atlantic treaty(?! organi)|\bnato treaty|nordatlantikvertrag\w*|nato-vertrag\w*|североатлантическ\w+ договор\w*",
    ),
    _treaty("UN Charter", "IGO:UN", r"\bu\.?n\.? charter|charter of the united nations|un[o]?-charta|"
                                    r"charta der vereinten nationen|устав\w* оон|устав\w* организации объединенных наций"),
    _treaty("Treaty on European Union", "IGO:EU", r"treaty on european union|\beu treaty|eu-vertrag\w*|договор\w* о европейском союзе"),
    _treaty("Rio Treaty", "IGO:OAS", r"rio treaty|inter-american treaty of reciprocal assistance|rio-pakt\w*"),
)  # fmt: skip
#: "Article 4", "Artikel 4", "статья 4".
ARTICLE = re.compile(r"\b(?:article|artikels?|стать[яиюе]|статьёй|статьей)\s+(\d{1,3}[a-zа-я]?(?:\.\d+)?)", re.IGNORECASE)
#: The treaty of the alliance that the text is about.
ALLIANCE_TREATY = re.compile(r"\b(?:bündnisvertrag\w*|alliance(?:'s)? treaty|alliance treaty|договор\w* союза)", re.IGNORECASE)
BILATERAL = "bilateral treaty"
#: Two-sided treaties by their kind: the parties are who is named beside them.
PACT = re.compile(
    r"\b(?:(?:mutual )?defen[cs]e (?:treaty|pact|agreement)|(?:bilateral )?treaty of \d{4}|"
    r"(?:treaty|pact) (?:of|on) (?:friendship|mutual|strategic|alliance)[\w ,-]*?(?= with\b| of \d{4}|[.,;]|$)|"
    r"(?:freundschafts|beistands|verteidigungs|bündnis)(?:vertrag|pakt|abkommen)\w*|"
    r"договор\w* о (?:дружбе|взаимной|сотрудничестве|союз|стратегическ)[\w ,]*?(?= с | \d{4}|[.,;]|$))",
    re.IGNORECASE,
)
#: Declarations, statements and agreements with a name of their own.
NAMED = re.compile(
    r"\b((?:[A-ZÄÖÜ][\w’'-]+ ){1,3}(?:Declaration|Accords?|Agreements?|Pact|Memorandum|Protocols?|Convention|Treaty|Charter))\b"
    r"|\b([A-ZÄÖÜ][\wäöüß]+er (?:Erklärung|Abkommen|Vertrag|Protokoll|Memorandum))\b"
    r"|\b([А-ЯЁ][а-яё]+(?:ская|ское|ские|ский|ской|ского|ских|скому|скую) (?:деклараци\w+|соглашени\w+|договор\w*|протокол\w*|меморандум\w*))"
    r"|\b((?:trilateral|tripartite|joint) statement of \d{1,2} \w+ \d{4})|\b(dreiseitige\w* Erklärung|трехсторонн\w+ заявлени\w+)",
)
TRILATERAL = re.compile(r"trilateral|tripartite|dreiseitig|трехсторонн", re.IGNORECASE)
#: Alliances whose clause a bare "Article 4" means where only they are spoken of.
ALLIANCES = {treaty.body: treaty for treaty in KNOWN if treaty.body != "IGO:UN"}


def alliances_in(text: str, lang: str) -> Codes:
    """Alliances that a text names, by their own name or that of their treaty."""
    plain = text.replace("ё", "е")
    by_name = {code for _, code in named(text, lang, frozenset(ALLIANCES))}
    return frozenset(by_name | {body for body, treaty in ALLIANCES.items() if treaty.pattern.search(plain)})


def clauses(sentence: str, lang: str, alliances: Codes) -> Iterator[Clause]:
    """Treaties that a sentence names, or the article of the one alliance that the text speaks of."""
    articles = [(match.start(), match.group(1)) for match in ARTICLE.finditer(sentence)]
    plain = sentence.replace("ё", "е")
    found = list(_known(plain, articles))
    taken = {clause.article for clause in found}
    rest = [article for article in articles if article[1] not in taken]
    alliance = next(iter(alliances & frozenset(ALLIANCES)), None) if len(alliances & frozenset(ALLIANCES)) == 1 else None
    if rest and alliance is not None and (ALLIANCE_TREATY.search(plain) or not found or named(sentence, lang, alliances)):
        found.append(Clause(ALLIANCES[alliance].name, rest[0][1], alliance, rest[0][0]))
    yield from found
    yield from _pacts(plain)


def _known(sentence: str, articles: list[tuple[int, str]]) -> Iterator[Clause]:
    for treaty in KNOWN:
        for match in treaty.pattern.finditer(sentence):
            near = [article for start, article in articles if -12 <= match.start() - start <= 40]
            yield Clause(treaty.name, near[-1] if near else None, treaty.body, match.start())


def _pacts(sentence: str) -> Iterator[Clause]:
    for match in PACT.finditer(sentence):
        if not any(treaty.pattern.search(match.group()) for treaty in KNOWN) and not ALLIANCE_TREATY.search(match.group()):
            yield Clause(BILATERAL, None, None, match.start())
    for match in NAMED.finditer(sentence):
        name = next(part for part in match.groups() if part)
        if not any(treaty.pattern.search(name) for treaty in KNOWN) and not PACT.search(name):
            yield Clause(_title(name), None, None, match.start())


def _title(name: str) -> str:
    """The name without an article; joint statements of three alike in all languages."""
    if TRILATERAL.search(name):
        return "Trilateral statement"
    words = name.split()
    return " ".join(words[1:] if words[0] in {"The", "A", "An", "In", "Its"} else words)
