"""Treaty clauses that the news speak of: who invoked them, when, whom they call upon, what came of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lagebild.knowledge.actors import register
from lagebild.knowledge.treaty_register import Invocation, Treaty, treaty_register
from lagebild.knowledge.when import first_day
from lagebild.linking.answers import Told, answers, answers_told, worded
from lagebild.linking.copies import paragraphs
from lagebild.linking.naming import named
from lagebild.linking.statements import Codes, Statement
from lagebild.linking.treaties import (
    BILATERAL,
    TRILATERAL_STATEMENT,
    Clause,
    alliances_in,
    between,
    called_upon,
    clauses,
)
from lagebild.model import Answer, CommitmentState, Document

#: Words of calling upon a treaty, and of not doing so.
INVOKE = re.compile(
    r"\b(?:invok\w+|appeal\w*|turned to|turn to|under article|on the basis|cit(?:e|es|ed|ing)|right to self-defen[cs]e|trigger\w*|"
    r"beru(?:ft|fen|fung)|berief(?:en)?|angerufen|anrufung|aktivier\w+|hilfeersuchen|auf grundlage|"
    r"request(?:s|ed|ing)? (?:\w+ )?consultations|ask(?:s|ed|ing)? (?!about|whether|if|why|how|what)|activat\w+|"
    r"in (?:accordance|line) with|\bgrundlage\b|в соответствии|"
    r"beantrag\w*|gebeten|\bbat(?:en)?\b|wandte\w*|ausgelöst|löst\w* |запроси\w+|потребова\w+|попроси\w+|"
    r"задейств\w+|обращени\w+|обрати\w+|сослал\w+|ссылаясь|ссыла\w+|на основании|апеллир\w+|активир\w+)",
    re.IGNORECASE,
)
NOT_INVOKED = re.compile(
    r"\b(?:nobody|none|no one|neither|nor|not|never|keine[rsn]?|nicht|niemand|weder|никто|ни один|ни одна|не)\b[^.]{0,60}"
    r"(?:invok|trigger|activat|appeal|beru|rief|anrief|angerufen|aktivier|ausgelöst|задейств|активир|обрати|обраща|сослал|ссыла)|"
    r"\b(?:be)?rief(?:en)?\b[^.]{0,25}\b(?:keine\w*|nicht|niemand|weder)\b",
    re.IGNORECASE,
)
#: Sides of a conflict of which neither called; who did, in contrast to them.
BOTH = re.compile(r"\b(?:both|either|neither|beide\w*|weder|обе|оба|ни один|ни одна)\b", re.IGNORECASE)
CONTRAST = re.compile(r"\b(?:anders als|im gegensatz zu|unlike|in contrast to|в отличие от)\b", re.IGNORECASE)
CONTRAST_WITHIN = 40
#: A text without any of these names no treaty.
SPOKEN_OF = re.compile(
    r"treat|article|charter|pact|accord|agreement|declaration|statement of|protocol|memorandum|convention|artikel|vertrag|charta|"
    r"pakt|abkommen|erklärung|protokoll|договор|стать|устав|соглашени|деклараци|заявлени|протокол|меморандум|"
    r"bündnisfall|klausel|clause|оговорк|клаузул|пакт|хартия",
    re.IGNORECASE,
)
#: A subject that the sentence before names.
PRONOUN = re.compile(r"\b(?:it|he|she|they|er|sie|es|он|она|оно|они)\b", re.IGNORECASE)
#: A clause that the sentence before names.
IT = re.compile(r"\b(?:it|its|this|that|sie|ihn|es|diese\w*|darauf|ее|его|нее|него|этот|эту)\b", re.IGNORECASE)
OPENING_YEAR = re.compile(r"(?:In|Im|В)\s+(?:[^\W\d]+\s+){0,2}((?:19|20)\d\d)\b")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-ZÄÖÜА-ЯЁ«„\"(]|\s*$)[^.!?\n]*)*[.!?]?")
BETWEEN = "Treaty between "
HELP = frozenset({"aid", "military-aid"})
HELP_WORD = re.compile(
    r"\b(?:help|assist|aid\b|peacekeep|troops|hilfe|beistand|unterstütz|friedenstrupp|помощ|помоч|миротворц|защит|войск)",
    re.IGNORECASE,
)
#: A call that is told of, or announced; not one that is only thought of.
CALLED = frozenset({"actual", "historical", "future"})
#: Acts of one party to another in answer to a call.
HELPING = frozenset({"AID", "MOBILIZE", "COOPERATE"})


@dataclass(frozen=True)
class Naming:
    """A clause in a sentence of a document (from ``start`` to ``end`` of its text), with who is said to invoke it.

    ``past`` is the year of a case long before that the sentence tells of, ``sides`` are all actors named in it;
    ``refused`` is true where it says that the clause is not invoked, ``declined`` are those who do not.
    """

    clause: Clause
    by: Codes
    asked: Codes
    on: dt.date | None
    document: str
    start: int
    end: int
    past: str | None = None
    sides: Codes = frozenset()
    refused: bool = False
    declined: Codes = frozenset()


def commitments(documents: Sequence[Document], found: Sequence[Statement]) -> tuple[CommitmentState, ...]:
    """Each clause once for each of those who invoke it, in the order of its first naming."""
    named_so = namings(documents, found)
    calls: defaultdict[str, Codes] = defaultdict(frozenset)
    for naming in named_so:
        if naming.by:
            calls[naming.document] |= naming.by
    asked = frozenset(code for naming in named_so for code in naming.asked)
    return tuple(_states(named_so, answers_told(documents, found, calls, asked) if calls else []))


def namings(documents: Sequence[Document], found: Sequence[Statement]) -> list[Naming]:
    """All sentences that name a treaty, and calls for an ally's help that name none."""
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in found:
        told[statement.document.id].append(statement)
    known = frozenset(code for s in found for code in s.parties | s.claimants)
    named_so = [naming for doc in documents for naming in _namings(doc, told[doc.id], known)]
    return named_so + list(_requests(found, named_so))


def title(naming: Naming) -> str:
    """The name of a treaty; of a two-sided one that of the register or the sides, where both are known."""
    known = _two_sided(naming)
    if known is not None:
        return known.name_in("en")
    sides = sorted(register().name(code) or code for code in naming.by | naming.asked)
    two_sided = naming.clause.treaty == BILATERAL and len(sides) == 2
    return f"{BETWEEN}{' and '.join(sides)}" if two_sided else naming.clause.treaty


def treaty_id(naming: Naming) -> str | None:
    """The id of the treaty in the register."""
    known = _two_sided(naming)
    return known.id if known is not None else naming.clause.ident


def _two_sided(naming: Naming) -> Treaty | None:
    """The treaty of the register between those who call and are called upon, or else between all named."""
    called = between(naming.clause, naming.by | naming.asked, naming.on)
    return called or between(naming.clause, naming.sides, naming.on)


def _namings(document: Document, told: Sequence[Statement], known: Codes) -> Iterator[Naming]:
    lang = (told[0].lang if told else document.lang) or "en"
    if not SPOKEN_OF.search(document.text):
        return
    kept = frozenset(paragraphs(document.text, lang))
    alliances = alliances_in(document.text, lang)
    for line in re.finditer(r"[^\n]+", document.text):
        if line.group().strip() not in kept:
            continue
        before, last = "", None
        for match in SENTENCE.finditer(line.group()):
            start = line.start() + match.start() + len(match.group()) - len(match.group().lstrip())
            span, refusing = (start, line.start() + match.end()), NOT_INVOKED.search(match.group()) is not None
            found = []
            for clause in clauses(match.group(), lang, alliances, document.text):
                inside = [s for s in told if _overlaps(s, *span)]
                actors = _acting(match.group(), before, lang, known | _members(clause))
                naming = _naming(document, clause, span, actors, inside, told)
                found.append(_refusing(naming, match.group(), actors, told) if refusing else naming)
            if not found and refusing and last is not None and IT.search(match.group()):
                found = [replace(last, by=frozenset(), on=None, start=span[0], end=span[1], refused=True)]
            yield from found
            before, last = match.group(), found[-1] if found else None


def _members(clause: Clause) -> Codes:
    """The parties of a treaty of the register, who may be named without any act of theirs."""
    treaty = treaty_register().get(clause.ident) if clause.ident else None
    return frozenset() if treaty is None or treaty.universal else treaty.members


def _acting(sentence: str, before: str, lang: str, known: Codes) -> list[tuple[int, str]]:
    """Who is named in a sentence and where; for a pronoun in one that names nobody, who comes first in the one before."""
    found = named(sentence, lang, known)
    pronoun = PRONOUN.search(sentence) if not found else None
    return found or [(pronoun.start(), code) for _, code in named(before, lang, known)[:1] if pronoun]


def _overlaps(statement: Statement, start: int, end: int) -> bool:
    evidence = statement.mention.evidence
    return evidence.start < end and start < evidence.end


def _naming(
    document: Document,
    clause: Clause,
    span: tuple[int, int],
    acting: Sequence[tuple[int, str]],
    inside: Sequence[Statement],
    told: Sequence[Statement],
) -> Naming:
    sentence = document.text[span[0] : span[1]]
    by, asked = _call(clause, sentence, acting, inside, told)
    past = _other_year(document, sentence)
    told_on = None if past else document.published
    asking = [s for s in inside if s.mention.type == "REQUEST" and s.actor & by]
    dated = (s.days[0] for s in (*asking, *inside) if s.days and _sharp(s))
    on = next((day for day in dated if str(day.year) != clause.year), told_on)
    sides = frozenset(code for _, code in acting) - {clause.body}
    return Naming(clause, by, asked, on if by else None, document.id, *span, past=past, sides=sides)


def _call(
    clause: Clause,
    sentence: str,
    acting: Sequence[tuple[int, str]],
    inside: Sequence[Statement],
    told: Sequence[Statement],
) -> tuple[Codes, Codes]:
    """Who calls upon a clause in a sentence, empty where nobody does, and who is called upon.

    ``inside`` are the statements of the sentence, ``told`` those of its document.
    """
    treaty = treaty_register().get(clause.ident) if clause.ident else None
    actors = [(at, code) for at, code in acting if code != clause.body and _party(code, treaty)]
    behind = frozenset(code for at, code in actors if at > clause.start)
    others = (
        frozenset([clause.body]) if clause.body else treaty.members if treaty and len(treaty.members) == 2 else behind
    )
    if NOT_INVOKED.search(sentence):
        return frozenset(), others
    named_so = INVOKE.search(sentence) is not None
    asking = [s for s in inside if s.mention.type == "REQUEST" and _parties(s.actor, treaty) - {clause.body}]
    for statement in asking:
        callers = _parties(statement.actor, treaty) - {clause.body}
        fits = statement.recipient & (others | (treaty.members if treaty else frozenset()))
        if not statement.denied and statement.mention.status in CALLED and (named_so or fits):
            called = statement.recipient if treaty is None else fits
            return callers, (frozenset([clause.body]) if clause.body else called or others) - callers
    if asking or not named_so:
        return frozenset(), others
    helped = _helped(clause, treaty, inside if actors else told)
    by = helped[0] if helped else frozenset(code for _, code in actors[:1])
    return by, (helped[1] if helped and not clause.body else others) - by


def _helped(clause: Clause, treaty: Treaty | None, told: Sequence[Statement]) -> tuple[Codes, Codes] | None:
    """Who was helped, and by whom, where the sentence gives the clause as the ground of the help."""
    for statement in told:
        helper, helped = statement.actor, _parties(statement.recipient, treaty) - {clause.body}
        answers = clause.body in helper if clause.body else helper and helper == _parties(helper, treaty)
        if statement.mention.type in HELPING and not statement.denied and helped and answers:
            return helped, helper
    return None


def _parties(codes: Codes, treaty: Treaty | None) -> Codes:
    return frozenset(code for code in codes if _party(code, treaty))


def _refusing(naming: Naming, sentence: str, acting: Sequence[tuple[int, str]], told: Sequence[Statement]) -> Naming:
    """The naming with those of whom the sentence says that they do not call; "neither of the two" are the text's parties."""
    treaty = treaty_register().get(naming.clause.ident) if naming.clause.ident else None
    contrast = CONTRAST.search(sentence)
    span = (contrast.end(), contrast.end() + CONTRAST_WITHIN) if contrast else (0, 0)
    others = frozenset(code for at, code in acting if span[0] <= at < span[1])
    silent = frozenset(code for _, code in acting)
    if BOTH.search(sentence) and treaty is not None:
        silent |= frozenset(code for s in told for code in s.parties) & treaty.members
    silent = frozenset(code for code in silent - others if _party(code, treaty)) - {naming.clause.body}
    return replace(naming, refused=True, declined=silent)


def _party(code: str, treaty: Treaty | None) -> bool:
    """True where a treaty binds an actor, or binds all, or is not known."""
    return treaty is None or treaty.universal or code in treaty.members


def _other_year(document: Document, sentence: str) -> str | None:
    """The year with which a sentence opens that is not the document's ("In May 2021 it turned to the alliance")."""
    opening, published = OPENING_YEAR.match(sentence.strip()), document.published
    return opening.group(1) if opening and published and int(opening.group(1)) != published.year else None


def _sharp(statement: Statement) -> bool:
    """True for a day of the news, or any time of an act long before."""
    return statement.days is not None and (
        statement.mention.status == "historical" or statement.days[0] == statement.days[1]
    )


def _requests(found: Sequence[Statement], named_so: Sequence[Naming]) -> Iterator[Naming]:
    """Calls for help on an alliance whose treaty no sentence names."""
    covered = {(code, body) for naming in named_so for code in naming.by for body in naming.asked}
    for statement in found:
        for body in sorted(statement.recipient & frozenset(called_upon())):
            treaty = called_upon()[body]
            if _asks_help(statement, treaty) and not any((code, body) in covered for code in statement.actor):
                clause = Clause(treaty.name_in("en"), None, body, 0, treaty.id)
                on = statement.days[0] if statement.days else statement.document.published
                span = statement.mention.evidence.start, statement.mention.evidence.end
                yield Naming(clause, statement.actor, frozenset([body]), on, statement.document.id, *span)


def _asks_help(statement: Statement, treaty: Treaty) -> bool:
    """True where a party of a treaty asks for help, by the mode of its request or by the words of it."""
    mention = statement.mention
    asks = mention.type == "REQUEST" and not statement.denied and mention.status in CALLED
    helped = mention.mode in HELP or HELP_WORD.search(mention.evidence.text) is not None
    return asks and helped and statement.actor <= treaty.members


def _states(named_so: Sequence[Naming], told: Sequence[Told]) -> Iterator[CommitmentState]:
    groups: defaultdict[tuple[str, str | None], list[Naming]] = defaultdict(list)
    for naming in named_so:
        groups[(title(naming), naming.clause.article)].append(naming)
    for (treaty, article), alike in _without_bare(groups).items():
        ident = next((found for found in map(treaty_id, alike) if found), None)
        by = Counter(code for n in alike for code in n.by)
        invokers = sorted(code for code, count in by.items() if 3 * count >= max(by.values()))
        for invoker in invokers:
            own = [n for n in alike if invoker in n.by]
            asked = _most([n.asked for n in own]) or _most([n.asked - {invoker} for n in alike])
            on = min((n.on for n in own if n.on), default=None)
            state = CommitmentState(
                treaty=treaty, treaty_id=ident, article=article, invoked_by=(invoker,), on=on, asked_of=tuple(sorted(asked)),
                documents=_documents(n for n in alike if invoker in n.by or not n.by),
            )  # fmt: skip
            case = _past_case(ident, article, invoker, own) if on is None else None
            yield _of_past(state, case) if case else _answered(state, answers(told, invoker, asked, on))
        silent = frozenset(code for n in alike for code in n.declined) - frozenset(invokers)
        if not invokers or silent:
            rest = [n for n in alike if n.declined & silent] or alike
            outcome = _not_invoked(silent) if any(n.refused for n in rest) else None
            yield CommitmentState(
                treaty=treaty, treaty_id=ident, article=article, outcome=outcome, documents=_documents(rest)
            )


def _documents(found: Iterable[Naming]) -> tuple[str, ...]:
    return tuple(sorted({naming.document for naming in found}))


def _not_invoked(silent: Codes) -> str:
    return f"not invoked by {', '.join(sorted(silent))}" if silent else "not invoked"


def _past_case(ident: str | None, article: str | None, invoker: str, own: Sequence[Naming]) -> Invocation | None:
    """The case of the register that sentences on a year before tell of."""
    treaty = treaty_register().get(ident) if ident else None
    years = {naming.past for naming in own if naming.past}
    cases = treaty.invocations if treaty is not None else ()
    return next(
        (
            case
            for case in cases
            if case.invoked and invoker in case.by and case.article == article and case.on[:4] in years
        ),
        None,
    )


def _of_past(state: CommitmentState, case: Invocation) -> CommitmentState:
    """A clause invoked long before, with day and outcome from the register."""
    outcome = ", ".join(kind.replace("_", " ") for kind in case.outcome)
    known = tuple(Answer(kind=kind, by=by) for kind in case.outcome for by in state.asked_of)
    return state.model_copy(update={"on": first_day(case.on), "outcome": outcome, "answers": known})


def _answered(state: CommitmentState, found: Sequence[Answer]) -> CommitmentState:
    return state.model_copy(update={"answers": tuple(found), "outcome": worded(found)})


def _without_bare(
    groups: Mapping[tuple[str, str | None], list[Naming]],
) -> dict[tuple[str, str | None], list[Naming]]:
    """Namings by treaty and article; those without an article go to the one article that is named, if one alone is.

    A treaty named without its article, or without its sides, is none of its own where it is also named with them.
    """
    articles: defaultdict[str, list[str]] = defaultdict(list)
    for treaty, article in groups:
        if article is not None:
            articles[treaty].append(article)
    full = set(articles)
    if any(
        treaty_id(n) or treaty.startswith(BETWEEN) for (treaty, _), found in groups.items() for n in _bilateral(found)
    ):
        full.add(BILATERAL)
    if any(treaty.startswith(TRILATERAL_STATEMENT) and treaty != TRILATERAL_STATEMENT for treaty, _ in groups):
        full.add(TRILATERAL_STATEMENT)
    kept = {key: value for key, value in groups.items() if key[1] is not None or key[0] not in full}
    for treaty, (first, *more) in articles.items():
        if not more:
            kept[(treaty, first)] = kept[(treaty, first)] + groups.get((treaty, None), [])
    return kept


def _bilateral(found: Sequence[Naming]) -> list[Naming]:
    return [naming for naming in found if naming.clause.treaty == BILATERAL]


def _most(sets: Sequence[Codes]) -> Codes:
    counts = Counter(found for found in sets if found)
    return min(counts, key=lambda found: (-counts[found], sorted(found))) if counts else frozenset()
