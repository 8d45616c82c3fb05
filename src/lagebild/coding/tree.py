"""Questions about a Universal Dependencies tree, the same for all languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lagebild.text.tokens import Doc, Token

#: A listed word also matches as the last part of a German compound if it has at least this many letters.
SHORTEST_COMPOUND_END = 5
#: Words at most from "um" to the comma before a relative clause.
FAR = 6
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "sb"})
RELATIVE_WORDS = {
    "de": frozenset({"der", "die", "das", "den", "dem", "denen", "dessen", "deren", "welcher", "welche", "welches", "wo"}),
    "en": frozenset({"who", "which", "that", "whom", "whose", "where"}),
    "ru": frozenset({"который", "чей", "где", "кто", "что"}),
}
#: German prepositions that are written in one word with the article.
CONTRACTED = {
    "im": "in", "ins": "in", "am": "an", "ans": "an", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei",
    "aufs": "auf", "fürs": "für", "ums": "um", "unterm": "unter", "übers": "über", "durchs": "durch", "hinterm": "hinter",
}  # fmt: skip
#: Forms of Russian prepositions before consonant clusters.
FULL_FORMS = {"во": "в", "со": "с", "ко": "к", "об": "о", "обо": "о", "изо": "из", "подо": "под", "надо": "над", "ото": "от"}
#: What contracted and full forms stand for.
PLAIN = FULL_FORMS | CONTRACTED
#: English tags of finite verbs, which outweigh a wrong part of speech.
FINITE = frozenset({"VBD", "VBZ", "VBP"})
POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’", "s'"})
CASES = {"nom": "Nom", "gen": "Gen", "dat": "Dat", "acc": "Acc", "ins": "Ins", "loc": "Loc", "prep": "Loc"}


def dependents(token: Token) -> Iterator[Token]:
    """Dependents of a word and of its auxiliaries: parsers hang a subject or a phrase on either."""
    for child in token.children:
        if child.dep_[:3] in {"aux", "cop"}:
            yield from child.children
        yield child


def children(token: Token, *labels: str) -> list[Token]:
    """Dependents with one of the labels (a label also stands for its subtypes)."""
    if not token.children:
        return []
    found = []
    for child in dependents(token):
        label = child.dep_
        if label in labels or (":" in label and label.partition(":")[0] in labels):
            found.append(child)
    return found


@dataclass(frozen=True)
class Words:
    """What is asked of a sentence's words again and again: base forms by position, all forms and base forms, the text."""

    bases: tuple[str, ...]
    all: frozenset[str]
    text: str

    @cached_property
    def ends(self) -> frozenset[str]:
        """What all forms and base forms end in, and they themselves."""
        return frozenset(word[cut:] for word in self.all for cut in range(max(1, len(word) - SHORTEST_COMPOUND_END + 1)))

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """All forms and base forms, with what contracted and full forms of prepositions stand for."""
        return self.all | {PLAIN[word] for word in PLAIN.keys() & self.all}


def words_of(doc: Doc) -> Words:
    """The words of a sentence in lower case, worked out once."""
    known = doc.user_data.get("words")
    if not isinstance(known, Words):
        forms = [token.lower_ for token in doc]
        bases = tuple(token.base for token in doc)
        known = Words(bases, frozenset((*forms, *bases)), " ".join(forms))
        doc.user_data["words"] = known
    return known


def base(token: Token) -> str:
    """Lower-case lemma, ``ё`` as ``е``."""
    return token.base


def adpositions(token: Token) -> list[str]:
    """Prepositions and postpositions of a noun, contracted forms taken apart."""
    found = []
    for child in token.children:
        if child.dep_.startswith("case") or (child.dep_ == "mark" and child.pos_ == "ADP") or child.lower_ == "als":
            word = child.lower_
            if word in POSSESSIVE_MARKS or (word == "um" and any(c.dep_ == "nummod" for c in token.children)):
                continue
            found.append(CONTRACTED.get(word, FULL_FORMS.get(word, word)))
    return found


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated with it, from left to right."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def ancestors(token: Token) -> Iterator[Token]:
    """Heads from the token's own up to the root."""
    while token.head is not token and token.head.i != token.i:
        token = token.head
        yield token


def below(token: Token, top: Token) -> bool:
    """The token is ``top`` or depends on it, however far."""
    return token.i == top.i or any(above.i == top.i for above in ancestors(token))


def is_verb(token: Token) -> bool:
    """Verbs, participles and auxiliaries that stand as main verb; Russian words whose base form is an infinitive."""
    return token.verb


def morph(token: Token, feature: str) -> str:
    """Value of a morphological feature, empty where it is not given."""
    values = token.morph.get(feature, [])
    return str(values[0]) if values else ""


def is_passive(verb: Token, lang: str) -> bool:
    """Passive by auxiliary, subject label, participle or Russian voice."""
    if lang == "de":
        return _german_passive(verb)
    if any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children):
        return True
    if lang == "ru":
        return morph(verb, "Voice") == "Pass"
    if lang == "en":
        bare_participle = verb.tag_ == "VBN" and not any(child.dep_.startswith(("aux", "obj")) for child in verb.children)
        if verb.head is verb and bare_participle and _leads_an_infinitive(verb):
            return False
        return bare_participle and (verb.dep_.startswith(("acl", "advcl", "amod")) or verb.head is verb or _headline(verb))
    return False


#: Verbs of motion and change that form their perfect with "sein", by the end of the lemma.
WITH_SEIN = (
    "kommen", "gehen", "dringen", "fahren", "fallen", "fliegen", "laufen", "reisen", "rücken", "schlagen", "schreiten", "sterben",
    "steigen", "stürzen", "treffen", "treten", "wachsen", "weichen", "ziehen", "fliehen", "flüchten", "landen", "marschieren",
    "scheitern", "platzen", "sinken", "springen", "stoßen", "geraten", "rollen", "erliegen", "bleiben", "werden", "starten", "kehren",
)  # fmt: skip


def _german_passive(verb: Token) -> bool:
    auxiliaries = [child for child in verb.children if child.dep_.startswith("aux")]
    if any(child.dep_ == "nsubj:pass" for child in verb.children) and not auxiliaries:
        return True
    if verb.head.lemma_ == "werden" and verb.head.i != verb.i and verb.tag_ == "VV(PP)":
        return True
    lemmas = {child.lemma_ for child in auxiliaries} | {child.lower_ for child in auxiliaries}
    if verb.tag_ not in {"VV(PP)", "VA(PP)", ""}:
        return any(child.lower_ == "worden" for child in auxiliaries)
    if lemmas & {"werden", "worden", "wurde", "wurden", "wird", "werde", "würden", "würde"}:
        return True
    if "sein" in lemmas or lemmas & {"sei", "seien"}:
        return not base(verb).endswith(WITH_SEIN) and any(child.dep_ == "aux:pass" for child in auxiliaries)
    return False


def _headline(verb: Token) -> bool:
    return not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in verb.doc)


def _leads_an_infinitive(verb: Token) -> bool:
    """ "A minister threatened today to impose …": a past tense that the parser took for a participle."""
    content = (c for c in children(verb, "xcomp", "advcl", "ccomp") if c.tag_ == "VB")
    return base(verb) not in OBJECT_CONTROL and any(m.lower_ == "to" for c in content for m in c.children)


def is_finite_clause(verb: Token) -> bool:
    """The verb has a subject of its own or a finite auxiliary."""
    return bool(children(verb, *SUBJECTS)) or morph(verb, "VerbForm") == "Fin" or verb.tag_.endswith("(FIN)")


def relative_pronoun(token: Token, lang: str) -> Token | None:
    """The antecedent of a relative pronoun, None for any other word."""
    if token.lower_ in {"was", "which", "что"} and token.pos_ == "PRON":
        verb = clause_head(token)
        if verb.dep_ in {"ccomp", "acl", "acl:relcl", "advcl", "parataxis", "conj"} and token.i <= verb.i and is_verb(verb.head):
            return verb.head if verb.head.i != verb.i else None
    if base(token) not in RELATIVE_WORDS[lang] and token.lower_ not in RELATIVE_WORDS[lang]:
        return None
    if token.pos_ not in {"PRON", "DET", "SCONJ", "ADV"}:
        return None
    for above in ancestors(token):
        if above.dep_.startswith("acl"):
            return above.head if above.head is not above else None
        if above.dep_ in {"ROOT", "ccomp", "advcl", "parataxis"}:
            break
    return _noun_before(token) if lang == "ru" and base(token) == "который" else None


def _noun_before(pronoun: Token) -> Token | None:
    """The noun before the comma that opens a relative clause which the parser did not mark as one."""
    comma = next((t.i for t in reversed(list(pronoun.doc[: pronoun.i])) if t.text == ","), None)
    if comma is None:
        return None
    number = pronoun.morph.get("Number", [])
    for noun in reversed(list(pronoun.doc[:comma])):
        if noun.pos_ in {"NOUN", "PROPN"} and (not number or noun.morph.get("Number", []) in (number, [])):
            return noun
    return None


def subjects(verb: Token, lang: str) -> list[Token]:
    """Heads of the subject: own, shared by coordination, controlled by the governing verb, or the antecedent."""
    own = [token for token in children(verb, "nsubj", "csubj", "sb") if not adpositions(token)]
    if own:
        return own
    label, head = verb.dep_, verb.head
    if head is verb or head.i == verb.i:
        return []
    if label == "conj":
        return subjects(head, lang) if is_verb(head) or head.pos_ in {"ADJ", "NOUN"} else []
    if label.startswith("acl"):
        if lang == "en" and verb.tag_ == "VB" and "for" in adpositions(head):  # "calls for Russia to withdraw"
            return [head]
        if morph(verb, "VerbForm") == "Inf" or (verb.tag_ in {"VV(INF)", "VV(IZU)"} and any(c.lower_ == "zu" for c in verb.children)):
            return _controller(verb, head, lang)
        if is_passive(verb, lang):
            return []
        return _subjects_above(verb, lang) if _oblique_relative(verb, lang) else [head]
    if label in {"xcomp", "advcl", "ccomp"} or (label in {"parataxis", "obl", "nmod", "dep"} and is_verb(verb)):
        return _controller(verb, head, lang)
    return []


def _oblique_relative(verb: Token, lang: str) -> bool:
    """Russian "в которой (она) выражает": a finite relative clause without subject whose pronoun is no nominative."""
    if lang != "ru" or morph(verb, "VerbForm") != "Fin":
        return False
    pronouns = [t for t in verb.subtree if base(t) in {"который", "чей", "где", "куда", "откуда"} and t.i < verb.i]
    return any(t.pos_ == "ADV" or adpositions(t) or t.head.i != verb.i or morph(t, "Case") not in {"Nom", ""} for t in pronouns)


def _subjects_above(verb: Token, lang: str) -> list[Token]:
    """The subject of the clause around a relative clause, if the verb may have it as its own too."""
    above = clause_head(verb.head)
    shared = subjects(above, lang) if is_verb(above) and above.i != verb.i else []
    number = morph(verb, "Number")
    return [t for t in shared if number in {morph(t, "Number"), ""} or (number == "Plur" and len(conjuncts(t)) > 1)]


#: Heads whose object, not subject, does what their infinitive says.
OBJECT_CONTROL = frozenset(
    "veranlassen bewegen nötigen animieren ermuntern verleiten bitten auffordern zwingen drängen ermahnen anweisen lassen befehlen beschuldigen bezichtigen bezichtigen vorwerfen "
    "erlauben ermöglichen helfen raten verbieten untersagen anlasten nahelegen mahnen aufrufen ersuchen "
    "ask urge call force order tell press demand want allow accuse pressure implore invite instruct compel help let make "
    "prompt spur lead cause drive push persuade convince encourage permit enable require oblige forbid warn advise beg command direct "
    "предстоять надлежать прийтись приходиться удаться удаваться предписать "
    "просить попросить призвать призывать заставить вынудить потребовать требовать приказать позволить разрешить "
    "запретить поручить велеть обвинить обвинять предложить помочь советовать убедить".split()
)


def _planners(noun: Token, lang: str) -> list[Token]:
    """ "Teherans Beschluss, die Zusammenarbeit zu beenden": whose plan it is does what the infinitive says."""
    if lang != "de" or noun.pos_ != "NOUN":
        return []
    owners = children(noun, "nmod", "dep", "det:poss")
    return [t for t in owners if not adpositions(t) and (t.pos_ == "PROPN" or morph(t, "Case") == "Gen" or t.dep_ == "det:poss")]


def _controller(verb: Token, head: Token, lang: str) -> list[Token]:
    if is_finite_clause(verb) and verb.dep_ != "xcomp" and not (lang == "ru" and verb.dep_ == "ccomp"):
        return []
    if lang == "ru" and head.pos_ == "ADJ" and children(head, "nsubj"):
        return children(head, "nsubj")
    if not is_verb(head):
        planners = _planners(head, lang)
        if planners:
            return planners
        above = clause_head(head)
        if is_verb(above) and above.i != verb.i:
            head = above
    if base(head) in OBJECT_CONTROL:
        controlled = children(head, "obj", "iobj")
        if controlled:
            return controlled
    return subjects(head, lang)


def tree_distance(one: Token, other: Token) -> int:
    """Steps from one word to the other through their nearest common head."""
    up = {token.i: steps for steps, token in enumerate((one, *ancestors(one)))}
    return next((steps + up[token.i] for steps, token in enumerate((other, *ancestors(other))) if token.i in up), len(up) + 9)


def clause_head(token: Token) -> Token:
    """The verb (or predicate) of the clause that the token stands in."""
    current = token
    while current.head is not current and current.head.i != current.i:
        if is_verb(current) and current.dep_ not in {"aux", "aux:pass", "cop"}:
            return current
        current = current.head
    return current


def main_clause(token: Token) -> Token:
    """Root of the sentence's tree above the token."""
    current = token
    while current.head is not current and current.head.i != current.i:
        current = current.head
    return current


def is_purpose(verb: Token) -> bool:
    """An infinitive clause that says what something is done for: "um … zu", "чтобы", "in order to"."""
    if not verb.dep_.startswith(("advcl", "xcomp")) or children(verb, "nsubj"):
        return False
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "cc", "fixed", "advmod"}}
    if "zu" in marks and "um" not in marks and _far_from_um(verb):
        return True
    return verb.dep_.startswith("advcl") and (bool(marks & {"um", "чтобы", "дабы"}) or {"order", "to"} <= marks)


def _far_from_um(verb: Token) -> bool:
    """German "um X, der in Y wohnte, zu verhaften": a relative clause cuts the infinitive off from its "um"."""
    doc = verb.doc
    for word in doc[: verb.i]:
        if word.lower_ != "um":
            continue
        comma = next((t.i for t in doc[word.i + 1 : word.i + FAR] if t.text == ","), None)
        if comma is not None and doc[comma + 1].tag_ == "PRELS":
            return not any(t.tag_ == "PTKZU" for t in doc[comma : max(comma, verb.i - 1)])
    return False


def subtree_bounds(token: Token) -> tuple[Token, Token]:
    """First and last token of the phrase below a token."""
    return token.doc[token.left_edge.i], token.doc[token.right_edge.i]
