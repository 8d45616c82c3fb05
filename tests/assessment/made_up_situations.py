"""Events and situations made up for tests of the assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lagebild.linking.timeline import timeline
from lagebild.model import Account, Casualties, CommitmentState, Event, Side, Situation


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def account(by: str = "", status: str = "actual") -> Account:
    return Account(claimed_by=tuple(by.split()), status=status, documents=("d1",))


def event(
    ident: str, kind: str, actor: str, recipient: str = "", on: str = "", *, accounts: Sequence[Account] = (),
    country: str | None = None, **fields: object,
) -> Event:  # fmt: skip
    """An event; ``actor`` and ``recipient`` are codes parted by blanks, ``on`` is its day."""
    return Event(
        id=ident, type=kind, actor=tuple(actor.split()), recipient=tuple(recipient.split()), date=day(on) if on else None,
        place_country=country, documents=("d1",), origins=1, accounts=tuple(accounts) or (account(),), **fields,
    )  # fmt: skip


def killed(side: str, number: int, by: str = "") -> Casualties:
    return Casualties(claimed_by=tuple(by.split()), side=side, killed=number)


def situation(*events: Event, sides: str = "ARM / AZE", asked: str = "", basis: str = "found") -> Situation:
    """A situation between two sides written as codes parted by a slash."""
    parted = [tuple(part.split()) for part in sides.split("/") if part.strip()]
    both = tuple(Side(parties=codes, basis=basis) for codes in parted)
    states = (CommitmentState(treaty="Treaty", invoked_by=("ARM",), asked_of=tuple(asked.split())),) if asked else ()
    return Situation(
        documents=1, parties=tuple(codes[0] for codes in parted), sides=both, events=events,
        timeline=timeline(events, both), commitments=states,
    )  # fmt: skip


BORDER_CLASH = (
    event("e1", "ASSAULT", "AZE", "ARM", "2022-09-13", accounts=[account("ARM"), account("AZE", "negated")],
          country="ARM", dispute="responsibility", disputed=True, casualties=(killed("ARM", 49, "ARM"),)),
    event("e2", "ASSAULT", "ARM", "AZE", "2022-09-13", accounts=[account("AZE")], country="AZE",
          casualties=(killed("AZE", 50, "AZE"),)),
    event("e3", "CONSULT", "FRA", "ARM", "2022-09-14"),
    event("e4", "CONSULT", "FRA", "AZE", "2022-09-14"),
    event("e5", "CONSULT", "IRN", "AZE", "2022-09-14"),
    event("e6", "AGREE", "ARM AZE", "", "2022-09-14"),
)  # fmt: skip
