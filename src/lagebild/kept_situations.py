"""Situations by name: the part of ``pipeline`` that finds them in the store, and the documents that tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches

from lagebild.errors import UsageError
from lagebild.knowledge.actor_names import actor_code, country_code
from lagebild.linking.naming import named
from lagebild.linking.sides import set_sides
from lagebild.model import CodedDocument, Document, NamedSituation
from lagebild.store import Store

#: A name also stands in file names, in the ids of issues and on the command line.
NAME = re.compile(r"[^\W_](?:[\w .-]{0,62}\w)?")
#: Names that are told where one is not known.
TOLD = 5
LIST = "lagebild situations list shows all"


def described(
    name: str, parties: Sequence[str], *, countries: Sequence[str] = (), since: str | None = None,
    until: str | None = None, sides: str | None = None, between: bool = False,
) -> NamedSituation:  # fmt: skip
    """A situation as somebody describes it: parties and countries by code or by name in any language, several joined by
    commas; sides as ``set_sides`` reads them, whose parties are parties too. Raises UsageError.
    """
    called = " ".join(name.split())
    if not NAME.fullmatch(called):
        advice = "up to 64 letters, digits, spaces, dots and hyphens; a letter or digit first and last"
        raise UsageError("cannot be the name of a situation", source=name, advice=advice)
    chosen = set_sides(sides) if sides is not None else ()
    codes = [actor_code(word, "--party") for word in _words(parties)]
    codes += [code for side in chosen for code in side.parties]
    if between and len({*codes}) < 2:
        raise UsageError("--between needs two parties", source=called)
    if not codes:
        raise UsageError("a situation needs a party", source=called, advice="--party ARM --party AZE")
    first, last = _day(since, "--since"), _day(until, "--until")
    if first is not None and last is not None and last < first:
        raise UsageError(f"--until: {last} is before {first}")
    return NamedSituation(
        name=called, parties=tuple(dict.fromkeys(codes)), since=first, until=last, sides=chosen,
        between=between,
        countries=tuple(dict.fromkeys(country_code(word, "--country") for word in _words(countries))),
    )  # fmt: skip


def find(store: Store, name: str) -> NamedSituation:
    """The situation of a name; raises UsageError with the names that are near it, or else with some that there are."""
    known = store.situations()
    key = " ".join(name.split()).casefold()
    if key in known:
        return known[key]
    near = get_close_matches(key, list(known), n=TOLD, cutoff=0.6)
    told = [known[one].name for one in near or list(known)[-TOLD:]]
    if near:
        advice = f"did you mean {' or '.join(told)}?"
    else:
        advice = f"there is {', '.join(told)}; {LIST}" if told else "lagebild situations add makes one"
    raise UsageError("there is no situation of this name", source=name, advice=advice)


def telling(store: Store, wanted: NamedSituation) -> Iterator[tuple[Document, CodedDocument]]:
    """The documents of a store that tell of a situation, with their latest coding, in the order of arrival.

    They have news of what one of its parties did or had done to it. Where only what is between its parties is wanted,
    they name another one too, of another side where it has sides, in an event or anywhere in the text.
    """
    groups = {code: code for code in wanted.parties}
    groups |= {code: side.parties[0] for side in wanted.sides for code in side.parties}
    for document, coded in store.situation_documents(wanted):
        if not wanted.between or _names_several(document, coded, groups):
            yield document, coded


def _names_several(document: Document, coded: CodedDocument, groups: dict[str, str]) -> bool:
    """True where parties of more than one group are named: in the events, else in title and text."""
    codes = {actor.code for mention in coded.events for actor in (*mention.actor, *mention.recipient)}
    codes |= {actor.code for mention in coded.events if mention.claim for actor in mention.claim.by}
    found = {groups[code] for code in codes & set(groups)}
    if len(found) > 1:
        return True
    text = f"{document.title or ''}\n{document.text}"
    others = frozenset(code for code, group in groups.items() if group not in found)
    return bool(named(text, coded.lang or "en", others))


def _words(given: Sequence[str]) -> Iterator[str]:
    """Words of arguments that may join several by commas."""
    yield from (word.strip() for one in given for word in one.split(",") if word.strip())


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option}: '{text}' is no day", advice="write it as 2022-09-13") from None
