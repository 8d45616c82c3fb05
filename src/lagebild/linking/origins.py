"""Independent origins: who is the source of what the documents say about an event.

A named claimant is one origin, whoever carries the claim; all organs of a state are one, its state media with them. An
outlet or agency is an origin itself only where the event stands in its lead without a source. Reprints and translations of
one text, and papers that cite one agency, add none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lagebild.knowledge.outlets import Outlet, outlet_names
from lagebild.linking.statements import Statement
from lagebild.model import Document

#: A name that says itself that a state owns the outlet.
STATE_NAME = re.compile(r"\bstate (?:news|media|television|tv|radio|agency)\b|\bstaats(?:sender|agentur|fernsehen|medien)\b|\bгос(?:ударственн\w+)?\s?(?:телерадио|агентство|ТВ)",
                        re.IGNORECASE)  # fmt: skip
#: The mark of an agency at the head of a text: "(Reuters)", "/TASS/", "(APA/dpa)", "— Name." after a dateline.
MARK = re.compile(r"\(([A-ZÄÖÜА-Я][\w .«»-]{1,30}(?:/[\w .-]{2,30})*)\)|/([A-ZА-Я][\w .-]{1,30})/")


def origins(found: Sequence[Statement], texts: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the independent origins of an event, sorted; ``texts`` gives the origin text of copies."""
    claimed = {code for s in found for code in s.claimants}
    sourced = {s.document.id for s in found if s.claimants}
    own = {own_origin(s.document, texts) for s in found if not s.claimants and s.lead and s.document.id not in sourced}
    return tuple(sorted(claimed | own)) or tuple(sorted({own_origin(s.document, texts) for s in found}))[:1]


def own_origin(document: Document, texts: Mapping[str, str]) -> str:
    """Who stands behind a document's own words: a state for its media, an agency, or the text's first printing."""
    outlet = outlet_names().get((document.outlet or "").lower())
    if document.outlet_country and (is_state_media(outlet) or STATE_NAME.search(document.outlet or "")):
        return document.outlet_country
    agency = agency_mark(document)
    if agency is not None:
        return agency.country if is_state_media(agency) and agency.country else agency.name
    family = outlet.family if outlet is not None and outlet.family else document.outlet
    return texts.get(document.id) or family or document.id


def is_state_media(outlet: Outlet | None) -> bool:
    """True for an outlet that a state decides on."""
    return outlet is not None and outlet.ownership == "state"


def agency_mark(document: Document) -> Outlet | None:
    """The agency whose mark stands at the head of a text."""
    for match in MARK.finditer(document.text[:250]):
        for name in reversed((match.group(1) or match.group(2)).split("/")):
            found = outlet_names().get(name.strip().lower())
            if found is not None:
                return found
    return None
