"""Alerts by rule: a phase changes, counts rise above what was usual, an event becomes disputed, a treaty is invoked.

Each alert has a subject; the same rule with the same subject within the days of ``AGAIN`` is the same happening, so
that it is told once even if its date or the grouping of its mentions changes when more becomes known.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from lagebild.assessment.escalation import Alarm, Escalation, PhaseSpan, day_of
from lagebild.assessment.sentences import sentence_of
from lagebild.model import CodedDocument, CommitmentState, Document, Event, Issue, Language, Situation
from lagebild.publishing.wording import said
from lagebild.reporting.phrases import coded as named

Rule = Literal["phase", "alarm", "dispute", "treaty"]
#: What lies longer back than this is no news any more.
RECENT = dt.timedelta(days=7)
#: Days around an earlier alert in which the same subject is the same happening.
AGAIN: Mapping[Rule, dt.timedelta] = {
    "phase": dt.timedelta(days=7), "alarm": dt.timedelta(days=7), "dispute": dt.timedelta(days=2),
    "treaty": dt.timedelta(days=14),
}  # fmt: skip
BEFORE_ALL = "calm"
MARK = "alert"


class Alert(NamedTuple):
    """What is to be told: by which rule, about what, of which day, and the events and documents it rests on."""

    rule: Rule
    subject: str
    day: dt.date
    title: str
    lines: tuple[str, ...]
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Told(NamedTuple):
    """An alert that was issued before, as its id tells."""

    rule: str
    subject: str
    day: dt.date


def alerts(
    situation: Situation, course: Escalation, documents: Sequence[Document], today: dt.date, lang: Language,
    told: Sequence[Told],
) -> list[Alert]:  # fmt: skip
    """What of the last days has not been told yet, the oldest first; ``told`` in the order in which it was issued."""
    published = {doc.id: doc.published for doc in documents if doc.published is not None}
    found = [
        *_phase(course.phases, lang, told),
        *(_alarm(alarm, lang) for alarm in course.alarms),
        *_disputes(situation.events, published, lang),
        *_treaties(situation.commitments, lang),
    ]
    fresh: list[Alert] = []
    for alert in sorted(found, key=lambda one: (one.day, one.rule, one.subject)):
        known = [*told, *(Told(one.rule, one.subject, one.day) for one in fresh)]
        if today - RECENT <= alert.day <= today and not _was_told(alert, known):
            fresh.append(alert)
    return fresh


def as_issue(alert: Alert, situation: str, lang: Language, now: dt.datetime) -> Issue:
    """The alert as it is issued."""
    ident = f"{MARK}/{situation}/{alert.rule}/{alert.subject}/{alert.day.isoformat()}/{lang}"
    return Issue(
        id=ident, kind="alert", situation=situation, lang=lang, title=alert.title, summary="\n\n".join(alert.lines),
        issued_at=now,
    )  # fmt: skip


def told_in(issues: Iterable[Issue], situation: str, lang: Language) -> list[Told]:
    """Alerts on a situation that were issued in a language."""
    found = []
    for issue in issues:
        if issue.kind == "alert" and issue.situation == situation and issue.lang == lang:
            _, rule, subject, day, _ = issue.id.rsplit("/", 4)
            found.append(Told(rule, subject, dt.date.fromisoformat(day)))
    return found


def evidence(
    alert: Alert, situation: Situation, documents: Sequence[Document], coded: Sequence[CodedDocument]
) -> bytes:
    """The events behind an alert with their verbatim passages, as JSON."""
    sources = {doc.id: doc for doc in documents}
    mentions = {one.id: one.events for one in coded}
    events = [event for event in situation.events if event.id in alert.events]
    told = [
        {
            **event.model_dump(mode="json", exclude={"mentions"}),
            "passages": [
                {
                    "document": ident, "outlet": sources[ident].outlet, "url": sources[ident].url,
                    "lang": sources[ident].lang, "published": str(sources[ident].published or ""),
                    **mentions[ident][index].evidence.model_dump(mode="json", include={"start", "end", "text"}),
                }
                for ident, index in event.mentions if ident in sources and index < len(mentions.get(ident, ()))
            ],
        }
        for event in events
    ]  # fmt: skip
    fields = {"id", "outlet", "title", "url", "published", "lang"}
    named = [sources[ident].model_dump(mode="json", include=fields) for ident in alert.documents if ident in sources]
    content = {"rule": alert.rule, "day": alert.day.isoformat(), "documents": named, "events": told}
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")


def _was_told(alert: Alert, told: Iterable[Told]) -> bool:
    same = (one for one in told if (one.rule, one.subject) == (alert.rule, alert.subject))
    return any(abs(one.day - alert.day) <= AGAIN[alert.rule] for one in same)


def _phase(spans: Sequence[PhaseSpan], lang: Language, told: Sequence[Told]) -> Iterator[Alert]:
    """The last change of phase, unless it is what was told last."""
    if not spans:
        return
    now, before = spans[-1], spans[-2].phase if len(spans) > 1 else BEFORE_ALL
    last = next((one for one in reversed(told) if one.rule == "phase"), None)
    if now.phase == before or (last and last.subject == now.phase and abs(last.day - now.start) <= AGAIN["phase"]):
        return
    words = {"old": [f"phase:{before}"], "new": [f"phase:{now.phase}"]}
    line = said("alert.phase.text", lang, day=[f"day:{now.start}"], **words)
    yield Alert("phase", now.phase, now.start, said("alert.phase", lang, **words), (line,), now.ids)


def _alarm(alarm: Alarm, lang: Language) -> Alert:
    line = said(
        "alert.alarm.text", lang, day=[f"day:{alarm.date}"], observed=[f"number:{alarm.observed:.0f}"],
        period=[f"number:{alarm.period}"], baseline=[f"number:{alarm.baseline}"], method=[f"text:{alarm.method}"],
    )  # fmt: skip
    title = said("alert.alarm", lang, quad=[f"word:quad.{alarm.quad}"])
    return Alert("alarm", alarm.quad, alarm.date, title, (line,), alarm.ids)


def _disputes(events: Iterable[Event], published: Mapping[str, dt.date], lang: Language) -> Iterator[Alert]:
    for event in events:
        day = day_of(event, published)
        if event.dispute is None or day is None:
            continue
        parties = "+".join(sorted({*event.actor, *event.recipient}))
        what = said(f"alert.dispute.{event.dispute}", lang)
        title = said("alert.dispute", lang, what=[f"text:{what}"], event=[f"text:{sentence_of(event, lang)}"])
        own = [f"text:{said('alert.outlets', lang)}"]
        lines = tuple(
            said(f"alert.account.{account.status}", lang, who=named(account.claimed_by) or own)
            for account in event.accounts
            if set(account.documents) - set(account.superseded)
        )
        subject = f"{event.dispute}.{event.type}.{parties}".replace("/", "-")
        yield Alert("dispute", subject, day, title, ("\n".join(lines),), (event.id,), event.documents)


def _treaties(commitments: Iterable[CommitmentState], lang: Language) -> Iterator[Alert]:
    for one in commitments:
        if not one.invoked_by or one.on is None:
            continue
        treaty = f"clause:{one.treaty_id}|{one.article or ''}" if one.treaty_id else f"text:{one.treaty}"
        line = said(
            "alert.treaty.text", lang, by=named(one.invoked_by), day=[f"day:{one.on}"],
            asked=named(one.asked_of) or ["text:–"],
        )  # fmt: skip
        subject = f"{one.treaty_id or one.treaty}.{one.article or ''}.{'+'.join(sorted(one.invoked_by))}".replace(
            "/", "-"
        )
        title = said("alert.treaty", lang, treaty=[treaty])
        yield Alert("treaty", subject, one.on, title, (line,), documents=one.documents)
