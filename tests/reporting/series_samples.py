"""Two successive states of a small situation, for tests of series of reports."""

from __future__ import annotations

from functools import cache

from lagebild.model import CodedDocument, Document
from tests.linking.made_up_news import coded, document, mention

Told = tuple[list[Document], list[CodedDocument]]


@cache
def first() -> Told:
    """An attack that one side states with a figure, and talks."""
    return _told(
        ("a", "2022-09-13", "ASSAULT", "AZE", "ARM", "ARM", 49, "actual"),
        ("b", "2022-09-13", "CONSULT", "FRA", "ARM", "", None, "actual"),
    )


@cache
def second() -> Told:
    """The same; the attack is denied, the figure higher, and a truce is new."""
    return _told(
        ("a", "2022-09-13", "ASSAULT", "AZE", "ARM", "ARM", 49, "actual"),
        ("b", "2022-09-13", "CONSULT", "FRA", "ARM", "", None, "actual"),
        ("c", "2022-09-13", "ASSAULT", "AZE", "ARM", "AZE", None, "negated"),
        ("d", "2022-09-13", "ASSAULT", "AZE", "ARM", "ARM", 105, "actual"),
        ("e", "2022-09-14", "RETREAT", "AZE", "ARM", "RUS", None, "actual"),
    )


def _told(*said: tuple[str, str, str, str, str, str, int | None, str]) -> Told:
    documents, codings = [], []
    for ident, day, kind, actor, recipient, says, dead, status in said:
        text = f"In village {ident} the army did this, they said."
        doc = document(ident, text, day)
        act = mention(doc, kind, actor, recipient, date=day, says=says, killed=dead, status=status)
        documents.append(doc)
        codings.append(coded(doc, act))
    return documents, codings
