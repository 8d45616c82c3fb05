"""Notes the steps by which the coder comes to its events, for whoever asks why.

Methods that decide something are marked with ``explained``. While a recorder is at hand, each call that finds something
is kept as a step with the steps inside it; without one they are called as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from lagebild.coding.acts import Act
from lagebild.model import Actor, Claim, DropReason, Mention
from lagebild.text.tokens import Token

if TYPE_CHECKING:
    from lagebild.coding.discourse import View

#: Step that gathers the parties which the steps before it found.
ALL_PARTIES = "all parties of a symmetric act"
Method = TypeVar("Method", bound=Callable[..., Any])
Key = tuple[int, str]
"""Where an act's trigger begins in the text, and its rule: those of its event too."""


class Traced(Protocol):
    """What has a recorder, or none."""

    @property
    def trace(self) -> Recorder | None:
        """The recorder at hand."""
        ...


def explained(how: str | Callable[..., str]) -> Callable[[Method], Method]:
    """A method of something Traced whose findings are steps of the trace.

    ``how`` says in words what a finding rests on, or is called with the arguments to say it; where it says nothing, the
    steps inside stand for the call.
    """

    def mark(method: Method) -> Method:
        @wraps(method)
        def recorded(self: Traced, *args: Any, **kwargs: Any) -> Any:
            trace = self.trace
            if trace is None:
                return method(self, *args, **kwargs)
            outer = trace.open()
            result = method(self, *args, **kwargs)
            said = (how if isinstance(how, str) else how(self, *args, **kwargs)) if result else ""
            trace.close(outer, said, next((a for a in args if isinstance(a, Token)), None), result)
            return result

        return cast(Method, recorded)

    return mark


@dataclass
class Finding:
    """A step as it was taken: what it rests on, the word it looked at, what it found, the steps inside it."""

    how: str
    word: Token | None
    result: object
    inner: list[Finding]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the actors found."""
        result = self.result.by if isinstance(self.result, Claim) else self.result
        found = result if isinstance(result, tuple | list) else (result,)
        codes = (one.code if isinstance(one, Actor) else one for one in found if isinstance(one, Actor | str))
        return tuple(dict.fromkeys(codes))


@dataclass
class ActRecord:
    """What was noted about one act; ``lacking`` is why its roles could not be filled, if they could not."""

    view: View
    act: Act
    steps: list[Finding] = field(default_factory=list)
    lacking: DropReason = "incomplete"
    dropped: bool = False

    def section(self, name: str) -> list[Finding]:
        """The steps inside the last step of a name."""
        return next((step.inner for step in reversed(self.steps) if step.how == name), [])


class Drop(NamedTuple):
    """An act without an event: why, and the word or the event that it belongs to."""

    view: View
    act: Act
    reason: DropReason
    by: Token | Mention | None = None


class Recorder:
    """The steps in one document."""

    def __init__(self) -> None:
        self.records: dict[Key, ActRecord] = {}
        self.drops: list[Drop] = []
        self._steps: list[Finding] = []

    def open(self) -> list[Finding]:
        """Begins a step; what is returned closes it."""
        outer, self._steps = self._steps, []
        return outer

    def close(self, outer: list[Finding], how: str, word: Token | None, result: object) -> None:
        """Ends a step, kept if it found something; one that says nothing leaves the steps inside it."""
        inner, self._steps = self._steps, outer
        if result:
            self._steps.extend([Finding(how, word, result, inner)] if how else inner)

    def note(self, how: str, word: Token | None = None) -> None:
        """A step without steps inside it."""
        self._steps.append(Finding(how, word, None, []))

    def begin(self, view: View, act: Act) -> None:
        """From here on the steps are those of an act."""
        record = ActRecord(view, act)
        self.records[_key(view, act)] = record
        self._steps = record.steps

    def settle(self, view: View, act: Act, chosen: Act, *, cast: bool) -> None:
        """The pattern of the act's word that was chosen; not ``cast``: no pattern had its roles filled."""
        record = self.records.pop(_key(view, act))
        record.act = chosen
        self.records[_key(view, chosen)] = record
        if not cast:
            self.drop(view, chosen, record.lacking)

    def lacks(self, view: View, act: Act, reason: DropReason) -> None:
        """Why the roles of an act cannot be filled."""
        record = self.records.get(_key(view, act))
        if record is not None:
            record.lacking = reason

    def drop(self, view: View, act: Act, reason: DropReason, by: Token | None = None) -> None:
        """An act that gives no event; ``by`` is the word that it belongs to."""
        record = self.records.get(_key(view, act))
        if record is not None:
            record.dropped = True
        self.drops.append(Drop(view, act, reason, by))

    def merge(self, mention: Mention, into: Mention) -> None:
        """A mention of an event that an earlier passage told already."""
        record = self.records.get((mention.evidence.trigger.start, mention.rule))
        if record is not None:
            record.dropped = True
            self.drops.append(Drop(record.view, record.act, "same_event", into))


def slots_step(slots: Iterable[str]) -> str:
    """Words for a step that looks into slots."""
    return f"slots {', '.join(slots)}"


def _key(view: View, act: Act) -> Key:
    return view.sentence.span(act.trigger, act.trigger)[0], act.pattern.rule
