"""A small situation of real coding and linking, and its report, for tests of reports."""

from __future__ import annotations

import json
from functools import cache

from lagebild.assessment.assessing import assess
from lagebild.linking.situation import situation
from lagebild.model import CodedDocument, Document, Language
from lagebild.reporting.formats import Data
from lagebild.reporting.making import grounds, report
from lagebild.reporting.report import Grounds, Report
from tests.linking.made_up_news import coded, document, mention

HOSTILE = '<script>alert("1")</script> & <img src=x onerror=alert(2)> #set text(red) `x` {{ 7*7 }} ]]> -->'


def made(documents: list[Document], codings: list[CodedDocument], lang: Language = "en") -> tuple[Grounds, Report]:
    """The grounds of documents and their report."""
    found = situation(documents, codings)
    last = max(doc.published for doc in documents if doc.published)
    basis = grounds(assess(found, documents, codings, last), found, documents, codings)
    return basis, report(basis, lang)


@cache
def clash() -> Grounds:
    """Two sides that accuse each other, a denial, figures of both, talks, and an outlet with a hostile name."""
    said = [
        ("a", "2022-09-11", "ASSAULT", "ARM", "AZE", "AZE", 3, "actual"), ("b", "2022-09-12", "ASSAULT", "ARM", "AZE", "ARM", None, "negated"),
        ("c", "2022-09-13", "ASSAULT", "AZE", "ARM", "ARM", 49, "actual"), ("d", "2022-09-13", "ASSAULT", "AZE", "ARM", "", None, "actual"),
        ("e", "2022-09-14", "CONSULT", "FRA", "ARM", "", None, "actual"), ("f", "2022-09-18", "ASSAULT", "AZE", "ARM", "ARM", 105, "actual"),
        ("g", "2022-09-19", "RETREAT", "AZE", "ARM", "AZE", None, "actual"), ("h", "2022-09-20", "ASSAULT", "ARM", "AZE", "AZE", 80, "actual"),
    ]  # fmt: skip
    documents, codings = [], []
    for number, (ident, day, kind, actor, recipient, says, dead, status) in enumerate(said):
        outlet = HOSTILE if ident == "d" else f"Paper {number}"
        text = f"In village {ident} soldiers {number} of the army did this & «das», {HOSTILE if ident == 'd' else 'they said'}."
        doc = document(ident, text, day, outlet=outlet)
        documents.append(doc)
        codings.append(
            coded(
                doc, mention(doc, kind, actor, recipient, passage=text, date=day, says=says, killed=dead, status=status)
            )
        )
    return made(documents, codings)[0]


def data(basis: Grounds, lang: Language) -> Data:
    """The data that a report carries."""
    return Data(lang=lang, grounds=basis)


def changed(basis: Grounds, change: tuple[str, str]) -> Grounds:
    """The grounds with a text of their JSON replaced by another; raises ValueError where it is not in them."""
    text = basis.model_dump_json()
    if change[0] not in text:
        raise ValueError(change[0])
    return Grounds.model_validate(json.loads(text.replace(*change)))
