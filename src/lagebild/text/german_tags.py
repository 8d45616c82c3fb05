"""German: HanTa's tags set right where the order of words leaves no choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

OPENERS = ("KOUS", "PRELS", "PRELAT", "PWAV")
VERBS = ("VV", "VA", "VM")
OPENER_PLACES = 3
"""An opening word stands among the first three of its clause: "aber weil", "in denen"."""
STARTS = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag heute morgen anfang beginn tag woche jahr monat "
    "herbst winter frühjahr sommer".split()
)
INDEFINITE = frozenset({"ein", "eine", "eines", "einer", "einem", "einen"})
LONGEST_ATTRIBUTE = 9
LONGEST_START = 4
FINITE = "VV(FIN)"
NOMINAL = ("NN", "NE", "NNA", "NNI", "PPER", "PIS", "PDS", "CARD")
NON_FINITE = ("ADJ(A)", "VV(INF)")
"""What HanTa may take a finite verb for: "bombardierten" for a participle, "rollen" for an infinitive."""


def repaired_tags(forms: Sequence[str], tags: Sequence[str], readings: Callable[[str], Sequence[str]]) -> list[str]:
    """The tags of a sentence, with "während" as a conjunction and finite verbs where its clauses need them.

    ``readings`` gives the tags that a word can have by its form.
    """
    repaired = list(tags)
    for start, end in _clauses(tags):
        _repair_conjunction(forms, repaired, start, end)
        _repair_last_verb(forms, repaired, start, end)
    _repair_main_verb(forms, repaired, readings)
    _repair_circumposition(forms, repaired)
    _repair_articles(forms, repaired)
    return repaired


def _clauses(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges between punctuation marks."""
    start = 0
    for place, tag in enumerate([*tags, "$."]):
        if tag.startswith("$"):
            if place > start:
                yield start, place
            start = place + 1


def _repair_conjunction(forms: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """ "während Baku beteuert" has a verb at its end, "während des Krieges" has none."""
    verb_last = tags[end - 1].startswith(VERBS)
    if forms[start].lower() == "während" and tags[start] == "APPR" and verb_last and end - start > 2:
        tags[start] = "KOUS"


def _repair_last_verb(forms: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """ "die sich auf Zeugen beruft": without an auxiliary it is no participle."""
    opened = _opened(tags, start, end)
    helped = any(tag.startswith(("VA", "VM")) for tag in tags[start:end])
    if opened and not helped and tags[end - 1] == "VV(PP)" and forms[end - 1].islower():
        tags[end - 1] = "VV(FIN)"


def _repair_main_verb(forms: Sequence[str], tags: list[str], readings: Callable[[str], Sequence[str]]) -> None:
    """ "Laut Teheran bombardierten türkische Flugzeuge": a sentence has its finite verb behind its first phrase."""
    main = [place for start, end in _clauses(tags) if not _opened(tags, start, end) for place in range(start, end)]
    if any(tags[place].endswith(("(FIN)", "(IMP)")) for place in main) or not tags or not tags[-1].startswith("$"):
        return
    for place in main[1:-1]:
        mistaken = tags[place] in NON_FINITE and tags[place - 1] in NOMINAL and forms[place].islower()
        if mistaken and FINITE in readings(forms[place]):
            tags[place] = FINITE
            return


def _repair_circumposition(forms: Sequence[str], tags: list[str]) -> None:
    """ "von März an": the second part closes the phrase."""
    for place, form in enumerate(forms):
        if form != "an" or tags[place] != "APPR":
            continue
        before = [word.lower() for word in forms[max(0, place - LONGEST_START) : place]]
        if {"von", "vom"} & set(before) and place and (before[-1] in STARTS or tags[place - 1] == "CARD"):
            tags[place] = "APZR"


def _repair_articles(forms: Sequence[str], tags: list[str]) -> None:
    """ "Lastwagen eines von der Armee begleiteten Konvois": "eines" before a participle and its noun is an article."""
    for place, form in enumerate(forms):
        if form.lower() not in INDEFINITE or list(tags[place : place + 2]) != ["PIS", "APPR"]:
            continue
        for other in range(place + 2, min(place + LONGEST_ATTRIBUTE, len(tags) - 1)):
            if tags[other].startswith((*VERBS, "$")):
                break
            if tags[other] == "ADJ(A)" and tags[other - 1] in NOMINAL and tags[other + 1] in NOMINAL:
                tags[place] = "ART"
                break


def _opened(tags: Sequence[str], start: int, end: int) -> bool:
    return any(tag in OPENERS for tag in tags[start : min(start + OPENER_PLACES, end)])
