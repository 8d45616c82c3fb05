"""Whether a report says what its data say: it is made anew from them by the same rules and must come out the same.

What is proved: every sentence, number, name, quotation and picture follows from the events and passages in the file,
and these fit together. Who issued a file, and that its passages stand in the articles, is for a signed bundle and for
the articles themselves.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from lagebild.errors import BrokenReport
from lagebild.model import Mention
from lagebild.reporting.formats import Format, format_of, read, write
from lagebild.reporting.making import report, tools
from lagebild.reporting.report import Grounds, Report

#: Characters of a broken line that are shown.
SHOWN = 160


def verify(content: bytes) -> Report:
    """The report in a file, proved; raises BrokenReport with the first line that its data do not support."""
    format = format_of(content)
    data = read(content, format)
    _same_tools(data.grounds)
    for fault in faults(data.grounds):
        raise BrokenReport(fault)
    made = report(data.grounds, data.lang)
    for statement in made.statements():
        if not statement.refs:
            raise BrokenReport(f"no event or source supports: {statement.text[:SHOWN]}")
    expected = write(made, data, format)
    if expected != content:
        raise BrokenReport(_first_difference(content, expected, format))
    return made


def _same_tools(grounds: Grounds) -> None:
    """Raises BrokenReport where other versions made the report, which could word or draw the same data otherwise."""
    here = tools()
    for tool, version in grounds.tools.items():
        if here.get(tool) != version:
            raise BrokenReport(
                f"it was made with {tool} {version}, here is {here.get(tool)}",
                advice="verify it with the same versions",
            )


def faults(grounds: Grounds) -> Iterator[str]:
    """What does not fit together: passages whose words, offsets and triggers disagree, events without their mentions."""
    mentions = {(one.id, number): mention for one in grounds.coded for number, mention in enumerate(one.events)}
    documents = {doc.id for doc in grounds.documents}
    for (ident, _), mention in mentions.items():
        if ident not in documents:
            yield f"a passage is of document {ident}, which is not among the sources"
        elif not _sound(mention):
            yield f"a passage of document {ident} has other words or offsets than it should: {mention.evidence.text[:SHOWN]}"
    for event in grounds.situation.events:
        told = [mentions[key] for key in event.mentions if key in mentions]
        if not told or len(told) != len(event.mentions):
            yield f"event {event.id} lacks a passage"
        elif not {*event.actor, *event.recipient} & _spoken_of(told):
            yield f"no passage of event {event.id} tells of those who take part in it"
        elif not {ident for ident, _ in event.mentions} <= documents:
            yield f"event {event.id} has a document that is not among the sources"


def _spoken_of(mentions: Sequence[Mention]) -> set[str]:
    return {actor.code for mention in mentions for actor in (*mention.actor, *mention.recipient)}


def _sound(mention: Mention) -> bool:
    passage = mention.evidence
    start, end = passage.trigger.start - passage.start, passage.trigger.end - passage.start
    inside = 0 <= start <= end <= len(passage.text)
    return passage.end - passage.start == len(passage.text) and (
        not inside or passage.text[start:end] == passage.trigger.text
    )


def _first_difference(content: bytes, expected: bytes, format: Format) -> str:
    """The first line of the file that differs from the one its data give."""
    if format == "docx":
        found = _parts(content), _parts(expected)
        name = next((name for name in {**found[1], **found[0]} if found[0].get(name) != found[1].get(name)), None)
        if name is None:
            return "the archive was written anew"
        content, expected = (parts.get(name, b"") for parts in found)
    lines, wanted = content.splitlines(), expected.splitlines()
    for number, (line, other) in enumerate(zip_longest(lines, wanted, fillvalue=b""), 1):
        if line != other:
            return f"line {number} is not what the data give: {_around(line, other)}"
    return "the ends of lines are not what the data give"


def _around(line: bytes, other: bytes) -> str:
    """The place in a line from which it differs."""
    one, two = line.decode(errors="replace"), other.decode(errors="replace")
    place = next((n for n, (a, b) in enumerate(zip_longest(one, two)) if a != b), 0)
    start = max(0, place - SHOWN // 4)
    return f"“{one[start : start + SHOWN]}” instead of “{two[start : start + SHOWN]}”"


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
