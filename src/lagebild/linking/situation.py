"""Documents and their mentions to one situation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lagebild.linking.commitments import commitments
from lagebild.linking.copies import reprint_groups
from lagebild.linking.directions import copies, sources_first
from lagebild.linking.disputes import across_sides
from lagebild.linking.events import events
from lagebild.linking.grades import graded
from lagebild.linking.grouping import Happening
from lagebild.linking.happenings import group
from lagebild.linking.origins import Sources
from lagebild.linking.prints import Near
from lagebild.linking.sides import found_sides, leading
from lagebild.linking.statements import Statement, in_order, statements
from lagebild.linking.timeline import timeline
from lagebild.linking.translations import translation_pairs
from lagebild.linking.updates import superseded, updates
from lagebild.model import CodedDocument, Document, Side, Situation

#: From statements in canonical order, and the first printing of each copy, to happenings.
Grouping = Callable[[Sequence[Statement], Mapping[str, str]], list[Happening]]


def situation(
    documents: Sequence[Document],
    coded: Sequence[CodedDocument],
    sides: Sequence[Side] | None = None,
    grouping: Grouping = group,
    near: Near | None = None,
) -> Situation:
    """The situation that the documents tell of; the same whatever their order.

    ``sides`` are those set by hand; without, they are found from the events. ``grouping`` may use links that are kept,
    ``near`` are candidates for copies from an index that is kept.
    """
    ordered = in_order(documents)
    results = {result.id: result for result in coded}
    languages = {doc.id: results[doc.id].lang if doc.id in results else doc.lang for doc in ordered}
    reprints = sources_first(reprint_groups(ordered, languages, near and near.copies), ordered)
    translations = translation_pairs(ordered, results, reprints, near and near.renderings)
    texts = origin_texts(reprints, translations)
    found = statements(ordered, results)
    sources = Sources(ordered, texts, found)
    told = events(grouping(found, texts), sources)
    sides = found_sides(told) if sides is None else tuple(sides)
    replaced = updates(ordered, languages, reprints)
    told = superseded(told, replaced)
    told = graded([across_sides(event, sides) for event in told], found, sources, sides)
    return Situation(
        documents=len(ordered), parties=leading(sides), sides=tuple(sides), reprints=reprints, translations=translations,
        updates=replaced, copies=copies(ordered, results, reprints, translations, told, replaced), events=told,
        timeline=timeline(told, sides, ordered), commitments=commitments(ordered, found),
    )  # fmt: skip


def origin_texts(reprints: Sequence[Sequence[str]], translations: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The first printing of each document that is a reprint or translation, itself included."""
    heads = {ident: group[0] for group in reprints for ident in group}
    for source, target in translations:
        head = heads.setdefault(source, source)
        old = heads.get(target)
        moved = [ident for ident, first in heads.items() if first == old] if old else [target]
        heads.update(dict.fromkeys(moved, head))
    return heads
