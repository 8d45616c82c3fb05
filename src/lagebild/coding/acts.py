"""Words and phrases of a sentence that a frame matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lagebild.coding.shelves import REMEMBERED, shelf
from lagebild.coding.slots import matches, matches_any
from lagebild.coding.tree import base, children, is_verb, words_of
from lagebild.knowledge.frames import Kind, Pattern, frames
from lagebild.text.tokens import Doc, Token

#: German compounds are searched from the left for the longest end that is a frame of this length or more.
SHORTEST_END = 7
#: Kinds of words that may tell of an act.
KINDS: tuple[Kind, ...] = ("verb", "noun", "adjective")
REFLEXIVES = frozenset({"sich", "mich", "dich", "uns", "euch"})
SYMMETRIC_PARTNERS = {
    "de": ("mit", "zwischen"), "en": ("with", "between", "among"), "ru": ("с+ins", "между+ins", "между"),
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """A trigger with its pattern and the words that the pattern asks for; ``others`` are lighter patterns that match it too."""

    trigger: Token
    pattern: Pattern
    lexical: tuple[Token, ...] = ()
    compound: str = ""
    others: tuple[Act, ...] = ()

    @property
    def type(self) -> str:
        """PLOVER type."""
        return self.pattern.type


def acts(doc: Doc, lang: str) -> list[Act]:
    """The acts of a sentence in the order of their triggers; words that a verb's pattern uses are no acts of their own."""
    particles = _particles(doc) if lang == "de" else {}
    found = [act for token in doc if (token.i in particles or _is_listed(token.base, lang)) and (act := _act(token, lang, particles))]
    used = {token.i for act in found for token in act.lexical if act.pattern.kind == "verb" and act.type != "ACCUSE"}
    used |= {act.trigger.i for act in found if _is_auxiliary_of_act(act, found)}
    return [act for act in found if act.trigger.i not in used]


@lru_cache(maxsize=REMEMBERED)
def _is_listed(base: str, lang: str) -> bool:
    """Whether patterns begin with a base form, without its Russian ending -ся or the first part of a German compound too."""
    cuts = range(2, len(base) - SHORTEST_END + 1) if lang == "de" else ()
    ends = [base[cut:] for cut in cuts]
    bare = [base[:-2]] if lang == "ru" and base.endswith(("ся", "сь")) else []
    known = any(shelf(kind, word, lang) for kind in KINDS for word in (base, *bare))
    return known or any(shelf("noun", end, lang) for end in ends)


def _is_auxiliary_of_act(act: Act, found: list[Act]) -> bool:
    return act.trigger.dep_.startswith("aux") and any(other.trigger.i == act.trigger.head.i for other in found)


def _particles(doc: Doc) -> dict[int, str]:
    """Separated particle of each German verb by the verb's position."""
    found: dict[int, str] = {}
    for token in doc:
        if token.tag_ != "PTKVZ" and token.dep_ != "compound:prt":
            continue
        verb = token.head if is_verb(token.head) and token.head.i != token.i else None
        if verb is None or verb.i > token.i:
            verb = next((t for t in reversed(list(doc[: token.i])) if t.tag_ == "VV(FIN)" or t.pos_ == "VERB"), verb)
        if verb is not None:
            found[verb.i] = token.lower_
    return found


def verb_lemmas(token: Token, lang: str, particles: dict[int, str]) -> list[str]:
    """Lemmas under which the frames of a verb may stand, the most specific first."""
    lemma = base(token)
    if lang == "de" and token.i in particles:
        return [particles[token.i] + lemma]
    if lang == "ru" and lemma.endswith(("ся", "сь")):
        return [lemma, lemma[:-2]]
    return [lemma]


def unmatched(doc: Doc, lang: str) -> Iterator[tuple[Token, Pattern]]:
    """Words that a frame knows but none matches, each with the pattern that asks for the fewest other words."""
    particles = _particles(doc) if lang == "de" else {}
    for token in doc:
        kind = kind_of(token)
        if kind is None or token.pos_ == "AUX" or _act(token, lang, particles) is not None:
            continue
        lemmas = verb_lemmas(token, lang, particles) if kind == "verb" else [base(token)]
        known = [p for lemma in lemmas for p in frames(lang).get((kind, lemma), ()) if (p.with_ or p.particle) and not stops(p)]
        if known:
            yield token, min(known, key=lambda pattern: pattern.weight)


def kind_of(token: Token) -> Kind | None:
    """The kind of pattern that a word may trigger."""
    if token.pos_ in {"PUNCT", "SPACE", "ADP", "CCONJ", "SCONJ"}:
        return None
    if is_verb(token) or (token.pos_ == "ADJ" and token.tag_ in {"VBN", "VBG"}):
        return "verb"
    if token.pos_ in {"NOUN", "PROPN"}:
        return "noun"
    return "adjective" if token.pos_ == "ADJ" else None


def _act(token: Token, lang: str, particles: dict[int, str]) -> Act | None:
    kind = kind_of(token)
    if kind == "verb":
        return _first(token, kind, verb_lemmas(token, lang, particles), lang)
    if kind == "noun":
        return _noun(token, lang)
    return _first(token, kind, [base(token)], lang) if kind is not None else None


def _first(token: Token, kind: Kind, lemmas: list[str], lang: str, compound: str = "") -> Act | None:
    found: list[Act] = []
    for lemma in lemmas:
        patterns = shelf(kind, lemma, lang)
        for pattern in patterns.fitting(words_of(token.doc)) if patterns is not None else ():
            lexical = _applies(token, pattern, lang)
            if lexical is not None:
                found.append(Act(token, pattern, lexical, compound))
        if found:
            break
    if not found or stops(found[0].pattern):
        return None
    return replace(found[0], others=tuple(other for other in found[1:] if not stops(other.pattern)))


def stops(pattern: Pattern) -> bool:
    """A pattern without roles that needs both says that the word is no act here ("press conference")."""
    return not pattern.actor and not pattern.recipient and pattern.needs == "both"


def _applies(token: Token, pattern: Pattern, lang: str) -> tuple[Token, ...] | None:
    """The words the pattern uses, or None where it does not apply."""
    lexical: list[Token] = []
    if pattern.particle:
        words = words_of(token.doc).all
        particle = _particle(token, pattern) if words.issuperset(pattern.particle.split(" ")) else None
        if particle is None:
            return None
        lexical += particle
    if pattern.reflexive and not any(c.lower_ in REFLEXIVES for c in token.children):
        return None
    found = matches(token, pattern.with_, lang) if pattern.with_ else []
    if found is None or (pattern.without and matches_any(token, pattern.without, lang)):
        return None
    return (*lexical, *found)


def _particle(token: Token, pattern: Pattern) -> list[Token] | None:
    words = (pattern.particle or "").split()
    if pattern.kind == "noun" and not pattern.rule.startswith("ru/"):
        before = token.doc[max(0, token.i - len(words)) : token.i]
        return list(before) if [t.lower_ for t in before] == words or [base(t) for t in before] == words else None
    behind = token.doc[token.i + 1 : token.i + 1 + len(words)]
    if [t.lower_ for t in behind] == words or [base(t) for t in behind] == words:
        return [t for t in behind if t.pos_ != "ADP" or t.dep_ == "compound:prt"]
    if len(words) == 1:
        for child in token.children:
            if child.lower_ == words[0] and child.dep_ in {"compound:prt", "advmod", "obl", "xcomp", "case", "mark"}:
                return [child]
            if any(c.lower_ == words[0] and c.dep_ == "case" for c in child.children) and child.dep_.startswith("obl"):
                return []
    return None


def _noun(token: Token, lang: str) -> Act | None:
    lemma = base(token)
    found = _first(token, "noun", [lemma], lang)
    if found is not None or lang != "de":
        return found
    for cut in range(2, len(lemma) - SHORTEST_END + 1):
        found = _first(token, "noun", [lemma[cut:]], lang, token.text[:cut])
        if found is not None:
            return found
    return None


def support_verb(act: Act) -> Token | None:
    """The verb of which an act noun is object or (in the passive) subject."""
    noun = act.trigger
    while (noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}) or _measured(noun):
        noun = noun.head
    if noun.dep_ in {"obj", "nsubj:pass", "nsubj"} or noun.dep_.startswith("obl"):
        return noun.head if is_verb(noun.head) else None
    return None


#: Nouns for an amount of something.
AMOUNTS = frozenset("million billion package tranche worth dollar euro consignment shipment instalment paket tranche lieferung million milliarde".split())


def _measured(noun: Token) -> bool:
    """ "$400 million in military aid", "a package of aid": what the amount above is of."""
    above = noun.head
    return noun.dep_.startswith("nmod") and (above.tag_ == "$" or base(above) in AMOUNTS)


def content_path(inner: Token, outer: Token) -> list[Token] | None:
    """Tokens from ``inner`` up to just below ``outer`` if ``inner`` depends on it, else None."""
    path, current = [inner], inner
    while current.head.i != current.i:
        if current.head.i == outer.i:
            return path
        current = current.head
        path.append(current)
    return None


def governors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (dependent, head) from a token up to the root."""
    current = token
    while current.head.i != current.i:
        yield current, current.head
        current = current.head


def objects(verb: Token) -> list[Token]:
    """Direct objects."""
    return children(verb, "obj")


#: Prepositions of what came before or besides: no content of the act beside them.
OCCASIONS = frozenset({"nach", "seit", "während", "wegen", "angesichts", "infolge", "trotz", "anlässlich", "aufgrund", "bei", "ungeachtet"})
#: Prepositions by which an act noun only sets the scene of another act ("during a telephone call", "auf einer Sitzung").
OCCASIONAL = frozenset(
    "während bei auf nach vor seit anlässlich am im in zu during at after before following since amid "
    "во при после до перед накануне в на".split()
)


def is_occasion(token: Token, adpositions_: Iterable[str]) -> bool:
    """The noun stands in an adverbial phrase of occasion."""
    return token.dep_.startswith("obl") and not OCCASIONAL.isdisjoint(adpositions_)
