"""How results are worded in each language: sentences of the assessment, articles and number of states' names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter

from lagebild.knowledge.loading import Strict, records
from lagebild.model import Language, Outcome


class CommitmentWords(Strict):
    """Sentences on treaties in one language; the form behind ``|`` is for several subjects."""

    months: tuple[str, ...]
    months_alone: tuple[str, ...] = ()
    day: str
    month: str
    and_: str
    many: str
    clause: str
    bound: str
    promised: str
    entitled: str
    request: Mapping[str, str]
    duties: Mapping[str, str]
    decision: Mapping[str, str]
    state: Mapping[str, str]
    says: str
    quoted: str
    quoted_in_english: str
    limits: str
    area_note: str
    treaty_note: str
    triggers: Mapping[str, str]
    triggered: str
    reported: str
    untold: str
    denied: str
    area: Mapping[str, str]
    internal: str
    determined_by: Mapping[str, str]
    invoked: str
    invoked_undated: str
    answered: str
    unanswered: str
    not_invoked: str
    comparable: str
    comparable_not_invoked: str
    no_comparable: str
    outcomes: Mapping[Outcome, str]


class NameForms(Strict):
    """Codes of actors by what their names need: an article, a gender, a plural verb, no abbreviation."""

    the: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()
    neuter: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    full: tuple[str, ...] = ()


@cache
def commitment_words() -> Mapping[Language, CommitmentWords]:
    """The sentences on treaties by language."""
    return records("wording/commitments.yaml", TypeAdapter(Mapping[Language, CommitmentWords]))


@cache
def option_words() -> Mapping[Language, Mapping[str, str]]:
    """The sentences on precedents, options, assumptions and gaps by language and key."""
    return records("wording/options.yaml", TypeAdapter(Mapping[Language, Mapping[str, str]]))


@cache
def name_forms() -> Mapping[Language, NameForms]:
    """What names of states need, by language."""
    return records("wording/names.yaml", TypeAdapter(Mapping[Language, NameForms]))


@cache
def report_words() -> Mapping[str, Mapping[Language, str]]:
    """The sentences and headings of the situation report by key and language."""
    return records("wording/report.yaml", TypeAdapter(Mapping[str, Mapping[Language, str]]))


@cache
def publishing_words() -> Mapping[str, Mapping[Language, str]]:
    """What subscribers read in e-mail, messages and pages, by key and language."""
    return records("wording/publishing.yaml", TypeAdapter(Mapping[str, Mapping[Language, str]]))
