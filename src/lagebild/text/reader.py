"""A text read: sentences with offsets, those that may be coded parsed into spaCy Docs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Token
from threadpoolctl import threadpool_limits

from lagebild.errors import UnknownLanguage
from lagebild.text.boilerplate import is_boilerplate
from lagebild.text.sentences import sentences

#: A sentence longer than this many characters is a list or a broken table; its head is parsed, the rest is left.
LONGEST_SENTENCE = 1500


@dataclass(frozen=True)
class Sentence:
    """One sentence: offsets of the document's text, and its parse, whose token offsets count from ``start``."""

    index: int
    start: int
    end: int
    doc: Doc
    coded: bool

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Offsets in the document's text from the first to the last of two tokens."""
        return self.start + first.idx, self.start + last.idx + len(last.text)


@dataclass(frozen=True)
class Reading:
    """A text with its language and sentences; ``sentences[i].doc`` is unparsed where ``coded`` is false."""

    text: str
    lang: str
    sentences: tuple[Sentence, ...]


def _german() -> Pipeline:
    from lagebild.text import german, german_arguments  # noqa: F401 - registers the component

    nlp = german.load()
    if "german_arguments" not in nlp.pipe_names:
        nlp.add_pipe("german_arguments")
    return nlp


def _english() -> Pipeline:
    from lagebild.text import english, english_tags  # noqa: F401 - registers the component

    nlp = english.load()
    if "english_tags" not in nlp.pipe_names:
        nlp.add_pipe("english_tags", after="morphologizer")
    return nlp


def _russian() -> Pipeline:
    from lagebild.text import russian, russian_arguments  # noqa: F401 - registers the component

    nlp = russian.load()
    if "russian_arguments" not in nlp.pipe_names:
        nlp.add_pipe("russian_arguments")
    return nlp


#: A user may register another pipeline that gives Universal Dependencies labels (Stanza, UDPipe).
PIPELINES: dict[str, Callable[[], Pipeline]] = {"de": _german, "en": _english, "ru": _russian}


@cache
def pipeline(lang: str) -> Pipeline:
    """The parser of a language; raises UnknownLanguage."""
    threadpool_limits(limits=1, user_api="blas")  # small matrices: threads cost ten times what they gain
    if lang not in PIPELINES:
        raise UnknownLanguage(f"no parser for language '{lang}'", advice=f"readable are {', '.join(PIPELINES)}")
    return PIPELINES[lang]()


@cache
def tokenizer(lang: str) -> Pipeline:
    """The bare tokenizer of a language, as the parser uses it."""
    return spacy.blank(lang) if lang != "ru" else pipeline("ru")


def read(text: str, lang: str, *, wanted: Callable[[str], bool] = lambda _: True) -> Reading:
    """Sentences of the text; boilerplate and those that ``wanted`` refuses are kept but not parsed."""
    parser = pipeline(lang)
    spans = list(sentences(text, lang, tokenizer(lang)))
    pieces = [text[start:end].replace("\n", " ")[:LONGEST_SENTENCE] for start, end in spans]
    chosen = [not is_boilerplate(piece, lang) and wanted(piece) for piece in pieces]
    parsed = iter(parser.pipe([piece for piece, coded in zip(pieces, chosen, strict=True) if coded]))
    read_sentences = [
        Sentence(index, start, end, next(parsed) if coded else Doc(parser.vocab), coded)
        for index, ((start, end), coded) in enumerate(zip(spans, chosen, strict=True))
    ]
    return Reading(text, lang, tuple(read_sentences))
