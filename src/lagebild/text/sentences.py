"""Sentences with exact code point offsets into the original text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import razdel
from spacy.language import Language as Pipeline
from spacy.tokens import Token

Boundaries = Iterator[tuple[int, int]]

FINAL = frozenset(".!?…") | {"...", "?!", "!!"}
CLOSING = frozenset("\"'”“»’)]«")
#: Lines between these lengths that fill a paragraph are taken for text wrapped by an editor.
WRAP_SHORTEST, WRAP_LONGEST = 45, 100
#: "Kiew (dpa) - ", "MOGADISHU, June 10 (Reuters) - ", "ЕРЕВАН. ": where and by whom a report was filed.
DATELINE = re.compile(
    r"^\s*(?:[A-ZÄÖÜÀ-ÝА-ЯЁ][^()\n.!?]{1,50}\([^()\n]{2,40}\)\s*[-–—:.]+\s+"
    r"|[A-ZÄÖÜА-ЯЁ][A-ZÄÖÜА-ЯЁ/ -]{2,40}(?:, (?:\d{1,2}\. )?[^()\n.–—]{2,30})?\s*(?:\.|[–—]|,? /[^/\n]{2,30}/\.?|\. /[^/\n]{2,40}/\.)\s+"
    r"|[A-ZÄÖÜ][a-zäöüß-]{2,20}, \d{1,2}\. [A-ZÄÖÜ][a-zäöü]{2,8}\.?(?: \d{4})? ?[-–—]+\s+"
    r"|[А-ЯЁ][а-яё-]{2,20}, \d{1,2} [а-я]{3,8}\.? ?[-–—/]+\s*(?:[А-ЯЁA-Zа-я ]{2,20}\.?\s*[-–—/]*\s+)?)"
)
#: A number that the tokenizer took for an ordinal, and words that no ordinal stands before.
NUMBER = re.compile(r"\d+\.")
OPENERS = frozenset(
    "Das Der Die Dies Diese Dieser Dieses Ein Eine Einen Einem Einer Er Sie Es Wir Ich Man Auch Nach In Im Am An Auf Aus Bei Beim Mit "
    "Zuvor Damit Dabei Dazu Danach Daraufhin Zudem Dort Doch Aber Und Wie Wer Was Wenn Als Nun Noch Seit Seitdem Laut Unterdessen "
    "Inzwischen Gleichzeitig Allerdings Zugleich Insgesamt Bislang Bisher".split()
)
LINE = re.compile(r"[^\n]+")
PARAGRAPH = re.compile(r"(?:[^\n]+(?:\n(?!\s*\n)|$)?)+")


def lines(text: str) -> Boundaries:
    """Spans of headlines and paragraphs: a line break ends one unless the text is wrapped there."""
    for paragraph in PARAGRAPH.finditer(text):
        rows = [(paragraph.start() + m.start(), paragraph.start() + m.end()) for m in LINE.finditer(paragraph.group())]
        lengths = [end - start for start, end in rows]
        wrapped = len(rows) > 2 and max(lengths) <= WRAP_LONGEST and min(lengths[:-1]) >= WRAP_SHORTEST
        yield from _joined(text, rows, wrapped)


def _joined(text: str, rows: list[tuple[int, int]], wrapped: bool) -> Boundaries:
    start, end = rows[0]
    for next_start, next_end in rows[1:]:
        continues = text[next_start:next_end].lstrip()[:1].islower() or text[start:end].rstrip().endswith(",")
        if wrapped or continues:
            end = next_end
        else:
            yield start, end
            start, end = next_start, next_end
    yield start, end


def sentences(text: str, lang: str, tokenizer: Pipeline) -> Boundaries:
    """Spans of the sentences of a text, without surrounding white space."""
    for start, end in lines(text):
        line = text[start:end].replace("\n", " ")
        filed = DATELINE.match(line)
        if filed and filed.end() < len(line):
            yield start, start + len(filed.group().rstrip())
            start, line = start + filed.end(), line[filed.end() :]
        spans = _razdel(line) if lang == "ru" else _by_tokens(line, tokenizer)
        for first, last in (part for span in spans for part in _clauses(line, *span)):
            piece = line[first:last]
            first += len(piece) - len(piece.lstrip())
            last -= len(piece) - len(piece.rstrip())
            if first < last:
                yield start + first, start + last


def _clauses(line: str, start: int, end: int) -> Boundaries:
    """Main clauses that a semicolon parts are read one by one: parsers are surer of short sentences."""
    while (cut := line.find("; ", start, end)) >= 0:
        yield start, cut + 1
        start = cut + 2
    yield start, end


def _razdel(line: str) -> Boundaries:
    for found in razdel.sentenize(line):
        yield found.start, found.stop


def _by_tokens(line: str, tokenizer: Pipeline) -> Boundaries:
    """Splits after final punctuation (with closing quotes) unless the next word goes on in lower case."""
    tokens = [token for token in tokenizer.make_doc(line) if not token.is_space]
    start = 0
    for position, token in enumerate(tokens):
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if following is None or not _ends(tokens, position):
            continue
        if following.text[:1].islower() or (following.text in CLOSING and not token.whitespace_):
            continue
        if following.text in {",", ";", ":", "–", "—", "-"}:
            continue
        yield start, following.idx
        start = following.idx
    if start < len(line):
        yield start, len(line)


def _ends(tokens: Sequence[Token], position: int) -> bool:
    """Final punctuation here, or closing quotes right behind it; in German also a number that no noun follows ("Leopard 1. Das")."""
    if NUMBER.fullmatch(tokens[position].text) and tokens[position + 1].text in OPENERS:
        return True
    while position >= 0 and tokens[position].text in CLOSING:
        position -= 1
        if position >= 0 and tokens[position].whitespace_:
            return False
    return position >= 0 and tokens[position].text in FINAL
