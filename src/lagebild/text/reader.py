"""A text read: sentences with offsets, those that may be coded parsed into spaCy Docs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc as SpacyDoc
from threadpoolctl import threadpool_limits

from lagebild.errors import UnknownLanguage
from lagebild.text.boilerplate import is_boilerplate
from lagebild.text.sentences import sentences
from lagebild.text.standins import neutral, restored
from lagebild.text.tokens import Doc, Token

Component = Callable[[SpacyDoc], SpacyDoc]
#: The first component of each pipeline that needs to see a sentence's words before it gives them a tree.
BUILDS_TREES = frozenset({"parsers", "natasha_syntax"})
#: A sentence longer than this many characters is a list or a broken table; its head is parsed, the rest is left.
LONGEST_SENTENCE = 1500


@dataclass
class Sentence:
    """One sentence: offsets of the document's text, and its Doc, whose token offsets count from ``start``.

    Boilerplate (not ``coded``) has an empty Doc; the others have words with tags and base forms, and once ``parsed`` a
    tree. ``read_as`` is the source with stand-ins for the names of states, as the components see it.
    """

    index: int
    start: int
    end: int
    doc: Doc
    coded: bool
    source: SpacyDoc
    read_as: SpacyDoc
    parsed: bool = False

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Offsets in the document's text from the first to the last of two tokens."""
        return self.start + first.idx, self.start + last.idx + len(last.text)


@dataclass(frozen=True)
class Reading:
    """A text with its language and sentences."""

    text: str
    lang: str
    sentences: tuple[Sentence, ...]

    def parse(self, chosen: Iterable[Sentence]) -> None:
        """Gives trees to those of the sentences that are coded and have none yet."""
        missing = [sentence for sentence in chosen if sentence.coded and not sentence.parsed]
        docs = _through(_stages(self.lang)[1], [sentence.read_as for sentence in missing])
        for sentence, doc in zip(missing, docs, strict=True):
            sentence.doc, sentence.parsed = Doc(restored(sentence.source, doc, self.lang)), True


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


@cache
def _stages(lang: str) -> tuple[tuple[Component, ...], tuple[Component, ...]]:
    """The parser's components before the first that builds trees, and that one with those behind it."""
    parser = pipeline(lang)
    cut = next((place for place, name in enumerate(parser.pipe_names) if name in BUILDS_TREES), len(parser.pipe_names))
    components = tuple(component for _, component in parser.pipeline)
    return components[:cut], components[cut:]


def _through(components: Sequence[Component], docs: list[SpacyDoc]) -> list[SpacyDoc]:
    for component in components:
        pipe = getattr(component, "pipe", None)
        docs = list(pipe(docs)) if pipe is not None else [component(doc) for doc in docs]
    return docs


def skim(text: str, lang: str) -> Reading:
    """Sentences of the text with tags and base forms, not parsed yet; boilerplate is kept but without words."""
    parser = pipeline(lang)
    spans = list(sentences(text, lang, tokenizer(lang)))
    pieces = [text[start:end].replace("\n", " ")[:LONGEST_SENTENCE] for start, end in spans]
    coded = [not is_boilerplate(piece, lang) for piece in pieces]
    made = [parser.make_doc(piece) for piece, c in zip(pieces, coded, strict=True) if c]
    read_as = _through(_stages(lang)[0], [neutral(doc, lang) for doc in made])
    docs = iter(zip(made, read_as, strict=True))
    found = []
    for index, ((start, end), c) in enumerate(zip(spans, coded, strict=True)):
        source, masked = next(docs) if c else (SpacyDoc(parser.vocab),) * 2
        found.append(Sentence(index, start, end, Doc(restored(source, masked, lang)), c, source, masked))
    return Reading(text, lang, tuple(found))


def read(text: str, lang: str) -> Reading:
    """Sentences of the text, parsed; boilerplate is kept but not parsed."""
    reading = skim(text, lang)
    reading.parse(reading.sentences)
    return reading
