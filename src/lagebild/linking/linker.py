"""Incremental linking: what the rule of ``grouping`` gives for all statements, by looking only at what new ones can change.

Members are placed in the order of their ranks. A change to a happening can be seen only by members of its block that are
less well founded than what has changed; they wait in a queue by rank and are placed again when all before them stand. So
after each change the links are those that the rule gives for the whole set, whatever the order and the number of steps in
which it came together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import Protocol

from lagebild.linking.blocks import Window
from lagebild.linking.grouping import COMPARED, MET, Link, Member, View, better, fitting, may_meet


class Shelf(Protocol):
    """Where members and their links are kept: in memory, or in the store."""

    def member(self, rank: str) -> Member:
        """The member of a rank."""

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
        self._waiting: set[str] = set()

    def change(self, come: Iterable[Member] = (), gone: Iterable[str] = ()) -> int:
        """Take in new members, forget others; returns how many members were looked at."""
        for rank in gone:
            self._leave(self.shelf.member(rank))
            self.shelf.remove(rank)
            self._waiting.discard(rank)
        for member in come:
            self.shelf.add(member)
            self._wait(member.rank)
        return self._settle()

    def _settle(self) -> int:
        """Place all that wait, in order."""
        count = 0
        while self._queue:
            rank = heappop(self._queue)
            if rank not in self._waiting:
                continue
            self._waiting.remove(rank)
            member = self.shelf.member(rank)
            old, new = self.shelf.link(rank), self._choose(member)
            if old is None or old.head != new.head:
                if old is not None:
                    self._leave(member)
                self.shelf.put(rank, new)
                self._joined(member, new)
            elif old != new:
                self.shelf.put(rank, new)
            count += 1
        return count

    def _wait(self, rank: str) -> None:
        if rank not in self._waiting:
            self._waiting.add(rank)
            heappush(self._queue, rank)

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
            self._beheld(member, member.rank)
        self.shelf.put(member.rank, None)

    def _joined(self, member: Member, link: Link) -> None:
        if link.head == member.rank:
            self._beheld(member, member.rank)
        else:
            self._seen(link.head, member.rank)

    def _seen(self, head: str, rank: str) -> None:
        """What a member changes by being in a happening, if it is among those that others look at."""
        if len(self.shelf.core(head, rank, COMPARED)) < COMPARED:
            self._beheld(self.shelf.member(head), rank)

    def _beheld(self, opener: Member, after: str) -> None:
        for rank in self.shelf.beholders(opener, after):
            self._wait(rank)
        if opener.pinned is not None:
            for rank in self.shelf.pinned(opener.pinned):
                if rank > after:
                    self._wait(rank)

    def _choose(self, member: Member) -> Link:
        """The best link among the happenings before the member, or one to itself."""
        if member.pinned is not None:
            first = self.shelf.pinned(member.pinned)[0]
            return Link(first, "judged")
        best = self._best(member, member.near, recap=False)
        if best is None and member.recalled is not None:
            best = self._best(member, member.recalled, recap=True)
        return best or Link(member.rank, "opens")

    def _best(self, member: Member, window: Window, *, recap: bool) -> Link | None:
        best: Link | None = None
        for view in self._views(member, window, recap=recap):
            link = fitting(member, view, recap=recap)
            if link is not None and better(link, best):
                best = link
        return best

    def _views(self, member: Member, window: Window, *, recap: bool) -> Iterator[View]:
        for head in self.shelf.openers(window, member.rank, MET):
            opener = self.shelf.member(head)
            if may_meet(member, opener, recap=recap):
                ranks = self.shelf.core(head, member.rank, COMPARED)
                yield View(opener, [self.shelf.member(rank).statement for rank in ranks])
