"""Stand-ins for names of states while a sentence is tagged and parsed: no state is read otherwise than another.

The first name of a kind in a sentence is read as if it were the first stand-in of that kind, and so on: exchanging two
names of one kind exchanges nothing but the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from lagebild.knowledge.actors import register

KEPT = ("TAG", "POS", "LEMMA", "MORPH", "HEAD", "DEP", "SENT_START")
ADJECTIVE_ENDINGS = ("e", "er", "en", "em", "es")
#: Stand-ins by language and kind: names that the treebanks know well. English capitals are read as they are: with
#: stand-ins for them too, fewer gold events were exactly right.
STAND_INS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("en", "name"): ("Iran", "Israel", "Iraq", "India", "Syria", "China"),
    ("en", "adjective"): ("Iraqi", "Iranian", "Israeli", "Indian", "American", "Russian"),
    ("en", "people"): ("Chinese", "Japanese", "Portuguese", "Vietnamese"),
    ("de", "name"): ("Russland", "Frankreich", "Italien", "Spanien", "Polen", "Japan"),
    ("de", "capital"): ("Moskau", "London", "Madrid", "Berlin", "Rom", "Wien"),
    ("de", "adjective"): ("russisch", "französisch", "italienisch", "spanisch", "polnisch", "japanisch"),
}
#: States whose German name is a plural or has an article.
WITH_ARTICLE = frozenset(
    "ARE BHS CAF CHE CIV COD COG COK COM CPV CYM DOM FSM GBR GMB IRN IRQ LBN MDV MHL MNG NER NLD PHL SDN SEN SLB SSD "
    "SVK SYC TCD TUR UKR USA VAT XKX YEM".split()
)
#: Names that are everyday words as well.
EVERYDAY = frozenset("Male Turkey Chad Jordan Georgia Victoria Lima Panama Nice Bern Essen Rom Reading".split())


class Form(NamedTuple):
    """A form of a name: its kind, the name itself, and the ending behind it."""

    kind: str
    base: str
    ending: str


@cache
def forms(lang: str) -> Mapping[str, Form]:
    """Forms of the names of states that have stand-ins; none where the language has no stand-ins."""
    found: dict[str, Form] = {}
    for code, record in register().actors.items():
        if len(code) == 3:
            names = record.names_in(lang)
            usual = () if lang == "de" and code in WITH_ARTICLE else names.names
            adjectives = (*names.adjectives, *(names.demonyms if lang == "en" else ()))
            for kind, words in (("name", usual), ("capital", names.capitals), ("adjective", adjectives)):
                for form, spelled in (found_form for word in words for found_form in _inflected(lang, kind, word)):
                    if (lang, form.kind) in STAND_INS:
                        found.setdefault(spelled, form)
    return found


def _inflected(lang: str, kind: str, word: str) -> Iterator[tuple[Form, str]]:
    if not word.isalpha() or word in EVERYDAY or word.isupper():
        return
    if lang == "de" and kind == "adjective":
        for ending in ADJECTIVE_ENDINGS:
            yield Form(kind, word, ending), word + ending
    elif lang == "de":
        if not word.endswith(("s", "x", "z", "ß")):
            yield Form(kind, word, ""), word
            yield Form(kind, word, "s"), f"{word}s"
    elif kind == "adjective" and word.endswith(("ese", "sh", "ch", "ss")):
        yield Form("people", word, ""), word
    elif not word.endswith("s"):
        yield Form(kind, word, ""), word
        if kind == "adjective":
            yield Form(kind, word, "s"), f"{word}s"


def neutral(doc: Doc, lang: str) -> Doc:
    """The text with stand-ins and all its annotations; the text itself where no name has one."""
    known = forms(lang)
    words = [token.text for token in doc]
    given: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for place, word in enumerate(words):
        form = known.get(word)
        if form is not None:
            chosen, all_of = given[form.kind], STAND_INS[lang, form.kind]
            chosen.setdefault(form.base, all_of[len(chosen) % len(all_of)])
            words[place] = chosen[form.base] + form.ending
    if not given:
        return doc
    return _annotated(Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc]), doc)


def restored(doc: Doc, masked: Doc, lang: str) -> Doc:
    """The text with the annotations of its neutral form; base forms are those of its own names."""
    if masked is doc:
        return doc
    for own, other in zip(_annotated(doc, masked), masked, strict=True):
        if own.text != other.text:
            own.lemma_ = own.text if other.lemma_ == other.text else forms(lang)[own.text].base
    return doc


def _annotated(doc: Doc, source: Doc) -> Doc:
    """The text with the annotations that another of the same length has."""
    kept: list[int | str] = [name for name in KEPT if source.has_annotation(name)]
    return doc.from_array(kept, source.to_array(kept)) if kept else doc  # type: ignore[arg-type]
