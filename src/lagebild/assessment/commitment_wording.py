"""Commitments in sentences: bound to whom, on whose account, asked by whom, what came of the last comparable case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from lagebild.assessment.commitments import Bond, Case, Invoked, Obligation, Touched
from lagebild.assessment.names import listing, plural
from lagebild.knowledge.register_texts import known_text, text
from lagebild.knowledge.treaty_register import treaty_register
from lagebild.knowledge.wording_files import CommitmentWords, commitment_words
from lagebild.model import Answer, Language, Outcome

#: So many parties are named in a sentence; of more it gives the number.
FEW = 10


def sentences(one: Obligation, lang: Language) -> tuple[str, ...]:
    """What is to be said of a clause towards one state, a sentence each: bond, events, call and answer, last case."""
    return tuple(_finished(part) for part in _parts(one, lang))


def _parts(one: Obligation, lang: Language) -> Iterator[str]:
    for bond in one.bonds:
        yield f"{clause(one.treaty, one.article, lang)}: {bond_sentence(bond, lang)}"
    if not one.bonds:
        yield clause(one.treaty, one.article, lang)
    if one.touched or one.invoked:
        yield from contents(one.treaty, one.article, lang)
        yield from dict.fromkeys(_condition(bond, lang) for bond in one.bonds if bond.path)
    for touch in one.touched:
        yield touched_sentence(touch, lang)
    if one.invoked:
        for call in one.invoked:
            yield from invoked_sentences(call, lang)
    else:
        yield commitment_words()[lang].not_invoked
    yield comparable_sentence(one.comparable, lang)


def contents(treaty: str, article: str | None, lang: Language) -> Iterator[str]:
    """What a clause says, in our words and its own, what limits it and where it counts, what is to be known of it."""
    words, record = commitment_words()[lang], treaty_register().treaties[treaty]
    found = record.article(article)
    if found is not None:
        path = f"articles.{record.articles.index(found)}"
        yield words.says.format(text=text("treaties", treaty, f"{path}.about", lang))
        if found.words:
            known = known_text("treaties", treaty, f"{path}.words", lang)
            yield words.quoted.format(text=known) if known else words.quoted_in_english.format(text=found.words)
        if found.exclusions:
            limits = [text("treaties", treaty, f"{path}.exclusions.{n}", lang) for n in range(len(found.exclusions))]
            yield words.limits.format(text="; ".join(limits))
        if found.area.note:
            yield words.area_note.format(text=text("treaties", treaty, f"{path}.area.note", lang))
    if record.note:
        yield words.treaty_note.format(text=text("treaties", treaty, "note", lang))


def _condition(bond: Bond, lang: Language) -> str:
    return text("treaties", bond.treaty, f"{bond.path}.note", lang)


def clause(treaty: str, article: str | None, lang: Language) -> str:
    """``Article 4, Collective Security Treaty``; the treaty alone where the clause has no number."""
    title = treaty_register().treaties[treaty].name_in(lang)
    return commitment_words()[lang].clause.format(article=article, treaty=title) if article else title


def named_clause(ident: str, lang: Language) -> str:
    """The clause of an id with its article, ``collective-security-treaty/4``, in words."""
    treaty, _, article = ident.partition("/")
    return clause(treaty, article or None, lang)


def bond_sentence(bond: Bond, lang: Language) -> str:
    """Who is bound to whom, on whose request, to what, who decides, and whether that is disputed."""
    words = commitment_words()[lang]
    template = words.entitled if bond.duty == "may_assist" else words.bound if bond.binding else words.promised
    one, _, several = template.partition("|")
    said = (several if plural(bond.bound, lang) else one).format(
        bound=_counted(bond.bound, words, lang), duty=words.duties[bond.duty], request=words.request[bond.request],
        to=listing([bond.to], lang, "dative" if lang == "de" else "nominative"),
        to_instrumental=listing([bond.to], lang, "instrumental"), to_dative=listing([bond.to], lang, "dative"),
    )  # fmt: skip
    return "; ".join(part for part in (said, _decision(bond, words, lang), _state(bond, words, lang)) if part)


def _counted(codes: Sequence[str], words: CommitmentWords, lang: Language) -> str:
    """Names of a few parties, the number of many."""
    return listing(codes, lang) if len(codes) <= FEW else words.many.format(number=len(codes))


def _decision(bond: Bond, words: CommitmentWords, lang: Language) -> str:
    article = treaty_register().treaties[bond.treaty].article(bond.article)
    if article is None:
        return ""
    organ = next(iter(article.organ.in_language(lang)), "") if article.organ else ""
    return "" if article.decision == "organ" and not organ else words.decision[article.decision].format(organ=organ)


def _state(bond: Bond, words: CommitmentWords, lang: Language) -> str:
    if bond.state == "in_force" or bond.since is None:
        return ""
    return words.state[bond.state].format(
        since=date(bond.since, lang), by=listing(bond.by, lang, "label"), bound=_disputed(bond, words, lang)
    )


def _disputed(bond: Bond, words: CommitmentWords, lang: Language) -> str:
    return _counted([*bond.bound, bond.to], words, lang)


def touched_sentence(touch: Touched, lang: Language) -> str:
    """By what events a clause is touched, on whose account, who contradicts, where, and who finds on it."""
    words = commitment_words()[lang]
    template = words.triggered if touch.claimed_by else words.reported if touch.reported else words.untold
    trigger = words.triggers[touch.trigger].format(
        attacker=_of(touch.attacker, lang), attacker_genitive=listing(touch.attacker, lang, "genitive"),
        to=listing([touch.to], lang), to_accusative=listing([touch.to], lang, "accusative"),
        to_genitive=listing([touch.to], lang, "genitive"),
    )  # fmt: skip
    dates = days(touch.first, touch.last, lang) if touch.first and touch.last else ""
    said = template.format(
        claimed=_of(touch.claimed_by, lang), claimed_genitive=listing(touch.claimed_by, lang, "genitive"),
        trigger=trigger, dates=dates, area=words.area[touch.area],
    )  # fmt: skip
    article = treaty_register().treaties[touch.treaty].article(touch.article)
    parts = [
        said.replace(" ()", ""),
        words.denied.format(denied=_of(touch.denied_by, lang)) if touch.denied_by else "",
        words.internal if touch.internal else "",
        words.determined_by[article.determined_by] if article is not None else "",
    ]
    return "; ".join(part for part in parts if part)


def _of(codes: Sequence[str], lang: Language) -> str:
    """Names behind "of": German with the dative."""
    return listing(codes, lang, "dative" if lang == "de" else "nominative")


def invoked_sentences(call: Invoked, lang: Language) -> Iterator[str]:
    """Who called upon the clause, when, who was asked, and what they did."""
    words = commitment_words()[lang]
    said = words.invoked if call.on else words.invoked_undated
    on = date(call.on.isoformat(), lang) if call.on else ""
    by, genitive = _of(call.by, lang), listing(call.by, lang, "genitive")
    yield said.format(by=by, by_genitive=genitive, on=on, asked=listing(call.of, lang, "label") or "–")
    yield words.answered.format(answers=_answers(call.answers, lang)) if call.answers else words.unanswered


def _answers(answers: Sequence[Answer], lang: Language) -> str:
    words = commitment_words()[lang]
    parts = []
    for answer in answers:
        on = f", {date(answer.on.isoformat(), lang)}" if answer.on else ""
        parts.append(f"{words.outcomes[answer.kind]} ({listing([answer.by], lang, 'label')}{on})")
    return "; ".join(parts)


def comparable_sentence(cases: Sequence[Case], lang: Language) -> str:
    """What came of the most alike of the past cases, and how that went."""
    words = commitment_words()[lang]
    if not cases:
        return words.no_comparable
    last = cases[0]
    template = words.comparable if last.invoked else words.comparable_not_invoked
    said = template.format(
        by=listing(last.by, lang, "label"), on=date(last.on, lang, alone=True),
        clause=clause(last.treaty, last.article, lang), outcome=outcomes(last.outcome, lang),
    )  # fmt: skip
    return f"{said}. {text('treaties', last.treaty, f'{last.path}.note', lang)}" if last.note else said


def outcomes(kinds: Sequence[Outcome], lang: Language) -> str:
    """What came of a case, in words."""
    return ", ".join(commitment_words()[lang].outcomes[kind] for kind in kinds)


def date(when: str, lang: Language, *, alone: bool = False) -> str:
    """A day, month or year in words; ``alone``: a month stands by itself, not behind a day or a preposition."""
    words = commitment_words()[lang]
    year, month, day = [*when.split("-"), "", ""][:3]
    if not month:
        return year
    names = words.months_alone if alone and not day and words.months_alone else words.months
    named = names[int(month) - 1]
    return words.day.format(day=int(day), month=named, year=year) if day else words.month.format(month=named, year=year)


def days(first: dt.date, last: dt.date, lang: Language) -> str:
    """The first and last of several days, what they share said once: ``11–14 September 2022``."""
    words, end = commitment_words()[lang], date(last.isoformat(), lang)
    if first == last:
        return end
    if first.year != last.year:
        return f"{date(first.isoformat(), lang)} – {end}"
    day, _, month = words.day.partition(" {year}")[0].partition(" ")
    if first.month == last.month:
        return f"{day.format(day=first.day)}–{end}"
    return f"{day} {month} – ".format(day=first.day, month=words.months[first.month - 1]) + end


def _finished(part: str) -> str:
    """A sentence with a capital and a full stop; "von dem" drawn together."""
    part = part.replace(" von dem ", " vom ")
    return f"{part[0].upper()}{part[1:]}".removesuffix(".") + "."
