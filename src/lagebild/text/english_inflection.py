"""Base forms of English words: irregular ones listed, regular ones by rule."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from pathlib import Path

import yaml

AUXILIARIES = ("be", "have", "do", "can", "will", "shall")
LOST_E = re.compile(
    r"(?:[^aeiou](?:[bcdfgkptz])l|[cuvz]|[^s]s|[dr]g|[^aeiou]i|(?:^|[^aeo])[aiou]r|(?:[^aeiou]|qu)[aiou][kmp]"
    r"|[aeiou][bd]|(?:[^aeiouy]|[iu]|cre|que|ne)at|[^aeiou][iou]t|[^aeiou]et|[^aeiou]in|[^aeiou]un|[^aeio]ag|[ieo]g"
    r"|[^aeio][iu]l|(?:[^aeiou]|qu)[ao]l|^[^aeiou]+[aeo]n|[aeiou]y[aeiou]th)$"
)
"""Stems that most often lost a final -e before -ed and -ing."""


def _table(rows: str) -> dict[str, str]:
    split = [row.split() for row in rows.replace("\n", "|").split("|") if row.strip()]
    itself = {row[0]: row[0] for row in split}
    return itself | {form: row[0] for row in reversed(split) for form in row[1:]}


WORDS: dict[str, str] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
VERBS, NOUNS, COMPARED, CASES = (_table(WORDS[name]) for name in ("verbs", "nouns", "compared", "pronouns"))
UNCHANGED_NOUNS, FINAL_E, NO_FINAL_E, FINAL_DOUBLE = (
    frozenset(WORDS[name].split()) for name in ("unchanged_nouns", "final_e", "no_final_e", "final_double")
)

BASES_TOO = frozenset("bore bound cost dove fell felt found ground lay left lent rent saw shed wound".split())
"""Past forms that are base forms of other verbs, or of their own."""
PAST_ONLY = frozenset(VERBS) - frozenset(VERBS.values()) - BASES_TOO


def verb_base(form: str, tag: str, known: AbstractSet[str] = frozenset()) -> str:
    """Base form of a lower-case verb form with a Penn tag; `known` decides between possible stems."""
    if tag == "MD" and form == "'d":
        return "would"
    if tag in ("VB", "VBP", "MD"):
        return VERBS[form] if VERBS.get(form) in AUXILIARIES or form in PAST_ONLY else form
    if form in VERBS:
        return VERBS[form]
    if tag == "VBZ":
        return _verb_in_s(form, known)
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            return _prefixed(form) or _stem(form[: -len(ending)], ending, known)
    return _prefixed(form) or form


def _prefixed(form: str) -> str | None:
    """An irregular verb behind a prefix: "retaught"."""
    for prefix in ("re", "over", "under", "out", "un", "mis", "fore", "counter-", "re-"):
        rest = form[len(prefix) :]
        if (
            form.startswith(prefix)
            and len(rest) > 3
            and VERBS.get(rest, rest) != rest
            and not rest.endswith(("ed", "ing"))
        ):
            return prefix + VERBS[rest]
    return None


def _verb_in_s(form: str, known: AbstractSet[str]) -> str:
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("shes", "ches", "sses", "xes", "zzes", "oes")) and form[:-1] not in known | FINAL_E:
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith("ss") else form


def _stem(stem: str, ending: str, known: AbstractSet[str]) -> str:
    """The verb whose -ed or -ing form begins with this stem."""
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if ending == "ed" and stem.endswith("e"):
        return stem + "e"
    single = stem[:-1]
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    candidates = [stem + "e", stem, *([single] if doubled else [])]
    for listed in (FINAL_E, NO_FINAL_E | FINAL_DOUBLE, known):
        fitting = [candidate for candidate in candidates if candidate in listed]
        if len(fitting) == 1:
            return fitting[0]
    if doubled:
        return _undoubled(stem)
    if stem.endswith("ck") and stem[:-1] in ("panic", "traffic", "mimic", "picnic", "frolic"):
        return single
    return stem + "e" if LOST_E.search(stem) else stem


def _undoubled(stem: str) -> str:
    if stem[-1] in "sfz" or stem in FINAL_DOUBLE:
        return stem
    syllables = len(re.findall(r"[aeiouy]+", stem))
    return stem if stem[-1] == "l" and syllables == 1 else stem[:-1]


def noun_base(form: str, known: AbstractSet[str] = frozenset()) -> str:
    """Singular of a plural noun; keeps the case of the letters."""
    lowered = form.lower()
    if lowered in NOUNS:
        return form[:1] + NOUNS[lowered][1:] if form[:1].lower() == NOUNS[lowered][:1] else NOUNS[lowered]
    if lowered in UNCHANGED_NOUNS or len(form) < 3:
        return form
    if lowered.endswith("men") and len(form) > 4:
        return form[:-2] + "an"
    if lowered.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if lowered.endswith(("wives", "knives", "lives")):
        return form[:-3] + "fe"
    if lowered.endswith(("halves", "selves", "shelves", "thieves", "wolves", "leaves")):
        return form[:-3] + "f"
    if lowered.endswith(("shes", "ches", "sses", "xes", "zzes")) and lowered[:-1] not in known | {"cache", "psyche"}:
        return form[:-2]
    return form[:-1] if lowered.endswith("s") and not lowered.endswith(("ss", "'s")) else form


def adjective_base(form: str, known: AbstractSet[str] = frozenset()) -> str:
    """Positive of a comparative or superlative in lower case."""
    if form in COMPARED:
        return COMPARED[form]
    ending = next((e for e in ("est", "er") if form.endswith(e) and len(form) > len(e) + 2), None)
    if ending is None:
        return form
    stem = form[: -len(ending)]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "lsf":
        return stem[:-1]
    return stem + "e" if stem + "e" in known or (stem[-1] in "cguv" and not stem.endswith("ng")) else stem
