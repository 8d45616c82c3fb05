"""A document coded: its events with actors, status, claimants, time, place, figures and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from lagebild import CODER
from lagebild.coding.acts import OCCASIONS, Act, acts, content_path, is_occasion
from lagebild.coding.casting import Cast, Casting
from lagebild.coding.claims import ClaimReader
from lagebild.coding.dates import TimeExpression, time_expressions
from lagebild.coding.denials import DENIABLE, Denials, Dispute
from lagebild.coding.discourse import STATE_SECTORS, Discourse, View
from lagebild.coding.echoes import Echoes
from lagebild.coding.offices import Told, namings, told_in
from lagebild.coding.parties import Found, Parties
from lagebild.coding.recorder import Recorder, explained
from lagebild.coding.scene import SceneReader, Site, day, sites
from lagebild.coding.selection import chosen
from lagebild.coding.status import StatusReader
from lagebild.coding.tense import is_coming
from lagebild.coding.tolls import Toll, TollReader, home, is_loss_alone, neighbour, outcomes, toll_pattern
from lagebild.coding.topics import other_topic
from lagebild.coding.trace import traced
from lagebild.coding.tree import adpositions, ancestors, base, children, is_purpose, is_verb, relative_pronoun, words_of
from lagebild.knowledge.ontology import context_words, event_types
from lagebild.knowledge.outlets import outlet_country
from lagebild.model import Actor, Claim, CodedDocument, Document, DropReason, EventDate, Evidence, Mention, Place, Span
from lagebild.text import Reading, detect_language, skim
from lagebild.text.tokens import Token

#: Words for a war, and prepositions of the time since one.
WARS, SINCE_THEN = frozenset({"war", "krieg", "война"}), frozenset({"since", "seit"})
#: Types whose content is not a second event: what is asked for, promised, threatened, refused or granted.
ABSORBING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "PROTEST"})
#: English verbs of clauses that tell what came of an act: "recognised the state, prompting Israel to recall its envoy".
PROMPTING = frozenset("prompt lead cause force drive spur trigger provoke push draw".split())
#: Relations through which content hangs on its act.
CONTENT = frozenset({"ccomp", "xcomp", "obj", "iobj", "obl", "nmod", "acl", "advcl", "csubj", "nsubj:pass", "dep"})
#: Marks that lead into content, not into a clause with a story of its own.
CONTENT_MARKS = frozenset({"zu", "to", "um", "чтобы", "of", "for", "from", "with", "in", "on", "over", "about", "dass", "that", "что"})
#: Prepositions before the war or attack that forces are gathered for.
FOR = frozenset({"for", "für", "для"})
#: Words by which a text says that one thing has nothing to do with another.
BESIDE = frozenset({"with", "to", "mit", "с", "со"})
RELATED = frozenset("do tun schaffen связать связанный связан connect link relate related connected linked".split())
NO_LINK = frozenset({"nothing", "not", "nichts", "nicht", "не"})
OCCURRENCES = frozenset("incident event clash shooting attack vorfall zwischenfall ereignis angriff schusswechsel инцидент событие столкновение перестрелка нападение".split())
#: A cast of which no part was inferred.
SURE = 1.0
#: Confidence of a mention of such a cast.
CERTAIN = 0.9
#: Prepositions after which a capital is a place, not its government.
LOCATIONS = {"de": frozenset({"in", "bei", "nahe"}), "en": frozenset({"in", "at", "near", "outside"}), "ru": frozenset({"в", "под", "близ"})}
#: Types of nouns for words of blame ("accusation", "protest").
REPROACH = frozenset({"ACCUSE", "PROTEST"})
#: Prepositions before what only dates something ("the worst outbreak since the war").
SINCE = frozenset({"since", "seit"})
#: Marks of clauses that stand against the one above.
CONCESSIVE = frozenset({"хотя", "obwohl", "although", "though"})
#: English relative pronouns, by which a clause that the parser took for a circumstance shows that it tells of something else.
RELATIVE = frozenset({"which", "whom"})
#: Characters between a sentence and the next.
LONGEST_GAP = 3
#: The statement is the act: never claimed, or not by the one who makes it (annotation guidelines).
STATEMENTS = frozenset({"ACCUSE", "THREATEN"})
#: Types of which a second mention has the place of the first, and those that say where an agreement was made.
REPEATED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AGREE"})
MEETINGS = frozenset({"CONSULT"})
#: Relations of a name to the noun whose owner it names, and words between the two.
ATTRIBUTES = ("amod", "nmod", "compound", "flat", "appos", "poss", "obl")
NEAR_OWNER = 6
SPOKEN = frozenset({"REQUEST", "REJECT", "SUPPORT", "AGREE"})


@dataclass
class Draft:
    """A mention in the making, with the act it came from."""

    act: Act
    mention: Mention
    tolls: list[Toll] = field(default_factory=list)


def code(document: Document, *, lang: str | None = None, trace: bool = False) -> CodedDocument:
    """The events of a document, with ``trace`` a TracedDocument; raises UnknownLanguage where its language cannot be read."""
    chosen = lang or document.lang or detect_language(document.text, source=document.id)
    reading = skim(document.text, chosen)
    recorder = Recorder() if trace else None
    topic = other_topic(reading)
    coder = _Coder(document, reading, recorder)
    events = () if topic is not None else tuple(coder.mentions())
    coded = CodedDocument(
        id=document.id, lang=chosen, published=document.published, outlet=document.outlet, events=events,
        namings=namings(coder.offices, coder.found, events),
    )  # fmt: skip
    return coded if recorder is None else traced(coded, reading, recorder, topic)


class _Coder:
    def __init__(self, document: Document, reading: Reading, trace: Recorder | None = None) -> None:
        self.document, self.reading, self.lang, self.trace = document, reading, reading.lang, trace
        home = document.outlet_country or outlet_country(document.outlet)
        self.discourse = Discourse(reading, document.published, home, trace)
        self.parties = Parties(self.discourse)
        self.casting = Casting(self.discourse, self.parties)
        self.claims = ClaimReader(self.discourse, self.parties)
        self.status = StatusReader(reading.lang, trace)
        self.scene = SceneReader(self.discourse)
        self.tolls = TollReader(self.discourse, self.parties, self.claims)
        self.denials = Denials(self.discourse, self.claims.speakers)
        self.echoes = Echoes(self.discourse, self.parties, self.claims)
        self.discourse.hear = self._overhear
        self.found: list[Mention] = []
        self.offices: list[Told] = []
        self.open_tolls: list[tuple[View, Toll, EventDate | None]] = []

    @cached_property
    def times(self) -> list[TimeExpression]:
        """The time expressions of the text."""
        sentences = self.reading.sentences
        return time_expressions(
            self.reading.text, self.lang, self.document.published, future=lambda offset: is_coming(sentences, offset)
        )

    def mentions(self) -> Iterator[Mention]:
        """Mentions in the order of the text, each statement once."""
        coded = [sentence for sentence in self.reading.sentences if sentence.coded]
        self.reading.parse(coded if self.trace is not None else chosen(coded, self.lang))
        for sentence in coded:
            if sentence.parsed:
                view = self.discourse.view(sentence)
                self._sentence(view)
                names = view.names
            else:
                names = self.discourse.pass_over(sentence)
            self.offices.extend(told_in(sentence, names, self.lang, self.document.text))
        later = [each for each in self.open_tolls if not self._settle(*each)]
        for view, toll, when in later:
            if not self._settle(view, toll, when) and not self._add_to_neighbour(view, toll, when, (1, 2)):
                self._settle(view, toll, when, alone=True)
        yield from _distinct(list(_placed(self.found)), self.trace)

    def _sentence(self, view: View) -> None:
        times = self._times(view)
        found = list(self._acts(view, times))
        self._hear(view)
        self._resume(view)
        self.casting.note_doers(view, found)
        self.scene.enter(found)
        here = self._sites(view, times)
        drafts: list[Draft] = []
        failed: list[Act] = []
        for act in _outer_first(found):
            if self.denials.is_denial(act):
                self._drop(view, act, "denial")
                continue
            outer = self._outer(act, drafts, found)
            if outer is not None and outer.act.type in ABSORBING and not self._stands_alone(act, outer):
                self._drop(view, act, "absorbed", outer.act.trigger)
                continue
            if outer is not None and outer.act.type == "MOBILIZE" and act.type == "ASSAULT" and not FOR.isdisjoint(adpositions(act.trigger)):
                self._drop(view, act, "purpose")
                continue
            if outer is not None and outer.act.type == "ACCUSE" and act.type in REPROACH and act.trigger in outer.act.lexical:
                self._drop(view, act, "absorbed", outer.act.trigger)
                continue
            draft = self._draft(view, act, outer, here, times)
            if draft is not None and outer is not None and _mutual(outer):
                drafts.extend(_mirrored(draft, outer.mention.actor))
            elif draft is not None:
                drafts.append(_outcome_of(draft, drafts))
                drafts.extend(self._disputed(view, drafts[-1]))
            else:
                failed.append(act)
        drafts.extend(self._blamed(view, drafts, failed, here, times))
        drafts = _one_deed(drafts)
        self._note_places(view, here)
        self._deny(view, drafts)
        self._add_figures(view, drafts, times)
        drafts.sort(key=lambda draft: draft.act.trigger.i)
        self.found.extend(draft.mention for draft in drafts)
        negated = {draft.act.trigger.i for draft in drafts if draft.mention.status == "negated"}
        told = {draft.act.trigger.i for draft in drafts}
        self.found.extend(list(self.denials.denied(view, self.found, negated, told)))
        before = next((n for n, mention in enumerate(self.found) if mention.evidence.start == view.sentence.start), len(self.found))
        self.found.extend(list(self.echoes.heard(view, self.found[:before])))
        self.claims.follow(view)

    def _blamed(self, view: View, drafts: list[Draft], failed: list[Act], here: list[Site], times: list[TimeExpression]) -> list[Draft]:
        """ "nach einem Angriff, den Kiew Moskau anlastet": the accused did what the relative clause is about."""
        found: list[Draft] = []
        for outer in [draft for draft in drafts if draft.act.type == "ACCUSE"]:
            meant = {noun.i for t in children(outer.act.trigger, "obj") if (noun := relative_pronoun(t, self.lang)) is not None}
            for act in failed:
                told = act.trigger.head.i in meant and act.trigger.dep_.startswith("acl")
                if act.trigger.i in meant or told:
                    draft = self._draft(view, act, outer, here, times)
                    found.extend([draft] if draft is not None else [])
        return found

    def _acts(self, view: View, times: list[TimeExpression]) -> Iterator[Act]:
        """The acts of a sentence without triggers that are part of a date or a name, or tell what something is done for."""
        for act in acts(view.sentence.doc, self.lang):
            if _within(view, act, times) or _counts_from(act):
                self._drop(view, act, "date")
            elif is_purpose(act.trigger) or _unrelated(act):
                self._drop(view, act, "purpose")
            elif _named(view, act):
                self._drop(view, act, "name")
            else:
                yield act

    def _drop(self, view: View, act: Act, reason: DropReason, by: Token | None = None) -> None:
        """Notes for the trace that an act gives no event."""
        if self.trace is not None:
            self.trace.drop(view, act, reason, by)

    def _overhear(self, view: View) -> None:
        """Whom and what places a sentence names that tells of no act."""
        self._hear(view)
        self._note_places(view, self._sites(view, self._times(view)))

    def _sites(self, view: View, times: list[TimeExpression]) -> list[Site]:
        return [site for site in sites(view, self.discourse) if not _in_time(view, site.token, times)]

    def _note_places(self, view: View, here: list[Site]) -> None:
        self.discourse.note_places(view.sentence, (site.location for site in here if site.location.kind != "country"))
        self.discourse.note_places(view.sentence, (place for place in view.located.values() if place.kind == "region"))

    def _hear(self, view: View) -> None:
        doc = view.sentence.doc
        for name in view.names:
            token = doc[name.end - 1]
            parties = self.parties.of(view, token, guess=False)
            noun = name.alias.kind not in {"adjective", "demonym"} or token.pos_ in {"NOUN", "PROPN"}
            scene = name.alias.kind == "capital" and token.dep_.startswith("obl") and not LOCATIONS[self.lang].isdisjoint(adpositions(token))
            self.discourse.note(view, token, parties, subject=_is_subject(token), noun=noun, scene=scene)
            if len(parties) == 1:
                self._hear_organ(view, doc[name.start], token, parties[0])

    def _hear_organ(self, view: View, first: Token, last: Token, owner: Actor) -> None:
        """Remembers the organ or office holder that a name stands with: "Armenia's defence ministry"."""
        head = last
        while head.head.i != head.i and head.dep_.startswith(ATTRIBUTES) and min(abs(head.head.i - first.i), abs(head.head.i - last.i)) <= NEAR_OWNER:
            head = head.head
            role = self.discourse.roles.find(head.lemma_)
            if role is not None and role.kind in {"organ", "person"} and role.sector in STATE_SECTORS:
                self.discourse.remember_organ((view.sentence.index, head.i), role, owner)
                return

    def _resume(self, view: View) -> None:
        """Gives the acts of the sentence before to whoever this sentence says told them."""
        claim = self.claims.resumed(view) if self.found else None
        if claim is None:
            return
        start = self.found[-1].evidence.start
        self.found = [m.model_copy(update={"claim": claim}) if m.evidence.start == start and m.claim is None and m.type not in STATEMENTS else m for m in self.found]
        self.discourse.claim = claim

    def _times(self, view: View) -> list[TimeExpression]:
        return [t for t in self.times if view.sentence.start <= t.start < view.sentence.end]

    def _outer(self, act: Act, drafts: list[Draft], found: list[Act]) -> Draft | None:
        """The nearest act in whose content this one stands."""
        best: tuple[int, Draft] | None = None
        for draft in drafts:
            path = content_path(act.trigger, draft.act.trigger)
            if path is None or not is_content(path, draft.act):
                continue
            if act.type == "CONSULT" and is_occasion(act.trigger, adpositions(act.trigger)):
                continue
            if best is None or len(path) < best[0]:
                best = (len(path), draft)
        return best[1] if best else None

    def _stands_alone(self, act: Act, outer: Draft) -> bool:
        """A relative clause or a dated subordinate clause tells a story of its own."""
        path = content_path(act.trigger, outer.act.trigger) or []
        return any(token.dep_.startswith("acl:relcl") for token in path)

    def _draft(self, view: View, act: Act, outer: Draft | None, here: list[Site], times: list[TimeExpression]) -> Draft | None:
        if self.trace is not None:
            self.trace.begin(view, act)
        place = self.scene.place(view, act, here, near=True)
        accused = outer is not None and outer.act.type == "ACCUSE" and not _taken_for_granted(act, outer.act)
        given = outer.mention.recipient if accused and outer is not None else ()
        dispute = self.denials.dispute(view, act.trigger) if act.type in DENIABLE else None
        claim = self._claim(view, act, outer if accused else None)
        if dispute is not None:
            relayed = () if claim is None or (dispute.accuser is not None and dispute.accuser.via) else claim.via
            claim = dispute.denier.model_copy(update={"via": relayed})
        if not given and claim is not None and claim.stance == "denies":
            given = claim.by
        act, cast = self._cast(view, act, place, given, claim.by if claim is not None else ())
        if cast is None or _with_itself(act, cast):
            return None
        cast = self._against_opponent(cast, claim, dispute) if act.type == "ASSAULT" else cast
        view.doers.setdefault(act.trigger.i, cast.actor)
        self.discourse.remember_deed(act.type, cast.actor, cast.recipient)
        when = self.scene.when(view, act, times)
        first, last = day(when)
        status = self.status.status(act, first, last, self.document.published)
        if claim is not None and claim.stance == "denies" and status in {"actual", "historical", "negated"}:
            status = "negated"
        if act.type in STATEMENTS or (act.type in SPOKEN and status == "actual" and _self_claimed(claim, cast)):
            claim = None
        mention = self._mention(view, act, cast).model_copy(update={"status": status, "claim": claim, "date": when, "place": self.scene.place(view, act, here)})
        return Draft(act, mention)

    def _against_opponent(self, cast: Cast, claim: Claim | None, dispute: Dispute | None) -> Cast:
        """What a party says its opponent did to people whose owner is only guessed was done to its own people.

        What it denies to have done was done to those who had said it, else to its opponent.
        """
        actors, hit = {p.code for p in cast.actor}, {p.code for p in cast.recipient}
        if claim is None or len(actors) != 1 or hit != actors:
            return cast
        if claim.stance == "denies":
            accusers = dispute.accuser.by if dispute is not None and dispute.accuser is not None else ()
            return replace(cast, recipient=accusers or self.discourse.opponents(cast.actor[0].code) or cast.recipient)
        speakers = {p.code for p in claim.by}
        opposed = len(speakers) == 1 and any({p.code for p in pair} == actors | speakers for pair in self.discourse.pairs)
        return replace(cast, recipient=claim.by) if opposed and speakers.isdisjoint(actors) else cast

    def _disputed(self, view: View, draft: Draft) -> Iterator[Draft]:
        """The denied act once more, as those had claimed it whose accusation is denied."""
        dispute = self.denials.dispute(view, draft.act.trigger) if draft.mention.status == "negated" and draft.act.type in DENIABLE else None
        if dispute is not None and dispute.accuser is not None:
            yield Draft(draft.act, draft.mention.model_copy(update={"status": "actual", "claim": dispute.accuser}))

    def _cast(self, view: View, act: Act, place: Place | None, given: Found, speaker: Found) -> tuple[Act, Cast | None]:
        """The heaviest pattern of the trigger whose roles can be filled, one of the same frame that needs no inference first."""
        best: tuple[Act, Cast | None] = (act, None)
        for candidate in (act, *act.others):
            if best[1] is not None and (best[1].sure >= SURE or candidate.pattern.rule != best[0].pattern.rule):
                continue
            cast = self.casting.cast(view, candidate, place, given, speaker)
            if cast is not None and (best[1] is None or cast.sure >= SURE):
                best = candidate, cast
        if self.trace is not None:
            self.trace.settle(view, act, best[0], cast=best[1] is not None)
        return best

    @explained("claim")
    def _claim(self, view: View, act: Act, accusation: Draft | None) -> Claim | None:
        if accusation is not None:
            if self.trace is not None:
                self.trace.note("content of the accusation", accusation.act.trigger)
            return Claim(by=accusation.mention.actor, via=())
        return self.claims.claim(view, act)

    def _mention(self, view: View, act: Act, cast: Cast) -> Mention:
        """What the act says by itself: type, parties, evidence."""
        kind = event_types()[act.type]
        mode = act.pattern.mode if kind.mode(act.pattern.mode) is not None else None
        start, end = view.sentence.span(act.trigger, act.trigger)
        text = self.document.text
        trigger = Span(start=start, end=end, text=text[start:end])
        evidence = Evidence(start=view.sentence.start, end=view.sentence.end,
                            text=text[view.sentence.start : view.sentence.end], trigger=trigger)  # fmt: skip
        return Mention(
            type=act.type, mode=mode, context=self._contexts(view, act), quad=kind.quad, goldstein=kind.score(mode),
            cameo=kind.cameo_code(mode), actor=cast.actor, recipient=cast.recipient, evidence=evidence,
            rule=act.pattern.rule, confidence=round(CERTAIN * cast.sure, 2), coder=CODER,
        )  # fmt: skip

    def _contexts(self, view: View, act: Act) -> tuple[str, ...]:
        present = words_of(view.sentence.doc).all
        found = [context for context, words in context_words(self.lang) if not words.isdisjoint(present)]
        return tuple(dict.fromkeys((*act.pattern.context, *found)))

    def _deny(self, view: View, drafts: list[Draft]) -> None:
        """Acts below a verb of denial that no other rule gave to anybody are what is denied."""
        for verb, denier in self.denials.deniers(view):
            below = {t.i for t in verb.subtree}
            for draft in drafts:
                if draft.act.trigger.i in below and draft.mention.claim is None and draft.mention.status in {"actual", "historical"} and draft.act.type in DENIABLE:
                    draft.mention = draft.mention.model_copy(update={"status": "negated", "claim": denier})

    def _add_figures(self, view: View, drafts: list[Draft], times: list[TimeExpression]) -> None:
        """Figures of killed and wounded at the acts that they are the outcome of."""
        self._join_outcomes(view, drafts)
        here = [(number, draft.act, draft.mention) for number, draft in enumerate(drafts)]
        homes: dict[int, int] = {}
        for toll in self.tolls.tolls(view):
            joined = homes.get(toll.token.head.i) if toll.token.dep_ == "conj" else None
            number = joined if joined is not None else home(toll, here)
            if number is not None:
                homes[toll.token.i] = number
                drafts[number].tolls.append(toll)
                continue
            when = self.scene.when(view, Act(toll.token, toll_pattern(self.lang)), times)
            if not self._add_to_neighbour(view, toll, when, (-1,)):
                self.open_tolls.append((view, toll, when))
        for draft in drafts:
            draft.mention = _with_tolls(draft.mention, draft.tolls)

    def _join_outcomes(self, view: View, drafts: list[Draft]) -> None:
        """A killing without a doer gives what it tells to the act in whose course it happened, and is no act of its own."""
        gone = set()
        for number, cause in outcomes([(number, draft.act, draft.mention) for number, draft in enumerate(drafts)], self.lang):
            gone.add(number)
            drafts[cause].mention = _merged(drafts[cause].mention, drafts[number].mention)
            if self.trace is not None:
                self.trace.merge(drafts[number].mention, into=drafts[cause].mention)
        for number, draft in enumerate(drafts):
            if number not in gone and is_loss_alone(draft.act, draft.mention, self.lang):
                gone.add(number)
                self._drop(view, draft.act, "no_actor")
        drafts[:] = [draft for number, draft in enumerate(drafts) if number not in gone]

    def _settle(self, view: View, toll: Toll, when: EventDate | None, *, alone: bool = False) -> bool:
        """A figure without an act of force in its sentence or the one before is the toll of a fight told of elsewhere.

        With ``alone`` it is the toll of a conflict that the text tells no act of.
        """
        fight = self._fight(view, toll, when, alone=alone)
        if fight is not None:
            self.found.append(fight)
        return fight is not None

    def _add_to_neighbour(self, view: View, toll: Toll, when: EventDate | None, steps: Sequence[int]) -> bool:
        """Adds the figure to an act of force some sentences away; False where there is none."""
        where = {sentence.start: sentence.index for sentence in self.reading.sentences}
        for step in steps:
            near = [(n, m) for n, m in enumerate(self.found) if where[m.evidence.start] == view.sentence.index + step]
            near = [(n, m) for n, m in near if step < 0 or "\n" not in self.document.text[view.sentence.end : m.evidence.start]]
            number = neighbour(toll, when, reversed(near))
            if number is not None:
                self.found[number] = _with_tolls(self.found[number], [toll])
                return True
        return False

    def _fight(self, view: View, toll: Toll, when: EventDate | None, *, alone: bool) -> Mention | None:
        """The fight, told of elsewhere in the text, that a figure is the toll of."""
        actor, side = self.tolls.conflict(toll) if alone else self.tolls.fight(view, toll, self.found)
        if not actor:
            return None
        mention = self._mention(view, Act(toll.token, toll_pattern(self.lang)), Cast(actor, side, sure=0.8))
        return _with_tolls(mention.model_copy(update={"claim": toll.claim, "date": when}), [toll])


def _with_tolls(mention: Mention, tolls: Sequence[Toll]) -> Mention:
    """The mention with its figures and, where it is nobody's claim yet, with their source."""
    if not tolls or mention.status == "negated":
        return mention
    updates: dict[str, object] = {}
    for kind in ("killed", "wounded"):
        by_word: dict[int, int] = {}
        for toll in tolls:
            by_word[toll.token.i] = by_word.get(toll.token.i, 0) + (getattr(toll.figures, kind) or 0)
        if any(by_word.values()):
            updates[kind] = max(by_word.values())
    if mention.claim is None:
        updates["claim"] = next((toll.claim for toll in tolls if toll.claim is not None and toll.claim.stance == "asserts"), None)
    return mention.model_copy(update=updates)


def _taken_for_granted(act: Act, outer: Act) -> bool:
    """A noun as object of condemning or criticising: that it happened is not the speaker's word."""
    return outer.pattern.mode in {"condemn", "criticise"} and act.pattern.kind == "noun" and act.trigger.dep_ in {"obj", "nsubj:pass"}


def _within(view: View, act: Act, times: list[TimeExpression]) -> bool:
    """The trigger is part of a date ("in March")."""
    start, end = view.sentence.span(act.trigger, act.trigger)
    return any(t.start <= start and end <= t.end for t in times)


def _unrelated(act: Act) -> bool:
    """ "The incident has nothing to do with the fighting between X and Y": another act that is named to keep it apart."""
    if act.pattern.kind != "noun" or BESIDE.isdisjoint(adpositions(act.trigger)):
        return False
    words = [act.trigger.head, *list(ancestors(act.trigger.head))[:3]]
    if not any(base(word) in RELATED for word in words) or NO_LINK.isdisjoint(words_of(act.trigger.doc).all):
        return False
    return any(base(child) in OCCURRENCES for word in words for child in children(word, "nsubj", "nsubj:pass"))


def _named(view: View, act: Act) -> bool:
    """The trigger is a word of a longer name ("Asia-Pacific Economic Cooperation")."""
    name = view.name_at(act.trigger)
    return name is not None and act.pattern.kind == "noun" and name.end - name.start > 1


def _in_time(view: View, token: Token, times: list[TimeExpression]) -> bool:
    start = view.sentence.start + token.idx
    return any(t.start <= start < t.end for t in times)


def _counts_from(act: Act) -> bool:
    """ "The worst fighting since their 2020 war", "со времени войны": an earlier war that only says since when."""
    noun = act.trigger
    if act.pattern.kind != "noun" or base(noun) not in WARS:
        return False
    before = {token.lower_ for token in noun.doc[max(0, noun.i - 4) : noun.i]}
    return not SINCE_THEN.isdisjoint(before) or base(noun.head) == "время"


def _with_itself(act: Act, cast: Cast) -> bool:
    """A state that confers with nobody else: a session of a council of its own."""
    codes = {p.code for p in cast.actor}
    return act.type == "CONSULT" and len(cast.actor) > 1 and len(codes) == 1 and not cast.recipient


def _self_claimed(claim: Claim | None, cast: Cast) -> bool:
    return claim is not None and claim.stance == "asserts" and {p.code for p in claim.by} == {p.code for p in cast.actor}


def _mutual(outer: Draft) -> bool:
    """ "accused each other of": two accusers and nobody else who is accused."""
    return outer.act.type == "ACCUSE" and len(outer.mention.actor) == 2 and not outer.mention.recipient


def _mirrored(draft: Draft, accusers: Found) -> Iterator[Draft]:
    """What two accuse each other of is claimed by each to be the other's doing (annotation guidelines)."""
    one, other = accusers
    for accuser, accused in ((one, other), (other, one)):
        claim = Claim(by=(accuser,), via=())
        yield Draft(draft.act, draft.mention.model_copy(update={"actor": (accused,), "recipient": (accuser,), "claim": claim}))


def _is_subject(token: Token) -> bool:
    while token.dep_.startswith(("flat", "compound", "appos", "amod", "nmod")) and token.head.i != token.i:
        token = token.head
    return token.dep_.startswith("nsubj")


def _outer_first(found: list[Act]) -> list[Act]:
    """Acts nearer to the root first, so that content is met after what it is content of."""
    return sorted(found, key=lambda act: (sum(1 for _ in ancestors(act.trigger)), act.trigger.i))


def _outcome_of(draft: Draft, drafts: list[Draft]) -> Draft:
    """ "bombed two villages, killing eight": the second verb tells the outcome of the first, it has the same recipients."""
    trigger, mention = draft.act.trigger, draft.mention
    for other in drafts:
        same = other.mention.type == mention.type == "ASSAULT" and other.mention.actor == mention.actor
        linked = trigger.head.i == other.act.trigger.i and trigger.dep_ in {"advcl", "xcomp", "conj", "acl"}
        if same and linked and other.mention.recipient and not any(c.dep_.startswith("nsubj") for c in trigger.children):
            draft.mention = mention.model_copy(update={"recipient": other.mention.recipient})
            break
    return draft


def _one_deed(drafts: list[Draft]) -> list[Draft]:
    """ "a strike that killed six", "a strike killed six": the verb tells the act of the noun again, maybe with its recipients."""
    kept: list[Draft] = []
    for draft in drafts:
        verb = draft.act.trigger
        told = next((d for d in drafts if d.act.pattern.kind == "noun" and _tells_again(verb, d.act.trigger)), None)
        if told is None or told.act.type != draft.act.type or told.mention.actor != draft.mention.actor:
            kept.append(draft)
            continue
        inferred = told.mention.confidence < CERTAIN or not told.mention.recipient
        told.mention = _merged(told.mention, draft.mention)
        if inferred and draft.mention.recipient:
            told.mention = told.mention.model_copy(update={"recipient": draft.mention.recipient})
    return kept


def _tells_again(verb: Token, noun: Token) -> bool:
    """The verb of a relative clause of a noun, or a transitive verb whose subject the noun is."""
    if noun.i == verb.head.i:
        return verb.dep_.startswith("acl")
    return noun.head.i == verb.i and noun.dep_ == "nsubj" and is_verb(verb) and bool(children(verb, "obj"))


def is_content(path: list[Token], outer: Act) -> bool:
    """The last link leads into the act's content, and no story of its own begins on the way."""
    link = path[-1]
    if any(token.dep_.startswith(("obl", "nmod")) and not SINCE.isdisjoint(adpositions(token)) for token in path):
        return False
    if outer.type == "THREATEN" and link.dep_ == "conj" and is_verb(link) and not children(link, "nsubj"):
        return True
    if link.dep_.startswith(("acl:relcl", "conj", "parataxis", "nsubj")) and link.dep_ != "nsubj:pass":
        return False
    if link.dep_.startswith("advcl") and (link.base in PROMPTING or any(_opens_story(c) for c in link.children)):
        return False
    if any((c.dep_ == "mark" and c.lower_ in CONCESSIVE) or c.lower_ in RELATIVE for token in path if is_verb(token) for c in token.children):
        return False
    if link.dep_ == "advcl" and link.morph.get("VerbForm", []) == ["Conv"] and outer.type in ABSORBING:
        return False
    if link.dep_.startswith(("obl", "nmod")) and not OCCASIONS.isdisjoint(adpositions(link)):
        return False
    if any(below.tag_ == "VBG" and below.dep_ == "acl" and "with" in adpositions(noun) for below, noun in pairwise(path)):
        return False  # "…, with each side blaming the other"
    return link.dep_.partition(":")[0] in {label.partition(":")[0] for label in CONTENT}


def _opens_story(child: Token) -> bool:
    """ "woraufhin …", "weil …": the clause tells what happened besides, not what the act is about."""
    return (child.dep_ == "mark" and child.lower_ not in CONTENT_MARKS) or child.tag_ == "PWAV"


def _distinct(found: list[Mention], trace: Recorder | None = None) -> Iterator[Mention]:
    """Each event once per document: same type, parties, status and claimants are told apart only by different days."""
    chosen: dict[tuple[object, ...], Mention] = {}
    for mention in found:
        key = (
            mention.type, frozenset(a.code for a in mention.actor), frozenset(a.code for a in mention.recipient),
            mention.status, frozenset(a.code for a in mention.claim.by) if mention.claim else frozenset(),
        )  # fmt: skip
        alike = [(k, other) for k, other in chosen.items() if k[:4] == key[:4] and _same_day(other, mention)]
        told = [(k, other) for k, other in alike if k[4] == key[4] or ((not k[4] or not key[4]) and _neighbours(other, mention) and not mention.rule.endswith("/echo"))]
        twin = told[0][0] if told else None
        if twin is None:
            chosen[(*key, len(chosen))] = mention
        else:
            if trace is not None:
                trace.merge(mention, chosen[twin])
            chosen[twin] = _merged(chosen[twin], mention)
    yield from chosen.values()


def _placed(found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions; an act that the text does not place stands where it placed the same act, an agreement where the parties met."""
    for mention in found:
        twin = None
        if mention.place is None and mention.type in REPEATED:
            wanted = {mention.type, *MEETINGS} if mention.type == "AGREE" else {mention.type}
            twin = next((other for other in found if other.place is not None and other.type in wanted and _parties(other) == _parties(mention)), None)
        if twin is not None:
            mention = mention.model_copy(update={"place": twin.place})
        yield mention if mention.date is not None or mention.status != "negated" else _dated(mention, found)


def _dated(denied: Mention, found: Sequence[Mention]) -> Mention:
    """A denied act has the day of the act that was claimed."""
    same = (m for m in found if m.date is not None and m.type == denied.type and m.status == "actual" and _parties(m) == _parties(denied))
    claimed = next(same, None)
    return denied if claimed is None else denied.model_copy(update={"date": claimed.date})


def _parties(mention: Mention) -> frozenset[str]:
    return frozenset(actor.code for actor in (*mention.actor, *mention.recipient))


def _neighbours(one: Mention, other: Mention) -> bool:
    """Told in one sentence or in two that follow one another, as a headline and the sentence that says whose word it is."""
    first, second = sorted((one.evidence, other.evidence), key=lambda evidence: evidence.start)
    return second.start <= first.end + LONGEST_GAP


def _same_day(one: Mention, other: Mention) -> bool:
    if one.date is None or other.date is None:
        return True
    return one.date.start <= other.date.end and other.date.start <= one.date.end


def _merged(one: Mention, other: Mention) -> Mention:
    """The first mention with what only the second tells."""
    updates = {name: getattr(other, name) for name in ("date", "place", "claim", "killed", "wounded", "mode") if getattr(one, name) is None}
    return one.model_copy(update=updates)
