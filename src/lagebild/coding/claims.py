"""According to whom: speakers around an act, nested as deep as the text nests them."""

from __future__ import annotations

from itertools import pairwise

from lagebild.coding.acts import Act
from lagebild.coding.discourse import Discourse, View
from lagebild.coding.parties import Parties
from lagebild.coding.speakers import Speakers, Voices
from lagebild.coding.speech import (
    COMPLEMENTS,
    LIKE_AS,
    PAUSES,
    TEMPORAL,
    Tag,
    covers,
    is_content,
    is_pause,
    led_in,
    may_introduce,
    speech_word,
)
from lagebild.coding.tree import adpositions, base, children, clause_head, is_verb, morph
from lagebild.model import Claim
from lagebild.text.tokens import Token

#: Relations from content up to the verb of saying.
CONTENT = frozenset(
    {"ccomp", "dep", "xcomp", "obj", "parataxis", "acl", "nmod", "obl", "advcl", "csubj", "conj", "nsubj:pass", "appos"}
)
PHRASES = ("obl", "nmod", "advmod", "parataxis", "dep", "advcl", "case", "conj")
RELATIVE = frozenset({"der", "die", "das", "dem", "den", "deren", "dessen", "denen"})
#: Words by which a sentence takes up the whole of the one before, and the prepositions before them.
THAT = {"de": frozenset({"das", "dies"}), "en": frozenset({"this", "that"}), "ru": frozenset({"это", "этом"})}
ABOUT = {"de": frozenset(), "en": frozenset(), "ru": frozenset({"об", "о"})}
#: Nouns that take up what the sentence before tells, with a word that points back before them.
TAKEN_UP = frozenset(
    "entscheidung beschluss schritt einigung vereinbarung maßnahme angriff decision move step agreement arrangement measure attack "
    "решение шаг договоренность соглашение мера удар".split()
)
POINTING = {"de": frozenset({"die", "der", "den", "das", "dies"}), "en": frozenset({"the", "this", "that", "such"}), "ru": frozenset({"такой", "этот", "данный"})}
#: German adverbs that take up the sentence before as what was agreed, and verbs of agreeing.
AGREED_ON = frozenset({"darauf", "hierauf", "dazu", "darüber"})
AGREEING = frozenset({"einigen", "verständigen", "entschließen", "verpflichten", "durchringen"})
#: Auxiliaries of German reported speech: also those that stand in for forms that look like the indicative.
REPORTED_AUXILIARIES = frozenset({"habe", "hätten", "hätte", "sei", "seien", "wäre", "wären", "werde", "würden", "würde"})
#: Words that open a clause of what happened then or elsewhere, behind what somebody says.
THEREUPON = frozenset("whereupon whereas worauf woraufhin wohingegen".split())
#: Subjects of a cleft sentence.
CLEFT = frozenset({"it", "es", "это"})
KONJUNKTIV_I = frozenset({"sei", "seien", "habe", "werde", "müsse", "könne", "solle", "wolle", "dürfe", "möge", "gebe", "gehe", "komme", "stehe", "lasse", "bleibe", "wisse", "halte", "führe", "greife", "ziehe", "setze", "bringe", "liege", "mache", "nehme", "tue", "treffe", "trage", "fordere", "erwarte", "plane", "drohe", "versuche", "bereite", "müssten"})  # fmt: skip


class ClaimReader:
    """Claims of one document."""

    def __init__(self, discourse: Discourse, parties: Parties) -> None:
        self.discourse, self.lang = discourse, discourse.lang
        self.speakers = Speakers(discourse, parties)

    def claim(self, view: View, act: Act) -> Claim | None:
        """Who is made responsible for the act."""
        voices = self._voices(view, act.trigger)
        if not voices.heard and self._reported_form(act.trigger) and self.discourse.claim is not None:
            self.speakers.note("reported speech goes on from before", act.trigger)
            return self.discourse.claim
        found = voices.claim()
        if found is not None:
            self.discourse.claim = found
        return found

    def about(self, view: View, verb: Token) -> Claim | None:
        """Who says that what a verb tells took place, without a bearing on what follows."""
        voices = Voices()
        self._beside(view, verb, verb, voices)
        if not voices.heard:
            self._around(view, verb, voices)
        return voices.claim()

    def resumed(self, view: View) -> Claim | None:
        """Who says what the sentence before tells, where this one only adds that: "Das teilte X mit.", "Об этом сообщил X."."""
        doc = view.sentence.doc
        word = next(
            (t for t in doc if not is_pause(t) and t.pos_ != "CCONJ" and t.lower_ not in ABOUT[self.lang]), None
        )
        if word is not None and self._takes_up(word):
            return self._tagged(view)
        verb = next((t for t in doc if is_verb(t) and not t.dep_.startswith(("aux", "cop"))), None)
        if word is None or verb is None or word.lower_ not in THAT[self.lang] or word.i > 2 or word.dep_ == "det":
            return None
        if self.lang != "ru" and not is_verb(word.nbor(1)):
            return None
        speech = speech_word(verb, self.lang)
        behind = next((t for t in doc[verb.i :] if t.text == ","), None)
        if speech is None or speech.stance == "denies" or (behind is not None and behind.nbor(1).lower_ in COMPLEMENTS):
            return None
        voices = Voices()
        self.speakers.hear_tag(view, Tag(word.i + 1, len(doc), verb, speech), voices)
        return voices.claim()

    def _takes_up(self, word: Token) -> bool:
        """The sentence opens with the whole of the one before: "Das beschlossen …", "The decision was taken …"."""
        if word.i > 2:
            return False
        noun = word.head if word.dep_ in {"det", "amod"} else word
        named = base(noun) in TAKEN_UP and base(word) in POINTING[self.lang] | {"der", "die"}
        if self.lang == "de" and word.lower_ in AGREED_ON and word.i == 0 and is_verb(word.nbor(1)) and base(word.nbor(1)) in AGREEING:
            return True
        told = is_verb(word.nbor(1)) and speech_word(word.nbor(1), self.lang) is None if word.i + 1 < len(word.doc) else False
        taken = word.dep_ == "obj" or (told and morph(word.nbor(1), "Number") == "Plur")
        return named or (self.lang == "de" and word.lower_ in THAT["de"] and taken and told)

    def _tagged(self, view: View) -> Claim | None:
        """Who speaks in a clause of saying set into or behind the sentence."""
        tag = next((tag for tag in self.speakers.tags(view) if tag.word.stance != "denies"), None)
        if tag is None:
            return None
        voices = Voices()
        self.speakers.hear_tag(view, tag, voices)
        return voices.claim()

    def follow(self, view: View) -> None:
        """Remembers who denies something in the main clause, so that reported speech after it is theirs."""
        doc = view.sentence.doc
        root = next((token for token in doc if token.head.i == token.i and is_verb(token)), None)
        speech = speech_word(root, self.lang) if root is not None else None
        if root is None or speech is None or speech.stance != "denies":
            return
        voices = Voices()
        self.speakers.hear(view, root, speech, root, voices)
        if voices.by:
            self.discourse.claim = Claim(by=tuple(voices.by), via=tuple(voices.via))

    def _voices(self, view: View, token: Token) -> Voices:
        voices = Voices()
        self._climb(view, token, voices)
        if not voices.heard:
            self._around(view, token, voices)
        return voices

    def _climb(self, view: View, trigger: Token, voices: Voices) -> None:
        current, inside = trigger, {t.i for t in trigger.subtree}
        self._beside(view, current, current, voices)
        while current.head.i != current.i:
            head = current.head
            if self._aside(current):
                return
            self._above(view, current, head, voices)
            self._beside(view, head, current, voices, only_appended=_own_clause(current))
            current = head
        if not voices.heard:
            for other in current.children:
                if other.dep_ in {"conj", "parataxis"} and is_verb(other) and other.i not in inside:
                    self._beside(view, other, current, voices, only_appended=True)

    def _aside(self, token: Token) -> bool:
        """A clause that tells of before or elsewhere, the outlet's own knowledge: a relative one, or one of another time."""
        if is_content(token, self.lang):
            return False
        if token.dep_ == "acl:relcl" or (token.dep_ == "acl" and self._relative(token)):
            return not (_cleft(token) or self._reported_aside(token))
        return token.dep_.startswith(("advcl", "ccomp")) and any(
            c.dep_ in {"mark", "advmod"} and c.lower_ in TEMPORAL for c in token.children
        )

    def _reported_aside(self, clause: Token) -> bool:
        """A relative clause within what is said that its form shows to be said too: "said groups had come that had mined roads"."""
        auxiliaries = {c.lower_ for c in clause.children if c.dep_.startswith(("aux", "cop"))} | {clause.lower_}
        if self.lang == "de":
            return not auxiliaries.isdisjoint(REPORTED_AUXILIARIES)
        if self.lang != "en" or "had" not in auxiliaries:
            return False
        chain = (clause, *clause.ancestors)
        return any(
            content.dep_ == "ccomp" and verb.i < content.i and verb.tag_ in {"VBD", "VBN"} and speech_word(verb, "en") is not None
            for content, verb in pairwise(chain)
        )

    def _relative(self, verb: Token) -> bool:
        return any(c.lower_ in RELATIVE and c.pos_ == "PRON" for c in verb.subtree)

    def _around(self, view: View, trigger: Token, voices: Voices) -> None:
        """A clause of saying set into or behind the sentence, or a phrase such as "according to" hung elsewhere.

        For what stands in a clause aside, only those within it.
        """
        aside = next((token for token in (trigger, *trigger.ancestors) if self._aside(token)), None)
        reach = {t.i for t in aside.subtree} if aside is not None else None
        tag = self._covering(view, trigger)
        if tag is not None and (reach is None or tag.verb.i in reach):
            self.speakers.hear_tag(view, tag, voices)
        lead = led_in(trigger, self.lang) if reach is None and not voices.heard else None
        if lead is not None:
            self.speakers.hear(view, lead[0], lead[1], trigger, voices)
        for token in trigger.doc if may_introduce(trigger.doc, self.lang) else ():
            if voices.heard or not token.dep_.startswith(("obl", "nmod", "advmod", "dep", "parataxis")):
                continue
            if (reach is None or token.i in reach) and not self._nearer_act(token, trigger):
                self.speakers.hear_phrase(view, token, voices)

    def _covering(self, view: View, trigger: Token) -> Tag | None:
        """The nearest tag behind a word that covers it, else the nearest before it."""
        found = [tag for tag in self.speakers.tags(view) if covers(tag, trigger)]
        behind = next((tag for tag in found if tag.start > trigger.i), None)
        return behind or (found[-1] if found else None)

    def _nearer_act(self, noun: Token, trigger: Token) -> bool:
        """The phrase stands in a clause below or beside the act's that has a subject of its own, or beyond a colon."""
        if any(t.text == ":" for t in noun.doc[min(noun.i, trigger.i) : max(noun.i, trigger.i)]):
            return True
        if noun.right_edge.i >= len(noun.doc) - 2 and noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == ",":
            return False
        verb = clause_head(noun)
        return (
            verb.i != trigger.i
            and verb.dep_.startswith(("acl", "advcl", "ccomp"))
            and trigger.i not in {t.i for t in verb.subtree}
        )

    def _above(self, view: View, content: Token, verb: Token, voices: Voices) -> None:
        label = content.dep_.partition(":")[0]
        if label not in CONTENT or (label == "conj" and is_verb(verb)) or _set_against(content):
            return
        unmarked = label == "advcl" and not children(content, "mark") and content.i < verb.i
        if (
            label in {"obl", "advcl"}
            and not unmarked
            and not _gerund(content, verb)
            and not self._is_denial_of(content, verb)
        ):
            return
        speech = speech_word(verb, self.lang)
        if speech is None or content.dep_ == "nsubj":
            return
        if speech.grade == "doubts" and speech.stance == "asserts" and label == "xcomp":
            return  # "erwägt zu schließen", "fears to lose": an act of one's own
        self.speakers.hear(view, verb, speech, content, voices)

    def _is_denial_of(self, content: Token, verb: Token) -> bool:
        return (
            verb.pos_ == "NOUN"
            or (self.lang == "ru" and "о" in adpositions(content))
            or (self.lang == "de" and "von" in adpositions(content))
        )

    def _beside(self, view: View, head: Token, content: Token, voices: Voices, *, only_appended: bool = False) -> None:
        """Speakers in inserted or appended clauses and prepositional phrases of a clause."""
        for child in head.children:
            if child.i == content.i:
                continue
            if child.dep_ in {"parataxis", "advcl", "ccomp", "dep", "discourse", "conj"} and is_verb(child):
                speech = speech_word(child, self.lang)
                if speech is not None and self._appended(child):
                    self.speakers.hear(view, child, speech, content, voices)
            if not only_appended and (child.dep_.startswith(PHRASES) or adpositions(child)):
                self.speakers.hear_phrase(view, child, voices)

    def _appended(self, verb: Token) -> bool:
        """ "wie X mitteilte", "X said" after or inside a clause that is not a clause of its own story."""
        marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod", "case"}}
        if (marks | {verb.doc[verb.left_edge.i].lower_}) & LIKE_AS[self.lang]:
            return True
        return verb.dep_ in {"parataxis", "ccomp", "dep", "discourse", "conj"} and self._without_content(verb)

    def _without_content(self, verb: Token) -> bool:
        """Nothing that it says hangs on the verb, and no conjunction joins it: it stands after a comma or quotation mark."""
        content = [c for c in children(verb, "ccomp", "xcomp", "cc") if is_verb(c) or c.dep_ == "cc"]
        if content or any(c.dep_ == "mark" for c in verb.children):
            return False
        first = verb.doc[verb.left_edge.i]
        before = first.nbor(-1).text if first.i > 0 else ""
        return first.text in PAUSES or before in PAUSES

    def _reported_form(self, trigger: Token) -> bool:
        """German reported speech without a verb of saying: Konjunktiv I of the verb or its auxiliary."""
        if self.lang != "de":
            return False
        auxiliaries = {c.lower_ for c in trigger.children if c.dep_.startswith(("aux", "cop"))}
        plural = trigger.tag_ == "VV(PP)" and bool(auxiliaries & {"hätten", "seien"}) and trigger.dep_ in {"ROOT", "conj", "parataxis"}
        return plural or bool(({trigger.lower_} | auxiliaries) & KONJUNKTIV_I)


def _set_against(clause: Token) -> bool:
    """ "…, he said, whereupon Kabul pleaded for more time": the clause tells what happened then, not what was said."""
    return clause.i > clause.head.i and clause.doc[clause.left_edge.i].lower_ in THEREUPON


def _own_clause(verb: Token) -> bool:
    """A clause with a subject of its own beside or below another: "according to" there does not cover it."""
    return verb.dep_.startswith(("advcl", "conj", "parataxis")) and bool(children(verb, "nsubj"))


def _cleft(clause: Token) -> bool:
    """ "It was Russia that attacked": the relative clause tells the news."""
    return any(c.dep_.startswith(("nsubj", "expl")) and c.lower_ in CLEFT for c in clause.head.children)


def _gerund(content: Token, verb: Token) -> bool:
    """ "denies shelling", "reported seeing": an English gerund right behind the verb is its object."""
    return content.tag_ == "VBG" and content.i == verb.i + 1
