"""Actors as people name them to the program: by code, or by a name in any of the languages."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from lagebild.errors import UsageError
from lagebild.knowledge.actors import register
from lagebild.model import LANGUAGES

#: How like a known name a mistyped one must be to be meant (``difflib``).
LIKENESS = 0.7
CODES = "codes are ISO alpha-3 for states, IGO:… and NSA:… for others"


def actor_code(word: str, given: str) -> str:
    """The code of an actor given by code or name; raises UsageError, which says where it was ``given``."""
    known, names, wanted = register().actors, _codes_by_name(), word.strip()
    if wanted.upper() in known:
        return wanted.upper()
    found = names.get(wanted.casefold())
    if found is not None:
        return found
    raise UsageError(f"{given}: '{wanted}' is no actor known", advice=_advice(wanted))


def country_code(word: str, given: str) -> str:
    """The code of a state given by code or name; raises UsageError."""
    code = actor_code(word, given)
    if register().actors[code].iso2 is None:
        raise UsageError(f"{given}: '{word.strip()}' is no country", advice="name the states on whose ground it is")
    return code


def _advice(wanted: str) -> str:
    names = _codes_by_name()
    codes = {code.casefold(): code for code in register().actors}
    near = get_close_matches(wanted.casefold(), [*codes, *names], n=1, cutoff=LIKENESS)
    return f"did you mean {codes.get(near[0]) or names[near[0]]}?" if near else CODES


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Codes by the names of all languages, folded; of two actors with one name the first in the register has it."""
    found: dict[str, str] = {}
    for lang in ("en", *LANGUAGES):
        for code, record in register().actors.items():
            for name in record.names_in(lang).names:
                found.setdefault(name.casefold(), code)
    return found
