"""What an outlet has found out itself, and texts that are the word of the body that issued them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lagebild.model import Document

#: The outlet's own people who see or hear something.
REPORTERS = (
    r"(?:reporters?|correspondents?|journalists?|news team)\b[^.!?\n]{0,80}?\b(?:saw|seen|heard|hear|sees|counted|watched|witnessed|visited|found|observed|filmed)\b|"
    r"\b(?:reporter\w*|korrespondent\w*|journalist\w*|redakteur\w*)\b[^.!?\n]{0,80}?\b(?:sah|sahen|hört\w*|zählt\w*|beobacht\w*|besucht\w*|erlebt\w*|gesehen|gehört)\b|"
    r"\b(?:корреспондент\w*|репорт[её]р\w*|журналист\w*)\b[^.!?\n]{0,80}?\b(?:видел\w*|увидел\w*|слышал\w*|услышал\w*|насчитал\w*|наблюдал\w*|побывал\w*|стал\w* свидетел\w*)\b"
)
#: The outlet speaking of itself as of somebody who was there.
WE = (
    r"\bwe (?:saw|heard|counted|visited|watched)\b|\b(?:sahen|hörten|zählten|haben) wir\b|\bwir (?:sahen|hörten|zählten)\b|"
    r"\bмы (?:видели|слышали|насчитали|наблюдали)\b|\bпо нашей (?:прикидке|оценке)|\bпо нашим (?:подсч[её]там|наблюдениям)|\bнам пишут\b|\bпишут из\b"
)
WITNESSED = re.compile(f"{REPORTERS}|{WE}", re.IGNORECASE)
#: People without an office who tell the outlet what they know, and sources whom it does not name.
PRIVATE = re.compile(
    r"\b(?:residents?|villagers?|shopkeeper|shop owner|farmers?|teachers?|doctors?|nurses?|drivers?|witness(?:es)?|eyewitness(?:es)?|neighbou?rs?|pensioners?|students?|"
    r"traders?|refugees?|diplomats?|insiders?|person familiar|people familiar|sources? close|shepherds?|workers?|mother|father|survivors?|"
    r"einwohner\w*|bewohner\w*|anwohner\w*|augenzeug\w*|dorfbewohner\w*|händler\w*|lehrer\w*|bauer\w*|ärzt\w*|diplomat\w*|insider\w*|flüchtling\w*|"
    r"жител\w+|очевид\w+|продав\w+|учител\w+|врач\w*|дипломат\w*|водител\w+|фермер\w*|беженц\w+|пенсионер\w*|собеседни\w+ из числа)\b",
    re.IGNORECASE,
)
TOLD = (
    r"\b(?:told|tells|said to|speaking to|spoke to)\b|\b(?:sagte|sagten|erzählte\w*|berichtete\w*|schilderte\w*)\b|"
    r"\b(?:рассказал\w*|сказал\w*|сообщил\w*|поведал\w*)\b"
)
TELLING = re.compile(TOLD, re.IGNORECASE)
#: The outlet as the one who was told, where it does not give its name.
THIS_PAPER = re.compile(
    r"\b(?:this|our) (?:newspaper|paper|reporter|correspondent|agency|website)\b|\b(?:diese[rm]?|unsere[rm]?) (?:zeitung|redaktion|reporter\w*|korrespondent\w*|agentur)\b|"
    r"\bнаш\w* (?:корреспондент\w*|издани\w*|газет\w*|редакци\w*|агентств\w*)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][»”\"])\s+")
#: Outlets that are one person's or group's channel: what they say without a source they have from where they are.
CHANNEL = re.compile(r"^(?:telegram|whatsapp|x|twitter|facebook|vk|viber)\b", re.IGNORECASE)
PRESS_RELEASE = re.compile(
    r"\b(?:press (?:release|statement|communiqu[eé])|(?:press|media) service of|pressemitteilung|presseerklärung|pressestelle|kommuniqu[eé]|"
    r"пресс-релиз\w*|по материалам пресс-служб\w*|пресс-служб\w* сообщает)",
    re.IGNORECASE,
)
#: Characters at the beginning of a text and words of its last paragraph in which it says that it is a press release.
HEAD, TAIL = 200, 15


@lru_cache(maxsize=4096)
def own_work(document: Document) -> tuple[tuple[int, int], ...]:
    """The paragraphs, by their bounds in the text, in which the outlet tells what its own people saw or were told."""
    return tuple(
        (start, end)
        for start, end in _paragraphs(document.text)
        if _shows_work(document.text[start:end], document.outlet or "")
    )


def is_channel(document: Document) -> bool:
    """True for a channel on a social network."""
    return CHANNEL.match(document.outlet or "") is not None


def press_release(document: Document) -> str:
    """The words in which a text says whose press release it is; empty where it is none."""
    last = document.text.strip().rpartition("\n")[2]
    parts = [document.title or "", document.text[:HEAD], last if len(last.split()) <= TAIL else ""]
    found = ((PRESS_RELEASE.search(part), part) for part in parts)
    return next((part[match.start() :].partition(".")[0] for match, part in found if match is not None), "")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for part in text.split("\n"):
        if part.strip():
            yield position, position + len(part)
        position += len(part) + 1


def _shows_work(paragraph: str, outlet: str) -> bool:
    return any(_is_own(sentence, outlet) for sentence in SENTENCE_END.split(paragraph))


def _is_own(sentence: str, outlet: str) -> bool:
    own_name = _mentions(sentence, outlet) or THIS_PAPER.search(sentence) is not None
    witnessed = WITNESSED.search(sentence)
    if witnessed is not None and (own_name or re.match(WE, witnessed.group(), re.IGNORECASE)):
        return True
    return own_name and TELLING.search(sentence) is not None and PRIVATE.search(sentence) is not None


def _mentions(sentence: str, outlet: str) -> bool:
    """The outlet's name stands there, its words perhaps inflected."""
    words = [word for word in re.findall(r"\w+", outlet.partition(":")[2] or outlet) if len(word) > 2]
    stems = [re.escape(word[: max(4, len(word) - 3)]) + r"\w{0,6}" for word in words]
    return bool(stems) and re.search(r"\W+(?:\w{1,3}\W+)?".join(stems), sentence, re.IGNORECASE) is not None
