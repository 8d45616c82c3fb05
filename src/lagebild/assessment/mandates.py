"""What bodies and allies can do under commitments that the news invoke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lagebild.knowledge.treaty_register import Duty, treaty_register
from lagebild.model import CommitmentState, Frozen, Situation

HELP = ("allied-deployment",)
#: The measures of the register of precedents that a duty of a clause opens.
MEASURES_OF_DUTY: Mapping[Duty, tuple[str, ...]] = {
    "consult": ("alliance-consultation",),
    "may_assist": HELP,
    "as_deems_necessary": HELP,
    "constitutional_processes": HELP,
    "necessary_assistance": HELP,
    "all_means": HELP,
}
#: What the Security Council can do once it is asked, whichever article was named, by the article of the Charter under
#: which it does so; None where none names it.
COUNCIL: Mapping[str | None, tuple[str, ...]] = {
    "39": ("security-council",), "41": ("sanctions", "arms-embargo"), "42": ("enforcement",),
    None: ("peacekeepers", "observer-mission", "fact-finding"),
}  # fmt: skip
CHARTER, COUNCIL_BODY = "un-charter", "IGO:UN"


class Mandate(Frozen):
    """What a body can do under a commitment that applies here."""

    commitment: str
    body: str
    measures: tuple[str, ...]


def mandates_of(situation: Situation) -> tuple[Mandate, ...]:
    """What those who were asked under a commitment of the register of treaties can do under it."""
    found = (mandate for state in situation.commitments for mandate in _mandates(state))
    return tuple(dict.fromkeys(found))


def _mandates(state: CommitmentState) -> Iterator[Mandate]:
    treaty = treaty_register().get(state.treaty_id) if state.treaty_id else None
    if treaty is None:
        return
    if treaty.id == CHARTER:
        yield from _council(state)
        return
    article = treaty.article(state.article)
    ident = f"{treaty.id}/{article.article}" if article and article.article else treaty.id
    duties = [article.duty] if article else [one.duty for one in treaty.articles]
    opened = tuple(dict.fromkeys(measure for duty in duties for measure in MEASURES_OF_DUTY.get(duty, ())))
    for body in state.asked_of if opened else ():
        yield Mandate(commitment=ident, body=body, measures=opened)


def _council(state: CommitmentState) -> Iterator[Mandate]:
    for article, measures in COUNCIL.items() if COUNCIL_BODY in state.asked_of else ():
        ident = f"{CHARTER}/{article}" if article else CHARTER
        yield Mandate(commitment=ident, body=COUNCIL_BODY, measures=measures)
