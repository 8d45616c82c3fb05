"""The coder's notes as the trace of the data contract: why each event was coded, and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.coding.acts import unmatched
from lagebild.coding.casting import Cast
from lagebild.coding.recorder import ALL_PARTIES, ActRecord, Drop, Finding, Recorder, slots_step
from lagebild.model import (
    Actor,
    CodedDocument,
    DocumentTrace,
    Dropped,
    Mention,
    ParsedSentence,
    PatternTrace,
    Role,
    RoleTrace,
    Span,
    Step,
    Trace,
    TracedDocument,
    TracedMention,
    TreeWord,
)
from lagebild.text import Reading, Sentence

#: Steps by which the reader of status comes to each status.
STATUS_STEPS = {
    "negated": ("negation",), "hypothetical": ("condition", "possibility"), "future": ("prospect",),
}  # fmt: skip
#: What is said of a status that follows from no word of the act itself.
PLAIN_STATUS = {"historical": "dated more than about a month before publication", "negated": "denied by the claimant"}
Path = list[tuple[Sequence[Finding], Finding]]


def traced(coded: CodedDocument, reading: Reading, recorder: Recorder, topic: str | None) -> TracedDocument:
    """The same document with its trace; ``topic`` is the subject for which nothing was coded."""
    events = tuple(TracedMention(**dict(mention), trace=_trace(mention, reading, recorder)) for mention in coded.events)
    dropped = sorted(_dropped(coded, reading, recorder), key=lambda each: each.trigger.start)
    sentences = tuple(map(_parsed, reading.sentences))
    trace = DocumentTrace(topic=topic, sentences=sentences, dropped=tuple(dropped))
    return TracedDocument(**{**dict(coded), "events": events}, trace=trace)


def _trace(mention: Mention, reading: Reading, recorder: Recorder) -> Trace:
    """How one event was found."""
    start = mention.evidence.trigger.start
    sentence = next(s.index for s in reading.sentences if s.start <= start < s.end)
    record = recorder.records.get((start, mention.rule))
    if record is None:
        how = "toll of a fight told elsewhere" if mention.rule.endswith("/toll") else "denial of what was said before"
        return Trace(sentence=sentence, claim=(Step(how=how),))
    return Trace(
        sentence=sentence,
        pattern=_pattern(record),
        roles=tuple(_roles(record, mention)),
        claim=tuple(_claim(record, mention)),
        status=tuple(_status(record, mention)),
    )


def _word(sentence: Sentence, position: int) -> Span:
    token = sentence.doc[position]
    start, end = sentence.span(token, token)
    return Span(start=start, end=end, text=token.text)


def _pattern(record: ActRecord) -> PatternTrace:
    pattern, sentence = record.act.pattern, record.view.sentence
    return PatternTrace(
        kind=pattern.kind, head=pattern.head, words=tuple(_word(sentence, token.i) for token in record.act.lexical),
        actor=pattern.actor, recipient=pattern.recipient, symmetric=pattern.symmetric, needs=pattern.needs,
    )  # fmt: skip


def _roles(record: ActRecord, mention: Mention) -> Iterator[RoleTrace]:
    steps, pattern = _cast_steps(record, mention), record.act.pattern
    parties: tuple[tuple[Role, tuple[Actor, ...], tuple[str, ...]], ...] = (
        ("actor", mention.actor, pattern.actor), ("recipient", mention.recipient, pattern.recipient),
    )  # fmt: skip
    for role, actors, slots in parties:
        own = [step for step in steps if step.how == slots_step(slots)]
        for actor in actors:
            yield _role(record.view.sentence, role, actor, _path(actor.code, own) or _path(actor.code, steps))


def _cast_steps(record: ActRecord, mention: Mention) -> list[Finding]:
    """The steps of the attempt whose cast the event has; the last where it was changed later."""
    attempts = [step for step in record.steps if isinstance(step.result, Cast)]
    kept = [step for step in attempts if isinstance(step.result, Cast) and step.result.actor == mention.actor]
    return (kept or attempts)[-1].inner if attempts else []


def _path(code: str, steps: Sequence[Finding]) -> Path:
    """The steps that found an actor, from the outermost in, each with the steps beside it.

    Of several steps the last counts, but one that only gathers what others found only where there is no other.
    """
    found = [step for step in reversed(steps) if code in step.codes]
    chosen = next((step for step in found if step.how != ALL_PARTIES or _path(code, step.inner)), next(iter(found), None))
    return [(steps, chosen), *_path(code, chosen.inner)] if chosen is not None else []


def _role(sentence: Sentence, role: Role, actor: Actor, path: Path) -> RoleTrace:
    """The first word on the way to the actor fills the role; the steps before it say how that word was found."""
    told = RoleTrace(role=role, code=actor.code, text=actor.text)
    at = next((number for number, (_, step) in enumerate(path) if step.word is not None), None)
    how = "; ".join(step.how for _, step in path[:at] if not step.how.startswith("slots "))
    if not path or at is None or (word := path[at][1].word) is None:
        return told.model_copy(update={"how": how or ("the speaker" if path else "whom the clause above names")})
    beside, filler = path[at]
    slot = next((s.how for s in reversed(beside) if isinstance(s.result, list) and word in s.result), None)
    found = {"slot": slot and slot.removeprefix("slot "), "word": _word(sentence, word.i), "how": how or None}
    return told.model_copy(update={**found, "steps": (_step(sentence, filler, actor.code),)})


def _step(sentence: Sentence, finding: Finding, code: str | None = None) -> Step:
    """A finding as it is written; with a code, only what led to that actor.

    Lists of words are left out: they say where a slot was looked for, not what an actor rests on.
    """
    inner = [s for s in finding.inner if not isinstance(s.result, list) and (code is None or code in s.codes)]
    return Step(
        how=finding.how, word=_word(sentence, finding.word.i) if finding.word is not None else None,
        codes=finding.codes, through=tuple(_step(sentence, step, code) for step in inner),
    )  # fmt: skip


def _claim(record: ActRecord, mention: Mention) -> Iterator[Step]:
    steps = [_step(record.view.sentence, step) for step in record.section("claim")]
    if steps and mention.claim is None:
        yield Step(how="the speaker does it by saying so: no claim")
    if mention.claim is not None and not steps:
        yield Step(how="verb of denial above the act")
    yield from steps


def _status(record: ActRecord, mention: Mention) -> Iterator[Step]:
    wanted = STATUS_STEPS.get(mention.status)
    found = [step for step in record.section("status") if wanted and step.how.startswith(wanted)]
    if not found and mention.status in PLAIN_STATUS:
        yield Step(how=PLAIN_STATUS[mention.status])
    yield from (_step(record.view.sentence, step) for step in found[-1:])


def _dropped(coded: CodedDocument, reading: Reading, recorder: Recorder) -> Iterator[Dropped]:
    """Acts without an event, and words of frames in sentences without one."""
    told = {(mention.evidence.trigger.start, mention.rule) for mention in coded.events}
    yield from map(_drop, recorder.drops)
    for key, record in recorder.records.items():
        if key not in told and not record.dropped:
            yield _drop(Drop(record.view, record.act, "incomplete"))
    for sentence in reading.sentences:
        if sentence.coded and not any(sentence.start <= start < sentence.end for start, _ in told):
            yield from _unmatched(sentence, reading.lang)


def _drop(drop: Drop) -> Dropped:
    sentence, act = drop.view.sentence, drop.act
    if isinstance(drop.by, Mention):
        by: Span | None = drop.by.evidence.trigger
    else:
        by = _word(sentence, drop.by.i) if drop.by is not None else None
    trigger = _word(sentence, act.trigger.i)
    return Dropped(
        sentence=sentence.index, trigger=trigger, type=act.type, rule=act.pattern.rule, reason=drop.reason, by=by
    )


def _unmatched(sentence: Sentence, lang: str) -> Iterator[Dropped]:
    for token, pattern in unmatched(sentence.doc, lang):
        needs = {**pattern.with_, **({"particle": (pattern.particle,)} if pattern.particle else {})}
        yield Dropped(
            sentence=sentence.index, trigger=_word(sentence, token.i), type=pattern.type, rule=pattern.rule,
            reason="words", needs=needs,
        )  # fmt: skip


def _parsed(sentence: Sentence) -> ParsedSentence:
    words = [
        TreeWord(text=t.text, lemma=t.lemma_, pos=t.pos_, label=t.dep_, head=t.head.i, start=sentence.start + t.idx)
        for t in sentence.doc
        if sentence.parsed
    ]
    return ParsedSentence(start=sentence.start, end=sentence.end, coded=sentence.coded, tree=tuple(words))
