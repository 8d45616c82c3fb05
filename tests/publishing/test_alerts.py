"""Alerts: each rule finds what it is for, tells it once, and tells it alike for both sides."""

import datetime as dt
import json
from typing import Any

import pytest
from fakes import NOON, Clock

from lagebild.assessment.assessing import Assessment
from lagebild.assessment.escalation import Alarm, Escalation, PhaseSpan
from lagebild.issuing import issue_alerts
from lagebild.model import (
    Account,
    CodedDocument,
    CommitmentState,
    Document,
    Event,
    Evidence,
    Mention,
    Situation,
    Span,
)  # fmt: skip
from lagebild.pipeline import Assessed, Picture
from lagebild.publishing.alerts import Alert, Told, alerts
from lagebild.store import Publications, Subscription

TODAY = NOON.date()
YESTERDAY = TODAY - dt.timedelta(days=1)


def event(**changes: Any) -> Event:
    accounts = (
        Account(claimed_by=("ARM",), status="actual", documents=("a",)),
        Account(claimed_by=("AZE",), status="negated", documents=("b",)),
    )
    given = {
        "id": "e1", "type": "ASSAULT", "actor": ("AZE",), "recipient": ("ARM",), "date": YESTERDAY, "documents": ("a", "b"),
        "origins": 2, "accounts": accounts, "disputed": True, "dispute": "occurrence", "mentions": (("a", 0),),
    }  # fmt: skip
    return Event(**{**given, **changes})


def phases(*named: str, since: dt.date = YESTERDAY) -> Escalation:
    spans = [PhaseSpan(phase=phase, start=since, end=TODAY, ids=("e1",)) for phase in named]
    return Escalation(series=(), phases=tuple(spans))


def alarm(method: str, day: dt.date) -> Alarm:
    return Alarm(
        method=method, quad="material_conflict", period=1, date=day, observed=7, baseline=1.25, score=4, threshold=3, delay=None,
        ids=("e1",),
    )  # fmt: skip


def found(situation: Situation, course: Escalation, told: tuple[Told, ...] = (), lang: str = "en") -> list[Alert]:
    return alerts(situation, course, (), TODAY, lang, told)


NOTHING, QUIET = Situation(documents=0), Escalation(series=(), phases=())


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_every_rule_finds_what_it_is_for(lang: str) -> None:
    invoked = CommitmentState(treaty="CSTO", article="4", invoked_by=("ARM",), on=YESTERDAY, asked_of=("IGO:CSTO",))
    course = Escalation(series=(), phases=phases("tension", "fighting").phases, alarms=(alarm("ears_c1", TODAY),))
    situation = Situation(documents=2, events=(event(),), commitments=(invoked,))
    told = found(situation, course, lang=lang)
    assert [one.rule for one in told] == ["dispute", "phase", "treaty", "alarm"]
    assert all("{" not in text for one in told for text in (one.title, *one.lines))


def test_a_phase_is_told_when_it_changes_and_not_again() -> None:
    (one,) = found(NOTHING, phases("tension", "fighting"))
    assert one.title == "Phase changed: tension → fighting"
    assert found(NOTHING, phases("calm")) == []
    told = (Told("phase", "fighting", YESTERDAY - dt.timedelta(days=1)),)
    assert found(NOTHING, phases("tension", "fighting"), told) == []
    assert [one.subject for one in found(NOTHING, phases("fighting", "ceasefire"), told)] == ["ceasefire"]


def test_what_lies_long_back_is_no_news() -> None:
    assert found(NOTHING, phases("fighting", since=TODAY - dt.timedelta(days=8))) == []
    assert found(Situation(documents=1, events=(event(date=TODAY - dt.timedelta(days=8)),)), QUIET) == []


def test_many_methods_and_days_of_one_alarm_are_told_once() -> None:
    course = Escalation(
        series=(),
        phases=(),
        alarms=tuple(alarm(method, day) for method in ("ears_c1", "ears_c2") for day in (YESTERDAY, TODAY)),
    )
    assert len(found(NOTHING, course)) == 1


def test_an_event_that_is_grouped_anew_is_not_told_again() -> None:
    first = found(Situation(documents=2, events=(event(),)), QUIET)
    told = tuple(Told(one.rule, one.subject, one.day) for one in first)
    regrouped = Situation(documents=2, events=(event(id="e2", date=TODAY),))
    assert (len(first), found(regrouped, QUIET, told)) == (1, [])


def test_both_sides_are_treated_alike() -> None:
    def swapped(text: str) -> str:
        return text.replace("Armenia", "#").replace("Azerbaijan", "Armenia").replace("#", "Azerbaijan")

    accounts = (
        Account(claimed_by=("AZE",), status="actual", documents=("a",)),
        Account(claimed_by=("ARM",), status="negated", documents=("b",)),
    )
    (one,) = found(Situation(documents=2, events=(event(),)), QUIET)
    (other,) = found(
        Situation(documents=2, events=(event(actor=("ARM",), recipient=("AZE",), accounts=accounts),)), QUIET
    )
    assert [swapped(text) for text in (one.title, *one.lines)] == [other.title, *other.lines]


def test_an_alert_is_issued_once_with_its_passages(publications: Publications, clock: Clock) -> None:
    publications.subscribe(Subscription("email", "a@example.org", "alert"), confirmed=True)
    text = "Azerbaijan shelled Armenia."
    trigger = Span(start=11, end=18, text="shelled")
    mention = Mention(
        type="ASSAULT", mode=None, quad="material_conflict", goldstein=-9.0, cameo="190", actor=(), recipient=(), status="actual",
        evidence=Evidence(start=0, end=len(text), text=text, trigger=trigger), rule="en/shell", confidence=0.9, coder="x",
    )  # fmt: skip
    document = Document(id="a", text=text, outlet="Outlet", published=YESTERDAY, lang="en")
    coded = CodedDocument(id="a", lang="en", published=YESTERDAY, outlet="Outlet", events=(mention,))
    picture = Picture(Situation(documents=1, events=(event(),)), (document,), (coded,))
    assessed = Assessed(Assessment.model_construct(escalation=QUIET, as_of=TODAY), picture)
    (one,) = issue_alerts(publications, assessed, situation="border/north")
    assert issue_alerts(publications, assessed, situation="border/north") == []
    assert [delivery.key for delivery in publications.deliveries()] == [f"{one.id}/email/1"]
    told = json.loads(publications.file(one.files[0].sha256))
    (passage,) = told["events"][0]["passages"]
    assert (passage["text"], passage["outlet"]) == (text, "Outlet")
