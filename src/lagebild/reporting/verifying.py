"""Whether a report says what its data say: it is made anew from them by the same rules and must come out the same.

What is proved: every sentence, number, name, quotation and picture follows from the events and passages in the file,
and these fit together. Who issued a file, and that its passages stand in the articles, is for a signed bundle and for
the articles themselves.
"""

from __future__ import annotations

import io
import zipfile
from itertools import zip_longest

from lagebild.errors import BrokenReport
from lagebild.reporting.consistency import SHOWN, faults
from lagebild.reporting.formats import Format, format_of, read, write
from lagebild.reporting.making import earlier, report, tools
from lagebild.reporting.report import Grounds, Report


def verify(content: bytes) -> Report:
    """The report in a file, proved; raises BrokenReport with the first line that its data do not support."""
    format = format_of(content)
    data = read(content, format)
    _same_tools(data.grounds)
    for fault in faults(data.grounds):
        raise BrokenReport(fault)
    try:
        made = report(data.grounds, data.lang)
    except (LookupError, ValueError, TypeError, ArithmeticError) as error:
        raise BrokenReport("no report can be made of its data") from error
    for statement in made.statements():
        if not statement.refs:
            raise BrokenReport(f"no event or source supports: {statement.text[:SHOWN]}")
    expected = write(made, data, format)
    if expected != content:
        raise BrokenReport(_first_difference(content, expected, format))
    return made


def verify_before(found: Report, content: bytes) -> None:
    """That a report tells of the one before, or of the edition that it corrects, what is in the file of that one.

    Raises BrokenReport where it does not, or the file is of neither.
    """
    issued, grounds = found.issued, read(content, format_of(content)).grounds
    known = (issued.before, issued.corrects) if issued is not None else ()
    named = next((one for one in known if one is not None and one.digest == grounds.digest), None)
    if named is None:
        raise BrokenReport("the other file is not the report before, nor the edition corrected")
    if earlier(grounds) != named:
        raise BrokenReport("what it tells of the report before is not what that one told")


def _same_tools(grounds: Grounds) -> None:
    """Raises BrokenReport where other versions made the report, which could word or draw the same data otherwise."""
    here = tools()
    for tool, version in grounds.tools.items():
        if here.get(tool) != version:
            raise BrokenReport(
                f"it was made with {tool} {version}, here is {here.get(tool)}",
                advice="verify it with the same versions",
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
