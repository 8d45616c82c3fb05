"""English: an own tagger and dependency parser, and base forms by table and rule."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example

from lagebild.text import borders as borders
from lagebild.text import ensemble as ensemble
from lagebild.text.english_inflection import CASES, VERBS, adjective_base, noun_base, verb_base
from lagebild.text.ops import load_pipeline

MODEL = Path(__file__).parent / "models" / "en"
NAMING = ("NOUN", "ADJ", "NUM", "X", "SYM")
OTHERS = {"n't": "not", "an": "a", "these": "this", "those": "that", "“": '"', "”": '"', "‘": "'"}
MIN_SEEN = 2
"""A word counts as known if the treebanks give it this often as a base form."""
PAST_FORMS = frozenset(VERBS) - frozenset(VERBS.values())


@Language.factory("english_lemmas", assigns=["token.lemma"], requires=["token.tag", "token.pos"])
def create_lemmas(nlp: Language, name: str) -> EnglishLemmas:  # noqa: ARG001
    """Build the component that sets base forms."""
    return EnglishLemmas()


class EnglishLemmas:
    """Base forms from part of speech, tag and form; learns only which verbs and adjectives there are."""

    def __init__(self) -> None:
        self.known: dict[str, set[str]] = {"VERB": set(), "NOUN": set(), "ADJ": set()}

    def __call__(self, doc: Doc) -> Doc:
        """Set the base form of every token."""
        for token in doc:
            token.lemma_ = self.lemma(token)
        return doc

    def lemma(self, token: Token) -> str:
        """Base form of one token; names and words without inflection as they are written."""
        form, tag = token.text, token.tag_
        lowered = form.lower().replace("’", "'")
        if token.pos_ == "PROPN" or tag.startswith("NNP"):
            return noun_base(form) if tag == "NNPS" and not form.isupper() else form
        if token.pos_ in ("VERB", "AUX") or tag.startswith(("VB", "MD")):
            return verb_base(lowered, tag, self.known["VERB"])
        if tag == "NNS":
            return noun_base(form if form.isupper() else lowered, self.known["NOUN"])
        if tag in ("JJR", "JJS", "RBR", "RBS"):
            return adjective_base(lowered, self.known["ADJ"])
        if tag in ("PRP", "WP"):
            return CASES.get(lowered, lowered)
        if tag.startswith("JJ") and form[:1].isupper() and not token.is_sent_start:
            return form
        return OTHERS.get(lowered, form if form.isupper() and len(form) > 1 and token.pos_ in NAMING else lowered)

    def initialize(self, get_examples: Callable[[], Iterable[Example]], **_: Any) -> None:
        """Collect the words of the treebanks whose base form is beyond doubt."""
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for example in get_examples():
            for token in example.reference:
                if token.pos_ in self.known and token.lemma_.isalpha() and token.lemma_.islower():
                    seen[token.pos_][token.lemma_] += 1
        for pos, lemmas in seen.items():
            self.known[pos] = {lemma for lemma, count in lemmas.items() if count >= MIN_SEEN} - PAST_FORMS

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the known words, sorted."""
        path.mkdir(exist_ok=True)
        text = json.dumps({pos: sorted(words) for pos, words in self.known.items()}, ensure_ascii=False, indent=0)
        (path / "words.json").write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: Path, **_: Any) -> EnglishLemmas:
        """Read the known words."""
        read = json.loads((path / "words.json").read_text(encoding="utf-8"))
        self.known = {pos: set(words) for pos, words in read.items()}
        return self


@cache
def load() -> Language:
    """The English pipeline; a text without preset sentence borders is parsed as one sentence."""
    return load_pipeline(MODEL)
