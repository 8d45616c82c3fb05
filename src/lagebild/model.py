"""The words of the design as frozen types; imported by all stages, imports nothing of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["actual", "historical", "future", "hypothetical", "negated"]
Stance = Literal["asserts", "denies"]
Quad = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
Language = Literal["de", "en", "ru"]
DatePrecision = Literal["day", "week", "month", "season", "year", "decade", "past", "unknown"]
PlacePrecision = Literal["point", "area", "border", "country"]
DisputeKind = Literal["responsibility", "occurrence", "casualties"]
JudgementKind = Literal["merge", "split", "undo"]
Role = Literal["actor", "recipient"]
#: Why an act gives no event: part of a date, content of another act, roles that nobody fills, an event that was told
#: already, words of its frame that are not there.
DropReason = Literal[
    "date",
    "name",
    "absorbed",
    "no_actor",
    "no_recipient",
    "one_party",
    "incomplete",
    "same_event",
    "words",
    "denial",
    "purpose",
]
#: What comes of a call upon a treaty; ``no_action``: those who were asked did nothing or sent nobody.
Outcome = Literal[
    "consultations",
    "statement",
    "mission",
    "observers",
    "assistance",
    "equipment",
    "money",
    "defences",
    "troops",
    "readiness",
    "sanctions",
    "measures",
    "mediation",
    "authorised",
    "declined",
    "no_action",
    "withdrawn",
]
IssueKind = Literal["report", "alert"]
Office = Literal["head_of_state", "head_of_government", "foreign_minister", "defence_minister"]
Phase = Literal["calm", "tension", "clash", "fighting", "ceasefire"]

QUADS: tuple[Quad, ...] = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
LANGUAGES: tuple[Language, ...] = ("de", "en", "ru")


class Frozen(BaseModel):
    """Base of all values: immutable, hashable by content, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(Frozen):
    """One published text. ``published`` is the day in the outlet's time zone, ``published_at`` the full ISO time."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    published: dt.date | None = None
    published_at: str | None = None
    lang: str | None = None


class Pair(Document):
    """A text in which two parties are marked by spans ``(start, end)``, each perhaps in several places."""

    actor: tuple[tuple[int, int], ...]
    recipient: tuple[tuple[int, int], ...]


class Actor(Frozen):
    """Who acts: code of the contract (ISO alpha-3, ``IGO:…``, ``NSA:…``, ``UNK``), PLOVER sector, names."""

    code: str
    sector: str | None = None
    name: str | None = None
    text: str = ""


class Span(Frozen):
    """Code point offsets into the document's text and the text between them."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str


class Evidence(Span):
    """The verbatim passage of an event with the word that triggered it."""

    trigger: Span


class Claim(Frozen):
    """Who is made responsible for a mention, through which relays, asserting or denying."""

    by: tuple[Actor, ...] = ()
    via: tuple[str, ...] = ()
    stance: Stance = "asserts"


class EventDate(Frozen):
    """Resolved days of an event, both inclusive."""

    start: dt.date
    end: dt.date
    precision: DatePrecision
    text: str


class Place(Frozen):
    """Where an event happened. ``country`` is one ISO alpha-3 code or two joined by ``-`` for a border."""

    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision
    geonameid: int | None = None
    text: str


class Mention(Frozen):
    """One event as one sentence of one document states it."""

    type: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    quad: Quad
    goldstein: float
    cameo: str
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...] = ()
    status: Status = "actual"
    claim: Claim | None = None
    date: EventDate | None = None
    place: Place | None = None
    killed: int | None = None
    wounded: int | None = None
    evidence: Evidence
    rule: str
    confidence: float
    coder: str


class Relation(Frozen):
    """What one given party does to another; ``type`` is None where nothing was found."""

    type: str | None = None
    mode: str | None = None
    quad: Quad | None = None
    status: Status | None = None
    rule: str | None = None
    trigger: Span | None = None
    confidence: float = 0.0


class Naming(Frozen):
    """By which office of a state a passage names somebody; ``person`` is the English name of the register, if any.

    ``acts`` are the places of those events of the document whose actor is named so. The trigger of the evidence are the
    words.
    """

    code: str
    office: Office
    person: str | None = None
    acts: tuple[int, ...] = ()
    evidence: Evidence


class CodedDocument(Frozen):
    """What the coder found in one document; one line of ``lagebild code --format jsonl``."""

    id: str
    lang: str | None
    published: dt.date | None = None
    outlet: str | None = None
    events: tuple[Mention, ...] = ()
    namings: tuple[Naming, ...] = ()
    warnings: tuple[str, ...] = ()


class Step(Frozen):
    """What the coder found at a word and what that rests on; ``codes``: actors found, ``through``: steps inside."""

    how: str
    word: Span | None = None
    codes: tuple[str, ...] = ()
    through: tuple[Step, ...] = ()


class PatternTrace(Frozen):
    """The pattern of a frame that matched: its head, the words in the text that it asks for, the slots of its roles."""

    kind: Literal["verb", "noun", "adjective"]
    head: str
    words: tuple[Span, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    symmetric: bool = False
    needs: str | None = None


class RoleTrace(Frozen):
    """How an actor came to a role: the slot and the word that fills it, or ``how`` it was inferred.

    ``steps`` say why the word stands for that actor.
    """

    role: Role
    code: str
    how: str | None = None
    slot: str | None = None
    word: Span | None = None
    text: str = ""
    steps: tuple[Step, ...] = ()


class Trace(Frozen):
    """Why an event was coded; ``sentence`` counts from 0. Without ``pattern`` it is the denial of an earlier event."""

    sentence: int
    pattern: PatternTrace | None = None
    roles: tuple[RoleTrace, ...] = ()
    claim: tuple[Step, ...] = ()
    status: tuple[Step, ...] = ()


class Dropped(Frozen):
    """A word of a frame that gave no event; ``by``: the trigger it belongs to, ``needs``: words it lacks by slot."""

    sentence: int
    trigger: Span
    type: str
    rule: str
    reason: DropReason
    by: Span | None = None
    needs: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


class TreeWord(Frozen):
    """A word of a parsed sentence; ``head`` is the number of its head in the sentence, its own for the root."""

    text: str
    lemma: str
    pos: str
    label: str
    head: int
    start: int


class ParsedSentence(Frozen):
    """A sentence with its tree of dependencies; none where it was not read (``coded`` is false)."""

    start: int
    end: int
    coded: bool
    tree: tuple[TreeWord, ...] = ()


class DocumentTrace(Frozen):
    """What led to a document's events: its parsed sentences, acts dropped, the ``topic`` for which none was coded."""

    topic: str | None = None
    sentences: tuple[ParsedSentence, ...] = ()
    dropped: tuple[Dropped, ...] = ()


class TracedMention(Mention):
    """An event with why it was coded (``lagebild code --trace``)."""

    trace: Trace


class TracedDocument(CodedDocument):
    """A coded document with why its events were coded and what was dropped."""

    events: tuple[TracedMention, ...] = ()
    trace: DocumentTrace

    def untraced(self) -> CodedDocument:
        """The same document as it is coded without a trace."""
        events = tuple(Mention(**{name: getattr(one, name) for name in Mention.model_fields}) for one in self.events)
        return CodedDocument(**{**{name: getattr(self, name) for name in CodedDocument.model_fields}, "events": events})


class Casualties(Frozen):
    """A figure with the one who states it and the side that suffered it.

    ``superseded_by`` are updates of its documents in which the same claimant gives another figure instead.
    """

    claimed_by: tuple[str, ...] = ()
    side: str | None = None
    killed: int | None = None
    wounded: int | None = None
    as_of: dt.date | None = None
    documents: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()


class Reliability(Frozen):
    """How far a claimant or outlet can be relied on in this matter, A to F (cannot be judged), by which rule."""

    grade: Literal["A", "B", "C", "D", "E", "F"]
    rule: str
    why: str


class Credibility(Frozen):
    """How credible a statement is, 1 (confirmed) to 6 (cannot be judged), whoever makes it, by which rule and why.

    ``origins`` and ``documents`` are what the grade rests on, ``against`` the origins that contradict.
    """

    grade: Literal[1, 2, 3, 4, 5, 6]
    rule: str
    why: str
    origins: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Account(Frozen):
    """What one claimant (empty: the outlet itself) says of an event, with grades apart for speaker and statement.

    ``superseded`` are those of its documents whose outlet has since corrected it away.
    """

    claimed_by: tuple[str, ...] = ()
    status: Status
    documents: tuple[str, ...]
    superseded: tuple[str, ...] = ()
    reliability: Reliability | None = None
    credibility: Credibility | None = None


class Event(Frozen):
    """One happening, grouped from mentions across documents and languages."""

    id: str
    type: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...] = ()
    date: dt.date | None = None
    place: str | None = None
    place_country: str | None = None
    documents: tuple[str, ...]
    origins: int
    accounts: tuple[Account, ...]
    disputed: bool = False
    dispute: DisputeKind | None = None
    casualties: tuple[Casualties, ...] = ()
    mentions: tuple[tuple[str, int], ...] = ()
    credibility: Credibility | None = None


class Anchor(Frozen):
    """A mention as a person judged it, found again by its words whichever version of the coder reads them.

    ``start`` and ``trigger`` are the place and text of the triggering word, ``passage`` the evidence around it.
    """

    document: str
    type: str
    start: int
    trigger: str
    passage: str


class Judgement(Frozen):
    """What a person has decided about events; rows are only added, and undone by a row that names them.

    ``sides``: the mentions of each event that was merged; of a split those set apart, then those that stayed.
    """

    number: int
    kind: JudgementKind
    sides: tuple[tuple[Anchor, ...], ...] = ()
    undoes: int | None = None
    by: str = ""
    note: str = ""
    at: dt.datetime | None = None


class Prints(Frozen):
    """What a text is found again by: bands of its paragraphs for copies, names and numbers for translations.

    ``method`` is the version of what made them; those of different methods are not compared.
    """

    method: str
    lang: str | None
    paragraphs: tuple[tuple[int, ...], ...] = ()
    keys: frozenset[str] = frozenset()


class TimelineDay(Frozen):
    """Events between the main parties on one day by quad class, with the phase of the conflict."""

    date: dt.date
    verbal_cooperation: int = 0
    material_cooperation: int = 0
    verbal_conflict: int = 0
    material_conflict: int = 0
    phase: Phase


class Answer(Frozen):
    """What one who was called upon did in answer, on which day, by which documents."""

    kind: Outcome
    by: str
    on: dt.date | None = None
    documents: tuple[str, ...] = ()


class CommitmentState(Frozen):
    """A treaty clause as the news invoke it, with the ``documents`` that name it.

    ``treaty_id`` names the treaty in the register, where it is there.
    """

    treaty: str
    treaty_id: str | None = None
    article: str | None = None
    invoked_by: tuple[str, ...] = ()
    on: dt.date | None = None
    asked_of: tuple[str, ...] = ()
    outcome: str | None = None
    answers: tuple[Answer, ...] = ()
    documents: tuple[str, ...] = ()


class Update(Frozen):
    """An article that replaces an earlier one of the same outlet; ``basis``: what tells so, ``words``: its own mark.

    ``keeps_text`` is true where the earlier text stands in it, so that what is missing was taken back.
    """

    article: str
    updates: str
    kind: Literal["correction", "update"]
    basis: Literal["words", "address", "text"]
    words: str | None = None
    keeps_text: bool = False


class Copy(Frozen):
    """A document that took its text or its news from another or from an outlet; ``words`` are those that credit it."""

    document: str
    source: str | None = None
    outlet: str | None = None
    how: Literal["reprint", "translation", "citation"]
    words: str | None = None


class Side(Frozen):
    """Who stands together in a conflict: ``parties`` fight, ``allies`` support them; ``basis``: how it is known."""

    parties: tuple[str, ...]
    allies: tuple[str, ...] = ()
    basis: Literal["found", "set"] = "found"


class NamedSituation(Frozen):
    """A watched conflict by its name: whom it is about, on whose ground, from the first day to the last.

    Without ``countries`` it may be anywhere, without ``since`` or ``until`` it is open there, without ``sides`` they
    are found from the events. ``between``: only what names two of the parties tells of it.
    """

    name: str
    parties: tuple[str, ...]
    between: bool = False
    countries: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    sides: tuple[Side, ...] = ()


class SituationChange(Frozen):
    """What was said of a named situation, when and by whom; ``now`` is None where it was removed."""

    number: int
    name: str
    now: NamedSituation | None
    by: str = ""
    at: dt.datetime


class Situation(Frozen):
    """A watched conflict as ``lagebild situation`` prints it; ``name`` is that of a situation kept by name."""

    name: str | None = None
    documents: int
    parties: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    reprints: tuple[tuple[str, ...], ...] = ()
    translations: tuple[tuple[str, str], ...] = ()
    updates: tuple[Update, ...] = ()
    copies: tuple[Copy, ...] = ()
    events: tuple[Event, ...] = ()
    timeline: tuple[TimelineDay, ...] = ()
    commitments: tuple[CommitmentState, ...] = ()


class IssueFile(Frozen):
    """One file of an issue: its format, media type, SHA-256 in hexadecimal digits and size in bytes."""

    format: str
    media_type: str
    sha256: str
    size: int


class Issue(Frozen):
    """What is published: a report or an alert, frozen; a correction is an issue of its own that names the earlier one.

    ``id`` is the same for the same thing, so that nothing is published twice. ``summary`` has paragraphs parted by
    empty lines. ``issued_at`` is set when it is issued. ``digest`` is the SHA-256 of the data of a report.
    """

    id: str
    kind: IssueKind
    situation: str
    lang: Language
    title: str
    summary: str
    issued_at: dt.datetime
    number: int | None = None
    edition: int = 1
    as_of: dt.date | None = None
    corrects: str | None = None
    digest: str | None = None
    files: tuple[IssueFile, ...] = ()


Counts = Mapping[str, int]
