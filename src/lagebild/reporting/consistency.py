"""Whether the data of a report fit together: what an event says stands in a passage, and passages in their documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lagebild.model import Event, Evidence, Mention
from lagebild.reporting.report import Grounds

#: Characters of a passage that are shown.
SHOWN = 160


def faults(grounds: Grounds) -> Iterator[str]:
    """What does not fit together: passages whose words and offsets disagree, events that no passage tells of."""
    mentions = {(one.id, number): mention for one in grounds.coded for number, mention in enumerate(one.events)}
    documents = {doc.id for doc in grounds.documents}
    by_document: defaultdict[str, list[Mention]] = defaultdict(list)
    for (ident, _), mention in mentions.items():
        by_document[ident].append(mention)
        if ident not in documents:
            yield f"a passage is of document {ident}, which is not among the sources"
        elif not _sound(mention.evidence):
            yield _unsound(ident, mention.evidence)
    for one in grounds.coded:
        for naming in one.namings:
            if one.id not in documents or not _sound(naming.evidence):
                yield _unsound(one.id, naming.evidence)
    for event in grounds.situation.events:
        told = [mentions[key] for key in event.mentions if key in mentions]
        if not told or len(told) != len(event.mentions):
            yield f"event {event.id} lacks a passage"
            continue
        yield from (f"no passage of event {event.id} gives {what}" for what in _untold(event, told))
        stated = {ident: found for ident, found in by_document.items() if ident in documents}
        yield from (f"no passage of event {event.id} gives {what}" for what in _uncounted(event, stated))


def _unsound(ident: str, passage: Evidence) -> str:
    return f"a passage of document {ident} has other words or offsets than it should: {passage.text[:SHOWN]}"


def _sound(passage: Evidence) -> bool:
    start, end = passage.trigger.start - passage.start, passage.trigger.end - passage.start
    inside = 0 <= start <= end <= len(passage.text)
    return passage.end - passage.start == len(passage.text) and (
        not inside or passage.text[start:end] == passage.trigger.text
    )


def _untold(event: Event, told: Sequence[Mention]) -> Iterator[str]:
    """Parties, day, place and claimants of an event that none of its passages has."""
    parties = {actor.code for mention in told for actor in (*mention.actor, *mention.recipient)}
    yield from (f"the party {code}" for code in (*event.actor, *event.recipient) if code not in parties)
    dates = [mention.date for mention in told if mention.date is not None]
    if event.date is not None and not any(date.start <= event.date <= date.end for date in dates):
        yield f"the day {event.date}"
    places = [mention.place for mention in told if mention.place is not None]
    if event.place is not None and event.place not in {place.name for place in places}:
        yield f"the place {event.place}"
    if event.place_country is not None and event.place_country not in {place.country for place in places}:
        yield f"the country {event.place_country}"
    speakers = {actor.code for mention in told if mention.claim is not None for actor in mention.claim.by}
    claimed = dict.fromkeys(code for account in event.accounts for code in account.claimed_by)
    yield from (f"the claimant {code}" for code in claimed if code not in speakers)


def _uncounted(event: Event, stated: dict[str, list[Mention]]) -> Iterator[str]:
    """Figures that no passage of the documents they are said to be from has."""
    for figure in event.casualties:
        own = [mention for ident in figure.documents for mention in stated.get(ident, ())]
        if figure.killed is not None and figure.killed not in {mention.killed for mention in own}:
            yield f"the figure of {figure.killed} killed"
        if figure.wounded is not None and figure.wounded not in {mention.wounded for mention in own}:
            yield f"the figure of {figure.wounded} wounded"
