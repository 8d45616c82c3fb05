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
GERMAN_ADJECTIVE = ("e", "er", "en", "em", "es")
RUSSIAN_ADJECTIVE = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
#: Russian declensions whose stem never changes: end of the nominative, letters that may stand before it, all endings.
RUSSIAN_NOUNS = (
    ("ия", None, ("ия", "ии", "ию", "ией")),
    ("а", "бвдзлмнпрстф", ("а", "ы", "е", "у", "ой")),
    ("а", "гкх", ("а", "и", "е", "у", "ой")),
    ("й", None, ("й", "я", "ю", "ем", "е")),
    ("ь", None, ("ь", "я", "ю", "ем", "е")),
    ("", "бвгдзклмнпрстфх", ("", "а", "у", "ом", "е")),
)
#: Stand-ins up to their endings, by language and kind: names that the treebanks know well.
STAND_INS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("en", "name"): ("Iran", "Israel", "Iraq", "India", "Syria", "China"),
    ("en", "adjective"): ("Iraqi", "Iranian", "Israeli", "Indian", "American", "Russian"),
    ("en", "demonym"): ("Iraqi", "Iranian", "Israeli", "Indian", "American", "Russian"),
    ("en", "capital"): ("Moscow", "Tokyo", "Beijing", "Islamabad", "Berlin", "Rome"),
    ("de", "name"): ("Japan", "Polen", "Israel", "Indien", "Italien", "Spanien"),
    ("de", "name f"): ("Türkei", "Ukraine", "Schweiz", "Slowakei"),
    ("de", "name m"): ("Iran", "Irak", "Sudan", "Libanon"),
    ("de", "capital"): ("Moskau", "London", "Madrid", "Berlin", "Rom", "Wien"),
    ("de", "adjective"): ("israelisch", "französisch", "schwedisch", "japanisch", "polnisch", "russisch"),
    ("de", "Adjective"): ("Russisch", "Französisch", "Italienisch", "Spanisch", "Polnisch", "Japanisch"),
    ("ru", "name ия"): ("Росс", "Франц", "Герман", "Итал", "Япон", "Турц"),
    ("ru", "name аы"): ("Украин", "Канад", "Куб", "Литв"),
    ("ru", "name й"): ("Кита", "Уругва", "Парагва"),
    ("ru", "name "): ("Иран", "Ирак", "Пакистан", "Вьетнам", "Казахстан", "Афганистан"),
    ("ru", "capital аы"): ("Москв", "Варшав", "Анкар", "Вен"),
    ("ru", "capital аи"): ("Риг", "Праг"),
    ("ru", "capital ь"): ("Брюссел", "Марсел"),
    ("ru", "capital "): ("Белград", "Кабул", "Минск", "Ереван", "Мадрид", "Берлин"),
    ("ru", "adjective"): ("американск", "французск", "немецк", "китайск", "японск", "турецк"),
    ("ru", "Adjective"): ("Американск", "Французск", "Немецк", "Китайск", "Японск", "Турецк"),
}
#: States whose German name is a plural or has an article.
WITH_ARTICLE = frozenset(
    "ARE BHS CAF CHE CIV COD COG COK COM CPV CYM DOM FSM GBR GMB IRN IRQ LBN MDV MHL MNG NER NLD PHL SDN SEN SLB SSD "
    "SVK SYC TCD TUR UKR USA VAT XKX YEM".split()
)
#: German names of one word that have a feminine or a masculine article.
GENDERS = {
    **dict.fromkeys("CHE CIV MNG SVK TUR UKR".split(), "name f"),
    **dict.fromkeys("COG IRN IRQ LBN NER SDN SEN SSD TCD VAT YEM".split(), "name m"),
}
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
            adjectives = (*names.adjectives, *(names.demonyms if lang == "en" else ()))
            kinds = {_name(lang, code): names.names, "capital": names.capitals, "adjective": adjectives}
            for kind, words in kinds.items():
                for form, spelled in (found_form for word in words for found_form in _inflected(lang, kind, word)):
                    if (lang, form.kind) in STAND_INS:
                        found.setdefault(spelled, form)
    return found


def _name(lang: str, code: str) -> str:
    """Kind of a state's name: German ones with an article are not read like the others."""
    return GENDERS.get(code, "plural") if lang == "de" and code in WITH_ARTICLE else "name"


def _inflected(lang: str, kind: str, word: str) -> Iterator[tuple[Form, str]]:
    if word.isalpha() and word not in EVERYDAY and not word.isupper():
        yield from {"de": _german, "en": _english, "ru": _russian}[lang](kind, word)


def _german(kind: str, word: str) -> Iterator[tuple[Form, str]]:
    if kind == "adjective":
        for ending in GERMAN_ADJECTIVE:
            yield Form(kind, word, ending), word + ending
            yield Form(kind.capitalize(), word, ending), word.capitalize() + ending
    elif not word.endswith(("s", "x", "z", "ß")):
        yield Form(kind, word, ""), word
        yield Form(kind, word, "s"), f"{word}s"


def _english(kind: str, word: str) -> Iterator[tuple[Form, str]]:
    if kind == "adjective":
        yield Form(kind, word, ""), word
        if not word.endswith(("ese", "sh", "ch", "ss", "s")):
            yield Form("demonym", word, "s"), f"{word}s"
    elif not word.endswith("s"):
        yield Form(kind, word, ""), word


def _russian(kind: str, word: str) -> Iterator[tuple[Form, str]]:
    if kind == "adjective":
        if word.endswith("кий"):
            for ending in RUSSIAN_ADJECTIVE:
                yield Form(kind, word, ending), word[:-2] + ending
                yield Form(kind.capitalize(), word, ending), word[:-2].capitalize() + ending
        return
    for last, before, endings in RUSSIAN_NOUNS:
        stem = word.removesuffix(last)
        if word.endswith(last) and (before is None or stem[-1] in before):
            declension = last + endings[1] if last == "а" else last
            for ending in endings:
                yield Form(f"{kind} {declension}", word, ending), stem + ending
            return


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
