"""Members and links kept in memory."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lagebild.linking.blocks import NO_DAY, Standing, Window
from lagebild.linking.grouping import Link, Member
from lagebild.linking.statements import Days

Point = tuple[float, float]
Row = tuple[dt.date, str, Days | None, Point | None]


class Blocks:
    """Ranks by key and class of span, in the order of their first days."""

    def __init__(self) -> None:
        self._rows: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)

    def add(self, rank: str, at: Standing) -> None:
        """Note where a member stands."""
        for key in at.keys:
            insort(self._rows[(key, at.span)], self._row(rank, at), key=_place)

    def remove(self, rank: str, at: Standing) -> None:
        """Forget it."""
        row = self._row(rank, at)
        for key in at.keys:
            rows = self._rows[(key, at.span)]
            del rows[bisect_left(rows, _place(row), key=_place)]

    def inside(self, window: Window) -> set[str]:
        """Ranks of those that stand in a window."""
        return {
            rank
            for span, starts in window.starts()
            for key in window.keys
            for rank in self._found(window, key, span, starts)
        }

    def _found(self, window: Window, key: str, span: int, starts: Days) -> Iterator[str]:
        rows = self._rows.get((key, span), [])
        first, last = bisect_left(rows, starts[0], key=_first), bisect_right(rows, starts[1], key=_first)
        yield from (rank for _, rank, days, point in rows[first:last] if window.touches(days, point))

    def _row(self, rank: str, at: Standing) -> Row:
        return (at.days[0] if at.days else NO_DAY, rank, at.days, at.point)


def _first(row: Row) -> dt.date:
    return row[0]


def _place(row: Row) -> tuple[dt.date, str]:
    return row[:2]


class MemoryShelf:
    """A shelf that lasts as long as the program."""

    def __init__(self) -> None:
        self._members: dict[str, Member] = {}
        self._links: dict[str, Link] = {}
        self._by_head: defaultdict[str, list[str]] = defaultdict(list)
        self._openers, self._beholders = Blocks(), Blocks()
        self._pinned: defaultdict[int, list[str]] = defaultdict(list)

    def member(self, rank: str) -> Member:
        """The member of a rank."""
        return self._members[rank]

    def look_up(self, ranks: Sequence[str]) -> None:
        """Nothing to do: all members are at hand."""

    def link(self, rank: str) -> Link | None:
        """The link of a member; None where it has none yet."""
        return self._links.get(rank)

    def add(self, member: Member) -> None:
        """Take in a member without a link."""
        self._members[member.rank] = member
        self._beholders.add(member.rank, member.reach)
        if member.pinned is not None:
            insort(self._pinned[member.pinned], member.rank)

    def remove(self, rank: str) -> None:
        """Forget a member and its link."""
        self.put(rank, None)
        member = self._members.pop(rank)
        self._beholders.remove(rank, member.reach)
        if member.pinned is not None:
            self._pinned[member.pinned].remove(rank)

    def put(self, rank: str, link: Link | None) -> None:
        """Set the link of a member; one that links it to itself makes it the opener of a happening."""
        old = self._links.pop(rank, None)
        if old is not None:
            others = self._by_head[old.head]
            del others[bisect_left(others, rank)]
            if old.head == rank:
                self._openers.remove(rank, self._members[rank].standing)
        if link is not None:
            self._links[rank] = link
            insort(self._by_head[link.head], rank)
            if link.head == rank:
                self._openers.add(rank, self._members[rank].standing)

    def openers(self, window: Window, before: str, most: int) -> Sequence[str]:
        """The first ranks of openers that stand in a window, of those before a rank."""
        return sorted(rank for rank in self._openers.inside(window) if rank < before)[:most]

    def beholders(self, seen: Member, after: str) -> Iterable[str]:
        """Ranks after a given one of all members that may look for a happening opened by ``seen``."""
        return [rank for rank in self._beholders.inside(seen.near) if rank > after]

    def core(self, head: str, before: str, most: int) -> Sequence[str]:
        """The first ranks of those linked to an opener, of those before a rank."""
        found = self._by_head.get(head, [])
        return list(islice(found, min(most, bisect_left(found, before))))

    def linked(self, head: str) -> Iterable[str]:
        """Ranks of all that are linked to an opener, itself included."""
        return self._by_head.get(head, [])

    def pinned(self, judgement: int) -> Sequence[str]:
        """Ranks of all members that a judgement sets apart, in order."""
        return self._pinned.get(judgement, [])

    def heads(self) -> list[str]:
        """Ranks of all openers, in order."""
        return sorted(rank for rank, link in self._links.items() if link.head == rank)
