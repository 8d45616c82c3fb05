"""The trace of a coded document to read: per sentence its tree, its events with their reasons, and what was dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from lagebild.cli.console import printable
from lagebild.cli.tables import STATUS_STYLE, according_to, day, heading, where, who
from lagebild.model import Dropped, ParsedSentence, RoleTrace, Span, Step, TracedDocument, TracedMention, TreeWord

REASONS = {
    "date": "part of a date", "name": "part of a name", "absorbed": "content of that act",
    "no_actor": "nobody found who acts",
    "no_recipient": "nobody found at the other end", "one_party": "only one party found",
    "purpose": "only what something is done for",
    "incomplete": "roles could not be filled", "same_event": "told before", "words": "words of the frame missing",
    "denial": "denial of an accusation",
}  # fmt: skip
MARK_STYLE = {"trigger": "bold red", "words": "yellow", "actor": "green", "recipient": "blue", "claim": "magenta"}
#: Words of a list that are shown; the rest is counted.
SHOWN_WORDS = 6
#: Frames that did not apply, shown for a sentence without events.
SHOWN_MISSES = 3

Numbered = Sequence[tuple[int, TracedMention]]
Marks = Mapping[int, Sequence[tuple[str, int]]]
"""What a word is to which event, by the offset of the word: trigger, words, actor, recipient or claim."""


def explanation(coded: TracedDocument, text: str) -> Iterator[RenderableType]:
    """Heading, each sentence with what was found in it, and what came nearest where nothing was."""
    yield heading(coded)
    if coded.trace.topic is not None:
        yield Text(f"  not coded: words of another topic ({coded.trace.topic})", style="yellow")
    for number, sentence in enumerate(coded.trace.sentences):
        events = [(n, event) for n, event in enumerate(coded.events, 1) if event.trace.sentence == number]
        dropped = [drop for drop in coded.trace.dropped if drop.sentence == number]
        yield Group(*_sentence(number, sentence, text, events, dropped))
    yield Text() if coded.events else Text(f"no events{_nearest(coded.trace.dropped)}\n", style="bold")


def _sentence(
    number: int, sentence: ParsedSentence, text: str, events: Numbered, dropped: Sequence[Dropped]
) -> Iterator[RenderableType]:  # fmt: skip
    words = " ".join(printable(text[sentence.start : sentence.end]).split())
    yield Text.assemble((f"\n[{number + 1}] ", "bold"), (words, "" if events else "dim"))
    if not sentence.coded:
        yield Text("    not read: a line that reports nothing", style="dim")
    if events:
        yield Padding(_tree(sentence, _marks(events)), (0, 0, 0, 4), expand=False)
    for event_number, event in events:
        yield Padding(_event(event_number, event), (0, 0, 0, 4), expand=False)
    shown = [drop for drop in dropped if drop.reason != "words"] or dropped[:SHOWN_MISSES]
    for drop in shown:
        yield Text.assemble("    dropped  ", (_dropped(drop), "dim"))


def _marks(events: Numbered) -> Marks:
    marks: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for number, event in events:
        trace = event.trace
        marks[event.evidence.trigger.start].append(("trigger", number))
        for word in trace.pattern.words if trace.pattern else ():
            marks[word.start].append(("words", number))
        for role in trace.roles:
            if role.word is not None:
                marks[role.word.start].append((role.role, number))
        for step in trace.claim:
            if step.word is not None:
                marks[step.word.start].append(("claim", number))
    return marks


def _tree(sentence: ParsedSentence, marks: Marks) -> RenderableType:
    """The tree of the sentence without its punctuation, what each word is to an event behind it."""
    below: defaultdict[int, list[int]] = defaultdict(list)
    roots = []
    for number, word in enumerate(sentence.tree):
        if word.head == number:
            roots.append(number)
        elif word.pos not in {"PUNCT", "SPACE"} or word.start in marks:
            below[word.head].append(number)

    def grow(number: int, tree: Tree | None = None) -> Tree:
        label = _word(sentence.tree[number], marks)
        grown = tree.add(label) if tree is not None else Tree(label, guide_style="dim")
        for child in below[number]:
            grow(child, grown)
        return grown

    return Group(*map(grow, roots))


def _word(word: TreeWord, marks: Marks) -> Text:
    found = dict.fromkeys(marks.get(word.start, ()))
    label = Text(printable(word.text), style=next((MARK_STYLE[mark] for mark, _ in found), ""))
    label.append(f"  {printable(word.label)}", style="dim")
    for mark, number in found:
        label.append(f"  ◀ {mark} of {number}", style=MARK_STYLE[mark])
    return label


def _event(number: int, event: TracedMention) -> Table:
    """One event with its reasons, a line each."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", min_width=9)
    table.add_column(overflow="fold")
    for name, value in _reasons(number, event):
        table.add_row(name, value)
    return table


def _reasons(number: int, event: TracedMention) -> Iterator[tuple[str, Text]]:
    kind = f"{event.type} {event.mode or ''}".strip()
    yield f"event {number}", Text(f"{kind}  {who(event.actor)} → {who(event.recipient)}", style="bold")
    yield "frame", Text(printable(_frame(event)))
    for role in event.trace.roles:
        yield role.role, Text(printable(_role(role)), style=MARK_STYLE[role.role])
    if event.claim is not None or event.trace.claim:
        yield "claim", Text(_because(according_to(event.claim), event.trace.claim), style=MARK_STYLE["claim"])
    yield "status", Text(_because(event.status, event.trace.status), style=STATUS_STYLE.get(event.status, ""))
    if event.date is not None:
        yield "date", Text(printable(f"{day(event.date)}: “{event.date.text}”"))
    if event.place is not None:
        yield "place", Text(printable(f"{where(event.place)}: “{event.place.text}”"))


def _frame(event: TracedMention) -> str:
    pattern, trigger = event.trace.pattern, event.evidence.trigger.text
    if pattern is None:
        return f"{event.rule}: “{trigger}”"
    words = f" with {_quoted(pattern.words)}" if pattern.words else ""
    return f"{event.rule}: {pattern.kind} {pattern.head} in “{trigger}”{words}"


def _role(role: RoleTrace) -> str:
    parts = [part for part in (role.how, f"slot {role.slot}" if role.slot else None) if part]
    found = "; ".join(map(_step, role.steps))
    return f"{role.code}: {', '.join(parts)}{': ' if parts and found else ''}{found}"


def _step(step: Step) -> str:
    """“Stellungen”, role noun (ground) ← “armenische”, adjective."""
    word = f"“{step.word.text}”, " if step.word is not None else ""
    inner = "; ".join(map(_step, step.through))
    return f"{word}{step.how}{f' ← {inner}' if inner else ''}"


def _because(what: str, steps: Sequence[Step]) -> str:
    reasons = "; ".join(map(_step, steps))
    return printable(f"{what}: {reasons}" if reasons else what)


def _dropped(drop: Dropped) -> str:
    by = f": “{drop.by.text}”" if drop.by is not None else ""
    needs = "".join(f"; {slot}: {_few(words)}" for slot, words in drop.needs.items())
    return printable(f"“{drop.trigger.text}” {drop.type} ({drop.rule}): {REASONS[drop.reason]}{by}{needs}")


def _nearest(dropped: Sequence[Dropped]) -> str:
    """The act that lacked least: its words matched, else some of them."""
    nearest = next(iter(sorted(dropped, key=lambda drop: drop.reason == "words")), None)
    return f"; nearest: {_dropped(nearest)}" if nearest is not None else "; no word of a frame"


def _quoted(words: Iterable[Span]) -> str:
    return ", ".join(f"“{word.text}”" for word in words)


def _few(words: Sequence[str]) -> str:
    more = len(words) - SHOWN_WORDS
    return ", ".join(words[:SHOWN_WORDS]) + (f" and {more} more" if more > 0 else "")
