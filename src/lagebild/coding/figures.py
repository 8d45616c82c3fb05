"""Killed and wounded: which number of a sentence belongs to which word of loss."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from lagebild.coding.quantities import (
    HYPHENS,
    Quantity,
    counting_words,
    is_person,
    number,
    quantities,
    without_breakdowns,
)
from lagebild.coding.slots import fillers, matches
from lagebild.coding.status import lemmas, listed
from lagebild.coding.tree import (
    Words,
    adpositions,
    ancestors,
    base,
    children,
    conjuncts,
    is_passive,
    is_verb,
    subjects,
    words_of,
)
from lagebild.knowledge.reading import Word, reading_words
from lagebild.text.tokens import Doc, Token

KINDS = ("killed", "wounded")
#: Cost of a step, of a sign and of a word between a number and a word of loss; what is dearer than the limit is no pair.
STEP, COMMA, STOP, OTHER_WORD, VERB, AND = 0.2, 1.5, 6.0, 3.0, 2.0, 0.7
LIMIT, NOUN_LIMIT, BOND, COUNTED = 6.0, 1.0, 2.0, 20.0
FAR_UP = 5
#: Words between two numbers that are added up.
WIDEST_JOINT = 9
#: Words of loss and numbers of one sentence that are looked at.
MOST = 6


@dataclass(frozen=True)
class Figures:
    """Lowest number of killed or wounded that one word of a sentence states, and the nouns of those who suffered."""

    killed: int | None = None
    wounded: int | None = None
    victims: tuple[Token, ...] = ()


@dataclass
class _Loss:
    """A word or phrase of loss; ``noun`` for "death", which needs its number beside it, ``people`` for "lose", which needs a noun for them."""

    kind: str
    token: Token
    places: frozenset[int]
    noun: bool = False
    people: bool = False
    victims: list[Token] = field(default_factory=list)
    found: list[Quantity] = field(default_factory=list)


def figures(doc: Doc, lang: str, demonyms: Collection[int] = ()) -> list[tuple[Token, Figures]]:
    """Statements of killed or wounded in a sentence, each with the word that says so."""
    losses = _losses(doc, lang)
    if not losses:
        return []
    stops = {loss.token.i for loss in losses}
    counted = without_breakdowns(doc, quantities(doc, lang, demonyms), stops)
    _pair(doc, losses, counted)
    used = {quantity.first for loss in losses for quantity in loss.found}
    stated = []
    for loss in losses:
        stated += [(loss.token, Figures(**{loss.kind: value}, victims=tuple(victims))) for value, victims in _parts(loss, used, lang, demonyms)]
    return stated


def _parts(loss: _Loss, used: Set[int], lang: str, demonyms: Collection[int]) -> list[tuple[int, list[Token]]]:
    """The numbers of a loss with those whom each counts; where it has none, the singular victims of its verb."""
    if not loss.found:
        single = [each for noun in loss.victims for each in _added(noun) if is_single(each, lang, demonyms) and used.isdisjoint(t.i for t in each.subtree)]
        return [(1, [each]) for each in single]
    parts = []
    for quantity in loss.found:
        named = quantity.noun is not None and quantity.noun.i not in loss.places
        parts.append((quantity.value, [quantity.noun] if named and quantity.noun is not None else _sufferers(loss)))
    return parts


def _sufferers(loss: _Loss) -> list[Token]:
    """Those whom a loss tells of without counting them: "the number of soldiers killed", "погибших военных"."""
    token = loss.token
    if token.dep_.startswith(("amod", "acl")):
        return [token.head]
    return loss.victims or [noun for noun in children(token, "nmod", "appos") if not adpositions(noun)]


def _added(noun: Token) -> list[Token]:
    """The noun and those joined to it by a conjunction; one behind a mere comma only explains it."""
    joined = conjuncts(noun)
    return [each for each in joined if each is noun or any(c.dep_ == "cc" for c in each.children)]


def is_single(noun: Token, lang: str, demonyms: Collection[int] = ()) -> bool:
    """One person: "a soldier", "солдат"."""
    if noun.pos_ not in {"NOUN", "ADJ"} or any(number(child, lang) not in {None, 1} for child in noun.children):
        return False
    if lang == "ru":
        return noun.morph.get("Number", []) == ["Sing"] and noun.morph.get("Animacy", []) == ["Anim"] and is_person(noun, lang, demonyms)
    articles = {"ein", "eine", "einen", "einem", "einer", "eines", "a", "an", "one"}
    return is_person(noun, lang, demonyms) and any(c.lower_ in articles for c in noun.children)


@cache
def _words_of_loss(lang: str) -> frozenset[str]:
    """Words one of which stands in every sentence that tells of losses; German verbs may stand there without their particle."""
    reading = reading_words(lang)
    verbs = [*reading.casualties.losing]
    entries: list[str] = []
    for toll in (reading.killed, reading.wounded):
        verbs += [*toll.verbs, *toll.passive_verbs]
        entries += [*toll.nouns, *toll.adjectives, *toll.phrases]
    return frozenset(word for entry in (*entries, *(verb.lemma for verb in verbs)) for word in entry.lower().replace("ё", "е").split())


def _losses(doc: Doc, lang: str) -> list[_Loss]:
    """Words of loss in the order of the text, those that say one thing together as one."""
    words = _words_of_loss(lang)
    if lang != "de" and words.isdisjoint(words_of(doc).all):
        return []
    found: list[_Loss] = []
    for token in doc:
        if lang != "de" and token.base not in words and token.lower_.replace("ё", "е") not in words:
            continue
        for kind in KINDS:
            loss = _loss(token, kind, lang)
            if loss is not None:
                found.append(loss)
                break
    found += [loss for loss in _phrases(doc, lang) if not any(loss.places & other.places for other in found)]
    merged: list[_Loss] = []
    for loss in sorted(found, key=lambda each: (each.noun, min(each.places))):
        twin = next((o for o in merged if o.kind == loss.kind and _touch(o, loss)), None)
        if twin is None:
            merged.append(loss)
        else:
            twin.places |= loss.places
    return sorted(merged, key=lambda loss: loss.token.i)


def _touch(one: _Loss, other: _Loss) -> bool:
    return bool(one.places & other.places) or (any(abs(a - b) == 1 for a in one.places for b in other.places) and not other.noun)


def _loss(token: Token, kind: str, lang: str) -> _Loss | None:
    if is_verb(token) or token.tag_ in {"VBN", "VBG"}:
        names = lemmas(token, lang)
        entry = listed(token, f"{kind}.verbs", lang, names)
        if entry is not None:
            victims = fillers(token, "obj", lang) if entry.victim == ("obj",) else subjects(token, lang)
            return _Loss(kind, token, _places(token, entry, lang), victims=victims)
        entry = listed(token, f"{kind}.passive_verbs", lang, names)
        if entry is not None:
            return _Loss(kind, token, _places(token, entry, lang), victims=_victims(token, entry, lang))
        if kind == "killed" and listed(token, "casualties.losing", lang, names) is not None:
            return _Loss(kind, token, frozenset({token.i}), people=True)
    if {base(token), token.lower_.replace("ё", "е")}.isdisjoint(_nouns(lang, kind)) or token.pos_ not in {"NOUN", "ADJ", "NUM", "PROPN", "VERB", "ADV"}:
        return None
    beside = (token.pos_ == "NOUN" or token.dep_ == "amod") and not _in_toll(token, lang)
    return _Loss(kind, token, frozenset({token.i}), noun=beside)


def _in_toll(noun: Token, lang: str) -> bool:
    """ "the death toll", "die Zahl der Toten": the number stands with the verb."""
    return any(base(each) in counting_words(lang, "tolls") for each in (noun, noun.head, noun.head.head))


def _places(verb: Token, entry: Word, lang: str) -> frozenset[int]:
    used = matches(verb, entry.with_, lang) if entry.with_ else []
    return frozenset({verb.i, *(t.i for t in used or ())})


def _victims(verb: Token, entry: Word, lang: str) -> list[Token]:
    """Those whom the verb makes suffer: subject of the passive, object, or the slot that the entry names."""
    if is_passive(verb, lang):
        return children(verb, "nsubj") or fillers(verb, "obj", lang)
    slots = entry.victim or ("obj",)
    return next((found for slot in slots if (found := fillers(verb, slot, lang))), [])


def _phrases(doc: Doc, lang: str) -> Iterator[_Loss]:
    """Fixed phrases such as "lost their lives", whatever the tree makes of them."""
    words = [token.lower_.replace("ё", "е") for token in doc]
    for kind in KINDS:
        known = _phrase_index(lang, kind)
        for position, word in enumerate(words):
            for phrase in known.get(word, ()):
                if words[position : position + len(phrase)] == list(phrase):
                    last = position + len(phrase) - 1
                    yield _Loss(kind, doc[last], frozenset(range(position, last + 1)))
                    break


def has_loss_word(words: Words, lang: str) -> bool:
    """Whether a noun, adjective or phrase for killed or wounded stands in a sentence."""
    if any(not _nouns(lang, kind).isdisjoint(words.all) for kind in KINDS):
        return True
    known = (phrase for kind in KINDS for word in words.all & _phrase_index(lang, kind).keys() for phrase in _phrase_index(lang, kind)[word])
    return any(" ".join(phrase) in words.text.replace("ё", "е") for phrase in known)


@cache
def _phrase_index(lang: str, kind: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of two words or more by their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in getattr(reading_words(lang), kind).phrases:
        words = tuple(phrase.lower().replace("ё", "е").split())
        if len(words) > 1:
            by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in by_first.items()}


@cache
def _nouns(lang: str, kind: str) -> frozenset[str]:
    toll = getattr(reading_words(lang), kind)
    return frozenset(word.lower().replace("ё", "е") for word in (*toll.nouns, *toll.adjectives))


def _pair(doc: Doc, losses: list[_Loss], counted: list[Quantity]) -> None:
    """Gives each loss the number that stands nearest to it, each number once, and numbers joined to that one."""
    used: set[int] = set()
    for number_of, position in _cheapest(_offers(doc, losses, counted[:MOST]), 0, frozenset())[1]:
        losses[position].found.append(counted[number_of])
        used.add(counted[number_of].first)
    places = {i for loss in losses for i in loss.places}
    for loss in losses:
        if loss.found:
            loss.found = _series(doc, loss, counted, used, places)


def _offers(doc: Doc, losses: list[_Loss], counted: list[Quantity]) -> list[list[tuple[float, int]]]:
    """For each of the first losses the numbers that may be its own, with their cost below the limit."""
    costs = [[(_cost(doc, q, loss, losses), n) for n, q in enumerate(counted)] for loss in losses[:MOST]]
    return [[(cost - LIMIT, n) for cost, n in row if cost is not None] for row in costs]


def _cheapest(offers: list[list[tuple[float, int]]], position: int, used: frozenset[int]) -> tuple[float, list[tuple[int, int]]]:
    """The least sum of costs with the pairs (number, loss) that give it."""
    if position == len(offers):
        return 0.0, []
    best = _cheapest(offers, position + 1, used)
    for cost, number_of in offers[position]:
        if number_of not in used:
            rest, pairs = _cheapest(offers, position + 1, used | {number_of})
            if cost + rest < best[0]:
                best = cost + rest, [(number_of, position), *pairs]
    return best


def _cost(doc: Doc, quantity: Quantity, loss: _Loss, losses: list[_Loss]) -> float | None:
    """How far a number stands from a word of loss; None where it does not belong to it."""
    if quantity.noun is not None and quantity.noun.i in loss.places:
        return None if quantity.article else -COUNTED
    if loss.people and quantity.noun is None:
        return None
    low, high = (quantity.end, min(loss.places)) if quantity.end < min(loss.places) else (max(loss.places), quantity.first)
    if high < low:
        low = high = loss.token.i
    between = doc[low + 1 : high]
    cost = STEP * len(between)
    others = {i for other in losses if other is not loss for i in other.places}
    for token in between:
        if token.i in others:
            cost += OTHER_WORD
        elif token.text == ",":
            cost += COMMA
        elif token.text in {";", ":"} or token.text in HYPHENS - {"-"}:
            cost += STOP if token.text == ";" else VERB
        elif token.dep_ == "cc":
            cost += AND
        elif token.pos_ == "VERB" and token.morph.get("VerbForm", []) != ["Part"]:
            cost += VERB
    bound = _bound(quantity, loss, losses, doc)
    if loss.noun:
        return cost if cost <= NOUN_LIMIT and (bound or not quantity.article) else None
    if quantity.article and not (bound or high - low <= 1):
        return None
    cost -= BOND if bound else 0.0
    return cost if cost <= LIMIT else None


def _bound(quantity: Quantity, loss: _Loss, losses: list[_Loss], doc: Doc) -> bool:
    """The number hangs on the word of loss in the tree, with no other word of loss on the way."""
    anchor = quantity.noun if quantity.noun is not None else doc[quantity.first]
    heads = {other.token.i for other in losses}
    for steps, above in enumerate(ancestors(anchor)):
        if above.i in heads or steps > FAR_UP:
            return above.i == loss.token.i
    return False


def _series(doc: Doc, loss: _Loss, counted: list[Quantity], used: set[int], places: set[int]) -> list[Quantity]:
    """The loss's number with those joined to it: "two soldiers and three civilians"."""
    start = loss.found[0]
    joined = [start]
    order = sorted(counted, key=lambda q: q.first)
    for chain in (order[order.index(start) :], order[: order.index(start) + 1][::-1]):
        for one, other in pairwise(chain):
            left, right = (one, other) if one.first < other.first else (other, one)
            if other.first in used or not _joined(doc, left, right, places):
                break
            used.add(other.first)
            joined.append(other)
    return joined


def _joined(doc: Doc, left: Quantity, right: Quantity, places: Collection[int]) -> bool:
    """Only the rest of the first phrase, a comma or "and", and words such as "at least" stand between."""
    between = doc[left.end + 1 : right.first]
    added = any(t.dep_ == "cc" or t.pos_ == "CCONJ" for t in between)
    if len(between) > WIDEST_JOINT or not (added or (not right.article and any(t.text == "," for t in between))):
        return False
    return not any(t.i in places or t.pos_ in {"VERB", "AUX", "SCONJ"} or t.text in {";", ":", "(", ")"} for t in between)
