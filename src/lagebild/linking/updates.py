"""Corrections and updates: articles in which an outlet replaces an earlier one of its own.

An update is known by its wording ("Korrektur:", "Updates with toll", "Обновлено"), by its address, or by the text that it
keeps. What it replaces is the latest earlier article of the same outlet and language that is most like it. Articles are
looked up by outlet, so that none meets all others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from lagebild.knowledge.outlets import outlet_names
from lagebild.knowledge.revisions import revision_mark
from lagebild.linking.copies import Shingles, paragraphs, shares_text, shingles
from lagebild.linking.signatures import keys
from lagebild.model import Document, Event, Update

#: An outlet updates a story for so long, and corrects it.
LONGEST = dt.timedelta(days=30)
#: Characters at either end of a text in which it says that it is an update.
ENDS = 300
#: Share of the names and numbers of the shorter text that a marked update has in common with what it updates.
SAME_STORY = 0.2
#: Articles of one outlet in the window that an update is compared with, the latest first.
COMPARED = 200


@dataclass(frozen=True)
class Article:
    """A document as its outlet published it."""

    document: Document
    lang: str

    @cached_property
    def text(self) -> str:
        """The title and the paragraphs that report."""
        return "\n".join([self.document.title or "", *paragraphs(self.document.text, self.lang)])

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """Names, numbers and long words, counted."""
        return Counter(keys(self.text, self.lang, cognates=True))

    @cached_property
    def shingles(self) -> Shingles:
        """Its word sequences."""
        return shingles(self.text)

    @cached_property
    def mark(self) -> tuple[str, str] | None:
        """Kind and words by which it says that it is an update."""
        text = self.document.text
        return revision_mark(self.document.title or "", text[:ENDS], text[ENDS:][-ENDS:])

    @cached_property
    def address(self) -> tuple[str, ...] | None:
        """Host and path of its address."""
        parts = urlsplit(self.document.url or "")
        return (parts.netloc.lower(), parts.path.rstrip("/")) if parts.path.strip("/") else None


def updates(
    documents: Sequence[Document], languages: Mapping[str, str | None], groups: Sequence[Sequence[str]]
) -> tuple[Update, ...]:
    """One update for each article that replaces another; ``documents`` in canonical order, ``groups`` of shared text."""
    group_of = {ident: number for number, group in enumerate(groups) for ident in group}
    earlier: defaultdict[tuple[str, str], list[Article]] = defaultdict(list)
    found: list[Update] = []
    for document in documents:
        if not document.outlet:
            continue
        article = Article(document, languages.get(document.id) or "")
        shelf = earlier[(publisher(document), article.lang)]
        update = _update(article, list(_recent(article, shelf)), group_of)
        if update is not None:
            found.append(update)
        shelf.append(article)
    return tuple(found)


def publisher(document: Document) -> str:
    """The outlet of a document by its usual name."""
    name = (document.outlet or "").lower()
    known = outlet_names().get(name)
    return known.name if known else name


def _recent(article: Article, shelf: Sequence[Article]) -> Iterator[Article]:
    """Earlier articles of the time in which updates appear, the latest first."""
    day = article.document.published
    for other in shelf[: -COMPARED - 1 : -1]:
        before = other.document.published
        if day is None or before is None or day - before <= LONGEST:
            yield other


def _update(article: Article, others: Sequence[Article], group_of: Mapping[str, int]) -> Update | None:
    same_address = next((o for o in others if o.address is not None and o.address == article.address), None)
    if same_address is not None and same_address.text != article.text:
        return _made(article, same_address, "address")
    if article.mark is not None:
        scored = [(_same_story(article, other), -number) for number, other in enumerate(others)]
        best = max(scored, default=(0.0, 0))
        return _made(article, others[-best[1]], "words") if best[0] >= SAME_STORY else None
    group = group_of.get(article.document.id)
    same_text = (o for o in others if group is not None and group_of.get(o.document.id) == group)
    changed = next((o for o in same_text if o.text != article.text), None)
    return _made(article, changed, "text") if changed is not None else None


def _made(article: Article, other: Article, basis: str) -> Update:
    kind, words = article.mark or ("update", None)
    whole = shares_text(article.shingles, other.shingles)
    return Update.model_validate({
        "article": article.document.id, "updates": other.document.id, "kind": kind, "words": words, "basis": basis,
        "keeps_text": whole,
    })  # fmt: skip


def _same_story(one: Article, other: Article) -> float:
    """How much of the names, numbers and wording of the shorter of two texts is in both, from 0 to 1."""
    shared = len(one.keys.keys() & other.keys.keys()) / max(1, min(len(one.keys), len(other.keys)))
    wording = len(one.shingles & other.shingles) / max(1, min(len(one.shingles), len(other.shingles)))
    return max(shared, wording)


def superseding(found: Iterable[Update]) -> dict[str, tuple[str, ...]]:
    """For each article all that replace it, directly or one after the other."""
    later: defaultdict[str, list[str]] = defaultdict(list)
    for update in found:
        later[update.updates].append(update.article)
    result: dict[str, tuple[str, ...]] = {}
    for first in later:
        reached, waiting = dict.fromkeys(later[first]), list(later[first])
        while waiting:
            following = [ident for ident in later.get(waiting.pop(), ()) if ident not in reached]
            reached.update(dict.fromkeys(following))
            waiting.extend(following)
        result[first] = tuple(reached)
    return result


def superseded(events: Sequence[Event], found: Sequence[Update]) -> tuple[Event, ...]:
    """The same events; figures and accounts that their outlets have replaced are marked, none is dropped."""
    later = superseding(found)
    if not later:
        return tuple(events)
    replaced = {u.updates: u.article for u in found if u.keeps_text and u.kind == "correction"}
    figures = _figures_by_document(events)
    return tuple(_marked(event, later, replaced, figures) for event in events)


Stated = Mapping[tuple[str, str | None, tuple[str, ...]], frozenset[int]]


def _figures_by_document(events: Sequence[Event]) -> Stated:
    """Numbers of killed that a document gives for a side by a claimant."""
    numbers: defaultdict[tuple[str, str | None, tuple[str, ...]], set[int]] = defaultdict(set)
    for event in events:
        for figure in event.casualties:
            for ident in figure.documents:
                if figure.killed is not None:
                    numbers[(ident, figure.side, figure.claimed_by)].add(figure.killed)
    return {key: frozenset(found) for key, found in numbers.items()}


def _marked(event: Event, later: Mapping[str, Sequence[str]], replaced: Mapping[str, str], figures: Stated) -> Event:
    casualties = tuple(
        figure.model_copy(
            update={
                "superseded_by": _replacing(
                    figure.documents, figure.side, figure.claimed_by, figure.killed, later, figures
                )
            }
        )
        for figure in event.casualties
    )
    accounts = tuple(
        account.model_copy(update={"superseded": tuple(
            ident for ident in account.documents if ident in replaced and replaced[ident] not in account.documents
        )})
        for account in event.accounts
    )  # fmt: skip
    return event.model_copy(update={"casualties": casualties, "accounts": accounts})


def _replacing(
    documents: Sequence[str], side: str | None, by: tuple[str, ...], killed: int | None, later: Mapping[str, Sequence[str]],
    figures: Stated,
) -> tuple[str, ...]:  # fmt: skip
    """Updates of documents that state a figure which give another for the same side and claimant instead."""
    if killed is None:
        return ()
    after = dict.fromkeys(ident for document in documents for ident in later.get(document, ()))
    return tuple(ident for ident in after if (stated := figures.get((ident, side, by))) and killed not in stated)
