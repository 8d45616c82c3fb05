"""Linking in the store: the part of ``pipeline`` that keeps links of all documents, a few documents at a time."""

from __future__ import annotations

import hashlib
import json
import math
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from lagebild import __version__
from lagebild.linking.atoms import Atom, united
from lagebild.linking.blocks import NO_DAY, Standing, Window
from lagebild.linking.grouping import COMPARED, RULE, Happening, Link, Member
from lagebild.linking.happenings import gathered, members
from lagebild.linking.judgements import Constraints, anchor, joined, meant
from lagebild.linking.linker import Linker
from lagebild.linking.statements import Part, Statement, in_order, statements
from lagebild.model import Anchor, Document, Event, Judgement, Mention
from lagebild.store import At, KeptLink, LinkedDocument, Links, Passage, Sought, Store

#: By what the kept links were made; those of another rule are made anew.
MADE_BY = f"{__version__}/{RULE}"
#: Documents linked in one transaction.
STEP = 50
#: Passages and happenings held in memory.
HELD = 8000

K = TypeVar("K")
V = TypeVar("V")


class Held(Generic[K, V]):
    """The values used last, at most ``HELD``; others are read again."""

    def __init__(self, read: Callable[[K], V]) -> None:
        self._read = read
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V:
        """The value of a key."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._read(key)
        self.put(key, value)
        return value

    def put(self, key: K, value: V) -> None:
        """Hold another value."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > HELD:
            self._values.popitem(last=False)

    def missing(self, keys: Iterable[K]) -> list[K]:
        """Those of the keys of which nothing is held."""
        return [key for key in dict.fromkeys(keys) if key not in self._values]

    def drop(self, key: K) -> None:
        """Hold nothing for a key."""
        self._values.pop(key, None)


class StoreShelf:
    """A shelf in the tables of a store; ``coming`` are members as they are to be kept once they are added."""

    def __init__(self, tables: Links, coming: dict[str, Passage]) -> None:
        self._tables, self.coming = tables, coming
        self._held: Held[str, tuple[Member, Link | None]] = Held(self._read)
        self._cores: Held[str, list[str]] = Held(lambda head: tables.core(head, COMPARED))

    def _read(self, rank: str) -> tuple[Member, Link | None]:
        return next(self._known([rank]))

    def _known(self, ranks: Sequence[str]) -> Iterator[tuple[Member, Link | None]]:
        for passage, link in self._tables.by_rank(ranks):
            yield member_of(passage), Link(**link._asdict()) if link else None

    def look_up(self, ranks: Sequence[str]) -> None:
        """Hear that these members will be asked for."""
        missing = self._held.missing(ranks)
        for member, link in self._known(missing) if len(missing) < HELD else ():
            self._held.put(member.rank, (member, link))

    def member(self, rank: str) -> Member:
        """The member of a rank."""
        return self._held.get(rank)[0]

    def link(self, rank: str) -> Link | None:
        """The link of a member; None where it has none yet."""
        return self._held.get(rank)[1]

    def add(self, member: Member) -> None:
        """Take in a member without a link."""
        self._tables.add(self.coming.pop(member.rank), at(member.reach))
        self._held.put(member.rank, (member, None))

    def remove(self, rank: str) -> None:
        """Forget a member and its link."""
        self.put(rank, None)
        self._tables.remove(rank, at(self.member(rank).reach))
        self._held.drop(rank)

    def put(self, rank: str, link: Link | None) -> None:
        """Set the link of a member; one that links it to itself makes it the opener of a happening."""
        member, old = self._held.get(rank)
        if link == old:
            return
        if old is not None:
            self._cores.drop(old.head)
            if old.head == rank and (link is None or link.head != rank):
                self._tables.close(rank, at(member.standing))
        if link is not None:
            self._cores.drop(link.head)
            if link.head == rank and (old is None or old.head != rank):
                self._tables.open(rank, at(member.standing))
        self._tables.set_link(rank, kept(link))
        self._held.put(rank, (member, link))

    def openers(self, window: Window, before: str, most: int) -> Sequence[str]:
        """The first ranks of openers that stand in a window, of those before a rank."""
        return self._tables.openers(_sought(window), before, most) if window.keys else ()

    def beholders(self, seen: Member, after: str) -> Iterable[str]:
        """Ranks after a given one of all members that may look for a happening opened by ``seen``."""
        return self._tables.seekers(_sought(seen.near), after) if seen.near.keys else ()

    def core(self, head: str, before: str, most: int) -> Sequence[str]:
        """The first ranks of those linked to an opener, of those before a rank."""
        return [rank for rank in self._cores.get(head)[:most] if rank < before]

    def linked(self, head: str) -> Iterable[str]:
        """Ranks of all that are linked to an opener, itself included."""
        return self._tables.together(head)

    def pinned(self, judgement: int) -> Sequence[str]:
        """Ranks of all members that a judgement sets apart, in order."""
        return self._tables.pinned(judgement)


def kept(link: Link | None) -> KeptLink | None:
    """A link as it is kept."""
    return KeptLink(link.head, link.how, link.score, dict(link.parts), link.crowded) if link else None


def at(standing: Standing) -> At:
    """Where a passage stands, in numbers."""
    first, last = standing.days or (NO_DAY, NO_DAY)
    lat, lon = (round(100 * degrees) for degrees in standing.point) if standing.point else (None, None)
    return At(_blocks(standing.keys), standing.span, first.toordinal(), last.toordinal(), lat, lon)


def _sought(window: Window) -> Sought:
    starts = tuple((span, first.toordinal(), last.toordinal()) for span, (first, last) in window.starts())
    since = (window.days[0] if window.days else NO_DAY).toordinal()
    box = window.box
    if box is None:
        return Sought(_blocks(window.keys), starts, since, None)
    south, north, west, east = (100 * degrees for degrees in box)
    around = (math.floor(south), math.ceil(north), math.floor(west), math.ceil(east))
    return Sought(_blocks(window.keys), starts, since, around)


def _blocks(keys: Iterable[str]) -> tuple[int, ...]:
    """Keys as numbers, so that the index stays small."""
    digests = (hashlib.blake2b(key.encode(), digest_size=8).digest() for key in keys)
    return tuple(int.from_bytes(digest, "big", signed=True) for digest in digests)


def passage(member: Member, atom: Atom, text: str) -> Passage:
    """A member as it is kept."""
    statement = member.statement
    document = statement.document.model_dump(mode="json", include={"id", "published", "published_at", "outlet"})
    told = {
        "document": document, "index": statement.index, "lang": statement.lang, "lead": statement.lead,
        "kind": statement.kind, "actor": sorted(statement.actor), "recipient": sorted(statement.recipient),
        "mention": statement.mention.model_dump(mode="json", exclude_defaults=True),
    }  # fmt: skip
    places = [[ident, index, list(recipients)] for ident, index, recipients in atom.parts]
    payload = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Passage(member.rank, text, payload, places, member.pinned, sorted(member.barred) or None)


def member_of(kept: Passage) -> Member:
    """The member of a kept passage; its document is without its text."""
    told = json.loads(kept.payload)
    statement = Statement(
        Document(text="", **told["document"]), told["index"], Mention.model_validate(told["mention"]), told["lang"],
        told["lead"], told["kind"], frozenset(told["actor"]), frozenset(told["recipient"]),
    )  # fmt: skip
    return Member(kept.rank, statement, kept.pinned, frozenset(kept.barred or ()))


def link(store: Store, texts: Mapping[str, str]) -> int:
    """Bring the links of documents up to date; ``texts`` gives the text of which each is a printing.

    Documents that are linked by their latest coding already are left alone. Returns how many passages were looked at.
    """
    with store.links() as tables:
        if tables.rule() not in {None, MADE_BY}:
            tables.clear()
        changed = _changed(tables, texts)
    looked_at = 0
    left = iter(changed.items())
    while step := dict(islice(left, STEP)):
        with store.links() as tables:
            looked_at += _link_step(tables, step)
    return looked_at


def _changed(tables: Links, texts: Mapping[str, str]) -> dict[str, LinkedDocument]:
    """What is to be noted of the documents that are new, coded anew, or printings of another text."""
    ids = list(texts)
    linked, latest = tables.linked(ids), tables.latest_codings(ids)
    wanted = {ident: LinkedDocument(latest[ident], texts[ident]) for ident in ids if ident in latest}
    return {ident: one for ident, one in wanted.items() if linked.get(ident) != one}


def _link_step(tables: Links, changed: Mapping[str, LinkedDocument]) -> int:
    before = tables.linked(list(changed))
    touched = {one.origin_text for one in (*before.values(), *changed.values())}
    tables.set_linked(changed, MADE_BY)
    return _link_texts(tables, sorted(touched), Constraints(tables.judgements()))


def _link_texts(tables: Links, texts: Sequence[str], constraints: Constraints) -> int:
    """Make what is kept of texts what their printings say now."""
    old = {kept.rank: kept for kept, _ in tables.passages(texts)}
    new = {member.rank: (member, kept) for member, kept in _told(tables, texts, constraints)}
    stay = {rank for rank, kept in old.items() if rank in new and _same(kept, new[rank][1])}
    for rank in stay:
        if old[rank].mentions != new[rank][1].mentions:
            tables.set_mentions(rank, new[rank][1].mentions)
    come = [member for rank, (member, _) in new.items() if rank not in stay]
    shelf = StoreShelf(tables, {member.rank: new[member.rank][1] for member in come})
    return Linker(shelf).change(come, [rank for rank in old if rank not in stay])


def _same(one: Passage, other: Passage) -> bool:
    return one._replace(mentions=other.mentions) == other


def _told(tables: Links, texts: Sequence[str], constraints: Constraints) -> Iterator[tuple[Member, Passage]]:
    """What the printings of texts say, as members and as they are kept."""
    printings = tables.printings(texts)
    coded = {document.id: (document, found) for document, found in tables.coded(list(printings))}
    by_text: defaultdict[str, list[Document]] = defaultdict(list)
    for document in in_order(document for document, _ in coded.values()):
        by_text[printings[document.id]].append(document)
    results = {ident: found for ident, (_, found) in coded.items()}
    for text, documents in by_text.items():
        for member, atom in members(statements(documents, results), constraints):
            yield member, passage(member, atom, text)


def happenings(store: Store, found: Sequence[Statement], texts: Mapping[str, str]) -> list[Happening]:
    """The happenings that statements are in by the links that are kept; ``found`` in canonical order."""
    wanted = sorted({texts.get(statement.document.id, statement.document.id) for statement in found})
    places = {statement.part: statement for statement in found}
    known: dict[str, Atom] = {}
    heads: dict[str, str] = {}
    with store.links() as tables:
        for kept, head in tables.passages(wanted):
            own = [places[key] for key in map(_part, kept.mentions) if key in places]
            if own and head is not None:
                known[kept.rank], heads[kept.rank] = united(own), head
        leaders = joined(Constraints(tables.judgements()), Homes(tables).find)
    return gathered(heads, known, leaders)


def _part(mention: Sequence[Any]) -> Part:
    ident, index, recipients = mention
    return (ident, index, tuple(recipients))


class Homes:
    """Finds the happening of a mention that a person has judged."""

    def __init__(self, tables: Links) -> None:
        self._tables = tables
        self._documents: Held[str, tuple[list[Statement], list[tuple[Passage, str | None]]]] = Held(self._read)

    def _read(self, ident: str) -> tuple[list[Statement], list[tuple[Passage, str | None]]]:
        coded = self._tables.coded([ident])
        linked = self._tables.linked([ident])
        if not coded or ident not in linked:
            return [], []
        found = statements([document for document, _ in coded], {ident: coded[0][1]})
        return found, list(self._tables.passages([linked[ident].origin_text]))

    def find(self, wanted: Anchor) -> str | None:
        """The rank of the opener of its happening; None where the mention is not there any more."""
        found, kept = self._documents.get(wanted.document)
        for statement in meant(wanted, found):
            return next((head for passage, head in kept if statement.part in map(_part, passage.mentions)), None)
        return None


class Placed(NamedTuple):
    """A passage in an event with the mentions that it stands for, and why it is there."""

    rank: str
    mentions: tuple[tuple[str, int], ...]
    statement: Statement
    link: Link


def placed(store: Store, event: Event) -> list[Placed]:
    """The passages that an event is made of, the best founded first."""
    wanted = set(event.mentions)
    with store.links() as tables:
        linked = tables.linked(sorted({ident for ident, _ in wanted}))
        ranks = [
            passage.rank
            for passage, _ in tables.passages(sorted({one.origin_text for one in linked.values()}))
            if wanted & {_part(mention)[:2] for mention in passage.mentions}
        ]
        found = [_placed(one, link) for one, link in tables.by_rank(ranks) if link is not None]
    return sorted(found, key=lambda one: one.rank)


def _placed(one: Passage, link: KeptLink) -> Placed:
    mentions = tuple(_part(mention)[:2] for mention in one.mentions)
    return Placed(one.rank, mentions, member_of(one).statement, Link(**link._asdict()))


def anchors(store: Store, event: Event) -> dict[tuple[str, int], Anchor]:
    """What each mention of an event is found again by, the best founded first."""
    order = {mention: number for number, one in enumerate(placed(store, event)) for mention in one.mentions}
    with store.links() as tables:
        coded = tables.coded(sorted({ident for ident, _ in event.mentions}))
    found = statements([document for document, _ in coded], {result.id: result for _, result in coded})
    places = {(statement.document.id, statement.index): anchor(statement) for statement in found}
    known = (mention for mention in event.mentions if mention in places)
    return {mention: places[mention] for mention in sorted(known, key=lambda one: (order.get(one, len(order)), one))}


def judge(store: Store, judgement: Judgement) -> int:
    """Keep a judgement for good and link anew what it is about; returns its number. Raises StoreError."""
    before = Constraints(store.judgements())
    number = store.judge(judgement)
    after = Constraints(store.judgements())
    with store.links() as tables:
        linked = tables.linked(sorted(before.changed(after)))
        _link_texts(tables, sorted({one.origin_text for one in linked.values()}), after)
    return number
