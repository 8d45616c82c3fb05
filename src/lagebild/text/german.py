"""German: HanTa's tags and lemmas, and a dependency parser trained with them as features."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example

from lagebild.text import borders as borders
from lagebild.text import ensemble as ensemble
from lagebild.text import german_repair as german_repair
from lagebild.text.german_morphology import WORDS, Tagged, features
from lagebild.text.german_tags import FINITE, repaired_tags
from lagebild.text.hanover import Hanover
from lagebild.text.ops import load_pipeline

MODEL = Path(__file__).parent / "models" / "de"
UPOS = {
    "$(": "PUNCT", "$,": "PUNCT", "$.": "PUNCT", "ADJ(A)": "ADJ", "ADJ(D)": "ADJ", "ADV": "ADV",
    "APPO": "ADP", "APPR": "ADP", "APPRART": "ADP", "APZR": "ADP", "ART": "DET", "CARD": "NUM",
    "FM": "X", "ITJ": "INTJ", "KOKOM": "CCONJ", "KON": "CCONJ", "KOUI": "SCONJ", "KOUS": "SCONJ",
    "NE": "PROPN", "NN": "NOUN", "NNA": "NOUN", "NNI": "NOUN", "PDAT": "DET", "PDS": "PRON",
    "PIAT": "DET", "PIS": "PRON", "PPER": "PRON", "PPOSAT": "DET", "PPOSS": "PRON", "PRELAT": "PRON",
    "PRELS": "PRON", "PRF": "PRON", "PROAV": "ADV", "PTKA": "PART", "PTKANT": "PART",
    "PTKNEG": "PART", "PTKVZ": "ADP", "PTKZU": "PART", "PWAT": "DET", "PWAV": "ADV", "PWS": "PRON",
    "TRUNC": "X", "UNKNOWN": "X", "VA(FIN)": "AUX", "VA(IMP)": "AUX", "VA(INF)": "AUX",
    "VA(PP)": "AUX", "VM(FIN)": "AUX", "VM(INF)": "AUX", "VM(PP)": "AUX", "VV(FIN)": "VERB",
    "VV(IMP)": "VERB", "VV(INF)": "VERB", "VV(IZU)": "VERB", "VV(PP)": "VERB", "XY": "X",
}  # fmt: skip
"""HanTa's tags (STTS, with the inflection in brackets) and their universal part of speech."""

ENDS_IN_S = frozenset(WORDS["names_in_s"].split())
"""Names whose -s is not a genitive ending."""


@Language.factory("hanta", assigns=["token.tag", "token.pos", "token.lemma", "token.morph"])
def create_hanta(nlp: Language, name: str) -> HantaTagger:  # noqa: ARG001
    """Build the component that tags and lemmatises with HanTa."""
    return HantaTagger()


class HantaTagger:
    """Sets tag (HanTa), part of speech and features (universal) and lemma; leaves tagged texts alone."""

    def __init__(self) -> None:
        self.model = _hanover()
        self.genders: dict[str, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Tag one text."""
        if not doc.has_annotation("TAG"):
            for sentence in _sentences(doc):
                self._tag(sentence)
        return doc

    def pipe(self, docs: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """Tag one text after the other."""
        return map(self, docs)

    def _tag(self, tokens: list[Token]) -> None:
        words = [token for token in tokens if not token.is_space]
        found = self.model.tag_sent([_known_spelling(word.text) for word in words])
        tagged = _repaired([word.text for word in words], found)
        for token, word, morph in zip(words, tagged, features(tagged, self.genders), strict=True):
            token.tag_ = word.tag
            token.pos_ = UPOS.get(word.tag, "X")
            token.lemma_ = word.lemma
            token.set_morph(morph)  # type: ignore[attr-defined]

    def initialize(self, get_examples: Callable[[], Iterable[Example]], **_: Any) -> None:
        """Learn the genders of nouns from a treebank."""
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for example in get_examples():
            for token in example.reference:
                gender = token.morph.get("Gender")  # type: ignore[call-arg]
                if token.pos_ == "NOUN" and len(gender) == 1 and token.lemma_.isalpha():
                    seen[token.lemma_.lower()][gender[0][0]] += 1
        self.genders = {noun: "".join(g for g, _ in found.most_common(1)) for noun, found in seen.items()}

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the genders."""
        path.mkdir(exist_ok=True)
        text = json.dumps(dict(sorted(self.genders.items())), ensure_ascii=False, indent=0)
        (path / "genders.json").write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: Path, **_: Any) -> HantaTagger:
        """Read the genders."""
        file = path / "genders.json"
        self.genders = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        return self


@cache
def _hanover() -> Hanover:
    """HanTa's German model."""
    return Hanover("morphmodel_ger.pgz")


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    if doc.has_annotation("SENT_START"):
        return ([*span] for span in doc.sents)
    return iter([[*doc]])


def _known_spelling(form: str) -> str:
    """HanTa learned from texts of before 1996: "Einfluß"."""
    return form[:-2] + "ß" if form.endswith("ss") and form[:1].isupper() and len(form) > 4 else form


def _repaired(forms: Sequence[str], found: Iterable[tuple[str, str, str]]) -> list[Tagged]:
    """Words with tags and lemmas; `found` is what HanTa gives."""
    lemmas, tags = [], []
    for form, (_, lemma, tag) in zip(forms, found, strict=True):
        lemmas.append(lemma)
        tags.append(tag if tag.startswith("$") or any(map(str.isalnum, form)) else "$(")
    new_tags = repaired_tags(forms, tags, _readings)
    for place, tag in enumerate(new_tags):
        if tag == FINITE:
            lemmas[place] = _finite_lemma(forms[place], lemmas[place], changed=tag != tags[place])
    words = zip(forms, lemmas, new_tags, strict=True)
    return [Tagged(form, tag, repaired_lemma(form, lemma, tag)) for form, lemma, tag in words]


def _finite_lemma(form: str, lemma: str, *, changed: bool) -> str:
    """The infinitive; a past that HanTa knows only as participle ("verschlossen") has that of the participle."""
    if changed:
        lemma = str(_hanover().analyze(form, taglevel=1, pos=FINITE)[0])
    if lemma == form and _readings(form)[:1] == ["VV(PP)"]:
        lemma = str(_hanover().analyze(form, taglevel=1, pos="VV(PP)")[0])
    return lemma


def _readings(form: str) -> list[str]:
    """Tags that HanTa finds possible for a word on its own."""
    return [tag for tag, _ in _hanover().tag_word(form)]


def repaired_lemma(form: str, lemma: str, tag: str) -> str:
    """HanTa's lemma, but names and abbreviations as they are written, without a genitive -s."""
    if tag in ("FM", "XY", "CARD", "TRUNC") or tag.startswith("$"):
        return form
    letters = [char for char in form if char.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return form
    if tag == "NE":
        return _nominative(form) if lemma.lower() != form.lower() else form
    if "ß" in lemma and "ß" not in form and "ss" in form and not tag.startswith("V"):
        lemma = lemma.replace("ß", "ss")
    return _as_written(form, lemma) if tag in ("NN", "NNA", "NNI") else lemma


def _as_written(form: str, lemma: str) -> str:
    """A noun's lemma with capitals as in the text ("EU-Gipfel")."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0].lower() == pair[1].lower(), zip(form, lemma, strict=False)))
    return form[:same] + lemma[same:]


def _nominative(name: str) -> str:
    """A proper name without its genitive ending."""
    if name.endswith(("'", "’")):
        return name[:-1]
    keeps = name in ENDS_IN_S or (name.endswith(("ss", "is", "us", "es")) and not name.endswith(("aus", "ius")))
    return name[:-1] if name.endswith("s") and not keeps and len(name) > 3 else name


@cache
def load() -> Language:
    """The German pipeline; a text without preset sentence borders is parsed as one sentence."""
    return load_pipeline(MODEL)
