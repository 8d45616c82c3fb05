"""What a text quotes: words in quotation marks, reported clauses and reported acts of speech, with speaker and cue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lagebild.coding.discourse import Discourse, View
from lagebild.coding.slots import fillers
from lagebild.coding.speakers import SPEAKING_PLACE
from lagebild.coding.speech import (
    COMPLEMENTS,
    IMPERSONAL,
    LIKE_AS,
    Tag,
    content_clauses,
    phrase_cue,
    phrase_speaks,
    source_before,
    speaker_in,
    speech_word,
    stretch,
    tags,
    verb_key,
)
from lagebild.coding.tree import adpositions, children, clause_head, is_passive, is_verb, subjects
from lagebild.knowledge.reading import SpeechWord, reading_words, reporting_verbs, telling_verbs
from lagebild.text import read
from lagebild.text.tokens import Token

QuoteType = Literal["direct", "indirect", "reported"]
Span = tuple[int, int]
#: Opening marks with those that close them.
PAIRS = {"„": '“”"', "“": "”", "«": "»", "»": "«", '"': '"', "‚": "‘"}
#: Quotation marks around fewer words hold a name or a single word, not somebody's sentence.
FEWEST_WORDS = 4
#: Words around quotation marks from which on they hold a part of reported speech.
FEWEST_AROUND = 3
#: Words that open a relative clause behind a comma.
RELATIVE = frozenset(
    "der die das den dem deren dessen welche welcher who which whose который которая которое которые".split()
)
#: Words behind a comma that add the writer's own remark or a circumstance.
ASIDE = frozenset(
    "nachdem während weil da obwohl falls zumal sodass indem damit sowie insbesondere allerdings trotzdem als wenn wo weshalb weswegen "
    "after while because although if so which who where".split()
)
#: German subjunctives that are not the infinitive without its last letter.
SUBJUNCTIVES = frozenset(
    "sei seien wäre wären hätte hätten würde würden könnte könnten müsste müssten dürfte dürften sollte sollten wollte wollten "
    "käme kämen gäbe gäben ginge gingen ließe ließen stünde stünden".split()
)
#: Words by which a sentence goes on with the source of the one before.
CONSEQUENCE = frozenset({"demnach", "demzufolge"})
#: Prepositions of what is spoken about.
ABOUT: dict[str, frozenset[str]] = {
    "de": frozenset("von über vor auf um gegen zu".split()), "en": frozenset("of about on over against for".split()), "ru": frozenset("о об обо про".split()),
}  # fmt: skip
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
    marked = [m for m in _marked(text, found) if not any(_told_around(q, m.content, text) for q in found)]
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
            if self.lang == "de" and token.lower_ in CONSEQUENCE:
                yield from self._of_adverb(token)
            elif self.lang == "de" and (source := source_before(token)):
                yield from self._of_source(token, source)
            elif is_verb(token) and not token.dep_.startswith(("aux", "amod")):
                yield from self._of_verb(token)
            elif token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"} and phrase_speaks(token, self.lang):
                yield from self._of_phrase(token)

    def _of_tag(self, tag: Tag) -> Quotation:
        own = self._subjects(tag.verb)
        speakers = [s for s in own if tag.holds(s)] or speaker_in(tag, self.lang) or own or self._place(tag.verb)
        before, behind = self.doc[: tag.start], self.doc[tag.end :]
        content = before if sum(t.pos_ != "PUNCT" for t in before) >= sum(t.pos_ != "PUNCT" for t in behind) else behind
        if content is before and tag.verb.lower_ not in LIKE_AS[self.lang] and not any(_states(t) for t in content):
            if self.doc[0].lower_ not in LIKE_AS[self.lang]:
                return self._act(tag.verb, [_noun_in(content) or tag.verb])
            content = behind
        return Quotation("indirect", self._span(content), self._phrase(speakers), self._offsets(tag.verb, tag.verb))

    def _of_verb(self, verb: Token) -> Iterator[Quotation]:
        word, key = speech_word(verb, self.lang), verb_key(verb, self.lang)
        if word is None and key not in reporting_verbs(self.lang) | telling_verbs(self.lang):
            return
        heads = self._subjects(verb) or self._before(verb)
        if word is not None and "subj" not in word.speaker and not is_passive(verb, self.lang):
            return
        clause = next((c for c in content_clauses(verb, self.lang) if self._tells(verb, c)), None)
        content = clause.subtree if clause is not None else self._behind(verb) if word is not None else []
        nobody = is_passive(verb, self.lang) or any(
            c.lower_ in IMPERSONAL[self.lang] for c in children(verb, "nsubj", "expl")
        )
        if content and (heads or nobody):
            heads = heads or self._place(verb)
            yield Quotation("indirect", self._span(content), self._phrase(heads), self._offsets(verb, verb))
        elif heads and self._performs(verb, key, heads):
            yield self._act(verb, heads)

    def _act(self, verb: Token, speakers: Sequence[Token]) -> Quotation:
        """An act of speech that is told without its words."""
        return Quotation("reported", self._span(verb.subtree), self._phrase(speakers), self._offsets(verb, verb))

    def _performs(self, verb: Token, key: str, speakers: Sequence[Token]) -> bool:
        """The verb tells that somebody spoke about something: no negation, no thing for a speaker, a matter beside it."""
        act = key in reporting_verbs(self.lang)
        if verb.dep_ not in ({"ROOT", "conj", "acl:relcl"} if act else {"ROOT", "conj"}):
            return False
        if is_passive(verb, self.lang):
            if all(s.dep_.startswith("nsubj") or not adpositions(s) for s in speakers):
                return False
        elif not children(verb, "nsubj"):
            return False
        if self._denied(verb):
            return False
        return act or (not is_passive(verb, self.lang) and self._has_matter(verb))

    def _denied(self, verb: Token) -> bool:
        """A negation at the verb or at what it governs."""
        near = [t for c in verb.children if not _states(c) for t in (c, *children(c, "det", "advmod"))]
        return any(t.lower_ in reading_words(self.lang).negation for t in near)

    def _has_matter(self, verb: Token) -> bool:
        """A verb of saying proper, with a phrase of what is spoken of."""
        word = speech_word(verb, self.lang)
        near = [t for c in verb.children for t in (c, *children(c, "nmod", "obl"))]
        return (
            word is not None
            and word.grade == "says"
            and any(not ABOUT[self.lang].isdisjoint(adpositions(t)) for t in near)
        )

    def _place(self, verb: Token) -> list[Token]:
        """Where it is said, if nobody is named: "aus Regierungskreisen verlautete", "in dem Bericht heißt es"."""
        places = SPEAKING_PLACE[self.lang]
        return [t for t in children(verb, "obl", "nmod", "advmod") if not places.isdisjoint(adpositions(t))][:1]

    def _of_adverb(self, word: Token) -> Iterator[Quotation]:
        """ "Demnach": the source was named in the sentence before."""
        content = [t for t in clause_head(word).subtree if t is not word]
        if any(t.pos_ != "PUNCT" for t in content):
            own = self._offsets(word, word)
            yield Quotation("indirect", self._span(content), own, own)

    def _of_source(self, cue: Token, source: Sequence[Token]) -> Iterator[Quotation]:
        """ "Berichten zufolge", "ihrer Meinung nach" in the midst of a sentence."""
        inside = {cue.i, *(t.i for t in source)}
        content = [t for t in clause_head(source[-1]).subtree if t.i not in inside]
        if any(t.pos_ != "PUNCT" for t in content):
            yield Quotation("indirect", self._span(content), self._span(source), self._offsets(cue, cue))

    def _tells(self, verb: Token, clause: Token) -> bool:
        """The clause is no predicate ("für beendet"), no circumstance and no remark that is only put beside."""
        first = next(t for t in sorted(clause.subtree, key=lambda t: t.i) if t.pos_ != "PUNCT")
        if adpositions(clause) or first.lower_ in ASIDE:
            return False
        if self.lang != "de" or clause.i < verb.i or children(clause, "mark"):
            return True
        if clause.dep_ != "parataxis" and not children(verb, "obj"):
            return True
        return first.nbor(-1).text == ":" or _reports(self.doc[verb.i + 1 :])

    def _behind(self, verb: Token) -> Sequence[Token]:
        """What follows the comma or colon behind the stretch of the verb, where the tree hangs no content on it."""
        _, end = stretch(verb)
        rest = self.doc[end + 1 :] if end < len(self.doc) and self.doc[end].text in {",", ":"} else []
        told = any(is_verb(t) for t in rest) and not any(t.lower_ in RELATIVE | ASIDE for t in rest[:2])
        if self.lang == "de" and told:
            told = self.doc[end].text == ":" or _reports(rest)
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
        if cue is None or cue.pos_ not in {"ADP", "VERB", "SCONJ", "PRON"} or _relative(noun) or source_before(cue):
            return
        clause = clause_head(noun)
        if cue.lower_ in SPEAKING_PLACE[self.lang] and speech_word(clause, self.lang) is not None:
            return
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
        left_out |= {t.i for t in heads[0].children if t.lower_ in LIKE_AS[self.lang]}
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


def _reports(tokens: Sequence[Token]) -> bool:
    """German reported speech: a subjunctive, or a word that opens a content clause."""
    return any(t.lower_ in COMPLEMENTS or _subjunctive(t) for t in tokens)


def _subjunctive(token: Token) -> bool:
    """A finite German form of reported speech: "sei", "hätten", "gebe", "werde"."""
    if not token.tag_.endswith("(FIN)"):
        return False
    return token.lower_ in SUBJUNCTIVES or token.lower_ == token.lemma_.lower().removesuffix("n")


def _states(token: Token) -> bool:
    """A verb, also one that only links."""
    return is_verb(token) or token.pos_ == "AUX"


def _noun_in(tokens: Iterable[Token]) -> Token | None:
    """The first noun, climbed up to the head of its phrase."""
    inside = list(tokens)
    head = next((t for t in inside if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    while head is not None and head.head is not head and head.head in inside:
        head = head.head
    return head


def _relative(noun: Token) -> bool:
    """ "der zufolge": what the pronoun before the preposition means was named before."""
    return noun.i > 0 and noun.lower_ in RELATIVE


def _told_around(quotation: Quotation, marked: Span, text: str) -> bool:
    """The marks hold only a part of what the quotation reports: a clause stands around them."""
    (start, end), cue = quotation.content, quotation.cue
    if quotation.type != "indirect" or cue is None or not _within(marked, quotation.content) or _within(cue, marked):
        return False
    around = re.findall(r"\w+", text[start : marked[0]] + " " + text[marked[1] : end])
    return len(around) >= FEWEST_AROUND


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
