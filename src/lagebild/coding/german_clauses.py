"""German clauses put right where the order of words, or who can act at all, shows what the parser mistook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.coding.names import Name
from lagebild.coding.tree import adpositions, base, children, is_passive, is_verb, morph, relative_pronoun, words_of
from lagebild.knowledge.frames import frames
from lagebild.knowledge.reading import index
from lagebild.knowledge.roles import Role, roles
from lagebild.text.german_arguments import TIMES, agrees, cases, finite_verb
from lagebild.text.german_morphology import WEAK_NOUN
from lagebild.text.tokens import Doc, Token

#: Letters of the code of a state.
STATE_CODE = 3
PAUSES = frozenset({",", "–", "—", "-"})
#: Words in which a source is named between commas.
LONGEST_SOURCE = 14
WEEKDAYS = frozenset("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag".split())
PARTS_OF_WEEKDAY = tuple(
    day + part
    for day in ("tag", "mittwoch")
    for part in ("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
)
PARTS_OF_DAY = ("tag", "abend", "morgen", "nacht", "mittag", "woche", "monat", "jahr")
CROWDS = frozenset({"dutzende", "hunderte", "tausende", "zehntausende", "hunderttausende", "millionen"})
PARTS_OF_TIME = frozenset({"anfang", "mitte", "ende"})
JOINING = frozenset({"und", "oder", "sowie"})
#: Kinds of role that do things of their own will.
WILLING = frozenset({"person", "organ", "anaphor", "unnamed"})
#: Sectors of people that more often suffer than act.
SUFFERING = frozenset({"CVL", "REF", None})
POSSESSIVES = ("sein", "ihr")
#: Verbs that a thing can be the subject of while somebody is the object ("die Rakete tötete Soldaten").
THINGS_DO = frozenset(
    "treffen töten verletzen verwunden kosten fordern zwingen erschüttern bedrohen erreichen zerstören heimsuchen verwüsten ereilen "
    "nötigen alarmieren vertreiben überraschen beunruhigen verärgern empören bringen stürzen veranlassen ermächtigen verpflichten "
    "hindern beschädigen vernichten erlauben ermöglichen verbieten untersagen schützen stärken schwächen betreffen bestätigen".split()
)
#: Nouns behind which a name says which one it is: "Republik Moldau", "Stadt Kiew".
NAMED_BY_APPOSITION = (
    "republik", "stadt", "region", "provinz", "staat", "land", "insel", "reich", "emirat", "bezirk", "gebiet", "hauptstadt", "dorf",
    "gemeinde", "ort", "hafen", "union", "gruppe", "miliz", "organisation", "bewegung", "front", "bund", "bündnis", "gemeinschaft",
    "allianz", "bande", "agentur", "partei", "kartell", "mission", "truppe", "armee", "flughafen", "fluss", "raum", "sender",
)  # fmt: skip


def repair_clauses(doc: Doc, names: Sequence[Name]) -> None:
    """Corrects heads and labels of a German sentence in place."""
    apart = _Grades(doc, names)
    for token in doc:
        _truncated(token)
        _causative(token)
        _source(token)
        _time_phrase(token)
        _behind_time(token)
        _crowd_behind(token)
        _coordinated_name(token, apart)
        _addressee(token, apart)
        _behind_name(token)
        _second_name(token, apart)
        _possessive_relative(token, apart)
        _relative_before_name(token, apart)
    for verb in doc:
        if is_verb(verb):
            _shared_subject(verb)
            _turned(verb, apart)


class _Grades:
    """How able the head of a phrase is to act: 2 somebody, 1 a place or a weapon, 0 a thing or a deed."""

    def __init__(self, doc: Doc, names: Sequence[Name]) -> None:
        self.names = {position: name for name in names for position in range(name.start, name.end)}
        self.roles = roles("de")

    def name(self, token: Token) -> Name | None:
        """The name of somebody that the token is part of, not an adjective."""
        name = self.names.get(token.i)
        return name if name is not None and name.alias.kind != "adjective" else None

    def role(self, token: Token) -> Role | None:
        """The role of a noun."""
        return self.roles.find(token.lemma_) if token.pos_ in {"NOUN", "PROPN"} else None

    def grade(self, token: Token) -> int:
        """The grade of a phrase with this head."""
        antecedent = relative_pronoun(token, "de")
        if antecedent is not None:
            return 0 if is_verb(antecedent) else self.grade(antecedent)
        if token.pos_ == "PRON":
            return 2 if token.tag_ in {"PPER", "PIS"} else 0
        if self.name(token) is not None:
            return 2
        role = self.role(token)
        if role is None:
            return 2 if token.pos_ == "NUM" else 0
        willing = role.kind in WILLING or (role.kind == "people" and role.sector not in SUFFERING)
        return 2 if willing else 1


def _causative(auxiliary: Token) -> None:
    """ "ließ der Ukraine Geld zukommen": "lassen" governs the infinitive and what belongs to both."""
    verb = auxiliary.head
    if auxiliary.dep_ != "aux" or base(auxiliary) != "lassen" or verb.i == auxiliary.i or verb.tag_ != "VV(INF)":
        return
    above, label = verb.head, verb.dep_
    for child in list(verb.children):
        if child.i != auxiliary.i and not child.dep_.startswith("compound"):
            child.head = auxiliary
    auxiliary.head = auxiliary if above.i == verb.i else above
    auxiliary.dep_ = label
    verb.head, verb.dep_ = auxiliary, "xcomp"


def _source(word: Token) -> None:
    """ ", so die Sorge in Kairo,": a phrase behind "so" between commas says whose words these are, it is no subject or object."""
    doc, first = word.doc, word.i + 1
    if word.lower_ != "so" or word.i == 0 or doc[word.i - 1].text not in PAUSES or first >= len(doc):
        return
    last = next((t.i for t in doc[first : first + LONGEST_SOURCE] if t.text in PAUSES or is_verb(t)), len(doc))
    if last == first or last >= len(doc) or doc[last].text not in PAUSES:
        return
    noun = next((t for t in doc[first:last] if not word.i <= t.head.i < last), None)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"} or noun.head.i == noun.i:
        return
    noun.dep_ = "parataxis"
    if not word.is_ancestor(noun):
        word.head, word.dep_ = noun, "advmod"


def _time_phrase(time: Token) -> None:
    """ "am selben Tag Hunderte": the noun behind a phrase of time is a phrase of its own."""
    noun = time.head
    when = base(time) in TIMES or base(time).endswith(PARTS_OF_DAY)
    if (
        not when
        or base(time) in PARTS_OF_TIME
        or time.dep_ not in {"compound", "nmod", "flat"}
        or noun.pos_ not in {"NOUN", "PROPN"}
    ):
        return
    before = [child for child in noun.children if child.i < time.i]
    if (
        noun.i < time.i
        or not any(child.dep_ == "case" for child in before)
        or noun.head.i == noun.i
        or not is_verb(noun.head)
    ):
        return
    time.head, time.dep_ = noun.head, "obl"
    for child in before:
        child.head = time
    noun.dep_ = "obj" if children(noun.head, "nsubj") else "nsubj"


def _behind_time(noun: Token) -> None:
    """ "am Dienstag in einer Sondersitzung": a phrase behind a day or a part of it says more of what happened, not of the day."""
    day = noun.head
    if (
        noun.dep_ != "nmod"
        or noun.pos_ != "NOUN"
        or day.i > noun.i
        or not _is_day(day)
        or _is_day(noun)
        or not adpositions(noun)
    ):
        return
    if not {"am", "an"} & {*adpositions(day), *(c.lower_ for c in day.children)}:
        return
    verb = next((t for t in day.ancestors if is_verb(t)), None)
    if verb is not None and verb.i < day.i:
        noun.head, noun.dep_ = verb, "obl"
        day.head, day.dep_ = verb, "obl"


def _is_day(noun: Token) -> bool:
    return base(noun) in WEEKDAYS or base(noun).endswith(PARTS_OF_WEEKDAY)


def _truncated(part: Token) -> None:
    """ "die Staats- und Regierungschefs": the word that is whole is the head of the phrase."""
    words = part.doc[part.i + 1 : part.i + 3]
    if part.tag_ != "TRUNC" or len(words) < 2 or words[0].lower_ not in JOINING or words[1].pos_ != "NOUN":
        return
    noun = words[1]
    if noun.head.i != part.i:
        return
    article = part.nbor(-1) if part.i else None
    above = article if article is not None and article.pos_ == "DET" and article.head.i != part.i else part
    if above.head.i in {above.i, noun.i}:
        return
    noun.head, noun.dep_ = above.head, above.dep_ if above.dep_ != "det" else "nsubj"
    part.head, part.dep_ = noun, "compound"
    if above.i != part.i:
        above.head, above.dep_ = noun, "det"


def _crowd_behind(crowd: Token) -> None:
    """ "am Morgen Tausende", "in Maputo Hunderte Anhänger": a number of people is no apposition of time or place."""
    head = crowd.head
    if crowd.dep_ not in {"appos", "flat", "nmod"} or head.i >= crowd.i or CROWDS.isdisjoint(words_of(crowd.doc).all):
        return
    counted = next((c for c in crowd.subtree if c.lower_ in CROWDS), None)
    if counted is None or adpositions(crowd):
        return
    if not adpositions(head) and not (head.dep_ in {"appos", "flat"} and adpositions(head.head)):
        return
    verb = next((above for above in head.ancestors if is_verb(above) and not above.dep_.startswith("aux")), None)
    if verb is not None and crowd.left_edge.i <= counted.i:
        crowd.head, crowd.dep_ = verb, "obj" if children(verb, "nsubj") else "nsubj"


def _second_name(token: Token, apart: _Grades) -> None:
    """ "griff Russland Charkiw an": the name of a state does not go on with another; the second is what the verb is done to."""
    head = token.head
    name = apart.name(head)
    if token.dep_ not in {"flat", "appos"} or token.pos_ != "PROPN" or token.i != head.i + 1 or name is None:
        return
    state = name.alias.kind == "name" and len(name.code or "") == STATE_CODE and name.end == token.i
    if not state or head.dep_ != "nsubj" or not is_verb(head.head) or children(head.head, "obj"):
        return
    token.head, token.dep_ = head.head, "obj"


def _behind_name(token: Token) -> None:
    """ "hatte Uganda der Regierung …": a noun with an article behind a bare name is no attribute of the name."""
    first = token.left_edge
    article = first.lower_ in {"der", "dem", "des", "den", "einer", "einem"} and first.pos_ == "DET"
    if token.dep_ != "nmod" or not article or adpositions(token) or first.i == 0 or first.i <= token.head.i:
        return
    name = first.nbor(-1)
    if name.pos_ != "PROPN" or any(child.pos_ == "DET" for child in name.children):
        return
    if token.head.i != name.i and not (name.dep_ in {"flat", "appos"} and token.head.i < name.i):
        return
    verb = next((above for above in token.head.ancestors if is_verb(above) and not above.dep_.startswith("aux")), None)
    if verb is not None and not children(verb, "iobj", "obl:arg"):
        token.head, token.dep_ = verb, "obl:arg"


def _possessive_relative(pronoun: Token, apart: _Grades) -> None:
    """ "Abzug aus dem Tschad, dessen Führung …": of the nouns that fit, who has a government is the antecedent."""
    if pronoun.tag_ != "PRELAT":
        return
    clause = next((above for above in pronoun.ancestors if above.dep_.startswith("acl")), None)
    if clause is None or clause.left_edge.i < 2 or clause.left_edge.i > pronoun.i:
        return
    nearest = next((t for t in reversed(pronoun.doc[: clause.left_edge.i]) if not t.is_punct), None)
    if (
        nearest is None
        or nearest.pos_ not in {"NOUN", "PROPN"}
        or nearest.i >= pronoun.i
        or clause.is_ancestor(nearest)
    ):
        return
    singular = pronoun.lower_ == "dessen" and nearest.morph.get("Number", []) == ["Plur"]
    if not singular and apart.grade(nearest) == 2 and apart.grade(clause.head) < 2:
        clause.head = nearest


def _relative_before_name(article: Token, apart: _Grades) -> None:
    """ "ein Angriff, der … und den Kiew Moskau anlastet": a name has no article, the word before it is a relative pronoun."""
    noun, verb = article.head, article.head.head
    if (
        article.dep_ != "det"
        or article.lower_ not in {"den", "die", "das"}
        or article.i == 0
        or article.i != noun.left_edge.i
    ):
        return
    before = article.nbor(-1).lower_
    second = verb.dep_ == "conj" and verb.head.dep_.startswith("acl") and before in JOINING
    if not second and not (verb.dep_.startswith("acl") and before == ","):
        return
    name = apart.name(noun)
    bare = name is not None and name.alias.kind in {"capital", "person"}
    weak = article.lower_ == "den" and bool(WEAK_NOUN.search(noun.text)) and noun.text == noun.lemma_
    if bare or weak:
        article.head, article.dep_, article.pos_ = verb, "obj", "PRON"
        for child in children(verb, "nsubj"):
            child.dep_ = "obj" if child.i != noun.i else child.dep_
        noun.dep_ = "nsubj"


def _coordinated_name(token: Token, apart: _Grades) -> None:
    """ "Burkina Faso, Mali und Niger": a name in apposition that has an "und" behind it is the next of a row."""
    first, second = apart.name(token.head), apart.name(token)
    if token.dep_ != "appos" or first is None or second is None or first.code == second.code:
        return
    joined = any(child.dep_ == "conj" and any(c.dep_ == "cc" for c in child.children) for child in token.children)
    if joined and token.i > 0 and token.nbor(-1).text == ",":
        token.dep_ = "conj"


def _addressee(token: Token, apart: _Grades) -> None:
    """ "ließ die Behörde Islamabad wissen": a state's name behind the noun of an office is a phrase of its own."""
    head, name, role = token.head, apart.name(token), apart.role(token.head)
    if token.dep_ not in {"appos", "flat", "nmod"} or name is None or name.start != token.i or adpositions(token):
        return
    if (
        role is None
        or role.kind not in {"person", "organ"}
        or head.i != token.i - 1
        or name.alias.kind not in {"name", "capital"}
    ):
        return
    if not name.code or ":" in name.code or base(head).endswith(NAMED_BY_APPOSITION) or name.start + 1 != name.end:
        return
    if token.text.endswith("s") and token.lemma_ != token.text:
        return
    verb = next((above for above in head.ancestors if is_verb(above)), None)
    if verb is not None and head.dep_.startswith("nsubj"):
        token.head, token.dep_ = verb, "iobj" if children(verb, "obj") else "obj"


def _shared_subject(verb: Token) -> None:
    """ "X verhaftet Y und stellt Z die Hilfe ein": right behind "und" the verb has the subject of the clause before."""
    if verb.dep_ != "conj" or not is_verb(verb.head) or not children(verb.head, "nsubj"):
        return
    finite = finite_verb(verb)
    own = [noun for noun in children(verb, "nsubj") if noun.pos_ in {"NOUN", "PROPN"} and not adpositions(noun)]
    if not own or morph(own[0], "Case") == "Nom":
        return
    first = finite if finite.tag_.endswith("(FIN)") else verb.doc[verb.left_edge.i]
    if first.dep_ == "cc":
        first = first.nbor()
    joined = first.i > 0 and first.nbor(-1).lower_ in JOINING
    inverted = finite.tag_.endswith("(FIN)") and first.i < own[0].i
    bare_participle = (
        verb.tag_ == "VV(PP)" and not children(verb, "aux") and not children(verb, "obj", "iobj", "obl:arg")
    )
    if joined and (inverted or (bare_participle and "Acc" in cases(own[0]))):
        own[0].dep_ = "iobj" if children(verb, "obj") else "obj"


def _turned(verb: Token, apart: _Grades) -> None:
    """ "Das Angebot schlug die Regierung aus": who can act is the subject where form and number allow it."""
    subject = _only(verb, "nsubj")
    other = _only(verb, "obj") or _only(verb, "iobj", "obl:arg")
    if (
        subject is None
        or other is None
        or is_passive(verb, "de")
        or subject.tag_ == "PPER"
        or other.tag_ in {"PPER", "PRF"}
    ):
        return
    if not _opens_clause(verb, subject) or not _may_be_turned(verb, subject, other):
        return
    owned = any(child.tag_ == "PPOSAT" and base(child).startswith(POSSESSIVES) for child in subject.children)
    grades = apart.grade(subject), apart.grade(other)
    if grades[1] == 2 and (grades[0] == 0 or (grades[0] == 1 and owned)) and _wants_somebody(verb):
        subject.dep_, other.dep_ = "obj", "nsubj"


def _only(verb: Token, *labels: str) -> Token | None:
    found = [
        noun for noun in children(verb, *labels) if not adpositions(noun) and noun.tag_ != "PRF" and not is_verb(noun)
    ]
    return found[0] if len(found) == 1 else None


def _opens_clause(verb: Token, subject: Token) -> bool:
    """The subject stands before the finite verb of a main clause, or is the pronoun of a relative clause."""
    if relative_pronoun(subject, "de") is not None:
        return True
    finite = finite_verb(verb)
    return subject.i < finite.i and not children(verb, "mark") and finite.tag_.endswith("(FIN)") and finite.i <= verb.i


def _may_be_turned(verb: Token, subject: Token, other: Token) -> bool:
    finite = finite_verb(verb)
    return "Acc" in cases(subject) and "Nom" in cases(other) and agrees(other, finite)


def _wants_somebody(verb: Token) -> bool:
    """Only somebody can be the subject of the verb: it tells an act or a saying."""
    if base(verb) in THINGS_DO:
        return False
    return any(
        _does(pattern.actor) for lemma in _lemmas(verb) for pattern in frames("de").get(("verb", lemma), ())
    ) or any(lemma in index("de", "speech_verbs") for lemma in _lemmas(verb))


def _does(slots: Sequence[str]) -> bool:
    return tuple(slots) == ("subj",)


def _lemmas(verb: Token) -> Iterator[str]:
    particle = next((c.lower_ for c in verb.children if c.tag_ == "PTKVZ" or c.dep_ == "compound:prt"), "")
    yield particle + base(verb)
