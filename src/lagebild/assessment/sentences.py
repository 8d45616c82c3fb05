"""What the assessment says of precedents, takers, assumptions and gaps, in each language from the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lagebild.assessment.commitment_wording import date
from lagebild.assessment.names import name
from lagebild.knowledge.ontology import event_types
from lagebild.knowledge.precedents import vocabulary
from lagebild.knowledge.wording_files import option_words
from lagebild.model import Event, Frozen, Language

#: A value is written as ``tag:word``; without a known tag it stands as it is.
TAGS: Mapping[str, Callable[[str, Language], str]] = {
    "code": name,
    "kind": lambda word, lang: getattr(vocabulary().kinds[word], lang),
    "region": lambda word, lang: getattr(vocabulary().regions[word], lang),
    "deaths": lambda word, lang: getattr(vocabulary().deaths[word], lang),
    "phase": lambda word, lang: option_words()[lang][f"phase.{word}"],
    "language": lambda word, lang: option_words()[lang][f"language.{word}"],
    "type": lambda word, lang: event_types()[word].name[lang],
    "day": date,
    "text": lambda word, _: word,
}
ARROW = " → "


class Sentence(Frozen):
    """A sentence of the wording files with what fills it; ``text`` is its English form."""

    key: str
    values: Mapping[str, tuple[str, ...]]
    text: str


def sentence(key: str, **values: Iterable[str]) -> Sentence:
    """The sentence of a key, filled with tagged words."""
    filled = {name: tuple(words) for name, words in values.items()}
    return Sentence(key=key, values=filled, text=worded(key, filled, "en"))


def in_language(said: Sentence, lang: Language) -> str:
    """The sentence in a language."""
    return worded(said.key, said.values, lang)


def worded(key: str, values: Mapping[str, tuple[str, ...]], lang: Language) -> str:
    """A template of the wording files filled with values, several of one value joined by commas."""
    return option_words()[lang][key].format(
        **{name: ", ".join(_word(word, lang) for word in words) for name, words in values.items()}
    )


def tagged(tag: str, *words: str) -> tuple[str, ...]:
    """Words with the tag that tells how they are worded."""
    return tuple(f"{tag}:{word}" for word in words)


def told(event: Event) -> tuple[str, ...]:
    """An event as a value: ``Assault (A → B, day, place)``."""
    details = [event.date.isoformat() if event.date else "", event.place or ""]
    who = [",".join(event.actor), ",".join(event.recipient)]
    return (f"event:{event.type}|{'>'.join(part for part in who if part)}|{'|'.join(details)}",)


def sentence_of(event: Event, lang: Language) -> str:
    """An event in a language: ``Assault (A → B, day, place)``."""
    return _word(told(event)[0], lang)


def _word(word: str, lang: Language) -> str:
    tag, _, rest = word.partition(":")
    if tag == "event":
        return _event(rest, lang)
    return TAGS[tag](rest, lang) if tag in TAGS else word


def _event(word: str, lang: Language) -> str:
    kind, who, day, place = word.split("|", 3)
    details = [date(day, lang) if day else "", place]
    parties = ARROW.join(", ".join(name(code, lang) for code in side.split(",")) for side in who.split(">"))
    return f"{event_types()[kind].name[lang]} ({', '.join(part for part in (parties, *details) if part)})"
