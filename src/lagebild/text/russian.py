"""Russian: natasha's morphology and syntax put into spaCy Docs."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from natasha import MorphVocab, NewsEmbedding, NewsMorphTagger, NewsSyntaxParser, Segmenter
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lagebild.text.trees import settle

#: Conjunctions that open an adverbial clause; a second root that has one is an adverbial clause of the first.
SUBORDINATORS = frozenset({"когда", "пока", "если", "хотя", "чтобы", "поскольку", "после", "перед", "как", "тогда"})


#: Parts of speech that the tagger takes for one another in words that are rare in its training text.
OPEN_CLASSES = frozenset({"NOUN", "VERB", "ADJ", "ADV", "X"})
#: Parts of speech and verb forms whose endings are their own.
SURE = frozenset({("VERB", "Fin"), ("VERB", "Part"), ("VERB", "Conv"), ("VERB", "Inf"), ("ADJ", None)})
SHORTEST_SURE_FORM = 5


class RussianTokenizer:
    """Text to Doc with razdel's tokens."""

    def __init__(self, vocab: Vocab, segmenter: Segmenter) -> None:
        self.vocab, self.segmenter = vocab, segmenter

    def __call__(self, text: str) -> Doc:
        """A Doc whose text is the given one."""
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for token in self.segmenter.tokenize(text):
            _account_for_gap(text[end : token.start], words, spaces)
            words.append(token.text)
            spaces.append(False)
            end = token.stop
        _account_for_gap(text[end:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing is configurable."""
        return b""


def _account_for_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """White space between two tokens: the first blank belongs to the token before, the rest is a token of its own."""
    if gap and words and gap[0] == " ":
        spaces[-1], gap = True, gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


@cache
def _embedding() -> Any:
    return NewsEmbedding()


class NatashaMorphology:
    """Lemmas, parts of speech and features by natasha."""

    def __init__(self) -> None:
        self.morph = NewsMorphTagger(_embedding())
        self.vocab = MorphVocab()

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its words annotated."""
        words = [token for token in doc if not token.is_space]
        if not words:
            return doc
        morphs = next(iter(self.morph.map([[word.text for word in words]]))).tokens
        for word, morph in zip(words, morphs, strict=True):
            pos, feats = self._analysis(word.text, morph.pos or "X", morph.feats or {})
            word.pos_ = pos
            word.lemma_ = _lemma(word.text, self.vocab.lemmatize(word.text, pos, feats), pos)
            word.set_morph("|".join(f"{k}={v}" for k, v in sorted(feats.items())))  # type: ignore[attr-defined]
        return doc

    def _analysis(self, text: str, pos: str, feats: dict[str, str]) -> tuple[str, dict[str, str]]:
        """Part of speech and features; the dictionary's where the form can be one verb form or an adjective only."""
        if pos not in OPEN_CLASSES or not text.islower() or len(text) < SHORTEST_SURE_FORM:
            return pos, feats
        forms = _forms(self.vocab, text)
        sure = {(form.pos, form.feats.get("VerbForm")) for form in forms}
        if len(sure) != 1 or sure == {(pos, feats.get("VerbForm"))} or not sure <= SURE:
            forms = [form for form in forms if (form.pos, form.feats.get("VerbForm")) == (pos, feats.get("VerbForm"))]
            if not forms or any(_fits(form.feats, feats) for form in forms):
                return pos, feats
        best = max(forms, key=lambda form: sum(form.feats.get(key) == value for key, value in feats.items()))
        return best.pos, best.feats


class NatashaSyntax:
    """Universal Dependencies trees by natasha."""

    def __init__(self) -> None:
        self.syntax = NewsSyntaxParser(_embedding())

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with a tree, settled by what the morphology says."""
        words = [token for token in doc if not token.is_space]
        if not words:
            return doc
        links = next(iter(self.syntax.map([[word.text for word in words]]))).tokens
        heads, labels = list(range(len(doc))), ["dep"] * len(doc)
        for number, (word, link) in enumerate(zip(words, links, strict=True)):
            head = int(link.head_id)
            heads[word.i] = words[head - 1].i if 0 < head <= len(words) and head - 1 != number else word.i
            labels[word.i] = link.rel or "dep"
        _one_tree(doc, heads, labels)
        for token in doc:
            token.head = doc[heads[token.i]]
            token.dep_ = labels[token.i]
        return settle(doc)


def _fits(form: dict[str, str], feats: dict[str, str]) -> bool:
    """Case and number are those of the form, as far as it has any."""
    return all(form[key] == feats.get(key, form[key]) for key in ("Case", "Number") if key in form)


@cache
def _forms(vocab: MorphVocab, text: str) -> list[Any]:
    return list(vocab(text)) if vocab.word_is_known(text) else []


def _lemma(text: str, lemma: str, pos: str) -> str:
    """Base form with ``е`` for ``ё``; names keep their capital, abbreviations all of theirs."""
    lemma = (lemma or text).lower().replace("ё", "е")
    if text.isupper() and len(text) > 1:
        return text
    return lemma[:1].upper() + lemma[1:] if pos == "PROPN" else lemma


def _one_tree(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """Breaks cycles and hangs further roots on the first: as adverbial clause where a conjunction opens them."""
    roots = [i for i, head in enumerate(heads) if head == i and labels[i] == "root"]
    roots = roots or [i for i, head in enumerate(heads) if head == i][:1] or [0]
    first = roots[0] if len(doc) else 0
    for i in range(len(doc)):
        seen, j = set(), i
        while heads[j] != j and j not in seen:
            seen.add(j)
            j = heads[j]
        if heads[j] != j:
            heads[i], labels[i] = first, "dep"
    for i in range(len(doc)):
        if heads[i] == i and i != first:
            heads[i] = first
            labels[i] = _label_of_second_root(doc, i, heads) if labels[i] == "root" else labels[i]
    if len(doc):
        heads[first], labels[first] = first, "ROOT"


def _label_of_second_root(doc: Doc, root: int, heads: list[int]) -> str:
    opened = any(doc[i].lower_ in SUBORDINATORS for i in range(len(doc)) if heads[i] == root and i < root)
    clause_start = max((i for i in range(root) if doc[i].text in {",", ";", "—"}), default=-1)
    opened = opened or any(doc[i].lower_ in SUBORDINATORS for i in range(clause_start + 1, min(clause_start + 3, root)))
    return "advcl" if opened else "parataxis"


@Pipeline.factory("natasha_morphology", assigns=["token.lemma", "token.pos", "token.morph"])
def _morphology(nlp: Pipeline, name: str) -> NatashaMorphology:  # noqa: ARG001 - the signature is spaCy's
    return NatashaMorphology()


@Pipeline.factory("natasha_syntax", assigns=["token.head", "token.dep"], requires=["token.pos", "token.morph"])
def _syntax(nlp: Pipeline, name: str) -> NatashaSyntax:  # noqa: ARG001 - the signature is spaCy's
    return NatashaSyntax()


@cache
def load() -> Pipeline:
    """The Russian pipeline; its models come with natasha's wheel."""
    nlp = spacy.blank("ru")
    nlp.tokenizer = RussianTokenizer(nlp.vocab, Segmenter())
    nlp.add_pipe("natasha_morphology")
    nlp.add_pipe("natasha_syntax")
    return nlp
