"""What the assessment says of precedents, takers, assumptions and gaps, in each language from the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lagebild.assessment.commitment_wording import clause, date
from lagebild.assessment.names import Case, listing, name
from lagebild.assessment.places import place_name
from lagebild.knowledge.ontology import event_types
from lagebild.knowledge.precedents import vocabulary
from lagebild.knowledge.wording_files import option_words
from lagebild.linking.commitments import BETWEEN
from lagebild.linking.treaties import BILATERAL, TRILATERAL_STATEMENT
from lagebild.model import CommitmentState, Event, Frozen, Language

#: A value is written as ``tag:word``; without a known tag it stands as it is.
TAGS: Mapping[str, Callable[[str, Language], str]] = {
    "code": lambda word, lang: name(word, lang, "label"),
    "kind": lambda word, lang: getattr(vocabulary().kinds[word], lang),
    "region": lambda word, lang: getattr(vocabulary().regions[word], lang),
    "deaths": lambda word, lang: getattr(vocabulary().deaths[word], lang),
    "phase": lambda word, lang: option_words()[lang][f"phase.{word}"],
    "language": lambda word, lang: option_words()[lang][f"language.{word}"],
    "type": lambda word, lang: event_types()[word].name[lang],
    "day": date,
    "clause": lambda word, lang: _clause(word, lang),
    "treaty-between": lambda word, lang: _between(word, lang),
    "treaty": lambda word, lang: option_words()[lang][f"treaty.{word}"],
    "text": lambda word, _: word,
}
ARROW = " → "
#: Treaties that the news name by their kind alone.
UNNAMED = {BILATERAL: "bilateral", TRILATERAL_STATEMENT: "trilateral"}


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


def clause_of(state: CommitmentState) -> str:
    """A clause as a value: by the register, by its parties, or as the news name it where neither is known."""
    if state.treaty_id:
        return f"clause:{state.treaty_id}|{state.article or ''}"
    parties = [*state.invoked_by, *state.asked_of]
    if state.treaty.startswith(BETWEEN) and len(parties) > 1:
        return f"treaty-between:{','.join(parties)}"
    if state.treaty in UNNAMED:
        return f"treaty:{UNNAMED[state.treaty]}"
    return f"text:{state.treaty} ({state.article})" if state.article else f"text:{state.treaty}"


def _clause(word: str, lang: Language) -> str:
    treaty, _, article = word.partition("|")
    return clause(treaty, article or None, lang)


def _between(codes: str, lang: Language) -> str:
    case: Case = "instrumental" if lang == "ru" else "dative"
    return option_words()[lang]["treaty.between"].format(parties=listing(codes.split(","), lang, case))


def told(event: Event) -> tuple[str, ...]:
    """An event as a value: ``Assault (A → B, day, place)``."""
    details = [event.date.isoformat() if event.date else "", event.place or "", event.place_country or ""]
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
    kind, who, day, place, country = word.split("|", 4)
    details = [date(day, lang) if day else "", place_name(place, country, lang) if place else ""]
    parties = ARROW.join(", ".join(name(code, lang, "label") for code in side.split(",")) for side in who.split(">"))
    return f"{event_types()[kind].name[lang]} ({', '.join(part for part in (parties, *details) if part)})"
