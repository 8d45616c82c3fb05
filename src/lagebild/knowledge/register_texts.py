"""What the registers of precedents and treaties say in words, in the reader's language.

The registers hold their texts in English. Beside them, ``texts/<language>/<file of the register>`` holds the same texts
in another language: id of the record, path of the field in it, text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import TypeAdapter

from lagebild.errors import KnowledgeError
from lagebild.knowledge.loading import raw, records
from lagebild.knowledge.precedents import precedent_files
from lagebild.knowledge.treaty_register import treaty_files
from lagebild.knowledge.wording_files import report_words
from lagebild.model import Language

Register = Literal["precedents", "treaties"]
Texts = Mapping[str, Mapping[str, str]]

#: The fields that readers are shown; ``*`` stands for the place in a list.
SHOWN: Mapping[Register, tuple[str, ...]] = {
    "precedents": (
        "trigger", "measures.*.through", "measures.*.under", "measures.*.against", "after_30.note", "after_180.note",
        "after_365.note",
    ),
    "treaties": (
        "note", "conditions.*.note", "articles.*.about", "articles.*.words", "articles.*.exclusions.*",
        "articles.*.area.note", "invocations.*.note",
    ),
}  # fmt: skip
#: Words of a treaty are quoted: another language has them only where the treaty is known to say so in it.
QUOTED = "words"
FILES: Mapping[Register, Callable[[], tuple[str, ...]]] = {"precedents": precedent_files, "treaties": treaty_files}


def text(register: Register, ident: str, path: str, lang: Language) -> str:
    """The text of a field (``measures.0.against``) of a record in a language; an English one is marked as such."""
    found = known_text(register, ident, path, lang)
    if found is None:
        return report_words()["in-english"][lang].format(text=known_text(register, ident, path, "en"))
    return found


def known_text(register: Register, ident: str, path: str, lang: Language) -> str | None:
    """The text of a field in a language, None where it is there in English only."""
    name = _file_of(register).get(ident)
    english = english_texts(register, name).get(ident, {}).get(path) if name else None
    if name is None or english is None:
        raise KnowledgeError(f"record {ident}: there is no text {path}", source=register)
    return english if lang == "en" else texts(register, name, lang).get(ident, {}).get(path)


@cache
def texts(register: Register, name: str, lang: Language) -> Texts:
    """The texts of one file of a register in a language other than English; none where there is no such file."""
    path = f"{register}/texts/{lang}/{name}"
    if not files("lagebild.knowledge").joinpath(path).is_file():
        return {}
    return records(path, TypeAdapter(Texts))


@cache
def english_texts(register: Register, name: str) -> Texts:
    """The texts that readers are shown, as one file of a register has them."""
    patterns = [tuple(pattern.split(".")) for pattern in SHOWN[register]]
    return {
        record["id"]: {path: said for pattern in patterns for path, said in _found(record, pattern)}
        for record in raw(f"{register}/{name}")
    }


@cache
def _file_of(register: Register) -> Mapping[str, str]:
    """The file in which each record stands."""
    return {record["id"]: name for name in FILES[register]() for record in raw(f"{register}/{name}")}


def _found(value: Any, pattern: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paths below a value that a pattern covers, with what stands there."""
    if not pattern:
        yield "", str(value)
        return
    step, *rest = pattern
    inner = enumerate(value) if step == "*" else [(step, value.get(step))]
    for key, part in inner:
        if part is not None:
            yield from ((f"{key}.{path}".rstrip("."), said) for path, said in _found(part, rest))
