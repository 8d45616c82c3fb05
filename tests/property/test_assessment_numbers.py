"""No figure without its inputs: every number of an assessment leads to events, precedents or the documents counted."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.assessment.assessing import Assessment, assess
from lagebild.knowledge.precedents import precedents
from lagebild.linking.situation import situation
from lagebild.model import CodedDocument, Document
from tests.linking.made_up_news import coded, document, mention

DAY = dt.date(2022, 9, 13)
WORDS = "border village soldiers morning hills army ministry road night valley statement report".split()
TYPES = ["ASSAULT", "ASSAULT", "ACCUSE", "REQUEST", "CONSULT", "AGREE", "AID", "COERCE", "RETREAT"]
#: Fields that name what a number was made from, and numbers that are themselves counts of the input.
REFERENCES = ("ids", "events", "inputs", "held", "failed", "precedents", "precedent")
INPUTS = {("documents",), ("outlets",), ("options", "cases"), ("record",)}


@st.composite
def news(draw: st.DrawFn) -> tuple[list[Document], list[CodedDocument]]:
    """Documents of a fortnight in which two states and others do things to each other."""
    documents, codings = [], []
    for number in range(draw(st.integers(1, 12))):
        published = DAY + dt.timedelta(days=draw(st.integers(0, 14)))
        text = "\n\n".join(" ".join(f"{word}{number}{part}" for word in WORDS) + "." for part in "ab")
        doc = document(f"d{number:02}", text, published.isoformat(), outlet=f"Paper {draw(st.integers(1, 5))}")
        found = []
        for part in text.split("\n\n"):
            actor, recipient = draw(st.sampled_from([("ARM", "AZE"), ("AZE", "ARM"), ("RUS", "ARM"), ("AZE", "")]))
            told = (published - dt.timedelta(days=draw(st.integers(0, 2)))).isoformat()
            found.append(mention(
                doc, draw(st.sampled_from(TYPES)), actor, recipient, passage=part, date=draw(st.sampled_from(["", told])),
                says=draw(st.sampled_from(["", "ARM", "AZE", "USA"])), killed=draw(st.sampled_from([None, None, 3, 40])),
                status=draw(st.sampled_from(["actual", "actual", "actual", "negated", "hypothetical"])),
            ))  # fmt: skip
        documents.append(doc)
        codings.append(coded(doc, *found))
    return documents, codings


def numbers(value: Any, above: tuple[dict[str, Any], ...] = (), path: tuple[str, ...] = ()) -> Iterator[Any]:
    """Every number with the objects around it, the nearest last, and its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers(inner, (*above, value), (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner, above, path)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value, above, path


def named(objects: tuple[dict[str, Any], ...]) -> set[str]:
    """What the nearest object that names anything names."""
    for one in reversed(objects):
        found = {name for key in REFERENCES for name in _listed(one.get(key))}
        if found:
            return found
    return set()


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def unfounded(assessment: Assessment, known: set[str]) -> list[tuple[str, ...]]:
    """Paths of numbers that lead nowhere, or to something that is not there."""
    found = []
    for value, above, path in numbers(assessment.model_dump(mode="json")):
        if path in INPUTS or value == 0 or path[-1] in {"threshold", "period", "after_days", "weight"}:
            continue
        names = named(above) or ({above[-1]["id"]} if path[-2:-1] == ("near",) else set())
        if not names or not names <= known:
            found.append(path)
    return found


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(news())
def test_every_number_leads_to_what_it_was_made_from(made: tuple[list[Document], list[CodedDocument]]) -> None:
    documents, codings = made
    picture = situation(documents, codings)
    assessment = assess(picture, documents, codings, DAY + dt.timedelta(days=15))
    known = {event.id for event in picture.events} | {case.id for case in precedents()}
    assert unfounded(assessment, known) == []


def test_a_number_without_inputs_is_found() -> None:
    """The walk would notice."""
    assert next(numbers({"index": [{"value": 3.5, "ids": []}]}))[2] == ("index", "value")
    assert named(({"ids": []}, {"ids": ["e1"]})) == {"e1"}
    assert named(({"ids": []},)) == set()
