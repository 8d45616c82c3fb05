"""Sentences with a dateline put before them: news opens so, and the treebanks hardly show it."""

from __future__ import annotations

import random
from dataclasses import replace

from training.conllu import Sentence, Word

SHARE = 0.05
"""Dated sentences added for each sentence of the treebank."""
SHORTEST = 8
"""Words of a sentence that gets a dateline."""
CITIES = {
    "de": "Berlin Moskau Kiew Tiflis Eriwan Baku Suchumi Brüssel Genf Wien Ankara Jerusalem Beirut "
    "Washington Peking Warschau Belgrad Pristina Minsk Charkiw Odessa Kabul Bagdad Kairo Khartum Straßburg Paris",
    "en": "BERLIN MOSCOW KYIV TBILISI YEREVAN BAKU SUKHUMI BRUSSELS GENEVA ANKARA TEHRAN JERUSALEM "
    "BEIRUT DAMASCUS WASHINGTON BEIJING WARSAW BELGRADE PRISTINA MINSK Kharkiv KABUL BAGHDAD CAIRO KHARTOUM Paris",
}
AGENCIES = {
    "de": "dpa AFP AP Reuters TASS Interfax Ukrinform APA",
    "en": "AP Reuters AFP Interfax TASS Armenpress Xinhua",
}
DASHES = ("-", "–", "—")


def with_datelines(sentences: list[Sentence], lang: str) -> list[Sentence]:
    """The sentences, and copies of some of them behind a dateline."""
    chance = random.Random(len(sentences))
    long = [sentence for sentence in sentences if len(sentence) >= SHORTEST]
    chosen = chance.sample(long, int(SHARE * len(sentences)))
    return [*sentences, *(_dated(sentence, lang, chance) for sentence in chosen)]


def _dated(sentence: Sentence, lang: str, chance: random.Random) -> Sentence:
    """Place, agency in brackets and dash; the place depends on the sentence's root."""
    place = chance.choice(CITIES[lang].split())
    agency = chance.choice(AGENCIES[lang].split())
    shift = 5
    root = next(number for number, word in enumerate(sentence, start=1) if word.head == 0) + shift
    name, opening, closing, dash = ("NE", "$(", "$(", "$(") if lang == "de" else ("NNP", "-LRB-", "-RRB-", ":")
    line = (
        Word(place, place, "PROPN", name, root, "parataxis"),
        Word("(", "(", "PUNCT", opening, 3, "punct", space_after=False),
        Word(agency, agency, "PROPN", name, 1, "appos", space_after=False),
        Word(")", ")", "PUNCT", closing, 3, "punct"),
        Word(chance.choice(DASHES), "-", "PUNCT", dash, 1, "punct"),
    )
    return line + tuple(replace(word, head=word.head and word.head + shift) for word in sentence)
