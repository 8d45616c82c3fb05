"""Independent origins: who is the source of what the documents say about an event.

A named claimant is one origin, whoever carries the claim; all organs of a state are one, its state media with them. An
outlet or agency is an origin itself only where the event stands in its lead without a source, where it quotes people of
its own whom it does not name, or where its own people were there. A press release is the word of whoever issued it. Who
only condemns what others tell of is no origin of it. Reprints and translations of one text, and papers that cite one agency, add none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lagebild.knowledge.outlets import Outlet, outlet_names
from lagebild.linking.naming import named
from lagebild.linking.own_work import is_channel, own_work, press_release
from lagebild.linking.statements import Codes, Statement
from lagebild.model import Document

#: A name that says itself that a state owns the outlet.
STATE_NAME = re.compile(
    r"\bstate (?:news|media|television|tv|radio|agency)\b|\bstaats(?:sender|agentur|fernsehen|funk|medien)|"
    r"\bstaatliche[rs]? (?:nachrichtenagentur|rundfunk|fernsehen)|\bгос(?:ударственн\w+|телерадио\w*|агентство|тв)\b",
    re.IGNORECASE,
)
#: The mark of an agency in the first line: "(Reuters)", "/TASS/", "(APA/dpa)", "13 September — Name."
MARK = re.compile(r"\(([^()\n]{2,40})\)|/([^/\n]{2,30})/|[—–-] ([^.\n—–]{2,40})\.(?=\s)")
#: Characters of a text in which the mark stands.
HEAD = 160
#: Time after an event within which an outlet's lead is news of it.
FRESH = dt.timedelta(days=3)


class Sources:
    """Who stands behind the documents' own words."""

    def __init__(
        self, documents: Sequence[Document], texts: Mapping[str, str], found: Iterable[Statement] = ()
    ) -> None:
        self.documents = {doc.id: doc for doc in documents}
        self.texts = texts
        self.names: dict[str, str] = {}
        self._told: defaultdict[str, list[int]] = defaultdict(list)
        for statement in found:
            if not statement.background:
                self._told[statement.document.id].append(statement.mention.evidence.start)
        self._witnessed: dict[str, frozenset[int]] = {}

    def own(self, document: Document) -> str:
        """The origin of what a document says itself: a state for its media, an agency, or the first printing's outlet."""
        if document.id not in self.names:
            first = self.documents.get(self.texts.get(document.id, document.id), document)
            self.names[document.id] = self._name(document) or self._name(first) or first.outlet or first.id
        return self.names[document.id]

    def witnessed(self, document: Document) -> frozenset[int]:
        """Where sentences begin of which the outlet's own people saw or heard something, themselves or from those they met.

        A paragraph of their own work that tells of no event bears on what the nearest one before it tells, else the next.
        """
        if document.id not in self._witnessed:
            told = sorted(set(self._told[document.id]))
            places: set[int] = set()
            for start, end in own_work(document):
                within = [place for place in told if start <= place < end]
                places.update(within or _nearest(told, start, document.text))
            self._witnessed[document.id] = frozenset(places)
        return self._witnessed[document.id]

    def text(self, document: Document) -> str:
        """The id of the first printing of a document."""
        return self.texts.get(document.id, document.id)

    def _name(self, document: Document) -> str | None:
        state = state_of(document)
        if state is not None:
            return state
        agency = agency_mark(document)
        if agency is not None:
            return agency.country if is_state_media(agency) and agency.country else agency.name
        outlet = outlet_names().get((document.outlet or "").lower())
        return outlet.family if outlet is not None else None


def origins(found: Sequence[Statement], sources: Sources) -> tuple[str, ...]:
    """The independent origins of an event, sorted: codes of claimants, names of agencies and outlets."""
    known = frozenset(code for s in found for code in s.parties | s.claimants)
    reacting = {code for s in found if s.reaction for code in s.claimants - s.parties}
    claimed = {code for s in found for code in s.claimants} - reacting
    sourced = {s.document.id for s in found if s.claimants}
    issued = {s.document.id: issuer(s.document, s.lang, known) for s in found}
    days = Counter(s.days[1] for s in found if s.days is not None and s.days[0] == s.days[1])
    day = min(days, key=lambda each: (-days[each], each)) if days else None
    fresh = [s for s in found if day is None or s.document.published is None or s.document.published - day <= FRESH]
    own = {
        sources.own(s.document)
        for s in found
        if _own_word(s, sourced if s in fresh else None) and not issued[s.document.id]
    }
    worked = {
        sources.own(s.document)
        for s in fresh
        if state_of(s.document) is None and s.mention.evidence.start in sources.witnessed(s.document)
    }
    relayed = {
        relay for s in found if not s.claimants and s.mention.claim for relay in map(_relay, s.mention.claim.via)
    }
    all_known = claimed | own | worked | relayed | {code for code in issued.values() if code}
    return tuple(sorted(all_known)) or (sources.own(min(found, key=lambda s: s.key).document),)


def _own_word(statement: Statement, sourced: set[str] | None) -> bool:
    """True where the outlet itself stands for what it says: it names no source in its lead or not whom it has it from.

    ``sourced`` are the documents that name a source for the event, None where the statement only recalls it.
    Whatever a state's medium or a channel says is its own word.
    """
    if statement.claimants or statement.mention.status == "hypothetical":
        return False
    if state_of(statement.document) is not None or is_channel(statement.document):
        return True
    return _unnamed_source(statement) or (
        statement.lead and sourced is not None and statement.document.id not in sourced
    )


def _nearest(told: Sequence[int], start: int, text: str) -> list[int]:
    """Those of the places in the nearest paragraph before a position that has any, else in the next one."""
    before = [place for place in told if place < start]
    nearest = before[-1] if before else next(iter(told), None)
    if nearest is None:
        return []
    first, last = text.rfind("\n", 0, nearest) + 1, text.find("\n", nearest)
    return [place for place in told if first <= place < (last if last >= 0 else len(text))]


def issuer(document: Document, lang: str | None, among: Codes) -> str | None:
    """The code of the body whose press release a document is; None for any other document."""
    words = press_release(document)
    return next((code for _, code in named(words, lang or "", among)), None) if words else None


def _unnamed_source(statement: Statement) -> bool:
    """True where the outlet has it from people whom it does not name."""
    claim = statement.mention.claim
    return claim is not None and bool(claim.by) and not claim.via


def _relay(name: str) -> str:
    outlet = outlet_names().get(name.lower())
    return outlet.country if outlet is not None and is_state_media(outlet) and outlet.country else name


def state_of(document: Document) -> str | None:
    """The state whose medium a document's outlet is; None for any other."""
    outlet = outlet_names().get((document.outlet or "").lower())
    if is_state_media(outlet):
        return (outlet.country if outlet else None) or document.outlet_country
    return document.outlet_country if STATE_NAME.search(document.outlet or "") else None


def is_state_media(outlet: Outlet | None) -> bool:
    """True for an outlet that a state decides on."""
    return outlet is not None and outlet.ownership == "state"


def agency_mark(document: Document) -> Outlet | None:
    """The agency whose mark stands at the head of a text."""
    for match in MARK.finditer(document.text[:HEAD]):
        inside = next(part for part in match.groups() if part)
        for name in reversed(inside.split("/")):
            found = outlet_names().get(name.strip().lower())
            if found is not None and found.kind == "agency":
                return found
    return None
