"""Statements to happenings: members for the linker, and happenings from its links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lagebild.linking.atoms import Atom, atoms
from lagebild.linking.grouping import Happening, Link, Member, rank
from lagebild.linking.judgements import Constraints, joined, meant
from lagebild.linking.linker import Linker
from lagebild.linking.memory import MemoryShelf
from lagebild.linking.statements import Statement
from lagebild.model import Anchor, Judgement


def members(found: Sequence[Statement], constraints: Constraints) -> list[tuple[Member, Atom]]:
    """What is linked of the statements of one origin text, in canonical order of its printings."""
    pinned, barred = constraints.on(found)
    result = []
    for atom in atoms(found):
        places = [part[:2] for part in atom.parts]
        pins = [pinned[place] for place in places if place in pinned]
        bars = frozenset(number for place in places for number in barred.get(place, ()))
        result.append((Member(rank(atom), atom.typical, max(pins, default=None), bars), atom))
    return result


def by_text(found: Iterable[Statement], texts: Mapping[str, str]) -> dict[str, list[Statement]]:
    """Statements by their origin text, in the order given; ``texts`` gives the first printing of each copy."""
    result: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in found:
        result[texts.get(statement.document.id, statement.document.id)].append(statement)
    return dict(result)


def gathered(linked: Mapping[str, str], known: Mapping[str, Atom], leaders: Mapping[str, str]) -> list[Happening]:
    """Happenings in the order of their best founded atoms.

    ``linked`` gives the opener of each atom's happening, ``leaders`` the first of happenings that a person has joined.
    """
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for place in sorted(known):
        homes[leaders.get(linked[place], linked[place])].append(place)
    happenings = []
    for number, places in enumerate(sorted(homes.values())):
        happening = Happening(known[places[0]].typical, number)
        for place in places:
            happening.add(known[place])
        happenings.append(happening)
    return happenings


def group(
    found: Iterable[Statement], texts: Mapping[str, str], judgements: Iterable[Judgement] = ()
) -> list[Happening]:
    """Happenings in a stable order; ``found`` in canonical order."""
    linked = Linked(judgements)
    linked.take(by_text(found, texts))
    return linked.happenings()


class Linked:
    """Happenings in memory, which grow with the texts."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._constraints = Constraints(judgements)
        self._shelf = MemoryShelf()
        self._linker = Linker(self._shelf)
        self._texts: dict[str, Sequence[Statement]] = {}
        self._atoms: dict[str, dict[str, Atom]] = {}

    def take(self, texts: Mapping[str, Sequence[Statement]]) -> int:
        """Take in whole origin texts, in place of what was known of them; returns how many members were looked at."""
        empty = not self._texts
        come: list[Member] = []
        gone: list[str] = []
        for text, found in texts.items():
            made = members(found, self._constraints)
            old = {place: self._shelf.member(place) for place in self._atoms.get(text, ())}
            new = {member.rank: member for member, _ in made}
            gone += [place for place, member in old.items() if new.get(place) != member]
            come += [member for place, member in new.items() if old.get(place) != member]
            self._texts[text] = found
            self._atoms[text] = {member.rank: atom for member, atom in made}
        return self._linker.build(come) if empty else self._linker.change(come, gone)

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Let these judgements count in place of those before; returns how many members were looked at."""
        before, self._constraints = self._constraints, Constraints(judgements)
        touched = before.changed(self._constraints)
        return self.take(
            {text: found for text, found in self._texts.items() if any(s.document.id in touched for s in found)}
        )

    def links(self) -> dict[str, Link]:
        """The link of each member, by ranks."""
        known = (place for found in self._atoms.values() for place in found)
        return {place: link for place in known if (link := self._shelf.link(place)) is not None}

    def happenings(self) -> list[Happening]:
        """All happenings, in a stable order."""
        known = {place: atom for found in self._atoms.values() for place, atom in found.items()}
        heads = {place: link.head for place, link in self.links().items()}
        return gathered(heads, known, joined(self._constraints, lambda wanted: self._home(wanted, heads)))

    def _home(self, wanted: Anchor, heads: Mapping[str, str]) -> str | None:
        """The happening of the mention that an anchor means."""
        for text, found in self._texts.items():
            for statement in meant(wanted, found):
                return next(heads[place] for place, atom in self._atoms[text].items() if statement.part in atom.parts)
        return None
