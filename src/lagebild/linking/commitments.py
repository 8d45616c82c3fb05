"""Treaty clauses that the news speak of: who invoked them, when, whom they call upon, what came of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lagebild.knowledge.actors import register
from lagebild.linking.copies import paragraphs
from lagebild.linking.naming import named
from lagebild.linking.statements import Codes, Statement
from lagebild.linking.treaties import ALLIANCES, BILATERAL, Clause, alliances_in, clauses
from lagebild.model import CommitmentState, Document

#: Words of calling upon a treaty, and of not doing so.
INVOKE = re.compile(
    r"\b(?:invok\w+|appeal\w*|turned to|turn to|under article|on the basis|cit(?:e|es|ed|ing)|right to self-defen[cs]e|trigger\w*|"
    r"beru(?:ft|fen|fung)|berief(?:en)?|angerufen|anrufung|aktivier\w+|hilfeersuchen|auf grundlage|"
    r"задейств\w+|обращени\w+|обрати\w+|сослал\w+|ссылаясь|ссыла\w+|на основании|апеллир\w+|активир\w+)",
    re.IGNORECASE,
)
NOT_INVOKED = re.compile(
    r"\b(?:nobody|none|no one|neither|nor|not|never|keine[rsn]?|nicht|niemand|weder|никто|ни один|ни одна|не)\b[^.]{0,60}"
    r"(?:invok|beru|rief|anrief|aktivier|задейств|обрати|сослал|appeal)|rief\w* aber keine",
    re.IGNORECASE,
)
#: A text without any of these names no treaty.
SPOKEN_OF = re.compile(
    r"treat|article|charter|pact|accord|agreement|declaration|statement of|protocol|memorandum|convention|artikel|vertrag|charta|"
    r"pakt|abkommen|erklärung|protokoll|договор|стать|устав|соглашени|деклараци|заявлени|протокол|меморандум",
    re.IGNORECASE,
)
#: A subject that the sentence before names.
PRONOUN = re.compile(r"\b(?:it|he|she|they|er|sie|es|он|она|оно|они)\b", re.IGNORECASE)
OPENING_YEAR = re.compile(r"(?:In|Im|В)\s+(?:[^\W\d]+\s+){0,2}((?:19|20)\d\d)\b")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-ZÄÖÜА-ЯЁ«„\"(]|\s*$)[^.!?\n]*)*[.!?]?")
BETWEEN = "Treaty between "
#: What allies do in answer, in words.
ANSWERS = {"AID": "aid", "COOPERATE": "cooperation", "CONSULT": "consultations", "REJECT": "refusal", "MOBILIZE": "forces readied"}
#: An answer comes within this time.
ANSWERED = dt.timedelta(days=30)
HELP = frozenset({"aid", "military-aid"})


Answers = Mapping[tuple[str, str], Mapping[str, Sequence[dt.date]]]


@dataclass(frozen=True)
class Naming:
    """A clause in a sentence of a document (from ``start`` to ``end`` of its text), with who is said to invoke it."""

    clause: Clause
    by: Codes
    asked: Codes
    on: dt.date | None
    document: str
    start: int
    end: int


def commitments(documents: Sequence[Document], found: Sequence[Statement]) -> tuple[CommitmentState, ...]:
    """Each clause once for each of those who invoke it, in the order of its first naming."""
    return tuple(_states(namings(documents, found), found))


def namings(documents: Sequence[Document], found: Sequence[Statement]) -> list[Naming]:
    """All sentences that name a treaty, and calls for an ally's help that name none."""
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in found:
        told[statement.document.id].append(statement)
    known = frozenset(code for s in found for code in s.parties | s.claimants)
    named_so = [naming for doc in documents for naming in _namings(doc, told[doc.id], known)]
    return named_so + list(_requests(found, named_so))


def title(naming: Naming) -> str:
    """The name of a treaty; of a two-sided one with the sides, where both are known."""
    sides = sorted(register().name(code) or code for code in naming.by | naming.asked)
    two_sided = naming.clause.treaty == BILATERAL and len(sides) == 2
    return f"{BETWEEN}{' and '.join(sides)}" if two_sided else naming.clause.treaty


def _namings(document: Document, told: Sequence[Statement], known: Codes) -> Iterator[Naming]:
    lang = (told[0].lang if told else document.lang) or "en"
    if not SPOKEN_OF.search(document.text):
        return
    kept = frozenset(paragraphs(document.text, lang))
    alliances = alliances_in(document.text, lang)
    for line in re.finditer(r"[^\n]+", document.text):
        if line.group().strip() not in kept:
            continue
        before = ""
        for match in SENTENCE.finditer(line.group()):
            start = line.start() + match.start() + len(match.group()) - len(match.group().lstrip())
            for clause in clauses(match.group(), lang, alliances):
                inside = [s for s in told if _overlaps(s, start, line.start() + match.end())]
                actors = _acting(match.group(), before, lang, known)
                yield _naming(document, clause, (start, line.start() + match.end()), actors, inside)
            before = match.group()


def _acting(sentence: str, before: str, lang: str, known: Codes) -> list[tuple[int, str]]:
    """Who is named in a sentence and where; for a pronoun in one that names nobody, who comes first in the one before."""
    found = named(sentence, lang, known)
    pronoun = PRONOUN.search(sentence) if not found else None
    return found or [(pronoun.start(), code) for _, code in named(before, lang, known)[:1] if pronoun]


def _overlaps(statement: Statement, start: int, end: int) -> bool:
    evidence = statement.mention.evidence
    return evidence.start < end and start < evidence.end


def _naming(
    document: Document, clause: Clause, span: tuple[int, int], acting: Sequence[tuple[int, str]], inside: Sequence[Statement]
) -> Naming:
    sentence = document.text[span[0] : span[1]]
    actors = [(at, code) for at, code in acting if code != clause.body]
    invoked = INVOKE.search(sentence) is not None and NOT_INVOKED.search(sentence) is None
    asking = [s for s in inside if s.mention.type == "REQUEST" and not s.denied]
    by = asking[0].actor if asking and invoked else frozenset([actors[0][1]] if invoked and actors else ())
    asked = frozenset([clause.body]) if clause.body else frozenset(c for at, c in actors if at > clause.start) - by
    on = next((s.days[0] for s in (*asking, *inside) if s.days and _sharp(s)), _told_on(document, sentence))
    return Naming(clause, by, asked, on if by else None, document.id, *span)


def _told_on(document: Document, sentence: str) -> dt.date | None:
    """The day of publication, unless the sentence opens with another year ("In May 2021 it turned to the alliance")."""
    opening, published = OPENING_YEAR.match(sentence.strip()), document.published
    return None if opening and published and int(opening.group(1)) != published.year else published


def _sharp(statement: Statement) -> bool:
    """True for a day of the news, or any time of an act long before."""
    return statement.days is not None and (statement.mention.status == "historical" or statement.days[0] == statement.days[1])


def _requests(found: Sequence[Statement], named_so: Sequence[Naming]) -> Iterator[Naming]:
    """Calls for help on an alliance whose treaty no sentence names."""
    covered = {(code, body) for naming in named_so for code in naming.by for body in naming.asked}
    for statement in found:
        for body in sorted(statement.recipient & frozenset(ALLIANCES)):
            help_asked = statement.mention.type == "REQUEST" and statement.mention.mode in HELP and not statement.denied
            if help_asked and not any((code, body) in covered for code in statement.actor):
                clause = Clause(ALLIANCES[body].name, None, body, 0)
                on = statement.days[0] if statement.days else statement.document.published
                span = statement.mention.evidence.start, statement.mention.evidence.end
                yield Naming(clause, statement.actor, frozenset([body]), on, statement.document.id, *span)


def _states(named_so: Sequence[Naming], found: Sequence[Statement]) -> Iterator[CommitmentState]:
    groups: defaultdict[tuple[str, str | None], list[Naming]] = defaultdict(list)
    for naming in named_so:
        groups[(title(naming), naming.clause.article)].append(naming)
    answers = _answers(found)
    for (treaty, article), alike in _without_bare(groups).items():
        by = Counter(code for n in alike for code in n.by)
        invokers = sorted(code for code, count in by.items() if 3 * count >= max(by.values()))
        for invoker in invokers:
            own = [n for n in alike if invoker in n.by]
            asked = _most([n.asked for n in own]) or _most([n.asked - {invoker} for n in alike])
            on = min((n.on for n in own if n.on), default=None)
            yield CommitmentState(
                treaty=treaty, article=article, invoked_by=(invoker,), on=on, asked_of=tuple(sorted(asked)),
                outcome=_outcome(invoker, asked, on, answers),
            )  # fmt: skip
        if not invokers:
            yield CommitmentState(treaty=treaty, article=article)


def _without_bare(
    groups: Mapping[tuple[str, str | None], list[Naming]],
) -> dict[tuple[str, str | None], list[Naming]]:
    """A treaty named without its article, or without its sides, is none of its own where it is also named with them."""
    full = {treaty for treaty, article in groups if article is not None}
    if any(treaty.startswith(BETWEEN) for treaty, _ in groups):
        full.add(BILATERAL)
    return {key: value for key, value in groups.items() if key[1] is not None or key[0] not in full}


def _most(sets: Sequence[Codes]) -> Codes:
    counts = Counter(found for found in sets if found)
    return min(counts, key=lambda found: (-counts[found], sorted(found))) if counts else frozenset()


def _answers(found: Sequence[Statement]) -> Answers:
    """What each actor did with or for another, by kind, with the days of it."""
    answers: defaultdict[tuple[str, str], dict[str, list[dt.date]]] = defaultdict(dict)
    for statement in found:
        kind = ANSWERS.get(statement.mention.type)
        if kind is None or statement.denied or statement.background:
            continue
        others = statement.recipient or statement.actor
        for pair in ((a, b) for a in statement.actor for b in others if a != b):
            day = statement.days[0] if statement.days else statement.document.published
            if day is not None:
                answers[pair].setdefault(kind, []).append(day)
    return answers


def _outcome(invoker: str, asked: Codes, on: dt.date | None, answers: Answers) -> str | None:
    """What those who were asked did for the invoker in the weeks after; None where the texts say nothing."""
    parts = []
    for body in sorted(asked):
        for kind, days in sorted(answers.get((body, invoker), {}).items()):
            after = [day for day in days if on is None or on <= day <= on + ANSWERED]
            if after:
                parts.append(f"{kind} of {body} ({min(after)})")
    return "; ".join(parts) or None
