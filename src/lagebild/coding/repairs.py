"""Trees put right where names and verbs of saying show that the parser went wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from lagebild.coding.german_clauses import repair_clauses
from lagebild.coding.names import Name
from lagebild.coding.tree import adpositions, children, is_verb
from lagebild.knowledge.frames import frames
from lagebild.knowledge.reading import index
from lagebild.text.tokens import Doc, Token

PAUSES = frozenset({",", "—", "–", "-", ";"})
#: Labels that parsers give to a subject that an inserted clause cuts off from its verb.
TOPICS = ("nsubj", "vocative", "dislocated", "obl:unmarked")
YEAR = re.compile(r"^(?:19|20)\d\d$")
#: Seasons and months before a year.
DATED = frozenset(
    "frühjahr frühling sommer herbst winter jahr januar jänner februar feber märz april mai juni juli august september oktober "
    "november dezember".split()
)
#: Words before "dass" that make its clause a circumstance.
LEADING = frozenset(
    {
        "so",
        "ohne",
        "als",
        "statt",
        "anstatt",
        "außer",
        "sodass",
        "nur",
        "kaum",
        "geschweige",
        "dadurch",
        "damit",
        "dafür",
    }
)
#: Times at which something is said.
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night midday noon midnight day week month "
    "january february march april may june july august september october november december".split()
)
#: Verbs of what an act of force does to people, and nouns for such acts.
DEADLY = frozenset("kill wound injure hurt leave claim maim destroy damage".split())
ACTS_OF_FORCE = frozenset(
    "attack offensive strike airstrike raid assault bombing bombardment shelling barrage ambush explosion blast shooting fire clash "
    "incursion operation battle fighting crackdown massacre rampage siege war earthquake crash".split()
)
#: Words that open a clause of time or stand before a noun, and tags of finite verbs.
OPENING_CLAUSES = frozenset({"after", "before", "since", "until", "till"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Finite forms of "have".
HAVE = frozenset({"have", "has", "had", "'ve"})
#: Verbs that govern an -ing form.
GERUND_VERBS = frozenset("begin start stop continue resume keep finish cease halt deny admit avoid consider suggest risk propose quit".split())
#: Tags of what follows "have" in the perfect; words at most between commas before it.
PARTICIPLES = frozenset({"VBN", "VBD"})
LONGEST_INSERTION = 10
#: Verbs without passive, and particles of English verbs.
INTRANSITIVE = frozenset(
    "abstain apologise apologize arrive backtrack balk baulk bow capitulate cave clash collide confer converge crumble defect demur depart "
    "desist disembark emerge erupt flock huddle intervene kneel linger plead pounce quarrel rebel recoil relent resign retaliate riot roll "
    "acquiesce comply crow disagree hesitate journey lurch mutiny plunge retort revolt rumble shuttle slip surge trudge vote "
    "scuffle skirmish sneak spar squabble step struggle swarm swoop tumble vanish".split()
)
PARTICLES = frozenset({"away", "back", "down", "in", "off", "out", "over", "up"})
#: Russian words for what somebody says, and verbs of rejecting it.
CLAIMS = frozenset("утверждение заявление сообщение обвинение информация версия".split())
REJECTIONS = frozenset("отвергнуть отвергать опровергнуть опровергать отрицать назвать называть".split())
#: Kinds of name that stand for a phrase by themselves.
WHOLE = frozenset({"name", "capital", "metonym", "person"})


def repair(doc: Doc, lang: str, names: Sequence[Name]) -> None:
    """Corrects heads and labels of a sentence in place."""
    if lang == "de":
        _part_names(doc, names)
        _behind_dates(doc)
        _that_clauses(doc)
        _said(doc)
        repair_clauses(doc, names)
    if lang == "en":
        forms, tags = {token.lower_ for token in doc}, {token.tag_ for token in doc}
        if not HAVE.isdisjoint(forms):
            _split_perfects(doc)
        if "VBD" in tags:
            _past_attributes(doc)
        _intransitives(doc)
        if "at" in forms:
            _numbers_at_least(doc)
        if "whose" in forms:
            _whose(doc)
        if "VBG" in tags:
            _gerund_objects(doc)
            _killing(doc)
        _tagged_particles(doc)
        _subjects_of_adverbs(doc)
        _clauses_of_time(doc)
        _without_verb(doc)
        _gerund_subjects(doc)
        _governed(doc)
        _actives(doc)
        _complements(doc)
        _particles(doc)
        _lists(doc, names)
        _deadly_acts(doc)
        _closing_participle(doc)
    if lang == "ru":
        _infinitives_before(doc)
        _loose_nouns(doc)
        _rejected_claims(doc)
    _insertions(doc, lang)


def _part_names(doc: Doc, names: Sequence[Name]) -> None:
    """ "laut Ukraine Polen an": names of two actors side by side are two phrases, the second depends on the verb."""
    for first, second in pairwise(names):
        if first.end != second.start or first.code == second.code or not {first.alias.kind, second.alias.kind} <= WHOLE:
            continue
        if _genitive(doc, first):
            continue
        inner = doc[first.start : first.end]
        root = doc[second.start : second.end].root
        if (
            root.head not in inner
            or adpositions(root)
            or root.dep_ not in {"appos", "flat", "nmod", "conj", "compound"}
        ):
            continue
        verb = _verb_above(root.head)
        if verb is not None and not any(t.i == root.i for t in verb.ancestors):
            root.head = verb
            root.dep_ = "obj" if children(verb, "nsubj") else "nsubj"


def _behind_dates(doc: Doc) -> None:
    """ "seit dem Herbst 2020 Friedenstruppen stationiert": the year goes with the season or month, the noun behind with the verb."""
    for year in doc:
        if not YEAR.match(year.text) or year.i == 0 or year.i + 1 >= len(doc):
            continue
        time = doc[year.i - 1]
        if time.base not in DATED or year.head is time:
            continue
        noun, verb = year.head, _verb_above(time)
        if noun.i > year.i:
            year.head, year.dep_ = time, "nummod"
            if (
                noun.head is time
                and verb is not None
                and not adpositions(noun)
                and "Gen" not in noun.morph.get("Case", [])
            ):
                noun.head, noun.dep_ = verb, "nsubj" if not children(verb, "nsubj") else "obj"


def _infinitives_before(doc: Doc) -> None:
    """ "Рига делиться с Литвой танками не пожелала": an infinitive at the root is governed by the finite verb behind it."""
    for infinitive in doc:
        if (
            infinitive.head.i != infinitive.i
            or "Inf" not in infinitive.morph.get("VerbForm", [])
            or children(infinitive, "aux", "nsubj")
        ):
            continue
        verb = next(
            (c for c in children(infinitive, "parataxis", "conj", "ccomp") if "Fin" in c.morph.get("VerbForm", [])),
            None,
        )
        if verb is None or verb.i < infinitive.i or any(t.text in PAUSES for t in doc[infinitive.i : verb.i]):
            continue
        if any(t.i < infinitive.i for t in children(verb, "nsubj")):
            verb.head, verb.dep_ = verb, "ROOT"
            infinitive.head, infinitive.dep_ = verb, "xcomp"


def _rejected_claims(doc: Doc) -> None:
    """ "Утверждения Пакистана о том, что бои начала Индия, там отвергли": the last verb governs the claim with which the sentence begins."""
    claim = next((t for t in doc[:3] if t.base in CLAIMS), None)
    mark = next(
        (t for t in doc if claim is not None and t.i > claim.i and t.lower_ == "что" and doc[t.i - 2].lower_ == "том"),
        None,
    )
    if claim is None or mark is None:
        return
    verbs = [t for t in doc[mark.i :] if is_verb(t) and "Fin" in t.morph.get("VerbForm", [])]
    if len(verbs) < 2 or verbs[1].base not in REJECTIONS:
        return
    told, rejects = verbs[0], verbs[1]
    pause = next((t.i for t in reversed(doc[told.i : rejects.i]) if t.text == ","), None)
    if pause is None:
        return
    inner = [t for t in doc[mark.i : pause] if t.head is rejects or (t.head.i < mark.i and t is not told)]
    rejects.head, rejects.dep_ = rejects, "ROOT"
    claim.head, claim.dep_ = rejects, "obj"
    told.head, told.dep_ = claim, "acl"
    for token in inner:
        if token is not told:
            token.head = told
    for token in [t for t in told.children if t.i > pause]:
        token.head = rejects


def _loose_nouns(doc: Doc) -> None:
    """ "Диверсионные группы, пользуясь темнотой, заминировали дороги": a noun hung loosely on a finite verb is the subject or object it lacks."""
    for word in doc:
        verb = word.head
        if word.dep_ != "dep" or verb.i == word.i or not is_verb(verb) or "Fin" not in verb.morph.get("VerbForm", []):
            continue
        noun = (
            word
            if word.pos_ in {"NOUN", "PROPN"}
            else next((c for c in children(word, "nmod") if c.i == word.i + 1 and word.pos_ == "ADJ"), None)
        )
        if (
            noun is None
            or adpositions(noun)
            or adpositions(word)
            or not {"Nom", "Acc"} & set(noun.morph.get("Case", []))
        ):
            continue
        subject = children(verb, "nsubj")
        if not subject and word.i < verb.i and noun.morph.get("Number", []) == verb.morph.get("Number", []):
            label = "nsubj"
        elif subject and word.i > verb.i and not children(verb, "obj", "ccomp", "xcomp"):
            label = "obj"
        else:
            continue
        if noun is not word:
            word.head, word.dep_ = noun, "amod"
        noun.head, noun.dep_ = verb, label


def _that_clauses(doc: Doc) -> None:
    """A clause with "dass" is the content of its verb, not a circumstance, unless "so", "ohne" and the like lead it in."""
    for clause in doc:
        if clause.dep_ != "advcl" or not is_verb(clause.head):
            continue
        mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ in {"dass", "daß"}), None)
        if mark is not None and mark.i > 0 and mark.nbor(-1).lower_ not in LEADING:
            clause.dep_ = "ccomp"


def _said(doc: Doc) -> None:
    """ "Ein Sprecher sagte, die Waffenruhe halte": what follows the verb of saying is no relative clause of its subject."""
    speech = index("de", "speech_verbs")
    for clause in doc:
        verb = clause.head.head
        if not clause.dep_.startswith("acl") or not is_verb(clause) or verb.base not in speech or not is_verb(verb):
            continue
        if verb.i < clause.head.i < clause.i and _opens_main(clause):
            clause.head, clause.dep_ = verb, "ccomp"
        if not clause.head.i < verb.i < clause.i:
            continue
        article = next((c for c in clause.children if c.pos_ == "PRON" and c.i == verb.i + 2), None)
        noun = next(
            (
                c
                for c in clause.children
                if c.pos_ in {"NOUN", "PROPN"} and verb.i < c.i < clause.i and not adpositions(c)
            ),
            None,
        )
        if article is None or noun is None or article.i > noun.i:
            continue
        article.head, article.dep_, article.pos_ = noun, "det", "DET"
        noun.dep_ = "nsubj"
        clause.head, clause.dep_ = verb, "ccomp"


def _opens_main(clause: Token) -> bool:
    """ "vor dem Rat, Indien habe …": behind a comma a subject and a finite verb, no relative pronoun and no conjunction."""
    first = clause.left_edge
    if first.text == ",":
        first = first.nbor(1)
    behind_comma = first.i > 0 and first.nbor(-1).text == ","
    return (
        behind_comma
        and first.dep_.startswith("nsubj")
        and first.pos_ in {"NOUN", "PROPN"}
        and first.nbor(1).pos_ in {"AUX", "VERB"}
    )


def _genitive(doc: Doc, name: Name) -> bool:
    """ "Israels", "des Sudans": the name is an attribute of what follows."""
    return doc[name.end - 1].text.endswith(("s", "'", "’")) and doc[name.end - 1].text not in name.alias.surface


def _verb_above(token: Token) -> Token | None:
    return next(
        (above for above in token.ancestors if is_verb(above) and not above.dep_.startswith(("aux", "cop"))), None
    )


def _complements(doc: Doc) -> None:
    """ "told reporters that Russia had attacked Poland": a clause with subject and object of its own is no relative clause."""
    for clause in doc:
        if not clause.dep_.startswith("acl") or not is_verb(clause) or not is_verb(clause.head.head):
            continue
        if clause.head.dep_.startswith("obl") and clause.head.lower_ in TIMES:
            _behind_time(clause)
            continue
        that = next((c for c in clause.children if c.lower_ == "that" and c.dep_ in {"obj", "mark"}), None)
        if that is None or clause.head.dep_ not in {"obj", "iobj"} or not children(clause, "nsubj"):
            continue
        if that.dep_ == "mark" or any(c.dep_ == "obj" and c.i != that.i for c in clause.children):
            that.dep_ = "mark"
            clause.head = clause.head.head
            clause.dep_ = "ccomp"


def _gerund_subjects(doc: Doc) -> None:
    """ "Fighting erupted": an -ing form labelled as an auxiliary, or as the verb above the one behind it, is the subject, a noun."""
    for word in doc:
        if word.tag_ != "VBG" or word.base in {"be", "have", "get"}:
            continue
        verb = next(
            (
                c
                for c in word.children
                if c.i == word.i + 1 and c.tag_ in {"VBD", "VBN"} and c.dep_ in {"xcomp", "ccomp"}
            ),
            None,
        )
        if verb is not None and word.head is word:
            verb.head, verb.dep_, verb.tag_, word.head = verb, "ROOT", "VBD", verb
            for other in [c for c in word.children if c.i > verb.i]:
                other.head = verb
        elif not (word.dep_.startswith("aux") and word.head.i > word.i):
            continue
        word.pos_, word.tag_, word.dep_, word.verb, word.lemma_ = "NOUN", "NN", "nsubj", False, word.lower_
        word.base = word.lower_


def _without_verb(doc: Doc) -> None:
    """ "The secretary, X, announced that …": a verb of saying behind an apposition is no participle where the sentence has no other verb."""
    root = next((t for t in doc if t.head is t), None)
    if root is None or root.pos_ not in {"NOUN", "PROPN"} or children(root, "cop"):
        return
    speech = index("en", "speech_verbs")
    verbs = (
        c
        for c in root.children
        if c.dep_ == "acl" and c.tag_ in {"VBN", "VBD"} and c.base in speech and doc[c.i - 1].text == ","
    )
    verb = next(verbs, None)
    if verb is None or not any(c.dep_ == "appos" and c.i < verb.i for c in root.children):
        return
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    for clause in [c for c in root.children if c.i > verb.i]:
        said = is_verb(clause) and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
        clause.head, clause.dep_ = verb, "ccomp" if said else clause.dep_
    root.head, root.dep_ = verb, "nsubj"


def _behind_time(clause: Token) -> None:
    """ "said on Monday that 50 had died": a clause with "that" behind a time is what is said."""
    that = next((c for c in clause.children if c.lower_ == "that"), None)
    if that is None or that.i > clause.i:
        return
    if that.dep_.startswith("nsubj"):
        subject = next((c for c in that.children if c.dep_ == "appos"), None)
        if subject is None:
            return
        subject.head, subject.dep_ = clause, "nsubj"
        for child in list(that.children):
            child.head = clause
    that.head, that.dep_ = clause, "mark"
    clause.head, clause.dep_ = clause.head.head, "ccomp"


def _split_perfects(doc: Doc) -> None:
    """ "had on Sunday menaced the airports", "had, according to its staff, flown": the participle is the verb, "had" its auxiliary."""
    for helper in doc:
        if helper.lemma_ != "have" or helper.tag_ not in FINITE_TAGS or helper.dep_.startswith("aux"):
            continue
        verb = _participle_of(helper)
        if verb is None:
            continue
        above, label = (helper.head, helper.dep_) if helper.head is not helper else (verb, "ROOT")
        for child in [c for c in helper.children if c is not verb]:
            child.head = verb
        verb.head, verb.dep_, verb.tag_ = above, label, "VBN"
        helper.head, helper.dep_, helper.pos_, helper.verb = verb, "aux", "AUX", False


def _participle_of(helper: Token) -> Token | None:
    """The participle that a form of "have" governs from afar, with nothing but phrases of time and place between."""
    for child in helper.children:
        if child.i <= helper.i + 1 or child.tag_ not in PARTICIPLES or child.dep_ not in {"xcomp", "ccomp"}:
            continue
        alone = not any(c.dep_.startswith(("nsubj", "aux", "mark", "cc")) for c in child.children)
        return child if alone and not any(c.dep_ == "obj" and c.i < child.i for c in helper.children) else None
    doc, start = helper.doc, helper.i + 1
    if start >= len(doc) or doc[start].text != ",":
        return None
    comma = next((t.i for t in doc[start + 1 : start + LONGEST_INSERTION] if t.text == ","), None)
    verb = doc[comma + 1] if comma is not None and comma + 1 < len(doc) else None
    return verb if verb is not None and verb.tag_ in PARTICIPLES else None


def _past_attributes(doc: Doc) -> None:
    """ "… and a source in Kyiv owned up": a past tense hung on the noun before it is the verb of a clause, the noun its subject."""
    for verb in doc:
        noun = verb.head
        if (
            verb.tag_ != "VBD"
            or verb.dep_ != "acl"
            or noun.i > verb.i
            or noun.pos_ not in {"NOUN", "PROPN"}
            or adpositions(noun)
        ):
            continue
        if (
            any(c.dep_.startswith(("nsubj", "aux", "mark")) for c in verb.children)
            or doc[min(verb.i + 1, len(doc) - 1)].lower_ == "by"
        ):
            continue
        if noun.head is noun and not children(noun, "cop"):
            for child in [c for c in noun.children if c.i > verb.i]:
                child.head = verb
            verb.head, verb.dep_ = verb, "ROOT"
        elif noun.dep_ == "conj" and any(c.dep_ == "cc" for c in noun.children):
            above = _verb_above(noun)
            if above is None:
                continue
            for child in [c for c in noun.children if c.dep_ in {"cc", "punct"}]:
                child.head = verb
            verb.head, verb.dep_ = above, "conj"
        else:
            continue
        noun.head, noun.dep_ = verb, "nsubj"


def _numbers_at_least(doc: Doc) -> None:
    """ "executed at least 45 residents": "at least" belongs to the number, the noun is the verb's object."""
    for at in doc:
        if at.lower_ != "at" or at.dep_ != "case" or at.i + 2 >= len(doc) or at.nbor(1).lower_ not in {"least", "most"}:
            continue
        noun, verb = at.head, at.head.head
        if noun.pos_ not in {"NOUN", "PROPN", "NUM"} or noun.i <= at.i or adpositions(noun) != ["at"]:
            continue
        at.dep_ = "advmod"
        if is_verb(verb) and noun.dep_.startswith("obl") and noun.i > verb.i and not children(verb, "obj"):
            noun.dep_ = "obj"


def _whose(doc: Doc) -> None:
    """ "traced the attack to Tehran, whose ministry replied …": the clause tells of the name right before the comma."""
    for pronoun in doc:
        if pronoun.lower_ != "whose" or pronoun.i < 2 or pronoun.nbor(-1).text != "," or pronoun.nbor(-2).pos_ != "PROPN":
            continue
        name = pronoun.nbor(-2)
        clause = next((above for above in pronoun.ancestors if above.dep_.startswith("acl")), None)
        if clause is None or clause.i < pronoun.i or name.dep_.startswith(("flat", "compound")) or clause.is_ancestor(name):
            continue
        if clause.head.i < name.i:
            clause.head = name


def _gerund_objects(doc: Doc) -> None:
    """ "has begun flying food into the city": the -ing form right behind such a verb governs the noun, it is no attribute of it."""
    for gerund in doc:
        if gerund.tag_ != "VBG" or gerund.dep_ != "amod" or gerund.i == 0:
            continue
        verb, noun = gerund.nbor(-1), gerund.head
        if verb.base not in GERUND_VERBS or noun.head is not verb or noun.dep_ != "obj" or noun.i < gerund.i:
            continue
        gerund.head, gerund.dep_ = verb, "xcomp"
        noun.head = gerund
        for phrase in children(verb, "obl"):
            if phrase.i > noun.i and phrase.lower_ not in TIMES:
                phrase.head = gerund


def _killing(doc: Doc) -> None:
    """ "opened fire on worshippers leaving a mosque, killing 14": the outcome is that of the main verb, not of the one beside a noun."""
    for outcome in doc:
        above = outcome.head
        if outcome.tag_ != "VBG" or outcome.lemma_ not in DEADLY or outcome.i == 0 or outcome.nbor(-1).text != ",":
            continue
        if outcome.dep_ == "advcl" and above.dep_ == "acl" and above.tag_ == "VBG":
            verb = _verb_above(above)
            if verb is not None:
                outcome.head = verb


def _intransitives(doc: Doc) -> None:
    """ "Workers clashed with police", "the minister stepped down": a verb without passive is no participle, whatever its tag."""
    for verb in doc:
        if verb.tag_ != "VBN" or verb.base not in INTRANSITIVE or any(c.dep_.startswith("aux") for c in verb.children):
            continue
        noun = verb.head
        if (
            verb.dep_ == "acl"
            and noun.head is noun
            and noun.i < verb.i
            and noun.pos_ in {"NOUN", "PROPN"}
            and not children(noun, "cop")
        ):
            for child in [c for c in noun.children if c.i > verb.i]:
                child.head = verb
            verb.head, verb.dep_, noun.head, noun.dep_ = verb, "ROOT", verb, "nsubj"
        elif not any(c.dep_.startswith("nsubj") for c in verb.children):
            continue
        verb.tag_ = "VBD"


@cache
def _particle_verbs() -> frozenset[tuple[str, str]]:
    """Verbs with their particles that a frame knows with a direct object."""
    patterns = (p for (kind, _), found in frames("en").items() if kind == "verb" for p in found)
    return frozenset(
        (p.head, p.particle) for p in patterns if p.particle in PARTICLES and ("obj" in p.recipient or "obj" in p.with_)
    )


def _tagged_particles(doc: Doc) -> None:
    """ "rounded up 21 villagers", "mowed down migrants": a particle right behind a verb belongs to it, not to the phrase behind."""
    for particle in doc:
        if particle.tag_ != "RP" or particle.i == 0 or is_verb(particle.head):
            continue
        verb = particle.nbor(-1)
        if is_verb(verb) and not particle.is_ancestor(verb):
            _take_particle(verb, particle)


def _take_particle(verb: Token, particle: Token) -> None:
    """Hangs a particle on its verb, whose object is the noun that was taken for governed by it."""
    noun = particle.head
    particle.head, particle.dep_ = verb, "compound:prt"
    if noun.head is not verb or not noun.dep_.startswith("obl") or adpositions(noun) or children(verb, "obj"):
        return
    noun.dep_ = "obj"
    if verb.tag_ == "VBN" and not any(c.dep_.startswith("aux") for c in verb.children):
        verb.tag_ = "VBD"
        for subject in children(verb, "nsubj:pass"):
            subject.dep_ = "nsubj"


def _subjects_of_adverbs(doc: Doc) -> None:
    """ "Were Beijing ever to blockade the island": the subject is the verb's, not the adverb's."""
    for subject in doc:
        adverb = subject.head
        if not subject.dep_.startswith("nsubj") or adverb.pos_ != "ADV" or not is_verb(adverb.head):
            continue
        if not children(adverb.head, "nsubj"):
            subject.head = adverb.head


def _clauses_of_time(doc: Doc) -> None:
    """ "hours after police had forced": what stands between "after" and a finite verb is its subject, the time is not."""
    for mark in doc:
        noun = mark.head
        if mark.lower_ not in OPENING_CLAUSES or mark.dep_ != "case" or noun.i < mark.i:
            continue
        behind = max(t.i for t in noun.subtree) + 1
        if (
            behind >= len(doc)
            or doc[behind].tag_ not in FINITE_TAGS
            or any(t.text in PAUSES for t in doc[mark.i : behind])
        ):
            continue
        verb = doc[behind].head if doc[behind].dep_.startswith(("aux", "cop")) else doc[behind]
        above = noun.head
        if above.dep_ == "acl" and above.tag_ in PARTICIPLES and above.head.head is verb and above.head.dep_.startswith("nsubj"):
            _before_clause_of_time(above, verb)
        if above.i == verb.head.i and verb.dep_ in {"conj", "parataxis", "ccomp", "advcl"}:
            verb.dep_ = "advcl"
        elif verb.i not in {above.i, above.head.i}:
            continue
        if any(s.i not in {noun.i, above.i} for s in children(verb, "nsubj")):
            continue
        if above.i != verb.i and above.dep_.startswith("nsubj"):
            above.dep_ = "obl"
        noun.head, noun.dep_ = verb, noun.dep_ if noun.dep_.startswith("nsubj") else "nsubj"
        mark.head, mark.dep_ = verb, "mark"
        _under_main_clause(verb)


def _before_clause_of_time(main: Token, verb: Token) -> None:
    """ "The president called off talks after guerrillas had killed …": the past tense before the clause of time is the main verb."""
    subject = main.head
    above, label = (verb.head, verb.dep_) if verb.head is not verb else (main, "ROOT")
    main.head, main.dep_, main.tag_ = above, label, "VBD"
    subject.head, subject.dep_ = main, "nsubj"
    verb.head, verb.dep_ = main, "advcl"


def _under_main_clause(verb: Token) -> None:
    """A clause of time that stands at the root goes below the main clause that hangs on it."""
    if verb.head.i != verb.i:
        return
    for main in children(verb, "advcl", "parataxis", "ccomp", "conj"):
        if is_verb(main) and main.tag_ in FINITE_TAGS and children(main, "nsubj") and not children(main, "mark", "cc"):
            main.head, main.dep_ = main, "ROOT"
            verb.head, verb.dep_ = main, "advcl"
            return


def _deadly_acts(doc: Doc) -> None:
    """ "an offensive against the enclave that killed 32": what killed is the act of force, not the place or day beside it."""
    for clause in doc:
        if not clause.dep_.startswith("acl") or clause.lemma_ not in DEADLY or clause.head.lemma_ in ACTS_OF_FORCE:
            continue
        pronoun = next((c for c in children(clause, "nsubj") if c.lower_ in {"that", "which"}), None)
        if pronoun is None or clause.head.i > pronoun.i:
            continue
        opened = next((t.i for t in reversed(doc[: pronoun.i - 1]) if t.text in PAUSES or t.dep_ == "mark"), -1)
        acts = [t for t in doc[opened + 1 : pronoun.i] if t.pos_ == "NOUN" and t.lemma_ in ACTS_OF_FORCE]
        if acts and not clause.is_ancestor(acts[-1]):
            clause.head = acts[-1]


def _closing_participle(doc: Doc) -> None:
    """ "…, the army said, adding that …": the verb of saying rules the participle behind it, not the other way round."""
    speech = index("en", "speech_verbs")
    for participle in doc:
        if participle.head.i != participle.i or participle.tag_ != "VBG" or children(participle, "nsubj", "aux", "cop"):
            continue
        verb = next(
            (
                c
                for c in participle.children
                if c.i < participle.i and c.dep_ in {"parataxis", "ccomp"} and c.lemma_ in speech
            ),
            None,
        )
        if verb is not None and children(verb, "nsubj"):
            for other in [c for c in participle.children if c.i < verb.i]:
                other.head = verb
            verb.head, verb.dep_ = verb, "ROOT"
            participle.head, participle.dep_ = verb, "advcl"


def _governed(doc: Doc) -> None:
    """ "spoken with X after the row on the border": nouns hung on a preposition are phrases of their own, the first is what it governs."""
    for preposition in doc:
        if preposition.pos_ != "ADP" or preposition.dep_ != "case":
            continue
        above = preposition.head
        nouns = [c for c in preposition.children if c.i > preposition.i and c.pos_ in {"NOUN", "PROPN"}]
        if not nouns or above.i < nouns[-1].i or above.head.i == above.i:
            continue
        for noun in nouns:
            noun.head, noun.dep_ = above.head, above.dep_
        if not adpositions(nouns[0]):
            preposition.head = nouns[0]


def _actives(doc: Doc) -> None:
    """ "had attacked Poland": with "have" and without "be" the verb is active, whatever its subject is labelled."""
    for verb in doc:
        helpers = {c.lemma_ for c in verb.children if c.dep_.startswith("aux")}
        mistaken = verb.pos_ == "VERB" and verb.tag_ == "NN"
        past = verb.tag_ in {"VBN", "VBD"} and (verb.tag_ == "VBD" or "have" in helpers)
        if not (mistaken or past) or "be" in helpers or "get" in helpers:
            continue
        for child in verb.children:
            if child.dep_ == "nsubj:pass" or (
                child.dep_ == "compound" and child.i < verb.i and not children(verb, "nsubj")
            ):
                child.dep_ = "nsubj"
            elif (
                child.dep_ == "xcomp"
                and child.pos_ in {"NOUN", "PROPN"}
                and not any(c.dep_.startswith(("case", "cop")) for c in child.children)
            ):
                child.dep_ = "obj"


def _particles(doc: Doc) -> None:
    """ "handed over the bodies": "over" right behind a verb that frames know with it is its particle, if not tagged as one."""
    for word in doc:
        verb = doc[word.i - 1] if word.i else word
        if (
            word.lower_ not in PARTICLES
            or word.dep_ != "case"
            or not is_verb(verb)
            or (verb.base, word.lower_) not in _particle_verbs()
        ):
            continue
        if word.head.head is verb and adpositions(word.head) == [word.lower_]:
            _take_particle(verb, word)


def _lists(doc: Doc, names: Sequence[Name]) -> None:
    """ "with President A, President B and Secretary C": the name of somebody else between commas is in the list, not in apposition."""
    code = {position: name.code for name in names for position in range(name.start, name.end) if name.code}
    for word in doc:
        first = word.head
        if (
            word.dep_ != "appos"
            or word.i <= first.i
            or not any(c.dep_ == "conj" and c.i > word.i for c in first.children)
        ):
            continue
        ours, theirs = code.get(word.i), code.get(first.i)
        if ours is not None and theirs is not None and ours != theirs and any(c.text == "," for c in word.children):
            word.dep_ = "conj"


def _insertions(doc: Doc, lang: str) -> None:
    """ "…, Ukraine said": the noun between a pause and the verb of saying is its subject, whatever the parser hung it on."""
    speech = index(lang, "speech_verbs")
    for verb in doc:
        if not is_verb(verb) or verb.lemma_.lower() not in speech:
            continue
        first = verb.i
        while (
            first > 0
            and doc[first - 1].text not in PAUSES
            and not is_verb(doc[first - 1])
            and doc[first - 1].dep_ not in {"mark", "cc"}
        ):
            first -= 1
        if first in {0, verb.i} or doc[first - 1].text not in PAUSES:
            continue
        speaker = next((t for t in doc[first : verb.i] if t.head.i == verb.i or not first <= t.head.i < verb.i), None)
        if (
            speaker is None
            or speaker.pos_ not in {"NOUN", "PROPN", "PRON"}
            or speaker.dep_ in {"mark", "advmod"}
            or adpositions(speaker)
        ):
            continue
        behind = doc[verb.i + 1].text if verb.i + 1 < len(doc) else "."
        if behind in PAUSES:
            _set_apart(doc, first, verb, speaker)
        elif (
            behind == "."
            and speaker.dep_ in {"appos", "conj"}
            and speaker.head.i < first
            and not children(verb, "nsubj")
        ):
            speaker.head, speaker.dep_ = verb, "nsubj"


def _set_apart(doc: Doc, first: int, verb: Token, speaker: Token) -> None:
    """ "Russia, Ukraine said, attacked Poland": makes the stretch up to the verb a parenthesis of the clause around it."""
    outside = [t for t in verb.children if not first - 1 <= t.i <= verb.i + 1]
    before = [t for t in outside if t.dep_.startswith(TOPICS) and t.i < first and t.pos_ in {"NOUN", "PROPN", "PRON"}]
    content = next((t for t in outside if t.i > verb.i and is_verb(t) and not children(t, "nsubj", "mark", "cc")), None)
    if content is None or (not before and not (speaker.head.i < first and speaker.dep_ == "appos")):
        return
    head, label = (verb.head, verb.dep_) if verb.head.i != verb.i else (content, "ROOT")
    content.head, content.dep_ = head, label
    for token in outside:
        if token.i != content.i:
            token.head = content
    for token in before:
        token.dep_ = "nsubj"
    verb.head, verb.dep_ = content, "parataxis"
    if speaker.head.i < first and speaker.dep_ == "appos":
        owner = speaker.head
        if owner.head.i == verb.i:
            owner.head, owner.dep_ = content, "nsubj"
    speaker.head, speaker.dep_ = verb, "nsubj"
