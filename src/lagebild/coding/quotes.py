"""What a text quotes: words in quotation marks, reported clauses and reported acts of speech, with speaker and cue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lagebild.coding.discourse import Discourse, View
from lagebild.coding.slots import fillers
from lagebild.coding.speech import (
    IMPERSONAL,
    Tag,
    content_clauses,
    phrase_cue,
    phrase_speaks,
    speaker_in,
    speech_word,
    stretch,
    tags,
    verb_key,
)
from lagebild.coding.tree import children, clause_head, is_passive, is_verb, subjects
from lagebild.knowledge.reading import SpeechWord, reporting_verbs
from lagebild.text import read
from lagebild.text.tokens import Token

QuoteType = Literal["direct", "indirect", "reported"]
Span = tuple[int, int]
#: Opening marks with those that close them.
PAIRS = {"„": '“”"', "“": "”", "«": "»", "»": "«", '"': '"', "‚": "‘"}
#: Quotation marks around fewer words hold a name or a single word, not somebody's sentence.
FEWEST_WORDS = 4
#: Words that open a relative clause behind a comma.
RELATIVE = frozenset(
    "der die das den dem deren dessen welche welcher who which whose который которая которое которые".split()
)
#: Dependents that tell more of a speaker than a quotation needs, or that are no part of the name.
TAIL = ("acl:relcl", "parataxis", "ccomp", "advcl", "punct", "appos:clause", "acl")


@dataclass(frozen=True)
class Quotation:
    """Offsets of what is quoted, of who speaks and of the word that says so; None where the text has none."""

    type: QuoteType
    content: Span
    speaker: Span | None = None
    cue: Span | None = None


def quotations(text: str, lang: str) -> list[Quotation]:
    """The quotations of a text in the order of their contents; raises UnknownLanguage."""
    reading = read(text, lang)
    reading.parse(reading.sentences)
    discourse = Discourse(reading, None, None)
    found: list[Quotation] = []
    for sentence in reading.sentences:
        if sentence.coded:
            found.extend(_Reader(discourse.view(sentence), lang).quotations())
    marked = list(_marked(text, found))
    rest = [q for q in found if not any(_within(q.content, m.content) or _within(m.content, q.content) for m in marked)]
    return sorted({*marked, *rest}, key=lambda q: (q.content, q.type))


class _Reader:
    """Indirect and reported speech of one sentence."""

    def __init__(self, view: View, lang: str) -> None:
        self.sentence, self.doc, self.lang = view.sentence, view.sentence.doc, lang
        self.tags = tags(self.doc, lang)

    def quotations(self) -> Iterator[Quotation]:
        """Inserted clauses of saying, verbs of saying with their content, phrases of a source."""
        for tag in self.tags:
            if any(t.pos_ != "PUNCT" and not tag.holds(t) for t in self.doc):
                yield self._of_tag(tag)
        taken = {tag.verb.i for tag in self.tags}
        for token in self.doc:
            if token.i in taken:
                continue
            if is_verb(token) and not token.dep_.startswith(("aux", "amod")):
                yield from self._of_verb(token)
            elif token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"} and phrase_speaks(token, self.lang):
                yield from self._of_phrase(token)

    def _of_tag(self, tag: Tag) -> Quotation:
        speakers = [s for s in self._subjects(tag.verb) if tag.holds(s)] or speaker_in(tag, self.lang)
        before, behind = self.doc[: tag.start], self.doc[tag.end :]
        content = before if sum(t.pos_ != "PUNCT" for t in before) >= sum(t.pos_ != "PUNCT" for t in behind) else behind
        return Quotation("indirect", self._span(content), self._phrase(speakers), self._offsets(tag.verb, tag.verb))

    def _of_verb(self, verb: Token) -> Iterator[Quotation]:
        word = speech_word(verb, self.lang)
        if word is None and verb_key(verb, self.lang) not in reporting_verbs(self.lang):
            return
        speaker, cue = self._phrase(self._subjects(verb) or self._before(verb)), self._offsets(verb, verb)
        clause = next(iter(content_clauses(verb, self.lang)), None)
        content = clause.subtree if clause is not None else self._behind(verb) if word is not None else []
        nobody = is_passive(verb, self.lang) or any(
            c.lower_ in IMPERSONAL[self.lang] for c in children(verb, "nsubj", "expl")
        )
        if content and (speaker is not None or nobody):
            yield Quotation("indirect", self._span(content), speaker, cue)
        elif (
            speaker is not None
            and verb.dep_ in {"ROOT", "conj"}
            and not is_passive(verb, self.lang)
            and children(verb, "nsubj")
        ):
            yield Quotation("reported", self._span(verb.subtree), speaker, cue)

    def _behind(self, verb: Token) -> Sequence[Token]:
        """What follows the comma or colon behind the stretch of the verb, where the tree hangs no content on it."""
        _, end = stretch(verb)
        rest = self.doc[end + 1 :] if end < len(self.doc) and self.doc[end].text in {",", ":"} else []
        told = any(is_verb(t) for t in rest) and not any(t.lower_ in RELATIVE for t in rest[:2])
        return rest if told and verb.dep_ == "ROOT" else []

    def _before(self, verb: Token) -> list[Token]:
        """The noun right before the verb or behind its commas, where the tree gives it no subject."""
        if verb.dep_ != "ROOT":
            return []
        start, end = stretch(verb)
        near = speaker_in(Tag(start, end, verb, SpeechWord(lemma=verb.lemma_)), self.lang)
        first = next((t for t in self.doc[: verb.i] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
        return near or ([first] if first is not None and not any(is_verb(t) for t in self.doc[: verb.i]) else [])

    def _of_phrase(self, noun: Token) -> Iterator[Quotation]:
        cue = phrase_cue(noun, self.lang)
        if cue is None:
            return
        clause = clause_head(noun)
        inside = {t.i for t in noun.subtree}
        content = [t for t in clause.subtree if t.i not in inside]
        if content:
            yield Quotation("indirect", self._span(content), self._phrase([noun], without=cue), self._offsets(cue, cue))

    def _subjects(self, verb: Token) -> list[Token]:
        found = fillers(verb, "subj", self.lang) if is_passive(verb, self.lang) else subjects(verb, self.lang)
        return [t for t in found if t.lower_ not in IMPERSONAL[self.lang]]

    def _phrase(self, heads: Sequence[Token], without: Token | None = None) -> Span | None:
        """The noun phrase of a speaker without its clauses."""
        if not heads:
            return None
        left_out = {t.i for child in heads[0].children if child.dep_.startswith(TAIL) for t in child.subtree}
        words = [t for t in heads[0].subtree if t.i not in left_out and t is not without]
        return self._span(words)

    def _span(self, tokens: Iterable[Token]) -> Span:
        words = sorted(tokens, key=lambda t: t.i)
        inner = [t for t in words if t.pos_ != "PUNCT"] or words
        return self._offsets(inner[0], inner[-1])

    def _offsets(self, first: Token, last: Token) -> Span:
        return self.sentence.span(first, last)


def _marked(text: str, found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Quotation marks around several words, with the speaker whom the nearest clause of saying names."""
    last: Quotation | None = None
    for start, end in _in_marks(text):
        near = [q for q in found if _touches(q, (start, end))]
        saying = min(near, key=lambda q: abs((q.cue or q.content)[0] - start), default=None)
        if saying is None and last is not None and text[last.content[1] + 1 : start - 1].strip() == "":
            saying = last
        last = Quotation("direct", (start, end), saying.speaker if saying else None, saying.cue if saying else None)
        yield last


def _touches(quotation: Quotation, marked: Span) -> bool:
    """The quotation's content overlaps the marked words and its cue stands outside of them."""
    start, end = quotation.content
    cue = quotation.cue
    return start < marked[1] and marked[0] < end and cue is not None and not marked[0] <= cue[0] < marked[1]


def _in_marks(text: str) -> Iterator[Span]:
    """Spans inside quotation marks that hold several words."""
    position = 0
    while position < len(text):
        closing = PAIRS.get(text[position])
        end = (
            next((i for i in range(position + 1, len(text)) if text[i] in closing or text[i] == "\n"), None)
            if closing
            else None
        )
        if end is None or text[end] == "\n":
            position += 1
            continue
        if len(re.findall(r"\w+", text[position + 1 : end])) >= FEWEST_WORDS:
            yield position + 1, end
        position = end + 1


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
