"""The register of precedents: complete, consistent in its dates and words, and refused where it is not."""

import re

import pytest
from pydantic import TypeAdapter

from lagebild.errors import KnowledgeError
from lagebild.knowledge.actors import _read, register
from lagebild.knowledge.loading import records
from lagebild.knowledge.precedents import HORIZONS, STATES, Precedent, precedents, vocabulary
from lagebild.knowledge.when import first_day, last_day

PRECEDENTS = precedents()
every_precedent = pytest.mark.parametrize("precedent", PRECEDENTS, ids=lambda precedent: precedent.id)
RECORD = {
    "id": "made-up", "names": {"en": "A", "de": "B", "ru": "В"}, "region": "balkans", "kind": "coup",
    "sides": [["ALB"], ["SRB"]], "start": 1999, "end": "1999-03", "trigger": "None.",
    "measures": [{"measure": "hotline", "by": ["ALB"], "on": "1999-03"}], "since": {"on": "1999-03", "what": "hotline"},
    "after_30": {"state": "ended", "note": "Quiet."}, "after_180": {"state": "resumed", "note": "Fighting."},
    "sources": ["None"],
}  # fmt: skip


def read(**changed: object) -> Precedent:
    return records("precedents/made-up", TypeAdapter(tuple[Precedent, ...]), [{**RECORD, **changed}])[0]


def test_there_are_enough_from_all_parts_of_the_world() -> None:
    assert len(PRECEDENTS) >= 80
    assert {precedent.region for precedent in PRECEDENTS} >= set(vocabulary().regions) - {"north-america"}
    assert {precedent.kind for precedent in PRECEDENTS} == set(vocabulary().kinds)


def test_every_measure_of_the_vocabulary_was_taken_somewhere() -> None:
    assert {taken.measure for case in PRECEDENTS for taken in case.measures} == set(vocabulary().measures)


def test_there_are_failures_as_well_as_successes() -> None:
    for days in HORIZONS:
        states = [case.outcomes()[days].state for case in PRECEDENTS if days in case.outcomes()]
        assert set(states) == set(STATES)


@every_precedent
def test_all_who_are_named_are_known(precedent: Precedent) -> None:
    codes = {*precedent.parties(), *precedent.alliance_asked, *precedent.peacekeepers_before}
    codes |= {code for taken in precedent.measures for code in (*taken.by, *taken.accepted_by)}
    assert codes <= set(register().actors)


@every_precedent
def test_outcomes_are_counted_from_a_measure_of_the_time(precedent: Precedent) -> None:
    assert first_day(precedent.start) <= last_day(precedent.since.on)
    assert first_day(precedent.since.on).year >= 1990
    assert 30 in precedent.outcomes()


@every_precedent
def test_sentences_are_short_and_whole(precedent: Precedent) -> None:
    told = [precedent.trigger, *(outcome.note for outcome in precedent.outcomes().values())]
    told += [taken.against for taken in precedent.measures if taken.against]
    assert all(len(text) <= 200 and text.endswith(".") and text[0].isupper() for text in told)


@every_precedent
def test_names_are_in_three_languages(precedent: Precedent) -> None:
    assert re.search("[а-яА-Я]", precedent.names.ru)
    assert not re.search("[а-яА-Я]", precedent.names.en + precedent.names.de)


@every_precedent
def test_what_was_seen_was_seen_after_the_measure(precedent: Precedent) -> None:
    for taken in precedent.measures:
        assert taken.seen is None or (taken.against and first_day(taken.seen) >= first_day(taken.on))


def test_states_of_the_vocabulary_are_in_order() -> None:
    assert tuple(vocabulary().states) == STATES


def test_every_state_lies_in_one_region() -> None:
    placed = [state for region in vocabulary().regions.values() for state in region.states]
    assert len(placed) == len(set(placed))
    assert set(placed) == {state.code for state in _read("states")}


@pytest.mark.parametrize(
    ("killed", "band"),
    [(0, "none"), (24, "under-25"), (25, "under-1000"), (1000, "under-10000"), (10**6, "from-10000")],
)
def test_killed_fall_into_bands(killed: int, band: str) -> None:
    assert vocabulary().band(killed) == band


def test_a_date_is_as_exact_as_it_is_known() -> None:
    assert (read().start, read().end) == ("1999", "1999-03")


@pytest.mark.parametrize(
    "wrong",
    [
        {"region": "Atlantis"},
        {"kind": "quarrel"},
        {"deaths": "many"},
        {"since": {"on": "1999-03", "what": "court"}},
        {"measures": [{"measure": "magic", "by": ["ALB"], "on": 1999}], "since": {"on": 1999, "what": "magic"}},
        {"measures": [{"measure": "hotline", "by": [], "on": 1999}]},
        {"after_180": {"state": "ended", "note": "Quiet."}, "after_30": {"state": "war", "note": "War."}},
        {"end": 1998},
        {"unknown": 1},
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    assert read().id == "made-up"
    with pytest.raises(KnowledgeError):
        read(**wrong)
