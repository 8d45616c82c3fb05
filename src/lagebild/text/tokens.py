"""Plain copies of spaCy's Doc and Token: what the coder asks for thousands of times is an attribute, not a call.

Names and meanings of the attributes are spaCy's. Heads may be set; dependents follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, overload

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, MORPH, POS, SPACY, TAG
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token as SpacyToken
from spacy.vocab import Vocab

#: Ends of Russian infinitives.
INFINITIVES = ("ать", "ять", "ить", "еть", "уть", "оть", "ыть", "ться", "тись", "сти", "зти", "йти", "чь", "чься")
#: What is read from a spaCy Doc, the last ones as numbers of strings.
NUMBERS, STRINGS = [HEAD, IDX, LENGTH, SPACY], [LEMMA, POS, TAG, DEP, MORPH]
#: For how many words and feature bundles what follows from them is kept at hand.
REMEMBERED = 100_000


class Form(NamedTuple):
    """What a word is by its letters alone."""

    lower: str
    is_space: bool
    is_alpha: bool
    is_punct: bool


@lru_cache(maxsize=REMEMBERED)
def _form(text: str) -> Form:
    space = text.isspace()
    return Form(text.lower(), space, text.isalpha(), not any(map(str.isalnum, text)) and not space)


#: Strings by their numbers, which are the same in all vocabularies.
_STRINGS: dict[int, str] = {}


def _string(number: int, vocab: Vocab) -> str:
    known = _STRINGS.get(number)
    if known is None:
        known = _STRINGS[number] = vocab.strings[number]
    return known


@lru_cache(maxsize=REMEMBERED)
def _base(lemma: str) -> str:
    return lemma.lower().replace("ё", "е")


@lru_cache(maxsize=REMEMBERED)
def _features(bundle: str) -> dict[str, list[str]]:
    """The features in "Case=Acc,Nom|Number=Sing", the same for all words that have them."""
    pairs = (feature.partition("=") for feature in bundle.split("|") if "=" in feature)
    return {name: values.split(",") for name, _, values in pairs}


#: Number of English nouns, whose tagger gives no features.
PENN_NUMBERS: dict[str, dict[str, list[str]]] = {
    tag: {"Number": ["Sing" if tag in {"NN", "NNP"} else "Plur"]} for tag in ("NN", "NNP", "NNS", "NNPS")
}


class Token:
    """A word with its tag, lemma, features (lists by name), head and label.

    ``base`` is the lemma in lower case with ``е`` for ``ё``, ``verb`` whether the word is a form of a verb.
    """

    __slots__ = (
        "_head", "base", "dep_", "doc", "i", "idx", "is_alpha", "is_punct", "is_space", "lemma_", "lower_", "morph",
        "pos_", "tag_", "text", "verb", "whitespace_",
    )  # fmt: skip

    def __init__(self, doc: Doc, i: int, idx: int, text: str, whitespace: str) -> None:
        self.doc, self.i, self.idx, self.text, self.whitespace_ = doc, i, idx, text, whitespace
        self.lower_, self.is_space, self.is_alpha, self.is_punct = _form(text)
        self.lemma_ = self.pos_ = self.tag_ = self.dep_ = self.base = ""
        self.morph: dict[str, list[str]] = {}
        self.verb = False
        self._head = self

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def head(self) -> Token:
        """The word it depends on; the root itself for the root.

        Set to a word below this one, that word first takes this one's place, so that the tree stays a tree.
        """
        return self._head

    @head.setter
    def head(self, other: Token) -> None:
        if other is not self and any(above is self for above in other.ancestors):
            other._head = other if self._head is self else self._head
        self._head = other
        self.doc.forget()

    @property
    def children(self) -> list[Token]:
        """Direct dependents from left to right."""
        known = self.doc._dependents
        return (known if known is not None else self.doc.dependents)[self.i]

    @property
    def lefts(self) -> list[Token]:
        """Direct dependents before the word."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Direct dependents behind the word."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> list[Token]:
        """The word and all below it in the order of the text."""
        known = self.doc.subtrees.get(self.i)
        if known is None:
            found, waiting = [], [self]
            while waiting:
                token = waiting.pop()
                found.append(token)
                waiting.extend(token.children)
            known = sorted(found, key=_place)
            self.doc.subtrees[self.i] = known
        return known

    @property
    def left_edge(self) -> Token:
        """First word of the subtree."""
        return self.subtree[0]

    @property
    def right_edge(self) -> Token:
        """Last word of the subtree."""
        return self.subtree[-1]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Heads from the word's own up to the root."""
        token = self
        while token._head is not token:
            token = token._head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other word stands below this one."""
        return any(above is self for above in other.ancestors)

    def nbor(self, by: int = 1) -> Token:
        """The word so many places on; raises IndexError outside of the sentence."""
        place, words = self.i + by, self.doc.words
        if not 0 <= place < len(words):
            raise IndexError(place)
        return words[place]


#: Place of a token in its sentence.
_place = attrgetter("i")


def _is_verb(word: Token) -> bool:
    """Verbs, participles, auxiliaries, and Russian words whose lemma is an infinitive."""
    if word.pos_ in {"VERB", "AUX"} or word.tag_.startswith("VV"):
        return True
    return word.pos_ in {"NOUN", "ADJ", "X", "ADV"} and word.base != word.lower_ and word.base.endswith(INFINITIVES)


class Span(list[Token]):
    """Neighbouring words."""

    @property
    def text(self) -> str:
        """The words as they stand in the sentence."""
        return "".join(token.text + token.whitespace_ for token in self).rstrip(" ") if self else ""

    @property
    def root(self) -> Token:
        """The word whose head stands outside or is itself."""
        inside = {token.i for token in self}
        return next((token for token in self if token.head is token or token.head.i not in inside), self[0])


class Doc:
    """The words of a sentence; ``user_data`` keeps what is worked out from them."""

    __slots__ = ("_dependents", "subtrees", "user_data", "words")

    def __init__(self, source: SpacyDoc) -> None:
        self.words: list[Token] = []
        self.user_data: dict[Any, Any] = {}
        self.subtrees: dict[int, list[Token]] = {}
        self._dependents: list[list[Token]] | None = None
        table = source.to_array([*NUMBERS, *STRINGS])
        text, vocab, words = source.text, source.vocab, self.words
        for i, (_, idx, length, space, *numbers) in enumerate(table.tolist()):
            word = Token(self, i, idx, text[idx : idx + length], " " if space else "")
            word.lemma_, word.pos_, word.tag_, word.dep_, morph = [_string(number, vocab) for number in numbers]
            word.base = _base(word.lemma_ or word.text)
            word.verb = _is_verb(word)
            word.morph = _features(morph) or PENN_NUMBERS.get(word.tag_, {})
            words.append(word)
        for word, offset in zip(words, table[:, 0].astype("int64").tolist(), strict=True):
            word._head = words[word.i + offset]

    def forget(self) -> None:
        """Has dependents worked out anew, since a head has changed."""
        self._dependents = None
        self.subtrees.clear()

    @property
    def dependents(self) -> list[list[Token]]:
        """Direct dependents of each word."""
        if self._dependents is None:
            self._dependents = [[] for _ in self.words]
            for word in self.words:
                if word._head is not word:
                    self._dependents[word._head.i].append(word)
        return self._dependents

    @property
    def text(self) -> str:
        """The sentence."""
        return Span(self.words).text

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        return Span(self.words[place]) if isinstance(place, slice) else self.words[place]


#: A token of either kind, for what both the parser's repairs and the coder ask.
AnyToken = TypeVar("AnyToken", SpacyToken, Token)
