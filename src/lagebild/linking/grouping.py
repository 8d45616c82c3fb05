"""The rule by which statements become happenings.

All statements (one for each passage of an origin text, see ``atoms``) stand in one order, the best founded first: dated and
placed ones of two parties, then those with less, then denials and fears. A statement joins the happening that it fits best
among those that better founded ones have opened, or opens one of its own. What it sees of a happening are the first
``COMPARED`` statements there that are better founded than itself. So the result follows from the set of statements alone,
and one more statement changes only what can see it: ``linker`` makes use of that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lagebild.linking.atoms import Atom
from lagebild.linking.blocks import Standing, Window, standing, window
from lagebild.linking.matching import (
    likely_days,
    likenesses,
    overlap,
    rival_actors,
    same_parties,
    same_place,
)
from lagebild.linking.statements import Days, Statement, instant
from lagebild.linking.truces import keeps_truce

#: The version of the rule, with all that it looks at in a statement; raised with every change, so that kept links are made anew.
RULE = 3
#: A recap is of something not longer ago than this.
RECAP = dt.timedelta(days=21)
#: Confidence below which a party of a mention is guessed.
GUESSED = 0.6
#: Happenings are compared by at most so many of their statements.
COMPARED = 16
#: A statement meets at most so many happenings, the best founded ones.
MET = 40
#: What each text adds that is seen to tell of a happening already.
FAME = 0.05
#: Width of the digits of a rank: seconds since long ago, id of the document, index of the mention, its recipients.
SECONDS, BIAS, DIGEST = 9, 2**35, 6


@dataclass(frozen=True)
class Member:
    """A statement with its place in the order, and what people have judged of it.

    ``pinned`` is the judgement that sets it apart, ``barred`` those whose happening it may not join.
    """

    rank: str
    statement: Statement
    pinned: int | None = None
    barred: frozenset[int] = frozenset()

    @cached_property
    def standing(self) -> Standing:
        """Where it stands as the opener of a happening."""
        return standing(self.statement, likely_days(self.statement))

    @cached_property
    def reach(self) -> Standing:
        """Where it stands as one that looks for a happening, back to the oldest that it can recall."""
        return standing(self.statement, _farthest(self.statement))

    @cached_property
    def near(self) -> Window:
        """Happenings of its own days."""
        return window(self.statement, likely_days(self.statement))

    @cached_property
    def recalled(self) -> Window | None:
        """Older happenings that an undated statement can look back on."""
        return window(self.statement, _farthest(self.statement)) if recalls(self.statement) else None


@dataclass(frozen=True)
class View:
    """What a statement sees of a happening: its opener, and the best founded statements there, the opener among them."""

    opener: Member
    core: Sequence[Statement]

    @property
    def days(self) -> Days | None:
        """Days of the opener."""
        return likely_days(self.opener.statement)

    @property
    def texts(self) -> int:
        """Number of texts that the statements seen are from."""
        return len({statement.document.id for statement in self.core})

    @property
    def mutual(self) -> bool:
        """True where all take part alike in the words of some statement."""
        return any(len(statement.actor) > 1 and not statement.recipient for statement in self.core)


@dataclass(frozen=True)
class Link:
    """Why a statement is where it is: ``head`` is the rank of the happening's opener.

    ``how``: "opens" a happening, "fits" one of its days, "recalls" an older one, or was "judged" to belong there.
    ``parts`` are what agrees with the likest statement there, and the fame of the happening; ``score`` is their sum.
    ``crowded``: more happenings stood in the way than a statement meets.
    """

    head: str
    how: str
    score: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)
    crowded: bool = False


@dataclass(eq=False)
class Happening:
    """All statements about one event."""

    seed: Statement
    number: int
    statements: list[Statement] = field(default_factory=list)
    typical: list[Statement] = field(default_factory=list)

    def add(self, atom: Atom) -> None:
        """Take in an atom."""
        self.statements.extend(atom.statements)
        self.typical.append(atom.typical)

    @property
    def kind(self) -> str:
        """The kind of all its statements."""
        return self.seed.kind

    @cached_property
    def days(self) -> Days | None:
        """The days of the best founded statement."""
        return likely_days(self.seed)

    @property
    def documents(self) -> int:
        """Number of documents."""
        return len({statement.document.id for statement in self.statements})


def rank(atom: Atom) -> str:
    """The place of an atom in the order of all: text that sorts; dated and placed statements of two parties first."""
    statement, mention = atom.typical, atom.typical.mention
    doubt = mention.status in {"hypothetical", "negated"}
    guessed = max(s.mention.confidence for s in atom.statements) < GUESSED
    vague = statement.days is None or (statement.days[1] - statement.days[0]).days > 1
    founded = vague * 4 + (len(statement.parties) < 2) * 2 + (mention.place is None)
    seconds, (ident, index, recipients) = instant(atom.statements[0].document)[0], atom.parts[0]
    time = min(max(int(seconds) + BIAS, 0), 16**SECONDS - 1)
    part = _digest(" ".join(recipients), 2)
    return f"{doubt * 16 + guessed * 8 + founded:02x}{time:0{SECONDS}x}{_digest(ident, DIGEST)}{index:04x}{part}"


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


def recalls(statement: Statement) -> bool:
    """True for an undated statement that may look back, and for one that a truce made before holds."""
    return (
        (statement.days is None or keeps_truce(statement.mention))
        and likely_days(statement) is not None
        and statement.mention.status != "future"
    )


def _farthest(statement: Statement) -> Days | None:
    days = likely_days(statement)
    return (days[0] - RECAP, days[1]) if days is not None and recalls(statement) else days


def may_meet(member: Member, opener: Member, *, recap: bool) -> bool:
    """False where what the opener of a happening says, or a person, excludes that the member belongs there.

    What has no day at all is no evidence for what has one: such statements are among themselves.
    """
    one, other = member.statement, opener.statement
    if one.kind != other.kind or one.background != other.background:
        return False
    if opener.pinned in member.barred:
        return False
    days, others = likely_days(one), likely_days(other)
    if (days is None) != (others is None) or not (_in_time(one, other) if recap else overlap(days, others)):
        return False
    return same_place(one.mention.place, other.mention.place)


def compatible(statement: Statement, view: View, *, recap: bool) -> bool:
    """False where something that both say, or the places of most that is said there, exclude that they mean the same."""
    opener = view.opener.statement
    parties = (
        same_parties(statement, opener, opener.kind)
        or (view.mutual and statement.parties == opener.parties)
        or rival_actors(statement, opener)
    )
    place = statement.mention.place
    elsewhere = sum(not same_place(place, other.mention.place) for other in view.core)
    if not parties or 2 * elsewhere > sum(other.mention.place is not None for other in view.core):
        return False
    return not recap or place is None or any(o.mention.place and o.mention.place.name == place.name for o in view.core)


def _in_time(statement: Statement, opener: Statement) -> bool:
    """True for an opener that is older than the statement's document, but not too old to be recalled."""
    days, published = likely_days(opener), statement.document.published
    return days is not None and published is not None and dt.timedelta(0) <= published - days[1] <= RECAP


def fitting(member: Member, view: View, *, recap: bool) -> Link | None:
    """The link by which a member would belong to a happening; None where it cannot."""
    if not compatible(member.statement, view, recap=recap):
        return None
    parts = max((likenesses(member.statement, other) for other in view.core), key=lambda found: sum(found.values()))
    fame = min(round(FAME * view.texts, 6), 1.0)
    score = round(sum(parts.values()) + fame, 6)
    return Link(view.opener.rank, "recalls" if recap else "fits", score, {**parts, "fame": fame})


def better(one: Link, other: Link | None) -> bool:
    """True where the first of two links of a member is the one to take; of equals that with the better founded opener."""
    if other is None:
        return True
    first, second = (one.how != "recalls", one.score), (other.how != "recalls", other.score)
    return first > second or (first == second and one.head < other.head)
