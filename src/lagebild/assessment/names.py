"""Names of states and organisations as a sentence of each language needs them: with article, in a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from lagebild.knowledge.actors import register
from lagebild.knowledge.wording_files import commitment_words, name_forms
from lagebild.model import Language
from lagebild.text.inflection import morphology

#: ``label``: the name by itself, as in a table, without an article.
Case = Literal["label", "nominative", "genitive", "dative", "accusative", "instrumental"]
#: Grammemes of the Russian dictionary.
GRAMMEMES: dict[Case, str] = {
    "label": "nomn", "nominative": "nomn", "genitive": "gent", "dative": "datv", "accusative": "accs",
    "instrumental": "ablt",
}  # fmt: skip
#: Endings by which words are bent that the dictionary does not have.
ADJECTIVES = ("ая", "ый", "ий", "ое", "ые", "ие")
PLURALS = ("ы",)
#: Foreign names in -а behind a consonant and in -ия are bent as Russian ones; those in -аа or -оа are not.
FOREIGN = re.compile(r"(?<=[а-я])(?:[бвгджзклмнпрстфхцчшщ]а|ия)$")
FEMININE = {"nomn": "а", "gent": "ы", "datv": "е", "accs": "у", "ablt": "ой"}
FEMININE_SOFT = {"nomn": "я", "gent": "и", "datv": "и", "accs": "ю", "ablt": "ей"}
#: German definite articles by gender; the genitive is not used.
ARTICLES: dict[str, dict[Case, str]] = {
    "feminine": {"nominative": "die", "dative": "der", "accusative": "die"},
    "masculine": {"nominative": "der", "dative": "dem", "accusative": "den"},
    "neuter": {"nominative": "das", "dative": "dem", "accusative": "das"},
    "plural": {"nominative": "die", "dative": "den", "accusative": "die"},
}
UNKNOWN = "UNK"
#: How codes of organisations begin.
ORGANISATION = "IGO:"
UNNAMED: dict[Language, str] = {"en": "unknown actors", "de": "unbekannten Akteuren", "ru": "неизвестных"}


def listing(codes: Sequence[str], lang: Language, case: Case = "nominative") -> str:
    """Names joined as in a sentence: ``A, B and C``."""
    parts = [name(code, lang, case) for code in codes]
    joint = commitment_words()[lang].and_
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}" if parts else ""


def plural(codes: Sequence[str], lang: Language) -> bool:
    """True where the verb stands in the plural."""
    return len(codes) > 1 or (lang != "en" and any(code in name_forms()[lang].plural for code in codes))


@lru_cache(maxsize=5000)
def name(code: str, lang: Language, case: Case = "nominative") -> str:
    """The usual name of an actor in a case; organisations go by their abbreviation where they have one."""
    if code == UNKNOWN:
        return UNNAMED[lang]
    record = register().actors.get(code)
    names = record.names_in(lang).names if record else ()
    if not names:
        return code.rpartition(":")[2]
    usual = names[0]
    if code.startswith(ORGANISATION) and code not in name_forms()[lang].full:
        usual = next((short for short in names if short.isupper()), usual)
    return {"en": _english, "de": _german, "ru": _russian}[lang](code, usual, case)


def _english(code: str, usual: str, case: Case) -> str:
    return f"the {usual}" if case != "label" and code in name_forms()["en"].the else usual


def _german(code: str, usual: str, case: Case) -> str:
    forms = name_forms()["de"]
    genders = {
        "feminine": forms.feminine, "masculine": forms.masculine, "neuter": forms.neuter, "plural": forms.plural,
    }  # fmt: skip
    gender = next((gender for gender, codes in genders.items() if code in codes), None)
    if gender is None or case not in ARTICLES[gender]:
        return usual
    *adjectives, noun = usual.split()
    dative, several = case == "dative", gender == "plural"
    bent = [f"{word}n" if word.endswith("e") and (dative or several) else word for word in adjectives]
    return " ".join([ARTICLES[gender][case], *bent, f"{noun}n" if dative and several and noun.endswith("e") else noun])


def _russian(code: str, usual: str, case: Case) -> str:
    """All words of a state in the case; of others those to the first noun and adjectives right behind it."""
    words = usual.split()
    noun = _noun(words)
    head = noun if ":" in code else len(words)
    while 0 < head < len(words) and words[head].endswith(ADJECTIVES) and _adjective(words[head]):
        head += 1
    bent = [_bent(word, GRAMMEMES[case]) for word in words[:head]]
    lifeless = case == "accusative" and bent[noun - 1 : noun] == words[noun - 1 : noun]
    return usual if GRAMMEMES[case] == "nomn" or lifeless else " ".join([*bent, *words[head:]])


def _noun(words: Sequence[str]) -> int:
    """The number of words to the first that may be a noun in the nominative and no adjective; 0 behind a numeral."""
    for place, word in enumerate(words, 1):
        parses = [set(parse.tag.grammemes) for parse in morphology().parse(word)]
        if "NUMR" in parses[0]:
            return 0
        if any({"NOUN", "nomn"} <= parse for parse in parses) and not _adjective(word):
            return place
    return len(words)


def _adjective(word: str) -> bool:
    return any({"ADJF", "nomn"} <= set(parse.tag.grammemes) for parse in morphology().parse(word))


def _bent(word: str, grammeme: str) -> str:
    """A word of a name in a case; as it stands where it is an abbreviation or nothing tells how it is bent."""
    if word.isupper():
        return word
    nominative = [parse for parse in morphology().parse(word) if "nomn" in parse.tag]
    parses = [parse for parse in nominative if parse.is_known] or [
        parse for parse in nominative if word.endswith(ADJECTIVES if "ADJF" in parse.tag else PLURALS)
    ]
    best = next((parse for parse in parses if "Geox" in parse.tag), parses[0] if parses else None)
    found = best.inflect({grammeme}) if best is not None else None
    if found is None:
        return word if best is not None else FOREIGN.sub(lambda match: _ending(match.group(), grammeme), word)
    parts = zip(found.word.replace("ё", "е").split("-"), word.split("-"), strict=True)
    return "-".join(part[:1].upper() + part[1:] if old[:1].isupper() else part for part, old in parts)


def _ending(letters: str, grammeme: str) -> str:
    """The last two letters of a foreign name in -а or -ия in a case: ``Хезболлы``, but ``Селеки``."""
    before = letters[0]
    if letters == "ия":
        return f"и{FEMININE_SOFT[grammeme]}"
    return f"{before}и" if grammeme == "gent" and before in "гкхжчшщ" else f"{before}{FEMININE[grammeme]}"
