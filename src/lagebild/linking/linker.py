"""Incremental linking: what the rule of ``grouping`` gives for all statements, by looking only at what new ones can change.

Members are placed in the order of their ranks. A change to a happening can be seen only by members of its block that are
less well founded than what has changed; they wait in a queue by rank and are placed again when all before them stand. So
after each change the links are those that the rule gives for the whole set, whatever the order and the number of steps in
which it came together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from typing import Protocol

from lagebild.linking.blocks import Window
from lagebild.linking.grouping import COMPARED, MET, Link, Member, View, better, fitting, may_meet


class Shelf(Protocol):
    """Where members and their links are kept: in memory, or in the store."""

    def member(self, rank: str) -> Member:
        """The member of a rank."""

    def look_up(self, ranks: Sequence[str]) -> None:
        """Hear that these members will be asked for."""

    def link(self, rank: str) -> Link | None:
        """The link of a member; None where it has none yet."""

    def add(self, member: Member) -> None:
        """Take in a member without a link."""

    def remove(self, rank: str) -> None:
        """Forget a member and its link."""

    def put(self, rank: str, link: Link | None) -> None:
        """Set the link of a member; one that links it to itself makes it the opener of a happening."""

    def openers(self, window: Window, before: str, most: int) -> Sequence[str]:
        """The first ranks of openers that stand in a window, of those before a rank."""

    def beholders(self, seen: Member, after: str) -> Iterable[str]:
        """Ranks after a given one of all members that may look for a happening opened by ``seen``."""

    def core(self, head: str, before: str, most: int) -> Sequence[str]:
        """The first ranks of those linked to an opener, of those before a rank."""

    def linked(self, head: str) -> Iterable[str]:
        """Ranks of all that are linked to an opener, itself included."""

    def pinned(self, judgement: int) -> Sequence[str]:
        """Ranks of all members that a judgement sets apart, in order."""


class Linker:
    """Keeps the links on a shelf what the rule gives for the members there."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._queue: list[str] = []
        #: Members to be placed again, with the heads of happenings that look otherwise than before; None: all are asked.
        self._waiting: dict[str, set[str] | None] = {}
        #: Happenings that have opened or closed since all stood, and those of them that are closed.
        self._turned: set[str] = set()
        self._closed: set[str] = set()
        self._building = False

    def change(self, come: Iterable[Member] = (), gone: Iterable[str] = ()) -> int:
        """Take in new members, forget others; returns how many members were looked at."""
        for rank in gone:
            self._leave(self.shelf.member(rank))
            self.shelf.remove(rank)
            self._waiting.pop(rank, None)
        for member in come:
            self.shelf.add(member)
            self._wait(member.rank)
        return self._settle()

    def build(self, come: Iterable[Member]) -> int:
        """Take in the first members of an empty shelf, where nobody has to be asked again."""
        self._building = True
        count = self.change(come)
        self._building = False
        return count

    def _settle(self) -> int:
        """Place all that wait, in order."""
        count = 0
        while self._queue:
            rank = heappop(self._queue)
            if rank not in self._waiting:
                continue
            changed = self._waiting.pop(rank)
            member, old = self.shelf.member(rank), self.shelf.link(rank)
            new = self._choose(member) if old is None or changed is None else self._reconsidered(member, old, changed)
            if old is None or old.head != new.head:
                self._leave(member)
                self.shelf.put(rank, new)
                self._joined(member, new)
            elif old != new:
                self.shelf.put(rank, new)
            count += 1
        self._closed.clear()
        self._turned.clear()
        return count

    def _wait(self, rank: str, changed: str | None = None) -> None:
        """Let a member be placed again; ``changed``: because of this happening alone."""
        if rank not in self._waiting:
            self._waiting[rank] = {changed} if changed else None
            heappush(self._queue, rank)
        elif changed is None:
            self._waiting[rank] = None
        else:
            heads = self._waiting[rank]
            if heads is not None:
                heads.add(changed)

    def _leave(self, member: Member) -> None:
        """Take a member out of its happening; a happening that loses its opener is none any more."""
        link = self.shelf.link(member.rank)
        if link is None:
            return
        if link.head != member.rank:
            self._seen(link.head, member.rank)
        else:
            for rank in list(self.shelf.linked(member.rank)):
                if rank != member.rank:
                    self.shelf.put(rank, None)
                    self._wait(rank)
            self._turned.add(member.rank)
            self._closed.add(member.rank)
            self._beheld(member, member.rank)
        self.shelf.put(member.rank, None)

    def _joined(self, member: Member, link: Link) -> None:
        if link.head == member.rank:
            self._turned.add(member.rank)
            self._closed.discard(member.rank)
            self._beheld(member, member.rank)
        else:
            self._seen(link.head, member.rank)

    def _seen(self, head: str, rank: str) -> None:
        """What a member changes by being in a happening, if it is among those that others look at."""
        if not self._building and len(self.shelf.core(head, rank, COMPARED)) < COMPARED:
            self._beheld(self.shelf.member(head), rank)

    def _beheld(self, opener: Member, after: str) -> None:
        """Let those be placed again that can see what has changed after a rank in the happening of an opener."""
        if self._building:
            return
        waiting = list(self.shelf.beholders(opener, after))
        self.shelf.look_up(waiting)
        for rank in waiting:
            self._wait(rank, opener.rank)
        if opener.pinned is not None:
            for rank in self.shelf.pinned(opener.pinned):
                if rank > after:
                    self._wait(rank)

    def _reconsidered(self, member: Member, old: Link, changed: set[str]) -> Link:
        """The best link where only some happenings look otherwise than when the member was last placed."""
        crowded = old.crowded or (bool(changed & self._turned) and self._is_crowded(member, old))
        if member.pinned is not None or crowded or old.head in changed:
            return self._choose(member)
        best = old if old.head != member.rank else None
        heads = sorted(changed - self._closed)
        for recap in (False, True) if member.recalled is not None else (False,):
            for view in self._views(member, heads, recap=recap):
                link = fitting(member, view, recap=recap)
                if link is not None and better(link, best):
                    best = link
        return best or old

    def _is_crowded(self, member: Member, old: Link) -> bool:
        """True where more happenings stand in the way than a member meets."""
        windows = [member.near] if old.how == "fits" else [member.near, member.recalled]
        return any(len(self.shelf.openers(one, member.rank, MET)) == MET for one in windows if one is not None)

    def _choose(self, member: Member) -> Link:
        """The best link among the happenings before the member, or one to itself."""
        if member.pinned is not None:
            return Link(self.shelf.pinned(member.pinned)[0], "judged")
        heads = self.shelf.openers(member.near, member.rank, MET)
        best, crowded = self._best(member, heads, recap=False), len(heads) == MET
        if best is None and member.recalled is not None:
            heads = self.shelf.openers(member.recalled, member.rank, MET)
            best, crowded = self._best(member, heads, recap=True), crowded or len(heads) == MET
        return replace(best or Link(member.rank, "opens"), crowded=crowded)

    def _best(self, member: Member, heads: Sequence[str], *, recap: bool) -> Link | None:
        best: Link | None = None
        for view in self._views(member, heads, recap=recap):
            link = fitting(member, view, recap=recap)
            if link is not None and better(link, best):
                best = link
        return best

    def _views(self, member: Member, heads: Sequence[str], *, recap: bool) -> Iterator[View]:
        """What the member sees of happenings whose openers do not exclude it."""
        self.shelf.look_up(heads)
        met = [head for head in heads if may_meet(member, self.shelf.member(head), recap=recap)]
        cores = {head: self.shelf.core(head, member.rank, COMPARED) for head in met}
        self.shelf.look_up([rank for core in cores.values() for rank in core])
        for head, core in cores.items():
            yield View(self.shelf.member(head), [self.shelf.member(rank).statement for rank in core])
