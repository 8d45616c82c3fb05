"""Numbers of people in a sentence: in digits and words, ranges, "dozens", parts of a number given before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lagebild.coding.tree import POSSESSIVE_MARKS, base
from lagebild.knowledge.reading import reading_words
from lagebild.knowledge.roles import roles
from lagebild.text.tokens import Doc, Token

DIGITS = re.compile(r"^\d{1,3}(?:[.,\u00a0 ]\d{3})+$|^\d+$")
RANGE = re.compile(r"^(\d+)[-–—](\d+)$")
YEAR = re.compile(r"^(?:19|20)\d\d$")
HYPHENS = frozenset({"-", "–", "—", "‑"})
ARTICLES = {"de": frozenset("ein eine einen einem einer eines".split()), "en": frozenset({"a", "an"}), "ru": frozenset()}
PAIR_WORDS = frozenset({"beide", "beiden", "both", "оба", "обе"})
#: Between the ends of a range, and between an old and a new number, by language.
RANGES = {"de": frozenset({"bis", "und"}), "en": frozenset({"to", "and", "or"}), "ru": frozenset({"до", "и", "или"})}
CHANGES = {"de": ("von", "auf"), "en": ("from", "to"), "ru": ("с", "до")}
BETWEEN = frozenset({"zwischen", "between", "между"})
#: Linking words between a number and the noun that it counts ("50 of its servicemen").
LINKS = {"de": frozenset({"von", "der", "dieser"}), "en": frozenset({"of", "the"}), "ru": frozenset({"из"})}
#: Parts of speech between a number and its noun.
BETWEEN_NOUN = frozenset({"ADJ", "DET", "ADV", "PRON"})
PERSONS = frozenset({"person", "people", "unnamed", "organ"})
CLOSING = frozenset({",", ";", ":", "(", ")", "–", "—", "-", "»", "«", "“", "”", '"'})


@dataclass(frozen=True)
class Quantity:
    """A number with the tokens it stands in and the noun it counts; ``article`` for "a soldier"."""

    first: int
    last: int
    value: int
    noun: Token | None = None
    article: bool = False

    @property
    def end(self) -> int:
        """Position of the noun counted, or of the number's last word."""
        return max(self.last, self.noun.i) if self.noun is not None else self.last


@cache
def _folded(lang: str, which: str) -> dict[str, int]:
    table = getattr(reading_words(lang), which)
    return {key.lower().replace("ё", "е"): value for key, value in table.items()}


@cache
def counting_words(lang: str, which: str) -> frozenset[str]:
    """A list of the reading words about counting people, lower case."""
    return frozenset(word.lower().replace("ё", "е") for word in getattr(reading_words(lang).counting, which))


def _lowered(token: Token) -> str:
    return str(token.lower_).replace("ё", "е")


def number(token: Token, lang: str) -> int | None:
    """The value of one number word or numeral; of a range the lower end."""
    text = _lowered(token).removesuffix(".") if token.i + 1 == len(token.doc) else _lowered(token)
    if DIGITS.match(text):
        return int(re.sub(r"\D", "", text))
    found = RANGE.match(text)
    if found:
        return int(found.group(1))
    tables = (_folded(lang, "numbers"), _folded(lang, "vague"))
    return next((table[key] for key in (text, base(token)) for table in tables if key in table), None)


def quantities(doc: Doc, lang: str, demonyms: Collection[int] = ()) -> list[Quantity]:
    """Numbers that may count people, in the order of the text; parts of a number given before are left out."""
    joined = _ranges(doc, list(_numbers(doc, lang)), lang)
    counted = (replace(each, noun=_noun(doc, each, lang)) for each in joined)
    people = [each for each in counted if _counts_people(doc, each, lang, demonyms)]
    return [each for position, each in enumerate(people) if not _is_part(doc, each, people[:position], lang)]


def _numbers(doc: Doc, lang: str) -> Iterator[Quantity]:
    position = 0
    while position < len(doc):
        found = _number_at(doc, position, lang)
        if found is None:
            position += 1
        else:
            yield found
            position = found.last + 1


def _number_at(doc: Doc, first: int, lang: str) -> Quantity | None:
    """The number that begins at a token: number words and multipliers that follow each other are one number."""
    token = doc[first]
    if token.pos_ in {"PUNCT", "VERB"} and not token.text[:1].isdigit():
        return None
    article = _lowered(token) in ARTICLES[lang]
    value = number(token, lang)
    multipliers = _folded(lang, "multipliers")
    if article and first + 1 < len(doc):
        following = _number_at(doc, first + 1, lang)
        if following is not None and not following.article and not doc[first + 1].text[:1].isdigit():
            return replace(following, first=first)
        value = 1
    if value is None and _lowered(token) in multipliers and not token.text[:1].isdigit():
        value = multipliers[_lowered(token)]
    if value is None:
        return None
    last, total = first, value
    while (step := _continued(doc, last, total, lang)) is not None:
        last, total = step
    several = last == first and total < 10 and _lowered(token) in _folded(lang, "vague")
    return None if several else Quantity(first, last, total, article=article and last == first)


def _continued(doc: Doc, last: int, total: int, lang: str) -> tuple[int, int] | None:
    """The next word of the same number with the value so far; None where the number ends."""
    following = last + 1
    if following + 1 < len(doc) and (doc[following].text in HYPHENS or doc[following].lower_ == "and") and not doc[last].text[:1].isdigit():
        unit = number(doc[following + 1], lang)
        small = unit is not None and 0 < unit < 100 and not doc[following + 1].text[:1].isdigit()
        hyphen = doc[following].text in HYPHENS and total % 10 == 0 and 20 <= total < 100 and unit is not None and unit < 10
        if small and unit is not None and (hyphen or (lang == "en" and doc[following].lower_ == "and" and total % 100 == 0)):
            return following + 1, total + unit
    if following >= len(doc):
        return None
    word = doc[following]
    if word.text.isdigit():
        grouped = len(word.text) == 3 and doc[last].text.isdigit() and len(doc[last].text) <= 3
        return (following, total * 1000 + int(word.text)) if grouped else None
    times = next((t for key in (_lowered(word).rstrip("."), base(word)) if (t := _folded(lang, "multipliers").get(key))), None)
    if times is not None and times > 1:
        return following, total * times
    unit = number(word, lang)
    if unit is None or doc[last].text[:1].isdigit() or _lowered(word) in _folded(lang, "vague") or unit == 0:
        return None
    fits = any(total % size == 0 and 0 < unit < size <= total for size in (10, 100, 1000))
    return (following, total + unit) if fits else None


def _ranges(doc: Doc, found: list[Quantity], lang: str) -> Iterator[Quantity]:
    """Both ends of a range as one number, its lower end; of an old and a new number the new one."""
    position = 0
    while position < len(found):
        one = found[position]
        other = found[position + 1] if position + 1 < len(found) else None
        position += 1
        if other is None or other.first != one.last + 2 or other.article or one.article:
            yield one
            continue
        link, before = doc[one.last + 1].lower_, doc[one.first - 1].lower_ if one.first else ""
        leading, new = CHANGES[lang]
        position += 1
        if before == leading and link == new and not (lang == "en" and not _rises(doc, lang)):
            yield other
        elif link in HYPHENS or (link in RANGES[lang] and (link not in {"и", "and", "und"} or before in BETWEEN)):
            yield replace(other, first=one.first, value=min(one.value, other.value))
        else:
            position -= 1
            yield one


def _rises(doc: Doc, lang: str) -> bool:
    return any(base(token) in counting_words(lang, "rises") for token in doc)


def _noun(doc: Doc, quantity: Quantity, lang: str) -> Token | None:
    """The noun counted: the next noun behind adjectives and "of its"."""
    position = quantity.last + 1
    if position < len(doc) and doc[position].text in HYPHENS:
        position += 1
    while position < len(doc):
        token = doc[position]
        if token.pos_ in {"NOUN", "PROPN"} and any(c.lower_ in POSSESSIVE_MARKS for c in token.children):
            position += 2
            continue
        if token.pos_ in {"NOUN", "PROPN"}:
            return _last_of_run(doc, token) if lang == "en" else token
        linking = token.lower_ in LINKS[lang] or token.tag_ in {"VBN", "VBG"} or token.dep_ == "amod"
        if not (token.pos_ in BETWEEN_NOUN or linking) or (token.tag_ in {"VBN", "VBG"} and not _before_noun(doc, position)):
            break
        if _is_casualty_word(token, lang):
            return token
        position += 1
    return doc[quantity.last] if doc[quantity.last].pos_ == "NOUN" and base(doc[quantity.last]) in counting_words(lang, "persons") else None


def _before_noun(doc: Doc, position: int) -> bool:
    return position + 1 < len(doc) and doc[position + 1].pos_ in {"NOUN", "PROPN"}


def _last_of_run(doc: Doc, token: Token) -> Token:
    while token.i + 1 < len(doc) and doc[token.i + 1].pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "amod", "nmod", "nmod:poss", "flat"} :
        token = doc[token.i + 1]
    return token


def _is_casualty_word(token: Token, lang: str) -> bool:
    return bool({_lowered(token), base(token)} & casualty_nouns(lang))


@cache
def casualty_nouns(lang: str) -> frozenset[str]:
    """Nouns for the dead and the wounded."""
    words = reading_words(lang)
    return frozenset(noun.lower().replace("ё", "е") for toll in (words.killed, words.wounded) for noun in toll.nouns)


def is_person(noun: Token, lang: str, demonyms: Collection[int] = ()) -> bool:
    """The noun means people: a role of persons, a nationality, or a listed word."""
    forms = {base(noun), _lowered(noun)}
    if lang == "en":
        forms |= {form[:-3] + "man" for form in forms if form.endswith("men")}
    if noun.i in demonyms or not forms.isdisjoint(counting_words(lang, "persons")):
        return True
    return any((role := roles(lang).find(form)) is not None and role.kind in PERSONS for form in forms)


def _counts_people(doc: Doc, quantity: Quantity, lang: str, demonyms: Collection[int]) -> bool:
    """Not a date, a time, a measure, an age, a number of things or of a name ("Channel 12")."""
    noun, first, last = quantity.noun, doc[quantity.first], doc[quantity.last]
    if noun is not None:
        return _is_casualty_word(noun, lang) or is_person(noun, lang, demonyms)
    after = doc[quantity.last + 1] if quantity.last + 1 < len(doc) else None
    if quantity.article or (after is not None and (after.text in {"%", "-", "‑", ":", "."} and after.i + 1 < len(doc) and not after.whitespace_)):
        return False
    before = doc[quantity.first - 1] if quantity.first else None
    if before is not None and first.lower_ in {"one", "ones"} and before.pos_ in {"DET", "ADJ", "PRON"}:
        return False
    if before is None or not first.text[:1].isdigit():
        return True
    named = before.pos_ in {"NOUN", "PROPN"} or before.text in {"№", "#", ":", "$", "€", "-", "‑"} or before.lower_ in {"aged", "channel"}
    return not named and not (YEAR.match(last.text) and quantity.first == quantity.last)


def _is_part(doc: Doc, quantity: Quantity, earlier: Sequence[Quantity], lang: str) -> bool:
    """ "including nine children", "seven of them civilians", "(42 of the army)": part of a number that stands before."""
    start = quantity.first
    while start > 0 and quantity.first - start < 8 and doc[start - 1].text not in CLOSING:
        start -= 1
    stop = quantity.end + 1
    while stop < len(doc) and stop - quantity.end < 8 and doc[stop].text not in CLOSING:
        stop += 1
    before = f" {' '.join(_lowered(t) for t in doc[start : quantity.first])} "
    after = f" {' '.join(_lowered(t) for t in doc[quantity.last + 1 : stop])} "
    if any(f" {word} " in before for word in counting_words(lang, "partitive")):
        return True
    if any(each.value >= quantity.value for each in earlier) and any(f" {word} " in after for word in counting_words(lang, "parts")):
        return True
    return start > 0 and doc[start - 1].text == "("


def without_breakdowns(doc: Doc, found: Iterable[Quantity], stops: Collection[int]) -> list[Quantity]:
    """Without the addends of a total between commas or dashes: "50 servicemen, 42 of the army and eight others, died"."""
    kept: list[Quantity] = []
    total: Quantity | None = None
    inside = False
    for each in found:
        opened = each.first > 0 and total is not None and any(t.text in {",", "–", "—", "-"} for t in doc[total.end + 1 : each.first])
        crossed = total is not None and any(total.end < stop < each.first for stop in stops)
        if total is not None and opened and not crossed and (inside or each.value <= total.value) and _closed(doc, each, stops):
            inside = True
            continue
        kept.append(each)
        total, inside = each, False
    return kept


def _closed(doc: Doc, quantity: Quantity, stops: Collection[int]) -> bool:
    """A comma or dash stands between the number and the next word of loss."""
    following = min((stop for stop in stops if stop > quantity.end), default=len(doc))
    return any(t.text in {",", "–", "—", "-"} for t in doc[quantity.end + 1 : following])
