"""German case, gender and number as far as articles, adjective endings and nouns tell.

A reading is case, gender and number in three letters ("NMS": nominative masculine singular; in the
plural the gender is "X"). Words of one noun phrase narrow each other's readings down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

Readings = frozenset[str]

CASES = {"N": "Nom", "G": "Gen", "D": "Dat", "A": "Acc"}
GENDERS = {"M": "Masc", "F": "Fem", "N": "Neut"}
#: Readings of plural nouns; those of loan words in -s look like a genitive ("Paramilitärs").
PLURAL: Readings = frozenset({"NXP", "GXP", "DXP", "AXP"})
ALL: Readings = frozenset(case + rest for case in "NGDA" for rest in ("MS", "FS", "NS", "XP"))
STRONG = {
    "er": "NMS DFS GFS GXP",
    "e": "NFS AFS NXP AXP",
    "es": "NNS ANS GMS GNS",
    "em": "DMS DNS",
    "en": "AMS DXP",
}
"""Endings of "dieser"; "der" has the same with its own vowel."""
WEAK = {"e": "NMS NFS NNS AFS ANS", "en": "AMS GMS GFS GNS DMS DFS DNS NXP GXP DXP AXP"}
"""Adjective endings behind an article that shows the case."""
ARTICLES = {"der": "er", "die": "e", "das": "es", "dem": "em", "den": "en", "des": "GMS GNS"}
FUSED = re.compile(r"(?:(?P<em>i|a|zu|vo|bei|hinter|unter)m|(?P<er>zu)r|(?P<as>in|an|auf|für|um|durch|über)s)$")
BARE = ("ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer")
WORDS = yaml.safe_load(Path(__file__).with_name("german.yaml").read_text(encoding="utf-8"))
PRONOUN_READINGS = {
    word: frozenset(readings.split()) for readings, words in WORDS["pronouns"].items() for word in words.split()
}
PRONOUN_TAGS = ("PPER", "PDS", "PIS", "PRELS", "PWS")
DETERMINERS = ("ART", "PPOSAT", "PDAT", "PIAT", "PWAT")
FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "ik", "enz", "anz", "ei", "ur", "in", "macht", "kraft")
MASCULINE = ("ismus", "er", "or", "ist", "ent", "ant", "ling", "eur", "är", "mann", "rat", "tag", "krieg", "angriff")
NEUTER = ("chen", "lein", "ment", "um", "tum", "nis", "land", "gebiet", "abkommen", "recht", "werk", "amt", "zeug")
PLURAL_S = ("a", "i", "o", "u", "y", "chef", "team", "club", "job", "detail", "tweet", "camp", "streik", "clan", "park")
ENDINGS = {"F": FEMININE, "M": MASCULINE, "N": NEUTER}
WEAK_NOUN = re.compile(r"(?:e|ent|ant|ist|at|oge|graf|held|mensch|herr|nachbar|bauer|zeuge)$", re.IGNORECASE)
CASES_OF = {name: cases for cases, names in WORDS["prepositions"].items() for name in names.split()}


@dataclass(frozen=True)
class Tagged:
    """A word with HanTa's tag and lemma."""

    form: str
    tag: str
    lemma: str


def features(words: Sequence[Tagged], genders: Mapping[str, str]) -> list[str]:
    """Universal features of each word ("Case=Acc,Nom|Number=Sing"), "" where nothing is known."""
    found = [_pronoun(word) or _verb_number(word) for word in words]
    for start, end in _phrases(words):
        readings = _phrase_readings(words, start, end, genders)
        text = _universal(readings)
        for place in range(start, end):
            if words[place].tag not in ("APPR", "ADV", "CARD", "ADJ(D)"):
                found[place] = text
    return found


def _phrases(words: Sequence[Tagged]) -> Iterable[tuple[int, int]]:
    """Ranges from a preposition or determiner to its noun."""
    start = 0
    inside = (*DETERMINERS, "ADJ(A)", "CARD", "ADV", "ADJ(D)", "APPR", "APPRART", "TRUNC")
    for place, word in enumerate(words):
        if word.tag in ("NN", "NE", "NNA", "NNI"):
            yield start, place + 1
            start = place + 1
        elif word.tag in ("APPR", "APPRART", *DETERMINERS) and not _opens(words, start, place):
            start = place
        elif word.tag not in inside:
            start = place + 1


def _opens(words: Sequence[Tagged], start: int, place: int) -> bool:
    """Whether the words before this one belong to the same phrase: "mit allen den"."""
    before = words[start:place]
    return bool(before) and words[place].tag in DETERMINERS and before[-1].tag in (*DETERMINERS, "APPR")


def _phrase_readings(words: Sequence[Tagged], start: int, end: int, genders: Mapping[str, str]) -> Readings:
    noun = words[end - 1]
    readings = noun_readings(noun, genders)
    plural = PLURAL if noun.tag in ("NN", "NNI") and noun.form == noun.lemma + "s" else frozenset[str]()
    if plural and end - start == 1:
        return plural  # "Militärs": a genitive needs a word before it
    shown = "none"
    for word in words[start : end - 1]:
        possible = _word_readings(word, shown)
        if word.tag in (*DETERMINERS, "APPRART"):
            shown = "bare" if word.form.lower() in BARE else "full"
        readings = readings & possible or plural & possible or readings
    return readings


def _word_readings(word: Tagged, shown: str) -> Readings:
    form = word.form.lower()
    if word.tag == "APPRART":
        return _fused(form)
    if word.tag == "APPR" and form not in ("als", "wie"):
        cases = CASES_OF.get(form, "GDA")
        return frozenset(reading for reading in ALL if reading[0] in cases)
    if word.tag in DETERMINERS:
        return _determiner(form)
    if word.tag == "ADJ(A)":
        return _adjective(form, shown)
    return ALL


def _fused(form: str) -> Readings:
    match = FUSED.match(form)
    if match is None:
        return ALL
    return _set({"em": "DMS DNS", "er": "DFS", "as": "ANS"}[match.lastgroup or ""])


def _determiner(form: str) -> Readings:
    if form in BARE:
        return _set("NMS NNS ANS")
    if form in ARTICLES:
        ending = ARTICLES[form]
        return _set("NNS ANS") if form == "das" else _set(STRONG.get(ending, ending))
    if form == "einen":
        return _set("AMS")
    for ending in ("er", "es", "em", "en", "e"):
        if form.endswith(ending):
            extra = "GMS GNS" if ending == "en" and not form.startswith(BARE) else ""
            nominative = "NMS" if ending == "er" and form.startswith(BARE) else ""
            return _set(STRONG[ending] + " " + extra) - _set(nominative)
    return ALL


def _adjective(form: str, shown: str) -> Readings:
    ending = next((e for e in ("er", "es", "em", "en", "e") if form.endswith(e)), "")
    if shown == "full" and ending in WEAK:
        return _set(WEAK[ending])
    if shown == "bare":
        return _set({"er": "NMS", "es": "NNS ANS"}.get(ending, WEAK.get(ending, "")) or " ".join(ALL))
    if ending == "en":
        return _set("AMS DXP GMS GNS")
    return _set(STRONG.get(ending, "")) or ALL


def noun_readings(word: Tagged, genders: Mapping[str, str]) -> Readings:
    """What the ending of a noun and its gender leave open."""
    if word.tag == "NE":
        return _set("GMS GFS GNS") if word.form != word.lemma and word.form.endswith("s") else ALL
    if word.tag == "NNA":
        return ALL
    gender = gender_of(word.lemma, genders)
    numbered = _numbers(word)
    return frozenset(r for r in numbered if r[1] == "X" or r[1] in gender) or ALL


def _numbers(word: Tagged) -> Readings:
    form, lemma = word.form, word.lemma
    singular = frozenset(reading for reading in ALL if reading[2] == "S")
    plural = ALL - singular
    if form == lemma:
        unchanged = plural if form.endswith(("n", "s")) else plural - _set("DXP")
        return (singular | unchanged) if form.endswith(("er", "el", "en", "chen", "lein", "s", "ler")) else singular
    if form in (lemma + "s", lemma + "es"):
        return _set("GMS GNS") | (plural if lemma.lower().endswith(PLURAL_S) else frozenset())
    if form.endswith("n"):
        weak = _set("AMS DMS GMS") if WEAK_NOUN.search(lemma) else frozenset[str]()
        return plural | weak
    old_dative = _set("DMS DNS") if form == lemma + "e" else frozenset[str]()
    return plural if form.endswith("s") else plural - _set("DXP") | old_dative


def gender_of(lemma: str, genders: Mapping[str, str]) -> str:
    """Possible genders ("MFN" if unknown) by the longest known last part of the word, else by suffix."""
    lowered = lemma.lower()
    for start in range(max(len(lowered) - 3, 1)):
        if lowered[start:] in genders and (start == 0 or len(lowered) - start >= 4):
            return genders[lowered[start:]]
    known = {ending: gender for gender, endings in ENDINGS.items() for ending in endings if lowered.endswith(ending)}
    return known[max(known, key=len)] if known else "MFN"


def _pronoun(word: Tagged) -> str:
    form = word.form.lower()
    if word.tag not in PRONOUN_TAGS:
        return ""
    if form in ("der", "den"):
        relative = {"der": "NMS", "den": "AMS"}[form]
        return _universal(_set(relative) if word.tag == "PRELS" else _determiner(form))
    return _universal(PRONOUN_READINGS.get(form, ALL))


def _verb_number(word: Tagged) -> str:
    if not word.tag.endswith("(FIN)"):
        return ""
    form = word.form.lower()
    plural = form == "sind" or (form.endswith(("en", "ern", "eln", "tun")) and not form.endswith("schien"))
    return "Number=Plur" if plural else "Number=Sing"


def _set(readings: str) -> Readings:
    return frozenset(readings.split())


def _universal(readings: Readings) -> str:
    if readings == ALL:
        return ""
    cases = sorted({CASES[reading[0]] for reading in readings})
    numbers = sorted({"Sing" if reading[2] == "S" else "Plur" for reading in readings})
    parts = []
    if len(cases) < len(CASES):
        parts.append("Case=" + ",".join(cases))
    genders = sorted({GENDERS[reading[1]] for reading in readings if reading[1] != "X"})
    if len(genders) == 1 and numbers == ["Sing"]:
        parts.append("Gender=" + genders[0])
    if len(numbers) == 1:
        parts.append("Number=" + numbers[0])
    return "|".join(parts)
