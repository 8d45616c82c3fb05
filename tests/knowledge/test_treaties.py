"""The register of treaties: complete, consistent in its dates, and right on who was bound to whom."""

import datetime as dt
import re

import pytest

from lagebild.knowledge.actors import register
from lagebild.knowledge.treaty_register import Treaty, treaties_of, treaty_files, treaty_register
from lagebild.knowledge.when import first_day, last_day

TREATIES = tuple(treaty_register())
every_treaty = pytest.mark.parametrize("treaty", TREATIES, ids=lambda treaty: treaty.id)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_there_are_enough_treaties_and_no_id_twice() -> None:
    ids = [treaty.id for name in treaty_files() for treaty in treaties_of(name)]
    assert len(ids) >= 45
    assert len(ids) == len(set(ids))


@every_treaty
def test_all_parties_are_known(treaty: Treaty) -> None:
    codes = set(treaty.members) | {treaty.body or "RUS"}
    for case in treaty.invocations:
        codes |= {*case.by, *case.against, *case.of}
    for condition in treaty.conditions:
        codes |= {*condition.parties, *condition.by}
    assert codes <= set(register().actors)


@every_treaty
def test_sides_of_a_clause_are_parties(treaty: Treaty) -> None:
    assert {code for article in treaty.articles for code in (*article.bound, *article.to)} <= treaty.members
    assert {code for condition in treaty.conditions for code in condition.parties} <= treaty.members


@every_treaty
def test_dates_are_in_order(treaty: Treaty) -> None:
    assert treaty.in_force is None or first_day(treaty.signed) <= last_day(treaty.in_force)
    assert treaty.ended is None or treaty.start < last_day(treaty.ended)
    assert not (treaty.pending and treaty.in_force)
    for spell in (*treaty.parties, *treaty.conditions, *treaty.articles):
        start, end = getattr(spell, "since", None), getattr(spell, "until", None)
        assert start is None or treaty.start <= last_day(start)
        assert end is None or first_day(start or treaty.signed) < last_day(end)
    assert all(first_day(treaty.signed) <= last_day(change.on) for change in treaty.changes)


@every_treaty
def test_invocations_are_of_times_in_which_the_treaty_bound(treaty: Treaty) -> None:
    for case in treaty.invocations:
        start = treaty.start if case.invoked else first_day(treaty.signed)
        assert start <= last_day(case.on)
        assert treaty.ended is None or first_day(case.on) < last_day(treaty.ended)
        numbers = {article.article for article in treaty.articles}
        assert case.article is None or case.article in numbers
        assert treaty.universal or set(case.by) & (treaty.members | {treaty.body})
        assert bool(case.asked) is case.invoked


@every_treaty
def test_articles_are_unique(treaty: Treaty) -> None:
    numbers = [
        (article.article, article.since, article.about if article.article is None else "")
        for article in treaty.articles
    ]
    assert len(numbers) == len(set(numbers))


@every_treaty
def test_there_is_a_name_in_every_language_and_a_source(treaty: Treaty) -> None:
    assert treaty.names.en
    assert treaty.names.de
    assert treaty.names.ru
    assert treaty.source


def test_no_text_promises_what_a_state_does() -> None:
    promised = re.compile(r"\bwill (?:intervene|attack|fight|send)", re.IGNORECASE)
    assert [t.id for t in TREATIES for a in t.articles if promised.search(f"{a.about} {a.words}")] == []


@pytest.mark.parametrize(
    ("name", "when", "inside", "outside"),
    [
        ("collective-security-treaty", "2022-09-13", "ARM BLR KAZ KGZ RUS TJK", "AZE GEO UZB"),
        ("collective-security-treaty", "1998-01-01", "ARM AZE BLR GEO KAZ KGZ RUS TJK UZB", "UKR"),
        ("collective-security-treaty", "2010-06-12", "ARM BLR KAZ KGZ RUS TJK UZB", "AZE GEO"),
        ("north-atlantic-treaty", "2001-09-12", "USA TUR DEU POL", "ROU LTU SWE FIN"),
        ("north-atlantic-treaty", "2023-06-01", "FIN TUR", "SWE"),
        ("treaty-on-european-union", "2015-11-17", "FRA GBR HRV", "TUR"),
        ("rio-treaty", "2019-09-11", "USA COL VEN URY", "MEX BOL ECU NIC CUB"),
        ("rio-treaty", "2016-06-01", "USA COL", "VEN"),
        ("azerbaijan-turkey-2010", "2022-09-13", "AZE TUR", "ARM"),
        ("ecowas-mechanism-1999", "2025-02-01", "NGA BEN", "MLI NER BFA"),
    ],
)
def test_parties_on_a_day(name: str, when: str, inside: str, outside: str) -> None:
    parties = treaty_register().treaties[name].parties_on(day(when))
    assert set(inside.split()) <= parties
    assert not set(outside.split()) & parties


@pytest.mark.parametrize(
    ("name", "by", "when", "article", "outcome"),
    [
        ("collective-security-treaty", "KGZ", "2010-06", None, "declined"),
        ("collective-security-treaty", "ARM", "2021-05", "2", "no_action"),
        ("collective-security-treaty", "KAZ", "2022-01", "4", "troops"),
        ("collective-security-treaty", "ARM", "2022-09", "4", "mission"),
        ("north-atlantic-treaty", "USA", "2001-09-12", "5", "measures"),
        *(("north-atlantic-treaty", "TUR", when, "4", "consultations")
          for when in ("2003-02-10", "2012-06-22", "2012-10-03", "2015-07-26", "2020-02-28")),
        ("north-atlantic-treaty", "POL", "2014-03-03", "4", "consultations"),
        ("north-atlantic-treaty", "LTU", "2022-02-24", "4", "readiness"),
        ("north-atlantic-treaty", "POL", "2025-09-10", "4", "defences"),
        ("north-atlantic-treaty", "EST", "2025-09-19", "4", "consultations"),
        ("treaty-on-european-union", "FRA", "2015-11-17", "42(7)", "troops"),
        ("rio-treaty", "COL", "2019-09-11", "6", "sanctions"),
    ],
)  # fmt: skip
def test_what_came_of_past_invocations(name: str, by: str, when: str, article: str | None, outcome: str) -> None:
    cases = [
        c for c in treaty_register().treaties[name].invocations if by in c.by and c.on.startswith(when) and c.invoked
    ]
    (case,) = cases
    assert case.article == article
    assert outcome in case.outcome


def test_armenias_membership_is_disputed_since_february_2024() -> None:
    treaty = treaty_register().treaties["collective-security-treaty"]
    assert treaty.condition("RUS", "ARM", day("2024-02-01")) is None
    condition = treaty.condition("RUS", "ARM", day("2024-03-01"))
    assert condition is not None
    assert condition.kind == "disputed"
    assert "ARM" in treaty.parties_on(day("2024-03-01"))
    assert treaty.condition("RUS", "KAZ", day("2024-03-01")) is None


def test_a_suspension_between_two_leaves_the_third_bound() -> None:
    anzus = treaty_register().treaties["anzus"]
    assert anzus.condition("USA", "NZL", day("2000-01-01")) is not None
    assert anzus.condition("USA", "AUS", day("2000-01-01")) is None
    assert anzus.condition("AUS", "NZL", day("2000-01-01")) is None


def test_a_two_sided_treaty_is_found_by_its_sides() -> None:
    found = treaty_register().between("RUS", "ARM", day("2022-09-13"))
    assert found is not None
    assert found.id == "russia-armenia-1997"
    north_korean = [
        treaty_register().between("PRK", "RUS", day(when)) for when in ("1980-01-01", "2005-01-01", "2025-01-01")
    ]
    assert [t.id for t in north_korean if t] == ["ussr-dprk-1961", "russia-dprk-2000", "russia-dprk-2024"]
