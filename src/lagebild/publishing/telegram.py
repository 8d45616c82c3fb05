"""Telegram: an issue as messages with entities, and the one method of the Bot API that sends them.

A message has at most 4,096 characters and 100 entities after parsing (core.telegram.org/bots/api#sendmessage); offsets
and lengths of entities count UTF-16 code units. Characters are counted in the same units here, which is never fewer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lagebild.errors import AnswerLost, DeliveryRefused
from lagebild.model import Issue
from lagebild.publishing.addresses import file_address
from lagebild.publishing.posting import PostPolicy, post
from lagebild.publishing.wording import facts, one_line, paragraphs, said

LONGEST, MOST_ENTITIES = 4096, 100
API = "https://api.telegram.org"
#: Where a paragraph that is too long for one message is cut: after a sentence, else after a word.
CUTS = (re.compile(r"(?<=[.!?…])\s+"), re.compile(r"\s+"))
#: Answers after which the bot will never reach a chat: it was thrown out, or the chat is not there.
GONE = re.compile(
    r"bot was (kicked|blocked)|chat not found|user is deactivated|group chat was deactivated", re.IGNORECASE
)
TOO_MANY = 429


class Entity(NamedTuple):
    """Format of a part of a text; offset and length in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None


class Message(NamedTuple):
    """One message of a channel."""

    text: str
    entities: tuple[Entity, ...] = ()

    def body(self, chat: str) -> bytes:
        """What ``sendMessage`` takes, as JSON."""
        entities = [{key: value for key, value in one._asdict().items() if value is not None} for one in self.entities]
        content = {
            "chat_id": chat, "text": self.text, "entities": entities, "link_preview_options": {"is_disabled": True},
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=False).encode("utf-8")


class _Block(NamedTuple):
    """A piece of text that may be formatted in parts: ``(type, start, end, url)`` in code points."""

    text: str
    marks: tuple[tuple[str, int, int, str | None], ...] = ()


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def messages(issue: Issue, base: str) -> list[Message]:
    """An issue as messages, split between paragraphs; ``base`` is the address of the bundle, empty without links."""
    return list(_packed([piece for block in _blocks(issue, base) for piece in _cut(block)]))


def _blocks(issue: Issue, base: str) -> Iterator[_Block]:
    title = one_line(issue.title)
    yield _Block(title, (("bold", 0, len(title), None),) if title else ())
    heading = "\n".join(facts(issue))
    yield _Block(heading, (("italic", 0, len(heading), None),))
    yield from (_Block(part) for part in paragraphs(issue.summary))
    if base and issue.files:
        yield _links(issue, base)


def _links(issue: Issue, base: str) -> _Block:
    text, marks = said("issue.files", issue.lang), []
    for file in issue.files:
        marks.append(("text_link", len(text) + 1, len(text) + 1 + len(file.format), file_address(file, base)))
        text += f" {file.format}"
    return _Block(text, tuple(marks))


def _cut(block: _Block) -> Iterator[_Block]:
    """The block in pieces that fit; only where it does not fit as it is."""
    if units(block.text) <= LONGEST and len(block.marks) <= MOST_ENTITIES:
        yield block
        return
    start = 0
    while start < len(block.text):
        end = _end(block.text, start)
        text = block.text[start:end].rstrip()
        inside = (
            (kind, max(a, start) - start, min(b, start + len(text)) - start, url) for kind, a, b, url in block.marks
        )
        marks = tuple(mark for mark in inside if mark[1] < mark[2])[:MOST_ENTITIES]
        yield _Block(text, marks)
        start = end


def _end(text: str, start: int) -> int:
    """The last good place to end a piece that begins at ``start``."""
    size, limit = 0, start
    while limit < len(text):
        size += 2 if ord(text[limit]) > 0xFFFF else 1
        if size > LONGEST:
            break
        limit += 1
    if limit == len(text):
        return limit
    for pattern in CUTS:
        ends = [found.end() for found in pattern.finditer(text, start, limit)]
        if ends and ends[-1] > start:
            return ends[-1]
    return limit


def _packed(blocks: Sequence[_Block]) -> Iterator[Message]:
    """As many blocks in each message as fit, with an empty line between them."""
    text = ""
    entities: list[Entity] = []
    for block in blocks:
        joined = f"{text}\n\n{block.text}" if text else block.text
        if text and (units(joined) > LONGEST or len(entities) + len(block.marks) > MOST_ENTITIES):
            yield Message(text, tuple(entities))
            text, entities, joined = "", [], block.text
        shift = len(joined) - len(block.text)
        for kind, a, b, url in block.marks:
            entities.append(Entity(kind, units(joined[: shift + a]), units(joined[shift + a : shift + b]), url))
        text = joined
    if text:
        yield Message(text, tuple(entities))


@dataclass(frozen=True)
class TelegramTransport:
    """Sends as one bot. The token is not shown where this is printed, and no error carries it."""

    token: str = field(repr=False)
    policy: PostPolicy = field(default_factory=PostPolicy)
    api: str = API

    def send(self, message: Message, chat: str, commit: Callable[[], None]) -> None:
        """Returns when Telegram has taken the message; raises DeliveryRefused or AnswerLost."""
        url = f"{self.api}/bot{self.token}/sendMessage"
        headers = {"Content-Type": "application/json"}
        answer = post(url, message.body(chat), headers, self.policy, commit, name="Telegram")
        told = answer.json()
        if told.get("ok") is True:
            return
        said = one_line(str(told.get("description", ""))).replace(self.token, "…")[:200]
        if not told:
            raise _speechless(answer.status)
        parameters = told.get("parameters")
        wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
        refused_for_good = 400 <= answer.status < 500 and answer.status != TOO_MANY
        raise DeliveryRefused(
            f"Telegram says {answer.status} {said}",
            permanent=refused_for_good,
            gone=refused_for_good and GONE.search(said) is not None,
            retry_after=float(wait) if isinstance(wait, int | float) and wait >= 0 else None,
        )


def _speechless(status: int) -> AnswerLost | DeliveryRefused:
    """An answer without content is no refusal if it may come from something between us and Telegram."""
    if 400 <= status < 500:
        return DeliveryRefused(f"Telegram says {status}", permanent=status != TOO_MANY)
    return AnswerLost(f"Telegram gave an answer that says nothing ({status})")
