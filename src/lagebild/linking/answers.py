"""What those who were called upon under a treaty did in answer: sessions, missions, troops, refusals."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lagebild.linking.naming import named
from lagebild.linking.statements import Codes, Statement
from lagebild.model import Answer, Document, Outcome

#: What allies do in answer, by the type of an event between them.
BY_TYPE: Mapping[str, Outcome] = {
    "AID": "assistance", "COOPERATE": "measures", "CONSULT": "consultations", "REJECT": "declined", "MOBILIZE": "readiness",
}  # fmt: skip
#: What a sentence that names who was asked tells of, in words of all languages.
WORDS: Mapping[Outcome, str] = {
    "consultations":
        r"(?:extraordinary|emergency|urgent|special) (?:online |video )?(?:session|meeting|summit|consultations)|\bcouncil (?:met|meets|convened|will meet)|"
        r"(?:sonder|dringlichkeits|krisen|not|video)(?:sitzung|treffen|gipfel|tagung)|(?:außerordentlich|dringlich)\w* (?:sitzung|treffen|gipfel|tagung)|"
        r"(?:внеочередн|экстренн|чрезвычайн|срочн)\w+ (?:онлайн-)?(?:сесси|заседани|саммит|консультаци)",
    "mission":
        r"\bmission (?:to|led|headed|under|of|will|would|arriv|is|was|has)|\b(?:erkundungs|untersuchungs)?mission\b|\bмисси[яюи]\b",
    "observers":
        r"\bobserver mission|\bsend\w* observers|beobachtermission|beobachter (?:entsend|schick)|наблюдательн\w+ мисси|направ\w+ наблюдател",
    "troops":
        r"\b(?:sent|send|sends|sending|deploy\w*|dispatch\w*)\b[^.]{0,50}\b(?:troops|peacekeepers|soldiers|contingent|battalion|paratroopers)|"
        r"\b(?:troops|peacekeepers|soldiers)\b[^.]{0,40}\b(?:arrived|landed|were sent|were deployed)|"
        r"\b(?:entsand|entsend|schick|verleg)\w*\b[^.]{0,60}(?:truppen|soldaten|friedenstruppe|kontingent)|"
        r"(?:truppen|soldaten|friedenstruppe)\b[^.]{0,60}\b(?:entsand|entsend|schick|verleg|eingetroffen)|"
        r"\b(?:направ|ввел|ввест|отправ|перебро)\w+\b[^.]{0,50}(?:войск|миротворц|военнослужащ|контингент)|"
        r"миротворц\w+ [^.]{0,40}(?:прибыл|направлен|введен)",
    "defences": r"\b(?:sent|send|sends|deploy\w*)\b[^.]{0,50}\b(?:aircraft|jets|air defen[cs]e|patriot|warships?|frigates?)|"
    r"\b(?:entsand|entsend|schick|verleg)\w*\b[^.]{0,60}(?:kampfjets|kampfflugzeuge|flugabwehr|luftabwehr|patriot|fregatte)|"
    r"\b(?:направ|перебро|размест)\w+\b[^.]{0,50}(?:истребител|самолет|пво\b|зенитн)",
    "sanctions": r"\bimpos\w+\b[^.]{0,30}\bsanctions|\bsanctioned\b|sanktionen\b[^.]{0,30}verhäng|verhäng\w+ sanktionen|\b(?:ввел|введ)\w* санкци",
    "statement": r"\b(?:issued|adopted|released) a (?:joint )?statement|\bcondemned\b|\bverurteilte\w*\b|\bосудил\w*|приня\w+ заявление",
    "mediation": r"\bmediat\w+|\bbroker\w+|\bvermitt\w+|посредни\w+",
    "declined":
        r"\b(?:declin|refus|reject)\w+|\blehnt\w*\b[^.]{0,60}\bab\b|abgelehnt|verweiger\w+|\bотказал\w*|\bотклонил\w*",
    "no_action":
        r"\b(?:no|not|without|never|keine[rn]?|nicht|ohne|nie|не|без)\b[^.,;]{0,30}\b(?:troops|peacekeepers|soldiers|military (?:help|aid|assistance)|"
        r"truppen|soldaten|friedenstruppe\w*|militärische\w* hilfe|militärhilfe|войск\w*|миротворц\w*|контингент\w*|военн\w+ помощ\w*)|"
        r"\b(?:о|об) (?:отправке|направлении|вводе) (?:войск|миротворц)\w*[^.]{0,40}(?:нет|не )",
}  # fmt: skip
BY_WORDS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in WORDS.items())
#: Kinds that a denial in the sentence does not undo.
DENIALS = frozenset({"declined", "no_action"})
#: A year as a time: not that of a treaty.
YEAR = re.compile(r"(?:^\s*|\b(?:in|im|since|seit|в|с)\s+(?:[^\W\d]+\s+)?)((?:19|20)\d\d)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:no|not|never|neither|keine\w*|nicht|nie|weder|не|нет|ни)\b", re.IGNORECASE)
#: What people of the region do on their own account or what is asked for is no answer.
ASKED_FOR = re.compile(
    r"\b(?:ask|asks|asked|request\w*|call(?:s|ed)? (?:for|on)|demand\w*|appeal\w*|should|could|might|bat|bitte[tn]?|forder\w+|"
    r"ersuch\w+|sollte\w*|könnte\w*|проси\w+|попроси\w+|запроси\w+|призва\w+|требу\w+|может|могла|могли)\b",
    re.IGNORECASE,
)
#: Where a sentence names an organisation and one of its members, it tells what the organisation did.
BODY = "IGO:"
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
#: An answer comes within this time.
ANSWERED = dt.timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """An answer in one document: ``towards`` are those whom it is about, empty where the text names nobody."""

    kind: Outcome
    by: str
    on: dt.date | None
    document: str
    towards: Codes


def answers_told(
    documents: Iterable[Document], found: Sequence[Statement], calls: Mapping[str, Codes], asked: Codes
) -> list[Told]:
    """All that the documents say those asked did, from events and from words.

    ``calls`` are those who call upon a treaty by the documents that say so; words count in these documents and in those
    with acts of both an asker and one who was asked.
    """
    askers = frozenset(code for codes in calls.values() for code in codes)
    spoken: defaultdict[str, set[str]] = defaultdict(set, {ident: set(codes) for ident, codes in calls.items()})
    languages: dict[str, str | None] = {}
    for statement in found:
        spoken[statement.document.id].update(statement.parties | statement.claimants)
        languages[statement.document.id] = statement.lang
    told = [one for statement in found for one in _of_event(statement, asked)]
    for document in documents:
        towards = askers & spoken[document.id]
        if towards and (document.id in calls or asked & spoken[document.id]):
            told.extend(_of_words(document, languages.get(document.id) or document.lang or "en", towards, asked))
    return told


def answers(told: Sequence[Told], asker: str, asked: Codes, on: dt.date | None) -> tuple[Answer, ...]:
    """What those asked did for one asker in the weeks after, each kind once, by day."""
    groups: defaultdict[tuple[Outcome, str], list[Told]] = defaultdict(list)
    for one in told:
        fits = one.by in asked and (not one.towards or asker in one.towards)
        if fits and (on is None or one.on is None or on <= one.on <= on + ANSWERED):
            groups[(one.kind, one.by)].append(one)
    rows = [
        Answer(
            kind=kind, by=by, on=min((one.on for one in alike if one.on), default=None),
            documents=tuple(sorted({one.document for one in alike})),
        )
        for (kind, by), alike in groups.items()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.on or dt.date.max, row.kind, row.by)))


def worded(found: Sequence[Answer]) -> str | None:
    """The answers in one line; None where there are none."""
    return (
        "; ".join(f"{row.kind.replace('_', ' ')} of {row.by}{f' ({row.on})' if row.on else ''}" for row in found)
        or None
    )


def _of_event(statement: Statement, asked: Codes) -> Iterator[Told]:
    kind = BY_TYPE.get(statement.mention.type)
    if kind is None or statement.denied or statement.background or statement.mention.status != "actual":
        return  # what will or may be done is no answer yet
    others = statement.recipient or statement.actor
    day = statement.days[0] if statement.days else statement.document.published
    for by in sorted(statement.actor & asked):
        yield Told(kind, by, day, statement.document.id, others - {by})


def _of_words(document: Document, lang: str, towards: Codes, asked: Codes) -> Iterator[Told]:
    text = document.text.replace("ё", "е")
    for match in SENTENCE.finditer(text):
        sentence = match.group()
        kinds = _kinds(sentence)
        if kinds and not ASKED_FOR.search(sentence) and not _of_another_year(sentence, document):
            by = {code for _, code in named(sentence, lang, asked)}
            bodies = {code for code in by if code.startswith(BODY)}
            for code in sorted(bodies or by):
                yield from (Told(kind, code, document.published, document.id, towards) for kind in kinds)


def _kinds(sentence: str) -> list[Outcome]:
    """The kinds of answer that a sentence tells of, without those that it denies."""
    kinds = [kind for kind, words in BY_WORDS if words.search(sentence)]
    return [kind for kind in kinds if kind in DENIALS] if kinds and DENIED.search(sentence) else kinds


def _of_another_year(sentence: str, document: Document) -> bool:
    years = set(YEAR.findall(sentence))
    return bool(years) and document.published is not None and str(document.published.year) not in years
