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
    """A clause in a sentence of a document, with who is said to invoke it."""

    clause: Clause
    by: Codes
    asked: Codes
    on: dt.date | None
    document: str


def commitments(documents: Sequence[Document], found: Sequence[Statement]) -> tuple[CommitmentState, ...]:
    """Each clause once for each of those who invoke it, in the order of its first naming; merely named ones last."""
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in found:
        told[statement.document.id].append(statement)
    known = frozenset(code for s in found for code in s.parties | s.claimants)
    namings = [naming for doc in documents for naming in _namings(doc, told[doc.id], known)]
    namings += _requests(found, namings)
    return tuple(_states(namings, found))


def _namings(document: Document, told: Sequence[Statement], known: Codes) -> Iterator[Naming]:
    lang = told[0].lang if told else document.lang
    text = "\n".join(paragraphs(document.text, lang or ""))
    alliances = alliances_in(text, lang or "en")
    for match in SENTENCE.finditer(text):
        sentence = match.group()
        for clause in clauses(sentence, lang or "en", alliances):
            inside = [s for s in told if _overlaps(s, sentence)]
            yield _naming(document, clause, sentence, lang or "en", inside, known)


def _overlaps(statement: Statement, sentence: str) -> bool:
    evidence = statement.mention.evidence.text
    return sentence.strip() in evidence or evidence.strip() in sentence


def _naming(
    document: Document, clause: Clause, sentence: str, lang: str, inside: Sequence[Statement], known: Codes
) -> Naming:
    actors = [(at, code) for at, code in named(sentence, lang, known) if code != clause.body]
    invoked = INVOKE.search(sentence) is not None and NOT_INVOKED.search(sentence) is None
    asking = [s for s in inside if s.mention.type == "REQUEST" and not s.denied]
    by = asking[0].actor if asking and invoked else frozenset([actors[0][1]] if invoked and actors else ())
    asked = frozenset([clause.body]) if clause.body else frozenset(c for at, c in actors if at > clause.start) - by
    on = next((s.days[0] for s in (*asking, *inside) if s.days and _sharp(s)), document.published)
    return Naming(clause, by, asked, on if by else None, document.id)


def _sharp(statement: Statement) -> bool:
    """True for a day of the news, or any time of an act long before."""
    return statement.days is not None and (statement.mention.status == "historical" or statement.days[0] == statement.days[1])


def _requests(found: Sequence[Statement], namings: Sequence[Naming]) -> Iterator[Naming]:
    """Calls for help on an alliance whose treaty no sentence names."""
    covered = {(code, body) for naming in namings for code in naming.by for body in naming.asked}
    for statement in found:
        for body in sorted(statement.recipient & frozenset(ALLIANCES)):
            help_asked = statement.mention.type == "REQUEST" and statement.mention.mode in HELP and not statement.denied
            if help_asked and not any((code, body) in covered for code in statement.actor):
                clause = Clause(ALLIANCES[body].name, None, body, 0)
                on = statement.days[0] if statement.days else statement.document.published
                yield Naming(clause, statement.actor, frozenset([body]), on, statement.document.id)


def _states(namings: Sequence[Naming], found: Sequence[Statement]) -> Iterator[CommitmentState]:
    groups: defaultdict[tuple[str, str | None], list[Naming]] = defaultdict(list)
    for naming in namings:
        groups[(_title(naming), naming.clause.article)].append(naming)
    answers = _answers(found)
    for (treaty, article), named_so in _without_bare(groups).items():
        by = Counter(code for n in named_so for code in n.by)
        invokers = sorted(code for code, count in by.items() if 3 * count >= max(by.values()))
        for invoker in invokers:
            own = [n for n in named_so if invoker in n.by]
            asked = _most([n.asked for n in own]) or _most([n.asked - {invoker} for n in named_so])
            on = min((n.on for n in own if n.on), default=None)
            yield CommitmentState(
                treaty=treaty, article=article, invoked_by=(invoker,), on=on, asked_of=tuple(sorted(asked)),
                outcome=_outcome(invoker, asked, on, answers),
            )  # fmt: skip
        if not invokers:
            yield CommitmentState(treaty=treaty, article=article)


def _title(naming: Naming) -> str:
    """The name of a treaty; of a two-sided one with the sides, where both are known."""
    sides = sorted(register().name(code) or code for code in naming.by | naming.asked)
    two_sided = naming.clause.treaty == BILATERAL and len(sides) == 2
    return f"{BETWEEN}{' and '.join(sides)}" if two_sided else naming.clause.treaty


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
