"""Words of saying in a sentence, and the clauses of saying that are set into or behind what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.coding.status import lemmas, listed
from lagebild.coding.tree import adpositions, base, children, dependents, is_verb, morph, words_of
from lagebild.knowledge.reading import SpeechWord, index, reading_words
from lagebild.text.tokens import Doc, Token

#: Words that liken the sentence to what somebody says: "wie X mitteilte", "as X put it", "как сообщил X".
LIKE_AS = {"de": frozenset({"wie", "so"}), "en": frozenset({"as"}), "ru": frozenset({"как"})}
#: Subjects that are nobody: "hieß es", "it was said".
IMPERSONAL = {"de": frozenset({"es", "man", "dies", "das"}), "en": frozenset({"it", "there"}), "ru": frozenset({"это"})}
PAUSES = frozenset({",", "”", '"', "“", "»", "«", "—", "–", ":", ";", "(", ")"})
QUOTES = frozenset({"”", '"', "“", "»", "«", "„"})
#: Words that open a clause with a story or a content of its own, so that a stretch after them is no inserted speech.
OPENERS = frozenset(
    "dass ob was wer weil während nachdem bevor als wenn und aber sondern doch der die das dem den deren dessen denen welche welcher "
    "welches that whether who which whose what if while after before when and but or because although "
    "что чтобы будто если а и но или когда пока который которая которое которые которого которой которых которым которую чей где зато "
    "wobei worauf wodurch wohingegen whereas whereupon хотя тогда причем".split()
)
#: Openers of a content clause: a verb of saying before one has its content behind it.
COMPLEMENTS = frozenset({"dass", "ob", "that", "whether", "что", "чтобы", "будто"})
#: Words after which something is set against what stands before.
BUT = frozenset("but however yet aber doch jedoch allerdings но однако зато".split())
INFINITIVE = frozenset({"zu", "to", "of"})
#: German adverbs that open what a report tells.
WHEREBY = frozenset({"wonach", "demzufolge", "demnach"})
#: Openers after which a clause tells of another time: what stands in it is the writer's own knowledge.
TEMPORAL = frozenset(
    "nachdem bevor seit seitdem als während after before since when while once после перед пока когда".split()
)
SUBORDINATE = TEMPORAL | frozenset(
    "weil da obwohl obgleich wenn falls sobald if because although though unless если поскольку хотя".split()
)


@dataclass(frozen=True)
class Tag:
    """A clause of saying at tokens ``start`` to ``end`` (exclusive) without a content clause of its own."""

    start: int
    end: int
    verb: Token
    word: SpeechWord

    def holds(self, token: Token) -> bool:
        """The token stands in the tag."""
        return self.start <= token.i < self.end


#: Verbs of admitting that with a name as their object recognise a state.
RECOGNISING = frozenset("признать признавать anerkennen acknowledge recognise recognize".split())


def speech_word(token: Token, lang: str) -> SpeechWord | None:
    """The entry of a verb or noun of saying; verbs and adjectives of fearing and hoping count as doubtful speech.

    Looked up once for each word of a sentence.
    """
    known: dict[int, SpeechWord | None] = token.doc.user_data.setdefault("speech", {})
    if token.i not in known:
        known[token.i] = _looked_up(token, lang)
    return known[token.i]


def _looked_up(token: Token, lang: str) -> SpeechWord | None:
    if token.pos_ in {"NOUN", "PROPN"} and not predicate(token):
        found = listed(token, "speech_nouns", lang, [base(token)])
        return found if isinstance(found, SpeechWord) else None
    if not (is_verb(token) or token.pos_ in {"ADJ", "NOUN"}):
        return None
    if base(token) in RECOGNISING and any(noun.pos_ == "PROPN" for noun in children(token, "obj")):
        return None  # "Испания признала Палестину"
    found = listed(token, "speech_verbs", lang, lemmas(token, lang))
    if isinstance(found, SpeechWord):
        return found
    if listed(token, "hypothetical_verbs", lang, lemmas(token, lang)):
        return SpeechWord(lemma=base(token), grade="doubts")
    return None


def predicate(token: Token) -> bool:
    """A verb that the tagger took for a noun: it has a subject and a clause below it."""
    labels = {child.dep_ for child in token.children}
    return "nsubj" in labels and bool(labels & {"ccomp", "acl"}) and "cop" not in labels


def is_pause(token: Token) -> bool:
    """Comma, colon, dash or quotation mark; no hyphen within a word, no quotation marks around a name."""
    if token.text == "-":
        return bool(token.whitespace_)
    return token.text in PAUSES and not (token.text in QUOTES and _around_name(token))


def _around_name(mark: Token) -> bool:
    """The other quotation mark stands at most four words away, with no comma between."""
    doc = mark.doc
    for steps in (range(mark.i + 1, min(len(doc), mark.i + 6)), range(mark.i - 1, max(-1, mark.i - 6), -1)):
        for position in steps:
            if doc[position].text in QUOTES:
                return True
            if doc[position].text in {",", ".", "!", "?", ":"}:
                break
    return False


def tags(doc: Doc, lang: str) -> list[Tag]:
    """Inserted and appended clauses of saying in the order of the text."""
    found = (_so(token) if lang == "de" and token.lower_ == "so" else _tag(token, lang) for token in doc)
    return [tag for tag in found if tag is not None]


def _so(word: Token) -> Tag | None:
    """ ", so der Minister," without a verb."""
    start, end = stretch(word)
    nouns = [t for t in word.doc[start + 1 : end] if t.pos_ in {"NOUN", "PROPN"}]
    if (
        start != word.i
        or start == 0
        or not nouns
        or any(is_verb(t) and not t.dep_.startswith(("amod", "acl")) for t in word.doc[start:end])
    ):
        return None
    if word.doc[start + 1].pos_ not in {"DET", "ADJ", "NOUN", "PROPN"}:
        return None
    return Tag(start, end, word, SpeechWord(lemma="so"))


def _tag(verb: Token, lang: str) -> Tag | None:
    if not (_finite(verb, lang) if is_verb(verb) else _mistaken(verb, lang)):
        return None
    word = _spoken(verb, lang)
    if word is None:
        return None
    start, end = stretch(verb)
    doc = verb.doc
    if doc[start].lower_ in LIKE_AS[lang] and end - start > 1 and not _correlative(doc, start):
        return Tag(start, end, verb, word)
    if start == 0 or doc[start].lower_ in OPENERS or _content_behind(doc, end) or _after_subordinate(doc, start):
        return None
    between = doc[start : verb.i]
    if any(is_verb(t) and t.head.i != verb.i and not t.dep_.startswith(("aux", "amod", "acl")) for t in between):
        return None
    if lang != "en" and _behind_apposition(doc, start, end):
        return None
    if lang == "en":
        apart = any(c.i < start for c in children(verb, "nsubj"))  # "The ministry, quoted by X, says troops fired"
        if any(c.dep_ == "ccomp" and c.i > verb.i and (apart or any(m.lower_ == "that" for m in c.children)) for c in verb.children):
            return None
        nouns = [t for t in doc[start:end] if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.i != verb.i]
        return Tag(start, end, verb, word) if nouns and not _begins_below(doc, start) else None
    led = any(t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} for t in between)
    return None if led else Tag(start, end, verb, word)


def _finite(verb: Token, lang: str) -> bool:
    """No infinitive and no participle, converb or relative clause of its own, as far as the tagger shows it."""
    if lang == "ru":
        return morph(verb, "VerbForm") in {"Fin", ""} and morph(verb, "Voice") != "Pass"
    if lang == "en":
        return verb.tag_ not in {"VBG", "VB"} and not any(c.pos_ == "AUX" and c.lower_ == "to" for c in verb.children)
    return "INF" not in verb.tag_ and "IZU" not in verb.tag_


def _correlative(doc: Doc, start: int) -> bool:
    """ "после того, как", "nicht so sehr, wie": the word belongs to one before the comma."""
    return start > 1 and doc[start - 2].lower_ in {"того", "тем", "тому", "так", "тогда", "пор", "mere", "so", "ebenso"}


def _spoken(verb: Token, lang: str) -> SpeechWord | None:
    """The entry of the verb, also where its tag hides that it is one ("confirms Astana")."""
    found = listed(verb, "speech_verbs", lang, lemmas(verb, lang))
    if isinstance(found, SpeechWord):
        return found
    return speech_word(verb, lang) if is_verb(verb) else None


def _mistaken(noun: Token, lang: str) -> bool:
    """A noun form right behind a comma and before a name: an English verb of saying in a headline."""
    if lang != "en" or not noun.lower_.endswith("s") or not 0 < noun.i < len(noun.doc) - 1:
        return False
    before, after = noun.nbor(-1), noun.nbor(1)
    return (before.text == "," and after.pos_ == "PROPN") or (before.pos_ == "PROPN" and after.text in {".", ","})


def stretch(token: Token) -> tuple[int, int]:
    """Bounds of the tokens around a token between two pauses."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and not is_pause(doc[start - 1]):
        start -= 1
    while end < len(doc) and not is_pause(doc[end]) and doc[end].text not in {".", "!", "?"}:
        end += 1
    return start, end


def _content_behind(doc: Doc, end: int) -> bool:
    if end >= len(doc):
        return False
    return doc[end].text == ":" or (end + 1 < len(doc) and doc[end + 1].lower_ in COMPLEMENTS)


def _after_subordinate(doc: Doc, start: int) -> bool:
    """Only a subordinate clause stands before: the verb is that of the main clause."""
    return doc[0].lower_ in SUBORDINATE and not any(is_pause(t) for t in doc[: start - 1])


def _behind_apposition(doc: Doc, start: int, end: int) -> bool:
    """ "X, der Gründer von Y, sagte, dies sei …": only nouns stand before the verb, and a whole clause behind it."""
    behind = doc[end + 1 :]
    opens = bool(behind) and is_verb(behind[0])
    return not opens and any(is_verb(t) for t in behind) and not any(is_verb(t) for t in doc[:start])


def _begins_below(doc: Doc, start: int) -> bool:
    """The stretch opens with a participle or a preposition: part of the clause before it."""
    first = doc[start]
    return first.pos_ in {"ADP", "SCONJ"} or first.tag_ == "VBG"


def covers(tag: Tag, token: Token) -> bool:
    """What stands around the tag is said in it, unless a conjunction behind the tag opens another clause."""
    if tag.holds(token):
        return False
    doc = tag.verb.doc
    if token.i < tag.start:
        before = next((t for t in reversed(doc[: tag.start]) if not is_pause(t)), None)
        if before is not None and before.lower_ in BUT:
            return False
        return doc[0].lower_ not in TEMPORAL or any(t.text == "," for t in doc[: token.i])
    behind = next((t for t in doc[tag.end :] if not is_pause(t)), None)
    return (
        behind is not None
        and behind.lower_ not in OPENERS | LIKE_AS["en"]
        and not any(t.lower_ in TEMPORAL for t in doc[tag.end : tag.end + 3])
    )


def speaker_in(tag: Tag, lang: str) -> list[Token]:
    """Heads of the phrase that stands as the tag's subject, from its position where the tree does not show it."""
    doc = tag.verb.doc
    for token in _by_position(tag, lang):
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.lower_ not in IMPERSONAL[lang] and not adpositions(token):
            head = token
            while (
                tag.start <= head.head.i < tag.end
                and head.head.i not in {head.i, tag.verb.i}
                and head.head.pos_ in {"NOUN", "PROPN"}
            ):
                head = head.head
            if not adpositions(head) and not _dated(head, doc):
                return [head]
    return []


def _by_position(tag: Tag, lang: str) -> Sequence[Token]:
    doc, verb = tag.verb.doc, tag.verb.i
    before = [t for t in doc[tag.start : verb] if t.lower_ not in LIKE_AS[lang]]
    behind = list(doc[verb + 1 : tag.end])
    return [*before, *behind]


def _dated(token: Token, doc: Doc) -> bool:
    return token.i > 0 and doc[token.i - 1].lower_ in {"on", "am", "last"}


@cache
def introducing(lang: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Prepositions that a speaker follows, and a pattern of the phrases of several words."""
    words = reading_words(lang)
    phrases = {p.lower() for p in (*words.speech_phrases, *(w for w in words.speech_prepositions if " " in w))}
    pattern = "|".join(_with_adjective(phrase, lang) for phrase in sorted(phrases, key=len, reverse=True))
    return frozenset(w.lower() for w in words.speech_prepositions if " " not in w), re.compile(pattern)


def _with_adjective(phrase: str, lang: str) -> str:
    """ "nach Angaben" also matches "nach ukrainischen Angaben" and, in German, "nach Behördenangaben"."""
    words = [re.escape(word) for word in phrase.split()]
    if lang == "de" and len(words) > 1 and phrase[-1].isalpha():
        words[-1] = r"(?:\S+-?)?" + words[-1]
    return r"(?:\S+ )?" + r" (?:\S+ )?".join(words) + r"\b"


def phrase_speaks(noun: Token, lang: str) -> bool:
    """The phrase with this head says whose word something is: "laut X", "nach Angaben von X", "according to X"."""
    if not may_introduce(noun.doc, lang):
        return False
    known: dict[int, bool] = noun.doc.user_data.setdefault("speaks", {})
    if noun.i not in known:
        known[noun.i] = _speaks(noun, lang)
    return known[noun.i]


def _speaks(noun: Token, lang: str) -> bool:
    prepositions, phrases = introducing(lang)
    words = {*adpositions(noun), noun.lower_}
    if not words.isdisjoint(prepositions) or (
        lang == "en" and "according" in {noun.lower_, *(c.lower_ for c in noun.children)}
    ):
        return True
    return phrases.match(" ".join(t.lower_ for t in noun.subtree)) is not None


@cache
def _marks(lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Words one of which stands in whatever introduces a speaker, and ends of German compounds that do so."""
    words = reading_words(lang)
    single = {word.lower().split(" ")[-1] for word in (*words.speech_phrases, *words.speech_prepositions)}
    return frozenset((*single, "according")), tuple(sorted(single)) if lang == "de" else ()


def may_introduce(doc: Doc, lang: str) -> bool:
    """Whether the sentence has a word or phrase by which a speaker is introduced, found out once."""
    known = doc.user_data.get("introduces")
    if not isinstance(known, bool):
        words = words_of(doc)
        single, ends = _marks(lang)
        known = not single.isdisjoint(words.all) or (bool(ends) and any(word.endswith(ends) for word in words.all))
        doc.user_data["introduces"] = known
    return known


@cache
def speech_nouns(lang: str) -> frozenset[str]:
    """Lower-case lemmas of the nouns of saying."""
    return frozenset(index(lang, "speech_nouns"))


def led_in(token: Token, lang: str) -> tuple[Token, SpeechWord] | None:
    """The verb of saying right before the conjunction ("that", "dass", "что") that opens the words around a token."""
    doc = token.doc
    for position in range(token.i - 1, 0, -1):
        if doc[position].text == ";" or (doc[position].lower_ in OPENERS and doc[position].lower_ not in COMPLEMENTS):
            return None
        if doc[position].lower_ not in COMPLEMENTS:
            continue
        start = position - 1 - (doc[position - 1].text == ",")
        for before in range(start, max(-1, start - 12), -1):
            if is_pause(doc[before]):
                return None
            word = speech_word(doc[before], lang) if is_verb(doc[before]) else None
            if word is not None:
                return None if token.is_ancestor(doc[before]) else (doc[before], word)
        return None
    return None


def is_content(clause: Token, lang: str) -> bool:
    """A clause below a noun of saying that tells what is said: with "that", "dass", "wonach", "что" or an infinitive."""
    if not clause.dep_.startswith("acl") or speech_word(clause.head, lang) is None:
        return False
    opening = dependents(clause)
    return any((c.dep_ == "mark" and c.lower_ in COMPLEMENTS | INFINITIVE) or c.lower_ in WHEREBY for c in opening)


#: Relations of a clause that tells what its verb says.
CONTENT_CLAUSES = ("ccomp", "xcomp", "csubj", "parataxis")


def content_clauses(verb: Token, lang: str) -> list[Token]:
    """Heads of the clauses that tell what a verb of saying says: below it, or below its object or a pronoun for them."""
    below = [c for c in children(verb, *CONTENT_CLAUSES) if is_verb(c) or children(c, "nsubj", "cop")]
    held = [
        c
        for noun in children(verb, "obj", "obl", "advmod", "nsubj:pass")
        for c in children(noun, "acl", "ccomp")
        if _tells(c, lang)
    ]
    return [
        c for c in (*below, *held) if not (c.dep_ == "parataxis" and c.i < verb.i and speech_word(c, lang) is not None)
    ]


def _tells(clause: Token, lang: str) -> bool:
    return is_content(clause, lang) or any(c.dep_ == "mark" and c.lower_ in COMPLEMENTS for c in clause.children)


def phrase_cue(noun: Token, lang: str) -> Token | None:
    """The preposition or particle of a phrase that names a source."""
    marks = [c for c in noun.children if c.dep_.startswith(("case", "mark", "advmod"))]
    listed_ = introducing(lang)[0] | {"according", "nach", "по", "со"}
    return next((c for c in marks if c.lower_ in listed_), marks[0] if marks else None)


#: Postpositions of a source, and the nouns without which "nach" is only a preposition of time or place.
POSTPOSED = frozenset({"zufolge", "nach"})
VIEWS = frozenset(
    "meinung ansicht auffassung einschätzung aussage darstellung angabe überzeugung bericht wort schätzung".split()
)


def source_before(word: Token) -> list[Token]:
    """The German phrase right before "zufolge", or with a noun of opinion before "nach"; empty where there is none."""
    if word.lower_ not in POSTPOSED or word.i == 0:
        return []
    doc, last = word.doc, word.nbor(-1)
    if last.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return []
    start = last.i
    while start > 0 and _in_phrase(doc[start - 1], doc[start]):
        start -= 1
    phrase = list(doc[start : word.i])
    if word.lower_ == "nach" and not any(base(t).endswith(tuple(VIEWS)) for t in phrase if t.pos_ == "NOUN"):
        return []
    return phrase if not adpositions(phrase[0]) or word.lower_ == "zufolge" else []


def _in_phrase(before: Token, token: Token) -> bool:
    """The word before belongs to the same noun phrase: article, adjective, or a noun with a genitive or name behind it."""
    if before.pos_ in {"DET", "ADJ"}:
        return token.pos_ in {"ADJ", "NOUN", "PROPN", "NUM"}
    return before.pos_ in {"NOUN", "PROPN"} and (token.pos_ == "PROPN" or token.pos_ == "DET")


def verb_key(verb: Token, lang: str) -> str:
    """The lemma of a verb with its particle, as word lists have it."""
    return lemmas(verb, lang)[0]
