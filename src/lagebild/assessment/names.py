"""Names of states and organisations as a sentence of each language needs them: with article, in a case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from lagebild.knowledge.actors import register
from lagebild.knowledge.wording_files import commitment_words, name_forms
from lagebild.model import Language
from lagebild.text.inflection import morphology

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental"]
#: Grammemes of the Russian dictionary.
GRAMMEMES: dict[Case, str] = {
    "nominative": "nomn", "genitive": "gent", "dative": "datv", "accusative": "accs", "instrumental": "ablt",
}  # fmt: skip
#: German definite articles by gender; the genitive is not used.
ARTICLES: dict[str, dict[Case, str]] = {
    "feminine": {"nominative": "die", "dative": "der", "accusative": "die"},
    "masculine": {"nominative": "der", "dative": "dem", "accusative": "den"},
    "plural": {"nominative": "die", "dative": "den", "accusative": "die"},
}
UNKNOWN = "UNK"
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
    if record is not None and record.code.startswith("IGO:"):
        return next((short for short in names if short.isupper()), names[0])
    return {"en": _english, "de": _german, "ru": _russian}[lang](code, names[0], case)


def _english(code: str, usual: str, case: Case) -> str:  # noqa: ARG001
    return f"the {usual}" if code in name_forms()["en"].the else usual


def _german(code: str, usual: str, case: Case) -> str:
    forms = name_forms()["de"]
    genders = {"feminine": forms.feminine, "masculine": forms.masculine, "plural": forms.plural}
    gender = next((gender for gender, codes in genders.items() if code in codes), None)
    if gender is None or case not in ARTICLES[gender]:
        return usual
    *adjectives, noun = usual.split()
    dative, several = case == "dative", gender == "plural"
    bent = [f"{word}n" if word.endswith("e") and (dative or several) else word for word in adjectives]
    return " ".join([ARTICLES[gender][case], *bent, f"{noun}n" if dative and several and noun.endswith("e") else noun])


def _russian(code: str, usual: str, case: Case) -> str:  # noqa: ARG001
    bent = [_bent(word, GRAMMEMES[case]) for word in usual.split()]
    lifeless = case == "accusative" and bent[-1:] == usual.split()[-1:]
    return usual if case == "nominative" or lifeless else " ".join(bent)


def _bent(word: str, grammeme: str) -> str:
    """A word of a name in a case; as it stands where it is an abbreviation or the dictionary does not know it."""
    if word.isupper():
        return word
    parses = [parse for parse in morphology().parse(word) if "nomn" in parse.tag and parse.is_known]
    best = next((parse for parse in parses if "Geox" in parse.tag), parses[0] if parses else None)
    found = best.inflect({grammeme}) if best is not None else None
    if found is None:
        return word
    return found.word if word.islower() else "-".join(part[:1].upper() + part[1:] for part in found.word.split("-"))
