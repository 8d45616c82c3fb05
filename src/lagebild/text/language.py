"""Which of the languages that can be read a text is written in."""

from __future__ import annotations

from functools import cache

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder
from lingua import Language as LinguaLanguage

from lagebild.errors import UnknownLanguage
from lagebild.model import LANGUAGES, Language

#: Neighbours of the languages that can be read: without them any text in Latin script would pass for German or English.
NEIGHBOURS = (
    "FRENCH DUTCH SPANISH ITALIAN PORTUGUESE POLISH CZECH SWEDISH DANISH TURKISH HUNGARIAN ROMANIAN LATIN "
    "UKRAINIAN BELARUSIAN BULGARIAN SERBIAN MACEDONIAN KAZAKH ARABIC PERSIAN ARMENIAN GEORGIAN AZERBAIJANI CHINESE"
).split()
#: Characters that the detector looks at; more does not change the answer and costs time on long texts.
WINDOW = 4000


@cache
def _detector() -> LanguageDetector:
    read = [LinguaLanguage.from_iso_code_639_1(getattr(IsoCode639_1, lang.upper())) for lang in LANGUAGES]
    others = [getattr(LinguaLanguage, name) for name in NEIGHBOURS]
    return LanguageDetectorBuilder.from_languages(*read, *others).build()


def detect_language(text: str, *, source: str = "") -> Language:
    """The language of the text; raises UnknownLanguage where it is none that can be read."""
    found = _detector().detect_language_of(text[:WINDOW])
    code = found.iso_code_639_1.name.lower() if found else "none"
    if code not in LANGUAGES:
        raise UnknownLanguage(
            f"the text is not in a language that can be read (looks like '{code}')",
            source=source,
            advice=f"readable are {', '.join(LANGUAGES)}; --lang sets one by hand",
        )
    return code
